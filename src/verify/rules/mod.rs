//! The rules that a finished PDF is held against, one a file, each with its manual page at its head: what, why, fix, source.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::audit::Order;
use super::audit::file::{File, shown};
use super::audit::font::Font;
use super::audit::image::Picture;
use super::audit::intent::{Intent, intents};
use super::audit::interpreter::Drawn;
use super::audit::limits::{self, Limits};
use super::audit::mark::{Kind, Mark};
use super::audit::notes::{Note, Notes};
use super::audit::page::Page;
use super::audit::space::Space;
use super::audit::ticket::Ticket;
use super::audit::xmp::{Metadata, PDFXID};
use crate::diag::Say;
use crate::geom::{Rect, Size};
use crate::printers::Standard;

macro_rules! rules {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+
        /// Every rule, in the order in which they speak.
        pub const RULES: &[Rule] = &[$($name::RULE),+];
    };
}

rules!(
    pdf_version,
    file_structure,
    file_id,
    pdfx_claim,
    metadata,
    trapped,
    info_agreement,
    output_intent,
    output_profile,
    action,
    optional_content,
    viewer_area,
    forbidden_filter,
    page_count,
    page_box,
    trim_box,
    box_nesting,
    crop_box,
    user_unit,
    annotation,
    damaged_object,
    content_syntax,
    forbidden_object,
    device_setting,
    rgb,
    color_intent,
    icc_profile,
    group_space,
    blend_mode,
    transparency,
    layer,
    resolution,
    ink_limit,
    rich_black_text,
    small_text,
    text_inks,
    reversed_text,
    hairline,
    white_overprint,
    black_overprint,
    plate_overprint,
    plate_fill,
    registration,
    qr_code,
    safe_zone,
    bleed,
    empty_page,
    single_picture,
    page_size,
    font_embedded,
    font_courier,
    font_program,
    font_glyph,
    font_width,
    spot_spelling,
    spot_definition,
    spot_unknown,
    plate_unknown,
    spot_count,
);

/// A rule: looks at the file, at each page, at what all pages together use.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The code of its findings: `ink-limit`.
    pub code: &'static str,
    whole: Option<fn(&Desk<'_>, &mut Notes)>,
    page: Option<fn(&Sheet<'_>, &Desk<'_>, &mut Notes)>,
    last: Option<fn(&Census, &Desk<'_>, &mut Notes)>,
}

impl Rule {
    const fn whole(code: &'static str, look: fn(&Desk<'_>, &mut Notes)) -> Self {
        Self { code, whole: Some(look), page: None, last: None }
    }

    const fn page(code: &'static str, look: fn(&Sheet<'_>, &Desk<'_>, &mut Notes)) -> Self {
        Self { code, whole: None, page: Some(look), last: None }
    }

    const fn last(code: &'static str, look: fn(&Census, &Desk<'_>, &mut Notes)) -> Self {
        Self { code, whole: None, page: None, last: Some(look) }
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

/// What rules are given beside what they look at.
pub(super) struct Desk<'a> {
    pub file: &'a File<'a>,
    pub standard: Standard,
    pub limits: &'a Limits,
    pub ticket: Option<&'a (Ticket, String)>,
    pub intents: Vec<Intent>,
    pub metadata: Metadata,
    structure_only: bool,
    two_toned: RefCell<BTreeMap<u32, bool>>,
    most_ink: RefCell<BTreeMap<u32, f64>>,
}

impl<'a> Desk<'a> {
    pub fn new(file: &'a File<'a>, order: &'a Order) -> Self {
        let metadata = Metadata::read(file);
        let standard = order.standard.unwrap_or_else(|| claimed(file, &metadata));
        Self {
            file,
            standard,
            limits: &order.limits,
            structure_only: order.structure_only,
            two_toned: RefCell::default(),
            most_ink: RefCell::default(),
            ticket: order.ticket.as_ref(),
            intents: intents(file),
            metadata,
        }
    }

    pub fn is_x4(&self) -> bool {
        self.standard == Standard::X4
    }

    pub fn is_x1a(&self) -> bool {
        matches!(self.standard, Standard::X1a2003 | Standard::X1a2001)
    }

