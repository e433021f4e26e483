//! Flate compression, one reused compressor a thread. Knows nothing of what it packs.

use std::borrow::Cow;
use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};
use pdf_writer::{Filter, Stream};

/// Deflate effort. On card pages level 6 saves 4 % over 4 and costs half as much time again; level 9 saves nothing more.
const LEVEL: u32 = 4;

thread_local! {
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), true));
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

    /// Names the filter in the dictionary of `stream`.
    pub(super) fn declare(&self, stream: &mut Stream<'_>) {
        if self.deflated {
            stream.filter(Filter::FlateDecode);
        }
    }
}

/// `data` as a zlib stream.
pub(super) fn deflate(data: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut out = Vec::with_capacity(data.len() / 2 + 64);
        loop {
            let rest = data.get(compressor.total_in() as usize..).unwrap_or_default();
            match compressor.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::Ok | Status::BufError) => out.reserve(out.capacity().max(64)),
                // Compressing to memory cannot fail once there is room.
                Ok(Status::StreamEnd) | Err(_) => return out,
            }
        }
    })
}
