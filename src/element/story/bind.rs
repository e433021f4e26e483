//! From the tree of a text to pieces: block styles found, words shaped, lists and quotations unfolded into indents and
//! grounds. What cannot be set is a fault at its place in the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::super::{AlignSpec, Context, Scope, TypeStyle, lettering};
use super::piece::{Body, Check, Ground, Piece};
use super::source::Source;
use super::style::{BLOCKS, BlockFault, BlockSpec, BlockStyle, NewSpec, NumberingSpec, resolve};
use super::table::{CellBody, TableBody};
use super::{Begins, blank, number};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::Length;
use crate::say;
use crate::scene::{Anchor, Role, Stroke};
use crate::text::markup::story::{Block, Cell, ColumnSide, Item, Kind, Letters, Story, Table, Words, note_number};
use crate::text::{CharStyle, Flow, Inline, Marker, Paragraph, Prepared};
use crate::yaml;

/// Room between a bullet, number or box and the words, in em.
const GAP: f64 = 0.45;
/// Indent of an item with a bullet, of a number of one figure, and what each further figure adds, in em.
const BULLET: f64 = 0.9;
const NUMBER: f64 = 1.4;
const FIGURE: f64 = 0.6;
/// Side of a box to tick, in em, where the layout does not say.
const BOX: f64 = 1.0;
/// Lines that the program draws where the layout gives none.
const HAIR: Length = Length::mm(0.25);

/// Where blocks stand: how far in, on which grounds, in which role.
#[derive(Clone, Default)]
pub(super) struct Inset {
    pub start: Length,
    pub end: Length,
    pub grounds: Vec<usize>,
    /// The block style of plain paragraphs here.
    pub plain: &'static str,
    /// A block style that words here have by name.
    pub class: Option<String>,
}

/// Binds the text of one card.
pub(super) struct Binder<'b> {
    pub context: &'b Context<'b>,
    pub scope: &'b dyn Scope,
    pub story: &'b Story<'b>,
    pub source: &'b Source<'b>,
    pub diagnostics: &'b mut Diagnostics,
    pub prefix: &'b str,
    pub lang: Arc<str>,
    pub pieces: Vec<Piece>,
    pub grounds: Vec<Ground>,
    pub styles: BTreeMap<(String, Option<String>), Option<Arc<BlockStyle>>>,
    /// Numbers of the headings above, by level.
    pub counters: [u32; 4],
    /// Names of places in this text.
    pub places: BTreeSet<String>,
    /// Links to places, and where they stand.
    pub leads: Vec<(Arc<str>, Range<usize>)>,
    /// Names of blanks so far.
    pub blanks: BTreeSet<String>,
    /// Footnotes called since the last piece, and those of all pieces before.
    pub calls: Vec<u32>,
    pub called: BTreeSet<u32>,
    /// The next piece begins there.
    pub begins: Begins,
}

