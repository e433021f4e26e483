//! How one language changes type styles: factors over what a layout says, and digits of its own.

use std::borrow::Cow;

use super::{Scope, TypeSpec};
use crate::source::Place;

/// What is changed in every type style for a language.
#[derive(Clone, Debug, PartialEq)]
pub struct Tone {
    /// Sizes are multiplied by it. Floors stay: legibility is no matter of taste.
    pub size: f64,
    /// Leadings are multiplied by it.
    pub leading: f64,
    /// Added to the room between letters, in thousandths of an em.
    pub tracking: f64,
    /// Whether words may be broken, where it is not left to the styles.
    pub hyphenate: Option<bool>,
    /// Digits from 0 to 9, where they are not 0 to 9.
    pub digits: Option<[char; 10]>,
}

impl Default for Tone {
    fn default() -> Self {
        Self { size: 1.0, leading: 1.0, tracking: 0.0, hyphenate: None, digits: None }
    }
}

impl Tone {
    /// A complete style in this tone.
    #[must_use]
    pub fn over(&self, spec: TypeSpec) -> TypeSpec {
        let usual = spec.size.map(|size| size * self.size * 1.3);
        let leading = match spec.leading {
            Some(leading) => Some(leading * self.leading),
            None if self.leading == 1.0 => None,
            None => usual.map(|leading| leading * self.leading),
        };
        let tracking = spec.tracking.unwrap_or(0.0) + self.tracking;
        TypeSpec {
            size: spec.size.map(|size| size * self.size),
            leading,
            tracking: (tracking != 0.0).then_some(tracking),
            hyphenate: self.hyphenate.or(spec.hyphenate),
            ..spec
        }
    }
}

/// Names whose whole numbers are written in other digits.
pub(super) struct Digits<'a> {
    pub(super) scope: &'a dyn Scope,
    pub(super) digits: [char; 10],
}

impl Digits<'_> {
    fn write<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        let whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !whole {
            return text;
        }
        text.bytes().filter_map(|byte| self.digits.get(usize::from(byte - b'0'))).collect::<String>().into()
    }
}

impl Scope for Digits<'_> {
    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        self.scope.text(name).map(|text| self.write(text))
    }

    fn list(&self, name: &str) -> Option<Vec<Cow<'_, str>>> {
        self.scope.list(name)
    }

    fn place(&self, name: &str) -> Option<Place> {
        self.scope.place(name)
    }

    fn lang(&self, name: &str) -> Option<std::sync::Arc<str>> {
        self.scope.lang(name)
    }
}
