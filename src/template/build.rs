//! From layouts as written to a template: inheritance, style tables, typed boxes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::raw::{self, RawBox};
use super::spec::{BoxSpec, CompareSpec, ConditionSpec};
use super::{
    Brand, Condition, Further, Library, Node, OverflowSpec, Sheet, Template, check, data, data_build, hanging, mirror,
    slot,
};
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::{
    BlockSpec, ColorExpr, Element, Expr, Foundry, GridLines, Piece, StyleFault, Theme, Tokens, Tone, TypeSpec,
    TypeStyle,
};
use crate::geom::Length;
use crate::say;
use crate::source::Place;
use crate::text::is_rtl;
use crate::yaml;

/// The layouts of an inheritance chain put together, not yet typed.
#[derive(Default)]
struct Gathered {
    types: BTreeMap<String, (TypeSpec, Place)>,
    blocks: BTreeMap<String, (BlockSpec, Place)>,
    colors: BTreeMap<String, (ColorExpr, Place)>,
    lengths: Tokens,
    grid: Option<GridLines>,
    drawing: Option<Sheet>,
    then: Option<Further>,
    even: Option<Further>,
    boxes: Vec<RawBox>,
}

impl Template {
    /// The layout called `name`, with everything it extends. `asked` is where it is asked for.
    pub fn build(
        library: &Library,
        name: &str,
        brand: &Brand,
        asked: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let mut gathered = Gathered::default();
        gather(library, name, asked, &mut Vec::new(), &mut gathered, diagnostics)?;
        let (file, _) = library.get(name)?;
        change(&mut gathered.types, brand);
        let colors = check::color_table(gathered.colors, brand, diagnostics);
        let theme = |types| {
            let (swatches, lengths) = (brand.swatches.clone(), gathered.lengths.clone());
            Theme::new(swatches, colors.clone(), lengths, types, brand.lang.clone())
        };
        check::type_colors(&mut gathered.types, &theme(BTreeMap::new()), diagnostics);
        let foundry = foundry(brand);
        let (styles, specs, partial) = types(&gathered.types, &foundry, &brand.tone, diagnostics);
        grids(&gathered.types, gathered.grid, diagnostics);
        let blocks = check::blocks(gathered.blocks, &gathered.types, &theme(BTreeMap::new()), diagnostics);
        let mut theme = theme(styles).with_runs(specs, foundry).with_blocks(blocks);
        theme.digits = brand.tone.digits;
        theme.grid = gathered.grid;
        let tables = check::Tables { theme: &theme, written: &gathered.types, formats: &brand.formats };
        let nodes: Vec<_> = gathered.boxes.into_iter().filter_map(|raw| node(raw, &tables, diagnostics)).collect();
        whole_styles(&nodes, &partial, diagnostics);
        hanging::check(&nodes, diagnostics);
        let mut fields = BTreeSet::new();
        names(&nodes, &theme, &mut fields);
        Some(Self {
            name: name.to_owned(),
            theme,
            drawing: gathered.drawing,
            then: gathered.then,
            even: gathered.even,
            nodes,
            fields,
            place: Place::value(*file, []).key("layout"),
        })
    }
}

/// What a variant of a deck changes in type styles: first their sizes, then single styles, then their floors.
fn change(types: &mut BTreeMap<String, (TypeSpec, Place)>, brand: &Brand) {
    let Some(changes) = &brand.changes else { return };
    for (style, _) in types.values_mut() {
        *style = style.scaled(changes.scale);
    }
    for (name, style, place) in &changes.over {
        let style = types.get(&**name).map_or_else(|| style.clone(), |(base, _)| style.over(base));
        types.insert(name.to_string(), (style, place.clone()));
    }
    let Some(least) = changes.floor else { return };
    // A style that says no floor of its own takes that of the style it extends.
    for (style, _) in types.values_mut().filter(|(style, _)| style.floor.is_some() || style.extends.is_none()) {
        style.floor = Some(style.floor.unwrap_or_default().max(least));
    }
}

