//! The style tables of a layout: type, colours and lengths, written once and used by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::paint::ColorFault;
use super::{ColorExpr, Measure, Scope, Tokens};
use crate::color::{Color, Srgb};
use crate::diag::Diagnostic;
use crate::font::{FontId, Fonts, Slant, Weight};
use crate::geom::Length;
use crate::say;
use crate::scene::Origin;
use crate::yaml;

/// A type style as a layout writes it. What it leaves out comes from the style it extends, then from the defaults.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TypeSpec {
    /// A style to start from.
    pub extends: Option<String>,
    /// A font role of the kit: its chain of families.
    pub font: Option<String>,
    /// Weight of plain words, 1 to 1000 (400).
    pub weight: Option<u16>,
    /// Weight of `**bold**` words (700).
    pub bold: Option<u16>,
    /// Plain words are italic.
    pub italic: Option<bool>,
    /// Size of the em.
    pub size: Option<Length>,
    /// From baseline to baseline (1.3 times the size).
    pub leading: Option<Length>,
    /// Colour (the swatch `encre` or black).
    pub color: Option<ColorExpr>,
    /// Alignment (start).
    pub align: Option<AlignSpec>,
    /// Room added between letters, in thousandths of an em.
    pub tracking: Option<f64>,
    /// OpenType features by their four letters: `tnum`, `smcp`; `-liga` switches one off.
    pub features: Option<Vec<String>>,
    /// Break words at line ends.
    pub hyphenate: Option<bool>,
    /// Make the lines of a title about equally long.
    pub balance: Option<bool>,
    /// Room between paragraphs.
    pub paragraph_space: Option<Length>,
    /// Indent of the first line.
    pub first_line: Option<Length>,
    /// The smallest size that fitting may choose, and that the style may have: a legibility floor.
    pub floor: Option<Length>,
}

/// Alignment of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AlignSpec {
    /// Where reading starts.
    #[default]
    Start,
    /// Where reading ends.
    End,
    /// In the middle.
    Center,
    /// On both sides.
    Justify,
    /// On the left, whatever the script.
    Left,
    /// On the right, whatever the script.
    Right,
}

impl TypeSpec {
    /// This style with what it leaves out taken from `base`.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let own = self.clone();
        let base = base.clone();
        Self {
            extends: own.extends,
            font: own.font.or(base.font),
            weight: own.weight.or(base.weight),
            bold: own.bold.or(base.bold),
            italic: own.italic.or(base.italic),
            size: own.size.or(base.size),
            leading: own.leading.or(base.leading),
            color: own.color.or(base.color),
            align: own.align.or(base.align),
            tracking: own.tracking.or(base.tracking),
            features: own.features.or(base.features),
            hyphenate: own.hyphenate.or(base.hyphenate),
            balance: own.balance.or(base.balance),
            paragraph_space: own.paragraph_space.or(base.paragraph_space),
            first_line: own.first_line.or(base.first_line),
            floor: own.floor.or(base.floor),
        }
    }
}

impl TypeSpec {
    /// This style with its lengths multiplied.
    #[must_use]
    pub fn scaled(&self, scale: f64) -> Self {
        let times = |length: Option<Length>| length.map(|length| length * scale);
        Self {
            size: times(self.size),
            leading: times(self.leading),
            paragraph_space: times(self.paragraph_space),
            first_line: times(self.first_line),
            floor: times(self.floor),
            ..self.clone()
        }
    }
}

/// A type style with its fonts found.
#[derive(Clone, Debug)]
pub struct TypeStyle {
    /// What was written, defaults filled in.
    pub spec: TypeSpec,
    /// Fonts of plain words, in order of preference.
    pub regular: Arc<[FontId]>,
    /// Fonts of bold words; empty where the family has none.
    pub bold: Arc<[FontId]>,
    /// Fonts of italic words; empty where the family has none.
    pub italic: Arc<[FontId]>,
    /// Fonts of bold italic words; empty where the family has none.
    pub bold_italic: Arc<[FontId]>,
    /// Size of the em.
    pub size: Length,
    /// From baseline to baseline.
    pub leading: Length,
    /// OpenType features with their values.
    pub features: Vec<([u8; 4], u32)>,
}

