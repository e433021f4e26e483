//! The documentation names only what exists, and the hashes of the fonts are those of the files.

use massicot::world::World;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("CONTRIBUTING.md"), root().join("fonts/README.md")];
    for folder in ["docs", "docs/formats"] {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|kind| kind == "md")));
    }
    pages
}

/// The targets of `[text](target)` that are files.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = targets.filter(|target| !target.contains("://") && !target.starts_with('#') && !target.contains('{'));
    files.map(|target| target.split('#').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_link_of_the_documentation_leads_to_a_file() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let prose: String = text.split("```").step_by(2).collect();
        for target in links(&prose) {
            let path = page.parent().unwrap_or(Path::new("")).join(&target);
            assert!(path.exists(), "{} links to {target}", page.display());
        }
    }
}

#[test]
fn every_path_in_backquotes_that_looks_like_one_of_ours_exists() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let prose: String = text.split("```").step_by(2).collect();
        for name in prose.split('`').skip(1).step_by(2) {
            let ours = ["src/", "tests/", "docs/", "decks/", "layouts/sizes/", "fonts/", "benches/"];
            if ours.iter().any(|start| name.starts_with(start)) && !name.contains(['<', '*', ' ', '{', '…']) {
                let kit = root().join("decks/tiroirs").join(name);
                assert!(root().join(name).exists() || kit.exists(), "{} names {name}", page.display());
            }
        }
    }
}

#[test]
fn the_table_of_fonts_tells_their_hashes() {
    let table = fs::read_to_string(root().join("fonts/README.md")).unwrap();
    let mut rows = 0;
    for row in table.lines().filter(|line| line.contains(".ttf")) {
        let cells: Vec<_> = row.split('`').collect();
        let (file, sum) = (cells[1], cells[5]);
        let bytes = fs::read(root().join("fonts").join(file)).unwrap();
        let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, sum, "{file}");
        rows += 1;
    }
    let folders =
        fs::read_dir(root().join("fonts")).unwrap().filter_map(|entry| fs::read_dir(entry.unwrap().path()).ok());
    let files =
        folders.flatten().filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|kind| kind == "ttf"));
    assert_eq!(rows, files.count());
}

