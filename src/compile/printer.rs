//! The print shop that press files are made for: which it is, the room that its bleed needs, and what it says of whole decks.
//! Limits of single things on a page are the rules' (`preflight`); in which files pages go is `deliver`'s.

use std::borrow::Cow;

use super::Run;
use super::folders::Folders;
use crate::diag::{Diagnostic, Say};
use crate::export::pdf;
use crate::geom::{Length, Size};
use crate::impose::Arrangement;
use crate::model::{Deck, Kit};
use crate::preflight;
use crate::printers::{Delivery, Figure, Marks, Printer, Printers, SpotKind, TrimFault};
use crate::say;
use crate::scene::{Document, Plate, PlateNames};
use crate::source::Place;

use super::Profile;

/// The word for no print shop, where the kit names one.
pub const NO_PRINTER: &str = "none";

/// Corners within this of what the printer cuts are the same.
const SAME_CORNER: Length = Length::mm(0.25);

impl Run<'_> {
    /// The printer that the command line names, or else the kit; none without press files.
    pub(super) fn choose_printer(&mut self, kit: &Kit, folders: &Folders) {
        let asked = self.job.printer.as_deref();
        let Some(name) = asked.or(kit.printer.as_deref()).filter(|name| *name != NO_PRINTER) else { return };
        if !self.profiles.contains(&Profile::Press) {
            return;
        }
        let all = Printers::read(self.world, &folders.printers(), &mut self.sources, &mut self.diagnostics);
        match all.get(name) {
            Ok(printer) => self.printer = Some(printer.clone()),
            Err(fault) if asked.is_some() => self.diagnostics.push(fault),
            Err(fault) => self.diagnostics.push(fault.at(kit.place(["printer"]))),
        }
    }

    /// The deck with the room that the printer's bleed needs; what the printer says of its size and corners is told.
    pub(super) fn for_printer<'d>(&mut self, deck: Cow<'d, Deck>) -> Cow<'d, Deck> {
        let Some(printer) = &self.printer else { return deck };
        self.diagnostics.extend(size(&deck, printer));
        self.diagnostics.extend(corner(&deck, printer));
        Cow::Owned(deck.with_bleed(&printer.room(deck.boxes.trim).bleed))
    }

    /// Gives pages the boxes that the printer asks for.
    pub(super) fn box_for_printer(&self, document: &mut Document) {
        let Some(printer) = &self.printer else { return };
        for page in &mut document.pages {
            page.boxes = preflight::boxes_for(&page.boxes, printer);
        }
    }

    /// The rules of the press, held against the printer's own figures where there is one.
    pub(super) fn inspect_press(&mut self, document: &Document) {
        let Some(printer) = &self.printer else {
            return self.diagnostics.append(preflight::check(document, &preflight::Profile::press()));
        };
        let mut found = preflight::check(document, &preflight::Profile::for_printer(printer));
        preflight::name_sources(&mut found, printer);
        self.diagnostics.append(found);
    }

    /// How a PDF for this use is written, for this printer.
    pub(super) fn pdf_options(&self, profile: Profile) -> pdf::Options {
        match (&self.printer, profile) {
            (Some(printer), Profile::Press) if printer.takes_rgb() => {
                pdf::Options { bleed: true, links: false, ..pdf::Options::screen() }
            }
            (Some(printer), Profile::Press) => {
                pdf::Options { plates: Some(plate_names(printer)), ..self.press_options() }
            }
            (None, Profile::Press) => self.press_options(),
            _ => profile.pdf(),
        }
    }

    /// What the printer calls each plate; the names that most machines know where there is none.
    pub(super) fn plate_names(&self) -> PlateNames {
        self.printer.as_ref().map_or(PlateNames::COMMON, plate_names)
    }

    /// The arrangements asked for by name, or the one that the printer wants.
    pub(super) fn sheet_names(&self) -> Vec<String> {
        let asked = &self.job.sheets.names;
        let sheets = self.printer.as_ref().filter(|printer| printer.delivery() == Delivery::Sheets);
        match sheets.and_then(|printer| printer.sheet.as_ref()) {
            Some(sheet) if asked.is_empty() => vec![sheet.is.clone()],
            _ => asked.clone(),
        }
    }

    /// The printer, where it wants sheets.
    pub(super) fn wants_sheets(&self) -> Option<String> {
        let sheets = self.printer.as_ref().filter(|printer| printer.delivery() == Delivery::Sheets)?;
        Some(sheets.id.to_string())
    }

    /// Marks on sheets for a printer that refuses them.
    pub(super) fn refused_marks(&mut self, arrangement: &Arrangement, place: &Place) {
        let Some(printer) = &self.printer else { return };
        let Some(figure) = printer.marks.as_ref().filter(|figure| figure.is == Marks::Refused) else { return };
        let marks = &arrangement.marks;
        if marks.crop.is_none() && !(marks.registration || marks.color_bar || marks.fold || marks.slug || marks.ruler) {
            return;
        }
        let (name, sheet) = (&printer.name, &arrangement.sheet);
        let fault = say!(
            "la feuille « {sheet} » porte des repères, et {name} les refuse",
            "the sheet “{sheet}” has marks, and {name} refuses them"
        );
        let diagnostic = Diagnostic::error("printer-marks", fault)
            .at(place.key("marks"))
            .hint(say!(
                "livrez-lui une face par page, sans --sheet : c’est lui qui impose",
                "give it one face a page, without --sheet: imposing is its work"
            ))
            .hint(said(printer, "marks").unwrap_or_else(|| figure.source.say()));
        self.diagnostics.push(diagnostic);
    }
}

