//! A small drawing in one colour, contained in its box: `icon: "{family.icon}"`.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::image::{FitMode, fitted, onto};
use super::{ColorExpr, Context, Expr, Frame, OneOr, Scope, Short, Stocked, figure, fill, fill_alt};
use crate::color::Color;
use crate::diag::Diagnostics;
use crate::geom::Size;
use crate::scene::{Item, Origin, Use};

/// An icon by file or by name (`icons/<name>.svg`), recoloured on demand.
#[derive(Clone, Debug, PartialEq)]
pub struct IconSpec {
    /// The file or name.
    pub value: Expr,
    /// The colour of every part; its own colours without one.
    pub color: Option<ColorExpr>,
    /// Text alternative; an icon without one is decoration.
    pub alt: Option<Expr>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// A file (`icons/clock.svg`) or a name (`clock` for `icons/clock.svg`).
    value: Expr,
    /// The colour of every part; its own colours without one.
    color: Option<ColorExpr>,
    /// Text alternative; an icon without one is decoration.
    alt: Option<Expr>,
}

impl Short for Written {
    fn short(value: Expr) -> Self {
        Self { value, color: None, alt: None }
    }
}

impl<'de> Deserialize<'de> for IconSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { value, color, alt } = OneOr::settings(deserializer)?;
        Ok(Self { value, color, alt })
    }
}

impl JsonSchema for IconSpec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Icon".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OneOr::<Written>::json_schema(generator)
    }
}

/// A drawing of the stock in its colour.
#[derive(Clone, Debug)]
pub struct BoundIcon {
    stocked: Stocked,
    alt: Option<Arc<str>>,
    pub(super) size: Size,
}

impl IconSpec {
    /// The file behind a name: `icons/<name>.svg` unless it is a path already.
    pub fn file(name: &str) -> String {
        if name.contains('.') { name.to_owned() } else { format!("icons/{name}.svg") }
    }

    /// The colour for one card; none where the icon keeps its own or the colour cannot be had.
    pub fn color(&self, context: &super::Theme, scope: &dyn Scope) -> Option<Color> {
        self.color.as_ref().and_then(|color| color.resolve(context, scope).ok().flatten())
    }

    pub(super) fn bind(
        &self,
        context: &Context<'_>,
        scope: &dyn Scope,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<BoundIcon> {
        let name = fill(&self.value, scope, origin, diagnostics)?;
        if let Some(Err(fault)) = self.color.as_ref().map(|color| color.resolve(context.theme, scope)) {
            diagnostics.push(context.theme.color_diagnostic(&fault, origin));
        }
        let alt = fill_alt(self.alt.as_ref(), scope, origin, diagnostics)?;
        let stocked = context.stock.get(&(Self::file(&name), self.color(context.theme, scope)))?.clone();
        let size = stocked.natural_size();
        Some(BoundIcon { stocked, alt, size })
    }
}

impl BoundIcon {
    pub(super) fn place(&self, frame: &Frame<'_>) -> Vec<Item> {
        let rect = fitted(self.size, &frame.content, FitMode::Contain, (0.5, 0.5));
        let Stocked::Drawing { artwork, .. } = self.stocked else { return Vec::new() };
        let map = onto(self.size, &rect);
        let mut items = figure(Item::Use(Use { artwork, transform: map }), self.alt.clone(), None);
        items.extend(self.stocked.plates(&map));
        items
    }
}
