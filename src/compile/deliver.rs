//! A deck in the files that one print shop wants: which pages, in which order, each back how often. Knows pages and a
//! profile, no layouts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::files::Put;
use super::made::Made;
use super::ticket::page_looks;
use super::{Delivered, Faces, Profile, Run, Sink};
use crate::diag::{Diagnostic, Lang};
use crate::export::png;
use crate::parallel;
use crate::printers::{Backs, Copies, Delivery, PageOrder, Printer};
use crate::say;
use crate::scene::{Document, Page, Side, digest};

/// How many faces are drawn before they are written.
const BATCH: usize = 32;

/// Front and back of a card, and how often they are in a file.
struct Pair {
    front: Page,
    back: Page,
    times: usize,
}

/// The pages of one file.
#[derive(Debug)]
pub(super) struct Part {
    /// Which faces they are.
    pub faces: Faces,
    /// The pages in order.
    pub pages: Vec<Page>,
}

impl Run<'_> {
    /// Scene → the files that the printer wants, in a folder of its name.
    pub(super) fn deliver(&mut self, deck: &Made, printer: &Printer, sink: &mut Sink<'_>) -> io::Result<()> {
        let parts = parts(&deck.pressed(), printer);
        match printer.delivery() {
            Delivery::PngPerFace => self.pictures(deck, printer, &parts, sink),
            Delivery::PdfDuplex | Delivery::PdfFrontsBacks => {
                parts.into_iter().try_for_each(|part| self.part(deck, printer, part, sink))
            }
            // The sheets of the run.
            Delivery::Sheets => Ok(()),
        }
    }

    fn part(&mut self, deck: &Made, printer: &Printer, part: Part, sink: &mut Sink<'_>) -> io::Result<()> {
        let Part { faces, pages } = part;
        let lang = deck.file_lang();
        let word = faces.word(lang).map(|word| format!("-{word}")).unwrap_or_default();
        let what = format!("{}_{}{word}", deck.count(), printer.id);
        let path = deck.names.path_for(Some(&printer.id), "", &what, "pdf");
        let document = deck.document().with_pages(pages);
        let options = self.pdf_options(Profile::Press);
        let pages = page_looks(deck, &document.pages);
        let delivered = Delivered { printer: Some(printer.id.to_string()), faces: Some(faces), pages };
        let put = Put { path, sheet: None, delivered: Some(delivered) };
        self.pdf(put, &document, &options, sink)
    }

    /// One picture a face, at the printer's resolution with its bleed: the pixels are those that its profile gives.
    fn pictures(&mut self, deck: &Made, printer: &Printer, parts: &[Part], sink: &mut Sink<'_>) -> io::Result<()> {
        let lang = deck.file_lang();
        let pages: Vec<(String, Page)> = parts.iter().flat_map(|part| named(part, lang)).collect();
        let faces = parts.iter().flat_map(|part| part.pages.iter().map(|_| part.faces)).collect::<Vec<_>>();
        let document = deck.document().with_pages(pages.iter().map(|(_, page)| page.clone()).collect());
        let options = png::Options { dpi: printer.resolution(), bleed: true, ..png::Options::default() };
        let painter = png::Painter::new(&document, options);
        let looks = page_looks(deck, &document.pages);
        let numbers: Vec<usize> = (0..pages.len()).collect();
        self.progress.begin(&say!("images pour l’imprimeur", "pictures for the printer"), pages.len());
        for batch in numbers.chunks(BATCH) {
            let made = parallel::map(batch, |number| painter.png(*number));
            for ((number, made), (name, page)) in batch.iter().zip(made).zip(batch.iter().filter_map(|n| pages.get(*n)))
            {
                let [width, height] = pixels(page, printer);
                let what = format!("{name}_{}-{width}x{height}", printer.id);
                let path = deck.names.path_for(Some(&printer.id), "", &what, "png");
                let (faces, pages) = (faces.get(*number).copied(), looks.get(*number).cloned().into_iter().collect());
                let delivered = Some(Delivered { printer: Some(printer.id.to_string()), faces, pages });
                match made {
                    Ok(bytes) => {
                        let put = Put { path, sheet: None, delivered };
                        self.put(put, &bytes, std::slice::from_ref(page), sink)?;
                    }
                    Err(fault) => self.diagnostics.push(*fault),
                }
                self.progress.advance();
            }
        }
        self.progress.end();
        Ok(())
    }

    /// Cards that are not wanted once and once only, told where the files cannot say it.
    pub(super) fn counts_to_order(&mut self, document: &Document) {
        let Some(printer) = self.printer.as_ref().filter(|printer| printer.copies() == Copies::Counted) else { return };
        let several: Vec<String> = cards(document)
            .filter(|card| card.first().is_some_and(|page| page.copies > 1))
            .filter_map(|card| {
                card.first().and_then(|page| Some(format!("{} × {}", page.card.as_deref()?, page.copies)))
            })
            .collect();
        if several.is_empty() {
            return;
        }
        let (name, list) = (&printer.name, several.join(", "));
        let remark = say!(
            "{name} veut chaque carte une seule fois : commandez {list}",
            "{name} wants each card once: order {list}"
        );
        self.diagnostics.push(
            Diagnostic::warning("copies-to-order", remark)
                .hint(say!("ticket.json et la fiche le disent aussi", "ticket.json and its sheet say so too")),
        );
    }
}

