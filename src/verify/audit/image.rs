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
