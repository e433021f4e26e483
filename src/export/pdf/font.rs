//! Fonts in the file: subsets, widths and the way back from codes to text. Knows no pages.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::writers::{CidFont, FontDescriptor, Type0Font};
use pdf_writer::{Finish, Name, Obj, Rect, Ref, Str};
use sha2::{Digest, Sha256};
use skrifa::FontRef;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use subsetter::GlyphRemapper;

use super::codes::{FontCodes, width};
use super::deflate::Packed;
use super::fault::Fault;
use super::file::File;
use crate::font::{Face, Slant};

const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// A font cut down to what is used, ready to be written.
pub(super) struct Subset<'a> {
    face: &'a Face,
    /// Codes of one byte, with the character map that reads them; none for two bytes, which need none.
    encoding: Option<Packed<'static>>,
    /// CIDs with the glyphs of the whole font that they show, rising.
    shown: BTreeMap<u16, u16>,
    /// For TrueType: CIDs to glyphs of the subset.
    glyph_map: Option<Packed<'static>>,
    program: Packed<'static>,
    to_unicode: Packed<'static>,
    /// Name with the tag of the subset.
    name: String,
}

impl<'a> Subset<'a> {
    /// Cuts a font down to the glyphs of its codes.
    ///
    /// # Errors
    /// When the font's tables cannot be read or are of a kind that cannot be cut down.
    pub(super) fn new(face: &'a Face, codes: &FontCodes, compress: bool) -> Result<Self, Fault> {
        let fault = || Fault::Subset(face.postscript_name.clone());
        let mut remapper = GlyphRemapper::new();
        let glyphs: BTreeMap<u16, u16> =
            codes.entries.iter().map(|entry| (entry.code, remapper.remap(entry.glyph))).collect();
        let font = subsetter::subset(&face.bytes, face.index, &remapper).map_err(|_| fault())?;
        let program = if face.is_cff { bare_cff(&font).ok_or_else(fault)? } else { font };
        // With PostScript outlines a CID is the glyph itself; with TrueType it is the code, and a map leads on, so
        // that two codes can show the same glyph.
        let cid = |code: u16| if face.is_cff { glyphs.get(&code).copied().unwrap_or(0) } else { code };
        let name = format!("{}+{}", tag(face, codes), clean(&face.postscript_name));
        let cids: BTreeMap<u16, u16> = glyphs.keys().map(|code| (*code, cid(*code))).collect();
        Ok(Self {
            face,
            encoding: (!codes.wide).then(|| Packed::new(encoding_cmap(&cids, &name), compress)),
            shown: codes.entries.iter().map(|entry| (cid(entry.code), entry.glyph)).collect(),
            glyph_map: (!face.is_cff).then(|| Packed::new(glyph_map(&glyphs), compress)),
            program: Packed::new(program, compress),
            to_unicode: Packed::new(to_unicode(codes), compress),
            name,
        })
    }

    /// Writes the font under `id`.
    pub(super) fn write(&self, file: &mut File, id: Ref) {
        let [cid_font, descriptor, program, to_unicode] = std::array::from_fn(|_| file.reserve());
        let encoding = self.encoding.as_ref().map(|encoding| self.write_encoding(file, encoding));
        file.object(id, |object| {
            let mut font: Type0Font<'_> = object.start();
            font.base_font(Name(self.name.as_bytes())).descendant_font(cid_font).to_unicode(to_unicode);
            match encoding {
                Some(encoding) => font.encoding_cmap(encoding),
                None => font.encoding_predefined(Name(b"Identity-H")),
            };
        });
        let glyph_map = self.glyph_map.as_ref().map(|map| {
            let id = file.reserve();
            file.plain_stream(id, map);
            id
        });
        file.object(cid_font, |object| self.write_cid_font(object, descriptor, glyph_map));
        file.object(descriptor, |object| self.write_descriptor(object, program));
        file.plain_stream(to_unicode, &self.to_unicode);
        self.write_program(file, program);
    }

    fn write_cid_font(&self, object: Obj<'_>, descriptor: Ref, glyph_map: Option<Ref>) {
        let mut font: CidFont<'_> = object.start();
        font.subtype(if self.face.is_cff { CidFontType::Type0 } else { CidFontType::Type2 });
        font.base_font(Name(self.name.as_bytes())).system_info(IDENTITY).font_descriptor(descriptor);
        if let Some(map) = glyph_map {
            font.cid_to_gid_map_stream(map);
        }
        font.default_width(0.0);
        let mut widths = font.widths();
        let shown: Vec<(u16, u16)> = self.shown.iter().map(|(cid, glyph)| (*cid, *glyph)).collect();
        for run in shown.chunk_by(|(before, _), (after, _)| before + 1 == *after) {
            let first = run.first().map_or(0, |(cid, _)| *cid);
            widths.consecutive(first, run.iter().map(|(_, glyph)| width(self.face, *glyph)));
        }
    }

