//! Colours, fills and lines in layouts.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{Expr, Measure, OneOr, Scope, Theme};
use crate::color::Color;
use crate::geom::{Point, Rect, Transform};
use crate::scene::{Dash, Fill, FillRule, Gradient, GradientKind, LineCap, LineJoin, Paint, Stop, Stroke};

/// A colour by name, with an optional tint: `nuit`, `nuit 20%`, `{family.color}`, `#123C70`, `none`.
#[derive(Clone, Debug, PartialEq)]
pub struct ColorExpr {
    expr: Expr,
}

impl ColorExpr {
    /// No colour.
    pub fn none() -> Self {
        Self { expr: Expr::parse("none").unwrap_or_default() }
    }

    /// The expression behind it.
    pub const fn expr(&self) -> &Expr {
        &self.expr
    }

    /// The colour for one card; none for `none`.
    ///
    /// # Errors
    /// The name that is neither a swatch of the kit nor a colour of the layout, or the field that is missing.
    pub fn resolve(&self, theme: &Theme, scope: &dyn Scope) -> Result<Option<Color>, ColorFault> {
        let text = self.expr.fill(scope).map_err(|missing| ColorFault::Missing(missing.name.to_string()))?;
        theme.color(&text, scope)
    }
}

/// Why a colour cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColorFault {
    /// No swatch and no colour of the layout has this name.
    Unknown(String),
    /// A field that the colour names is missing.
    Missing(String),
}

impl<'de> Deserialize<'de> for ColorExpr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { expr: Expr::deserialize(deserializer)? })
    }
}

impl JsonSchema for ColorExpr {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Color".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A swatch of the kit's palette or a colour of the layout, tinted on demand (nuit 20%), a hex value, {family.color}, or none"
        })
    }
}

/// What an area is filled with.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[serde(untagged)]
pub enum PaintSpec {
    /// One colour.
    Color(ColorExpr),
    /// A gradient.
    Gradient(GradientSpec),
}

impl<'de> Deserialize<'de> for PaintSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match OneOr::read(deserializer)? {
            OneOr::One(color) => Self::Color(ColorExpr { expr: Expr::read(&color)? }),
            OneOr::More(gradient) => Self::Gradient(gradient),
        })
    }
}

/// A gradient.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GradientSpec {
    /// Direction of a linear gradient in degrees: 0 to the right, 90 downwards.
    #[serde(default)]
    pub angle: f64,
    /// From the middle outwards instead of along a line.
    #[serde(default)]
    pub radial: bool,
    /// Two or more colours, evenly spread unless they say `at`.
    pub stops: Vec<StopSpec>,
}

/// A colour of a gradient.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[serde(untagged)]
pub enum StopSpec {
    /// A colour alone.
    Color(ColorExpr),
    /// A colour at a place.
    At(PlacedStop),
}

/// A colour of a gradient at a place.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacedStop {
    /// The colour.
    pub color: ColorExpr,
    /// Where, in percent of the way.
    pub at: f64,
    /// 0 clear, 1 opaque.
    pub opacity: Option<f64>,
}

impl<'de> Deserialize<'de> for StopSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match OneOr::read(deserializer)? {
            OneOr::One(color) => Self::Color(ColorExpr { expr: Expr::read(&color)? }),
            OneOr::More(stop) => Self::At(stop),
        })
    }
}

/// A fill: a paint, or a paint with its opacity.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct FillSpec(pub PaintSpec);

impl PaintSpec {
    /// Every expression in it.
    pub fn expressions(&self) -> Vec<&Expr> {
        match self {
            Self::Color(color) => vec![color.expr()],
            Self::Gradient(gradient) => gradient.stops.iter().map(|stop| stop.color().expr()).collect(),
        }
    }

    /// The paint for one card in a box; none for `none`.
    ///
    /// # Errors
    /// A colour that cannot be had.
    pub fn resolve(&self, theme: &Theme, scope: &dyn Scope, rect: &Rect) -> Result<Option<Paint>, ColorFault> {
        match self {
            Self::Color(color) => Ok(color.resolve(theme, scope)?.map(Paint::Solid)),
            Self::Gradient(gradient) => gradient.resolve(theme, scope, rect).map(Some),
        }
    }
}

