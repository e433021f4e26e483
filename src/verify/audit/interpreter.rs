//! Runs content streams: pages, forms, patterns, glyph procedures, soft masks. Hands out marks and events; judges nothing.
//!
//! A form that inherits nothing but a matrix and a clip is run once for each pair of these; what it painted is shared
//! by every page that places it there.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::file::{File, dict_of};
use super::font::Font;
use super::image::Picture;
use super::ink::Paint;
use super::layer::{Layer, Layers};
use super::lexer::{Lexer, Operand, Token};
use super::mark::{Event, Happening, Mark};
use super::operators;
use super::page::Page;
use super::space::Spaces;
use super::state::{Blend, State, black, common, matrix};
use crate::geom::{Point, Rect, Transform};

/// Forms in forms.
const DEEPEST: usize = 24;
/// Streams run for one page: more is an attack.
const MOST_RUNS: usize = 20_000;
/// Marks and events of one page.
const MOST_MARKS: usize = 500_000;

/// What a stream paints and does.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub marks: Vec<Rc<Mark>>,
    pub events: Vec<Rc<Event>>,
}

/// Which form, where: its object, and matrix and clip to the bit.
type Placement = (ObjectId, [u64; 10]);

/// Runs streams of one file.
pub(crate) struct Interpreter<'f> {
    pub(super) file: &'f File<'f>,
    pub(super) spaces: Spaces,
    pub(super) layers: Layers,
    pub(super) black: Paint,
    fonts: HashMap<usize, Rc<Font>>,
    font_list: Vec<Rc<Font>>,
    pictures: HashMap<usize, Rc<Picture>>,
    forms: HashMap<Placement, Rc<Drawn>>,
    /// Streams that only their events matter of, run once a page: masks, glyph procedures.
    pub(super) once: BTreeSet<(ObjectId, u32)>,
    active: Vec<ObjectId>,
    runs: usize,
}

impl<'f> Interpreter<'f> {
    pub fn new(file: &'f File<'f>) -> Self {
        Self {
            file,
            spaces: Spaces::default(),
            layers: Layers::read(file),
            black: black(),
            fonts: HashMap::new(),
            font_list: Vec::new(),
            pictures: HashMap::new(),
            forms: HashMap::new(),
            once: BTreeSet::new(),
            active: Vec::new(),
            runs: 0,
        }
    }

    /// Every font that was used, in the order of first use.
    pub fn fonts(&self) -> &[Rc<Font>] {
        &self.font_list
    }

    /// Runs a page.
    pub fn page(&mut self, page: &Page<'f>) -> Drawn {
        self.runs = 0;
        self.once.clear();
        let mut drawn = Drawn::default();
        if let Some(group) = page.group {
            self.group(group, page.resources, page.object, &page.media, &mut drawn);
        }
        let contents = page.contents(self.file);
        let Some(contents) = contents else {
            drawn.event(page.object, Happening::Lost("Contents"), None);
            return drawn;
        };
        let state = State::new(page.to_page, page.media, &self.black);
        let frame =
            Frame { resources: page.resources, outer: None, object: page.object, layer: None, depth: 0, ..Frame::PAGE };
        self.run(&contents, frame, state, &mut drawn);
        drawn
    }

