//! Values of attributes and properties: whether usvg can read them. What it cannot read it leaves out without a
//! word.

use std::str::FromStr;

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
        "viewBox" => svgtypes::ViewBox::from_str(value).is_ok(),
        "width" | "height" | "rx" | "ry" if value == "auto" => true,
        "cx" | "cy" | "fr" | "fx" | "fy" | "height" | "r" | "rx" | "ry" | "stroke-dashoffset" | "stroke-width"
        | "width" | "x1" | "x2" | "y1" | "y2" => svgtypes::Length::from_str(value).is_ok(),
        "stroke-dasharray" => value == "none" || svgtypes::LengthListParser::from(value).all(|length| length.is_ok()),
        "fill-opacity" | "flood-opacity" | "opacity" | "stop-opacity" | "stroke-opacity" => is_fraction(value),
        _ => true,
    }
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
