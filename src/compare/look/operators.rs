//! The operators of a content stream (ISO 32000-1, annex A), each with what it changes or paints.

use std::rc::Rc;

use lopdf::content::Operation;
use lopdf::{Dictionary, Object};

use super::font::Font;
use super::ink::Ink;
use super::state::{IDENTITY, Matrix, State, after, apply};
use super::{DEEPEST, Looker, follow, resource, unpacked};

/// What is under way in one stream: saved states and the path that is drawn.
#[derive(Default)]
pub(super) struct Path {
    ink: Ink,
    begun: bool,
    clip: Option<&'static [u8]>,
}

/// A saved state, or the path that is drawn; kept in one list so that a stream has one stack.
pub(super) enum Kept<'a> {
    State(Box<State<'a>>),
    Path(Path),
}

fn numbers(operation: &Operation) -> Vec<f64> {
    operation.operands.iter().filter_map(|operand| operand.as_float().ok()).map(f64::from).collect()
}

fn matrix(numbers: &[f64]) -> Matrix {
    numbers.try_into().unwrap_or(IDENTITY)
}

fn name(operation: &Operation) -> &[u8] {
    operation.operands.iter().rev().find_map(|operand| operand.as_name().ok()).unwrap_or_default()
}

impl<'a> Looker<'a> {
    /// One operator.
    pub(super) fn operation(
        &mut self,
        operation: &Operation,
        resources: Option<&'a Dictionary>,
        state: &mut State<'a>,
        stack: &mut Vec<Kept<'a>>,
    ) {
        let values = numbers(operation);
        let first = values.first().copied().unwrap_or_default();
        match operation.operator.as_str() {
            "q" => stack.push(Kept::State(Box::new(state.clone()))),
            "Q" => restore(state, stack),
            "cm" => state.ctm = after(&state.ctm, &matrix(&values)),
            "w" => state.width = first,
            "J" => state.line[0] = first,
            "j" => state.line[1] = first,
            "M" => state.line[2] = first,
            "d" => state.dash = self.operands(operation),
            "gs" => self.settings(name(operation), resources, state),
            "g" | "rg" | "k" => state.fill = self.operands(operation),
            "G" | "RG" | "K" => state.stroke = self.operands(operation),
            "cs" => {
                state.fill_space = self.space(name(operation), resources);
                state.fill = state.fill_space;
            }
            "CS" => {
                state.stroke_space = self.space(name(operation), resources);
                state.stroke = state.stroke_space;
            }
            "sc" | "scn" => state.fill = self.color(operation, state.fill_space, resources, state),
            "SC" | "SCN" => state.stroke = self.color(operation, state.stroke_space, resources, state),
            "m" | "l" | "c" | "v" | "y" | "h" | "re" => draw(operation, &values, state, stack),
            "W" => clip(stack, b"W"),
            "W*" => clip(stack, b"W*"),
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "n" => {
                self.paint(operation.operator.as_bytes(), state, stack);
            }
            "sh" => self.shade(name(operation), resources, state),
            "Do" => self.external(name(operation), resources, state),
            "BI" => {
                let digest = operation.operands.first().map_or(0, |picture| self.things.digest(picture));
                self.picture(digest, state);
            }
            _ => self.text(operation, &values, resources, state),
        }
    }

    fn operands(&mut self, operation: &Operation) -> u128 {
        let mut ink = Ink::default();
        ink.bytes(operation.operator.to_ascii_lowercase().as_bytes());
        operation.operands.iter().for_each(|operand| ink.digest(self.things.digest(operand)));
        ink.done()
    }

    /// A space by what it is: a device's by its name, one of the resources by what is in it.
    fn space(&mut self, name: &[u8], resources: Option<&'a Dictionary>) -> u128 {
        match resource(self.file, resources, b"ColorSpace", name) {
            Some((object, _)) => self.things.digest(object),
            None => self.things.digest(&Object::Name(name.to_vec())),
        }
    }

    fn color(
        &mut self,
        operation: &Operation,
        space: u128,
        resources: Option<&'a Dictionary>,
        state: &State<'a>,
    ) -> u128 {
        let mut ink = Ink::default();
        ink.digest(space);
        numbers(operation).iter().for_each(|value| ink.real(*value));
        let name = name(operation);
        if let Some((pattern, _)) = resource(self.file, resources, b"Pattern", name) {
            ink.digest(self.things.digest(pattern));
            // Patterns lie where the page says, and a form puts its own somewhere else.
            state.map(&mut ink, &IDENTITY);
        }
        ink.done()
    }

