//! Flexbox and grid, solved by taffy. The only place where lengths become single-precision millimetres and back.

use taffy::prelude::{
    AvailableSpace, Dimension, Display, FlexDirection, FlexWrap, GridPlacement, LengthPercentage, LengthPercentageAuto,
    Line, Rect as TaffyRect, Size as TaffySize, Style, TaffyAuto, TaffyTree, TaffyZero, auto, fr, length, line,
    percent, span,
};
use taffy::style::Direction as TaffyDirection;
use taffy::{AlignContent, AlignItems, NodeId};

use super::instance::Instance;
use crate::element::{Measure, Room, Tokens};
use crate::geom::{Length, Rect, Size};
use crate::template::{Alignment, BoxSpec, Direction, Measures, TrackSpec};

/// Gives every flowing child of `parent`, and theirs, its rectangle; `parent.rect` is known.
pub(super) fn solve(parent: &mut Instance<'_>, tokens: &Tokens) {
    let mut tree: TaffyTree<usize> = TaffyTree::new();
    tree.disable_rounding();
    let mut leaves: Vec<&Instance<'_>> = Vec::new();
    let Some(root) = build(&mut tree, parent, tokens, &mut leaves, true) else { return };
    let space = TaffySize {
        width: AvailableSpace::Definite(px(parent.rect.width)),
        height: AvailableSpace::Definite(px(parent.rect.height)),
    };
    let solved = tree.compute_layout_with_measure(root, space, |inputs, _, leaf, style| {
        let leaf = leaf.and_then(|index| leaves.get(*index)).copied();
        taffy::compute_leaf_layout(inputs, style, |_, _| 0.0, |known, space| measure(leaf, known, space))
    });
    if solved.is_ok() {
        assign(&tree, root, parent);
    }
}

/// The size that a box wants by itself, of a width that is given or its own.
pub(super) fn natural(instance: &Instance<'_>, width: Option<Length>, tokens: &Tokens) -> Size {
    let mut tree: TaffyTree<usize> = TaffyTree::new();
    tree.disable_rounding();
    let mut leaves: Vec<&Instance<'_>> = Vec::new();
    let Some(root) = build(&mut tree, instance, tokens, &mut leaves, false) else { return Size::default() };
    if let Ok(mut style) = tree.style(root).cloned() {
        style.margin = TaffyRect::zero();
        if let Some(width) = width {
            style.size.width = length(px(width));
        }
        // A style that could not be set leaves the box as it was.
        let _ = tree.set_style(root, style);
    }
    let space = TaffySize {
        width: width.map_or(AvailableSpace::MaxContent, |width| AvailableSpace::Definite(px(width))),
        height: AvailableSpace::MaxContent,
    };
    let solved = tree.compute_layout_with_measure(root, space, |inputs, _, leaf, style| {
        let leaf = leaf.and_then(|index| leaves.get(*index)).copied();
        taffy::compute_leaf_layout(inputs, style, |_, _| 0.0, |known, space| measure(leaf, known, space))
    });
    let size = solved.and_then(|()| tree.layout(root).map(|layout| layout.size));
    size.map_or_else(|_| Size::default(), |size| Size::new(mm(size.width), mm(size.height)))
}

/// The size of what cannot be a flow of its own: as [`solve`], but the parent's rectangle is not known either.
fn measure(
    leaf: Option<&Instance<'_>>,
    known: TaffySize<Option<f32>>,
    space: TaffySize<AvailableSpace>,
) -> TaffySize<f32> {
    let Some(bound) = leaf.and_then(|leaf| leaf.bound.as_ref()) else {
        return TaffySize { width: known.width.unwrap_or(0.0), height: known.height.unwrap_or(0.0) };
    };
    let room = match space.width {
        AvailableSpace::Definite(width) => Room::Definite(mm(width)),
        AvailableSpace::MinContent => Room::Min,
        AvailableSpace::MaxContent => Room::Max,
    };
    let size = bound.measure(known.width.map(mm), known.height.map(mm), room);
    TaffySize { width: px(size.width), height: px(size.height) }
}

