//! The calibration sheet: two pages that tell by how much a printer shifts the back against the front, and whether it
//! scales; and what the person read off them. Knows no cards.

use std::sync::Arc;

use super::lettering::{Lettering, RULER, ruler};
use super::marks::mark;
use super::slot::Mirror;
use crate::color::Color;
use crate::diag::{Diagnostic, Diagnostics, Lang};
use crate::geom::{Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use crate::say;
use crate::scene::{Assets, Document, Group, Info, Item, Page, Path, Side, Stroke};

/// What a person reads off the calibration sheet.
///
/// Shifts are those of the back against the front, seen from the front against the light: to the right and downwards
/// positive. `ruler` is what the printed 100 mm measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// To the right.
    pub dx: Length,
    /// Downwards.
    pub dy: Length,
    /// What the ruler of 100 mm measures.
    pub ruler: Length,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { dx: Length::ZERO, dy: Length::ZERO, ruler: RULER }
    }
}

/// No printer that works shifts further: 10 mm.
const FARTHEST: Length = Length::mm(10.0);
/// A ruler further off than this shows that « fit to page » is on, not that the printer is inexact: 1.5 %.
const SCALE_LIMIT: f64 = 0.015;
/// Half the length of the scales at the targets.
const REACH: Length = Length::mm(8.0);

impl Calibration {
    /// What is wrong with the values; their place is for the caller to add.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for (name, value) in [("dx", self.dx), ("dy", self.dy)] {
            if value.abs() > FARTHEST {
                faults.push(
                    Diagnostic::error(
                        "calibration-shift",
                        say!(
                            "{name} vaut {value} : aucune imprimante en état ne décale de plus de {FARTHEST}",
                            "{name} is {value}: no printer in order shifts by more than {FARTHEST}"
                        ),
                    )
                    .hint(say!(
                        "vérifiez que la page de calage a été imprimée recto verso dans le sens annoncé",
                        "check that the calibration sheet was printed on both sides, turned as it says"
                    )),
                );
            }
        }
        if (self.ruler / RULER - 1.0).abs() > SCALE_LIMIT {
            let value = self.ruler;
            faults.push(
                Diagnostic::error(
                    "calibration-scale",
                    say!(
                        "la règle de 100 mm mesure {value} : l’imprimante met à l’échelle",
                        "the ruler of 100 mm measures {value}: the printer scales pages"
                    ),
                )
                .hint(say!(
                    "imprimez à « 100 % » ou « taille réelle », sans « ajuster à la page », puis mesurez de nouveau",
                    "print at “100 %” or “actual size”, without “fit to page”, then measure again"
                )),
            );
        }
        faults
    }

    /// How far backs must be moved on their page, to the right and downwards, so that they meet their fronts.
    pub fn shift(&self, mirror: Mirror) -> (Length, Length) {
        match mirror {
            Mirror::Vertical(_) => (self.dx, -self.dy),
            Mirror::Horizontal(_) => (-self.dx, self.dy),
        }
    }

    /// By what pages are to be multiplied so that 100 mm measure 100 mm.
    pub fn scale(&self) -> f64 {
        RULER / self.ruler
    }
}

/// The calibration sheet for a paper that lies as `paper` says, turned about its long edge or its short one.
///
/// # Errors
/// Words that the fonts cannot set, a paper too small for the targets (under 100 mm wide or 140 mm high).
pub fn calibration_sheet(paper: Size, long_edge: bool, lettering: &Lettering) -> Result<Document, Diagnostics> {
    if paper.width < Length::mm(120.0) || paper.height < Length::mm(140.0) {
        let (w, h) = (paper.width, paper.height);
        let fault = say!(
            "le papier de {w} × {h} est trop petit pour la feuille de calage",
            "the paper of {w} × {h} is too small for the calibration sheet"
        );
        let next = say!("choisissez A5 ou plus grand", "choose A5 or larger");
        return Err([Diagnostic::error("calibration-paper", fault).hint(next)].into_iter().collect());
    }
    let sheet = Sheet { paper, long_edge, lettering };
    let pages = [Side::Front, Side::Back].map(|side| sheet.page(side));
    let [front, back] = pages;
    let pages = vec![front?, back?];
    let title = sheet.say("Feuille de calage", "Calibration sheet");
    let lang = sheet.say("fr", "en").to_owned();
    let info = Info { title: title.to_owned(), lang, ..Info::default() };
    Ok(Document { info, pages, assets: Assets::default(), fonts: lettering.setter.fonts().clone() })
}

