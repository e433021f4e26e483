//! Copy budgets: how full the frames of a face are of the card's words.

use std::sync::Arc;

use super::frame::{insets, padded};
use super::instance::Instance;
use crate::element::{Bound, Fill, Tokens};
use crate::geom::{Length, Rect, Size};
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

/// Tells the boxes of a flow what it has left over: along its direction what all of them leave, across it what each
/// does. A grid has nothing: its tracks are not for one box to take.
pub(super) fn spare(instance: &mut Instance<'_>, room: &Rect, tokens: &Tokens) {
    let spec = &instance.node.spec;
    if spec.grid.is_some() || spec.wrap {
        return;
    }
    let (outer, column) =
        (instance.spare, matches!(spec.direction, Some(Direction::Column | Direction::ColumnReverse)));
    let whole = |child: &Instance<'_>| {
        let margin = insets(&child.node.spec.margin.all, room, tokens);
        let Size { width, height } = child.rect.size();
        Size::new(width + margin.left + margin.right, height + margin.top + margin.bottom)
    };
    let gap = spec.gap.0.get(usize::from(!column)).or(spec.gap.0.first());
    let gap = gap.and_then(|gap| gap.resolve(tokens, room.height).ok()).unwrap_or_default();
    let flowing: Vec<Size> = instance.children.iter().filter(|child| child.flowing).map(whole).collect();
    let gaps = gap * flowing.len().saturating_sub(1) as f64;
    let all = Size::new(flowing.iter().map(|size| size.width).sum(), flowing.iter().map(|size| size.height).sum());
    for (child, own) in instance.children.iter_mut().filter(|child| child.flowing).zip(flowing) {
        let left = if column {
            Size::new(room.width - own.width, room.height - all.height - gaps)
        } else {
            Size::new(room.width - all.width - gaps, room.height - own.height)
        };
        let more = |outer: Length, left: Length| outer + left.max(Length::ZERO);
        child.spare = Size::new(more(outer.width, left.width), more(outer.height, left.height));
    }
}
