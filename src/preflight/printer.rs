//! A printer's own figures as limits of the rules, and who says so in what the rules find.

use super::profile::{Band, Profile};
use crate::diag::{Diagnostic, Diagnostics, Say, Severity};
use crate::geom::{Insets, Length, PageBoxes};
use crate::printers::{Figure, Printer, Told};
use crate::say;

/// A picture is wrong under this whatever the printer asks: Ghent Workgroup 2015.
const LEAST_RESOLUTION: f64 = 150.0;

impl Profile {
    /// The limits of one printer: its own figures, those of the generic profile that it inherits from, and for the rest
    /// those of [`Profile::press`].
    pub fn for_printer(printer: &Printer) -> Self {
        let press = Self::press();
        let is = |figure: &Option<Figure<f64>>| figure.as_ref().map(|figure| figure.is);
        let long = |figure: &Option<Figure<Length>>| figure.as_ref().map(|figure| figure.is);
        let asked = printer.resolution();
        let least = is(&printer.least_resolution).unwrap_or(LEAST_RESOLUTION).min(asked);
        let rgb = printer.takes_rgb();
        let line = long(&printer.line).map(|line| Band { error: Length::pt(0.125).min(line), warning: line });
        Self {
            resolution: Some(Band { error: least, warning: asked }),
            ink: if rgb { None } else { is(&printer.ink).or(press.ink) },
            code_in_black: !rgb,
            rich_black: if rgb { None } else { press.rich_black },
            text: long(&printer.text).or(press.text),
            reversed_text: long(&printer.reversed_text).or(press.reversed_text),
            line: line.or(press.line),
            ..press
        }
    }
}

/// The boxes of a face for a printer: its bleed, and its safe zone where that is wider than the page's own.
pub fn boxes_for(boxes: &PageBoxes, printer: &Printer) -> PageBoxes {
    let room = printer.room(boxes.trim);
    let (own, asked) = (boxes.safe, room.safe);
    let safe = Insets {
        top: own.top.max(asked.top),
        right: own.right.max(asked.right),
        bottom: own.bottom.max(asked.bottom),
        left: own.left.max(asked.left),
    };
    PageBoxes { bleed: room.bleed, safe, ..*boxes }
}

/// Says with each finding whose figure it was held against, and where that figure stands.
pub fn name_sources(diagnostics: &mut Diagnostics, printer: &Printer) {
    let told = printer.told();
    for diagnostic in diagnostics.iter_mut() {
        let figure = key(diagnostic).and_then(|key| told.iter().find(|told| told.key == key));
        if let Some(figure) = figure {
            diagnostic.hints.push(because(figure, &printer.name));
        }
    }
}

/// The figure that a finding was held against.
fn key(diagnostic: &Diagnostic) -> Option<&'static str> {
    let wrong = diagnostic.severity == Severity::Error;
    Some(match diagnostic.code {
        "ink-limit" => "ink",
        "resolution" if wrong => "least-resolution",
        "resolution" => "resolution",
        "safe-zone" => "safe",
        "bleed" => "bleed",
        "small-text" if wrong => "text",
        "small-text" => "reversed-text",
        "hairline" => "line",
        _ => return None,
    })
}

/// « 300 % : MeinSpiel (adresse, lu chez l’imprimeur) ».
pub(crate) fn because(told: &Told, printer: &str) -> Say {
    let (name, value, source) = (told.name.clone(), told.value.clone(), told.source.say());
    match &told.inherited {
        None => say!(
            "{name} : {value} pour {printer} ({source})", "{name}: {value} for {printer} ({source})";
            name = name, value = value, source = source,
        ),
        Some(generic) => say!(
            "{name} : {value}. {printer} n’en dit rien, c’est le chiffre du profil « {generic} » ({source})",
            "{name}: {value}. {printer} does not say; it is the figure of the profile “{generic}” ({source})";
            name = name, value = value, source = source,
        ),
    }
}

/// `3,175 mm`
pub(crate) fn length(length: Length) -> Say {
    let text = length.to_string();
    Say { fr: text.replace('.', ","), en: text }
}
