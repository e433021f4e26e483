//! What a job ticket says of files: names and numbers of pages. Other keys are the business of others.

use serde::Deserialize;

/// A ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Ticket {
    /// What is to be made.
    pub components: Vec<Component>,
}

/// One thing to be made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Component {
    /// Its file, with or without a folder.
    pub file: String,
    /// How many pages it has.
    pub pages: usize,
}

impl Ticket {
    /// Reads a ticket.
    ///
    /// # Errors
    /// What is wrong with the JSON, in English as the reader says it.
    pub fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// How many pages a file should have; none where the ticket does not name it.
    pub fn pages(&self, file: &str) -> Option<usize> {
        let base = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        self.components.iter().find(|component| base(&component.file) == base(file)).map(|component| component.pages)
    }
}
