//! Damaged bytes never make preflight panic or run on for ever.

use super::base::Base;
use massicot::verify::{self, Order};

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

#[test]
fn files_cut_short_anywhere_are_refused_or_judged() {
    let whole = Base::x4().bytes();
    let mut numbers = Numbers(1);
    for _ in 0..25 {
        let _ = verify::audit(&whole[..numbers.next(whole.len())], &Order::default());
    }
}

#[test]
fn files_with_bytes_changed_anywhere_are_refused_or_judged() {
    let whole = Base::x4().bytes();
    // Where objects are told, not in the samples of the picture or in the font.
    let structure: Vec<usize> = (0..whole.len()).filter(|at| whole[*at].is_ascii_graphic()).collect();
    let mut numbers = Numbers(2);
    for _ in 0..40 {
        let mut bytes = whole.clone();
        for _ in 0..=numbers.next(12) {
            let at = structure[numbers.next(structure.len())];
            bytes[at] = numbers.next(256) as u8;
        }
        let _ = verify::audit(&bytes, &Order::default());
    }
}

#[test]
fn operators_of_all_sorts_are_run_to_the_end() {
    const WORDS: [&str; 40] = [
        "q", "Q", "cm", "re", "f", "S", "W", "n", "BT", "ET", "Tj", "TJ", "Td", "Tf", "/F1", "/P1", "Do", "gs",
        "/Over", "k", "K", "rg", "scn", "cs", "/Cut", "1e9", "-3", "0.5", "12", "<0041>", "(a\\)", "[1 2", "]", "<<",
        ">>", "BI", "ID", "EI", "m", "c",
    ];
    let mut numbers = Numbers(3);
    for _ in 0..25 {
        let mut base = Base::x4();
        let wild: Vec<&str> = (0..200).map(|_| WORDS[numbers.next(WORDS.len())]).collect();
        base.contents[1] = wild.join(" ");
        let _ = verify::audit(&base.bytes(), &Order::default()).unwrap();
    }
}

#[test]
fn a_form_of_forms_of_forms_ends() {
    let mut base = Base::x4();
    let mut inner = base.form(
        "q Q
",
        lopdf::Dictionary::new(),
    );
    for level in 0..12 {
        let key = format!("X{level}");
        base.resource("XObject", &key, inner);
        // Each matrix is another, so that none is known from before.
        let twelve: String = (0..12).map(|step| format!("q 1 0 0 1 0 0.{step:02}{level} cm /{key} Do Q ")).collect();
        inner = base.form(&twelve, lopdf::Dictionary::new());
    }
    base.resource("XObject", "Top", inner);
    base.paint("/Top Do\n");
    let found = verify::audit(&base.bytes(), &Order::default()).unwrap();
    assert!(found.findings.iter().any(|finding| finding.code == "damaged-object"), "{:#?}", found.findings.len());
}

#[test]
fn matrices_and_boxes_without_sense_are_survived() {
    for operators in ["0 0 0 0 0 0 cm", "1e38 0 0 1e38 0 0 cm 1e38 w", "1 0 0 1 99999999999 0 cm"] {
        let mut base = Base::x4();
        base.paint(&format!("q {operators} 0 0 10 10 re B BT /F1 10 Tf <0041> Tj ET q 5 0 0 5 0 0 cm /P1 Do Q Q\n"));
        let _ = verify::audit(&base.bytes(), &Order::default()).unwrap();
    }
}
