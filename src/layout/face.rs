//! One face of one card, with the decoration it shares with others.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{self, Ground};
use super::instance::{self, Factors, Instance};
use super::names::{Names, PageNumber};
use super::pages::{Made, Stands, Told};
use super::place::{Placing, place};
use super::share::{self, Run, Shared};
use super::{Backdrop, Backdrops, Templates, copy};
use crate::diag::Diagnostics;
use crate::element::{Context, Stock};
use crate::geom::Transform;
use crate::model::{Card, Deck, Kit};
use crate::parallel;
use crate::scene::{Artwork, Assets, Group, Item, Page, Role, Side, Use, has_plates};
use crate::template::{Node, Template};
use crate::text::Setter;

/// What every face needs.
pub(super) struct Shop<'a> {
    pub kit: &'a Kit,
    pub deck: &'a Deck,
    pub setter: &'a Setter,
    pub stock: &'a Stock,
    pub backdrops: &'a Backdrops,
    /// The sizes that are the same all over the deck.
    pub factors: Factors,
    /// Whether to say how full frames are.
    pub copyfit: bool,
    /// Every layout that could be built.
    pub templates: &'a Templates,
}

/// How the boxes of a template are split, and the artworks that its shared runs became.
pub(super) struct Plan {
    runs: Vec<Run>,
    shared: Shared,
}

/// Plans by the name of their template.
pub(super) type Plans = BTreeMap<String, Plan>;

impl<'a> Shop<'a> {
    const fn context<'c>(&'c self, template: &'c Template, side: Option<Side>) -> Context<'c> {
        Context { setter: self.setter, theme: &template.theme, stock: self.stock, side, outline: &[] }
    }

    /// Lays out once what at least two faces have in common.
    pub fn share(
        &self,
        faces: &[(&'a Card, Side, &'a Template)],
        assets: &mut Assets,
        diagnostics: &mut Diagnostics,
    ) -> Plans {
        let mut plans = Plans::new();
        let mut seen = BTreeSet::new();
        let mut plated = BTreeSet::new();
        for (card, _, template) in faces {
            let plan = plans
                .entry(template.name.clone())
                .or_insert_with(|| Plan { runs: share::runs(template), shared: Shared::new() });
            let names = Names::new(self.kit, self.deck, card);
            for (index, run) in plan.runs.iter().enumerate() {
                let Some(depends) = &run.names else { continue };
                let key = (index, share::key(depends, &names));
                let named = (template.name.clone(), key.clone());
                let again = !seen.insert(named.clone());
                if again && !plan.shared.contains_key(&key) && !plated.contains(&named) {
                    let nodes = &template.nodes[run.nodes.clone()];
                    let items = self.decoration(nodes, &names, template, diagnostics);
                    // Plates stand on the page itself, where sheets and tools find them.
                    if has_plates(&items) {
                        plated.insert(named);
                        continue;
                    }
                    let bounds = self.deck.boxes.bleed_rect();
                    let name = format!("{} {}", template.name, index + 1);
                    plan.shared.insert(key, assets.add_artwork(Artwork { name, bounds, items }));
                }
            }
        }
        plans
    }

    /// One page. Boxes whose content goes on begin where they stand, and tell where they have come to.
    pub fn page(
        &self,
        card: &'a Card,
        (side, number): (Side, PageNumber),
        template: &'a Template,
        plans: &Plans,
        (stands, told): (&Stands, &mut Told),
        made: &mut Made,
    ) -> Page {
        let names = Names::new(self.kit, self.deck, card).on(number);
        let diagnostics = &mut made.diagnostics;
        let whole = Plan { runs: vec![Run { nodes: 0..template.nodes.len(), names: None }], shared: Shared::new() };
        let mut items = Vec::new();
        items.extend(self.backdrop(template).artwork.map(|artwork| artifact(Item::Use(artwork))));
        {
            // Layouts of further pages share nothing.
            let plan = plans.get(&template.name).unwrap_or(&whole);
            for (index, run) in plan.runs.iter().enumerate() {
                let shared =
                    run.names.as_ref().and_then(|depends| plan.shared.get(&(index, share::key(depends, &names))));
                match shared {
                    Some(artwork) => {
                        items.push(artifact(Item::Use(Use { artwork: *artwork, transform: Transform::IDENTITY })));
                    }
                    None => {
                        let nodes = &template.nodes[run.nodes.clone()];
                        let instances = self.solved(nodes, (&names, side), template, stands, diagnostics);
                        if self.copyfit {
                            let tokens = template.theme.lengths();
                            instances.iter().for_each(|one| copy::collect(one, side, "", tokens, &mut made.copies));
                        }
                        let context = self.context(template, Some(side));
                        let mut placing = Placing { context: &context, stands, told, diagnostics };
                        items.extend(instances.iter().filter_map(|one| place(one, &mut placing)));
                    }
                }
            }
        }
        items.extend(self.backdrop(template).plates);
        let side_name = match side {
            Side::Front => "recto",
            Side::Back => "verso",
        };
        Page {
            boxes: self.deck.boxes,
            items,
            name: format!("{}-{side_name}", card.id),
            card: Some(card.id.clone()),
            side,
            copies: u32::from(card.count),
            outline: None,
        }
    }

