//! The signs of one side of one sheet put together: marks around the pieces, and one strip with ruler, words and colour
//! bar. Decides where each goes and what has no room; how they look stands in `marks` and `lettering`.

use std::sync::LazyLock;

use super::Job;
use super::arrangement::{CropSides, Marks, Printer, Sides};
use super::lettering::{self, RULER, RULER_HEIGHT};
use super::marks::{self, Ground};
use super::plan::Plan;
use super::sheet::{Slug, side_name};
use super::strip::Strip;
use crate::color::{Cmyk, Color};
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, Point, Rect, Transform};
use crate::scene::{Group, Item, Role, Side};

/// Between two things in a strip.
const APART: Length = Length::mm(4.0);
/// Words on waste paper.
const WORDS: Length = Length::pt(5.5);
/// Words that stay on a card: as small as can still be read, and light.
const SMALL: Length = Length::pt(4.0);

/// A sign without room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lack {
    /// Its key in arrangement files.
    pub sign: &'static str,
    /// Of crop marks: how many cuts lack one, where others have theirs.
    pub cuts: Option<usize>,
}

/// One side of one sheet.
pub(super) struct Signs<'a> {
    pub plan: &'a Plan,
    pub job: &'a Job<'a>,
    /// Which sheet, from 0.
    pub number: usize,
    /// Of how many.
    pub sheets: usize,
    pub side: Side,
}

