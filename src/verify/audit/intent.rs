//! The output intents of a file (ISO 32000-1, 14.11.5): the printing condition it was made for.

use lopdf::{Dictionary, ObjectId};

use super::file::{File, dict_of};
use super::profile::Profile;

/// An output intent of the kind that PDF/X asks for.
pub(crate) struct Intent {
    /// `FOGRA39`…
    pub identifier: Option<String>,
    pub registry: Option<String>,
    pub info: Option<String>,
    /// The embedded profile.
    pub profile: Embedded,
    /// Components that the profile's stream announces.
    pub n: Option<i64>,
    pub object: Option<ObjectId>,
    /// A profile that stands outside the file.
    pub referenced: bool,
}

/// The profile of an intent.
pub(crate) enum Embedded {
    None,
    Damaged,
    Found(Profile),
}

/// Every intent `GTS_PDFX`.
pub(crate) fn intents(file: &File<'_>) -> Vec<Intent> {
    let list = file.catalog().and_then(|catalog| file.array(catalog, "OutputIntents")).unwrap_or_default();
    let dicts = list.iter().filter_map(|entry| file.follow(entry).and_then(dict_of));
    dicts.filter(|dict| file.name(dict, "S") == Some(b"GTS_PDFX")).map(|dict| read(file, dict)).collect()
}

fn read(file: &File<'_>, dict: &Dictionary) -> Intent {
    let stream = file.stream(dict, "DestOutputProfile");
    let profile = match stream {
        None if file.get(dict, "DestOutputProfile").is_some() => Embedded::Damaged,
        None => Embedded::None,
        Some(stream) => {
            let read = file.unpack(stream).and_then(|bytes| Profile::read(&bytes));
            read.map_or(Embedded::Damaged, Embedded::Found)
        }
    };
    Intent {
        identifier: file.text(dict, "OutputConditionIdentifier").filter(|text| !text.is_empty()),
        registry: file.text(dict, "RegistryName").filter(|text| !text.is_empty()),
        info: file.text(dict, "Info").filter(|text| !text.is_empty()),
        profile,
        n: stream.and_then(|stream| file.integer(&stream.dict, "N")),
        object: File::reference(dict, "DestOutputProfile"),
        referenced: file.get(dict, "DestOutputProfileRef").is_some(),
    }
}

impl Intent {
    /// `CMYK`, `RGB `, `GRAY`; none without a profile.
    pub fn space(&self) -> Option<&str> {
        match &self.profile {
            Embedded::Found(profile) => Some(&profile.space),
            _ => None,
        }
    }
}
