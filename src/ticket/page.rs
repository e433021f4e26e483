//! The page of a ticket: what is made, in how many, of what, with the faces in small. One page wherever it can be read on one.

use std::sync::Arc;

use super::data::{Component, Ticket};
use super::pen::{GREY, PALE, Pen, Style};
use super::words;
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Insets, Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use crate::impose::Lettering;
use crate::scene::{Group, Item, Page, Path, Side, Stroke};

/// A face as the page shows it in small.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its finished size.
    pub trim: Size,
    /// Radius of its corners.
    pub corner: Length,
    /// Which side it is.
    pub side: Side,
    /// What is on it, of the document that the page belongs to.
    pub items: Vec<Item>,
}

/// What the page is made from.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// The ticket.
    pub ticket: &'a Ticket,
    /// Its date in words.
    pub date: Option<String>,
    /// The faces that are shown of each component.
    pub pictures: &'a [Vec<Picture>],
    /// Fonts and language.
    pub lettering: &'a Lettering,
}

const PAPER: Size = Size::mm(210.0, 297.0);
const MARGIN: Length = Length::mm(16.0);
const WIDTH: Length = Length::mm(178.0);
/// Room that the faces take, and how high they are at most.
const FACES: Size = Size::mm(50.0, 36.0);
/// Everything is set smaller, by these steps, until it fits one page.
const SCALES: [f64; 5] = [1.0, 0.9, 0.8, 0.7, 0.62];

/// Pages under way: the one that grows, and those that are full.
struct Pages<'a> {
    pen: Pen<'a>,
    y: Length,
    full: Vec<Vec<Item>>,
}

