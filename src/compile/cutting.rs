//! The outline of a deck's pieces: from its corners, its format or a drawing. One outline clips what is seen and is the
//! plate that machines cut along. Knows decks and scenes; lines as files are written in `lines`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::deck::Studio;
use super::outline::{Drawn, twice};
use super::{Format, Run};
use crate::artwork::{Drawing, svg};
use crate::diag::Diagnostic;
use crate::geom::{Length, PathData, Point, Rect, Size, Transform};
use crate::model::{Deck, Production, Stickers, Tabs};
use crate::printers::{Printer, SpotKind};
use crate::say;
use crate::scene::{Assets, Document, Item, Page, Plate, Side};
use crate::sizes::Shape;
use crate::source::Place;

/// How the pieces of a deck are cut.
#[derive(Clone, Debug, Default)]
pub(super) struct Cutting {
    /// One for all pieces, or one for each tab.
    outlines: Vec<Arc<PathData>>,
    /// Which outline a card has, where there are several.
    of: BTreeMap<Arc<str>, usize>,
    /// True where the piece is another thing than the rectangle of its trim.
    pub shaped: bool,
    /// True where it is no rectangle with rounded corners either.
    pub odd: bool,
    /// True where press files carry the outline as a plate.
    pub line: bool,
    /// Stickers are cut through their face alone.
    pub stickers: Option<Stickers>,
}

impl Cutting {
    /// The outline of a face. Seen from behind it is its own mirror image.
    fn outline(&self, page: &Page) -> Option<Arc<PathData>> {
        let index = page.card.as_ref().and_then(|card| self.of.get(card)).copied().unwrap_or_default();
        let outline = self.outlines.get(index)?;
        Some(match page.side {
            Side::Front => outline.clone(),
            Side::Back => Arc::new(outline.turned(page.boxes.trim.width)),
        })
    }

    /// Tells each face along what it is cut, where that is no rectangle.
    pub(super) fn mark(&self, document: &mut Document) {
        for page in document.pages.iter_mut().filter(|_| self.shaped) {
            page.outline = self.outline(page);
        }
    }

    /// The document with its faces cut.
    pub(super) fn seen<'d>(&self, document: &'d Document) -> Cow<'d, Document> {
        if !self.shaped {
            return Cow::Borrowed(document);
        }
        self.each(document, Page::clip)
    }

    /// The document with the outline of every face as a plate, where it is wanted.
    pub(super) fn pressed<'d>(&self, document: &'d Document) -> Cow<'d, Document> {
        if !self.line {
            return Cow::Borrowed(document);
        }
        let plate = self.plate();
        self.each(document, |page, outline| {
            if plate == Plate::CutLine || page.side == Side::Front {
                page.cut_along(plate, outline);
            }
            if let Some(Stickers { border, corner }) = self.stickers.filter(|stickers| stickers.border > Length::ZERO) {
                page.put_on_backing(border, corner);
            }
        })
    }

    /// What a machine does along the outline.
    const fn plate(&self) -> Plate {
        if self.stickers.is_some() { Plate::KissCut } else { Plate::CutLine }
    }

    /// The plates that the outline is on in press files.
    pub(super) fn plates(&self) -> impl Iterator<Item = Plate> {
        let backing = (self.border() > Length::ZERO).then_some(Plate::CutLine);
        self.line.then_some(self.plate()).into_iter().chain(backing)
    }

    /// How much larger the finished piece is than the trim of its faces, on every side.
    pub(super) fn border(&self) -> Length {
        self.stickers.filter(|_| self.line).map_or(Length::ZERO, |stickers| stickers.border)
    }

    fn each<'d>(&self, document: &'d Document, change: impl Fn(&mut Page, &Arc<PathData>)) -> Cow<'d, Document> {
        let mut document = document.clone();
        for page in &mut document.pages {
            if let Some(outline) = self.outline(page) {
                change(page, &outline);
            }
        }
        Cow::Owned(document)
    }

    /// Adds the outline to each front, and to the back of a card that has no front: paper is cut from one side.
    pub(super) fn on_fronts(&self, document: &mut Document) {
        let plate = self.plate();
        self.each_front(document, |page, outline| page.cut_along(plate, outline));
    }

    /// Draws the outline on each front for who cuts with scissors.
    pub(super) fn traced(&self, document: &mut Document) {
        self.each_front(document, Page::trace);
    }

    fn each_front(&self, document: &mut Document, draw: impl Fn(&mut Page, &Arc<PathData>)) {
        let mut last = None;
        for page in &mut document.pages {
            let again = page.side == Side::Back && page.card.is_some() && last == page.card;
            last.clone_from(&page.card);
            if let Some(outline) = self.outline(page).filter(|_| !again) {
                draw(page, &outline);
            }
        }
    }
}

