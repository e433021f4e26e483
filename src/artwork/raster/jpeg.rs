//! The head of a JPEG file (ITU-T T.81), read without decoding it: what decides whether the file can be kept.

use image::metadata::Orientation;

/// What the markers of a JPEG file say.
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    /// 1 grey, 3 RGB, 4 CMYK.
    pub(super) channels: u8,
    /// Bits a sample.
    pub(super) bits: u8,
    /// CMYK is stored inverted: an Adobe marker says so.
    pub(super) inverted: bool,
    pub(super) orientation: Orientation,
    /// The embedded ICC profile.
    pub(super) profile: Option<Vec<u8>>,
}

const START_OF_IMAGE: u8 = 0xd8;
const END_OF_IMAGE: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;

/// The head of a baseline or progressive JPEG file that is complete up to its end marker; none for any other.
pub(super) fn read(bytes: &[u8]) -> Option<Header> {
    let mut frame = None;
    let (mut inverted, mut orientation) = (false, Orientation::NoTransforms);
    let mut profile = Chunks::default();
    let mut reader = Markers { rest: bytes.strip_prefix(&[0xff, START_OF_IMAGE])? };
    loop {
        let (marker, body) = reader.next()?;
        match marker {
            END_OF_IMAGE => break,
            // Baseline, extended sequential and progressive frames, Huffman coded.
            0xc0..=0xc2 => frame = Some(frame_of(body)?),
            // Lossless, hierarchical and arithmetic coding: no PDF reader knows them.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return None,
            0xe1 => orientation = orientation_of(body).unwrap_or(orientation),
            0xe2 => profile.add(body),
            0xee => inverted |= body.starts_with(b"Adobe"),
            _ => {}
        }
    }
    let (bits, height, width, channels) = frame?;
    let supported = matches!(channels, 1 | 3 | 4) && width > 0 && height > 0;
    let inverted = inverted && channels == 4;
    supported.then(|| Header { width, height, channels, bits, inverted, orientation, profile: profile.joined() })
}

fn frame_of(body: &[u8]) -> Option<(u8, u32, u32, u8)> {
    let [bits, h1, h0, w1, w0, channels, ..] = *body else { return None };
    Some((bits, u32::from(u16::from_be_bytes([h1, h0])), u32::from(u16::from_be_bytes([w1, w0])), channels))
}

fn orientation_of(body: &[u8]) -> Option<Orientation> {
    Orientation::from_exif_chunk(body.strip_prefix(b"Exif\0\0")?)
}

/// Walks from marker to marker.
struct Markers<'a> {
    rest: &'a [u8],
}

impl<'a> Markers<'a> {
    /// The next marker with what belongs to it; the coded data after a scan is passed over.
    fn next(&mut self) -> Option<(u8, &'a [u8])> {
        let at = self.rest.windows(2).position(is_marker)?;
        let marker = *self.rest.get(at + 1)?;
        self.rest = self.rest.get(at + 2..)?;
        if marker == END_OF_IMAGE {
            return Some((marker, &[]));
        }
        let [high, low, ..] = *self.rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let body = self.rest.get(2..length)?;
        self.rest = self.rest.get(length..)?;
        // Between segments there is nothing but fill bytes; after a scan header comes coded data.
        let tight = marker == START_OF_SCAN || self.rest.first() == Some(&0xff);
        tight.then_some((marker, body))
    }
}

/// Not a stuffed zero, a fill byte or a restart marker, which stand within coded data.
fn is_marker(pair: &[u8]) -> bool {
    matches!(pair, [0xff, second] if !matches!(second, 0x00 | 0x01 | 0xff | 0xd0..=0xd7))
}

/// An ICC profile in numbered pieces (ICC.1, annex B.4).
#[derive(Default)]
struct Chunks(Vec<(u8, Vec<u8>)>);

impl Chunks {
    fn add(&mut self, body: &[u8]) {
        if let Some([number, _count, data @ ..]) = body.strip_prefix(b"ICC_PROFILE\0") {
            self.0.push((*number, data.to_vec()));
        }
    }

    fn joined(mut self) -> Option<Vec<u8>> {
        self.0.sort_by_key(|(number, _)| *number);
        let whole: Vec<u8> = self.0.into_iter().flat_map(|(_, data)| data).collect();
        (!whole.is_empty()).then_some(whole)
    }
}
