//! Diagnostics for people (with excerpts), for editors (one line each) and for programs (JSON).
//! Expects places already turned into byte ranges by `yaml::locate`; others are shown as the whole file.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Lang, Severity};
use crate::source::{At, Place, Source, Sources};

/// Whether to colour the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// ANSI colours.
    Colour,
}

fn range(place: &Place, source: &Source) -> Option<std::ops::Range<usize>> {
    match &place.at {
        At::Bytes(range) => Some(range.start.min(source.text.len())..range.end.min(source.text.len())),
        _ => None,
    }
}

fn title(diagnostic: &Diagnostic, lang: Lang) -> String {
    let message = diagnostic.message.text(lang);
    let version = diagnostic.locale.as_ref().map(|locale| format!(" ({locale})")).unwrap_or_default();
    match (&diagnostic.card, lang) {
        (Some(card), Lang::Fr) => format!("carte {card}{version} : {message}"),
        (Some(card), Lang::En) => format!("card {card}{version}: {message}"),
        (None, _) => message.to_owned(),
    }
}

/// A message with excerpts of every place it names, then the next steps.
pub fn human(diagnostic: &Diagnostic, sources: &Sources, lang: Lang, style: Style) -> String {
    let level = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Fr) => Level::ERROR.with_name("erreur"),
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Warning, Lang::Fr) => Level::WARNING.with_name("attention"),
        (Severity::Warning, Lang::En) => Level::WARNING,
    };
    let title = title(diagnostic, lang);
    let mut group = Group::with_title(level.primary_title(title.as_str()).id(diagnostic.code));
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let Some(source) = sources.get(label.place.file) else { continue };
        match range(&label.place, source) {
            Some(range) => {
                let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                let mut mark = kind.span(range);
                if let Some(text) = &label.text {
                    mark = mark.label(text.text(lang));
                }
                let snippet = Snippet::source(&*source.text).path(&source.name).line_start(1).annotation(mark);
                group = group.element(snippet);
            }
            None => group = group.element(annotate_snippets::Origin::path(&source.name)),
        }
    }
    let next = match lang {
        Lang::Fr => Level::HELP.with_name("piste"),
        Lang::En => Level::HELP,
    };
    for hint in &diagnostic.hints {
        group = group.element(next.clone().message(hint.text(lang)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    renderer.render(&[group])
}

/// One line: `decks/k/a.yaml:12:3: error[text-overflow] card R01: message`.
pub fn short(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    let place = diagnostic.labels.first().and_then(|label| {
        let source = sources.get(label.place.file)?;
        let at = range(&label.place, source).map(|range| source.line_column(range.start));
        Some(match at {
            Some(at) => format!("{}:{}:{}: ", source.name, at.line, at.column),
            None => format!("{}: ", source.name),
        })
    });
    let severity = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Fr) => "erreur",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Fr) => "attention",
        (Severity::Warning, Lang::En) => "warning",
    };
    format!("{}{severity}[{}] {}", place.unwrap_or_default(), diagnostic.code, title(diagnostic, lang))
}

/// An object with `code`, `severity`, `message`, `card`, `locale`, `places` (file, line, column, end, text) and `hints`.
pub fn json(diagnostic: &Diagnostic, sources: &Sources, lang: Lang) -> serde_json::Value {
    let places: Vec<_> = diagnostic
        .labels
        .iter()
        .filter_map(|label| {
            let source = sources.get(label.place.file)?;
            let range = range(&label.place, source);
            let start = range.as_ref().map(|range| source.line_column(range.start));
            let end = range.as_ref().map(|range| source.line_column(range.end));
            Some(serde_json::json!({
                "file": source.name,
                "line": start.map(|at| at.line),
                "column": start.map(|at| at.column),
                "end_line": end.map(|at| at.line),
                "end_column": end.map(|at| at.column),
                "text": label.text.as_ref().map(|text| text.text(lang)),
            }))
        })
        .collect();
    serde_json::json!({
        "code": diagnostic.code,
        "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": diagnostic.message.text(lang),
        "card": diagnostic.card,
        "locale": diagnostic.locale,
        "places": places,
        "hints": diagnostic.hints.iter().map(|hint| hint.text(lang)).collect::<Vec<_>>(),
    })
}
