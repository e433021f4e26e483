//! `info-agreement`: the Info dictionary and the XMP metadata contradict each other, or PDF/X-1a misses a field.
//!
//! **What.** Title, creation and change dates and Trapped say the same where both say them. PDF/X-1a needs Title,
//! CreationDate and ModDate in the Info dictionary.
//! **Why.** Two programs of the same workflow would show two titles or two versions of one job.
//! **Fix.** Export again; do not edit one of the two with a tool that leaves the other alone.
//! **Source.** ISO 15930-7, 6.4; ISO 15930-4, 6.2.

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::xmp::{DC, PDF, XMP};

pub(super) const RULE: Rule = Rule::whole("info-agreement", look);

const PAIRS: [(&str, &str, &str); 3] = [("Title", DC, "title"), ("CreationDate", XMP, "CreateDate"), ("ModDate", XMP, "ModifyDate")];

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let again = || say!("exportez de nouveau en PDF/X", "export again as PDF/X");
    let info = desk.file.info();
    let text = |key: &str| info.and_then(|info| desk.file.text(info, key)).filter(|text| !text.is_empty());
    if desk.is_x1a() {
        let missing: Vec<&str> = ["Title", "CreationDate", "ModDate"].into_iter().filter(|key| text(key).is_none()).collect();
        if !missing.is_empty() {
            let list = missing.join(", ");
            notes.take(Note::error(say!("il manque au dictionnaire Info : {list}", "the Info dictionary lacks {list}"), again()));
        }
    }
    if !desk.is_pdfx() {
        return;
    }
    let mut apart = Vec::new();
    for (key, space, name) in PAIRS {
        if let (Some(ours), Some(theirs)) = (text(key), desk.metadata.get(space, name)) {
            let same = if name.ends_with("Date") { dates_agree(&ours, theirs) } else { ours == theirs };
            if !same {
                apart.push(format!("{key} « {ours} » / « {theirs} »"));
            }
        }
    }
    let trapped = info.and_then(|info| desk.file.name(info, "Trapped")).map(super::shown);
    if let (Some(ours), Some(theirs)) = (trapped, desk.metadata.get(PDF, "Trapped")) && ours != theirs {
        apart.push(format!("Trapped « {ours} » / « {theirs} »"));
    }
    if !apart.is_empty() {
        let list = apart.join(", ");
        notes.take(Note::error(
            say!("Info et XMP se contredisent : {list}", "Info and XMP contradict each other: {list}"),
            again(),
        ));
    }
}

/// `D:20260101120000+01'00'` and `2026-01-01T12:00:00+01:00`: the digits that both have.
fn dates_agree(info: &str, xmp: &str) -> bool {
    let stamp = |text: &str| text.chars().filter(char::is_ascii_digit).take(14).collect::<String>();
    let (a, b) = (stamp(info), stamp(xmp));
    // An XMP date with another time zone is the same moment written otherwise: days apart are what people notice.
    let zone = |text: &str| text.rsplit(['T', ':']).next().map(str::to_owned);
    let length = a.len().min(b.len());
    a.get(..length) == b.get(..length) || zone(info) != zone(xmp) && xmp.ends_with('Z') && !info.ends_with('Z') && a.get(..6) == b.get(..6)
}
