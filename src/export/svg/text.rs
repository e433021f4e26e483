//! Glyph runs as live text or as outlines.

use super::face::can_embed;
use super::number::{mm, number, path};
use super::page::Sheet;
use super::spell::{Drawn, Piece, Spelled, spell};
use super::{TextMode, paint};
use crate::diag::Diagnostic;
use crate::export::png::missing;
use crate::font::{Face, FontId, Slant, glyph_outline};
use crate::geom::{Length, PathData, Transform};
use crate::scene::{Fill, GlyphRun, Paint};

impl Sheet<'_> {
    /// Writes a run.
    pub(super) fn run(&mut self, run: &GlyphRun) -> Result<(), Box<Diagnostic>> {
        let face = self.document.fonts.get(run.font).cloned();
        let face = face.ok_or_else(|| missing("font", u32::from(run.font.0)))?;
        let all: Vec<usize> = (0..run.glyphs.len()).collect();
        match self.options.text {
            TextMode::Outlined => self.outlines(run, &face, &all, Some(&run.text)),
            TextMode::Live => {
                let spelled = if self.embeds(run.font, &face) {
                    spell(run, &face, &mut self.faces)
                } else {
                    Spelled { pieces: unpainted(run), outlined: all }
                };
                if !spelled.outlined.is_empty() {
                    self.outlines(run, &face, &spelled.outlined, None);
                }
                self.words(run, &face, &spelled.pieces);
            }
        }
        Ok(())
    }

    fn embeds(&mut self, font: FontId, face: &Face) -> bool {
        *self.embeddable.entry(font).or_insert_with(|| can_embed(face))
    }

    /// The characters of a run in a `<text>`, every one at its place.
    fn words(&mut self, run: &GlyphRun, face: &Face, pieces: &[Piece]) {
        let Some(first) = pieces.first() else { return };
        let level =
            pieces.iter().flat_map(|piece| &piece.places).all(|(_, y)| first.places.first().is_none_or(|p| p.1 == *y));
        self.w.start_element("text");
        self.w.write_attribute("xml:space", "preserve");
        self.w.write_attribute("font-size", &mm(run.size));
        if face.weight.0 != 400 {
            self.w.write_attribute("font-weight", &face.weight.0);
        }
        if face.slant == Slant::Italic {
            self.w.write_attribute("font-style", "italic");
        }
        self.ink(&run.fill);
        if level && pieces.len() == 1 {
            let y = first.places.first().map_or(Length::ZERO, |place| place.1);
            self.w.write_attribute("y", &mm(run.origin.y + y));
        }
        if let [only] = pieces {
            self.piece(run, face, only, level, true);
            self.w.set_preserve_whitespaces(true);
            self.text(&only.text);
        } else {
            self.w.set_preserve_whitespaces(true);
            for piece in pieces {
                self.w.start_element("tspan");
                self.piece(run, face, piece, level, false);
                self.text(&piece.text);
                self.w.end_element();
            }
        }
        self.w.end_element();
        self.w.set_preserve_whitespaces(false);
    }

    fn piece(&mut self, run: &GlyphRun, face: &Face, piece: &Piece, level: bool, alone: bool) {
        match piece.drawn {
            Drawn::Live(map) => {
                let own = self.faces.family(face, map);
                self.attribute("font-family", &format!("'{own}', '{}'", face.family.replace('\'', "")));
            }
            Drawn::Hidden => {
                self.attribute("font-family", &format!("'{}'", face.family.replace('\'', "")));
                self.w.write_attribute("fill", "none");
            }
        }
        let list = |of: &dyn Fn(&(Length, Length)) -> Length| {
            piece.places.iter().map(|place| mm(of(place))).collect::<Vec<_>>().join(" ")
        };
        self.w.write_attribute("x", &list(&|place| run.origin.x + place.0));
        // Readers that skip a piece for want of its font forget the height that it had.
        match piece.places.first() {
            Some(first) if level && !alone => self.w.write_attribute("y", &mm(run.origin.y + first.1)),
            _ if level => {}
            _ => self.w.write_attribute("y", &list(&|place| run.origin.y + place.1)),
        }
    }

    /// Fill of a run as a whole: letters that overlap do not darken each other.
    fn ink(&mut self, fill: &Fill) {
        let color = paint::value(&mut self.defs, &fill.paint);
        self.w.write_attribute("fill", &color);
        if fill.opacity < 1.0 {
            self.w.write_attribute("opacity", &number(fill.opacity));
        }
    }

    /// Glyphs of a run as outlines, named by `label` or hidden from readers.
    fn outlines(&mut self, run: &GlyphRun, face: &Face, indices: &[usize], label: Option<&str>) {
        self.w.start_element("g");
        match label {
            Some(words) => {
                self.w.write_attribute("role", "img");
                self.attribute("aria-label", words);
            }
            None => self.w.write_attribute("aria-hidden", "true"),
        }
        self.ink(&run.fill);
        let units = f64::from(face.metrics.units_per_em.max(1));
        match run.fill.paint {
            Paint::Solid(_) => {
                let scale = number(run.size.to_mm() / units);
                let (x, y) = (mm(run.origin.x), mm(run.origin.y));
                self.w.write_attribute("transform", &format!("matrix({scale} 0 0 {scale} {x} {y})"));
                self.letters(run, face, indices, units);
            }
            Paint::Gradient(_) => self.letters_at_once(run, face, indices),
        }
        self.w.end_element();
    }

    /// One `<use>` a letter, in font units.
    fn letters(&mut self, run: &GlyphRun, face: &Face, indices: &[usize], units: f64) {
        for glyph in indices.iter().filter_map(|index| run.glyphs.get(*index)) {
            let (id, new) = self.defs.letter(run.font, glyph.id);
            if new && let Some(outline) = glyph_outline(face, glyph.id) {
                let d = path(&outline.transformed(&Transform::scale(units, units)));
                self.defs.push(format!("<path id=\"{id}\" d=\"{d}\"/>\n"));
                self.painted.insert((run.font, glyph.id));
            }
            if !self.painted.contains(&(run.font, glyph.id)) {
                continue;
            }
            self.w.start_element("use");
            self.w.write_attribute_fmt("xlink:href", format_args!("#{id}"));
            let at = |length: Length| number(length / run.size * units);
            self.w.write_attribute("x", &at(glyph.x()));
            if glyph.y() != Length::ZERO {
                self.w.write_attribute("y", &at(glyph.y()));
            }
            self.w.end_element();
        }
    }

    /// One path in millimetres: a gradient lies over the whole run, not over each letter.
    fn letters_at_once(&mut self, run: &GlyphRun, face: &Face, indices: &[usize]) {
        let em = run.size.to_mm();
        let mut whole = PathData::new();
        for glyph in indices.iter().filter_map(|index| run.glyphs.get(*index)) {
            let Some(outline) = glyph_outline(face, glyph.id) else { continue };
            let place = Transform::translate(run.origin.x + glyph.x(), run.origin.y + glyph.y());
            whole.append(&outline, &place.then_inside(&Transform::scale(em, em)));
        }
        self.w.start_element("path");
        self.w.write_attribute("d", &path(&whole));
        self.w.end_element();
    }
}

/// The words of a run whose font cannot travel: there to be found and copied, at the run's start.
fn unpainted(run: &GlyphRun) -> Vec<Piece> {
    let place = run.glyphs.first().map_or((Length::ZERO, Length::ZERO), |glyph| (glyph.x(), glyph.y()));
    vec![Piece { drawn: Drawn::Hidden, text: run.text.to_string(), places: vec![place] }]
}
