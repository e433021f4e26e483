//! A strict reader of the DXF files that plotters get: every group code must be known where it stands.

use std::collections::BTreeSet;

/// A polyline.
#[derive(Debug)]
pub struct Polyline {
    pub layer: String,
    pub closed: bool,
    /// x, y upwards, and the bulge of what leads on.
    pub vertices: Vec<(f64, f64, f64)>,
}

impl Polyline {
    /// Points along it, arcs walked in small steps.
    pub fn points(&self) -> Vec<(f64, f64)> {
        let mut points = Vec::new();
        let count = self.vertices.len();
        let legs = if self.closed { count } else { count - 1 };
        for index in 0..legs {
            let (x, y, bulge) = self.vertices[index];
            let (to_x, to_y, _) = self.vertices[(index + 1) % count];
            points.push((x, y));
            if bulge == 0.0 {
                continue;
            }
            // The arc's middle and angle from the definition of the bulge: the tangent of a quarter of the angle.
            let angle = 4.0 * bulge.atan();
            let chord = (to_x - x).hypot(to_y - y);
            let radius = chord / 2.0 / (angle / 2.0).sin();
            let along = (to_y - y).atan2(to_x - x) + (std::f64::consts::FRAC_PI_2 - angle / 2.0);
            let middle = (x + radius * along.cos(), y + radius * along.sin());
            let start = (y - middle.1).atan2(x - middle.0);
            for step in 1..32 {
                let turn = start + angle * f64::from(step) / 32.0;
                points.push((middle.0 + radius.abs() * turn.cos(), middle.1 + radius.abs() * turn.sin()));
            }
        }
        if !self.closed {
            let (x, y, _) = self.vertices[count - 1];
            points.push((x, y));
        }
        points
    }

    /// Whether a place lies inside, by the number of crossings of a line to the right.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        let points = self.points();
        let legs = (0..points.len()).map(|index| (points[index], points[(index + 1) % points.len()]));
        legs.filter(|((ax, ay), (bx, by))| (ay > &y) != (by > &y) && x < (bx - ax) * (y - ay) / (by - ay) + ax).count()
            % 2
            == 1
    }

    /// The shortest way from a place to it.
    pub fn distance(&self, x: f64, y: f64) -> f64 {
        self.points().iter().map(|(px, py)| (px - x).hypot(py - y)).fold(f64::MAX, f64::min)
    }
}

/// Group codes with their values.
struct Groups<'t>(std::iter::Peekable<std::vec::IntoIter<(u16, &'t str)>>);

impl<'t> Groups<'t> {
    fn of(text: &'t str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len() % 2, 0, "group codes and values come in pairs");
        let pairs: Vec<_> = lines.chunks(2).map(|pair| (pair[0].trim().parse().unwrap(), pair[1])).collect();
        Self(pairs.into_iter().peekable())
    }

    fn expect(&mut self, code: u16, value: &str) {
        assert_eq!(self.0.next(), Some((code, value)));
    }

    fn value(&mut self, code: u16) -> &'t str {
        let (found, value) = self.0.next().unwrap();
        assert_eq!(found, code, "{value}");
        value
    }

    fn number(&mut self, code: u16) -> f64 {
        self.value(code).parse().unwrap()
    }

    fn next_is(&mut self, code: u16, value: &str) -> bool {
        self.0.peek() == Some(&(code, value))
    }
}

/// Every polyline of a file, which must be a sound DXF file of release 12 in millimetres.
pub fn read(file: &[u8]) -> Vec<Polyline> {
    let text = std::str::from_utf8(file).unwrap();
    assert!(text.is_ascii());
    let mut groups = Groups::of(text);
    groups.expect(0, "SECTION");
    groups.expect(2, "HEADER");
    let mut variables = BTreeSet::new();
    while !groups.next_is(0, "ENDSEC") {
        variables.insert(match groups.value(9) {
            "$ACADVER" => format!("version {}", groups.value(1)),
            "$INSUNITS" => format!("units {}", groups.value(70)),
            "$EXTMIN" | "$EXTMAX" => {
                let corner = [10, 20, 30].map(|code| groups.number(code));
                assert_eq!(corner[2], 0.0);
                String::new()
            }
            other => panic!("{other}"),
        });
    }
    assert!(variables.contains("version AC1009") && variables.contains("units 4"), "{variables:?}");
    groups.expect(0, "ENDSEC");
    let layers = tables(&mut groups);
    groups.expect(0, "SECTION");
    groups.expect(2, "ENTITIES");
    let mut found = Vec::new();
    while groups.next_is(0, "POLYLINE") {
        let line = polyline(&mut groups);
        assert!(layers.contains(&line.layer), "{} is declared", line.layer);
        found.push(line);
    }
    groups.expect(0, "ENDSEC");
    groups.expect(0, "EOF");
    assert_eq!(groups.0.next(), None);
    found
}

fn tables(groups: &mut Groups<'_>) -> BTreeSet<String> {
    groups.expect(0, "SECTION");
    groups.expect(2, "TABLES");
    groups.expect(0, "TABLE");
    groups.expect(2, "LTYPE");
    groups.expect(70, "1");
    groups.expect(0, "LTYPE");
    groups.expect(2, "CONTINUOUS");
    for code in [70, 3, 72, 73, 40] {
        groups.value(code);
    }
    groups.expect(0, "ENDTAB");
    groups.expect(0, "TABLE");
    groups.expect(2, "LAYER");
    let count: usize = groups.value(70).parse().unwrap();
    let mut layers = BTreeSet::new();
    while groups.next_is(0, "LAYER") {
        groups.expect(0, "LAYER");
        layers.insert(groups.value(2).to_owned());
        groups.value(70);
        let color: u8 = groups.value(62).parse().unwrap();
        assert!((1..=255).contains(&color));
        groups.expect(6, "CONTINUOUS");
    }
    assert_eq!(layers.len(), count, "no layer twice, and as many as the table says");
    groups.expect(0, "ENDTAB");
    groups.expect(0, "ENDSEC");
    layers
}

fn polyline(groups: &mut Groups<'_>) -> Polyline {
    groups.expect(0, "POLYLINE");
    let layer = groups.value(8).to_owned();
    groups.expect(66, "1");
    assert_eq!([10, 20, 30].map(|code| groups.number(code)), [0.0; 3]);
    let closed = groups.value(70) == "1";
    let mut vertices = Vec::new();
    while groups.next_is(0, "VERTEX") {
        groups.expect(0, "VERTEX");
        groups.expect(8, &layer);
        let [x, y, z] = [10, 20, 30].map(|code| groups.number(code));
        assert_eq!(z, 0.0);
        let bulge = if groups.0.peek().is_some_and(|(code, _)| *code == 42) { groups.number(42) } else { 0.0 };
        vertices.push((x, y, bulge));
    }
    groups.expect(0, "SEQEND");
    groups.expect(8, &layer);
    let legs = vertices.windows(2).all(|pair| (pair[0].0 - pair[1].0).hypot(pair[0].1 - pair[1].1) > 1e-3);
    assert!(vertices.len() > 1 && legs, "no vertex twice: {vertices:?}");
    Polyline { layer, closed, vertices }
}