impl Run<'_> {
    /// True where files of lines alone are made.
    pub(super) fn follows_lines(&self) -> bool {
        self.job.sheets.formats.iter().any(|format| matches!(format, Format::CutSvg | Format::Dxf))
    }

    /// How the pieces of a deck are cut: as `drawn` by its layouts, or as its file says.
    pub(super) fn cutting(&mut self, studio: &Studio<'_>, deck: &Deck, drawn: Drawn) -> Cutting {
        let shape = deck.shape.as_deref().and_then(|file| self.drawn(studio, deck, file));
        let at = drawn.place().cloned();
        if let Some(at) = &at {
            self.diagnostics.extend(twice(deck, at));
        }
        let (outlines, of) = match (&deck.tabs, shape) {
            _ if at.is_some() => drawn.over(plain(deck)),
            (Some(tabs), _) => tabbed(deck, tabs),
            (None, Some(shape)) => (vec![Arc::new(shape)], BTreeMap::new()),
            (None, None) => (vec![Arc::new(plain(deck))], BTreeMap::new()),
        };
        let free = at.is_some() || deck.shape.is_some();
        let odd = free || deck.tabs.is_some() || deck.format.shape != Shape::Rectangle;
        let asked = deck.production.or(&studio.kit.production).cut_line;
        let line = asked.unwrap_or(odd || deck.stickers.is_some())
            && !self.refused_line(deck, &studio.kit.production, asked, at);
        Cutting { outlines, of, shaped: odd || deck.corner > Length::ZERO, odd, line, stickers: deck.stickers }
    }

    /// Whether the printer takes no cut line. Told where somebody asks for the line.
    fn refused_line(&mut self, deck: &Deck, kit: &Production, asked: Option<bool>, drawn: Option<Place>) -> bool {
        let Some(printer) = self.printer.as_ref().filter(|printer| has_own_dies(printer)) else { return false };
        if asked == Some(true) || (asked.is_none() && (deck.shape.is_some() || drawn.is_some())) {
            let name = &printer.name;
            let fault = say!(
                "{name} ne prend pas de tracé de découpe : ses fichiers n’en ont pas",
                "{name} takes no cut line: its files have none"
            );
            let root = Place::value(deck.file, []);
            let place = match (drawn, deck.production.cut_line.or(kit.cut_line)) {
                (Some(place), None) => place,
                (None, None) if deck.shape.is_some() => root.key("shape"),
                _ => root.key("production").key("cut-line"),
            };
            self.diagnostics.push(Diagnostic::warning("printer-cut-line", fault).at(place).hint(say!(
                "envoyez-lui le tracé à part s’il le demande : --format dxf",
                "send it the line apart where it asks for it: --format dxf"
            )));
        }
        true
    }

    /// The outline that a drawing holds.
    fn drawn(&mut self, studio: &Studio<'_>, deck: &Deck, file: &str) -> Option<PathData> {
        let place = Place::value(deck.file, []).key("shape");
        let path = studio.folders.picture(self.world, file);
        let Some((bytes, path)) = path.and_then(|path| Some((self.world.read(&path).ok()?, path))) else {
            let fault = say!("dessin introuvable : « {file} »", "drawing not found: “{file}”");
            self.diagnostics.push(Diagnostic::error("missing-file", fault).at(place));
            return None;
        };
        let id = self.sources.add(path.to_string_lossy().replace('\\', "/"), String::from_utf8_lossy(&bytes));
        let near = path.parent().unwrap_or(Path::new("")).to_owned();
        let link = |name: &str| self.world.read(&studio.folders.inside(&near, name)?).ok();
        let import = svg::Import { link: &link, ..svg::Import::new(id, &studio.brand.fonts) };
        match svg::import(&bytes, &import, &mut Assets::default()) {
            Ok(drawing) => {
                outline_of(drawing, deck.boxes.trim, file).map_err(|fault| self.diagnostics.push(fault.at(place))).ok()
            }
            Err(fault) => {
                self.diagnostics.push(fault.at(Place::file(id)));
                None
            }
        }
    }
}

/// Whether a printer cuts the sizes that it lists with dies of its own: nothing that it says itself names a cut line.
fn has_own_dies(printer: &Printer) -> bool {
    let named = printer.spots.get(&SpotKind::Cut);
    named.is_none_or(|figure| figure.inherited.is_some() && !printer.sizes.is_empty())
}

