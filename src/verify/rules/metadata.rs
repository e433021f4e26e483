//! `metadata`: the XMP metadata of a PDF/X-4 file are not there, cannot be read, or lack a field.
//!
//! **What.** The catalog has a `Metadata` stream, unpacked, that is well-formed XML without `bytes` or `encoding` in its first
//! line; it has dc:title, xmp:CreateDate, xmp:ModifyDate, xmp:MetadataDate, xmpMM:DocumentID, xmpMM:VersionID and
//! xmpMM:RenditionClass.
//! **Why.** Prepress systems sort and compare jobs by these fields, and look for the packet in the bytes of the file.
//! **Fix.** Export again as PDF/X-4; a title is set in the document's properties.
//! **Source.** ISO 15930-7, 6.4.

use super::{Desk, Rule};
use crate::diag::Say;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::xmp::{DC, Metadata, XMP, XMPMM};

pub(super) const RULE: Rule = Rule::whole("metadata", look);

/// Properties, as people write them.
const FIELDS: [(&str, &str, &str); 7] = [
    (DC, "title", "dc:title"),
    (XMP, "CreateDate", "xmp:CreateDate"),
    (XMP, "ModifyDate", "xmp:ModifyDate"),
    (XMP, "MetadataDate", "xmp:MetadataDate"),
    (XMPMM, "DocumentID", "xmpMM:DocumentID"),
    (XMPMM, "VersionID", "xmpMM:VersionID"),
    (XMPMM, "RenditionClass", "xmpMM:RenditionClass"),
];

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_x4() {
        return;
    }
    let mut tell = |message: Say| {
        notes.take(Note::error(message, say!("exportez de nouveau en PDF/X-4", "export again as PDF/X-4")));
    };
    match &desk.metadata {
        Metadata::None => tell(say!("le fichier n’a pas de métadonnées XMP", "the file has no XMP metadata")),
        Metadata::Damaged => tell(say!("les métadonnées XMP sont illisibles", "the XMP metadata cannot be read")),
        Metadata::Found(xmp) => {
            if xmp.is_packed {
                tell(say!("les métadonnées XMP sont compressées", "the XMP metadata are compressed"));
            }
            if xmp.has_old_header {
                tell(say!("la première ligne des métadonnées XMP nomme bytes ou encoding", "the first line of the XMP metadata names bytes or encoding"));
            }
            let missing: Vec<&str> = FIELDS
                .iter()
                .filter(|(space, name, _)| desk.metadata.get(space, name).is_none_or(str::is_empty))
                .map(|(_, _, shown)| *shown)
                .collect();
            if !missing.is_empty() {
                let list = missing.join(", ");
                tell(say!("il manque aux métadonnées XMP : {list}", "the XMP metadata lack {list}"));
            }
        }
    }
}
