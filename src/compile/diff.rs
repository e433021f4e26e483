//! What changed between two deliveries: reads both, compares them, and shows the changed pages side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::Report;
use crate::compare::{self, Difference, Leaf, PageAt, Pair};
use crate::diag::{Diagnostic, Diagnostics, Lang};
use crate::export::pdf;
use crate::font;
use crate::foreign::{self, Foreign, Pairing, Wanted};
use crate::geom::PathData;
use crate::impose::Lettering;
use crate::say;
use crate::scene::{Document, Group, Info, Item, Page};
use crate::source::{Place, Sources};
use crate::text::Setter;
use crate::ticket::Ticket;
use crate::world::World;

/// What is compared.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// The older one: a PDF file, a ticket.json, a manifest.json, or a folder that holds one of the latter.
    pub old: PathBuf,
    /// The newer one, of the same kind.
    pub new: PathBuf,
    /// Show the changed pages side by side.
    pub pictures: bool,
    /// Language of the report.
    pub lang: Lang,
}

/// What became of a comparison.
#[derive(Debug)]
pub struct Compared {
    /// Everything found.
    pub report: Report,
    /// What changed; none where there were faults.
    pub difference: Option<Difference>,
    /// The changed pages side by side, as PDF; none where it was not asked for.
    pub bytes: Option<Vec<u8>>,
}

/// Compares two deliveries.
pub fn diff(world: &dyn World, job: &Comparing) -> Compared {
    let mut run = Run { world, job, sources: Sources::new(), found: Diagnostics::new() };
    let difference = run.compare();
    let wanted = difference.as_ref().filter(|_| job.pictures && !run.found.has_errors()).cloned();
    let bytes = wanted.and_then(|(difference, folders)| run.report(&difference, &folders));
    let Run { sources, mut found, .. } = run;
    crate::yaml::locate(&sources, &mut found);
    let sound = !found.has_errors();
    Compared {
        report: Report { sources, diagnostics: found, ..Report::default() },
        difference: difference.map(|(difference, _)| difference).filter(|_| sound),
        bytes: bytes.filter(|_| sound),
    }
}

/// One of two things that are compared.
enum Thing {
    Pdf(Vec<Leaf>),
    Ticket(Box<Ticket>),
    Manifest(Value),
}

impl Thing {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Pdf(_) => "PDF",
            Self::Ticket(_) => "ticket.json",
            Self::Manifest(_) => "manifest.json",
        }
    }
}

struct Run<'a> {
    world: &'a dyn World,
    job: &'a Comparing,
    sources: Sources,
    found: Diagnostics,
}

/// What the files of a difference are relative to, older first.
type Bases = [PathBuf; 2];

