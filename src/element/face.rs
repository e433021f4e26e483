//! A face of another card, made small: the face is laid out as that card's deck says, and placed as one picture.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::image::{BoundImage, FitMode, ImageSpec};
use super::{Context, Drawn, Expr, Scope, fill, fill_alt};
use crate::diag::Diagnostics;
use crate::scene::{Artwork, Origin, Side};

/// Sets the names of faces apart from those of files.
const PREFIX: &str = Artwork::THUMBNAIL;

/// A face of a card: `face: { card: R01, side: front }`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FaceSpec {
    /// The code of the card, of any deck of the kit: R01, `{c}`.
    pub card: Expr,
    /// Which side.
    #[serde(default)]
    pub side: SideSpec,
    /// How it fits into its box: contain, cover or fill.
    #[serde(default)]
    pub fit: FitMode,
    /// Text alternative; the code and the title of the card without one.
    pub alt: Option<Expr>,
}

/// A side of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SideSpec {
    /// Recto.
    #[default]
    Front,
    /// Verso.
    Back,
}

impl From<SideSpec> for Side {
    fn from(side: SideSpec) -> Self {
        match side {
            SideSpec::Front => Self::Front,
            SideSpec::Back => Self::Back,
        }
    }
}

impl FaceSpec {
    /// The name of the face in the stock; none where the card lacks what is asked for.
    pub fn drawn(&self, scope: &dyn Scope) -> Option<Drawn> {
        Some(name(&self.card.fill(scope).ok()?, self.side.into()))
    }

    pub(super) fn bind(
        &self,
        context: &Context<'_>,
        scope: &dyn Scope,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<BoundImage> {
        let card = fill(&self.card, scope, origin, diagnostics)?;
        let alt = fill_alt(self.alt.as_ref(), scope, origin, diagnostics)?;
        let name = name(&card, self.side.into());
        let stocked = context.stock.get(&name)?.clone();
        let alt = alt.or_else(|| context.stock.alt(&name)).unwrap_or_else(|| Arc::from(card));
        let spec = ImageSpec { value: self.card.clone(), fit: self.fit, position: (0.5, 0.5), along: false, alt: None };
        let size = stocked.natural_size();
        Some(BoundImage { stocked, alt: Some(alt), spec, size })
    }
}

/// What a face is called in the stock.
fn name(card: &str, side: Side) -> Drawn {
    (format!("{PREFIX}{}:{card}", side.key()), None)
}

/// The face that a name of the stock stands for; none for a file.
pub fn face_of(drawn: &Drawn) -> Option<(&str, Side)> {
    let (side, card) = drawn.0.strip_prefix(PREFIX)?.split_once(':')?;
    let side = if side == Side::Back.key() { Side::Back } else { Side::Front };
    Some((card, side))
}
