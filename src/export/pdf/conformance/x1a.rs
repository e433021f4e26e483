//! PDF/X-1a:2003 (ISO 15930-4).

use super::Mark::{Enforced, Open, Unused};
use super::{Clause, clause};

pub(super) const CLAUSES: &[Clause] = &[
    clause("header", Enforced, "the header names PDF 1.4 or less"),
    clause("trailer", Enforced, "the trailer has an ID of two strings and no encryption"),
    clause("structure", Enforced, "a table of objects: no object streams, no cross-reference stream"),
    clause("info", Enforced, "the document information names PDF/X-1a:2003, title, dates and Trapped True or False"),
    clause("xmp", Enforced, "XMP, where there is one, agrees with the information"),
    clause("output-intent", Enforced, "one GTS_PDFX output intent: a condition, its registry or its words"),
    clause("profile", Enforced, "the profile is an output profile for four inks, version 2 or 4, four components"),
    clause("boxes", Enforced, "each page has a MediaBox and a TrimBox, no ArtBox; trim in bleed in medium"),
    clause("annotations", Enforced, "nothing to click or to fill in stands on a page"),
    clause("actions", Enforced, "no actions, no scripts, no forms"),
    clause("colour", Enforced, "inks, grey and spot inks alone"),
    clause(
        "transparency",
        Enforced,
        "nothing transparent: no opacity, soft masks, blend modes or groups; what is transparent in a scene is flattened",
    ),
    clause("spot", Enforced, "one spot ink has one alternate colour and one tint function"),
    clause(
        "operators",
        Enforced,
        "content streams hold operators of PDF 1.4 alone, saved states and marked content closed",
    ),
    clause("graphics-state", Enforced, "no transfer functions, no halftone phase"),
    clause("filters", Enforced, "no LZW, no Crypt, no JPEG 2000, no JBIG2"),
    clause("external", Enforced, "no stream lies outside the file"),
    clause("xobjects", Enforced, "no PostScript, no references to other files, no OPI, no alternates"),
    clause("fonts", Enforced, "every font is embedded"),
    clause("optional-content", Enforced, "no layers"),
    clause(
        "glyphs",
        Open,
        "no glyph that is missing, widths as in the font file: kept by how fonts are cut down, looked at by tests",
    ),
    clause("halftones", Unused, "halftones of type 1 and 5 without names: none is written"),
    clause("bits", Unused, "pictures of at most eight bits a channel: all are of eight"),
    clause("embedded-files", Unused, "no embedded files: none is written"),
];