    /// The entries of a graphics state dictionary.
    fn settings(&mut self, name: &[u8], resources: Option<&'a Dictionary>, state: &mut State<'a>) {
        let Some((Object::Dictionary(entries), _)) = resource(self.file, resources, b"ExtGState", name) else { return };
        for (key, value) in entries {
            let number = || follow(self.file, value).as_float().map_or(0.0, f64::from);
            match key.as_slice() {
                b"Type" => {}
                b"LW" => state.width = number(),
                b"LC" => state.line[0] = number(),
                b"LJ" => state.line[1] = number(),
                b"ML" => state.line[2] = number(),
                _ => {
                    let digest = self.things.digest(value);
                    state.extra.insert(key.clone(), digest);
                }
            }
        }
    }

    fn paint(&mut self, operator: &[u8], state: &mut State<'a>, stack: &mut Vec<Kept<'a>>) {
        let Some(path) = take_path(stack) else { return };
        let outline = path.ink.done();
        if operator != b"n" && path.begun {
            let mut ink = Ink::default();
            ink.bytes(operator);
            ink.digest(outline);
            state.common(&mut ink);
            if operator.iter().any(|byte| b"fFBb".contains(byte)) {
                ink.digest(state.fill);
            }
            if operator.iter().any(|byte| b"SsBb".contains(byte)) {
                state.pen(&mut ink);
            }
            self.ink.digest(ink.done());
        }
        if let Some(rule) = path.clip {
            let mut ink = Ink::default();
            ink.digest(state.clip);
            ink.bytes(rule);
            ink.digest(outline);
            state.clip = ink.done();
        }
    }

    fn shade(&mut self, name: &[u8], resources: Option<&'a Dictionary>, state: &State<'a>) {
        let digest =
            resource(self.file, resources, b"Shading", name).map_or(0, |(object, _)| self.things.digest(object));
        self.picture(digest, state);
    }

    fn picture(&mut self, digest: u128, state: &State<'a>) {
        let mut ink = Ink::default();
        ink.digest(digest);
        state.common(&mut ink);
        // Stencils take the colour of areas.
        ink.digest(state.fill);
        state.map(&mut ink, &IDENTITY);
        self.ink.digest(ink.done());
    }

    /// A form is what it paints, as if it stood here; anything else is a picture.
    fn external(&mut self, name: &[u8], resources: Option<&'a Dictionary>, state: &State<'a>) {
        let file = self.file;
        let Some((object @ Object::Stream(stream), _)) = resource(file, resources, b"XObject", name) else { return };
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form || self.depth >= DEEPEST {
            let digest = self.things.digest(object);
            return self.picture(digest, state);
        }
        let mut inner = state.clone();
        let own = stream.dict.get(b"Matrix").ok().and_then(|map| follow(file, map).as_array().ok());
        let own: Vec<f64> =
            own.into_iter().flatten().filter_map(|number| number.as_float().ok()).map(f64::from).collect();
        inner.ctm = after(&state.ctm, &matrix(&own));
        // What blends as a whole is told from what blends part by part, where it makes a difference.
        let group = stream.dict.has(b"Group") && !state.extra.is_empty();
        if group {
            self.ink.bytes(b"group");
            let mut ink = Ink::default();
            state.common(&mut ink);
            self.ink.digest(ink.done());
            inner.extra.clear();
        }
        let own = stream.dict.get(b"Resources").ok().and_then(|own| follow(file, own).as_dict().ok());
        self.depth += 1;
        self.stream(&unpacked(stream), own.or(resources), &mut inner);
        self.depth -= 1;
        if group {
            self.ink.bytes(b"end");
        }
    }

