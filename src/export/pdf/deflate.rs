//! Flate compression, one reused compressor a thread. Knows nothing of what it packs.

use std::borrow::Cow;
use std::cell::RefCell;

use libdeflater::{CompressionLvl, Compressor};
use pdf_writer::{Filter, Stream};

/// Streams up to this length are packed in a hurry: there may be thousands of them. Pictures and fonts are longer.
const SHORT: usize = 32_768;

/// Flate effort on short streams. On card pages level 6 saves 5 % over it and costs twice the time.
const HURRIED: i32 = 1;
/// Flate effort on long streams.
const THOROUGH: i32 = 7;

/// A compressor and the room it writes to.
struct Packer {
    compressor: Compressor,
    room: Vec<u8>,
}

impl Packer {
    fn new(level: i32) -> RefCell<Self> {
        let level = CompressionLvl::new(level).unwrap_or_default();
        RefCell::new(Self { compressor: Compressor::new(level), room: Vec::new() })
    }

    fn pack(&mut self, data: &[u8]) -> Vec<u8> {
        let most = self.compressor.zlib_compress_bound(data.len());
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        // Compressing to memory cannot fail where there is room for the worst case.
        let length = self.compressor.zlib_compress(data, &mut self.room).unwrap_or(0);
        self.room.get(..length).unwrap_or_default().to_vec()
    }
}

thread_local! {
    static SHORT_STREAMS: RefCell<Packer> = Packer::new(HURRIED);
    static LONG_STREAMS: RefCell<Packer> = Packer::new(THOROUGH);
}

/// Stream data as it stands in the file.
#[derive(Clone, Debug)]
pub(super) struct Packed<'a> {
    /// The bytes.
    pub(super) data: Cow<'a, [u8]>,
    /// Whether they are a zlib stream.
    pub(super) deflated: bool,
}

impl<'a> Packed<'a> {
    /// Compresses `data`; keeps it as it is when `compress` is off.
    pub(super) fn new(data: impl Into<Cow<'a, [u8]>>, compress: bool) -> Self {
        let data = data.into();
        if compress {
            Self { data: Cow::Owned(deflate(&data)), deflated: true }
        } else {
            Self { data, deflated: false }
        }
    }

    /// The same for the operators of a page, in a hurry however long: a sheet of cards is many short pages in one.
    pub(super) fn page(data: &'a [u8], compress: bool) -> Self {
        if !compress {
            return Self { data: Cow::Borrowed(data), deflated: false };
        }
        Self { data: Cow::Owned(hurried(data)), deflated: true }
    }

    /// Names the filter in the dictionary of `stream`.
    pub(super) fn declare(&self, stream: &mut Stream<'_>) {
        if self.deflated {
            stream.filter(Filter::FlateDecode);
        }
    }
}

/// `data` as a zlib stream.
pub(super) fn deflate(data: &[u8]) -> Vec<u8> {
    if data.len() > SHORT {
        return LONG_STREAMS.with_borrow_mut(|packer| packer.pack(data));
    }
    hurried(data)
}

fn hurried(data: &[u8]) -> Vec<u8> {
    SHORT_STREAMS.with_borrow_mut(|packer| packer.pack(data))
}
