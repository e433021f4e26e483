//! The report of a preflight: one page for people, with the faulty pages in small and a mark at every fault.

use std::sync::Arc;

use super::audit::{Audit, Finding, Leaf};
use super::picture;
use crate::color::{Cmyk, Color, Srgb};
use crate::diag::{Diagnostic, Say, Severity};
use crate::geom::{Length, PageBoxes, PathData, Point, Rect, Size};
use crate::impose::Lettering;
use crate::preflight::wording;
use crate::say;
use crate::scene::{Assets, Document, Fill, Image, Info, Item, Page, Path, Side, Stroke};

const PAPER: Size = Size::mm(210.0, 297.0);
const MARGIN: Length = Length::mm(15.0);
const WIDTH: Length = Length::mm(180.0);
/// Where the last line may end.
const FOOT: Length = Length::mm(284.0);
/// How many faulty pages are shown, and the room of each.
const SHOWN: usize = 4;
const CELL: Size = Size::mm(42.0, 62.0);
/// Pixels of the longer side of a page in small.
const PIXELS: u32 = 560;
/// Marks on one page.
const MARKS: usize = 12;

const GREY: Color = Color::process(Srgb::new(95, 95, 95), Cmyk { c: 0, m: 0, y: 0, k: 700 });
const RED: Color = Color::process(Srgb::new(190, 20, 30), Cmyk { c: 150, m: 1000, y: 950, k: 50 });

/// The page. `name` is what the file is called.
///
/// # Errors
/// Words that the fonts cannot set.
pub fn report(bytes: &[u8], audit: &Audit, name: &str, lettering: &Lettering) -> Result<Document, Diagnostic> {
    let mut sheet =
        Sheet { audit, lettering, items: Vec::new(), assets: Assets::default(), y: MARGIN, tags: Vec::new() };
    sheet.head(name)?;
    sheet.pictures(bytes)?;
    sheet.findings()?;
    let title = sheet.pick(&say!("Contrôle de {name}", "Preflight of {name}"));
    let lang = sheet.pick(&say!("fr", "en"));
    let page = Page {
        boxes: PageBoxes::new(PAPER, Length::ZERO, Length::ZERO),
        items: sheet.items,
        name: "1".to_owned(),
        card: None,
        side: Side::Front,
        copies: 1,
        outline: None,
    };
    let info = Info { title, lang, ..Info::default() };
    let fonts = lettering.setter.fonts().clone();
    Ok(Document { info, pages: vec![page], assets: sheet.assets, fonts })
}

struct Sheet<'a> {
    audit: &'a Audit,
    lettering: &'a Lettering,
    items: Vec<Item>,
    assets: Assets,
    y: Length,
    /// Where numbers stand already.
    tags: Vec<Rect>,
}

