//! What keeps a scene from a standard without transparency: everything that lets something show through, with its card and
//! its place.

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::say;
use crate::scene::{Blend, Document, Fill, Group, Item, Origin, Page, Paint, Pixels, Stroke};

/// Artwork inside artwork is followed this far.
const DEEPEST: u8 = 32;

/// One fault for each thing that is not opaque, each place once.
pub(super) fn faults(document: &Document) -> Diagnostics {
    let mut look = Look { document, faults: Vec::new() };
    for page in &document.pages {
        look.items(&page.items, &Scope { page, origin: None, depth: 0 });
    }
    let mut faults = Diagnostics::new();
    faults.extend(look.faults);
    faults.dedup();
    faults
}

#[derive(Clone, Copy)]
struct Scope<'a> {
    page: &'a Page,
    origin: Option<&'a Arc<Origin>>,
    depth: u8,
}

struct Look<'a> {
    document: &'a Document,
    faults: Vec<Diagnostic>,
}

impl<'a> Look<'a> {
    fn items(&mut self, items: &'a [Item], scope: &Scope<'a>) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group, scope),
                Item::Path(path) => {
                    let clear =
                        path.fill.as_ref().is_some_and(is_clear) || path.stroke.as_ref().is_some_and(is_clear_line);
                    self.found(
                        clear,
                        say!("un tracé laisse voir ce qui est dessous", "an outline lets what lies below show"),
                        scope,
                    );
                }
                Item::Glyphs(run) => {
                    let clear = is_clear(&run.fill);
                    self.found(
                        clear,
                        say!("du texte laisse voir ce qui est dessous", "text lets what lies below show"),
                        scope,
                    );
                }
                Item::Image(image) => {
                    let pixels = self.document.image(image.image).map(|image| &image.pixels);
                    let clear = matches!(pixels, Some(Pixels::Samples { alpha: Some(_), .. }));
                    self.found(
                        clear,
                        say!("une image a des parties transparentes", "a picture has clear parts"),
                        scope,
                    );
                }
                Item::Use(used) => {
                    if let Some(artwork) = self.document.artwork(used.artwork).filter(|_| scope.depth < DEEPEST) {
                        self.items(&artwork.items, &Scope { depth: scope.depth + 1, ..*scope });
                    }
                }
                Item::Link(_) => {}
            }
        }
    }

    fn group(&mut self, group: &'a Group, scope: &Scope<'a>) {
        let inner = Scope { origin: group.origin.as_ref().or(scope.origin), ..*scope };
        self.found(group.opacity < 1.0, say!("une opacité sous 100 %", "an opacity below 100 %"), &inner);
        self.found(group.mask.is_some(), say!("un masque progressif", "a soft mask"), &inner);
        self.found(group.blend != Blend::Normal, say!("un mode de fusion", "a blend mode"), &inner);
        self.items(&group.items, &inner);
    }

    fn found(&mut self, clear: bool, what: Say, scope: &Scope<'_>) {
        if !clear {
            return;
        }
        let (Say { fr, en }, page) = (what, &scope.page.name);
        let fault = Diagnostic::error(
            "x1a-transparency",
            say!(
                "PDF/X-1a n’a pas de transparence : {fr} (page {page})",
                "PDF/X-1a has no transparency: {en} (page {page})"
            ),
        )
        .hint(say!(
            "donnez une teinte opaque (nuit 20%), une image sans transparence, ou --standard x4",
            "give an opaque tint (night 20%), a picture without clear parts, or --standard x4"
        ));
        self.faults.push(scope.origin.map_or(fault.clone(), |origin| origin.mark(fault)));
    }
}

fn is_clear(fill: &Fill) -> bool {
    fill.opacity < 1.0 || paint_is_clear(&fill.paint)
}

fn is_clear_line(stroke: &Stroke) -> bool {
    stroke.opacity < 1.0 || paint_is_clear(&stroke.paint)
}

fn paint_is_clear(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(_) => false,
        Paint::Gradient(gradient) => gradient.stops.iter().any(|stop| stop.opacity < 1.0),
    }
}
