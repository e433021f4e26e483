//! Boxes that show lists: tables, matrices, timelines, rings. Numbers are worked out by hand; what has no room is told with
//! its names and millimetres; what goes on, goes on with nothing lost.

use std::collections::BTreeSet;

use massicot::compile::Profile;
use massicot::scene::{Document, Group, Item, Role};

use crate::pdf::judge::ask;
use crate::project::Project;

/// A board of 60 × 90 mm with the fields in `board`, laid out by `boxes`.
fn board(boxes: &str, fields: &str) -> Project {
    let head = "board: B1\ntitle: Liste\nformat: 60mm x 90mm\nlayout: mur\nsafe: 0mm\n";
    let mut project = Project::new()
        .deck("")
        .layout("mur", &format!("boxes:\n{boxes}"))
        .file("plateau.yaml", format!("{head}{fields}"));
    project.job.profiles = vec![Profile::Screen];
    project
}

/// Page by page, the rectangles that are painted, as `x,y WxH`, in painting order.
fn painted(project: &Project) -> Vec<Vec<String>> {
    let mut pages: Vec<Vec<String>> = Vec::new();
    for line in project.dump().lines() {
        if line.starts_with("page ") {
            pages.push(Vec::new());
        } else if let Some(rest) = line.trim().strip_prefix("path ") {
            pages.last_mut().unwrap().push(rest.split(" (").next().unwrap().to_owned());
        }
    }
    pages
}

const TABLE: &str = "  - id: t
    at: { x: 5mm, y: 5mm, right: 5mm, bottom: 5mm }
    table:
      over: rows
      as: r
      columns:
        - { width: 10mm, head: { height: 10mm, fill: encre }, cell: { height: 10mm } }
        - { width: 1fr, cell: { height: 8mm, fill: nuit } }
";

const TEN: &str = "rows: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n";

/// 50 × 80 mm: a head of 10 mm and seven rows of 10 mm on a page.
#[test]
fn a_table_repeats_its_heads_and_goes_on_where_a_page_is_full() {
    let project = board(&TABLE.replace("as: r", "as: r\n      overflow: page"), TEN);
    let pages = painted(&project);
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0][..3], ["5,5 10x10", "15,15 40x10", "15,25 40x10"]);
    assert_eq!((pages[0].len(), pages[0].last().unwrap().as_str()), (8, "15,75 40x10"));
    assert_eq!(pages[1], ["5,5 10x10", "15,15 40x10", "15,25 40x10", "15,35 40x10"]);
    let document = project.scene();
    let leaves: Vec<_> =
        document.pages.iter().map(|page| (page.card.as_deref().unwrap(), page.name.as_str())).collect();
    assert_eq!(leaves, [("B1", "B1-recto"), ("B1-2", "B1-2-recto")]);
}

#[test]
fn rows_that_have_no_room_are_told_by_name_and_in_millimetres() {
    let told = board(TABLE, TEN).faults();
    let place = "kits/essai/layouts/mur.yaml:4:5";
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with(place) && told[0].contains("erreur[entries-overflow]"), "{told:?}");
    assert!(
        told[0].contains("cadre « t » : pas de place pour 3 entrées (8, 9, 10) ; il manque 30 mm de hauteur"),
        "{told:?}"
    );
    let high = TABLE
        .replace("as: r", "as: r\n      overflow: page")
        .replace("cell: { height: 10mm }", "cell: { height: 71mm }");
    let told = board(&high, TEN).faults();
    assert!(
        told[0].contains("l’entrée 1 a besoin de 71 mm de hauteur, une page entière n’en offre que 70 mm"),
        "{told:?}"
    );
    let wide = board(&TABLE.replace("width: 1fr", "width: 41mm"), "rows: [1]\n").faults();
    assert!(wide[0].contains("les colonnes prennent 51 mm de largeur, le cadre n’en a que 50 mm"), "{wide:?}");
    let nameless =
        board(&TABLE.replace("  - id: t\n    at:", "  - at:").replace("as: r", "as: r\n      overflow: page"), TEN);
    assert!(nameless.faults()[0].contains("a un `id`"), "{:?}", nameless.faults());
}