impl Binder<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], inset: &Inset) {
        for block in blocks {
            self.block(block, inset);
        }
    }

    fn block(&mut self, block: &Block, inset: &Inset) {
        let class = block.class.clone().or_else(|| inset.class.clone());
        let (range, class) = (block.range.clone(), class.as_deref());
        match &block.kind {
            Kind::Heading { level, name, words } => self.heading(*level, name.as_deref(), words, class, inset),
            Kind::Paragraph(words) => {
                let Some(style) = self.style(inset.plain, class, &range) else { return };
                self.words(words, &style, inset, Role::Paragraph);
            }
            Kind::List { start, items } => self.list(*start, items, class, inset, &range),
            Kind::Quote(blocks) if blocks.is_empty() => {}
            Kind::Quote(blocks) => self.quote(blocks, class, inset, &range),
            Kind::Table(table) => self.table(table, class, inset, &range),
            Kind::Figure { file, alt, caption } => {
                self.figure(file, alt, caption.as_deref(), class, inset, &range);
            }
            Kind::Rule => {
                let Some(style) = self.style("rule", class, &range) else { return };
                self.push(style, Body::Rule, inset, Some(Role::Artifact), range);
            }
            Kind::Blanks(blanks) => {
                let Some(style) = self.style("field", class, &range) else { return };
                let bodies = blank::bind(self, blanks, &style, true);
                self.push(style, Body::Blanks(bodies), inset, None, range);
            }
            Kind::NewPage => self.begins = Begins::Page,
            Kind::NewColumn => self.begins = self.begins.max(Begins::Column),
            Kind::Contents => super::contents::bind(self, inset, &range),
        }
    }

    /// The style of a block, found once; told once where it cannot be had.
    pub(super) fn style(&mut self, name: &str, class: Option<&str>, range: &Range<usize>) -> Option<Arc<BlockStyle>> {
        let key = (name.to_owned(), class.map(str::to_owned));
        if let Some(known) = self.styles.get(&key) {
            return known.clone();
        }
        let found = self.find_style(name, class, range).map(Arc::new);
        self.styles.insert(key, found.clone());
        found
    }

    fn find_style(&mut self, name: &str, class: Option<&str>, range: &Range<usize>) -> Option<BlockStyle> {
        let theme = self.context.theme;
        let class: Option<BlockSpec> = match class.map(|class| (class, theme.block(class))) {
            Some((class, None)) => {
                self.fault(range, unknown_block(class, theme.block_names()));
                None
            }
            Some((_, spec)) => spec,
            None => None,
        };
        match resolve(name, class.as_ref(), theme, self.scope) {
            Ok(style) => Some(style),
            Err(BlockFault::Color(fault)) => {
                self.diagnostics.push(theme.color_diagnostic(&fault, self.source.origin));
                None
            }
            // A layout none of whose styles can be used has been told of that.
            Err(BlockFault::Style(_)) if theme.style_names().next().is_none() => None,
            Err(BlockFault::Style(style)) => {
                let known = yaml::key_list(theme.style_names());
                let message = say!(
                    "le bloc « {name} » n’a pas de style de lettres : « {style} »",
                    "the block “{name}” has no type style: “{style}”"
                );
                let hint = say!("styles de la mise en page : {known}", "styles of the layout: {known}");
                self.diagnostics.push(self.source.origin.mark(Diagnostic::error("unknown-style", message).hint(hint)));
                None
            }
        }
    }

    pub(super) fn fault(&mut self, range: &Range<usize>, diagnostic: Diagnostic) {
        self.diagnostics.push(self.source.mark(range, diagnostic));
    }

    fn heading(&mut self, level: u8, name: Option<&str>, words: &Words, class: Option<&str>, inset: &Inset) {
        let key = ["h1", "h2", "h3", "h4"].get(usize::from(level).saturating_sub(1)).copied().unwrap_or("h4");
        let Some(style) = self.style(key, class, &words.range) else { return };
        let number = self.number(level, style.numbering);
        let Some(mut inlines) = self.inlines(words, &style.letters) else { return };
        let said = number::spoken(&inlines);
        if let (Some(number), Some(Inline::Text { style, .. })) = (&number, inlines.first()) {
            inlines.insert(0, Inline::Text { text: format!("{number}\u{2002}"), style: style.clone() });
        }
        let place = self.place(name.map_or_else(|| number::slug(&said), str::to_owned));
        let title = number.map_or_else(|| said.clone(), |number| format!("{number} {said}"));
        let anchor = Anchor { name: place.into(), heading: Some((level, title.into())) };
        let Some(prepared) = self.prepare(inlines, &style.letters, None, &words.range) else { return };
        let body = Body::Words { prepared, check: None };
        self.push(style, body, inset, Some(Role::Heading(level)), words.range.clone());
        if let Some(piece) = self.pieces.last_mut() {
            piece.anchor = Some(Arc::new(anchor));
        }
    }

    /// The next number of a heading.
    fn number(&mut self, level: u8, numbering: NumberingSpec) -> Option<String> {
        let at = usize::from(level).saturating_sub(1).min(3);
        let own = self.counters.get_mut(at)?;
        *own += 1;
        let own = *own;
        self.counters.iter_mut().skip(at + 1).for_each(|below| *below = 0);
        match numbering {
            NumberingSpec::None => None,
            NumberingSpec::Decimal => Some(format!("{own}.")),
            NumberingSpec::Nested => {
                let above = self.counters.iter().take(at + 1).filter(|number| **number > 0);
                Some(above.map(u32::to_string).collect::<Vec<_>>().join("."))
            }
            NumberingSpec::Roman => Some(format!("{}.", number::roman(own))),
            NumberingSpec::Letters => Some(format!("{}.", number::letters(own))),
        }
    }

    /// A name of a place that no other has.
    fn place(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let mut name = wanted.clone();
        let mut next = 1;
        while !self.places.insert(name.clone()) {
            name = format!("{wanted}-{next}");
            next += 1;
        }
        format!("{}{name}", self.prefix)
    }

    /// A paragraph of words.
    fn words(&mut self, words: &Words, style: &Arc<BlockStyle>, inset: &Inset, role: Role) {
        let Some(inlines) = self.inlines(words, &style.letters) else { return };
        if inlines.is_empty() {
            return;
        }
        let Some(prepared) = self.prepare(inlines, &style.letters, None, &words.range) else { return };
        let (body, range) = (Body::Words { prepared, check: None }, words.range.clone());
        match inset.plain {
            // Their indents are those of what surrounds them.
            "quote" | "item" => self.push_flat(style.clone(), body, inset, Some(role), range),
            _ => self.push(style.clone(), body, inset, Some(role), range),
        }
    }

    /// The words of a block in letters of a style.
    pub(super) fn inlines(&mut self, words: &Words, letters: &TypeStyle) -> Option<Vec<Inline>> {
        let (theme, scope) = (self.context.theme, self.scope);
        let paragraph = Arc::new(lettering::paragraph(letters, None, self.lang.clone()));
        let styles = self.letters(letters, paragraph.clone())?;
        let context = self.context;
        let icons = |name: &str, letters: &Arc<CharStyle>| super::super::text::icon(context, name, letters);
        let (origin, base) = (self.source.origin, letters);
        let runs = |name: &str| {
            let run = theme.run(base, name)?;
            lettering::styles(&run, paragraph.clone(), theme, scope)
                .map_err(|fault| theme.color_diagnostic(&fault, origin))
        };
        let with = Letters { styles: &styles, icons: &icons, runs: &runs, prefix: self.prefix };
        match self.story.inlines(words, &with) {
            Ok(inlines) => {
                let leads = inlines.iter().filter_map(|inline| match inline {
                    Inline::Text { style, .. } => style.link.clone().filter(|link| link.starts_with('#')),
                    Inline::Icon(_) | Inline::Break => None,
                });
                let leads: Vec<_> = leads.collect();
                let numbers = leads.iter().filter_map(|link| note_number(self.prefix, link));
                self.calls.extend(numbers.filter(|number| self.called.insert(*number)));
                self.leads.extend(leads.into_iter().map(|link| (link, words.range.clone())));
                Some(inlines)
            }
            Err(faults) => {
                for fault in faults {
                    self.fault(&fault.range, fault.diagnostic);
                }
                None
            }
        }
    }

    /// The faces of a style in its colours.
    pub(super) fn letters(
        &mut self,
        letters: &TypeStyle,
        paragraph: Arc<crate::text::ParagraphStyle>,
    ) -> Option<crate::text::markup::Styles> {
        match lettering::styles(letters, paragraph, self.context.theme, self.scope) {
            Ok(styles) => Some(styles),
            Err(fault) => {
                self.diagnostics.push(self.context.theme.color_diagnostic(&fault, self.source.origin));
                None
            }
        }
    }

    /// Words shaped, with a bullet or number and its indent where there is one.
    pub(super) fn prepare(
        &mut self,
        inlines: Vec<Inline>,
        letters: &TypeStyle,
        marker: Option<(Length, Option<Marker>)>,
        range: &Range<usize>,
    ) -> Option<Prepared> {
        self.prepare_at(inlines, letters, None, marker, range)
    }

    fn prepare_at(
        &mut self,
        inlines: Vec<Inline>,
        letters: &TypeStyle,
        align: Option<AlignSpec>,
        marker: Option<(Length, Option<Marker>)>,
        range: &Range<usize>,
    ) -> Option<Prepared> {
        let mut style = lettering::paragraph(letters, align, self.lang.clone());
        style.space_before = Length::ZERO;
        if marker.is_some() {
            style.first_line = Length::ZERO;
        }
        let mut paragraph = Paragraph::new(inlines, Arc::new(style));
        (paragraph.indent, paragraph.marker) = marker.unwrap_or_default();
        match self.context.setter.prepare(&Flow::from(vec![paragraph])) {
            Ok(prepared) => Some(prepared),
            Err(faults) => {
                for fault in &faults {
                    self.fault(range, fault.diagnostic());
                }
                None
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Item], class: Option<&str>, inset: &Inset, range: &Range<usize>) {
        let Some(style) = self.style("item", class, range) else { return };
        let em = style.letters.size;
        let last = start.map(|start| (start + items.len() as u64).saturating_sub(1).max(1));
        let figures = last.map_or(0, u64::ilog10);
        let checks = items.iter().any(|item| item.check.is_some());
        let tick = self.style("check", None, range).and_then(|check| check.line).unwrap_or(em * BOX);
        let usual = match (start, checks) {
            (_, true) => tick + em * GAP,
            (Some(_), _) => em * (NUMBER + FIGURE * f64::from(figures)),
            (None, _) => em * BULLET,
        };
        let indent = if style.indent > Length::ZERO { style.indent } else { usual };
        for (index, item) in items.iter().enumerate() {
            let number = start.map(|start| start + index as u64);
            self.item(item, number, (&style, indent, tick), class, inset, range);
        }
    }

    fn item(
        &mut self,
        item: &Item,
        number: Option<u64>,
        (style, indent, tick): (&Arc<BlockStyle>, Length, Length),
        class: Option<&str>,
        inset: &Inset,
        range: &Range<usize>,
    ) {
        let mut blocks = item.blocks.as_slice();
        if let Some((Block { kind: Kind::Paragraph(words), .. }, rest)) = blocks.split_first() {
            blocks = rest;
            self.first_of_item(words, item.check, number, (style, indent, tick), inset);
        } else if item.blocks.is_empty() {
            self.fault(range, empty_item());
        }
        let inside =
            Inset { start: inset.start + indent, plain: "item", class: class.map(str::to_owned), ..inset.clone() };
        self.blocks(blocks, &inside);
    }

    fn first_of_item(
        &mut self,
        words: &Words,
        check: Option<bool>,
        number: Option<u64>,
        (style, indent, tick): (&Arc<BlockStyle>, Length, Length),
        inset: &Inset,
    ) {
        let Some(inlines) = self.inlines(words, &style.letters) else { return };
        let label: Arc<str> = number::spoken(&inlines).into();
        let paragraph = Arc::new(lettering::paragraph(&style.letters, None, self.lang.clone()));
        let Some(letters) = self.letters(&style.letters, paragraph) else { return };
        let text = match (number, &style.marker) {
            (Some(number), _) => format!("{number}."),
            (None, Some(marker)) => marker.to_string(),
            (None, None) => letters.bullet.to_string(),
        };
        let (gap, plain) = (style.letters.size * GAP, letters.regular.clone());
        let marker = check.is_none().then_some(Marker { text, gap, style: plain.clone() });
        let Some(prepared) = self.prepare(inlines, &style.letters, Some((indent, marker)), &words.range) else {
            return;
        };
        let check = check.map(|on| {
            let stroke = self.style("check", None, &words.range).and_then(|check| check.rule.clone());
            let stroke = stroke.unwrap_or_else(|| Stroke::solid(plain.color, HAIR));
            Box::new(Check { on, side: tick, stroke, name: self.blank_name(None, &label), label })
        });
        let body = Body::Words { prepared, check };
        self.push_flat(style.clone(), body, inset, Some(Role::Paragraph), words.range.clone());
    }

    /// A name for a blank that no other of this text has.
    pub(super) fn blank_name(&mut self, wanted: Option<&str>, label: &str) -> Arc<str> {
        let slug = wanted.map_or_else(|| number::slug(label), str::to_owned);
        let wanted: String = if slug.is_empty() { "champ".to_owned() } else { slug.chars().take(40).collect() };
        let (mut name, mut next) = (wanted.clone(), 2);
        while !self.blanks.insert(name.clone()) {
            name = format!("{wanted}-{next}");
            next += 1;
        }
        format!("{}{name}", self.prefix).replace(['/', '.'], "-").into()
    }

    /// A footnote: its number hangs before its first paragraph.
    pub(super) fn note(&mut self, number: u32, blocks: &[Block]) {
        let range = blocks.first().map_or(0..0, |block| block.range.clone());
        let Some(style) = self.style("note", None, &range) else { return };
        let em = style.letters.size;
        let indent = if style.indent > Length::ZERO {
            style.indent
        } else {
            em * (NUMBER + FIGURE * f64::from(number.ilog10()))
        };
        let mut rest = blocks;
        if let Some((Block { kind: Kind::Paragraph(words), .. }, after)) = blocks.split_first() {
            rest = after;
            self.first_of_item(words, None, Some(u64::from(number)), (&style, indent, em), &Inset::default());
        }
        let inside = Inset { start: indent, plain: "item", class: None, ..Inset::default() };
        self.blocks(rest, &inside);
    }

    fn quote(&mut self, blocks: &[Block], class: Option<&str>, inset: &Inset, range: &Range<usize>) {
        let Some(style) = self.style("quote", class, range) else { return };
        let first = self.pieces.len();
        let mut inside = Inset {
            start: inset.start + style.indent,
            end: inset.end + style.indent_end,
            plain: "quote",
            class: class.map(str::to_owned),
            ..inset.clone()
        };
        if style.fill.is_some() || style.bar.is_some() {
            let (fill, bar, padding) = (style.fill, style.bar.clone(), style.padding);
            self.grounds.push(Ground { fill, bar, start: inside.start, end: inside.end });
            inside.grounds.push(self.grounds.len() - 1);
            inside.start += padding;
            inside.end += if style.fill.is_some() { padding } else { Length::ZERO };
        }
        self.blocks(blocks, &inside);
        let pad = if style.fill.is_some() { style.padding } else { Length::ZERO };
        // Each paragraph in it has the room of the whole around; inside, that of paragraphs.
        let between = style.letters.leading * 0.35;
        let last = self.pieces.len().checked_sub(1);
        for (index, piece) in self.pieces.iter_mut().enumerate().skip(first) {
            piece.above = if index == first { style.before } else { piece.above.min(between) };
            piece.after = if Some(index) == last { style.after } else { Length::ZERO };
            piece.pads.0 += if index == first { pad } else { Length::ZERO };
            piece.pads.1 += if Some(index) == last { pad } else { Length::ZERO };
            piece.keep_next |= Some(index) != last && style.keep_together;
        }
    }

    fn table(&mut self, table: &Table, class: Option<&str>, inset: &Inset, range: &Range<usize>) {
        let Some(style) = self.style("table", class, range) else { return };
        let (Some(head), Some(cell)) = (self.style("head", None, range), self.style("cell", None, range)) else {
            return;
        };
        let (mut rows, mut calls) = (Vec::with_capacity(table.rows.len() + 1), Vec::new());
        for (row, cells) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
            let letters = if row == 0 { &head } else { &cell };
            let mut bound = Vec::with_capacity(cells.len());
            for (column, written) in cells.iter().enumerate() {
                let side = table.sides.get(column).copied().unwrap_or_default();
                let Some(body) = self.cell(written, letters, side, table, (row, column)) else { return };
                bound.push(body);
            }
            rows.push(bound);
            calls.push(std::mem::take(&mut self.calls));
        }
        let rule = style.rule.clone().or_else(|| cell.rule.clone());
        let body = Arc::new(TableBody { rows, head, cell, rule });
        let count = body.rows.len();
        for (row, calls) in calls.into_iter().enumerate() {
            self.calls = calls;
            self.push(style.clone(), Body::Row { table: body.clone(), row }, inset, None, range.clone());
            if let Some(piece) = self.pieces.last_mut() {
                piece.above = if row == 0 { piece.above } else { Length::ZERO };
                piece.after = if row + 1 == count { piece.after } else { Length::ZERO };
                piece.keep_next = if row + 1 == count { style.keep_next } else { row == 0 || style.keep_together };
            }
        }
    }

    fn cell(
        &mut self,
        cell: &Cell,
        style: &Arc<BlockStyle>,
        side: ColumnSide,
        table: &Table,
        (row, column): (usize, usize),
    ) -> Option<CellBody> {
        match cell {
            Cell::Words(words) => {
                let inlines = self.inlines(words, &style.letters)?;
                let align = match side {
                    ColumnSide::Style => None,
                    ColumnSide::Left => Some(AlignSpec::Start),
                    ColumnSide::Center => Some(AlignSpec::Center),
                    ColumnSide::Right => Some(AlignSpec::End),
                };
                self.prepare_at(inlines, &style.letters, align, None, &words.range).map(CellBody::Words)
            }
            Cell::Blanks(blanks) => {
                let said = |cell: Option<&Cell>| match cell {
                    Some(Cell::Words(words)) => self.source.said(&words.range),
                    Some(Cell::Blanks(_)) | None => String::new(),
                };
                let first = said(table.rows.get(row.saturating_sub(1)).and_then(|cells| cells.first()));
                let head = said(table.head.get(column));
                let around = [first, head].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                let named: Vec<_> = blanks
                    .iter()
                    .map(|blank| {
                        let mut blank = blank.clone();
                        blank.label = if blank.label.is_empty() { around.clone() } else { blank.label };
                        blank
                    })
                    .collect();
                let style = self.style("field", None, &blanks.first().map_or(0..0, |blank| blank.range.clone()))?;
                Some(CellBody::Blanks(blank::bind(self, &named, &style, false)))
            }
        }
    }

    fn figure(
        &mut self,
        file: &str,
        alt: &str,
        caption: Option<&str>,
        class: Option<&str>,
        inset: &Inset,
        range: &Range<usize>,
    ) {
        let Some(style) = self.style("figure", class, range) else { return };
        // A file that could not be read was told when it was looked for.
        let Some(stocked) = self.context.stock.get(&(file.to_owned(), None)).cloned() else { return };
        let caption = match caption {
            None => None,
            Some(words) => {
                let Some(under) = self.style("caption", None, range) else { return };
                let Some(prepared) = self.plain(words, &under.letters, range) else { return };
                Some((prepared, under.before))
            }
        };
        let alt = (!alt.is_empty()).then(|| Arc::from(alt));
        self.push(style, Body::Figure { stocked, alt, caption }, inset, None, range.clone());
    }

    /// Words without marks in letters of a style.
    pub(super) fn plain(&mut self, words: &str, letters: &TypeStyle, range: &Range<usize>) -> Option<Prepared> {
        let paragraph = Arc::new(lettering::paragraph(letters, None, self.lang.clone()));
        let style = self.letters(letters, paragraph)?.regular;
        self.prepare(vec![Inline::Text { text: words.to_owned(), style }], letters, None, range)
    }

    /// A piece that stands in as its own style says.
    pub(super) fn push(
        &mut self,
        style: Arc<BlockStyle>,
        body: Body,
        inset: &Inset,
        role: Option<Role>,
        range: Range<usize>,
    ) {
        let (start, end) = (inset.start + style.indent, inset.end + style.indent_end);
        self.push_flat(style, body, &Inset { start, end, ..inset.clone() }, role, range);
    }

    /// A piece that stands in as what surrounds it says.
    fn push_flat(
        &mut self,
        style: Arc<BlockStyle>,
        body: Body,
        inset: &Inset,
        role: Option<Role>,
        range: Range<usize>,
    ) {
        let own = match style.new {
            NewSpec::None => Begins::Anywhere,
            NewSpec::Column => Begins::Column,
            NewSpec::Page => Begins::Page,
        };
        let begins = own.max(std::mem::take(&mut self.begins));
        self.pieces.push(Piece {
            body,
            start: inset.start,
            end: inset.end,
            above: style.before,
            after: style.after,
            pads: (Length::ZERO, Length::ZERO),
            grounds: inset.grounds.clone(),
            keep_next: style.keep_next,
            begins,
            notes: std::mem::take(&mut self.calls),
            role,
            anchor: None,
            range,
            style,
        });
    }
}

fn unknown_block<'n>(name: &str, known: impl Iterator<Item = &'n str> + Clone) -> Diagnostic {
    let fault = Diagnostic::error(
        "unknown-block",
        say!("la mise en page n’a pas de bloc « {name} »", "the layout has no block “{name}”"),
    );
    let others = known.clone().filter(|known| !BLOCKS.contains(known));
    match yaml::suggest(name, known) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => {
            let list = yaml::key_list(others);
            fault.hint(say!(
                "ajoutez-le à `blocks` de la mise en page ; elle a : {list}",
                "add it to the layout’s `blocks`; it has: {list}"
            ))
        }
    }
}

fn empty_item() -> Diagnostic {
    Diagnostic::error("markup-empty", say!("un élément de liste est vide", "an item of a list is empty"))
        .hint(say!("écrivez-y des mots, ou ôtez-le", "write words into it, or remove it"))
}
