//! Ready-made sheets, mixed sizes and what is printed around the pieces: places worked out by hand, marks seen by others.

use massicot::compile::Format;
use massicot::geom::{Length, Point, Rect, Size};
use massicot::impose::{self, Cut};
use massicot::scene::{Item, Page};
use massicot::sizes::{Kind, Sizes};

use super::{NEAR, behind, cards, deck, faults, imposed, marks, on_sheets, overlap, pdf_of, shipped};
use crate::pdf::judge::ask;
use crate::project::Project;

/// Front and back of every sheet of poker cards, both sides seen by poppler: what lies behind each mark is the other side's.
#[test]
fn outside_readers_find_each_back_mark_behind_its_front_mark_on_every_kind_of_sheet() {
    let names = ["letter", "a4-stack", "a4-fold", "letter-fold", "sra3", "sra3-turn", "sra3-tumble", "tabloid"];
    let files = on_sheets(deck(), &names).build();
    for name in names {
        let file = pdf_of(&files, &format!("_{name}_"));
        let found = shipped().get(name).unwrap().clone();
        let size = Size::mm(63.0, 88.0);
        let plan = impose::plan(&found.arrangement, &found.place, Sizes::shipped(), size, Length::mm(3.0)).unwrap();
        let Some(front) = marks(file, 1) else { return };
        let back = if plan.two_pages { marks(file, 2).unwrap() } else { front.clone() };
        // Twelve cards in nine piles are two high: six piles.
        let cards = if name == "a4-stack" { 6 } else { plan.places.len().min(12) };
        assert_eq!(front.len(), if plan.two_pages { cards } else { cards * 2 }, "{name}: {front:?}");
        for (x, y) in front {
            let point = Point::mm(x, y);
            let fold = |fold: &Cut| match *fold {
                Cut::Down(at) => (Point::new(at * 2.0 - point.x, point.y), (at - point.x).abs()),
                Cut::Across(at) => (Point::new(point.x, at * 2.0 - point.y), (at - point.y).abs()),
            };
            let nearest = plan.folds.iter().map(fold).min_by(|a, b| a.1.to_mm().total_cmp(&b.1.to_mm()));
            let wanted =
                behind(found.arrangement.sides, plan.paper, point).or(nearest.map(|(point, _)| point)).unwrap();
            let near = |(x, y): &(f64, f64)| {
                wanted.x.near(Length::mm(*x), Length::mm(0.15)) && wanted.y.near(Length::mm(*y), Length::mm(0.15))
            };
            assert!(back.iter().any(near), "{name}: nothing behind {x} {y}: {back:?}");
        }
    }
}

/// The places of label sheets and perforated stock, worked out by hand: the last one's corner, and what is left beyond it, which
/// is what is left before the first.
#[test]
fn slots_of_ready_made_sheets_lie_where_their_makers_say() {
    let cases = [
        // 7.21 + 2 × 66.04, 15.15 + 6 × 38.1
        ("a4-labels-21", "63.5mm x 38.1mm", 21, (139.29, 243.75)),
        // 4.65 + 101.6, 15.15 + 6 × 38.1
        ("a4-labels-14", "99.1mm x 38.1mm", 14, (106.25, 243.75)),
        // 6 + 4 × 57
        ("a4-labels-10", "99.1mm x 57mm", 10, (106.25, 234.0)),
        // 13.04 + 3 × 67.73
        ("a4-labels-8", "99.1mm x 67.7mm", 8, (106.25, 216.23)),
        // 15 + 95, 13.5 + 4 × 54
        ("a4-cards-10", "85mm x 54mm", 10, (110.0, 229.5)),
        // 17 + 91, 31.5 + 3 × 60
        ("a4-cards-8", "85mm x 54mm", 8, (108.0, 211.5)),
        // 0.75 + 3.5 and 0.5 + 4 × 2 inches
        ("us-cards-10", "3.5in x 2in", 10, (107.95, 215.9)),
        // 1.25 and 1.25 + 4.5 inches
        ("us-postcards-2-apart", "6in x 4in", 2, (31.75, 146.05)),
    ];
    for (name, piece, count, (x, y)) in cases {
        let found = shipped().get(name).unwrap().clone();
        let size = Sizes::shipped().format(piece).unwrap().trim;
        let plan = impose::plan(&found.arrangement, &found.place, Sizes::shipped(), size, Length::mm(3.0)).unwrap();
        assert_eq!(plan.places.len(), count, "{name}");
        let (first, last) = (plan.places[0].front.rect, plan.places[count - 1].front.rect);
        assert!(last.x.near(Length::mm(x), NEAR) && last.y.near(Length::mm(y), NEAR), "{name}: {last:?}");
        let (right, below) = (plan.paper.width - last.right(), plan.paper.height - last.bottom());
        // Pitches and sizes are given to a tenth of a millimetre.
        let near = Length::mm(0.06);
        assert!(first.x.near(right, near) && first.y.near(below, near), "{name}: {first:?} {right} {below}");
    }
}

#[test]
fn templates_of_print_on_demand_have_the_pixels_that_the_services_ask_for() {
    for (name, width, height) in [("pod-poker", 825_u32, 1125_u32), ("mpc-poker", 822, 1122)] {
        let mut project = on_sheets(
            Project::new()
                .layout("front", "boxes:\n  - { at: bleed, fill: nuit }\n")
                .deck("deck: D1\ntitle: Jeu\nformat: 63.5mm x 88.9mm\nlayout: { front: front }\n")
                .card("id: A1"),
            &[name],
        );
        project.job.sheets.formats = vec![Format::Png];
        let files = project.build();
        let png = files.iter().find(|(path, _)| path.ends_with(".png")).unwrap().1;
        assert_eq!((&png[16..20], &png[20..24]), (&width.to_be_bytes()[..], &height.to_be_bytes()[..]), "{name}");
    }
}

