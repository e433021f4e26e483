//! Finished press files against the clauses of their standard, read by lopdf, which shares nothing with the writer.
//! A fault here is one of the program, not of the kit.

mod content;
mod objects;
mod words;

use lopdf::{Dictionary, Document, Object};

use crate::diag::{Diagnostic, Diagnostics};
use crate::export::pdf::Standard;
use crate::say;

/// A clause that is broken, and how.
pub(super) struct Broken {
    clause: &'static str,
    how: String,
}

impl Broken {
    pub(super) fn new(clause: &'static str, how: impl Into<String>) -> Self {
        Self { clause, how: how.into() }
    }
}

/// What is wrong with a file that claims to keep a standard: one fault a clause and finding, each named once.
pub fn check(file: &[u8], standard: Standard) -> Diagnostics {
    let name = match standard {
        Standard::None => return Diagnostics::new(),
        Standard::X4 => "PDF/X-4",
        Standard::X1a2003 => "PDF/X-1a:2003",
    };
    let mut broken = match Document::load_mem(file) {
        Ok(read) => {
            let file = Subject { read: &read, standard };
            let mut broken = words::check(&file, name);
            broken.extend(objects::check(&file));
            broken.extend(content::check(&file));
            broken
        }
        Err(error) => vec![Broken::new("trailer", error.to_string())],
    };
    broken.extend(version(file, standard));
    broken.extend(structure(file, standard));
    let mut faults: Vec<Diagnostic> = Vec::new();
    broken.sort_by(|a, b| (a.clause, &a.how).cmp(&(b.clause, &b.how)));
    broken.dedup_by(|a, b| a.clause == b.clause && a.how == b.how);
    for Broken { clause, how } in broken {
        let fault = say!(
            "le fichier écrit ne tient pas {name}, « {clause} » : {how}",
            "the file written does not keep {name}, “{clause}”: {how}"
        );
        faults.push(Diagnostic::error("pdfx-broken", fault).hint(say!(
            "c’est une erreur du programme : signalez-la avec le dossier qui la provoque ; --standard none écrit sans norme",
            "this is a fault of the program: report it with the folder that causes it; --standard none writes without a standard"
        )));
    }
    faults.into_iter().collect()
}

/// A file under examination.
pub(super) struct Subject<'a> {
    read: &'a Document,
    standard: Standard,
}

impl<'a> Subject<'a> {
    fn is_x1a(&self) -> bool {
        self.standard == Standard::X1a2003
    }

    /// What follows a reference, however often.
    fn follow(&self, object: &'a Object) -> &'a Object {
        self.read.dereference(object).map_or(object, |(_, object)| object)
    }

    fn entry(&self, dict: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dict.get(key.as_bytes()).ok().map(|object| self.follow(object))
    }

    fn dict(&self, dict: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.entry(dict, key)?.as_dict().ok()
    }

    fn catalog(&self) -> Option<&'a Dictionary> {
        self.read.catalog().ok()
    }
}

/// The reader unpacks object streams without a word: their names are looked for in the file itself.
fn structure(file: &[u8], standard: Standard) -> Option<Broken> {
    let names = [&b"/ObjStm"[..], b"/XRef"];
    let found = |name: &&[u8]| file.windows(name.len()).any(|part| part == *name);
    let packed = standard == Standard::X1a2003 && names.iter().any(found);
    packed.then(|| Broken::new("structure", "ObjStm"))
}

fn version(file: &[u8], standard: Standard) -> Option<Broken> {
    let most = if standard == Standard::X1a2003 { b'4' } else { b'6' };
    let minor = file.strip_prefix(b"%PDF-1.").and_then(|rest| rest.first().copied());
    let right = minor.is_some_and(|minor| minor.is_ascii_digit() && minor <= most);
    (!right).then(|| Broken::new("header", "%PDF-1."))
}
