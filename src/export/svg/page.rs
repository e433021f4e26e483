//! The page: its frame, its items from back to front, and what they define.

use std::collections::{BTreeMap, BTreeSet};

use xmlwriter::{Indent, XmlWriter};

use super::defs::Defs;
use super::face::Faces;
use super::number::{matrix, mm, number, path};
use super::{Options, image, paint};
use crate::diag::Diagnostic;
use crate::export::png::{artwork_loop, damaged, missing};
use crate::font::FontId;
use crate::geom::{Rect, Transform};
use crate::say;
use crate::scene::{
    Artwork, ArtworkId, Blend, Document, Group, Image, Item, Link, Page, PlateNames, Role, Use, bounds,
};

/// A drawing in the making.
pub struct Sheet<'d> {
    pub(super) document: &'d Document,
    pub(super) options: Options,
    pub(super) w: XmlWriter,
    pub(super) defs: Defs,
    pub(super) faces: Faces,
    pub(super) embeddable: BTreeMap<FontId, bool>,
    /// Letters that have an outline.
    pub(super) painted: BTreeSet<(FontId, u16)>,
    /// Artworks being defined, each inside the one before.
    open: Vec<ArtworkId>,
}

type Done = Result<(), Box<Diagnostic>>;

/// Writes one page; ids and font families start with `prefix`.
pub fn write(document: &Document, index: usize, options: &Options, prefix: &str) -> Result<String, Box<Diagnostic>> {
    let page = document.pages.get(index).ok_or_else(|| no_page(index, document.pages.len()))?;
    let mut sheet = Sheet {
        document,
        options: *options,
        w: writer(),
        defs: Defs::new(prefix),
        faces: Faces::new(prefix),
        embeddable: BTreeMap::new(),
        painted: BTreeSet::new(),
        open: Vec::new(),
    };
    sheet.items(&page.items)?;
    Ok(sheet.finish(page))
}

fn writer() -> XmlWriter {
    XmlWriter::new(xmlwriter::Options {
        indent: Indent::Spaces(0),
        attributes_indent: Indent::None,
        use_single_quote: false,
    })
}

