//! Names in a layout that its tables must know: lengths, type styles, colours. What depends on a card is left to the
//! card. A colour that is not known is told once, where it is written, and then left out.

use std::collections::BTreeMap;

use super::spec::{BoxSpec, FrameSpec};
use super::{Brand, Formats};
use super::{Measures, TrackSpec};
use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::element::{BlockSpec, ColorExpr, Measure, PaintSpec, ShapeKind, Theme, TypeSpec};
use crate::say;
use crate::source::Place;
use crate::yaml;

/// What the names of a box are looked up in.
pub(super) struct Tables<'a> {
    /// The tables as far as they can be used.
    pub theme: &'a Theme,
    /// Type styles as they were written, usable or not.
    pub written: &'a BTreeMap<String, (TypeSpec, Place)>,
    /// The sizes that places for cards can take.
    pub formats: &'a Formats,
}

/// Checks one box, children not included.
pub(super) fn names(spec: &mut BoxSpec, place: &Place, tables: &Tables<'_>, diagnostics: &mut Diagnostics) {
    lengths(spec, place, tables.theme, diagnostics);
    styles(spec, place, tables.written, diagnostics);
    colors(spec, place, tables.theme, diagnostics);
}

fn lengths(spec: &BoxSpec, place: &Place, theme: &Theme, diagnostics: &mut Diagnostics) {
    let tokens = theme.lengths();
    for (place, measure, whole) in measures(spec, place) {
        if matches!(measure, Measure::Part(_)) && whole == Whole::None {
            let message = say!("un pourcentage n’a pas de sens ici", "a percentage has no meaning here");
            let next = say!("écrivez une longueur avec son unité : 3mm", "write a length with its unit: 3mm");
            diagnostics.push(Diagnostic::error("wrong-value", message).at(place).hint(next));
        } else if let Some(token) = measure.token().filter(|token| !tokens.contains_key(*token)) {
            diagnostics.push(unknown_length(token, tokens.keys().map(String::as_str)).at(place));
        }
    }
}

pub(super) fn unknown_length<'a>(token: &str, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let fault =
        Diagnostic::error("unknown-length", say!("longueur inconnue : « {token} »", "unknown length “{token}”"));
    if let Some(near) = yaml::suggest(token, known.clone()) {
        return fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"));
    }
    let known = yaml::key_list(known);
    fault.hint(if known.is_empty() {
        say!("écrivez une longueur avec son unité : 3mm, 9pt", "write a length with its unit: 3mm, 9pt")
    } else {
        say!(
            "écrivez une longueur avec son unité (3mm, 9pt), ou l’un des noms de `lengths` : {known}",
            "write a length with its unit (3mm, 9pt), or a name of `lengths`: {known}"
        )
    })
}

/// A style that is there but cannot be used is told where it is written.
fn styles(spec: &BoxSpec, place: &Place, written: &BTreeMap<String, (TypeSpec, Place)>, diagnostics: &mut Diagnostics) {
    let Some(text) = spec.text.as_ref().filter(|text| !written.contains_key(&text.style)) else { return };
    let name = &text.style;
    diagnostics.push(
        Diagnostic::error("unknown-style", say!("style inconnu : « {name} »", "unknown style “{name}”"))
            .at(place.key("text").key("style"))
            .hint(known_styles(name, written.keys().map(String::as_str))),
    );
}

/// The next step for a style that is not known.
pub(super) fn known_styles<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Say {
    if let Some(near) = yaml::suggest(name, known.clone()) {
        return say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?");
    }
    let known = yaml::key_list(known);
    say!("styles connus : {known}", "known styles: {known}")
}

/// The name that a colour gives and no table has; none where it depends on the card.
fn unknown<'c>(color: &'c ColorExpr, theme: &Theme) -> Option<&'c str> {
    let text = color.expr().literal()?;
    (!theme.knows_color(text)).then_some(text)
}

