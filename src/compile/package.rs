//! Boxes: panels laid out like faces, put onto their blank, with the lines of the die beside them. How a blank is cut is
//! the business of `packaging`; its files are written in `wrap`.

use std::sync::Arc;

use super::deck::Studio;
use super::made::Made;
use super::{Run, select};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::{Length, PageBoxes, PathData};
use crate::model::{Card, Kit, Package};
use crate::packaging::{Blank, Panel};
use crate::say;
use crate::scene::{
    Assets, Dash, Document, Fill, Group, Info, Item, Page, Path, Plate, Role, Side, Stroke, apart, on_plate,
};

/// A box on its way to files.
pub(super) struct Boxed {
    /// As a press takes it: the lines of the die are plates.
    pub made: Made,
    /// As it is seen: cut out, the lines drawn.
    pub seen: Document,
}

/// What the files of a box say of it, dressed or not.
fn info(kit: &Kit, package: &Package) -> Info {
    let text = |text: &Option<Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
    Info {
        title: format!("{} – {}", kit.title, package.title),
        lang: kit.lang.to_string(),
        publisher: text(&kit.publisher),
        licence: text(&kit.licence),
        version: kit.version.to_string(),
        date: kit.date.as_ref().map(ToString::to_string),
    }
}

impl Run<'_> {
    /// Boxes → blanks with their panels dressed. Panels are checked like faces; blanks against the paper they must fit.
    pub(super) fn packages(&mut self, studio: &Studio<'_>, kit: &Kit) -> Vec<Boxed> {
        let chosen = select::packages(kit, &self.job.select);
        chosen.into_iter().filter_map(|package| self.package(studio, kit, package)).collect()
    }

    fn package(&mut self, studio: &Studio<'_>, kit: &Kit, package: &Package) -> Option<Boxed> {
        let blanks = package.blanks();
        for blank in &blanks {
            self.diagnostics.extend(too_large(package, blank));
        }
        // The first document holds the fonts of all.
        let (info, fonts) = (info(kit, package), studio.setter.fonts().clone());
        let empty = Document { info: info.clone(), pages: Vec::new(), assets: Assets::default(), fonts };
        let (mut documents, mut places) = (vec![empty], Vec::new());
        for (index, blank) in blanks.iter().enumerate() {
            for panel in &blank.panels {
                if let Some(document) = self.panel(studio, package, panel) {
                    places.extend(document.pages.iter().map(|_| (index, *panel)));
                    documents.push(document);
                }
            }
        }
        let mut flat = Document { info, ..Document::merged(documents)? };
        let faces: Vec<_> = std::mem::take(&mut flat.pages).into_iter().zip(places).collect();
        let page = |blank: &Blank, index: usize, dress: &dyn Fn(&Blank, Vec<Item>) -> Vec<Item>| {
            let own = faces.iter().filter(|(_, (at, _))| *at == index);
            let items = own.map(|(page, (_, panel))| placed(page, panel)).collect();
            face(package, blank, dress(blank, items), self.is_french(kit))
        };
        let all = |dress: &dyn Fn(&Blank, Vec<Item>) -> Vec<Item>| {
            blanks.iter().enumerate().map(|(index, blank)| page(blank, index, dress)).collect()
        };
        let seen = flat.with_pages(all(&drawn));
        let pressed = Document { pages: all(&plated), ..flat };
        Some(Boxed { made: Made::package(kit, package, pressed), seen })
    }

    /// A panel that is dressed, laid out and checked by itself.
    fn panel(&mut self, studio: &Studio<'_>, package: &Package, panel: &Panel) -> Option<Document> {
        let deck = package.dressed(panel)?;
        let cards: Vec<&Card> = deck.cards.iter().collect();
        let (mut document, drawn) = self.lay_out(studio, &deck, &cards);
        // A panel is no piece of its own: what its layout cuts is a window in the blank.
        for page in &mut document.pages {
            if let Some(outline) = page.card.as_ref().and_then(|card| drawn.outline(card)) {
                page.cut_along(Plate::CutLine, outline);
            }
        }
        self.inspect(&document);
        Some(document)
    }

    fn is_french(&self, kit: &Kit) -> bool {
        kit.lang.starts_with("fr")
    }
}

