//! Clips and masks. A clip that is one outline, or several that do not meet, stays an outline; any other becomes a
//! mask of white shapes.

use std::sync::Arc;

use super::paint::{Ink, rule};
use super::plane;
use super::walk::Walk;
use crate::geom::{Length, PathData, Rect, Transform};
use crate::scene::{Blend, FillRule, Group, Item};

/// What cuts a group.
#[derive(Default)]
pub(super) struct Cuts {
    /// Outlines, and whether each follows the even-odd rule.
    paths: Vec<(PathData, bool)>,
    /// Masks, and whether each uses alpha instead of luminosity.
    pub(super) masks: Vec<(Vec<Item>, bool)>,
    /// Nothing is left.
    pub(super) hide_all: bool,
}

impl Cuts {
    /// The items in as many groups as they need, the outermost with opacity and blend mode.
    pub(super) fn wrap(self, items: Vec<Item>, opacity: f64, blend: Blend) -> Vec<Item> {
        let plain = opacity == 1.0 && blend == Blend::Normal;
        let depth = self.paths.len().max(self.masks.len()).max(usize::from(!plain));
        let mut paths = self.paths.into_iter();
        let mut masks = self.masks.into_iter();
        let mut items = items;
        for level in (0..depth).rev() {
            let (clip, clip_even_odd) = paths.next().map_or((None, false), |(path, odd)| (Some(Arc::new(path)), odd));
            let (mask, mask_alpha) = masks.next().map_or((None, false), |(mask, alpha)| (Some(Arc::new(mask)), alpha));
            let mut group = Group { clip, clip_even_odd, mask, mask_alpha, items, ..Group::default() };
            if level == 0 {
                (group.opacity, group.blend) = (opacity, blend);
            }
            items = vec![Item::Group(Box::new(group))];
        }
        items
    }
}

struct Shape {
    path: PathData,
    even_odd: bool,
    bounds: Rect,
}

impl Walk<'_> {
    /// Adds a clip path; `ts` leads from the clipped group's inside to the drawing.
    pub(super) fn clip(&mut self, clip: &usvg::ClipPath, ts: &Transform, cuts: &mut Cuts) {
        if let Some(further) = clip.clip_path() {
            self.clip(further, ts, cuts);
        }
        let inner = ts.then_inside(&plane::transform(clip.transform()));
        let mut shapes = Vec::new();
        match gather(clip.root(), &inner, &mut shapes) {
            Some(()) if shapes.is_empty() => cuts.hide_all = true,
            Some(()) if are_apart(&shapes) => cuts.paths.push(joined(shapes)),
            _ => {
                let ink = std::mem::replace(&mut self.ink, Ink::White);
                let items = self.children(clip.root(), &inner);
                self.ink = ink;
                cuts.hide_all |= items.is_empty();
                cuts.masks.push((items, true));
            }
        }
    }

    /// Adds a mask; `ts` leads from the masked group's inside to the drawing.
    pub(super) fn mask(&mut self, mask: &usvg::Mask, ts: &Transform, cuts: &mut Cuts) {
        if let Some(further) = mask.mask() {
            self.mask(further, ts, cuts);
        }
        let ink = std::mem::replace(&mut self.ink, Ink::Luminance);
        let items = self.children(mask.root(), ts);
        self.ink = ink;
        cuts.hide_all |= items.is_empty();
        let region = plane::corners(&plane::rect(mask.rect().to_rect()), ts);
        let clipped = Group { clip: Some(Arc::new(region)), items, ..Group::default() };
        cuts.masks.push((vec![Item::Group(Box::new(clipped))], mask.kind() == usvg::MaskType::Alpha));
    }
}

/// The outlines in a clip path; none when some part of it is cut in turn.
fn gather(group: &usvg::Group, ts: &Transform, shapes: &mut Vec<Shape>) -> Option<()> {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) if group.clip_path().is_some() => return None,
            usvg::Node::Group(group) => {
                gather(group, &ts.then_inside(&plane::transform(group.transform())), shapes)?;
            }
            usvg::Node::Text(text) => {
                let text = text.flattened();
                gather(text, &ts.then_inside(&plane::transform(text.transform())), shapes)?;
            }
            usvg::Node::Path(path) if path.is_visible() => {
                let outline = plane::outline(path.data(), ts);
                let even_odd = path.fill().is_some_and(|fill| rule(fill.rule()) == FillRule::EvenOdd);
                if let Some(bounds) = outline.bounds() {
                    shapes.push(Shape { path: outline, even_odd, bounds });
                }
            }
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
    Some(())
}

/// True when the shapes make one outline: a single one, or several of one rule that do not meet.
fn are_apart(shapes: &[Shape]) -> bool {
    let meet = |a: &Rect, b: &Rect| {
        a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom() && a.width > Length::ZERO
    };
    let same_rule = shapes.windows(2).all(|pair| pair[0].even_odd == pair[1].even_odd);
    // Comparing all pairs of a large clip costs more than a mask does.
    let few = shapes.len() <= 100;
    let apart = |(index, shape): (usize, &Shape)| !shapes[index + 1..].iter().any(|o| meet(&shape.bounds, &o.bounds));
    shapes.len() == 1 || (few && same_rule && shapes.iter().enumerate().all(apart))
}

fn joined(shapes: Vec<Shape>) -> (PathData, bool) {
    let even_odd = shapes.first().is_some_and(|shape| shape.even_odd);
    let mut whole = PathData::new();
    for shape in &shapes {
        whole.append(&shape.path, &Transform::IDENTITY);
    }
    (whole, even_odd)
}
