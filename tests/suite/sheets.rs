//! Sheets from arrangement files to pages: what must be true of every shipped arrangement with every card size, and what
//! outside readers see of a sheet.

mod stock;

use std::collections::BTreeMap;
use std::path::Path;

use massicot::color::Color;
use massicot::compile::{self, Format, Silent};
use massicot::diag::{self, Diagnostics, Lang};
use massicot::geom::{Insets, Length, PageBoxes, PathData, Point, Rect, Segment, Size, Transform};
use massicot::impose::{self, Arrangement, Arrangements, Cut, Order, Place, Plan, Sides, deal};
use massicot::scene::{Document, Item, Page, Paint, Side};
use massicot::sizes::{Kind, Sizes};
use massicot::source::Sources;
use massicot::text::Setter;
use massicot::world::MemoryWorld;

use crate::pdf::judge::ask;
use crate::project::Project;
use crate::scenes;

const NEAR: Length = Length::mm(0.01);

fn shipped() -> Arrangements {
    let (mut sources, mut faults) = (Sources::new(), Diagnostics::new());
    let all = Arrangements::shipped(&mut sources, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    all
}

#[test]
fn shipped_arrangements_have_the_name_of_their_file_and_a_source() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/sheets");
    let files = std::fs::read_dir(folder).unwrap().count();
    let all = shipped();
    assert_eq!(all.iter().count(), files, "the program carries every file");
    for found in all.iter() {
        let Arrangement { sheet, source, .. } = &found.arrangement;
        let file = format!("{}/layouts/sheets/{sheet}.yaml", env!("CARGO_MANIFEST_DIR"));
        assert!(Path::new(&file).exists(), "{sheet} stands in a file of that name");
        assert!(source.as_ref().is_some_and(|source| !source.trim().is_empty()), "{sheet} has a source");
    }
}

/// Several cards on one sheet: neither a booklet of pages nor a page over several sheets.
fn of_cards(found: &impose::Found) -> bool {
    found.arrangement.fold.is_none() && found.arrangement.tiles.is_none()
}

/// Every card size with every shipped arrangement; sizes that have no room must say so.
fn each_plan(mut look: impl FnMut(&str, &Arrangement, Size, &Plan)) {
    let sizes = Sizes::shipped();
    let mut planned: BTreeMap<String, usize> = BTreeMap::new();
    for found in shipped().iter().filter(|found| found.arrangement.tiles.is_none()) {
        let Arrangement { sheet, .. } = &found.arrangement;
        let rows = sizes.rows().filter(|row| matches!(row.kind, Kind::Card | Kind::Facilitation) || row.id == "A6");
        let rows = rows.map(|row| (row.id.to_string(), row.size()));
        // Label sheets are made for sizes that no card has.
        let own = found.arrangement.piece.iter().map(|piece| (piece.clone(), sizes.format(piece).unwrap().trim));
        for (name, size) in rows.chain(own) {
            match impose::plan(&found.arrangement, &found.place, sizes, size, Length::mm(3.0)) {
                Ok(plan) => {
                    *planned.entry(sheet.clone()).or_default() += 1;
                    look(&format!("{name} on {sheet}"), &found.arrangement, size, &plan);
                }
                Err(faults) => {
                    assert_eq!(faults.len(), 1);
                    assert!(["piece-too-large", "piece-size"].contains(&faults[0].code), "{faults:?}");
                    assert!(faults[0].message.en.contains(" mm"), "in numbers: {}", faults[0].message.en);
                    assert!(!faults[0].hints.is_empty());
                }
            }
        }
        assert!(planned.contains_key(sheet), "{sheet} takes some card size");
    }
}

/// What lies on the front page: for one-page arrangements the backs too.
fn trims(plan: &Plan) -> Vec<Rect> {
    let backs = plan.places.iter().filter(|_| !plan.two_pages).filter_map(Place::back);
    plan.places.iter().map(|place| place.front.rect).chain(backs).collect()
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x + NEAR < b.right() && b.x + NEAR < a.right() && a.y + NEAR < b.bottom() && b.y + NEAR < a.bottom()
}

