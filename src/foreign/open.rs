//! Opens a file and finds its pages. What is damaged is told, never mended: a page that is lost would be missed only
//! after printing.

use std::collections::BTreeSet;

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::{fault, follow};
use crate::diag::Diagnostic;

/// Most that a stream may grow to when it is unpacked: enough for any page, too little for a bomb.
pub(crate) const MOST: usize = 256 << 20;
/// Page trees deeper than this are loops or attacks.
const DEEPEST: usize = 64;

/// A page and the nodes above it, the nearest first.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub page: ObjectId,
    pub above: Vec<ObjectId>,
}

/// Parses the file.
pub(crate) fn open(bytes: &[u8]) -> Result<Document, Diagnostic> {
    if !bytes.get(..bytes.len().min(1024)).unwrap_or_default().windows(5).any(|start| start == b"%PDF-") {
        return Err(fault::no_pdf());
    }
    let options = LoadOptions { max_decompressed_size: Some(MOST), ..LoadOptions::default() };
    let file = match Document::load_mem_with_options(bytes, options) {
        Ok(file) => file,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_)) => {
            return Err(fault::encrypted());
        }
        Err(lopdf::Error::Decryption(_)) => return Err(fault::encrypted()),
        Err(_) => return Err(fault::damaged_table()),
    };
    if file.is_encrypted() || file.was_encrypted() || file.trailer.has(b"Encrypt") {
        return Err(fault::encrypted());
    }
    if file.xref_recovery == Some(XrefRecovery::Reconstructed) {
        return Err(fault::damaged_table());
    }
    Ok(file)
}

/// The pages in order, with what they inherit from.
pub(crate) fn leaves(file: &Document) -> Result<Vec<Leaf>, Diagnostic> {
    let root = file.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let root = root.map_err(|_| fault::no_pages())?;
    let announced = file.get_dictionary(root).and_then(|root| root.get_deref(b"Count", file));
    let announced = announced.and_then(Object::as_i64).ok();
    let mut walk = Walk { file, seen: BTreeSet::new(), leaves: Vec::new() };
    walk.node(root, &mut Vec::new())?;
    let found = walk.leaves.len();
    match announced {
        Some(announced) if announced > 0 && announced != found as i64 => Err(fault::page_count(announced, found)),
        _ if found == 0 => Err(fault::no_pages()),
        _ => Ok(walk.leaves),
    }
}

struct Walk<'a> {
    file: &'a Document,
    seen: BTreeSet<ObjectId>,
    leaves: Vec<Leaf>,
}

impl Walk<'_> {
    /// Follows one node; `above` holds the nodes from the root to it.
    fn node(&mut self, id: ObjectId, above: &mut Vec<ObjectId>) -> Result<(), Diagnostic> {
        let next = self.leaves.len() + 1;
        if !self.seen.insert(id) || above.len() > DEEPEST {
            return Err(fault::page_tree(next));
        }
        let node = self.file.get_dictionary(id).map_err(|_| fault::page_tree(next))?;
        let Ok(kids) = node.get(b"Kids") else {
            self.leaves.push(Leaf { page: id, above: above.iter().rev().copied().collect() });
            return Ok(());
        };
        let kids = follow(self.file, kids).as_array().map_err(|_| fault::page_tree(next))?;
        above.push(id);
        for kid in kids {
            let kid = kid.as_reference().map_err(|_| fault::page_tree(self.leaves.len() + 1))?;
            self.node(kid, above)?;
        }
        above.pop();
        Ok(())
    }
}

/// True when the file says that there is such an object, but it could not be read.
pub(crate) fn is_lost(file: &Document, id: ObjectId) -> bool {
    let entry = file.reference_table.get(id.0);
    !file.objects.contains_key(&id) && matches!(entry, Some(XrefEntry::Normal { .. } | XrefEntry::Compressed { .. }))
}

/// What deflate has packed, unpacked to its very end; none where it breaks off, is damaged, or grows beyond [`MOST`].
pub(crate) fn inflate(packed: &[u8]) -> Option<Vec<u8>> {
    let mut inflate = Decompress::new(true);
    let mut unpacked = Vec::with_capacity(packed.len().saturating_mul(4).clamp(64, 1 << 20));
    loop {
        let (read, wrote) = (inflate.total_in(), inflate.total_out());
        let rest = packed.get(read as usize..).unwrap_or_default();
        match inflate.decompress_vec(rest, &mut unpacked, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return Some(unpacked),
            Ok(_) if unpacked.len() > MOST => return None,
            Ok(_) if unpacked.len() == unpacked.capacity() => unpacked.reserve(unpacked.len().max(1 << 12)),
            Ok(_) if inflate.total_in() == read && inflate.total_out() == wrote => return None,
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}