struct Sheet<'a> {
    paper: Size,
    long_edge: bool,
    lettering: &'a Lettering,
}

impl Sheet<'_> {
    fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        match self.lettering.lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    fn mirror(&self) -> Mirror {
        let down = self.long_edge == (self.paper.height >= self.paper.width);
        let middle = Rect::of_size(self.paper).center();
        if down { Mirror::Vertical(middle.x) } else { Mirror::Horizontal(middle.y) }
    }

    /// Middles of the four targets, near the corners.
    fn targets(&self) -> [Point; 4] {
        let inset = Length::mm(22.0);
        let (right, bottom) = (self.paper.width - inset, self.paper.height - inset);
        [Point::new(inset, inset), Point::new(right, inset), Point::new(inset, bottom), Point::new(right, bottom)]
    }

    fn page(&self, side: Side) -> Result<Page, Diagnostics> {
        let mut items = Vec::new();
        for target in self.targets() {
            match side {
                Side::Front => items.extend(self.scales(target)?),
                Side::Back => items.push(cross(self.mirror().point(target))),
            }
        }
        items.extend(self.words(side)?);
        let name = match side {
            Side::Front => "calage-recto",
            Side::Back => "calage-verso",
        };
        Ok(Page {
            boxes: PageBoxes::new(self.paper, Length::ZERO, Length::ZERO),
            items,
            name: name.to_owned(),
            card: None,
            side,
            copies: 1,
            outline: None,
        })
    }

    /// Two scales that cross, a tick every half millimetre, a figure every five.
    fn scales(&self, at: Point) -> Result<Vec<Item>, Diagnostics> {
        let mut data = PathData::new();
        data.move_to(Point::new(at.x - REACH, at.y));
        data.line_to(Point::new(at.x + REACH, at.y));
        data.move_to(Point::new(at.x, at.y - REACH));
        data.line_to(Point::new(at.x, at.y + REACH));
        for step in -8..=8_i32 {
            let along = Length::mm(f64::from(step));
            let half = Length::mm(if step % 5 == 0 { 2.2 } else { 1.0 });
            data.move_to(Point::new(at.x + along, at.y - half));
            data.line_to(Point::new(at.x + along, at.y + half));
            data.move_to(Point::new(at.x - half, at.y + along));
            data.line_to(Point::new(at.x + half, at.y + along));
        }
        let mut items = vec![stroked(data, Length::pt(0.25))];
        for (step, figure) in [(-5.0, "−5"), (5.0, "+5")] {
            let under = Point::new(at.x + Length::mm(step - 1.4), at.y + Length::mm(2.6));
            let beside = Point::new(at.x + Length::mm(2.8), at.y + Length::mm(step - 1.4));
            for Point { x, y } in [under, beside] {
                items.extend(self.lines(
                    figure,
                    Length::pt(6.5),
                    &Rect::new(x, y, Length::mm(5.0), Length::mm(3.0)),
                )?);
            }
        }
        Ok(vec![mark(items)])
    }

    fn lines(&self, words: &str, size: Length, rect: &Rect) -> Result<Vec<Item>, Diagnostics> {
        self.lettering.lines(words, size, Color::BLACK, rect).map_err(|fault| [fault].into_iter().collect())
    }

    /// Title, what to do, rulers; the back has the title and the rulers only.
    fn words(&self, side: Side) -> Result<Vec<Item>, Diagnostics> {
        let margin = Length::mm(36.0);
        let width = self.paper.width - margin * 2.0;
        let mut items = Vec::new();
        let mut top = Length::mm(13.0);
        let mut put = |words: &str, size: f64, after: f64| -> Result<(), Diagnostics> {
            let (size, room) = (Length::pt(size), self.paper.height - top);
            items.extend(self.lines(words, size, &Rect::new(margin, top, width, room))?);
            top += self.lettering.height(words, size, width) + Length::mm(after);
            Ok(())
        };
        let front = side == Side::Front;
        let flip = match (self.long_edge, front) {
            (true, true) => self.say("Recto · retourner sur le bord long", "Front · turn over the long edge"),
            (true, false) => self.say("Verso · bord long", "Back · long edge"),
            (false, true) => self.say("Recto · retourner sur le bord court", "Front · turn over the short edge"),
            (false, false) => self.say("Verso · bord court", "Back · short edge"),
        };
        put(self.say("Feuille de calage", "Calibration sheet"), 20.0, 1.0)?;
        put(flip, 11.0, 6.0)?;
        if front {
            for step in self.steps() {
                put(step, 11.0, 3.0)?;
            }
        }
        items.extend(self.rulers(top)?);
        Ok(items)
    }

    /// A ruler across the page and one down it, for printers that scale one way only.
    fn rulers(&self, top: Length) -> Result<Vec<Item>, Diagnostics> {
        let corner = Point::new((self.paper.width - RULER) * 0.5, top + Length::mm(10.0));
        let mut items = vec![mark(vec![ruler(corner, Color::BLACK)])];
        let label = |x: Length, y: Length| Rect::new(x, y, Length::mm(30.0), Length::mm(5.0));
        items.extend(self.lines("100 mm", Length::pt(8.0), &label(corner.x, corner.y + Length::mm(1.0)))?);
        if corner.y + Length::mm(8.0) + RULER <= self.paper.height - Length::mm(36.0) {
            let start = Point::new(corner.x + RULER * 0.5, corner.y + Length::mm(8.0));
            let turn = Transform::translate(start.x, start.y).then_inside(&Transform::rotate(90.0));
            let upright = ruler(Point::ORIGIN, Color::BLACK);
            let group = Group { transform: turn, items: vec![upright], ..Group::default() };
            items.push(mark(vec![Item::Group(Box::new(group))]));
            items.extend(self.lines("100 mm", Length::pt(8.0), &label(start.x + Length::mm(4.0), start.y))?);
        }
        Ok(items)
    }

    fn steps(&self) -> [&'static str; 5] {
        [
            self.say(
                "1. Imprimez ces deux pages recto verso sur une feuille, à 100 % (taille réelle), en retournant sur le bord annoncé.",
                "1. Print these two pages on both sides of one sheet, at 100 % (actual size), turned over the edge named above.",
            ),
            self.say(
                "2. Mesurez la règle ci-dessous. Si elle ne fait pas 100 mm, « ajuster à la page » est peut-être resté coché.",
                "2. Measure the ruler below. If it is not 100 mm long, “fit to page” may still be ticked.",
            ),
            self.say(
                "3. Tenez la feuille devant une fenêtre, recto vers vous : la croix du verso apparaît sur les graduations.",
                "3. Hold the sheet against a window, front towards you: the cross of the back shows on the scales.",
            ),
            self.say(
                "4. Lisez où elle tombe : dx vers la droite (+) ou la gauche (−), dy vers le bas (+) ou le haut (−), en millimètres. Prenez la moyenne des quatre coins.",
                "4. Read where it falls: dx to the right (+) or left (−), dy downwards (+) or upwards (−), in millimetres. Take the mean of the four corners.",
            ),
            self.say(
                "5. Notez-les : massicot calibrate --dx 1.2mm --dy -0.6mm --ruler 100mm. Les versos seront décalés d’autant, sur cette imprimante seulement.",
                "5. Keep them: massicot calibrate --dx 1.2mm --dy -0.6mm --ruler 100mm. Backs are then shifted by as much, on this printer only.",
            ),
        ]
    }
}

/// The plain cross of the back.
fn cross(at: Point) -> Item {
    let reach = REACH * 1.25;
    let mut data = PathData::new();
    data.move_to(Point::new(at.x - reach, at.y));
    data.line_to(Point::new(at.x + reach, at.y));
    data.move_to(Point::new(at.x, at.y - reach));
    data.line_to(Point::new(at.x, at.y + reach));
    mark(vec![stroked(data, Length::pt(0.6))])
}

fn stroked(data: PathData, width: Length) -> Item {
    let stroke = Some(Stroke::solid(Color::BLACK, width));
    Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke }))
}