#[test]
fn nothing_overlaps_and_ink_stays_where_it_can_be_printed() {
    let mut plans = 0;
    each_plan(|name, _, size, plan| {
        plans += 1;
        let paper = Rect::of_size(plan.paper);
        let trims = trims(plan);
        for (index, trim) in trims.iter().enumerate() {
            assert!(paper.contains(trim, NEAR), "{name}: a piece leaves the paper");
            assert!(trims.iter().take(index).all(|other| !overlap(other, trim)), "{name}: pieces overlap");
            let (a, b) = (trim.width.min(trim.height), size.width.min(size.height));
            assert!(a.near(b, NEAR), "{name}: a piece has its size");
        }
        let mut painted: Vec<Rect> = plan.places.iter().map(|place| place.paint).collect();
        if !plan.two_pages {
            painted.extend(plan.places.iter().filter_map(|place| place.back_paint));
        }
        for (index, paint) in painted.iter().enumerate() {
            assert!(plan.printable.contains(paint, NEAR), "{name}: ink where none can be printed");
            assert!(painted.iter().take(index).all(|other| !overlap(other, paint)), "{name}: artwork overlaps");
        }
    });
    assert!(plans > 500, "{plans} plans looked at");
}

/// Where paper at a point of the front is seen from behind, by the names of the edges alone.
fn behind(sides: Sides, paper: Size, point: Point) -> Option<Point> {
    let portrait = paper.height >= paper.width;
    let left = Point::new(paper.width - point.x, point.y);
    let top = Point::new(point.x, paper.height - point.y);
    match (sides, portrait) {
        (Sides::DuplexLong, true) | (Sides::DuplexShort, false) | (Sides::WorkAndTurn, _) => Some(left),
        (Sides::DuplexLong, false) | (Sides::DuplexShort, true) | (Sides::WorkAndTumble, _) => Some(top),
        (Sides::Single | Sides::FoldAndGlue, _) => None,
    }
}

#[test]
fn backs_lie_under_their_fronts_after_the_flip_or_the_fold() {
    each_plan(|name, arrangement, size, plan| {
        for place in &plan.places {
            let Some(mirror) = place.mirror else {
                assert_eq!(arrangement.sides, Sides::Single, "{name}");
                continue;
            };
            for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.2, 0.7)] {
                let (x, y) = (size.width * x, size.height * y);
                let front = place.front.front(size).apply(Point::new(x, y));
                // Seen from behind, what is left on the front is right on the back.
                let back = place.front.back(size, mirror).apply(Point::new(size.width - x, y));
                let wanted = behind(arrangement.sides, plan.paper, front).unwrap_or_else(|| folded(plan, front, back));
                assert!(back.x.near(wanted.x, NEAR) && back.y.near(wanted.y, NEAR), "{name}: {back:?} {wanted:?}");
            }
        }
    });
}

/// Where a point comes to lie when the sheet is folded along the fold nearest to both.
fn folded(plan: &Plan, front: Point, back: Point) -> Point {
    let mirrored = plan.folds.iter().map(|fold| match fold {
        Cut::Down(x) => Point::new(*x * 2.0 - front.x, front.y),
        Cut::Across(y) => Point::new(front.x, *y * 2.0 - front.y),
    });
    let far = |point: &Point| (point.x - back.x).abs().to_mm() + (point.y - back.y).abs().to_mm();
    mirrored.min_by(|a, b| far(a).total_cmp(&far(b))).unwrap()
}

#[test]
fn cuts_run_from_edge_to_edge_part_all_pieces_and_cross_none() {
    each_plan(|name, arrangement, _, plan| {
        let trims = trims(plan);
        let crosses = |cut: &Cut, rect: &Rect| match *cut {
            Cut::Down(x) => x > rect.x + NEAR && x + NEAR < rect.right(),
            Cut::Across(y) => y > rect.y + NEAR && y + NEAR < rect.bottom(),
        };
        for cut in &plan.cuts {
            assert!(trims.iter().all(|trim| !crosses(cut, trim)), "{name}: {cut:?} crosses a piece");
        }
        if arrangement.slot_grid.is_some() || !arrangement.slots.is_empty() {
            return;
        }
        let lines: Vec<Cut> = plan.cuts.iter().chain(&plan.folds).copied().collect();
        let on = |line: Cut| {
            lines.iter().any(|other| match (*other, line) {
                (Cut::Down(a), Cut::Down(b)) | (Cut::Across(a), Cut::Across(b)) => a.near(b, NEAR),
                _ => false,
            })
        };
        // No knife takes off less than a millimetre.
        let edge = |at: Length, end: Length| at <= Length::mm(1.0) || at >= end - Length::mm(1.0);
        for trim in &trims {
            for x in [trim.x, trim.right()] {
                assert!(edge(x, plan.paper.width) || on(Cut::Down(x)), "{name}: no cut at {x} from the left");
            }
            for y in [trim.y, trim.bottom()] {
                assert!(edge(y, plan.paper.height) || on(Cut::Across(y)), "{name}: no cut at {y} from the top");
            }
        }
    });
}

