//! What a job ticket says of files: names and numbers of pages. Other keys are the business of others.

use serde::Deserialize;
use serde_json::Value;

/// A ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// The files of all its components.
    pub components: Vec<Component>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name, with or without a folder.
    pub file: String,
    /// How many pages it has.
    pub pages: usize,
}

#[derive(Deserialize)]
struct Form {
    components: Vec<Entry>,
}

/// A component names its file, or lists its files as our own tickets do.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Many { files: Vec<Listed> },
    One { file: String, pages: usize },
}

#[derive(Deserialize)]
struct Listed {
    path: String,
    pages: Vec<Value>,
}

impl Ticket {
    /// Reads a ticket: `components` with `file` and a number of `pages`, or with `files`, each a `path` and its list of `pages`.
    ///
    /// # Errors
    /// What is wrong with the JSON, in English as the reader says it.
    pub fn read(text: &str) -> Result<Self, String> {
        let form: Form = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let files = |entry| match entry {
            Entry::One { file, pages } => vec![Component { file, pages }],
            Entry::Many { files } => {
                files.into_iter().map(|file| Component { file: file.path, pages: file.pages.len() }).collect()
            }
        };
        Ok(Self { components: form.components.into_iter().flat_map(files).collect() })
    }

    /// How many pages a file should have; none where the ticket does not name it.
    pub fn pages(&self, file: &str) -> Option<usize> {
        let base = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        self.components.iter().find(|component| base(&component.file) == base(file)).map(|component| component.pages)
    }
}