/// A panel's artwork on the blank, cut where that of its neighbours begins.
fn placed(page: &Page, panel: &Panel) -> Item {
    let put = |items| Item::Group(Box::new(Group { transform: panel.map(), items, ..Group::default() }));
    let (printed, plates) = apart(page.items.clone());
    let clip = Some(Arc::new(PathData::rect(&panel.room())));
    let art = Item::Group(Box::new(Group { clip, items: vec![put(printed)], ..Group::default() }));
    if plates.is_empty() {
        return art;
    }
    Item::Group(Box::new(Group { items: vec![art, put(plates)], ..Group::default() }))
}

fn face(package: &Package, blank: &Blank, items: Vec<Item>, french: bool) -> Page {
    let part = match (blank.part, french) {
        ("base", true) => "fond",
        ("lid", true) => "couvercle",
        ("box", true) => "boite",
        (part, _) => part,
    };
    Page {
        boxes: PageBoxes::new(blank.size, package.bleed, Length::ZERO),
        items,
        name: format!("{}-{part}", package.id),
        card: Some(package.id.clone()),
        side: Side::Front,
        copies: 1,
        outline: None,
    }
}

/// The blank for a press: lines and glue on plates of their own.
fn plated(blank: &Blank, mut items: Vec<Item>) -> Vec<Item> {
    let glue = blank.glue.iter().map(|area| filled(area, Color::BLACK)).collect();
    items.push(Item::Group(Box::new(Group { role: Some(Role::Plate(Plate::Glue)), items: glue, ..Group::default() })));
    items.push(on_plate(Plate::Crease, blank.creases.iter().cloned()));
    items.push(on_plate(Plate::CutLine, [blank.outline.clone()]));
    items
}

/// How a blank is drawn where there are no plates, in grey: cuts whole, creases dashed, glue hatched by its tint.
const CUT: Length = Length::mm(0.25);
const CREASE: Length = Length::mm(0.2);
const DASHES: [Length; 2] = [Length::mm(2.0), Length::mm(1.2)];

/// The blank for eyes and scissors: cut out, its lines drawn.
fn drawn(blank: &Blank, items: Vec<Item>) -> Vec<Item> {
    let grey = Color::BLACK.tint(0.55);
    let dash = Dash { pattern: DASHES.to_vec(), phase: Length::ZERO };
    let crease = Stroke { dash: Some(dash), ..Stroke::solid(grey, CREASE) };
    let mut lines: Vec<Item> = blank.glue.iter().map(|area| filled(area, Color::BLACK.tint(0.12))).collect();
    lines.extend(blank.creases.iter().map(|path| stroked(path, crease.clone())));
    lines.push(stroked(&blank.outline, Stroke::solid(grey, CUT)));
    let picture = Group { clip: Some(blank.outline.clone()), items, ..Group::default() };
    let lines = Group { role: Some(Role::Mark), items: lines, ..Group::default() };
    vec![Item::Group(Box::new(picture)), Item::Group(Box::new(lines))]
}

fn filled(data: &Arc<PathData>, color: Color) -> Item {
    Item::Path(Box::new(Path { data: data.clone(), fill: Some(Fill::solid(color)), stroke: None }))
}

fn stroked(data: &Arc<PathData>, stroke: Stroke) -> Item {
    Item::Path(Box::new(Path { data: data.clone(), fill: None, stroke: Some(stroke) }))
}

/// A blank that the paper does not hold, bleed included.
fn too_large(package: &Package, blank: &Blank) -> Option<Diagnostic> {
    let (name, paper) = package.sheet.as_ref()?;
    let [width, height] = [blank.size.width, blank.size.height].map(|side| side + package.bleed * 2.0);
    let holds = |w: Length, h: Length| w <= paper.width && h <= paper.height;
    if holds(width, height) || holds(height, width) {
        return None;
    }
    let (long, short) = (paper.width, paper.height);
    let message = say!(
        "à plat, la boîte mesure {width} × {height} avec son fond perdu ; la feuille {name} a {long} × {short}",
        "flat, the box measures {width} × {height} with its bleed; the sheet {name} has {long} × {short}"
    );
    let hint = say!(
        "nommez un papier plus grand dans `sheet`, ou répartissez les jeux sur deux boîtes",
        "name larger paper in `sheet`, or spread the decks over two boxes"
    );
    Some(Diagnostic::error("box-too-large", message).at(package.place("sheet")).hint(hint))
}