    fn write_descriptor(&self, object: Obj<'_>, program: Ref) {
        let (face, metrics) = (self.face, self.face.metrics);
        let thousandths = |units: f64| (units * 1000.0 / f64::from(metrics.units_per_em.max(1))).round() as f32;
        let mut flags = FontFlags::SYMBOLIC;
        flags.set(FontFlags::ITALIC, face.slant == Slant::Italic);
        let mut descriptor: FontDescriptor<'_> = object.start();
        descriptor.name(Name(self.name.as_bytes())).flags(flags).bbox(bounding_box(face, &thousandths));
        descriptor.italic_angle(metrics.italic_angle as f32);
        descriptor.ascent(thousandths(metrics.ascent)).descent(thousandths(metrics.descent));
        descriptor.cap_height(thousandths(metrics.cap_height)).x_height(thousandths(metrics.x_height));
        // No font says how thick its stems are; readers only need it when they have to replace the font.
        descriptor.stem_v(10.0 + 0.244 * (f32::from(face.weight.0) - 50.0));
        if face.is_cff {
            descriptor.font_file3(program);
        } else {
            descriptor.font_file2(program);
        }
    }

    fn write_encoding(&self, file: &mut File, encoding: &Packed<'_>) -> Ref {
        let id = file.reserve();
        let name = cmap_name(&self.name);
        file.stream(id, encoding.data.len(), |chunk| {
            let mut cmap = chunk.cmap(id, &encoding.data);
            cmap.name(Name(name.as_bytes())).system_info(IDENTITY);
            encoding.declare(&mut cmap);
        });
        id
    }

    fn write_program(&self, file: &mut File, id: Ref) {
        let length = self.program.data.len();
        file.stream(id, length, |chunk| {
            let mut stream = chunk.stream(id, &self.program.data);
            self.program.declare(&mut stream);
            if self.face.is_cff {
                stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
            }
            stream.finish();
        });
    }
}

/// The CFF table alone, as `CIDFontType0C` wants it.
fn bare_cff(font: &[u8]) -> Option<Vec<u8>> {
    let font = FontRef::new(font).ok()?;
    Some(font.table_data(Tag::new(b"CFF "))?.as_bytes().to_vec())
}

fn bounding_box(face: &Face, thousandths: &impl Fn(f64) -> f32) -> Rect {
    let head = FontRef::from_index(&face.bytes, face.index).ok().and_then(|font| font.head().ok());
    let [x1, y1, x2, y2] = head.map_or([0; 4], |head| [head.x_min(), head.y_min(), head.x_max(), head.y_max()]);
    Rect::new(thousandths(x1.into()), thousandths(y1.into()), thousandths(x2.into()), thousandths(y2.into()))
}

/// Six capitals that follow from what the subset holds (ISO 32000-1, 9.6.4).
fn tag(face: &Face, codes: &FontCodes) -> String {
    let mut digest = Sha256::new();
    digest.update(face.postscript_name.as_bytes());
    for entry in &codes.entries {
        digest.update(entry.glyph.to_be_bytes());
        digest.update(entry.text.as_bytes());
    }
    digest.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// A font name without anything that ends a PDF name.
fn clean(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}

fn cmap_name(font: &str) -> String {
    format!("{font}-H")
}

/// Codes back to text.
fn to_unicode(codes: &FontCodes) -> Vec<u8> {
    let name = Name(b"Text");
    if codes.wide {
        let mut cmap = UnicodeCmap::<u16>::new(name, IDENTITY);
        codes.entries.iter().filter(|entry| !entry.text.is_empty()).for_each(|entry| {
            cmap.pair_with_multiple(entry.code, entry.text.chars());
        });
        cmap.finish().into_vec()
    } else {
        let mut cmap = UnicodeCmap::<u8>::new(name, IDENTITY);
        codes.entries.iter().filter(|entry| !entry.text.is_empty()).for_each(|entry| {
            cmap.pair_with_multiple(entry.code as u8, entry.text.chars());
        });
        cmap.finish().into_vec()
    }
}

/// CIDs to glyphs of the subset, two bytes each from CID 0 on.
fn glyph_map(glyphs: &BTreeMap<u16, u16>) -> Vec<u8> {
    let last = glyphs.last_key_value().map_or(0, |(code, _)| *code);
    (0..=last).flat_map(|cid| glyphs.get(&cid).copied().unwrap_or(0).to_be_bytes()).collect()
}

/// Codes of one byte to CIDs (Adobe Technical Note 5014).
fn encoding_cmap(cids: &BTreeMap<u16, u16>, font: &str) -> Vec<u8> {
    let pairs: Vec<(u16, u16)> = cids.iter().map(|(code, cid)| (*code, *cid)).collect();
    let follows = |before: &(u16, u16), after: &(u16, u16)| (before.0 + 1, before.1 + 1) == *after;
    let ranges: Vec<&[(u16, u16)]> = pairs.chunk_by(follows).collect();
    let name = cmap_name(font);
    let mut cmap = format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo 3 dict dup begin\n\
         /Registry (Adobe) def\n/Ordering (Identity) def\n/Supplement 0 def\nend def\n/CMapName /{name} def\n\
         /CMapVersion 1 def\n/CMapType 1 def\n/WMode 0 def\n\
         1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
    );
    for block in ranges.chunks(100) {
        cmap.push_str(&format!("{} begincidrange\n", block.len()));
        for (first, last) in block.iter().filter_map(|range| range.first().zip(range.last())) {
            cmap.push_str(&format!("<{:02x}> <{:02x}> {}\n", first.0, last.0, first.1));
        }
        cmap.push_str("endcidrange\n");
    }
    cmap.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    cmap.into_bytes()
}
