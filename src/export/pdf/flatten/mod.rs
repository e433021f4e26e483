//! Pages without transparency, for standards that know none: what is transparent becomes, together with all that lies under
//! it, a picture in inks; everything else stays as it is. Scene in, scene out: knows no operators.

mod clear;
mod inks;
mod inside;
mod leaf;
mod paint;
mod region;

use std::borrow::Cow;

use self::clear::Clear;
use self::leaf::Tree;
use self::paint::Job;
use self::region::{Fate, Region};
use crate::color::OutputProfile;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::parallel;
use crate::scene::{Document, Image, Item, Page};

/// Pixels to the inch of the pictures: twice the finest screen in use (175 lines, rounded up), so that edges of areas and of
/// letters that end up in one are no coarser than the dots of the press.
const PPI: f64 = 400.0;

/// A page taken apart.
struct Plan<'a> {
    page: &'a Page,
    tree: Tree,
    regions: Vec<Region>,
    fates: Vec<Fate>,
    told: Diagnostics,
}

/// The same document with nothing transparent in it. Documents that have nothing transparent are given back as they are.
///
/// # Errors
/// Where something transparent lies on a spot ink, or mixes hues and lights, which inks do not have; where a picture cannot be
/// decoded or is too large.
pub(super) fn flatten<'a>(document: &'a Document, profile: &OutputProfile) -> Result<Cow<'a, Document>, Diagnostics> {
    let clear = Clear::of(document);
    if !document.pages.iter().any(|page| clear.items(&page.items)) {
        return Ok(Cow::Borrowed(document));
    }
    let plans = plans(document, &clear);
    let mut faults = Diagnostics::new();
    plans
        .iter()
        .flatten()
        .for_each(|plan| faults.extend(plan.told.iter().filter(|told| told.severity == Severity::Error).cloned()));
    faults.dedup();
    if faults.has_errors() {
        return Err(faults);
    }
    let jobs: Vec<Job> = plans.iter().flatten().flat_map(Plan::jobs).collect();
    let pictures = paint::pictures(document, profile, jobs)?;
    let mut flat = document.with_pages(Vec::with_capacity(document.pages.len()));
    let mut ids = pictures.into_iter().map(|picture| picture.map(|picture| flat.assets.add_image(picture)));
    let mut pages = Vec::with_capacity(document.pages.len());
    for (page, plan) in document.pages.iter().zip(plans) {
        pages.push(match plan {
            Some(plan) => plan.page(|rect| Some(Item::Image(Image { image: ids.next()??, rect }))),
            None => page.clone(),
        });
    }
    drop(ids);
    flat.pages = pages;
    Ok(Cow::Owned(flat))
}

/// What flattening takes away from words and codes, each with its card and its place; and what cannot be flattened.
pub(super) fn told(document: &Document) -> Diagnostics {
    let clear = Clear::of(document);
    let mut told = Diagnostics::new();
    plans(document, &clear).into_iter().flatten().for_each(|plan| told.append(plan.told));
    told.dedup();
    told
}

/// A plan for every page that has something transparent.
fn plans<'a>(document: &'a Document, clear: &Clear<'_>) -> Vec<Option<Plan<'a>>> {
    parallel::map(&document.pages, |page| clear.items(&page.items).then(|| Plan::new(document, clear, page)))
}

impl<'a> Plan<'a> {
    fn new(document: &'a Document, clear: &Clear<'_>, page: &'a Page) -> Self {
        let tree = Tree::new(document, clear, page);
        let regions = region::regions(&tree.leaves, &page.boxes.media_rect());
        let fates = region::fates(&tree.leaves, &regions);
        let told = inside::told(document, page, &tree, &regions);
        Self { page, tree, regions, fates, told }
    }

    /// What has to be painted, region by region.
    fn jobs(&self) -> Vec<Job> {
        let job = |region: &Region| {
            let takes_part = |order: usize| {
                self.tree.leaves.get(order).is_some_and(|leaf| !leaf.plate && region.takes_in(order, leaf))
            };
            let items = self.tree.select(&takes_part);
            Job { page: Page { items, ..bare(self.page) }, rect: region.rect() }
        };
        self.regions.iter().map(job).collect()
    }

    /// The page with a picture in each region. Where a region is nothing but bare paper `picture` gives none.
    fn page(&self, mut picture: impl FnMut(crate::geom::Rect) -> Option<Item>) -> Page {
        let is = |wanted: Fate| move |order: usize| self.fates.get(order) == Some(&wanted);
        let mut items = self.tree.select(&is(Fate::Kept(0)));
        for (index, region) in self.regions.iter().enumerate() {
            items.extend(picture(region.rect()));
            items.extend(self.tree.select(&is(Fate::After(index))));
            items.extend(self.tree.select(&is(Fate::Kept(index + 1))));
        }
        Page { items, ..bare(self.page) }
    }
}

/// A page without what is on it.
fn bare(page: &Page) -> Page {
    Page {
        boxes: page.boxes,
        items: Vec::new(),
        name: page.name.clone(),
        card: page.card.clone(),
        side: page.side,
        copies: page.copies,
        outline: page.outline.clone(),
    }
}

/// Marks a fault of a page with both ends of where it comes from.
fn marked(fault: Diagnostic, origin: Option<&crate::scene::Origin>) -> Diagnostic {
    match origin {
        Some(origin) => origin.mark(fault),
        None => fault,
    }
}
