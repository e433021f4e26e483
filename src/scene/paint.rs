//! How outlines are filled and stroked.

use std::sync::Arc;

use crate::color::Color;
use crate::geom::{Length, Point, Transform};

/// What an area is covered with.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Color),
    /// A gradient.
    Gradient(Arc<Gradient>),
}

/// A gradient between colours.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// Along a line or around a point.
    pub kind: GradientKind,
    /// From the gradient's coordinates to those of the item it paints.
    pub transform: Transform,
    /// At least two stops, offsets rising from 0 to 1. Beyond the ends the end colours go on.
    pub stops: Vec<Stop>,
}

/// The shape of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GradientKind {
    /// From one point to another.
    Linear {
        /// Where offset 0 lies.
        start: Point,
        /// Where offset 1 lies.
        end: Point,
    },
    /// From a focus outwards to a circle.
    Radial {
        /// Middle of the outer circle.
        center: Point,
        /// Radius of the outer circle.
        radius: Length,
        /// Where offset 0 lies.
        focus: Point,
    },
}

/// A colour at a place of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// 0 at the start, 1 at the end.
    pub offset: f64,
    /// The colour there.
    pub color: Color,
    /// 0 clear, 1 opaque.
    pub opacity: f64,
}

/// Which parts of a self-crossing outline are inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FillRule {
    /// Where the winding number is not zero.
    #[default]
    NonZero,
    /// Where it is odd.
    EvenOdd,
}

/// An area fill.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// What with.
    pub paint: Paint,
    /// 0 clear, 1 opaque.
    pub opacity: f64,
    /// Which parts are inside.
    pub rule: FillRule,
}

impl Fill {
    /// An opaque colour.
    pub const fn solid(color: Color) -> Self {
        Self { paint: Paint::Solid(color), opacity: 1.0, rule: FillRule::NonZero }
    }
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineCap {
    /// At its end.
    #[default]
    Butt,
    /// With half a disc.
    Round,
    /// With half a square.
    Square,
}

/// How two lines meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineJoin {
    /// In a point, up to the mitre limit.
    #[default]
    Miter,
    /// In an arc.
    Round,
    /// Cut off.
    Bevel,
}

/// Dashes along a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Dash {
    /// Lengths of dash, gap, dash, gap… in turn.
    pub pattern: Vec<Length>,
    /// How far into the pattern the line starts.
    pub phase: Length,
}

/// A line along an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// What with.
    pub paint: Paint,
    /// 0 clear, 1 opaque.
    pub opacity: f64,
    /// Thickness, half on each side of the outline.
    pub width: Length,
    /// How it ends.
    pub cap: LineCap,
    /// How it turns.
    pub join: LineJoin,
    /// Longest mitre, in line widths.
    pub miter_limit: f64,
    /// Dashes; none for a continuous line.
    pub dash: Option<Dash>,
}

impl Stroke {
    /// A continuous opaque line, butt ends, mitred (limit 4, the default of SVG).
    pub const fn solid(color: Color, width: Length) -> Self {
        Self {
            paint: Paint::Solid(color),
            opacity: 1.0,
            width,
            cap: LineCap::Butt,
            join: LineJoin::Miter,
            miter_limit: 4.0,
            dash: None,
        }
    }
}

/// How a group mixes with what lies under it (ISO 32000-1, 11.3.5; separable modes and the four others).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the standard")]
pub enum Blend {
    #[default]
    Normal,
    Multiply,
    Screen,
    Overlay,
    Darken,
    Lighten,
    ColorDodge,
    ColorBurn,
    HardLight,
    SoftLight,
    Difference,
    Exclusion,
    Hue,
    Saturation,
    Color,
    Luminosity,
}
