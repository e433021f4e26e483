//! Cut lines for plotters and die makers: SVG and DXF files of lines alone, in millimetres, a layer for each thing that
//! is done. Knows outlines and plates, nothing of what is printed.

mod arcs;
mod dxf;
mod svg;

pub use dxf::dxf;
pub use svg::svg;

use crate::geom::PathData;
use crate::scene::Plate;

/// A line that a tool follows, and what the tool does.
pub type Line = (Plate, PathData);

/// The plates of tools in the order in which machines work: cut last, so that the piece lies still until then. Each
/// with the name of its layer and a colour of the AutoCAD index, which many plotters tell tools apart by.
const LAYERS: [(Plate, &str, u8, &str); 4] = [
    (Plate::Crease, "CREASE", 5, "#0000ff"),
    (Plate::Perforation, "PERF", 3, "#00ff00"),
    (Plate::KissCut, "KISSCUT", 6, "#ff00ff"),
    (Plate::CutLine, "CUT", 1, "#ff0000"),
];

/// The lines of one layer.
fn on(plate: Plate, lines: &[Line]) -> impl Iterator<Item = &PathData> {
    lines.iter().filter(move |(own, _)| *own == plate).map(|(_, path)| path)
}
