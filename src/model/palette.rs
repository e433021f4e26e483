//! Swatches: the named colours of a kit.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::color::{Cmyk, Color, Spot, Srgb};
use crate::say;
use crate::yaml;

/// The swatches of a kit, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    swatches: Vec<(Arc<str>, Color)>,
}

impl Palette {
    /// A palette of these swatches; of two with one name the first counts.
    pub const fn new(swatches: Vec<(Arc<str>, Color)>) -> Self {
        Self { swatches }
    }

    /// The colour of that name.
    pub fn get(&self, name: &str) -> Option<Color> {
        self.swatches.iter().find(|(known, _)| **known == *name).map(|(_, color)| *color)
    }

    /// The colour that shows as `srgb` on a screen, so that a drawing made with the swatch prints with its inks.
    /// Of two such swatches the first counts.
    pub fn by_srgb(&self, srgb: Srgb) -> Option<Color> {
        self.swatches.iter().find(|(_, color)| color.srgb == srgb).map(|(_, color)| *color)
    }

    /// Names and colours in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Color)> {
        self.swatches.iter().map(|(name, color)| (&**name, *color))
    }

    /// Swatches that name a spot ink already named by another, but with another recipe: the swatch, the ink, the other.
    pub(super) fn contradictions(&self) -> Vec<(&Arc<str>, Spot, &Arc<str>)> {
        let inks = || self.swatches.iter().filter_map(|(name, color)| Some((name, color.spot?.ink)));
        let same_plate = |a: Spot, b: Spot| a.name().eq_ignore_ascii_case(b.name());
        let clash = |(index, (name, ink)): (usize, (_, Spot))| {
            let (other, _) = inks().take(index).find(|(_, other)| same_plate(*other, ink) && *other != ink)?;
            Some((name, ink, other))
        };
        inks().enumerate().filter_map(clash).collect()
    }

    /// Names in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.swatches.iter().map(|(name, _)| &**name)
    }
}

/// A swatch in a file: `"#123C70"`, or screen and ink side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Swatch(pub(super) Color);

/// A colour on screen: `#rgb` or `#rrggbb`.
struct Hex(Srgb);

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        hex(&yaml::Text::deserialize(deserializer)?).map(Hex)
    }
}

fn hex<E: de::Error>(text: &str) -> Result<Srgb, E> {
    Srgb::from_hex(text).ok_or_else(|| {
        yaml::reject(
            say!("« {text} » n’est pas une couleur", "“{text}” is not a colour"),
            Some(say!("écrivez-la entre guillemets : \"#123C70\"", "write it in quotes: \"#123C70\"")),
        )
    })
}

/// Inks in percent.
struct Inks(Cmyk);

impl<'de> Deserialize<'de> for Inks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [c, m, y, k] = <[f64; 4]>::deserialize(deserializer)?;
        match [c, m, y, k].iter().find(|ink| !(0.0..=100.0).contains(*ink)) {
            None => Ok(Self(Cmyk::percent(c, m, y, k))),
            Some(ink) => Err(yaml::reject(
                say!("une encre va de 0 à 100 %, et non {ink}", "an ink is 0 to 100 %, not {ink}"),
                Some(say!(
                    "écrivez cyan, magenta, jaune, noir : [100, 75, 20, 20]",
                    "write cyan, magenta, yellow, black: [100, 75, 20, 20]"
                )),
            )),
        }
    }
}

/// The name of a spot ink.
struct InkName(Arc<str>);

/// Names that mean something else as the name of a plate (ISO 32000-1, 8.6.6.4).
const RESERVED: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];
/// Longest name of an ink in bytes (ISO 32000-1, annex C).
const LONGEST_NAME: usize = 127;

