//! One deck from its cards to pages: layouts built, pictures read, faces laid out, the scene inspected.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::files::read_press;
use super::folders::Folders;
use super::outline::{Drawn, take_outline};
use super::stock::Shop;
use super::{CopyDeck, Profile, Run, thumbnails};
use crate::artwork::svg;
use crate::color::Srgb;
use crate::diag::Diagnostic;
use crate::element::{Families, Stock, Tone};
use crate::export::pdf;
use crate::font::{Fonts, by_script};
use crate::geom::{Insets, Length, Size, Transform};
use crate::layout::{self, Backdrop, Backdrops, Templates};
use crate::model::{Card, Deck, FontRole, Kind, Kit, Locale};
use crate::scene::{Artwork, Assets, Document, Side, Use};
use crate::source::Place;
use crate::template::{Brand, Formats, Library, Sheet, Template};
use crate::text::Setter;
use crate::{preflight, say, verify};

/// What every deck of a kit is made with.
pub(super) struct Studio<'a> {
    pub kit: &'a Kit,
    pub folders: &'a Folders,
    pub library: &'a Library,
    pub brand: Brand,
    /// Sets the text of every deck in every language: what it learns about words serves all.
    pub setter: &'a Setter,
    /// False in the kit's own language.
    pub translated: bool,
}

/// What a kit gives to its layouts.
pub(super) fn brand(kit: &Kit, fonts: Arc<Fonts>) -> Brand {
    let names = |families: &[Arc<str>]| families.iter().map(ToString::to_string).collect();
    let families =
        |role: &FontRole| Families { all: names(&role.families), scripts: by_script(&role.scripts, &kit.lang) };
    Brand {
        swatches: kit.palette.iter().map(|(name, color)| (name.to_owned(), color)).collect(),
        roles: kit.fonts.iter().map(|role| (role.name.to_string(), families(role))).collect(),
        fonts,
        lang: kit.lang.clone(),
        changes: None,
        typography: kit.typography.clone(),
        tone: tone(&kit.locale(&kit.lang)),
        formats: Arc::new(Formats { named: kit.sizes.clone(), decks: card_sizes(kit) }),
    }
}

/// The trimmed size of the cards of every deck.
fn card_sizes(kit: &Kit) -> BTreeMap<Arc<str>, Size> {
    let decks = kit.decks.iter().filter(|deck| deck.kind == Kind::Cards);
    decks.map(|deck| (deck.id.clone(), deck.boxes.trim)).collect()
}

fn tone(locale: &Locale) -> Tone {
    let Locale { size, leading, tracking, hyphenate, digits, .. } = *locale;
    Tone { size, leading, tracking, hyphenate, digits }
}

