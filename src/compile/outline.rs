//! Outlines of pieces that layouts draw: a cut line in a layout's drawing that goes round the card replaces the rectangle of its
//! trim. What is done with an outline is the business of `cutting`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::artwork::DrawnPlate;
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Contours, Length, PathData, Rect, Size, Transform};
use crate::layout::Backdrops;
use crate::model::{Card, Deck};
use crate::say;
use crate::scene::{Item, Path, Plate, Side};
use crate::source::Place;

/// Front and back are drawn alike to within this.
const ALIKE: Length = Length::mm(0.1);
/// How far an outline may reach over the trim.
const OVER: Length = Length::mm(0.1);
/// A contour at least so large, of the trim's width and of its height, goes round the card; a smaller one is a hole.
const ROUND: f64 = 0.5;

/// The outlines that the layouts of a deck draw, seen from the front.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    outlines: Vec<(Arc<PathData>, Place)>,
    /// Which outline a card has.
    of: BTreeMap<Arc<str>, usize>,
}

impl Drawn {
    /// The outline of each card: that of its front, or the mirror image of its back's.
    pub(super) fn of(cards: &[&Card], backdrops: &Backdrops, trim: Size, diagnostics: &mut Diagnostics) -> Self {
        let mut drawn = Self::default();
        for card in cards {
            let on = |side| backdrops.get(card.layout.get(side)?)?.outline.as_ref();
            let (outline, place) = match (on(Side::Front), on(Side::Back)) {
                (None, None) => continue,
                (Some(front), None) => front.clone(),
                // One layout for both faces: one drawing of one piece.
                (Some(front), Some((_, place))) if *place == front.1 => front.clone(),
                (None, Some((back, place))) => (Arc::new(back.turned(trim.width)), place.clone()),
                (Some(front), Some((back, place))) => {
                    let turned = Contours::of(&back.turned(trim.width));
                    if !Contours::of(&front.0).follows(&turned, ALIKE) {
                        diagnostics.push(differs(place, &front.1));
                    }
                    front.clone()
                }
            };
            let known = drawn.outlines.iter().position(|(_, known)| *known == place);
            let index = known.unwrap_or(drawn.outlines.len());
            if known.is_none() {
                drawn.outlines.push((outline, place));
            }
            drawn.of.insert(card.id.clone(), index);
        }
        drawn
    }

    /// Where the first of them is drawn.
    pub(super) fn place(&self) -> Option<&Place> {
        self.outlines.first().map(|(_, place)| place)
    }

    /// The outline of a card, seen from the front.
    pub(super) fn outline(&self, card: &Arc<str>) -> Option<&Arc<PathData>> {
        self.of.get(card).and_then(|index| self.outlines.get(*index)).map(|(outline, _)| outline)
    }

    /// All outlines, that of cards without one of their own first, and which one each card has.
    pub(super) fn over(self, plain: PathData) -> (Vec<Arc<PathData>>, BTreeMap<Arc<str>, usize>) {
        let own = self.outlines.into_iter().map(|(outline, _)| outline);
        let of = self.of.into_iter().map(|(card, index)| (card, index + 1)).collect();
        (std::iter::once(Arc::new(plain)).chain(own).collect(), of)
    }
}

