//! Long texts: which slab stands where, on numbers worked out by hand; what Markdown becomes; what it may not hold.

use massicot::element::{Begins, FilledPage, Slab, StoryRoom, fill_page};
use massicot::geom::Length;
use massicot::scene::{Document, Item, Role};

use crate::project::Project;

fn mm(value: f64) -> Length {
    Length::mm(value)
}

/// A line of 10 mm after which a column may end, or not.
fn line(may_end: bool) -> Slab {
    Slab { height: mm(10.0), may_end, ..Slab::default() }
}

fn room(height: f64, columns: usize) -> StoryRoom<'static> {
    StoryRoom {
        height: mm(height),
        columns,
        balanced: true,
        notes: &[],
        note_gaps: (mm(2.0), mm(1.0)),
        grid: None,
        ends: true,
    }
}

/// `column:y` of every slab, in tenths of a millimetre where they are not whole.
fn spots(page: &FilledPage) -> Vec<String> {
    page.spots.iter().map(|spot| format!("{}:{}", spot.column, (spot.y.to_mm() * 10.0).round() / 10.0)).collect()
}

#[test]
fn a_page_ends_where_it_may_and_room_above_is_dropped_at_its_top() {
    let mut slabs = vec![line(true), line(false), line(false), line(true), line(true)];
    slabs[0].above = mm(7.0);
    slabs[1].above = mm(3.0);
    // 10, then 3 + 10; the next two would end at 33 and 43, and only the second of them may end a page.
    let page = fill_page(&slabs, &room(40.0, 1));
    assert_eq!((page.count, spots(&page)), (1, vec!["0:0".to_owned()]));
    let page = fill_page(&slabs, &room(43.0, 1));
    assert_eq!((page.count, page.loose), (4, false));
    assert_eq!(spots(&page), ["0:0", "0:13", "0:23", "0:33"]);
    // What is kept together and higher than a page is parted all the same, and said to be.
    let page = fill_page(&slabs[1..], &room(25.0, 1));
    assert_eq!((page.count, page.loose), (2, true));
    // Not even one line has room.
    assert_eq!(fill_page(&slabs, &room(9.0, 1)).count, 0);
}

#[test]
fn columns_are_filled_in_turn_and_made_equal_at_the_end() {
    let slabs = vec![line(true); 7];
    let page = fill_page(&slabs, &room(30.0, 2));
    assert_eq!(
        (page.count, spots(&page)),
        (6, ["0:0", "0:10", "0:20", "1:0", "1:10", "1:20"].map(String::from).to_vec())
    );
    let page = fill_page(&slabs, &room(100.0, 2));
    assert_eq!(spots(&page), ["0:0", "0:10", "0:20", "0:30", "1:0", "1:10", "1:20"]);
    assert_eq!(page.bottom, mm(40.0));
    let full = StoryRoom { balanced: false, ..room(50.0, 2) };
    assert_eq!(spots(&fill_page(&slabs, &full))[4..], ["0:40", "1:0", "1:10"]);
}

#[test]
fn what_goes_across_parts_columns_and_a_heading_goes_with_its_text() {
    let across = Slab { across: true, above: mm(5.0), ..line(false) };
    let mut slabs = vec![line(true); 4];
    slabs.push(across.clone());
    slabs.extend(vec![line(true); 3]);
    // Four lines in two columns end at 20; the heading at 25, its text from 35 on.
    let page = fill_page(&slabs, &room(60.0, 2));
    assert_eq!(spots(&page), ["0:0", "0:10", "1:0", "1:10", "0:25", "0:35", "0:45", "1:35"]);
    // With no room for a line under it, the heading waits for the next page, and the columns before it are filled again.
    let page = fill_page(&slabs, &room(40.0, 2));
    assert_eq!((page.count, page.loose), (4, false));
}

#[test]
fn footnotes_take_room_at_the_foot_of_the_column_that_calls_them() {
    let mut slabs = vec![line(true); 4];
    slabs[2].notes = vec![1];
    let heights = [mm(8.0), mm(4.0)];
    let with_notes = |height| StoryRoom { notes: &heights, ..room(height, 1) };
    // 30 mm of lines, 2 + 8 of note: the line that calls it goes where the note has room.
    let page = fill_page(&slabs, &with_notes(39.0));
    assert_eq!((page.count, page.feet.clone()), (2, vec![Vec::<u32>::new()]));
    let page = fill_page(&slabs, &with_notes(40.0));
    assert_eq!((page.count, page.feet.clone()), (3, vec![vec![1]]));
    slabs[3].notes = vec![2];
    // Four lines, 2 + 8 + 1 + 4 of notes.
    assert_eq!(fill_page(&slabs, &with_notes(54.9)).count, 3);
    assert_eq!(fill_page(&slabs, &with_notes(55.0)).count, 4);
}

#[test]
fn breaks_are_kept_and_heads_of_tables_come_again() {
    let mut slabs = vec![line(true); 4];
    slabs[1].begins = Begins::Column;
    slabs[3].begins = Begins::Page;
    let page = fill_page(&slabs, &room(100.0, 2));
    assert_eq!((page.count, spots(&page)), (3, ["0:0", "1:0", "1:10"].map(String::from).to_vec()));
    // Columns are made equal before a new page too.
    slabs[1].begins = Begins::Anywhere;
    let page = fill_page(&slabs, &room(100.0, 2));
    assert_eq!((page.count, spots(&page)), (3, ["0:0", "0:10", "1:0"].map(String::from).to_vec()));
    let rows = vec![Slab { repeated: mm(6.0), ..line(true) }; 3];
    let page = fill_page(&rows, &room(26.0, 1));
    assert_eq!((page.count, spots(&page)), (2, ["0:6", "0:16"].map(String::from).to_vec()));
    assert_eq!(page.spots[0].head, Some(mm(0.0)));
}

