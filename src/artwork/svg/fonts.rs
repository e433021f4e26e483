//! Fonts for the text of drawings: exactly the face that is asked for, out of the project's fonts, or none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use usvg::fontdb::{Database, ID, Source};

use super::notes::Notes;
use crate::diag::Diagnostic;
use crate::font::{FontId, Fonts, Slant, Weight};
use crate::say;

/// Finds faces for usvg and remembers which are missing.
pub(super) struct Resolver {
    fonts: Arc<Fonts>,
    /// The same faces as usvg knows them.
    pub(super) database: Arc<Database>,
    ids: Arc<BTreeMap<FontId, ID>>,
    missing: Mutex<BTreeSet<(String, u16, bool)>>,
    characters: Mutex<BTreeSet<char>>,
}

impl Resolver {
    /// A resolver over the project's fonts; empty for a drawing without text.
    pub(super) fn new(fonts: &Arc<Fonts>, document: &roxmltree::Document<'_>) -> Self {
        let is_needed = document.descendants().any(|node| matches!(node.tag_name().name(), "text" | "image"));
        let (database, ids) = if is_needed { load(fonts) } else { (Database::new(), BTreeMap::new()) };
        Self {
            fonts: fonts.clone(),
            database: Arc::new(database),
            ids: Arc::new(ids),
            missing: Mutex::default(),
            characters: Mutex::default(),
        }
    }

    /// Another one over the same fonts that has missed nothing yet.
    pub(super) fn fresh(&self) -> Self {
        Self {
            fonts: self.fonts.clone(),
            database: self.database.clone(),
            ids: self.ids.clone(),
            missing: Mutex::default(),
            characters: Mutex::default(),
        }
    }

    /// The first of the families asked for that has the very weight and slant.
    pub(super) fn select(&self, font: &usvg::Font) -> Option<ID> {
        let slant = if font.style() == usvg::FontStyle::Normal { Slant::Upright } else { Slant::Italic };
        let weight = Weight(font.weight());
        let names: Vec<String> = font.families().iter().map(family_name).collect();
        let found = names.iter().find_map(|name| self.face(name, weight, slant));
        if found.is_none() {
            let asked = names.first().cloned().unwrap_or_default();
            lock(&self.missing).insert((asked, weight.0, slant == Slant::Italic));
        }
        found
    }

    fn face(&self, name: &str, weight: Weight, slant: Slant) -> Option<ID> {
        let by_postscript_name =
            || self.fonts.iter().find(|(_, face)| face.postscript_name.eq_ignore_ascii_case(name)).map(|(id, _)| id);
        let id = self.fonts.find(name, weight, slant).or_else(by_postscript_name)?;
        self.ids.get(&id).copied()
    }

    /// Takes no other font for a character: that would be a silent change.
    pub(super) fn miss(&self, character: char) {
        lock(&self.characters).insert(character);
    }

    /// Tells what was missed.
    pub(super) fn tell(&self, text: &str, notes: &mut Notes) {
        let text_place = notes.place("text");
        for (family, weight, italic) in lock(&self.missing).iter() {
            let at = text.find(family.as_str()).filter(|_| !family.is_empty()).map(|at| at..at + family.len());
            let key = format!("font {family} {weight} {italic}");
            notes.add(key, at.or_else(|| text_place.clone()), self.missing_font(family, *weight, *italic));
        }
        let characters: String =
            lock(&self.characters).iter().map(|c| format!(" « {c} » (U+{:04X})", *c as u32)).collect();
        if !characters.is_empty() {
            notes.add("characters", text_place, missing_characters(&characters));
        }
    }

    fn missing_font(&self, family: &str, weight: u16, italic: bool) -> Diagnostic {
        let style = if italic { " italic" } else { "" };
        if family.is_empty() {
            return Diagnostic::error(
                "drawing-font-missing",
                say!(
                    "un texte du dessin ne dit pas sa police : il manque dans le résultat",
                    "a text of the drawing does not name its font: it is missing from the result"
                ),
            )
            .hint(say!(
                "donner `font-family`, ou vectoriser le texte",
                "give `font-family`, or turn the text into outlines"
            ));
        }
        let message = say!(
            "la police « {family} » {weight}{style} n’est pas dans le projet : son texte manque dans le résultat",
            "the font “{family}” {weight}{style} is not in the project: its text is missing from the result"
        );
        let styles: Vec<String> = self.fonts.styles(family).into_iter().map(style_name).collect();
        let (families, styles) = (self.fonts.families().join(", "), styles.join(", "));
        let hint = if styles.is_empty() {
            say!(
                "déposer la police dans `fonts/`, ou choisir parmi : {families}",
                "put the font into `fonts/`, or choose among: {families}"
            )
        } else {
            say!("cette famille a : {styles}", "this family has: {styles}")
        };
        Diagnostic::error("drawing-font-missing", message)
            .hint(hint)
            .hint(say!("ou vectoriser le texte dans le dessin", "or turn the text into outlines in the drawing"))
    }
}

fn missing_characters(characters: &str) -> Diagnostic {
    Diagnostic::error(
        "drawing-glyph-missing",
        say!("la police du texte n’a pas :{characters}", "the font of the text lacks:{characters}"),
    )
    .hint(say!(
        "changer de police dans le dessin, ou vectoriser le texte",
        "choose another font in the drawing, or turn the text into outlines"
    ))
}

fn style_name((weight, slant): (Weight, Slant)) -> String {
    format!("{}{}", weight.0, if slant == Slant::Italic { " italic" } else { "" })
}

fn family_name(family: &svgtypes::FontFamily) -> String {
    match family {
        svgtypes::FontFamily::Named(name) => name.clone(),
        generic => generic.to_string(),
    }
}

fn load(fonts: &Fonts) -> (Database, BTreeMap<FontId, ID>) {
    let mut database = Database::new();
    let mut files: Vec<(*const u8, Vec<ID>)> = Vec::new();
    let mut ids = BTreeMap::new();
    for (font, face) in fonts.iter() {
        let known = files.iter().position(|(start, _)| *start == face.bytes.as_ptr());
        let file = known.unwrap_or_else(|| {
            let loaded = database.load_font_source(Source::Binary(Arc::new(face.bytes.clone())));
            files.push((face.bytes.as_ptr(), loaded.to_vec()));
            files.len() - 1
        });
        let of_face = |id: &&ID| database.face(**id).is_some_and(|info| info.index == face.index);
        if let Some(id) = files.get(file).and_then(|(_, loaded)| loaded.iter().find(of_face)) {
            ids.insert(font, *id);
        }
    }
    (database, ids)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