fn build<'i, 't>(
    tree: &mut TaffyTree<usize>,
    instance: &'i Instance<'t>,
    tokens: &Tokens,
    leaves: &mut Vec<&'i Instance<'t>>,
    is_root: bool,
) -> Option<NodeId> {
    let mut style = style(&instance.node.spec, tokens, instance.node.flows());
    if instance.grows() {
        style.min_size.height = limit(instance.node.spec.height.as_ref(), tokens);
        style.size.height = Dimension::AUTO;
    }
    if is_root {
        style.size = TaffySize { width: length(px(instance.rect.width)), height: length(px(instance.rect.height)) };
        style.margin = TaffyRect::zero();
    }
    if !instance.node.flows() {
        leaves.push(instance);
        return tree.new_leaf_with_context(style, leaves.len() - 1).ok();
    }
    let mut children = Vec::new();
    for child in instance.children.iter().filter(|child| child.flowing) {
        children.push(build(tree, child, tokens, leaves, false)?);
    }
    tree.new_with_children(style, &children).ok()
}

fn assign(tree: &TaffyTree<usize>, node: NodeId, instance: &mut Instance<'_>) {
    let corner = instance.rect;
    let nodes = tree.children(node).unwrap_or_default();
    let flowing = instance.children.iter_mut().filter(|child| child.flowing);
    for (child, node) in flowing.zip(nodes) {
        let Ok(solved) = tree.layout(node) else { continue };
        let size = Size::new(mm(solved.size.width), mm(solved.size.height));
        child.rect =
            Rect::new(corner.x + mm(solved.location.x), corner.y + mm(solved.location.y), size.width, size.height);
        if child.node.flows() {
            assign(tree, node, child);
        }
    }
}

fn style(spec: &BoxSpec, tokens: &Tokens, flows: bool) -> Style {
    let mut style = Style {
        display: if spec.grid.is_some() { Display::Grid } else { Display::Flex },
        size: TaffySize {
            width: dimension(spec.width.as_ref(), tokens),
            height: dimension(spec.height.as_ref(), tokens),
        },
        min_size: TaffySize {
            width: limit(spec.min_width.as_ref(), tokens),
            height: limit(spec.min_height.as_ref(), tokens),
        },
        max_size: TaffySize {
            width: limit(spec.max_width.as_ref(), tokens),
            height: limit(spec.max_height.as_ref(), tokens),
        },
        margin: edges(&spec.margin.all, |measure| part(measure, tokens)),
        padding: edges(&spec.padding.all, |measure| plain(measure, tokens)),
        flex_basis: dimension(spec.basis.as_ref(), tokens),
        flex_grow: spec.grow.unwrap_or(0.0) as f32,
        flex_shrink: spec.shrink.unwrap_or(1.0) as f32,
        align_self: spec.align_self.map(items),
        justify_self: spec.justify_self.map(items),
        grid_column: placement(spec.column, spec.column_span),
        grid_row: placement(spec.row, spec.row_span),
        direction: if spec.rtl { TaffyDirection::Rtl } else { TaffyDirection::Ltr },
        ..Style::default()
    };
    if flows {
        container(&mut style, spec, tokens);
    }
    style
}

fn container(style: &mut Style, spec: &BoxSpec, tokens: &Tokens) {
    style.flex_direction = match spec.direction {
        Some(Direction::Row) | None => FlexDirection::Row,
        Some(Direction::Column) => FlexDirection::Column,
        Some(Direction::RowReverse) => FlexDirection::RowReverse,
        Some(Direction::ColumnReverse) => FlexDirection::ColumnReverse,
    };
    style.flex_wrap = if spec.wrap { FlexWrap::Wrap } else { FlexWrap::NoWrap };
    if let Some(align) = spec.align {
        style.align_items = items(align);
    }
    if let Some(justify) = spec.justify {
        style.justify_content = content(justify);
    }
    let [row, column] = match spec.gap.0.as_slice() {
        [] => [LengthPercentage::ZERO; 2],
        [both] => [plain(both, tokens); 2],
        [row, column, ..] => [plain(row, tokens), plain(column, tokens)],
    };
    style.gap = TaffySize { width: column, height: row };
    if let Some(grid) = &spec.grid {
        style.grid_template_columns = grid.columns.iter().map(|column| track(column, tokens)).collect();
        style.grid_template_rows = grid.rows.iter().map(|row| track(row, tokens)).collect();
    }
}

