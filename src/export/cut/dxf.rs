//! Lines as an ASCII DXF file of release 12, which every plotter reads: polylines whose rounded parts are arcs.

use std::fmt::Write;

use super::arcs::{self, Place};
use super::{LAYERS, Line, on};
use crate::geom::{PathData, Point, Segment, Size};

/// One contour: places, each with the bulge of what leads on from it.
#[derive(Default)]
struct Contour {
    vertices: Vec<(Place, f64)>,
    closed: bool,
}

impl Contour {
    fn go(&mut self, bulge: f64, end: Place) {
        if let Some(last) = self.vertices.last_mut() {
            last.1 = bulge;
        }
        self.vertices.push((end, 0.0));
    }

    /// Closes it. A last place that is the first again goes: what leads to it leads to the first.
    fn close(&mut self) {
        self.closed = true;
        if let ([(first, _), .., (last, _)], true) = (self.vertices.as_slice(), self.vertices.len() > 2)
            && (first[0] - last[0]).hypot(first[1] - last[1]) < 1e-4
        {
            self.vertices.pop();
        }
    }
}

/// The lines of a piece or sheet of `size` whose top left corner is the origin, as a DXF file in millimetres. DXF counts
/// upwards: the bottom left corner is its origin.
pub fn dxf(size: Size, lines: &[Line]) -> String {
    let mut out = Groups(String::new());
    out.header(size);
    out.tables(lines);
    out.pair(0, "SECTION").pair(2, "ENTITIES");
    for (plate, layer, ..) in LAYERS {
        for contour in on(plate, lines).flat_map(|path| contours(path, size)) {
            out.polyline(layer, &contour);
        }
    }
    out.pair(0, "ENDSEC").pair(0, "EOF");
    out.0
}

fn contours(path: &PathData, size: Size) -> Vec<Contour> {
    let place = |point: Point| [point.x.to_mm(), (size.height - point.y).to_mm()];
    let mut contours: Vec<Contour> = Vec::new();
    let mut current = [0.0; 2];
    for segment in path.segments() {
        if let Segment::Move(point) = segment {
            current = place(point);
            contours.push(Contour { vertices: vec![(current, 0.0)], closed: false });
            continue;
        }
        let Some(contour) = contours.last_mut() else { continue };
        match segment {
            Segment::Move(_) => {}
            Segment::Line(end) => {
                // A step that leads nowhere would be a vertex twice.
                if place(end) != current {
                    current = place(end);
                    contour.go(0.0, current);
                }
            }
            Segment::Cubic(p, q, end) => {
                let mut steps = Vec::new();
                arcs::of_cubic([current, place(p), place(q), place(end)], &mut steps);
                steps.iter().for_each(|step| contour.go(step.bulge, step.end));
                current = place(end);
            }
            Segment::Close => contour.close(),
        }
    }
    contours.retain(|contour| contour.vertices.len() > 1);
    contours
}

/// A DXF file is pairs of lines: a group code, then its value.
struct Groups(String);

impl Groups {
    fn pair(&mut self, code: u16, value: &str) -> &mut Self {
        let _ = writeln!(self.0, "{code:>3}\n{value}");
        self
    }

    fn number(&mut self, code: u16, value: f64) -> &mut Self {
        // No minus before a zero.
        let value = (value * 10_000.0).round() / 10_000.0 + 0.0;
        self.pair(code, &format!("{value:.4}"))
    }

    fn header(&mut self, size: Size) {
        self.pair(0, "SECTION").pair(2, "HEADER").pair(9, "$ACADVER").pair(1, "AC1009");
        // Millimetres, for readers that know the later variable.
        self.pair(9, "$INSUNITS").pair(70, "4");
        self.pair(9, "$EXTMIN").number(10, 0.0).number(20, 0.0).number(30, 0.0);
        let (width, height) = (size.width.to_mm(), size.height.to_mm());
        self.pair(9, "$EXTMAX").number(10, width).number(20, height).number(30, 0.0);
        self.pair(0, "ENDSEC");
    }

    fn tables(&mut self, lines: &[Line]) {
        let used: Vec<_> = LAYERS.iter().filter(|(plate, ..)| on(*plate, lines).next().is_some()).collect();
        self.pair(0, "SECTION").pair(2, "TABLES");
        self.pair(0, "TABLE").pair(2, "LTYPE").pair(70, "1").pair(0, "LTYPE").pair(2, "CONTINUOUS");
        self.pair(70, "0").pair(3, "Solid line").pair(72, "65").pair(73, "0").number(40, 0.0).pair(0, "ENDTAB");
        self.pair(0, "TABLE").pair(2, "LAYER").pair(70, &used.len().to_string());
        for (_, name, color, _) in used {
            self.pair(0, "LAYER").pair(2, name).pair(70, "0").pair(62, &color.to_string()).pair(6, "CONTINUOUS");
        }
        self.pair(0, "ENDTAB").pair(0, "ENDSEC");
    }

    fn polyline(&mut self, layer: &str, contour: &Contour) {
        let closed = if contour.closed { "1" } else { "0" };
        self.pair(0, "POLYLINE").pair(8, layer).pair(66, "1");
        self.number(10, 0.0).number(20, 0.0).number(30, 0.0).pair(70, closed);
        for (place, bulge) in &contour.vertices {
            self.pair(0, "VERTEX").pair(8, layer).number(10, place[0]).number(20, place[1]).number(30, 0.0);
            if *bulge != 0.0 {
                self.pair(42, &format!("{bulge:.6}"));
            }
        }
        self.pair(0, "SEQEND").pair(8, layer);
    }
}
