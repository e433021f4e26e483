//! Operators that leave something on the page: paths, gradients, pictures, forms, patterns.

use std::rc::Rc;

use lopdf::Object;

use super::file::{dict_of, shown};
use super::function;
use super::image::Picture;
use super::ink::{Inks, Paint};
use super::interpreter::Run;
use super::mark::{Happening, Kind, Line, Mark, Overprint, Shading};
use super::operators;
use super::state::{Blend, Pattern, State, common, least_scale, matrix};
use crate::geom::{Length, PathData, Rect, Transform};

/// Ends the path: fills, strokes, or only clips.
pub(super) fn paint(run: &mut Run<'_, '_>, name: &[u8]) {
    if matches!(name, b"s" | b"b" | b"b*") {
        run.path.close();
    }
    let clips = run.path.clips;
    let data = run.path.take();
    let bounds = data.tight_bounds();
    let fills = matches!(name, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*");
    let strokes = matches!(name, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*");
    let even_odd = name.ends_with(b"*");
    if let Some(bounds) = bounds.filter(|_| fills || strokes) {
        outline(run, Rc::new(data), bounds, Strokes { fills, strokes, even_odd });
    }
    if clips {
        operators::clip(run, bounds);
    }
}

#[derive(Clone, Copy)]
struct Strokes {
    fills: bool,
    strokes: bool,
    even_odd: bool,
}

fn outline(run: &mut Run<'_, '_>, data: Rc<PathData>, bounds: Rect, how: Strokes) {
    let width = Length::mm(run.state.width * least_scale(&run.state.ctm));
    let grown = if how.strokes { bounds.outset(&crate::geom::Insets::uniform(width * 0.5)) } else { bounds };
    let Some(seen) = common(&grown, &run.state.clip) else { return };
    let fill_pattern = run.state.fill_pattern.filter(|_| how.fills);
    if let Some(pattern) = fill_pattern {
        tile(run, &pattern, seen);
    }
    if let Some(pattern) = run.state.stroke_pattern.filter(|_| how.strokes) {
        tile(run, &pattern, seen);
    }
    let state = &run.state;
    let fill = (how.fills && fill_pattern.is_none()).then(|| state.fill.clone());
    let stroke = (how.strokes && state.stroke_pattern.is_none()).then(|| Line { paint: state.stroke.clone(), width });
    if fill.is_some() || stroke.is_some() {
        put(run, Kind::Path { data, even_odd: how.even_odd }, seen, fill, stroke);
    }
}

/// Adds a mark in the current state.
pub(super) fn put(run: &mut Run<'_, '_>, kind: Kind, seen: Rect, fill: Option<Paint>, stroke: Option<Line>) {
    if run.frame.silent {
        return;
    }
    let state = &run.state;
    let alpha = match (&fill, &stroke) {
        (None, Some(_)) => state.stroke_alpha,
        (Some(_), Some(_)) => state.fill_alpha.min(state.stroke_alpha),
        _ => state.fill_alpha,
    };
    let mark = Mark {
        kind,
        seen: run.frame.tile.unwrap_or(seen),
        overprint: Overprint {
            fill: state.overprint.fill && fill.is_some(),
            stroke: state.overprint.stroke && stroke.is_some(),
            nonzero: state.overprint.nonzero,
        },
        fill,
        stroke,
        opacity: alpha * run.frame.opacity,
        blends: run.frame.blends || state.blend != Blend::Normal || state.soft_mask,
        multiplies: run.frame.multiplies || state.blend == Blend::Multiply,
        in_pattern: run.frame.tile.is_some(),
        object: run.frame.object,
        layer: run.layer(),
    };
    run.drawn.marks.push(Rc::new(mark));
}

/// `sh`: a gradient all over the clip.
pub(super) fn shading(run: &mut Run<'_, '_>, name: &[u8]) -> Option<()> {
    let Some(object) = run.resource("Shading", name) else {
        run.happen(Happening::Missing("Shading", shown(name)));
        return Some(());
    };
    let seen = run.state.clip;
    gradient(run, object, seen);
    Some(())
}

fn gradient(run: &mut Run<'_, '_>, object: &Object, seen: Rect) -> Option<()> {
    let file = run.me.file;
    let dict = dict_of(file.follow(object)?)?;
    let space = run.me.spaces.read(file, dict.get(b"ColorSpace").ok()?, run.frame.resources);
    let values = file.get(dict, "Function").and_then(|function| function::corners(file, function)).unwrap_or_default();
    let corners = values.iter().map(|values| Paint { inks: Inks::of(&space, values), space: space.clone() }).collect();
    put(run, Kind::Shading(Rc::new(Shading { space, corners })), seen, None, None);
    Some(())
}

/// A pattern of the resources.
pub(super) fn pattern<'f>(run: &Run<'_, 'f>, object: &'f Object) -> Option<Pattern<'f>> {
    let dict = dict_of(run.me.file.follow(object)?)?;
    Some(Pattern { object: object.as_reference().map_or(0, |id| id.0), dict })
}

