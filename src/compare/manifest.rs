//! Two manifests: which cards look otherwise. They tell no pages.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Cards, Difference};

/// The looks of cards by component and code.
type Looks = BTreeMap<String, BTreeMap<String, String>>;

/// What changed between two manifests; none where one of them tells no cards.
pub fn manifests(old: &Value, new: &Value) -> Option<Difference> {
    let (before, after) = (looks(old)?, looks(new)?);
    let name = |value: &Value| {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        format!("{} {}", text("kit"), text("version"))
    };
    let mut difference = Difference { names: [name(old), name(new)], ..Difference::default() };
    let none = BTreeMap::new();
    let mut components: Vec<&String> = after.keys().chain(before.keys()).collect();
    components.sort_unstable();
    components.dedup();
    for component in components {
        let (old, new) = (before.get(component).unwrap_or(&none), after.get(component).unwrap_or(&none));
        let of = |list: &BTreeMap<String, String>, keep: &dyn Fn(&String, &String) -> bool| {
            list.iter().filter(|(code, look)| keep(code, look)).map(|(code, _)| code.clone()).collect()
        };
        let cards = Cards {
            component: component.clone(),
            changed: of(new, &|code, look| old.get(code).is_some_and(|old| old != look)),
            added: of(new, &|code, _| !old.contains_key(code)),
            removed: of(old, &|code, _| !new.contains_key(code)),
        };
        if !cards.is_empty() {
            difference.cards.push(cards);
        }
    }
    Some(difference)
}

fn looks(manifest: &Value) -> Option<Looks> {
    let cards = |deck: &Value| -> Option<BTreeMap<String, String>> {
        deck.as_object()?.iter().map(|(code, look)| Some((code.clone(), look.as_str()?.to_owned()))).collect()
    };
    let decks = manifest.get("cards")?.as_object()?.iter();
    decks.map(|(deck, looks)| Some((deck.clone(), cards(looks)?))).collect()
}