impl Signs<'_> {
    /// Adds the signs to what the side shows, and tells those that have no room.
    pub fn draw(&self, items: &mut Vec<Item>) -> Result<Vec<Lack>, Diagnostic> {
        let Marks { crop, registration, color_bar, fold, slug, ruler, .. } = self.job.arrangement.marks;
        let mut ground = Ground::of(self.plan, self.side);
        let mut missing = Vec::new();
        let mut add = |key: &'static str, item: Option<Item>| match item {
            Some(item) => items.push(item),
            None => missing.push(Lack { sign: key, cuts: None }),
        };
        if registration {
            add("registration", marks::registration(self.plan, &mut ground));
        }
        let wants_ruler = ruler && !self.has_no_words();
        let wants_slug = slug && !self.has_no_words();
        if wants_slug || wants_ruler || color_bar {
            let asked = [("color-bar", color_bar), ("ruler", wants_ruler), ("slug", wants_slug)];
            let mut asked: Vec<&'static str> =
                asked.into_iter().filter(|(_, asked)| *asked).map(|(key, _)| key).collect();
            let strips = self.strips(&ground);
            for strip in strips {
                let (found, lacking) = self.fill(strip, &asked, &mut ground)?;
                found.into_iter().for_each(|item| add("slug", Some(item)));
                asked = lacking;
            }
            asked.into_iter().for_each(|key| add(key, None));
        }
        if let Some(crop) = crop.filter(|crop| shows(crop.on, self.side)) {
            let (marks, lacking) = marks::crop(self.plan, &ground, &crop);
            let some = marks.is_some() && lacking > 0;
            add("crop", marks);
            missing.extend(some.then_some(Lack { sign: "crop", cuts: Some(lacking) }));
        }
        if fold && !self.plan.folds.is_empty() {
            match marks::fold(self.plan, &ground) {
                Some(item) => items.push(item),
                None => missing.push(Lack { sign: "fold", cuts: None }),
            }
        }
        Ok(missing)
    }

    /// Without a font there are no words.
    fn has_no_words(&self) -> bool {
        self.job.lettering.fonts.is_empty()
    }

    /// Where there is room for words: waste paper along an edge, else both sides of the middle cut where they may.
    fn strips(&self, ground: &Ground) -> Vec<Strip> {
        match Strip::on_waste(self.plan, ground, RULER_HEIGHT) {
            Some(strip) => vec![strip],
            None if self.job.arrangement.marks.inside => Strip::inside(self.plan, ground),
            None => Vec::new(),
        }
    }

    /// Colour bar from the right, ruler and then slug from the left; and what has no room in this strip.
    fn fill(
        &self,
        mut strip: Strip,
        asked: &[&'static str],
        ground: &mut Ground,
    ) -> Result<(Vec<Item>, Vec<&'static str>), Diagnostic> {
        if strip.small && self.side == Side::Back {
            return Ok((Vec::new(), Vec::new()));
        }
        let (mut items, mut missing) = (Vec::new(), Vec::new());
        for key in asked.iter().copied() {
            let made = match key {
                "color-bar" if strip.small => None,
                "color-bar" => strip.take_right(marks::BAR).map(|at| vec![marks::color_bar(at)]),
                "ruler" => self.ruler(&mut strip)?,
                _ => self.slug_line(&mut strip)?,
            };
            match made {
                Some(made) => items.extend(made),
                None => missing.push(key),
            }
        }
        ground.obstacles.extend(strip.used());
        if items.is_empty() {
            return Ok((Vec::new(), missing));
        }
        let transform = strip.transform;
        let group = Group { transform, role: Some(Role::Mark), items, ..Group::default() };
        Ok((vec![Item::Group(Box::new(group))], missing))
    }

    fn ruler(&self, strip: &mut Strip) -> Result<Option<Vec<Item>>, Diagnostic> {
        let size = if strip.small { SMALL } else { WORDS };
        let scale = match self.job.lettering.lang {
            Lang::Fr => "100 mm · imprimer à 100 % (taille réelle)",
            Lang::En => "100 mm · print at 100 % (actual size)",
        };
        let long = format!("{scale} · {}", self.advice());
        let fits = strip.small || self.job.lettering.width(&long, size) < RULER;
        let words = if fits && self.is_home() { &long } else { scale };
        let Some(x) = strip.take_left(RULER + APART) else { return Ok(None) };
        let ruler = if strip.small { lettering::low_ruler } else { lettering::ruler };
        let mut items = vec![Item::Group(Box::new(Group {
            transform: Transform::translate(x, Length::mm(if strip.small { 1.6 } else { 2.2 })),
            items: vec![ruler(Point::ORIGIN, ink(strip))],
            ..Group::default()
        }))];
        if strip.small {
            let short = self.line(strip, words)?.map_or_else(|| self.line(strip, scale), |items| Ok(Some(items)))?;
            items.extend(short.unwrap_or_default());
        } else {
            let below = Rect::new(x, Length::mm(2.6), RULER, Length::mm(2.5));
            items.extend(self.job.lettering.lines(words, WORDS, ink(strip), &below)?);
        }
        Ok(Some(items))
    }

    fn is_home(&self) -> bool {
        self.job.arrangement.printer == Printer::Home
    }

    /// Which paper from which tray, and how it is turned.
    fn advice(&self) -> String {
        let paper = &self.job.arrangement.paper;
        let (fr, en) = match self.job.arrangement.sides {
            Sides::DuplexLong => ("retourner sur le bord long", "turn over the long edge"),
            Sides::DuplexShort => ("retourner sur le bord court", "turn over the short edge"),
            Sides::Single => ("une seule face", "one side only"),
            Sides::FoldAndGlue => ("une seule face, à plier", "one side only, to be folded"),
            Sides::WorkAndTurn | Sides::WorkAndTumble => ("la même page au dos", "the same page on the back"),
        };
        match self.job.lettering.lang {
            Lang::Fr => format!("{paper}, bac manuel dès 160 g/m² · {fr}"),
            Lang::En => format!("{paper}, manual tray from 160 g/m² · {en}"),
        }
    }

    fn slug_line(&self, strip: &mut Strip) -> Result<Option<Vec<Item>>, Diagnostic> {
        let Slug { job, version, hash } = self.job.slug;
        let lang = self.job.lettering.lang;
        let (sheet, all, side) = (self.number + 1, self.sheets, side_name(self.side, lang));
        let count = match lang {
            Lang::Fr => format!("feuille {sheet}/{all}"),
            Lang::En => format!("sheet {sheet}/{all}"),
        };
        let parts = [job.as_str(), count.as_str(), side, version.as_str(), hash.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        // Where the strip is short the job is left out: the number of the sheet must be there.
        match self.line(strip, &parts.join(" · "))? {
            Some(items) => Ok(Some(items)),
            None => self.line(strip, &parts.get(1..).unwrap_or_default().join(" · ")),
        }
    }

    /// One line of words in the strip; none where it is too long.
    fn line(&self, strip: &mut Strip, words: &str) -> Result<Option<Vec<Item>>, Diagnostic> {
        let (size, y) = if strip.small { (SMALL, Length::mm(0.4)) } else { (WORDS, Length::mm(2.6)) };
        let width = self.job.lettering.width(words, size) + Length::mm(0.1);
        let Some(x) = strip.take_left(width + APART) else { return Ok(None) };
        let rect = Rect::new(x, y, width, size * 1.5);
        self.job.lettering.lines(words, size, ink(strip), &rect).map(Some)
    }
}

/// A light grey, in black ink alone.
static PALE: LazyLock<Color> = LazyLock::new(|| Color::from_inks(Cmyk { c: 0, m: 0, y: 0, k: 400 }));

/// Black on waste, a light grey on cards.
fn ink(strip: &Strip) -> Color {
    if strip.small { *PALE } else { Color::BLACK }
}

fn shows(on: CropSides, side: Side) -> bool {
    matches!((on, side), (CropSides::Both, _) | (CropSides::Front, Side::Front) | (CropSides::Back, Side::Back))
}