    fn backdrop(&self, template: &Template) -> Backdrop {
        self.backdrops.get(template.name.as_str()).cloned().unwrap_or_default()
    }

    fn decoration(
        &self,
        nodes: &'a [Node],
        names: &Names<'a>,
        template: &Template,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Item> {
        let context = self.context(template, None);
        let (stands, mut told) = (Stands::new(), Told::default());
        let instances = self.solved(nodes, (names, Side::Front), template, &stands, diagnostics);
        let mut placing = Placing { context: &context, stands: &stands, told: &mut told, diagnostics };
        instances.iter().filter_map(|instance| place(instance, &mut placing)).collect()
    }

    /// Boxes with their content and their rectangles.
    fn solved(
        &self,
        nodes: &'a [Node],
        (names, side): (&Names<'a>, Side),
        template: &Template,
        stands: &Stands,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Instance<'a>> {
        let context = Context { outline: names.outline(), ..self.context(template, None) };
        let backdrop = self.backdrops.get(template.name.as_str());
        let none = BTreeMap::new();
        let slots = backdrop.map_or(&none, |backdrop| &backdrop.slots);
        let tab = self.deck.tab(names.card(), side);
        let (boxes, tokens, factors) = (&self.deck.boxes, template.theme.lengths(), &self.factors);
        let ground = Ground { boxes, tab, tokens, slots, context, factors, stands };
        let mut instances = instance::bind(nodes, names, &context, diagnostics);
        instances.iter_mut().for_each(|instance| instance.cap(&self.factors));
        frame::page(&mut instances, nodes, &ground);
        instances
    }

    /// The factor that each type style needs on this face, of those that are set at one size all over the deck.
    fn needs(&self, card: &'a Card, template: &'a Template) -> Factors {
        let mut needs = Factors::new();
        let names = Names::new(self.kit, self.deck, card);
        // Faults are told when the face is made.
        let (stands, mut faults) = (Stands::new(), Diagnostics::new());
        let instances = self.solved(&template.nodes, (&names, Side::Front), template, &stands, &mut faults);
        for instance in &instances {
            instance.each_text(&mut |_, text| {
                if let Some(factor) = text.factor().filter(|_| text.shares_size()) {
                    let least = needs.entry(text.style().to_owned()).or_insert(factor);
                    *least = least.min(factor);
                }
            });
        }
        needs
    }

    /// Settles the sizes that are the same all over a deck. Smaller words leave more room to others, or move them, so
    /// that faces are asked again until none needs a smaller size; sizes only fall, by a tenth of a point at least.
    pub fn share_sizes(&mut self, faces: &[(&'a Card, Side, &'a Template)]) {
        let sharing: Vec<_> = faces.iter().filter(|(.., template)| template.shares_sizes()).collect();
        if sharing.is_empty() {
            return;
        }
        loop {
            let mut factors = self.factors.clone();
            for needs in parallel::map(&sharing, |(card, _, template)| self.needs(card, template)) {
                for (style, factor) in needs {
                    let least = factors.entry(style).or_insert(factor);
                    *least = least.min(factor);
                }
            }
            if factors == self.factors {
                return;
            }
            self.factors = factors;
        }
    }
}

fn artifact(item: Item) -> Item {
    Item::Group(Box::new(Group { role: Some(Role::Artifact), items: vec![item], ..Group::default() }))
}