fn gather(
    library: &Library,
    name: &str,
    asked: &Place,
    chain: &mut Vec<String>,
    into: &mut Gathered,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let Some((file, spec)) = library.get(name) else {
        diagnostics.push(unknown_layout(library, name, asked));
        return None;
    };
    if chain.iter().any(|other| other == name) {
        let way = chain.join(" → ");
        diagnostics.push(
            Diagnostic::error(
                "layout-circle",
                say!("« {name} » s’étend elle-même : {way}", "“{name}” extends itself: {way}"),
            )
            .at(asked.clone()),
        );
        return None;
    }
    chain.push(name.to_owned());
    let root = Place::value(*file, []);
    let mut whole = Some(());
    for base in &spec.extends.0 {
        whole = whole.and(gather(library, base, &root.key("extends"), chain, into, diagnostics));
    }
    chain.pop();
    for (name, style) in &spec.types {
        let place = root.key("types").key(name);
        let style = into.types.get(name).map_or_else(|| style.clone(), |(base, _)| style.over(base));
        into.types.insert(name.clone(), (style, place));
    }
    for (name, block) in &spec.blocks {
        let place = root.key("blocks").key(name);
        let block = into.blocks.get(name).map_or_else(|| block.clone(), |(base, _)| block.over(base));
        into.blocks.insert(name.clone(), (block, place));
    }
    let colors = spec.colors.iter();
    into.colors.extend(colors.map(|(name, color)| (name.clone(), (color.clone(), root.key("colors").key(name)))));
    into.lengths.extend(spec.lengths.clone());
    if let Some(grid) = spec.baseline_grid {
        into.grid = Some(grid);
        if grid.step <= Length::ZERO {
            into.grid = None;
            diagnostics.push(no_step(&root.key("baseline-grid").key("step")));
        }
    }
    if let Some(drawing) = &spec.drawing {
        into.drawing = Some(Sheet { file: drawing.clone(), place: root.key("drawing") });
    }
    for (key, written, kept) in [("then", &spec.then, &mut into.then), ("even", &spec.even, &mut into.even)] {
        if let Some(layout) = written {
            *kept = Some(Further { layout: layout.as_str().into(), place: root.key(key) });
        }
    }
    let boxes = raw::read(spec.boxes.clone(), &root.key("boxes"), diagnostics);
    into.boxes = raw::merge(std::mem::take(&mut into.boxes), boxes, diagnostics);
    whole
}

fn unknown_layout(library: &Library, name: &str, asked: &Place) -> Diagnostic {
    let known = library.names().collect::<Vec<_>>().join(", ");
    let fault =
        Diagnostic::error("unknown-layout", say!("mise en page inconnue : « {name} »", "unknown layout “{name}”"))
            .at(asked.clone());
    match yaml::suggest(name, library.names()) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None if known.is_empty() => fault.hint(say!(
            "le kit et le projet n’ont aucune mise en page : créez `layouts/{name}.yaml`",
            "neither the kit nor the project has a layout: create `layouts/{name}.yaml`"
        )),
        None => fault.hint(say!("mises en page connues : {known}", "known layouts: {known}")),
    }
}

fn no_step(place: &Place) -> Diagnostic {
    let message = say!("le pas d’une grille de lignes de base est positif", "the step of a baseline grid is positive");
    Diagnostic::error("wrong-value", message)
        .at(place.clone())
        .hint(say!("écrivez l’interlignage du texte : 12pt", "write the leading of the text: 12pt"))
}

/// Tells the styles that want a grid where there is none.
fn grids(types: &BTreeMap<String, (TypeSpec, Place)>, grid: Option<GridLines>, diagnostics: &mut Diagnostics) {
    let wanting = types.values().filter(|(spec, _)| grid.is_none() && spec.on_grid == Some(true));
    diagnostics.extend(wanting.map(|(_, place)| {
        let message = say!("la mise en page n’a pas de grille de lignes de base", "the layout has no baseline grid");
        Diagnostic::error("no-baseline-grid", message).at(place.key("on-grid")).hint(say!(
            "ajoutez `baseline-grid: {{ step: 12pt }}` à la mise en page, ou ôtez `on-grid`",
            "add `baseline-grid: {{ step: 12pt }}` to the layout, or remove `on-grid`"
        ))
    }));
}

fn foundry(brand: &Brand) -> Foundry {
    Foundry { roles: brand.roles.clone(), fonts: brand.fonts.clone(), typography: brand.typography.clone() }
}

/// The styles that boxes may have, every style as it is written, and the faults of those that say no font or size:
/// these are for runs of words alone.
type Types = (BTreeMap<String, Arc<TypeStyle>>, BTreeMap<String, TypeSpec>, BTreeMap<String, Diagnostic>);

fn types(
    written: &BTreeMap<String, (TypeSpec, Place)>,
    foundry: &Foundry,
    tone: &Tone,
    diagnostics: &mut Diagnostics,
) -> Types {
    let (mut styles, mut specs) = (BTreeMap::new(), BTreeMap::new());
    let mut unusable = BTreeMap::new();
    for (name, (_, place)) in written {
        let Some(spec) = inherited(name, written, 0, diagnostics) else { continue };
        let toned = tone.over(spec.clone());
        // A run takes its letter-spacing from the words around it, unless it says its own.
        let tracking = spec.tracking.map(|tracking| tracking + tone.tracking);
        specs.insert(name.clone(), TypeSpec { tracking, ..toned.clone() });
        match TypeStyle::resolve(toned, foundry) {
            Ok(style) => {
                diagnostics.extend(drawn_capitals(&style).map(|fault| fault.at(place.key("small-caps"))));
                styles.insert(name.clone(), Arc::new(style));
            }
            Err(fault) => drop(unusable.insert(name, fault)),
        }
    }
    let mut partial = BTreeMap::new();
    for (name, fault) in &unusable {
        let Some((spec, place)) = written.get(*name) else { continue };
        let told = fault.diagnostic(name, foundry).at(place.clone());
        if matches!(fault, StyleFault::NoFont | StyleFault::NoSize) {
            partial.insert((*name).clone(), told);
        } else if spec.extends.as_ref().and_then(|base| unusable.get(base)) != Some(fault) {
            // What a style takes over from its base is told there.
            diagnostics.push(told);
        }
    }
    (styles, specs, partial)
}

