//! Which glyph a byte shows in a simple font (ISO 32000-1, 9.6.6).

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Object};
use skrifa::raw::TableProvider;
use skrifa::raw::ps::{PredefinedEncoding, UnicodeCharmap, agl};
use skrifa::raw::tables::cmap::CmapSubtable;
use skrifa::{FontRef, GlyphId};

use super::encoding::{self, Base};
use super::program::Program;
use crate::verify::audit::file::{File, shown};

/// The coding of a simple font.
pub(super) struct Simple {
    base: Option<Base>,
    differences: BTreeMap<u32, String>,
    symbolic: bool,
    has_encoding: bool,
    names: HashMap<String, u32>,
    characters: UnicodeCharmap,
}

impl std::fmt::Debug for Simple {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} and {} differences", self.base, self.differences.len())
    }
}

impl Simple {
    pub fn read(
        file: &File<'_>,
        dict: &Dictionary,
        descriptor: Option<&Dictionary>,
        program: Option<&Program>,
    ) -> Self {
        let flags = descriptor.and_then(|descriptor| file.integer(descriptor, "Flags")).unwrap_or(0);
        let found = file.get(dict, "Encoding");
        let (base, differences) = match found {
            Some(Object::Name(name)) => (Base::named(name), BTreeMap::new()),
            Some(Object::Dictionary(encoding)) => (
                file.name(encoding, "BaseEncoding").and_then(Base::named),
                file.array(encoding, "Differences").map(|list| differences(file, list)).unwrap_or_default(),
            ),
            _ => (None, BTreeMap::new()),
        };
        let names = program.map(Program::names).unwrap_or_default();
        let characters = Program::characters(&names);
        Self { base, differences, symbolic: flags & 4 != 0, has_encoding: found.is_some(), names, characters }
    }

    /// The glyph of a code; none where the font has none for it.
    pub fn glyph(&self, code: u32, program: Option<&Program>) -> Option<u32> {
        let byte = u8::try_from(code).ok()?;
        match program? {
            Program::TrueType { bytes, .. } => self.in_true_type(byte, bytes),
            program => self.by_name(byte, program),
        }
    }

    fn by_name(&self, code: u8, program: &Program) -> Option<u32> {
        if let Some(name) = self.differences.get(&u32::from(code)) {
            return self.named(name);
        }
        match self.base {
            None => program.built_in(code),
            Some(Base::Standard) => self.named(PredefinedEncoding::Standard.name(code)),
            Some(base) => self.characters.map(base.character(code)?).map(GlyphId::to_u32),
        }
    }

    fn named(&self, name: &str) -> Option<u32> {
        let direct = self.names.get(name).copied();
        direct.or_else(|| self.characters.map(agl::name_to_char(name)?).map(GlyphId::to_u32))
    }

    /// 9.6.6.4: through Unicode where the encoding says which character is meant, else by the code itself.
    fn in_true_type(&self, code: u8, bytes: &[u8]) -> Option<u32> {
        let font = FontRef::new(bytes).ok()?;
        let tables = Tables::of(&font);
        let named = self.differences.get(&u32::from(code)).map(String::as_str);
        let by_character = || {
            let base = self.base.unwrap_or(Base::Standard);
            let character = match named {
                Some(name) => agl::name_to_char(name),
                None => base.character(code),
            };
            let roman = character.and_then(encoding::mac_roman_code);
            let through = character.and_then(|character| tables.unicode(u32::from(character)));
            through.or_else(|| tables.mac(u32::from(roman?))).or_else(|| self.named(named?))
        };
        let by_code = || {
            let code = u32::from(code);
            tables
                .symbol(code)
                .or_else(|| tables.symbol(0xf000 + code))
                .or_else(|| tables.mac(code))
                .or_else(|| tables.unicode(code))
        };
        if named.is_some() && !self.symbolic {
            return by_character();
        }
        if self.has_encoding && !self.symbolic || named.is_some() {
            by_character().or_else(by_code)
        } else {
            by_code().or_else(by_character)
        }
    }
}

/// The character maps that a simple font may use.
#[derive(Default)]
struct Tables<'a> {
    unicode: Option<CmapSubtable<'a>>,
    symbol: Option<CmapSubtable<'a>>,
    mac: Option<CmapSubtable<'a>>,
}

impl<'a> Tables<'a> {
    fn of(font: &FontRef<'a>) -> Self {
        let mut tables = Self::default();
        let Ok(cmap) = font.cmap() else { return tables };
        for record in cmap.encoding_records() {
            let table = record.subtable(cmap.offset_data()).ok();
            match (record.platform_id() as u16, record.encoding_id()) {
                (3, 1 | 10) | (0, _) => tables.unicode = table.or(tables.unicode),
                (3, 0) => tables.symbol = table,
                (1, 0) => tables.mac = table,
                _ => {}
            }
        }
        tables
    }

    fn unicode(&self, code: u32) -> Option<u32> {
        mapped(self.unicode.as_ref(), code)
    }

    fn symbol(&self, code: u32) -> Option<u32> {
        mapped(self.symbol.as_ref(), code)
    }

    fn mac(&self, code: u32) -> Option<u32> {
        mapped(self.mac.as_ref(), code)
    }
}

fn mapped(table: Option<&CmapSubtable<'_>>, code: u32) -> Option<u32> {
    let glyph = match table? {
        CmapSubtable::Format0(table) => table.glyph_id_array().get(code as usize).map(|glyph| u32::from(*glyph)),
        CmapSubtable::Format4(table) => table.map_codepoint(code).map(GlyphId::to_u32),
        CmapSubtable::Format6(table) => {
            let index = code.checked_sub(u32::from(table.first_code()))?;
            table.glyph_id_array().get(index as usize).map(|glyph| u32::from(glyph.get()))
        }
        CmapSubtable::Format12(table) => table.map_codepoint(code).map(GlyphId::to_u32),
        _ => None,
    };
    glyph.filter(|glyph| *glyph != 0)
}

fn differences(file: &File<'_>, list: &[Object]) -> BTreeMap<u32, String> {
    let (mut code, mut found) = (0_u32, BTreeMap::new());
    for entry in list.iter().filter_map(|entry| file.follow(entry)) {
        match entry {
            Object::Integer(value) => code = u32::try_from(*value).unwrap_or(0),
            Object::Name(name) => {
                found.insert(code, shown(name));
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    found
}
