//! Glyph runs as text: whole lines in one string, the pen where the scene has it. Knows codes, not font files.

use super::bounds::run_bounds;
use super::cluster::{Cluster, Told, each_stretch};
use super::codes::{FontCodes, push_code};
use super::draw::{Frame, Painter};
use super::fault::Fault;
use super::number::{power, push_fixed};
use crate::geom::{Length, Point};
use crate::scene::{Glyph, GlyphRun};

/// How far a glyph may stand from its place before the pen is moved.
const TOLERANCE: Length = Length::mm(0.004);
/// How far apart letters that are told one by one stand, in em: more than nothing, less than a space.
const SPELLED_STEP: f64 = 0.02;
/// Decimals of font sizes.
const SIZE_DECIMALS: u8 = 4;

/// Where the pen is, in numbers of the stream, and where the line under way started.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    start: (i64, i64),
    x: f64,
    y: f64,
}

/// A run that is being written.
struct Line<'a> {
    codes: &'a FontCodes,
    frame: Frame,
    /// A thousandth of the em in numbers of the stream, as written.
    unit: f64,
    /// One in the last decimal of a pen move, in numbers of the stream.
    step: f64,
    /// How many such steps one number of the stream is.
    steps: f64,
    tolerance: f64,
    /// Decimals of pen moves that are needed at this size.
    decimals: u8,
    /// What `TJ` will show, under way.
    shown: Vec<u8>,
    moved: bool,
}

impl Painter<'_> {
    /// Shows a run of glyphs.
    pub(super) fn glyphs(&mut self, run: &GlyphRun, frame: &Frame) {
        if run.glyphs.is_empty() || run.fill.opacity <= 0.0 {
            return;
        }
        let context = self.context;
        let Some(codes) = context.codes.get(run.font) else {
            return self.content.fault(Fault::NoFont(run.font));
        };
        let around = self.manner;
        self.manner = around.of_letters();
        let covering = match self.plated_letters(run) {
            Some(covering) => covering,
            None => self.covering(&run.fill.paint, run.fill.opacity, frame, &run_bounds(run)),
        };
        self.masked(&covering, |painter| {
            painter.set_fill(&covering);
            painter.show(run, codes, frame);
        });
        self.manner = around;
    }

    fn show(&mut self, run: &GlyphRun, codes: &FontCodes, frame: &Frame) {
        let context = self.context;
        let size = self.content.quantized(run.size.to_mm() * frame.unit(), SIZE_DECIMALS);
        if self.content.begin_text() {
            self.pen = None;
        }
        self.content.font(run.font, size, SIZE_DECIMALS);
        let mut line = Line::new(codes, *frame, size);
        let blank = context.document.fonts.get(run.font).and_then(|face| face.glyph(' '));
        each_stretch(run, |cluster, told| match (cluster.glyphs, told, blank) {
            ([glyph], Told::Code, _) => match codes.code(glyph.id, cluster.text) {
                Some(code) => self.glyph(&mut line, run, glyph, code),
                None => self.replaced(&mut line, run, cluster.text, cluster.glyphs),
            },
            (_, Told::Spelled, Some(blank)) => self.spelled(&mut line, run, &cluster, blank),
            _ => self.replaced(&mut line, run, cluster.text, cluster.glyphs),
        });
        self.flush(&mut line);
    }

    /// Glyphs whose text is told by the file instead of their codes.
    fn replaced(&mut self, line: &mut Line<'_>, run: &GlyphRun, shown: &str, glyphs: &[Glyph]) {
        self.flush(line);
        let mut text = b"/Span<</ActualText<FEFF".to_vec();
        for unit in shown.encode_utf16() {
            text.extend_from_slice(format!("{unit:04X}").as_bytes());
        }
        text.extend_from_slice(b">>>BDC");
        self.content.raw(&text);
        for glyph in glyphs {
            match line.codes.any_code(glyph.id) {
                Some(code) => self.glyph(line, run, glyph, code),
                None => self.content.fault(Fault::NoFont(run.font)),
            }
        }
        self.flush(line);
        self.content.op("EMC");
    }

    /// Glyphs of several letters that run from the right. Programs that copy text sort letters by their places, and
    /// know no order but from left to right inside what they are told at once: each letter is told alone, the last
    /// one farthest to the left. All but the first go with a blank that shows nothing.
    fn spelled(&mut self, line: &mut Line<'_>, run: &GlyphRun, cluster: &Cluster<'_>, blank: u16) {
        let end = |glyph: &Glyph| glyph.x() + run.size * (f64::from(line.codes.width(glyph.id)) / 1000.0);
        let Some(left) = cluster.glyphs.iter().map(Glyph::x).reduce(Length::min) else { return };
        let mut glyphs = cluster.glyphs.to_vec();
        glyphs.sort_by(|a, b| end(a).to_mm().total_cmp(&end(b).to_mm()));
        let blank_at = |x: Length| Glyph::new(blank, 0, x, Length::ZERO);
        let letters: Vec<(usize, char)> = cluster.text.chars().enumerate().collect();
        for (rank, letter) in letters.iter().skip(1).rev() {
            let place = left - run.size * (SPELLED_STEP * *rank as f64);
            self.replaced(line, run, letter.encode_utf8(&mut [0; 4]), &[blank_at(place)]);
        }
        // The room of the first letter begins where its leftmost glyph does and ends where its rightmost one does.
        glyphs.insert(0, blank_at(left));
        if let Some((_, letter)) = letters.first() {
            self.replaced(line, run, letter.encode_utf8(&mut [0; 4]), &glyphs);
        }
    }

    fn glyph(&mut self, line: &mut Line<'_>, run: &GlyphRun, glyph: &Glyph, code: u16) {
        let (x, y) = line.frame.place(Point::new(run.origin.x + glyph.x(), run.origin.y + glyph.y()));
        let mut pen = match self.pen {
            Some(pen) if line.on_line(&pen, y) && (!line.shown.is_empty() || line.near(&pen, x)) => pen,
            _ => self.move_pen(line, x, y),
        };
        line.move_to(&mut pen, x);
        push_code(&mut line.shown, code, line.codes.wide);
        pen.x += f64::from(line.codes.width(glyph.id)) * line.unit;
        self.pen = Some(pen);
    }

    /// Starts a line of its own at (`x`, `y`).
    fn move_pen(&mut self, line: &mut Line<'_>, x: f64, y: f64) -> Pen {
        self.flush(line);
        let decimals = line.frame.decimals();
        let start = (self.content.quantized(x, decimals), self.content.quantized(y, decimals));
        let upright = line.frame.is_upright();
        let content = &mut self.content;
        if self.pen.is_none() && !upright {
            content.op("1 0 0 -1");
        }
        let (from_x, from_y) = self.pen.map_or((0, 0), |pen| pen.start);
        let down = if upright || self.pen.is_none() { start.1 - from_y } else { from_y - start.1 };
        content.fixed(start.0 - from_x, decimals);
        content.fixed(down, decimals);
        content.op(if self.pen.is_none() && !upright { "Tm" } else { "Td" });
        Pen { start, x: start.0 as f64 / power(decimals), y: start.1 as f64 / power(decimals) }
    }

    fn flush(&mut self, line: &mut Line<'_>) {
        if line.shown.is_empty() {
            return;
        }
        line.shown.push(b')');
        if line.moved {
            self.content.raw(b"[");
            self.content.raw(&line.shown);
            self.content.raw(b"]TJ");
        } else {
            self.content.raw(&line.shown);
            self.content.raw(b"Tj");
        }
        line.shown.clear();
        line.moved = false;
    }
}