/// What the printer calls the plates beside the picture.
pub(super) fn plate_names(printer: &Printer) -> PlateNames {
    let named = |names: PlateNames, (kind, figure): (&SpotKind, &Figure<String>)| {
        let plate = match kind {
            SpotKind::Cut => Plate::CutLine,
            SpotKind::Crease => Plate::Crease,
            SpotKind::Perforation => Plate::Perforation,
            SpotKind::KissCut => Plate::KissCut,
            SpotKind::Varnish => Plate::Varnish,
            SpotKind::White => Plate::White,
            SpotKind::Foil => Plate::Foil,
        };
        names.with(plate, figure.is.clone())
    };
    printer.spots.iter().fold(PlateNames::COMMON, named)
}

/// Who says a figure of the printer.
fn said(printer: &Printer, key: &str) -> Option<Say> {
    printer.told().iter().find(|told| told.key == key).map(|told| preflight::because(told, &printer.name))
}

/// Where the size of a deck, or of a variant, is said.
fn format_place(deck: &Deck) -> Place {
    let root = Place::value(deck.file, []);
    match &deck.variant {
        Some(variant) => root.key("variants").key(&variant.id).key("format"),
        None => root.key("format"),
    }
}

fn size(deck: &Deck, printer: &Printer) -> Option<Diagnostic> {
    let TrimFault { wanted, nearest } = printer.trim(deck.boxes.trim).err()?;
    let name = &printer.name;
    let (own, other, id) = (mm(wanted), mm(nearest.size), &nearest.name);
    let fault = say!("{name} ne fait pas de cartes de {own}", "{name} makes no cards of {own}"; own = own);
    let all: Vec<&str> = printer.sizes.iter().map(|trim| &*trim.name).collect();
    let all = all.join(", ");
    let diagnostic = Diagnostic::error("printer-size", fault)
        .at(format_place(deck))
        .hint(say!("le plus proche : {id}, {other}", "the nearest: {id}, {other}"; other = other))
        .hint(say!(
            "formats de {name} : {all} ({source})", "sizes of {name}: {all} ({source})"; source = nearest.source.say()
        ));
    Some(diagnostic)
}

/// Corners that are drawn, and seen, otherwise than they are cut. Only what the printer says itself counts.
fn corner(deck: &Deck, printer: &Printer) -> Option<Diagnostic> {
    let row = printer.trim(deck.boxes.trim).ok()??;
    let own = printer.radius.as_ref().filter(|figure| figure.inherited.is_none());
    let (radius, source) = match row.radius {
        Some(radius) => (radius, row.source.clone()),
        None => own.map(|figure| (figure.is, figure.source.clone()))?,
    };
    if deck.corner.near(radius, SAME_CORNER) {
        return None;
    }
    let (name, drawn, cut) = (&printer.name, preflight::length(deck.corner), preflight::length(radius));
    let fault = say!(
        "coins de {drawn}, et {name} coupe à {cut}", "corners of {drawn}, and {name} cuts {cut}";
        drawn = drawn, cut = cut.clone(),
    );
    let place = Place::value(deck.file, []).key(if deck.variant.is_some() { "variants" } else { "corner" });
    Some(
        Diagnostic::warning("printer-corner", fault)
            .at(place)
            .hint(say!("écrivez corner: {cut} dans le jeu", "write corner: {cut} in the deck"; cut = cut))
            .hint(say!("{source}", "{source}"; source = source.say())),
    )
}

fn mm(size: Size) -> Say {
    let side = preflight::length;
    say!("{w} × {h}", "{w} × {h}"; w = side(size.width), h = side(size.height))
}
