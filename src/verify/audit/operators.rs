//! Every operator of PDF 1.6 (ISO 32000-1, annex A), what it does to the state, and what it paints.

use std::rc::Rc;

use lopdf::{Dictionary, Object, StringFormat};

use super::file::shown;
use super::image::Picture;
use super::ink::{Inks, Paint};
use super::interpreter::Run;
use super::lexer::Operand;
use super::mark::Happening;
use super::painting;
use super::settings;
use super::space::Space;
use super::state::{common, matrix};
use super::texts;
use crate::geom::{Length, Rect, Transform};

/// Most states that are kept at once (ISO 32000-1, annex C names 28; files in use go further).
const MOST_STATES: usize = 512;

/// Runs one operator.
pub(super) fn run(run: &mut Run<'_, '_>, name: &[u8], operands: &[Operand]) {
    let known = match wanted(name) {
        Some(wanted) => wanted,
        None if run.compatible > 0 && operands.is_empty() => {
            return run.happen(Happening::UnknownOperator(shown(name)));
        }
        None => return run.happen(Happening::UnknownOperator(shown(name))),
    };
    if known.is_some_and(|count| operands.len() != count) {
        return run.happen(Happening::Syntax(shown(name)));
    }
    let numbers: Vec<f64> = operands.iter().filter_map(Operand::number).collect();
    let done = match name.first() {
        Some(b'T' | b'\'' | b'"') => texts::operator(run, name, operands, &numbers),
        _ => graphics(run, name, operands, &numbers),
    };
    if done.is_none() {
        run.happen(Happening::Syntax(shown(name)));
    }
}

/// How many operands an operator takes; any number where it is none. None for what is no operator.
fn wanted(name: &[u8]) -> Option<Option<usize>> {
    Some(match name {
        b"b" | b"B" | b"b*" | b"B*" | b"BT" | b"ET" | b"BX" | b"EX" | b"EMC" | b"f" | b"F" | b"f*" | b"h" | b"n"
        | b"q" | b"Q" | b"s" | b"S" | b"W" | b"W*" | b"T*" => Some(0),
        b"BMC" | b"MP" | b"cs" | b"CS" | b"Do" | b"g" | b"G" | b"gs" | b"i" | b"j" | b"J" | b"M" | b"ri" | b"sh"
        | b"w" | b"Tc" | b"TL" | b"Tr" | b"Ts" | b"Tw" | b"Tz" | b"Tj" | b"TJ" | b"'" => Some(1),
        b"BDC" | b"DP" | b"d" | b"d0" | b"l" | b"m" | b"Td" | b"TD" | b"Tf" => Some(2),
        b"rg" | b"RG" | b"\"" => Some(3),
        b"k" | b"K" | b"re" | b"v" | b"y" => Some(4),
        b"c" | b"cm" | b"d1" | b"Tm" => Some(6),
        b"sc" | b"SC" | b"scn" | b"SCN" => None,
        _ => return None,
    })
}

