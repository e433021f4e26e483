//! Pictures in the file: JPEG files passed through where their colours fit, samples packed. Knows no pages.

use image::ImageFormat;
use pdf_writer::types::Predictor;
use pdf_writer::writers::ImageXObject;
use pdf_writer::{Chunk, Filter, Finish, Name, Ref};

use super::Space;
use super::deflate::deflate;
use super::fault::Fault;
use super::file::File;
use super::predictor;
use crate::color::{OutputProfile, cmyk_to_srgb};
use crate::scene::{ImageData, ImageId, Pixels};

/// A picture as it stands in the file.
pub(super) struct Encoded {
    width: u32,
    height: u32,
    color: Plane,
    alpha: Option<Plane>,
}

/// One stream of samples.
struct Plane {
    data: Vec<u8>,
    form: Form,
    channels: usize,
    /// Zero means full ink where it usually means none.
    inverted: bool,
}

enum Form {
    Jpeg,
    Predicted,
    Bare,
}

impl Encoded {
    /// Prepares a picture for streams that paint in `space`.
    ///
    /// # Errors
    /// When its samples are too few or too many, or its file cannot be decoded and must be.
    pub(super) fn new(
        image: &ImageData,
        id: ImageId,
        space: Space,
        profile: &OutputProfile,
        compress: bool,
    ) -> Result<Self, Fault> {
        let (width, height) = (image.width as usize, image.height as usize);
        let plane = |data: Vec<u8>, channels: usize| {
            let right = data.len() == width * height * channels && !data.is_empty();
            right.then(|| Plane::samples(data, width, channels, compress)).ok_or(Fault::Samples(id))
        };
        let in_space = |rgb: &[u8]| match space {
            Space::Cmyk => plane(profile.samples(rgb), 4),
            Space::Rgb => plane(rgb.to_vec(), 3),
            Space::Gray => plane(luminance(rgb), 1),
        };
        let color = match &image.pixels {
            Pixels::Jpeg { file, channels, inverted } if passes(*channels, space) => Plane {
                data: file.to_vec(),
                form: Form::Jpeg,
                channels: usize::from(*channels),
                inverted: *inverted && *channels == 4,
            },
            Pixels::Jpeg { file, .. } => in_space(&decode(file).ok_or(Fault::Jpeg(id))?)?,
            Pixels::Inks { samples } if space == Space::Cmyk => plane(samples.to_vec(), 4)?,
            Pixels::Inks { samples } => in_space(&cmyk_to_srgb(samples))?,
            Pixels::Samples { color, grey: true, .. } => plane(color.to_vec(), 1)?,
            Pixels::Samples { color, grey: false, .. } => in_space(color)?,
        };
        let alpha = match &image.pixels {
            Pixels::Samples { alpha: Some(alpha), .. } => Some(plane(alpha.to_vec(), 1)?),
            Pixels::Samples { alpha: None, .. } | Pixels::Jpeg { .. } | Pixels::Inks { .. } => None,
        };
        Ok(Self { width: image.width, height: image.height, color, alpha })
    }

    /// Writes the picture under `id`, and its alpha as a soft mask beside it.
    pub(super) fn write(&self, file: &mut File, id: Ref) {
        let mask = self.alpha.as_ref().map(|alpha| {
            let mask = file.reserve();
            self.write_plane(file, mask, alpha, None);
            mask
        });
        self.write_plane(file, id, &self.color, mask);
    }

    fn write_plane(&self, file: &mut File, id: Ref, plane: &Plane, mask: Option<Ref>) {
        file.stream(id, plane.data.len(), |chunk: &mut Chunk| {
            let mut image: ImageXObject<'_> = chunk.image_xobject(id, &plane.data);
            image.width(self.width as i32).height(self.height as i32).bits_per_component(8);
            image.color_space_name(Name(match plane.channels {
                4 => b"DeviceCMYK",
                3 => b"DeviceRGB",
                _ => b"DeviceGray",
            }));
            if plane.inverted {
                image.decode([1.0, 0.0].repeat(4));
            }
            if let Some(mask) = mask {
                image.s_mask(mask);
            }
            match plane.form {
                Form::Jpeg => {
                    image.filter(Filter::DctDecode);
                }
                Form::Predicted => {
                    image.filter(Filter::FlateDecode);
                    let mut parameters = image.decode_parms();
                    parameters.predictor(Predictor::PngOptimum).colors(plane.channels as i32);
                    parameters.columns(self.width as i32).finish();
                }
                Form::Bare => {}
            }
        });
    }
}

impl Plane {
    fn samples(data: Vec<u8>, width: usize, channels: usize, compress: bool) -> Self {
        let (data, form) = if compress {
            (deflate(&predictor::best(&data, width, channels)), Form::Predicted)
        } else {
            (data, Form::Bare)
        };
        Self { data, form, channels, inverted: false }
    }
}

/// True when a JPEG file of so many channels can stand in the file as it is: greys everywhere, inks everywhere but
/// in a mask, screen colours on screens only.
fn passes(channels: u8, space: Space) -> bool {
    match (channels, space) {
        (1, _) | (3, Space::Rgb) | (4, Space::Cmyk | Space::Rgb) => true,
        (_, Space::Cmyk | Space::Rgb | Space::Gray) => false,
    }
}

fn decode(file: &[u8]) -> Option<Vec<u8>> {
    let image = image::load_from_memory_with_format(file, ImageFormat::Jpeg).ok()?;
    Some(image.into_rgb8().into_raw())
}

/// Luminance of sRGB values, as masks take it (CSS Masking 1, 7.10.1).
fn luminance(rgb: &[u8]) -> Vec<u8> {
    rgb.as_chunks::<3>()
        .0
        .iter()
        .map(|[r, g, b]| ((u32::from(*r) * 2125 + u32::from(*g) * 7154 + u32::from(*b) * 721 + 5000) / 10_000) as u8)
        .collect()
}
