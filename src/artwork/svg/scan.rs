//! The look at a drawing's XML before it is read: everything that would be lost on the way is told with its line.

use std::collections::BTreeSet;
use std::ops::Range;

use roxmltree::{Attribute, Document, Node};

use super::images::Images;
use super::known::{self, Element, Fate};
use super::notes::Notes;
use super::slots::{Edit, Found};
use super::{Import, css, faults, parse, values};
use crate::diag::Diagnostic;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// What a look through a drawing brings besides notes.
#[derive(Default)]
pub(super) struct Scanned {
    /// The pictures it links to.
    pub(super) images: Images,
    /// Spellings that usvg needs otherwise.
    pub(super) edits: Vec<Edit>,
}

/// Looks through a drawing, its slots excepted, and looks up its pictures.
pub(super) fn scan(
    document: &Document<'_>,
    text: &str,
    slots: &[Found],
    how: &Import<'_>,
    notes: &mut Notes,
) -> Scanned {
    let ids = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let mut scan = Scan { text, how, notes, ids, found: Scanned::default(), inside: None, is_single_quoted: false };
    let skip: Vec<Range<usize>> = slots.iter().map(|slot| slot.range.clone()).collect();
    scan.document(document, &skip);
    scan.found
}

/// Looks through a drawing inside the drawing; all its faults stand where its `image` element stands.
pub(super) fn nested(bytes: &[u8], at: &Range<usize>, how: &Import<'_>, notes: &mut Notes) {
    let document = std::str::from_utf8(bytes).ok().and_then(|text| Some((text, parse(text).ok()?)));
    let Some((text, document)) = document else {
        notes.add(format!("nested {}", at.start), Some(at.clone()), faults::unreadable_drawing());
        return;
    };
    if values::outsized(&document).is_some() {
        notes.add(format!("nested {}", at.start), Some(at.clone()), faults::outsized());
        return;
    }
    let ids = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let mut scan =
        Scan { text, how, notes, ids, found: Scanned::default(), inside: Some(at.clone()), is_single_quoted: false };
    scan.document(&document, &[]);
}

struct Scan<'a> {
    text: &'a str,
    how: &'a Import<'a>,
    notes: &'a mut Notes,
    ids: BTreeSet<&'a str>,
    found: Scanned,
    /// Where the drawing stands that this one is inside of.
    inside: Option<Range<usize>>,
    /// The attribute being looked at stands in single quotes.
    is_single_quoted: bool,
}

impl<'a> Scan<'a> {
    fn add(&mut self, key: String, at: Range<usize>, diagnostic: Diagnostic) {
        let at = self.inside.clone().unwrap_or(at);
        self.notes.add(key, Some(at), diagnostic);
    }

    fn remember(&mut self, name: &'static str, at: Range<usize>) {
        let at = self.inside.clone().unwrap_or(at);
        self.notes.remember(name, at);
    }

    fn document(&mut self, document: &'a Document<'_>, slots: &[Range<usize>]) {
        let mut done: BTreeSet<u32> = BTreeSet::new();
        for node in document.root().descendants() {
            let is_skipped = node.parent().is_some_and(|parent| done.contains(&parent.id().get()))
                || slots.iter().any(|slot| *slot == node.range());
            if is_skipped || !self.node(node) {
                done.insert(node.id().get());
            }
        }
    }

    /// False when what is inside needs no look.
    fn node(&mut self, node: Node<'a, '_>) -> bool {
        if let Some(instruction) = node.pi().filter(|instruction| instruction.target == "xml-stylesheet") {
            self.unsupported(instruction.target, node.range(), &faults::instruction_lost(instruction.target));
        }
        if !node.is_element() {
            return true;
        }
        let name = node.tag_name().name();
        let at = self.start_tag(node);
        if !matches!(node.tag_name().namespace(), None | Some(SVG)) || is_hidden(node) {
            return false;
        }
        match known::element(name) {
            Element::Carried => {}
            Element::Silent => return false,
            Element::Ignored => {
                self.unsupported(name, at, &faults::ignored(name));
                return false;
            }
            // The alternative for other programs inside a `switch`: nobody shows it.
            Element::Lost if node.has_attribute("requiredExtensions") => return false,
            Element::Lost => {
                self.add(format!("element {name}"), at, faults::lost(name));
                return false;
            }
        }
        self.element(node, name, &at);
        node.attributes().for_each(|attribute| self.attribute(node, &attribute));
        true
    }

