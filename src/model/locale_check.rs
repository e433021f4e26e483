//! What the `locales:` of kit.yaml must satisfy: language codes, factors that can be meant, ten digits, a fallback that
//! exists.

use std::sync::Arc;

use super::Locale;
use super::kit_check::Check;
use super::locale::{LocaleFile, is_lang};
use crate::say;
use crate::source::Place;
use crate::yaml::{Ordered, Text};

impl Check<'_> {
    /// The languages that kit.yaml describes; `own` is the kit's.
    pub(super) fn locales(&mut self, files: Ordered<LocaleFile>, own: &Arc<str>) -> Vec<Locale> {
        let place = self.root.key("locales");
        files.0.into_iter().map(|(lang, file)| self.locale(&lang, file, own, &place.key(&lang))).collect()
    }

    fn locale(&mut self, lang: &Arc<str>, file: LocaleFile, own: &Arc<str>, place: &Place) -> Locale {
        if !is_lang(lang) {
            let message = say!("« {lang} » n’est pas un code de langue", "“{lang}” is not a language code");
            let hint = say!("écrivez fr, en, de, fr-CA… (BCP 47)", "write fr, en, de, fr-CA… (BCP 47)");
            self.fault("wrong-value", message, place.on_key(), hint);
        }
        Locale {
            fonts: self.fonts(&file.fonts, &place.key("fonts")),
            size: self.within("size", file.size, 1.0, [0.5, 2.0], place),
            leading: self.within("leading", file.leading, 1.0, [0.5, 2.0], place),
            tracking: self.within("tracking", file.tracking, 0.0, [-200.0, 500.0], place),
            hyphenate: file.hyphenate,
            digits: file.digits.and_then(|digits| self.digits(&digits, place)),
            falls_back: file.fallback.is_some_and(|fallback| self.falls_back(&fallback, lang, own, place)),
            ..Locale::plain(lang.clone())
        }
    }

    fn within(&mut self, key: &str, given: Option<f64>, usual: f64, [least, most]: [f64; 2], place: &Place) -> f64 {
        let value = given.unwrap_or(usual);
        if (least..=most).contains(&value) {
            return value;
        }
        let message = say!(
            "« {key} » vaut {value}, et doit rester entre {least} et {most}",
            "“{key}” is {value}, and must stay within {least} and {most}"
        );
        let hint = say!("{usual} ne change rien", "{usual} changes nothing");
        self.fault("wrong-value", message, place.key(key), hint);
        usual
    }

    fn digits(&mut self, text: &Text, place: &Place) -> Option<[char; 10]> {
        let digits: Option<[char; 10]> = text.chars().collect::<Vec<_>>().try_into().ok();
        if digits.is_none() {
            let count = text.chars().count();
            let message = say!("il faut dix chiffres, et non {count}", "ten digits are needed, not {count}");
            let hint = say!("écrivez-les de 0 à 9 : « ٠١٢٣٤٥٦٧٨٩ »", "write them from 0 to 9: “٠١٢٣٤٥٦٧٨٩”");
            self.fault("wrong-value", message, place.key("digits"), hint);
        }
        digits
    }

    fn falls_back(&mut self, fallback: &str, lang: &str, own: &str, place: &Place) -> bool {
        if fallback == own && lang != own {
            return true;
        }
        let message =
            say!("« {fallback} » ne peut pas remplacer « {lang} »", "“{fallback}” cannot stand in for “{lang}”");
        let hint = say!(
            "seule la langue du kit le peut, pour les autres langues : « fallback: {own} »",
            "only the kit’s own language can, for other languages: “fallback: {own}”"
        );
        self.fault("wrong-value", message, place.key("fallback"), hint);
        false
    }
}
