//! The job ticket of a run: gathers what its components, files and printer say, and draws the page.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::deliver::looks_of;
use super::files::Put;
use super::made::Made;
use super::{Delivered, Profile, Run, Sink, Written, manifest};
use crate::color::Color;
use crate::diag::{Diagnostic, Lang};
use crate::export::pdf;
use crate::geom::Length;
use crate::model::{Kit, Production};
use crate::printers::{Copies, Printer};
use crate::say;
use crate::scene::{Document, Item, Page, Paint, Plate, PlateNames, Role, Side, digest};
use crate::ticket::{Ask, Component, Figure, Order, PageLook, Picture, Plate as PlateFact, Sheet, Ticket, TicketFile};

/// What the kit says for tickets, and the ticket of a run as it grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    head: Ticket,
    date: Option<String>,
    /// Whole-kit production, for what is missing.
    production: Production,
}

/// What a deck says for tickets.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub deck: String,
    /// Its title, that of the variant behind it.
    pub title: String,
    pub format: String,
    pub corner: Length,
    pub production: Production,
}

impl Desk {
    pub(super) fn new(kit: &Kit) -> Self {
        let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        let lang = if kit.lang.starts_with("fr") { Lang::Fr } else { Lang::En };
        let head = Ticket {
            ticket: 1,
            kit: kit.id.to_string(),
            title: kit.title.to_string(),
            version: kit.version.to_string(),
            date: kit.date.map(|date| date.to_string()),
            lang: kit.lang.to_string(),
            publisher: text(&kit.publisher),
            licence: text(&kit.licence),
            permission: text(&kit.production.permission),
            contact: text(&kit.production.contact),
            ..Ticket::default()
        };
        Self { head, date: kit.date.map(|date| date.long(lang)), production: kit.production.clone() }
    }
}

impl Run<'_> {
    /// True when press files come with a ticket: asked for, or made for a printer.
    pub(super) fn wants_ticket(&self) -> bool {
        self.profiles.contains(&Profile::Press) && (self.job.ticket || self.printer.is_some())
    }

    /// The ticket and its page, after all files of the delivery.
    pub(super) fn ticket(&mut self, made: &[&Made], sink: &mut Sink<'_>) -> io::Result<()> {
        let Some(desk) = self.desk.clone().filter(|_| self.wants_ticket()) else { return Ok(()) };
        let printer = self.printer.clone();
        let folder = match &printer {
            Some(printer) => format!("{}/{}/", desk.head.kit, printer.id),
            None => format!("{}/", desk.head.kit),
        };
        let components: Vec<Component> =
            made.iter().map(|deck| component(deck, printer.as_ref(), self, &folder)).collect();
        if components.iter().all(|component| component.files.is_empty()) {
            return Ok(());
        }
        let lang = if desk.head.lang.starts_with("fr") { Lang::Fr } else { Lang::En };
        let delivery = delivery(&components);
        let ticket =
            Ticket { printer: printer.as_ref().map(|p| ask(p, lang)), delivery, components, ..desk.head.clone() };
        self.missing(&desk, &ticket);
        (self.variant, self.locale) = (None, desk.head.lang.clone());
        let delivered =
            || Some(Delivered { printer: printer.as_ref().map(|p| p.id.to_string()), faces: None, pages: Vec::new() });
        let put = |name: &str| Put { delivered: delivered(), ..Put::at(format!("{folder}{name}")) };
        let page = match lang {
            Lang::Fr => "fiche-fabrication.pdf",
            Lang::En => "job-ticket.pdf",
        };
        match self.ticket_page(&ticket, desk.date.as_deref(), made) {
            Some(Ok(document)) => {
                let options = pdf::Options { links: false, ..pdf::Options::home(None) };
                self.pdf(put(page), &document, &options, sink)?;
            }
            Some(Err(fault)) => self.diagnostics.push(fault),
            None => {}
        }
        self.put(put("ticket.json"), ticket.to_json().as_bytes(), &[], sink)
    }

    /// The page as a document of its own, the faces of each component in small.
    fn ticket_page(&self, ticket: &Ticket, date: Option<&str>, made: &[&Made]) -> Option<Result<Document, Diagnostic>> {
        let lettering = &self.shop.as_ref()?.lettering;
        let shown = made.iter().map(|deck| deck.document().with_pages(first_faces(deck.document())));
        let counts: Vec<(usize, Length)> =
            made.iter().map(|deck| (first_faces(deck.document()).len(), deck.facts.corner)).collect();
        let mut document = Document::merged(shown.collect())?;
        let mut faces = std::mem::take(&mut document.pages).into_iter();
        let pictures: Vec<Vec<Picture>> = counts
            .into_iter()
            .map(|(count, corner)| faces.by_ref().take(count).map(|page| picture(page, corner)).collect())
            .collect();
        let sheet = Sheet { ticket, date: date.map(str::to_owned), pictures: &pictures, lettering };
        let pages = sheet.pages();
        Some(pages.map(|pages| {
            let title = match lettering.lang {
                Lang::Fr => format!("{} : fiche de fabrication", ticket.title),
                Lang::En => format!("{}: job ticket", ticket.title),
            };
            document.info.title = title;
            document.pages = pages;
            document
        }))
    }

    /// What a print shop would have to ask for on the telephone.
    fn missing(&mut self, desk: &Desk, ticket: &Ticket) {
        let any = |says: fn(&Component) -> bool| ticket.components.iter().any(says);
        let gaps = [
            (any(|component| component.quantity.is_none()), say!("la quantité", "the quantity"), "quantity"),
            (any(|component| component.stock.is_none()), say!("le papier", "the stock"), "stock"),
            (desk.production.contact.is_none(), say!("le contact", "the contact"), "contact"),
            (
                desk.production.permission.is_none(),
                say!("l’autorisation d’imprimer", "the permission to print"),
                "permission",
            ),
        ];
        let missing: Vec<_> = gaps.into_iter().filter(|(missing, ..)| *missing).collect();
        if missing.is_empty() {
            return;
        }
        let join = |words: Vec<&str>| words.join(", ");
        let (fr, en) = (
            join(missing.iter().map(|(_, say, _)| say.fr.as_str()).collect()),
            join(missing.iter().map(|(_, say, _)| say.en.as_str()).collect()),
        );
        let keys = missing.iter().map(|(.., key)| format!("{key}: …")).collect::<Vec<_>>().join(", ");
        let remark = say!("la fiche de fabrication ne dit pas : {fr}", "the job ticket does not say: {en}");
        let next =
            say!("écrivez dans kit.yaml : production: {{ {keys} }}", "write in kit.yaml: production: {{ {keys} }}");
        self.diagnostics.push(Diagnostic::warning("ticket-gaps", remark).hint(next));
    }
}

