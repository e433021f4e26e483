//! Cards on their faces: content bound to templates, boxes solved, items placed. Makes the pages of a document;
//! knows nothing of sheets or formats.

mod below;
mod copy;
mod data;
mod drawings;
mod face;
mod fitting;
mod flow;
mod frame;
mod instance;
mod names;
mod pages;
mod place;
mod share;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use copy::Copy;
use drawings::Askers;
pub use drawings::{Asked, AskedTexts};
pub use pages::chain;

use crate::diag::{Diagnostic, Diagnostics};
use crate::element::Stock;
use crate::geom::{PathData, Rect};
use crate::model::{Card, Deck, Kit};
use crate::parallel;
use crate::say;
use crate::scene::{Assets, Document, Info, Item, Page, Side, Use};
use crate::source::Place;
use crate::template::Template;
use crate::text::Setter;
use names::Names;

/// The layouts of a deck, by name.
pub type Templates = BTreeMap<Arc<str>, Template>;

/// A deck on its way to pages.
pub struct Job<'a> {
    /// The kit.
    pub kit: &'a Kit,
    /// The deck.
    pub deck: &'a Deck,
    /// The chosen cards, in the deck's order.
    pub cards: &'a [&'a Card],
    /// Every card of the deck: what is the same all over it is so whatever cards are chosen.
    pub all: &'a [&'a Card],
    /// Whether to say how full frames are.
    pub copyfit: bool,
    /// Every layout that they name and that could be built.
    pub templates: &'a Templates,
}

/// The SVG drawing of a layout on a page: its artwork, the slots in it, its plates.
#[derive(Clone, Debug, Default)]
pub struct Backdrop {
    /// The artwork and where it lies.
    pub artwork: Option<Use>,
    /// Slots by name, in page coordinates.
    pub slots: BTreeMap<String, Rect>,
    /// What it says of cuts, varnish and the like, in page coordinates.
    pub plates: Vec<Item>,
    /// The outline of the piece where it draws one, in page coordinates, and the element that does.
    pub outline: Option<(Arc<PathData>, Place)>,
}

/// Backdrops by the name of their layout.
pub type Backdrops = BTreeMap<Arc<str>, Backdrop>;

impl<'a> Job<'a> {
    /// Every face to be made: front then back, card by card. A side without layout has no face.
    fn faces(&self, cards: &[&'a Card]) -> Vec<(&'a Card, Side, &'a Template)> {
        let mut faces = Vec::with_capacity(cards.len() * 2);
        for &card in cards {
            for side in [Side::Front, Side::Back] {
                if let Some(template) = card.layout.get(side).and_then(|name| self.templates.get(name)) {
                    faces.push((card, side, template));
                }
            }
        }
        faces
    }

    /// Every file of a text that the faces ask for.
    pub fn texts(&self) -> AskedTexts {
        let mut asked = AskedTexts::new();
        for card in self.all {
            let names = Names::new(self.kit, self.deck, card);
            for template in chain(self.templates, card.layouts()).flatten() {
                drawings::ask_texts(&template.nodes, &names, &mut asked);
            }
        }
        asked
    }

    /// Every picture and drawing that the faces ask for, and those among the words of the rest of the deck.
    pub fn drawings(&self, stock: &Stock) -> Asked {
        let mut asked = Asked::new();
        for card in self.cards {
            let names = Names::new(self.kit, self.deck, card);
            for template in chain(self.templates, card.layouts()).flatten() {
                drawings::ask(&template.nodes, &names, (&template.theme, stock), Askers::All, &mut asked);
            }
        }
        let rest = if self.all.len() > self.cards.len() { self.faces(self.all) } else { Vec::new() };
        for (card, _, template) in rest {
            let names = Names::new(self.kit, self.deck, card);
            drawings::ask(&template.nodes, &names, (&template.theme, stock), Askers::Words, &mut asked);
        }
        asked
    }

    /// The pages, and how full their frames are where that is asked for. Boxes whose content has faults are left out and the faults told; the rest is laid out all the same.
    pub fn pages(
        &self,
        setter: &Setter,
        stock: &Stock,
        backdrops: &Backdrops,
        mut assets: Assets,
        diagnostics: &mut Diagnostics,
    ) -> (Document, Vec<Copy>) {
        let faces = self.faces(self.cards);
        let factors = instance::Factors::new();
        let (copyfit, templates) = (self.copyfit, self.templates);
        let mut shop =
            face::Shop { kit: self.kit, deck: self.deck, setter, stock, backdrops, factors, copyfit, templates };
        shop.share_sizes(&self.faces(self.all));
        let plans = shop.share(&faces, &mut assets, diagnostics);
        let cards: Vec<_> = self.cards.iter().map(|card| (*card, self.faces(&[*card]))).collect();
        let made = parallel::map(&cards, |(card, faces)| {
            let faces: Vec<_> = faces.iter().map(|(_, side, template)| (*side, *template)).collect();
            pages::Sequence { shop: &shop, card, faces: &faces, plans: &plans }.pages()
        });
        let mut pages = Vec::with_capacity(faces.len());
        let mut copies = Vec::new();
        for card in made {
            pages.extend(card.pages);
            copies.extend(card.copies);
            diagnostics.append(card.diagnostics);
        }
        diagnostics.extend(self.taken(&pages));
        (Document { info: self.info(), pages, assets, fonts: setter.fonts().clone() }, copies)
    }

    /// Leaves that are called as a card of the deck is: they could not be told apart.
    fn taken(&self, pages: &[Page]) -> Vec<Diagnostic> {
        let further = pages.iter().filter(|page| page.side == Side::Front).filter_map(|page| page.card.as_ref());
        let mut seen = BTreeSet::new();
        let twice = further.filter(|id| !seen.insert((*id).clone())).filter_map(|id| self.deck.card(id));
        let fault = |card: &Card| {
            let id = &card.id;
            let message = say!(
                "la carte « {id} » porte le nom d’une page qui continue une autre carte",
                "the card “{id}” is called as a page is that goes on from another card"
            );
            let hint = say!("donnez-lui un autre code", "give it another code");
            Diagnostic::error("duplicate-id", message).at(card.place()).card(&**id).hint(hint)
        };
        twice.map(fault).collect()
    }

    fn info(&self) -> Info {
        let kit = self.kit;
        let text = |text: &Option<Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
        Info {
            title: match &self.deck.variant {
                Some(variant) => format!("{} – {} – {}", kit.title, self.deck.title, variant.title),
                None => format!("{} – {}", kit.title, self.deck.title),
            },
            lang: kit.lang.to_string(),
            publisher: text(&kit.publisher),
            licence: text(&kit.licence),
            version: kit.version.to_string(),
            date: kit.date.as_ref().map(ToString::to_string),
        }
    }
}
