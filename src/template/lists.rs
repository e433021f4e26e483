//! Small forms of layout files: one name or several, one length or four, the tracks of a grid.

use std::fmt;

use schemars::JsonSchema;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::element::Measure;
use crate::{say, yaml};

/// One name or several.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema)]
#[schemars(with = "OneOrMany")]
pub struct Names(pub Vec<String>);

#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the file to editors")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(f, &say!("un nom, ou une liste de noms", "a name, or a list of names"))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Names, E> {
        Ok(Names::default())
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Names, E> {
        Ok(Names(vec![name.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Names, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = seq.next_element()? {
            names.push(name);
        }
        Ok(Names(names))
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        yaml::as_written(deserializer, NamesVisitor)
    }
}

/// A track of a grid.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[schemars(with = "Measure")]
pub enum TrackSpec {
    /// A share of the room left over.
    Share(f64),
    /// As large as what is in it.
    Auto,
    /// A length.
    Fixed(Measure),
}

struct TrackVisitor;

impl Visitor<'_> for TrackVisitor {
    type Value = TrackSpec;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(f, &say!("une longueur, 1fr ou auto", "a length, 1fr or auto"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<TrackSpec, E> {
        if text == "auto" {
            return Ok(TrackSpec::Auto);
        }
        let share = text.strip_suffix("fr").and_then(|number| number.trim().parse::<f64>().ok());
        match share.filter(|share| share.is_finite() && *share >= 0.0) {
            Some(share) => Ok(TrackSpec::Share(share)),
            None => Measure::read(text).map(TrackSpec::Fixed),
        }
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<TrackSpec, E> {
        Measure::bare(value as f64).map(TrackSpec::Fixed)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<TrackSpec, E> {
        Measure::bare(value).map(TrackSpec::Fixed)
    }
}

impl<'de> Deserialize<'de> for TrackSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TrackVisitor)
    }
}

/// One to four lengths, as CSS writes margins.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(with = "OneToFour")]
pub struct Measures(pub Vec<Measure>);

#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the file to editors")]
enum OneToFour {
    One(Measure),
    Many(#[schemars(length(min = 1, max = 4))] Vec<Measure>),
}

struct MeasuresVisitor;

impl<'de> Visitor<'de> for MeasuresVisitor {
    type Value = Measures;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(f, &say!("une longueur, ou une liste de longueurs", "a length, or a list of lengths"))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Measures, E> {
        Ok(Measures::default())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Measures, E> {
        Ok(Measures(vec![Measure::read(text)?]))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Measures, E> {
        Ok(Measures(vec![Measure::bare(value as f64)?]))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Measures, E> {
        Ok(Measures(vec![Measure::bare(value as f64)?]))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Measures, E> {
        Ok(Measures(vec![Measure::bare(value)?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Measures, A::Error> {
        let mut list = Vec::new();
        while let Some(measure) = seq.next_element()? {
            list.push(measure);
        }
        let count = list.len();
        if matches!(count, 0 | 1 | 2 | 4) {
            return Ok(Measures(list));
        }
        Err(yaml::reject(
            say!("{count} longueurs au lieu de 1, 2 ou 4", "{count} lengths instead of 1, 2 or 4"),
            Some(say!(
                "4 longueurs vont du haut vers la droite, le bas et la gauche",
                "4 lengths go from the top to the right, the bottom and the left"
            )),
        ))
    }
}

impl<'de> Deserialize<'de> for Measures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MeasuresVisitor)
    }
}

impl Measures {
    /// Top, right, bottom, left.
    pub fn four(&self) -> [Measure; 4] {
        let zero = || Measure::Fixed(crate::geom::Length::ZERO);
        match self.0.as_slice() {
            [all] => [all.clone(), all.clone(), all.clone(), all.clone()],
            [vertical, horizontal] => [vertical.clone(), horizontal.clone(), vertical.clone(), horizontal.clone()],
            [a, b, c, d] => [a.clone(), b.clone(), c.clone(), d.clone()],
            _ => [zero(), zero(), zero(), zero()],
        }
    }
}
