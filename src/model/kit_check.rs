//! What kit.yaml must satisfy beyond its form: ids, dates, addresses, swatches that exist, words said once.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_yaml::Value;

use super::collection::ToolsFile;
use super::kit_file::{FontFile, KitFile};
use super::locale::is_lang;
use super::vocabulary::Entry;
use super::{Component, Date, FontRole, Icc, Locale, Palette, Production, Profile, Vocabulary, is_id, link};
use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::element::Typography;
use crate::font::ScriptTag;
use crate::say;
use crate::source::Place;
use crate::yaml::{self, Ordered, Text, TextOr};

/// What kit.yaml says, checked. Where there were faults, as much of it as can be used to check the decks.
pub(super) struct Header {
    pub(super) id: Arc<str>,
    pub(super) title: Arc<str>,
    pub(super) subtitle: Option<Arc<str>>,
    pub(super) version: Arc<str>,
    pub(super) date: Option<Date>,
    pub(super) lang: Arc<str>,
    pub(super) licence: Option<Arc<str>>,
    pub(super) publisher: Option<Arc<str>>,
    pub(super) printer: Option<Arc<str>>,
    pub(super) icc: Option<Icc>,
    pub(super) production: Production,
    pub(super) base: Option<Arc<str>>,
    pub(super) palette: Palette,
    pub(super) fonts: Vec<FontRole>,
    pub(super) typography: Typography,
    pub(super) vocabularies: Vec<Vocabulary>,
    pub(super) words: Vec<(Arc<str>, Arc<str>)>,
    pub(super) profiles: Vec<Profile>,
    pub(super) untranslated: Vec<Arc<str>>,
    pub(super) locales: Vec<Locale>,
    pub(super) components: Vec<Component>,
    pub(super) tools: ToolsFile,
}

/// Reads and checks kit.yaml; `root` is the place of its whole mapping.
pub(super) fn read(value: &Value, root: &Place, diags: &mut Diagnostics) -> Option<Header> {
    let file: KitFile = yaml::salvage(value, root, diags)?;
    let check = &mut Check { root, value, diags };
    let palette = Palette::new(file.palette.iter().map(|(name, swatch)| (name.clone(), swatch.0)).collect());
    check.spots(&palette);
    let id = check.required("kit", file.kit);
    check.id(&id, &root.key("kit"));
    let lang = check.required("lang", file.lang);
    check.lang(&lang);
    let header = Header {
        id,
        title: check.required("title", file.title),
        subtitle: file.subtitle.map(|text| text.0),
        version: check.required("version", file.version),
        date: file.date.and_then(|date| check.date(&date)),
        licence: file.licence.map(|text| text.0),
        publisher: file.publisher.map(|text| text.0),
        printer: file.printer.map(|text| text.0),
        icc: file.icc.map(|icc| Icc { file: icc.0.file.0, condition: icc.0.condition.map(|text| text.0) }),
        production: Production::of(file.production),
        base: file.links.base.map(|base| check.base(base)),
        fonts: check.fonts(&file.fonts, &root.key("fonts")),
        typography: Typography::new(file.typography, file.hyphenation),
        vocabularies: check.vocabularies(file.vocabularies, &palette),
        words: file.words.0.into_iter().map(|(name, text)| (name, text.0)).collect(),
        profiles: file.profiles,
        untranslated: file.untranslated.into_iter().map(|text| text.0).collect(),
        locales: check.locales(file.locales, &lang),
        lang,
        tools: file.tools.0,
        components: check.components(file.components.into_iter().map(|part| part.0).collect()),
        palette,
    };
    Some(header)
}

pub(super) struct Check<'c> {
    pub(super) root: &'c Place,
    value: &'c Value,
    diags: &'c mut Diagnostics,
}