/// Cards of three sizes together, every size in turn with its neighbours in the table: what must be true of rows.
#[test]
fn rows_of_several_sizes_hold_each_card_once_and_straight_cuts_part_them() {
    let sizes: Vec<Size> = Sizes::shipped().rows().filter(|row| row.kind == Kind::Card).map(|row| row.size()).collect();
    let mut looked = 0;
    for found in shipped().iter().filter(|found| found.arrangement.mix) {
        for (three, count) in sizes.windows(3).zip([1, 3, 7, 13].into_iter().cycle()) {
            let mut document = cards(three[0], count);
            for size in &three[1..] {
                document.pages.extend(cards(*size, count).pages);
            }
            for (index, page) in document.pages.iter_mut().enumerate() {
                page.card = Some(format!("C{}", index / 2).into());
            }
            let Ok(imposed) = imposed(found, document) else { continue };
            looked += 1;
            rows_are_sound(&found.arrangement.sheet, &imposed, count * 3);
        }
    }
    assert!(looked > 60, "{looked} mixed sheets looked at");
}

fn rows_are_sound(sheet: &str, imposed: &impose::Imposed, count: usize) {
    let faces = |page: &Page| {
        page.items.iter().filter(|item| matches!(item, Item::Group(group) if group.clip.is_some())).count()
    };
    assert_eq!(imposed.pieces, count, "{sheet}");
    assert_eq!(imposed.document.pages.iter().map(faces).sum::<usize>(), count * 2, "{sheet}: both faces of each, once");
    for plan in &imposed.plans {
        let trims: Vec<Rect> = plan.places.iter().map(|place| place.front.rect).collect();
        for (index, (trim, place)) in trims.iter().zip(&plan.places).enumerate() {
            assert!(trims.iter().take(index).all(|other| !overlap(other, trim)), "{sheet}: pieces overlap");
            assert!(plan.printable.contains(&place.paint, NEAR), "{sheet}: ink where none can be printed");
            let strip =
                plan.strips.iter().find(|strip| strip.top <= trim.y + NEAR && trim.bottom() <= strip.bottom + NEAR);
            let down = plan.cuts.iter().chain(strip.into_iter().flat_map(|strip| &strip.cuts));
            let down: Vec<Length> = down
                .filter_map(|cut| match cut {
                    Cut::Down(x) => Some(*x),
                    Cut::Across(_) => None,
                })
                .collect();
            for x in [trim.x, trim.right()] {
                assert!(down.iter().any(|cut| cut.near(x, NEAR)), "{sheet}: no cut at {x} through {trim:?}");
            }
            for y in [trim.y, trim.bottom()] {
                let on = |cut: &Cut| matches!(*cut, Cut::Across(at) if at.near(y, NEAR));
                assert!(plan.cuts.iter().any(on), "{sheet}: no cut across at {y}");
            }
        }
        for (strip, other) in plan.strips.iter().zip(plan.strips.iter().skip(1)) {
            assert!(strip.bottom <= other.top + NEAR, "{sheet}: strips follow one another");
        }
    }
}

#[test]
fn marks_that_only_some_cuts_have_room_for_are_told_with_numbers() {
    // Three rows of 88 mm leave 7.7 mm at head and foot of Letter: marks 3 mm off the trim have 0.3 mm less than the border of
    // 5 mm leaves them, at each of the four cuts down.
    let own = "sheet: etroit\nname: { fr: a, en: b }\npaper: Letter\nmargins: 5mm\nunprintable: 5mm\nmarks: { crop: { offset: 3mm, length: 5mm } }\n";
    let found = faults(&on_sheets(deck().file("layouts/sheets/etroit.yaml", own), &["etroit"]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("4 coupes sur 8 n’ont pas un trait à chaque bout"), "{found:?}");
    assert!(found[0].contains("etroit.yaml:6:"), "{found:?}");
    assert!(faults(&on_sheets(deck(), &["letter"])).is_empty());
}

#[test]
fn every_home_sheet_says_scale_paper_tray_flip_and_side() {
    for (name, words) in [
        ("a4", ["100 % (taille réelle)", "A4, bac manuel", "bord long"]),
        ("a4-short", ["100 % (taille réelle)", "A4, bac manuel", "bord court"]),
        ("a4-single", ["100 % (taille réelle)", "A4, bac manuel", "une seule face"]),
        ("a4-fold", ["100 % (taille réelle)", "A4, bac manuel", "à plier"]),
    ] {
        let files = on_sheets(deck(), &[name]).build();
        let Some(said) = ask("pdftotext", &["-layout", "{}", "-"], pdf_of(&files, &format!("_{name}_"))) else {
            return;
        };
        let said = said.replace(['\u{a0}', '\u{202f}'], " ");
        let pages: Vec<&str> = said.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        for (index, page) in pages.iter().enumerate() {
            for word in words {
                assert!(page.contains(word), "{name}, page {index}: {word} in {page}");
            }
            let back = index % 2 == 1 && ["a4", "a4-short"].contains(&name);
            assert!(page.contains(if back { "verso" } else { "recto" }), "{name}, page {index}: {page}");
        }
    }
}
