//! From layouts as written to a template: inheritance, style tables, typed boxes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::raw::{self, RawBox};
use super::spec::{BoxSpec, CompareSpec, ConditionSpec};
use super::{Brand, Condition, Library, Node, Sheet, Template, check, hanging};
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::{ColorExpr, Element, Expr, Piece, StyleFault, Theme, Tokens, TypeSpec, TypeStyle};
use crate::font::Fonts;
use crate::geom::Length;
use crate::say;
use crate::source::Place;
use crate::yaml;

/// The layouts of an inheritance chain put together, not yet typed.
#[derive(Default)]
struct Gathered {
    types: BTreeMap<String, (TypeSpec, Place)>,
    colors: BTreeMap<String, (ColorExpr, Place)>,
    lengths: Tokens,
    drawing: Option<Sheet>,
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
        let theme = theme(types(&gathered.types, brand, diagnostics));
        let tables = check::Tables { theme: &theme, written: &gathered.types };
        let nodes: Vec<_> = gathered.boxes.into_iter().filter_map(|raw| node(raw, &tables, diagnostics)).collect();
        hanging::check(&nodes, diagnostics);
        let mut fields = BTreeSet::new();
        names(&nodes, &theme, &mut fields);
        Some(Self {
            name: name.to_owned(),
            theme,
            drawing: gathered.drawing,
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
    let colors = spec.colors.iter();
    into.colors.extend(colors.map(|(name, color)| (name.clone(), (color.clone(), root.key("colors").key(name)))));
    into.lengths.extend(spec.lengths.clone());
    if let Some(drawing) = &spec.drawing {
        into.drawing = Some(Sheet { file: drawing.clone(), place: root.key("drawing") });
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

fn types(
    written: &BTreeMap<String, (TypeSpec, Place)>,
    brand: &Brand,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Arc<TypeStyle>> {
    let mut styles = BTreeMap::new();
    let mut unusable = BTreeMap::new();
    for name in written.keys() {
        let Some(spec) = inherited(name, written, 0, diagnostics) else { continue };
        match TypeStyle::resolve(spec, &brand.roles, &brand.fonts) {
            Ok(style) => drop(styles.insert(name.clone(), Arc::new(style))),
            Err(fault) => drop(unusable.insert(name, fault)),
        }
    }
    for (name, fault) in &unusable {
        let Some((spec, place)) = written.get(*name) else { continue };
        // What a style takes over from its base is told there.
        if spec.extends.as_ref().and_then(|base| unusable.get(base)) != Some(fault) {
            diagnostics.push(style_fault(name, fault, brand).at(place.clone()));
        }
    }
    styles
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

fn style_fault(name: &str, fault: &StyleFault, brand: &Brand) -> Diagnostic {
    let error = |message| Diagnostic::error("unusable-style", message);
    match fault {
        StyleFault::NoFont => error(say!("le style « {name} » ne dit pas sa police", "style “{name}” says no font"))
            .hint(say!("ajoutez `font:` avec un rôle du kit", "add `font:` with a role of the kit")),
        StyleFault::NoSize => error(say!("le style « {name} » ne dit pas son corps", "style “{name}” says no size"))
            .hint(say!("ajoutez `size:`, par exemple `size: 11pt`", "add `size:`, for example `size: 11pt`")),
        StyleFault::BelowFloor { size, floor } => below_floor(name, *size, *floor),
        StyleFault::BadFeature(tag) => {
            error(say!("« {tag} » n’est pas une fonction OpenType", "“{tag}” is no OpenType feature")).hint(say!(
                "une fonction a quatre lettres : tnum, smcp, -liga",
                "a feature has four letters: tnum, smcp, -liga"
            ))
        }
        StyleFault::UnknownRole(role) => {
            let known = brand.roles.keys().cloned().collect::<Vec<_>>().join(", ");
            error(say!("le kit n’a pas de police « {role} »", "the kit has no font role “{role}”"))
                .hint(say!("rôles du kit : {known}", "roles of the kit: {known}"))
        }
        StyleFault::UnknownFamily(family) => {
            let known = brand.fonts.families().join(", ");
            error(say!("police introuvable : « {family} »", "font not found: “{family}”")).hint(say!(
                "déposez ses fichiers dans `fonts/` ; familles présentes : {known}",
                "put its files into `fonts/`; families there: {known}"
            ))
        }
        StyleFault::NoFace { family, weight, italic } => no_face(family, *weight, *italic, &brand.fonts),
    }
}

fn below_floor(name: &str, size: Length, floor: Length) -> Diagnostic {
    let points = |length: Length| format!("{:.1}", length.to_pt());
    let (size, floor) = (points(size), points(floor));
    let (size_fr, floor_fr) = (size.replace('.', ","), floor.replace('.', ","));
    Diagnostic::error(
        "unusable-style",
        say!(
            "le style « {name} » est en {size_fr} pt, sous son plancher de lisibilité de {floor_fr} pt",
            "style “{name}” is {size} pt, below its legibility floor of {floor} pt"
        ),
    )
    .hint(say!(
        "écrivez un corps plus grand ; le plancher est celui du style, ou de la variante du jeu",
        "write a larger size; the floor is that of the style, or of the deck’s variant"
    ))
}

fn no_face(family: &str, weight: u16, italic: bool, fonts: &Fonts) -> Diagnostic {
    let (slant_fr, slant_en) = if italic { (" italique", " italic") } else { ("", "") };
    let known = fonts.styles(family);
    let known = known
        .iter()
        .map(|(weight, slant)| format!("{}{}", weight.0, if *slant == crate::font::Slant::Italic { "i" } else { "" }))
        .collect::<Vec<_>>()
        .join(", ");
    Diagnostic::error(
        "unusable-style",
        say!(
            "« {family} » n’existe pas en graisse {weight}{slant_fr}",
            "“{family}” has no face of weight {weight}{slant_en}"
        ),
    )
    .hint(say!("graisses présentes : {known}", "weights there: {known}"))
}

fn node(raw: RawBox, tables: &check::Tables<'_>, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut faults = Diagnostics::new();
    let mut spec: Option<BoxSpec> = yaml::from_value(&raw.mapping(), &raw.place, &mut faults);
    if let Some(spec) = &mut spec {
        check::names(spec, &raw.place, tables, &mut faults);
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
    let element = element(&mut spec, &raw.place, !children.is_empty(), diagnostics);
    let name = spec.id.clone().unwrap_or_else(|| default_name(element.as_ref()).to_owned());
    let subject = element.as_ref().and_then(subject);
    Some(Node { name: name.into(), place: raw.place, spec, when, element, children, subject })
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
        Some(Element::Shape(_)) => "shape",
        None => "box",
    }
}

fn element(spec: &mut BoxSpec, place: &Place, has_children: bool, diagnostics: &mut Diagnostics) -> Option<Element> {
    let mut found: Vec<(&str, Element)> = Vec::new();
    found.extend(spec.text.take().map(|text| ("text", Element::Text(text))));
    found.extend(spec.image.take().map(|image| ("image", Element::Image(image))));
    found.extend(spec.icon.take().map(|icon| ("icon", Element::Icon(icon))));
    found.extend(spec.qr.take().map(|qr| ("qr", Element::Qr(qr))));
    found.extend(spec.shape.take().map(|shape| ("shape", Element::Shape(shape))));
    let both = found.iter().map(|(name, _)| *name).chain(has_children.then_some("children")).collect::<Vec<_>>();
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
            .at(place.key("when"))
            .hint(say!("écrivez l’un de `is`, `not`, `has`, `lacks`", "write one of `is`, `not`, `has`, `lacks`")),
        );
    }
    if one { all.pop() } else { None }
}

/// First part of every name the boxes and colours ask for.
fn names(nodes: &[Node], theme: &Theme, into: &mut BTreeSet<Arc<str>>) {
    let head = |name: &str| Arc::from(name.split('.').next().unwrap_or(name));
    into.extend(theme.color_names().map(|name| head(name)));
    for node in nodes {
        into.extend(node.expressions().into_iter().flat_map(Expr::names).map(|name| head(name)));
        into.extend(node.when.iter().map(|when| head(when.field())));
        into.extend(node.spec.repeat.iter().map(|repeat| head(&repeat.over)));
        names(&node.children, theme, into);
    }
}
