//! Text operators (ISO 32000-1, 9.4): where letters stand, which glyphs they are, how large they come out.

use std::rc::Rc;

use super::file::{dict_of, shown};
use super::font::{Font, Glyph};
use super::interpreter::{Frame, Run};
use super::lexer::Operand;
use super::mark::{Happening, Kind, Line, Text};
use super::painting;
use super::state::{common, least_scale, matrix, point};
use crate::geom::{Length, Point, Rect, Transform};

/// Where letters lie whose font cannot be asked: from a descender to a capital, in thousandths of the em.
const USUAL: (f64, f64) = (-200.0, 700.0);

/// Runs one operator; none where its operands are wrong or it stands outside a text object.
pub(super) fn operator(run: &mut Run<'_, '_>, name: &[u8], operands: &[Operand], numbers: &[f64]) -> Option<()> {
    let first = numbers.first().copied();
    let text = &mut run.state.text;
    match name {
        b"Tc" => text.character_space = first?,
        b"Tw" => text.word_space = first?,
        b"Tz" => text.stretch = first? * 0.01,
        b"TL" => text.leading = first?,
        b"Ts" => text.rise = first?,
        b"Tr" => text.mode = first? as i64,
        b"Tf" => font(run, operands.first()?.name()?, first?),
        b"Td" => next_line(run, first?, *numbers.get(1)?)?,
        b"TD" => {
            text.leading = -*numbers.get(1)?;
            next_line(run, first?, *numbers.get(1)?)?;
        }
        b"Tm" => {
            let map = matrix(numbers)?;
            run.text.as_mut().map(|text| *text = (map, map))?;
        }
        b"T*" => {
            let leading = text.leading;
            next_line(run, 0.0, -leading)?;
        }
        b"Tj" => show(run, operands)?,
        b"TJ" => match operands.first()? {
            Operand::Array(parts) => show(run, parts)?,
            _ => return None,
        },
        b"'" => {
            let leading = text.leading;
            next_line(run, 0.0, -leading)?;
            show(run, operands)?;
        }
        _ => {
            (text.word_space, text.character_space) = (first?, *numbers.get(1)?);
            let leading = text.leading;
            next_line(run, 0.0, -leading)?;
            show(run, operands.get(2..)?)?;
        }
    }
    Some(())
}

fn font(run: &mut Run<'_, '_>, name: &[u8], size: f64) {
    run.state.text.size = size;
    run.state.font = run.resource("Font", name).and_then(|object| run.me.font(object));
    if run.state.font.is_none() {
        run.happen(Happening::Missing("Font", shown(name)));
    }
}

fn next_line(run: &mut Run<'_, '_>, x: f64, y: f64) -> Option<()> {
    let (_, line) = run.text.as_mut()?;
    let moved = line.then_inside(&Transform::translate(Length::mm(x), Length::mm(y)));
    run.text = Some((moved, moved));
    Some(())
}

/// Shows strings, with shifts between them.
fn show(run: &mut Run<'_, '_>, parts: &[Operand]) -> Option<()> {
    let (mut pen, line) = run.text?;
    let Some(font) = run.state.font.clone() else {
        run.happen(Happening::Syntax("Tf".into()));
        return Some(());
    };
    let text = run.state.text;
    let shown = !matches!(text.mode, 3 | 7);
    let mut ink = Ink::default();
    for part in parts {
        match part {
            Operand::Number(shift) => pen = ahead(&pen, -shift * 0.001 * text.size * text.stretch),
            Operand::Text(bytes) => {
                for (code, length) in font.codes(bytes) {
                    let glyph = font.glyph(code, shown);
                    if font.is_type3 {
                        procedure(run, &font, code);
                    }
                    ink.add(run, &font, &glyph, &pen);
                    let space = if length == 1 && code == 32 { text.word_space } else { 0.0 };
                    let advance = glyph.width * font.unit * text.size + text.character_space + space;
                    pen = ahead(&pen, advance * text.stretch);
                }
            }
            _ => return None,
        }
    }
    run.text = Some((pen, line));
    put(run, &font, &ink, &pen, shown);
    Some(())
}

fn ahead(pen: &Transform, distance: f64) -> Transform {
    pen.then_inside(&Transform::translate(Length::mm(distance), Length::ZERO))
}

