//! French micro-typography: the spaces and apostrophes that readers expect and keyboards lack.
//! Works on plain text before shaping; knows nothing of styles but the ranges it must leave alone.

/// Which rules hold where the language is French. All but one only replace what stands there; guillemets also
/// get the spaces that are missing. Addresses and code are never touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct French {
    /// `mot !`: the space before ; ! ? becomes narrow and unbreakable (U+202F). None is added.
    pub punctuation: bool,
    /// `mot :`: the space before a colon becomes unbreakable (U+00A0). None is added.
    pub colon: bool,
    /// `« mot »`: spaces inside guillemets become unbreakable (U+00A0), and are added where there is none.
    pub guillemets: bool,
    /// `10 %`, `14 h 30`, `n° 5`, `5 mars`: numbers hold to their unit, sign, month or abbreviation (U+00A0);
    /// `12 000`: thousands hold together (U+202F).
    pub numbers: bool,
    /// `M. Dupont`: titles hold to the name (U+00A0).
    pub titles: bool,
    /// `– aparté –`: dashes hold to what they enclose; a single dash holds to the word before (U+00A0).
    pub dashes: bool,
    /// `l'eau`: the typewriter apostrophe between letters becomes ’ (U+2019).
    pub apostrophe: bool,
}

impl French {
    /// No rule.
    pub const NONE: Self = Self::every(false);
    /// Every rule.
    pub const ALL: Self = Self::every(true);

    const fn every(on: bool) -> Self {
        Self { punctuation: on, colon: on, guillemets: on, numbers: on, titles: on, dashes: on, apostrophe: on }
    }

    /// These rules where `lang` is French, none elsewhere.
    pub(super) fn in_lang(self, lang: &str) -> Self {
        match lang.get(..2) {
            Some(code) if code.eq_ignore_ascii_case("fr") && lang.as_bytes().get(2).is_none_or(|c| *c == b'-') => self,
            _ => Self::NONE,
        }
    }
}

impl Default for French {
    fn default() -> Self {
        Self::ALL
    }
}

const NO_BREAK: &str = "\u{a0}";
const NARROW: &str = "\u{202f}";

/// Units, signs and months that hold to the number before them.
const UNITS: &[&str] = &[
    "%",
    "‰",
    "€",
    "$",
    "£",
    "k€",
    "M€",
    "Md€",
    "°",
    "°C",
    "°F",
    "h",
    "min",
    "s",
    "ms",
    "j",
    "nm",
    "µm",
    "mm",
    "cm",
    "dm",
    "m",
    "km",
    "mm²",
    "cm²",
    "m²",
    "km²",
    "cm³",
    "dm³",
    "m³",
    "ha",
    "a",
    "mg",
    "g",
    "kg",
    "t",
    "kt",
    "Mt",
    "mL",
    "cL",
    "dL",
    "L",
    "hL",
    "ml",
    "cl",
    "dl",
    "l",
    "hl",
    "W",
    "kW",
    "MW",
    "GW",
    "Wh",
    "kWh",
    "MWh",
    "GWh",
    "TWh",
    "J",
    "kJ",
    "MJ",
    "V",
    "A",
    "Hz",
    "kHz",
    "MHz",
    "Pa",
    "hPa",
    "bar",
    "dB",
    "lm",
    "lx",
    "pt",
    "px",
    "ppm",
    "o",
    "ko",
    "Ko",
    "Mo",
    "Go",
    "To",
    "Mb",
    "Gb",
    "tCO2",
    "tCO₂",
    "kgCO2",
    "kgCO₂",
    "tCO2e",
    "tCO₂e",
    "kgCO2e",
    "kgCO₂e",
    "tep",
    "×",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
/// Abbreviations that hold to the number after them.
const BEFORE_NUMBER: &[&str] = &[
    "n°", "N°", "nº", "Nº", "nos", "Nos", "p.", "pp.", "art.", "Art.", "fig.", "Fig.", "chap.", "vol.", "t.", "§", "×",
];
/// Titles that hold to the name after them.
const TITLES: &[&str] = &["M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Dre", "Pr", "Pre", "Mgr"];

/// A change of the text: `len` bytes at `at` become `put`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub at: usize,
    pub len: usize,
    pub put: &'static str,
}

