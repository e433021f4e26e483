//! The style tables of a layout: type, colours and lengths, written once and used by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::letters::{Feature, FiguresSpec, SmallCapsSpec};
use super::paint::ColorFault;
use super::sides::{AlignSpec, DirectionSpec};
use super::typography::{Habits, HyphenationSpec, TypographySpec};
use super::{BlockSpec, ColorExpr, Foundry, GridLines, Measure, Scope, StyleFault, Tokens};
use crate::color::{Color, Srgb};
use crate::diag::Diagnostic;
use crate::font::{Face, FontChain, Slant, Weight};
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
    /// A font role of the kit for `code` words; without one, code is an error.
    pub code: Option<String>,
    /// Colour of links (that of the words around).
    pub link_color: Option<ColorExpr>,
    /// Small letters as small capitals: those of the font, or drawn where it has none.
    pub small_caps: Option<SmallCapsSpec>,
    /// How figures look (as the font has them).
    pub figures: Option<FiguresSpec>,
    /// From which side it is written (language).
    pub direction: Option<DirectionSpec>,
    /// Alignment (start).
    pub align: Option<AlignSpec>,
    /// Room added between letters, in thousandths of an em.
    pub tracking: Option<f64>,
    /// OpenType features by their four letters: `tnum`, `smcp`; `-liga` switches one off.
    pub features: Option<Vec<String>>,
    /// Break words at line ends.
    pub hyphenate: Option<bool>,
    /// Where words may be broken, other than the kit says.
    pub hyphenation: Option<HyphenationSpec>,
    /// Rules of small typography other than the kit says.
    pub typography: Option<TypographySpec>,
    /// Make the lines of a title about equally long.
    pub balance: Option<bool>,
    /// Room between paragraphs.
    pub paragraph_space: Option<Length>,
    /// Indent of the first line.
    pub first_line: Option<Length>,
    /// Let points, hyphens and guillemets stand a little over the edges.
    pub hanging_punctuation: Option<bool>,
    /// Put baselines on the baseline grid of the layout.
    pub on_grid: Option<bool>,
    /// The smallest size that fitting may choose, and that the style may have: a legibility floor.
    pub floor: Option<Length>,
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
            code: own.code.or(base.code),
            link_color: own.link_color.or(base.link_color),
            small_caps: own.small_caps.or(base.small_caps),
            figures: own.figures.or(base.figures),
            direction: own.direction.or(base.direction),
            align: own.align.or(base.align),
            tracking: own.tracking.or(base.tracking),
            features: own.features.or(base.features),
            hyphenate: own.hyphenate.or(base.hyphenate),
            hyphenation: own
                .hyphenation
                .map(|own| own.over(&base.hyphenation.clone().unwrap_or_default()))
                .or(base.hyphenation),
            typography: own
                .typography
                .map(|own| own.over(&base.typography.clone().unwrap_or_default()))
                .or(base.typography),
            balance: own.balance.or(base.balance),
            paragraph_space: own.paragraph_space.or(base.paragraph_space),
            first_line: own.first_line.or(base.first_line),
            hanging_punctuation: own.hanging_punctuation.or(base.hanging_punctuation),
            on_grid: own.on_grid.or(base.on_grid),
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
    pub regular: FontChain,
    /// Fonts of bold words; empty where the family has none.
    pub bold: FontChain,
    /// Fonts of italic words; empty where the family has none.
    pub italic: FontChain,
    /// Fonts of bold italic words; empty where the family has none.
    pub bold_italic: FontChain,
    /// Fonts of code; empty where the style names none, or one without this weight.
    pub code: FontChain,
    /// Size of the em.
    pub size: Length,
    /// From baseline to baseline.
    pub leading: Length,
    /// OpenType features with their values.
    pub features: Vec<Feature>,
    /// The share of the size at which capitals are drawn for small ones; none where the font has its own.
    pub drawn_caps: Option<f64>,
    /// Small typography and hyphenation.
    pub habits: Habits,
}

impl TypeStyle {
    /// Finds the fonts of a style in the families of its role.
    ///
    /// # Errors
    /// The first thing that keeps the style from being used.
    pub fn resolve(spec: TypeSpec, foundry: &Foundry) -> Result<Self, StyleFault> {
        let Foundry { fonts, typography, .. } = foundry;
        let families = foundry.families(spec.font.as_deref().ok_or(StyleFault::NoFont)?)?;
        let size = spec.size.ok_or(StyleFault::NoSize)?;
        if let Some(floor) = spec.floor.filter(|floor| size + Length::mm(1e-6) < *floor) {
            return Err(StyleFault::BelowFloor { size, floor });
        }
        let (weight, bold) = (spec.weight.unwrap_or(400), spec.bold.unwrap_or(700));
        let italic = spec.italic.unwrap_or(false);
        let first = families.all.first().cloned().unwrap_or_default();
        let slant = |italic: bool| if italic { Slant::Italic } else { Slant::Upright };
        let found = fonts.find(&first, Weight(weight), slant(italic)).and_then(|id| fonts.get(id));
        let face = found.ok_or(StyleFault::NoFace { family: first, weight, italic })?;
        let (features, drawn_caps) = features(&spec, face)?;
        let code = match &spec.code {
            Some(role) => foundry.families(role)?.chain(fonts, Weight(weight), Slant::Upright),
            None => FontChain::default(),
        };
        let chain = |weight: u16, italic: bool| families.chain(fonts, Weight(weight), slant(italic));
        Ok(Self {
            regular: chain(weight, italic),
            bold: chain(bold, italic),
            italic: chain(weight, !italic),
            bold_italic: chain(bold, !italic),
            code,
            size,
            leading: spec.leading.unwrap_or(size * 1.3),
            features,
            drawn_caps,
            habits: typography.of(spec.typography.as_ref(), spec.hyphenation.as_ref()),
            spec,
        })
    }
}