impl Check<'_> {
    pub(super) fn fault(&mut self, code: &'static str, message: Say, place: Place, hint: Say) {
        self.diags.push(Diagnostic::error(code, message).at(place).hint(hint));
    }

    /// The text under a key that must be there. A key that is there but at fault has been told already.
    fn required(&mut self, key: &str, text: Option<Text>) -> Arc<str> {
        let known = self.value.get(key).is_some_and(|value| !value.is_null());
        let text = text.map(|text| text.0).filter(|text| !text.trim().is_empty());
        if text.is_none() && (!known || self.value.get(key).and_then(Value::as_str).is_some()) {
            let message = say!("il manque la clé « {key} »", "the key “{key}” is missing");
            let place = if known { self.root.key(key) } else { self.root.clone() };
            let hint = say!("ajoutez une ligne « {key}: … »", "add a line “{key}: …”");
            self.fault("missing-key", message, place, hint);
        }
        text.unwrap_or_default()
    }

    fn id(&mut self, id: &str, place: &Place) {
        if !id.is_empty() && !is_id(id) {
            self.diags.push(wrong_id(id, place.clone()));
        }
    }

    /// One ink, one recipe: two plates of one name would print as one.
    fn spots(&mut self, palette: &Palette) {
        for (swatch, ink, other) in palette.contradictions() {
            let ink = ink.name();
            let message = say!(
                "le ton direct « {ink} » est décrit ou écrit autrement par « {other} »",
                "the spot ink “{ink}” is described or spelled otherwise by “{other}”"
            );
            let hint = say!(
                "même nom, mêmes « srgb » et « cmyk » ; les clairs par « tint »",
                "one name, the same “srgb” and “cmyk”; lighter ones by “tint”"
            );
            self.fault("spot-recipe", message, self.root.key("palette").key(swatch), hint);
        }
    }

    fn lang(&mut self, lang: &str) {
        if !lang.is_empty() && !is_lang(lang) {
            let message = say!("« {lang} » n’est pas un code de langue", "“{lang}” is not a language code");
            let hint = say!("écrivez fr, en, de, fr-CA… (BCP 47)", "write fr, en, de, fr-CA… (BCP 47)");
            self.fault("wrong-value", message, self.root.key("lang"), hint);
        }
    }

    fn date(&mut self, date: &str) -> Option<Date> {
        let read = date.parse().ok();
        if read.is_none() {
            let message = say!("« {date} » n’est pas une date", "“{date}” is not a date");
            let hint = say!("écrivez année-mois-jour : 2026-11-23", "write year-month-day: 2026-11-23");
            self.fault("wrong-value", message, self.root.key("date"), hint);
        }
        read
    }

    fn base(&mut self, base: Text) -> Arc<str> {
        if let Err(refused) = link::check_full(&base) {
            self.fault("wrong-link", refused.message, self.root.key("links").key("base"), refused.hint);
        }
        base.0
    }

    pub(super) fn fonts(&mut self, fonts: &Ordered<TextOr<FontFile>>, place: &Place) -> Vec<FontRole> {
        fonts.iter().map(|(name, font)| self.font(name, place.key(name), &font.0)).collect()
    }

    fn font(&mut self, name: &Arc<str>, place: Place, font: &FontFile) -> FontRole {
        let FontFile { families, scripts, weights } = font;
        if families.is_empty() {
            let message = say!("le rôle « {name} » n’a pas de police", "the role “{name}” has no font");
            let hint = say!("écrivez families: [Source Sans 3]", "write families: [Source Sans 3]");
            self.fault("missing-key", message, place.clone(), hint);
        }
        for (index, weight) in weights.iter().enumerate().filter(|(_, weight)| !(1..=1000).contains(*weight)) {
            let message = say!("une graisse va de 1 à 1000, et non {weight}", "a weight is 1 to 1000, not {weight}");
            let hint = say!("400 est normal, 700 gras", "400 is regular, 700 bold");
            self.fault("wrong-value", message, place.key("weights").index(index), hint);
        }
        let scripts = scripts.iter().filter_map(|(script, families)| {
            let tag = self.script(script, &place.key("scripts").key(script))?;
            Some((tag, families.iter().map(|family| family.0.to_string()).collect()))
        });
        FontRole {
            scripts: scripts.collect(),
            families: families.iter().map(|text| text.0.clone()).collect(),
            name: name.clone(),
            weights: weights.clone(),
        }
    }

    fn script(&mut self, name: &str, place: &Place) -> Option<ScriptTag> {
        let tag = ScriptTag::read(name);
        if tag.is_none() {
            let message = say!("« {name} » n’est pas une écriture", "“{name}” is not a script");
            let hint = say!(
                "écrivez son code ISO 15924 : Arab, Hebr, Deva, Thai, Jpan, Kore, Hans…",
                "write its ISO 15924 code: Arab, Hebr, Deva, Thai, Jpan, Kore, Hans…"
            );
            self.fault("unknown-script", message, place.clone(), hint);
        }
        tag
    }

    fn vocabularies(&mut self, files: Ordered<Vec<Entry>>, palette: &Palette) -> Vec<Vocabulary> {
        let all = files.0.into_iter().map(|(field, entries)| {
            let place = self.root.key("vocabularies").key(&field);
            let mut known = BTreeSet::new();
            for (index, entry) in entries.iter().enumerate() {
                let place = place.index(index);
                if !known.insert(entry.id.to_lowercase()) {
                    let id = &entry.id;
                    let message =
                        say!("le mot « {id} » est déjà dans « {field} »", "the word “{id}” is in “{field}” already");
                    self.fault("duplicate-id", message, place.key("id"), say!("gardez-en un", "keep one of them"));
                }
                self.swatches_of(entry, palette, &place);
            }
            Vocabulary { field, entries }
        });
        all.collect()
    }

    /// `color`, `ink` and `…-color` name swatches.
    fn swatches_of(&mut self, entry: &Entry, palette: &Palette, place: &Place) {
        for (key, value) in
            entry.attributes.iter().filter(|(key, _)| matches!(&**key, "color" | "ink") || key.ends_with("-color"))
        {
            let name = value.text().unwrap_or_default();
            if palette.get(name).is_none() && self.value.get("palette").is_none_or(|all| all.get(name).is_none()) {
                let message =
                    say!("aucune couleur de la palette ne s’appelle « {name} »", "no swatch is called “{name}”");
                let hint = match yaml::suggest(name, palette.names()) {
                    Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
                    None => say!("ajoutez-la à « palette »", "add it to “palette”"),
                };
                self.fault("unknown-swatch", message, place.key(key), hint);
            }
        }
    }

    fn components(&mut self, files: Vec<super::kit_file::ComponentFile>) -> Vec<Component> {
        let mut known = BTreeSet::new();
        let all = files.into_iter().enumerate().map(|(index, part)| {
            let place = self.root.key("components").index(index);
            let id = part.id.0;
            self.id(&id, &place);
            if !known.insert(id.to_lowercase()) {
                let message = say!("« {id} » est déjà dans la liste", "“{id}” is in the list already");
                self.fault("duplicate-id", message, place, say!("gardez-en un", "keep one of them"));
            }
            let [title, status] = [part.title, part.status].map(|text| text.map(|text| text.0));
            Component { id, title, status, present: false }
        });
        all.collect()
    }
}

/// The fault of an id with characters that file names and addresses do not take.
pub(super) fn wrong_id(id: &str, place: Place) -> Diagnostic {
    Diagnostic::error("wrong-id", say!("« {id} » n’est pas un identifiant", "“{id}” is not an id")).at(place).hint(
        say!(
            "1 à 64 lettres sans accent, chiffres, « - » ou « _ », sans espace",
            "1 to 64 plain letters, digits, “-” or “_”, no space"
        ),
    )
}