/// Small capitals made from large ones are too thin to go unseen.
fn drawn_capitals(style: &TypeStyle) -> Option<Diagnostic> {
    let share = (style.drawn_caps? * 100.0).round();
    let message = say!(
        "la police n’a pas de petites capitales : elles sont dessinées à {share} % des grandes, plus maigres qu’elles",
        "the font has no small capitals: they are drawn at {share}% of the large ones, thinner than those"
    );
    let hint =
        say!("prenez une police qui en a, ou ôtez `small-caps`", "take a font that has some, or remove `small-caps`");
    Some(Diagnostic::warning("drawn-small-caps", message).hint(hint))
}

/// Tells the styles without font or size that a box has, each once.
fn whole_styles(nodes: &[Node], partial: &BTreeMap<String, Diagnostic>, diagnostics: &mut Diagnostics) {
    fn collect<'n>(node: &'n Node, used: &mut BTreeSet<&'n str>) {
        if let Some(Element::Text(text)) = &node.element {
            used.insert(&text.style);
        }
        node.inside().for_each(|node| collect(node, used));
    }
    let mut used = BTreeSet::new();
    nodes.iter().for_each(|node| collect(node, &mut used));
    diagnostics.extend(used.into_iter().filter_map(|name| partial.get(name)).cloned());
}

fn inherited(
    name: &str,
    written: &BTreeMap<String, (TypeSpec, Place)>,
    depth: u8,
    diagnostics: &mut Diagnostics,
) -> Option<TypeSpec> {
    let (spec, place) = written.get(name)?;
    let Some(base) = &spec.extends else { return Some(spec.clone()) };
    if depth > 16 || !written.contains_key(base) {
        diagnostics.push(
            Diagnostic::error("unknown-style", say!("style inconnu : « {base} »", "unknown style “{base}”"))
                .at(place.key("extends"))
                .hint(check::known_styles(base, written.keys().map(String::as_str))),
        );
        return None;
    }
    Some(spec.over(&inherited(base, written, depth + 1, diagnostics)?))
}

pub(super) fn node(raw: RawBox, tables: &check::Tables<'_>, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut faults = Diagnostics::new();
    let mut spec: Option<BoxSpec> = yaml::from_value(&raw.mapping(), &raw.place, &mut faults);
    if let Some(spec) = &mut spec {
        check::names(spec, &raw.place, tables, &mut faults);
        slot::settle(spec, &raw.place, tables.formats, &mut faults);
        mirror::settle(spec, is_rtl(&tables.theme.lang));
    }
    raw.settle(&mut faults);
    diagnostics.append(faults);
    // Children are read even when the box itself is at fault, so that one run tells everything.
    let children: Vec<_> = raw.children.iter().filter_map(|child| node(child.clone(), tables, diagnostics)).collect();
    let mut spec = spec?;
    let when = match spec.when.take() {
        Some(written) => Some(condition(written, &raw.place, diagnostics)?),
        None => None,
    };
    let data = data_build::data(&mut spec, &raw, tables, diagnostics);
    let element = element(&mut spec, &raw.place, !children.is_empty(), data.is_some(), diagnostics);
    let unnamed = || data.as_ref().map_or_else(|| default_name(element.as_ref()).into(), |data| data::name(&data.form));
    let name = spec.id.as_deref().map_or_else(unnamed, Arc::from);
    let subject = element.as_ref().and_then(subject);
    let data = data.map(Box::new);
    if data.as_ref().is_some_and(|data| data.overflow == OverflowSpec::Page) && spec.id.is_none() {
        let message = say!(
            "un cadre qui continue sur les pages suivantes a un `id`, par lequel elles le retrouvent",
            "a box that goes on over further pages has an `id` by which they find it again"
        );
        diagnostics.push(Diagnostic::error("missing-key", message).at(raw.place.clone()));
    }
    Some(Node { name, place: raw.place, spec, when, element, data, children, subject })
}