/// Every OpenType feature of a style, and the share of the size at which small capitals are drawn if they are.
fn features(spec: &TypeSpec, face: &Face) -> Result<(Vec<Feature>, Option<f64>), StyleFault> {
    let written = spec.features.iter().flatten();
    let written = written.map(|tag| feature(tag).ok_or_else(|| StyleFault::BadFeature(tag.clone())));
    let mut features = written.collect::<Result<Vec<_>, _>>()?;
    if let Some((tag, _)) = features.iter().find(|(tag, value)| *value > 0 && !face.has_feature(*tag)) {
        return Err(StyleFault::no_feature(*tag, face));
    }
    if let Some(figures) = spec.figures {
        features.extend(figures.features(face)?);
    }
    let (capitals, drawn) = spec.small_caps.unwrap_or(SmallCapsSpec::None).features(face)?;
    features.extend(capitals);
    Ok((features, drawn))
}

/// `tnum` is (`tnum`, 1), `-liga` is (`liga`, 0).
fn feature(text: &str) -> Option<([u8; 4], u32)> {
    let (tag, value) = text.strip_prefix('-').map_or((text, 1), |tag| (tag, 0));
    let tag: [u8; 4] = tag.as_bytes().try_into().ok()?;
    tag.iter().all(u8::is_ascii_alphanumeric).then_some((tag, value))
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

/// The styles that runs of words may name, as they are written, and what they are resolved with.
#[derive(Clone, Debug, Default)]
struct Runs {
    specs: BTreeMap<String, TypeSpec>,
    foundry: Foundry,
}

/// The style tables of a layout with the kit's palette behind them.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    swatches: BTreeMap<String, Color>,
    colors: BTreeMap<String, ColorExpr>,
    lengths: Tokens,
    types: BTreeMap<String, Arc<TypeStyle>>,
    /// What a run of words in a style of its own is made with.
    runs: Arc<Runs>,
    /// Block styles of long texts, as they are written.
    blocks: BTreeMap<String, BlockSpec>,
    /// The baseline grid.
    pub grid: Option<GridLines>,
    /// Language of the text, BCP 47.
    pub lang: Arc<str>,
    /// Digits from 0 to 9 in which whole numbers of fields are printed, where they are not 0 to 9.
    pub digits: Option<[char; 10]>,
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
        Self {
            swatches,
            colors,
            lengths,
            types,
            runs: Arc::default(),
            blocks: BTreeMap::new(),
            grid: None,
            lang,
            digits: None,
        }
    }

    /// A type style by name.
    pub fn style(&self, name: &str) -> Option<&Arc<TypeStyle>> {
        self.types.get(name)
    }

    /// The same tables, with these styles, as they are written, for runs of words in a style of their own.
    #[must_use]
    pub fn with_runs(self, specs: BTreeMap<String, TypeSpec>, foundry: Foundry) -> Self {
        Self { runs: Arc::new(Runs { specs, foundry }), ..self }
    }

    /// The same tables with these block styles.
    #[must_use]
    pub fn with_blocks(self, blocks: BTreeMap<String, BlockSpec>) -> Self {
        Self { blocks, ..self }
    }

    /// A block style with all that it extends; none where the layout has none of this name.
    pub fn block(&self, name: &str) -> Option<BlockSpec> {
        let mut spec = self.blocks.get(name)?.clone();
        let mut next = spec.extends.clone();
        // A circle ends of itself: nothing is longer than the table.
        for _ in 0..self.blocks.len() {
            let Some(base) = next.and_then(|base| self.blocks.get(&base)) else { break };
            (spec, next) = (spec.over(base), base.extends.clone());
        }
        Some(spec)
    }

    /// The names of the block styles.
    pub fn block_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.blocks.keys().map(String::as_str)
    }

    /// Every expression in block styles.
    pub fn block_expressions(&self) -> impl Iterator<Item = &super::Expr> {
        self.blocks.values().flat_map(BlockSpec::expressions)
    }

    /// The style called `name` for a run of words amid words of style `base`: what it leaves out is as in `base`.
    ///
    /// # Errors
    /// Names that no table has, and what keeps the style from being used.
    pub fn run(&self, base: &TypeStyle, name: &str) -> Result<TypeStyle, Diagnostic> {
        let Runs { specs, foundry } = &*self.runs;
        let Some(spec) = specs.get(name) else {
            let fault = say!("style inconnu : « {name} »", "unknown style “{name}”");
            let known = yaml::key_list(specs.keys().map(String::as_str));
            return Err(Diagnostic::error("markup-unknown-style", fault).hint(
                match yaml::suggest(name, specs.keys().map(String::as_str)) {
                    Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
                    None => say!("styles de la mise en page : {known}", "styles of the layout: {known}"),
                },
            ));
        };
        // Its size is its own: the floor of the words around was held against theirs.
        let spec = TypeSpec { floor: spec.floor, ..spec.over(&base.spec) };
        TypeStyle::resolve(spec, foundry).map_err(|fault| fault.diagnostic(name, foundry))
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