impl Run<'_> {
    fn compare(&mut self) -> Option<(Difference, Bases)> {
        let paths = [self.job.old.clone(), self.job.new.clone()].map(|path| self.inside(path));
        let [old, new] = [self.thing(&paths[0]), self.thing(&paths[1])];
        let (old, new) = (old?, new?);
        let folder = |path: &Path| path.parent().unwrap_or(Path::new("")).to_owned();
        let bases = [folder(&paths[0]), folder(&paths[1])];
        match (old, new) {
            (Thing::Pdf(old), Thing::Pdf(new)) => {
                let names = [&paths[0], &paths[1]].map(|path| path.display().to_string().replace('\\', "/"));
                let difference = compare::pdfs([&names[0], &names[1]], &old, &new);
                Some((difference, [PathBuf::new(), PathBuf::new()]))
            }
            (Thing::Ticket(old), Thing::Ticket(new)) => Some((compare::tickets(&old, &new), bases)),
            (Thing::Manifest(old), Thing::Manifest(new)) => {
                // Its paths start with the kit's folder.
                let bases = bases.map(|base| folder(&base));
                let mut difference = compare::manifests(&old, &new).or_else(|| {
                    self.found.push(no_cards());
                    None
                })?;
                self.pages_of_manifests([&old, &new], &bases, &mut difference);
                Some((difference, bases))
            }
            (old, new) => {
                self.found.push(other_kinds(old.kind(), new.kind()));
                None
            }
        }
    }

    /// The ticket or manifest of a folder; any other path as it is.
    fn inside(&self, path: PathBuf) -> PathBuf {
        let inside = ["ticket.json", "manifest.json"].map(|name| path.join(name));
        inside.into_iter().find(|path| self.world.is_file(path)).unwrap_or(path)
    }

    fn thing(&mut self, path: &Path) -> Option<Thing> {
        let name = path.display().to_string().replace('\\', "/");
        let place = Place::file(self.sources.add(name, ""));
        let read = self.world.read(path).map_err(|error| super::imposing::unread(&error));
        let thing = read.and_then(|bytes| thing(&bytes));
        thing.map_err(|fault| self.found.push(fault.at(place))).ok()
    }

    /// The pages of the PDF files that both manifests name, where the files are there.
    fn pages_of_manifests(&mut self, manifests: [&Value; 2], bases: &Bases, difference: &mut Difference) {
        let [old, new] = manifests.map(files);
        for (key, new_path) in &new {
            let Some(old_path) = old.get(key) else { continue };
            let paths = [bases[0].join(old_path), bases[1].join(new_path)];
            let [Some(before), Some(after)] = paths.map(|path| self.leaves(&path)) else { continue };
            let pages = compare::pdfs([old_path, new_path], &before, &after);
            difference.knows_pages = true;
            difference.same += pages.same;
            difference.pages.extend(pages.pages);
        }
    }

    fn leaves(&self, path: &Path) -> Option<Vec<Leaf>> {
        compare::leaves(&self.world.read(path).ok()?).ok()
    }

    /// The changed pages side by side.
    fn report(&mut self, difference: &Difference, bases: &Bases) -> Option<Vec<u8>> {
        let lettering = lettering(self.job.lang);
        let shown = self.shown(difference, bases);
        let fonts = lettering.setter.fonts().clone();
        let with_fonts = |document: Document| Document { fonts: fonts.clone(), ..document };
        let mut documents = vec![with_fonts(Document::default())];
        let (mut firsts, mut first, mut places) = (Vec::new(), 0_u32, BTreeMap::new());
        for Shown { at, foreign, pages } in &shown {
            let document = foreign.document(Pairing::Fronts, "").ok()?;
            for (index, number) in pages.iter().enumerate() {
                let before: usize = documents.iter().map(|document| document.pages.len()).sum();
                places.insert((at.0, at.1.clone(), *number), before + index);
            }
            documents.push(with_fonts(document));
            firsts.push(first);
            first += u32::try_from(foreign.len()).unwrap_or(u32::MAX);
        }
        let mut document = Document::merged(documents)?;
        let faces = std::mem::take(&mut document.pages);
        let face = |side: usize, at: &Option<PageAt>| {
            let at = at.as_ref()?;
            let index = *places.get(&(side, at.file.clone(), at.page))?;
            faces.get(index).map(cut)
        };
        let pairs: Vec<Pair> = difference
            .pages
            .iter()
            .map(|change| Pair { old: face(0, &change.old), new: face(1, &change.new) })
            .collect();
        let report = compare::Report { difference, pairs: &pairs, lettering: &lettering };
        document.pages = report.pages().map_err(|fault| self.found.push(fault)).ok()?;
        document.info = info(self.job.lang);
        // Pages of other people's files keep no standard of ours.
        let options = pdf::Options { standard: pdf::Standard::None, ..pdf::Options::press() };
        let bytes = pdf::export(&document, &options).map_err(|faults| self.found.append(faults)).ok()?;
        let files: Vec<(&Foreign, u32)> = shown.iter().map(|shown| &shown.foreign).zip(firsts).collect();
        foreign::graft_all(&bytes, &files).map_err(|fault| self.found.push(fault)).ok()
    }

    /// The files with changed pages, opened at these pages; those that are not there, or are no PDF, show nothing.
    fn shown(&mut self, difference: &Difference, bases: &Bases) -> Vec<Shown> {
        let mut wanted: BTreeMap<(usize, String), BTreeSet<usize>> = BTreeMap::new();
        for change in &difference.pages {
            for (side, at) in [&change.old, &change.new].into_iter().enumerate() {
                if let Some(at) = at {
                    wanted.entry((side, at.file.clone())).or_default().insert(at.page);
                }
            }
        }
        let mut shown = Vec::new();
        for (at, pages) in wanted {
            let Some(base) = bases.get(at.0) else { continue };
            let path = base.join(&at.1);
            let pages: Vec<usize> = pages.into_iter().collect();
            let list = pages.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
            let Ok(bytes) = self.world.read(&path) else {
                self.found.push(not_there(&path));
                continue;
            };
            if !bytes.starts_with(b"%PDF-") {
                continue;
            }
            let place = Place::file(self.sources.add(path.display().to_string().replace('\\', "/"), ""));
            let wanted = Wanted { pages: list.parse().unwrap_or_default(), trim: None };
            match foreign::read(&bytes, &wanted, &place) {
                Ok(foreign) => shown.push(Shown { at, foreign, pages }),
                Err(faults) => self.found.append(faults),
            }
        }
        shown
    }
}