impl Sheet<'_> {
    fn pick(&self, say: &Say) -> String {
        say.text(self.lettering.lang).to_owned()
    }

    /// Characters that the font has; names of other people's inks and fonts may hold any.
    fn known(&self, words: &str) -> String {
        let fonts = self.lettering.setter.fonts();
        let face = self.lettering.fonts.first().and_then(|id| fonts.get(*id));
        let has = |c: char| c.is_whitespace() || face.is_some_and(|face| face.glyph(c).is_some());
        words.chars().map(|c| if has(c) { c } else { '?' }).collect()
    }

    /// Words with their upper left corner at a place; how high they are.
    fn words(
        &mut self,
        words: &str,
        size: f64,
        color: Color,
        bold: bool,
        at: Point,
        width: Length,
    ) -> Result<Length, Diagnostic> {
        let lettering = if bold { self.lettering.bold() } else { self.lettering.clone() };
        let (words, size) = (self.known(words), Length::pt(size));
        let height = lettering.height(&words, size, width);
        let room = Rect::new(at.x, at.y, width + Length::mm(0.02), height + Length::mm(0.02));
        self.items.extend(lettering.lines(&words, size, color, &room)?);
        Ok(height)
    }

    fn head(&mut self, name: &str) -> Result<(), Diagnostic> {
        let x = MARGIN;
        let what = self.pick(&say!("Contrôle avant impression", "Preflight"));
        let high = self.words(&what, 11.0, GREY, false, Point::new(x, self.y), WIDTH)?;
        self.y += high;
        let high = self.words(name, 18.0, Color::BLACK, true, Point::new(x, self.y), WIDTH)?;
        self.y += high + Length::mm(0.8);
        let facts = self.pick(&facts(self.audit));
        let high = self.words(&facts, 9.5, Color::BLACK, false, Point::new(x, self.y), WIDTH)?;
        self.y += high + Length::mm(2.5);
        let (verdict, color) = verdict(self.audit);
        let verdict = self.pick(&verdict);
        let high = self.words(&verdict, 14.0, color, true, Point::new(x, self.y), WIDTH)?;
        self.y += high + Length::mm(2.0);
        self.rule(self.y, 0.75);
        self.y += Length::mm(4.0);
        Ok(())
    }

    fn rule(&mut self, y: Length, points: f64) {
        let data = PathData::polyline(&[Point::new(MARGIN, y), Point::new(MARGIN + WIDTH, y)], false);
        self.outline(data, None, Some(Stroke::solid(Color::BLACK, Length::pt(points))));
    }

    fn outline(&mut self, data: PathData, fill: Option<Color>, stroke: Option<Stroke>) {
        let fill = fill.map(Fill::solid);
        self.items.push(Item::Path(Box::new(Path { data: Arc::new(data), fill, stroke })));
    }

    /// The pages with the first faults, side by side.
    fn pictures(&mut self, bytes: &[u8]) -> Result<(), Diagnostic> {
        let pages = faulty(self.audit);
        if pages.is_empty() {
            return Ok(());
        }
        let drawn = picture::pages(bytes, &pages, PIXELS);
        let (top, mut deepest) = (self.y, self.y);
        for (place, (index, drawn)) in pages.iter().zip(drawn).enumerate() {
            let Some(leaf) = self.audit.pages.get(*index) else { continue };
            let corner = Point::new(MARGIN + (CELL.width + Length::mm(4.0)) * place as f64, top);
            let room = leaf.shown.size();
            let scale = (CELL.width / room.width).min(CELL.height / room.height);
            let frame = Rect::new(corner.x, corner.y, room.width * scale, room.height * scale);
            if let Some(drawn) = drawn {
                let image = self.assets.add_image(drawn);
                self.items.push(Item::Image(Image { image, rect: frame }));
            }
            self.outline(PathData::rect(&frame), None, Some(Stroke::solid(GREY, Length::pt(0.4))));
            self.trim(leaf, &frame, scale);
            self.marks(*index, leaf, &frame, scale)?;
            let label = self.pick(&page_name(*index, leaf));
            let under = Point::new(corner.x, frame.bottom() + Length::mm(0.8));
            let height = self.words(&label, 8.0, Color::BLACK, false, under, CELL.width)?;
            deepest = deepest.max(under.y + height);
        }
        self.y = deepest + Length::mm(4.0);
        Ok(())
    }

    fn trim(&mut self, leaf: &Leaf, frame: &Rect, scale: f64) {
        let trim = Rect::new(
            frame.x - leaf.shown.x * scale,
            frame.y - leaf.shown.y * scale,
            leaf.trim.width * scale,
            leaf.trim.height * scale,
        );
        self.outline(PathData::rect(&trim), None, Some(Stroke::solid(GREY, Length::pt(0.25))));
    }

    /// A frame and a number at each fault of a page.
    fn marks(&mut self, index: usize, leaf: &Leaf, frame: &Rect, scale: f64) -> Result<(), Diagnostic> {
        let audit = self.audit;
        let spots = audit.findings.iter().enumerate().flat_map(|(number, finding)| {
            let here = finding.places.iter().filter(move |spot| spot.page == Some(index));
            // One mark of a kind: more would hide what they point at.
            here.filter_map(|spot| spot.rect).take(1).map(move |rect| (number + 1, rect))
        });
        let spots: Vec<(usize, Rect)> = spots.take(MARKS).collect();
        for (number, rect) in spots {
            let map = |x: Length, y: Length| {
                let (x, y) = (frame.x + (x - leaf.shown.x) * scale, frame.y + (y - leaf.shown.y) * scale);
                Point::new(x.max(frame.x).min(frame.right()), y.max(frame.y).min(frame.bottom()))
            };
            let placed = Rect::between(map(rect.x, rect.y), map(rect.right(), rect.bottom()));
            self.outline(PathData::rect(&placed), None, Some(Stroke::solid(Color::WHITE, Length::pt(1.8))));
            self.outline(PathData::rect(&placed), None, Some(Stroke::solid(RED, Length::pt(0.9))));
            self.tag(number, placed.origin(), frame)?;
        }
        Ok(())
    }

    /// A number in a disc, kept within the page.
    fn tag(&mut self, number: usize, at: Point, frame: &Rect) -> Result<(), Diagnostic> {
        let side = Length::mm(4.0);
        let mut x = at.x.max(frame.x).min(frame.right() - side);
        let y = at.y.max(frame.y).min(frame.bottom() - side);
        // Beside those that stand there already.
        while x + side * 2.0 <= frame.right()
            && self.tags.iter().any(|tag| super::overlap(tag, &Rect::new(x, y, side, side)))
        {
            x += side * 1.05;
        }
        self.tags.push(Rect::new(x, y, side, side));
        let disc = PathData::ellipse(&Rect::new(x, y, side, side));
        self.outline(disc, Some(RED), Some(Stroke::solid(Color::WHITE, Length::pt(0.6))));
        self.number(number, Color::WHITE, &Rect::new(x, y, side, side))
    }

    fn number(&mut self, number: usize, color: Color, disc: &Rect) -> Result<(), Diagnostic> {
        let text = number.to_string();
        let (bold, size) = (self.lettering.bold(), 7.0);
        let width = bold.width(&text, Length::pt(size)) + Length::mm(0.05);
        let height = bold.height(&text, Length::pt(size), width);
        let at = Point::new(disc.center().x - width * 0.5, disc.center().y - height * 0.5);
        self.words(&text, size, color, true, at, width).map(drop)
    }

    /// Every finding with its number, as far as the page goes.
    fn findings(&mut self) -> Result<(), Diagnostic> {
        let (audit, indent) = (self.audit, Length::mm(8.0));
        let width = WIDTH - indent;
        for (index, finding) in audit.findings.iter().enumerate() {
            let title = self.pick(&title(finding));
            let places = self.pick(&places(finding, audit));
            let hint = self.pick(&finding.hint);
            let heights = [(title.as_str(), 9.5), (places.as_str(), 8.5), (hint.as_str(), 8.5)];
            let high: Length = heights
                .iter()
                .map(|(words, size)| self.lettering.bold().height(&self.known(words), Length::pt(*size), width))
                .sum();
            if self.y + high > FOOT {
                let left = audit.findings.len() - index;
                let rest = self.pick(&say!(
                    "et {left} autres : massicot preflight les dit toutes",
                    "and {left} more: massicot preflight tells them all"
                ));
                self.words(&rest, 9.0, Color::BLACK, true, Point::new(MARGIN, self.y), WIDTH)?;
                return Ok(());
            }
            let disc = Rect::new(MARGIN, self.y + Length::mm(0.2), Length::mm(4.6), Length::mm(4.6));
            let error = finding.severity == Severity::Error;
            let (fill, ink) = if error { (Some(RED), Color::WHITE) } else { (None, Color::BLACK) };
            self.outline(
                PathData::ellipse(&disc),
                fill,
                Some(Stroke::solid(if error { RED } else { Color::BLACK }, Length::pt(0.6))),
            );
            self.number(index + 1, ink, &disc)?;
            for (text, size, color, bold) in
                [(&title, 9.5, Color::BLACK, true), (&places, 8.5, Color::BLACK, false), (&hint, 8.5, GREY, false)]
            {
                if !text.is_empty() {
                    let high = self.words(text, size, color, bold, Point::new(MARGIN + indent, self.y), width)?;
                    self.y += high;
                }
            }
            self.y += Length::mm(2.2);
        }
        Ok(())
    }
}