fn track<
    T: taffy::style_helpers::FromLength + taffy::style_helpers::FromPercent + taffy::style_helpers::FromFr + TaffyAuto,
>(
    spec: &TrackSpec,
    tokens: &Tokens,
) -> T {
    match spec {
        TrackSpec::Auto => auto(),
        TrackSpec::Share(share) => fr(*share as f32),
        TrackSpec::Fixed(Measure::Part(part)) => percent(*part as f32),
        TrackSpec::Fixed(measure) => length(px(measure.resolve(tokens, Length::ZERO).unwrap_or_default())),
    }
}

fn dimension(measure: Option<&Measure>, tokens: &Tokens) -> Dimension {
    match measure {
        None => Dimension::AUTO,
        Some(Measure::Part(part)) => percent(*part as f32),
        Some(measure) => length(px(measure.resolve(tokens, Length::ZERO).unwrap_or_default())),
    }
}

fn limit(measure: Option<&Measure>, tokens: &Tokens) -> LengthPercentageAuto {
    measure.map_or(LengthPercentageAuto::AUTO, |measure| part(measure, tokens))
}

fn part(measure: &Measure, tokens: &Tokens) -> LengthPercentageAuto {
    match measure {
        Measure::Part(part) => percent(*part as f32),
        measure => length(px(measure.resolve(tokens, Length::ZERO).unwrap_or_default())),
    }
}

fn plain(measure: &Measure, tokens: &Tokens) -> LengthPercentage {
    match measure {
        Measure::Part(part) => percent(*part as f32),
        measure => length(px(measure.resolve(tokens, Length::ZERO).unwrap_or_default())),
    }
}

fn edges<T>(measures: &Measures, convert: impl Fn(&Measure) -> T) -> TaffyRect<T> {
    let [top, right, bottom, left] = measures.four();
    TaffyRect { left: convert(&left), right: convert(&right), top: convert(&top), bottom: convert(&bottom) }
}

fn placement(start: Option<i16>, tracks: Option<u16>) -> Line<GridPlacement> {
    Line { start: start.map_or(GridPlacement::Auto, line), end: tracks.map_or(GridPlacement::Auto, span) }
}

const fn items(alignment: Alignment) -> AlignItems {
    match alignment {
        Alignment::Start => AlignItems::START,
        Alignment::End => AlignItems::END,
        Alignment::Center => AlignItems::CENTER,
        Alignment::Baseline => AlignItems::BASELINE,
        Alignment::Stretch | Alignment::SpaceBetween | Alignment::SpaceAround | Alignment::SpaceEvenly => {
            AlignItems::STRETCH
        }
    }
}

const fn content(alignment: Alignment) -> AlignContent {
    match alignment {
        Alignment::Start | Alignment::Baseline => AlignContent::START,
        Alignment::End => AlignContent::END,
        Alignment::Center => AlignContent::CENTER,
        Alignment::Stretch => AlignContent::STRETCH,
        Alignment::SpaceBetween => AlignContent::SPACE_BETWEEN,
        Alignment::SpaceAround => AlignContent::SPACE_AROUND,
        Alignment::SpaceEvenly => AlignContent::SPACE_EVENLY,
    }
}

fn px(length: Length) -> f32 {
    length.to_mm() as f32
}

fn mm(value: f32) -> Length {
    Length::mm(f64::from(value))
}
