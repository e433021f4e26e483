//! Walks the events of the Markdown parser and builds paragraphs. Knows the subset; all else it reports.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::super::{CharStyle, Inline, Marker, Paragraph, ParagraphStyle};
use super::marks::{self, Mark};
use super::runs::{Border, borders};
use super::story::Letters;
use super::{Icons, MarkupFault, Runs, Styles};
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::say;

/// Room between bullet or number and text, in em.
const MARKER_GAP: f64 = 0.45;
/// Indent of a bulleted item, in em; compose widens it where the bullet needs more.
const BULLET_INDENT: f64 = 0.9;
/// Indent of a numbered item of one figure, in em.
const NUMBER_INDENT: f64 = 1.3;
/// What each further figure adds, in em.
const FIGURE: f64 = 0.6;
/// Indent of a quotation, in em.
const QUOTE_INDENT: f64 = 1.0;

pub(super) fn read(
    text: &str,
    styles: &Styles,
    icons: Icons<'_>,
    runs: Runs<'_>,
) -> Result<Vec<Paragraph>, Vec<MarkupFault>> {
    // Extensions that are not in the subset are on so that they are seen and reported, not printed as they stand.
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_ext(text, options);
    let mut reader = Reader::new(text, styles, icons, runs);
    for (_, definition) in parser.reference_definitions().iter() {
        reader.reject(definition.span.clone(), "une définition de lien", "a link definition");
    }
    let events: Vec<_> = parser.into_offset_iter().collect();
    let (borders, faults) = borders(text, &events);
    reader.borders = borders;
    reader.faults.extend(faults);
    for (event, range) in events {
        reader.event(event, range);
    }
    reader.end_paragraph();
    reader.faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    if reader.faults.is_empty() { Ok(reader.paragraphs) } else { Err(reader.faults) }
}

struct List {
    /// Number of the next item; none for bullets.
    number: Option<u64>,
    /// First of its paragraphs.
    from: usize,
    indent: f64,
}

/// The state of reading one field.
pub(super) struct Reader<'a> {
    source: &'a str,
    styles: &'a Styles,
    icons: Icons<'a>,
    runs: Runs<'a>,
    /// Where runs in a style of their own begin and end.
    borders: BTreeMap<usize, Border>,
    /// The styles of the runs around.
    around: Vec<Styles>,
    /// What lies before this place has been read.
    read_to: usize,
    item_style: Option<Arc<ParagraphStyle>>,
    paragraphs: Vec<Paragraph>,
    pub faults: Vec<MarkupFault>,
    inlines: Vec<Inline>,
    lists: Vec<List>,
    quotes: usize,
    /// The marker of the item that has just begun.
    marker: Option<Marker>,
    pub bold: usize,
    pub italic: usize,
    raised: i32,
    links: Vec<Arc<str>>,
    /// The style that all this adds up to; none until it is asked for.
    current: Option<Arc<CharStyle>>,
    /// The document that the words are from; none for the text of a card.
    pub story: Option<Notes<'a>>,
}

/// The numbers of a document's footnotes by their labels, and what the names of its places begin with.
pub(super) type Notes<'a> = (&'a BTreeMap<String, u32>, &'a str);