#[test]
fn each_card_comes_as_often_as_asked_for_whatever_the_order_and_the_count() {
    each_plan(|name, arrangement, _, plan| {
        let slots = plan.places.len();
        for count in 0..=40_usize {
            let sheets = deal(&vec![1; count], slots, None, arrangement.order);
            let mut dealt: Vec<usize> = sheets.iter().flatten().flatten().copied().collect();
            assert!(sheets.iter().all(|sheet| sheet.len() == slots), "{name}");
            if arrangement.order == Order::CutAndStack {
                let piles: Vec<usize> =
                    (0..slots).flat_map(|slot| sheets.iter().filter_map(move |sheet| sheet[slot])).collect();
                assert_eq!(piles, (0..count).collect::<Vec<_>>(), "{name}: piles in the order of the deck");
            }
            dealt.sort_unstable();
            let times = if arrangement.order == Order::SameCard { slots } else { 1 };
            let wanted: Vec<usize> = (0..count).flat_map(|card| vec![card; times]).collect();
            assert_eq!(dealt, wanted, "{name}, {count} cards");
        }
    });
}

#[test]
fn five_tables_get_five_decks_and_no_more() {
    // Nine places, five piles: four places stay free, and each pile is the whole deck.
    let sheets = deal(&[1, 2], 9, Some(5), Order::SameCard);
    assert_eq!(sheets.len(), 3);
    for slot in 0..9 {
        let pile: Vec<usize> = sheets.iter().filter_map(|sheet| sheet[slot]).collect();
        assert_eq!(pile, if slot < 5 { vec![0, 1, 1] } else { vec![] });
    }
    // Twelve piles need two rounds of sheets: nine and three.
    assert_eq!(deal(&[1, 1], 9, Some(12), Order::SameCard).iter().flatten().flatten().count(), 24);
    // In the other orders sets follow one another.
    let all: Vec<usize> = deal(&[1, 1, 1], 2, Some(2), Order::ByCard).into_iter().flatten().flatten().collect();
    assert_eq!(all, [0, 1, 2, 0, 1, 2]);
}

/// A deck of poker cards with a mark on each side that comes to lie behind that of the other.
fn deck() -> Project {
    let mut project = Project::new()
        .layout("front", "boxes:\n  - { at: { x: 8mm, y: 12mm, width: 6mm, height: 6mm }, fill: nuit }\n  - { at: { x: 20mm, y: 40mm, width: 40mm, height: 8mm }, text: \"{titre}\" }\n")
        .layout("dos", "boxes:\n  - { at: { x: 49mm, y: 12mm, width: 6mm, height: 6mm }, fill: nuit }\n")
        .deck("deck: D1\ntitle: Jeu\nformat: poker\nlayout: { front: front, back: dos }\n");
    for index in 1..=12 {
        project = project.card(&format!("id: A{index:02}\ntitre: Carte {index}"));
    }
    project.job.formats = vec![Format::Pdf];
    project
}

fn on_sheets(mut project: Project, names: &[&str]) -> Project {
    project.job.sheets.names = names.iter().map(|name| (*name).to_owned()).collect();
    project
}

fn pdf_of<'f>(files: &'f BTreeMap<String, Vec<u8>>, part: &str) -> &'f [u8] {
    let found: Vec<_> = files.iter().filter(|(path, _)| path.contains(part) && path.ends_with(".pdf")).collect();
    assert_eq!(found.len(), 1, "{part} in {:?}", files.keys());
    found[0].1
}

#[test]
fn a_build_on_sheets_says_in_names_and_manifest_what_is_on_them() {
    let files = on_sheets(deck(), &["a4", "sra3"]).build();
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "essai/D1-jeu/essai_D1-jeu_poker-eu_12-cartes_A4-9up_a4_v1.0.pdf",
            "essai/D1-jeu/essai_D1-jeu_poker-eu_12-cartes_SRA3-18up_sra3_v1.0.pdf",
            "essai/manifest.json",
        ]
    );
    let manifest: serde_json::Value = serde_json::from_slice(&files["essai/manifest.json"]).unwrap();
    let a4 = &manifest["files"][0];
    // 12 cards, 9 a sheet: 2 sheets with 4 sides and 6 free places; 4 cuts down and 4 across.
    assert_eq!(a4["pages"], 4);
    assert_eq!(a4["trim_mm"], serde_json::json!([210.0, 297.0]));
    let sheet = &a4["sheet"];
    assert_eq!((&sheet["arrangement"], &sheet["decks"]), (&"a4".into(), &serde_json::json!(["D1"])));
    assert_eq!((&sheet["sheets"], &sheet["pieces"], &sheet["per_sheet"]), (&2.into(), &12.into(), &9.into()));
    assert_eq!((&sheet["free"], &sheet["cuts"]), (&6.into(), &8.into()));
    // 1 − 9 × 63 × 88 / (210 × 297) = 20.0 %
    assert_eq!(sheet["waste_percent"], serde_json::json!(20.0));
    assert_eq!(manifest["cards"]["D1"].as_object().unwrap().len(), 12);
}

