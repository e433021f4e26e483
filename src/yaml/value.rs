//! From text to value: builds the tree from parser events, with everything bounded.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};
use serde_yaml::{Mapping, Value};

use super::scalar::resolve;
use super::{beyond, comments, syntax};
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{At, FileId, Place, Step};

/// Lists and mappings inside one another, at most.
pub(super) const MOST_LEVELS: usize = 64;
/// Values that aliases may add to a file, at most.
const MOST_ALIASED: usize = 1_000_000;

/// How the whole project reads YAML.
pub(super) fn options() -> granit_parser::Options {
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = MOST_LEVELS;
    options.block_nesting_limit = MOST_LEVELS;
    options.block_scalar_eof_without_line_feed = true;
    options
}

/// A parser of `text`, comments left out.
pub(super) fn events(text: &str) -> Parser<'_, StrInput<'_>> {
    Parser::new_from_str_with_options(text, options())
}

/// The byte range of an event; the end of the text where the parser gives none.
pub(super) fn bytes(span: &Span, text: &str) -> std::ops::Range<usize> {
    let range = span.byte_range().unwrap_or(text.len()..text.len());
    range.start.min(text.len())..range.end.clamp(range.start, text.len())
}

/// The value that `text` writes, or nothing when there is a fault. An empty text is null.
///
/// One document of plain YAML 1.2: texts as keys, no tags but `!!str`, no key twice, at most 64 levels, aliases
/// that add at most a million values. Merge keys (`<<`) are merged, a mapping's own keys first.
pub fn parse(file: FileId, text: &str, diags: &mut Diagnostics) -> Option<Value> {
    let mut builder =
        Builder { file, text, stack: Vec::new(), root: None, anchors: HashMap::new(), aliased: 0, faults: Vec::new() };
    let mut parser = events(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => {
                let slip = syntax::fault(file, text, &error);
                let further = beyond::slips(file, text, &slip);
                builder.faults.push(slip);
                builder.faults.extend(further);
                break;
            }
        }
        if builder.done() {
            break;
        }
    }
    if builder.faults.is_empty() {
        comments::warn(file, text, diags);
        return Some(builder.root.unwrap_or(Value::Null));
    }
    diags.extend(builder.faults);
    None
}

/// A collection being filled.
struct Open {
    value: Collection,
    anchor: usize,
    /// Levels of the deepest child.
    depth: usize,
}

enum Collection {
    List(Vec<Value>),
    Map { map: Mapping, key: Option<Key>, merges: Vec<Mapping> },
}

enum Key {
    Text(String),
    Merge,
    /// A key at fault: its value is read and dropped.
    Bad,
}

struct Anchored {
    value: Value,
    depth: usize,
    count: usize,
}

