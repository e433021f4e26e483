//! Dictionaries of the file: pages, colours, fonts, layers, what no file for a printer may hold.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use super::{Broken, Subject};

/// Colour spaces that are no inks.
const OTHER_COLOURS: [&[u8]; 6] = [b"DeviceRGB", b"CalRGB", b"CalGray", b"Lab", b"ICCBased", b"RGB"];
/// Blend modes of the standard (ISO 32000-1, 11.3.5).
const BLENDS: [&[u8]; 17] = [
    b"Normal",
    b"Compatible",
    b"Multiply",
    b"Screen",
    b"Overlay",
    b"Darken",
    b"Lighten",
    b"ColorDodge",
    b"ColorBurn",
    b"HardLight",
    b"SoftLight",
    b"Difference",
    b"Exclusion",
    b"Hue",
    b"Saturation",
    b"Color",
    b"Luminosity",
];

pub(super) fn check(file: &Subject<'_>) -> Vec<Broken> {
    let mut broken = pages(file);
    broken.extend(catalog(file));
    let mut inks = BTreeMap::new();
    for object in file.read.objects.values() {
        visit(object, &mut |part| match part {
            Object::Dictionary(dict) => dictionary(file, dict, &mut broken),
            Object::Stream(stream) => {
                dictionary(file, &stream.dict, &mut broken);
                of_stream(file, &stream.dict, &mut broken);
            }
            Object::Name(name) if OTHER_COLOURS.contains(&name.as_slice()) => {
                broken.push(Broken::new("colour", String::from_utf8_lossy(name)));
            }
            Object::Array(array) => spot(file, array, &mut inks, &mut broken),
            _ => {}
        });
    }
    broken
}

/// Everything inside of an object, itself first; references are not followed.
fn visit<'a>(object: &'a Object, look: &mut dyn FnMut(&'a Object)) {
    look(object);
    match object {
        Object::Array(array) => array.iter().for_each(|part| visit(part, look)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, part)| visit(part, look)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, part)| visit(part, look)),
        _ => {}
    }
}

fn pages(file: &Subject<'_>) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (number, id) in file.read.get_pages() {
        let Ok(page) = file.read.get_dictionary(id) else { continue };
        let rect = |name: &str| {
            let numbers = file.entry(page, name)?.as_array().ok()?;
            let numbers: Vec<f32> = numbers.iter().filter_map(|number| number.as_float().ok()).collect();
            <[f32; 4]>::try_from(numbers).ok()
        };
        // Coordinates are rounded to a thousandth.
        let inside = |[a, b, c, d]: [f32; 4], [left, bottom, right, top]: [f32; 4]| {
            a >= left - 0.002 && b >= bottom - 0.002 && c <= right + 0.002 && d <= top + 0.002
        };
        let (media, trim, bleed) = (rect("MediaBox"), rect("TrimBox"), rect("BleedBox"));
        let right = !page.has(b"ArtBox")
            && media.zip(trim).is_some_and(|(media, trim)| {
                let bleed = bleed.unwrap_or(trim);
                inside(trim, bleed) && inside(bleed, media)
            });
        if !right {
            broken.push(Broken::new("boxes", format!("page {number}")));
        }
        if page.has(b"Annots") {
            broken.push(Broken::new("annotations", format!("page {number}")));
        }
    }
    broken
}

fn catalog(file: &Subject<'_>) -> Vec<Broken> {
    let Some(catalog) = file.catalog() else { return vec![Broken::new("trailer", "Root")] };
    let mut broken: Vec<Broken> = ["OpenAction", "AA", "AcroForm", "URI"]
        .into_iter()
        .filter(|key| catalog.has(key.as_bytes()))
        .map(|key| Broken::new("actions", key))
        .collect();
    let Some(layers) = file.dict(catalog, "OCProperties") else { return broken };
    if file.is_x1a() {
        broken.push(Broken::new("optional-content", "OCProperties"));
        return broken;
    }
    let count = |dict: Option<&Dictionary>, key: &str| {
        dict.and_then(|dict| dict.get(key.as_bytes()).ok()).and_then(|list| list.as_array().ok()).map_or(0, Vec::len)
    };
    let configuration = file.dict(layers, "D");
    let named = configuration.is_some_and(|configuration| configuration.has(b"Name") && !configuration.has(b"AS"));
    if !named || count(configuration, "Order") != count(Some(layers), "OCGs") {
        broken.push(Broken::new("optional-content", "D"));
    }
    broken
}

