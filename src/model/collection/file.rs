//! The files that hold records, as authors write them. What they must satisfy stands in `read` and `check`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::Deserializer;

use super::from::is_texts;
use crate::model::Field;
use crate::say;
use crate::yaml::{self, Ordered, Text};

/// Where the tool records are, and what is asked of them: the key `tools` of kit.yaml.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::model) struct ToolsFile {
    /// The folder of the records, from that of the kit: outils. Where it is not given, outils or tools.
    pub(in crate::model) folder: Option<Text>,
    /// Further keys that records may have.
    pub(in crate::model) fields: Vec<Text>,
    /// For each word of the vocabulary status, the keys that a record of that status must have; for `autonomous`,
    /// those that a tool needs that people take up alone.
    pub(in crate::model) required: Ordered<Vec<Text>>,
    /// For each word of the vocabulary family, the codes reserved for it: A01-A29.
    pub(in crate::model) numbers: Ordered<Text>,
}

impl From<Text> for ToolsFile {
    fn from(folder: Text) -> Self {
        Self { folder: Some(folder), ..Self::default() }
    }
}

/// A text, or a list of texts.
#[derive(Clone, Debug)]
pub(in crate::model) struct Words;

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let field = Field::deserialize(deserializer)?;
        if is_texts(&field) {
            return Ok(Self);
        }
        let message = say!("il faut un texte, ou une liste de textes", "a text is needed, or a list of texts");
        Err(yaml::reject(message, None))
    }
}

impl JsonSchema for Words {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Text>();
        json_schema!({ "anyOf": [text, { "type": "array", "items": text }] })
    }
}

/// One tool: `outils/A07-….yaml`. Which keys it must have depends on its status.
// Words of other vocabularies and what kit.yaml names may be keys too: editors do not know these.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(extend("required" = ["tool", "title"]))]
#[allow(dead_code, reason = "read to check the types; the record keeps the values as they stand")]
pub(in crate::model) struct ToolFile {
    /// Its code, unique in the kit, such as people say it aloud: A07.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    pub(super) tool: Option<Text>,
    /// Title.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// Family, a word of the vocabulary family.
    pub(super) family: Option<Text>,
    /// For whom: words of the vocabulary audience.
    pub(super) audience: Option<Words>,
    /// Level: words of the vocabulary level.
    pub(super) level: Option<Words>,
    /// The sequences it serves in, from the first to the last.
    pub(super) sequences: Option<SpanFile>,
    /// Where it stands: a word of the vocabulary status.
    pub(super) status: Option<Text>,
    /// What is to be done to it, by whom, until when.
    pub(super) action: Option<ActionFile>,
    /// What it is for.
    pub(super) objectives: Option<Words>,
    /// What there is in it.
    pub(super) contents: Option<Words>,
    /// How it is used, step by step.
    pub(super) implementation: Option<Words>,
    /// How long it takes: 45 min.
    pub(super) duration: Option<Text>,
    /// For how many people.
    pub(super) group: Option<Text>,
    /// What is needed for it.
    pub(super) material: Option<Words>,
    /// True for a tool that people take up alone, without a trained facilitator.
    pub(super) autonomous: Option<bool>,
    /// Codes of the tools that it prepares.
    pub(super) prepares: Option<Words>,
    /// Codes of the tools that it carries further.
    pub(super) extends: Option<Words>,
    /// Codes of tools to see besides.
    pub(super) see: Option<Words>,
    /// Ids of resources.
    pub(super) resources: Option<Words>,
    /// Ids of the needs that it answers.
    pub(super) needs: Option<Words>,
    /// Ids of the criteria that it meets.
    pub(super) criteria: Option<Words>,
    /// How its use is followed.
    pub(super) follow_up: Option<FollowUpFile>,
    /// Licence, where it is not that of the kit.
    pub(super) licence: Option<Text>,
    /// Where it comes from.
    pub(super) source: Option<Text>,
    /// Version of the tool.
    pub(super) version: Option<Text>,
    /// Ids of decks or codes of cards of the kit that belong to it.
    pub(super) cards: Option<Words>,
    /// A sentence that lists show.
    pub(super) summary: Option<Text>,
}

/// From one sequence to another; the two may be the same.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to check the types")]
pub(super) struct SpanFile {
    /// The first.
    pub(super) from: Text,
    /// The last.
    pub(super) to: Text,
}

/// What is to be done to a tool.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to check the types")]
pub(super) struct ActionFile {
    /// What: a word of the vocabulary to-do where the kit has one.
    #[serde(rename = "do")]
    pub(super) what: Option<Text>,
    /// By whom.
    pub(super) owner: Option<Text>,
    /// Until when: YYYY-MM-DD.
    #[schemars(extend("pattern" = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub(super) due: Option<Text>,
}

