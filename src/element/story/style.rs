//! How blocks of long texts look: the `blocks` table of a layout, and what a block has where the table is silent.
//! Knows no text.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{ColorExpr, ColorFault, Measure, Scope, StrokeSpec, Theme, TypeStyle};
use crate::color::Color;
use crate::geom::Length;
use crate::scene::Stroke;

/// A block style of a layout. What it leaves out comes from `extends`, else from the program.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct BlockSpec {
    /// A block style to start from.
    pub extends: Option<String>,
    /// The type style of its words: the one of the block's own name where there is one, else `text`.
    pub style: Option<String>,
    /// Room above, except at the top of a column. Between two blocks the larger of the two rooms counts.
    pub before: Option<Length>,
    /// Room below.
    pub after: Option<Length>,
    /// How far it stands in where reading starts.
    pub indent: Option<Length>,
    /// How far it stands in where reading ends.
    pub indent_end: Option<Length>,
    /// Across one column or all of them.
    pub span: Option<SpanSpec>,
    /// What it is kept with: the next block, together in one column, or both.
    pub keep: Option<KeepSpec>,
    /// Where it begins: anywhere, at the top of a column, or of a page.
    pub new: Option<NewSpec>,
    /// A line along the side where reading starts.
    pub bar: Option<StrokeSpec>,
    /// A line: of a rule, under each row of a table, above footnotes, of a blank to fill in.
    pub rule: Option<StrokeSpec>,
    /// The ground behind it.
    pub fill: Option<ColorExpr>,
    /// Room between its words and the edge of its ground, its bar or its cell.
    pub padding: Option<Length>,
    /// What stands before an item of a list that has no number.
    pub marker: Option<String>,
    /// How headings are numbered.
    pub numbering: Option<NumberingSpec>,
    /// Width of a figure or a rule: a length, or a part of the column.
    pub width: Option<Measure>,
    /// Height of one line of a blank, and side of a box to tick.
    pub line: Option<Length>,
}

/// Across how many columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpanSpec {
    /// One.
    #[default]
    Column,
    /// All.
    All,
}

/// What a block is kept with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KeepSpec {
    /// Nothing.
    #[default]
    None,
    /// The block that follows.
    Next,
    /// Itself: it is not cut.
    Together,
    /// Itself and the block that follows.
    Both,
}

/// Where a block begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NewSpec {
    /// Anywhere.
    #[default]
    None,
    /// At the top of a column.
    Column,
    /// At the top of a page.
    Page,
}

/// How headings are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumberingSpec {
    /// Not at all.
    #[default]
    None,
    /// 1, 2, 3.
    Decimal,
    /// 1.1, 1.2: under the number of the heading above.
    Nested,
    /// I, II, III.
    Roman,
    /// A, B, C.
    Letters,
}

impl BlockSpec {
    /// This style with what it leaves out taken from `base`.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let own = self.clone();
        let base = base.clone();
        Self {
            extends: own.extends.or(base.extends),
            style: own.style.or(base.style),
            before: own.before.or(base.before),
            after: own.after.or(base.after),
            indent: own.indent.or(base.indent),
            indent_end: own.indent_end.or(base.indent_end),
            span: own.span.or(base.span),
            keep: own.keep.or(base.keep),
            new: own.new.or(base.new),
            bar: own.bar.or(base.bar),
            rule: own.rule.or(base.rule),
            fill: own.fill.or(base.fill),
            padding: own.padding.or(base.padding),
            marker: own.marker.or(base.marker),
            numbering: own.numbering.or(base.numbering),
            width: own.width.or(base.width),
            line: own.line.or(base.line),
        }
    }

    /// Every expression in it.
    pub fn expressions(&self) -> Vec<&super::super::Expr> {
        let strokes = self.bar.iter().chain(&self.rule).map(|stroke| stroke.color.expr());
        strokes.chain(self.fill.iter().map(ColorExpr::expr)).collect()
    }
}

/// The names of the blocks that a text is made of.
pub const BLOCKS: [&str; 19] = [
    "p", "h1", "h2", "h3", "h4", "item", "quote", "table", "head", "cell", "figure", "caption", "rule", "note",
    "field", "check", "toc1", "toc2", "toc3",
];

/// A block style with its colours and its letters found.
#[derive(Clone, Debug)]
pub(super) struct BlockStyle {
    pub letters: Arc<TypeStyle>,
    pub before: Length,
    pub after: Length,
    pub indent: Length,
    pub indent_end: Length,
    pub all: bool,
    pub keep_next: bool,
    pub keep_together: bool,
    pub new: NewSpec,
    pub bar: Option<Stroke>,
    pub rule: Option<Stroke>,
    pub fill: Option<Color>,
    pub padding: Length,
    pub marker: Option<Arc<str>>,
    pub numbering: NumberingSpec,
    pub width: Option<Measure>,
    pub line: Option<Length>,
}