/// The area that letters cover.
#[derive(Default)]
struct Ink {
    bounds: Option<Rect>,
    glyphs: usize,
}

impl Ink {
    fn add(&mut self, run: &Run<'_, '_>, font: &Font, glyph: &Glyph, pen: &Transform) {
        let bounds = match glyph.ink {
            Some(bounds) => bounds,
            // A glyph without outline is a blank; without a program there is no telling.
            None if glyph.own_width.is_some() || glyph.width <= 0.0 => return,
            None => [0.0, USUAL.0, glyph.width, USUAL.1],
        };
        let unit = if font.is_type3 { font.unit } else { 0.001 };
        let text = &run.state.text;
        let [left, bottom, right, top] = bounds.map(|value| value * unit * text.size);
        let corner = |x: f64, y: f64| point(x * text.stretch, y + text.rise);
        let area = Rect::between(corner(left, bottom), corner(right, top));
        let placed = run.state.ctm.then_inside(pen).apply_rect(&area);
        self.bounds = Some(self.bounds.map_or(placed, |bounds| bounds.union(&placed)));
        self.glyphs += 1;
    }
}

fn put(run: &mut Run<'_, '_>, font: &Rc<Font>, ink: &Ink, pen: &Transform, shown: bool) {
    let Some(bounds) = ink.bounds else { return };
    let Some(seen) = common(&bounds, &run.state.clip) else { return };
    let map = run.state.ctm.then_inside(pen);
    let size = {
        // How high the em stands on the page.
        let (foot, head) = (map.apply(Point::ORIGIN), map.apply(point(0.0, run.state.text.size)));
        Length::mm((head.x - foot.x).to_mm().hypot((head.y - foot.y).to_mm()))
    };
    let state = &run.state;
    let fills = matches!(state.text.mode, 0 | 2 | 4 | 6);
    let strokes = matches!(state.text.mode, 1 | 2 | 5 | 6);
    let width = Length::mm(state.width * least_scale(&state.ctm));
    let (fill_pattern, stroke_pattern) =
        (state.fill_pattern.filter(|_| fills), state.stroke_pattern.filter(|_| strokes));
    for pattern in fill_pattern.into_iter().chain(stroke_pattern) {
        painting::tile(run, &pattern, seen);
    }
    let state = &run.state;
    let fill = (fills && fill_pattern.is_none()).then(|| state.fill.clone());
    let stroke = (strokes && stroke_pattern.is_none()).then(|| Line { paint: state.stroke.clone(), width });
    let text = Text { font: font.clone(), size, glyphs: ink.glyphs, shown };
    painting::put(run, Kind::Text(Rc::new(text)), seen, fill, stroke);
}

/// The procedure of a glyph in a Type 3 font: what it does counts, once a page; its letters are the mark.
fn procedure(run: &mut Run<'_, '_>, font: &Font, code: u32) {
    let file = run.me.file;
    if font.object == 0 || !run.me.once.insert(((font.object, 0), code.saturating_add(1))) {
        return;
    }
    let Some(dict) = file.doc.get_object((font.object, 0)).ok().and_then(dict_of) else { return };
    let encoding =
        file.dict(dict, "Encoding").and_then(|encoding| file.array(encoding, "Differences")).unwrap_or_default();
    let (mut place, mut name) = (0_i64, None);
    for entry in encoding.iter().filter_map(|entry| file.follow(entry)) {
        if let Ok(start) = entry.as_i64() {
            place = start;
        } else {
            if place == i64::from(code) {
                name = entry.as_name().ok();
            }
            place += 1;
        }
    }
    let procedures = file.dict(dict, "CharProcs");
    let Some(object) = name.and_then(|name| procedures?.get(name).ok()) else { return };
    let Ok(id) = object.as_reference() else { return };
    let Some(bytes) = file.unpacked(id) else { return };
    let resources = file.dict(dict, "Resources").or(run.frame.resources);
    let frame = Frame { resources, object: id.0, depth: run.frame.depth + 1, silent: true, ..run.frame.clone() };
    let mut state = run.state.clone();
    state.font = None;
    run.me.run(&bytes, frame, state, run.drawn);
}