/// How the use of a tool is followed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to check the types")]
pub(super) struct FollowUpFile {
    /// What to observe.
    pub(super) observe: Option<Words>,
    /// When.
    pub(super) when: Option<Words>,
    /// How.
    pub(super) how: Option<Words>,
}

/// Resources: sites, videos, documents that stand elsewhere.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["resources"]))]
#[allow(dead_code, reason = "read to check the types; the records keep the values as they stand")]
pub(in crate::model) struct ResourcesFile {
    /// The resources.
    #[schemars(required)]
    pub(super) resources: Vec<ResourceFile>,
}

/// One resource.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to check the types")]
pub(super) struct ResourceFile {
    /// Its id, unique among the resources.
    #[schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    id: Text,
    /// Title.
    title: Text,
    /// Who publishes it.
    publisher: Option<Text>,
    /// What it is.
    kind: Option<ResourceKind>,
    /// Its web address.
    url: Text,
    /// Where a short link under the kit's base leads here from: the id where it is not given.
    link: Option<Text>,
    /// Its language: fr, en…
    language: Option<Text>,
    /// Its licence.
    licence: Option<Text>,
    /// When somebody last looked: YYYY-MM-DD.
    #[schemars(extend("pattern" = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    checked: Option<Text>,
    /// What was found then.
    status: Option<ResourceStatus>,
    /// Of a video, how long it is.
    duration: Option<Text>,
    /// Of a video, whether it has captions.
    captions: Option<bool>,
    /// Of a video, whether its words can be read.
    transcript: Option<bool>,
    /// What to find there, in a sentence.
    summary: Option<Text>,
    /// Remarks for those who keep the list; not printed.
    note: Option<Text>,
}

/// What a resource is.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ResourceKind {
    /// A site or a page.
    Site,
    /// A video.
    Video,
    /// A text to read.
    Document,
}

/// What somebody found at an address.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ResourceStatus {
    /// What it is said to be.
    Ok,
    /// The same elsewhere: the address is to be changed.
    Moved,
    /// Nothing any more.
    Gone,
    /// Nobody has looked.
    Unchecked,
}

/// Needs that tools answer.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["needs"]))]
#[allow(dead_code, reason = "read to check the types; the records keep the values as they stand")]
pub(in crate::model) struct NeedsFile {
    /// The needs.
    #[schemars(required)]
    pub(super) needs: Vec<NeedFile>,
}

/// One need.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to check the types")]
pub(super) struct NeedFile {
    /// Its id, unique among the needs.
    #[schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    id: Text,
    /// The need in words.
    title: Text,
    /// Where it was expressed.
    source: Option<Text>,
    /// How many voices it had.
    votes: Option<u32>,
    /// Remarks for those who keep the list; not printed.
    note: Option<Text>,
}

/// Criteria that tools are held against, and the file of the votes.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["criteria"]))]
#[allow(dead_code, reason = "read to check the types; the records keep the values as they stand")]
pub(in crate::model) struct CriteriaFile {
    /// The criteria.
    #[schemars(required)]
    pub(super) criteria: Vec<CriterionFile>,
    /// The votes, a CSV file from the kit's folder.
    pub(super) votes: Option<Text>,
}

/// One criterion. With a scale, people vote on it; without, tools meet it or not.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to check the types")]
pub(super) struct CriterionFile {
    /// Its id, unique among the criteria.
    #[schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    id: Text,
    /// Title.
    title: Text,
    /// The question that voters answer.
    question: Option<Text>,
    /// The scores that may be given.
    scale: Option<ScaleFile>,
    /// How much it counts beside the others, 1 where it is not given.
    weight: Option<f64>,
    /// Remarks for those who keep the list; not printed.
    note: Option<Text>,
}

/// Whole numbers from one end to the other, and what the ends mean.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to check the types")]
pub(super) struct ScaleFile {
    /// The lowest score.
    min: i32,
    /// The highest score.
    max: i32,
    /// What the lowest means.
    low: Option<Text>,
    /// What the highest means.
    high: Option<Text>,
}

/// A collection of the kit's own: partners, places, whatever layouts list.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["collection", "records"]))]
#[allow(dead_code, reason = "read to check the types; the records keep the values as they stand")]
pub(in crate::model) struct CollectionFile {
    /// The name that layouts and decks call it by.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    pub(super) collection: Option<Text>,
    /// The records. Keys besides `id` are free.
    #[schemars(required, with = "Vec<FreeRecord>")]
    pub(super) records: Vec<Field>,
}

/// A record whose other keys are free.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "describes the file to editors")]
struct FreeRecord {
    /// Its id, unique in the collection.
    #[schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    id: Text,
}
