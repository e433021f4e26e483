//! Small forms of layout files: one name or several, one length or four, the tracks of a grid.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
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

/// Room on the four sides of a box: as [`Measures`], or by the names of the sides.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(with = "SidesForm")]
pub struct Sides {
    /// Top, right, bottom and left.
    pub all: Measures,
    /// On the side where reading starts; none once the layout is built for a language.
    pub(super) start: Option<Measure>,
    /// On the side where reading ends; none once the layout is built for a language.
    pub(super) end: Option<Measure>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the file to editors")]
enum SidesForm {
    One(Measure),
    Many(Vec<Measure>),
    Named(NamedSides),
}

/// Sides by their names; what is left out is 0.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NamedSides {
    top: Option<Measure>,
    bottom: Option<Measure>,
    /// Where reading starts: on the left, or on the right in Arabic or Hebrew.
    start: Option<Measure>,
    /// Where reading ends.
    end: Option<Measure>,
    left: Option<Measure>,
    right: Option<Measure>,
}

struct SidesVisitor;

impl<'de> Visitor<'de> for SidesVisitor {
    type Value = Sides;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        MeasuresVisitor.expecting(f)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Sides, E> {
        MeasuresVisitor.visit_unit().map(Sides::from)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Sides, E> {
        MeasuresVisitor.visit_str(text).map(Sides::from)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Sides, E> {
        MeasuresVisitor.visit_u64(value).map(Sides::from)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Sides, E> {
        MeasuresVisitor.visit_i64(value).map(Sides::from)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Sides, E> {
        MeasuresVisitor.visit_f64(value).map(Sides::from)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Sides, A::Error> {
        MeasuresVisitor.visit_seq(seq).map(Sides::from)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Sides, A::Error> {
        let NamedSides { top, bottom, start, end, left, right } =
            NamedSides::deserialize(MapAccessDeserializer::new(map))?;
        if (start.is_some() || end.is_some()) && (left.is_some() || right.is_some()) {
            return Err(two_ways());
        }
        let all = [top, right, bottom, left].map(|side| side.unwrap_or(Measure::Fixed(crate::geom::Length::ZERO)));
        Ok(Sides { all: Measures(all.into()), start, end })
    }
}

/// The fault of sides named in both ways.
pub(super) fn two_ways<E: de::Error>() -> E {
    yaml::reject(
        say!(
            "`start` et `end` ne se mêlent pas à la gauche et à la droite",
            "`start` and `end` do not mix with left and right"
        ),
        Some(say!(
            "gardez `start` et `end` si le gabarit sert aussi à des langues lues de droite à gauche",
            "keep `start` and `end` if the layout serves languages read from the right as well"
        )),
    )
}

impl From<Measures> for Sides {
    fn from(all: Measures) -> Self {
        Self { all, start: None, end: None }
    }
}

impl<'de> Deserialize<'de> for Sides {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SidesVisitor)
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
