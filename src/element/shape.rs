//! A drawn outline in a box: ellipse, line, polygon or path. A rectangle is the box itself, with its fill and corners.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use svgtypes::{SimplePathSegment, SimplifyingPathParser};

use super::{Context, Frame, Measure};
use crate::geom::{PathData, Point, Rect};
use crate::scene::{Item, Path};
use crate::{say, yaml};

/// An outline painted with the fill and stroke of its box.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapeSpec {
    /// Which outline.
    pub kind: ShapeKind,
}

/// The outlines there are.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShapeKind {
    /// The ellipse that touches the four sides of the box.
    Ellipse,
    /// A straight line between two points of the box.
    Line([PointSpec; 2]),
    /// Straight lines through points of the box, closed.
    Polygon(Vec<PointSpec>),
    /// Straight lines through points of the box, open.
    Polyline(Vec<PointSpec>),
    /// SVG path data, in millimetres from the corner of the box.
    Path(SvgPath),
}

/// A point of a box: from its left and top edges, in lengths or percent.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct PointSpec(pub Measure, pub Measure);

/// SVG path data, checked when it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct SvgPath(pub Arc<PathData>);

impl<'de> Deserialize<'de> for SvgPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        path_data(&text).map(|path| Self(Arc::new(path))).ok_or_else(|| {
            yaml::reject(
                say!("« {text} » n’est pas un tracé SVG", "“{text}” is not SVG path data"),
                Some(say!("écrivez par exemple M0 0 L10 5 Z", "write for example M0 0 L10 5 Z")),
            )
        })
    }
}

impl JsonSchema for SvgPath {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SvgPath".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "SVG path data in millimetres from the box's corner" })
    }
}

impl<'de> Deserialize<'de> for ShapeSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ShapeKind::deserialize(deserializer).map(|kind| Self { kind })
    }
}

impl JsonSchema for ShapeSpec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Shape".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        ShapeKind::json_schema(generator)
    }
}

/// An outline from SVG path data, user units taken as millimetres; none when it does not start as path data does.
fn path_data(text: &str) -> Option<PathData> {
    let mut path = PathData::new();
    let mut current = Point::ORIGIN;
    for segment in SimplifyingPathParser::from(text) {
        match segment.ok()? {
            SimplePathSegment::MoveTo { x, y } => {
                current = Point::mm(x, y);
                path.move_to(current);
            }
            SimplePathSegment::LineTo { x, y } => {
                current = Point::mm(x, y);
                path.line_to(current);
            }
            SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => {
                current = Point::mm(x, y);
                path.cubic_to(Point::mm(x1, y1), Point::mm(x2, y2), current);
            }
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                path.quad_to(current, Point::mm(x1, y1), Point::mm(x, y));
                current = Point::mm(x, y);
            }
            SimplePathSegment::ClosePath => path.close(),
        }
    }
    (!path.is_empty()).then_some(path)
}

impl ShapeSpec {
    /// The outline in its box.
    pub fn outline(&self, context: &Context<'_>, rect: &Rect) -> PathData {
        let point = |spec: &PointSpec| {
            let along = |measure: &Measure, whole| measure.resolve(context.theme.lengths(), whole).unwrap_or_default();
            Point::new(rect.x + along(&spec.0, rect.width), rect.y + along(&spec.1, rect.height))
        };
        match &self.kind {
            ShapeKind::Ellipse => PathData::ellipse(rect),
            ShapeKind::Line(points) => PathData::polyline(&points.iter().map(point).collect::<Vec<_>>(), false),
            ShapeKind::Polygon(points) => PathData::polyline(&points.iter().map(point).collect::<Vec<_>>(), true),
            ShapeKind::Polyline(points) => PathData::polyline(&points.iter().map(point).collect::<Vec<_>>(), false),
            ShapeKind::Path(SvgPath(path)) => path.transformed(&crate::geom::Transform::translate(rect.x, rect.y)),
        }
    }

    pub(super) fn place(&self, context: &Context<'_>, frame: &Frame<'_>) -> Vec<Item> {
        let data = Arc::new(self.outline(context, &frame.content));
        vec![Item::Path(Box::new(Path { data, fill: frame.fill.clone(), stroke: frame.stroke.clone() }))]
    }
}