/// The first front and the first back that are printed.
fn first_faces(document: &Document) -> Vec<Page> {
    let face = |side: Side| document.pages.iter().find(|page| page.side == side && page.copies > 0);
    [face(Side::Front), face(Side::Back)].into_iter().flatten().cloned().collect()
}

fn picture(page: Page, corner: Length) -> Picture {
    Picture { trim: page.boxes.trim, corner, side: page.side, items: page.items }
}

fn ask(printer: &Printer, lang: Lang) -> Ask {
    let figures = printer.told().into_iter().map(|told| Figure {
        key: told.key.to_owned(),
        value: told.value.text(lang).to_owned(),
        source: told.source.from.clone(),
        read: told.source.read.key().to_owned(),
        inherited: told.inherited.as_deref().map(str::to_owned),
    });
    Ask { id: printer.id.to_string(), name: printer.name.to_string(), figures: figures.collect() }
}

fn component(deck: &Made, printer: Option<&Printer>, run: &Run<'_>, folder: &str) -> Component {
    let document = deck.document();
    let Facts { deck: id, title, format, corner, production } = &deck.facts;
    let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
    let boxes = document.pages.first().map(|page| page.boxes).unwrap_or_default();
    let bleed = [boxes.bleed.top, boxes.bleed.right, boxes.bleed.bottom, boxes.bleed.left];
    let printed = |side| document.pages.iter().any(|page| page.side == side && page.copies > 0);
    let cards: Vec<&Page> = document.pages.chunk_by(|a, b| a.card == b.card).filter_map(<[Page]>::first).collect();
    let counted = printer.is_some_and(|printer| printer.copies() == Copies::Counted);
    let order = cards.iter().filter(|page| counted && page.copies > 1);
    let names = printer.map_or(PlateNames::COMMON, super::printer::plate_names);
    let (mut plates, inks) = plates_and_inks(document);
    plates.extend(deck.cutting.plates());
    let border = deck.cutting.border();
    let side = |side: Length| rounded(side + border * 2.0);
    let backing = deck.cutting.stickers.filter(|_| border > Length::ZERO);
    Component {
        id: id.clone(),
        title: title.clone(),
        variant: deck.names.variant.clone(),
        locale: deck.names.lang.clone(),
        format: format.clone(),
        size_mm: [side(boxes.trim.width), side(boxes.trim.height)],
        bleed_mm: bleed.map(rounded),
        corner_mm: backing.map_or(*corner, |backing| backing.corner).to_mm(),
        corners: text(&production.corners),
        sides: u8::from(printed(Side::Front)) + u8::from(printed(Side::Back)),
        cards: cards.iter().filter(|page| page.copies > 0).count() as u32,
        pieces: cards.iter().map(|page| page.copies).sum(),
        quantity: run.job.quantity.or(production.quantity),
        stock: text(&production.stock),
        finish: text(&production.finish),
        binding: text(&production.binding),
        packing: text(&production.packing),
        note: text(&production.note),
        inks: if printer.is_some_and(Printer::takes_rgb) { vec!["RGB".to_owned()] } else { inks },
        plates: plates
            .into_iter()
            .map(|plate| PlateFact { kind: plate.key().to_owned(), name: names.name(plate).to_owned() })
            .collect(),
        order: order
            .filter_map(|page| Some(Order { card: page.card.as_deref()?.to_owned(), copies: page.copies }))
            .collect(),
        files: files(deck, &run.written, folder),
    }
}