/// Why a block style cannot be had.
pub(super) enum BlockFault {
    /// A type style that no table has.
    Style(String),
    /// A colour that cannot be had.
    Color(ColorFault),
}

impl From<ColorFault> for BlockFault {
    fn from(fault: ColorFault) -> Self {
        Self::Color(fault)
    }
}

/// The style of a block: what `class` says over what the layout says of `name`, over what is usual.
pub(super) fn resolve(
    name: &str,
    class: Option<&BlockSpec>,
    theme: &Theme,
    scope: &dyn Scope,
) -> Result<BlockStyle, BlockFault> {
    let written = theme.block(name).unwrap_or_default();
    let spec = class.map_or_else(|| written.clone(), |class| class.over(&written));
    let letters = match &spec.style {
        Some(style) => theme.style(style).ok_or_else(|| BlockFault::Style(style.clone()))?,
        None => {
            theme.style(name).or_else(|| theme.style("text")).ok_or_else(|| BlockFault::Style("text".to_owned()))?
        }
    };
    let usual = usual(name, letters);
    let spec = spec.over(&usual);
    let stroke = |spec: &Option<StrokeSpec>| -> Result<Option<Stroke>, ColorFault> {
        spec.as_ref().map_or(Ok(None), |spec| spec.resolve(theme, scope))
    };
    let keep = spec.keep.unwrap_or_default();
    Ok(BlockStyle {
        letters: letters.clone(),
        before: spec.before.unwrap_or_default(),
        after: spec.after.unwrap_or_default(),
        indent: spec.indent.unwrap_or_default(),
        indent_end: spec.indent_end.unwrap_or_default(),
        all: spec.span == Some(SpanSpec::All),
        keep_next: matches!(keep, KeepSpec::Next | KeepSpec::Both),
        keep_together: matches!(keep, KeepSpec::Together | KeepSpec::Both),
        new: spec.new.unwrap_or_default(),
        bar: stroke(&spec.bar)?,
        rule: stroke(&spec.rule)?,
        fill: spec.fill.as_ref().map_or(Ok(None), |fill| fill.resolve(theme, scope))?,
        padding: spec.padding.unwrap_or_default(),
        marker: spec.marker.as_deref().map(Arc::from),
        numbering: spec.numbering.unwrap_or_default(),
        width: spec.width.as_ref().map(|width| fixed(width, theme)),
        line: spec.line,
    })
}

/// A width without the names of the layout's lengths.
fn fixed(width: &Measure, theme: &Theme) -> Measure {
    match width {
        Measure::Token(_) => Measure::Fixed(theme.length(width)),
        Measure::Fixed(_) | Measure::Part(_) => width.clone(),
    }
}

/// A width in a measure.
pub(super) fn length(width: &Measure, measure: Length) -> Length {
    match width {
        Measure::Fixed(length) => *length,
        Measure::Part(part) => measure * *part,
        Measure::Token(_) => measure,
    }
}

/// What a block has that its layout says nothing of, in parts of its own leading.
fn usual(name: &str, letters: &TypeStyle) -> BlockSpec {
    let line = letters.leading;
    let spaced = |before: f64, after: f64| BlockSpec {
        before: Some(line * before),
        after: Some(line * after),
        ..BlockSpec::default()
    };
    match name {
        "h1" | "h2" | "h3" | "h4" => BlockSpec { keep: Some(KeepSpec::Both), ..spaced(1.0, 0.35) },
        "item" => spaced(0.15, 0.15),
        "quote" => BlockSpec { indent: Some(letters.size), ..spaced(0.6, 0.6) },
        "table" => spaced(0.6, 0.8),
        "head" | "cell" => BlockSpec { padding: Some(letters.size * 0.3), ..BlockSpec::default() },
        "figure" => spaced(0.8, 0.8),
        "caption" => spaced(0.3, 0.0),
        "rule" => spaced(0.8, 0.8),
        "note" => spaced(0.2, 0.0),
        "field" => BlockSpec { line: Some(line * 1.7), ..spaced(0.5, 0.5) },
        "check" => spaced(0.15, 0.15),
        "toc1" => spaced(0.4, 0.0),
        "toc2" | "toc3" => {
            BlockSpec { indent: Some(letters.size * if name == "toc2" { 1.2 } else { 2.4 }), ..BlockSpec::default() }
        }
        _ => spaced(0.5, 0.5),
    }
}
