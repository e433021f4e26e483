//! The documentation names only what exists, and the hashes of the fonts are those of the files.

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
    for kind in ["kit", "deck", "kit-translation", "deck-translation", "layout", "sizes", "sheet"] {
        let fresh = fs::read_to_string(folder.path().join(format!("{kind}.json"))).unwrap();
        let shipped = fs::read_to_string(root().join(format!("docs/schema/{kind}.json"))).unwrap();
        assert_eq!(shipped, fresh, "run `massicot schema --out docs/schema`");
    }
}