impl Run<'_> {
    /// Cards → pages, and the outlines that their layouts draw.
    pub(super) fn lay_out(&mut self, studio: &Studio<'_>, deck: &Deck, cards: &[&Card]) -> (Document, Drawn) {
        let mut templates = self.templates(studio, deck, cards);
        let every: Vec<&Card> = deck.cards.iter().collect();
        // Sizes that are the same all over the deck are so whatever cards are chosen.
        let all = if templates.values().any(Template::shares_sizes) { &every[..] } else { cards };
        if all.len() > cards.len() {
            templates = self.templates(studio, deck, all);
        }
        self.names(studio.kit, &templates);
        self.slots_for_decks(studio.kit, deck, &templates);
        if studio.translated {
            self.words_of_layouts(&templates);
        }
        if deck.variant.is_none() {
            self.unknown_fields(studio.kit, deck, cards, &templates);
        }
        let copyfit = self.job.copyfit;
        let job = layout::Job { kit: studio.kit, deck, cards, all, copyfit, templates: &templates };
        let mut assets = Assets::default();
        let theme = templates.values().next().map(|template| template.theme.clone()).unwrap_or_default();
        let names = self.plate_names();
        let mut shop = Shop {
            world: self.world,
            plates: &names,
            folders: studio.folders,
            fonts: &studio.brand.fonts,
            theme: &theme,
            sources: &mut self.sources,
            assets: &mut assets,
        };
        let mut texts = Stock::new();
        shop.texts(&job.texts(), &mut texts, &mut self.diagnostics);
        let (faces, drawings) = thumbnails::split(job.drawings(&texts));
        let mut stock = shop.stock(&drawings, texts, &mut self.diagnostics);
        self.thumbnails(studio, faces, &mut Vec::new(), (&mut assets, &mut stock));
        let backdrops = self.backdrops(studio, deck, &templates, &mut assets);
        let title = &deck.title;
        self.progress.begin(&say!("mise en page de « {title} »", "laying out “{title}”"), 1);
        let (document, copies) = job.pages(studio.setter, &stock, &backdrops, assets, &mut self.diagnostics);
        self.progress.end();
        self.copyfit.extend(CopyDeck::of(deck, copies));
        let drawn = Drawn::of(cards, &backdrops, deck.boxes.trim, &mut self.diagnostics);
        (document, drawn)
    }

    /// Every layout that the chosen cards name.
    pub(super) fn templates(&mut self, studio: &Studio<'_>, deck: &Deck, cards: &[&Card]) -> Templates {
        let changes = deck.variant.as_ref().map(|variant| variant.types.clone());
        let brand = Brand { changes, ..studio.brand.clone() };
        let mut asked: BTreeMap<Arc<str>, Place> = BTreeMap::new();
        for card in cards {
            for side in [Side::Front, Side::Back] {
                if let Some(name) = card.layout.get(side) {
                    asked.entry(name.clone()).or_insert_with(|| card.layout_place(side));
                }
            }
        }
        let (mut templates, mut tried) = (Templates::new(), BTreeSet::new());
        while let Some((name, place)) = asked.pop_first() {
            if !tried.insert(name.clone()) {
                continue;
            }
            let Some(template) = Template::build(studio.library, &name, &brand, &place, &mut self.diagnostics) else {
                continue;
            };
            asked.extend(template.further().map(|further| (further.layout.clone(), further.place.clone())));
            templates.insert(name, template);
        }
        templates
    }

    /// Fields of cards that no layout of the deck names: nearly always a slip of the pen.
    fn unknown_fields(&mut self, kit: &Kit, deck: &Deck, cards: &[&Card], templates: &Templates) {
        let named = |card: &Card, key: &str| {
            let mut pages = layout::chain(templates, card.layouts());
            // A layout that could not be built names nothing, and its own fault says enough.
            pages.any(|template| template.is_none_or(|template| template.fields.contains(key)))
        };
        // A record says more than any one layout shows of it.
        for card in cards.iter().filter(|card| card.from.is_none()) {
            for field in card.fields.iter().filter(|field| !field.inherited) {
                if !named(card, &field.key) && kit.vocabulary(&field.key).is_none() && !deck.extra.contains(&field.key)
                {
                    self.diagnostics.push(unknown_field(card, &field.key, templates, deck.kind != Kind::Cards));
                }
            }
        }
    }

    pub(super) fn backdrops(
        &mut self,
        studio: &Studio<'_>,
        deck: &Deck,
        templates: &Templates,
        assets: &mut Assets,
    ) -> Backdrops {
        let mut backdrops = Backdrops::new();
        for (name, template) in templates {
            if let Some(sheet) = &template.drawing
                && let Some(backdrop) = self.backdrop(studio, deck, template, sheet, assets)
            {
                backdrops.insert(name.clone(), backdrop);
            }
        }
        backdrops
    }

    fn backdrop(
        &mut self,
        studio: &Studio<'_>,
        deck: &Deck,
        template: &Template,
        sheet: &Sheet,
        assets: &mut Assets,
    ) -> Option<Backdrop> {
        let file = &sheet.file;
        let bytes =
            studio.folders.picture(self.world, file).and_then(|path| Some((self.world.read(&path).ok()?, path)));
        let Some((bytes, path)) = bytes else {
            let fault = say!("dessin introuvable : « {file} »", "drawing not found: “{file}”");
            self.diagnostics.push(Diagnostic::error("missing-file", fault).at(sheet.place.clone()));
            return None;
        };
        let name = path.to_string_lossy().replace('\\', "/");
        let id = self.sources.add(name, String::from_utf8_lossy(&bytes));
        let palette = |srgb: Srgb| template.theme.swatch(srgb);
        let near = path.parent().unwrap_or(Path::new("")).to_owned();
        let link = |name: &str| self.world.read(&studio.folders.inside(&near, name)?).ok();
        let names = self.plate_names();
        let import =
            svg::Import { palette: &palette, link: &link, plates: &names, ..svg::Import::new(id, &studio.brand.fonts) };
        let mut drawing = match svg::import(&bytes, &import, assets) {
            Ok(drawing) => drawing,
            Err(fault) => {
                self.diagnostics.push(fault.at(Place::file(id)));
                return None;
            }
        };
        self.diagnostics.append(drawing.diagnostics);
        let Some(shift) = shift(drawing.size, deck) else {
            self.diagnostics.push(wrong_size(drawing.size, deck, sheet));
            return None;
        };
        let artwork = Artwork { name: file.clone(), bounds: deck.boxes.bleed_rect(), items: drawing.items };
        let map = Transform::translate(-shift.left, -shift.top);
        let artwork = Some(Use { artwork: assets.add_artwork(artwork), transform: map });
        let slots = drawing.slots.into_iter().map(|slot| (slot.name, map.apply_rect(&slot.rect))).collect();
        let outline = take_outline(&mut drawing.plates, &map, deck.boxes.trim).unwrap_or_else(|fault| {
            self.diagnostics.push(*fault);
            None
        });
        let plates = drawing.plates.iter().map(|plate| plate.item(&map)).collect();
        let backdrop = Backdrop { artwork, slots, plates, outline };
        self.slots(template, &backdrop, sheet);
        Some(backdrop)
    }

    /// Holds the slots that boxes name against those that the drawing has.
    fn slots(&mut self, template: &Template, backdrop: &Backdrop, sheet: &Sheet) {
        let named = template.slots();
        let known = backdrop.slots.keys().cloned().collect::<Vec<_>>().join(", ");
        for (slot, place) in named.iter().filter(|(slot, _)| !backdrop.slots.contains_key(*slot)) {
            self.diagnostics.push(
                Diagnostic::error(
                    "unknown-slot",
                    say!("le dessin n’a pas d’emplacement « slot-{slot} »", "the drawing has no slot “slot-{slot}”"),
                )
                .at(place.clone())
                .hint(say!("emplacements du dessin : {known}", "slots of the drawing: {known}")),
            );
        }
        for slot in backdrop.slots.keys().filter(|slot| !named.contains_key(*slot)) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "unused-slot",
                    say!("aucun cadre n’occupe l’emplacement « slot-{slot} »", "no box fills the slot “slot-{slot}”"),
                )
                .at(sheet.place.clone())
                .hint(say!(
                    "ajoutez un cadre avec `at: {{ slot: {slot} }}`",
                    "add a box with `at: {{ slot: {slot} }}`"
                )),
            );
        }
    }

    /// Pages → diagnostics: every code read back from its page, and the PDF of every profile read back by a reader of
    /// its own. Costs as much as making the pages several times over, so that `check` does it and `build` leaves it at
    /// the rules.
    pub(super) fn read_back(&mut self, document: &Document) {
        self.diagnostics.append(verify::codes::check(document));
        if self.diagnostics.has_errors() {
            return;
        }
        for profile in self.profiles.clone() {
            let options = self.pdf_options(profile);
            match pdf::export(document, &options) {
                Ok(file) => {
                    self.diagnostics.append(verify::pdf::check(&file, document, options.bleed));
                    self.diagnostics.append(verify::pdfx::check(&file, options.standard));
                    self.diagnostics.append(read_press(&file, &options));
                    self.diagnostics.append(pdf::losses(document, &options));
                }
                Err(faults) => self.diagnostics.append(faults),
            }
        }
    }

    /// Pages → diagnostics: the rules of the profiles asked for.
    pub(super) fn inspect(&mut self, document: &Document) {
        let mut profiles = self.profiles.clone();
        // Both are held to the same rules.
        profiles.retain(|profile| *profile != Profile::Home || !self.profiles.contains(&Profile::Screen));
        for profile in profiles {
            match profile {
                Profile::Press => self.inspect_press(document),
                Profile::Screen | Profile::Home => {
                    self.diagnostics.append(preflight::check(document, &preflight::Profile::screen()));
                }
            }
        }
    }
}

