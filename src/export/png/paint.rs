//! Outlines with their fills and strokes on a canvas. Knows nothing of groups.

use tiny_skia::{GradientStop, LinearGradient, Mask, RadialGradient, Shader, SpreadMode};

use super::device::Device;
use super::layer::Layer;
use crate::geom::{Length, PathData, Point};
use crate::scene::{Dash, Fill, FillRule, Gradient, GradientKind, LineCap, LineJoin, Paint, Path, Stroke};

/// Paints an outline: its fill, then its stroke.
pub fn path(canvas: &mut Layer, path: &Path, device: &Device, clip: Option<&Mask>) {
    let device = device.seen_from(&canvas.area);
    if let Some(fill) = &path.fill {
        fill_path(canvas, &path.data, fill, &device, clip);
    }
    if let Some(stroke) = &path.stroke {
        stroke_path(canvas, &path.data, stroke, &device, clip);
    }
}

fn fill_path(canvas: &mut Layer, data: &PathData, fill: &Fill, device: &Device, clip: Option<&Mask>) {
    let Some(paint) = brush(&fill.paint, fill.opacity, device) else { return };
    let rect = device.upright_rect(data).and_then(|[l, t, r, b]| {
        let rect = tiny_skia::Rect::from_ltrb(l as f32, t as f32, r as f32, b as f32)?;
        (rect.width() > 0.0 && rect.height() > 0.0).then_some(rect)
    });
    let identity = tiny_skia::Transform::identity();
    if let Some(rect) = rect {
        canvas.pixmap.fill_rect(rect, &paint, identity, clip);
    } else if let Some(outline) = device.path(data) {
        canvas.pixmap.fill_path(&outline, &paint, rule(fill.rule), identity, clip);
    }
}

/// Strokes in millimetres and maps the result, so that a skewed line is skewed as a whole.
fn stroke_path(canvas: &mut Layer, data: &PathData, stroke: &Stroke, device: &Device, clip: Option<&Mask>) {
    // A line without width paints nothing in SVG; the thinnest line of PDF is not what a layout means.
    if stroke.width <= Length::ZERO {
        return;
    }
    let Some(mut paint) = brush(&stroke.paint, stroke.opacity, &Device::MILLIMETRES) else { return };
    let Some(outline) = Device::MILLIMETRES.path(data) else { return };
    let line = tiny_skia::Stroke {
        width: stroke.width.to_mm() as f32,
        miter_limit: stroke.miter_limit as f32,
        line_cap: match stroke.cap {
            LineCap::Butt => tiny_skia::LineCap::Butt,
            LineCap::Round => tiny_skia::LineCap::Round,
            LineCap::Square => tiny_skia::LineCap::Square,
        },
        line_join: match stroke.join {
            LineJoin::Miter => tiny_skia::LineJoin::Miter,
            LineJoin::Round => tiny_skia::LineJoin::Round,
            LineJoin::Bevel => tiny_skia::LineJoin::Bevel,
        },
        dash: stroke.dash.as_ref().and_then(dashes),
    };
    paint.anti_alias = true;
    canvas.pixmap.stroke_path(&outline, &paint, &line, device.matrix(), clip);
}

/// An odd pattern is run through twice, as in SVG and PDF. A pattern without length means a continuous line.
fn dashes(dash: &Dash) -> Option<tiny_skia::StrokeDash> {
    let mut pattern: Vec<f32> = dash.pattern.iter().map(|length| length.to_mm() as f32).collect();
    if pattern.len() % 2 == 1 {
        pattern.extend_from_within(..);
    }
    tiny_skia::StrokeDash::new(pattern, dash.phase.to_mm() as f32)
}

/// The fill rule in tiny-skia's words.
pub const fn rule(rule: FillRule) -> tiny_skia::FillRule {
    match rule {
        FillRule::NonZero => tiny_skia::FillRule::Winding,
        FillRule::EvenOdd => tiny_skia::FillRule::EvenOdd,
    }
}

/// What an area is covered with; none when nothing would be seen.
pub fn brush(paint: &Paint, opacity: f64, device: &Device) -> Option<tiny_skia::Paint<'static>> {
    let shader = match paint {
        Paint::Solid(color) => Shader::SolidColor(solid(color.srgb, opacity)),
        Paint::Gradient(painted) => gradient(painted, opacity, device)?,
    };
    Some(tiny_skia::Paint { shader, anti_alias: true, ..tiny_skia::Paint::default() })
}

fn solid(color: crate::color::Srgb, opacity: f64) -> tiny_skia::Color {
    let mut solid = tiny_skia::Color::from_rgba8(color.r, color.g, color.b, 255);
    solid.apply_opacity(opacity.clamp(0.0, 1.0) as f32);
    solid
}

fn gradient(gradient: &Gradient, opacity: f64, device: &Device) -> Option<Shader<'static>> {
    let stops: Vec<_> = gradient
        .stops
        .iter()
        .map(|stop| GradientStop::new(stop.offset as f32, solid(stop.color.srgb, stop.opacity * opacity)))
        .collect();
    let last = gradient.stops.last().map(|stop| Shader::SolidColor(solid(stop.color.srgb, stop.opacity * opacity)));
    let point = |p: Point| tiny_skia::Point::from_xy(p.x.to_mm() as f32, p.y.to_mm() as f32);
    let map = device.inside(&gradient.transform).matrix();
    let shader = match gradient.kind {
        GradientKind::Linear { start, end } => {
            LinearGradient::new(point(start), point(end), stops, SpreadMode::Pad, map)
        }
        GradientKind::Radial { center, radius, focus } => {
            let radius = radius.to_mm() as f32;
            RadialGradient::new(point(focus), 0.0, point(center), radius, stops, SpreadMode::Pad, map)
        }
    };
    // A gradient without extent shows its last colour (SVG 1.1, 13.2.2 and 13.2.3).
    shader.or(last)
}
