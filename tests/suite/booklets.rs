//! Booklets, folded in the test: every page printed, seen where it belongs, read in order.

use massicot::diag::{Diagnostic, Lang};
use massicot::export::pdf;
use massicot::geom::{Length, PageBoxes, PathData, Rect, Size};
use massicot::impose::booklet::{Leaf, accordion, depth, saddle};
use massicot::impose::{self, Cut, Imposed, Job, Lettering, Slug};
use massicot::scene::{Document, Page};
use massicot::sizes::Sizes;
use massicot::text::Setter;

use crate::impose::arrangement;
use crate::pdf::judge::Picture;
use crate::scenes::{self, filled, mm, rgb};

/// A page of `width` × `height` mm whose colour is its number: red counts ones, green sixteens; a blue square of 8 mm
/// stands in the upper left corner.
fn page(number: usize, width: f64, height: f64) -> Page {
    let color = rgb(&format!("#{:02x}{:02x}40", 16 * (number % 16), 16 * (number / 16)));
    Page {
        boxes: PageBoxes::new(Size::mm(width, height), Length::ZERO, Length::ZERO),
        items: vec![
            filled(PathData::rect(&Rect::mm(0.0, 0.0, width, height)), color),
            filled(PathData::rect(&Rect::mm(0.0, 0.0, 8.0, 8.0)), rgb("#0000ff")),
        ],
        name: format!("p{number}"),
        copies: 1,
        ..Page::default()
    }
}

fn book(pages: usize, width: f64, height: f64) -> Document {
    let pages = (0..pages).map(|number| page(number, width, height)).collect();
    Document { pages, fonts: scenes::fonts(), ..Document::default() }
}

fn bound(document: Document, body: &str) -> Imposed {
    folded(document, body).unwrap()
}

fn folded(document: Document, body: &str) -> Result<Imposed, Vec<Diagnostic>> {
    let (arrangement, place) = arrangement(body);
    let fonts = scenes::fonts();
    let font = scenes::source_sans(&fonts);
    let lettering =
        Lettering { setter: Setter::new(fonts), fonts: [font].into(), heading: [font].into(), lang: Lang::Fr };
    let job = Job {
        arrangement: &arrangement,
        place: &place,
        sizes: Sizes::shipped(),
        slug: &Slug::default(),
        lettering: &lettering,
        calibration: Default::default(),
        sets: None,
        filler: None,
    };
    impose::impose(document, &job)
}

fn drawn(imposed: &Imposed, dpi: f64) -> Vec<Picture> {
    let file = pdf::export(&imposed.document, &pdf::Options { bleed: true, ..pdf::Options::screen() }).unwrap();
    (0..imposed.document.pages.len()).map(|page| Picture::of(&file, page, dpi)).collect()
}

/// Which page is seen here; none for white paper.
fn seen(picture: &Picture, x: f64, y: f64) -> Option<usize> {
    let [red, green, blue] = picture.at(x, y);
    (blue < 200).then(|| (usize::from(red) + 8) / 16 + (usize::from(green) + 8) / 16 * 16)
}

/// Blue in this corner: the page stands upright when it is looked at from there.
fn is_corner(picture: &Picture, x: f64, y: f64) -> bool {
    picture.shows(x, y, [0, 0, 255])
}