impl Sheet<'_> {
    /// Frame, definitions, items.
    fn finish(self, page: &Page) -> String {
        let view = if self.options.bleed { page.boxes.bleed_rect() } else { page.boxes.trim_rect() };
        let info = &self.document.info;
        let title = [info.title.as_str(), page.name.as_str()].into_iter().filter(|part| !part.is_empty());
        let title = title.collect::<Vec<_>>().join(" – ");
        let [x, y, width, height] = [view.x, view.y, view.width, view.height].map(mm);
        let mut out =
            String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        out += &format!(" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"{x} {y} {width} {height}\"");
        if !info.lang.is_empty() {
            let lang = escaped(&info.lang).replace('"', "");
            out += &format!(" lang=\"{lang}\" xml:lang=\"{lang}\"");
        }
        out += " text-rendering=\"geometricPrecision\">\n";
        if !title.is_empty() {
            out += &format!("<title>{}</title>\n", escaped(&title).replace('<', "&lt;"));
        }
        let fonts = self.faces.rules(|font| self.document.fonts.get(font).cloned());
        if !fonts.is_empty() {
            out += &format!("<style>\n{fonts}</style>\n");
        }
        let defs = self.defs.finish();
        if !defs.is_empty() {
            out += &format!("<defs>\n{defs}</defs>\n");
        }
        out + &self.w.end_document() + "</svg>\n"
    }

    /// An attribute whose value may hold any character.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.w.write_attribute(name, &escaped(value).replace('<', "&lt;"));
    }

    /// Text content that may hold any character.
    pub(super) fn text(&mut self, text: &str) {
        self.w.write_text(&escaped(text));
    }

    fn items(&mut self, items: &[Item]) -> Done {
        items.iter().try_for_each(|item| self.item(item))
    }

    fn item(&mut self, item: &Item) -> Done {
        match item {
            Item::Group(group) => self.group(group),
            Item::Path(path) => {
                paint::path(&mut self.w, &mut self.defs, path);
                Ok(())
            }
            Item::Glyphs(run) => self.run(run),
            Item::Image(image) => self.image(image),
            Item::Use(used) => self.placed(used),
            Item::Link(link) => {
                self.link(link);
                Ok(())
            }
        }
    }

    fn group(&mut self, group: &Group) -> Done {
        if !needs_element(group) {
            return self.items(&group.items);
        }
        let clip = group.clip.as_ref().map(|clip| {
            let rule = if group.clip_even_odd { " clip-rule=\"evenodd\"" } else { "" };
            let content = format!("<path d=\"{}\"{rule}/>", path(clip));
            self.defs.shared('c', content, |id, content| format!("<clipPath id=\"{id}\">{content}</clipPath>\n"))
        });
        let mask = match &group.mask {
            Some(items) => Some(self.mask(items, group.mask_alpha)?),
            None => None,
        };
        let link = matches!(group.role, Some(Role::Link { .. }));
        self.w.start_element(if link { "a" } else { "g" });
        self.role(group.role.as_ref());
        if !group.transform.is_identity() {
            self.w.write_attribute("transform", &matrix(&group.transform));
        }
        if let Some(id) = clip {
            self.w.write_attribute_fmt("clip-path", format_args!("url(#{id})"));
        }
        if let Some(id) = mask {
            self.w.write_attribute_fmt("mask", format_args!("url(#{id})"));
        }
        if group.opacity < 1.0 {
            self.w.write_attribute("opacity", &number(group.opacity.max(0.0)));
        }
        if group.blend != Blend::Normal {
            self.w.write_attribute_fmt("style", format_args!("mix-blend-mode:{}", blend(group.blend)));
        }
        self.items(&group.items)?;
        self.w.end_element();
        Ok(())
    }

    /// What the group is, for screen readers, style sheets and editors.
    fn role(&mut self, role: Option<&Role>) {
        match role {
            None => {}
            Some(Role::Heading(level)) => {
                self.w.write_attribute("role", "heading");
                self.w.write_attribute("aria-level", level);
            }
            Some(Role::Paragraph) => self.w.write_attribute("role", "paragraph"),
            Some(Role::Figure { alt }) => {
                self.w.write_attribute("role", "img");
                self.attribute("aria-label", alt);
            }
            Some(Role::Link { uri }) => self.attribute("xlink:href", uri),
            Some(Role::Field(field)) => {
                self.w.write_attribute("role", "group");
                self.attribute("aria-label", &field.label);
            }
            Some(Role::Artifact) => self.w.write_attribute("aria-hidden", "true"),
            Some(Role::Qr { payload, module: _ }) => {
                self.w.write_attribute("role", "img");
                self.attribute("aria-label", &format!("QR: {payload}"));
            }
            Some(Role::Table) => self.w.write_attribute("role", "table"),
            Some(Role::Row) => self.w.write_attribute("role", "row"),
            Some(Role::Head) => self.w.write_attribute("role", "columnheader"),
            Some(Role::Cell) => self.w.write_attribute("role", "cell"),
            Some(Role::List) => self.w.write_attribute("role", "list"),
            Some(Role::Entry) => self.w.write_attribute("role", "listitem"),
            Some(Role::Mark) => self.sign("mark"),
            Some(Role::Plate(plate)) => {
                self.sign(&format!("plate {}", plate.key()));
                // Inkscape, and plotters that read its files, show such groups as layers of their own.
                self.w.write_attribute("xmlns:inkscape", "http://www.inkscape.org/namespaces/inkscape");
                self.w.write_attribute("inkscape:groupmode", "layer");
                self.w.write_attribute("inkscape:label", PlateNames::COMMON.name(*plate));
            }
        }
    }

    fn sign(&mut self, class: &str) {
        self.w.write_attribute("class", class);
        self.w.write_attribute("aria-hidden", "true");
    }

    /// Defines a mask and gives its id.
    fn mask(&mut self, items: &[Item], by_alpha: bool) -> Result<String, Box<Diagnostic>> {
        let content = self.apart(|sheet| sheet.items(items))?;
        let Rect { x, y, width, height } = bounds(self.document, items).unwrap_or_default();
        let [x, y, width, height] = [x, y, width, height].map(mm);
        let kind = if by_alpha { " style=\"mask-type:alpha\"" } else { "" };
        let head =
            format!("maskUnits=\"userSpaceOnUse\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{kind}");
        Ok(self.defs.shared('m', format!("<mask {head}>\n{content}</mask>"), paint::named))
    }

    /// What `write` writes, instead of adding it to the page.
    fn apart(&mut self, write: impl FnOnce(&mut Self) -> Done) -> Result<String, Box<Diagnostic>> {
        let page = std::mem::replace(&mut self.w, writer());
        let done = write(self);
        let apart = std::mem::replace(&mut self.w, page).end_document();
        done.map(|()| apart)
    }

    fn image(&mut self, placed: &Image) -> Done {
        let (id, new) = self.defs.image(placed.image);
        if new {
            let data = self.document.image(placed.image).ok_or_else(|| missing("image", placed.image.0))?;
            let uri = image::uri(data).ok_or_else(|| damaged(placed.image, data.width, data.height))?;
            self.defs.push(format!(
                "<image id=\"{id}\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" xlink:href=\"{uri}\"/>\n"
            ));
        }
        let Rect { x, y, width, height } = placed.rect;
        let place = Transform { a: width.to_mm(), d: height.to_mm(), dx: x, dy: y, ..Transform::IDENTITY };
        self.use_of(&id, &place);
        Ok(())
    }

    fn placed(&mut self, used: &Use) -> Done {
        let artwork = self.document.artwork(used.artwork).ok_or_else(|| missing("artwork", used.artwork.0))?;
        let (id, new) = self.defs.artwork(used.artwork);
        if new {
            self.open.push(used.artwork);
            let content = self.apart(|sheet| sheet.items(&artwork.items))?;
            self.open.pop();
            self.defs.push(format!("<g id=\"{id}\"{}>\n{content}</g>\n", label(artwork)));
        } else if self.open.contains(&used.artwork) {
            return Err(artwork_loop(artwork));
        }
        self.use_of(&id, &used.transform);
        Ok(())
    }

    fn use_of(&mut self, id: &str, transform: &Transform) {
        self.w.start_element("use");
        self.w.write_attribute_fmt("xlink:href", format_args!("#{id}"));
        if !transform.is_identity() {
            self.w.write_attribute("transform", &matrix(transform));
        }
        self.w.end_element();
    }

    fn link(&mut self, link: &Link) {
        self.w.start_element("a");
        self.attribute("xlink:href", &link.uri);
        self.attribute("aria-label", &link.label);
        self.w.start_element("rect");
        let Rect { x, y, width, height } = link.rect;
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            self.w.write_attribute(name, &mm(value));
        }
        self.w.write_attribute("fill", "none");
        self.w.write_attribute("pointer-events", "all");
        self.w.end_element();
        self.w.end_element();
    }
}