    /// Runs a stream in a state.
    pub(super) fn run(&mut self, bytes: &[u8], frame: Frame<'f>, state: State<'f>, drawn: &mut Drawn) {
        self.runs += 1;
        if self.runs > MOST_RUNS || drawn.marks.len() + drawn.events.len() > MOST_MARKS || frame.depth > DEEPEST {
            drawn.event(frame.object, Happening::TooDeep, Some(state.clip));
            return;
        }
        let mut run = Run::new(self, frame, state, drawn);
        let mut lexer = Lexer::new(bytes);
        let mut operands: Vec<Operand> = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Operand(operand) => operands.push(operand),
                Token::Operator(b"BI") => {
                    match lexer.inline_image() {
                        Some(entries) => operators::inline_image(&mut run, &entries),
                        None => run.happen(Happening::Syntax("BI".into())),
                    }
                    operands.clear();
                }
                Token::Operator(name) => {
                    operators::run(&mut run, name, &operands);
                    operands.clear();
                }
                Token::Junk(at) => {
                    run.happen(Happening::Syntax(format!("octet {at}")));
                    operands.clear();
                }
            }
        }
        run.end();
    }

    /// Places a form.
    pub(super) fn form(
        &mut self,
        id: ObjectId,
        stream: &'f Stream,
        frame: &Frame<'f>,
        outer: &State<'f>,
        drawn: &mut Drawn,
    ) {
        if self.active.contains(&id) {
            drawn.event(id.0, Happening::TooDeep, Some(outer.clip));
            return;
        }
        let fresh = outer.is_fresh(&self.black) && frame.is_plain();
        let key = (id, bits(outer));
        if fresh && let Some(known) = self.forms.get(&key) {
            let known = known.clone();
            self.runs += 1;
            if self.runs <= MOST_RUNS && drawn.marks.len() + known.marks.len() <= MOST_MARKS {
                drawn.marks.extend(known.marks.iter().cloned());
                drawn.events.extend(known.events.iter().cloned());
            } else {
                drawn.event(id.0, Happening::TooDeep, Some(outer.clip));
            }
            return;
        }
        let mut own = Drawn::default();
        self.active.push(id);
        self.form_itself(id, stream, frame, outer, &mut own);
        self.active.pop();
        let own = Rc::new(own);
        drawn.marks.extend(own.marks.iter().cloned());
        drawn.events.extend(own.events.iter().cloned());
        if fresh {
            self.forms.insert(key, own);
        }
    }

    fn form_itself(
        &mut self,
        id: ObjectId,
        stream: &'f Stream,
        frame: &Frame<'f>,
        outer: &State<'f>,
        drawn: &mut Drawn,
    ) {
        let (file, dict) = (self.file, &stream.dict);
        let mut state = outer.clone();
        if let Some(own) = file.numbers(dict, "Matrix").and_then(|values| matrix(&values)) {
            state.ctm = state.ctm.then_inside(&own);
        }
        if let Some([left, bottom, right, top]) =
            file.numbers(dict, "BBox").and_then(|values| <[f64; 4]>::try_from(values).ok())
        {
            let bounds = Rect::between(Point::mm(left, bottom), Point::mm(right, top));
            match common(&state.clip, &state.ctm.apply_rect(&bounds)) {
                Some(clip) => state.clip = clip,
                None => {
                    state.clip =
                        Rect::new(state.clip.x, state.clip.y, crate::geom::Length::ZERO, crate::geom::Length::ZERO)
                }
            }
        }
        let resources = file.dict(dict, "Resources").or(frame.resources);
        let mut inner = Frame { resources, object: id.0, depth: frame.depth + 1, ..frame.clone() };
        if let Some(group) = file.dict(dict, "Group").filter(|group| file.name(group, "S") == Some(b"Transparency")) {
            self.group(group, resources, id.0, &state.clip, drawn);
            inner.opacity *= state.fill_alpha;
            inner.blends |= state.blend != Blend::Normal || state.soft_mask;
            inner.multiplies |= state.blend == Blend::Multiply;
            (state.fill_alpha, state.stroke_alpha, state.blend, state.soft_mask) = (1.0, 1.0, Blend::Normal, false);
        }
        if let Some(layer) = dict.get(b"OC").ok().and_then(|object| self.layers.of(file, object)) {
            drawn.event(id.0, Happening::Layer, Some(state.clip));
            inner.layer = Some(layer);
        }
        match file.unpacked(id) {
            Some(bytes) => self.run(&bytes, inner, state, drawn),
            None => drawn.event(id.0, Happening::Lost("XObject"), Some(state.clip)),
        }
    }

    /// Notes a transparency group.
    pub(super) fn group(
        &mut self,
        group: &'f Dictionary,
        resources: Option<&'f Dictionary>,
        object: u32,
        seen: &Rect,
        drawn: &mut Drawn,
    ) {
        let space = group.get(b"CS").ok().map(|space| self.spaces.read(self.file, space, resources));
        drawn.event(object, Happening::Group(space), Some(*seen));
    }

    /// A font, read once.
    pub(super) fn font(&mut self, object: &Object) -> Option<Rc<Font>> {
        let dict = self.file.follow(object).and_then(dict_of)?;
        let key = std::ptr::from_ref(dict) as usize;
        if let Some(known) = self.fonts.get(&key) {
            return Some(known.clone());
        }
        let number = object.as_reference().map_or(0, |id| id.0);
        let font = Rc::new(Font::read(self.file, number, dict));
        self.fonts.insert(key, font.clone());
        self.font_list.push(font.clone());
        Some(font)
    }

    /// A picture, read once.
    pub(super) fn picture(&mut self, id: ObjectId, stream: &Stream, resources: Option<&Dictionary>) -> Rc<Picture> {
        let key = std::ptr::from_ref(stream) as usize;
        if let Some(known) = self.pictures.get(&key) {
            return known.clone();
        }
        let picture = Rc::new(Picture::read(self.file, &mut self.spaces, id.0, stream, resources));
        self.pictures.insert(key, picture.clone());
        picture
    }
}