/// Why a type style cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum StyleFault {
    /// The kit has no font role of this name.
    UnknownRole(String),
    /// No font file has this family.
    UnknownFamily(String),
    /// The first family of the role has no face of this weight and slant.
    NoFace {
        /// The family.
        family: String,
        /// The weight asked for.
        weight: u16,
        /// Italic asked for.
        italic: bool,
    },
    /// The style says no font.
    NoFont,
    /// The style says no size.
    NoSize,
    /// Its size lies below its own floor.
    BelowFloor {
        /// The size.
        size: Length,
        /// The floor.
        floor: Length,
    },
    /// Not an OpenType feature: four letters, with a minus to switch it off.
    BadFeature(String),
}

impl TypeStyle {
    /// Finds the fonts of a style in the families of its role.
    ///
    /// # Errors
    /// The first thing that keeps the style from being used.
    pub fn resolve(spec: TypeSpec, roles: &BTreeMap<String, Vec<String>>, fonts: &Fonts) -> Result<Self, StyleFault> {
        let role = spec.font.clone().ok_or(StyleFault::NoFont)?;
        let families = roles.get(&role).ok_or(StyleFault::UnknownRole(role))?;
        if let Some(family) = families.iter().find(|family| !fonts.has_family(family)) {
            return Err(StyleFault::UnknownFamily(family.clone()));
        }
        let size = spec.size.ok_or(StyleFault::NoSize)?;
        if let Some(floor) = spec.floor.filter(|floor| size + Length::mm(1e-6) < *floor) {
            return Err(StyleFault::BelowFloor { size, floor });
        }
        let written = spec.features.iter().flatten();
        let features = written.map(|tag| feature(tag).ok_or_else(|| StyleFault::BadFeature(tag.clone())));
        let features = features.collect::<Result<_, _>>()?;
        let (weight, bold) = (spec.weight.unwrap_or(400), spec.bold.unwrap_or(700));
        let italic = spec.italic.unwrap_or(false);
        let first = families.first().cloned().unwrap_or_default();
        let slant = |italic: bool| if italic { Slant::Italic } else { Slant::Upright };
        if fonts.find(&first, Weight(weight), slant(italic)).is_none() {
            return Err(StyleFault::NoFace { family: first, weight, italic });
        }
        let chain = |weight: u16, italic: bool| chain(families, fonts, Weight(weight), slant(italic));
        Ok(Self {
            regular: chain(weight, italic),
            bold: chain(bold, italic),
            italic: chain(weight, !italic),
            bold_italic: chain(bold, !italic),
            size,
            leading: spec.leading.unwrap_or(size * 1.3),
            features,
            spec,
        })
    }
}

/// `tnum` is (`tnum`, 1), `-liga` is (`liga`, 0).
fn feature(text: &str) -> Option<([u8; 4], u32)> {
    let (tag, value) = text.strip_prefix('-').map_or((text, 1), |tag| (tag, 0));
    let tag: [u8; 4] = tag.as_bytes().try_into().ok()?;
    tag.iter().all(u8::is_ascii_alphanumeric).then_some((tag, value))
}

/// The faces of a chain of families in one style: none when the first family lacks it, since another family must
/// never take its place unasked; later families complete single glyphs, in their nearest weight if need be.
fn chain(families: &[String], fonts: &Fonts, weight: Weight, slant: Slant) -> Arc<[FontId]> {
    let mut found = Vec::new();
    for (index, family) in families.iter().enumerate() {
        match fonts.find(family, weight, slant) {
            Some(id) => found.push(id),
            None if index == 0 => return Arc::from([]),
            None => found.extend(nearest(family, fonts, weight, slant)),
        }
    }
    found.into()
}

fn nearest(family: &str, fonts: &Fonts, weight: Weight, slant: Slant) -> Option<FontId> {
    let mut styles = fonts.styles(family);
    styles.sort_by_key(|(other, lean)| (*lean != slant, other.0.abs_diff(weight.0), other.0));
    let (weight, slant) = styles.first()?;
    fonts.find(family, *weight, *slant)
}

/// The name of a colour and its tint in percent, 100 where it has none; no tint where it is not from 0 to 100 %.
fn split_tint(text: &str) -> (&str, Option<f64>) {
    match text.trim().rsplit_once(char::is_whitespace) {
        Some((name, percent)) if percent.ends_with('%') => {
            let tint = percent.trim_end_matches('%').parse().ok();
            (name.trim(), tint.filter(|tint| (0.0..=100.0).contains(tint)))
        }
        _ => (text.trim(), Some(100.0)),
    }
}

/// The style tables of a layout with the kit's palette behind them.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    swatches: BTreeMap<String, Color>,
    colors: BTreeMap<String, ColorExpr>,
    lengths: Tokens,
    types: BTreeMap<String, Arc<TypeStyle>>,
    /// Language of the text, BCP 47.
    pub lang: Arc<str>,
}