#[test]
fn outside_readers_find_the_paper_and_every_mark_where_the_plan_says() {
    let files = on_sheets(deck(), &["a4", "a4-short"]).build();
    for (part, flip_down) in [("_a4_", false), ("_a4-short_", true)] {
        let file = pdf_of(&files, part);
        if let Some(boxes) = ask("pdfinfo", &["-box", "{}"], file) {
            // 210 × 297 mm in points.
            let wanted =
                |name: &str| boxes.lines().any(|line| line.starts_with(name) && line.ends_with("595.28   841.89"));
            assert!(wanted("MediaBox") && wanted("TrimBox"), "{boxes}");
        }
        let (Some(front), Some(back)) = (marks(file, 1), marks(file, 2)) else { return };
        assert_eq!((front.len(), back.len()), (9, 9));
        // The first card begins 10.5 mm from the left and 16.5 mm from the top; its mark is 8 and 12 mm further in.
        assert!(front.iter().any(|(x, y)| (x - 21.5).abs() < 0.15 && (y - 31.5).abs() < 0.15), "{front:?}");
        for (x, y) in front {
            let (bx, by) = if flip_down { (x, 297.0 - y) } else { (210.0 - x, y) };
            assert!(
                back.iter().any(|(x, y)| (x - bx).abs() < 0.15 && (y - by).abs() < 0.15),
                "{part}: no mark behind {x}, {y}: {back:?}"
            );
        }
    }
}

/// The middles, in millimetres, of everything blue on a page of a PDF, drawn by poppler.
fn marks(file: &[u8], page: usize) -> Option<Vec<(f64, f64)>> {
    let page = page.to_string();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("page");
    // 254 dots per inch: ten to a millimetre.
    let arguments = ["-r", "254", "-f", &page, "-l", &page, "-singlefile", "{}", root.to_str().unwrap()];
    ask("pdftoppm", &arguments, file)?;
    let bytes = std::fs::read(folder.path().join("page.ppm")).unwrap();
    let head: Vec<&[u8]> = bytes.splitn(4, |byte| byte.is_ascii_whitespace()).collect();
    let width: usize = std::str::from_utf8(head[1]).unwrap().parse().unwrap();
    let start = bytes.len() - head[3].len();
    let start = start + head[3].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let is_blue = |at: usize| bytes[start + at * 3] < 60 && bytes[start + at * 3 + 2] > 90;
    let mut found: Vec<(f64, f64, f64)> = Vec::new();
    for at in (0..(bytes.len() - start) / 3).filter(|at| is_blue(*at)) {
        let (x, y) = ((at % width) as f64 + 0.5, (at / width) as f64 + 0.5);
        let near =
            |mark: &&mut (f64, f64, f64)| (mark.0 / mark.2 - x).abs() < 60.0 && (mark.1 / mark.2 - y).abs() < 60.0;
        match found.iter_mut().find(near) {
            Some(mark) => *mark = (mark.0 + x, mark.1 + y, mark.2 + 1.0),
            None => found.push((x, y, 1.0)),
        }
    }
    // Marks of 6 × 6 mm; patches of a colour bar are smaller.
    found.retain(|(_, _, count)| *count > 2500.0);
    Some(found.iter().map(|(x, y, count)| (x / count / 10.0, y / count / 10.0)).collect())
}

/// Cards with a front and a back, filled to the end of their bleed.
fn cards(size: Size, count: usize) -> Document {
    let mut document = Document { fonts: scenes::fonts(), ..Document::default() };
    for (index, side) in (0..count).flat_map(|index| [(index, Side::Front), (index, Side::Back)]) {
        let boxes = PageBoxes::new(size, Length::mm(3.0), Length::mm(5.0));
        let items = vec![scenes::filled(PathData::rect(&boxes.bleed_rect()), Color::BLACK)];
        let (name, card) = (format!("C{index}-{}", side.key()), Some(format!("C{index}").into()));
        document.pages.push(Page { boxes, items, name, card, side, copies: 1, outline: None });
    }
    document
}

