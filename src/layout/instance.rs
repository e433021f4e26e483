//! Boxes with the content of one card in them: conditions decided, repetitions written out, elements bound.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::Names;
use crate::diag::Diagnostics;
use crate::element::{Bound, BoundText, Context, Cursor, Expr, FitSpec, Scope};
use crate::geom::{Length, PathData, Rect, Size};
use crate::scene::{Origin, Role};
use crate::template::{Condition, Node};

/// A box of one card.
pub(super) struct Instance<'t> {
    /// The box of the template.
    pub node: &'t Node,
    /// What names mean inside it.
    pub names: Names<'t>,
    /// Where it comes from.
    pub origin: Arc<Origin>,
    /// Its element with the card's content.
    pub bound: Option<Bound>,
    /// Boxes inside.
    pub children: Vec<Instance<'t>>,
    /// How far a repetition moves it.
    pub shift: (Length, Length),
    /// Where it lies, once solved.
    pub rect: Rect,
    /// How far it would reach beyond the room of its parent.
    pub beyond: Length,
    /// A flow gives it its place.
    pub flowing: bool,
    /// What its flow has left over, for it or another box to take.
    pub spare: Size,
    /// Its outline where it is no rectangle.
    pub outline: Option<PathData>,
    /// What it is in a box that shows a list, unless its layout says otherwise.
    pub role: Option<Role>,
    /// Where the list that it shows goes on, on the next page.
    pub next: Option<Cursor>,
    /// What was found while its list was laid out.
    pub faults: Diagnostics,
}

impl<'t> Instance<'t> {
    /// The name by which a box whose content goes on is found again on the next page.
    pub const fn id(&self) -> &Arc<str> {
        &self.node.name
    }

    /// True for words that make their box as high as they need.
    pub fn grows(&self) -> bool {
        matches!(&self.bound, Some(Bound::Text(text)) if text.fit() == FitSpec::Grow)
    }

    /// The words of this box and of those inside, in the order of painting.
    pub fn each_text<'s>(&'s self, visit: &mut dyn FnMut(&'s Instance<'t>, &'s BoundText)) {
        if let Some(Bound::Text(text)) = &self.bound {
            visit(self, text);
        }
        self.children.iter().for_each(|child| child.each_text(visit));
    }

    /// Holds words whose size is that of their whole deck at the factor found for their type style.
    pub fn cap(&mut self, factors: &Factors) {
        if let Some(Bound::Text(text)) = &mut self.bound
            && let Some(factor) = text.shares_size().then(|| factors.get(text.style())).flatten()
        {
            text.cap(*factor);
        }
        self.children.iter_mut().for_each(|child| child.cap(factors));
    }
}

/// The factors at which type styles are set in a whole deck.
pub(super) type Factors = BTreeMap<String, f64>;

/// The boxes that this card shows, with its content in them.
pub(super) fn bind<'t>(
    nodes: &'t [Node],
    names: &Names<'t>,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Instance<'t>> {
    let mut instances = Vec::with_capacity(nodes.len());
    for node in nodes {
        match &node.spec.repeat {
            None => instances.extend(one(node, names.clone(), (Length::ZERO, Length::ZERO), context, diagnostics)),
            Some(repeat) => {
                for (index, entry) in names.entries(&repeat.over).into_iter().enumerate() {
                    let inside = names.with(&repeat.name, entry, index);
                    let step = repeat.step.as_ref().map_or((Length::ZERO, Length::ZERO), |(right, down)| {
                        (context.theme.length(right) * index as f64, context.theme.length(down) * index as f64)
                    });
                    instances.extend(one(node, inside, step, context, diagnostics));
                }
            }
        }
    }
    instances
}

fn one<'t>(
    node: &'t Node,
    names: Names<'t>,
    shift: (Length, Length),
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Instance<'t>> {
    if !node.when.as_ref().is_none_or(|condition| holds(condition, &names)) {
        return None;
    }
    let origin = Arc::new(names.origin(node));
    let bound = match &node.element {
        Some(element) => Some(element.bind(context, &names, &origin, diagnostics)?),
        None => None,
    };
    let mut children = bind(&node.children, &names, context, diagnostics);
    for child in &mut children {
        child.flowing = node.flows() && child.node.spec.at.is_none();
    }
    let (rect, beyond, spare) = (Rect::default(), Length::ZERO, Size::default());
    let (flowing, outline, role, next, faults) = (false, None, None, None, Diagnostics::new());
    Some(Instance {
        node,
        names,
        origin,
        bound,
        children,
        shift,
        rect,
        beyond,
        flowing,
        spare,
        outline,
        role,
        next,
        faults,
    })
}

/// Whether a card meets a condition. A comparison with a missing value is one with an empty text.
pub(super) fn holds(condition: &Condition, names: &Names<'_>) -> bool {
    let value = |expr: &Expr| expr.fill(names).unwrap_or_default();
    let text = |field: &str| names.text(field).unwrap_or_default().into_owned();
    let has = |field: &str, expr: &Expr| {
        let wanted = value(expr);
        names.list(field).is_some_and(|list| list.iter().any(|entry| **entry == *wanted))
    };
    match condition {
        Condition::Present(field) => names.text(field).is_some(),
        Condition::Absent(field) => names.text(field).is_none(),
        Condition::Is(field, expr) => text(field) == value(expr),
        Condition::Not(field, expr) => text(field) != value(expr),
        Condition::Has(field, expr) => has(field, expr),
        Condition::Lacks(field, expr) => !has(field, expr),
    }
}
