//! Two PDF files page by page.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::align::{Sheet, align};
use super::look::Looker;
use super::{Difference, PageAt, PageChange, card};
use crate::diag::Diagnostic;
use crate::say;

/// A page of a PDF file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What readers call it, where the file says so.
    pub name: Option<String>,
    /// What it looks like.
    pub look: u128,
}

/// The pages of a PDF file with what they look like.
///
/// # Errors
/// A file that is damaged, protected, or no PDF.
pub fn leaves(bytes: &[u8]) -> Result<Vec<Leaf>, Diagnostic> {
    let file = Document::load_mem(bytes).map_err(|_| unread())?;
    if file.is_encrypted() || file.trailer.has(b"Encrypt") {
        return Err(Diagnostic::error(
            "pdf-encrypted",
            say!("ce PDF est protégé (chiffré)", "this PDF is protected (encrypted)"),
        ));
    }
    let names = labels(&file);
    let mut looker = Looker::new(&file);
    let pages = file.get_pages();
    if pages.is_empty() {
        return Err(unread());
    }
    let leaf =
        |(index, page): (usize, lopdf::ObjectId)| Leaf { name: names.get(&index).cloned(), look: looker.page(page) };
    Ok(pages.into_values().enumerate().map(leaf).collect())
}

fn unread() -> Diagnostic {
    Diagnostic::error("unread-pdf", say!("ce fichier n’est pas un PDF lisible", "this file is no PDF that can be read"))
        .hint(say!(
            "donnez deux PDF, deux ticket.json ou deux manifest.json",
            "give two PDF files, two ticket.json or two manifest.json"
        ))
}

/// Names that stand for one page each: labels of a prefix alone (ISO 32000-1, 12.4.2), by the index of the page.
fn labels(file: &Document) -> std::collections::BTreeMap<usize, String> {
    let mut names = std::collections::BTreeMap::new();
    let root = file.catalog().and_then(|catalog| catalog.get_deref(b"PageLabels", file)).and_then(Object::as_dict);
    if let Ok(root) = root {
        node(file, root, &mut names, 0);
    }
    names
}

fn node(file: &Document, tree: &Dictionary, names: &mut std::collections::BTreeMap<usize, String>, depth: usize) {
    if depth > 32 {
        return;
    }
    let list = |key: &[u8]| tree.get_deref(key, file).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    for kid in list(b"Kids") {
        if let Ok((_, Object::Dictionary(kid))) = file.dereference(kid) {
            node(file, kid, names, depth + 1);
        }
    }
    for pair in list(b"Nums").chunks(2) {
        let [number, label] = pair else { continue };
        let (Ok(index), Ok((_, Object::Dictionary(label)))) = (number.as_i64(), file.dereference(label)) else {
            continue;
        };
        let prefix = label.get_deref(b"P", file).and_then(lopdf::decode_text_string);
        if let (Ok(index), Ok(prefix), false) = (usize::try_from(index), prefix, label.has(b"S")) {
            names.insert(index, prefix);
        }
    }
}

/// What changed between the pages of two PDF files, by the names of the files.
pub fn pdfs(names: [&str; 2], old: &[Leaf], new: &[Leaf]) -> Difference {
    let sheets = |leaves: &[Leaf]| -> Vec<Sheet> {
        leaves.iter().map(|leaf| Sheet { name: leaf.name.clone(), look: leaf.look }).collect()
    };
    let mut difference = Difference { names: names.map(str::to_owned), knows_pages: true, ..Difference::default() };
    for (before, after) in align(&sheets(old), &sheets(new)) {
        let leaf = |leaves: &[Leaf], index: Option<usize>| index.and_then(|index| leaves.get(index).cloned());
        let (left, right) = (leaf(old, before), leaf(new, after));
        if let (Some(left), Some(right)) = (&left, &right)
            && left.look == right.look
        {
            difference.same += 1;
            continue;
        }
        let number = after.or(before).unwrap_or_default() + 1;
        let name = right.or(left).and_then(|leaf| leaf.name).unwrap_or_else(|| format!("p{number}"));
        let at =
            |file: &str, index: Option<usize>| index.map(|index| PageAt { file: file.to_owned(), page: index + 1 });
        difference.pages.push(PageChange { name, old: at(names[0], before), new: at(names[1], after) });
    }
    let known = [cards(old), cards(new)];
    difference.cards_of_pages("", [&known[0], &known[1]]);
    difference
}

/// The cards that the pages of a file belong to.
fn cards(leaves: &[Leaf]) -> BTreeSet<String> {
    leaves.iter().filter_map(|leaf| Some(card(leaf.name.as_deref()?)?.to_owned())).collect()
}
