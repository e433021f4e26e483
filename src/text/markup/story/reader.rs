//! Walks the events of the Markdown parser and builds the tree of blocks. Words are left as they are, for later.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag};

use super::super::MarkupFault;
use super::super::runs::borders;
use super::comments::{self, Comment};
use super::{Block, Cell, ColumnSide, Item, Kind, Story, Table, Words, blanks};
use crate::diag::{Diagnostic, Say};
use crate::say;

/// Levels of headings that can be set.
pub const MOST_HEADINGS: u8 = 4;
/// Lists and quotations inside one another.
const DEEPEST: usize = 12;

pub(super) fn read(text: &str) -> (Story<'_>, Vec<MarkupFault>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_ext(text, options);
    let mut faults: Vec<MarkupFault> = Vec::new();
    for (_, definition) in parser.reference_definitions().iter() {
        faults.push(reject(definition.span.clone(), "une définition de lien", "a link definition"));
    }
    let events: Vec<_> = parser.into_offset_iter().collect();
    let (borders, more) = borders(text, &events);
    faults.extend(more);
    let mut reader = Reader { source: text, events: &events, at: 0, depth: 0, faults, notes: BTreeMap::new() };
    let mut blocks = Vec::new();
    while reader.at < events.len() {
        reader.block(&mut blocks);
    }
    let Reader { mut faults, notes, .. } = reader;
    let numbers = numbers(&events);
    missing_notes(text, &events, &mut faults);
    let notes = in_order(notes, &numbers, &mut faults);
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    (Story { source: text, events, borders, numbers, blocks, notes }, faults)
}

