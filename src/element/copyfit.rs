//! How full a frame is of words: what is used, and what there would be room for.

use super::text::BoundText;
use crate::geom::{Length, Size};

/// Words in a frame against the room it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Words of the text.
    pub words: usize,
    /// Lines they take at the size they are set in.
    pub lines: usize,
    /// Lines that have room at that size.
    pub room_lines: usize,
    /// Share of the room that is taken, 1 full: whole lines, and the last one as far as it reaches.
    pub share: f64,
    /// Size of the smallest letters as they are set.
    pub size: Length,
    /// Their size in the type style.
    pub full_size: Length,
    /// False for words that do not fit.
    pub fits: bool,
}

impl Fill {
    /// About how many such words have room.
    pub fn room_words(&self) -> usize {
        if self.share > 0.0 { (self.words as f64 / self.share).floor() as usize } else { self.words }
    }
}

impl BoundText {
    /// How full the frame is, once the words are settled in it; `spare` is what its flow has left over.
    pub fn fill(&self, frame: Size, spare: Size) -> Option<Fill> {
        let full_size = self.letters();
        match self.settled()? {
            Err(over) => {
                let share = (over.lines as f64 / over.room_lines.max(1) as f64).max(1.0);
                Some(Fill {
                    words: over.words,
                    lines: over.lines,
                    room_lines: over.room_lines,
                    share,
                    size: over.size,
                    full_size,
                    fits: false,
                })
            }
            Ok(set) => {
                let last = set.lines.last()?;
                let leading = self.leading() * set.scale;
                let more = (frame.height + spare.height - set.height + Length::mm(0.01)).max(Length::ZERO) / leading;
                let lines = set.lines.len();
                let room_lines = lines + if more.is_finite() { more.floor() as usize } else { 0 };
                let width = frame.width + spare.width;
                let reach = if width > Length::ZERO { (last.width / width).min(1.0) } else { 1.0 };
                Some(Fill {
                    words: set.words,
                    lines,
                    room_lines,
                    share: ((lines - 1) as f64 + reach) / room_lines as f64,
                    size: full_size * set.scale,
                    full_size,
                    fits: true,
                })
            }
        }
    }
}
