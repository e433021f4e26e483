//! A scene as text: what tests compare. One line an item, millimetres with two decimals.

use std::fmt::Write;

use super::{Document, Item, Page, Paint};
use crate::geom::{Length, Rect, Segment, Transform};

/// Every page of a document, one line an item, indented by depth.
pub fn dump(document: &Document) -> String {
    let mut out = String::new();
    for page in &document.pages {
        dump_page(&mut out, page);
    }
    out
}

fn dump_page(out: &mut String, page: &Page) {
    let trim = page.boxes.trim;
    let _ = writeln!(out, "page {} {}x{}", page.name, mm(trim.width), mm(trim.height));
    dump_items(out, &page.items, 1);
}

fn dump_items(out: &mut String, items: &[Item], depth: usize) {
    let indent = "  ".repeat(depth);
    for item in items {
        let _ = match item {
            Item::Group(group) => {
                let role = group.role.as_ref().map(|role| format!(" {role:?}")).unwrap_or_default();
                let clip = if group.clip.is_some() { " clipped" } else { "" };
                let opacity = if group.opacity < 1.0 { format!(" opacity {}", group.opacity) } else { String::new() };
                let done = writeln!(out, "{indent}group{}{role}{clip}{opacity}", map(&group.transform));
                dump_items(out, &group.items, depth + 1);
                done
            }
            Item::Path(path) => {
                let fill = path.fill.as_ref().map(|fill| format!(" fill {}", paint(&fill.paint))).unwrap_or_default();
                let stroke = path
                    .stroke
                    .as_ref()
                    .map(|stroke| format!(" stroke {} {}", paint(&stroke.paint), mm(stroke.width)))
                    .unwrap_or_default();
                let steps = path.data.segments().filter(|segment| !matches!(segment, Segment::Close)).count();
                let bounds = path.data.bounds().map(|bounds| rect(&bounds)).unwrap_or_default();
                writeln!(out, "{indent}path {bounds} ({steps} points){fill}{stroke}")
            }
            Item::Glyphs(run) => {
                let (x, y) = (mm(run.origin.x), mm(run.origin.y));
                let size = (run.size.to_pt() * 100.0).round() / 100.0;
                writeln!(out, "{indent}text {x},{y} {size}pt {} {:?}", paint(&run.fill.paint), run.text)
            }
            Item::Image(image) => writeln!(out, "{indent}image {} {}", image.image.0, rect(&image.rect)),
            Item::Use(used) => writeln!(out, "{indent}use {}{}", used.artwork.0, map(&used.transform)),
            Item::Link(link) => writeln!(out, "{indent}link {} {}", rect(&link.rect), link.uri),
        };
    }
}

fn mm(length: Length) -> String {
    let rounded = (length.to_mm() * 100.0).round() / 100.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn rect(rect: &Rect) -> String {
    format!("{},{} {}x{}", mm(rect.x), mm(rect.y), mm(rect.width), mm(rect.height))
}

fn map(transform: &Transform) -> String {
    if transform.is_identity() {
        return String::new();
    }
    let Transform { a, b, c, d, dx, dy } = transform;
    format!(" [{a:.4} {b:.4} {c:.4} {d:.4} {} {}]", mm(*dx), mm(*dy))
}

fn paint(paint: &Paint) -> String {
    match paint {
        Paint::Solid(color) => color.srgb.to_hex(),
        Paint::Gradient(gradient) => format!("gradient of {}", gradient.stops.len()),
    }
}