    fn text(
        &mut self,
        operation: &Operation,
        values: &[f64],
        resources: Option<&'a Dictionary>,
        state: &mut State<'a>,
    ) {
        let first = values.first().copied().unwrap_or_default();
        let text = &mut state.text;
        match operation.operator.as_str() {
            "BT" => place(state, IDENTITY),
            "Tc" => text.char = first,
            "Tw" => text.word = first,
            "Tz" => text.scale = first,
            "TL" => text.leading = first,
            "Ts" => text.rise = first,
            "Tr" => text.mode = first,
            "Tf" => {
                text.size = values.last().copied().unwrap_or_default();
                text.font = self.font(name(operation), resources);
            }
            "Tm" => place(state, matrix(values)),
            "Td" | "TD" => {
                let down = values.get(1).copied().unwrap_or_default();
                if operation.operator == "TD" {
                    text.leading = -down;
                }
                let line = after(&text.line, &[1.0, 0.0, 0.0, 1.0, first, down]);
                place(state, line);
            }
            "T*" | "'" | "\"" => {
                let line = after(&text.line, &[1.0, 0.0, 0.0, 1.0, 0.0, -text.leading]);
                place(state, line);
                if operation.operator != "T*" {
                    self.show(&operation.operands, state);
                }
            }
            "Tj" | "TJ" => self.show(&operation.operands, state),
            _ => {}
        }
    }

    fn font(&mut self, name: &[u8], resources: Option<&'a Dictionary>) -> Option<Rc<Font<'a>>> {
        let (object, id) = resource(self.file, resources, b"Font", name)?;
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(known.clone());
        }
        let font = Rc::new(Font::new(self.file, object.as_dict().ok()?, &mut self.things));
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        Some(font)
    }

    /// Letters: which, how large, from where, after which others.
    fn show(&mut self, operands: &[Object], state: &mut State<'a>) {
        let mut ink = Ink::default();
        let text = &state.text;
        ink.digest(text.shown);
        for value in [text.size, text.char, text.word, text.scale, text.rise, text.mode] {
            ink.real(value);
        }
        for operand in operands {
            letters(operand, state, &mut ink);
        }
        state.map(&mut ink, &text.line);
        let shown = ink.done();
        state.text.shown = shown;
        let mut ink = Ink::default();
        ink.digest(shown);
        state.common(&mut ink);
        ink.digest(state.fill);
        if (1.0..=2.0).contains(&state.text.mode) {
            state.pen(&mut ink);
        }
        self.ink.digest(ink.done());
    }
}

fn letters(operand: &Object, state: &State<'_>, ink: &mut Ink) {
    match operand {
        Object::String(bytes, _) => match &state.text.font {
            Some(font) => font.show(bytes, ink),
            None => ink.bytes(bytes),
        },
        Object::Array(items) => items.iter().for_each(|item| letters(item, state, ink)),
        number => ink.real(number.as_float().map_or(0.0, f64::from)),
    }
}

/// Puts the pen of text somewhere.
fn place(state: &mut State<'_>, line: Matrix) {
    state.text.line = line;
    state.text.shown = 0;
}

fn restore<'a>(state: &mut State<'a>, stack: &mut Vec<Kept<'a>>) {
    while let Some(kept) = stack.pop() {
        if let Kept::State(saved) = kept {
            *state = *saved;
            return;
        }
    }
}

/// The path under way.
fn path<'p>(stack: &'p mut Vec<Kept<'_>>) -> Option<&'p mut Path> {
    if !matches!(stack.last(), Some(Kept::Path(_))) {
        stack.push(Kept::Path(Path::default()));
    }
    match stack.last_mut() {
        Some(Kept::Path(path)) => Some(path),
        _ => None,
    }
}

fn take_path(stack: &mut Vec<Kept<'_>>) -> Option<Path> {
    match stack.pop() {
        Some(Kept::Path(path)) => Some(path),
        Some(other) => {
            stack.push(other);
            None
        }
        None => None,
    }
}

fn clip(stack: &mut Vec<Kept<'_>>, rule: &'static [u8]) {
    if let Some(path) = path(stack) {
        path.clip = Some(rule);
    }
}

/// Adds to the path, where it lies on the page.
fn draw(operation: &Operation, values: &[f64], state: &State<'_>, stack: &mut Vec<Kept<'_>>) {
    let Some(path) = path(stack) else { return };
    path.begun = true;
    path.ink.bytes(operation.operator.as_bytes());
    let mut point = |x: f64, y: f64| {
        let (x, y) = apply(&state.ctm, x, y);
        path.ink.points(x);
        path.ink.points(y);
    };
    if let ("re", [x, y, width, height]) = (operation.operator.as_str(), values) {
        for (x, y) in [(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)] {
            point(x, y);
        }
        return;
    }
    for pair in values.chunks(2) {
        if let [x, y] = pair {
            point(*x, *y);
        }
    }
}
