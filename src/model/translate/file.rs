//! The files of `locales/<language>/`: the words of the kit and of its decks in another language. Reads and checks
//! their form; what they are laid over stands in `translate`.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::kit_file::Links;
use crate::model::locale::FOLDER;
use crate::model::{Field, Kit};
use crate::say;
use crate::source::{FileId, Place, Sources};
use crate::world::World;
use crate::yaml::{self, Ordered, Text, TextOr};

/// The kit's own words in another language: `locales/en/kit.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["kit"]))]
pub(in crate::model) struct KitTranslation {
    /// Id of the kit that these words belong to.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    kit: Option<Text>,
    /// Title.
    pub(super) title: Option<Text>,
    /// The title at length, or a line under it.
    pub(super) subtitle: Option<Text>,
    /// Licence, where it is called otherwise in this language.
    pub(super) licence: Option<Text>,
    /// Who publishes the kit, where the name differs in this language.
    pub(super) publisher: Option<Text>,
    /// Where the short links of cards lead in this language.
    pub(super) links: Links,
    /// The fixed words of layouts.
    pub(super) words: Ordered<Text>,
    /// Vocabularies: for each card field its words by their id, each a label or keys.
    #[allow(dead_code, reason = "taken out of the file before, to be laid over the kit's vocabularies")]
    vocabularies: Option<Ordered<Ordered<TextOr<EntryTranslation>>>>,
}

/// A word of a vocabulary in another language. Other keys are those of the word.
#[derive(Default, Deserialize, JsonSchema)]
#[allow(dead_code, reason = "describes the file to editors")]
struct EntryTranslation {
    /// The words shown to people.
    label: Option<Text>,
}

impl From<Text> for EntryTranslation {
    fn from(label: Text) -> Self {
        Self { label: Some(label) }
    }
}

/// The words of a deck in another language: `locales/en/reperes.yaml` for `reperes.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["deck", "cards"]))]
pub(in crate::model) struct DeckTranslation {
    /// Id of the deck that these words belong to.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    deck: Option<Text>,
    /// Title.
    pub(super) title: Option<Text>,
    /// A line under the title.
    pub(super) subtitle: Option<Text>,
    /// What variants of the deck are called.
    pub(super) variants: Ordered<Text>,
    /// What cards take over from the defaults of the deck.
    #[allow(dead_code, reason = "taken out of the file before, to be laid over the cards")]
    defaults: Option<Ordered<Field>>,
    /// The cards by their code.
    #[schemars(required)]
    #[allow(dead_code, reason = "taken out of the file before, to be laid over the cards")]
    cards: Option<Ordered<CardTranslation>>,
}

/// A card in another language. Other keys are the fields of the card.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "describes the file to editors")]
struct CardTranslation {
    /// For each field the text that was translated, or its eight-letter mark: tells when the source changes.
    made_from: Option<Ordered<Text>>,
    /// The web address or short link in this language, where it differs.
    link: Option<Text>,
}

/// The words of a collection in another language.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["collection", "records"]))]
#[allow(dead_code, reason = "describes the file to editors")]
pub(in crate::model) struct RecordsTranslation {
    /// The collection: tools, resources…
    #[schemars(required)]
    collection: Option<Text>,
    /// The records by their id, each with its texts by their key.
    #[schemars(required)]
    records: Option<Ordered<Ordered<Field>>>,
}

/// One file of translations: its typed head, and the rest as it stands.
pub(super) struct Read<T> {
    pub(super) file: FileId,
    pub(super) head: T,
    /// What is laid over by key: `cards`, `defaults`, `vocabularies`.
    pub(super) rest: BTreeMap<&'static str, Value>,
}

impl<T> Read<T> {
    /// The whole file.
    pub(super) fn root(&self) -> Place {
        Place::value(self.file, [])
    }
}

/// Every translation of a kit into one language.
#[derive(Default)]
pub(super) struct Files {
    pub(super) kit: Option<Read<KitTranslation>>,
    /// By the name of the collection.
    pub(super) collections: BTreeMap<Arc<str>, Read<RecordsTranslation>>,
    /// By the id of the deck.
    pub(super) decks: BTreeMap<Arc<str>, Read<DeckTranslation>>,
    /// True when a file could not be read: what it might say is not missed.
    pub(super) unreadable: bool,
}

