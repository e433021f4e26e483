//! Boxes as they were written, and how one layout overrides another: key by key, by the id of a box.
//! Every key remembers the file it came from, so that a fault is shown where it was written.

use serde_yaml::{Mapping, Value};

use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{At, Place, Step};

/// A box before its keys are understood.
#[derive(Clone, Debug)]
pub(super) struct RawBox {
    /// Where the box begins.
    pub place: Place,
    /// Its keys but `children`, each with the place of its value.
    pub keys: Vec<(String, Value, Place)>,
    /// The boxes inside.
    pub children: Vec<RawBox>,
}

impl RawBox {
    fn text(&self, key: &str) -> Option<&str> {
        self.keys.iter().find(|(name, ..)| name == key)?.1.as_str()
    }

    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(name, ..)| name == key)
    }

    fn is_set(&self, key: &str) -> bool {
        self.keys.iter().any(|(name, value, _)| name == key && value.as_bool() == Some(true))
    }

    /// The keys as one mapping, for typed reading.
    pub fn mapping(&self) -> Value {
        let mut mapping = Mapping::new();
        for (key, value, _) in &self.keys {
            mapping.insert(Value::String(key.clone()), value.clone());
        }
        Value::Mapping(mapping)
    }

    /// Where the value of a key was written.
    pub fn key_place(&self, key: &str) -> Place {
        let written = self.keys.iter().find(|(name, ..)| name == key);
        written.map_or_else(|| self.place.key(key), |(.., place)| place.clone())
    }

    /// Moves the faults of the typed reading from this box to the places where its keys were written.
    pub fn settle(&self, diagnostics: &mut Diagnostics) {
        let At::Value(base) = &self.place.at else { return };
        for label in diagnostics.iter_mut().flat_map(|diagnostic| &mut diagnostic.labels) {
            let (steps, on_key) = match &label.place.at {
                At::Value(steps) => (steps.clone(), false),
                At::Key(steps) => (steps.clone(), true),
                At::Whole | At::Bytes(_) => continue,
            };
            let Some([Step::Key(key), rest @ ..]) = steps.strip_prefix(&**base) else { continue };
            let Some((.., place)) = self.keys.iter().find(|(name, ..)| **name == **key) else { continue };
            let moved = rest.iter().fold(place.clone(), |place, step| place.child(step.clone()));
            label.place = if on_key { moved.on_key() } else { moved };
        }
    }
}

/// Reads a list of boxes; what is not a mapping is a fault.
pub(super) fn read(values: Vec<Value>, place: &Place, diagnostics: &mut Diagnostics) -> Vec<RawBox> {
    let mut boxes = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        let place = place.index(index);
        let Value::Mapping(mapping) = value else {
            diagnostics.push(
                Diagnostic::error("not-a-box", say!("un cadre est attendu ici", "a box is expected here"))
                    .at(place)
                    .hint(say!("écrivez par exemple `- id: titre`", "write for example `- id: title`")),
            );
            continue;
        };
        boxes.push(one(mapping, place, diagnostics));
    }
    boxes
}

/// Reads one box, as it stands inside a box that shows a list.
pub(super) fn single(value: Value, place: &Place, diagnostics: &mut Diagnostics) -> Option<RawBox> {
    match value {
        Value::Mapping(mapping) => {
            let mut raw = one(mapping, place.clone(), diagnostics);
            valued(&mut raw, diagnostics);
            Some(raw)
        }
        _ => {
            let message = say!("un cadre est attendu ici", "a box is expected here");
            let hint = say!("écrivez par exemple « {{ text: … }} »", "write for example “{{ text: … }}”");
            diagnostics.push(Diagnostic::error("not-a-box", message).at(place.clone()).hint(hint));
            None
        }
    }
}

fn one(mapping: Mapping, place: Place, diagnostics: &mut Diagnostics) -> RawBox {
    let mut raw = RawBox { place: place.clone(), keys: Vec::new(), children: Vec::new() };
    for (key, value) in mapping {
        let Some(key) = key.as_str().map(str::to_owned) else { continue };
        let at = place.key(&key);
        match value {
            Value::Sequence(children) if key == "children" => raw.children = read(children, &at, diagnostics),
            value => raw.keys.push((key, value, at)),
        }
    }
    raw
}

/// `base` with the boxes of `over` laid over it.
pub(super) fn merge(mut base: Vec<RawBox>, over: Vec<RawBox>, diagnostics: &mut Diagnostics) -> Vec<RawBox> {
    for raw in over {
        let id = raw.text("id").map(str::to_owned);
        let found = id.as_deref().and_then(|id| base.iter().position(|other| other.text("id") == Some(id)));
        match found {
            Some(at) if raw.is_set("remove") => {
                base.remove(at);
            }
            Some(at) => override_box(&mut base[at], raw, diagnostics),
            None => {
                let mut raw = raw;
                valued(&mut raw, diagnostics);
                insert(&mut base, raw, diagnostics);
            }
        }
    }
    base
}

