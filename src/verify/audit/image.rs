//! Pictures of a file: their size, kind and packing, and their samples in inks where those can be read.

use std::rc::Rc;

use lopdf::{Dictionary, Object, Stream};

use super::file::{File, shown};
use super::ink::Inks;
use super::space::{Space, Spaces};

/// Most pixels that are unpacked to look at their inks.
const MOST_PIXELS: usize = 64 << 20;

/// A picture.
#[derive(Debug)]
pub(crate) struct Picture {
    pub object: u32,
    pub width: u32,
    pub height: u32,
    /// Bits of a sample; 1 for stencils.
    pub bits: i64,
    /// Its colour space; none for stencils and for JPEG 2000 files that bring their own.
    pub space: Option<Rc<Space>>,
    /// A stencil that a colour is painted through.
    pub stencil: bool,
    /// Something of it is clear, by a soft mask or another one.
    pub masked: bool,
    pub filters: Vec<String>,
    /// Rendering intent of its own.
    pub intent: Option<String>,
    /// Interpolation, alternates and the like that standards forbid.
    pub alternates: bool,
    pub opi: bool,
    pub external: bool,
}

impl Picture {
    /// A picture object.
    pub(super) fn read(
        file: &File<'_>,
        spaces: &mut Spaces,
        object: u32,
        stream: &Stream,
        res: Option<&Dictionary>,
    ) -> Self {
        let dict = &stream.dict;
        let side = |key: &str| file.integer(dict, key).and_then(|value| u32::try_from(value).ok()).unwrap_or(0);
        let stencil = file.boolean(dict, "ImageMask") == Some(true);
        let filters = filters(file, dict);
        let space = dict.get(b"ColorSpace").ok().map(|space| spaces.read(file, space, res));
        Self {
            object,
            width: side("Width"),
            height: side("Height"),
            bits: if stencil { 1 } else { file.integer(dict, "BitsPerComponent").unwrap_or(8) },
            space: space.filter(|_| !stencil),
            stencil,
            masked: file.get(dict, "SMask").is_some() || file.get(dict, "Mask").is_some(),
            filters,
            intent: file.name(dict, "Intent").map(shown),
            alternates: file.get(dict, "Alternates").is_some(),
            opi: file.get(dict, "OPI").is_some(),
            external: dict.has(b"F"),
        }
    }

    /// The same for an inline picture, whose keys may be short (ISO 32000-1, table 93).
    pub(super) fn inline(
        file: &File<'_>,
        spaces: &mut Spaces,
        object: u32,
        dict: &Dictionary,
        res: Option<&Dictionary>,
    ) -> Self {
        const SHORT: [(&str, &str); 7] = [
            ("W", "Width"),
            ("H", "Height"),
            ("BPC", "BitsPerComponent"),
            ("CS", "ColorSpace"),
            ("F", "Filter"),
            ("IM", "ImageMask"),
            ("D", "Decode"),
        ];
        let mut long = Dictionary::new();
        for (key, value) in dict {
            let full = SHORT
                .iter()
                .find(|(short, _)| short.as_bytes() == key)
                .map_or(key.as_slice(), |(_, full)| full.as_bytes());
            long.set(full, value.clone());
        }
        let stream = Stream { dict: long, content: Vec::new(), allows_compression: false, start_position: None };
        Self::read(file, spaces, object, &stream, res)
    }

    /// One bit a pixel: lines and letters rather than tones.
    pub fn is_bitmap(&self) -> bool {
        self.bits == 1
    }

    /// Inks of every pixel in rows from the top, as bytes with 255 a solid, `side × side` cells at most; none where the
    /// samples cannot be read, or where they are no inks.
    pub fn inks(&self, file: &File<'_>) -> Option<Samples> {
        let space = self.space.as_deref()?;
        let count = space.components();
        let (width, height) = (self.width as usize, self.height as usize);
        let size = width.checked_mul(height)?;
        if self.bits != 8 || count == 0 || size == 0 || size > MOST_PIXELS {
            return None;
        }
        let stream = file.doc.get_object((self.object, 0)).ok()?.as_stream().ok()?;
        let samples = self.samples(file, stream, count)?;
        if samples.len() < size * count {
            return None;
        }
        let turned = file.numbers(&stream.dict, "Decode").is_some_and(|decode| decode.first() == Some(&1.0));
        Some(Samples { width, height, count, samples, turned })
    }

    fn samples(&self, file: &File<'_>, stream: &Stream, count: usize) -> Option<Vec<u8>> {
        if self.filters.iter().any(|filter| filter == "DCTDecode") {
            // Only a JPEG file that is packed once.
            return (self.filters.len() == 1).then(|| jpeg(&stream.content, count)).flatten();
        }
        let plain = ["FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode"];
        let known = self.filters.iter().all(|filter| plain.contains(&filter.as_str()));
        known.then(|| file.unpack(stream)).flatten()
    }
}

/// Samples of eight bits.
#[derive(Debug)]
pub(crate) struct Samples {
    pub width: usize,
    pub height: usize,
    count: usize,
    samples: Vec<u8>,
    turned: bool,
}

impl Samples {
    /// The inks of a pixel.
    pub fn at(&self, space: &Space, x: usize, y: usize) -> Inks {
        let from = (y.min(self.height - 1) * self.width + x.min(self.width - 1)) * self.count;
        let samples = self.samples.get(from..from + self.count).unwrap_or_default();
        let scale = if matches!(space, Space::Indexed { .. }) { 1.0 } else { 255.0 };
        let values: Vec<f64> =
            samples.iter().map(|byte| f64::from(if self.turned { 255 - byte } else { *byte }) / scale).collect();
        Inks::of(space, &values)
    }
}

