//! The pages of one card: its faces, and the further leaves that boxes need whose content goes on. Knows where each such
//! box stands; what a step of its content is, only the box knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::face::{Plans, Shop};
use super::names::PageNumber;
use super::{Copy, Templates};
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::Cursor;
use crate::model::Card;
use crate::say;
use crate::scene::{self, Heading, Origin, Page, Side};
use crate::template::{Further, Template};

/// Pages of one card, at most: what needs more is a slip of the pen.
const MOST: usize = 5000;
/// How often pages are laid out to find out how many they are.
const TRIES: usize = 4;

/// Where a box stands whose content goes on over pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// It goes on from here.
    At(Cursor),
    /// All of it is placed.
    Done,
}

/// Boxes whose content goes on, by id.
pub(super) type Stands = BTreeMap<Arc<str>, Stand>;

/// What the boxes of one page whose content may go on tell: where they go on, and where they come from.
#[derive(Debug, Default)]
pub(super) struct Told {
    boxes: BTreeMap<Arc<str>, (Stand, Arc<Origin>)>,
    faults: Diagnostics,
}

impl Told {
    /// A box has placed what its page holds; it goes on at `next`, if at all.
    pub fn tell(&mut self, id: &Arc<str>, next: Option<Cursor>, origin: &Arc<Origin>) {
        let stand = next.map_or(Stand::Done, Stand::At);
        if self.boxes.insert(id.clone(), (stand, origin.clone())).is_some() {
            let message = say!(
                "deux cadres « {id} » d’une même page continuent sur la suivante",
                "two boxes “{id}” of one page go on on the next"
            );
            let hint = say!(
                "donnez à chacun un `id` à lui, hors de toute répétition",
                "give each an `id` of its own, in no repetition"
            );
            self.faults.push(origin.mark(Diagnostic::error("goes-on-twice", message).hint(hint)));
        }
    }
}

/// The layouts by these names and those of the further pages that they lead to; nothing for one that could not be built.
pub fn chain<'t, 'n>(
    templates: &'t Templates,
    names: impl Iterator<Item = &'n Arc<str>>,
) -> impl Iterator<Item = Option<&'t Template>> {
    let mut wanted: Vec<Arc<str>> = names.cloned().collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(name) = wanted.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let template = templates.get(&name);
        wanted.extend(template.iter().flat_map(|template| template.further()).map(|further| further.layout.clone()));
        found.push(template);
    }
    found.into_iter()
}

/// A card with the layouts of its faces, on its way to pages.
pub(super) struct Sequence<'s, 'a> {
    pub shop: &'s Shop<'a>,
    pub card: &'a Card,
    /// Front, back or both, with their first layouts.
    pub faces: &'s [(Side, &'a Template)],
    pub plans: &'s Plans,
}

/// The pages of a card, how full frames are, and what was found.
#[derive(Default)]
pub(super) struct Made {
    pub pages: Vec<Page>,
    pub copies: Vec<Copy>,
    pub diagnostics: Diagnostics,
}

