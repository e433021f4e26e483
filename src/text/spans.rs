//! The inlines of a paragraph joined into one text with micro-typography applied, and which bytes have which style.
//! Knows no fonts.

use std::sync::Arc;

use super::french;
use super::{CharStyle, Icon, Inline, ParagraphStyle};

/// A stretch of one style.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// Where it ends in the text, in bytes.
    pub end: usize,
    pub style: Arc<CharStyle>,
    pub icon: Option<Icon>,
}

/// Joins the inlines, applies micro-typography, and keeps which bytes have which style.
pub(super) fn set_text(inlines: &[Inline], style: &ParagraphStyle) -> (String, Vec<Span>) {
    let mut raw = String::with_capacity(inlines.iter().map(inline_len).sum::<usize>() + 16);
    let mut spans: Vec<Span> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text { text, style } => {
                raw.push_str(text);
                spans.push(Span { end: raw.len(), style: style.clone(), icon: None });
            }
            Inline::Icon(icon) => {
                raw.push('\u{fffc}');
                spans.push(Span { end: raw.len(), style: icon.style.clone(), icon: Some(icon.clone()) });
            }
            Inline::Break => {
                raw.push('\n');
                match spans.last_mut() {
                    Some(last) if last.icon.is_none() => last.end = raw.len(),
                    _ => spans.extend(any_style(inlines).map(|style| Span { end: raw.len(), style, icon: None })),
                }
            }
        }
    }
    let mut edits = french::edits(style.french.in_lang(&style.lang), &raw);
    edits.retain(|edit| !span_at(&spans, edit.at).is_some_and(|span| span.style.verbatim));
    let mut text = raw;
    if !edits.is_empty() {
        let mut edited = String::with_capacity(text.len() + 2 * edits.len());
        french::apply(&text, &edits, &mut edited);
        move_ends(&mut spans, &edits);
        text = edited;
    }
    if spans.iter().any(|span| span.style.drawn_caps.is_some()) {
        spans = draw_caps(&text, spans);
    }
    (text, spans)
}

/// Gives small letters a span of their own where they are drawn as smaller capitals.
fn draw_caps(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut start = 0;
    let mut cut: Vec<Span> = Vec::with_capacity(spans.len() * 4);
    for span in spans {
        let end = span.end;
        match span.style.drawn_caps {
            Some(share) => cut_by_case(text, start, &span, &Arc::new(span.style.as_small_capitals(share)), &mut cut),
            None => cut.push(span),
        }
        start = end;
    }
    cut
}

fn cut_by_case(text: &str, start: usize, span: &Span, small: &Arc<CharStyle>, into: &mut Vec<Span>) {
    let first = into.len();
    for (at, c) in text.get(start..span.end).unwrap_or("").char_indices() {
        let style = if c.is_lowercase() { small } else { &span.style };
        let end = start + at + c.len_utf8();
        match into.get_mut(first..).and_then(<[Span]>::last_mut) {
            Some(last) if Arc::ptr_eq(&last.style, style) => last.end = end,
            _ => into.push(Span { end, style: style.clone(), icon: span.icon.clone() }),
        }
    }
}

fn any_style(inlines: &[Inline]) -> Option<Arc<CharStyle>> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text { style, .. } => Some(style.clone()),
        Inline::Icon(icon) => Some(icon.style.clone()),
        Inline::Break => None,
    })
}

const fn inline_len(inline: &Inline) -> usize {
    match inline {
        Inline::Text { text, .. } => text.len(),
        Inline::Icon(_) | Inline::Break => 3,
    }
}

fn span_at(spans: &[Span], at: usize) -> Option<&Span> {
    spans.get(spans.partition_point(|span| span.end <= at))
}

fn move_ends(spans: &mut [Span], edits: &[french::Edit]) {
    let mut edits = edits.iter().peekable();
    let (mut grown, mut shrunk) = (0, 0);
    for span in spans {
        while let Some(edit) = edits.next_if(|edit| edit.at < span.end) {
            grown += edit.put.len();
            shrunk += edit.len;
        }
        span.end = span.end + grown - shrunk;
    }
}