/// Numbers of footnotes in the order in which they are first called.
fn numbers(events: &[(Event<'_>, Range<usize>)]) -> BTreeMap<String, u32> {
    let mut numbers = BTreeMap::new();
    for (event, _) in events {
        if let Event::FootnoteReference(label) = event {
            let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
            numbers.entry(label.to_string()).or_insert(next);
        }
    }
    numbers
}

/// Calls of footnotes that are nowhere defined, which the parser leaves as words.
fn missing_notes(text: &str, events: &[(Event<'_>, Range<usize>)], faults: &mut Vec<MarkupFault>) {
    let known = |at: usize| {
        events.iter().any(|(event, range)| match event {
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => range.start == at,
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => range.contains(&at),
            _ => false,
        })
    };
    for (at, _) in text.match_indices("[^") {
        let escaped = text.get(..at).is_some_and(|before| before.ends_with('\\'));
        let Some(len) = text.get(at..).and_then(|rest| rest.find(']')) else { continue };
        let label = text.get(at + 2..at + len).unwrap_or_default();
        if escaped || label.is_empty() || label.contains(char::is_whitespace) || known(at) {
            continue;
        }
        let fault = Diagnostic::error(
            "markup-note",
            say!("la note « {label} » n’est définie nulle part", "the footnote “{label}” is defined nowhere"),
        )
        .hint(say!("ajoutez une ligne « [^{label}]: … »", "add a line “[^{label}]: …”"));
        faults.push(MarkupFault { range: at..at + len + 1, diagnostic: fault });
    }
}

type Notes = BTreeMap<String, (Vec<Block>, Range<usize>)>;

/// The notes by their numbers. One that is never called would be lost.
fn in_order(mut notes: Notes, numbers: &BTreeMap<String, u32>, faults: &mut Vec<MarkupFault>) -> Vec<Vec<Block>> {
    let mut ordered: Vec<_> = numbers.iter().collect();
    ordered.sort_by_key(|(_, number)| **number);
    let ordered = ordered.into_iter().map(|(label, _)| notes.remove(label).unwrap_or_default().0).collect();
    for (label, (_, range)) in notes {
        let message = say!("la note « {label} » n’est appelée nulle part", "the footnote “{label}” is called nowhere");
        let hint = say!(
            "appelez-la dans le texte par [^{label}], ou ôtez-la",
            "call it in the text by [^{label}], or remove it"
        );
        faults.push(MarkupFault { range, diagnostic: Diagnostic::error("markup-note", message).hint(hint) });
    }
    ordered
}

struct Reader<'e, 'a> {
    source: &'a str,
    events: &'e [(Event<'a>, Range<usize>)],
    at: usize,
    depth: usize,
    faults: Vec<MarkupFault>,
    notes: Notes,
}

impl<'e, 'a> Reader<'e, 'a> {
    fn peek(&self) -> Option<&'e (Event<'a>, Range<usize>)> {
        self.events.get(self.at)
    }

    /// Index of the event that ends the element that begins at `start`.
    fn end_of(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return index;
            }
        }
        self.events.len().saturating_sub(1)
    }

    /// Reads one block, or what stands where a block is expected, and goes on behind it.
    fn block(&mut self, into: &mut Vec<Block>) {
        let Some((event, range)) = self.peek() else { return };
        let (start, range) = (self.at, range.clone());
        let end = self.end_of(start);
        match event {
            Event::Start(Tag::Paragraph) => {
                self.paragraph(start + 1..end, &range, into);
                self.at = end + 1;
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.heading(*level, id.as_ref(), start + 1..end, range, into);
                self.at = end + 1;
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let inside = self.inside(end);
                push(into, Kind::Quote(inside), range);
            }
            Event::Start(Tag::List(first)) => {
                let items = self.items(end);
                push(into, Kind::List { start: *first, items }, range);
            }
            Event::Start(Tag::Table(sides)) => {
                let table = self.table(sides, start, end);
                self.at = end + 1;
                push(into, Kind::Table(table), range);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let inside = self.inside(end);
                self.notes.insert(label.to_string(), (inside, range));
            }
            Event::Start(Tag::HtmlBlock) => {
                self.comments(start + 1..end, range, into);
                self.at = end + 1;
            }
            Event::Rule => {
                self.at += 1;
                push(into, Kind::Rule, range);
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.at = end + 1;
                self.faults.push(reject(range, "un bloc de code", "a code block"));
            }
            Event::Start(Tag::Item) | Event::End(_) => self.at += 1,
            _ => self.loose(into),
        }
    }

    /// The blocks up to `end`, which ends the element that begins here.
    fn inside(&mut self, end: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            let range = self.events.get(self.at).map_or(0..0, |(_, range)| range.clone());
            self.faults.push(reject(range, "un emboîtement si profond", "nesting so deep"));
            self.at = end;
        }
        while self.at < end {
            self.block(&mut blocks);
        }
        self.depth -= 1;
        self.at = end + 1;
        blocks
    }

    /// Words of a list item that are in no paragraph.
    fn loose(&mut self, into: &mut Vec<Block>) {
        let start = self.at;
        while let Some((event, _)) = self.peek() {
            match event {
                Event::Start(tag) if is_block(tag) => break,
                Event::Start(_) => self.at = self.end_of(self.at) + 1,
                Event::End(_) | Event::Rule => break,
                _ => self.at += 1,
            }
        }
        if self.at == start {
            self.at += 1;
            return;
        }
        let range = self.range(start..self.at);
        self.paragraph(start..self.at, &range, into);
    }

    fn range(&self, events: Range<usize>) -> Range<usize> {
        let all = self.events.get(events).unwrap_or_default();
        let start = all.first().map_or(0, |(_, range)| range.start);
        start..all.iter().map(|(_, range)| range.end).max().unwrap_or(start)
    }

    fn paragraph(&mut self, events: Range<usize>, range: &Range<usize>, into: &mut Vec<Block>) {
        let inside = self.events.get(events.clone()).unwrap_or_default();
        if let Some((Event::Start(Tag::Image { dest_url, title, .. }), place)) = inside.first()
            && self.end_of(events.start) + 1 == events.end
        {
            let alt = spoken(inside);
            let caption = (!title.is_empty()).then(|| title.to_string());
            return push(into, Kind::Figure { file: dest_url.to_string(), alt, caption }, place.clone());
        }
        for (event, place) in inside {
            if matches!(event, Event::Start(Tag::Image { .. })) {
                self.faults.push(reject(place.clone(), "une image parmi les mots", "a picture among words"));
            }
        }
        let source = self.source.get(range.clone()).unwrap_or_default();
        if let Some((blanks, faults)) = blanks::read(source, range.start) {
            self.faults.extend(faults);
            return push(into, Kind::Blanks(blanks), range.clone());
        }
        push(into, Kind::Paragraph(Words { events, range: range.clone() }), range.clone());
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&CowStr<'a>>,
        events: Range<usize>,
        range: Range<usize>,
        into: &mut Vec<Block>,
    ) {
        let level = level as u8;
        if level > MOST_HEADINGS {
            self.faults.push(reject(range.clone(), "un titre de ce niveau", "a heading of this level"));
        }
        let words = Words { range: self.range(events.clone()), events };
        let name = id.map(ToString::to_string);
        push(into, Kind::Heading { level: level.min(MOST_HEADINGS), name, words }, range);
    }

    fn items(&mut self, end: usize) -> Vec<Item> {
        let mut items = Vec::new();
        self.at += 1;
        while self.at < end {
            let last = self.end_of(self.at);
            let check = self.check(last);
            let blocks = self.inside(last);
            items.push(Item { check, blocks });
        }
        self.at = end + 1;
        items
    }

    /// Whether the item that begins here is to be ticked, and is.
    fn check(&self, end: usize) -> Option<bool> {
        let first = self.events.get(self.at + 1..end)?.iter();
        first.take(2).find_map(|(event, _)| match event {
            Event::TaskListMarker(on) => Some(*on),
            _ => None,
        })
    }

    fn table(&mut self, sides: &[Alignment], start: usize, end: usize) -> Table {
        let side = |side: &Alignment| match side {
            Alignment::None => ColumnSide::Style,
            Alignment::Left => ColumnSide::Left,
            Alignment::Center => ColumnSide::Center,
            Alignment::Right => ColumnSide::Right,
        };
        let mut table = Table { sides: sides.iter().map(side).collect(), head: Vec::new(), rows: Vec::new() };
        let mut at = start + 1;
        while at < end {
            match self.events.get(at) {
                Some((Event::Start(tag @ (Tag::TableHead | Tag::TableRow)), _)) => {
                    let last = self.end_of(at);
                    let cells = self.cells(at + 1, last);
                    match tag {
                        Tag::TableHead => table.head = cells,
                        _ => table.rows.push(cells),
                    }
                    at = last + 1;
                }
                _ => at += 1,
            }
        }
        table
    }

    fn cells(&mut self, mut at: usize, end: usize) -> Vec<Cell> {
        let mut cells = Vec::new();
        while at < end {
            let last = self.end_of(at);
            let range = self.events.get(at).map_or(0..0, |(_, range)| range.clone());
            cells.push(self.cell(at + 1..last, range));
            at = last + 1;
        }
        cells
    }

    fn cell(&mut self, events: Range<usize>, range: Range<usize>) -> Cell {
        let whole = self.source.get(range.clone()).unwrap_or_default();
        let source = whole.trim().trim_matches('|');
        let base = range.start + whole.find(source).unwrap_or_default();
        if let Some((blanks, faults)) = blanks::read(source, base) {
            self.faults.extend(faults);
            return Cell::Blanks(blanks);
        }
        for (event, place) in self.events.get(events.clone()).unwrap_or_default() {
            if matches!(event, Event::Start(Tag::Image { .. })) {
                self.faults.push(reject(place.clone(), "une image dans un tableau", "a picture in a table"));
            }
        }
        Cell::Words(Words { events, range })
    }

    fn comments(&mut self, events: Range<usize>, range: Range<usize>, into: &mut Vec<Block>) {
        let inside = self.events.get(events).unwrap_or_default();
        let html: String = inside
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let Some(comments) = comments::read(&html) else {
            return self.faults.push(reject(range, "du HTML", "HTML"));
        };
        for comment in comments {
            match comment {
                Ok(Comment::Page) => push(into, Kind::NewPage, range.clone()),
                Ok(Comment::Column) => push(into, Kind::NewColumn, range.clone()),
                Ok(Comment::Contents) => push(into, Kind::Contents, range.clone()),
                Ok(Comment::Class(name)) => {
                    into.push(Block { kind: Kind::Quote(Vec::new()), class: Some(name), range: range.clone() });
                }
                Ok(Comment::Words) => {}
                Err(diagnostic) => self.faults.push(MarkupFault { range: range.clone(), diagnostic }),
            }
        }
    }
}