#[test]
fn the_schemas_that_the_kit_names_are_those_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_massicot"))
        .args(["schema", "--out"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(made.status.success());
    for kind in [
        "kit",
        "deck",
        "board",
        "poster",
        "path",
        "tool",
        "resources",
        "needs",
        "criteria",
        "collection",
        "kit-translation",
        "collection-translation",
        "deck-translation",
        "layout",
        "sizes",
        "sheet",
        "printer",
        "printer-profile",
        "ticket",
    ] {
        let fresh = fs::read_to_string(folder.path().join(format!("{kind}.json"))).unwrap();
        let shipped = fs::read_to_string(root().join(format!("docs/schema/{kind}.json"))).unwrap();
        assert_eq!(shipped, fresh, "run `massicot schema --out docs/schema`");
    }
}

/// The code blocks of a page: what the line before says that they build, their kind, their text.
fn blocks(text: &str) -> Vec<(Option<String>, String, String)> {
    let parts: Vec<&str> = text.split("\n```").collect();
    let fences = parts.chunks_exact(2);
    fences
        .map(|pair| {
            let last = pair[0].lines().next_back().unwrap_or_default();
            let builds = last.strip_prefix("<!-- builds: ").and_then(|rest| rest.strip_suffix(" -->"));
            let (kind, body) = pair[1].split_once('\n').unwrap();
            (builds.map(str::to_owned), kind.to_owned(), format!("{body}\n"))
        })
        .collect()
}

fn formats() -> Vec<(Option<String>, String, String)> {
    let names = [
        "kit",
        "deck",
        "board",
        "document",
        "tools",
        "resources",
        "paths",
        "sizes",
        "layout",
        "sheets",
        "printers",
        "output",
        "diagnostics",
    ];
    let pages = names.map(|name| fs::read_to_string(root().join(format!("docs/formats/{name}.md"))).unwrap());
    pages.iter().flat_map(|page| blocks(page)).collect()
}

/// The kit of the format pages, every example in its place, and what is not a file of its own in a file made for it.
fn garden() -> massicot::world::MemoryWorld {
    let mut world = massicot::world::MemoryWorld::new();
    let (mut files, mut fragments) = (Vec::new(), Vec::new());
    for (builds, kind, body) in formats() {
        match builds {
            Some(path) => files.push((path, body)),
            None if kind == "yaml" => fragments.push(body),
            None => assert!(["text", "sh"].contains(&kind.as_str()), "an example that nothing builds"),
        }
    }
    let named: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    for file in [
        "kit.yaml",
        "sowings.yaml",
        "tools/T07-seed-swap.yaml",
        "sizes.yaml",
        "layouts/card.yaml",
        "layouts/framed.yaml",
    ] {
        assert!(named.contains(&file), "{file} is no example any more");
    }
    assert!(fragments.len() >= 3, "{fragments:?}");
    let mut kit = String::new();
    for (path, body) in files {
        if path == "kit.yaml" {
            kit = body;
        } else {
            world.insert(format!("garden/{path}"), body);
        }
    }
    for (index, fragment) in fragments.iter().enumerate() {
        let styles = "types: { text: { font: text, size: 9pt } }";
        let key = fragment.split(':').next().unwrap_or_default();
        let (tables, boxes) = match key {
            "types" | "colors" | "lengths" => (fragment.as_str(), "boxes: []\n".to_owned()),
            _ if fragment.starts_with("- ") => (styles, format!("boxes:\n{fragment}")),
            _ => ("", String::new()),
        };
        let choice = match key {
            "layout" => fragment.clone(),
            "variants" => format!("layout: {{ front: card, back: card-back }}\n{fragment}"),
            _ if !boxes.is_empty() => {
                let layout = format!("layout: part{index}\n{tables}\n{boxes}");
                world.insert(format!("garden/layouts/part{index}.yaml"), layout);
                format!("layout: {{ front: part{index} }}\n")
            }
            // What else a kit may say is said by the kit of all examples.
            _ => {
                kit += fragment;
                continue;
            }
        };
        world.insert(format!("garden/part{index}.yaml"), deck(&format!("P{index}"), &choice));
    }
    world.insert("garden/kit.yaml", kit);
    // What the example of variants calls its layouts.
    for name in ["card-large", "card-back-large"] {
        let types = "types: { text: { font: text, size: 18pt }, small: { font: text, size: 11pt } }";
        let layout = format!("layout: {name}\n{types}\nboxes:\n  - {{ at: safe, text: \"{{title}}\" }}\n");
        world.insert(format!("garden/layouts/{name}.yaml"), layout);
    }
    world.insert("garden/framed.yaml", deck("F1", "layout: { front: framed }\n"));
    for entry in massicot::world::DiskWorld::new().walk(&root().join("fonts")) {
        world.insert(entry.strip_prefix(root()).unwrap(), fs::read(&entry).unwrap());
    }
    world
}

/// A deck of two cards in the words of the garden.
fn deck(id: &str, layout: &str) -> String {
    let fields = "[title, text, season, months, picture, intro]";
    let mut deck = format!("deck: {id}\ntitle: Deck {id}\nformat: poker\nfields: {fields}\n{layout}cards:\n");
    for season in ["spring", "autumn"] {
        deck += &format!(
            "  - {{ id: {id}-{season}, season: {season}, title: Kale, text: Sow thinly., intro: For all, months: [3], picture: images/bean.svg }}\n"
        );
    }
    deck
}

#[test]
fn every_example_of_the_format_pages_builds() {
    let mut job = massicot::compile::Job::new("garden");
    job.dpi = 72.0;
    job.variants = vec!["all".into()];
    let mut written = Vec::new();
    let mut sink = |path: &Path, _: &[u8]| {
        written.push(path.to_string_lossy().into_owned());
        Ok(())
    };
    let report = massicot::compile::build(&garden(), &job, &massicot::compile::Silent, &mut sink).unwrap();
    let say = |fault| massicot::diag::short(fault, &report.sources, massicot::diag::Lang::En);
    let faults: Vec<_> = report.diagnostics.iter().map(say).collect();
    assert!(!report.diagnostics.has_errors(), "{faults:#?}");
    let world = garden();
    let parts = (0..100).filter(|index| world.is_file(Path::new(&format!("garden/part{index}.yaml"))));
    let parts = parts.map(|index| format!("P{index}-deck-p{index}"));
    for deck in ["D1-first-sowings".to_owned(), "F1-deck-f1".to_owned()].into_iter().chain(parts) {
        let pdf = |name: &String| name.starts_with(&format!("garden/{deck}/")) && name.ends_with("_press_v1.0.pdf");
        assert!(written.iter().any(pdf), "{deck}: {written:?}");
    }
}

#[test]
fn the_arrangement_of_the_page_on_sheets_puts_cards_onto_paper() {
    let mut job = massicot::compile::Job::new("garden");
    job.sheets.names = vec!["club".to_owned()];
    job.select.components = vec!["D1".to_owned()];
    let (documents, report) = massicot::compile::sheets(&garden(), &job, &massicot::compile::Silent);
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    // Poker cards in 296 × 426 mm with gutters of 6 mm: 3 × 6 of them, more than the 4 cards that there are.
    assert_eq!(documents.iter().map(|document| document.pages.len()).collect::<Vec<_>>(), [2]);
}

#[test]
fn the_printer_of_the_page_on_printers_is_listed_with_what_it_inherits() {
    let (all, report) = massicot::compile::list_printers(&garden(), Some(Path::new("garden")));
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    let press = all.get("Club-Press").unwrap();
    let told = press.told();
    let value = |key| told.iter().find(|told| told.key == key).map(|told| told.value.en.as_str());
    assert_eq!((value("bleed"), value("ink"), value("cut")), (Some("2 mm"), Some("280%"), Some("Die")));
    let safe = told.iter().find(|told| told.key == "safe").unwrap();
    assert_eq!((safe.value.en.as_str(), safe.inherited.as_deref()), ("4 mm", Some("Offset en Europe")));
}

/// The path of the page on paths, packed: 4 cards of D1 (one of them counted twice) and 3 copies of G01 more for each table of
/// three people, who have one each.
#[test]
fn the_path_of_the_page_on_paths_becomes_a_pack() {
    use massicot::compile::pack::{self, Packing};
    let packing = Packing::new("garden", 6, 2);
    let mut written = Vec::new();
    let mut sink = |path: &Path, _: &[u8]| {
        written.push(path.to_string_lossy().into_owned());
        Ok(())
    };
    let packed = pack::pack(&garden(), &packing, &massicot::compile::Silent, &mut sink).unwrap();
    let facts = packed.facts.unwrap_or_else(|| panic!("{:?}", packed.report.diagnostics));
    // G01 once for the table, three times at the last step: at most three at once.
    assert_eq!(facts.tables.iter().map(|table| table.cards).collect::<Vec<_>>(), [6, 6]);
    assert_eq!(written.last().unwrap(), "garden/workshop-first-evening/pack.json");
}

/// What editors underline in files, each with its kind and a name; none where the judge is not installed.
///
/// # Panics
/// Where CI runs and the judge is missing.
fn underlined(files: &[(&str, &str, String)]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec![root().join("tests/suite/editor.py")];
    for (index, (kind, name, text)) in files.iter().enumerate() {
        let path = folder.path().join(format!("{index}-{}", name.replace('/', "-")));
        fs::write(&path, text).unwrap();
        arguments.extend([root().join(format!("docs/schema/{kind}.json")), path]);
    }
    // The system's Python has what Debian installs, whichever other comes first.
    let judged = ["python3", "/usr/bin/python3"].into_iter().find_map(|python| {
        let output = std::process::Command::new(python).args(&arguments).output().ok()?;
        (!String::from_utf8_lossy(&output.stderr).starts_with("missing:")).then_some(output)
    });
    let Some(output) = judged else {
        assert!(std::env::var_os("CI").is_none(), "python3 with jsonschema and yaml is missing");
        eprintln!("skipped: python3 with jsonschema and yaml is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

/// Kind of file by the comment that tells editors its schema, else by its first known key.
fn kind(text: &str) -> String {
    let named = text.lines().find_map(|line| line.strip_prefix("# yaml-language-server: $schema="));
    let named = named.and_then(|path| Path::new(path).file_stem().map(|name| name.to_string_lossy().into_owned()));
    let kinds = [
        "kit",
        "deck",
        "board",
        "poster",
        "document",
        "box",
        "path",
        "tool",
        "resources",
        "needs",
        "criteria",
        "collection",
        "layout",
        "sizes",
        "sheet",
        "printer-profile",
        "printer",
    ];
    let key = |line: &str| kinds.into_iter().find(|kind| line.starts_with(&format!("{kind}:")));
    named.unwrap_or_else(|| text.lines().find_map(key).unwrap_or_else(|| panic!("{text}")).to_owned())
}

#[test]
fn schemas_accept_every_file_that_the_program_does() {
    let mut files: Vec<(String, String)> = formats()
        .into_iter()
        .filter(|(builds, kind, _)| builds.is_some() && kind == "yaml")
        .map(|(builds, _, body)| (builds.unwrap(), body))
        .collect();
    let new = tempfile::tempdir().unwrap();
    assert!(massicot(new.path(), &["new", "jeu"]).status.success());
    for folder in [root().join("decks"), root().join("layouts"), new.path().join("jeu")] {
        let paths = massicot::world::DiskWorld::new().walk(&folder);
        for path in paths.into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "yaml")) {
            files.push((path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()));
        }
    }
    assert!(files.len() > 15, "{}", files.len());
    let kinds: Vec<String> = files.iter().map(|(_, text)| kind(text)).collect();
    let files: Vec<_> =
        files.iter().zip(&kinds).map(|((name, text), kind)| (kind.as_str(), name.as_str(), text.clone())).collect();
    assert_eq!(underlined(&files).unwrap_or_default(), Vec::<String>::new());
}

#[test]
fn schemas_refuse_what_the_program_refuses() {
    let deck = "deck: D1\ntitle: T\nformat: A6\nlayout: { front: a }\n";
    let slips: [(&str, &str, String); 11] = [
        ("kit", "0", "kit: k\ntitle: T\nversion: \"1\"\nlang: fr\npalete: {}\n".into()),
        ("kit", "1", "kit: k\ntitle: T\nversion: \"1\"\n".into()),
        ("deck", "2", format!("{deck}cards: [{{ title: sans code }}]\n")),
        ("deck", "3", format!("{deck}cards: [{{ id: A1, count: -1 }}]\n")),
        ("deck", "4", format!("{deck}bleed: 3\ncards: []\n")),
        ("layout", "5", "layout: a\nboxes: [{ at: { x: 3 } }]\n".into()),
        ("layout", "6", "layout: a\nboxes: [{ txt: a }]\n".into()),
        ("layout", "7", "layout: a\nboxes: [{ radius: [1mm, 1mm, 1mm, 1mm, 1mm] }]\n".into()),
        ("sizes", "8", "sizes: [{ id: x }]\n".into()),
        ("path", "9", "path: p\ntitle: T\nminutes: 0\nsteps: []\n".into()),
        (
            "path",
            "10",
            "path: p\ntitle: T\nminutes: 5\nsteps: [{ title: T, minutes: 5, uses: [{ onyl: [D1] }] }]\n".into(),
        ),
    ];
    if let Some(told) = underlined(&slips) {
        for (_, number, text) in &slips {
            assert!(told.iter().any(|line| line.contains(&format!("/{number}-{number}: "))), "{text}: {told:#?}");
        }
    }
    let good = [
        ("deck", "deck", format!("{deck}cards: [{{ id: A1, tags: un, libre: 3 }}]\n")),
        ("layout", "layout", "layout: a\nboxes: [{ at: { x: 0 }, gap: 1mm }]\n".into()),
    ];
    assert_eq!(underlined(&good).unwrap_or_default(), Vec::<String>::new());
}

/// Copies a folder of the repository into `to`.
fn copy(name: &str, to: &Path) {
    for path in massicot::world::DiskWorld::new().walk(&root().join(name)) {
        let target = to.join(path.strip_prefix(root()).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&path, target).unwrap();
    }
}

fn massicot(folder: &Path, arguments: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_massicot")).current_dir(folder).args(arguments).output().unwrap()
}

/// What the README's first command makes, among other files.
const PRESS: &str = "output/tiroirs/D1-reperes/tiroirs_D1-reperes_A6_24-cartes_press_v1.0.pdf";

/// What the kit asks for besides press and screen.
const HOME: &str = "output/tiroirs/D1-reperes/tiroirs_D1-reperes_A6_24-cartes_A4-4up_a4-a6_home_v1.0.pdf";

/// The README's commands, in their order, in a copy of what they need. Those of cargo itself are known by heart:
/// tests do not start the tests, and installing takes a release build.
#[test]
fn every_command_of_the_readme_runs() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for name in ["decks", "fonts", "layouts"] {
        copy(name, folder.path());
    }
    let mut ran = 0;
    let shell = blocks(&readme).into_iter().filter(|(_, kind, _)| kind == "sh");
    for line in shell.flat_map(|(_, _, body)| body.lines().map(str::to_owned).collect::<Vec<_>>()) {
        let ours = ["cargo run --release -- ", "massicot "].into_iter().find_map(|start| line.strip_prefix(start));
        let Some(arguments) = ours else {
            assert!(["cargo test", "cargo install --path ."].contains(&line.as_str()), "{line}");
            continue;
        };
        // Somebody's own file, in the README.
        for own in arguments.split(' ').filter(|word| word.ends_with(".pdf")) {
            fs::copy(folder.path().join(PRESS), folder.path().join(own)).unwrap();
        }
        let output = massicot(folder.path(), &arguments.split(' ').collect::<Vec<_>>());
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        ran += 1;
    }
    assert!(ran >= 6, "{ran} commands");
    assert!(folder.path().join(PRESS).exists() && folder.path().join(HOME).exists());
    assert!(folder.path().join("output/tiroirs/manifest.json").exists());
}

/// The two slips that the README tells of, and what the program says of them, to the letter.
#[test]
fn the_faults_in_the_readme_are_those_that_the_program_tells() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    assert!(massicot(folder.path(), &["new", "mes-cartes"]).status.success());
    for (file, right, wrong) in
        [("premier-jeu.yaml", "family: action", "family: acton"), ("layouts/carte.yaml", "height: 17mm", "height: 7mm")]
    {
        assert!(readme.contains(&format!("`{wrong}` for `{right}`")), "{wrong}");
        let path = folder.path().join("mes-cartes").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(right).count(), 1, "{file}");
        fs::write(&path, text.replace(right, wrong)).unwrap();
    }
    let checked = massicot(folder.path(), &["check", "mes-cartes", "--lang", "fr", "--color", "never", "--quiet"]);
    assert_eq!(checked.status.code(), Some(1));
    let told = String::from_utf8(checked.stderr).unwrap();
    let (excerpt, _) = told.rsplit_once("\n\n").unwrap();
    let shown = blocks(&readme).into_iter().find(|(_, kind, _)| kind == "text").unwrap().2;
    assert_eq!(shown.trim_end(), excerpt);
}

