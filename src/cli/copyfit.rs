//! Copy budgets for people and for programs: how full every frame is, the fullest cards first.

use massicot::compile::{CopyDeck, CopyFrame};
use massicot::diag::{Lang, Say};
use massicot::element::Fill;
use massicot::say;
use massicot::scene::Side;
use serde_json::{Value, json};

/// How many cards of a frame are shown to people; programs get all.
const SHOWN: usize = 5;

/// Everything for programs: sizes in points, shares from 0, full at 1.
pub fn as_json(decks: &[CopyDeck]) -> Value {
    let card = |(card, fill): &(String, Fill)| {
        json!({
            "card": card,
            "fits": fill.fits,
            "lines": fill.lines,
            "room_lines": fill.room_lines,
            "words": fill.words,
            "room_words": fill.room_words(),
            "share": rounded(fill.share, 1000.0),
            "size_pt": rounded(fill.size.to_pt(), 100.0),
            "full_size_pt": rounded(fill.full_size.to_pt(), 100.0),
        })
    };
    let frame = |frame: &CopyFrame| {
        json!({
            "frame": frame.frame,
            "face": face(frame.side).en,
            "style": frame.style,
            "cards": frame.cards.iter().map(card).collect::<Value>(),
        })
    };
    let deck = |deck: &CopyDeck| {
        json!({
            "deck": deck.deck,
            "variant": deck.variant,
            "frames": deck.frames.iter().map(frame).collect::<Value>(),
        })
    };
    decks.iter().map(deck).collect()
}

fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

/// A table for each frame of each deck.
pub fn tables(decks: &[CopyDeck], lang: Lang) -> String {
    decks.iter().map(|deck| of_deck(deck, lang)).collect()
}

fn of_deck(deck: &CopyDeck, lang: Lang) -> String {
    let mut text = format!("{} {}", deck.deck, deck.title);
    if let Some(variant) = &deck.variant {
        text.push_str(&format!(" ({variant})"));
    }
    text.push('\n');
    let head = [
        say!("carte", "card"),
        say!("lignes", "lines"),
        say!("mots", "words"),
        say!("plein", "full"),
        say!("corps", "size"),
    ];
    let mut rows: Vec<[String; 5]> = vec![head.map(|title| title.text(lang).to_owned())];
    rows.extend(deck.frames.iter().flat_map(shown).map(|(card, fill)| row(card, fill, lang)));
    let widths: [usize; 5] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(widths).enumerate();
        let cells = cells.map(
            |(column, (cell, width))| if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") },
        );
        format!("  {}\n", cells.collect::<Vec<_>>().join("   ").trim_end())
    };
    text.push_str(&line(&rows[0]));
    let mut rest = rows[1..].iter();
    for frame in &deck.frames {
        text.push_str(&format!("{}\n", title(frame).text(lang)));
        shown(frame).filter_map(|_| rest.next()).for_each(|row| text.push_str(&line(row)));
        if let Some(others) = others(frame) {
            text.push_str(&format!("  {}\n", others.text(lang)));
        }
    }
    text.push('\n');
    text
}

fn shown(frame: &CopyFrame) -> impl Iterator<Item = &(String, Fill)> {
    frame.cards.iter().take(SHOWN)
}

fn title(frame: &CopyFrame) -> Say {
    let (name, style) = (&frame.frame, &frame.style);
    say!("{face}, {name} (style {style})", "{face}, {name} (style {style})"; face = face(frame.side))
}

fn face(side: Side) -> Say {
    match side {
        Side::Front => say!("recto", "front"),
        Side::Back => say!("verso", "back"),
    }
}

/// « 17 autres, pleines à 82 % au plus ».
fn others(frame: &CopyFrame) -> Option<Say> {
    let rest = frame.cards.get(SHOWN..).filter(|rest| !rest.is_empty())?;
    let (many, most) = (rest.len(), percent(rest.iter().map(|(_, fill)| fill.share).fold(0.0, f64::max)));
    Some(if many == 1 {
        say!("1 autre, pleine à {most} %", "1 other, {most}% full")
    } else {
        say!("{many} autres, pleines à {most} % au plus", "{many} others, {most}% full at most")
    })
}

fn percent(share: f64) -> u32 {
    // Nearly full is not full.
    (share * 100.0 + 1e-6).floor() as u32
}

fn row(card: &str, fill: &Fill, lang: Lang) -> [String; 5] {
    let full = percent(fill.share);
    let room = fill.room_words();
    let points = format!("{:.1} pt", fill.size.to_pt());
    let (share, size) = match lang {
        Lang::Fr => (format!("{full} %"), points.replace('.', ",")),
        Lang::En => (format!("{full}%"), points),
    };
    let size = if fill.size < fill.full_size { format!("{size} ↓") } else { size };
    let card = if fill.fits { card.to_owned() } else { format!("{card} !") };
    [card, format!("{}/{}", fill.lines, fill.room_lines), format!("{}/{room}", fill.words), share, size]
}
