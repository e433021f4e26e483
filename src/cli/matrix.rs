//! How every deck fares in every language: one row each, as a table or as JSON.

use massicot::compile::LocaleCell;
use massicot::diag::Lang;
use massicot::say;
use serde_json::{Value, json};

/// How many cards a row names.
const NAMED: usize = 6;

/// The rows for programs.
pub fn as_json(cells: &[LocaleCell]) -> Value {
    let rows = cells.iter().map(|cell| {
        json!({
            "locale": cell.locale,
            "deck": cell.deck,
            "variant": cell.variant,
            "overflowing": cell.overflowing,
            "smallest_pt": cell.smallest_pt,
            "missing_texts": cell.missing_texts,
            "untranslated": cell.untranslated,
            "missing_glyphs": cell.missing_glyphs,
            "errors": cell.errors,
        })
    });
    rows.collect()
}

/// The rows for people, columns as wide as their widest cell.
pub fn table(cells: &[LocaleCell], lang: Lang) -> String {
    let head = [
        say!("langue", "locale"),
        say!("jeu", "deck"),
        say!("plus petit corps", "smallest size"),
        say!("textes manquants", "missing texts"),
        say!("glyphes manquants", "missing glyphs"),
        say!("cartes qui débordent", "cards that overflow"),
    ];
    let mut rows = vec![head.map(|title| title.text(lang).to_owned())];
    rows.extend(cells.iter().map(|cell| row(cell, lang)));
    let widths: [usize; 6] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let line = |row: &[String; 6]| {
        let cells: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn row(cell: &LocaleCell, lang: Lang) -> [String; 6] {
    let size = cell.smallest_pt.map_or_else(
        || "–".to_owned(),
        |size| match lang {
            Lang::Fr => format!("{size} pt").replace('.', ","),
            Lang::En => format!("{size} pt"),
        },
    );
    let count = |n: usize| if n == 0 { "–".to_owned() } else { n.to_string() };
    let mut cards = cell.overflowing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" ");
    if cell.overflowing.len() > NAMED {
        let all = cell.overflowing.len();
        cards.push_str(say!(" … ({all} cartes)", " … ({all} cards)").text(lang));
    }
    let cards = if cards.is_empty() { "–".to_owned() } else { cards };
    let deck = cell.variant.iter().fold(cell.deck.clone(), |deck, variant| format!("{deck} {variant}"));
    [cell.locale.clone(), deck, size, count(cell.missing_texts), count(cell.missing_glyphs), cards]
}