impl Sheet<'_> {
    /// The page; more than one only where there are too many components to be read on one.
    ///
    /// # Errors
    /// Words that the fonts cannot set.
    pub fn pages(&self) -> Result<Vec<Page>, Diagnostic> {
        let mut pages = Vec::new();
        for scale in SCALES {
            pages = self.at(scale)?;
            if pages.len() == 1 {
                break;
            }
        }
        let name = words::pick(self.lettering.lang, "fiche-de-fabrication", "job-ticket");
        let page = |items| Page {
            boxes: PageBoxes::new(PAPER, Length::ZERO, Length::ZERO),
            items,
            name: name.clone(),
            card: None,
            side: Side::Front,
            copies: 1,
            outline: None,
        };
        Ok(pages.into_iter().map(page).collect())
    }

    /// The items of each page at one scale.
    fn at(&self, scale: f64) -> Result<Vec<Vec<Item>>, Diagnostic> {
        let mut pages = Pages { pen: Pen::new(self.lettering), y: MARGIN, full: Vec::new() };
        self.head(&mut pages)?;
        for (index, component) in self.ticket.components.iter().enumerate() {
            let faces = self.pictures.get(index).map(Vec::as_slice).unwrap_or_default();
            let block = |pen: &mut Pen<'_>, y| self.component(component, faces, scale, pen, y);
            pages.put(self.lettering, block)?;
        }
        pages.put(self.lettering, |pen, y| self.foot(scale, pen, y))?;
        pages.full.push(pages.pen.items);
        Ok(pages.full)
    }

    fn lang(&self) -> Lang {
        self.lettering.lang
    }

    fn head(&self, pages: &mut Pages<'_>) -> Result<(), Diagnostic> {
        let Self { ticket, .. } = self;
        let (left, pen) = (MARGIN, &mut pages.pen);
        let mut y = pages.y;
        let what = words::pick(self.lang(), "Fiche de fabrication", "Job ticket");
        y += pen.words(&what, Style::grey(11.0), Point::new(left, y), WIDTH)?;
        if let Some(printer) = &ticket.printer {
            let to = words::pick(self.lang(), "pour", "for");
            let right = Point::new(left + WIDTH, pages.y);
            let name = pen.words_to(&printer.name, Style::bold(11.0), right)?;
            pen.words_to(&to, Style::grey(11.0), Point::new(right.x - name - Length::mm(1.2), right.y))?;
        }
        y += Length::mm(1.0);
        y += pen.words(&ticket.title, Style::bold(24.0), Point::new(left, y), WIDTH)?;
        let version = format!("version {}", ticket.version);
        let line: Vec<String> =
            [Some(version), self.date.clone(), ticket.publisher.clone()].into_iter().flatten().collect();
        y += Length::mm(0.5);
        y += pen.words(&line.join(" · "), Style::plain(10.5), Point::new(left, y), WIDTH)?;
        pages.y = y + Length::mm(4.0);
        Ok(())
    }

    /// One component; where it ends.
    fn component(
        &self,
        component: &Component,
        faces: &[Picture],
        scale: f64,
        pen: &mut Pen<'_>,
        top: Length,
    ) -> Result<Length, Diagnostic> {
        let (left, right) = (MARGIN, MARGIN + WIDTH);
        pen.rule(Point::new(left, top), WIDTH, 0.75);
        let mut y = top + Length::mm(2.2 * scale);
        let quantity = words::quantity(component, self.lang());
        let counted = Style::bold(10.5 * scale);
        let quantity_width = pen.width(&quantity, counted);
        pen.words_to(&quantity, counted, Point::new(right, y + Length::mm(1.0 * scale)))?;
        let title = self.title(component);
        y += pen.words(
            &title,
            Style::bold(14.0 * scale),
            Point::new(left, y),
            WIDTH - quantity_width - Length::mm(4.0),
        )?;
        y += Length::mm(2.0 * scale);
        let under_faces = self.faces(faces, scale, pen, Point::new(left, y))?;
        let beside = if faces.is_empty() { Length::ZERO } else { (FACES.width + Length::mm(6.0)) * scale };
        let under_facts = self.facts(component, scale, pen, Point::new(left + beside, y), WIDTH - beside)?;
        y = under_faces.max(under_facts) + Length::mm(1.5 * scale);
        for (name, what) in words::files(component, self.lang()) {
            y += pen.words(&name, Style::plain(8.0 * scale), Point::new(left, y), WIDTH)?;
            y += pen.words(&what, Style::grey(7.5 * scale), Point::new(left, y), WIDTH)?;
            y += Length::mm(0.8 * scale);
        }
        Ok(y + Length::mm(3.0 * scale))
    }

    /// `D1  Repères · Grands caractères`, in another language than the kit's with its code.
    fn title(&self, component: &Component) -> String {
        let Component { id, title, locale, .. } = component;
        let own = if title == id { id.clone() } else { format!("{id}  {title}") };
        if *locale == self.ticket.lang { own } else { format!("{own} · {locale}") }
    }

    /// The faces in small, side by side; where they end.
    fn faces(&self, faces: &[Picture], scale: f64, pen: &mut Pen<'_>, at: Point) -> Result<Length, Diagnostic> {
        let gap = Length::mm(2.0 * scale);
        let many = faces.len().max(1) as f64;
        let room = (FACES.width * scale - gap * (many - 1.0)) / many;
        let (mut x, mut bottom) = (at.x, at.y);
        for face in faces {
            let shrink = (room / face.trim.width).min(FACES.height * scale / face.trim.height);
            let map = Transform::translate(x, at.y).then_inside(&Transform::scale(shrink, shrink));
            let cut = PathData::rounded_rect(&Rect::of_size(face.trim), [face.corner; 4]);
            let clip = Some(Arc::new(cut.clone()));
            pen.items.push(Item::Group(Box::new(Group {
                transform: map,
                clip,
                items: face.items.clone(),
                ..Group::default()
            })));
            let edge = Stroke::solid(GREY, Length::pt(0.4 / shrink));
            let outline = Path { data: Arc::new(cut), fill: None, stroke: Some(edge) };
            let outline = vec![Item::Path(Box::new(outline))];
            pen.items.push(Item::Group(Box::new(Group { transform: map, items: outline, ..Group::default() })));
            let (width, height) = (face.trim.width * shrink, face.trim.height * shrink);
            let word = match face.side {
                Side::Front => words::pick(self.lang(), "recto", "front"),
                Side::Back => words::pick(self.lang(), "verso", "back"),
            };
            let under = Point::new(x, at.y + height + Length::mm(0.8 * scale));
            let line = pen.words(&word, Style::grey(7.0 * scale), under, room)?;
            bottom = bottom.max(under.y + line);
            x += width + gap;
        }
        Ok(bottom)
    }

    /// What is made, in two columns of labels and values; where they end.
    fn facts(
        &self,
        component: &Component,
        scale: f64,
        pen: &mut Pen<'_>,
        at: Point,
        width: Length,
    ) -> Result<Length, Diagnostic> {
        let facts = words::facts(component, self.lang());
        let gap = Length::mm(6.0 * scale);
        let column = (width - gap) * 0.5;
        let mut bottom = at.y;
        for (index, half) in facts.chunks(facts.len().div_ceil(2).max(1)).enumerate() {
            let x = at.x + (column + gap) * index as f64;
            let mut y = at.y;
            for (label, value) in half {
                y += pen.words(label, Style::grey(7.5 * scale), Point::new(x, y), column)?;
                y += pen.words(value, Style::plain(10.0 * scale), Point::new(x, y), column)?;
                y += Length::mm(1.3 * scale);
            }
            bottom = bottom.max(y);
        }
        Ok(bottom)
    }

    /// What stands at the foot; where it ends.
    fn foot(&self, scale: f64, pen: &mut Pen<'_>, top: Length) -> Result<Length, Diagnostic> {
        let pad = Length::mm(3.0 * scale);
        let label_width = Length::mm(28.0 * scale);
        let (x, width) = (MARGIN + pad + label_width, WIDTH - pad * 2.0 - label_width);
        let rows = words::foot(self.ticket, self.lang());
        let (style, label) = (Style::plain(9.0 * scale), Style::bold(9.0 * scale));
        let gap = Length::mm(1.6 * scale);
        let height: Length = rows.iter().map(|(_, value)| pen.height(value, style, width) + gap).sum();
        let ground = Rect::new(MARGIN, top, WIDTH, height + pad * 2.0 - gap);
        pen.outline(PathData::rect(&ground), Some(PALE), None);
        let mut y = top + pad;
        for (name, value) in rows {
            pen.words(&name, label, Point::new(MARGIN + pad, y), label_width)?;
            y += pen.words(&value, style, Point::new(x, y), width)? + gap;
        }
        Ok(ground.bottom())
    }
}

impl<'a> Pages<'a> {
    /// Puts a block below what is there, or onto a new page.
    fn put(
        &mut self,
        lettering: &'a Lettering,
        block: impl Fn(&mut Pen<'_>, Length) -> Result<Length, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let room = Rect::of_size(PAPER).inset(&Insets::uniform(MARGIN)).bottom();
        let before = self.pen.items.len();
        let end = block(&mut self.pen, self.y)?;
        if end <= room + Length::mm(3.0) || before == 0 {
            self.y = end;
            return Ok(());
        }
        self.pen.items.truncate(before);
        let full = std::mem::replace(&mut self.pen, Pen::new(lettering));
        self.full.push(full.items);
        self.y = block(&mut self.pen, MARGIN)?;
        Ok(())
    }
}
