//! Documents: pages that go on, running heads, tables of contents, booklets, forms as outside readers see them.

use massicot::compile::Profile;
use massicot::scene::{Document, Item, Page};

use crate::pdf::judge::ask;
use crate::project::Project;

const LAYOUT: &str = "\
types:
  text: { font: texte, size: 11pt, leading: 15pt }
  h1: { font: texte, weight: 700, size: 18pt, leading: 22pt }
  h2: { font: texte, weight: 700, size: 14pt, leading: 18pt }
boxes:
  - { id: head, at: { x: 15mm, y: 6mm, right: 15mm, height: 6mm }, text: \"{page.heading?} / {page.number} / {page.count}\" }
  - { id: texte, at: { x: 15mm, y: 15mm, right: 15mm, bottom: 15mm }, flow: { value: \"{text}\", columns: COLUMNS } }
";

fn document(head: &str, columns: u8, text: &str) -> Project {
    let head = format!("document: N1\ntitle: Note\nlayout: page\ntext: note.md\n{head}");
    let mut project = Project::new()
        .deck("")
        .layout("page", &LAYOUT.replace("COLUMNS", &columns.to_string()))
        .file("note.yaml", head)
        .file("note.md", text);
    project.job.profiles = vec![Profile::Screen];
    project
}

/// Outside readers read the file without complaint.
fn accepted(file: &[u8]) {
    ask("qpdf", &["--check", "{}"], file);
    ask("mutool", &["draw", "-q", "-r", "36", "-o", "/dev/null", "-F", "ppm", "{}"], file);
}

/// The words of a page below its running head, line by line: where they stand, and what they say.
fn lines(page: &Page) -> Vec<(f64, f64, String)> {
    fn collect(items: &[Item], out: &mut Vec<(f64, f64, String)>) {
        for item in items {
            match item {
                Item::Group(group) => collect(&group.items, out),
                Item::Glyphs(run) => match out.last_mut() {
                    Some((_, y, text)) if (*y - run.origin.y.to_mm()).abs() < 0.01 => text.push_str(&run.text),
                    _ => out.push((run.origin.x.to_mm(), run.origin.y.to_mm(), run.text.to_string())),
                },
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    collect(&page.items, &mut out);
    out.retain(|(_, y, _)| *y > 14.0);
    out
}

/// Headings with paragraphs of one to nine sentences, each with a number of its own.
fn long(sections: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    for section in 1..=sections {
        text.push_str(&format!("# Partie {section}\n\n"));
        for paragraph in 0..3 {
            for _ in 0..=(section * 5 + paragraph * 7) % 9 {
                number += 1;
                text.push_str(&format!("Phrase {number} dit une chose simple et puis une autre encore. "));
            }
            text.push_str("\n\n");
        }
    }
    text
}

fn whole(document: &Document) -> String {
    let all = document.pages.iter().flat_map(lines).map(|(_, _, text)| text).collect::<Vec<_>>().join(" ");
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_line_is_lost_or_doubled_and_no_heading_is_last() {
    for (format, columns) in [("A4", 1), ("A4", 2), ("A5", 1), ("A6", 1)] {
        let scene = document(&format!("format: {format}\n"), columns, &long(12)).scene();
        assert!(scene.pages.len() > 1, "{format}");
        let set = whole(&scene).replace('\u{ad}', "");
        let source = long(12).replace('#', " ");
        let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(set, source, "{format} in {columns} columns");
        for page in &scene.pages {
            let lines = lines(page);
            let mut columns: Vec<Vec<&(f64, f64, String)>> = Vec::new();
            for line in &lines {
                match columns.last_mut() {
                    Some(column) if column.last().is_some_and(|last| line.1 > last.1) => column.push(line),
                    _ => columns.push(vec![line]),
                }
            }
            for column in columns {
                let last = &column.last().unwrap().2;
                assert!(!last.starts_with("Partie"), "a heading is last: {last}");
            }
        }
    }
}

#[test]
fn pages_stand_on_both_sides_of_leaves_and_say_which_they_are() {
    let scene = document("format: A5\n", 1, &long(6)).scene();
    let names: Vec<&str> = scene.pages.iter().map(|page| page.name.as_str()).take(3).collect();
    assert_eq!(names, ["N1-recto", "N1-verso", "N1-2-recto"]);
    let count = scene.pages.len();
    let dump = massicot::scene::dump(&scene);
    assert!(dump.contains(&format!("Partie 1 / 1 / {count}")), "the head of the first page: {dump}");
    assert!(dump.contains(&format!(" / {count} / {count}")), "the number of the last one");
    let single = document("format: A5\nsides: single\n", 1, &long(6)).scene();
    assert!(single.pages.iter().all(|page| page.name.ends_with("recto")));
}

#[test]
fn the_table_of_contents_names_the_pages_on_which_headings_stand() {
    let text = format!("<!-- toc -->\n\n<!-- page -->\n\n{}", long(8));
    let scene = document("format: A5\n", 1, &text).scene();
    let contents = lines(&scene.pages[0]).into_iter().map(|(_, _, text)| text).collect::<Vec<_>>();
    assert_eq!(contents.len(), 8, "{contents:?}");
    for (index, entry) in contents.iter().enumerate() {
        let heading = format!("Partie {}", index + 1);
        let stands =
            scene.pages.iter().skip(1).position(|page| lines(page).iter().any(|(_, _, text)| *text == heading));
        assert_eq!(*entry, format!("{heading}{}", stands.unwrap() + 2));
    }
}

#[test]
fn a_booklet_has_a_multiple_of_four_pages() {
    let project = document("format: A6\nmultiple: 4\n", 1, &long(5));
    let scene = project.scene();
    assert!(scene.pages.len().is_multiple_of(4), "{} pages", scene.pages.len());
    let names: Vec<&str> = scene.pages.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(names.last().unwrap().rsplit('-').next(), Some("verso"), "{names:?}");
}

#[test]
fn outside_readers_find_fields_in_their_order_with_their_labels() {
    let form = "[Commune]{.field} [Date]{.field width=30mm}\n\n[Nos règles]{.field lines=3}\n\n- [ ] Lu\n- [x] Approuvé\n\n[Commune]{.field}\n";
    let mut project = document("format: A4\n", 1, form);
    project.job.profiles = vec![Profile::Press, Profile::Screen];
    let files = project.build();
    let of = |profile: &str| files.iter().find(|(name, _)| name.contains(&format!("_{profile}_"))).unwrap().1;
    let press = lopdf::Document::load_mem(of("press")).unwrap();
    assert!(press.catalog().unwrap().get(b"AcroForm").is_err(), "a press file has no form");
    let screen = of("screen");
    accepted(screen);
    let Some(out) = ask("qpdf", &["--json", "--json-key=acroform", "{}"], screen) else { return };
    let read: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(read["acroform"]["needappearances"], false);
    let fields = read["acroform"]["fields"].as_array().unwrap();
    let text = |field: &serde_json::Value, key: &str| field[key].as_str().unwrap_or_default().to_owned();
    let found: Vec<String> = fields
        .iter()
        .map(|field| {
            let parts = ["fullname", "alternativename", "fieldtype", "value"].map(|key| text(field, key));
            assert_eq!(field["pageposfrom1"], 1);
            parts.join("|")
        })
        .collect();
    assert_eq!(
        found,
        [
            "N1-commune|Commune|/Tx|",
            "N1-date|Date|/Tx|",
            "N1-nos-règles|Nos règles|/Tx|",
            "N1-lu|Lu|/Btn|/Off",
            "N1-approuvé|Approuvé|/Btn|/Yes",
            "N1-commune-2|Commune|/Tx|",
        ]
    );
}