/// Paints an area with a pattern: a gradient, or the tile once, its marks standing for all of the area.
pub(super) fn tile(run: &mut Run<'_, '_>, pattern: &Pattern<'_>, seen: Rect) {
    let file = run.me.file;
    let Some(object) = file.doc.get_object((pattern.object, 0)).ok().or_else(|| find(run, pattern.object)) else {
        return;
    };
    if let Some(settings) = file.dict(pattern.dict, "ExtGState") {
        let dict = settings.clone();
        super::settings::notice(run, &dict);
    }
    if file.integer(pattern.dict, "PatternType") == Some(2) {
        if let Ok(shading) = pattern.dict.get(b"Shading") {
            let shading = shading.clone();
            gradient(run, &shading, seen);
        }
        return;
    }
    let Ok(stream) = object.as_stream() else { return };
    let Some(bytes) = file.unpacked((pattern.object, 0)) else {
        run.happen(Happening::Lost("Pattern"));
        return;
    };
    let own = file.numbers(&stream.dict, "Matrix").and_then(|values| matrix(&values)).unwrap_or_default();
    let mut state = State::new(run.state.ctm.then_inside(&own), run.state.clip, &run.me.black);
    if file.integer(&stream.dict, "PaintType") == Some(2) {
        (state.fill, state.stroke) = (run.state.fill.clone(), run.state.fill.clone());
    }
    state.clip = Rect::new(Length::mm(-1e6), Length::mm(-1e6), Length::mm(2e6), Length::mm(2e6));
    let resources = file.dict(&stream.dict, "Resources");
    let frame = super::interpreter::Frame {
        resources,
        object: pattern.object,
        depth: run.frame.depth + 1,
        tile: Some(run.frame.tile.unwrap_or(seen)),
        opacity: run.frame.opacity * run.state.fill_alpha,
        ..run.frame.clone()
    };
    run.me.run(&bytes, frame, state, run.drawn);
}

fn find<'f>(run: &Run<'_, 'f>, number: u32) -> Option<&'f Object> {
    run.me.file.doc.objects.iter().find(|(id, _)| id.0 == number && number != 0).map(|(_, object)| object)
}

/// `Do`.
pub(super) fn external(run: &mut Run<'_, '_>, name: &[u8]) -> Option<()> {
    let file = run.me.file;
    let Some(object) = run.resource("XObject", name) else {
        run.happen(Happening::Missing("XObject", shown(name)));
        return Some(());
    };
    let Some(Object::Stream(stream)) = file.follow(object) else {
        run.happen(Happening::Missing("XObject", shown(name)));
        return Some(());
    };
    let id = object.as_reference().unwrap_or((0, 0));
    match file.name(&stream.dict, "Subtype") {
        Some(b"Image") => {
            let layer = stream.dict.get(b"OC").ok().and_then(|object| run.me.layers.of(file, object));
            if layer.is_some() {
                run.happen(Happening::Layer);
            }
            run.marked.push(layer);
            let picture = run.me.picture(id, stream, run.frame.resources);
            self::picture(run, picture);
            run.marked.pop();
        }
        Some(b"Form") => {
            for (key, what) in [("Ref", "Ref"), ("OPI", "OPI"), ("PS", "PS")] {
                if file.get(&stream.dict, key).is_some() {
                    run.happen(Happening::External(what));
                }
            }
            if file.name(&stream.dict, "Subtype2") == Some(b"PS") {
                run.happen(Happening::External("PS"));
            }
            let mut frame = run.frame.clone();
            frame.layer = run.layer();
            let state = run.state.clone();
            run.me.form(id, stream, &frame, &state, run.drawn);
        }
        Some(b"PS") => run.happen(Happening::External("PS")),
        other => run.happen(Happening::External(if other.is_none() { "Subtype" } else { "?" })),
    }
    Some(())
}

/// A picture in the unit square.
pub(super) fn picture(run: &mut Run<'_, '_>, picture: Rc<Picture>) {
    let unit = Rect::mm(0.0, 0.0, 1.0, 1.0);
    let map: Transform = run.state.ctm;
    let Some(seen) = common(&map.apply_rect(&unit), &run.state.clip) else { return };
    run.happen(Happening::Picture(picture.clone()));
    let pattern = run.state.fill_pattern.filter(|_| picture.stencil);
    if let Some(pattern) = pattern {
        tile(run, &pattern, seen);
    }
    let fill = (picture.stencil && pattern.is_none()).then(|| run.state.fill.clone());
    put(run, Kind::Picture(picture, map), seen, fill, None);
}