/// What the rules change in `text`, in order.
pub(super) fn edits(rules: French, text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if rules == French::NONE {
        return edits;
    }
    let mut dash = Dash::Outside;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' if is_between_words(text.as_bytes(), at) => {}
            b' ' => {
                let around = Around { text, at };
                let put = around.by_signs(rules).or_else(|| around.by_words(rules));
                let put = put.or_else(|| if rules.dashes { around.by_dash(&mut dash) } else { None });
                edits.extend(put.map(|put| Edit { at, len: 1, put }));
            }
            b'\'' if rules.apostrophe && is_elision(text, at) => edits.push(Edit { at, len: 1, put: "’" }),
            0xc2 if rules.guillemets => edits.extend(missing_space(text, at)),
            _ => {}
        }
    }
    edits
}

/// True for a space that no rule can hold: a small letter after it, and before it no figure, guillemet or dash. Nearly
/// all spaces are such.
fn is_between_words(text: &[u8], at: usize) -> bool {
    let last = at.checked_sub(1).and_then(|before| text.get(before));
    // « – — end with these bytes.
    let holds = |byte: &u8| byte.is_ascii_digit() || matches!(byte, 0xab | 0x93 | 0x94);
    last.is_some_and(|last| !holds(last)) && text.get(at + 1).is_some_and(u8::is_ascii_lowercase)
}

/// The text with the edits made, and where a byte offset of the old text lies in the new one.
pub(super) fn apply(text: &str, edits: &[Edit], out: &mut String) {
    let mut done = 0;
    for edit in edits {
        out.push_str(text.get(done..edit.at).unwrap_or(""));
        out.push_str(edit.put);
        done = edit.at + edit.len;
    }
    out.push_str(text.get(done..).unwrap_or(""));
}

/// Whether the reader is inside an aside between dashes.
#[derive(Clone, Copy, PartialEq)]
enum Dash {
    Outside,
    Opening,
    Inside,
}

/// An ordinary space and what stands on both sides of it.
struct Around<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Around<'a> {
    fn before(&self) -> &'a str {
        self.text.get(..self.at).unwrap_or("")
    }

    fn after(&self) -> &'a str {
        self.text.get(self.at + 1..).unwrap_or("")
    }

    /// Spaces held by a punctuation mark.
    fn by_signs(&self, rules: French) -> Option<&'static str> {
        let bytes = self.text.as_bytes();
        let next = *bytes.get(self.at + 1)?;
        match next {
            b';' | b'!' | b'?' if rules.punctuation && self.at > 0 && !self.starts_token() => Some(NARROW),
            b':' if rules.colon && self.at > 0 && !self.starts_token() => Some(NO_BREAK),
            0xc2 if rules.guillemets && bytes.get(self.at + 2) == Some(&0xbb) => Some(NO_BREAK),
            _ => (rules.guillemets && self.before().ends_with('«')).then_some(NO_BREAK),
        }
    }

    /// True when the sign after the space begins a word of its own: `?id=3`, `:sortie`.
    fn starts_token(&self) -> bool {
        self.text.as_bytes().get(self.at + 2).is_some_and(u8::is_ascii_alphanumeric)
    }

    /// Spaces held by the words on both sides.
    fn by_words(&self, rules: French) -> Option<&'static str> {
        let bytes = self.text.as_bytes();
        let last = *bytes.get(self.at.checked_sub(1)?)?;
        let next = *bytes.get(self.at + 1)?;
        match (last.is_ascii_digit(), next.is_ascii_digit()) {
            (true, true) if rules.numbers => self.between_figures(),
            (true, false) if rules.numbers => is_unit(self.after()).then_some(NO_BREAK),
            (false, true) if rules.numbers => {
                (BEFORE_NUMBER.contains(&self.token_before()) || self.follows_hours()).then_some(NO_BREAK)
            }
            _ if rules.titles && self.after().starts_with(char::is_uppercase) => {
                TITLES.contains(&self.token_before()).then_some(NO_BREAK)
            }
            _ => None,
        }
    }

    /// `12 000` and `03 20 12 34 56`; `2030 12` is no number.
    fn between_figures(&self) -> Option<&'static str> {
        let left = self.before().bytes().rev().take_while(u8::is_ascii_digit).count();
        let right = self.after().bytes().take_while(u8::is_ascii_digit).count();
        match (left, right) {
            (1..=3, 3) => Some(NARROW),
            (2, 2) => Some(NO_BREAK),
            _ => None,
        }
    }

    /// `14 h 30`, `2 min 30`.
    fn follows_hours(&self) -> bool {
        let before = self.before();
        ["h", "min"].iter().any(|unit| {
            before
                .strip_suffix(unit)
                .and_then(|rest| rest.strip_suffix([' ', '\u{a0}', '\u{202f}']))
                .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
        })
    }

    fn token_before(&self) -> &'a str {
        let before = self.before();
        let start = before.rfind([' ', '\u{a0}', '\u{202f}', '\n', '(', '«', '[', '’', '\'']);
        let token = start.map_or(before, |at| before.get(at..).unwrap_or(""));
        token.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n', '(', '«', '[', '’', '\''])
    }

    fn by_dash(&self, state: &mut Dash) -> Option<&'static str> {
        const DASHES: [char; 2] = ['–', '—'];
        if let Some(rest) = self.after().strip_prefix(DASHES) {
            if *state == Dash::Outside && closes_later(rest) {
                *state = Dash::Opening;
                return None;
            }
            *state = Dash::Outside;
            return (self.at > 0).then_some(NO_BREAK);
        }
        let before = self.before().strip_suffix(DASHES)?;
        match *state {
            Dash::Opening => *state = Dash::Inside,
            _ if before.is_empty() || before.ends_with('\n') => {}
            _ => return None,
        }
        Some(NO_BREAK)
    }
}

