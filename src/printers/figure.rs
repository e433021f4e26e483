//! A figure of a profile with who says so, and how messages quote it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::Say;
use crate::say;

/// How sure a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Read {
    /// Read on the printer's own page or data sheet.
    Printer,
    /// The printer's page as others quote it, or files made for it.
    Quoted,
    /// Trade knowledge or a standard: to be confirmed with the printer.
    Trade,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where: an address, a document with its year, a standard.
    pub from: String,
    /// Whether it was read at the printer's.
    pub read: Read,
}

/// A figure, who says so, and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<T> {
    /// The figure.
    pub is: T,
    /// Who says so.
    pub source: Arc<Source>,
    /// The generic profile that it comes from, where the printer itself says nothing.
    pub inherited: Option<Arc<str>>,
}

impl Source {
    /// In brackets after what it supports.
    pub fn say(&self) -> Say {
        let from = &self.from;
        match self.read {
            Read::Printer => say!("{from}, lu chez l’imprimeur", "{from}, read at the printer’s"),
            Read::Quoted => say!("{from}, cité par d’autres", "{from}, quoted by others"),
            Read::Trade => say!(
                "{from} ; usage du métier, à confirmer avec l’imprimeur",
                "{from}; trade knowledge, to be confirmed with the printer"
            ),
        }
    }
}

impl Read {
    /// Its key in profiles.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Printer => "printer",
            Self::Quoted => "quoted",
            Self::Trade => "trade",
        }
    }
}