impl Theme {
    /// The tables of a layout over the swatches of a kit.
    pub fn new(
        swatches: BTreeMap<String, Color>,
        colors: BTreeMap<String, ColorExpr>,
        lengths: Tokens,
        types: BTreeMap<String, Arc<TypeStyle>>,
        lang: Arc<str>,
    ) -> Self {
        Self { swatches, colors, lengths, types, lang }
    }

    /// A type style by name.
    pub fn style(&self, name: &str) -> Option<&Arc<TypeStyle>> {
        self.types.get(name)
    }

    /// The names of the type styles.
    pub fn style_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.types.keys().map(String::as_str)
    }

    /// Every name that the colours ask a card for.
    pub fn color_names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.colors.values().flat_map(|color| color.expr().names())
    }

    /// The named lengths.
    pub const fn lengths(&self) -> &Tokens {
        &self.lengths
    }

    /// A length that is no percentage; unknown names, reported when the layout was read, are zero.
    pub fn length(&self, measure: &Measure) -> Length {
        measure.resolve(&self.lengths, Length::ZERO).unwrap_or_default()
    }

    /// The colour that a text names: `nuit`, `nuit 20%`, `#123C70`, `none`.
    ///
    /// # Errors
    /// The name that is neither a swatch of the kit nor a colour of the layout.
    pub fn color(&self, text: &str, scope: &dyn Scope) -> Result<Option<Color>, ColorFault> {
        self.color_at(text, scope, 0)
    }

    fn color_at(&self, text: &str, scope: &dyn Scope, depth: u8) -> Result<Option<Color>, ColorFault> {
        let text = text.trim();
        if text == "none" {
            return Ok(None);
        }
        let (name, tint) = split_tint(text);
        let unknown = || ColorFault::Unknown(text.to_owned());
        let tint = tint.ok_or_else(unknown)?;
        let color = match (self.swatches.get(name), self.colors.get(name)) {
            // A colour of the layout may bear the name of the swatch it is made from.
            (_, Some(expr)) if depth < 8 => {
                let inner = expr.expr().fill(scope).map_err(|missing| ColorFault::Missing(missing.name.to_string()))?;
                self.color_at(&inner, scope, if inner.trim() == name { 8 } else { depth + 1 })?
            }
            (Some(swatch), _) => Some(*swatch),
            _ => Some(self.hex(name).ok_or_else(unknown)?),
        };
        Ok(color.map(|color| if tint < 100.0 { color.tint(tint / 100.0) } else { color }))
    }

    /// A hex value: the swatch of that screen colour, with its inks, or else a colour of its own.
    fn hex(&self, text: &str) -> Option<Color> {
        let srgb = Srgb::from_hex(text)?;
        Some(self.swatch(srgb))
    }

    /// The swatch of a screen colour, with its inks, or else that colour converted.
    pub fn swatch(&self, srgb: Srgb) -> Color {
        let swatch = self.swatches.values().find(|swatch| swatch.srgb == srgb);
        swatch.copied().unwrap_or_else(|| Color::from_srgb(srgb))
    }

    /// The fault of a colour that cannot be had.
    pub fn color_diagnostic(&self, fault: &ColorFault, origin: &Origin) -> Diagnostic {
        match fault {
            ColorFault::Missing(name) => super::missing_field(name, origin),
            ColorFault::Unknown(name) => origin.mark(self.unknown_color(name)),
        }
    }

    /// True when `text` names a colour that is there, whatever the card: `nuit`, `nuit 20%`, `#123C70`, `none`.
    /// A colour of the layout counts as there.
    pub fn knows_color(&self, text: &str) -> bool {
        let (name, tint) = split_tint(text);
        let named = || self.swatches.contains_key(name) || self.colors.contains_key(name);
        tint.is_some() && (text.trim() == "none" || named() || Srgb::from_hex(name).is_some())
    }

    /// The fault of a colour that no table has, without place.
    pub fn unknown_color(&self, name: &str) -> Diagnostic {
        let known = self.colors.keys().chain(self.swatches.keys().filter(|name| !self.colors.contains_key(*name)));
        let known = known.map(String::as_str);
        let fault =
            Diagnostic::error("unknown-color", say!("couleur inconnue : « {name} »", "unknown colour “{name}”"));
        if let Some(near) = yaml::suggest(split_tint(name).0, known.clone()) {
            return fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"));
        }
        let known = yaml::key_list(known);
        fault.hint(say!("couleurs connues : {known}", "known colours: {known}"))
    }
}
