//! Fitting text into frames, and how much does not fit. Nothing is ever cut or made smaller unasked.

use super::{Prepared, Setting};
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::say;

/// How a frame takes its text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Fit {
    /// At its size or not at all.
    #[default]
    Fixed,
    /// At the largest size at which it fits, in steps of a tenth of a point; the smallest letters never under `min`.
    Shrink {
        /// The floor.
        min: Length,
    },
}

/// A part that cannot be broken and is wider than its line.
#[derive(Clone, Debug, PartialEq)]
pub struct TooWide {
    /// The part.
    pub word: String,
    /// Its width.
    pub width: Length,
    /// The room it has.
    pub room: Length,
}

/// How much does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Overflow {
    /// Lines at the smallest size allowed.
    pub lines: usize,
    /// Lines that the frame has room for.
    pub room_lines: usize,
    /// Words of the whole text.
    pub words: usize,
    /// Words on the lines that have no room.
    pub words_too_many: usize,
    /// Height of all lines.
    pub height: Length,
    /// Parts that are wider than the frame.
    pub too_wide: Vec<TooWide>,
    /// Size of the smallest letters at which it was tried last.
    pub size: Length,
    /// Size of the smallest letters at which all would fit, in tenths of a point; none under 4 pt.
    pub fits_at: Option<Length>,
}

/// Nobody reads less: no smaller size is proposed.
const SMALLEST_PROPOSED: Length = Length::pt(4.0);
/// What heights may be over without being seen, in millimetres.
const HEIGHT_TOLERANCE: Length = Length::mm(0.005);

impl Prepared {
    /// Sets the text in a frame. Lines are the best ones where these have room, or else as few as possible.
    ///
    /// # Errors
    /// By how much it does not fit.
    pub fn fit(&self, frame: Size, fit: Fit) -> Result<Setting, Overflow> {
        self.fit_from(frame, fit, 1.0)
    }

    /// As [`fit`](Self::fit), but at `most` times the size written, for words that others hold at a smaller size.
    ///
    /// # Errors
    /// By how much it does not fit.
    pub fn fit_from(&self, frame: Size, fit: Fit, most: f64) -> Result<Setting, Overflow> {
        if self.fits(frame, most) {
            return Ok(self.set_within(frame, most));
        }
        let mut smallest = most;
        if let Fit::Shrink { min } = fit {
            if let Some(scale) = self.largest_scale(frame, min, self.size() * most) {
                return Ok(self.set_within(frame, scale));
            }
            smallest = (min / self.size()).min(most);
        }
        Err(self.overflow(frame, smallest))
    }

    /// True when all has room in the frame at `scale`, in as few lines as possible.
    pub fn fits(&self, frame: Size, scale: f64) -> bool {
        self.parts_fit(frame.width, scale) && self.least_height(frame.width, scale) <= frame.height + HEIGHT_TOLERANCE
    }

    fn set_within(&self, frame: Size, scale: f64) -> Setting {
        let best = self.set_lines(frame.width, scale, false, Some(frame.height));
        if best.height <= frame.height + HEIGHT_TOLERANCE {
            return best;
        }
        self.set_lines(frame.width, scale, true, Some(frame.height))
    }

    /// The scale of the largest size in tenths of a point, from `min` up to below `max`, at which all fits.
    fn largest_scale(&self, frame: Size, min: Length, max: Length) -> Option<f64> {
        if self.size() <= Length::ZERO || min > max {
            return None;
        }
        let scale = |tenths: i64| Length::pt(tenths as f64 / 10.0) / self.size();
        // Tenths strictly inside: `low` is known to fit or stands for `min` itself, `high` does not fit.
        let mut low = (min.to_pt() * 10.0 - 1e-6).ceil() as i64;
        let mut high = (max.to_pt() * 10.0 - 1e-6).ceil() as i64;
        if low >= high || !self.fits(frame, scale(low)) {
            let floor = min / self.size();
            return self.fits(frame, floor).then_some(floor);
        }
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if self.fits(frame, scale(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(scale(low))
    }

    fn overflow(&self, frame: Size, scale: f64) -> Overflow {
        let set = self.set_lines(frame.width, scale, true, None);
        let room_lines = set.room_lines(frame.height + HEIGHT_TOLERANCE);
        let fits_at = self.largest_scale(frame, SMALLEST_PROPOSED, self.size() * scale);
        Overflow {
            lines: set.lines.len(),
            room_lines,
            words: set.words,
            words_too_many: set.lines.iter().skip(room_lines).map(|line| line.words).sum(),
            height: set.height,
            size: self.size() * scale,
            fits_at: fits_at.map(|scale| self.size() * scale),
            too_wide: set.too_wide,
        }
    }
}

impl Overflow {
    /// Lines that have no room.
    pub const fn lines_too_many(&self) -> usize {
        self.lines.saturating_sub(self.room_lines)
    }

    /// The overflow in words. Its places are for the caller to add: only it knows the field and the frame.
    pub fn diagnostic(&self) -> Diagnostic {
        let found = match self.too_wide.first() {
            Some(part) => part.diagnostic(),
            None => self.too_long(),
        };
        match self.fits_at {
            Some(size) => {
                let (fr, en) = (points(size, ','), points(size, '.'));
                found.hint(say!(
                    "raccourcissez le texte, agrandissez le cadre, ou composez-le en {fr} pt",
                    "shorten the text, enlarge the frame, or set it at {en} pt"
                ))
            }
            None => found.hint(say!(
                "raccourcissez le texte ou agrandissez le cadre : il ne tiendrait pas même en 4 pt",
                "shorten the text or enlarge the frame: it would not fit even at 4 pt"
            )),
        }
    }

    fn too_long(&self) -> Diagnostic {
        let (over, words) = (self.lines_too_many(), self.words_too_many);
        let (lines, room) = (self.lines, self.room_lines);
        let (fr, en) = (points(self.size, ','), points(self.size, '.'));
        let line_s = if over > 1 { "s" } else { "" };
        let word_s = if words > 1 { "s" } else { "" };
        Diagnostic::error(
            "text-overflow",
            say!(
                "le texte a {over} ligne{line_s} de trop en {fr} pt ({lines} pour {room}), soit {words} mot{word_s}",
                "the text has {over} line{line_s} too many at {en} pt ({lines} for {room}), or {words} word{word_s}"
            ),
        )
    }
}

impl TooWide {
    /// The fault in words, without place.
    pub fn diagnostic(&self) -> Diagnostic {
        let Self { word, width, room } = self;
        let (width_fr, room_fr) = (millimetres(*width, ','), millimetres(*room, ','));
        let (width_en, room_en) = (millimetres(*width, '.'), millimetres(*room, '.'));
        Diagnostic::error(
            "text-too-wide",
            say!(
                "« {word} » mesure {width_fr} mm et ne se coupe pas ; la ligne en offre {room_fr}",
                "“{word}” is {width_en} mm wide and cannot be broken; the line has {room_en}"
            ),
        )
    }
}

fn points(size: Length, mark: char) -> String {
    format!("{:.1}", size.to_pt()).replace('.', &mark.to_string())
}

fn millimetres(length: Length, mark: char) -> String {
    format!("{:.1}", length.to_mm()).replace('.', &mark.to_string())
}