/// Adds a block; a class that waits for it, kept as an empty quotation, becomes its own.
fn push(into: &mut Vec<Block>, kind: Kind, range: Range<usize>) {
    let waits = |block: &mut Block| block.class.is_some() && block.kind == Kind::Quote(Vec::new());
    let class = into.pop_if(waits).and_then(|block| block.class);
    into.push(Block { kind, class, range });
}

const fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
    )
}

/// The words of events, without marks.
fn spoken(events: &[(Event<'_>, Range<usize>)]) -> String {
    let words = events.iter().map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    words.collect()
}

fn reject(range: Range<usize>, fr: &str, en: &str) -> MarkupFault {
    let fault = Diagnostic::error(
        "markup-unsupported",
        say!("{fr} n’est pas composé dans un document", "{en} is not set in a document"),
    );
    MarkupFault { range, diagnostic: fault.hint(subset()) }
}

/// What a document may hold.
pub fn subset() -> Say {
    say!(
        "restent titres (# à ####), paragraphes, listes, - [ ] cases, tableaux, > citations, ![figures](fichier), notes[^1], filets, **gras**, *italique*, [lien](adresse), [mots]{{.style}}, `code`, m^2^, CO~2~, :icône:",
        "there are headings (# to ####), paragraphs, lists, - [ ] boxes, tables, > quotations, ![figures](file), notes[^1], rules, **bold**, *italic*, [link](address), [words]{{.style}}, `code`, m^2^, CO~2~, :icon:"
    )
}
