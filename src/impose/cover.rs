//! The page that lies on top of a pack of sheets: what it holds, on which paper, how to print and cut it, and what to do when
//! front and back do not meet. Knows a plan and some words, no cards.

use std::sync::Arc;

use super::arrangement::Sides;
use super::column::Column;
use super::lettering::{Lettering, RULER, ruler};
use super::marks::mark;
use super::plan::{Cut, Plan};
use crate::color::{Color, Srgb};
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Insets, Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use crate::scene::{Dash, Fill, Group, Item, Page, Path, Side, Stroke};

/// What a cover page tells.
#[derive(Clone, Debug)]
pub struct Cover<'a> {
    /// Title of the deck.
    pub title: &'a str,
    /// What it belongs to: kit and version.
    pub subtitle: &'a str,
    /// What the sheets hold, in the order of the piles: codes of the cards, each with its copies.
    pub contents: &'a [(String, u32)],
    /// The empty sheet.
    pub plan: &'a Plan,
    /// Name of the paper: `A4`.
    pub paper: &'a str,
    /// Number of sheets.
    pub sheets: usize,
    /// How both sides get onto paper.
    pub sides: Sides,
    /// Piles are stacked in the order of the slots.
    pub stacks: bool,
    /// Fonts and language.
    pub lettering: &'a Lettering,
}

/// Room at the edges of the page: more than any office printer leaves white.
const MARGIN: Length = Length::mm(18.0);
const GREY: Color = Color::process(Srgb::new(90, 90, 90), crate::color::Cmyk { c: 0, m: 0, y: 0, k: 700 });
const PALE: Color = Color::process(Srgb::new(236, 236, 236), crate::color::Cmyk { c: 0, m: 0, y: 0, k: 80 });