struct Builder<'t> {
    file: FileId,
    text: &'t str,
    stack: Vec<Open>,
    root: Option<Value>,
    anchors: HashMap<usize, Anchored>,
    aliased: usize,
    faults: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn done(&self) -> bool {
        self.faults.last().is_some_and(|fault| matches!(fault.code, "yaml-documents" | "yaml-aliases" | "yaml-depth"))
    }

    fn place(&self, span: &Span) -> Place {
        Place { file: self.file, at: At::Bytes(bytes(span, self.text)) }
    }

    fn take(&mut self, event: Event<'_>, span: &Span) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                self.check_tag(tag.as_deref(), span);
                if self.wants_key() {
                    self.anchor(anchor, || Value::String(text.to_string()), 0);
                    let key = if plain && text == "<<" { Key::Merge } else { Key::Text(text.into_owned()) };
                    self.key(key, span);
                } else {
                    let value = if plain { resolve(text) } else { Value::String(text.into_owned()) };
                    self.put(value, 0, anchor, span);
                }
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.open(Collection::List(Vec::new()), anchor, tag.as_deref(), span)
            }
            Event::MappingStart(_, anchor, tag) => {
                let map = Collection::Map { map: Mapping::new(), key: None, merges: Vec::new() };
                self.open(map, anchor, tag.as_deref(), span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::DocumentStart(..) if self.root.is_some() => {
                let message = say!("un second document commence ici", "a second document starts here");
                let hint = say!(
                    "un fichier ne contient qu’un document : ôtez « --- », ou faites deux fichiers",
                    "a file holds one document: remove “---”, or make two files"
                );
                self.faults.push(Diagnostic::error("yaml-documents", message).at(self.place(span)).hint(hint));
            }
            _ => {}
        }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, span: &Span) {
        let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema_tag("str")) else { return };
        let name = tag.original();
        let message =
            say!("l’étiquette YAML « {name} » n’a pas de sens ici", "the YAML tag “{name}” means nothing here");
        let hint = say!(
            "si c’est le début d’un texte, mettez-le entre guillemets",
            "if it starts a text, put the text in quotes"
        );
        let place = self.place(&span.tag_span().unwrap_or(*span));
        self.faults.push(Diagnostic::error("yaml-tag", message).at(place).hint(hint));
    }

    fn wants_key(&self) -> bool {
        matches!(self.stack.last(), Some(Open { value: Collection::Map { key: None, .. }, .. }))
    }

    fn key(&mut self, mut new: Key, span: &Span) {
        if let Key::Text(text) = &new {
            let known = matches!(self.stack.last(), Some(Open { value: Collection::Map { map, .. }, .. }) if map.contains_key(text.as_str()));
            if known {
                self.duplicate(text, span);
                new = Key::Bad;
            } else if span.is_empty() && text == "~" {
                let message = say!("il manque une clé avant ce deux-points", "a key is missing before this colon");
                self.faults.push(Diagnostic::error("yaml-key", message).at(self.place(span)));
                new = Key::Bad;
            }
        }
        if let Some(Open { value: Collection::Map { key, .. }, .. }) = self.stack.last_mut() {
            *key = Some(new);
        }
    }

    fn duplicate(&mut self, key: &str, span: &Span) {
        let mut path = self.path();
        path.push(Step::Key(key.into()));
        let first = Place { file: self.file, at: At::Key(path.into()) };
        let message = say!("la clé « {key} » est écrite deux fois", "the key “{key}” is written twice");
        let diagnostic = Diagnostic::error("yaml-duplicate-key", message)
            .at(self.place(span))
            .at_with(first, say!("d’abord ici", "first here"))
            .hint(say!("gardez-en une", "keep one of them"));
        self.faults.push(diagnostic);
    }

    /// The path to the collection being filled.
    fn path(&self) -> Vec<Step> {
        let above = self.stack.len().saturating_sub(1);
        let steps = self.stack.iter().take(above).filter_map(|open| match &open.value {
            Collection::List(items) => Some(Step::Index(u32::try_from(items.len()).ok()?)),
            Collection::Map { key: Some(Key::Text(key)), .. } => Some(Step::Key(key.as_str().into())),
            Collection::Map { .. } => Some(Step::Key("<<".into())),
        });
        steps.collect()
    }

    fn open(&mut self, value: Collection, anchor: usize, tag: Option<&Tag>, span: &Span) {
        self.check_tag(tag, span);
        if self.stack.len() >= MOST_LEVELS {
            self.faults.push(syntax::too_deep(self.place(span)));
        }
        self.refuse_as_key(span);
        self.stack.push(Open { value, anchor, depth: 0 });
    }

    /// A list or a mapping where a key is due becomes a key at fault.
    fn refuse_as_key(&mut self, span: &Span) {
        if self.wants_key() {
            let message = say!("une clé doit être un texte simple", "a key must be a plain text");
            let hint = say!(
                "mettez entre guillemets un texte qui commence par [ ou {{",
                "put a text that starts with [ or {{ in quotes"
            );
            self.faults.push(Diagnostic::error("yaml-key", message).at(self.place(span)).hint(hint));
        }
    }

    fn close(&mut self, span: &Span) {
        let Some(open) = self.stack.pop() else { return };
        let value = match open.value {
            Collection::List(items) => Value::Sequence(items),
            Collection::Map { mut map, merges, .. } => {
                for (key, value) in merges.into_iter().flatten() {
                    map.entry(key).or_insert(value);
                }
                Value::Mapping(map)
            }
        };
        self.put(value, open.depth + 1, open.anchor, span);
    }

    fn alias(&mut self, anchor: usize, span: &Span) {
        let Some(anchored) = self.anchors.get(&anchor) else {
            let message = say!("cet alias renvoie à lui-même", "this alias refers to itself");
            self.faults.push(Diagnostic::error("yaml-alias", message).at(self.place(span)));
            self.put(Value::Null, 0, 0, span);
            return;
        };
        self.aliased += anchored.count;
        let (depth, too_many) = (anchored.depth, self.aliased > MOST_ALIASED);
        if too_many || self.stack.len() + depth > MOST_LEVELS {
            let place = self.place(span);
            let message = say!(
                "les alias de ce fichier ajoutent plus d’un million de valeurs",
                "aliases of this file add more than a million values"
            );
            self.faults.push(if too_many {
                Diagnostic::error("yaml-aliases", message).at(place)
            } else {
                syntax::too_deep(place)
            });
            return;
        }
        let value = anchored.value.clone();
        self.refuse_as_key(span);
        self.put(value, depth, 0, span);
    }

    fn anchor(&mut self, anchor: usize, value: impl FnOnce() -> Value, depth: usize) {
        if anchor != 0 {
            let value = value();
            let count = count(&value);
            self.anchors.insert(anchor, Anchored { value, depth, count });
        }
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, value: Value, depth: usize, anchor: usize, span: &Span) {
        self.anchor(anchor, || value.clone(), depth);
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(value);
            return;
        };
        open.depth = open.depth.max(depth);
        match &mut open.value {
            Collection::List(items) => items.push(value),
            Collection::Map { map, key, merges } => match key.take() {
                Some(Key::Text(key)) => {
                    map.insert(Value::String(key), value);
                }
                Some(Key::Merge) => {
                    let before = merges.len();
                    match value {
                        Value::Mapping(map) => merges.push(map),
                        Value::Sequence(items) => merges.extend(items.into_iter().map(mapping_or_empty)),
                        _ => merges.push(Mapping::new()),
                    }
                    if merges.iter().skip(before).any(Mapping::is_empty) {
                        let message = say!(
                            "« << » fusionne des clés : il lui faut un alias vers des clés, ou une liste de tels alias",
                            "“<<” merges keys: it wants an alias of keys, or a list of such aliases"
                        );
                        let place = self.place(span);
                        self.faults.push(Diagnostic::error("yaml-merge", message).at(place));
                    }
                }
                Some(Key::Bad) => {}
                None => *key = Some(Key::Bad),
            },
        }
    }
}

fn mapping_or_empty(value: Value) -> Mapping {
    match value {
        Value::Mapping(map) => map,
        _ => Mapping::new(),
    }
}

/// How many values a value holds, itself included.
fn count(value: &Value) -> usize {
    match value {
        Value::Sequence(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Mapping(map) => 1 + map.values().map(count).sum::<usize>(),
        _ => 1,
    }
}
