//! `trapped`: the file does not say whether it has been trapped.
//!
//! **What.** `Trapped` is True or False: in the Info dictionary or, in PDF/X-4, as pdf:Trapped in the metadata. `Unknown` will not do.
//! **Why.** Trapping twice, or not at all, shows as dark or white lines where colours meet.
//! **Fix.** False is right for nearly every file: the printer's RIP traps. Export again as PDF/X.
//! **Source.** ISO 15930-7, 6.5; ISO 15930-4, 6.6.

use super::{Desk, Rule, quoted};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::xmp::PDF;

pub(super) const RULE: Rule = Rule::whole("trapped", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_pdfx() {
        return;
    }
    let info = desk.file.info().and_then(|info| desk.file.name(info, "Trapped"));
    let xmp = desk.metadata.get(PDF, "Trapped").filter(|_| desk.is_x4());
    let message = match (info, xmp) {
        (Some(b"True" | b"False"), _) | (None, Some("True" | "False")) => return,
        (Some(other), _) => say!("Trapped est {other} : True ou False est demandé", "Trapped is {other}: True or False is asked for"; other = quoted(other)),
        (None, Some(other)) => say!("pdf:Trapped est « {other} » : True ou False est demandé", "pdf:Trapped is “{other}”: True or False is asked for"),
        (None, None) => say!("le fichier ne dit pas si les recouvrements sont faits (Trapped)", "the file does not say whether it has been trapped (Trapped)"),
    };
    notes.take(Note::error(message, say!("exportez de nouveau en PDF/X ; False convient presque toujours", "export again as PDF/X; False is nearly always right")));
}
