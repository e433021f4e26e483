//! A QR code in a box: a square with its quiet zone, black on unprinted paper.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{Expr, Frame, OneOr, Scope, Short, fill, fill_alt};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Point};
use crate::qr::{Code, Ground, Level, QUIET_ZONE};
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
    /// How far off it is read: the symbol is a tenth of it at least.
    pub distance: Option<Length>,
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
    /// From how far it is read: 60cm, 2m as 200cm. The symbol is a tenth of it at least.
    reading_distance: Option<Length>,
    /// Text alternative.
    alt: Option<Expr>,
}

impl Short for Written {
    fn short(value: Expr) -> Self {
        Self { value, level: LevelSpec::default(), ground: false, reading_distance: None, alt: None }
    }
}

impl<'de> Deserialize<'de> for QrSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { value, level, ground, reading_distance: distance, alt } = OneOr::settings(deserializer)?;
        Ok(Self { value, level, ground, distance, alt })
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
    distance: Option<Length>,
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
                Some(BoundQr { code, ground, distance: self.distance, alt })
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
    pub(super) fn place(&self, frame: &Frame<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
        let side = frame.content.width.min(frame.content.height);
        if side <= Length::ZERO {
            return Vec::new();
        }
        diagnostics.extend(self.too_small(side).map(|fault| frame.origin.mark(fault)));
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

    /// The fault of a symbol that is less than a tenth of the distance from which it is read, in a square of `side`.
    fn too_small(&self, side: Length) -> Option<Diagnostic> {
        let distance = self.distance?;
        let (least, modules) = (distance * 0.1, self.code.modules());
        let all = (modules + 2 * QUIET_ZONE) as f64;
        let (symbol, box_side) = (side * (modules as f64 / all), least * (all / modules as f64));
        if symbol + Length::mm(0.01) >= least {
            return None;
        }
        let farthest = symbol * 10.0;
        let message = say!(
            "le code QR mesure {symbol} sans sa zone blanche ; lu à {distance}, il lui faut {least}",
            "the QR code measures {symbol} without its quiet zone; read from {distance}, it needs {least}"
        );
        Some(Diagnostic::error("qr-reading-distance", message).hint(say!(
            "donnez au cadre {box_side} de côté, ou une distance de lecture de {farthest} au plus",
            "give the box sides of {box_side}, or a reading distance of {farthest} at most"
        )))
    }
}
