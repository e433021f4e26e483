//! What of SVG is carried over: elements, attributes and properties by name. SVG 1.1 second edition and the parts of
//! SVG 2 and CSS that usvg 0.49 reads.

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// It is carried over.
    Carried,
    /// It paints nothing anywhere.
    Silent,
    /// It paints in other programs and is lost here.
    Lost,
    /// It does something else than painting, which is left out.
    Ignored,
}

/// The fate of an SVG element.
pub(super) fn element(name: &str) -> Element {
    match name {
        "svg" | "g" | "a" | "defs" | "symbol" | "use" | "switch" | "style" => Element::Carried,
        "rect" | "circle" | "ellipse" | "line" | "polyline" | "polygon" | "path" | "image" => Element::Carried,
        "text" | "tspan" | "textPath" | "tref" => Element::Carried,
        "linearGradient" | "radialGradient" | "stop" | "pattern" => Element::Carried,
        "clipPath" | "mask" | "marker" | "filter" => Element::Carried,
        primitive if FILTER_PRIMITIVES.contains(&primitive) => Element::Carried,
        "title" | "desc" | "metadata" | "view" | "cursor" => Element::Silent,
        "script" | "animate" | "animateTransform" | "animateMotion" | "animateColor" | "set" | "discard"
        | "handler" => Element::Ignored,
        _ => Element::Lost,
    }
}

#[rustfmt::skip]
const FILTER_PRIMITIVES: [&str; 25] = [
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
];

/// What becomes of an attribute or a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is carried over, whatever its value.
    Carried,
    /// It changes nothing on paper.
    Silent,
    /// It is left out; these values ask for nothing.
    Limited(&'static [&'static str]),
    /// Not known at all.
    Unknown,
}

/// The fate of a property in a `style` attribute or a style sheet.
pub(super) fn property(name: &str) -> Fate {
    if PROPERTIES.contains(&name) || matches!(name, "mix-blend-mode" | "isolation" | "font-kerning") {
        return Fate::Carried;
    }
    limited(name).unwrap_or_else(|| if is_silent(name) { Fate::Silent } else { Fate::Unknown })
}

/// The fate of an attribute without namespace.
pub(super) fn attribute(name: &str) -> Fate {
    if PROPERTIES.contains(&name) || ATTRIBUTES.contains(&name) {
        return Fate::Carried;
    }
    let silent = is_silent(name) || SILENT_ATTRIBUTES.contains(&name);
    limited(name).unwrap_or(if silent || name.starts_with("data-") || name.starts_with("aria-") {
        Fate::Silent
    } else {
        Fate::Unknown
    })
}

/// Whether a name is one of the geometry properties of SVG 2, which usvg reads as attributes alone.
pub(super) fn is_geometry(name: &str) -> bool {
    matches!(name, "cx" | "cy" | "d" | "height" | "r" | "rx" | "ry" | "width" | "x" | "y")
}

fn is_silent(name: &str) -> bool {
    SILENT.contains(&name) || name.starts_with("-inkscape-") || name.starts_with("--")
}

fn limited(name: &str) -> Option<Fate> {
    LIMITED.iter().find(|(known, _)| *known == name).map(|(_, harmless)| Fate::Limited(harmless))
}

/// Presentation properties that usvg reads as attributes and in CSS alike.
#[rustfmt::skip]
const PROPERTIES: &[&str] = &[
    "alignment-baseline", "background-color", "baseline-shift", "clip-path", "clip-rule", "color",
    "color-interpolation-filters", "display", "dominant-baseline", "fill", "fill-opacity", "fill-rule", "filter",
    "flood-color", "flood-opacity", "font", "font-family", "font-optical-sizing", "font-size", "font-stretch",
    "font-style", "font-variation-settings", "font-weight", "kerning", "letter-spacing", "lighting-color", "marker",
    "marker-end", "marker-mid", "marker-start", "mask", "mask-type", "opacity", "overflow", "paint-order",
    "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "text-decoration",
    "text-rendering", "transform", "transform-origin", "visibility", "word-spacing", "writing-mode",
];

