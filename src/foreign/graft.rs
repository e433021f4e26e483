//! The pages themselves in place of their stand-ins: every form that the exporter wrote for a stand-in becomes the page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat};
use sha2::{Digest, Sha256};

use super::contents::Contents;
use super::copy::Copier;
use super::page::{Face, Resources};
use super::{Foreign, fault, follow};
use crate::diag::Diagnostic;
use crate::export::pdf;
use crate::scene::ArtworkId;

/// Puts the pages of `foreign` into `written`, the exporter's file of a scene that shows their stand-ins.
///
/// # Errors
/// An object of the foreign file that a page needs cannot be read.
pub fn graft(written: &[u8], foreign: &Foreign) -> Result<Vec<u8>, Diagnostic> {
    graft_all(written, &[(foreign, 0)])
}

/// The same for several files whose stand-ins were merged into one scene, each with the number of its first artwork.
///
/// # Errors
/// As [`graft`].
pub fn graft_all(written: &[u8], files: &[(&Foreign, u32)]) -> Result<Vec<u8>, Diagnostic> {
    let mut target = Document::load_mem(written).map_err(|_| fault::not_grafted())?;
    // Before anything is carried over: pages may call their own forms by the names of the exporter.
    let forms = forms(&target);
    for (foreign, first) in files {
        let source = &foreign.file;
        let mut copier = Copier::new(source, &mut target);
        let mut listed = BTreeMap::new();
        for (index, face) in (*first..).zip(&foreign.faces) {
            let Some(form) = forms.get(&pdf::artwork_name(ArtworkId(index))) else { continue };
            let resources = resources(source, face, &mut copier, &mut listed);
            let page = form_of(source, face, *form, resources, &mut copier);
            copier.target().objects.insert(*form, Object::Stream(page));
        }
        catalog(source, &mut copier);
        copier.finish()?;
    }
    save(target, written, files).ok_or_else(fault::not_grafted)
}

/// Every form by the name under which streams call it: equal names mean equal things all over the exporter's file.
fn forms(file: &Document) -> BTreeMap<String, ObjectId> {
    let mut forms = BTreeMap::new();
    let mut note = |dictionary: &Dictionary| {
        let Ok(objects) = dictionary.get(b"XObject") else { return };
        for (name, object) in follow(file, objects).as_dict().into_iter().flatten() {
            if let Ok(id) = object.as_reference() {
                forms.insert(String::from_utf8_lossy(name).into_owned(), id);
            }
        }
    };
    for object in file.objects.values() {
        let dictionary = match object {
            Object::Stream(stream) => &stream.dict,
            Object::Dictionary(dictionary) => dictionary,
            _ => continue,
        };
        note(dictionary);
        if let Ok(resources) = dictionary.get(b"Resources").and_then(Object::as_dict) {
            note(resources);
        }
    }
    forms
}

/// The page's resources as an object of the target, the same one for all pages that share them.
fn resources(
    source: &Document,
    face: &Face,
    copier: &mut Copier<'_>,
    listed: &mut BTreeMap<ObjectId, ObjectId>,
) -> Object {
    match &face.resources {
        Resources::None => Object::Dictionary(Dictionary::new()),
        Resources::At(id) => copier.copied(&Object::Reference(*id)),
        Resources::Within(owner) => {
            if let Some(known) = listed.get(owner) {
                return Object::Reference(*known);
            }
            let found = source.get_dictionary(*owner).and_then(|owner| owner.get(b"Resources"));
            let copied = found.map_or_else(|_| Object::Dictionary(Dictionary::new()), |found| copier.copied(found));
            let id = copier.add(copied);
            listed.insert(*owner, id);
            Object::Reference(id)
        }
    }
}

/// The page as a form, lying where the stand-in lay.
fn form_of(source: &Document, face: &Face, form: ObjectId, resources: Object, copier: &mut Copier<'_>) -> Stream {
    let place = copier.target().get_object(form).and_then(Object::as_stream).map(|form| matrix(&form.dict));
    let place = place.unwrap_or(IDENTITY);
    let mut dict = Dictionary::new();
    dict.set("Type", "XObject");
    dict.set("Subtype", "Form");
    let room = &face.room;
    dict.set("BBox", numbers(&[room.left, room.bottom, room.right, room.top]));
    dict.set("Matrix", numbers(&after(&place, &face.map)));
    dict.set("Resources", resources);
    if let Some(Ok(group)) = face.group.as_ref().map(Object::as_dict) {
        let mut group = copier.dictionary(group);
        // The group of a page is isolated, whatever it says (ISO 32000-1, 11.4.7); that of a form only if it says so.
        group.set("I", true);
        dict.set("Group", group);
    }
    let content = match &face.contents {
        Contents::Joined(packed) => {
            dict.set("Filter", "FlateDecode");
            packed.clone()
        }
        Contents::One(id) => {
            let Ok(stream) = source.get_object(*id).and_then(Object::as_stream) else {
                return Stream::new(dict, Vec::new());
            };
            for key in ["Filter", "DecodeParms"] {
                if let Ok(entry) = stream.dict.get(key.as_bytes()) {
                    let entry = copier.copied(entry);
                    dict.set(key, entry);
                }
            }
            stream.content.clone()
        }
    };
    Stream::new(dict, content)
}

