//! Two job tickets: which pages of which files, and what is made otherwise.

use std::collections::BTreeSet;

use super::align::{Sheet, align};
use super::{Difference, Fact, PageAt, PageChange};
use crate::ticket::{Component, Ticket, TicketFile};

/// What changed between two tickets.
pub fn tickets(old: &Ticket, new: &Ticket) -> Difference {
    let name = |ticket: &Ticket| format!("{} {} ({})", ticket.kit, ticket.version, ticket.delivery);
    let mut all = Difference { names: [name(old), name(new)], knows_pages: true, ..Difference::default() };
    let key = |component: &Component| (component.id.clone(), component.variant.clone(), component.locale.clone());
    let empty = Component::default();
    for component in &new.components {
        let before = old.components.iter().find(|other| key(other) == key(component));
        compare(before.unwrap_or(&empty), component, &mut all);
    }
    let gone = old.components.iter().filter(|old| !new.components.iter().any(|new| key(new) == key(old)));
    for component in gone {
        compare(component, &empty, &mut all);
    }
    all
}

fn compare(old: &Component, new: &Component, all: &mut Difference) {
    let component = if new.id.is_empty() { label(old) } else { label(new) };
    let mut own = Difference::default();
    // Files of the same faces are the same file, whatever their version is called; one picture a face is one file a page.
    let pages = |component: &Component| -> Vec<(PageAt, Sheet)> { component.files.iter().flat_map(sheets).collect() };
    let (before, after) = (pages(old), pages(new));
    let sheets = |pages: &[(PageAt, Sheet)]| pages.iter().map(|(_, sheet)| sheet.clone()).collect::<Vec<_>>();
    for (left, right) in align(&sheets(&before), &sheets(&after)) {
        let page = |pages: &[(PageAt, Sheet)], index: Option<usize>| index.and_then(|index| pages.get(index).cloned());
        let (left, right) = (page(&before, left), page(&after, right));
        if let (Some((_, left)), Some((_, right))) = (&left, &right)
            && left.look == right.look
        {
            own.same += 1;
            continue;
        }
        let name = right.as_ref().or(left.as_ref()).and_then(|(_, sheet)| sheet.name.clone()).unwrap_or_default();
        own.pages.push(PageChange { name, old: left.map(|(at, _)| at), new: right.map(|(at, _)| at) });
    }
    let known = [cards(old), cards(new)];
    own.cards_of_pages(&component, [&known[0], &known[1]]);
    if !old.id.is_empty() && !new.id.is_empty() {
        all.facts.extend(facts(&component, old, new));
    }
    all.same += own.same;
    all.pages.extend(own.pages);
    all.cards.extend(own.cards);
}

fn label(component: &Component) -> String {
    match &component.variant {
        Some(variant) => format!("{}-{variant}", component.id),
        None => component.id.clone(),
    }
}

fn sheets(file: &TicketFile) -> Vec<(PageAt, Sheet)> {
    let page = |(index, page): (usize, &crate::ticket::PageLook)| {
        let look = u128::from_str_radix(&page.look, 16).unwrap_or_default();
        (PageAt { file: file.path.clone(), page: index + 1 }, Sheet { name: Some(page.name.clone()), look })
    };
    file.pages.iter().enumerate().map(page).collect()
}

fn cards(component: &Component) -> BTreeSet<String> {
    component.files.iter().flat_map(|file| &file.pages).filter_map(|page| page.card.clone()).collect()
}

/// What is made otherwise.
fn facts(component: &str, old: &Component, new: &Component) -> Vec<Fact> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let size = |[width, height]: [f64; 2]| format!("{width} × {height} mm");
    let rows = [
        ("size_mm", size(old.size_mm), size(new.size_mm)),
        ("corner_mm", old.corner_mm.to_string(), new.corner_mm.to_string()),
        ("pieces", old.pieces.to_string(), new.pieces.to_string()),
        ("quantity", number(old.quantity), number(new.quantity)),
        ("stock", text(&old.stock), text(&new.stock)),
        ("finish", text(&old.finish), text(&new.finish)),
        ("binding", text(&old.binding), text(&new.binding)),
        ("packing", text(&old.packing), text(&new.packing)),
        ("inks", old.inks.join(", "), new.inks.join(", ")),
        ("plates", plates(old), plates(new)),
    ];
    let changed = rows.into_iter().filter(|(_, old, new)| old != new);
    changed.map(|(key, old, new)| Fact { component: component.to_owned(), key, old, new }).collect()
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn plates(component: &Component) -> String {
    component.plates.iter().map(|plate| plate.name.as_str()).collect::<Vec<_>>().join(", ")
}
