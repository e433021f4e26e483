//! Columns inside a frame, baseline grids, punctuation that hangs: on numbers worked out by hand.
//! Letters are 10 mm high, lines 12 mm apart; Atkinson Hyperlegible Next ascends 9.84 and descends 3.16 mm: the baseline lies 9.34 mm under the top of a line.

use std::sync::Arc;

use massicot::font::{FontId, Fonts};
use massicot::geom::{Length, Rect, Size};
use massicot::scene::{GlyphRun, Item};
use massicot::text::{
    Align, CharStyle, ColumnFill, Columns, Edge, Fit, Flow, Hyphenation, Inline, Paragraph, ParagraphStyle, Prepared,
    Setter, Setting, VAlign,
};

use crate::project::Project;

fn fonts() -> Arc<Fonts> {
    let mut fonts = Fonts::new();
    let file = "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf";
    fonts.add(std::fs::read(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap().into()).unwrap();
    Arc::new(fonts)
}

fn style() -> ParagraphStyle {
    ParagraphStyle::new(Length::mm(12.0), "fr")
}

/// Paragraphs in as many columns, 10 mm apart.
fn flow(paragraphs: &[&str], style: &ParagraphStyle, count: usize, fill: ColumnFill) -> Flow {
    let letters = Arc::new(CharStyle::new(vec![FontId(0)], Length::mm(10.0)));
    let style = Arc::new(style.clone());
    let set = |text: &&str| {
        Paragraph::new(vec![Inline::Text { text: (*text).to_owned(), style: letters.clone() }], style.clone())
    };
    let columns = Columns { count, gap: Length::mm(10.0), fill };
    Flow { columns, ..Flow::from(paragraphs.iter().map(set).collect::<Vec<_>>()) }
}

fn prepare(flow: &Flow) -> Prepared {
    Setter::new(fonts()).prepare(flow).unwrap()
}

/// How many lines stand in each column.
fn shares(set: &Setting) -> Vec<usize> {
    let last = set.lines.last().map_or(0, |line| line.column);
    (0..=last).map(|column| set.lines.iter().filter(|line| line.column == column).count()).collect()
}

fn baselines(set: &Setting) -> Vec<f64> {
    set.lines.iter().map(|line| (line.baseline.to_mm() * 1000.0).round() / 1000.0).collect()
}

fn runs(items: &[Item]) -> Vec<GlyphRun> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Group(group) => found.extend(runs(&group.items)),
            Item::Glyphs(run) => found.push((**run).clone()),
            _ => {}
        }
    }
    found
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.001
}

// Columns

#[test]
fn columns_share_lines_out() {
    let eight = "a\nb\nc\nd\ne\nf\ng\nh";
    let set = prepare(&flow(&[eight], &style(), 2, ColumnFill::Balanced)).set(Length::mm(100.0), 1.0);
    assert_eq!(shares(&set), [4, 4]);
    assert_eq!(baselines(&set), [9.34, 21.34, 33.34, 45.34, 9.34, 21.34, 33.34, 45.34]);
    // Two columns of 45 mm: the second one begins at 55.
    assert!(near(set.lines[0].x.to_mm(), 0.0) && near(set.lines[4].x.to_mm(), 55.0));
    assert!(near(set.height.to_mm(), 48.0));
    // The larger part stands first.
    let set = prepare(&flow(&[eight], &style(), 3, ColumnFill::Balanced)).set(Length::mm(100.0), 1.0);
    assert_eq!(shares(&set), [3, 3, 2]);
    assert!(near(set.lines[3].x.to_mm(), 80.0 / 3.0 + 10.0));

    let full = prepare(&flow(&[eight], &style(), 2, ColumnFill::Full));
    let set = full.fit(Size::mm(100.0, 62.0), Fit::Fixed).unwrap();
    assert_eq!(shares(&set), [5, 3]);
    // What has room in the first column needs no second one.
    assert_eq!(shares(&full.fit(Size::mm(100.0, 100.0), Fit::Fixed).unwrap()), [8]);
}

