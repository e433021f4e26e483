//! The words of the page, in the kit's language: sizes, sides, quantities. Knows no fonts.

use super::data::{Component, Ticket, TicketFile};
use crate::diag::Lang;

/// `fr` or `en`.
pub(super) fn pick(lang: Lang, fr: &str, en: &str) -> String {
    match lang {
        Lang::Fr => fr.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// A length in millimetres without unit: `63,5`.
pub(super) fn mm(value: f64, lang: Lang) -> String {
    let text = ((value * 1000.0).round() / 1000.0).to_string();
    match lang {
        Lang::Fr => text.replace('.', ","),
        Lang::En => text,
    }
}

/// A whole number with its thousands apart: `4 800`.
pub(super) fn thousands(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    if digits.len() < 5 && lang == Lang::En {
        return digits;
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(match lang {
                Lang::Fr => '\u{202f}',
                Lang::En => ',',
            });
        }
        text.push(digit);
    }
    text
}

/// « 200 jeux de 24 cartes : 4 800 pièces ».
pub(super) fn quantity(component: &Component, lang: Lang) -> String {
    let pieces = thousands(component.pieces.into(), lang);
    let one = component.pieces < 2;
    let Some((decks, total)) = component.quantity.zip(component.total()) else {
        return match (lang, one) {
            (Lang::Fr, true) => format!("jeu de {pieces} carte ; quantité à convenir"),
            (Lang::Fr, false) => format!("jeu de {pieces} cartes ; quantité à convenir"),
            (Lang::En, true) => format!("deck of {pieces} card; quantity to be agreed"),
            (Lang::En, false) => format!("deck of {pieces} cards; quantity to be agreed"),
        };
    };
    let (count, total) = (thousands(decks.into(), lang), thousands(total, lang));
    match lang {
        Lang::Fr => format!(
            "{count} jeu{} de {pieces} carte{} = {total} cartes",
            if decks > 1 { "x" } else { "" },
            if one { "" } else { "s" }
        ),
        Lang::En => format!(
            "{count} deck{} of {pieces} card{} = {total} cards",
            if decks > 1 { "s" } else { "" },
            if one { "" } else { "s" }
        ),
    }
}

/// What is made of a component, label by label; what nobody said is to be agreed.
pub(super) fn facts(component: &Component, lang: Lang) -> Vec<(String, String)> {
    let say = |fr: &str, en: &str| pick(lang, fr, en);
    let open = || say("à convenir", "to be agreed");
    let [width, height] = component.size_mm.map(|side| mm(side, lang));
    let size = match component.format.contains(&['x', '×'][..]) && component.format.starts_with(char::is_numeric) {
        true => format!("{width} × {height} mm"),
        false => format!("{width} × {height} mm ({})", component.format),
    };
    let mut facts = vec![
        (say("Format fini", "Finished size"), size),
        (say("Fond perdu", "Bleed"), bleed(component, lang)),
        (say("Impression", "Printing"), printing(component, lang)),
        (say("Coins", "Corners"), corners(component, lang)),
        (say("Papier", "Stock"), component.stock.clone().unwrap_or_else(open)),
        (say("Finition", "Finish"), component.finish.clone().unwrap_or_else(|| say("aucune", "none"))),
    ];
    let plates: Vec<String> = component.plates.iter().map(|plate| plate.name.clone()).collect();
    facts.push((
        say("Découpe, rainage, vernis", "Cut, crease, varnish"),
        if plates.is_empty() { say("aucun", "none") } else { plates.join(", ") },
    ));
    facts.push((
        say("Façonnage", "Binding"),
        component.binding.clone().unwrap_or_else(|| say("cartes détachées", "loose cards")),
    ));
    facts.extend(component.packing.clone().map(|packing| (say("Conditionnement", "Packing"), packing)));
    if !component.order.is_empty() {
        let list = component.order.iter().map(|order| format!("{} × {}", order.card, order.copies));
        facts.push((say("À commander", "To order"), list.collect::<Vec<_>>().join(", ")));
    }
    facts.extend(component.note.clone().map(|note| (say("À noter", "Note"), note)));
    facts
}

fn bleed(component: &Component, lang: Lang) -> String {
    let [top, right, bottom, left] = component.bleed_mm;
    let same = |a: f64, b: f64| (a - b).abs() < 1e-6;
    if same(top, bottom) && same(left, right) && same(top, left) {
        return format!("{} mm", mm(top, lang));
    }
    let (side, end) = (mm(left, lang), mm(top, lang));
    match lang {
        Lang::Fr => format!("{side} mm à gauche et à droite, {end} mm en haut et en bas"),
        Lang::En => format!("{side} mm left and right, {end} mm top and bottom"),
    }
}

fn printing(component: &Component, lang: Lang) -> String {
    let sides = match component.sides {
        2 => pick(lang, "recto verso", "both sides"),
        _ => pick(lang, "recto seul", "front only"),
    };
    let inks = component.inks.join(" + ").replace("CMYK", &pick(lang, "quadrichromie", "four-colour process"));
    format!("{sides}, {inks}")
}

fn corners(component: &Component, lang: Lang) -> String {
    let own = match component.corner_mm {
        radius if radius > 0.0 => match lang {
            Lang::Fr => format!("arrondis, rayon {} mm", mm(radius, lang)),
            Lang::En => format!("rounded, radius {} mm", mm(radius, lang)),
        },
        _ => pick(lang, "droits", "square"),
    };
    match &component.corners {
        Some(more) => format!("{own} ; {more}").replace(" ; ", if lang == Lang::Fr { " ; " } else { "; " }),
        None => own,
    }
}

/// What the files of a component are, a line each, or all in one where they are many.
pub(super) fn files(component: &Component, lang: Lang) -> Vec<(String, String)> {
    const MOST: usize = 4;
    let name = |file: &TicketFile| file.path.rsplit('/').next().unwrap_or_default().to_owned();
    if component.files.len() <= MOST {
        let line = |file: &TicketFile| (name(file), format!("{} · {}", pages(file, lang), short(&file.sha256)));
        return component.files.iter().map(line).collect();
    }
    let ends = component.files.first().map(name).unwrap_or_default();
    let kind = ends.rsplit('.').next().unwrap_or_default().to_uppercase();
    let (count, folder) = (component.files.len(), component.files.first().map(|file| &file.path));
    let folder = folder.and_then(|path| path.rsplit_once('/')).map(|(folder, _)| folder).unwrap_or_default();
    let what = match lang {
        Lang::Fr => format!("{count} images {kind} dans {folder}/"),
        Lang::En => format!("{count} {kind} pictures in {folder}/"),
    };
    vec![(what, pick(lang, "sommes de contrôle dans ticket.json", "checksums in ticket.json"))]
}

fn pages(file: &TicketFile, lang: Lang) -> String {
    let count = file.pages.len();
    let order = match (file.faces.as_str(), lang) {
        ("both", Lang::Fr) => {
            if starts_with_back(file) {
                ", verso puis recto"
            } else {
                ", recto puis verso"
            }
        }
        ("both", Lang::En) => {
            if starts_with_back(file) {
                ", back then front"
            } else {
                ", front then back"
            }
        }
        ("fronts", Lang::Fr) => ", rectos",
        ("fronts", Lang::En) => ", fronts",
        ("backs", Lang::Fr) => ", versos dans l’ordre des rectos",
        ("backs", Lang::En) => ", backs in the order of the fronts",
        ("common-back", Lang::Fr) => ", le dos de toutes les cartes",
        ("common-back", Lang::En) => ", the back of all cards",
        ("fronts-and-common-back", Lang::Fr) => ", rectos et le dos commun une fois",
        ("fronts-and-common-back", Lang::En) => ", fronts, and the common back once",
        _ => "",
    };
    format!("{count} page{}{order}", if count > 1 { "s" } else { "" })
}

fn starts_with_back(file: &TicketFile) -> bool {
    file.pages.first().is_some_and(|page| page.name.ends_with("-verso"))
}

/// The first sixteen digits of a checksum: enough to tell files apart on paper.
fn short(sha256: &str) -> String {
    format!("SHA-256 {}…", sha256.get(..16).unwrap_or(sha256))
}

/// What stands at the foot: whom to ask, what may be printed, how to check.
pub(super) fn foot(ticket: &Ticket, lang: Lang) -> Vec<(String, String)> {
    let say = |fr: &str, en: &str| pick(lang, fr, en);
    let mut rows = Vec::new();
    rows.push((
        say("Autorisation", "Permission"),
        match (&ticket.permission, &ticket.licence) {
            (Some(permission), Some(licence)) => match lang {
                Lang::Fr => format!("{permission} Licence : {licence}."),
                Lang::En => format!("{permission} Licence: {licence}."),
            },
            (Some(permission), None) => permission.clone(),
            (None, Some(licence)) => match lang {
                Lang::Fr => format!("Licence {licence}. Pour imprimer au nom d’un tiers, demandez au contact."),
                Lang::En => format!("Licence {licence}. To print for someone else, ask the contact."),
            },
            (None, None) => say("À demander au contact.", "To be asked of the contact."),
        },
    ));
    let contact = ticket.contact.clone().or_else(|| ticket.publisher.clone());
    rows.push((say("Contact", "Contact"), contact.unwrap_or_else(|| say("à convenir", "to be agreed"))));
    rows.push((
        say("À vérifier", "To check"),
        if ticket.components.iter().any(Component::is_sheets) {
            say(
                "Chaque page est une feuille entière, à imprimer à 100 % : elle est déjà imposée.",
                "Each page is a whole sheet, to be printed at 100%: it is imposed already.",
            )
        } else if ticket.components.iter().any(Component::is_pictures) {
            say(
                "Chaque image va jusqu’au bord du fond perdu, à la taille exacte que dit son nom. Aucun repère n’est imprimé.",
                "Each picture reaches to the edge of the bleed, at the very size that its name says. No mark is printed.",
            )
        } else {
            say(
                "La TrimBox de chaque page est le format fini ; le fond perdu va jusqu’au bord du fichier. Aucun repère n’est imprimé. Une face par page, sans imposition.",
                "The TrimBox of each page is the finished size; the bleed reaches to the edge of the file. No mark is printed. One face a page, not imposed.",
            )
        },
    ));
    rows.push((
        say("Réimpression", "Reprint"),
        match lang {
            Lang::Fr => format!(
                "Livraison {}. Deux livraisons de même numéro sont les mêmes à l’octet près ; « massicot diff » dit ce qui change de l’une à l’autre.",
                ticket.delivery
            ),
            Lang::En => format!(
                "Delivery {}. Two deliveries of one number are the same to the byte; “massicot diff” tells what changes from one to the other.",
                ticket.delivery
            ),
        },
    ));
    rows
}
