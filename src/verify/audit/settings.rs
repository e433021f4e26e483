//! Parameter dictionaries of the graphics state (`gs`, ISO 32000-1, 8.4.5).

use lopdf::{Dictionary, Object};

use super::file::{dict_of, shown};
use super::interpreter::{Frame, Run};
use super::mark::Happening;
use super::state::Blend;

/// `gs`.
pub(super) fn apply(run: &mut Run<'_, '_>, name: &[u8]) -> Option<()> {
    let file = run.me.file;
    let Some(dict) = run.resource("ExtGState", name).and_then(|object| dict_of(file.follow(object)?)) else {
        run.happen(Happening::Missing("ExtGState", shown(name)));
        return Some(());
    };
    line_and_font(run, dict);
    overprint(run, dict);
    transparency(run, dict);
    device(run, dict);
    Some(())
}

/// Only what standards forbid in it, for patterns that bring a dictionary along.
pub(super) fn notice(run: &mut Run<'_, '_>, dict: &Dictionary) {
    device(run, dict);
}

fn line_and_font(run: &mut Run<'_, '_>, dict: &Dictionary) {
    let file = run.me.file;
    if let Some(width) = file.number(dict, "LW") {
        run.state.width = width;
    }
    if let Some([font, size]) = file.array(dict, "Font") {
        run.state.font = run.me.font(font);
        run.state.text.size = super::file::number(size).unwrap_or(0.0);
    }
}

fn overprint(run: &mut Run<'_, '_>, dict: &Dictionary) {
    let file = run.me.file;
    let (stroke, fill) = (file.boolean(dict, "OP"), file.boolean(dict, "op"));
    if let Some(stroke) = stroke {
        run.state.overprint.stroke = stroke;
    }
    if let Some(fill) = fill.or(stroke) {
        run.state.overprint.fill = fill;
    }
    if let Some(mode) = file.integer(dict, "OPM") {
        run.state.overprint.nonzero = mode == 1;
    }
}

fn transparency(run: &mut Run<'_, '_>, dict: &Dictionary) {
    let file = run.me.file;
    if let Some(alpha) = file.number(dict, "CA") {
        run.state.stroke_alpha = alpha;
        if alpha < 1.0 {
            run.happen(Happening::Opacity(alpha));
        }
    }
    if let Some(alpha) = file.number(dict, "ca") {
        run.state.fill_alpha = alpha;
        if alpha < 1.0 {
            run.happen(Happening::Opacity(alpha));
        }
    }
    let mode = match file.get(dict, "BM") {
        Some(Object::Name(name)) => Some(shown(name)),
        Some(Object::Array(names)) => names.first().and_then(|name| Some(shown(file.follow(name)?.as_name().ok()?))),
        _ => None,
    };
    if let Some(mode) = mode {
        run.state.blend = match mode.as_str() {
            "Normal" | "Compatible" => Blend::Normal,
            "Multiply" => Blend::Multiply,
            _ => Blend::Other,
        };
        if run.state.blend != Blend::Normal {
            run.happen(Happening::Blend(mode));
        }
    }
    match file.get(dict, "SMask") {
        Some(Object::Name(_)) => run.state.soft_mask = false,
        Some(Object::Dictionary(mask)) => {
            run.state.soft_mask = true;
            run.happen(Happening::SoftMask);
            self::mask(run, mask);
        }
        _ => {}
    }
}

/// The group of a soft mask: what it does counts, what it paints is no ink.
fn mask(run: &mut Run<'_, '_>, mask: &Dictionary) {
    let Ok(id) = mask.get(b"G").and_then(Object::as_reference) else { return };
    let Some(stream) = run.me.file.doc.get_object(id).ok().and_then(|object| object.as_stream().ok()) else { return };
    if !run.me.once.insert((id, 0)) {
        return;
    }
    let frame = Frame { silent: true, ..run.frame.clone() };
    let mut state = run.state.clone();
    state.soft_mask = false;
    run.me.form(id, stream, &frame, &state, run.drawn);
}

fn device(run: &mut Run<'_, '_>, dict: &Dictionary) {
    let file = run.me.file;
    if file.get(dict, "TR").is_some() && file.get(dict, "TR2").is_none() {
        run.happen(Happening::Device("TR"));
    }
    if file.get(dict, "TR2").is_some_and(|value| value.as_name().ok() != Some(b"Default".as_slice())) {
        run.happen(Happening::Device("TR2"));
    }
    if file.get(dict, "HTP").is_some() {
        run.happen(Happening::Device("HTP"));
    }
    if let Some(halftone) = file.get(dict, "HT").and_then(dict_of) {
        if !matches!(file.integer(halftone, "HalftoneType"), Some(1 | 5)) {
            run.happen(Happening::Device("HalftoneType"));
        }
        if file.get(halftone, "HalftoneName").is_some() {
            run.happen(Happening::Device("HalftoneName"));
        }
    }
    if let Some(intent) = file.name(dict, "RI") {
        run.happen(Happening::Intent(shown(intent)));
    }
}