fn colors(spec: &mut BoxSpec, place: &Place, theme: &Theme, diagnostics: &mut Diagnostics) {
    let mut told = |color: &ColorExpr, place: Place| match unknown(color, theme) {
        Some(name) => {
            diagnostics.push(theme.unknown_color(name).at(place));
            true
        }
        None => false,
    };
    let bad_fill = match spec.fill.as_ref().map(|fill| &fill.0) {
        Some(PaintSpec::Color(color)) => told(color, place.key("fill")),
        Some(PaintSpec::Gradient(gradient)) => {
            let at = |index| place.key("fill").key("stops").index(index);
            let stops = gradient.stops.iter().enumerate();
            stops.filter(|(index, stop)| told(stop.color(), at(*index))).count() > 0
        }
        None => false,
    };
    if bad_fill {
        spec.fill = None;
    }
    if spec.stroke.as_ref().is_some_and(|stroke| told(&stroke.color, place.key("stroke").key("color"))) {
        spec.stroke = None;
    }
    if let Some(icon) = &mut spec.icon
        && icon.color.as_ref().is_some_and(|color| told(color, place.key("icon").key("color")))
    {
        icon.color = None;
    }
}

/// The colours of a layout, those that no table knows told and made none.
pub(super) fn color_table(
    written: BTreeMap<String, (ColorExpr, Place)>,
    brand: &Brand,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, ColorExpr> {
    let all = written.iter().map(|(name, (color, _))| (name.clone(), color.clone())).collect();
    let theme = Theme::new(brand.swatches.clone(), all, BTreeMap::new(), BTreeMap::new(), brand.lang.clone());
    let checked = written.into_iter().map(|(name, (color, place))| match unknown(&color, &theme) {
        None => (name, color),
        Some(bad) => {
            diagnostics.push(theme.unknown_color(bad).at(place));
            (name, ColorExpr::none())
        }
    });
    checked.collect()
}

/// Checks the colours of type styles.
pub(super) fn type_colors(
    types: &mut BTreeMap<String, (TypeSpec, Place)>,
    theme: &Theme,
    diagnostics: &mut Diagnostics,
) {
    for (spec, place) in types.values_mut() {
        if let Some(bad) = spec.color.as_ref().and_then(|color| unknown(color, theme)) {
            diagnostics.push(theme.unknown_color(bad).at(place.key("color")));
            spec.color = None;
        }
        if let Some(bad) = spec.link_color.as_ref().and_then(|color| unknown(color, theme)) {
            diagnostics.push(theme.unknown_color(bad).at(place.key("link-color")));
            spec.link_color = None;
        }
    }
}

/// Block styles, what they name held against the tables: told where it is written, then left out.
pub(super) fn blocks(
    written: BTreeMap<String, (BlockSpec, Place)>,
    types: &BTreeMap<String, (TypeSpec, Place)>,
    theme: &Theme,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, BlockSpec> {
    let names: Vec<String> = written.keys().cloned().collect();
    let checked = written.into_iter().map(|(name, (mut block, place))| {
        if let Some(style) = block.style.take_if(|style| !types.contains_key(style)) {
            let fault = say!("style inconnu : « {style} »", "unknown style “{style}”");
            let hint = known_styles(&style, types.keys().map(String::as_str));
            diagnostics.push(Diagnostic::error("unknown-style", fault).at(place.key("style")).hint(hint));
        }
        if let Some(base) = block.extends.take_if(|base| !names.contains(base)) {
            let known = yaml::key_list(names.iter().map(String::as_str));
            let fault = say!("bloc inconnu : « {base} »", "unknown block “{base}”");
            let hint = say!("blocs de la mise en page : {known}", "blocks of the layout: {known}");
            diagnostics.push(Diagnostic::error("unknown-block", fault).at(place.key("extends")).hint(hint));
        }
        let mut told = |color: &ColorExpr, place: Place| match unknown(color, theme) {
            Some(name) => {
                diagnostics.push(theme.unknown_color(name).at(place));
                true
            }
            None => false,
        };
        block.fill.take_if(|fill| told(fill, place.key("fill")));
        block.bar.take_if(|bar| told(&bar.color, place.key("bar").key("color")));
        block.rule.take_if(|rule| told(&rule.color, place.key("rule").key("color")));
        (name, block)
    });
    checked.collect()
}

/// What percentages of a length refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// A side of the box or of its parent.
    Side,
    /// Nothing: they mean nothing there.
    None,
}

/// Every length of a box with its place.
fn measures<'s>(spec: &'s BoxSpec, place: &Place) -> Vec<(Place, &'s Measure, Whole)> {
    let mut all: Vec<(Place, &Measure, Whole)> = Vec::new();
    if let Some(FrameSpec::Edges(edges)) = &spec.at {
        let keys = ["x", "start", "end", "y", "right", "bottom", "width", "height"];
        let list =
            [&edges.x, &edges.start, &edges.end, &edges.y, &edges.right, &edges.bottom, &edges.width, &edges.height];
        let at = place.key("at");
        let given = keys.into_iter().zip(list);
        all.extend(given.filter_map(|(key, measure)| Some((at.key(key), measure.as_ref()?, Whole::Side))));
    }
    let sizes = [
        ("width", &spec.width),
        ("height", &spec.height),
        ("min-width", &spec.min_width),
        ("min-height", &spec.min_height),
        ("max-width", &spec.max_width),
        ("max-height", &spec.max_height),
        ("basis", &spec.basis),
    ];
    all.extend(sizes.into_iter().filter_map(|(key, measure)| Some((place.key(key), measure.as_ref()?, Whole::Side))));
    let (margin, padding) = (&spec.margin, &spec.padding);
    for (key, sides) in [("margin", margin), ("padding", padding)] {
        let named = [("start", &sides.start), ("end", &sides.end)];
        let at = place.key(key);
        all.extend(named.into_iter().filter_map(|(side, one)| Some((at.key(side), one.as_ref()?, Whole::Side))));
    }
    let lists = [("gap", &spec.gap), ("margin", &margin.all), ("padding", &padding.all), ("radius", &spec.radius)];
    all.extend(lists.into_iter().flat_map(|(key, list)| listed(place.key(key), list)));
    decoration(spec, place, &mut all);
    inner(spec, place, &mut all);
    all
}

