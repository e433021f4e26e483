//! Everything that streams name, written once: forms, pictures, fonts, patterns and graphics states.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pdf_writer::types::MaskType;
use pdf_writer::writers::ExtGraphicsState;
use pdf_writer::{Dict, Finish, Name, Obj, Rect, Ref};

use super::Space;
use super::colorant;
use super::content::{Drawn, IDENTITY, Matrix};
use super::deflate::Packed;
use super::draw::{Context, draw_artwork};
use super::fault::Fault;
use super::file::File;
use super::font::Subset;
use super::image::Encoded;
use super::number::rounded;
use super::plate;
use super::resource::{GroupForm, Part, Parts, Resource, blend_name};
use crate::font::FontId;
use crate::parallel;
use crate::scene::{ArtworkId, Blend, ImageId, Pixels};

/// What the streams of a file name.
#[derive(Debug, Default)]
pub(super) struct Library {
    wanted: BTreeSet<Resource>,
    parts: Parts,
    artworks: BTreeMap<Resource, Drawn>,
    refs: BTreeMap<Resource, Ref>,
    transparent: BTreeSet<Resource>,
    faults: Vec<Fault>,
}

impl Library {
    /// Takes over what a stream names, apart from its operators.
    pub(super) fn admit(&mut self, used: &[Resource], parts: Parts, faults: &[Fault]) {
        self.wanted.extend(used);
        self.parts.extend(parts);
        for fault in faults {
            if !self.faults.contains(fault) {
                self.faults.push(fault.clone());
            }
        }
    }

    /// What could not be drawn or written so far.
    pub(super) fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// How many things streams name.
    pub(super) fn len(&self) -> usize {
        self.refs.len()
    }

    /// Draws the artworks that are named, and those they name, and writes everything.
    pub(super) fn write(&mut self, context: &Context<'_>, file: &mut File) {
        self.draw_artworks(context);
        self.refs = self.wanted.iter().map(|resource| (*resource, file.reserve())).collect();
        self.find_transparent(context);
        self.write_fonts(context, file);
        self.write_images(context, file);
        self.write_artworks(context, file);
        let states: Vec<(Resource, Ref)> = self.refs.iter().map(|(resource, id)| (*resource, *id)).collect();
        for (resource, id) in states {
            match resource {
                Resource::FillAlpha(thousandths) => file.object(id, |object| {
                    object.start::<ExtGraphicsState<'_>>().non_stroking_alpha(f32::from(thousandths) / 1000.0);
                }),
                Resource::StrokeAlpha(thousandths) => file.object(id, |object| {
                    object.start::<ExtGraphicsState<'_>>().stroking_alpha(f32::from(thousandths) / 1000.0);
                }),
                Resource::Blend(blend) => file.object(id, |object| write_blend(object, blend)),
                Resource::Overprint(on) => file.object(id, |object| plate::write_overprint(object, on)),
                Resource::Spot(ink) => file.object(id, |object| plate::write_separation(object.array(), ink)),
                Resource::Layer(plate) => {
                    file.object(id, |object| plate::write_layer(object, plate, context.plate_name(plate)));
                }
                Resource::Part(_, part) => {
                    if let Some(part) = self.parts.get(&part).cloned() {
                        self.write_part(file, id, &part);
                    }
                }
                Resource::Font(_) | Resource::Image(..) | Resource::Artwork(..) => {}
            }
        }
    }

    /// Follows names into artworks and parts until nothing new is named.
    fn draw_artworks(&mut self, context: &Context<'_>) {
        let mut done = BTreeSet::new();
        loop {
            let fresh: Vec<Resource> = self.wanted.difference(&done).copied().collect();
            if fresh.is_empty() {
                return;
            }
            let drawn = parallel::map(&fresh, |resource| match *resource {
                Resource::Artwork(id, space) => {
                    context.document.artwork(id).map(|artwork| draw_artwork(context, artwork, space))
                }
                _ => None,
            });
            for (resource, drawn) in fresh.into_iter().zip(drawn) {
                done.insert(resource);
                if let Some(mut drawn) = drawn {
                    self.admit(&drawn.used, std::mem::take(&mut drawn.parts), &drawn.faults);
                    self.artworks.insert(resource, drawn);
                }
                self.wanted.extend(self.named_by(resource));
            }
        }
    }

