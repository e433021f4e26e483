//! Imposition held to numbers worked out by hand and to what must be true of every sheet.

use massicot::diag::Diagnostics;
use massicot::geom::{Length, Point, Size};
use massicot::impose::{self, Arrangement, Cut, Mirror, Order, Plan, Slot, Turn, deal};
use massicot::sizes::Sizes;
use massicot::source::{Place, Sources};
use massicot::yaml;

pub fn arrangement(body: &str) -> (Arrangement, Place) {
    let text = format!("sheet: essai\nname: {{ fr: essai, en: trial }}\n{body}");
    let (mut sources, mut faults) = (Sources::new(), Diagnostics::new());
    let file = sources.add("essai.yaml", &*text);
    let value = yaml::parse(file, &text, &mut faults).unwrap();
    let place = Place::value(file, []);
    let read = yaml::from_value(&value, &place, &mut faults);
    assert!(!faults.has_errors(), "{faults:?}");
    (read.unwrap(), place)
}

fn plan(body: &str, piece: &str, bleed: f64) -> Plan {
    let (arrangement, place) = arrangement(body);
    let sizes = Sizes::shipped();
    let piece = sizes.format(piece).unwrap().trim;
    impose::plan(&arrangement, &place, sizes, piece, Length::mm(bleed)).unwrap()
}

/// Counts that `brief/print.md` §6 gives for margins of 5 mm, without gutter and with one of 6 mm.
#[test]
fn the_best_grid_holds_as_many_cards_as_worked_out_by_hand() {
    let cases = [
        ("63mm x 88mm", "A4", 9, 8),
        ("63mm x 88mm", "A3", 18, 18),
        ("63mm x 88mm", "SRA3", 20, 18),
        ("63mm x 88mm", "Letter", 9, 6),
        ("57mm x 89mm", "A4", 10, 9),
        ("54mm x 86mm", "SRA3", 25, 21),
        ("59mm x 91mm", "Letter", 8, 8),
        ("85mm x 55mm", "A4", 10, 9),
        ("A7", "A3", 10, 10),
        ("A7", "SRA3", 16, 12),
        ("A6", "A4", 2, 2),
        ("A6", "SRA3", 8, 8),
        ("44mm x 68mm", "A4", 16, 12),
        ("70mm x 70mm", "Letter", 6, 6),
    ];
    for (piece, paper, tight, wide) in cases {
        let count =
            |gutter: &str| plan(&format!("paper: {paper}\nmargins: 5mm\ngutter: {gutter}\n"), piece, 3.0).places.len();
        assert_eq!((count("0mm"), count("6mm")), (tight, wide), "{piece} on {paper}");
    }
}

#[test]
fn four_a6_cards_fill_an_a4_sheet_and_two_cuts_part_them() {
    let plan = plan("paper: A4\nunprintable: 5mm\nturn: false\norientation: portrait\n", "A6", 0.0);
    let corners: Vec<_> =
        plan.places.iter().map(|place| (place.front.rect.x.to_mm(), place.front.rect.y.to_mm())).collect();
    // 2 × 105 = 210 fills the width; 2 × 148 = 296 leaves half a millimetre above and below.
    assert_eq!(corners, [(0.0, 0.5), (105.0, 0.5), (0.0, 148.5), (105.0, 148.5)]);
    // Half a millimetre is nothing to cut off.
    assert_eq!(plan.cuts, [Cut::Down(Length::mm(105.0)), Cut::Across(Length::mm(148.5))]);
    assert!(plan.places.iter().all(|place| plan.printable.contains(&place.paint, Length::mm(0.001))));
}

#[test]
fn a_double_gutter_leaves_each_card_its_bleed_and_a_shared_cut_leaves_none() {
    let double = plan("paper: A3\nmargins: 10mm\ngutter: double\n", "poker", 3.0);
    let (first, second) = (double.places[0].paint, double.places[1].paint);
    assert!((second.x - first.right()).abs() < Length::mm(0.001), "bleeds meet in the middle of the gutter");
    let shared = plan("paper: A3\nmargins: 10mm\n", "poker", 3.0);
    let place = shared.places[0];
    assert_eq!(place.paint.right(), place.front.rect.right());
    assert_eq!(place.front.rect.x - place.paint.x, Length::mm(3.0), "outside the block the bleed is whole");
}

#[test]
fn backs_lie_under_their_fronts_whatever_the_flip_and_the_turn() {
    let trim = Size::mm(63.0, 88.0);
    let mirrors = [Mirror::Vertical(Length::mm(105.0)), Mirror::Horizontal(Length::mm(148.5))];
    for turn in [Turn::Upright, Turn::Right, Turn::Over, Turn::Left] {
        let size = if turn.is_quarter() { trim.turned() } else { trim };
        let slot = Slot { rect: massicot::geom::Rect::mm(20.0, 30.0, size.width.to_mm(), size.height.to_mm()), turn };
        for mirror in mirrors {
            for (x, y) in [(0.0, 0.0), (63.0, 0.0), (0.0, 88.0), (10.0, 20.0)] {
                // A point of the back lies behind the front's point as far from the other side edge.
                let front = slot.front(trim).apply(Point::mm(63.0 - x, y));
                let back = slot.back(trim, mirror).apply(Point::mm(x, y));
                let behind = mirror.point(front);
                assert!((back.x - behind.x).abs() < Length::mm(1e-9) && (back.y - behind.y).abs() < Length::mm(1e-9));
            }
            let map = slot.back(trim, mirror);
            assert!((map.a * map.d - map.b * map.c - 1.0).abs() < 1e-9, "backs are never printed as mirror images");
        }
    }
}

