//! From pointers to bytes: where in a text the value or the key at the end of a path stands.
//! Built only when there is something to report.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use granit_parser::{Event, ScalarStyle};

use super::value::{bytes, events};
use crate::diag::Diagnostics;
use crate::source::{At, FileId, Sources, Step};

/// Turns every pointer in `diags` into a range of bytes of its source. A path that the text does not have leads to
/// the nearest value above its end; a list or a mapping is shown by its first line. Keys that come from a merge or
/// an alias are shown where they are written.
pub fn locate(sources: &Sources, diags: &mut Diagnostics) {
    let mut indexes: BTreeMap<FileId, Index> = BTreeMap::new();
    for place in diags.iter_mut().flat_map(|diagnostic| &mut diagnostic.labels).map(|label| &mut label.place) {
        let (path, on_key) = match &place.at {
            At::Value(path) => (path, false),
            At::Key(path) => (path, true),
            At::Whole | At::Bytes(_) => continue,
        };
        let Some(source) = sources.get(place.file) else { continue };
        let index = indexes.entry(place.file).or_insert_with(|| Index::new(&source.text));
        place.at = index.find(path, on_key).map_or(At::Whole, At::Bytes);
    }
}

/// A value of the text.
struct Node {
    /// A scalar or a flow collection whole; a block collection from its first entry to the end of that line.
    range: Range<usize>,
    shape: Shape,
}

enum Shape {
    Scalar,
    List(Vec<usize>),
    Map(Vec<Entry>),
    Alias(usize),
}

struct Entry {
    key: String,
    range: Range<usize>,
    merge: bool,
    value: usize,
}

/// The tree of a text, as far as it can be parsed.
struct Index {
    nodes: Vec<Node>,
    root: Option<usize>,
}

impl Index {
    fn new(text: &str) -> Self {
        let mut builder = Builder { text, nodes: Vec::new(), stack: Vec::new(), anchors: HashMap::new(), root: None };
        let mut parser = events(text);
        while let Some(Ok((event, span))) = parser.next_event() {
            builder.take(event, bytes(&span, text));
        }
        Self { nodes: builder.nodes, root: builder.root }
    }

    fn node(&self, id: usize) -> Option<&Node> {
        match self.nodes.get(id)? {
            Node { shape: Shape::Alias(target), .. } => self.nodes.get(*target),
            node => Some(node),
        }
    }

    /// The bytes at the end of `path`, or of the nearest value above it; nothing for an empty text.
    fn find(&self, path: &[Step], on_key: bool) -> Option<Range<usize>> {
        let mut id = self.root?;
        let mut key = None;
        for (depth, step) in path.iter().enumerate() {
            let Some((next, range)) = self.step(id, step, 0) else { return self.shown(id, key) };
            if on_key && depth + 1 == path.len() {
                return range.or_else(|| self.shown(next, None));
            }
            (id, key) = (next, range);
        }
        self.shown(id, key)
    }

    /// An empty value is shown by its key.
    fn shown(&self, id: usize, key: Option<Range<usize>>) -> Option<Range<usize>> {
        let range = self.nodes.get(id)?.range.clone();
        Some(key.filter(|_| range.is_empty()).unwrap_or(range))
    }

    /// The value one step into a node, and the place of its key if it has one. `hops` bounds chains of merges.
    fn step(&self, id: usize, step: &Step, hops: usize) -> Option<(usize, Option<Range<usize>>)> {
        match (&self.node(id)?.shape, step) {
            (Shape::List(items), Step::Index(index)) => Some((*items.get(*index as usize)?, None)),
            (Shape::Map(entries), Step::Key(name)) => {
                let own = entries.iter().find(|entry| *entry.key == **name);
                own.map(|entry| (entry.value, Some(entry.range.clone()))).or_else(|| self.merged(entries, step, hops))
            }
            _ => None,
        }
    }

    fn merged(&self, entries: &[Entry], step: &Step, hops: usize) -> Option<(usize, Option<Range<usize>>)> {
        if hops > super::value::MOST_LEVELS {
            return None;
        }
        entries.iter().filter(|entry| entry.merge).find_map(|entry| match &self.node(entry.value)?.shape {
            Shape::List(items) => items.iter().find_map(|item| self.step(*item, step, hops + 1)),
            _ => self.step(entry.value, step, hops + 1),
        })
    }
}

/// A key whose value is still to come: its text, its place, whether it merges.
type PendingKey = (String, Range<usize>, bool);

struct Builder<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    stack: Vec<(usize, Option<PendingKey>)>,
    anchors: HashMap<usize, usize>,
    root: Option<usize>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let merge = style == ScalarStyle::Plain && text == "<<";
                let end = range.start + self.text.get(range.clone()).unwrap_or_default().trim_end().len();
                self.add(Node { range: range.start..end, shape: Shape::Scalar }, anchor, Some((&text, merge)));
            }
            Event::SequenceStart(_, anchor, _) => self.open(range, Shape::List(Vec::new()), anchor),
            Event::MappingStart(_, anchor, _) => self.open(range, Shape::Map(Vec::new()), anchor),
            Event::SequenceEnd | Event::MappingEnd => self.close(&range),
            Event::Alias(anchor) => {
                // An alias of an alias cannot be written: the target is never an alias.
                let shape = self.anchors.get(&anchor).map_or(Shape::Scalar, |target| Shape::Alias(*target));
                self.add(Node { range, shape }, 0, None);
            }
            _ => {}
        }
    }

    fn open(&mut self, range: Range<usize>, shape: Shape, anchor: usize) {
        let line = self.text[range.start..].find('\n').map_or(self.text.len(), |at| range.start + at);
        let end = range.start + self.text[range.start..line].trim_end().len();
        let id = self.add(Node { range: range.start..end, shape }, anchor, None);
        self.stack.push((id, None));
    }

    fn close(&mut self, range: &Range<usize>) {
        let Some((id, _)) = self.stack.pop() else { return };
        if let Some(node) = self.nodes.get_mut(id).filter(|_| !range.is_empty()) {
            // A flow collection ends with its bracket, on the same line or not.
            node.range.end = range.end;
        }
    }

    /// Adds a node where it belongs; a scalar may be a key instead.
    fn add(&mut self, node: Node, anchor: usize, scalar: Option<(&str, bool)>) -> usize {
        let id = self.nodes.len();
        let range = node.range.clone();
        self.nodes.push(node);
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        let Some((parent, key)) = self.stack.last_mut() else {
            self.root.get_or_insert(id);
            return id;
        };
        match self.nodes.get_mut(*parent).map(|node| &mut node.shape) {
            Some(Shape::List(items)) => items.push(id),
            Some(Shape::Map(entries)) => match (key.take(), scalar) {
                (Some((key, range, merge)), _) => entries.push(Entry { key, range, merge, value: id }),
                (None, Some((text, merge))) => *key = Some((text.to_owned(), range, merge)),
                (None, None) => *key = Some((String::new(), range, false)),
            },
            _ => {}
        }
        id
    }
}