#[test]
fn no_line_stands_alone_in_a_column() {
    let shared = |paragraphs: &[&str]| {
        shares(&prepare(&flow(paragraphs, &style(), 2, ColumnFill::Balanced)).set(Length::mm(100.0), 1.0))
    };
    // A paragraph of three lines cannot be cut without leaving one alone.
    assert_eq!(shared(&["a\nb\nc"]), [3]);
    assert_eq!(shared(&["a\nb\nc\nd"]), [2, 2]);
    assert_eq!(shared(&["a\nb\nc", "d"]), [3, 1]);
    // Cut after the first line of the second paragraph, both columns would be 24 mm high.
    assert_eq!(shared(&["a", "b\nc\nd"]), [1, 3]);
    assert_eq!(shared(&["a\nb", "c\nd\ne"]), [2, 3]);
}

#[test]
fn room_above_paragraphs_is_dropped_at_the_top_of_a_column() {
    let spaced = ParagraphStyle { space_before: Length::mm(6.0), ..style() };
    let set = prepare(&flow(&["a\nb", "c\nd"], &spaced, 2, ColumnFill::Balanced)).set(Length::mm(100.0), 1.0);
    assert_eq!(baselines(&set), [9.34, 21.34, 9.34, 21.34]);
    let set = prepare(&flow(&["a", "b", "c", "d"], &spaced, 2, ColumnFill::Balanced)).set(Length::mm(100.0), 1.0);
    assert_eq!(baselines(&set), [9.34, 27.34, 9.34, 27.34]);
    assert!(near(set.height.to_mm(), 30.0));
}

#[test]
fn what_columns_have_no_room_for_is_counted() {
    let prepared = prepare(&flow(&["a\nb\nc\nd\ne\nf\ng h\ni"], &style(), 2, ColumnFill::Balanced));
    let over = prepared.fit(Size::mm(100.0, 36.0), Fit::Fixed).unwrap_err();
    assert_eq!((over.lines, over.room_lines, over.words_too_many), (8, 6, 3));
    // Four lines of 12 mm in 36: three quarters of the size.
    let set = prepared.fit(Size::mm(100.0, 36.0), Fit::Shrink { min: Length::mm(5.0) }).unwrap();
    assert!(set.scale <= 0.75 && set.scale > 0.74, "{}", set.scale);
    assert_eq!(shares(&set), [4, 4]);
}

#[test]
fn columns_keep_order_width_and_words_whatever_the_text() {
    let text = "La coopération intercommunale suppose une expérimentation territoriale, un accompagnement des \
                habitants et des habitantes, une mutualisation des interdépendances et des ressources. ";
    let texts = [text.repeat(2), text.to_owned(), "Court.".to_owned(), text.repeat(3)];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let hyphenated = ParagraphStyle { hyphenate: Some(Hyphenation::default()), align: Align::Justify, ..style() };
    for width in (150..500).step_by(14) {
        for count in 2..5 {
            let prepared = prepare(&flow(&texts, &hyphenated, count, ColumnFill::Balanced));
            let set = prepared.set(Length::mm(f64::from(width)), 1.0);
            let measure = (f64::from(width) - 10.0 * (count - 1) as f64) / count as f64;
            assert_eq!(set.lines.iter().map(|line| line.words).sum::<usize>(), set.words);
            for pair in set.lines.windows(2) {
                if pair[0].column == pair[1].column {
                    assert!(pair[1].baseline > pair[0].baseline);
                    continue;
                }
                assert_eq!(pair[1].column, pair[0].column + 1);
                assert!(!pair[0].hyphenated, "a column ends with a hyphen");
            }
            for line in &set.lines {
                let left = line.column as f64 * (measure + 10.0);
                let fits = line.x.to_mm() > left - 0.01 && (line.x + line.width).to_mm() < left + measure + 0.01;
                assert!(fits || !set.too_wide.is_empty());
                assert!(line.baseline < set.height);
            }
        }
    }
}