    /// What a resource names in turn.
    fn named_by(&self, resource: Resource) -> Vec<Resource> {
        match resource {
            Resource::Part(_, id) => match self.parts.get(&id).map(Arc::as_ref) {
                Some(Part::Group(form)) => form.used.clone(),
                Some(Part::Mask { form, .. }) => vec![Resource::Part(super::resource::PartKind::Group, *form)],
                Some(Part::Dictionary(_) | Part::Inked(..)) | None => Vec::new(),
            },
            Resource::Artwork(..) => self.artworks.get(&resource).map(|drawn| drawn.used.clone()).unwrap_or_default(),
            Resource::Font(_)
            | Resource::Image(..)
            | Resource::FillAlpha(_)
            | Resource::StrokeAlpha(_)
            | Resource::Blend(_)
            | Resource::Overprint(_)
            | Resource::Spot(_)
            | Resource::Layer(_) => Vec::new(),
        }
    }

    /// Transparency spreads from what is named to what names it.
    fn find_transparent(&mut self, context: &Context<'_>) {
        let has_alpha = |resource: Resource| match resource {
            Resource::Image(id, _) => context
                .document
                .image(id)
                .is_some_and(|image| matches!(&image.pixels, Pixels::Samples { alpha: Some(_), .. })),
            _ => resource.is_transparent(),
        };
        self.transparent = self.wanted.iter().copied().filter(|resource| has_alpha(*resource)).collect();
        loop {
            let names_one = |resource: &Resource| {
                !self.transparent.contains(resource)
                    && self.named_by(*resource).iter().any(|named| self.transparent.contains(named))
            };
            let more: Vec<Resource> = self.wanted.iter().copied().filter(names_one).collect();
            if more.is_empty() {
                return;
            }
            self.transparent.extend(more);
        }
    }

    /// The layers of the file in their order.
    pub(super) fn layers(&self) -> Vec<Ref> {
        self.numbered(|resource| matches!(resource, Resource::Layer(_)).then_some(()))
            .into_iter()
            .map(|((), id)| id)
            .collect()
    }

    /// True when a stream that names `used` needs the transparent imaging model.
    pub(super) fn is_transparent(&self, used: &[Resource]) -> bool {
        used.iter().any(|resource| self.transparent.contains(resource))
    }

    /// Writes `used` as a resource dictionary.
    pub(super) fn write_resources(&self, mut resources: Dict<'_>, used: impl Iterator<Item = Resource>) {
        let mut categories: BTreeMap<&[u8], Vec<(Vec<u8>, Ref)>> = BTreeMap::new();
        for resource in used {
            if let Some(id) = self.refs.get(&resource) {
                categories.entry(resource.category()).or_default().push((resource.name(), *id));
            }
        }
        for (category, names) in categories {
            let mut dict = resources.insert(Name(category)).dict();
            names.iter().for_each(|(name, id)| {
                dict.pair(Name(name), *id);
            });
        }
    }

    fn write_fonts(&mut self, context: &Context<'_>, file: &mut File) {
        let fonts: Vec<(FontId, Ref)> = self.numbered(|resource| match resource {
            Resource::Font(font) => Some(font),
            _ => None,
        });
        let compress = file.compresses();
        let subsets = parallel::map(&fonts, |(font, _)| {
            let face = context.document.fonts.get(*font).ok_or(Fault::NoFont(*font))?;
            let codes = context.codes.get(*font).ok_or(Fault::NoFont(*font))?;
            Subset::new(face, codes, compress)
        });
        for ((_, id), subset) in fonts.iter().zip(subsets) {
            match subset {
                Ok(subset) => subset.write(file, *id),
                Err(fault) => self.faults.push(fault),
            }
        }
    }

