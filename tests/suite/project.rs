//! A kit in memory, written like a sentence: `Project::new().layout("front", …).card("id: A1").check()`.

use massicot::compile::{self, Format, Job, Report, Silent};
use massicot::diag::{self, Lang, Severity};
use massicot::scene::{self, Document};
use massicot::world::MemoryWorld;
use std::collections::BTreeMap;
use std::path::Path;

/// A kit with one deck, cards of 60 × 90 mm unless it says otherwise.
pub struct Project {
    files: BTreeMap<String, Vec<u8>>,
    folder: &'static str,
    deck: String,
    cards: String,
    pub job: Job,
}

const KIT: &str = "\
kit: essai
title: Essai
version: \"1.0\"
date: 2026-01-01
lang: fr
licence: CC0
publisher: Nous
links: { base: https://essai.example/ }
palette:
  nuit: { srgb: \"#123C70\", cmyk: [100, 70, 5, 40] }
  encre: { srgb: \"#1A1A1A\", cmyk: [0, 0, 0, 100] }
fonts:
  texte: { families: [Atkinson Hyperlegible Next, Source Sans 3] }
vocabularies:
  family:
    - { id: a, label: Alpha, color: nuit }
    - { id: b, label: Bêta, color: encre }
";

/// Type styles that tests may use.
pub const TYPES: &str = "types: { text: { font: texte, size: 10pt, leading: 12pt } }\n";

impl Project {
    pub fn new() -> Self {
        let mut project = Self {
            files: BTreeMap::new(),
            folder: "kits/essai",
            deck: "deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: { front: front }\n".into(),
            cards: String::new(),
            job: Job::new("kits/essai"),
        };
        project.job.formats = vec![Format::Pdf];
        project.file("kit.yaml", KIT)
    }

    /// Puts the kit into another folder.
    pub fn in_folder(mut self, folder: &'static str) -> Self {
        self.folder = folder;
        self.job.kit = folder.into();
        self
    }

    /// The language of the kit instead of French.
    pub fn lang(self, lang: &str) -> Self {
        self.file("kit.yaml", KIT.replace("lang: fr", &format!("lang: {lang}")))
    }

    pub fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.to_owned(), bytes.as_ref().to_vec());
        self
    }

    /// A layout; `body` is everything but its name, and the type styles of [`TYPES`] where it has none.
    pub fn layout(self, name: &str, body: &str) -> Self {
        let types = if body.contains("types:") || body.contains("extends:") { "" } else { TYPES };
        self.file(&format!("layouts/{name}.yaml"), format!("layout: {name}\n{types}{body}"))
    }

    /// What the deck says before its cards.
    pub fn deck(mut self, head: &str) -> Self {
        self.deck = head.to_owned();
        self
    }

    /// A card, its keys one a line.
    pub fn card(mut self, keys: &str) -> Self {
        for (index, line) in keys.lines().enumerate() {
            self.cards.push_str(if index == 0 { "  - " } else { "    " });
            self.cards.push_str(line);
            self.cards.push('\n');
        }
        self
    }

    pub fn world(&self) -> MemoryWorld {
        let mut world = MemoryWorld::new();
        for (path, bytes) in &self.files {
            world.insert(format!("{}/{path}", self.folder), bytes);
        }
        let cards = if self.cards.is_empty() { "cards: []\n".to_owned() } else { format!("cards:\n{}", self.cards) };
        if !self.deck.is_empty() {
            world.insert(format!("{}/jeu.yaml", self.folder), format!("{}{cards}", self.deck));
        }
        for family in ["atkinson-hyperlegible-next", "source-sans-3", "fraunces"] {
            for entry in std::fs::read_dir(format!("{}/fonts/{family}", env!("CARGO_MANIFEST_DIR"))).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                world.insert(format!("{}/fonts/{family}/{name}", self.folder), std::fs::read(path).unwrap());
            }
        }
        world
    }

    /// What `check` says once a file of the kit is another one, as [`Project::faults`].
    pub fn faults_with(&self, path: &str, text: &str) -> Vec<String> {
        let mut world = self.world();
        world.insert(format!("{}/{path}", self.folder), text);
        let report = compile::check(&world, &self.job, &Silent);
        report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect()
    }

    pub fn check(&self) -> Report {
        compile::check(&self.world(), &self.job, &Silent)
    }

    /// Every diagnostic as one line, in French.
    pub fn faults(&self) -> Vec<String> {
        let report = self.check();
        report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect()
    }

    /// The scene of the deck, with no error allowed.
    pub fn scene(&self) -> Document {
        let (mut documents, report) = compile::scenes(&self.world(), &self.job, &Silent);
        let faults: Vec<_> = report.diagnostics.iter().filter(|fault| fault.severity == Severity::Error).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        documents.remove(0)
    }

    /// The scene as text.
    pub fn dump(&self) -> String {
        scene::dump(&self.scene())
    }

    /// Every file of a build by its path, no error allowed, and what was told besides, in French.
    pub fn built(&self) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
        let mut files = BTreeMap::new();
        let mut sink = |path: &Path, bytes: &[u8]| {
            files.insert(path.to_string_lossy().into_owned(), bytes.to_vec());
            Ok(())
        };
        let report = compile::build(&self.world(), &self.job, &Silent, &mut sink).unwrap();
        assert!(!report.diagnostics.has_errors(), "{:?}", report.diagnostics);
        let told = report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect();
        (files, told)
    }

    /// Every file of a build by its path.
    pub fn build(&self) -> BTreeMap<String, Vec<u8>> {
        self.built().0
    }
}