/// A5 pages on A4 that lies: the spread of 296 × 210 mm begins 0.5 mm from the left edge, its fold at 148.5 mm.
#[test]
fn a_stapled_booklet_reads_in_order_once_it_is_folded() {
    for (sides, upside_down) in [("duplex-short", false), ("duplex-long", true)] {
        for count in [2, 4, 6, 8, 13, 20] {
            let imposed = bound(book(count, 148.0, 210.0), &format!("paper: A4\nfold: saddle\nsides: {sides}\n"));
            let sheets = count.div_ceil(4);
            assert_eq!((imposed.sheets, imposed.document.pages.len()), (sheets, sheets * 2));
            let pictures = drawn(&imposed, 40.0);
            let (mut right, mut left) = (Vec::new(), Vec::new());
            for pair in pictures.chunks(2) {
                let [outside, inside] = pair else { panic!("two sides") };
                // What lies behind a point of the outside, as the sheet is turned over its short or its long edge.
                let behind = |x: f64, y: f64| if upside_down { (x, 210.0 - y) } else { (297.0 - x, y) };
                for (leaf, x) in [(&mut left, 74.0), (&mut right, 222.0)] {
                    let (bx, by) = behind(x, 150.0);
                    leaf.push((seen(outside, x, 150.0), seen(inside, bx, by)));
                }
                // Pages stand upright: the blue corner is the upper left one of the right leaf's outside, and of its
                // inside as it is seen once the leaf has been turned like a page.
                if seen(outside, 222.0, 150.0).is_some() {
                    assert!(is_corner(outside, 151.0, 3.0), "{count} {sides}");
                }
                let (bx, by) = behind(294.0, 3.0);
                if seen(inside, behind(222.0, 150.0).0, behind(222.0, 150.0).1).is_some() {
                    assert!(is_corner(inside, bx, by), "{count} {sides}");
                }
            }
            // Sheets lie in each other, the first outside. Right leaves are read from the outside in, first their
            // outside; left leaves from the inside out, first their inside.
            let mut read: Vec<Option<usize>> = right.into_iter().flat_map(|(out, within)| [out, within]).collect();
            read.extend(left.into_iter().rev().flat_map(|(out, within)| [within, out]));
            let expected = (0..sheets * 4).map(|page| (page < count).then_some(page));
            assert_eq!(read, expected.collect::<Vec<_>>(), "{count} pages, {sides}");
            let blank = sheets * 4 - count;
            assert_eq!(imposed.remarks.iter().filter(|remark| remark.code == "blank-pages").count(), blank.min(1));
        }
    }
}

#[test]
fn orders_of_leaves_are_those_of_the_trade() {
    let leaf = |front, back| Leaf { front: Some(front), back: Some(back) };
    // Eight pages: outside 8 | 1, behind them 7 and 2; inside 6 | 3, behind them 5 and 4. Counted from 0 here.
    assert_eq!(saddle(8), [[leaf(7, 6), leaf(0, 1)], [leaf(5, 4), leaf(2, 3)]]);
    for pages in 1..200 {
        let mut all: Vec<usize> =
            saddle(pages).into_iter().flatten().flat_map(|leaf| [leaf.front, leaf.back]).flatten().collect();
        all.sort_unstable();
        assert_eq!(all, (0..pages).collect::<Vec<_>>(), "each page once");
        let sheets = saddle(pages);
        for (sheet, leaves) in sheets.iter().enumerate() {
            let on_it = leaves.iter().flat_map(|leaf| [leaf.front, leaf.back]).flatten();
            assert!(on_it.map(|page| depth(page, pages)).all(|depth| depth == sheet));
        }
        for both in [true, false] {
            let strips = accordion(pages, 5, both);
            let mut all: Vec<usize> =
                strips.into_iter().flatten().flat_map(|leaf| [leaf.front, leaf.back]).flatten().collect();
            all.sort_unstable();
            assert_eq!(all, (0..pages).collect::<Vec<_>>(), "each page once");
        }
    }
}

/// Paper of 0.5 mm: the third sheet of twelve pages lies inside two others, its pages 1 mm nearer to the fold.
#[test]
fn pages_inside_are_moved_towards_the_fold_by_the_paper_around_them() {
    let body = "paper: A4\nfold: saddle\nsides: duplex-short\nthickness: 0.5mm\n";
    let pictures = drawn(&bound(book(12, 148.0, 210.0), body), 254.0);
    // The corner square of the right-hand page begins at the fold, 148.5 mm, and ends 8 mm further.
    for (sheet, ends) in [(0, 156.5), (1, 156.0), (2, 155.5)] {
        let outside = &pictures[sheet * 2];
        assert!(is_corner(outside, ends - 0.15, 3.0) && !is_corner(outside, ends + 0.15, 3.0), "sheet {sheet}");
        // Nothing crosses the fold: left of it is the other page.
        assert!(!is_corner(outside, 148.3, 3.0));
        // The outer edge of the page follows: white paper is left where the knife cuts.
        let edge = 296.5 - sheet as f64 * 0.5;
        assert!(seen(outside, edge - 0.15, 100.0).is_some() && seen(outside, edge + 0.2, 100.0).is_none());
    }
    assert!(bound(book(12, 148.0, 210.0), body).plans[0].folds.contains(&Cut::Down(mm(148.5))));
}