impl FillSpec {
    /// The fill for one card in a box; none for `none`.
    ///
    /// # Errors
    /// A colour that cannot be had.
    pub fn resolve(&self, theme: &Theme, scope: &dyn Scope, rect: &Rect) -> Result<Option<Fill>, ColorFault> {
        let paint = self.0.resolve(theme, scope, rect)?;
        Ok(paint.map(|paint| Fill { paint, opacity: 1.0, rule: FillRule::NonZero }))
    }
}

impl StopSpec {
    /// Its colour.
    pub const fn color(&self) -> &ColorExpr {
        match self {
            Self::Color(color) | Self::At(PlacedStop { color, .. }) => color,
        }
    }
}

impl GradientSpec {
    fn resolve(&self, theme: &Theme, scope: &dyn Scope, rect: &Rect) -> Result<Paint, ColorFault> {
        let last = self.stops.len().saturating_sub(1).max(1);
        let mut stops = Vec::with_capacity(self.stops.len());
        for (index, stop) in self.stops.iter().enumerate() {
            let color = stop.color().resolve(theme, scope)?.unwrap_or(Color::WHITE);
            let (offset, opacity) = match stop {
                StopSpec::Color(_) => (index as f64 / last as f64, 1.0),
                StopSpec::At(PlacedStop { at, opacity, .. }) => (at / 100.0, opacity.unwrap_or(1.0)),
            };
            stops.push(Stop { offset: offset.clamp(0.0, 1.0), color, opacity: opacity.clamp(0.0, 1.0) });
        }
        stops.sort_by(|a, b| a.offset.total_cmp(&b.offset));
        let kind = if self.radial { radial(rect) } else { linear(self.angle, rect) };
        Ok(Paint::Gradient(Gradient { kind, transform: Transform::IDENTITY, stops }.into()))
    }
}

fn radial(rect: &Rect) -> GradientKind {
    let center = rect.center();
    GradientKind::Radial { center, radius: rect.width.max(rect.height) * 0.5, focus: center }
}

/// Along `angle` through the middle, long enough that the corners get the end colours.
fn linear(angle: f64, rect: &Rect) -> GradientKind {
    let (sin, cos) = angle.to_radians().sin_cos();
    let half = (rect.width * cos.abs() + rect.height * sin.abs()) * 0.5;
    let center = rect.center();
    GradientKind::Linear {
        start: Point::new(center.x - half * cos, center.y - half * sin),
        end: Point::new(center.x + half * cos, center.y + half * sin),
    }
}

/// A line: `{ color: nuit, width: 0.3mm, dash: [1mm, 1mm], cap: round }`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StrokeSpec {
    /// Its colour.
    pub color: ColorExpr,
    /// Its thickness, half on each side of the outline.
    pub width: Measure,
    /// Lengths of dash and gap in turn.
    #[serde(default)]
    pub dash: Vec<Measure>,
    /// How it ends.
    #[serde(default)]
    pub cap: CapSpec,
    /// How it turns.
    #[serde(default)]
    pub join: JoinSpec,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CapSpec {
    /// At its end.
    #[default]
    Butt,
    /// With half a disc.
    Round,
    /// With half a square.
    Square,
}

/// How two lines meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JoinSpec {
    /// In a point.
    #[default]
    Miter,
    /// In an arc.
    Round,
    /// Cut off.
    Bevel,
}

impl StrokeSpec {
    /// The line for one card; none for the colour `none`.
    ///
    /// # Errors
    /// A colour that cannot be had. Unknown length names were reported when the layout was read.
    pub fn resolve(&self, theme: &Theme, scope: &dyn Scope) -> Result<Option<Stroke>, ColorFault> {
        let Some(color) = self.color.resolve(theme, scope)? else { return Ok(None) };
        let length = |measure: &Measure| theme.length(measure);
        let mut stroke = Stroke::solid(color, length(&self.width));
        stroke.cap = match self.cap {
            CapSpec::Butt => LineCap::Butt,
            CapSpec::Round => LineCap::Round,
            CapSpec::Square => LineCap::Square,
        };
        stroke.join = match self.join {
            JoinSpec::Miter => LineJoin::Miter,
            JoinSpec::Round => LineJoin::Round,
            JoinSpec::Bevel => LineJoin::Bevel,
        };
        if !self.dash.is_empty() {
            let pattern = self.dash.iter().map(length).collect();
            stroke.dash = Some(Dash { pattern, phase: crate::geom::Length::ZERO });
        }
        Ok(Some(stroke))
    }
}