    /// Held against any standard at all.
    pub fn is_pdfx(&self) -> bool {
        self.standard != Standard::None
    }

    /// What the standard is called; nothing where there is none.
    pub fn title(&self) -> &'static str {
        limits::title(self.standard).unwrap_or_default()
    }

    /// Whether a picture holds two tones only, looked at once.
    pub fn two_toned(&self, picture: &Picture) -> bool {
        *self.two_toned.borrow_mut().entry(picture.object).or_insert_with(|| picture.is_two_toned(self.file))
    }

    /// The most ink of any pixel of a picture, looked at once; all that its space could hold where it cannot be read.
    pub fn most_ink(&self, picture: &Picture) -> f64 {
        let look = || picture.most_ink(self.file).unwrap_or_else(|| picture.most_inks());
        *self.most_ink.borrow_mut().entry(picture.object).or_insert_with(look)
    }

    /// The space of the intent's profile.
    pub fn intent_space(&self) -> Option<&str> {
        self.intents.first()?.space()
    }

    /// A mark in inks that guide a machine, or on a layer that holds a processing step: no part of the picture.
    pub fn is_technical(&self, mark: &Mark) -> bool {
        let steps = mark.layer.as_ref().is_some_and(|layer| layer.step.is_some());
        let mut paints = mark.paints().filter(|paint| !paint.inks.is_paper()).peekable();
        let guided = paints.peek().is_some()
            && paints.all(|paint| {
                paint.inks.process.iter().all(|ink| *ink <= 0.0)
                    && paint.inks.spots.iter().all(|(name, _)| self.limits.is_technical(name))
            });
        steps || guided
    }
}

/// The standard that a file claims; PDF/X-4 where it claims none.
fn claimed(file: &File<'_>, metadata: &Metadata) -> Standard {
    let info = file.info().and_then(|info| file.text(info, "GTS_PDFXVersion")).unwrap_or_default();
    let xmp = metadata.get(PDFXID, "GTS_PDFXVersion").unwrap_or_default();
    if info.starts_with("PDF/X-1") && !xmp.starts_with("PDF/X-4") { Standard::X1a2003 } else { Standard::X4 }
}

/// A page with what it paints.
pub(super) struct Sheet<'a> {
    pub page: &'a Page<'a>,
    pub drawn: &'a Drawn,
}

impl Sheet<'_> {
    /// Marks that are printed: those of layers that are switched off are not.
    pub fn printed(&self) -> impl DoubleEndedIterator<Item = (usize, &Mark)> {
        self.drawn.marks.iter().map(|mark| &**mark).enumerate().filter(|(_, mark)| !mark.is_hidden())
    }

    /// A note on a mark.
    pub fn on(&self, mark: &Mark, note: Note) -> Note {
        note.page(self.page.index).at(mark.seen).object(mark.object)
    }

    /// True for what lies at least in part on the finished page.
    pub fn is_on_page(&self, rect: &Rect) -> bool {
        super::overlap(rect, &self.page.trim)
    }
}

/// How an ink is defined, the first page that uses it so, and where; nothing where it stands among others.
pub(super) type Definition = (Rc<str>, usize, Rect);

/// What all pages together use.
#[derive(Default)]
pub(super) struct Census {
    pub fonts: Vec<Rc<Font>>,
    /// Finished sizes and the indices of their pages.
    pub sizes: Vec<(Size, Vec<usize>)>,
    /// Spot inks by name, each with its definitions.
    pub spots: BTreeMap<Rc<str>, Vec<Definition>>,
    process: [bool; 4],
    most_colorants: Option<(usize, usize)>,
    seen: std::collections::HashSet<(usize, usize)>,
}

impl Census {
    pub fn add(&mut self, sheet: &Sheet<'_>) {
        let (size, index) = (sheet.page.size(), sheet.page.index);
        let same = |other: &Size| super::same_size(*other, size);
        match self.sizes.iter_mut().find(|(other, _)| same(other)) {
            Some((_, pages)) => pages.push(index),
            None => self.sizes.push((size, vec![index])),
        }
        for mark in &sheet.drawn.marks {
            if let Kind::Picture(picture, _) = &mark.kind {
                self.picture(picture);
            }
            for paint in mark.paints() {
                for (known, ink) in self.process.iter_mut().zip(paint.inks.process) {
                    *known |= ink > 0.002 && paint.inks.exact;
                }
            }
            for space in mark.spaces() {
                self.space(space, index, mark);
            }
        }
    }

