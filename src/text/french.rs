//! French micro-typography: the spaces and apostrophes that readers expect and keyboards lack.

/// Which rules hold where the language is French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct French {
    /// `mot !` — the space before ; ! ? becomes narrow and unbreakable (U+202F). None is added.
    pub punctuation: bool,
    /// `mot :` — the space before a colon becomes unbreakable (U+00A0). None is added.
    pub colon: bool,
    /// `« mot »` — spaces inside guillemets become unbreakable (U+00A0), and are added where there is none.
    pub guillemets: bool,
    /// `10 %`, `14 h 30`, `n° 5`, `1 000` — numbers hold to their unit, sign or abbreviation.
    pub numbers: bool,
    /// `M. Dupont` — titles hold to the name.
    pub titles: bool,
    /// `– aparté –` — dashes hold to what they enclose, and never begin a line otherwise.
    pub dashes: bool,
    /// `l'eau` — the typewriter apostrophe between letters becomes ’.
    pub apostrophe: bool,
}

impl French {
    /// No rule.
    pub const NONE: Self = Self {
        punctuation: false,
        colon: false,
        guillemets: false,
        numbers: false,
        titles: false,
        dashes: false,
        apostrophe: false,
    };
    /// Every rule.
    pub const ALL: Self = Self {
        punctuation: true,
        colon: true,
        guillemets: true,
        numbers: true,
        titles: true,
        dashes: true,
        apostrophe: true,
    };
}

impl Default for French {
    fn default() -> Self {
        Self::ALL
    }
}
