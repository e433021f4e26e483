//! A glyph run spelled out: each character with its place and the way it is drawn. Knows fonts, but no markup.

use super::face::Faces;
use crate::font::{Face, glyph_outline};
use crate::geom::Length;
use crate::scene::{Glyph, GlyphRun};

/// How characters are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// As letters of the font with this character map.
    Live(usize),
    /// Not at all: outlines stand in their place.
    Hidden,
}

/// Characters drawn in one way, each with its place right of and below the run's origin.
#[derive(Debug)]
pub struct Piece {
    pub drawn: Drawn,
    pub text: String,
    pub places: Vec<(Length, Length)>,
}

/// A run in reading order.
#[derive(Debug, Default)]
pub struct Spelled {
    pub pieces: Vec<Piece>,
    /// Glyphs that must be drawn as outlines, by their index in the run.
    pub outlined: Vec<usize>,
}

/// Spells `run` and asks `faces` for the character maps it needs.
pub fn spell(run: &GlyphRun, face: &Face, faces: &mut Faces) -> Spelled {
    let mut spelled = Spelled::default();
    for cluster in clusters(run) {
        let wanted = assign(&cluster, run, face);
        if wanted.is_none() {
            spelled.outlined.extend(cluster.glyphs.iter().map(|(index, _)| *index));
        }
        let shown = wanted.unwrap_or_else(|| {
            let place =
                cluster.glyphs.first().map_or((Length::ZERO, Length::ZERO), |(_, glyph)| (glyph.x(), glyph.y()));
            cluster.text.chars().map(|character| (character, None, place)).collect()
        });
        for (character, glyph, place) in shown {
            let before = spelled.pieces.last().and_then(|piece| match piece.drawn {
                Drawn::Live(map) => Some(map),
                Drawn::Hidden => None,
            });
            let drawn = glyph.map_or(Drawn::Hidden, |glyph| {
                Drawn::Live(faces.map_for(run.font, face, legal(character), glyph, before))
            });
            spelled.push(legal(character), drawn, place);
        }
    }
    spelled
}

impl Spelled {
    fn push(&mut self, character: char, drawn: Drawn, place: (Length, Length)) {
        match self.pieces.last_mut() {
            // Programs disagree on whether a character beyond the basic plane takes one place of a list or two, so
            // nothing follows one in its piece.
            Some(piece) if piece.drawn == drawn && !piece.text.ends_with(|last: char| u32::from(last) > 0xffff) => {
                piece.text.push(character);
                piece.places.push(place);
            }
            _ => self.pieces.push(Piece { drawn, text: character.to_string(), places: vec![place] }),
        }
    }
}

/// Characters that are drawn together, and the glyphs that draw them, from left to right.
struct Cluster<'r> {
    text: &'r str,
    glyphs: Vec<(usize, &'r Glyph)>,
}

/// The clusters of a run in reading order. Characters before the first one belong to it.
fn clusters(run: &GlyphRun) -> Vec<Cluster<'_>> {
    let mut starts: Vec<usize> = run.glyphs.iter().map(|glyph| usize::from(glyph.cluster)).collect();
    starts.sort_unstable();
    starts.dedup();
    let of = |index: usize, start: usize| {
        let from = if index == 0 { 0 } else { start };
        let to = starts.get(index + 1).copied().unwrap_or(run.text.len());
        let glyphs = run.glyphs.iter().enumerate().filter(|(_, glyph)| usize::from(glyph.cluster) == start).collect();
        Cluster { text: run.text.get(from..to).unwrap_or(""), glyphs }
    };
    starts.iter().enumerate().map(|(index, start)| of(index, *start)).collect()
}

type Assigned = (char, Option<u16>, (Length, Length));

/// A glyph for every character; none when a character map cannot say it.
fn assign(cluster: &Cluster<'_>, run: &GlyphRun, face: &Face) -> Option<Vec<Assigned>> {
    let characters: Vec<char> = cluster.text.chars().collect();
    if let ([character], [(_, glyph)]) = (characters.as_slice(), cluster.glyphs.as_slice()) {
        if glyph.id != 0 && (!is_unseen(*character) || !paints(face, glyph.id)) {
            return Some(vec![(*character, Some(glyph.id), (glyph.x(), glyph.y()))]);
        }
        return None;
    }
    // Browsers order and stack such letters anew, whatever places they are given.
    if characters.iter().any(|c| is_restacked(*c)) {
        return None;
    }
    let blank = face.glyph(' ')?;
    let painted: Vec<&Glyph> =
        cluster.glyphs.iter().map(|(_, glyph)| *glyph).filter(|glyph| paints(face, glyph.id)).collect();
    let (drawn, rest) = characters.split_at_checked(painted.len())?;
    // A mark has no place of its own in SVG: it stands where its letter stands.
    if drawn.iter().any(|c| is_unseen(*c)) || drawn.iter().skip(1).any(|c| is_mark(*c)) {
        return None;
    }
    let mut shown: Vec<Assigned> =
        drawn.iter().zip(&painted).map(|(c, glyph)| (*c, Some(glyph.id), (glyph.x(), glyph.y()))).collect();
    let last = painted.last().copied().or(cluster.glyphs.first().map(|(_, glyph)| *glyph))?;
    let unit = run.size / f64::from(face.metrics.units_per_em.max(1));
    let step = unit * f64::from(face.advance(last.id)) / (rest.len() + usize::from(!drawn.is_empty())).max(1) as f64;
    for (index, character) in rest.iter().enumerate() {
        let ahead = step * (index + usize::from(!drawn.is_empty())) as f64;
        shown.push((*character, Some(blank), (last.x() + ahead, last.y())));
    }
    Some(shown)
}

fn paints(face: &Face, glyph: u16) -> bool {
    glyph_outline(face, glyph).is_some()
}

/// Characters that browsers never paint, whatever the font says: controls and the default ignorable ones of
/// Unicode (soft hyphen, joiners, zero-width spaces, variation selectors).
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters and marks of Hebrew, Arabic and the scripts of South and South-East Asia, which are drawn by syllables.
const fn is_restacked(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{10ff}' | '\u{1100}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{11fff}')
}

fn is_mark(character: char) -> bool {
    unicode_bidi::bidi_class(character) == unicode_bidi::BidiClass::NSM
}

/// XML 1.0 has no control characters: breaks and tabs are spaces on a line that is already broken, others are shown
/// as what cannot be read.
fn legal(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    }
}