/// The element keys: a box has one of them at most, so a new one takes the place of an inherited one.
const ELEMENTS: [&str; 11] =
    ["text", "image", "icon", "qr", "shape", "lines", "face", "table", "matrix", "timeline", "ring"];

fn override_box(base: &mut RawBox, over: RawBox, diagnostics: &mut Diagnostics) {
    if over.keys.iter().any(|(key, ..)| ELEMENTS.contains(&key.as_str())) {
        base.keys.retain(|(key, ..)| !ELEMENTS.contains(&key.as_str()) || over.has(key));
    }
    for (key, value, place) in over.keys {
        let inherited = base.keys.iter().position(|(other, ..)| *other == key);
        if value.is_null() {
            match inherited {
                Some(at) => drop(base.keys.remove(at)),
                None => diagnostics.push(no_value(&key, place)),
            }
            continue;
        }
        match base.keys.iter_mut().find(|(other, ..)| *other == key) {
            Some((_, old, old_place)) => {
                *old = deep(long(&key, old.clone()), value);
                *old_place = place;
            }
            None => base.keys.push((key, value, place)),
        }
    }
    base.children = merge(std::mem::take(&mut base.children), over.children, diagnostics);
}

/// A key without value takes back an inherited one; where there is none to take back, it is a slip of the pen.
fn valued(raw: &mut RawBox, diagnostics: &mut Diagnostics) {
    let empty = raw.keys.iter().filter(|(_, value, _)| value.is_null());
    diagnostics.extend(empty.map(|(key, _, place)| no_value(key, place.clone())));
    raw.keys.retain(|(_, value, _)| !value.is_null());
    raw.children.iter_mut().for_each(|child| valued(child, diagnostics));
}

fn no_value(key: &str, place: Place) -> Diagnostic {
    Diagnostic::error("missing-value", say!("la clé « {key} » n’a pas de valeur", "the key “{key}” has no value"))
        .at(place.on_key())
        .hint(say!(
            "si la valeur commence par #, mettez-la entre guillemets : sans eux, c’est un commentaire",
            "if the value starts with #, put it in quotes: without them it is a comment"
        ))
}

/// An element by its value alone, in its long form, so that settings can be laid over it: `image: a.svg` is
/// `image: { value: a.svg }`.
fn long(key: &str, value: Value) -> Value {
    if value.is_string() && ELEMENTS.contains(&key) && !matches!(key, "shape" | "face" | "lines") {
        return Value::Mapping(Mapping::from_iter([(Value::String("value".to_owned()), value)]));
    }
    value
}

/// A mapping over a mapping keeps the keys it does not name; anything else replaces.
fn deep(base: Value, over: Value) -> Value {
    match (base, over) {
        (Value::Mapping(mut base), Value::Mapping(over)) => {
            for (key, value) in over {
                let merged = match base.remove(&key) {
                    Some(old) => deep(old, value),
                    None => value,
                };
                base.insert(key, merged);
            }
            Value::Mapping(base)
        }
        (_, over) => over,
    }
}

fn insert(base: &mut Vec<RawBox>, raw: RawBox, diagnostics: &mut Diagnostics) {
    let near = [("before", 0), ("after", 1)]
        .into_iter()
        .find_map(|(key, shift)| Some((key, raw.text(key)?.to_owned(), shift)));
    if raw.is_set("remove") {
        let name = raw.text("id").unwrap_or("?").to_owned();
        diagnostics.push(unknown_box(&name, "remove", &raw));
        return;
    }
    let Some((key, name, shift)) = near else { return base.push(raw) };
    match base.iter().position(|other| other.text("id") == Some(&name)) {
        Some(at) => base.insert(at + shift, raw),
        None => diagnostics.push(unknown_box(&name, key, &raw)),
    }
}

fn unknown_box(name: &str, key: &str, raw: &RawBox) -> Diagnostic {
    let place = raw.keys.iter().find(|(other, ..)| other == key).map_or(&raw.place, |(.., place)| place);
    Diagnostic::error(
        "unknown-box",
        say!("aucun cadre hérité ne s’appelle « {name} »", "no inherited box is called “{name}”"),
    )
    .at(place.clone())
    .hint(say!(
        "`before`, `after` et `remove` nomment un cadre de la mise en page étendue, au même niveau",
        "`before`, `after` and `remove` name a box of the extended layout, at the same level"
    ))
}