impl Cover<'_> {
    fn say(&self, fr: &str, en: &str) -> String {
        match self.lettering.lang {
            Lang::Fr => fr.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// The page, as large as the sheets, upright.
    ///
    /// # Errors
    /// Words that the fonts cannot set, or for which the page is too small.
    pub fn page(&self) -> Result<Page, Diagnostic> {
        let paper =
            if self.plan.paper.width > self.plan.paper.height { self.plan.paper.turned() } else { self.plan.paper };
        let frame = Rect::of_size(paper).inset(&Insets::uniform(MARGIN));
        let mut column = Column::new(self.lettering, frame);
        column.words(self.title, 22.0, true)?;
        column.words(self.subtitle, 10.5, false)?;
        column.skip(5.0);
        self.supplies(&mut column)?;
        self.printing(&mut column)?;
        self.cutting(&mut column)?;
        self.trouble(&mut column)?;
        self.list(&mut column)?;
        Ok(Page {
            boxes: PageBoxes::new(paper, Length::ZERO, Length::ZERO),
            items: column.into_items(),
            name: self.say("mode-d-emploi", "how-to-print"),
            card: None,
            side: Side::Front,
            copies: 1,
            outline: None,
        })
    }

    fn supplies(&self, column: &mut Column<'_>) -> Result<(), Diagnostic> {
        let pieces: u32 = self.contents.iter().map(|(_, copies)| copies).sum();
        let (sheets, paper, per) = (self.sheets, self.paper, self.plan.places.len());
        let cuts = self.plan.cuts.len();
        let weight = self.say(
            "160 à 200 g/m² (par le bac manuel), ou 80 g/m² pour un essai",
            "160 to 200 g/m² (by the manual tray), or 80 g/m² for a trial",
        );
        column.heading(&self.say("Ce qu’il faut", "What you need"))?;
        let plural = |count: usize, one: &str, many: &str| {
            if count > 1 { format!("{count} {many}") } else { format!("{count} {one}") }
        };
        let lines = match self.lettering.lang {
            Lang::Fr => format!(
                "{} {paper}, {weight}. {} carte{}, {per} par feuille.",
                plural(sheets, "feuille", "feuilles"),
                pieces,
                if pieces > 1 { "s" } else { "" }
            ),
            Lang::En => format!(
                "{} of {paper}, {weight}. {} card{}, {per} a sheet.",
                plural(sheets, "sheet", "sheets"),
                pieces,
                if pieces > 1 { "s" } else { "" }
            ),
        };
        column.words(&lines, 10.5, false)?;
        let tools = match (self.lettering.lang, cuts) {
            (_, 0) => self.say("Des ciseaux ou un cutter et une règle.", "Scissors, or a knife and a ruler."),
            (Lang::Fr, 1) => "Un massicot ou un cutter et une règle : un seul trait de coupe.".to_owned(),
            (Lang::En, 1) => "A guillotine, or a knife and a ruler: a single cut.".to_owned(),
            (Lang::Fr, _) => {
                format!("Un massicot ou un cutter et une règle : {cuts} traits de coupe, d’un bord à l’autre.")
            }
            (Lang::En, _) => format!("A guillotine, or a knife and a ruler: {cuts} cuts, from edge to edge."),
        };
        column.words(&tools, 10.5, false)
    }

    fn printing(&self, column: &mut Column<'_>) -> Result<(), Diagnostic> {
        column.heading(&self.say("Imprimer", "Print"))?;
        column.words(
            &self.say(
                "À 100 % (« taille réelle »), sans « ajuster à la page ». Imprimez d’abord une seule feuille et mesurez la règle :",
                "At 100 % (“actual size”), without “fit to page”. Print one sheet first and measure the ruler:",
            ),
            10.5,
            false,
        )?;
        column.skip(5.0);
        let start = Point::new(column.left(), column.top());
        column.put(mark(vec![ruler(start, Color::BLACK)]));
        let beside =
            Rect::new(start.x + RULER + Length::mm(3.0), start.y - Length::mm(3.0), Length::mm(30.0), Length::mm(4.5));
        column.put_all(self.lettering.lines("100 mm", Length::pt(9.0), Color::BLACK, &beside)?);
        column.skip(2.5);
        let flip =
            match self.sides {
                Sides::DuplexLong => self
                    .say("Recto verso, en retournant sur le bord long.", "On both sides, turned over the long edge."),
                Sides::DuplexShort => self
                    .say("Recto verso, en retournant sur le bord court.", "On both sides, turned over the short edge."),
                Sides::Single => self.say("Sur une seule face.", "On one side only."),
                Sides::FoldAndGlue => self.say(
                    "Sur une seule face : recto et verso sont côte à côte. Pliez au pointillé, collez, puis coupez.",
                    "On one side only: front and back lie side by side. Fold along the dashes, glue, then cut.",
                ),
                Sides::WorkAndTurn | Sides::WorkAndTumble => self
                    .say("La même page sur les deux faces de la feuille.", "The same page on both sides of the sheet."),
            };
        column.words(&flip, 10.5, false)
    }

    fn cutting(&self, column: &mut Column<'_>) -> Result<(), Diagnostic> {
        column.heading(&self.say("Couper", "Cut"))?;
        let width = Length::mm(52.0);
        let scale = (width / self.plan.paper.width).min(Length::mm(62.0) / self.plan.paper.height);
        let top = column.top() + Length::mm(4.0);
        let drawing = self.scheme(scale)?;
        let map = Transform::translate(column.left() + Length::mm(4.0), top);
        column.put(Item::Group(Box::new(Group { transform: map, items: drawing, ..Group::default() })));
        let beside = self.plan.paper.width * scale + Length::mm(14.0);
        let bottom = top + self.plan.paper.height * scale + Length::mm(3.0);
        let mut words = column.beside(beside);
        for step in self.steps() {
            words.words(&step, 10.5, false)?;
            words.skip(1.2);
        }
        column.rejoin(words, bottom);
        Ok(())
    }

    fn steps(&self) -> Vec<String> {
        let mut steps = Vec::new();
        if self.plan.cuts.is_empty() {
            steps.push(self.say("Suivez le bord de chaque carte.", "Follow the edge of each card."));
        } else {
            steps.push(self.say(
                "Coupez dans l’ordre des numéros, chaque trait d’un bord à l’autre de la feuille.",
                "Cut in the order of the numbers, each line from edge to edge of the sheet.",
            ));
            steps.push(self.say(
                "Dix feuilles au plus à la fois, bien taquées, le verso vers vous : de petits écarts se voient moins au recto.",
                "Ten sheets at most at a time, well jogged, the backs towards you: small shifts show less on the front.",
            ));
        }
        if self.stacks {
            steps.push(self.say(
                "Empilez les tas dans l’ordre de la feuille, de gauche à droite puis de haut en bas, le premier au-dessus : le jeu est dans l’ordre.",
                "Lay the piles on one another in the order of the sheet, left to right and top to bottom, the first on top: the deck is in order.",
            ));
        }
        steps
    }

    /// The sheet in small, its cuts numbered.
    fn scheme(&self, scale: f64) -> Result<Vec<Item>, Diagnostic> {
        let shrink = |rect: &Rect| Rect::new(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale);
        let paper = Rect::of_size(self.plan.paper);
        let mut items = vec![shape(PathData::rect(&shrink(&paper)), None, Some((GREY, 0.5, false)))];
        let inset = Insets::uniform(Length::mm(0.6));
        for place in &self.plan.places {
            let mut faces = vec![place.front.rect];
            if !self.plan.two_pages {
                faces.extend(place.back());
            }
            items.extend(faces.iter().map(|rect| shape(PathData::rect(&shrink(rect).inset(&inset)), Some(PALE), None)));
        }
        let overhang = Length::mm(2.5);
        for (index, cut) in self.plan.cuts.iter().enumerate() {
            let (from, to, label) = ends(*cut, self.plan.paper, scale, overhang);
            items.push(shape(PathData::polyline(&[from, to], false), None, Some((Color::BLACK, 0.6, true))));
            let number = (index + 1).to_string();
            let half = self.lettering.width(&number, Length::pt(6.5)) * 0.5;
            let rect = Rect::new(label.x - half, label.y - Length::mm(1.4), Length::mm(6.0), Length::mm(3.0));
            items.extend(self.lettering.lines(&number, Length::pt(6.5), Color::BLACK, &rect)?);
        }
        for fold in &self.plan.folds {
            let (from, to, _) = ends(*fold, self.plan.paper, scale, Length::ZERO);
            items.push(shape(PathData::polyline(&[from, to], false), None, Some((GREY, 0.4, true))));
        }
        Ok(items)
    }

    fn trouble(&self, column: &mut Column<'_>) -> Result<(), Diagnostic> {
        if matches!(self.sides, Sides::Single | Sides::FoldAndGlue) {
            return Ok(());
        }
        column
            .heading(&self.say("Si le recto et le verso ne se rencontrent pas", "When front and back do not meet"))?;
        column.words(
            &self.say(
                "Rien ne tombe en face dès la première feuille : mauvais bord de retournement, ou page mise à l’échelle. Changez de bord, puis vérifiez la règle.",
                "Nothing meets from the first sheet on: the wrong edge, or a page that was scaled. Change the edge, then check the ruler.",
            ),
            10.5,
            false,
        )?;
        column.skip(1.2);
        column.words(
            &self.say(
                "C’est juste sur papier fin mais le papier épais dérive : passez-le par le bac manuel, faites la feuille de calage (massicot calibrate), ou prenez la version à plier et coller.",
                "Thin paper is right but card stock drifts: feed it by the manual tray, print the calibration sheet (massicot calibrate), or take the version to fold and glue.",
            ),
            10.5,
            false,
        )
    }

    fn list(&self, column: &mut Column<'_>) -> Result<(), Diagnostic> {
        if self.contents.is_empty() {
            return Ok(());
        }
        column.heading(&self.say("Contenu, pour ranger", "Contents, to put away"))?;
        let entry = |(code, copies): &(String, u32)| {
            let code = code.replace(' ', "\u{a0}");
            if *copies > 1 { format!("{code}\u{a0}×\u{202f}{copies}") } else { code }
        };
        let all: Vec<String> = self.contents.iter().map(entry).collect();
        column.words_that_fit(&all.join(" · "), 9.0)
    }
}

/// A cut on the scheme, a little longer than the sheet, and where its number stands.
fn ends(cut: Cut, paper: Size, scale: f64, overhang: Length) -> (Point, Point, Point) {
    let (width, height) = (paper.width * scale, paper.height * scale);
    match cut {
        Cut::Down(x) => {
            let x = x * scale;
            let label = Point::new(x, -overhang - Length::mm(2.3));
            (Point::new(x, -overhang), Point::new(x, height + overhang), label)
        }
        Cut::Across(y) => {
            let y = y * scale;
            let label = Point::new(width + overhang + Length::mm(1.8), y);
            (Point::new(-overhang, y), Point::new(width + overhang, y), label)
        }
    }
}

fn shape(data: PathData, fill: Option<Color>, stroke: Option<(Color, f64, bool)>) -> Item {
    let stroke = stroke.map(|(color, width, dashed)| {
        let dash = dashed.then(|| Dash { pattern: vec![Length::mm(1.4), Length::mm(0.9)], phase: Length::ZERO });
        Stroke { dash, ..Stroke::solid(color, Length::pt(width)) }
    });
    Item::Path(Box::new(Path { data: Arc::new(data), fill: fill.map(Fill::solid), stroke }))
}