#[test]
fn columns_are_a_key_of_the_box() {
    let boxes = "boxes:\n  - { at: { x: 0, y: 0, width: 50mm, height: 40mm }, text: { value: \"{note}\", columns: COLUMNS } }\n";
    let project = |columns: &str| {
        Project::new()
            .layout("front", &boxes.replace("COLUMNS", columns))
            .card("id: A1\nnote: \"a\\n\\nb\\n\\nc\\n\\nd\"")
    };
    let x = |columns: &str| -> Vec<f64> {
        let found = runs(&project(columns).scene().pages[0].items);
        found.iter().map(|run| (run.origin.x.to_mm() * 100.0).round() / 100.0).collect()
    };
    // Two columns of 22.5 mm with 5 mm between, or of 24 with 2.
    assert_eq!(x("2"), [0.0, 0.0, 27.5, 27.5]);
    assert_eq!(x("{ count: 2, gap: 2mm }"), [0.0, 0.0, 26.0, 26.0]);
    assert_eq!(x("{ count: 2, fill: full }"), [0.0; 4]);
    let told = project("0").faults().concat();
    assert!(told.contains("un cadre a de 1 à 12 colonnes, et non 0"), "{told}");
}

// Baseline grid

#[test]
fn lines_lie_on_the_grid() {
    let on_grid = Flow { grid: Some(Length::mm(5.0)), ..flow(&["a\nb\nc"], &style(), 1, ColumnFill::Balanced) };
    let prepared = prepare(&on_grid);
    // 12 mm from line to line become 15; where the frame lies is not known yet.
    let set = prepared.set(Length::mm(100.0), 1.0);
    assert_eq!((baselines(&set), set.height.to_mm()), (vec![9.34, 24.34, 39.34], 42.0));
    // Grid lines 3, 8, 13 mm below the frame's edge: the first baseline moves from 9.34 to 13.
    let set = prepared.above_grid(Length::mm(3.0)).set(Length::mm(100.0), 1.0);
    assert_eq!(baselines(&set), [13.0, 28.0, 43.0]);
    assert!(near(set.height.to_mm(), 45.66));
    let over = prepared.above_grid(Length::mm(3.0)).fit(Size::mm(100.0, 45.0), Fit::Fixed).unwrap_err();
    assert_eq!((over.lines, over.room_lines), (3, 2));
    // Lower down in a higher frame by whole steps.
    let set = prepared.above_grid(Length::mm(3.0)).fit(Size::mm(100.0, 60.0), Fit::Fixed).unwrap();
    let bottom = runs(&set.place(Rect::mm(0.0, 0.0, 100.0, 60.0), VAlign::Bottom));
    assert!(near(bottom[0].origin.y.to_mm(), 23.0), "{}", bottom[0].origin.y);
}

#[test]
fn every_column_lies_on_the_grid() {
    let spaced = ParagraphStyle { space_before: Length::mm(3.0), ..style() };
    let on_grid = Flow { grid: Some(Length::mm(6.0)), ..flow(&["a\nb", "c\nd"], &spaced, 2, ColumnFill::Balanced) };
    let set = prepare(&on_grid).above_grid(Length::mm(2.0)).set(Length::mm(100.0), 1.0);
    assert_eq!(baselines(&set), [14.0, 26.0, 14.0, 26.0]);
    let capitals = Flow { edge: Edge::Capitals, ..on_grid };
    // Capitals are 6.68 mm high: the first grid line below that is at 8.
    let set = prepare(&capitals).above_grid(Length::mm(2.0)).set(Length::mm(100.0), 1.0);
    assert_eq!((baselines(&set), set.height.to_mm()), (vec![8.0, 20.0, 8.0, 20.0], 20.0));
}

#[test]
fn frames_of_a_layout_share_its_grid() {
    let types = "baseline-grid: { step: 5mm, from: 2mm }\ntypes:\n  text: { font: texte, size: 10pt, leading: 12pt, on-grid: true }\n  grand: { extends: text, size: 14pt, leading: 16pt }\n  libre: { extends: text, on-grid: false }\n";
    let frame = |x: u32, y: &str, style: &str| {
        format!(
            "  - {{ at: {{ x: {x}mm, y: {y}, width: 18mm, height: 30mm }}, text: {{ value: \"{{note}}\", style: {style} }} }}\n"
        )
    };
    let boxes = format!(
        "{types}boxes:\n{}{}{}",
        frame(0, "5mm", "text"),
        frame(20, "7.3mm", "grand"),
        frame(40, "5mm", "libre")
    );
    let project = |boxes: &str| Project::new().layout("front", boxes).card("id: A1\nnote: \"a\\n\\nb\"");
    let y: Vec<f64> = runs(&project(&boxes).scene().pages[0].items).iter().map(|run| run.origin.y.to_mm()).collect();
    // 10 pt letters: 9.34 pt = 3.295 mm to the baseline at 8.295, moved to 12; 14 pt: 12.676 pt = 4.472 mm, 7.3 + 4.472 = 11.772, moved to 12.
    for (place, wanted) in y.iter().zip([12.0, 17.0, 12.0, 22.0]) {
        assert!((place - wanted).abs() < 0.001, "{y:?}");
    }
    assert!((y[4] - 8.295).abs() < 0.001, "{y:?}");
    let told = project(&boxes.replace("baseline-grid: { step: 5mm, from: 2mm }\n", "")).faults().concat();
    assert!(told.contains("pas de grille de lignes de base"), "{told}");
    let told = project(&boxes.replace("5mm, from", "0mm, from")).faults().concat();
    assert!(told.contains("le pas d’une grille de lignes de base est positif"), "{told}");
}