const IDENTITY: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn matrix(form: &Dictionary) -> [f64; 6] {
    let numbers = form.get(b"Matrix").and_then(Object::as_array).ok();
    let numbers = numbers.map(|numbers| numbers.iter().filter_map(|number| number.as_float().ok()).map(f64::from));
    numbers.and_then(|numbers| numbers.collect::<Vec<_>>().try_into().ok()).unwrap_or(IDENTITY)
}

/// The map that applies `first` and then `second`, both in the order of PDF.
fn after(second: &[f64; 6], first: &[f64; 6]) -> [f64; 6] {
    let [a, b, c, d, e, f] = *first;
    let [sa, sb, sc, sd, se, sf] = *second;
    [a * sa + b * sc, a * sb + b * sd, c * sa + d * sc, c * sb + d * sd, e * sa + f * sc + se, e * sb + f * sd + sf]
}

fn numbers(values: &[f64]) -> Object {
    Object::Array(values.iter().map(|value| Object::Real(*value as f32)).collect())
}

/// Layers and the printing condition of the foreign file go with its pages.
fn catalog(source: &Document, copier: &mut Copier<'_>) {
    let Ok(theirs) = source.catalog() else { return };
    for key in ["OCProperties", "OutputIntents"] {
        if let Ok(entry) = theirs.get(key.as_bytes()) {
            let entry = copier.copied(entry);
            if let Ok(ours) = copier.target().catalog_mut() {
                ours.set(key, entry);
            }
        }
    }
}

fn save(mut target: Document, written: &[u8], files: &[(&Foreign, u32)]) -> Option<Vec<u8>> {
    let all = files.iter().fold(Sha256::new().chain_update(written), |all, (file, _)| all.chain_update(file.digest));
    let digest = all.finalize();
    let id = digest.get(..16)?.to_vec();
    rename(&mut target, &id);
    let id = Object::String(id, StringFormat::Hexadecimal);
    // The trailer of a file with a cross-reference stream tells how that stream is packed; the new one is not.
    let mut trailer = Dictionary::new();
    for key in [&b"Root"[..], b"Info"] {
        if let Ok(entry) = target.trailer.get(key) {
            trailer.set(key, entry.clone());
        }
    }
    trailer.set("ID", vec![id.clone(), id]);
    target.trailer = trailer;
    for (foreign, _) in files {
        if foreign.file.version > target.version {
            target.version.clone_from(&foreign.file.version);
        }
    }
    target.objects.retain(|_, object| {
        let kind = object.as_stream().and_then(|stream| stream.dict.get_type()).unwrap_or_default();
        !matches!(kind, b"XRef" | b"ObjStm")
    });
    let options = SaveOptions { use_object_streams: true, use_xref_streams: true, ..SaveOptions::default() };
    let mut bytes = Vec::with_capacity(written.len());
    target.save_with_options(&mut bytes, options).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}

/// The metadata's identifier follows from the pages too: two files imposed alike are two documents.
fn rename(target: &mut Document, id: &[u8]) {
    const LABEL: &[u8] = b"<xmpMM:DocumentID>uuid:";
    let metadata = target.catalog().and_then(|catalog| catalog.get(b"Metadata")).and_then(Object::as_reference);
    let stream = metadata.and_then(|id| target.get_object_mut(id)).and_then(Object::as_stream_mut);
    let Ok(stream) = stream else { return };
    let Some(at) = stream.content.windows(LABEL.len()).position(|window| window == LABEL) else { return };
    let mut digits = id.iter().flat_map(|byte| format!("{byte:02x}").into_bytes());
    let uuid = stream.content.iter_mut().skip(at + LABEL.len()).take(36).enumerate();
    for (place, byte) in uuid {
        // Version and variant stay as they are (RFC 9562).
        if !matches!(place, 8 | 13 | 14 | 18 | 19 | 23) {
            *byte = digits.next().unwrap_or(b'0');
        }
    }
}