    fn element(&mut self, node: Node<'a, '_>, name: &str, at: &Range<usize>) {
        match name {
            "text" => {
                self.remember("text", at.clone());
                self.add("text".to_owned(), at.clone(), faults::outlined());
            }
            "image" => {
                self.remember("image", at.clone());
                let at = self.inside.clone().unwrap_or_else(|| at.clone());
                let href = href(node).unwrap_or("");
                let is_embedded = href.starts_with("data:");
                if self.inside.is_none() || is_embedded {
                    self.found.images.look_up(href, at, self.how, self.notes);
                } else {
                    self.notes.add("nested link", Some(at), faults::nested_link(href));
                }
            }
            "a" if href(node).is_some() => self.unsupported("a", at.clone(), &faults::link_lost()),
            "pattern" => self.remember("pattern", at.clone()),
            "style" => self.style_element(node, at),
            "use" | "textPath" | "tref" | "linearGradient" | "radialGradient" | "filter" | "feImage" => {
                if let Some(target) = href(node) {
                    self.reference(target, at.clone());
                } else if matches!(name, "use" | "textPath" | "tref") {
                    self.add(format!("reference {name}"), at.clone(), faults::no_target(name));
                }
            }
            _ => {}
        }
    }

    fn attribute(&mut self, node: Node<'a, '_>, attribute: &Attribute<'a, '_>) {
        if attribute.namespace().is_some() {
            return;
        }
        let (name, value) = (attribute.name(), attribute.value());
        let whole = attribute.range_value();
        self.is_single_quoted = self.text.get(..whole.start).is_some_and(|before| before.ends_with('\''));
        if name == "style" {
            // With entities in the value, places inside it cannot be told: the attribute stands for all.
            let exact = self.text.get(whole.clone()) == Some(value);
            for declaration in css::declarations(value, whole.start) {
                let at = if exact { declaration.at.clone() } else { attribute.range() };
                self.declaration(&declaration, at);
            }
            return;
        }
        if name.starts_with("on") && name.len() > 4 && known::attribute(name) == Fate::Unknown {
            self.unsupported("script", attribute.range(), &faults::ignored(name));
            return;
        }
        let is_list = matches!(node.tag_name().name(), "text" | "tspan" | "tref") && matches!(name, "x" | "y");
        if !is_list {
            self.property(name, value, attribute.range(), known::attribute(name));
        }
        if name == "spreadMethod" && value != "pad" {
            self.remember("gradient", attribute.range());
        }
    }

    fn declaration(&mut self, declaration: &css::Declaration<'_>, at: Range<usize>) {
        let (name, value) = (declaration.name, declaration.value);
        match known::property(name) {
            Fate::Unknown if known::is_geometry(name) => {
                self.add(format!("geometry {name}"), at, faults::geometry_lost(name));
            }
            fate => self.property(name, value, at, fate),
        }
    }

    fn property(&mut self, name: &str, value: &str, at: Range<usize>, fate: Fate) {
        match fate {
            Fate::Silent => return,
            Fate::Carried => {}
            Fate::Limited(harmless) if harmless.contains(&value) => return,
            Fate::Unknown if matches!(value, "" | "auto" | "none" | "normal") => return,
            Fate::Limited(_) | Fate::Unknown => {
                self.unsupported(&format!("{name} {value}"), at, &faults::property_ignored(name, value));
                return;
            }
        }
        if name == "mix-blend-mode" && value == "plus-lighter" {
            self.unsupported("plus-lighter", at.clone(), &faults::property_ignored(name, value));
        }
        if name == "font-family" && !values::is_font_list(value) && self.quote_fonts(value, &at) {
            return;
        }
        if name == "filter" && value != "none" {
            self.remember("filter", at.clone());
        }
        if !values::is_readable(name, value) {
            self.add(format!("value {name} {value}"), at.clone(), faults::unreadable_value(name, value));
        }
        for (target, has_fallback) in values::urls(value) {
            if !(has_fallback && matches!(name, "fill" | "stroke")) {
                self.reference(target, at.clone());
            }
        }
    }

