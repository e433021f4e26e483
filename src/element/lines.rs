//! Lines to write on by hand: as many rules as the box holds, in the stroke of the box.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Frame, Measure};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, PathData, Point};
use crate::say;
use crate::scene::{Item, Path};

/// Writing lines: `lines: { step: 9mm }`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinesSpec {
    /// From one line to the next; the first lies as far below the upper edge of the box.
    pub step: Measure,
}

/// What reaches beyond the box unseen: rounding.
const TOLERANCE: Length = Length::mm(0.01);

impl LinesSpec {
    pub(super) fn place(&self, context: &Context<'_>, frame: &Frame<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
        let rect = &frame.content;
        let step = self.step.resolve(context.theme.lengths(), rect.height).unwrap_or_default();
        if step <= Length::ZERO || rect.y + step > rect.bottom() + TOLERANCE {
            diagnostics.push(frame.origin.mark(no_line(frame, step)));
            return Vec::new();
        }
        let mut data = PathData::new();
        let mut y = rect.y + step;
        while y <= rect.bottom() + TOLERANCE {
            data.move_to(Point::new(rect.x, y));
            data.line_to(Point::new(rect.right(), y));
            y += step;
        }
        vec![Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke: frame.stroke.clone() }))]
    }
}

fn no_line(frame: &Frame<'_>, step: Length) -> Diagnostic {
    let (name, height) = (frame.name, frame.content.height);
    let message = say!(
        "le cadre « {name} », haut de {height}, ne tient aucune ligne au pas de {step}",
        "the box “{name}”, {height} high, holds no line at a step of {step}"
    );
    Diagnostic::error("no-line", message)
        .hint(say!("agrandissez le cadre, ou resserrez les lignes", "enlarge the box, or set the lines closer"))
}
