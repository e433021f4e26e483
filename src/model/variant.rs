//! Variants of a deck: the same cards in another size, with other layouts and type sizes. Large print, for one.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::deck::LayoutFrom;
use super::deck_file::Reader;
use super::kit_check::wrong_id;
use super::{Card, Deck, is_id};
use crate::diag::Diagnostic;
use crate::element::TypeSpec;
use crate::geom::{Length, PageBoxes};
use crate::say;
use crate::scene::Side;
use crate::sizes::Format;
use crate::source::Place;
use crate::yaml::{self, Ordered, Text};

/// The name by which a deck itself is asked for beside its variants.
pub const STANDARD: &str = "standard";

/// Factors for type sizes beyond these are slips of the pen.
const SCALES: std::ops::RangeInclusive<f64> = 0.25..=8.0;

/// A variant as a deck file writes it. What it leaves out is that of the deck.
#[derive(Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct VariantFile {
    /// What it is called, in titles of files.
    title: Option<Text>,
    /// Size of the cards.
    format: Option<Text>,
    /// Bleed over the trim on every side.
    bleed: Option<Length>,
    /// Safe zone inside the trim on every side.
    safe: Option<Length>,
    /// Radius of the corners, that of the format where it is not given.
    corner: Option<Length>,
    /// For layouts of the deck, the layout that takes their place; none leaves the face out.
    layouts: Ordered<Text>,
    /// What sizes and leadings of the type styles of every layout are multiplied by.
    scale: Option<f64>,
    /// The smallest size of any type style, and the smallest that fitting may choose.
    floor: Option<Length>,
    /// Type styles laid over those of every layout, key by key.
    types: Ordered<TypeSpec>,
}

/// A variant of a deck.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name in the deck, as it is asked for and as file names say it.
    pub id: Arc<str>,
    /// What it is called; its id where the deck does not say.
    pub title: Arc<str>,
    /// What it changes in type styles.
    pub types: TypeChanges,
    format: Format,
    boxes: PageBoxes,
    corner: Length,
    layouts: Vec<(Arc<str>, Option<Arc<str>>)>,
    place: Place,
}

/// What a variant changes in the type styles of every layout.
#[derive(Clone, Debug)]
pub struct TypeChanges {
    /// What sizes and leadings are multiplied by.
    pub scale: f64,
    /// The smallest size that any style may have.
    pub floor: Option<Length>,
    /// Styles laid over those of the layouts after that, with their places.
    pub over: Vec<(Arc<str>, TypeSpec, Place)>,
}

impl Deck {
    /// This deck in one of its variants; none where it has no such variant.
    pub fn in_variant(&self, id: &str) -> Option<Self> {
        let variant = self.variants.iter().find(|variant| variant.id.eq_ignore_ascii_case(id))?;
        Some(Self {
            format: variant.format.clone(),
            boxes: variant.boxes,
            drawn_bleed: variant.boxes.bleed,
            corner: variant.corner,
            // Outlines are drawn for one size.
            shape: self.shape.clone().filter(|_| variant.format.trim == self.format.trim),
            tabs: self.tabs.filter(|_| variant.format.trim == self.format.trim),
            cards: self.cards.iter().map(|card| variant.card(card)).collect(),
            variant: Some(Arc::new(variant.clone())),
            ..self.clone()
        })
    }
}

impl Variant {
    fn card(&self, card: &Card) -> Card {
        let mut card = card.clone();
        for side in [Side::Front, Side::Back] {
            let found = self.layouts.iter().find(|(from, _)| Some(from) == card.layout.get(side));
            let Some((from, to)) = found else { continue };
            card.layout_from[side as usize] = LayoutFrom::Place(Box::new(self.place.key("layouts").key(from)));
            match side {
                Side::Front => card.layout.front.clone_from(to),
                Side::Back => card.layout.back.clone_from(to),
            }
        }
        card
    }
}

impl Reader<'_, '_> {
    /// The variants of a deck; those at fault are left out.
    pub(super) fn variants(&mut self, files: &Ordered<VariantFile>, deck: &Deck, root: &Place) -> Vec<Variant> {
        let place = root.key("variants");
        let read = |(id, file): (&Arc<str>, &VariantFile)| self.variant(id, file, deck, place.key(id));
        files.iter().filter_map(read).collect()
    }

    fn variant(&mut self, id: &Arc<str>, file: &VariantFile, deck: &Deck, place: Place) -> Option<Variant> {
        self.faulty = false;
        if !is_id(id) || matches!(&**id, STANDARD | "all") {
            self.fault(wrong_id(id, place.clone().on_key()));
        }
        let format = match &file.format {
            Some(text) => self.format(text, &place)?,
            None => deck.format.clone(),
        };
        let side = format.trim.width.min(format.trim.height) * 0.5;
        let bleed = self.distance("bleed", file.bleed, deck.boxes.bleed.left, Length::mm(50.0), &place);
        let safe = self.distance("safe", file.safe, deck.boxes.safe.left.min(side), side, &place);
        let corner = if file.format.is_some() { format.corner } else { deck.corner };
        let corner = self.distance("corner", file.corner, corner, side, &place);
        let types = self.type_changes(file, &place);
        let name = |text: &Text| (&**text != "none").then(|| text.0.clone());
        let variant = Variant {
            id: id.clone(),
            title: file.title.as_ref().map_or_else(|| id.clone(), |title| title.0.clone()),
            types,
            boxes: PageBoxes::new(format.trim, bleed, safe),
            format,
            corner,
            layouts: file.layouts.iter().map(|(from, to)| (from.clone(), name(to))).collect(),
            place,
        };
        self.replaced(&variant, deck);
        (!self.faulty).then_some(variant)
    }

    fn type_changes(&mut self, file: &VariantFile, place: &Place) -> TypeChanges {
        let scale = file.scale.unwrap_or(1.0);
        if !SCALES.contains(&scale) {
            let message = say!(
                "« scale » vaut {scale}, et doit rester entre 0.25 et 8",
                "“scale” is {scale}, and must stay within 0.25 and 8"
            );
            self.fault(Diagnostic::error("wrong-value", message).at(place.key("scale")));
        }
        let types = place.key("types");
        let over = file.types.iter().map(|(name, style)| (name.clone(), style.clone(), types.key(name)));
        TypeChanges { scale, floor: file.floor, over: over.collect() }
    }

    /// Holds the layouts that a variant replaces against those that cards have.
    fn replaced(&mut self, variant: &Variant, deck: &Deck) {
        let mut known: Vec<&str> = deck.cards.iter().flat_map(Card::layouts).map(|name| &**name).collect();
        known.sort_unstable();
        known.dedup();
        for (from, _) in variant.layouts.iter().filter(|(from, _)| !known.contains(&&**from)) {
            let fault =
                say!("aucune carte du jeu n’a la maquette « {from} »", "no card of the deck has the layout “{from}”");
            let fault = Diagnostic::error("unknown-layout", fault).at(variant.place.key("layouts").key(from).on_key());
            let hint = match yaml::suggest(from, known.iter().copied()) {
                Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
                None => {
                    let known = yaml::key_list(known.iter().copied());
                    say!("maquettes des cartes : {known}", "layouts of the cards: {known}")
                }
            };
            self.fault(fault.hint(hint));
        }
    }
}
