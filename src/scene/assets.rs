//! What pages share: artwork and pictures, each kept once.

use std::sync::Arc;

use super::{Artwork, ArtworkId, ImageData, ImageId};

/// Artwork and pictures of a document. Ids are given in the order things were added, which callers keep stable.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    artworks: Vec<Artwork>,
    images: Vec<Arc<ImageData>>,
}

impl Assets {
    /// Adds an artwork.
    pub fn add_artwork(&mut self, artwork: Artwork) -> ArtworkId {
        self.artworks.push(artwork);
        ArtworkId(u32::try_from(self.artworks.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds a picture; the same pixels twice give the same id.
    pub fn add_image(&mut self, image: ImageData) -> ImageId {
        let known = self.images.iter().position(|other| **other == image);
        let index = known.unwrap_or_else(|| {
            self.images.push(Arc::new(image));
            self.images.len() - 1
        });
        ImageId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The artwork behind an id; none for an id of other assets.
    pub fn artwork(&self, id: ArtworkId) -> Option<&Artwork> {
        self.artworks.get(id.0 as usize)
    }

    /// The picture behind an id; none for an id of other assets.
    pub fn image(&self, id: ImageId) -> Option<&Arc<ImageData>> {
        self.images.get(id.0 as usize)
    }

    /// Every artwork with its id, in order.
    pub fn artworks(&self) -> impl Iterator<Item = (ArtworkId, &Artwork)> {
        (0_u32..).map(ArtworkId).zip(&self.artworks)
    }

    /// Every picture with its id, in order.
    pub fn images(&self) -> impl Iterator<Item = (ImageId, &Arc<ImageData>)> {
        (0_u32..).map(ImageId).zip(&self.images)
    }
}