impl<'a> Line<'a> {
    fn new(codes: &'a FontCodes, frame: Frame, size: i64) -> Self {
        let size = size as f64 / power(SIZE_DECIMALS);
        let tolerance = TOLERANCE.to_pt() / frame.scale();
        let decimals = (0..3).find(|decimals| size / (2000.0 * power(*decimals)) <= tolerance).unwrap_or(3);
        let unit = size / 1000.0;
        let step = unit / power(decimals);
        Self {
            codes,
            frame,
            unit,
            step,
            steps: 1.0 / step,
            tolerance,
            decimals,
            shown: Vec::with_capacity(128),
            moved: false,
        }
    }

    /// True when `y` is the height of the line under way.
    fn on_line(&self, pen: &Pen, y: f64) -> bool {
        (pen.y - y).abs() <= self.tolerance
    }

    fn near(&self, pen: &Pen, x: f64) -> bool {
        (x - pen.x).abs() <= self.tolerance
    }

    /// Moves the pen inside a string where it stands too far off; smaller errors are carried along, never added up.
    fn move_to(&mut self, pen: &mut Pen, x: f64) {
        if self.shown.is_empty() {
            self.shown.push(b'(');
        }
        if self.near(pen, x) {
            return;
        }
        let back = (pen.x - x) * self.steps;
        let back = (back + 0.5_f64.copysign(back)) as i64;
        self.shown.push(b')');
        push_fixed(&mut self.shown, back, self.decimals);
        self.shown.push(b'(');
        self.moved = true;
        pen.x -= back as f64 * self.step;
    }
}