/// A file with the pages of it that are shown.
struct Shown {
    /// 0 for the older one, 1 for the newer one, and the file.
    at: (usize, String),
    foreign: Foreign,
    pages: Vec<usize>,
}

/// A face within its finished size.
fn cut(page: &Page) -> (crate::geom::Size, Vec<Item>) {
    let clip = Some(Arc::new(PathData::rect(&page.boxes.trim_rect())));
    let items = vec![Item::Group(Box::new(Group { clip, items: page.items.clone(), ..Group::default() }))];
    (page.boxes.trim, items)
}

/// The PDF files of a manifest that hold single faces for print, by their path without its version: those for print shops
/// where there are any, else all.
fn files(manifest: &Value) -> BTreeMap<String, String> {
    let version = manifest.get("version").and_then(Value::as_str).unwrap_or_default();
    let entries = manifest.get("files").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let pdf = |entry: &&Value| {
        let path = entry.get("path").and_then(Value::as_str).unwrap_or_default();
        path.ends_with(".pdf") && entry.get("sheet").is_none() && entry.get("pages").and_then(Value::as_u64) > Some(0)
    };
    let press = |entry: &&Value| {
        let path = entry.get("path").and_then(Value::as_str).unwrap_or_default();
        path.contains("_press_") || entry.get("faces").is_some()
    };
    let all: Vec<&Value> = entries.iter().filter(pdf).collect();
    let some = all.iter().any(press);
    let chosen = all.into_iter().filter(|entry| !some || press(entry));
    let named = chosen.filter_map(|entry| {
        let path = entry.get("path")?.as_str()?.to_owned();
        Some((path.replace(&format!("_v{version}.pdf"), ".pdf"), path))
    });
    named.collect()
}

fn thing(bytes: &[u8]) -> Result<Thing, Diagnostic> {
    let unknown = || {
        Diagnostic::error(
            "unknown-delivery",
            say!(
                "ce fichier n’est ni un PDF, ni un ticket.json, ni un manifest.json",
                "this file is no PDF, no ticket.json and no manifest.json"
            ),
        )
        .hint(say!(
            "donnez deux PDF, ou les ticket.json ou manifest.json de deux fabrications",
            "give two PDF files, or the ticket.json or manifest.json of two builds"
        ))
    };
    if bytes.get(..bytes.len().min(1024)).unwrap_or_default().windows(5).any(|start| start == b"%PDF-") {
        return compare::leaves(bytes).map(Thing::Pdf);
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|_| unknown())?;
    if value.get("ticket").is_some() {
        let ticket = serde_json::from_value(value).map_err(|_| unknown())?;
        return Ok(Thing::Ticket(Box::new(ticket)));
    }
    if value.get("files").is_some() { Ok(Thing::Manifest(value)) } else { Err(unknown()) }
}

fn other_kinds(old: &str, new: &str) -> Diagnostic {
    let fault = say!("on ne compare pas un {old} à un {new}", "a {old} cannot be compared with a {new}");
    Diagnostic::error("other-kinds", fault)
        .hint(say!("donnez deux fichiers du même genre", "give two files of one kind"))
}

fn no_cards() -> Diagnostic {
    let fault = say!(
        "l’un de ces manifestes ne dit pas l’aspect de ses cartes",
        "one of these manifests does not tell what its cards look like"
    );
    Diagnostic::error("wrong-manifest", fault)
        .hint(say!("refaites-le avec cette version du programme", "make it again with this version of the program"))
}

fn not_there(path: &Path) -> Diagnostic {
    let path = path.display();
    let remark =
        say!("{path} n’est pas là : ses pages ne sont pas montrées", "{path} is not there: its pages are not shown");
    Diagnostic::warning("no-pictures", remark)
}

fn lettering(lang: Lang) -> Lettering {
    let fonts = font::shipped();
    let ids: Vec<_> = fonts.iter().map(|(id, _)| id).collect();
    let (regular, heading) = ids.split_at(1.min(ids.len()));
    Lettering { setter: Setter::new(fonts), fonts: regular.into(), heading: heading.into(), lang }
}

fn info(lang: Lang) -> Info {
    let (title, tag) = match lang {
        Lang::Fr => ("Ce qui a changé", "fr"),
        Lang::En => ("What changed", "en"),
    };
    Info { title: title.to_owned(), lang: tag.to_owned(), ..Info::default() }
}
