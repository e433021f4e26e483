//! From solved boxes to items of the scene: fill and line, then the element, then the boxes inside.

use std::sync::Arc;

use super::frame::padded;
use super::instance::Instance;
use super::pages::{Stand, Stands, Told};
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::{Bound, Context, Cursor, Frame};
use crate::geom::{Length, PathData, Transform};
use crate::say;
use crate::scene::{Fill, Group, Item, Path, Plate, Role, Stroke};
use crate::template::{Form, RoleSpec};

/// What the placing of boxes needs, and what it tells.
pub(super) struct Placing<'p> {
    pub context: &'p Context<'p>,
    /// Where boxes stand whose content goes on over pages.
    pub stands: &'p Stands,
    /// Where they have come to.
    pub told: &'p mut Told,
    pub diagnostics: &'p mut Diagnostics,
}

/// The items of a box and of all in it, in one group.
pub(super) fn place(instance: &Instance<'_>, placing: &mut Placing<'_>) -> Option<Item> {
    let spec = &instance.node.spec;
    let from = match stand(instance, placing.stands) {
        Some(Stand::Done) => return None,
        Some(Stand::At(cursor)) => cursor.clone(),
        None => Cursor::default(),
    };
    let (context, diagnostics) = (placing.context, &mut *placing.diagnostics);
    diagnostics.append(instance.faults.clone());
    let outline = outline(instance, context);
    let fill = fill(instance, context, diagnostics);
    let stroke = stroke(instance, context, diagnostics);
    let own = matches!(instance.bound, Some(Bound::Text(_) | Bound::Flow(_)));
    let tells = spec.takes.is_some() || !(instance.node.flows() || own);
    if instance.beyond > Length::ZERO && tells {
        diagnostics.push(overflow(instance));
    }
    let mut items = Vec::new();
    let is_shape = matches!(instance.bound, Some(Bound::Shape(_)));
    let ruled = matches!(instance.bound, Some(Bound::Lines(_)));
    if !is_shape && (fill.is_some() || (stroke.is_some() && !ruled)) {
        let stroke = stroke.clone().filter(|_| !ruled);
        let path = Path { data: Arc::new(outline.clone()), fill: fill.clone(), stroke };
        items.push(Item::Path(Box::new(path)));
    }
    if let Some(bound) = &instance.bound {
        let content = padded(instance, context.theme.lengths());
        let name = &instance.node.name;
        let frame = Frame { content, outline: &outline, fill, stroke, origin: &instance.origin, name };
        let placed = bound.place_from(context, &frame, &from, diagnostics);
        items.extend(placed.items);
        if bound.continues() {
            placing.told.tell(instance.id(), placed.next, &instance.origin);
        }
    }
    if instance.node.continues() {
        placing.told.tell(instance.id(), instance.next.clone(), &instance.origin);
    }
    items.extend(instance.children.iter().filter_map(|child| place(child, placing)));
    if items.is_empty() {
        return None;
    }
    let transform =
        spec.rotate.map_or(Transform::IDENTITY, |degrees| Transform::rotate_about(degrees, instance.rect.center()));
    Some(Item::Group(Box::new(Group {
        transform,
        clip: spec.clip.then(|| Arc::new(outline)),
        opacity: spec.opacity.unwrap_or(1.0).clamp(0.0, 1.0),
        overprint: spec.overprint,
        role: role(instance),
        origin: Some(instance.origin.clone()),
        whole: spec.whole.unwrap_or(false).then(|| instance.node.name.clone()),
        items,
        ..Group::default()
    })))
}

/// Where a box stands whose content goes on over pages; none on its first page, and for all others.
fn stand<'s>(instance: &Instance<'_>, stands: &'s Stands) -> Option<&'s Stand> {
    let continues = instance.node.continues() || instance.bound.as_ref().is_some_and(Bound::continues);
    if continues { stands.get(instance.id()) } else { None }
}

