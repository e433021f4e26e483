//! A QR code in a box: a square with its quiet zone, black on unprinted paper.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{Expr, Frame, OneOr, Scope, Short, fill, fill_alt};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Point};
use crate::qr::{Code, Ground, Level};
use crate::say;
use crate::scene::{Group, Item, Link, Origin, Role};

/// A code: `qr: "{url}"`, or with its level.
#[derive(Clone, Debug, PartialEq)]
pub struct QrSpec {
    /// What it says when scanned.
    pub value: Expr,
    /// How much of it may be lost and still be read.
    pub level: LevelSpec,
    /// Paints white under code and quiet zone, for a place where something is printed.
    pub ground: bool,
    /// Text alternative; « Code QR vers … » without one.
    pub alt: Option<Expr>,
}

/// Error correction level (ISO/IEC 18004): L 7 %, M 15 %, Q 25 %, H 30 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the letters are those of the standard")]
pub enum LevelSpec {
    L,
    #[default]
    M,
    Q,
    H,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// What it says when scanned: `{url}`.
    value: Expr,
    /// How much of it may be lost and still be read: L, M, Q or H.
    #[serde(default)]
    level: LevelSpec,
    /// Paints white under code and quiet zone, for a place where something is printed.
    #[serde(default)]
    ground: bool,
    /// Text alternative.
    alt: Option<Expr>,
}

impl Short for Written {
    fn short(value: Expr) -> Self {
        Self { value, level: LevelSpec::default(), ground: false, alt: None }
    }
}

impl<'de> Deserialize<'de> for QrSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { value, level, ground, alt } = OneOr::settings(deserializer)?;
        Ok(Self { value, level, ground, alt })
    }
}

impl JsonSchema for QrSpec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Qr".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OneOr::<Written>::json_schema(generator)
    }
}

/// A code, encoded.
#[derive(Debug)]
pub struct BoundQr {
    code: Code,
    ground: Ground,
    alt: Option<Arc<str>>,
}

impl QrSpec {
    pub(super) fn bind(&self, scope: &dyn Scope, origin: &Origin, diagnostics: &mut Diagnostics) -> Option<BoundQr> {
        let payload = fill(&self.value, scope, origin, diagnostics)?;
        let alt = fill_alt(self.alt.as_ref(), scope, origin, diagnostics)?;
        let level = match self.level {
            LevelSpec::L => Level::L,
            LevelSpec::M => Level::M,
            LevelSpec::Q => Level::Q,
            LevelSpec::H => Level::H,
        };
        match Code::encode(&payload, level) {
            Ok(code) => {
                let ground = if self.ground { Ground::White } else { Ground::Unprinted };
                Some(BoundQr { code, ground, alt })
            }
            Err(fault) => {
                let fault = Diagnostic::error("qr-too-long", fault.say())
                    .hint(say!("donnez un lien plus court", "give a shorter link"));
                diagnostics.push(origin.mark(fault));
                None
            }
        }
    }
}

impl BoundQr {
    /// The largest square that the box holds, quiet zone included, in its middle; with a link over it.
    pub(super) fn place(&self, frame: &Frame<'_>) -> Vec<Item> {
        let side = frame.content.width.min(frame.content.height);
        if side <= Length::ZERO {
            return Vec::new();
        }
        let center = frame.content.center();
        let corner = Point::new(center.x - side * 0.5, center.y - side * 0.5);
        let mut items = vec![Item::Group(Box::new(self.code.place(corner, side, self.ground)))];
        let payload = self.code.payload();
        if payload.starts_with("http://") || payload.starts_with("https://") {
            let rect = crate::geom::Rect::new(corner.x, corner.y, side, side);
            let label = self.alt.clone().unwrap_or_else(|| payload.clone());
            items.push(Item::Link(Box::new(Link { rect, uri: payload.clone(), label })));
        }
        let role = self.alt.clone().map(|alt| Role::Figure { alt });
        vec![Item::Group(Box::new(Group { role, items, ..Group::default() }))]
    }
}