    /// A picture in inks is taken to need every process plate: nobody wants to look at each of its pixels.
    fn picture(&mut self, picture: &Picture) {
        let Some(space) = picture.space.as_deref() else { return };
        for part in space.all() {
            match part {
                Space::Cmyk => self.process = [true; 4],
                Space::Icc(icc) if icc.n == 4 => self.process = [true; 4],
                Space::Gray => self.process[3] = true,
                _ => {}
            }
        }
    }

    fn space(&mut self, space: &Rc<Space>, index: usize, mark: &Mark) {
        // A space met twice on a page tells nothing new.
        if !self.seen.insert((Rc::as_ptr(space) as usize, index)) {
            return;
        }
        for part in space.all() {
            match part {
                Space::Separation(ink) => {
                    let list = self.spots.entry(ink.name.clone()).or_default();
                    if !list.iter().any(|(definition, ..)| *definition == ink.definition) {
                        list.push((ink.definition.clone(), index, mark.seen));
                    }
                }
                Space::DeviceN(inks) => {
                    for name in &inks.names {
                        let list = self.spots.entry(name.clone()).or_default();
                        if list.is_empty() {
                            // The definition of one ink of several cannot be told apart from the others'.
                            list.push(("".into(), index, mark.seen));
                        }
                    }
                    if self.most_colorants.is_none_or(|(most, _)| inks.names.len() > most) {
                        self.most_colorants = Some((inks.names.len(), index));
                    }
                }
                _ => {}
            }
        }
    }

    /// Plates by name, process inks first.
    pub fn plates(&self) -> Vec<String> {
        const PROCESS: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];
        let process = PROCESS.iter().zip(self.process).filter(|(_, used)| *used).map(|(name, _)| (*name).to_owned());
        let spots = self.spot_names().map(|name| name.to_string());
        process.chain(spots).collect()
    }

    /// Inks that are not process inks.
    pub fn spot_names(&self) -> impl Iterator<Item = &Rc<str>> {
        self.spots.keys().filter(|name| !matches!(&***name, "Cyan" | "Magenta" | "Yellow" | "Black" | "All" | "None"))
    }
}

/// Rules about what a page looks like, which the scene it was made from has been held against before.
const LOOKS: [&str; 18] = [
    "qr-code",
    "crop-box",
    "resolution",
    "ink-limit",
    "rich-black-text",
    "small-text",
    "text-inks",
    "reversed-text",
    "hairline",
    "white-overprint",
    "black-overprint",
    "registration",
    "safe-zone",
    "bleed",
    "empty-page",
    "single-picture",
    "page-size",
    "page-count",
];

fn rules_of<'r>(desk: &'r Desk<'_>) -> impl Iterator<Item = &'static Rule> + 'r {
    RULES.iter().filter(|rule| !(desk.structure_only && LOOKS.contains(&rule.code)))
}

/// Lets the rules look at the file.
pub(super) fn whole(desk: &Desk<'_>, notes: &mut Notes) {
    for rule in rules_of(desk) {
        if let Some(look) = rule.whole {
            notes.rule(rule.code);
            look(desk, notes);
        }
    }
}

/// Lets the rules look at a page.
pub(super) fn page(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for rule in rules_of(desk) {
        if let Some(look) = rule.page {
            notes.rule(rule.code);
            look(sheet, desk, notes);
        }
    }
}

/// Lets the rules look at what all pages use.
pub(super) fn last(census: &Census, desk: &Desk<'_>, notes: &mut Notes) {
    for rule in rules_of(desk) {
        if let Some(look) = rule.last {
            notes.rule(rule.code);
            look(census, desk, notes);
        }
    }
}

/// `DeviceRGB` as bytes are shown to people.
fn quoted(name: &[u8]) -> Say {
    let name = shown(name);
    crate::say!("« {name} »", "“{name}”")
}
