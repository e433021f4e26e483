//! Words that shrink inside a flow: all of them together, by the same factor, until the flow has room for everything.

use super::flow;
use super::frame::{Ground, settle};
use super::instance::Instance;
use crate::element::Bound;

/// Factors are tried in thousandths.
const STEPS: i32 = 1000;

/// Solves a flow and all in it at the largest factor at which all has room; at the smallest where none is enough, so
/// that faults count what is too much at the smallest size allowed.
pub(super) fn solve(instance: &mut Instance<'_>, ground: &Ground<'_>) {
    if at(instance, STEPS, ground) {
        return;
    }
    let mut low = (least_factor(instance) * f64::from(STEPS)).floor() as i32;
    if low >= STEPS || !at(instance, low, ground) {
        return;
    }
    let mut high = STEPS;
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if at(instance, middle, ground) {
            low = middle;
        } else {
            high = middle;
        }
    }
    at(instance, low, ground);
}

/// Solves the flow with its words at a factor; true when all has room.
fn at(instance: &mut Instance<'_>, step: i32, ground: &Ground<'_>) -> bool {
    hold(instance, f64::from(step) / f64::from(STEPS));
    flow::solve(instance, ground.tokens);
    settle(instance, ground)
}

fn hold(instance: &mut Instance<'_>, factor: f64) {
    for child in instance.children.iter_mut().filter(|child| child.flowing) {
        if let Some(Bound::Text(text)) = &mut child.bound {
            text.hold(factor);
        }
        if child.node.flows() {
            hold(child, factor);
        }
    }
}

fn least_factor(instance: &Instance<'_>) -> f64 {
    let flowing = instance.children.iter().filter(|child| child.flowing);
    let least = flowing.map(|child| match &child.bound {
        Some(Bound::Text(text)) => text.least_factor(),
        _ if child.node.flows() => least_factor(child),
        _ => 1.0,
    });
    least.fold(1.0, f64::min)
}
