//! From a profile's file to a printer: names of sources become sources, and what is missing comes from the profile that it
//! inherits from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Printer;
use super::figure::{Figure, Source};
use super::file::{Given, ProfileFile, TrimFile};
use super::trim::Trim;
use super::values::SpotKind;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::sizes::Sizes;
use crate::source::Place;
use crate::yaml;

/// Reads the figures of one file.
struct Desk<'a> {
    sources: BTreeMap<&'a str, Arc<Source>>,
    place: &'a Place,
    diagnostics: &'a mut Diagnostics,
}

impl Desk<'_> {
    fn source(&mut self, name: &str, place: &Place) -> Option<Arc<Source>> {
        let found = self.sources.get(name).cloned();
        if found.is_none() {
            let fault = say!("pas de source « {name} » dans ce fichier", "there is no source “{name}” in this file");
            let known = || self.sources.keys().copied();
            let next = match yaml::suggest(name, known()) {
                Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
                None => say!(
                    "ajoutez-la sous « sources: » : {name}: {{ from: …, read: printer }}",
                    "add it under “sources:”: {name}: {{ from: …, read: printer }}"
                ),
            };
            self.diagnostics.push(Diagnostic::error("unknown-source", fault).at(place.key("source")).hint(next));
        }
        found
    }

    /// The figure of this file, or else that of the profile it inherits from.
    fn figure<T: Clone>(
        &mut self,
        key: &str,
        given: &Option<Given<T>>,
        parent: Option<(&Arc<str>, &Option<Figure<T>>)>,
    ) -> Option<Figure<T>> {
        if let Some(Given { is, source }) = given {
            let place = self.place.key(key);
            let source = self.source(source, &place)?;
            return Some(Figure { is: is.clone(), source, inherited: None });
        }
        let (name, figure) = parent?;
        let figure = figure.as_ref()?;
        let inherited = figure.inherited.clone().or_else(|| Some(name.clone()));
        Some(Figure { inherited, ..figure.clone() })
    }

    fn trim(&mut self, row: &TrimFile, place: &Place) -> Option<Trim> {
        let source = self.source(&row.source, place)?;
        let format = Sizes::shipped().format(&row.size);
        let format = format.map_err(|error| self.diagnostics.push(error.diagnostic(place.key("size")))).ok()?;
        let TrimFile { pixels, radius, .. } = *row;
        Some(Trim { name: format.id, size: format.trim, pixels, radius, source })
    }
}

/// The printer of a file; `parent` is the profile that it inherits from, settled before.
pub(super) fn settle(
    file: &ProfileFile,
    place: &Place,
    parent: Option<&Printer>,
    diagnostics: &mut Diagnostics,
) -> Printer {
    let sources = file.sources.iter().map(|(name, source)| (&**name, Arc::new(source.clone()))).collect();
    let mut desk = Desk { sources, place, diagnostics };
    /// The figure under a key, the same in the file and in the printer.
    macro_rules! figure {
        ($field:ident, $key:literal) => {
            desk.figure($key, &file.$field, parent.map(|parent| (&parent.name, &parent.$field)))
        };
    }
    let rows = (0..).zip(&file.sizes);
    let sizes = rows.filter_map(|(index, row)| desk.trim(row, &place.key("sizes").index(index))).collect();
    Printer {
        id: file.printer.as_str().into(),
        name: file.name.as_str().into(),
        country: file.country.as_deref().map(Into::into),
        about: file.about.clone(),
        sizes,
        bleed: figure!(bleed, "bleed"),
        safe: figure!(safe, "safe"),
        radius: figure!(radius, "radius"),
        delivery: figure!(delivery, "delivery"),
        sheet: figure!(sheet, "sheet"),
        order: figure!(order, "order"),
        backs: figure!(backs, "backs"),
        copies: figure!(copies, "copies"),
        marks: figure!(marks, "marks"),
        standard: figure!(standard, "standard"),
        ink: figure!(ink, "ink"),
        resolution: figure!(resolution, "resolution"),
        least_resolution: figure!(least_resolution, "least-resolution"),
        text: figure!(text, "text"),
        reversed_text: figure!(reversed_text, "reversed-text"),
        line: figure!(line, "line"),
        colour: figure!(colour, "colour"),
        profile: match &file.profile {
            Some(profile) => Some((profile.clone(), place.key("profile"))),
            None => parent.and_then(|parent| parent.profile.clone()),
        },
        rich_black: figure!(rich_black, "rich-black"),
        spots: spots(file, parent, &mut desk),
        place: place.clone(),
    }
}

fn spots(file: &ProfileFile, parent: Option<&Printer>, desk: &mut Desk<'_>) -> BTreeMap<SpotKind, Figure<String>> {
    let given = [
        (SpotKind::Cut, &file.spots.cut),
        (SpotKind::Crease, &file.spots.crease),
        (SpotKind::Perforation, &file.spots.perforation),
        (SpotKind::KissCut, &file.spots.kiss_cut),
        (SpotKind::Varnish, &file.spots.varnish),
        (SpotKind::White, &file.spots.white),
        (SpotKind::Foil, &file.spots.foil),
    ];
    let inner = desk.place.key("spots");
    let mut desk = Desk { sources: desk.sources.clone(), place: &inner, diagnostics: desk.diagnostics };
    let named = given.into_iter().filter_map(|(kind, given)| {
        let inherited = parent.map(|parent| (&parent.name, parent.spots.get(&kind).cloned()));
        let parent = inherited.as_ref().map(|(name, figure)| (*name, figure));
        Some((kind, desk.figure(kind.key(), given, parent)?))
    });
    named.collect()
}
