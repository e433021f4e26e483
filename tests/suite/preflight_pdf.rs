//! Preflight of finished PDFs: files that are right pass, files with one fault have that fault told and no other.

pub mod base;
mod boxes;
mod codes;
mod colors;
mod document;
mod fonts;
mod judged;
mod pictures;
mod print;
mod robust;
mod streams;
mod x1a;

use base::Base;
use massicot::verify::{self, Audit, Order};

/// What preflight says of bytes.
fn audit(bytes: &[u8], order: &Order) -> Audit {
    verify::audit(bytes, order).unwrap_or_else(|fault| panic!("{}", fault.message.en))
}

/// The codes of what is found, each once, in alphabetical order.
fn codes(audit: &Audit) -> Vec<&'static str> {
    let mut codes: Vec<_> = audit.findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A code, what is wrong in words, and the change that makes it so.
type Fault = (&'static str, &'static str, fn(&mut Base));

/// Each change makes a good file wrong in one way; preflight names that and nothing else.
fn each_names(start: fn() -> Base, order: &Order, table: &[Fault]) {
    let mut wrong = Vec::new();
    for (code, what, change) in table {
        let mut base = start();
        change(&mut base);
        let audit = audit(&base.bytes(), order);
        let found = codes(&audit);
        if found != [*code] {
            let told: Vec<_> =
                audit.findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message.en)).collect();
            wrong.push(format!("{what}: {code} expected, found {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `docs/preflight.md` as the heads of the rules have it: `BLESS=1` writes it anew.
#[test]
fn the_manual_has_the_page_of_every_rule() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("docs/preflight.md");
    let manual = std::fs::read_to_string(&path).unwrap();
    let (head, told) = manual.split_once("<!-- rules -->\n").unwrap();
    let list = std::fs::read_to_string(root.join("src/verify/rules/mod.rs")).unwrap();
    let names = list.split_once("rules!(").unwrap().1.split_once(");").unwrap().0;
    let mut pages = String::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let source = std::fs::read_to_string(root.join(format!("src/verify/rules/{name}.rs"))).unwrap();
        let lines: Vec<&str> = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
        let (title, text) = (lines[0], lines[1..].join("\n"));
        let (code, fault) = title.split_once(": ").unwrap();
        let text = text.replace("\n**", "\n\n**");
        pages.push_str(&format!(
            "\n## {code}\n\n{}{}\n{}\n",
            fault[..1].to_uppercase(),
            &fault[1..],
            text.replacen("\n\n\n", "\n\n", 1)
        ));
        for part in ["**What.**", "**Why.**", "**Fix.**"] {
            assert!(text.contains(part), "{name} lacks {part}");
        }
        assert!(source.contains(&format!("(\"{}\"", code.trim_matches('`'))), "{name} is not called {code}");
    }
    if told != pages {
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, format!("{head}<!-- rules -->\n{pages}")).unwrap();
        }
        panic!("docs/preflight.md differs from the heads of the rules: BLESS=1 writes it anew");
    }
}

#[test]
fn the_files_that_all_faults_start_from_are_right() {
    for (name, base) in [("x4", Base::x4()), ("x1a", Base::x1a())] {
        let audit = audit(&base.bytes(), &Order::default());
        assert!(audit.findings.is_empty(), "{name}: {:#?}", audit.findings);
        assert_eq!(audit.pages.len(), 2);
    }
    let x4 = audit(&Base::x4().bytes(), &Order::default());
    assert_eq!(x4.plates, ["Cyan", "Magenta", "Yellow", "Black", "CutContour"]);
    assert_eq!(x4.title(), Some("PDF/X-4"));
    assert_eq!(audit(&Base::x1a().bytes(), &Order::default()).title(), Some("PDF/X-1a:2003"));
    assert_eq!(x4.pages[1].label.as_deref(), Some("R01-verso"));
}
