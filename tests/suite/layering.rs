//! The layers of `src/lib.rs` hold: no module uses one above it, and the exporters' side never sees a deck.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src/lib.rs`, lowest first, as they are declared there.
fn layers() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    files
}

/// Which modules of the crate each module uses.
fn uses() -> BTreeMap<String, Vec<(String, PathBuf)>> {
    let src = root().join("src");
    let layers = layers();
    let mut uses = BTreeMap::new();
    for path in sources(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        let module = inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let used: &mut Vec<_> = uses.entry(module).or_default();
        for layer in &layers {
            let named = |start: &str| {
                code.match_indices(start).any(|(at, _)| {
                    let after = code[at + start.len()..].chars().next();
                    !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
                })
            };
            let grouped = code.split("use crate::{").skip(1).any(|rest| {
                let group = rest.split("};").next().unwrap_or_default();
                group.split(',').any(|part| part.trim().split("::").next() == Some(layer))
            });
            if named(&format!("crate::{layer}")) || grouped {
                used.push((layer.clone(), path.clone()));
            }
        }
    }
    uses
}

#[test]
fn no_module_uses_one_above_it() {
    let layers = layers();
    let level = |name: &str| layers.iter().position(|layer| layer == name);
    for (module, used) in uses() {
        let Some(own) = level(&module) else { continue };
        for (other, path) in used {
            assert!(
                level(&other) <= Some(own),
                "{} uses `{other}`, which lies above `{module}`",
                path.strip_prefix(root()).unwrap().display()
            );
        }
    }
}

#[test]
fn what_reads_scenes_never_sees_a_deck() {
    for (module, used) in uses() {
        if ["impose", "preflight", "export", "verify"].contains(&module.as_str()) {
            for (other, path) in used {
                assert!(
                    !["model", "template", "element", "layout"].contains(&other.as_str()),
                    "{} uses `{other}`",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_architecture_page_lists_the_same_layers() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let listed: Vec<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split('|').nth(1))
        .filter_map(|cell| cell.trim().strip_prefix('`')?.strip_suffix('`'))
        .map(|name| name.trim_end_matches('/').to_owned())
        .collect();
    assert_eq!(listed, layers(), "the table of docs/architecture.md and the modules of src/lib.rs");
}