// Hanging punctuation

#[test]
fn punctuation_hangs_over_both_edges() {
    // « is 5.62 mm wide and stands out by half, the full stop 2.10 and by seven tenths, the hyphen 3.62 likewise.
    let hanging = |align| ParagraphStyle { hang: true, align, ..style() };
    let set = prepare(&flow(&["«\u{a0}oui."], &hanging(Align::Start), 1, ColumnFill::Balanced));
    let set = set.set(Length::mm(50.0), 1.0);
    assert!(near(set.lines[0].x.to_mm(), -2.81));
    // 5.62 + 2.80 + 5.48 + 5.40 + 2.52 + 2.10, less what hangs.
    assert!(near(set.lines[0].width.to_mm(), 23.92 - 2.81 - 1.47));
    let right = prepare(&flow(&["000."], &hanging(Align::End), 1, ColumnFill::Balanced)).set(Length::mm(50.0), 1.0);
    assert!(near(right.lines[0].x.to_mm(), 50.0 - 19.44 - 2.10 + 1.47), "{}", right.lines[0].x);
    let cut = ParagraphStyle { hyphenate: Some(Hyphenation::default()), ..hanging(Align::Start) };
    // coopéra- is 38.94 mm wide: it has room in 36.5 when its hyphen hangs by 2.534.
    let cut = prepare(&flow(&["coopération"], &cut, 1, ColumnFill::Balanced)).set(Length::mm(36.5), 1.0);
    assert_eq!(cut.line_text(0), "coopéra\u{ad}");
    assert!(near(cut.lines[0].width.to_mm(), 38.94 - 2.534) && cut.too_wide.is_empty());
    // Where text runs from the right, nothing hangs.
    let rtl = ParagraphStyle { lang: "he".into(), ..hanging(Align::Start) };
    let set = prepare(&flow(&["000."], &rtl, 1, ColumnFill::Balanced)).set(Length::mm(50.0), 1.0);
    assert!(near(set.lines[0].width.to_mm(), 21.54));
}

#[test]
fn justified_lines_hang_their_points_alike() {
    let text = "Oui, non. Oui, non. Oui, non, oui, non; oui: non. Oui, non. Oui, non, oui, non. Oui, non.";
    let style = ParagraphStyle { hang: true, align: Align::Justify, ..style() };
    let set = prepare(&flow(&[text], &style, 1, ColumnFill::Balanced)).set(Length::mm(90.0), 1.0);
    assert!(set.lines.len() > 3);
    let all = runs(&set.place(Rect::mm(0.0, 0.0, 90.0, 200.0), VAlign::Top));
    let face = fonts().get(FontId(0)).cloned().unwrap();
    for (index, run) in all.iter().enumerate().take(set.lines.len() - 1) {
        let text = set.line_text(index);
        let shown: Vec<_> =
            (0..run.glyphs.len()).filter(|at| run.cluster_text(*at) != " ").map(|at| &run.glyphs[at]).collect();
        let last = shown.last().unwrap();
        let edge = last.x().to_mm() + f64::from(face.advance(last.id)) / 100.0;
        let share = match text.trim_end().chars().next_back().unwrap() {
            '.' | ',' => 0.7,
            ';' | ':' => 0.4,
            _ => 0.0,
        };
        let hang = share * f64::from(face.advance(last.id)) / 100.0;
        assert!((edge - 90.0 - hang).abs() < 0.01, "{text}: {edge}");
    }
}
