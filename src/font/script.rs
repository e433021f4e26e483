//! Scripts as kits name them (ISO 15924), and which letters each covers. Japanese, Korean and Chinese share letters:
//! the language decides between their fonts.

use std::sync::Arc;

use unicode_script::Script;

/// A script by the name that a kit gives it: `Arab`, `Jpan`, `Hebrew`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptTag {
    /// As ISO 15924 writes it.
    pub tag: Arc<str>,
    scripts: Box<[Script]>,
}

/// Codes that stand for several scripts of Unicode together.
const MIXED: &[(&str, &[Script])] = &[
    ("Jpan", &[Script::Han, Script::Hiragana, Script::Katakana]),
    ("Hrkt", &[Script::Hiragana, Script::Katakana]),
    ("Kore", &[Script::Hangul, Script::Han]),
    ("Hans", &[Script::Han, Script::Bopomofo]),
    ("Hant", &[Script::Han, Script::Bopomofo]),
];

impl ScriptTag {
    /// Reads a code of ISO 15924 or a script's name in Unicode, whatever the case; none for anything else.
    pub fn read(name: &str) -> Option<Self> {
        let code = capitalised(name);
        if let Some((tag, scripts)) = MIXED.iter().find(|(tag, _)| *tag == code) {
            return Some(Self { tag: (*tag).into(), scripts: (*scripts).into() });
        }
        let full = name.split(['_', ' ', '-']).map(capitalised).collect::<Vec<_>>().join("_");
        let script = Script::from_short_name(&code).or_else(|| Script::from_full_name(&full))?;
        let own = !matches!(script, Script::Common | Script::Inherited | Script::Unknown);
        own.then(|| Self { tag: script.short_name().into(), scripts: [script].into() })
    }

    /// True for the script that `lang` (BCP 47) is usually written in, among those that share letters.
    fn is_of(&self, lang: &str) -> bool {
        let lang = lang.to_ascii_lowercase();
        let mut subtags = lang.split('-');
        let traditional = |tag: &str| matches!(tag, "hant" | "tw" | "hk" | "mo");
        match (subtags.next().unwrap_or(""), &*self.tag) {
            ("ja", "Jpan" | "Hrkt") | ("ko", "Kore" | "Hang") => true,
            ("zh" | "yue", "Hant") => subtags.any(traditional),
            ("zh" | "yue", "Hans") => !subtags.any(traditional),
            _ => false,
        }
    }
}

/// What is declared for each script of Unicode. Where several share letters, the one of the language comes first.
pub fn by_script(declared: &[(ScriptTag, Vec<String>)], lang: &str) -> Vec<(Script, Vec<String>)> {
    let mut found: Vec<(Script, Vec<String>)> = Vec::new();
    let (own, others): (Vec<_>, Vec<_>) = declared.iter().partition(|(tag, _)| tag.is_of(lang));
    for (tag, families) in own.into_iter().chain(others) {
        for script in &tag.scripts {
            match found.iter_mut().find(|(other, _)| other == script) {
                Some((_, all)) => all.extend(families.iter().cloned()),
                None => found.push((*script, families.clone())),
            }
        }
    }
    found
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|c| c.to_ascii_lowercase())).collect()
}