/// A group that moves, cuts, mixes or means nothing leaves no trace.
fn needs_element(group: &Group) -> bool {
    group.is_isolated() || group.clip.is_some() || group.role.is_some() || !group.transform.is_identity()
}

/// The name of an artwork where editors show the names of layers.
fn label(artwork: &Artwork) -> String {
    if artwork.name.is_empty() {
        return String::new();
    }
    format!(" data-name=\"{}\"", escaped(&artwork.name).replace('<', "&lt;").replace('"', "&quot;"))
}

/// Escapes ampersands, which the writer leaves as they are, and replaces what XML 1.0 cannot hold.
fn escaped(text: &str) -> String {
    let legal = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    };
    text.chars().map(legal).collect::<String>().replace('&', "&amp;")
}

const fn blend(blend: Blend) -> &'static str {
    match blend {
        Blend::Normal => "normal",
        Blend::Multiply => "multiply",
        Blend::Screen => "screen",
        Blend::Overlay => "overlay",
        Blend::Darken => "darken",
        Blend::Lighten => "lighten",
        Blend::ColorDodge => "color-dodge",
        Blend::ColorBurn => "color-burn",
        Blend::HardLight => "hard-light",
        Blend::SoftLight => "soft-light",
        Blend::Difference => "difference",
        Blend::Exclusion => "exclusion",
        Blend::Hue => "hue",
        Blend::Saturation => "saturation",
        Blend::Color => "color",
        Blend::Luminosity => "luminosity",
    }
}

fn no_page(index: usize, count: usize) -> Box<Diagnostic> {
    let number = index + 1;
    let message = say!(
        "la page {number} n’existe pas : le document en a {count}",
        "there is no page {number}: the document has {count}",
    );
    Box::new(Diagnostic::error("svg-no-page", message))
}
