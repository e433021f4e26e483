//! The size of a drawing's page.

use std::str::FromStr;

use svgtypes::LengthUnit;

use super::notes::Notes;
use super::plane::MM_PER_PX;
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::say;

/// The size that the root element states, exactly; what it leaves open comes from usvg, to a ten-thousandth of a
/// millimetre (it counts px in single precision).
pub(super) fn of(document: &roxmltree::Document<'_>, tree: &usvg::Tree, notes: &mut Notes) -> Size {
    let root = document.root_element();
    let stated = |name| root.attribute(name).and_then(absolute);
    if root.attribute("viewBox").is_none() && (stated("width").is_none() || stated("height").is_none()) {
        notes.add("size", Some(root.range().start..root.range().start + 4), missing());
    }
    let counted = |px: f32| rounded(f64::from(px) * MM_PER_PX, 1e4);
    Size::new(
        stated("width").unwrap_or_else(|| counted(tree.size().width())),
        stated("height").unwrap_or_else(|| counted(tree.size().height())),
    )
}

/// A length that depends on nothing else.
fn absolute(text: &str) -> Option<Length> {
    let length = svgtypes::Length::from_str(text).ok()?;
    let number = length.number;
    let result = match length.unit {
        LengthUnit::None | LengthUnit::Px => Length::mm(number * MM_PER_PX),
        LengthUnit::In => Length::inch(number),
        LengthUnit::Cm => Length::mm(number * 10.0),
        LengthUnit::Mm => Length::mm(number),
        LengthUnit::Pt => Length::pt(number),
        LengthUnit::Pc => Length::pt(number * 12.0),
        LengthUnit::Em | LengthUnit::Ex | LengthUnit::Percent => return None,
    };
    // A millionth of a millimetre: 8.5 in are 215.9 mm, not the nearest product of floats.
    (result > Length::ZERO).then_some(rounded(result.to_mm(), 1e6))
}

fn rounded(millimetres: f64, parts: f64) -> Length {
    Length::mm((millimetres * parts).round() / parts)
}

fn missing() -> Diagnostic {
    Diagnostic::warning(
        "drawing-size",
        say!(
            "le dessin ne dit pas sa taille : celle de son contenu est prise",
            "the drawing does not state its size: that of its content is taken"
        ),
    )
    .hint(say!(
        "donner `width` et `height` en mm à l’élément `svg`, et un `viewBox`",
        "give the `svg` element `width` and `height` in mm, and a `viewBox`"
    ))
}
