//! Pages as stand-ins in a scene: each an artwork of the page's size, so that imposition and the exporter treat them as
//! they treat everything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::ObjectId;

use super::contents::Contents;
use super::fault;
use super::page::Face;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::{PathData, Transform};
use crate::scene::{Artwork, Assets, Document, Fill, Info, Item, Page, Path, Side, Use};

/// Which pages are fronts and which backs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// A front, its back, a front, its back…
    #[default]
    FrontBack,
    /// A back, its front, a back, its front…
    BackFront,
    /// All fronts, then all backs in the same order.
    FrontsThenBacks,
    /// Fronts only.
    Fronts,
    /// The last page is the back of all others.
    CommonBack,
}

impl Pairing {
    /// Its name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::FrontBack => "front-back",
            Self::BackFront => "back-front",
            Self::FrontsThenBacks => "fronts-then-backs",
            Self::Fronts => "fronts",
            Self::CommonBack => "common-back",
        }
    }

    /// Faces by their index, each piece a front and then its back.
    fn order(self, count: usize) -> Option<Vec<(usize, Side)>> {
        let pairs = |pair: &dyn Fn(usize) -> (usize, usize), pieces: usize| {
            let both = |piece: usize| {
                let (front, back) = pair(piece);
                [(front, Side::Front), (back, Side::Back)]
            };
            (0..pieces).flat_map(both).filter(|(face, _)| *face < count).collect()
        };
        match self {
            Self::FrontBack => Some(pairs(&|piece| (piece * 2, piece * 2 + 1), count.div_ceil(2))),
            Self::BackFront if count.is_multiple_of(2) => Some(pairs(&|piece| (piece * 2 + 1, piece * 2), count / 2)),
            Self::FrontsThenBacks if count.is_multiple_of(2) => {
                Some(pairs(&|piece| (piece, count / 2 + piece), count / 2))
            }
            Self::Fronts => Some((0..count).map(|face| (face, Side::Front)).collect()),
            Self::CommonBack if count >= 2 => Some(pairs(&|piece| (piece, count - 1), count - 1)),
            Self::BackFront | Self::FrontsThenBacks | Self::CommonBack => None,
        }
    }
}

/// The scene. The artwork at an index stands for the face at that index.
pub(super) fn document(faces: &[Face], pairing: Pairing, title: &str) -> Result<Document, Diagnostic> {
    let order = pairing.order(faces.len()).ok_or_else(|| fault::odd_pages(faces.len(), pairing.key()))?;
    let mut assets = Assets::default();
    let first = first_alike(faces);
    let ids: Vec<_> = faces.iter().map(|face| assets.add_artwork(stand_in(face))).collect();
    let page = |(index, side): (usize, Side)| {
        let (face, artwork) = (faces.get(index)?, *ids.get(*first.get(index)?)?);
        Some(Page {
            boxes: face.boxes,
            items: vec![Item::Use(Use { artwork, transform: Transform::IDENTITY })],
            name: format!("p{:03}", face.number),
            card: None,
            side,
            copies: 1,
            outline: None,
        })
    };
    let info = Info { title: title.to_owned(), ..Info::default() };
    let pages = order.into_iter().filter_map(page).collect();
    Ok(Document { info, pages, assets, ..Document::default() })
}

/// For each face the first one that shows the same: a back that a file repeats is written once.
fn first_alike(faces: &[Face]) -> Vec<usize> {
    let mut known: BTreeMap<ObjectId, Vec<usize>> = BTreeMap::new();
    let first = |(index, face): (usize, &Face)| {
        let Contents::One(contents) = face.contents else { return index };
        let alike = known.entry(contents).or_default();
        let found = alike.iter().find(|other| faces.get(**other).is_some_and(|other| other.shows_same(face)));
        found.copied().unwrap_or_else(|| {
            alike.push(index);
            index
        })
    };
    faces.iter().enumerate().map(first).collect()
}

fn stand_in(face: &Face) -> Artwork {
    let bounds = face.boxes.bleed_rect();
    let data = Arc::new(PathData::rect(&bounds));
    let paper = Path { data, fill: Some(Fill::solid(Color::WHITE)), stroke: None };
    Artwork { name: format!("p{:03}", face.number), bounds, items: vec![Item::Path(Box::new(paper))] }
}
