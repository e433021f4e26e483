//! One plate of a scene as a scene in greys: what takes much of the ink is dark. Knows colours and overprint, paints nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::clear::{DEEPEST, is_plate};
use crate::color::{Color, OutputProfile, Srgb};
use crate::export::pdf::path::WIDEST_BLACK_LINE;
use crate::export::png;
use crate::geom::Length;
use crate::scene::{
    Artwork, ArtworkId, Assets, Document, Fill, GlyphRun, Gradient, Group, Image, ImageData, ImageId, Item, Paint,
    Path, Pixels, Role, Stop, Stroke, Use,
};

/// Cyan, magenta, yellow and black of every pixel, 255 is solid.
type Inked = Option<Arc<Vec<[u8; 4]>>>;

/// Pictures in inks, decoded once for all plates.
#[derive(Default)]
pub(super) struct Decoded(BTreeMap<ImageId, Inked>);

/// Where items stand: it decides whether plates below are left as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// On the page.
    Page,
    /// In a group that is mixed as a whole: inside of it nothing overprints.
    Apart,
    /// In a mask, which counts light and not inks.
    Mask,
}

#[derive(Clone, Copy)]
struct Scope {
    place: Place,
    overprint: bool,
    /// Black ink alone overprints: letters and codes; thin lines do so everywhere.
    black: bool,
    /// Millimetres of the page, or of the artwork, to one of the items.
    scale: f64,
    depth: u8,
}

/// Turns items into those of one plate.
pub(super) struct Separation<'a> {
    document: &'a Document,
    profile: &'a OutputProfile,
    decoded: &'a mut Decoded,
    /// 0 cyan, 1 magenta, 2 yellow, 3 black.
    plate: usize,
    assets: Assets,
    artworks: BTreeMap<(ArtworkId, Place), ArtworkId>,
    images: BTreeMap<(ImageId, bool), ImageId>,
}

impl<'a> Separation<'a> {
    pub(super) fn new(
        document: &'a Document,
        profile: &'a OutputProfile,
        decoded: &'a mut Decoded,
        plate: usize,
    ) -> Self {
        let (artworks, images) = (BTreeMap::new(), BTreeMap::new());
        Self { document, profile, decoded, plate, assets: Assets::default(), artworks, images }
    }

    /// The items of a page.
    ///
    /// # Errors
    /// The picture that cannot be decoded.
    pub(super) fn page(&mut self, items: &[Item]) -> Result<Vec<Item>, ImageId> {
        self.items(items, Scope { place: Place::Page, overprint: false, black: false, scale: 1.0, depth: 0 })
    }

    /// The artworks and pictures that the items name.
    pub(super) fn into_assets(self) -> Assets {
        self.assets
    }

    fn items(&mut self, items: &[Item], scope: Scope) -> Result<Vec<Item>, ImageId> {
        let mut inked = Vec::with_capacity(items.len());
        for item in items {
            inked.extend(self.item(item, scope)?);
        }
        Ok(inked)
    }

    fn item(&mut self, item: &Item, scope: Scope) -> Result<Option<Item>, ImageId> {
        Ok(match item {
            Item::Group(group) if is_plate(group) => None,
            Item::Group(group) => Some(Item::Group(Box::new(self.group(group, scope)?))),
            Item::Path(path) => Some(Item::Path(Box::new(self.path(path, scope)))),
            Item::Glyphs(run) => {
                let fill = self.fill(&run.fill, Scope { black: true, ..scope });
                fill.map(|fill| Item::Glyphs(Box::new(GlyphRun { fill, ..(**run).clone() })))
            }
            Item::Image(image) => {
                Some(Item::Image(Image { image: self.image(image.image, scope.place == Place::Mask)?, ..*image }))
            }
            Item::Use(used) => self.artwork(used.artwork, scope)?.map(|artwork| Item::Use(Use { artwork, ..*used })),
            Item::Link(_) => None,
        })
    }

    fn group(&mut self, group: &Group, scope: Scope) -> Result<Group, ImageId> {
        let apart = group.is_isolated() && scope.place == Place::Page;
        let inner = Scope {
            place: if apart { Place::Apart } else { scope.place },
            overprint: scope.overprint || group.overprint,
            black: scope.black || matches!(group.role, Some(Role::Qr { .. })),
            scale: scope.scale * group.transform.mean_scale(),
            ..scope
        };
        let mask = match &group.mask {
            Some(mask) => Some(Arc::new(self.items(mask, Scope { place: Place::Mask, ..inner })?)),
            None => None,
        };
        let items = self.items(&group.items, inner)?;
        Ok(Group { items, mask, ..group.clone() })
    }

    fn path(&self, path: &Path, scope: Scope) -> Path {
        let of = |thickness: Length| Scope { black: scope.black || is_thin(thickness * scope.scale), ..scope };
        let leaves = |stroke: &Stroke| self.leaves(&stroke.paint, stroke.opacity, of(stroke.width));
        let stroke = path.stroke.as_ref().filter(|stroke| !leaves(stroke));
        let area = path.data.bounds().map_or(scope, |bounds| of(bounds.width.min(bounds.height)));
        Path {
            data: path.data.clone(),
            fill: path.fill.as_ref().and_then(|fill| self.fill(fill, area)),
            stroke: stroke.map(|stroke| Stroke { paint: self.paint(&stroke.paint, scope), ..stroke.clone() }),
        }
    }

