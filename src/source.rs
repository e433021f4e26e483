//! The texts a kit is made of, and places in them. Knows no YAML and no disk.

use std::ops::Range;
use std::sync::Arc;

/// A file among the sources of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// One step into a YAML tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The value under a key.
    Key(Arc<str>),
    /// An item of a sequence, from 0.
    Index(u32),
}

/// Where something stands in a file. Places made while reading are cheap pointers;
/// `yaml::locate` turns them into byte ranges when there is something to report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// The file as a whole.
    Whole,
    /// A range of bytes of the text.
    Bytes(Range<usize>),
    /// The value at the end of a path into the YAML tree.
    Value(Arc<[Step]>),
    /// The key at the end of a path into the YAML tree.
    Key(Arc<[Step]>),
}

/// A place in a source file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in the file.
    pub at: At,
}

impl Place {
    /// A whole file.
    pub const fn file(file: FileId) -> Self {
        Self { file, at: At::Whole }
    }

    /// The value under `path` in `file`.
    pub fn value(file: FileId, path: impl Into<Arc<[Step]>>) -> Self {
        Self { file, at: At::Value(path.into()) }
    }

    /// The place one step further down; unchanged where this place is not a path.
    pub fn child(&self, step: Step) -> Self {
        let path = match &self.at {
            At::Value(path) | At::Key(path) => path.iter().cloned().chain([step]).collect(),
            At::Whole => Arc::from([step]),
            At::Bytes(_) => return self.clone(),
        };
        Self { file: self.file, at: At::Value(path) }
    }

    /// The value under `key` inside this place.
    pub fn key(&self, key: &str) -> Self {
        self.child(Step::Key(key.into()))
    }

    /// The item at `index` inside this place.
    pub fn index(&self, index: usize) -> Self {
        self.child(Step::Index(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The key itself instead of the value under it.
    pub fn on_key(&self) -> Self {
        match &self.at {
            At::Value(path) => Self { file: self.file, at: At::Key(path.clone()) },
            _ => self.clone(),
        }
    }
}

/// One source text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as shown to people, with forward slashes.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
}

/// Line and column of a byte offset, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// Where a byte offset lies; offsets past the end count as the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1 }
    }
}

/// All sources of one run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No sources yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text; the same name and text twice gives the same file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let (name, text) = (name.into(), text.into());
        let known = self.files.iter().position(|file| file.name == name && file.text == text);
        let index = known.unwrap_or_else(|| {
            self.files.push(Source { name, text });
            self.files.len() - 1
        });
        FileId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The source behind an id; none for an id of other sources.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0 as usize)
    }

    /// Every source with its id, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0_u32..).map(FileId).zip(&self.files)
    }
}
