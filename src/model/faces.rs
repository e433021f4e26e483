//! Which layout each face of a card has: one for the deck, one by the value of a field, one of the card's own, or none.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use crate::say;
use crate::scene::Side;
use crate::yaml::{self, Text};

/// The layouts of the two faces.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LayoutFile {
    /// Layout of the front: a name, none, or a choice by the value of a field.
    pub(super) front: Option<Choice>,
    /// Layout of the back: a name, none, or a choice by the value of a field.
    pub(super) back: Option<Choice>,
}

impl LayoutFile {
    pub(super) const fn get(&self, side: Side) -> Option<&Choice> {
        match side {
            Side::Front => self.front.as_ref(),
            Side::Back => self.back.as_ref(),
        }
    }
}

/// How the layout of one face is chosen. A name of nothing means that the face stays blank.
#[derive(Clone, Debug)]
pub(super) enum Choice {
    Always(Option<Arc<str>>),
    By { field: Arc<str>, cases: Vec<(Arc<str>, Option<Arc<str>>)>, default: Option<Option<Arc<str>>> },
}

fn name(text: Text) -> Option<Arc<str>> {
    (&*text != "none").then_some(text.0)
}

struct ChoiceVisitor;

impl<'de> Visitor<'de> for ChoiceVisitor {
    type Value = Choice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(
            f,
            &say!("un nom de maquette, none, ou un choix « by: »", "a layout name, none, or a choice “by:”"),
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Choice, E> {
        Ok(Choice::Always(name(Text(text.into()))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Choice, A::Error> {
        let (mut field, mut default, mut cases) = (None, None, Vec::new());
        while let Some(key) = map.next_key::<Arc<str>>()? {
            let value = map.next_value::<Text>()?;
            match &*key {
                "by" => field = Some(value.0),
                "default" => default = Some(name(value)),
                _ => cases.push((key, name(value))),
            }
        }
        let field = field.ok_or_else(|| de::Error::missing_field("by"))?;
        Ok(Choice::By { field, cases, default })
    }
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        yaml::as_written(deserializer, ChoiceVisitor)
    }
}

impl JsonSchema for Choice {
    fn schema_name() -> Cow<'static, str> {
        "Choice".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A layout name, none, or a choice: by (a card field), default, and a layout for each word",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "required": ["by"],
                    "properties": { "by": { "type": "string" }, "default": { "type": "string" } },
                    "additionalProperties": { "type": "string" },
                },
            ],
        })
    }
}
