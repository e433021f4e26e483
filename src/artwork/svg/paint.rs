//! Colours, fills and lines of a drawing.

use super::gradient;
use super::plane;
use super::walk::{Walk, fraction};
use crate::color::{Color, Srgb};
use crate::geom::{Length, Transform};
use crate::scene::{Dash, Fill, FillRule, LineCap, LineJoin, Paint, Stroke};

/// What colours turn into.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    /// What the palette says.
    Palette,
    /// One colour for everything.
    One(Color),
    /// The grey of the same luminance: inside a mask, where nothing else counts.
    Luminance,
    /// White: inside a clip, where only the shape counts.
    White,
}

impl Ink {
    pub(super) fn of(recolour: Option<Color>) -> Self {
        recolour.map_or(Self::Palette, Self::One)
    }
}

impl Walk<'_> {
    /// The colour to paint with.
    pub(super) fn color(&self, color: usvg::Color) -> Color {
        let srgb = Srgb::new(color.red, color.green, color.blue);
        match self.ink {
            Ink::Palette => (self.how.palette)(srgb),
            Ink::One(color) => color,
            Ink::Luminance => Color::from_srgb(luminance(srgb)),
            Ink::White => Color::WHITE,
        }
    }

    /// The fill of an outline; none for a pattern.
    pub(super) fn fill(&mut self, fill: &usvg::Fill, path: &usvg::Path, ts: &Transform) -> Option<Fill> {
        let paint = self.paint(fill.paint(), path, ts)?;
        Some(Fill { paint, opacity: fraction(fill.opacity().get()), rule: rule(fill.rule()) })
    }

    /// The line of an outline; none for a pattern.
    pub(super) fn stroke(&mut self, stroke: &usvg::Stroke, path: &usvg::Path, ts: &Transform) -> Option<Stroke> {
        let paint = self.paint(stroke.paint(), path, ts)?;
        let scale = ts.mean_scale();
        let length = |px: f32| Length::mm(f64::from(px) * scale);
        let dash = stroke.dasharray().map(|pattern| Dash {
            pattern: pattern.iter().map(|px| length(*px)).collect(),
            phase: length(stroke.dashoffset()),
        });
        Some(Stroke {
            paint,
            opacity: fraction(stroke.opacity().get()),
            width: length(stroke.width().get()),
            cap: match stroke.linecap() {
                usvg::LineCap::Butt => LineCap::Butt,
                usvg::LineCap::Round => LineCap::Round,
                usvg::LineCap::Square => LineCap::Square,
            },
            // `miter-clip` is told of with its line by the scan.
            join: match stroke.linejoin() {
                usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
                usvg::LineJoin::Round => LineJoin::Round,
                usvg::LineJoin::Bevel => LineJoin::Bevel,
            },
            miter_limit: fraction(stroke.miterlimit().get()),
            dash,
        })
    }

    fn paint(&mut self, paint: &usvg::Paint, path: &usvg::Path, ts: &Transform) -> Option<Paint> {
        let area = plane::rect(path.stroke_bounding_box());
        match paint {
            usvg::Paint::Color(color) => Some(Paint::Solid(self.color(*color))),
            usvg::Paint::LinearGradient(linear) => Some(gradient::linear(self, linear, &area, ts)),
            usvg::Paint::RadialGradient(radial) => Some(gradient::radial(self, radial, &area, ts)),
            usvg::Paint::Pattern(_) => None,
        }
    }
}

/// Which parts of an outline are inside.
pub(super) fn rule(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

/// The grey that a luminance mask makes of a colour (CSS Masking 1, 7.10.1, for sRGB).
fn luminance(color: Srgb) -> Srgb {
    let [r, g, b] = [color.r, color.g, color.b].map(f64::from);
    let grey = (0.2125 * r + 0.7154 * g + 0.0721 * b).round().clamp(0.0, 255.0) as u8;
    Srgb::new(grey, grey, grey)
}
