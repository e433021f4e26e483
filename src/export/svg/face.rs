//! Fonts inside a drawing: which characters lead to which glyphs, and the subset that holds them.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider, Tag};

use super::sfnt::{Sfnt, cmap, name, post};
use crate::font::{Face, FontId, Slant};

/// The fonts of a drawing, each with as many character maps as its text needs.
#[derive(Default)]
pub struct Faces {
    prefix: String,
    maps: BTreeMap<FontId, Vec<BTreeMap<char, u16>>>,
}

impl Faces {
    /// No fonts yet; family names will start with `prefix`.
    pub fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..Self::default() }
    }

    /// The number of a character map that leads `character` to `glyph`. The first map holds what the font itself says;
    /// a ligature or another form of a letter goes to the next map that has room for it.
    ///
    /// A space stays in the map of what stands before it, `before`, so that it does not break a line into pieces.
    pub fn map_for(&mut self, font: FontId, face: &Face, character: char, glyph: u16, before: Option<usize>) -> usize {
        let natural = face.glyph(character).is_none_or(|own| own == glyph);
        let start = usize::from(!natural);
        let maps = self.maps.entry(font).or_insert_with(|| vec![BTreeMap::new()]);
        let fits = |map: &BTreeMap<char, u16>| map.get(&character).is_none_or(|known| *known == glyph);
        if let Some(index) = before.filter(|_| character == ' ')
            && let Some(map) = maps.get_mut(index).filter(|map| fits(map))
        {
            map.insert(character, glyph);
            return index;
        }
        let found = maps.iter().skip(start).position(fits).map_or(maps.len(), |index| index + start);
        if found == maps.len() {
            maps.push(BTreeMap::new());
        }
        if let Some(map) = maps.get_mut(found) {
            map.insert(character, glyph);
        }
        found
    }

    /// The family name of a font with one of its character maps.
    pub fn family(&self, face: &Face, map: usize) -> String {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        format!("{}{}-{map}", self.prefix, face.postscript_name.chars().filter(plain).collect::<String>())
    }

    /// The rules that bring the fonts, one a line, and an empty text when there are none. Fonts that `subsetter`
    /// cannot cut, which [`can_embed`] tells beforehand, are left out.
    pub fn rules(&self, face_of: impl Fn(FontId) -> Option<Arc<Face>>) -> String {
        let mut css = String::new();
        for (font, maps) in &self.maps {
            let Some(face) = face_of(*font) else { continue };
            for (index, map) in maps.iter().enumerate().filter(|(_, map)| !map.is_empty()) {
                let family = self.family(&face, index);
                let Some(file) = subset(&face, map, &family) else { continue };
                let kind = if face.is_cff { "otf" } else { "ttf" };
                let style = if face.slant == Slant::Italic { "italic" } else { "normal" };
                let data = base64::engine::general_purpose::STANDARD.encode(file);
                css.push_str(&format!(
                    "@font-face{{font-family:\"{family}\";font-weight:{};font-style:{style};\
                     src:url(data:font/{kind};base64,{data})}}\n",
                    face.weight.0
                ));
            }
        }
        css
    }
}

/// True when a font can travel inside a drawing.
pub fn can_embed(face: &Face) -> bool {
    subset(face, &BTreeMap::from([(' ', 0)]), "x").is_some()
}

/// A font file with the glyphs of `characters` under the name `family`. `subsetter` cuts for PDF and drops what
/// browsers ask for (character map, OS/2), so those tables are made anew or copied.
fn subset(face: &Face, characters: &BTreeMap<char, u16>, family: &str) -> Option<Vec<u8>> {
    let mut glyphs = subsetter::GlyphRemapper::new();
    let characters = characters.iter().map(|(c, glyph)| (*c, glyphs.remap(*glyph))).collect();
    let mut file = Sfnt::read(&subsetter::subset(&face.bytes, face.index, &glyphs).ok()?)?;
    let font = FontRef::from_index(&face.bytes, face.index).ok()?;
    file.set(b"OS/2", font.table_data(Tag::new(b"OS/2"))?.as_bytes().to_vec());
    file.set(b"cmap", cmap(&characters));
    file.set(b"post", post(face.metrics.italic_angle));
    file.set(b"name", name(&names(&font, family)));
    Some(file.write())
}

/// The family under its new name; the copyright and the address of the licence stay as they are.
fn names(font: &FontRef<'_>, family: &str) -> BTreeMap<u16, String> {
    let kept = [(0, StringId::COPYRIGHT_NOTICE), (14, StringId::LICENSE_URL)];
    let mut names: BTreeMap<u16, String> = kept
        .into_iter()
        .filter_map(|(number, id)| Some((number, font.localized_strings(id).english_or_first()?.chars().collect())))
        .collect();
    names.insert(1, family.to_owned());
    names.insert(2, "Regular".to_owned());
    names.insert(4, family.to_owned());
    names.insert(6, family.to_owned());
    names
}