/// The words of one block of a document.
pub(super) fn inlines<'a>(
    source: &'a str,
    events: &[(Event<'_>, Range<usize>)],
    borders: BTreeMap<usize, Border>,
    notes: Notes<'a>,
    letters: &'a Letters<'a>,
) -> Result<Vec<Inline>, Vec<MarkupFault>> {
    let mut reader = Reader::new(source, letters.styles, letters.icons, letters.runs);
    (reader.borders, reader.story) = (borders, Some(notes));
    for (event, range) in events {
        match event {
            // Said by the block around: a box to tick, a picture in the wrong place, a remark.
            Event::TaskListMarker(_) | Event::Start(Tag::Image { .. }) => {}
            Event::InlineHtml(html) if html.starts_with("<!--") => {}
            _ => reader.event(event.clone(), range.clone()),
        }
    }
    trim_end(&mut reader.inlines);
    if reader.faults.is_empty() { Ok(reader.inlines) } else { Err(reader.faults) }
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, styles: &'a Styles, icons: Icons<'a>, runs: Runs<'a>) -> Self {
        Self {
            source,
            styles,
            icons,
            runs,
            borders: BTreeMap::new(),
            around: Vec::new(),
            read_to: 0,
            item_style: None,
            paragraphs: Vec::new(),
            faults: Vec::new(),
            inlines: Vec::new(),
            lists: Vec::new(),
            quotes: 0,
            marker: None,
            bold: 0,
            italic: 0,
            raised: 0,
            links: Vec::new(),
            current: None,
            story: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::SoftBreak => self.push_words(" ", None),
            Event::HardBreak => self.inlines.push(Inline::Break),
            Event::Html(_) | Event::InlineHtml(_) => self.reject(range, "du HTML", "HTML"),
            Event::Rule => self.reject(range, "un filet", "a rule"),
            Event::TaskListMarker(_) => self.reject(range, "une case à cocher", "a checkbox"),
            Event::FootnoteReference(label) => self.note(&label, range),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.reject(range, "une formule", "a formula"),
        }
    }

    /// The number of a footnote, which leads to it.
    fn note(&mut self, label: &str, range: Range<usize>) {
        let Some((number, prefix)) = self.story.and_then(|(numbers, prefix)| Some((*numbers.get(label)?, prefix)))
        else {
            return self.reject(range, "un appel de note", "a footnote reference");
        };
        let face = self.letters().regular.superscript();
        let style = Arc::new(face.linked(super::story::note_place(prefix, number)));
        self.current = None;
        self.inlines.push(Inline::Text { text: number.to_string(), style });
    }

    /// Where a link leads: places in this text by names of their own.
    fn target(&self, uri: &str) -> Arc<str> {
        match (self.story, uri.strip_prefix('#')) {
            (Some((_, prefix)), Some(name)) => format!("#{prefix}{name}").into(),
            _ => uri.into(),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.current = None;
        match tag {
            Tag::Paragraph => self.end_paragraph(),
            Tag::Strong => {
                self.bold += 1;
                self.need_face(range);
            }
            Tag::Emphasis => {
                self.italic += 1;
                self.need_face(range);
            }
            Tag::Link { dest_url, .. } => {
                let target = self.target(&dest_url);
                self.links.push(target);
            }
            Tag::BlockQuote(_) => {
                self.end_paragraph();
                self.quotes += 1;
            }
            Tag::List(number) => self.start_list(number),
            Tag::Item => self.start_item(),
            Tag::Heading { .. } => self.reject(range, "un titre", "a heading"),
            Tag::CodeBlock(_) => self.reject(range, "un bloc de code", "a code block"),
            Tag::Image { .. } => self.reject(range, "une image", "an image"),
            Tag::Table(_) => self.reject(range, "un tableau", "a table"),
            Tag::FootnoteDefinition(_) => self.reject(range, "une note", "a footnote"),
            // Their content is reported where it stands, or they are off.
            Tag::HtmlBlock | Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            Tag::Superscript | Tag::Subscript | Tag::Strikethrough => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.current = None;
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::BlockQuote(_) => {
                self.end_paragraph();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => self.end_list(),
            _ => self.end_paragraph_after(tag),
        }
    }

    fn end_paragraph_after(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::CodeBlock) {
            self.end_paragraph();
        }
    }

    fn start_list(&mut self, number: Option<u64>) {
        self.end_paragraph();
        let indent = if number.is_some() { NUMBER_INDENT } else { BULLET_INDENT };
        self.lists.push(List { number, from: self.paragraphs.len(), indent });
    }

    fn start_item(&mut self) {
        self.end_paragraph();
        let bullet = &self.styles.bullet;
        let text = match self.lists.last_mut().and_then(|list| list.number.as_mut()) {
            Some(number) => {
                let text = format!("{number}.");
                *number += 1;
                text
            }
            None => bullet.to_string(),
        };
        let style = self.styles.regular.clone();
        self.marker = Some(Marker { text, gap: style.size * MARKER_GAP, style });
    }

    /// Makes room for numbers of several figures in all items, so that their texts stand in one line.
    fn end_list(&mut self) {
        self.end_paragraph();
        let Some(List { number: Some(next), from, .. }) = self.lists.pop() else { return };
        let more = next.saturating_sub(1).max(1).ilog10();
        let wider = self.em(f64::from(more) * FIGURE);
        for paragraph in self.paragraphs.iter_mut().skip(from) {
            paragraph.indent += wider;
        }
    }

    fn em(&self, count: f64) -> Length {
        self.styles.regular.size * count
    }

    fn end_paragraph(&mut self) {
        let mut inlines = std::mem::take(&mut self.inlines);
        trim_end(&mut inlines);
        if inlines.is_empty() && self.marker.is_none() {
            return;
        }
        let ems = self.lists.iter().map(|list| list.indent).sum::<f64>() + self.quotes as f64 * QUOTE_INDENT;
        let marker = self.marker.take();
        let style = if marker.is_some() { self.item_style() } else { self.styles.paragraph.clone() };
        self.paragraphs.push(Paragraph { inlines, style, indent: self.em(ems), marker });
    }

    fn item_style(&mut self) -> Arc<ParagraphStyle> {
        let Styles { paragraph, item_space, .. } = self.styles;
        let make = || {
            Arc::new(ParagraphStyle {
                space_before: *item_space,
                first_line: Length::ZERO,
                ..ParagraphStyle::clone(paragraph)
            })
        };
        self.item_style.get_or_insert_with(make).clone()
    }

    /// Words up to the next border of a run, then that border, and so on.
    fn text(&mut self, text: &CowStr<'_>, range: Range<usize>) {
        let borders: Vec<_> = self.borders.range(range.clone()).map(|(at, border)| (*at, border.clone())).collect();
        let mut from = self.read_to.saturating_sub(range.start).min(text.len());
        for (at, border) in borders {
            let to = at - range.start;
            self.words(text.get(from..to).unwrap_or(""), range.start + from..at);
            self.read_to = at + border.len();
            from = (to + border.len()).min(text.len());
            self.border(border, at);
        }
        self.words(text.get(from..).unwrap_or(""), range.start + from..range.end);
    }

    fn border(&mut self, border: Border, at: usize) {
        self.current = None;
        match border {
            Border::Close(_) => drop(self.around.pop()),
            Border::Open(name) => {
                let styles = (self.runs)(&name).unwrap_or_else(|diagnostic| {
                    self.fault(at..at + 1, diagnostic);
                    self.styles.clone()
                });
                self.around.push(styles);
            }
        }
    }

    /// The letters that words have here.
    fn letters(&self) -> &Styles {
        self.around.last().unwrap_or(self.styles)
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        let mut done = 0;
        // A sign after a backslash is itself.
        let escaped = self.source.get(..range.start).is_some_and(|before| before.ends_with('\\'));
        let mut from = usize::from(escaped);
        while let Some((mark, whole, inside)) = marks::next(text, from) {
            self.push_words(text.get(done..whole.start).unwrap_or(""), None);
            let place = range.start + whole.start..range.start + whole.end;
            let words = text.get(inside).unwrap_or("");
            match mark {
                Mark::Icon => self.icon(words, place),
                Mark::Raised => self.shifted(1, words),
                Mark::Lowered => self.shifted(-1, words),
                Mark::Struck => self.reject(place, "un texte barré", "struck-out text"),
            }
            (done, from) = (whole.end, whole.end);
        }
        self.push_words(text.get(done..).unwrap_or(""), None);
    }

    fn shifted(&mut self, raised: i32, words: &str) {
        self.raised = raised;
        self.current = None;
        self.push_words(words, None);
        self.raised = 0;
        self.current = None;
    }

    fn icon(&mut self, name: &str, range: Range<usize>) {
        let style = self.style();
        match (self.icons)(name, &style) {
            Some(icon) => self.inlines.push(Inline::Icon(icon)),
            None => {
                let fault = Diagnostic::error(
                    "markup-unknown-icon",
                    say!("il n’y a pas d’icône « {name} »", "there is no icon “{name}”"),
                );
                let hint = say!(
                    "corrigez le nom, ajoutez l’icône au kit, ou écrivez \\: pour un deux-points",
                    "correct the name, add the icon to the kit, or write \\: for a colon"
                );
                self.fault(range, fault.hint(hint));
            }
        }
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        let Some(face) = self.letters().code.clone() else {
            return self.no_face(range, "de code", "code");
        };
        let style = CharStyle { verbatim: true, ..self.dressed(&face) };
        self.push_words(code, Some(Arc::new(style)));
    }

    fn push_words(&mut self, words: &str, style: Option<Arc<CharStyle>>) {
        let style = style.unwrap_or_else(|| self.style());
        if let Some(Inline::Text { text, style: last }) = self.inlines.last_mut()
            && *last == style
        {
            super::push_words(text, words);
            return;
        }
        let spaced = match self.inlines.last() {
            Some(Inline::Text { text, .. }) => text.ends_with(' '),
            Some(Inline::Icon(_)) => false,
            Some(Inline::Break) | None => true,
        };
        let mut text = String::with_capacity(words.len());
        if !spaced && words.starts_with(' ') {
            text.push(' ');
        }
        super::push_words(&mut text, words);
        if !text.is_empty() {
            self.inlines.push(Inline::Text { text, style });
        }
    }

    /// The style of the words that follow.
    fn style(&mut self) -> Arc<CharStyle> {
        if let Some(style) = &self.current {
            return style.clone();
        }
        let face = self.face().unwrap_or(&self.letters().regular).clone();
        let plain = self.raised == 0 && self.links.is_empty();
        let style = if plain { face } else { Arc::new(self.dressed(&face)) };
        self.current = Some(style.clone());
        style
    }

    pub(super) fn face(&self) -> Option<&Arc<CharStyle>> {
        let styles = self.letters();
        match (self.bold > 0, self.italic > 0) {
            (false, false) => Some(&styles.regular),
            (true, false) => styles.bold.as_ref(),
            (false, true) => styles.italic.as_ref(),
            (true, true) => styles.bold_italic.as_ref(),
        }
    }

    /// A face raised, lowered, linked as the words are.
    fn dressed(&self, face: &CharStyle) -> CharStyle {
        let mut style = match self.raised {
            0 => face.clone(),
            1.. => face.superscript(),
            _ => face.subscript(),
        };
        if let Some(uri) = self.links.last() {
            style = style.linked(uri.clone());
            style.color = self.letters().link_color.unwrap_or(style.color);
        }
        style
    }
}

/// Drops spaces and line breaks at the end of a paragraph: they show nothing.
fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Text { text, .. } => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    return;
                }
            }
            Inline::Break => {}
            Inline::Icon(_) => return,
        }
        inlines.pop();
    }
}