/// The sheets of cards of one size; none where the arrangement does not take them.
fn on(found: &impose::Found, size: Size, count: usize) -> Option<impose::Imposed> {
    imposed(found, cards(size, count)).ok()
}

fn imposed(found: &impose::Found, document: Document) -> Result<impose::Imposed, Vec<diag::Diagnostic>> {
    let fonts = scenes::fonts();
    let font = scenes::source_sans(&fonts);
    let lettering =
        impose::Lettering { setter: Setter::new(fonts), fonts: [font].into(), heading: [].into(), lang: Lang::Fr };
    let job = impose::Job {
        arrangement: &found.arrangement,
        place: &found.place,
        sizes: Sizes::shipped(),
        slug: &impose::Slug { job: "Essai".into(), version: "v1.0".into(), hash: "01234567".into() },
        lettering: &lettering,
        calibration: Default::default(),
        sets: None,
        filler: None,
    };
    impose::impose(document, &job)
}

/// Every straight line of marks, in the coordinates of the page, and whether it is drawn in all inks.
fn mark_lines(items: &[Item], map: &Transform, lines: &mut Vec<(Rect, bool)>) {
    for item in items {
        match item {
            Item::Group(group) if group.clip.is_none() => {
                mark_lines(&group.items, &map.then_inside(&group.transform), lines);
            }
            Item::Path(path) => {
                let Some(stroke) = &path.stroke else { continue };
                let all = stroke.paint == Paint::Solid(Color::REGISTRATION);
                let mut pen = Point::ORIGIN;
                for segment in path.data.segments() {
                    match segment {
                        Segment::Move(to) => pen = to,
                        Segment::Line(to) => {
                            lines.push((Rect::between(map.apply(pen), map.apply(to)), all));
                            pen = to;
                        }
                        Segment::Cubic(_, _, to) => pen = to,
                        Segment::Close => {}
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn marks_stay_off_the_artwork_inside_what_can_be_printed_and_off_the_folds() {
    let mut lines_seen = 0;
    for found in shipped().iter().filter(|found| of_cards(found)) {
        for name in ["poker", "A6", "tarot", "mini", "business-us", "square"] {
            let size = Sizes::shipped().format(name).unwrap().trim;
            let Some(imposed) = on(found, size, 3) else { continue };
            let (sheet, plan) = (&found.arrangement.sheet, &imposed.plans[0]);
            let sides = imposed.document.pages.iter().take(2);
            for page in sides.filter(|page| !found.arrangement.marks.inside || page.side == Side::Back) {
                let mut lines = Vec::new();
                mark_lines(&page.items, &Transform::IDENTITY, &mut lines);
                lines_seen += lines.len();
                let fronts = plan.places.iter().filter(|_| page.side == Side::Front).map(|place| place.paint);
                let here = plan.two_pages == (page.side == Side::Back);
                let backs = plan.places.iter().filter(|_| here).filter_map(|place| place.back_paint);
                let painted: Vec<Rect> = fronts.chain(backs).collect();
                for (line, all_inks) in lines {
                    // Thin as it is, a line that runs through artwork shares more than a point with it.
                    let thick = line.outset(&Insets::uniform(Length::mm(0.02)));
                    let inside = |rect: &Rect| overlap(&rect.inset(&Insets::uniform(Length::mm(0.02))), &thick);
                    assert!(!painted.iter().any(inside), "{name} on {sheet}, {}: {line:?} on artwork", page.name);
                    assert!(plan.printable.contains(&line, NEAR), "{name} on {sheet}: {line:?} cannot be printed");
                    let is_crop = all_inks && found.arrangement.marks.crop.is_some() && !found.arrangement.marks.fold;
                    assert!(!is_crop || line.width < Length::mm(6.0), "crop marks are 5 mm long");
                }
            }
        }
    }
    assert!(lines_seen > 2000, "{lines_seen} lines of marks looked at");
}

#[test]
fn crop_marks_stand_at_the_cuts_and_never_at_a_fold() {
    let all = shipped();
    let size = Size::mm(63.0, 88.0);
    let imposed = on(all.get("a4").unwrap(), size, 9).unwrap();
    let mut lines = Vec::new();
    mark_lines(&imposed.document.pages[0].items, &Transform::IDENTITY, &mut lines);
    let crop: Vec<Rect> = lines.into_iter().filter(|(_, all)| *all).map(|(line, _)| line).collect();
    // Four cuts down and four across, each with a mark at both ends.
    assert_eq!(crop.len(), 16);
    // The first cut down is 10.5 mm from the left; the block begins 16.5 mm from the top, its bleed 3 mm before.
    assert!(crop.iter().any(|line| line.x.near(Length::mm(10.5), NEAR) && line.bottom().near(Length::mm(13.5), NEAR)));
    let folded = on(all.get("a4-fold").unwrap(), size, 4).unwrap();
    let plan = &folded.plans[0];
    let mut lines = Vec::new();
    mark_lines(&folded.document.pages[0].items, &Transform::IDENTITY, &mut lines);
    for fold in &plan.folds {
        let on_fold = lines.iter().filter(|(line, _)| match *fold {
            Cut::Down(x) => line.x.near(x, NEAR) && line.width < NEAR,
            Cut::Across(y) => line.y.near(y, NEAR) && line.height < NEAR,
        });
        assert_eq!(on_fold.count(), 2, "the two fold marks and nothing else");
    }
}

#[test]
fn sheets_hold_each_face_once_and_as_many_sheets_as_are_needed() {
    let faces = |page: &Page| {
        page.items.iter().filter(|item| matches!(item, Item::Group(group) if group.clip.is_some())).count()
    };
    for found in shipped().iter().filter(|found| of_cards(found)) {
        let same = found.arrangement.order == Order::SameCard;
        for count in [1, 7, 40] {
            let Some(imposed) = on(found, Size::mm(63.0, 88.0), count) else { continue };
            let slots = imposed.plans[0].places.len();
            let pieces = if same { count * slots } else { count };
            let sides = if found.arrangement.sides == Sides::Single { 1 } else { 2 };
            let placed: usize = imposed.document.pages.iter().map(faces).sum();
            assert_eq!(placed, pieces * sides, "{count} on {}", found.arrangement.sheet);
            assert_eq!(imposed.sheets, if same { count } else { count.div_ceil(slots) });
            assert_eq!((imposed.pieces, imposed.free), (pieces, imposed.sheets * slots - pieces));
        }
        assert!(on(found, Size::mm(63.0, 88.0), 0).is_none(), "no card, no sheet");
    }
}

#[test]
fn press_marks_stand_on_every_plate() {
    let mut project = on_sheets(deck(), &["sra3"]);
    project.job.kit = "kits/essai".into();
    let (documents, report) = compile::sheets(&project.world(), &project.job, &Silent);
    assert!(!report.diagnostics.has_errors(), "{:?}", report.diagnostics);
    let options = massicot::export::pdf::Options { compress: false, ..massicot::export::pdf::Options::press() };
    let file = massicot::export::pdf::export(&documents[0], &options).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains("/Separation/All/DeviceCMYK") && text.contains(" CS 1 SCN"), "crop marks on every plate");
    // Registration targets, bar and slug fit as well: no remark says otherwise.
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
}

#[test]
fn sheets_come_as_svg_and_png_too() {
    let mut project = on_sheets(deck(), &["a4"]);
    project.job.sheets.formats = vec![Format::Svg, Format::Png];
    project.job.dpi = 72.0;
    let files = project.build();
    // 4 sides as PNG and twice as SVG, and the manifest.
    assert_eq!(files.len(), 4 + 8 + 1, "{:?}", files.keys());
    let png = &files["essai/D1-jeu/png/essai_D1-jeu_poker-eu_12-cartes_A4-9up_a4_feuille-01-recto_72dpi_v1.0.png"];
    // round(210 × 72 / 25.4) and round(297 × 72 / 25.4)
    assert_eq!((&png[16..20], &png[20..24]), (&595_u32.to_be_bytes()[..], &842_u32.to_be_bytes()[..]));
}

fn faults(project: &Project) -> Vec<String> {
    project.faults()
}

#[test]
fn what_cannot_be_put_onto_sheets_is_told_with_the_next_step() {
    let project = on_sheets(deck(), &["a5"]);
    let found = faults(&project);
    assert!(found[0].contains("pas d’arrangement de feuille « a5 »"), "{found:?}");
    let mut project = on_sheets(deck(), &["a4"]);
    project.job.sheets.paper = Some("A8".into());
    let found = faults(&project);
    assert!(found[0].contains("une pièce de 63 mm × 88 mm ne tient pas sur la feuille « a4 »"), "{found:?}");
    project.job.sheets.paper = Some("A44".into());
    assert!(faults(&project)[0].contains("format inconnu « A44 »"));
    let found = faults(&on_sheets(deck(), &["us-cards-10"]));
    assert!(found[0].contains("est faite pour des pièces de 88.9 mm × 50.8 mm"), "{found:?}");
    let none = on_sheets(Project::new().layout("front", "boxes: []\n").card("id: A1\ncount: 0"), &["a4"]);
    assert!(faults(&none)[0].contains("aucune carte à mettre sur des feuilles"), "{:?}", faults(&none));
}

#[test]
fn every_fault_of_an_arrangement_file_is_told_at_its_line() {
    let file = "sheet: a4 bis\nname: { fr: a, en: b }\npaper: A4\nmargins: [1mm, 2mm, 3mm]\ngutter: -1mm\nsidez: single\nmarks:\n  crop: { offset: 3 }\n";
    let found = faults(&on_sheets(deck().file("layouts/sheets/faux.yaml", file), &["a4"]));
    let at = |line: usize, words: &str| {
        let place = format!("faux.yaml:{line}:");
        assert!(
            found.iter().any(|fault| fault.contains(&place) && fault.contains(words)),
            "{line} {words}: {found:#?}"
        );
    };
    at(4, "3 longueurs");
    at(5, "négative");
    at(6, "sidez");
    at(8, "unité");
    let twice = deck()
        .file("layouts/sheets/un.yaml", "sheet: x\nname: { fr: a, en: b }\npaper: A4\n")
        .file("layouts/sheets/deux.yaml", "sheet: X\nname: { fr: a, en: b }\npaper: A4\n");
    assert!(faults(&on_sheets(twice, &["x"])).iter().any(|fault| fault.contains("deux arrangements")));
}

#[test]
fn a_kit_replaces_a_shipped_arrangement_and_a_deck_names_its_own() {
    let own =
        "sheet: a4\nname: { fr: à nous, en: ours }\npaper: A4\ngrid: { columns: 2, rows: 2 }\nmarks: { crop: {} }\n";
    let project = deck()
        .file("layouts/sheets/nous.yaml", own)
        .deck("deck: D1\ntitle: Jeu\nformat: poker\nlayout: { front: front, back: dos }\nsheets: [a4]\n");
    let files = project.build();
    assert!(
        files.contains_key("essai/D1-jeu/essai_D1-jeu_poker-eu_12-cartes_A4-4up_a4_v1.0.pdf"),
        "{:?}",
        files.keys()
    );
    assert!(files.keys().any(|path| path.contains("_press_")), "beside the single faces");
    let wrong = deck().deck("deck: D1\ntitle: Jeu\nformat: poker\nlayout: { front: front }\nsheets: [a4, a44]\n");
    let found = faults(&wrong);
    assert!(found.iter().any(|fault| fault.contains("jeu.yaml:5:") && fault.contains("« a44 »")), "{found:?}");
}

fn two_decks() -> Project {
    deck()
        .file(
            "autre.yaml",
            "deck: D2\ntitle: Autre\nformat: 44mm x 68mm\nlayout: { front: petit }\ncards:\n  - { id: B1, count: 5 }\n",
        )
        .layout("petit", "boxes:\n  - { at: bleed, fill: nuit }\n")
}

#[test]
fn decks_of_two_sizes_share_sheets_in_rows_that_straight_cuts_part() {
    let mut project = on_sheets(two_decks(), &["a4-mix"]);
    project.job.sheets.sides = Some(Sides::DuplexLong);
    let (documents, report) = compile::sheets(&project.world(), &project.job, &Silent);
    assert!(!report.diagnostics.has_errors(), "{:?}", report.diagnostics);
    assert_eq!(documents.len(), 1, "one document for both decks");
    // 12 cards of 63 × 88 in rows of three, 5 of 44 × 68 in rows of four: 4 × 88 + 2 × 68 = 488 mm of rows for sheets of
    // 287 mm, so two sheets.
    assert_eq!(documents[0].pages.len(), 4);
    let files = project.build();
    let name = "essai/D2-D1/essai_D2-D1_44x68-poker-eu_13-cartes_A4-mix_a4-mix-duplex-long_v1.0.pdf";
    assert!(files.contains_key(name), "{:?}", files.keys());
    let manifest: serde_json::Value = serde_json::from_slice(&files["essai/manifest.json"]).unwrap();
    assert_eq!(manifest["files"][0]["sheet"]["pieces"], 17);
    assert!(manifest["files"][0]["sheet"]["cuts"].as_u64().unwrap() > 0, "rows are cut apart");
    let separate = on_sheets(two_decks(), &["a4"]).build();
    assert_eq!(separate.len(), 3, "a file a deck and the manifest");
}

#[test]
fn a_supplement_holds_the_cards_that_look_otherwise_and_those_that_are_new() {
    let before = deck().build()["essai/manifest.json"].clone();
    let changed = deck().card("id: A13\ntitre: Nouvelle");
    let mut changed = changed.file("versions/1.0.json", &before);
    changed.job.since = Some("1.0".into());
    let files = on_sheets(changed, &["a4"]).build();
    assert!(
        files.contains_key("essai/D1-jeu/essai_D1-jeu_poker-eu_1-cartes-depuis-1.0_A4-9up_a4_v1.0.pdf"),
        "{:?}",
        files.keys()
    );
    // A card alone has nothing to share with others, and looks the same all the same.
    let mut alone = deck().file("versions/1.0.json", &before);
    alone.job.since = Some("1.0".into());
    alone.job.select.cards = vec!["A03".into()];
    let mut sink = |_: &Path, _: &[u8]| Ok(());
    let report = compile::build(&alone.world(), &alone.job, &Silent, &mut sink).unwrap();
    let told: Vec<_> = report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect();
    assert!(told.len() == 1 && told[0].contains("aucune carte n’a changé depuis 1.0"), "{told:?}");
    let mut unknown = deck();
    unknown.job.since = Some("0.9".into());
    let report = compile::build(&unknown.world(), &unknown.job, &Silent, &mut sink).unwrap();
    assert!(report.diagnostics.has_errors() && report.written.is_empty());
}

#[test]
fn what_remains_is_filled_with_blank_cards_or_a_card_of_choice() {
    let pages = |fill: Option<&str>| {
        let mut project = on_sheets(deck(), &["a4"]);
        project.job.sheets.fill = fill.map(str::to_owned);
        let files = project.build();
        marks(pdf_of(&files, "_a4_"), 3).zip(marks(pdf_of(&files, "_a4_"), 4)).map(|(a, b)| (a.len(), b.len()))
    };
    let (Some(empty), Some(blank), Some(card)) = (pages(None), pages(Some("blank")), pages(Some("A02"))) else {
        return;
    };
    // The second sheet has three cards and six places left.
    assert_eq!(empty, (3, 3));
    assert_eq!(blank, (3, 9), "nothing on the front, the back of the deck");
    assert_eq!(card, (9, 9));
}

#[test]
fn sheets_are_the_same_bytes_with_any_number_of_threads() {
    let build = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| on_sheets(two_decks(), &["a4-mix", "sra3-stack"]).build())
    };
    assert_eq!(build(1), build(8));
}

#[test]
fn arrangements_are_listed_with_and_without_a_kit() {
    let (shipped, report) = compile::list_sheets(&MemoryWorld::new(), None);
    assert!(report.diagnostics.is_empty());
    assert!(shipped.iter().any(|sheet| sheet.sheet == "a4-a6" && sheet.piece == "A6"));
    let project = deck().file("layouts/sheets/nous.yaml", "sheet: nous\nname: { fr: à nous, en: ours }\npaper: A4\n");
    let (all, _) = compile::list_sheets(&project.world(), Some(Path::new("kits/essai")));
    assert_eq!(all.len(), shipped.len() + 1);
}

/// What a print dialogue starts from, in the words of another program.
#[test]
fn a_file_asks_for_copies_where_the_arrangement_or_the_command_line_says_so() {
    let preferences = |project: &Project| {
        let files = project.build();
        ask("mutool", &["show", "{}", "trailer/Root/ViewerPreferences"], pdf_of(&files, "A4-9up"))
    };
    let mut project = on_sheets(deck(), &["a4"]);
    let Some(plain) = preferences(&project) else { return };
    assert!(plain.contains("/PrintScaling /None") && plain.contains("/Duplex /DuplexFlipLongEdge"), "{plain}");
    assert!(plain.contains("/PickTrayByPDFSize true") && !plain.contains("NumCopies"), "{plain}");
    project.job.sheets.copies = Some(5);
    assert!(preferences(&project).unwrap().contains("/NumCopies 5"));
    let own = "sheet: cinq\nname: { fr: a, en: b }\npaper: A4\nmargins: 5mm\ncopies: 3\n";
    let mut data = on_sheets(deck().file("layouts/sheets/cinq.yaml", own), &["cinq"]);
    assert!(preferences(&data).unwrap().contains("/NumCopies 3"));
    data.job.sheets.copies = Some(4);
    assert!(preferences(&data).unwrap().contains("/NumCopies 4"), "the command line has the last word");
}