fn graphics(run: &mut Run<'_, '_>, name: &[u8], operands: &[Operand], numbers: &[f64]) -> Option<()> {
    match name {
        b"q" => keep(run),
        b"Q" => restore(run),
        b"cm" => {
            run.state.ctm = run.state.ctm.then_inside(&matrix(numbers)?);
            Some(())
        }
        b"w" => {
            run.state.width = *numbers.first()?;
            Some(())
        }
        b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" => path(run, name, numbers),
        b"W" | b"W*" => {
            run.path.clips = true;
            Some(())
        }
        b"n" | b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
            painting::paint(run, name);
            Some(())
        }
        b"g" | b"G" | b"rg" | b"RG" | b"k" | b"K" => device_color(run, name, numbers),
        b"cs" | b"CS" => color_space(run, name == b"CS", operands.first()?.name()?),
        b"sc" | b"scn" => color(run, false, operands, numbers),
        b"SC" | b"SCN" => color(run, true, operands, numbers),
        b"gs" => settings::apply(run, operands.first()?.name()?),
        b"ri" => {
            run.happen(Happening::Intent(shown(operands.first()?.name()?)));
            Some(())
        }
        b"sh" => painting::shading(run, operands.first()?.name()?),
        b"Do" => painting::external(run, operands.first()?.name()?),
        b"BT" | b"ET" => text_object(run, name == b"BT"),
        b"BMC" | b"BDC" => open_marked(run, name, operands),
        b"EMC" => {
            if run.marked.pop().is_none() {
                run.happen(Happening::Unbalanced("EMC"));
            }
            Some(())
        }
        b"BX" => {
            run.compatible += 1;
            Some(())
        }
        b"EX" => {
            run.compatible = run.compatible.saturating_sub(1);
            Some(())
        }
        // Dashes, caps, joins, flatness, glyph metrics and points of marked content: nothing that rules ask for.
        _ => Some(()),
    }
}

fn keep(run: &mut Run<'_, '_>) -> Option<()> {
    if run.stack.len() < MOST_STATES {
        run.stack.push(run.state.clone());
    } else {
        run.happen(Happening::TooDeep);
    }
    Some(())
}

fn restore(run: &mut Run<'_, '_>) -> Option<()> {
    match run.stack.pop() {
        Some(state) => run.state = state,
        None => run.happen(Happening::Unbalanced("Q")),
    }
    Some(())
}

fn path(run: &mut Run<'_, '_>, name: &[u8], numbers: &[f64]) -> Option<()> {
    let (map, path) = (&run.state.ctm, &mut run.path);
    let drawn = match (name, numbers) {
        (b"m", &[x, y]) => {
            path.move_to(map, x, y);
            true
        }
        (b"l", &[x, y]) => path.line_to(map, x, y),
        (b"c", &[a, b, c, d, x, y]) => path.curve(map, Some((a, b)), Some((c, d)), (x, y)),
        (b"v", &[c, d, x, y]) => path.curve(map, None, Some((c, d)), (x, y)),
        (b"y", &[a, b, x, y]) => path.curve(map, Some((a, b)), None, (x, y)),
        (b"re", &[x, y, width, height]) => {
            path.rect(map, x, y, width, height);
            true
        }
        (b"h", []) => {
            path.close();
            true
        }
        _ => false,
    };
    drawn.then_some(())
}

fn device_color(run: &mut Run<'_, '_>, name: &[u8], numbers: &[f64]) -> Option<()> {
    let (space, count): (&[u8], usize) = match name {
        b"g" | b"G" => (b"DeviceGray", 1),
        b"rg" | b"RG" => (b"DeviceRGB", 3),
        _ => (b"DeviceCMYK", 4),
    };
    if numbers.len() != count {
        return None;
    }
    let space = run.me.spaces.named(run.me.file, space, run.frame.resources);
    let paint = Paint { inks: Inks::of(&space, numbers), space };
    set(run, name.first()?.is_ascii_uppercase(), paint);
    Some(())
}

fn set(run: &mut Run<'_, '_>, stroke: bool, paint: Paint) {
    if stroke {
        (run.state.stroke, run.state.stroke_pattern) = (paint, None);
    } else {
        (run.state.fill, run.state.fill_pattern) = (paint, None);
    }
}

fn color_space(run: &mut Run<'_, '_>, stroke: bool, name: &[u8]) -> Option<()> {
    let space = run.me.spaces.named(run.me.file, name, run.frame.resources.or(run.frame.outer));
    if let Space::Unknown(name) = &*space {
        run.happen(Happening::Missing("ColorSpace", name.clone()));
    }
    // The colour that a space starts with (table 74): black, full tint, the first entry.
    let first = match &*space {
        Space::Separation(_) | Space::DeviceN(_) => vec![1.0; space.components()],
        Space::Cmyk => vec![0.0, 0.0, 0.0, 1.0],
        Space::Icc(icc) if icc.n == 4 => vec![0.0, 0.0, 0.0, 1.0],
        _ => vec![0.0; space.components()],
    };
    let paint = Paint { inks: Inks::of(&space, &first), space };
    set(run, stroke, paint);
    Some(())
}