fn listed(place: Place, list: &Measures) -> impl Iterator<Item = (Place, &Measure, Whole)> {
    let one = list.0.len() == 1;
    list.0
        .iter()
        .enumerate()
        .map(move |(index, measure)| (if one { place.clone() } else { place.index(index) }, measure, Whole::Side))
}

/// Lengths of lines and repetitions: nothing there is as long as a side.
fn decoration<'s>(spec: &'s BoxSpec, place: &Place, all: &mut Vec<(Place, &'s Measure, Whole)>) {
    if let Some(stroke) = &spec.stroke {
        let at = place.key("stroke");
        all.push((at.key("width"), &stroke.width, Whole::None));
        let dashes = stroke.dash.iter().enumerate();
        all.extend(dashes.map(|(index, dash)| (at.key("dash").index(index), dash, Whole::None)));
    }
    if let Some((right, down)) = spec.repeat.as_ref().and_then(|repeat| repeat.step.as_ref()) {
        let at = place.key("repeat").key("step");
        all.extend([(at.index(0), right, Whole::None), (at.index(1), down, Whole::None)]);
    }
}

/// Lengths of grid tracks, of writing lines and of drawn outlines.
fn inner<'s>(spec: &'s BoxSpec, place: &Place, all: &mut Vec<(Place, &'s Measure, Whole)>) {
    all.extend(spec.lines.iter().map(|lines| (place.key("lines").key("step"), &lines.step, Whole::Side)));
    for (key, tracks) in spec.grid.iter().flat_map(|grid| [("columns", &grid.columns), ("rows", &grid.rows)]) {
        let at = place.key("grid").key(key);
        let fixed = tracks.iter().enumerate().filter_map(|(index, track)| match track {
            TrackSpec::Fixed(measure) => Some((at.index(index), measure, Whole::Side)),
            TrackSpec::Share(_) | TrackSpec::Auto => None,
        });
        all.extend(fixed);
    }
    let (key, points) = match spec.shape.as_ref().map(|shape| &shape.kind) {
        Some(ShapeKind::Line(points)) => ("line", points.as_slice()),
        Some(ShapeKind::Polygon(points)) => ("polygon", points.as_slice()),
        Some(ShapeKind::Polyline(points)) => ("polyline", points.as_slice()),
        Some(ShapeKind::Ellipse | ShapeKind::Path(_)) | None => return,
    };
    let at = place.key("shape").key(key);
    for (index, point) in points.iter().enumerate() {
        let at = at.index(index);
        all.extend([(at.index(0), &point.0, Whole::Side), (at.index(1), &point.1, Whole::Side)]);
    }
}