#[test]
fn long_edge_backs_are_mirrored_left_to_right_and_short_edge_backs_stand_on_their_heads() {
    let long = plan("paper: A4\nmargins: 5mm\norientation: portrait\nsides: duplex-long\n", "poker", 3.0);
    let first = long.places[0];
    // 3 × 63 = 189 leaves 10.5 mm on each side: the first card begins there, its back 10.5 mm from the right edge.
    assert_eq!(first.front.rect.x, Length::mm(10.5));
    assert_eq!(first.back().unwrap().right(), Length::mm(199.5));
    assert_eq!(first.back().unwrap().y, first.front.rect.y);
    let map = first.front.back(first.piece, first.mirror.unwrap());
    assert_eq!((map.a, map.d), (1.0, 1.0), "upright");
    let short = plan("paper: A4\nmargins: 5mm\norientation: portrait\nsides: duplex-short\n", "poker", 3.0);
    let first = short.places[0];
    assert_eq!(first.back().unwrap().x, first.front.rect.x);
    let map = first.front.back(first.piece, first.mirror.unwrap());
    assert_eq!((map.a, map.d), (-1.0, -1.0), "upside down");
}

#[test]
fn folded_pairs_carry_the_back_upright_beside_the_front() {
    let plan = plan("paper: A4\nmargins: 8mm\nsides: fold-and-glue\nturn: false\n", "A6", 0.0);
    for place in &plan.places {
        let (front, back) = (place.front.rect, place.back().unwrap());
        let beside = (back.x - front.right()).abs() < Length::mm(0.001);
        let under = (back.y - front.bottom()).abs() < Length::mm(0.001);
        assert!(beside || under, "both faces share the fold");
        assert!(!plan.folds.is_empty() && !plan.two_pages);
    }
}

#[test]
fn work_and_turn_prints_both_sides_from_one_page() {
    let plan = plan("paper: SRA3\nmargins: 10mm\ngutter: double\nsides: work-and-turn\n", "poker", 3.0);
    let middle = plan.paper.width * 0.5;
    assert!(!plan.two_pages && !plan.places.is_empty());
    for place in &plan.places {
        assert!(place.front.rect.right() <= middle, "fronts left");
        let back = place.back().unwrap();
        assert!(back.x >= middle, "backs right");
        assert!((back.right() - (plan.paper.width - place.front.rect.x)).abs() < Length::mm(0.001));
    }
}

#[test]
fn piles_of_cut_and_stack_come_out_in_the_order_of_the_deck() {
    let sheets = deal(&[1; 10], 4, None, Order::CutAndStack);
    // Ten cards in four piles of three: 0 1 2 / 3 4 5 / 6 7 8 / 9.
    assert_eq!(sheets[0], [Some(0), Some(3), Some(6), Some(9)]);
    assert_eq!(sheets[1], [Some(1), Some(4), Some(7), None]);
    assert_eq!(sheets[2], [Some(2), Some(5), Some(8), None]);
    for count in 0..=40_usize {
        for slots in 1..=10 {
            let sheets = deal(&vec![1; count], slots, None, Order::CutAndStack);
            let stacked: Vec<usize> =
                (0..slots).flat_map(|slot| sheets.iter().filter_map(move |sheet| sheet[slot])).collect();
            assert_eq!(stacked, (0..count).collect::<Vec<_>>(), "{count} cards, {slots} slots");
        }
    }
}

#[test]
fn every_order_deals_each_card_as_often_as_asked() {
    let copies = [2, 0, 1, 3, 1];
    for order in [Order::ByCard, Order::CutAndStack] {
        for slots in 1..=9 {
            let dealt: Vec<usize> = deal(&copies, slots, None, order).into_iter().flatten().flatten().collect();
            let count = |piece: usize| dealt.iter().filter(|other| **other == piece).count();
            assert_eq!((0..5).map(count).collect::<Vec<_>>(), [2, 0, 1, 3, 1]);
        }
    }
    let same = deal(&copies, 4, None, Order::SameCard);
    assert_eq!(same.len(), 7, "one sheet a copy");
    let pile: Vec<usize> = same.iter().filter_map(|sheet| sheet[2]).collect();
    assert_eq!(pile, [0, 0, 2, 3, 3, 3, 4], "each pile is a whole deck");
}

#[test]
fn a_card_larger_than_the_paper_is_a_clear_fault() {
    let (arrangement, place) = arrangement("paper: A4\nmargins: 5mm\n");
    let faults =
        impose::plan(&arrangement, &place, Sizes::shipped(), Size::mm(297.0, 420.0), Length::ZERO).unwrap_err();
    assert_eq!(
        faults[0].message.fr,
        "une pièce de 297 mm × 420 mm ne tient pas sur la feuille « essai », qui offre 200 mm × 287 mm"
    );
}