fn color(run: &mut Run<'_, '_>, stroke: bool, operands: &[Operand], numbers: &[f64]) -> Option<()> {
    let space = if stroke { run.state.stroke.space.clone() } else { run.state.fill.space.clone() };
    let pattern = operands.last().and_then(Operand::name);
    if let Space::Pattern(_) = &*space {
        let name = pattern?;
        let Some(object) = run.resource("Pattern", name) else {
            run.happen(Happening::Missing("Pattern", shown(name)));
            return Some(());
        };
        let paint = Paint { inks: Inks::of(&space, numbers), space };
        set(run, stroke, paint);
        let pattern = painting::pattern(run, object);
        if stroke {
            run.state.stroke_pattern = pattern;
        } else {
            run.state.fill_pattern = pattern;
        }
        return Some(());
    }
    if numbers.len() != space.components() && !matches!(&*space, Space::Unknown(_)) || pattern.is_some() {
        return None;
    }
    let paint = Paint { inks: Inks::of(&space, numbers), space };
    set(run, stroke, paint);
    Some(())
}

fn text_object(run: &mut Run<'_, '_>, begins: bool) -> Option<()> {
    match (begins, run.text.is_some()) {
        (true, false) => run.text = Some((Transform::IDENTITY, Transform::IDENTITY)),
        (false, true) => run.text = None,
        (true, true) => run.happen(Happening::Unbalanced("BT")),
        (false, false) => run.happen(Happening::Unbalanced("ET")),
    }
    Some(())
}

fn open_marked(run: &mut Run<'_, '_>, name: &[u8], operands: &[Operand]) -> Option<()> {
    let tag = operands.first()?.name()?;
    let mut layer = None;
    if name == b"BDC" && tag == b"OC" {
        let property = operands.get(1)?.name()?;
        match run.resource("Properties", property) {
            Some(object) => layer = run.me.layers.of(run.me.file, object),
            None => run.happen(Happening::Missing("Properties", shown(property))),
        }
        run.happen(Happening::Layer);
    }
    run.marked.push(layer);
    Some(())
}

/// A picture among the operators.
pub(super) fn inline_image(run: &mut Run<'_, '_>, entries: &[(Vec<u8>, Operand)]) {
    let mut dict = Dictionary::new();
    for (key, value) in entries {
        dict.set(key.clone(), value.object());
    }
    let picture = Picture::inline(run.me.file, &mut run.me.spaces, run.frame.object, &dict, run.frame.resources);
    painting::picture(run, Rc::new(picture));
}

impl Operand {
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    fn object(&self) -> Object {
        match self {
            Self::Null => Object::Null,
            Self::Bool(value) => Object::Boolean(*value),
            Self::Number(value) if value.fract() == 0.0 => Object::Integer(*value as i64),
            Self::Number(value) => Object::Real(*value as f32),
            Self::Name(name) => Object::Name(name.clone()),
            Self::Text(text) => Object::String(text.clone(), StringFormat::Literal),
            Self::Array(list) => Object::Array(list.iter().map(Self::object).collect()),
            Self::Dict(entries) => {
                Object::Dictionary(entries.iter().map(|(key, value)| (key.clone(), value.object())).collect())
            }
        }
    }
}

/// Narrows the clip to a rectangle on the page.
pub(super) fn clip(run: &mut Run<'_, '_>, bounds: Option<Rect>) {
    let clip = run.state.clip;
    let nothing = Rect::new(clip.x, clip.y, Length::ZERO, Length::ZERO);
    run.state.clip = bounds.and_then(|bounds| common(&clip, &bounds)).unwrap_or(nothing);
}
