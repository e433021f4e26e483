//! Fields that can be filled in on screen: text fields and boxes to tick over what is drawn for the pen (ISO 32000-1,
//! 12.7). Their order on a page is that of the scene, which is the order of reading. Knows no streams of pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pdf_writer::types::{AnnotationFlags, CheckBoxState, FieldFlags, FieldType, FontFlags};
use pdf_writer::writers::{Field as Widget, FontDescriptor, Form};
use pdf_writer::{Content, Finish, Name, Obj, Rect as Box4, Ref, Str, TextStr};

use super::Options;
use super::deflate::Packed;
use super::draw::{Frame, media};
use super::file::File;
use super::page::points;
use crate::font::{Face, FontId, Slant};
use crate::geom::{Rect, Transform};
use crate::scene::{Document, Field, FieldKind, Item, Role};

/// The fields of a document.
#[derive(Default)]
pub(super) struct Forms {
    /// By the index of their page, in the order of reading.
    pub pages: BTreeMap<usize, Vec<Ref>>,
    fields: Vec<Ref>,
    /// The letters of what is typed.
    font: Option<Ref>,
}

/// The name under which appearances call the font.
const FONT: Name<'static> = Name(b"Massicot");
/// Turned places are left to the pen.
const UPRIGHT: f64 = 1e-6;
/// First and last code of a simple font.
const CODES: std::ops::RangeInclusive<u8> = 32..=255;

impl Forms {
    /// Writes the fields of all pages.
    pub fn write(document: &Document, options: &Options, pages: &[Ref], file: &mut File) -> Self {
        let mut forms = Self::default();
        if !options.forms {
            return forms;
        }
        let mut names = BTreeSet::new();
        for (index, (page, id)) in document.pages.iter().zip(pages).enumerate() {
            let mut found = Vec::new();
            find(document, &page.items, &Transform::IDENTITY, &mut found);
            let frame = Frame::page(&media(&page.boxes, options.bleed));
            for (rect, field) in found {
                let name = unique(&field.name, &mut names);
                let place = points(&frame, &rect);
                let widget = forms.field(document, field, &name, place, *id, file);
                forms.pages.entry(index).or_default().push(widget);
                forms.fields.push(widget);
            }
        }
        forms
    }

    /// Writes the form as a whole; none where there are no fields.
    pub fn write_form(&self, file: &mut File) -> Option<Ref> {
        if self.fields.is_empty() {
            return None;
        }
        let id = file.reserve();
        file.object(id, |object| {
            let mut form: Form<'_> = object.start();
            form.fields(self.fields.iter().copied());
            if let Some(font) = self.font {
                form.default_resources().fonts().pair(FONT, font);
                form.default_appearance(Str(b"/Massicot 10 Tf 0 g"));
            }
        });
        Some(id)
    }

    fn field(
        &mut self,
        document: &Document,
        field: &Field,
        name: &str,
        place: Box4,
        page: Ref,
        file: &mut File,
    ) -> Ref {
        let id = file.reserve();
        match field.kind {
            FieldKind::Text { lines, font, size, .. } => {
                let font = self.font(document, font, file);
                let empty = appearance(file, place, font, b"/Tx BMC EMC");
                file.object(id, |object| {
                    let mut widget = start(object, field, name, FieldType::Text);
                    if lines > 1 {
                        widget.field_flags(FieldFlags::MULTILINE);
                    }
                    if font.is_some() {
                        let size = (size.to_pt() * 10.0).round() / 10.0;
                        widget.vartext_default_appearance(Str(format!("/Massicot {size} Tf 0 g").as_bytes()));
                    }
                    let mut note = widget.into_annotation();
                    note.rect(place).page(page).flags(AnnotationFlags::PRINT);
                    // The lines for the pen show until something is typed; then they would cross the words.
                    note.appearance_characteristics().background_color_gray(1.0);
                    note.appearance().normal().stream(empty);
                });
            }
            FieldKind::Check { on } => {
                let (yes, off) = (appearance(file, place, None, &cross(place)), appearance(file, place, None, b""));
                let state = if on { CheckBoxState::Yes } else { CheckBoxState::Off };
                let shown = if on { Name(b"Yes") } else { Name(b"Off") };
                file.object(id, |object| {
                    let mut widget = start(object, field, name, FieldType::Button);
                    widget.checkbox_value(state);
                    let mut note = widget.into_annotation();
                    note.rect(place).page(page).flags(AnnotationFlags::PRINT);
                    note.appearance_state(shown);
                    note.appearance().normal().streams().pairs([(Name(b"Yes"), yes), (Name(b"Off"), off)]);
                });
            }
        }
        id
    }

    /// The font of what is typed: that of the first field whose font can be embedded whole.
    fn font(&mut self, document: &Document, wanted: Option<FontId>, file: &mut File) -> Option<Ref> {
        if self.font.is_none() {
            let face = wanted.and_then(|id| document.fonts.get(id)).filter(|face| !face.is_cff && face.index == 0)?;
            self.font = Some(write_font(face, file));
        }
        self.font
    }
}

fn start<'o>(object: Obj<'o>, field: &Field, name: &str, kind: FieldType) -> Widget<'o> {
    let mut widget: Widget<'_> = object.start();
    widget.field_type(kind).partial_name(TextStr(name)).alternate_name(TextStr(&field.label));
    widget
}

