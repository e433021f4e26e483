//! Lines as an SVG drawing: one user unit is a millimetre, one group a layer.

use std::fmt::Write;

use super::{LAYERS, Line, on};
use crate::export::svg::number;
use crate::geom::Size;

/// The lines of a piece or sheet of `size` whose top left corner is the origin, as an SVG drawing without anything else.
pub fn svg(size: Size, lines: &[Line]) -> String {
    let (width, height) = (number::mm(size.width), number::mm(size.height));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" width=\"{width}mm\" height=\"{height}mm\" \
         viewBox=\"0 0 {width} {height}\" fill=\"none\" stroke-width=\"0.1\">\n"
    );
    for (plate, name, _, color) in LAYERS {
        let mut paths = on(plate, lines).peekable();
        if paths.peek().is_none() {
            continue;
        }
        let _ = writeln!(
            out,
            "<g id=\"{name}\" inkscape:groupmode=\"layer\" inkscape:label=\"{name}\" stroke=\"{color}\">"
        );
        for path in paths {
            let _ = writeln!(out, "<path d=\"{}\"/>", number::path(path));
        }
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}