impl<'a> Sequence<'_, 'a> {
    /// Every page of the card. Where layouts say how many there are, they are laid out until that is true.
    pub fn pages(&self) -> Made {
        let asks = self.asks();
        let mut count = self.faces.len();
        let mut made = Made::default();
        let mut outline: Arc<[Heading]> = Arc::default();
        for _ in 0..TRIES {
            made = self.all(count, &outline);
            let found = headings(&made.pages);
            if made.pages.len() == count && found == outline || !asks && found.is_empty() {
                self.fill_up(&mut made.pages);
                return made;
            }
            (count, outline) = (made.pages.len(), found);
        }
        let message = say!(
            "le nombre de pages change chaque fois qu’il est imprimé : {count} annoncées",
            "the number of pages changes each time it is printed: {count} announced"
        );
        self.fill_up(&mut made.pages);
        let fault = Diagnostic::warning("page-count", message).at(self.card.place()).card(&*self.card.id);
        made.diagnostics.push(fault.hint(say!(
            "laissez à `{{page.count}}` une place de largeur fixe",
            "give `{{page.count}}` room of a fixed width"
        )));
        made
    }

    /// Adds empty pages until their number is what the deck asks for: booklets are folded from whole sheets.
    fn fill_up(&self, pages: &mut Vec<Page>) {
        let multiple = self.shop.deck.multiple.max(1);
        while !pages.is_empty() && !pages.len().is_multiple_of(multiple) {
            let number = pages.len();
            let side = if number.is_multiple_of(2) { Side::Front } else { Side::Back };
            let leaf = number / 2 + 1;
            let id = if leaf > 1 { format!("{}-{leaf}", self.card.id) } else { self.card.id.to_string() };
            let face = if side == Side::Front { "recto" } else { "verso" };
            let (boxes, copies) = (self.shop.deck.boxes, u32::from(self.card.count));
            let (name, card) = (format!("{id}-{face}"), Some(Arc::from(id.as_str())));
            pages.push(Page { boxes, name, card, side, copies, ..Page::default() });
        }
    }

    /// Whether some layout of its pages prints their number.
    fn asks(&self) -> bool {
        let first = self.faces.iter().map(|(_, template)| *template);
        let names: Vec<Arc<str>> =
            first.clone().flat_map(Template::further).map(|further| further.layout.clone()).collect();
        let asks = |template: &Template| template.fields.contains("page");
        let mut later = chain(self.shop.templates, names.iter());
        first.clone().any(asks) || later.any(|template| template.is_some_and(asks))
    }

    fn all(&self, count: usize, outline: &Arc<[Heading]>) -> Made {
        let mut made = Made::default();
        let mut going = Going::default();
        let mut layouts: Vec<Option<&'a Template>> = self.faces.iter().map(|(_, template)| Some(*template)).collect();
        let duplex = self.shop.deck.duplex && matches!(self.faces, [(Side::Front, _)]);
        let turns: Vec<(usize, Side)> = match self.faces {
            [(Side::Front, _)] if duplex => vec![(0, Side::Front), (0, Side::Back)],
            faces => faces.iter().enumerate().map(|(index, (side, _))| (index, *side)).collect(),
        };
        let mut idle = 0;
        for leaf in 1.. {
            let before = going.stands.clone();
            for (index, side) in &turns {
                let Some(template) = layouts.get(*index).copied().flatten() else { continue };
                if duplex && !made.pages.is_empty() && !going.is_open() {
                    break;
                }
                let number = made.pages.len() + 1;
                self.page(
                    self.even(template, number),
                    (leaf, *side, PageNumber { number, count, outline: outline.clone() }),
                    &mut going,
                    &mut made,
                );
                if let Some(next) = layouts.get_mut(*index) {
                    *next = self.then(template);
                }
            }
            idle = if going.stands == before { idle + 1 } else { 0 };
            if !going.is_open() || going.twice {
                break;
            }
            if idle > 1 || layouts.iter().all(Option::is_none) || made.pages.len() >= MOST {
                made.diagnostics.extend(going.stuck(made.pages.len() >= MOST));
                break;
            }
        }
        made
    }

    /// The layout of the page after one of `template`; none where it says that there is no such page.
    fn then(&self, template: &'a Template) -> Option<&'a Template> {
        match &template.then {
            None => Some(template),
            Some(further) => self.further(further),
        }
    }

    /// The layout of the page of a number, where `template` is that of its place in the sequence.
    fn even(&self, template: &'a Template, number: usize) -> &'a Template {
        let even = template.even.as_ref().filter(|_| number.is_multiple_of(2));
        even.and_then(|further| self.further(further)).unwrap_or(template)
    }

    fn further(&self, further: &Further) -> Option<&'a Template> {
        self.shop.templates.get(&further.layout)
    }

    fn page(
        &self,
        template: &'a Template,
        (leaf, side, number): (usize, Side, PageNumber),
        going: &mut Going,
        made: &mut Made,
    ) {
        let mut told = Told::default();
        let mut page =
            self.shop.page(self.card, (side, number), template, self.plans, (&going.stands, &mut told), made);
        if leaf > 1 {
            let id = format!("{}-{leaf}", self.card.id);
            page.name = page.name.replacen(&*self.card.id, &id, 1);
            page.card = Some(id.as_str().into());
        }
        made.pages.push(page);
        going.take(told, &mut made.diagnostics);
    }
}

/// The headings of pages, each with the number of its page.
fn headings(pages: &[Page]) -> Arc<[Heading]> {
    let of = |(page, items): (usize, &Page)| {
        let found = scene::headings(&items.items).into_iter();
        found.map(move |(level, title, place)| Heading { level, title, place, page }).collect::<Vec<_>>()
    };
    (1..).zip(pages).flat_map(of).collect()
}

/// Where the boxes of a card stand from page to page.
#[derive(Default)]
struct Going {
    stands: Stands,
    origins: BTreeMap<Arc<str>, Arc<Origin>>,
    twice: bool,
}

impl Going {
    /// True where some box goes on.
    fn is_open(&self) -> bool {
        self.stands.values().any(|stand| matches!(stand, Stand::At(_)))
    }

    fn take(&mut self, told: Told, diagnostics: &mut Diagnostics) {
        self.twice |= !told.faults.is_empty();
        diagnostics.append(told.faults);
        for (id, (stand, origin)) in told.boxes {
            self.origins.insert(id.clone(), origin);
            self.stands.insert(id, stand);
        }
    }

    /// The faults of boxes that go on and nowhere come farther.
    fn stuck(&self, many: bool) -> Vec<Diagnostic> {
        let open = self.stands.iter().filter(|(_, stand)| matches!(stand, Stand::At(_)));
        let fault = |id: &Arc<str>| {
            let message = match many {
                true => say!(
                    "le cadre « {id} » continue encore après {MOST} pages",
                    "the box “{id}” still goes on after {MOST} pages"
                ),
                false => say!(
                    "le contenu du cadre « {id} » continue, mais aucune page suivante ne lui fait place",
                    "what is in the box “{id}” goes on, but no further page has room for it"
                ),
            };
            let hint = say!(
                "donnez aux pages suivantes (`then:`) un cadre du même `id`, assez grand",
                "give the further pages (`then:`) a box of the same `id` that is large enough"
            );
            Some(self.origins.get(id)?.mark(Diagnostic::error("no-further-room", message).hint(hint)))
        };
        open.filter_map(|(id, _)| fault(id)).collect()
    }
}