/// Attributes that are no properties: usvg does not read them in CSS.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "amplitude", "azimuth", "baseFrequency", "bias", "clipPathUnits", "cx", "cy", "d", "diffuseConstant", "divisor",
    "dx", "dy", "edgeMode", "elevation", "exponent", "filterUnits", "fr", "fx", "fy", "gradientTransform",
    "gradientUnits", "height", "href", "in", "in2", "intercept", "k1", "k2", "k3", "k4", "kernelMatrix",
    "lengthAdjust", "limitingConeAngle", "markerHeight", "markerUnits", "markerWidth", "maskContentUnits",
    "maskUnits", "mode", "numOctaves", "offset", "operator", "order", "orient", "patternContentUnits",
    "patternTransform", "patternUnits", "points", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha",
    "preserveAspectRatio", "primitiveUnits", "r", "radius", "refX", "refY", "requiredExtensions", "requiredFeatures",
    "result", "rotate", "rx", "ry", "scale", "seed", "slope", "specularConstant", "specularExponent", "spreadMethod",
    "startOffset", "stdDeviation", "stitchTiles", "style", "surfaceScale", "systemLanguage", "tableValues", "targetX",
    "targetY", "textLength", "type", "values", "viewBox", "width", "x", "x1", "x2", "xChannelSelector", "y", "y1",
    "y2", "yChannelSelector", "z",
];

/// Properties that are left out, with the values for which that changes nothing.
const LIMITED: &[(&str, &[&str])] = &[
    ("background", &["none", "transparent"]),
    ("clip", &["auto"]),
    ("color-interpolation", &["sRGB", "auto"]),
    ("direction", &["ltr"]),
    ("font-feature-settings", &["normal"]),
    ("font-size-adjust", &["none"]),
    ("font-variant", &["normal", "none"]),
    ("font-variant-caps", &["normal"]),
    ("font-variant-east-asian", &["normal"]),
    ("font-variant-ligatures", &["normal"]),
    ("font-variant-numeric", &["normal"]),
    ("font-variant-position", &["normal"]),
    ("glyph-orientation-horizontal", &["0", "0deg", "auto"]),
    ("glyph-orientation-vertical", &["0", "0deg", "auto"]),
    ("image-rendering", &["auto", "optimizeQuality", "smooth", "high-quality"]),
    ("inline-size", &["auto", "0"]),
    ("mask-border", &["none"]),
    ("mask-border-source", &["none"]),
    ("mask-image", &["none"]),
    ("mix-blend-mode", &["normal"]),
    ("pathLength", &[]),
    ("shape-subtract", &["none"]),
    ("stroke-linejoin", &["miter", "round", "bevel"]),
    ("text-decoration-line", &["none"]),
    ("text-orientation", &["mixed"]),
    ("text-overflow", &["clip"]),
    ("text-transform", &["none"]),
    ("transform-box", &["view-box"]),
    ("unicode-bidi", &["normal"]),
    ("vector-effect", &["none"]),
    ("isolation", &["auto"]),
    ("font-kerning", &["auto"]),
];

/// Properties without effect on paper, or that programs write beside those that count.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "buffered-rendering", "color-profile", "color-rendering", "cursor", "enable-background", "font-synthesis",
    "line-height", "margin", "padding", "pointer-events", "shape-image-threshold", "shape-inside", "shape-margin",
    "shape-padding", "solid-color", "solid-opacity", "text-align", "text-align-last", "text-decoration-color",
    "text-decoration-fill", "text-decoration-skip-ink", "text-decoration-stroke", "text-decoration-style",
    "text-indent", "text-underline-position", "touch-action", "user-select", "white-space", "will-change",
];

/// Attributes without effect on paper.
#[rustfmt::skip]
const SILENT_ATTRIBUTES: &[&str] = &[
    "baseProfile", "class", "contentScriptType", "contentStyleType", "crossorigin", "decoding", "download",
    "externalResourcesRequired", "focusable", "hreflang", "id", "kernelUnitLength", "lang", "media", "name", "rel",
    "role", "side", "tabindex", "target", "title", "version", "zoomAndPan",
];
