//! The report of a preflight as a file: a page that belongs to no kit, in the fonts of the program.

use super::calibrate::lettering;
use crate::diag::{Diagnostics, Lang};
use crate::export::pdf;
use crate::verify::{self, Audit};

/// One page of PDF on what was found in a file: its faulty pages in small, every finding with its place and next step.
///
/// # Errors
/// A page that cannot be written.
pub fn report_on(bytes: &[u8], audit: &Audit, name: &str, lang: Lang) -> Result<Vec<u8>, Diagnostics> {
    let one = |fault| -> Diagnostics { std::iter::once(fault).collect() };
    let document = verify::report(bytes, audit, name, &lettering(lang)).map_err(one)?;
    pdf::export(&document, &pdf::Options::home(Some(pdf::Duplex::Simplex)))
}
