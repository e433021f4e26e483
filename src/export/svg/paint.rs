//! Fills, strokes and gradients as attributes.

use xmlwriter::XmlWriter;

use super::defs::Defs;
use super::number::{matrix, mm, number};
use crate::geom::Length;
use crate::scene::{Fill, FillRule, Gradient, GradientKind, LineCap, LineJoin, Paint, Path, Stroke};

/// The value of a `fill` or `stroke` attribute; a gradient is defined when it is new.
pub fn value(defs: &mut Defs, paint: &Paint) -> String {
    match paint {
        Paint::Solid(color) => color.srgb.to_hex(),
        Paint::Gradient(painted) => format!("url(#{})", defs.shared('p', gradient(painted), named)),
    }
}

/// Sets the id in the opening tag of a definition.
pub fn named(id: &str, content: &str) -> String {
    let (tag, rest) = content.split_once(' ').unwrap_or((content, ""));
    format!("{tag} id=\"{id}\" {rest}\n")
}

fn gradient(gradient: &Gradient) -> String {
    let (tag, place) = match gradient.kind {
        GradientKind::Linear { start, end } => {
            let [x1, y1, x2, y2] = [start.x, start.y, end.x, end.y].map(mm);
            ("linearGradient", format!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""))
        }
        GradientKind::Radial { center, radius, focus } => {
            let [cx, cy, r, fx, fy] = [center.x, center.y, radius, focus.x, focus.y].map(mm);
            ("radialGradient", format!("cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\" fx=\"{fx}\" fy=\"{fy}\""))
        }
    };
    let mut out = format!("<{tag} gradientUnits=\"userSpaceOnUse\" {place}");
    if !gradient.transform.is_identity() {
        out.push_str(&format!(" gradientTransform=\"{}\"", matrix(&gradient.transform)));
    }
    out.push('>');
    for stop in &gradient.stops {
        out.push_str(&format!("<stop offset=\"{}\" stop-color=\"{}\"", number(stop.offset), stop.color.srgb.to_hex()));
        if stop.opacity < 1.0 {
            out.push_str(&format!(" stop-opacity=\"{}\"", number(stop.opacity)));
        }
        out.push_str("/>");
    }
    out + &format!("</{tag}>")
}

/// Writes a `<path>` with its fill and stroke.
pub fn path(w: &mut XmlWriter, defs: &mut Defs, path: &Path) {
    w.start_element("path");
    w.write_attribute("d", &super::number::path(&path.data));
    match &path.fill {
        Some(painted) => fill(w, defs, painted),
        None => w.write_attribute("fill", "none"),
    }
    // A line without width paints nothing, whatever a program makes of it.
    if let Some(line) = path.stroke.as_ref().filter(|line| line.width > Length::ZERO) {
        stroke(w, defs, line);
    }
    w.end_element();
}

fn fill(w: &mut XmlWriter, defs: &mut Defs, fill: &Fill) {
    w.write_attribute("fill", &value(defs, &fill.paint));
    if fill.opacity < 1.0 {
        w.write_attribute("fill-opacity", &number(fill.opacity));
    }
    if fill.rule == FillRule::EvenOdd {
        w.write_attribute("fill-rule", "evenodd");
    }
}

fn stroke(w: &mut XmlWriter, defs: &mut Defs, stroke: &Stroke) {
    w.write_attribute("stroke", &value(defs, &stroke.paint));
    w.write_attribute("stroke-width", &mm(stroke.width));
    if stroke.opacity < 1.0 {
        w.write_attribute("stroke-opacity", &number(stroke.opacity));
    }
    match stroke.cap {
        LineCap::Butt => {}
        LineCap::Round => w.write_attribute("stroke-linecap", "round"),
        LineCap::Square => w.write_attribute("stroke-linecap", "square"),
    }
    match stroke.join {
        LineJoin::Miter => w.write_attribute("stroke-miterlimit", &number(stroke.miter_limit)),
        LineJoin::Round => w.write_attribute("stroke-linejoin", "round"),
        LineJoin::Bevel => w.write_attribute("stroke-linejoin", "bevel"),
    }
    if let Some(dash) = &stroke.dash {
        let pattern: Vec<String> = dash.pattern.iter().map(|length| mm(*length)).collect();
        w.write_attribute("stroke-dasharray", &pattern.join(" "));
        w.write_attribute("stroke-dashoffset", &mm(dash.phase));
    }
}