/// True when another dash follows in the same sentence.
fn closes_later(rest: &str) -> bool {
    let dash = rest.find(" –").or_else(|| rest.find(" —"));
    let end = ["! ", "? ", "\n"].iter().filter_map(|end| rest.find(end)).chain(full_stop(rest)).min();
    dash.is_some_and(|dash| end.is_none_or(|end| dash < end))
}

/// The first full stop that ends a sentence and not an abbreviation: `M.`, `art.`, `J.`.
fn full_stop(text: &str) -> Option<usize> {
    let ends = |at: &usize| {
        let before = text.get(..=*at).unwrap_or("");
        let token = before.rsplit([' ', '\u{a0}', '\u{202f}', '(', '«', '’', '\'', '-']).next().unwrap_or("");
        let initial = token.chars().count() == 2 && token.starts_with(char::is_uppercase);
        !(initial || TITLES.contains(&token) || BEFORE_NUMBER.contains(&token))
    };
    text.match_indices(". ").map(|(at, _)| at).find(ends)
}

fn is_unit(after: &str) -> bool {
    let end = after.find([' ', '\u{a0}', '\n', '.', ',', ';', ':', '!', '?', ')', '»', '…', ']', '\u{202f}']);
    let token = after.get(..end.unwrap_or(after.len())).unwrap_or("");
    let first = token.split('/').next().unwrap_or("");
    !first.is_empty() && UNITS.contains(&first)
}

/// The space that a guillemet at `at` lacks.
fn missing_space(text: &str, at: usize) -> Option<Edit> {
    let is_space = |c: char| c.is_whitespace();
    match text.as_bytes().get(at + 1)? {
        0xab => {
            let next = text.get(at + 2..)?.chars().next()?;
            (!is_space(next)).then_some(Edit { at: at + 2, len: 0, put: NO_BREAK })
        }
        0xbb => {
            let last = text.get(..at)?.chars().next_back()?;
            // An opening guillemet right before has already got its space.
            (!is_space(last) && last != '«').then_some(Edit { at, len: 0, put: NO_BREAK })
        }
        _ => None,
    }
}

/// True when the typewriter apostrophe at `at` stands for a left-out letter: between letters, outside addresses.
fn is_elision(text: &str, at: usize) -> bool {
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
    before.ends_with(char::is_alphabetic)
        && after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '"' | '('))
        && !is_address(token_around(text, at))
}

fn token_around(text: &str, at: usize) -> &str {
    let start = text.get(..at).and_then(|before| before.rfind(char::is_whitespace)).unwrap_or(0);
    let end = text.get(at..).and_then(|after| after.find(char::is_whitespace)).map_or(text.len(), |end| at + end);
    text.get(start..end).unwrap_or("")
}

/// True for what looks like an address on the web or of a mailbox.
pub(super) fn is_address(token: &str) -> bool {
    let bytes = token.as_bytes();
    if !bytes.iter().any(|b| matches!(b, b'/' | b'@' | b'.')) {
        return false;
    }
    token.contains("://")
        || token.contains("www.")
        || token.contains('@')
        || token.split_once('/').is_some_and(|(host, _)| is_host(host))
}

fn is_host(host: &str) -> bool {
    host.split_once('.').is_some_and(|(name, rest)| !name.is_empty() && rest.starts_with(|c: char| c.is_alphabetic()))
}
