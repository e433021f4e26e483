//! What flattening does to things that lie in a region: words and codes become pixels, spot inks and mixing of hues stop it.
//! Each is told once, with its card and its place.

use std::sync::Arc;

use super::clear::{DEEPEST, is_plate};
use super::leaf::Tree;
use super::region::{Region, overlap};
use super::{PPI, marked};
use crate::color::Color;
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Rect, Transform};
use crate::say;
use crate::scene::{Blend, Document, Group, Item, Origin, Page, Paint, Path, Role, bounds};

/// Everything to tell of a page.
pub(super) fn told(document: &Document, page: &Page, tree: &Tree, regions: &[Region]) -> Diagnostics {
    let mut look = Look { document, page, told: Diagnostics::new() };
    tree.each(&mut |order, item| {
        let Some(leaf) = tree.leaves.get(order).filter(|leaf| !leaf.plate) else { return };
        for region in regions.iter().filter(|region| region.takes_in(order, leaf)) {
            let Some(seen) = leaf.room.and_then(|room| overlap(&room, &region.rect())) else { continue };
            let (origin, in_code) = (leaf.origin.as_ref(), leaf.code);
            let scope = Scope { map: leaf.map, seen, origin, in_code, depth: 0 };
            if in_code {
                look.tell(look.code(), &scope);
            }
            look.item(item, &scope);
        }
    });
    let mut told = look.told;
    told.dedup();
    told
}

#[derive(Clone, Copy)]
struct Scope<'a> {
    map: Transform,
    /// The part of the page that is looked at.
    seen: Rect,
    origin: Option<&'a Arc<Origin>>,
    in_code: bool,
    depth: u8,
}

struct Look<'a> {
    document: &'a Document,
    page: &'a Page,
    told: Diagnostics,
}

impl Look<'_> {
    fn item(&mut self, item: &Item, scope: &Scope<'_>) {
        let room = bounds(self.document, std::slice::from_ref(item)).map(|room| scope.map.apply_rect(&room));
        if room.and_then(|room| overlap(&room, &scope.seen)).is_none() {
            return;
        }
        match item {
            Item::Group(group) => self.group(group, scope),
            Item::Path(path) => self.path(path, scope),
            Item::Glyphs(run) => {
                self.paint(&run.fill.paint, scope);
                self.tell(self.words(), scope);
            }
            Item::Use(used) => {
                if let Some(artwork) = self.document.artwork(used.artwork).filter(|_| scope.depth < DEEPEST) {
                    let map = scope.map.then_inside(&used.transform);
                    let inner = Scope { map, depth: scope.depth + 1, ..*scope };
                    artwork.items.iter().for_each(|item| self.item(item, &inner));
                }
            }
            Item::Image(_) | Item::Link(_) => {}
        }
    }

    fn group(&mut self, group: &Group, scope: &Scope<'_>) {
        if is_plate(group) || group.opacity <= 0.0 {
            return;
        }
        let map = scope.map.then_inside(&group.transform);
        let seen = match group.clip.as_ref().map(|clip| clip.bounds().map(|clip| map.apply_rect(&clip))) {
            Some(clip) => clip.and_then(|clip| overlap(&clip, &scope.seen)),
            None => Some(scope.seen),
        };
        let Some(seen) = seen else { return };
        let is_code = matches!(group.role, Some(Role::Qr { .. }));
        let origin = group.origin.as_ref().or(scope.origin);
        let inner = Scope { map, seen, origin, in_code: scope.in_code || is_code, ..*scope };
        if is_code && !scope.in_code {
            self.tell(self.code(), &inner);
        }
        if matches!(group.blend, Blend::Hue | Blend::Saturation | Blend::Color | Blend::Luminosity) {
            self.tell(self.mixes(group.blend), &inner);
        }
        group.items.iter().for_each(|item| self.item(item, &inner));
    }

    fn path(&mut self, path: &Path, scope: &Scope<'_>) {
        if let Some(fill) = path.fill.as_ref().filter(|fill| fill.opacity > 0.0) {
            self.paint(&fill.paint, scope);
        }
        if let Some(stroke) = path.stroke.as_ref().filter(|stroke| stroke.opacity > 0.0) {
            self.paint(&stroke.paint, scope);
        }
    }

    fn paint(&mut self, paint: &Paint, scope: &Scope<'_>) {
        let ink = |color: Color| color.spot.filter(|spot| spot.tint > 0).map(|spot| spot.ink);
        let spot = match paint {
            Paint::Solid(color) => ink(*color),
            Paint::Gradient(gradient) => gradient.stops.iter().find_map(|stop| ink(stop.color)),
        };
        if let Some(spot) = spot {
            self.tell(self.spot(spot.name()), scope);
        }
    }

    fn tell(&mut self, fault: Diagnostic, scope: &Scope<'_>) {
        self.told.push(marked(fault, scope.origin.map(|origin| &**origin)));
    }

    fn words(&self) -> Diagnostic {
        let page = &self.page.name;
        let message = say!(
            "du texte sous ou dans une transparence devient image à {PPI} ppp pour PDF/X-1a (page {page}) : ses bords sont moins nets",
            "words under or in something transparent become a picture at {PPI} ppi for PDF/X-1a (page {page}): their edges are less sharp"
        );
        Diagnostic::warning("x1a-text-flattened", message).hint(say!(
            "placez le texte au-dessus de ce qui est transparent, donnez une teinte opaque (nuit 20%), ou --standard x4",
            "put the words above what is transparent, give an opaque tint (night 20%), or --standard x4"
        ))
    }

    fn code(&self) -> Diagnostic {
        let page = &self.page.name;
        let message = say!(
            "un code QR sous ou dans une transparence devient image à {PPI} ppp pour PDF/X-1a (page {page})",
            "a QR code under or in something transparent becomes a picture at {PPI} ppi for PDF/X-1a (page {page})"
        );
        Diagnostic::warning("x1a-code-flattened", message).hint(say!(
            "placez le code au-dessus de ce qui est transparent, ou --standard x4",
            "put the code above what is transparent, or --standard x4"
        ))
    }

    fn spot(&self, ink: &str) -> Diagnostic {
        let page = &self.page.name;
        let message = say!(
            "PDF/X-1a n’a pas de transparence, et l’encre « {ink} » est prise dans une zone transparente (page {page}) : l’image qui la remplace n’a que C, M, J et N",
            "PDF/X-1a has no transparency, and the ink \"{ink}\" lies in a transparent region (page {page}): the picture that replaces it has only C, M, Y and K"
        );
        Diagnostic::error("x1a-transparency", message).hint(say!(
            "écartez l’encre de ce qui est transparent, donnez une teinte opaque (nuit 20%), ou --standard x4",
            "keep the ink away from what is transparent, give an opaque tint (night 20%), or --standard x4"
        ))
    }

    fn mixes(&self, blend: Blend) -> Diagnostic {
        let page = &self.page.name;
        let message = say!(
            "PDF/X-1a n’a pas de transparence, et le mode de fusion {blend:?} mêle teintes et lumières, que les encres n’ont pas (page {page})",
            "PDF/X-1a has no transparency, and the blend mode {blend:?} mixes hues and lights, which inks do not have (page {page})"
        );
        Diagnostic::error("x1a-transparency", message).hint(say!(
            "choisissez multiply ou screen, fondez le dessin en image, ou --standard x4",
            "choose multiply or screen, make the drawing a picture, or --standard x4"
        ))
    }
}