/// Reads every YAML file of `locales/<lang>/`; the first key of each tells whether it is the kit's or a deck's.
pub(super) fn read(
    world: &dyn World,
    kit: &Kit,
    lang: &str,
    sound: bool,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Files {
    let mut files = Files::default();
    for path in world.list(&kit.folder.join(FOLDER).join(lang)) {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if hidden || path.extension().is_none_or(|extension| extension != "yaml" && extension != "yml") {
            continue;
        }
        let errors = diags.count(crate::diag::Severity::Error);
        match yaml::read_file(world, &path, sources, diags) {
            Some((file, value)) => files.take(file, value, kit, sound, diags),
            None => files.unreadable = true,
        }
        files.unreadable |= diags.count(crate::diag::Severity::Error) > errors;
    }
    files
}

impl Files {
    fn take(&mut self, file: FileId, value: Value, kit: &Kit, sound: bool, diags: &mut Diagnostics) {
        let root = Place::value(file, []);
        let id = |key: &str| value.get(key).and_then(|id| yaml::text(id).map(|id| id.into_owned()));
        if let Some(name) = id("collection") {
            return self.take_records(file, value, &name, kit, sound, diags);
        }
        match (id("kit"), id("deck")) {
            (Some(_), Some(_)) | (None, None) => diags.push(unknown_kind(&root)),
            (Some(id), None) if *id != *kit.id => diags.push(stranger(&root.key("kit"), &id, &[&kit.id])),
            (Some(_), None) => {
                let Some(read) = head(file, value, &["vocabularies"], diags) else { return };
                if let Some(first) = self.kit.replace(read) {
                    diags.push(twice(&root.key("kit"), first.root().key("kit")));
                }
            }
            (None, Some(id)) => {
                let Some(deck) = kit.deck(&id) else {
                    let known: Vec<_> = kit.decks.iter().map(|deck| &*deck.id).collect();
                    return if sound {
                        diags.push(stranger(&root.key("deck"), &id, &known))
                    };
                };
                let Some(read) = head(file, value, &["defaults", "cards"], diags) else { return };
                if let Some(first) = self.decks.insert(deck.id.clone(), read) {
                    diags.push(twice(&root.key("deck"), first.root().key("deck")));
                }
            }
        }
    }
}

impl Files {
    fn take_records(
        &mut self,
        file: FileId,
        value: Value,
        name: &str,
        kit: &Kit,
        sound: bool,
        diags: &mut Diagnostics,
    ) {
        let place = Place::value(file, []).key("collection");
        let Some(collection) = kit.collection(name) else {
            let known: Vec<_> = kit.collections.iter().map(|collection| &*collection.name).collect();
            return if sound {
                diags.push(stranger(&place, name, &known))
            };
        };
        let Some(read) = head(file, value, &["records"], diags) else { return };
        if let Some(first) = self.collections.insert(collection.name.clone(), read) {
            diags.push(twice(&place, first.root().key("collection")));
        }
    }
}

fn head<T: for<'de> Deserialize<'de>>(
    file: FileId,
    mut value: Value,
    rest: &[&'static str],
    diags: &mut Diagnostics,
) -> Option<Read<T>> {
    let mut taken = BTreeMap::new();
    if let Value::Mapping(map) = &mut value {
        taken.extend(rest.iter().filter_map(|key| Some((*key, map.shift_remove(*key)?))));
    }
    let head = yaml::salvage(&value, &Place::value(file, []), diags)?;
    Some(Read { file, head, rest: taken })
}

fn unknown_kind(root: &Place) -> Diagnostic {
    let message = say!("ce fichier ne dit pas ce qu’il traduit", "this file does not tell what it translates");
    let hint = say!(
        "commencez-le par « kit: » et l’identifiant du kit, ou par « deck: » et celui d’un jeu",
        "start it with “kit:” and the id of the kit, or with “deck:” and that of a deck"
    );
    Diagnostic::error("unknown-kind", message).at(root.clone()).hint(hint)
}

fn stranger(place: &Place, id: &str, known: &[&str]) -> Diagnostic {
    let message = say!("rien ne s’appelle « {id} » ici", "nothing is called “{id}” here");
    let known = yaml::key_list(known.iter().copied());
    let hint = say!("un fichier de traduction est pour : {known}", "a translation is for: {known}");
    Diagnostic::error("unknown-component", message).at(place.clone()).hint(hint)
}

fn twice(place: &Place, first: Place) -> Diagnostic {
    let message = say!("deux fichiers traduisent la même chose", "two files translate the same thing");
    Diagnostic::error("duplicate-id", message)
        .at(place.clone())
        .at_with(first, say!("l’autre", "the other one"))
        .hint(say!("réunissez-les en un seul", "join them into one"))
}