/// The first pages with a fault, those of the first findings first.
fn faulty(audit: &Audit) -> Vec<usize> {
    let mut pages: Vec<usize> = Vec::new();
    for finding in &audit.findings {
        let marked = finding.places.iter().filter(|spot| spot.rect.is_some()).find_map(|spot| spot.page);
        if let Some(page) = marked.filter(|page| !pages.contains(page)) {
            pages.push(page);
        }
    }
    pages.truncate(SHOWN);
    pages.sort_unstable();
    pages
}

fn page_name(index: usize, leaf: &Leaf) -> Say {
    let number = index + 1;
    match &leaf.label {
        Some(label) => say!("page {number} · {label}", "page {number} · {label}"),
        None => say!("page {number}", "page {number}"),
    }
}

/// `erreur · texte à 1,2 mm du bord…`
fn title(finding: &Finding) -> Say {
    let message = finding.message.clone();
    let kind = match finding.severity {
        Severity::Error => say!("Erreur", "Error"),
        Severity::Warning => say!("Attention", "Warning"),
    };
    say!("{kind} : {message}", "{kind}: {message}"; kind = kind, message = message)
}

/// `page 3 (R02-recto), à 1,2 × 8,0 mm ; 5 endroits`
fn places(finding: &Finding, audit: &Audit) -> Say {
    let Some(first) = finding.places.first() else { return Say { fr: String::new(), en: String::new() } };
    let Some(index) = first.page else { return Say { fr: String::new(), en: String::new() } };
    let page = audit.pages.get(index).map_or_else(|| say!("page", "page"), |leaf| page_name(index, leaf));
    let place = match first.rect {
        Some(rect) => say!(
            "{page}, à {x} × {y} mm du coin", "{page}, at {x} × {y} mm from the corner";
            page = page, x = wording::number(rect.x.to_mm(), 1), y = wording::number(rect.y.to_mm(), 1),
        ),
        None => page,
    };
    let count = finding.count;
    if count < 2 {
        return place;
    }
    say!("{place} ; {count} endroits en tout", "{place}; {count} places in all"; place = place, count = say!("{count}", "{count}"))
}