/// Pixels of the picture of a face.
fn pixels(page: &Page, printer: &Printer) -> [u32; 2] {
    let room = page.boxes.bleed_rect();
    [room.width, room.height].map(|side| side.to_px(printer.resolution()).round() as u32)
}

/// Pages with the names of their files: copies numbered, a common back called so.
fn named(part: &Part, lang: Lang) -> Vec<(String, Page)> {
    let mut seen: Vec<&str> = Vec::new();
    let again = |page: &Page| part.pages.iter().filter(|other| other.name == page.name).count() > 1;
    let mut named = Vec::new();
    for page in &part.pages {
        let before = seen.iter().filter(|name| **name == page.name).count();
        seen.push(&page.name);
        let name = match part.faces.word(lang) {
            Some(word) if part.faces == Faces::CommonBack => word.to_owned(),
            _ if again(page) => format!("{}-{}", page.name, before + 1),
            _ => page.name.clone(),
        };
        named.push((name, page.clone()));
    }
    named
}

/// What each face of a document looks like, by card and side.
pub(super) fn looks_of(document: &Document) -> HashMap<(Option<Arc<str>>, Side), u128> {
    let looks = digest::faces(document);
    document.pages.iter().map(|page| (page.card.clone(), page.side)).zip(looks).collect()
}

/// The pages of each card, in order.
fn cards(document: &Document) -> impl Iterator<Item = &[Page]> {
    document.pages.chunk_by(|a, b| a.card == b.card)
}

/// A deck in the parts that the printer wants. Where some card has a back every front gets one, blank if need be: else the
/// files would put the back of one card behind the front of another.
pub(super) fn parts(document: &Document, printer: &Printer) -> Vec<Part> {
    let looks = digest::faces(document);
    let backs: Vec<(&Page, u128)> = printed(document, Side::Back, &looks).collect();
    let fronts = printed(document, Side::Front, &looks).count();
    let pairs: Vec<Pair> = cards(document).filter_map(|card| pair(card, printer)).collect();
    let all = |side: Side| -> Vec<Page> { pairs.iter().flat_map(|pair| pair.pages(&[side])).collect() };
    let part = |faces, pages| Part { faces, pages };
    let common = backs.first().filter(|(_, look)| {
        printer.backs() == Backs::Once && backs.len() == pairs.len() && backs.iter().all(|(_, other)| other == look)
    });
    if backs.is_empty() {
        return vec![part(Faces::Fronts, all(Side::Front))];
    }
    if fronts == 0 {
        return vec![part(Faces::Backs, all(Side::Back))];
    }
    let once = common.map(|(page, _)| (*page).clone());
    match (printer.delivery(), once) {
        (Delivery::PdfDuplex | Delivery::Sheets, Some(back)) => {
            let mut pages = all(Side::Front);
            match printer.order() {
                PageOrder::FrontBack => pages.push(back),
                PageOrder::BackFront => pages.insert(0, back),
            }
            vec![part(Faces::FrontsAndCommonBack, pages)]
        }
        (Delivery::PdfDuplex | Delivery::Sheets, None) => {
            let sides = match printer.order() {
                PageOrder::FrontBack => [Side::Front, Side::Back],
                PageOrder::BackFront => [Side::Back, Side::Front],
            };
            vec![part(Faces::Both, pairs.iter().flat_map(|pair| pair.pages(&sides)).collect())]
        }
        (Delivery::PdfFrontsBacks | Delivery::PngPerFace, Some(back)) => {
            vec![part(Faces::Fronts, all(Side::Front)), part(Faces::CommonBack, vec![back])]
        }
        (Delivery::PdfFrontsBacks | Delivery::PngPerFace, None) => {
            vec![part(Faces::Fronts, all(Side::Front)), part(Faces::Backs, all(Side::Back))]
        }
    }
}

/// The faces of one side that are printed, with what they look like.
fn printed<'d>(document: &'d Document, side: Side, looks: &'d [u128]) -> impl Iterator<Item = (&'d Page, u128)> {
    let pages = document.pages.iter().zip(looks.iter().copied());
    pages.filter(move |(page, _)| page.side == side && page.copies > 0)
}

/// A card as a pair of faces; none for a card that is not printed.
fn pair(card: &[Page], printer: &Printer) -> Option<Pair> {
    let first = card.first()?;
    let times = match printer.copies() {
        Copies::Expanded => first.copies as usize,
        Copies::Counted => first.copies.min(1) as usize,
    };
    let face = |side: Side| {
        let found = card.iter().find(|page| page.side == side);
        found.map_or_else(|| Cow::Owned(blank(first, side)), Cow::Borrowed).into_owned()
    };
    (times > 0).then(|| Pair { front: face(Side::Front), back: face(Side::Back), times })
}

/// An empty face of the card of `page`.
fn blank(page: &Page, side: Side) -> Page {
    let word = match side {
        Side::Front => "recto",
        Side::Back => "verso",
    };
    let name = format!("{}-{word}", page.card.as_deref().unwrap_or(&page.name));
    Page {
        boxes: page.boxes,
        items: Vec::new(),
        name,
        card: page.card.clone(),
        side,
        copies: page.copies,
        outline: None,
    }
}

impl Pair {
    /// The faces of these sides, one after the other, for each copy.
    fn pages(&self, sides: &[Side]) -> Vec<Page> {
        let face = |side: &Side| match side {
            Side::Front => self.front.clone(),
            Side::Back => self.back.clone(),
        };
        (0..self.times).flat_map(|_| sides.iter().map(face).collect::<Vec<_>>()).collect()
    }
}
