//! Faces of cards that other faces show: each laid out as its own deck says, then kept as one picture that all places
//! share. Whoever is shown may show others in turn, but nobody themselves.

use std::sync::Arc;

use super::Run;
use super::deck::Studio;
use super::stock::Shop;
use crate::diag::Diagnostic;
use crate::element::{Drawn, Stock, Stocked, face_of};
use crate::geom::{PathData, Rect};
use crate::layout::{self, Asked};
use crate::model::{Card, Deck, Faces, Kit};
use crate::say;
use crate::scene::{Artwork, Assets, Group, Item, Origin, Page, Role, Side};
use crate::yaml;

/// A face: the code of its card, and the side.
type FaceId = (Arc<str>, Side);

/// What is asked for, faces of cards apart from drawings and pictures.
pub(super) fn split(asked: Asked) -> (Asked, Asked) {
    asked.into_iter().partition(|(drawn, _)| face_of(drawn).is_some())
}

impl Run<'_> {
    /// Lays out the faces asked for into the assets and the stock of a document. `open` are the faces that are being laid out
    /// around it.
    pub(super) fn thumbnails(
        &mut self,
        studio: &Studio<'_>,
        asked: Asked,
        open: &mut Vec<FaceId>,
        (assets, stock): (&mut Assets, &mut Stock),
    ) {
        for (drawn, origin) in asked {
            let Some((code, side)) = face_of(&drawn) else { continue };
            let Some((deck, card)) = find(studio.kit, code) else {
                self.diagnostics.push(unknown(studio.kit, code, &origin));
                continue;
            };
            if card.layout.get(side).is_none() {
                self.diagnostics.push(bare(code, side, &origin));
                continue;
            }
            let face = (card.id.clone(), side);
            if let Some(at) = open.iter().position(|known| *known == face) {
                self.diagnostics.push(circle(&open[at..], &origin));
                continue;
            }
            open.push(face);
            if let Some(page) = self.face(studio, (deck, card, side), open, assets) {
                let size = page.boxes.trim;
                let alt = called(card);
                let artwork = assets.add_artwork(picture(page, deck, &drawn));
                stock.insert_called(drawn, Stocked::Drawing { artwork, size, plates: Arc::default() }, alt);
            }
            open.pop();
        }
    }

    /// One face of a card as its own deck lays it out.
    fn face(
        &mut self,
        studio: &Studio<'_>,
        (deck, card, side): (&Deck, &Card, Side),
        open: &mut Vec<FaceId>,
        assets: &mut Assets,
    ) -> Option<Page> {
        let mut card = card.clone();
        let Faces { front, back } = &card.layout;
        card.layout = match side {
            Side::Front => Faces { front: front.clone(), back: None },
            Side::Back => Faces { front: None, back: back.clone() },
        };
        let cards = [&card];
        let templates = self.templates(studio, deck, &cards);
        let job =
            layout::Job { kit: studio.kit, deck, cards: &cards, all: &cards, copyfit: false, templates: &templates };
        let theme = templates.values().next()?.theme.clone();
        let mut own = Assets::default();
        let plates = self.plate_names();
        let mut shop = Shop {
            world: self.world,
            plates: &plates,
            folders: studio.folders,
            fonts: &studio.brand.fonts,
            theme: &theme,
            sources: &mut self.sources,
            assets: &mut own,
        };
        let mut texts = Stock::new();
        shop.texts(&job.texts(), &mut texts, &mut self.diagnostics);
        let (faces, drawings) = split(job.drawings(&texts));
        let mut stock = shop.stock(&drawings, texts, &mut self.diagnostics);
        self.thumbnails(studio, faces, open, (&mut own, &mut stock));
        let backdrops = self.backdrops(studio, deck, &templates, &mut own);
        let (document, _) = job.pages(studio.setter, &stock, &backdrops, own, &mut self.diagnostics);
        assets.absorb(document).into_iter().next()
    }
}

/// The card of that code, with its deck.
fn find<'k>(kit: &'k Kit, code: &str) -> Option<(&'k Deck, &'k Card)> {
    kit.decks.iter().find_map(|deck| Some((deck, deck.card(code)?)))
}

/// What a card is called: its code and, where it has one, its title.
fn called(card: &Card) -> Arc<str> {
    let id = &card.id;
    match card.get("title").and_then(|title| title.text()) {
        Some(title) => format!("{id} – {title}").into(),
        None => id.clone(),
    }
}

/// A page as a picture: cut at its trim, without what machines do and without what readers are told of its parts.
fn picture(page: Page, deck: &Deck, drawn: &Drawn) -> Artwork {
    let trim = page.boxes.trim;
    let bounds = Rect::new(Default::default(), Default::default(), trim.width, trim.height);
    let outline = PathData::rounded_rect(&bounds, [deck.corner; 4]);
    let cut = Group { clip: Some(Arc::new(outline)), items: plain(page.items), ..Group::default() };
    Artwork { name: drawn.0.clone(), bounds, items: vec![Item::Group(Box::new(cut))] }
}

/// Items without links, plates, marks and roles.
fn plain(items: Vec<Item>) -> Vec<Item> {
    let kept = items.into_iter().filter_map(|item| match item {
        Item::Link(_) => None,
        Item::Group(group) if matches!(group.role, Some(Role::Plate(_) | Role::Mark)) => None,
        Item::Group(mut group) => {
            group.role = None;
            group.items = plain(std::mem::take(&mut group.items));
            Some(Item::Group(group))
        }
        other => Some(other),
    });
    kept.collect()
}

fn unknown(kit: &Kit, code: &str, origin: &Origin) -> Diagnostic {
    let fault = say!("le kit n’a pas de carte « {code} »", "the kit has no card “{code}”");
    let fault = origin.mark(Diagnostic::error("unknown-card", fault));
    let codes = kit.decks.iter().flat_map(|deck| &deck.cards).map(|card| &*card.id);
    match yaml::suggest(code, codes) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => {
            fault.hint(say!("`massicot list` montre les cartes du kit", "`massicot list` shows the cards of the kit"))
        }
    }
}

fn bare(code: &str, side: Side, origin: &Origin) -> Diagnostic {
    let fault = match side {
        Side::Front => say!("la carte « {code} » n’a pas de recto", "the card “{code}” has no front"),
        Side::Back => say!("la carte « {code} » n’a pas de verso", "the card “{code}” has no back"),
    };
    origin
        .mark(Diagnostic::error("no-face", fault))
        .hint(say!("montrez son autre face, ou une autre carte", "show its other side, or another card"))
}

fn circle(faces: &[FaceId], origin: &Origin) -> Diagnostic {
    let way = faces.iter().chain(faces.first()).map(|(code, _)| &**code).collect::<Vec<_>>().join(" → ");
    let fault = say!("une face se montre elle-même : {way}", "a face shows itself: {way}");
    origin
        .mark(Diagnostic::error("face-circle", fault))
        .hint(say!("retirez l’un des cadres « face: »", "take one of the “face:” boxes out"))
}