#[test]
fn several_spreads_on_one_sheet_are_cut_and_stacked_into_one_booklet() {
    // A6 pages, spreads of 210 × 148 mm: two under each other on upright A4, 0.5 mm from its top.
    let body =
        "paper: A4\norientation: portrait\nfold: saddle\nsides: duplex-long\norder: cut-and-stack\nthickness: 0mm\n";
    let imposed = bound(book(16, 105.0, 148.0), body);
    assert_eq!((imposed.sheets, imposed.plans[0].places.len()), (2, 4));
    let pictures = drawn(&imposed, 40.0);
    let spread = |picture: &Picture, y: f64| (seen(picture, 50.0, y), seen(picture, 160.0, y));
    // The upper pile lies on the lower one: sheets 1 and 2 of the booklet above, 3 and 4 below.
    assert_eq!(spread(&pictures[0], 100.0), (Some(15), Some(0)));
    assert_eq!(spread(&pictures[2], 100.0), (Some(13), Some(2)));
    assert_eq!(spread(&pictures[0], 250.0), (Some(11), Some(4)));
    assert_eq!(spread(&pictures[2], 250.0), (Some(9), Some(6)));
    // Behind them, turned over the long edge.
    assert_eq!(spread(&pictures[1], 100.0), (Some(1), Some(14)));
}

#[test]
fn an_accordion_reads_on_when_it_is_turned_over() {
    // Six pages of 70 × 100 mm: three panels of 210 mm on A4 that lies, 43.5 mm from its left edge.
    let imposed =
        bound(book(6, 70.0, 100.0), "paper: A4\norientation: landscape\nfold: accordion\nsides: duplex-short\n");
    assert_eq!(imposed.document.pages.len(), 2);
    let pictures = drawn(&imposed, 40.0);
    // Two strips have room under each other; the first is the upper one, from 5 mm to 105 mm.
    let strip = |picture: &Picture| [78.5, 148.5, 218.5].map(|x| seen(picture, x, 60.0));
    assert_eq!(strip(&pictures[0]), [Some(0), Some(1), Some(2)]);
    assert_eq!(strip(&pictures[1]), [Some(3), Some(4), Some(5)]);
    assert_eq!(imposed.plans[0].folds, [Cut::Down(mm(113.5)), Cut::Down(mm(183.5))]);
    let long = bound(book(30, 70.0, 100.0), "paper: A4\nfold: accordion\nsides: single\n");
    // Four panels of 70 mm fit on 297 mm: 30 pages need eight strips, of four at most.
    let told = long.remarks.iter().find(|remark| remark.code == "strips").unwrap();
    assert!(told.message.fr.contains("8 bandes de 4 volets"), "{}", told.message.fr);
}

#[test]
fn what_cannot_be_folded_is_a_clear_fault() {
    let fault = |pages: Document, body: &str| folded(pages, body).unwrap_err()[0].code;
    assert_eq!(fault(book(4, 148.0, 210.0), "paper: A4\nfold: saddle\nsides: work-and-turn\n"), "booklet-sides");
    assert_eq!(fault(book(4, 148.0, 210.0), "paper: A4\nfold: saddle\nsides: single\n"), "booklet-sides");
    assert_eq!(fault(book(4, 210.0, 297.0), "paper: A4\nfold: saddle\n"), "piece-too-large");
    assert_eq!(fault(book(0, 10.0, 10.0), "paper: A4\nfold: saddle\n"), "nothing-to-impose");
}