fn dictionary(file: &Subject<'_>, dict: &Dictionary, broken: &mut Vec<Broken>) {
    let name = |key: &[u8]| dict.get(key).and_then(Object::as_name).unwrap_or_default();
    if matches!(name(b"S"), b"JavaScript" | b"URI" | b"Launch" | b"GoToR" | b"SubmitForm") || dict.has(b"JS") {
        broken.push(Broken::new("actions", "S"));
    }
    if dict.has(b"TR") || dict.has(b"HTP") || (dict.has(b"TR2") && name(b"TR2") != b"Default") {
        broken.push(Broken::new("graphics-state", "TR"));
    }
    if dict.has(b"BM") && !BLENDS.contains(&name(b"BM")) {
        broken.push(Broken::new("graphics-state", "BM"));
    }
    if matches!(name(b"Type"), b"Font") && !is_embedded(file, dict) {
        broken.push(Broken::new("fonts", String::from_utf8_lossy(name(b"BaseFont"))));
    }
    if file.is_x1a() {
        transparency(dict, name(b"S"), name(b"BM"), broken);
    }
}

fn transparency(dict: &Dictionary, kind: &[u8], blend: &[u8], broken: &mut Vec<Broken>) {
    let thin = |key: &[u8]| dict.get(key).and_then(Object::as_float).is_ok_and(|opacity| opacity < 1.0);
    let masked = dict.get(b"SMask").is_ok_and(|mask| !mask.as_name().is_ok_and(|name| name == b"None"));
    let blended = !blend.is_empty() && !matches!(blend, b"Normal" | b"Compatible");
    for (found, what) in [(thin(b"ca") || thin(b"CA"), "ca"), (masked, "SMask"), (blended, "BM")] {
        if found {
            broken.push(Broken::new("transparency", what));
        }
    }
    if kind == b"Transparency" {
        broken.push(Broken::new("transparency", "Group"));
    }
}

/// A composite font is embedded where its descendant is; the glyphs of a Type 3 font are its own.
fn is_embedded(file: &Subject<'_>, font: &Dictionary) -> bool {
    let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    if matches!(kind, b"Type0" | b"Type3") {
        return true;
    }
    let descriptor = font.get(b"FontDescriptor").ok();
    let descriptor = descriptor.and_then(|id| file.read.dereference(id).ok()).and_then(|(_, dict)| dict.as_dict().ok());
    descriptor
        .is_some_and(|descriptor| [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key)))
}

fn of_stream(file: &Subject<'_>, dict: &Dictionary, broken: &mut Vec<Broken>) {
    let names = |key: &[u8]| match dict.get(key) {
        Ok(Object::Name(name)) => vec![name.clone()],
        Ok(Object::Array(all)) => all.iter().filter_map(|name| Some(name.as_name().ok()?.to_vec())).collect(),
        _ => Vec::new(),
    };
    for filter in names(b"Filter") {
        let old = matches!(filter.as_slice(), b"JPXDecode" | b"JBIG2Decode") && file.is_x1a();
        if old || matches!(filter.as_slice(), b"LZWDecode" | b"LZW" | b"Crypt") {
            broken.push(Broken::new("filters", String::from_utf8_lossy(&filter)));
        }
    }
    if dict.has(b"F") || dict.has(b"FFilter") {
        broken.push(Broken::new("external", "F"));
    }
    let is = |key: &[u8], value: &[u8]| dict.get(key).and_then(Object::as_name).is_ok_and(|name| name == value);
    if is(b"Subtype", b"PS") || is(b"Subtype2", b"PS") {
        broken.push(Broken::new("xobjects", "PS"));
    }
    for key in ["Ref", "OPI", "Alternates"] {
        if dict.has(key.as_bytes()) && is(b"Type", b"XObject") {
            broken.push(Broken::new("xobjects", key));
        }
    }
}

/// One ink, one recipe.
fn spot(file: &Subject<'_>, array: &[Object], inks: &mut BTreeMap<Vec<u8>, String>, broken: &mut Vec<Broken>) {
    let [kind, name, alternate, tint] = array else { return };
    if !kind.as_name().is_ok_and(|kind| kind == b"Separation") {
        return;
    }
    let Ok(name) = name.as_name() else { return };
    let tint = file.read.dereference(tint).map_or(tint, |(_, tint)| tint);
    let recipe = format!("{alternate:?} {tint:?}");
    let known = inks.entry(name.to_vec()).or_insert_with(|| recipe.clone());
    if *known != recipe {
        broken.push(Broken::new("spot", String::from_utf8_lossy(name)));
    }
}
