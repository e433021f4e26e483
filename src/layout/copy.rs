//! Copy budgets: how full the frames of a face are of the card's words.

use std::sync::Arc;

use super::frame::{insets, padded};
use super::instance::Instance;
use crate::element::{Bound, Fill, Tokens};
use crate::geom::{Length, Rect};
use crate::scene::Side;
use crate::template::Direction;

/// A frame of one card and how full it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The card.
    pub card: Arc<str>,
    /// Its face.
    pub side: Side,
    /// The frame by name, inside those that have a name of their own: `rubriques/quoi`.
    pub frame: String,
    /// The type style.
    pub style: String,
    /// How full it is.
    pub fill: Fill,
}

/// Adds the frames of a box and of those inside that hold words of the card.
pub(super) fn collect(instance: &Instance<'_>, side: Side, above: &str, tokens: &Tokens, into: &mut Vec<Copy>) {
    let own = instance.node.spec.id.as_deref();
    let path = match own {
        Some(name) if above.is_empty() => name.to_owned(),
        Some(name) => format!("{above}/{name}"),
        None => above.to_owned(),
    };
    if let (Some(Bound::Text(text)), Some(_), Some(card)) =
        (&instance.bound, &instance.origin.content, &instance.origin.card)
        && let Some(fill) = text.fill(padded(instance, tokens).size(), instance.spare)
    {
        let frame = if path.is_empty() { instance.node.name.to_string() } else { path.clone() };
        into.push(Copy { card: card.clone(), side, frame, style: text.style().to_owned(), fill });
    }
    instance.children.iter().for_each(|child| collect(child, side, &path, tokens, into));
}

/// Tells the boxes of a flow what height it has left over: of a column what all of them leave, of a row what each does.
/// A grid has none: its tracks are not for one box to take.
pub(super) fn spare(instance: &mut Instance<'_>, room: &Rect, tokens: &Tokens) {
    let spec = &instance.node.spec;
    let outer = instance.spare;
    let flowing = instance.children.iter().filter(|child| child.flowing);
    let high = |child: &Instance<'_>| {
        let margin = insets(&child.node.spec.margin, room, tokens);
        child.rect.height + margin.top + margin.bottom
    };
    let column = matches!(spec.direction, Some(Direction::Column | Direction::ColumnReverse));
    let gap = spec.gap.0.first().and_then(|gap| gap.resolve(tokens, room.height).ok()).unwrap_or_default();
    let all: Length = flowing.clone().map(high).sum();
    let gaps = gap * flowing.count().saturating_sub(1) as f64;
    for child in instance.children.iter_mut().filter(|child| child.flowing) {
        let left = match (column, spec.grid.is_some() || spec.wrap) {
            (_, true) => Length::ZERO,
            (true, false) => room.height - all - gaps,
            (false, false) => room.height - high(child),
        };
        child.spare = outer + left.max(Length::ZERO);
    }
}