#[test]
fn baselines_lie_on_the_grid() {
    let mut slabs = vec![Slab { baseline: Some(mm(7.0)), ..line(true) }; 3];
    slabs[1].above = mm(3.0);
    // Lines of the grid at 2, 12, 22… below the top: baselines at 12, 32 and 42.
    let page = fill_page(&slabs, &StoryRoom { grid: Some((mm(10.0), mm(2.0))), ..room(100.0, 1) });
    assert_eq!(spots(&page), ["0:5", "0:25", "0:35"]);
}

// Markdown

const BLOCKS: &str = "\
types:
  text: { font: texte, size: 10pt, leading: 14pt, hyphenate: true }
  h1: { font: texte, weight: 700, size: 16pt, leading: 20pt }
  note: { font: texte, size: 8pt, leading: 10pt }
blocks:
  h2: { style: h1, span: all }
  pull: { style: h1, indent: 8mm }
  note: { rule: { color: encre, width: 0.2mm } }
";

fn text(markdown: &str) -> Project {
    Project::new()
        .deck("deck: D1\ntitle: Premier jeu\nformat: A4\nlayout: { front: front }\n")
        .layout("front", &format!("{BLOCKS}boxes:\n  - {{ id: texte, at: {{ x: 20mm, y: 20mm, width: 120mm, height: 200mm }}, flow: {{ value: \"{{text}}\", overflow: error }} }}\n"))
        .file("note.md", markdown)
        .card("id: N1\ntext: note.md")
}

/// Every word that is set, line by line, in the order of painting.
fn words(document: &Document) -> Vec<String> {
    fn collect(items: &[Item], out: &mut Vec<String>) {
        for item in items {
            match item {
                Item::Group(group) => collect(&group.items, out),
                Item::Glyphs(run) => out.push(run.text.to_string()),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    document.pages.iter().for_each(|page| collect(&page.items, &mut out));
    out
}

fn roles(items: &[Item], out: &mut Vec<Role>) {
    for item in items {
        if let Item::Group(group) = item {
            out.extend(group.role.clone());
            roles(&group.items, out);
        }
    }
}

#[test]
fn every_block_is_set_in_its_order() {
    let project = text(
        "# Un titre\n\nUn paragraphe avec du **gras** et une note[^a].\n\n- premier\n- second\n  1. dedans\n\n> cité\n\n| A | B |\n| - | -: |\n| un | 2 |\n\n---\n\n- [ ] à faire\n- [x] fait\n\n[^a]: La note.\n",
    );
    let scene = project.scene();
    let all = words(&scene).join("|");
    for part in ["Un titre", "gras", "premier", "second", "dedans", "cité", "|un|", "à faire", "fait", "La note."] {
        assert_eq!(all.matches(part).count(), 1, "{part} in {all}");
    }
    let place = |part: &str| all.find(part).unwrap();
    assert!(place("premier") < place("dedans") && place("dedans") < place("cité") && place("fait") < place("La note."));
    let mut found = Vec::new();
    roles(&scene.pages[0].items, &mut found);
    assert_eq!(found.iter().filter(|role| matches!(role, Role::Heading(1))).count(), 1);
    assert_eq!(found.iter().filter(|role| matches!(role, Role::Field(_))).count(), 2, "two boxes to tick");
}

#[test]
fn the_note_stands_at_the_foot_of_the_frame() {
    let dump = text("Mot[^a].\n\n[^a]: Note.\n").dump();
    // The frame ends at 220 mm. Notes are set at 8 pt in lines of 10 pt: baseline (10 − 10.4) / 2 + 7.872 = 7.672 pt under the
    // top of the last line, which is 2.328 pt or 0.82 mm above the end.
    let note = dump.lines().find(|line| line.contains("\"Note.\"")).unwrap();
    assert!(note.contains(",219.18 8pt"), "{note}");
    assert!(dump.contains("#N1/note-1"), "the call leads to the note: {dump}");
}

#[test]
fn what_cannot_be_set_is_told_at_its_place_in_the_text() {
    let faults = text("Un mot.\n\n```\ncode\n```\n\nVoir [là](#nulle-part).\n\n##### Trop bas\n\nUn appel[^x].\n\n<b>gras</b>\n\n<!-- pgae -->\n").faults();
    let told: Vec<&str> = faults.iter().map(String::as_str).collect();
    let start = |line: &str| format!("kits/essai/note.md:{line}: erreur");
    for (line, part) in [
        ("3:1", "un bloc de code n’est pas composé dans un document"),
        ("7:1", "aucun titre ne s’appelle « #nulle-part »"),
        ("9:1", "un titre de ce niveau n’est pas composé"),
        ("11:9", "la note « x » n’est définie nulle part"),
        ("13:1", "du HTML n’est pas composé"),
        ("15:1", "le commentaire « pgae » ne commande rien de connu"),
    ] {
        let found = told.iter().any(|fault| fault.starts_with(&start(line)) && fault.contains(part));
        assert!(found, "{line} {part}: {told:#?}");
    }
}

#[test]
fn a_text_that_must_not_go_on_is_told_with_where_it_would() {
    let long = "Un paragraphe.\n\n".repeat(60);
    let faults = text(&long).faults();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].contains("ne contient pas tout le texte") && faults[0].contains("200 mm"), "{faults:#?}");
}

#[test]
fn a_text_that_is_not_there_is_told_with_what_is() {
    let faults = text("Mot.\n").card("id: N2\ntext: notte.md").faults();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].contains("texte introuvable : « notte.md »"), "{faults:#?}");
}