fn bits(state: &State<'_>) -> [u64; 10] {
    let (map, clip) = (&state.ctm, &state.clip);
    [
        map.a,
        map.b,
        map.c,
        map.d,
        map.dx.to_mm(),
        map.dy.to_mm(),
        clip.x.to_mm(),
        clip.y.to_mm(),
        clip.width.to_mm(),
        clip.height.to_mm(),
    ]
    .map(f64::to_bits)
}

impl Drawn {
    pub fn event(&mut self, object: u32, kind: Happening, seen: Option<Rect>) {
        self.events.push(Rc::new(Event { kind, object, seen }));
    }
}

/// Where a stream stands: what it may name, and what the streams around it do to it.
#[derive(Clone, Debug)]
pub(super) struct Frame<'f> {
    pub resources: Option<&'f Dictionary>,
    /// Resources of the page, for forms that rely on them.
    pub outer: Option<&'f Dictionary>,
    pub object: u32,
    pub layer: Option<Rc<Layer>>,
    pub depth: usize,
    pub opacity: f64,
    pub blends: bool,
    pub multiplies: bool,
    /// The area that a pattern fills: its marks are seen there, whatever their own places.
    pub tile: Option<Rect>,
    /// Marks are no ink: a mask, a glyph.
    pub silent: bool,
}

impl Frame<'_> {
    pub const PAGE: Self = Self {
        resources: None,
        outer: None,
        object: 0,
        layer: None,
        depth: 0,
        opacity: 1.0,
        blends: false,
        multiplies: false,
        tile: None,
        silent: false,
    };

    fn is_plain(&self) -> bool {
        self.layer.is_none() && self.opacity >= 1.0 && !self.blends && self.tile.is_none() && !self.silent
    }
}

/// A stream under way.
pub(super) struct Run<'i, 'f> {
    pub me: &'i mut Interpreter<'f>,
    pub frame: Frame<'f>,
    pub state: State<'f>,
    pub stack: Vec<State<'f>>,
    pub path: super::path::Builder,
    /// Text matrix and line matrix, inside a text object.
    pub text: Option<(Transform, Transform)>,
    /// Layers of marked content that is open, none for other marked content.
    pub marked: Vec<Option<Rc<Layer>>>,
    /// Compatibility sections that are open.
    pub compatible: usize,
    pub drawn: &'i mut Drawn,
}

impl<'i, 'f> Run<'i, 'f> {
    fn new(me: &'i mut Interpreter<'f>, frame: Frame<'f>, state: State<'f>, drawn: &'i mut Drawn) -> Self {
        Self {
            me,
            frame,
            state,
            stack: Vec::new(),
            path: super::path::Builder::default(),
            text: None,
            marked: Vec::new(),
            compatible: 0,
            drawn,
        }
    }

    pub fn happen(&mut self, kind: Happening) {
        let seen = self.frame.tile.unwrap_or(self.state.clip);
        self.drawn.event(self.frame.object, kind, Some(seen));
    }

    /// The layer that what is painted now stands on: the first that is not seen, else the innermost.
    pub fn layer(&self) -> Option<Rc<Layer>> {
        let all = self.frame.layer.iter().chain(self.marked.iter().flatten());
        let hidden = all.clone().find(|layer| !layer.on);
        hidden.or_else(|| all.last()).cloned()
    }

    /// An entry of the resources, as it stands there.
    pub fn resource(&self, kind: &str, name: &[u8]) -> Option<&'f Object> {
        let file = self.me.file;
        let listed = |resources: &'f Dictionary| file.dict(resources, kind)?.get(name).ok();
        self.frame.resources.and_then(listed).or_else(|| self.frame.outer.and_then(listed))
    }

    fn end(&mut self) {
        if !self.stack.is_empty() {
            self.happen(Happening::Unbalanced("q"));
        }
        if self.text.is_some() {
            self.happen(Happening::Unbalanced("BT"));
        }
        if !self.marked.is_empty() {
            self.happen(Happening::Unbalanced("BDC"));
        }
    }
}