#[test]
fn rows_are_filtered_sorted_and_grouped_and_as_high_as_their_words() {
    let boxes = "  - id: t
    at: { x: 5mm, y: 5mm, right: 5mm, bottom: 5mm }
    table:
      over: rows
      as: r
      where: { field: r.kind, not: c }
      sort: r.n
      group: { over: vocabulary.family, as: f, by: r.kind, head: { text: \"{f.label} {f.count}\" } }
      columns:
        - { width: 100%, cell: { text: \"n{r.n}\" } }
";
    let rows = "rows: [{ n: 10, kind: a }, { n: 9, kind: b }, { n: 2, kind: a }, { n: 1, kind: c }]\n";
    let dump = board(boxes, rows).dump();
    let words: Vec<&str> = dump.lines().filter_map(|line| line.split('"').nth(1)).collect();
    assert_eq!(words, ["Alpha 2", "n2", "n10", "Bêta 1", "n9"]);
    let empty = board(boxes, "rows: []\n").dump();
    assert!(!empty.contains("text "), "{empty}");
    let unknown = board(boxes, &rows.replace("kind: c", "kind: z")).faults();
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(
        unknown[0].contains("erreur[unknown-word]")
            && unknown[0].contains("l’entrée n° 4 : « z » n’est pas de « vocabulary.family »"),
        "{unknown:?}"
    );
}

const MATRIX: &str = "  - id: m
    at: { x: 0, y: 0, right: 0, bottom: 0 }
    matrix:
      over: rows
      as: r
      rows: { over: vocabulary.family, as: f, by: r.kind, size: 10mm, head: { fill: encre } }
      columns: { over: edges, as: s, by: r.side, size: 10mm }
      cell: { fill: nuit }
      entry: { height: 10mm, fill: encre }
";

/// A head of 10 mm, two columns of 25 mm: « a » has two entries at the left and one at the right, « b » none at the right.
#[test]
fn a_matrix_puts_entries_into_their_cells_and_rows_grow_with_them() {
    let fields = "edges: [l, r]\nrows: [{ kind: a, side: l }, { kind: a, side: [l, r] }, { kind: b, side: l }]\n";
    let pages = painted(&board(MATRIX, fields));
    let wanted = [
        "0,10 10x20",
        "10,10 25x20",
        "10,10 25x10",
        "10,20 25x10",
        "35,10 25x20",
        "35,10 25x10",
        "0,30 10x10",
        "10,30 25x10",
        "10,30 25x10",
        "35,30 25x10",
    ];
    assert_eq!(pages, [wanted.map(str::to_owned).to_vec()]);
    let stretched = painted(&board(&MATRIX.replace("as: r\n", "as: r\n      stretch: true\n"), fields));
    // 40 mm are used of 90: 25 mm more for each row.
    assert_eq!(stretched[0][0], "0,10 10x45");
    assert_eq!(stretched[0][6], "0,55 10x35");
}

/// 80 mm under the heads: eight entries of ten on the first page, two on the second, and « b » after them.
#[test]
fn a_row_that_is_higher_than_a_page_goes_on_in_the_same_row() {
    let rows: Vec<String> = (0..10).map(|n| format!("{{ n: {n}, kind: a, side: l }}")).collect();
    let fields = format!("edges: [l, r]\nrows: [{}, {{ n: 10, kind: b, side: r }}]\n", rows.join(", "));
    let pages = painted(&board(&MATRIX.replace("as: r\n", "as: r\n      overflow: page\n"), &fields));
    assert_eq!(pages.len(), 2);
    let entries = |page: &[String]| page.iter().filter(|rect| rect.ends_with("25x10")).count();
    assert_eq!(pages[0][0], "0,10 10x80");
    assert_eq!((entries(&pages[0]), pages[1][0].as_str()), (8, "0,10 10x20"));
    let told = board(MATRIX, &fields).faults();
    assert!(told[0].contains("pas de place pour 11 entrées") && told[0].contains("il manque 30 mm"), "{told:?}");
    let missing = board(MATRIX, "edges: [l, r]\nrows: [{ id: A7, kind: a }]\n").faults();
    assert!(missing[0].contains("l’entrée A7 n’a pas de « r.side »"), "{missing:?}");
    let blank = board(MATRIX, "edges: []\nrows: [{ id: A7, kind: a, side: l }]\n").faults();
    assert!(blank[0].contains("« edges » ne donne aucun mot à cet axe"), "{blank:?}");
}

const LINE: &str = "  - id: l
    at: { x: 0, y: 0, right: 0, bottom: 0 }
    timeline:
      over: rows
      as: r
      columns: { over: steps, as: s, from: r.from, to: r.to, size: 10mm }
      lanes: { over: vocabulary.family, as: f, by: r.kind }
      chip: { height: 10mm, fill: nuit }
";

/// Four columns of 15 mm. The third chip begins where the first one still is, so it takes a row of its own; the fourth has
/// room beside the first.
#[test]
fn chips_are_packed_so_that_none_lies_on_another() {
    let fields = "steps: [a, b, c, d]
rows:
  - { kind: a, from: a, to: b }
  - { kind: a, from: b, to: c }
  - { kind: a, from: c }
  - { kind: b, from: d, to: d }
";
    let pages = painted(&board(LINE, fields));
    assert_eq!(pages, [["0,10 30x10", "30,10 15x10", "15,20 30x10", "45,30 15x10"].map(str::to_owned).to_vec()]);
    let turned = board(LINE, "steps: [a, b]\nrows: [{ id: A1, kind: a, from: b, to: a }]\n").faults();
    assert!(turned[0].contains("l’entrée A1 va de « b » à « a », qui vient avant"), "{turned:?}");
    let unknown = board(LINE, "steps: [a, b]\nrows: [{ id: A1, kind: a, from: S9, to: b }]\n").faults();
    assert!(unknown[0].contains("l’entrée A1 : « S9 » n’est pas de « steps »"), "{unknown:?}");
}

/// A fold at 20 mm of 60: one column before, three of 13⅓ mm after are narrower than two and two (10 and 20 mm).
#[test]
fn columns_keep_off_folds_and_are_as_wide_as_they_can_be() {
    let boxes = LINE.replace("as: r\n", "as: r\n      folds: [20mm]\n      fold: { role: crease, stroke: { color: encre, width: 0.1mm }, shape: { line: [[0, 0], [0, 100%]] } }\n");
    let fields = "steps: [a, b, c, d]\nrows: [{ kind: a, from: a, to: a }, { kind: a, from: b, to: b }, { kind: b, from: a, to: d }]\n";
    let pages = painted(&board(&boxes, fields));
    // The words of the long one stand where it begins: they need no more room there than after the fold.
    assert_eq!(pages[0], ["0,10 20x10", "20,10 13.33x10", "0,20 20x10", "20,0 0x90"]);
    let outside = board(&boxes.replace("[20mm]", "[70mm]"), fields).faults();
    assert!(outside[0].contains("le pli à 70 mm du bord gauche"), "{outside:?}");
}

#[test]
fn lanes_go_on_over_pages_and_weights_make_columns_wider() {
    let rows: Vec<String> = (0..20).map(|n| format!("{{ n: {n}, kind: a, from: a, to: a }}")).collect();
    let fields = format!("steps: [{{ id: a, months: 1 }}, {{ id: b, months: 3 }}]\nrows: [{}]\n", rows.join(", "));
    // Items of a list that are maps have no word of their own: the axis goes by a vocabulary.
    let kit = "  step:\n    - { id: a, label: A, months: 1 }\n    - { id: b, label: B, months: 3 }\n";
    let boxes = LINE
        .replace("over: steps, as: s", "over: vocabulary.step, as: s, weight: s.months")
        .replace("as: r\n", "as: r\n      overflow: page\n");
    let project = board(&boxes, &fields.replace("steps:", "pas:"));
    let world = project.world();
    let text = String::from_utf8(
        massicot::world::World::read(&world, std::path::Path::new("kits/essai/kit.yaml")).unwrap().to_vec(),
    )
    .unwrap();
    let project = project.file("kit.yaml", format!("{text}{kit}")).file(
        "plateau.yaml",
        format!("board: B1\ntitle: Liste\nformat: 60mm x 90mm\nlayout: mur\nsafe: 0mm\nrows: [{}]\n", rows.join(", ")),
    );
    let pages = painted(&project);
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8, 4], "eight rows of 10 mm on 80 mm");
    assert_eq!(pages[0][0], "0,10 15x10");
    let bad = board(&boxes, "rows: []\n")
        .file("kit.yaml", format!("{text}{}", kit.replace("months: 3", "months: trois")))
        .faults();
    assert!(
        bad.iter().any(|fault| fault.contains("« b » prend sa part d’axe de « s.months », qui vaut « trois »")),
        "{bad:?}"
    );
}

const RING: &str = "  - id: r
    at: { x: 0, y: 0, width: 60mm, height: 60mm }
    ring:
      rings: { over: rings, as: g }
      sectors: { over: sectors, as: s }
      hole: 10mm
      cell: { stroke: { color: encre, width: 0.2mm } }
";

#[test]
fn a_ring_divides_its_disc_into_cells() {
    let pages = painted(&board(RING, "rings: [in, out]\nsectors: [a, b, c, d]\n"));
    // Radii 10, 20, 30 mm about (30, 30); quarters from the top, clockwise.
    assert_eq!(pages[0][..3], ["30,10 20x20", "30,30 20x20", "10,30 20x20"]);
    assert_eq!(pages[0][4], "30,0 30x30");
    assert_eq!(pages[0].len(), 8);
    let whole = painted(&board(RING, "rings: [in]\nsectors: [a]\n"));
    assert_eq!(whole[0], ["0,0 60x60"]);
    let narrow = board(&RING.replace("hole: 10mm", "hole: 40mm"), "rings: [in]\nsectors: [a]\n").faults();
    assert!(narrow[0].contains("il reste 30 mm de rayon pour les anneaux, autour d’un milieu de 40 mm"), "{narrow:?}");
    let entries = RING.replace("as: g }", "as: g, by: e.ring }").replace("as: s }", "as: s, by: e.sector }").replace(
        "      hole:",
        "      over: rows\n      as: e\n      entry: { width: 6mm, height: 8mm, fill: nuit }\n      hole:",
    );
    let some = painted(&board(&entries, "rings: [in]\nsectors: [a, b]\nrows: [{ ring: in, sector: a }]\n"));
    // A disc of 10 mm on the outermost arc, whose middle is 25 mm to the right.
    assert_eq!(some[0].last().unwrap(), "52,26 6x8");
    let rows: Vec<String> = (0..20).map(|n| format!("{{ id: E{n}, ring: in, sector: a }}")).collect();
    let full = board(&entries, &format!("rings: [in]\nsectors: [a, b]\nrows: [{}]\n", rows.join(", "))).faults();
    assert!(
        full[0].contains("entries-overflow") && full[0].contains("E19") && full[0].contains("de 10 mm"),
        "{full:?}"
    );
}

#[test]
fn slips_in_lists_are_told_and_never_panic() {
    let told = |boxes: &str, fields: &str| board(boxes, fields).faults();
    let unknown = told(&TABLE.replace("over: rows", "over: vocabulary.famly"), "");
    assert!(unknown[0].contains("le kit n’a pas de vocabulaire « famly »"), "{unknown:?}");
    let both = told(&format!("{TABLE}    text: a\n"), TEN);
    assert!(both[0].contains("un cadre porte un seul élément"), "{both:?}");
    let length = told(&TABLE.replace("width: 10mm", "width: large"), TEN);
    assert!(length[0].contains("longueur inconnue : « large »"), "{length:?}");
    let key = told(&TABLE.replace("      as: r", "      az: r"), TEN);
    assert!(key.iter().any(|fault| fault.contains("« az »")), "{key:?}");
    let cell = told(&TABLE.replace("cell: { height: 8mm, fill: nuit }", "cell: { height: 8mm, fill: nuti }"), TEN);
    assert!(cell[0].contains("mur.yaml:11:52") && cell[0].contains("nuti"), "{cell:?}");
    for boxes in [TABLE, MATRIX, LINE] {
        let tiny = boxes
            .replace("right: 5mm, bottom: 5mm", "width: 0, height: 0")
            .replace("right: 0, bottom: 0", "width: 0, height: 0");
        let fields = "rows: [{ id: A, kind: a, side: l, from: l }]\nedges: [l]\nsteps: [l]\n";
        assert!(!told(&tiny, fields).is_empty(), "{tiny}");
        let paged = tiny.replace("as: r\n", "as: r\n      overflow: page\n");
        assert!(!told(&paged, fields).is_empty(), "{paged}");
    }
}

/// The layouts that come with the project, over 200 tools.
fn tools(count: usize) -> (String, Vec<String>) {
    let (mut rows, mut codes) = (String::from("tools:\n"), Vec::new());
    let mut seed = 11_u64;
    let mut next = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    let titles = [
        "Cartographier les ressources du territoire",
        "La visite apprenante",
        "Choisir un enjeu commun",
        "Tenir le journal de bord des essais",
        "Écouter",
    ];
    for number in 0..count {
        let family = ["a", "b"][next(2) as usize];
        let status = ["existing", "to-adapt", "to-create"][next(3) as usize];
        let from = next(8);
        let to = (from + next(3)).min(7);
        let code = format!("{}{number:03}", family.to_uppercase());
        let title = titles[next(5) as usize];
        rows += &format!(
            "  - {{ id: {code}, title: \"{title}\", family: {family}, status: {status}, sequences: {{ from: S{from}, to: S{to} }}, open: {}, action: {{ do: Relire }} }}\n",
            to == 7
        );
        codes.push(code);
    }
    (rows, codes)
}

fn shipped(layout: &str, format: &str, count: usize) -> (Project, Vec<String>) {
    let (rows, codes) = tools(count);
    let sequences: String = (0..8).map(|n| format!("    - {{ id: S{n}, label: Séquence {n} }}\n")).collect();
    let words = "  status:\n    - { id: existing, label: Existants }\n    - { id: to-adapt, label: À adapter }\n    - { id: to-create, label: À créer }\n";
    let mut project = Project::new().deck("");
    let world = project.world();
    let kit = String::from_utf8(
        massicot::world::World::read(&world, std::path::Path::new("kits/essai/kit.yaml")).unwrap().to_vec(),
    )
    .unwrap();
    let kit = kit
        .replace("vocabularies:", "  titre: { families: [Fraunces] }\nvocabularies:")
        .replace("label: Alpha,", "label: Alpha, shape: \"●\",")
        .replace("label: Bêta,", "label: Bêta, shape: \"▲\",");
    for name in ["panorama", "panorama-table", "frise", "frise-a4"] {
        let text = std::fs::read(format!("{}/layouts/{name}.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
        project = project.file(&format!("layouts/{name}.yaml"), text);
    }
    let head = format!("poster: P1\ntitle: Les outils\nformat: {format}\nlayout: {layout}\nsafe: 5mm\n{rows}");
    let mut project =
        project.file("kit.yaml", format!("{kit}{words}  sequence:\n{sequences}")).file("affiche.yaml", head);
    project.job.profiles = vec![Profile::Screen];
    (project, codes)
}

/// The sizes of all letters, in points.
fn sizes(document: &Document) -> Vec<f64> {
    fn collect(items: &[Item], sizes: &mut Vec<f64>) {
        for item in items {
            match item {
                Item::Group(group) => collect(&group.items, sizes),
                Item::Glyphs(run) => sizes.push(run.size.to_pt()),
                _ => {}
            }
        }
    }
    let mut sizes = Vec::new();
    document.pages.iter().for_each(|page| collect(&page.items, &mut sizes));
    sizes
}

#[test]
fn two_hundred_tools_make_a_legible_panorama_and_frise_with_nothing_lost() {
    let sheets = [
        ("panorama", "A1 landscape", 14.0, 2),
        ("panorama-table", "A4 landscape", 9.0, 4),
        ("frise", "1260mm x 297mm", 11.0, 2),
        ("frise-a4", "A4 landscape", 9.0, 3),
    ];
    for (layout, format, floor, least) in sheets {
        let (project, codes) = shipped(layout, format, 200);
        let document = project.scene();
        assert!(document.pages.len() >= least, "{layout}: {} pages", document.pages.len());
        let small = sizes(&document).into_iter().fold(f64::MAX, f64::min);
        assert!(small >= floor - 0.01, "{layout}: letters of {small} pt");
        let (files, _) = project.built();
        let (_, bytes) = files.iter().find(|(name, _)| name.ends_with(".pdf")).unwrap();
        let Some(text) = ask("pdftotext", &["-raw", "{}", "-"], bytes) else { continue };
        let words: BTreeSet<&str> = text.split_whitespace().collect();
        let lost: Vec<_> = codes.iter().filter(|code| !words.contains(code.as_str())).collect();
        assert!(lost.is_empty(), "{layout} loses {lost:?}");
    }
}

/// Reading a timeline aloud: the columns, then lane by lane its name and its entries in the order of time.
#[test]
fn a_timeline_reads_lane_by_lane_in_the_order_of_time() {
    fn heads(items: &[Item], told: &mut Vec<(Role, String)>) {
        for item in items {
            let Item::Group(group) = item else { continue };
            match &group.role {
                Some(role @ (Role::Head | Role::Entry)) => told.push((role.clone(), words(group))),
                _ => heads(&group.items, told),
            }
        }
    }
    fn words(group: &Group) -> String {
        let each = group.items.iter().filter_map(|item| match item {
            Item::Group(group) => Some(words(group)),
            Item::Glyphs(run) => Some(run.text.to_string()),
            _ => None,
        });
        each.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }
    let (project, _) = shipped("frise-a4", "A4 landscape", 12);
    let mut told = Vec::new();
    heads(&project.scene().pages[0].items, &mut told);
    let lanes: Vec<usize> = (0..told.len()).filter(|at| told[*at].1.contains("outils")).collect();
    assert_eq!((lanes[0], lanes.len()), (8, 2), "eight columns, then two lanes: {told:?}");
    assert!(told[8].1.contains("Alpha") && told[lanes[1]].1.contains("Bêta"), "{told:?}");
    assert!(told[9..lanes[1]].iter().all(|(role, text)| *role == Role::Entry && text.starts_with('A')), "{told:?}");
}

/// The same layouts over records of the kit, one file each.
#[test]
fn a_panorama_and_a_frise_are_made_from_tool_records() {
    for layout in ["panorama", "panorama-table", "frise", "frise-a4"] {
        let format = if layout == "frise" { "1260mm x 297mm" } else { "A3 landscape" };
        let format = if layout == "panorama" { "A1 landscape" } else { format };
        let (mut project, _) = shipped(layout, format, 0);
        let head = format!("poster: P1\ntitle: Les outils\nformat: {format}\nlayout: {layout}\n");
        project = project.file("affiche.yaml", head);
        for number in 0..20 {
            let family = ["a", "b"][number % 2];
            let from = number % 8;
            let record = format!(
                "tool: X{number:02}\ntitle: Outil {number}\nfamily: {family}\nstatus: to-create\nsequences: {{ from: S{from}, to: S{} }}\n",
                (from + 1).min(7)
            );
            project = project.file(&format!("outils/x{number:02}.yaml"), record);
        }
        let dump = project.dump();
        let lost: Vec<_> = (0..20).map(|number| format!("X{number:02}")).filter(|code| !dump.contains(code)).collect();
        assert!(lost.is_empty(), "{layout} loses {lost:?}");
    }
}
