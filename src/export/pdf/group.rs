//! Groups that are painted apart and then mixed: opacity, blend mode, mask. Knows what a form is, not how it is stored.

use super::Space;
use super::bounds::items_bounds;
use super::content::Content;
use super::draw::{Frame, Painter};
use super::number::rounded;
use super::resource::{GroupForm, Part, PartId, PartKind, Resource};
use crate::geom::{Point, Rect};
use crate::scene::{Blend, Group, Item};

impl Painter<'_> {
    /// Paints a group as a whole. The caller has saved the graphics state and restores it.
    pub(super) fn isolated(&mut self, group: &Group, frame: &Frame) {
        let Some(form) = self.group_form(&group.items, frame, self.content.space()) else { return };
        if let Some(mask) = &group.mask {
            // What no mask covers is not seen: an empty mask hides everything.
            let Some(mask) = self.group_form(mask, frame, Space::Gray) else { return };
            let mask = self.content.part(Part::Mask { form: mask, luminosity: !group.mask_alpha });
            self.content.graphics_state(Resource::Part(PartKind::Mask, mask));
        }
        if group.blend != Blend::Normal {
            self.content.graphics_state(Resource::Blend(group.blend));
        }
        self.content.fill_alpha(group.opacity);
        self.content.overprint(false);
        self.content.paint_object(Resource::Part(PartKind::Group, form));
    }

    /// Items as a transparency group that is called without a matrix; none when they paint nothing.
    fn group_form(&mut self, items: &[Item], frame: &Frame, space: Space) -> Option<PartId> {
        let bounds = items_bounds(items, self.context)?;
        let mut painter = Painter::new(self.context, Content::form(space));
        painter.manner = self.manner;
        painter.items(items, &frame.form());
        let drawn = painter.content.finish();
        self.content.adopt(drawn.parts, drawn.faults);
        let form = GroupForm { bytes: drawn.bytes, used: drawn.used, bbox: frame.form_box(&bounds), space };
        Some(self.content.part(Part::Group(form)))
    }
}

impl Frame {
    /// `bounds` in numbers of this frame, a little wider: left, bottom, right, top.
    pub(super) fn form_box(&self, bounds: &Rect) -> [f32; 4] {
        let (x1, y1) = self.place(bounds.origin());
        let (x2, y2) = self.place(Point::new(bounds.right(), bounds.bottom()));
        let margin = 1.0 / self.scale();
        [x1.min(x2) - margin, y1.min(y2) - margin, x1.max(x2) + margin, y1.max(y2) + margin]
            .map(|value| rounded(value, self.decimals()))
    }
}

/// The one item of a group whose opacity it can carry itself: a group of its own would show the same.
pub(super) fn only_item(group: &Group) -> Option<Item> {
    let plain = group.mask.is_none() && group.blend == Blend::Normal;
    let [item] = group.items.as_slice() else { return None };
    match item {
        Item::Path(path) if plain && path.fill.is_some() != path.stroke.is_some() => {
            let mut path = path.clone();
            path.fill.iter_mut().for_each(|fill| fill.opacity *= group.opacity);
            path.stroke.iter_mut().for_each(|stroke| stroke.opacity *= group.opacity);
            Some(Item::Path(path))
        }
        Item::Glyphs(run) if plain => {
            let mut run = run.clone();
            run.fill.opacity *= group.opacity;
            Some(Item::Glyphs(run))
        }
        Item::Path(_) | Item::Glyphs(_) | Item::Group(_) | Item::Image(_) | Item::Use(_) | Item::Link(_) => None,
    }
}