fn facts(audit: &Audit) -> Say {
    let pages = audit.pages.len();
    let size = audit.pages.first().map(|page| page.trim).unwrap_or_default();
    let plates = if audit.plates.is_empty() { "–".to_owned() } else { audit.plates.join(", ") };
    let against = audit.title().unwrap_or("PDF");
    say!(
        "{pages} pages de {width} × {height} mm · plaques : {plates} · contrôlé selon {against}",
        "{pages} pages of {width} × {height} mm · plates: {plates} · checked against {against}";
        pages = say!("{pages}", "{pages}"), plates = say!("{plates}", "{plates}"), against = say!("{against}", "{against}"),
        width = wording::number(size.width.to_mm(), 1), height = wording::number(size.height.to_mm(), 1),
    )
}

fn verdict(audit: &Audit) -> (Say, Color) {
    let count = |severity| audit.findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => (say!("Rien à redire", "Nothing to object to"), Color::BLACK),
        (0, _) => {
            (say!("Imprimable, à regarder : {warnings}", "Fit to print, to be looked at: {warnings}"), Color::BLACK)
        }
        (_, 0) => (say!("À corriger : {errors}", "To be corrected: {errors}"), RED),
        _ => (
            say!(
                "À corriger : {errors} ; à regarder : {warnings}",
                "To be corrected: {errors}; to be looked at: {warnings}"
            ),
            RED,
        ),
    }
}