impl<'de> Deserialize<'de> for InkName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = yaml::Text::deserialize(deserializer)?.0;
        if RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(&name)) {
            return Err(yaml::reject(
                say!("« {name} » ne peut pas nommer un ton direct", "“{name}” cannot name a spot ink"),
                Some(say!(
                    "ce nom désigne une encre primaire ou toutes les plaques : prenez celui du nuancier",
                    "the name means a process ink or all plates: take the one in the swatch book"
                )),
            ));
        }
        let odd = |c: char| c.is_control();
        if name.trim() != &*name || name.is_empty() || name.len() > LONGEST_NAME || name.contains(odd) {
            return Err(yaml::reject(
                say!(
                    "le nom d’un ton direct a 1 à {LONGEST_NAME} octets, sans espace au bord",
                    "the name of a spot ink has 1 to {LONGEST_NAME} bytes, no space at either end"
                ),
                Some(say!(
                    "écrivez-le comme l’imprimeur : PANTONE 300 C",
                    "write it as the printer does: PANTONE 300 C"
                )),
            ));
        }
        Ok(Self(name))
    }
}

/// So much of a spot ink, in percent.
struct Tint(f64);

impl<'de> Deserialize<'de> for Tint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tint = f64::deserialize(deserializer)?;
        if (0.0..=100.0).contains(&tint) {
            return Ok(Self(tint));
        }
        Err(yaml::reject(
            say!("une teinte va de 0 à 100 %, et non {tint}", "a tint is 0 to 100 %, not {tint}"),
            Some(say!("100 est l’encre pleine", "100 is the solid ink")),
        ))
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    srgb: Hex,
    cmyk: Option<Inks>,
    spot: Option<InkName>,
    tint: Option<Tint>,
}

impl Recipe {
    fn color<E: de::Error>(self) -> Result<Color, E> {
        let Self { srgb: Hex(srgb), cmyk, spot, tint } = self;
        match (cmyk, spot, tint) {
            (Some(Inks(cmyk)), Some(InkName(name)), tint) => {
                let ink = Color::from_spot(Spot::new(&name, cmyk, srgb));
                Ok(tint.map_or(ink, |Tint(tint)| ink.tint(tint / 100.0)))
            }
            (None, Some(InkName(name)), _) => Err(yaml::reject(
                say!(
                    "le ton direct « {name} » n’a pas d’encres pour le remplacer",
                    "the spot ink “{name}” has no inks that stand for it"
                ),
                Some(say!("ajoutez « cmyk », d’après le nuancier", "add “cmyk”, from the swatch book")),
            )),
            (_, None, Some(_)) => Err(yaml::reject(
                say!("« tint » va avec « spot »", "“tint” goes with “spot”"),
                Some(say!(
                    "une teinte d’une couleur s’écrit là où elle sert : nuit 20%",
                    "tint a colour where it is used: night 20%"
                )),
            )),
            (Some(Inks(cmyk)), None, None) => Ok(Color::process(srgb, cmyk)),
            (None, None, None) => Ok(Color::from_srgb(srgb)),
        }
    }
}

struct SwatchVisitor;

impl<'de> Visitor<'de> for SwatchVisitor {
    type Value = Swatch;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(f, &say!("une couleur, \"#123C70\" par exemple", "a colour, such as \"#123C70\""))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Swatch, E> {
        hex(text).map(|srgb| Swatch(Color::from_srgb(srgb)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Swatch, A::Error> {
        Recipe::deserialize(MapAccessDeserializer::new(map))?.color().map(Swatch)
    }
}

impl<'de> Deserialize<'de> for Swatch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SwatchVisitor)
    }
}

impl JsonSchema for Swatch {
    fn schema_name() -> Cow<'static, str> {
        "Swatch".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let hex = serde_json::json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" });
        json_schema!({
            "description": "A colour: as shown on a screen, and as printed in cyan, magenta, yellow and black, 0 to 100 %",
            "oneOf": [hex, {
                "type": "object",
                "required": ["srgb"],
                "additionalProperties": false,
                "properties": {
                    "srgb": hex,
                    "cmyk": {
                        "type": "array", "minItems": 4, "maxItems": 4,
                        "items": { "type": "number", "minimum": 0, "maximum": 100 },
                    },
                    "spot": { "type": "string", "description": "Name of the spot ink that it prints with, on a plate of its own" },
                    "tint": { "type": "number", "minimum": 0, "maximum": 100, "description": "How much of the spot ink, in percent" },
                },
            }],
        })
    }
}