    fn fill(&self, fill: &Fill, scope: Scope) -> Option<Fill> {
        (!self.leaves(&fill.paint, fill.opacity, scope))
            .then(|| Fill { paint: self.paint(&fill.paint, scope), ..fill.clone() })
    }

    /// True where this plate is left as it is: by a colour that overprints and takes nothing of this ink (the exporter's
    /// own rules, in overprint mode 1).
    fn leaves(&self, paint: &Paint, opacity: f64, scope: Scope) -> bool {
        let Paint::Solid(color) = paint else { return false };
        let overprints = scope.overprint || (scope.black && color.is_pure_black());
        overprints && scope.place == Place::Page && opacity >= 1.0 && !color.is_paper() && self.ink(*color) == 0
    }

    fn ink(&self, color: Color) -> u16 {
        let inks = color.under(self.profile).cmyk;
        [inks.c, inks.m, inks.y, inks.k].get(self.plate).copied().unwrap_or_default()
    }

    fn color(&self, color: Color, scope: Scope) -> Color {
        if scope.place == Place::Mask {
            return color;
        }
        let light = 255 - ((u32::from(self.ink(color)) * 255 + 500) / 1000).min(255) as u8;
        Color { srgb: Srgb::new(light, light, light), ..Color::BLACK }
    }

    fn paint(&self, paint: &Paint, scope: Scope) -> Paint {
        match paint {
            Paint::Solid(color) => Paint::Solid(self.color(*color, scope)),
            Paint::Gradient(gradient) => {
                let stop = |stop: &Stop| Stop { color: self.color(stop.color, scope), ..*stop };
                let stops = gradient.stops.iter().map(stop).collect();
                Paint::Gradient(Arc::new(Gradient { stops, ..(**gradient).clone() }))
            }
        }
    }

    fn artwork(&mut self, id: ArtworkId, scope: Scope) -> Result<Option<ArtworkId>, ImageId> {
        // What overprints as a whole is rare: such artwork is not kept for other places.
        let key = (id, scope.place);
        let plain = !scope.overprint && !scope.black;
        if let Some(known) = self.artworks.get(&key).filter(|_| plain) {
            return Ok(Some(*known));
        }
        let Some(artwork) = self.document.artwork(id).filter(|_| scope.depth < DEEPEST) else { return Ok(None) };
        let items = self.items(&artwork.items, Scope { depth: scope.depth + 1, scale: 1.0, ..scope })?;
        let inked = self.assets.add_artwork(Artwork { name: artwork.name.clone(), bounds: artwork.bounds, items });
        if plain {
            self.artworks.insert(key, inked);
        }
        Ok(Some(inked))
    }

    fn image(&mut self, id: ImageId, in_mask: bool) -> Result<ImageId, ImageId> {
        if let Some(known) = self.images.get(&(id, in_mask)) {
            return Ok(*known);
        }
        let image = self.document.image(id).ok_or(id)?;
        let picture = if in_mask {
            (**image).clone()
        } else {
            let inks = self.decoded.get(id, image, self.profile).ok_or(id)?;
            let light = inks.iter().map(|inks| 255 - inks.get(self.plate).copied().unwrap_or_default()).collect();
            let alpha = match &image.pixels {
                Pixels::Samples { alpha, .. } => alpha.clone(),
                Pixels::Jpeg { .. } | Pixels::Inks { .. } => None,
            };
            ImageData { pixels: Pixels::Samples { color: light, alpha, grey: true }, ..**image }
        };
        let inked = self.assets.add_image(picture);
        self.images.insert((id, in_mask), inked);
        Ok(inked)
    }
}

impl Decoded {
    fn get(&mut self, id: ImageId, image: &ImageData, profile: &OutputProfile) -> Inked {
        self.0.entry(id).or_insert_with(|| decode(image, profile).map(Arc::new)).clone()
    }
}

/// True for a line of black that overprints, by the exporter's own measure.
fn is_thin(thickness: Length) -> bool {
    thickness.to_pt() <= WIDEST_BLACK_LINE + 1e-6
}

/// A picture in inks as the exporter writes it: greys on the black plate, inks as they are, all else through the profile.
fn decode(image: &ImageData, profile: &OutputProfile) -> Option<Vec<[u8; 4]>> {
    let black = |light: u8| [0, 0, 0, 255 - light];
    let through = |rgb: &[u8]| profile.samples(rgb).as_chunks::<4>().0.to_vec();
    let inks = match &image.pixels {
        Pixels::Inks { samples } => samples.as_chunks::<4>().0.to_vec(),
        Pixels::Samples { color, grey: true, .. } => color.iter().map(|light| black(*light)).collect(),
        Pixels::Samples { color, grey: false, .. } => through(color),
        Pixels::Jpeg { file, channels: 4, inverted } => {
            png::jpeg_inks(file, *inverted, image.width, image.height)?.as_chunks::<4>().0.to_vec()
        }
        Pixels::Jpeg { channels, .. } => {
            let pixels = png::decode(image)?.rgba;
            let (pixels, _) = pixels.as_chunks::<4>();
            if *channels == 1 {
                pixels.iter().map(|[light, ..]| black(*light)).collect()
            } else {
                through(&pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>())
            }
        }
    };
    (inks.len() == image.width as usize * image.height as usize).then_some(inks)
}