    fn write_images(&mut self, context: &Context<'_>, file: &mut File) {
        let images: Vec<((ImageId, Space), Ref)> = self.numbered(|resource| match resource {
            Resource::Image(image, space) => Some((image, space)),
            _ => None,
        });
        let compress = file.compresses();
        let encoded = parallel::map(&images, |((id, space), _)| {
            let image = context.document.image(*id).ok_or(Fault::NoImage(*id))?;
            Encoded::new(image, *id, *space, context.profile, compress)
        });
        for ((_, id), encoded) in images.iter().zip(encoded) {
            match encoded {
                Ok(encoded) => encoded.write(file, *id),
                Err(fault) => self.faults.push(fault),
            }
        }
    }

    fn write_artworks(&self, context: &Context<'_>, file: &mut File) {
        for (resource, drawn) in &self.artworks {
            let (Some(id), Resource::Artwork(artwork, _)) = (self.refs.get(resource), resource) else { continue };
            let matrix = context.placements.fixed(*artwork).copied().unwrap_or(IDENTITY);
            self.write_artwork(file, *id, drawn, artwork_box(context, *artwork), &matrix);
        }
    }

    fn write_artwork(&self, file: &mut File, id: Ref, drawn: &Drawn, bbox: Rect, matrix: &Matrix) {
        let data = Packed::new(&drawn.bytes, file.compresses());
        file.stream(id, data.data.len(), |chunk| {
            let mut form = chunk.form_xobject(id, &data.data);
            data.declare(&mut form);
            form.bbox(bbox);
            if *matrix != IDENTITY {
                form.matrix(matrix.map(|entry| rounded(entry, 6)));
            }
            self.write_resources(form.insert(Name(b"Resources")).dict(), drawn.used.iter().copied());
        });
    }

    fn write_part(&self, file: &mut File, id: Ref, part: &Part) {
        match part {
            Part::Dictionary(bytes) => file.raw_object(id, bytes),
            Part::Inked(bytes, inks) => colorant::write(file, id, bytes, inks),
            Part::Group(form) => self.write_group(file, id, form),
            Part::Mask { form, luminosity } => {
                let group = self.refs.get(&Resource::Part(super::resource::PartKind::Group, *form)).copied();
                file.object(id, |object| {
                    let mut state: ExtGraphicsState<'_> = object.start();
                    let mut mask = state.soft_mask();
                    mask.subtype(if *luminosity { MaskType::Luminosity } else { MaskType::Alpha });
                    if let Some(group) = group {
                        mask.group(group);
                    }
                });
            }
        }
    }

    fn write_group(&self, file: &mut File, id: Ref, group: &GroupForm) {
        let data = Packed::new(&group.bytes, file.compresses());
        let [x1, y1, x2, y2] = group.bbox;
        file.stream(id, data.data.len(), |chunk| {
            let mut form = chunk.form_xobject(id, &data.data);
            data.declare(&mut form);
            form.bbox(Rect::new(x1, y1, x2, y2));
            write_transparency(form.insert(Name(b"Group")).dict(), group.space, true);
            self.write_resources(form.insert(Name(b"Resources")).dict(), group.used.iter().copied());
        });
    }

    fn numbered<T>(&self, pick: impl Fn(Resource) -> Option<T>) -> Vec<(T, Ref)> {
        self.refs.iter().filter_map(|(resource, id)| Some((pick(*resource)?, *id))).collect()
    }
}

/// The room of an artwork in its own points, a little wider so that nothing is cut at its edge.
fn artwork_box(context: &Context<'_>, artwork: ArtworkId) -> Rect {
    let room = context.rooms.get(&artwork).copied().unwrap_or_default();
    let [x1, y1, x2, y2] = super::draw::Frame::artwork().form_box(&room);
    Rect::new(x1, y1, x2, y2)
}

/// A transparency group that blends in `space`.
pub(super) fn write_transparency(mut group: Dict<'_>, space: Space, isolated: bool) {
    group.pair(Name(b"S"), Name(b"Transparency")).pair(Name(b"CS"), Name(space.device_name()));
    if isolated {
        group.pair(Name(b"I"), true);
    }
}

fn write_blend(object: Obj<'_>, blend: Blend) {
    let mut state: ExtGraphicsState<'_> = object.start();
    state.pair(Name(b"BM"), Name(blend_name(blend)));
    state.finish();
}