fn unknown_field(card: &Card, key: &str, templates: &Templates, card_is_all: bool) -> Diagnostic {
    let own = layout::chain(templates, card.layouts()).flatten();
    let names: Vec<_> = own.flat_map(|template| &template.fields).map(|name| &**name).collect();
    let fault = Diagnostic::error(
        "unknown-field",
        say!("aucune mise en page de la carte ne nomme « {key} »", "no layout of the card names “{key}”"),
    )
    .at(card.source_place(key).on_key())
    .card(&*card.id);
    match crate::yaml::suggest(key, names.iter().copied()) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None if card_is_all => fault.hint(say!(
            "ajoutez un cadre qui montre `{{{key}}}`, ou retirez la clé",
            "add a box that shows `{{{key}}}`, or remove the key"
        )),
        None => fault.hint(say!(
            "ajoutez un cadre qui montre `{{{key}}}`, ou nommez le champ dans `fields:` du jeu s’il sert ailleurs",
            "add a box that shows `{{{key}}}`, or name the field in the deck’s `fields:` if it serves elsewhere"
        )),
    }
}

/// How far the drawing reaches over the trim: nowhere when it is as large as the trim, as far as the bleed when it holds that
/// too; none when it is neither, give or take a tenth of a millimetre. A print shop that asks for more bleed than the
/// deck has gets what the drawing holds; that it stops short is for preflight to tell.
fn shift(size: Size, deck: &Deck) -> Option<Insets> {
    let near = |wanted: Size| {
        let tolerance = Length::mm(0.1);
        size.width.near(wanted.width, tolerance) && size.height.near(wanted.height, tolerance)
    };
    let bleeds = [Insets::NONE, deck.boxes.bleed, deck.drawn_bleed];
    bleeds.into_iter().find(|bleed| near(deck.boxes.trim_rect().outset(bleed).size()))
}

fn wrong_size(size: Size, deck: &Deck, sheet: &Sheet) -> Diagnostic {
    let (trim, bleed) = (deck.boxes.trim, deck.boxes.bleed_rect().size());
    let show = |size: Size| format!("{} × {}", size.width, size.height);
    let (own, trim, bleed) = (show(size), show(trim), show(bleed));
    Diagnostic::error(
        "drawing-size",
        say!(
            "le dessin mesure {own}, la carte {trim} ({bleed} avec le fond perdu)",
            "the drawing measures {own}, the card {trim} ({bleed} with bleed)"
        ),
    )
    .at(sheet.place.clone())
    .hint(say!(
        "donnez au dessin l’une de ces deux tailles (attributs width et height en mm)",
        "give the drawing one of these two sizes (attributes width and height in mm)"
    ))
}
