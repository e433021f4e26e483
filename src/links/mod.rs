//! Addresses that a kit prints: its resources and the links of its cards, checked without a network; and the tables that keep
//! short links alive when a page moves. Knows the kit; what is on the web is asked in `online`, and only there.

mod redirects;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use redirects::{Redirect, files, table};

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Field, Kit, RESOURCES};
use crate::say;
use crate::source::Place;

/// What an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// A resource.
    Resource,
    /// A card.
    Card,
}

impl Owner {
    /// Its name in lists.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Card => "card",
        }
    }
}

/// An address of a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// What it belongs to.
    pub owner: Owner,
    /// The id of the resource, or the code of the card.
    pub id: Arc<str>,
    /// What it is called.
    pub title: Arc<str>,
    /// The full address.
    pub url: Arc<str>,
    /// The short link under the kit's base, where there is one.
    pub short: Option<String>,
    /// What the kit says was found there.
    pub status: Arc<str>,
    /// When somebody last looked, as the kit says.
    pub checked: Arc<str>,
    /// Where it stands.
    pub place: Place,
}

/// Every address of a kit: resources, then cards, in the order of the kit. Cards made from records that lead to the same
/// place are all there.
pub fn addresses(kit: &Kit) -> Vec<Address> {
    let text = |field: Option<&Field>| Arc::from(field.and_then(Field::text).unwrap_or_default());
    let resources = kit.collection(RESOURCES).map_or(&[][..], |found| &found.records);
    let resources = resources.iter().filter_map(|record| {
        let url = record.text("url")?;
        Some(Address {
            owner: Owner::Resource,
            id: record.id.clone(),
            title: text(record.get("title")),
            url: url.into(),
            short: Some(record.text("link").unwrap_or(&record.id).to_owned()),
            status: text(record.get("status")),
            checked: text(record.get("checked")),
            place: record.field_place("url"),
        })
    });
    let cards = kit.decks.iter().flat_map(|deck| &deck.cards).filter_map(|card| {
        let url = card.url.clone()?;
        let short =
            kit.base.as_deref().and_then(|base| url.strip_prefix(base)).map(|rest| rest.trim_start_matches('/'));
        Some(Address {
            owner: Owner::Card,
            id: card.id.clone(),
            title: text(card.get("title")),
            short: short.map(str::to_owned),
            url,
            status: "".into(),
            checked: "".into(),
            place: card.place(),
        })
    });
    resources.chain(cards).collect()
}

/// Tells addresses that two resources share, and short links that lead to two places.
pub fn check(addresses: &[Address], diags: &mut Diagnostics) {
    let mut urls: BTreeMap<String, &Address> = BTreeMap::new();
    for address in addresses.iter().filter(|address| address.owner == Owner::Resource) {
        if let Some(first) = urls.insert(plain(&address.url), address) {
            let (id, other) = (&address.id, &first.id);
            let message =
                say!("« {id} » et « {other} » ont la même adresse", "“{id}” and “{other}” have the same address");
            let fault = Diagnostic::warning("duplicate-address", message)
                .at(address.place.clone())
                .at_with(first.place.clone(), say!("d’abord ici", "first here"))
                .hint(say!("gardez-en une", "keep one of them"));
            diags.push(fault);
        }
    }
    let mut shorts: BTreeMap<&str, &Address> = BTreeMap::new();
    for address in addresses {
        let Some(short) = &address.short else { continue };
        match shorts.get(&**short) {
            None => drop(shorts.insert(short, address)),
            // Two cards may share a link: a tool's panorama card and its notice.
            Some(first) if first.owner == Owner::Card && address.owner == Owner::Card => {}
            Some(first) => {
                let message = say!(
                    "le lien court « {short} » mène à deux endroits",
                    "the short link “{short}” leads to two places"
                );
                let fault = Diagnostic::error("duplicate-link", message)
                    .at(address.place.clone())
                    .at_with(first.place.clone(), say!("d’abord ici", "first here"))
                    .hint(say!("donnez à l’un d’eux un autre « link »", "give one of them another “link”"));
                diags.push(fault);
            }
        }
    }
}

/// An address as people would take it for the same: without scheme, `www.` and the last slash, the host in small letters.
pub fn plain(url: &str) -> String {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    format!("{}{}", host.to_lowercase(), path.trim_end_matches('/'))
}