/// The outline of a piece that nobody draws.
fn plain(deck: &Deck) -> PathData {
    let trim = deck.boxes.trim_rect();
    match deck.format.shape {
        Shape::Rectangle => PathData::rounded_rect(&trim, [deck.corner; 4]),
        Shape::Ellipse => PathData::ellipse(&trim),
        Shape::Hexagon => {
            let at = |x: f64, y: f64| (Point::new(trim.width * x, trim.height * y), deck.corner);
            let corners = [at(0.0, 0.5), at(0.25, 0.0), at(0.75, 0.0), at(1.0, 0.5), at(0.75, 1.0), at(0.25, 1.0)];
            PathData::rounded_polygon(&corners)
        }
    }
}

/// An outline for each tab, and which one a card has.
fn tabbed(deck: &Deck, tabs: &Tabs) -> (Vec<Arc<PathData>>, BTreeMap<Arc<str>, usize>) {
    let positions = usize::from(tabs.positions);
    let outlines = (0..positions).map(|position| Arc::new(with_tab(deck, tabs, position))).collect();
    let of = deck.cards.iter().map(|card| (card.id.clone(), card.index as usize % positions.max(1))).collect();
    (outlines, of)
}

/// A card whose upper edge is cut lower but for one tab. At an edge of the card the tab goes on straight.
fn with_tab(deck: &Deck, tabs: &Tabs, position: usize) -> PathData {
    let (trim, tab) = (deck.boxes.trim_rect(), tabs.rect(position, deck.boxes.trim));
    let (corner, shoulder) = (deck.corner, tab.bottom());
    let (first, last) = (tab.x.near(trim.x, SAME), tab.right().near(trim.right(), SAME));
    let mut corners = Vec::new();
    if !first {
        corners.push((Point::new(trim.x, shoulder), corner));
        corners.push((Point::new(tab.x, shoulder), tabs.radius));
    }
    corners.push((tab.origin(), tabs.radius));
    corners.push((Point::new(tab.right(), tab.y), tabs.radius));
    if !last {
        corners.push((Point::new(tab.right(), shoulder), tabs.radius));
        corners.push((Point::new(trim.right(), shoulder), corner));
    }
    corners.push((Point::new(trim.right(), trim.bottom()), corner));
    corners.push((Point::new(trim.x, trim.bottom()), corner));
    PathData::rounded_polygon(&corners)
}

/// Places nearer than this are one.
const SAME: Length = Length::mm(0.01);
/// How far a drawing may be off the trim's size.
const OFF: Length = Length::mm(0.1);

/// The one outline of a drawing that is as large as the trim.
fn outline_of(drawing: Drawing, trim: Size, file: &str) -> Result<PathData, Diagnostic> {
    let size = drawing.size;
    if !size.width.near(trim.width, OFF) || !size.height.near(trim.height, OFF) {
        let show = |size: Size| format!("{} × {}", size.width, size.height);
        let (own, trim) = (show(size), show(trim));
        return Err(Diagnostic::error(
            "drawing-size",
            say!("le dessin mesure {own}, la pièce {trim}", "the drawing measures {own}, the piece {trim}"),
        )
        .hint(say!(
            "donnez au dessin la taille de la pièce (attributs width et height en mm)",
            "give the drawing the size of the piece (attributes width and height in mm)"
        )));
    }
    let mut outline = PathData::new();
    let strange = collect(&drawing.items, &Transform::IDENTITY, &mut outline);
    let hint = say!(
        "le dessin d’une forme contient un tracé fermé, et rien d’autre",
        "the drawing of a shape holds one closed outline, and nothing else"
    );
    let fault = |words| Err(Diagnostic::error("wrong-shape", words).hint(hint.clone()));
    let bounds = outline.tight_bounds().filter(|_| !outline.is_empty());
    match bounds {
        _ if strange => fault(say!("« {file} » ne contient pas que des tracés", "“{file}” holds more than outlines")),
        None => fault(say!("« {file} » ne contient aucun tracé", "“{file}” holds no outline")),
        Some(_) if outline.contours().iter().any(|(_, closed)| !closed) => {
            fault(say!("le tracé de « {file} » n’est pas fermé", "the outline of “{file}” is not closed"))
        }
        Some(bounds) if !Rect::of_size(trim).contains(&bounds, OFF) => {
            fault(say!("le tracé de « {file} » sort de la pièce", "the outline of “{file}” goes beyond the piece"))
        }
        Some(_) => Ok(outline),
    }
}

/// Gathers outlines; true when there is anything else.
fn collect(items: &[Item], map: &Transform, outline: &mut PathData) -> bool {
    items.iter().fold(false, |strange, item| {
        strange
            | match item {
                Item::Group(group) => collect(&group.items, &map.then_inside(&group.transform), outline),
                Item::Path(path) => {
                    outline.append(&path.data, map);
                    false
                }
                Item::Link(_) => false,
                Item::Glyphs(_) | Item::Image(_) | Item::Use(_) => true,
            }
    })
}
