//! A path file: its keys as an author writes them. What they must satisfy stands in `check`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Per;
use crate::yaml::{Text, TextOr};

/// A path through a workshop: steps in their order, with minutes and cards.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["path", "title", "minutes", "steps"]))]
pub(in crate::model) struct PathFile {
    /// Id of the path, unique among those of the kit: what `massicot pack --path` asks for.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    pub(super) path: Option<Text>,
    /// Title.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// A line under the title: what it is for, and for whom.
    pub(super) subtitle: Option<Text>,
    /// Minutes of all steps together, optional ones included.
    #[schemars(required, range(min = 1, max = 1440))]
    pub(super) minutes: Option<u32>,
    /// What to bring that is not printed: a text, or keys.
    pub(super) bring: Vec<TextOr<SupplyFile>>,
    /// The steps, in order.
    #[schemars(required)]
    pub(super) steps: Option<Vec<StepFile>>,
}

/// A step of a path.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["title", "minutes"]))]
pub(super) struct StepFile {
    /// What it is called.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// How long it takes.
    #[schemars(required, range(min = 1, max = 1440))]
    pub(super) minutes: Option<u32>,
    /// May be left out where time is short.
    pub(super) optional: bool,
    /// Who does it, or leads it.
    pub(super) who: Option<Text>,
    /// What is done.
    pub(super) text: Option<Text>,
    /// The cards that it needs: ids of components and codes of cards, or keys that choose cards.
    pub(super) uses: Vec<TextOr<UseFile>>,
    /// Cards to write on, for each table.
    #[schemars(range(min = 1, max = 999))]
    pub(super) blank: Option<u32>,
}

/// Which cards a step needs. Every key that is given counts; a list wants one of its words.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct UseFile {
    /// Components by id, as `--only` takes them.
    pub(super) only: Vec<Text>,
    /// Cards by code, as `--cards` takes them.
    pub(super) cards: Vec<Text>,
    /// Values of the field `family`.
    pub(super) families: Vec<Text>,
    /// Conditions `field=value`, as `--where` takes them.
    #[serde(rename = "where")]
    pub(super) conditions: Vec<Text>,
    /// How often all of them are wanted, 1 where it is not given.
    #[schemars(range(min = 1, max = 999))]
    pub(super) copies: Option<u32>,
    /// By each table, by each participant, or once for the room.
    pub(super) per: Per,
    /// A component or a card, in the short form.
    #[serde(skip)]
    pub(super) named: Option<Text>,
}

impl From<Text> for UseFile {
    fn from(named: Text) -> Self {
        Self { named: Some(named), ..Self::default() }
    }
}

/// What to bring that is not printed.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["what"]))]
pub(super) struct SupplyFile {
    /// What it is.
    #[schemars(required)]
    pub(super) what: Option<Text>,
    /// How many, 1 where it is not given.
    #[schemars(range(min = 1, max = 999))]
    pub(super) copies: Option<u32>,
    /// For each table, for each participant, or once for the room.
    pub(super) per: Option<Per>,
}

impl From<Text> for SupplyFile {
    /// What is only named is there once for the room.
    fn from(what: Text) -> Self {
        Self { what: Some(what), copies: None, per: Some(Per::Room) }
    }
}