/// The faces of the README's picture, and how large they are.
const GALLERY: [&str; 4] = ["R05-recto", "R11-recto", "R10-verso", "R06-recto"];
const GALLERY_DPI: f64 = 80.0;
const GALLERY_GAP: u32 = 10;

/// `BLESS=1 cargo test picture_of_the_readme` makes the picture anew, and fails so that nobody blesses unseen.
#[test]
fn the_picture_of_the_readme_shows_the_kit_as_it_is() {
    let mut job = massicot::compile::Job::new(root().join("decks/tiroirs"));
    job.select.components = vec!["D1".into()];
    job.select.cards = vec!["R05".into(), "R06".into(), "R10".into(), "R11".into()];
    let world = massicot::world::DiskWorld::new();
    let (documents, _) = massicot::compile::scenes(&world, &job, &massicot::compile::Silent);
    let options = massicot::export::png::Options { dpi: GALLERY_DPI, ..Default::default() };
    let painter = massicot::export::png::Painter::new(&documents[0], options);
    let faces = GALLERY.map(|name| {
        let index = documents[0].pages.iter().position(|page| page.name == name).unwrap();
        painter.page(index).unwrap()
    });
    let (width, height) = (faces[0].width(), faces[0].height());
    let mut row = tiny_skia::Pixmap::new((width + GALLERY_GAP) * 4 + GALLERY_GAP, height + 2 * GALLERY_GAP).unwrap();
    row.fill(tiny_skia::Color::from_rgba8(0x8a, 0x8f, 0x98, 255));
    for (x, face) in (GALLERY_GAP..).step_by((width + GALLERY_GAP) as usize).zip(&faces) {
        for (y, line) in (GALLERY_GAP..).zip(face.rgba().chunks_exact(width as usize * 4)) {
            let start = ((y * row.width() + x) * 4) as usize;
            row.data_mut()[start..start + line.len()].copy_from_slice(line);
        }
    }
    let path = root().join("docs/gallery/reperes.png");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, row.encode_png().unwrap()).unwrap();
        panic!("made {} anew: look at it", path.display());
    }
    let shown = tiny_skia::Pixmap::decode_png(&fs::read(&path).unwrap()).unwrap();
    assert!(shown.data() == row.data(), "the kit has changed: BLESS=1 cargo test picture_of_the_readme");
}