/// Pixels of a JPEG file as they are stored, the inversion of Adobe's CMYK left to `Decode`.
fn jpeg(file: &[u8], count: usize) -> Option<Vec<u8>> {
    use zune_jpeg::JpegDecoder;
    use zune_jpeg::zune_core::bytestream::ZCursor;
    use zune_jpeg::zune_core::colorspace::ColorSpace;
    use zune_jpeg::zune_core::options::DecoderOptions;
    let wanted = match count {
        1 => ColorSpace::Luma,
        3 => ColorSpace::RGB,
        4 => ColorSpace::CMYK,
        _ => return None,
    };
    let options = DecoderOptions::default().jpeg_set_out_colorspace(wanted);
    JpegDecoder::new_with_options(ZCursor::new(file), options).decode().ok()
}

/// The names of a stream's filters, in full.
pub(crate) fn filters(file: &File<'_>, dict: &Dictionary) -> Vec<String> {
    const SHORT: [(&str, &str); 7] = [
        ("AHx", "ASCIIHexDecode"),
        ("A85", "ASCII85Decode"),
        ("LZW", "LZWDecode"),
        ("Fl", "FlateDecode"),
        ("RL", "RunLengthDecode"),
        ("CCF", "CCITTFaxDecode"),
        ("DCT", "DCTDecode"),
    ];
    let full = |object: &Object| {
        let name = shown(file.follow(object)?.as_name().ok()?);
        Some(SHORT.iter().find(|(short, _)| *short == name).map_or(name.clone(), |(_, full)| (*full).to_owned()))
    };
    match file.get(dict, "Filter") {
        Some(Object::Array(list)) => list.iter().filter_map(full).collect(),
        Some(one) => full(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// How bright a picture is at a place of the unit square, from its upper left corner; none where it is clear.
pub(crate) type Brightness = Box<dyn Fn(f64, f64) -> Option<f32>>;

impl Picture {
    /// Brightness of every pixel, 0 black to 1 paper; `stencil` is that of the colour it is painted in. None where the samples
    /// cannot be read.
    pub fn brightness(&self, file: &File<'_>, stencil: Option<f64>) -> Option<Brightness> {
        let (width, height) = (self.width as usize, self.height as usize);
        if self.bits == 1 {
            return self.bits_of(file, stencil);
        }
        let (samples, space) = (self.inks(file)?, self.space.clone()?);
        Some(Box::new(move |u, v| {
            Some(samples.at(&space, (u * width as f64) as usize, (v * height as f64) as usize).luma() as f32)
        }))
    }

    fn bits_of(&self, file: &File<'_>, stencil: Option<f64>) -> Option<Brightness> {
        let (width, height) = (self.width as usize, self.height as usize);
        let stream = file.doc.get_object((self.object, 0)).ok()?.as_stream().ok()?;
        let bytes = self.samples(file, stream, 1)?;
        let row = width.div_ceil(8);
        if bytes.len() < row.checked_mul(height)? {
            return None;
        }
        let turned = file.numbers(&stream.dict, "Decode").is_some_and(|decode| decode.first() == Some(&1.0));
        let (space, is_stencil) = (self.space.clone(), self.stencil);
        Some(Box::new(move |u, v| {
            let (x, y) = ((u * width as f64) as usize, (v * height as f64) as usize);
            let byte = bytes.get(y.min(height - 1) * row + x.min(width - 1) / 8).copied()?;
            let bit = (byte >> (7 - x.min(width - 1) % 8) & 1 == 1) != turned;
            if is_stencil {
                return (!bit).then(|| stencil.unwrap_or(0.0) as f32);
            }
            Some(
                space.as_deref().map_or(f32::from(u8::from(bit)), |space| {
                    Inks::of(space, &[f64::from(u8::from(bit))]).luma() as f32
                }),
            )
        }))
    }

    /// Most of its pixels are either dark or light: a drawing, a code, rather than a photograph.
    pub fn is_two_toned(&self, file: &File<'_>) -> bool {
        const STEPS: i32 = 24;
        if self.bits == 1 {
            return true;
        }
        let Some(brightness) = self.brightness(file, None) else { return false };
        let at = |step: i32| (f64::from(step) + 0.5) / f64::from(STEPS);
        let values: Vec<f32> =
            (0..STEPS * STEPS).filter_map(|index| brightness(at(index % STEPS), at(index / STEPS))).collect();
        let (low, high) =
            values.iter().fold((1.0_f32, 0.0_f32), |(low, high), value| (low.min(*value), high.max(*value)));
        let extreme = |value: &&f32| (**value - low).min(high - **value) < (high - low) * 0.2;
        high - low > 0.2 && values.iter().filter(extreme).count() * 10 > values.len() * 9
    }

    /// The most ink of any pixel, 1 a solid; none where the samples cannot be read.
    pub fn most_ink(&self, file: &File<'_>) -> Option<f64> {
        let (samples, space) = (self.inks(file)?, self.space.clone()?);
        let step = (self.width.max(self.height) as usize / 512).max(1);
        let pixels =
            (0..samples.height).step_by(step).flat_map(|y| (0..samples.width).step_by(step).map(move |x| (x, y)));
        Some(pixels.map(|(x, y)| samples.at(&space, x, y).total(|_| false)).fold(0.0, f64::max))
    }
}