/// The card field in an element's value: the first name that is not of the deck, the kit or the card itself.
fn subject(element: &Element) -> Option<Arc<str>> {
    let expr = *element.expressions().first()?;
    let first = |expr: &Expr| {
        expr.pieces().iter().find_map(|piece| match piece {
            Piece::Name { name, .. } if !name.contains('.') => Some(name.clone()),
            _ => None,
        })
    };
    first(expr)
}

const fn default_name(element: Option<&Element>) -> &'static str {
    match element {
        Some(Element::Text(_)) => "text",
        Some(Element::Image(_)) => "image",
        Some(Element::Icon(_)) => "icon",
        Some(Element::Qr(_)) => "qr",
        Some(Element::Face(_)) => "face",
        Some(Element::Shape(_)) => "shape",
        Some(Element::Flow(_)) => "flow",
        Some(Element::Lines(_)) => "lines",
        None => "box",
    }
}

fn element(
    spec: &mut BoxSpec,
    place: &Place,
    has_children: bool,
    has_data: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Element> {
    let mut found: Vec<(&str, Element)> = Vec::new();
    found.extend(spec.text.take().map(|text| ("text", Element::Text(text))));
    found.extend(spec.image.take().map(|image| ("image", Element::Image(image))));
    found.extend(spec.icon.take().map(|icon| ("icon", Element::Icon(icon))));
    found.extend(spec.qr.take().map(|qr| ("qr", Element::Qr(qr))));
    found.extend(spec.face.take().map(|face| ("face", Element::Face(face))));
    found.extend(spec.shape.take().map(|shape| ("shape", Element::Shape(shape))));
    found.extend(spec.flow.take().map(|flow| ("flow", Element::Flow(flow))));
    found.extend(spec.lines.take().map(|lines| ("lines", Element::Lines(lines))));
    let both = found.iter().map(|(name, _)| *name).chain(has_children.then_some("children"));
    let both = both.chain(has_data.then_some("table, matrix, timeline, ring")).collect::<Vec<_>>();
    if both.len() > 1 {
        let names = both.join(", ");
        diagnostics.push(
            Diagnostic::error(
                "two-elements",
                say!("un cadre porte un seul élément, ici : {names}", "a box holds one element, here: {names}"),
            )
            .at(place.clone())
            .hint(say!(
                "mettez-les dans des cadres à part, sous `children:`",
                "put them into boxes of their own, under `children:`"
            )),
        );
    }
    found.into_iter().next().map(|(_, element)| element)
}

fn condition(written: ConditionSpec, place: &Place, diagnostics: &mut Diagnostics) -> Option<Condition> {
    conditioned(written, &place.key("when"), diagnostics)
}

pub(super) fn conditioned(written: ConditionSpec, place: &Place, diagnostics: &mut Diagnostics) -> Option<Condition> {
    let compare = match written {
        ConditionSpec::Present(field) => {
            return Some(match field.strip_prefix('!') {
                Some(field) => Condition::Absent(field.trim().into()),
                None => Condition::Present(field.trim().into()),
            });
        }
        ConditionSpec::Compare(compare) => compare,
    };
    let CompareSpec { field, is, not, has, lacks } = compare;
    let field: Arc<str> = field.into();
    let mut all: Vec<Condition> = Vec::new();
    all.extend(is.map(|text| Condition::Is(field.clone(), text)));
    all.extend(not.map(|text| Condition::Not(field.clone(), text)));
    all.extend(has.map(|text| Condition::Has(field.clone(), text)));
    all.extend(lacks.map(|text| Condition::Lacks(field.clone(), text)));
    let one = all.len() == 1;
    if !one {
        diagnostics.push(
            Diagnostic::error(
                "bad-condition",
                say!("une comparaison a un seul critère", "a comparison has one criterion"),
            )
            .at(place.clone())
            .hint(say!("écrivez l’un de `is`, `not`, `has`, `lacks`", "write one of `is`, `not`, `has`, `lacks`")),
        );
    }
    if one { all.pop() } else { None }
}

/// First part of every name the boxes and colours ask for.
fn names<'n>(nodes: impl IntoIterator<Item = &'n Node>, theme: &Theme, into: &mut BTreeSet<Arc<str>>) {
    let head = |name: &str| Arc::from(name.split('.').next().unwrap_or(name));
    into.extend(theme.color_names().map(|name| head(name)));
    into.extend(theme.block_expressions().flat_map(Expr::names).map(|name| head(name)));
    for node in nodes {
        into.extend(node.expressions().into_iter().flat_map(Expr::names).map(|name| head(name)));
        into.extend(node.when.iter().map(|when| head(when.field())));
        into.extend(node.spec.repeat.iter().map(|repeat| head(&repeat.over)));
        into.extend(node.data.iter().flat_map(|data| data.names()).map(&head));
        names(node.inside().collect::<Vec<_>>(), theme, into);
    }
}
