//! Values of attributes and properties: whether usvg can read them. What it cannot read it leaves out without a
//! word.

use std::ops::Range;
use std::str::FromStr;

use super::known::{self, Fate};

/// Functions that no value may use.
const FOREIGN_FUNCTIONS: [&str; 13] = [
    "calc(",
    "color(",
    "color-mix(",
    "device-cmyk(",
    "env(",
    "icc-color(",
    "lab(",
    "lch(",
    "light-dark(",
    "max(",
    "min(",
    "oklch(",
    "var(",
];

/// False for a value that would be passed over.
pub(super) fn is_readable(name: &str, value: &str) -> bool {
    let value = value.trim();
    if matches!(value, "initial" | "unset" | "revert") || FOREIGN_FUNCTIONS.iter().any(|name| value.contains(name)) {
        return false;
    }
    if value == "inherit" {
        return true;
    }
    match name {
        "d" => svgtypes::PathParser::from(value).all(|segment| segment.is_ok()),
        "points" => has_even_numbers(value),
        "transform" | "gradientTransform" | "patternTransform" => {
            value == "none" || svgtypes::Transform::from_str(value).is_ok()
        }
        "fill" | "stroke" => svgtypes::Paint::from_str(value).is_ok(),
        "color" | "flood-color" | "lighting-color" | "stop-color" => {
            value == "currentColor" || svgtypes::Color::from_str(value).is_ok()
        }
        "font-family" => is_font_list(value),
        "viewBox" => svgtypes::ViewBox::from_str(value).is_ok(),
        "width" | "height" | "rx" | "ry" if value == "auto" => true,
        "cx" | "cy" | "fr" | "fx" | "fy" | "height" | "r" | "rx" | "ry" | "stroke-dashoffset" | "stroke-width"
        | "width" | "x1" | "x2" | "y1" | "y2" => svgtypes::Length::from_str(value).is_ok(),
        "stroke-dasharray" => value == "none" || svgtypes::LengthListParser::from(value).all(|length| length.is_ok()),
        "fill-opacity" | "flood-opacity" | "opacity" | "stop-opacity" | "stroke-opacity" => is_fraction(value),
        _ => true,
    }
}

/// Whether a list of font names is well-formed.
pub(super) fn is_font_list(value: &str) -> bool {
    svgtypes::parse_font_families(value).is_ok_and(|families| !families.is_empty())
}

fn is_fraction(value: &str) -> bool {
    let number = value.strip_suffix('%').unwrap_or(value);
    svgtypes::Number::from_str(number).is_ok()
}

fn has_even_numbers(value: &str) -> bool {
    let mut count = 0;
    for number in svgtypes::NumberListParser::from(value) {
        if number.is_err() {
            return false;
        }
        count += 1;
    }
    count % 2 == 0
}

/// Numbers beyond this many px (264 m) are no artwork: sums of them are infinite in single precision.
const LARGEST: f64 = 1e6;

/// Where a number in an attribute is out of all proportion.
pub(super) fn outsized(document: &roxmltree::Document<'_>) -> Option<Range<usize>> {
    let attributes = document.descendants().flat_map(|node| node.attributes());
    let mut numeric =
        attributes.filter(|attribute| attribute.namespace().is_none() && may_hold_numbers(attribute.name()));
    numeric.find(|attribute| has_outsized(attribute.value())).map(|attribute| attribute.range())
}

fn may_hold_numbers(name: &str) -> bool {
    let is_name = matches!(name, "id" | "class" | "href" | "font-family" | "font" | "result" | "in" | "in2" | "style");
    let is_paint = matches!(name, "fill" | "stroke") || name.ends_with("color");
    !is_name && !is_paint && known::attribute(name) == Fate::Carried
}

/// Numbers as SVG writes them, in a row without more between them than they need: `1e3-4.5`.
fn has_outsized(value: &str) -> bool {
    let mut token = String::new();
    let mut is_large = false;
    for c in value.chars().chain([' ']) {
        let is_sign = matches!(c, '+' | '-') && !token.ends_with(['e', 'E']);
        let is_part = c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
        if !is_part || is_sign {
            is_large |= token.parse::<f64>().is_ok_and(|number| number.abs() > LARGEST);
            token.clear();
        }
        if is_part && (!token.is_empty() || !matches!(c, 'e' | 'E')) {
            token.push(c);
        }
    }
    is_large
}

/// The targets of `url(…)` in a value, without quotes, and whether a fallback follows each.
pub(super) fn urls(value: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once("url(") {
        let (target, after) = after.split_once(')').unwrap_or((after, ""));
        found.push((target.trim().trim_matches(['"', '\'']), !after.trim().is_empty()));
        rest = after;
    }
    found
}
