//! The signs of one side of one sheet put together: marks around the pieces, and one strip with ruler, words and colour
//! bar. Decides where each goes and what has no room; how they look stands in `marks` and `lettering`.

use std::sync::LazyLock;

use super::Job;
use super::arrangement::{CropSides, Marks};
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
    /// Adds the signs to what the side shows, and tells the keys of those that have no room.
    pub fn draw(&self, items: &mut Vec<Item>) -> Result<Vec<&'static str>, Diagnostic> {
        let Marks { crop, registration, color_bar, fold, slug, ruler, .. } = self.job.arrangement.marks;
        let mut ground = Ground::of(self.plan, self.side);
        let mut missing = Vec::new();
        let mut add = |key: &'static str, item: Option<Item>| match item {
            Some(item) => items.push(item),
            None => missing.push(key),
        };
        if registration {
            add("registration", marks::registration(self.plan, &mut ground));
        }
        let wants_ruler = ruler && !self.has_no_words();
        let wants_slug = slug && !self.has_no_words();
        if wants_slug || wants_ruler || color_bar {
            let strip = self.strip(&ground);
            let (found, lacking) = self.fill(strip, wants_ruler, wants_slug, color_bar, &mut ground)?;
            found.into_iter().for_each(|item| add("slug", Some(item)));
            lacking.into_iter().for_each(|key| add(key, None));
        }
        if let Some(crop) = crop.filter(|crop| shows(crop.on, self.side)) {
            add("crop", marks::crop(self.plan, &ground, &crop));
        }
        if fold && !self.plan.folds.is_empty() {
            add("fold", marks::fold(self.plan, &ground));
        }
        Ok(missing)
    }

    /// Without a font there are no words.
    fn has_no_words(&self) -> bool {
        self.job.lettering.fonts.is_empty()
    }

    fn strip(&self, ground: &Ground) -> Option<Strip> {
        Strip::on_waste(self.plan, ground, RULER_HEIGHT).or_else(|| {
            let inside = self.job.arrangement.marks.inside;
            inside.then(|| Strip::inside(self.plan, ground)).flatten()
        })
    }

    /// Colour bar from the right, ruler and then slug from the left.
    fn fill(
        &self,
        strip: Option<Strip>,
        ruler: bool,
        slug: bool,
        color_bar: bool,
        ground: &mut Ground,
    ) -> Result<(Vec<Item>, Vec<&'static str>), Diagnostic> {
        let asked = [("color-bar", color_bar), ("ruler", ruler), ("slug", slug)];
        let asked = asked.into_iter().filter(|(_, asked)| *asked).map(|(key, _)| key);
        let Some(mut strip) = strip else { return Ok((Vec::new(), asked.collect())) };
        if strip.small && self.side == Side::Back {
            return Ok((Vec::new(), Vec::new()));
        }
        let (mut items, mut missing) = (Vec::new(), Vec::new());
        for key in asked {
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
        if strip.small && self.number > 0 {
            return Ok(Some(Vec::new()));
        }
        let words = match self.job.lettering.lang {
            Lang::Fr => "100 mm · imprimer à 100 % (taille réelle)",
            Lang::En => "100 mm · print at 100 % (actual size)",
        };
        let Some(x) = strip.take_left(RULER + APART) else { return Ok(None) };
        let ruler = if strip.small { lettering::low_ruler } else { lettering::ruler };
        let mut items = vec![Item::Group(Box::new(Group {
            transform: Transform::translate(x, Length::mm(if strip.small { 1.6 } else { 2.2 })),
            items: vec![ruler(Point::ORIGIN, ink(strip))],
            ..Group::default()
        }))];
        if strip.small {
            items.extend(self.line(strip, words)?.unwrap_or_default());
        } else {
            let below = Rect::new(x, Length::mm(2.6), RULER, Length::mm(2.5));
            items.extend(self.job.lettering.lines(words, WORDS, ink(strip), &below)?);
        }
        Ok(Some(items))
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
