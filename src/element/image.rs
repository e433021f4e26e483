//! A picture or drawing in a box: covered, contained or stretched, cut by the box's outline.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{Context, Expr, Frame, OneOr, Scope, Short, Stocked, figure, fill, fill_alt};
use crate::diag::Diagnostics;
use crate::geom::{Length, Point, Rect, Size, Transform};
use crate::scene::{Image, Item, Origin, Use};
use crate::{say, yaml};

/// A picture: `image: "{picture}"`, or with its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageSpec {
    /// The file, from the kit's folder or the project's `layouts/`.
    pub value: Expr,
    /// How it fills its box.
    pub fit: FitMode,
    /// Where it sits when box and picture differ in shape: 0 left or top, 1 right or bottom.
    pub position: (f64, f64),
    /// The place across counts from where reading starts.
    pub along: bool,
    /// Text alternative; a picture without one is decoration.
    pub alt: Option<Expr>,
}

/// How a picture fills its box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FitMode {
    /// As large as fits, nothing cut.
    #[default]
    Contain,
    /// As small as leaves no gap, the rest cut.
    Cover,
    /// Stretched to the box.
    Fill,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// The file, from the kit's folder or the project's `layouts/`: `images/a.svg`, `"{picture}"`.
    value: Expr,
    /// How it fills its box: contain, cover or fill.
    #[serde(default)]
    fit: FitMode,
    /// Where it sits: `center`, `top start`, `bottom`…
    #[serde(default)]
    position: Position,
    /// Text alternative; a picture without one is decoration.
    alt: Option<Expr>,
}

/// A place in a box by words.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Position(f64, f64, bool);

impl Default for Position {
    fn default() -> Self {
        Self(0.5, 0.5, false)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut position = Self::default();
        for word in text.split_whitespace() {
            match word {
                "left" => (position.0, position.2) = (0.0, false),
                "right" => (position.0, position.2) = (1.0, false),
                "start" => (position.0, position.2) = (0.0, true),
                "end" => (position.0, position.2) = (1.0, true),
                "top" => position.1 = 0.0,
                "bottom" => position.1 = 1.0,
                "center" => {}
                other => {
                    return Err(yaml::reject(
                        say!("« {other} » n’est pas une position", "“{other}” is not a position"),
                        Some(say!(
                            "les mots sont start, end, left, right, top, bottom et center",
                            "words are start, end, left, right, top, bottom and center"
                        )),
                    ));
                }
            }
        }
        Ok(position)
    }
}

impl JsonSchema for Position {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Position".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "start, end, left, right, top, bottom, center, in any pair" })
    }
}

impl Short for Written {
    fn short(value: Expr) -> Self {
        Self { value, fit: FitMode::default(), position: Position::default(), alt: None }
    }
}

impl<'de> Deserialize<'de> for ImageSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { value, fit, position: Position(x, y, along), alt } = OneOr::settings(deserializer)?;
        Ok(Self { value, fit, position: (x, y), along, alt })
    }
}

impl JsonSchema for ImageSpec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Image".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OneOr::<Written>::json_schema(generator)
    }
}

/// A picture of the stock, with its words.
#[derive(Clone, Debug)]
pub struct BoundImage {
    pub(super) stocked: Stocked,
    pub(super) alt: Option<Arc<str>>,
    pub(super) spec: ImageSpec,
    pub(super) size: Size,
}

impl ImageSpec {
    pub(super) fn bind(
        &self,
        context: &Context<'_>,
        scope: &dyn Scope,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<BoundImage> {
        let name = fill(&self.value, scope, origin, diagnostics)?;
        let alt = fill_alt(self.alt.as_ref(), scope, origin, diagnostics)?;
        let stocked = context.stock.get(&(name, None))?.clone();
        let size = stocked.natural_size();
        Some(BoundImage { stocked, alt, spec: self.clone(), size })
    }
}

impl BoundImage {
    pub(super) fn place(&self, frame: &Frame<'_>) -> Vec<Item> {
        let rect = fitted(self.size, &frame.content, self.spec.fit, self.spec.position);
        let map = onto(self.size, &rect);
        let item = match self.stocked {
            Stocked::Drawing { artwork, .. } => Item::Use(Use { artwork, transform: map }),
            Stocked::Picture { image, .. } => Item::Image(Image { image, rect }),
        };
        let clip = (!frame.content.contains(&rect, Length::mm(0.001))).then(|| Arc::new(frame.outline.clone()));
        let mut items = figure(item, self.alt.clone(), clip);
        items.extend(self.stocked.plates(&map));
        items
    }
}

/// Where a thing of size `own` lies in `frame`.
pub(super) fn fitted(own: Size, frame: &Rect, fit: FitMode, position: (f64, f64)) -> Rect {
    if own.width <= Length::ZERO || own.height <= Length::ZERO {
        return *frame;
    }
    let (sx, sy) = (frame.width / own.width, frame.height / own.height);
    let (sx, sy) = match fit {
        FitMode::Contain => (sx.min(sy), sx.min(sy)),
        FitMode::Cover => (sx.max(sy), sx.max(sy)),
        FitMode::Fill => (sx, sy),
    };
    let (width, height) = (own.width * sx, own.height * sy);
    Rect::new(
        frame.x + (frame.width - width) * position.0,
        frame.y + (frame.height - height) * position.1,
        width,
        height,
    )
}

/// The map that lays a drawing of size `own` onto `rect`.
pub(super) fn onto(own: Size, rect: &Rect) -> Transform {
    let corner: Point = rect.origin();
    let part = |whole: Length, own: Length| if own > Length::ZERO { whole / own } else { 1.0 };
    Transform::translate(corner.x, corner.y)
        .then_inside(&Transform::scale(part(rect.width, own.width), part(rect.height, own.height)))
}