/// Takes the outline of the piece out of a drawing's cut lines: the closed contour that goes round the card, with those inside of it,
/// which are holes. All others stay lines of the plate. `map` leads from the drawing to the page.
pub(super) fn take_outline(
    plates: &mut Vec<DrawnPlate>,
    map: &Transform,
    trim: Size,
) -> Result<Option<(Arc<PathData>, Place)>, Box<Diagnostic>> {
    let cuts = || plates.iter().filter(|plate| plate.plate == Plate::CutLine);
    let mut round: Option<(PathData, Rect, Place)> = None;
    for plate in cuts() {
        for (contour, closed) in contours(plate, map) {
            let Some(bounds) = contour.tight_bounds() else { continue };
            if bounds.width < trim.width * ROUND || bounds.height < trim.height * ROUND {
                continue;
            }
            if !closed {
                return Err(Box::new(open(&plate.place)));
            }
            if !Rect::of_size(trim).contains(&bounds, OVER) {
                return Err(Box::new(beyond(&plate.place, &bounds, trim)));
            }
            let larger = |known: &Rect| bounds.width * bounds.height.to_mm() > known.width * known.height.to_mm();
            if round.as_ref().is_none_or(|(_, known, _)| larger(known)) {
                round = Some((contour, bounds, plate.place.clone()));
            }
        }
    }
    let Some((mut outline, bounds, place)) = round else { return Ok(None) };
    let rim = outline.clone();
    for plate in plates.iter_mut().filter(|plate| plate.plate == Plate::CutLine) {
        let mut left = Vec::new();
        for (contour, closed) in contours(plate, &Transform::IDENTITY) {
            let here = contour.transformed(map);
            match here.tight_bounds() {
                _ if here == rim => {}
                Some(own) if closed && bounds.contains(&own, Length::ZERO) => {
                    outline.append(&here, &Transform::IDENTITY)
                }
                _ => left.push(contour),
            }
        }
        let line = |data: PathData| match plate.items.first() {
            Some(Item::Path(path)) => {
                Some(Item::Path(Box::new(Path { data: Arc::new(data), ..path.as_ref().clone() })))
            }
            _ => None,
        };
        plate.items = left.into_iter().filter_map(line).collect();
    }
    plates.retain(|plate| !plate.items.is_empty());
    Ok(Some((Arc::new(outline), place)))
}

/// The contours of a plate of lines, which holds outlines alone.
fn contours(plate: &DrawnPlate, map: &Transform) -> Vec<(PathData, bool)> {
    let data = plate.items.iter().filter_map(|item| match item {
        Item::Path(path) => Some(path.data.transformed(map)),
        _ => None,
    });
    data.flat_map(|data| data.contours()).collect()
}

/// A deck whose file gives its pieces an outline, too.
pub(super) fn twice(deck: &Deck, drawn: &Place) -> Option<Diagnostic> {
    let key = match (&deck.shape, &deck.tabs) {
        (Some(_), _) => "shape",
        (None, Some(_)) => "tabs",
        (None, None) => return None,
    };
    let message = say!(
        "« {key} » et le dessin de la mise en page donnent chacun un contour aux cartes",
        "“{key}” and the layout’s drawing each give the cards an outline"
    );
    let fault = Diagnostic::error("two-outlines", message)
        .at(Place::value(deck.file, []).key(key).on_key())
        .at_with(drawn.clone(), say!("la découpe dessinée", "the cut that is drawn"));
    Some(fault.hint(say!("gardez l’un des deux", "keep one of them")))
}

fn differs(back: &Place, front: &Place) -> Diagnostic {
    Diagnostic::error(
        "two-outlines",
        say!(
            "la découpe du verso n’est pas l’image en miroir de celle du recto",
            "the cut of the back is not the mirror image of that of the front"
        ),
    )
    .at(back.clone())
    .at_with(front.clone(), say!("la découpe du recto", "the cut of the front"))
    .hint(say!(
        "retirez celle du verso : le recto suffit, il est retourné pour le verso",
        "remove that of the back: the front’s is enough, it is turned over for the back"
    ))
}

fn open(place: &Place) -> Diagnostic {
    let message = say!("la découpe de la carte n’est pas fermée", "the cut of the card is not closed");
    Diagnostic::error("wrong-shape", message).at(place.clone()).hint(say!(
        "refermez le tracé : son dernier point sur le premier",
        "close the path: its last point on its first"
    ))
}

fn beyond(place: &Place, bounds: &Rect, trim: Size) -> Diagnostic {
    let over = [-bounds.x, -bounds.y, bounds.right() - trim.width, bounds.bottom() - trim.height];
    let over = over.into_iter().fold(Length::ZERO, Length::max);
    let over = Length::mm((over.to_mm() * 100.0).round() / 100.0);
    let message = say!("la découpe sort de la carte de {over}", "the cut goes {over} beyond the card");
    let (width, height) = (trim.width, trim.height);
    Diagnostic::error("wrong-shape", message).at(place.clone()).hint(say!(
        "la carte mesure {width} × {height} : le fond perdu est ce qui dépasse la découpe, à l’intérieur du dessin",
        "the card measures {width} × {height}: bleed is what reaches over the cut, within the drawing"
    ))
}
