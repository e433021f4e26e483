//! PDF/X-4 (ISO 15930-7:2010).

use super::Mark::{Enforced, Open, Unused};
use super::{Clause, clause};

pub(super) const CLAUSES: &[Clause] = &[
    clause("header", Enforced, "the header names PDF 1.6 or less"),
    clause("trailer", Enforced, "the trailer has an ID of two strings and no encryption"),
    clause("info", Enforced, "the document information has title, dates and Trapped True or False"),
    clause(
        "xmp",
        Enforced,
        "XMP names PDF/X-4, title, dates, trapping and the document; it agrees with the information",
    ),
    clause(
        "output-intent",
        Enforced,
        "one GTS_PDFX output intent: a condition, its registry or its words, an embedded profile",
    ),
    clause("profile", Enforced, "the profile is an output profile for four inks, version 2 or 4, four components"),
    clause("boxes", Enforced, "each page has a MediaBox and a TrimBox, no ArtBox; trim in bleed in medium"),
    clause("annotations", Enforced, "nothing to click or to fill in stands on a page"),
    clause("actions", Enforced, "no actions, no scripts, no forms"),
    clause("colour", Enforced, "inks, grey and spot inks alone, in content, pictures, shadings, groups and masks"),
    clause("spot", Enforced, "one spot ink has one alternate colour and one tint function"),
    clause(
        "operators",
        Enforced,
        "content streams hold operators of PDF 1.6 alone, saved states and marked content closed",
    ),
    clause("graphics-state", Enforced, "no transfer functions, no halftone phase, standard blend modes"),
    clause("filters", Enforced, "no LZW, no Crypt"),
    clause("external", Enforced, "no stream lies outside the file"),
    clause("xobjects", Enforced, "no PostScript, no references to other files, no OPI, no alternates"),
    clause("fonts", Enforced, "every font is embedded"),
    clause(
        "optional-content",
        Enforced,
        "the configuration has a name, no automatic states, an order with every layer",
    ),
    clause(
        "glyphs",
        Open,
        "no glyph that is missing, widths as in the font file: kept by how fonts are cut down, looked at by tests",
    ),
    clause("halftones", Unused, "halftones of type 1 and 5 without names: none is written"),
    clause("rendering-intents", Unused, "standard rendering intents: none is written"),
    clause("view-area", Unused, "ViewArea, PrintArea and their clips name MediaBox or BleedBox: none is written"),
    clause("embedded-files", Unused, "no embedded files: none is written"),
    clause("alternate-presentations", Unused, "no alternate presentations, no transitions: none is written"),
    clause("separation-info", Unused, "no pre-separated pages: none is written"),
    clause("jpeg-2000", Unused, "JPEG 2000 pictures as the standard allows: none is written"),
    clause("trapping", Unused, "trap networks as the standard allows: none is written"),
];
