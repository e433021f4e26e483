//! Swatches: the named colours of a kit.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::color::{Cmyk, Color, Srgb};
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
            say!("« {text} » n'est pas une couleur", "“{text}” is not a colour"),
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

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    srgb: Hex,
    cmyk: Option<Inks>,
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
        let Recipe { srgb: Hex(srgb), cmyk } = Recipe::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Swatch(match cmyk {
            Some(Inks(cmyk)) => Color { srgb, cmyk },
            None => Color::from_srgb(srgb),
        }))
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
                },
            }],
        })
    }
}
