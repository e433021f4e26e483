//! Documents made one: pages behind one another, what they share renumbered.

use std::sync::Arc;

use super::{ArtworkId, Assets, Document, Group, Image, ImageId, Item, Page, Use};

impl Document {
    /// The pages of all documents in order, with the assets of all; the first says what the file says of itself. Documents
    /// of one kit share their fonts; none where they do not: glyphs would be those of other fonts.
    pub fn merged(documents: Vec<Self>) -> Option<Self> {
        let mut documents = documents.into_iter();
        let mut all = documents.next()?;
        for other in documents {
            if !Arc::ptr_eq(&all.fonts, &other.fonts) {
                return None;
            }
            let numbers = Numbers::adding(&other.assets, &mut all.assets);
            all.pages.extend(other.pages.into_iter().map(|mut page| {
                numbers.items(&mut page.items);
                page
            }));
        }
        Some(all)
    }
}

impl Assets {
    /// Adds what the pages of another document share; gives these pages, which now name it here. Both documents are set
    /// in the same fonts.
    pub fn absorb(&mut self, document: Document) -> Vec<Page> {
        let Document { assets, mut pages, .. } = document;
        let numbers = Numbers::adding(&assets, self);
        pages.iter_mut().for_each(|page| numbers.items(&mut page.items));
        pages
    }
}

/// The new numbers of assets.
struct Numbers {
    images: Vec<ImageId>,
    /// What the number of the first artwork has become; the others follow.
    artworks: u32,
}

impl Numbers {
    fn adding(from: &Assets, to: &mut Assets) -> Self {
        let images = from.images().map(|(_, image)| to.add_image(image.as_ref().clone())).collect();
        let artworks = u32::try_from(to.artworks().count()).unwrap_or(u32::MAX);
        let numbers = Self { images, artworks };
        for (_, artwork) in from.artworks() {
            let mut artwork = artwork.clone();
            numbers.items(&mut artwork.items);
            to.add_artwork(artwork);
        }
        numbers
    }

    fn items(&self, items: &mut [Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group),
                Item::Image(Image { image, .. }) => {
                    if let Some(new) = self.images.get(image.0 as usize) {
                        *image = *new;
                    }
                }
                Item::Use(Use { artwork: ArtworkId(number), .. }) => *number += self.artworks,
                Item::Path(_) | Item::Glyphs(_) | Item::Link(_) => {}
            }
        }
    }

    fn group(&self, group: &mut Group) {
        self.items(&mut group.items);
        if let Some(mask) = &mut group.mask {
            self.items(Arc::<Vec<Item>>::make_mut(mask).as_mut_slice());
        }
    }
}