/// A name that no field before has.
fn unique(wanted: &Arc<str>, names: &mut BTreeSet<String>) -> String {
    let (mut name, mut next) = (wanted.to_string(), 2);
    while !names.insert(name.clone()) {
        name = format!("{wanted}-{next}");
        next += 1;
    }
    name
}

/// Fields among items with their rectangles on the page.
fn find<'a>(document: &'a Document, items: &'a [Item], to_page: &Transform, found: &mut Vec<(Rect, &'a Field)>) {
    for item in items {
        match item {
            Item::Group(group) => {
                let inside = to_page.then_inside(&group.transform);
                let upright = inside.b.abs() < UPRIGHT && inside.c.abs() < UPRIGHT && inside.a > 0.0 && inside.d > 0.0;
                if let Some(Role::Field(field)) = &group.role
                    && upright
                {
                    found.push((inside.apply_rect(&field.rect), field));
                }
                find(document, &group.items, &inside, found);
            }
            Item::Use(used) => {
                if let Some(artwork) = document.artwork(used.artwork) {
                    find(document, &artwork.items, &to_page.then_inside(&used.transform), found);
                }
            }
            Item::Path(_) | Item::Glyphs(_) | Item::Image(_) | Item::Link(_) => {}
        }
    }
}

/// What a field shows.
fn appearance(file: &mut File, place: Box4, font: Option<Ref>, operators: &[u8]) -> Ref {
    let id = file.reserve();
    file.stream(id, operators.len(), |chunk| {
        let mut form = chunk.form_xobject(id, operators);
        form.bbox(Box4::new(0.0, 0.0, place.x2 - place.x1, place.y2 - place.y1));
        if let Some(font) = font {
            form.resources().fonts().pair(FONT, font);
        }
        form.finish();
    });
    id
}

/// A cross from corner to corner of a box, a little inside.
fn cross(place: Box4) -> Vec<u8> {
    let (width, height) = (place.x2 - place.x1, place.y2 - place.y1);
    let (left, low) = (width * 0.22, height * 0.22);
    let mut content = Content::new();
    content.set_line_width(width * 0.1);
    content.move_to(left, low).line_to(width - left, height - low);
    content.move_to(left, height - low).line_to(width - left, low).stroke();
    content.finish().into_vec()
}

/// A face as a simple font, whole: whatever Western European letters somebody types are in it (ISO 32000-1, 9.6.6).
fn write_font(face: &Face, file: &mut File) -> Ref {
    let [id, descriptor, program] = std::array::from_fn(|_| file.reserve());
    let name = face.postscript_name.replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', "");
    let per_em = f32::from(face.metrics.units_per_em.max(1));
    let width = |code: u8| {
        let glyph = win_ansi(code).and_then(|c| face.glyph(c));
        f32::from(glyph.map_or(0, |glyph| face.advance(glyph))) * 1000.0 / per_em
    };
    file.object(id, |object| {
        let mut font = object.dict();
        font.pair(Name(b"Type"), Name(b"Font")).pair(Name(b"Subtype"), Name(b"TrueType"));
        font.pair(Name(b"BaseFont"), Name(name.as_bytes())).pair(Name(b"Encoding"), Name(b"WinAnsiEncoding"));
        font.pair(Name(b"FirstChar"), i32::from(*CODES.start())).pair(Name(b"LastChar"), i32::from(*CODES.end()));
        font.insert(Name(b"Widths")).array().items(CODES.map(width));
        font.pair(Name(b"FontDescriptor"), descriptor);
    });
    let units = |value: f64| (value * 1000.0 / f64::from(per_em)).round() as f32;
    file.object(descriptor, |object| {
        let mut flags = FontFlags::NON_SYMBOLIC;
        flags.set(FontFlags::ITALIC, face.slant == Slant::Italic);
        let metrics = face.metrics;
        let mut dict: FontDescriptor<'_> = object.start();
        dict.name(Name(name.as_bytes())).flags(flags).italic_angle(metrics.italic_angle as f32);
        dict.bbox(Box4::new(-500.0, units(metrics.descent) - 100.0, 1500.0, units(metrics.ascent) + 100.0));
        dict.ascent(units(metrics.ascent)).descent(units(metrics.descent)).cap_height(units(metrics.cap_height));
        dict.stem_v(10.0 + 0.244 * (f32::from(face.weight.0) - 50.0)).font_file2(program);
    });
    let bytes = Packed::new(&*face.bytes, file.compresses());
    file.stream(program, bytes.data.len(), |chunk| {
        let mut stream = chunk.stream(program, &bytes.data);
        bytes.declare(&mut stream);
        stream.pair(Name(b"Length1"), i32::try_from(face.bytes.len()).unwrap_or(i32::MAX));
    });
    id
}

/// The letter of a code (ISO 32000-1, annex D.2: `WinAnsiEncoding`, which is Windows code page 1252).
fn win_ansi(code: u8) -> Option<char> {
    const MIDDLE: [char; 32] = [
        '€', '•', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '•', 'Ž', '•', '•', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '•', 'ž', 'Ÿ',
    ];
    match code {
        0..=31 => None,
        128..=159 => MIDDLE.get(usize::from(code - 128)).copied(),
        _ => Some(char::from(code)),
    }
}