/// The fault of a box that a flow has no room for. Words tell theirs in lines and words when they are fitted.
fn overflow(instance: &Instance<'_>) -> Diagnostic {
    let (name, beyond) = (&instance.node.name, instance.beyond);
    if let Some(size) = instance.node.spec.takes {
        let (width, height) = (size.width, size.height);
        let message = say!(
            "l’emplacement « {name} » ({width} × {height}) dépasse de {beyond} la place qu’il a",
            "the slot “{name}” ({width} × {height}) reaches {beyond} beyond its room"
        );
        return instance.origin.mark(Diagnostic::error("slot-overflow", message).hint(say!(
            "déplacez l’emplacement, ou agrandissez le cadre qui le contient : une carte ne rétrécit pas",
            "move the slot, or enlarge the box around it: a card does not shrink"
        )));
    }
    instance.origin.mark(
        Diagnostic::error(
            "box-overflow",
            say!(
                "le cadre « {name} » dépasse de {beyond} la place qu’il a",
                "the box “{name}” reaches {beyond} beyond its room"
            ),
        )
        .hint(say!(
            "agrandissez le cadre qui le contient, ou réduisez ceux qui le précèdent",
            "enlarge the box around it, or make those before it smaller"
        )),
    )
}

fn role(instance: &Instance<'_>) -> Option<Role> {
    let own = instance.node.spec.role;
    if own.is_none() && instance.role.is_some() {
        return instance.role.clone();
    }
    match (own, &instance.bound) {
        (Some(RoleSpec::H1), _) => Some(Role::Heading(1)),
        (Some(RoleSpec::H2), _) => Some(Role::Heading(2)),
        (Some(RoleSpec::H3), _) => Some(Role::Heading(3)),
        (Some(RoleSpec::P), _) | (None, Some(Bound::Text(_))) => Some(Role::Paragraph),
        (Some(RoleSpec::Artifact), _) | (None, Some(Bound::Shape(_) | Bound::Lines(_))) => Some(Role::Artifact),
        (Some(RoleSpec::CutLine), _) => Some(Role::Plate(Plate::CutLine)),
        (Some(RoleSpec::Crease), _) => Some(Role::Plate(Plate::Crease)),
        (Some(RoleSpec::Perforation), _) => Some(Role::Plate(Plate::Perforation)),
        (Some(RoleSpec::KissCut), _) => Some(Role::Plate(Plate::KissCut)),
        (Some(RoleSpec::Glue), _) => Some(Role::Plate(Plate::Glue)),
        (Some(RoleSpec::Varnish), _) => Some(Role::Plate(Plate::Varnish)),
        (Some(RoleSpec::White), _) => Some(Role::Plate(Plate::White)),
        (Some(RoleSpec::Foil), _) => Some(Role::Plate(Plate::Foil)),
        (None, _) => instance.node.data.as_ref().map(|data| match data.form {
            Form::Table(_) | Form::Matrix(_) => Role::Table,
            Form::Timeline(_) | Form::Ring(_) => Role::List,
        }),
    }
}

/// The outline of a box with its corners.
fn outline(instance: &Instance<'_>, context: &Context<'_>) -> PathData {
    let rect = instance.rect;
    if let Some(outline) = &instance.outline {
        return outline.clone();
    }
    if instance.node.spec.radius.0.is_empty() {
        return PathData::rect(&rect);
    }
    let side = rect.width.min(rect.height);
    let radii = instance
        .node
        .spec
        .radius
        .four()
        .map(|radius| radius.resolve(context.theme.lengths(), side).unwrap_or_default());
    PathData::rounded_rect(&rect, radii)
}

fn fill(instance: &Instance<'_>, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<Fill> {
    let spec = instance.node.spec.fill.as_ref()?;
    spec.resolve(context.theme, &instance.names, &instance.rect).unwrap_or_else(|fault| {
        diagnostics.push(context.theme.color_diagnostic(&fault, &instance.origin));
        None
    })
}

fn stroke(instance: &Instance<'_>, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<Stroke> {
    let spec = instance.node.spec.stroke.as_ref()?;
    let stroke = spec.resolve(context.theme, &instance.names).unwrap_or_else(|fault| {
        diagnostics.push(context.theme.color_diagnostic(&fault, &instance.origin));
        None
    });
    stroke.filter(|stroke| stroke.width > Length::ZERO)
}