    /// Puts font names into quotes: programs write `Source Sans 3` without, which CSS reads as no name because of
    /// the digit. False where the text cannot be changed.
    fn quote_fonts(&mut self, value: &str, at: &Range<usize>) -> bool {
        let Some(start) = self.text.get(at.clone()).and_then(|text| text.find(value)).map(|found| at.start + found)
        else {
            return false;
        };
        let mark = if self.is_single_quoted { '"' } else { '\'' };
        let names = value.split(',').map(str::trim).map(|name| match name {
            quoted if quoted.starts_with(['"', '\'']) => quoted.to_owned(),
            name if values::is_font_list(name) => name.to_owned(),
            name => format!("{mark}{name}{mark}"),
        });
        let quoted = names.collect::<Vec<_>>().join(", ");
        let is_mended = self.inside.is_none() && values::is_font_list(&quoted);
        if is_mended {
            self.found.edits.push((start..start + value.len(), quoted));
        }
        is_mended
    }

    fn reference(&mut self, target: &str, at: Range<usize>) {
        match target.strip_prefix('#') {
            Some(id) if self.ids.contains(id) => {}
            Some(id) => self.add(format!("reference {target}"), at, faults::missing_target(id)),
            None => self.add(format!("reference {target}"), at, faults::outside_target(target)),
        }
    }

    fn style_element(&mut self, node: Node<'a, '_>, at: &Range<usize>) {
        if !matches!(node.attribute("type"), None | Some("text/css")) {
            self.unsupported("style type", at.clone(), &faults::instruction_lost("style"));
            return;
        }
        let sheet = node.text().unwrap_or("");
        let base =
            self.text.get(node.range()).and_then(|element| element.find(sheet)).map(|at| node.range().start + at);
        let place = |range: Range<usize>| base.map_or(at.clone(), |base| base + range.start..base + range.end);
        self.is_single_quoted = false;
        for statement in css::statements(sheet) {
            match statement {
                // The character set of a text that is UTF-8 already.
                css::Statement::At { name: "charset", .. } => {}
                css::Statement::At { name, at } => {
                    self.unsupported(&format!("@{name}"), place(at), &faults::at_rule_ignored(name));
                }
                css::Statement::Rule { selector, at, declarations } => {
                    match css::selector(selector) {
                        css::Selector::Read => {}
                        css::Selector::Dynamic => continue,
                        css::Selector::Unread(part) => {
                            self.unsupported(selector, place(at), &faults::selector_ignored(part));
                            continue;
                        }
                    }
                    for declaration in declarations {
                        self.declaration(&declaration, place(declaration.at.clone()));
                    }
                }
            }
        }
    }

    fn unsupported(&mut self, key: &str, at: Range<usize>, diagnostic: &Diagnostic) {
        self.add(format!("unsupported {key}"), at, diagnostic.clone());
    }

    /// The start tag of an element.
    fn start_tag(&self, node: Node<'_, '_>) -> Range<usize> {
        let range = node.range();
        let last = node.attributes().map(|attribute| attribute.range().end).max().unwrap_or(range.start);
        let end = self.text.get(last..range.end).and_then(|rest| rest.find('>'));
        range.start..end.map_or(range.end, |end| last + end + 1)
    }
}

/// The target of an element: `href` before `xlink:href`.
fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let plain = node.attributes().find(|attribute| attribute.name() == "href" && attribute.namespace().is_none());
    plain.map(|attribute| attribute.value()).or_else(|| node.attribute((XLINK, "href")))
}

/// True for an element that says itself that it is not shown.
pub(super) fn is_hidden(node: Node<'_, '_>) -> bool {
    let styled = |style: &str| css::declarations(style, 0).iter().any(|d| d.name == "display" && d.value == "none");
    node.attribute("display") == Some("none") || node.attribute("style").is_some_and(styled)
}