/// Millimetres to a thousandth: what binary fractions lose is not for tickets.
fn rounded(length: Length) -> f64 {
    (length.to_mm() * 1000.0).round() / 1000.0
}

/// The delivered files of a deck: its own, and the sheets that it shares with others.
fn files(deck: &Made, written: &[Written], folder: &str) -> Vec<TicketFile> {
    let below = deck.names.folder();
    let own = written.iter().filter_map(|file| {
        let delivered = file.delivered.as_ref()?;
        let path = file.path.strip_prefix(folder)?;
        let shares = file.sheet.as_ref().is_some_and(|sheet| sheet.decks.contains(&deck.id));
        (shares || path.starts_with(&below)).then(|| TicketFile {
            path: path.to_owned(),
            faces: delivered.faces.map(|faces| faces.key().to_owned()).unwrap_or_default(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            pages: delivered.pages.clone(),
        })
    });
    own.collect()
}

fn delivery(components: &[Component]) -> String {
    let mut digest = Sha256::new();
    for file in components.iter().flat_map(|component| &component.files) {
        digest.update(file.sha256.as_bytes());
    }
    digest.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// The plates beside the picture, and the inks: process inks, then spot inks by name.
fn plates_and_inks(document: &Document) -> (BTreeSet<Plate>, Vec<String>) {
    let mut found = Found::default();
    document.pages.iter().filter(|page| page.copies > 0).for_each(|page| found.items(&page.items));
    document.assets.artworks().for_each(|(_, artwork)| found.items(&artwork.items));
    let inks = std::iter::once("CMYK".to_owned()).chain(found.spots);
    (found.plates, inks.collect())
}

#[derive(Default)]
struct Found {
    plates: BTreeSet<Plate>,
    spots: BTreeSet<String>,
}

impl Found {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => {
                    if let Some(Role::Plate(plate)) = group.role {
                        self.plates.insert(plate);
                        continue;
                    }
                    self.items(&group.items);
                }
                Item::Path(path) => {
                    path.fill.iter().for_each(|fill| self.paint(&fill.paint));
                    path.stroke.iter().for_each(|stroke| self.paint(&stroke.paint));
                }
                Item::Glyphs(run) => self.paint(&run.fill.paint),
                Item::Image(_) | Item::Use(_) | Item::Link(_) => {}
            }
        }
    }

    fn paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Solid(color) => self.color(*color),
            Paint::Gradient(gradient) => gradient.stops.iter().for_each(|stop| self.color(stop.color)),
        }
    }

    fn color(&mut self, color: Color) {
        self.spots.extend(color.spot.map(|spot| spot.ink.name().to_owned()));
    }
}

/// The pages of whole sheets with what they look like.
pub(super) fn sheet_looks(document: &Document) -> Vec<PageLook> {
    let look =
        |(page, look): (&Page, u128)| PageLook { name: page.name.clone(), card: None, look: manifest::shown(look) };
    document.pages.iter().zip(digest::faces(document)).map(look).collect()
}

/// The pages of a file with what they look like.
pub(super) fn page_looks(deck: &Made, pages: &[Page]) -> Vec<PageLook> {
    let looks = looks_of(deck.document());
    let look = |page: &Page| {
        let known = looks.get(&(page.card.clone(), page.side)).copied();
        PageLook {
            name: page.name.clone(),
            card: page.card.as_deref().map(str::to_owned),
            look: manifest::shown(known.unwrap_or_default()),
        }
    };
    pages.iter().map(look).collect()
}
