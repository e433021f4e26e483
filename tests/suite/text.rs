//! Text: typography, shaping, line breaking, fitting, on numbers worked out by hand.
//!
//! Letters are 10 mm high in most tests, so that a font unit of Atkinson Hyperlegible Next is 0.01 mm.
//! Advances were read from the fonts with HarfBuzz (hb-shape), the outside judge.

use std::fs;
use std::sync::Arc;

use massicot::diag::Lang;
use massicot::font::{FontId, Fonts};
use massicot::geom::{Length, Point, Rect, Size};
use massicot::scene::{ArtworkId, Glyph, GlyphRun, Item, Role};
use massicot::text::markup::{self, Styles};
use massicot::text::{
    Align, CharStyle, Edge, Fault, Fit, Flow, French, Hyphenation, Icon, Inline, LastLine, Paragraph, ParagraphStyle,
    Prepared, Setter, Setting, VAlign,
};

use crate::scripts::{placed as place, runs};

const ATKINSON: u16 = 0;
const BOLD: u16 = 1;
const SOURCE: u16 = 2;
const FRAUNCES: u16 = 3;
const EM: Length = Length::mm(10.0);

fn fonts() -> Arc<Fonts> {
    let mut fonts = Fonts::new();
    for file in [
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf",
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_700Bold.ttf",
        "source-sans-3/SourceSans3_400Regular.ttf",
        "fraunces/Fraunces_600SemiBold.ttf",
    ] {
        let path = format!("{}/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
        fonts.add(fs::read(path).unwrap().into()).unwrap();
    }
    Arc::new(fonts)
}

fn letters(chain: &[u16]) -> CharStyle {
    CharStyle::new(chain.iter().map(|id| FontId(*id)).collect::<Vec<_>>(), EM)
}

fn regular() -> Arc<CharStyle> {
    Arc::new(letters(&[ATKINSON, SOURCE]))
}

fn plain(lang: &str) -> ParagraphStyle {
    ParagraphStyle::new(Length::mm(12.0), lang)
}

fn hyphenated() -> ParagraphStyle {
    ParagraphStyle { hyphenate: Some(Hyphenation::default()), ..plain("fr") }
}

fn prepare_as(text: &str, style: CharStyle, paragraph: ParagraphStyle) -> Prepared {
    Setter::new(fonts()).prepare(&Flow::plain(text, Arc::new(style), Arc::new(paragraph))).unwrap()
}

fn prepare(text: &str, paragraph: ParagraphStyle) -> Prepared {
    prepare_as(text, letters(&[ATKINSON, SOURCE]), paragraph)
}

fn lines(setting: &Setting) -> Vec<String> {
    (0..setting.lines.len()).map(|line| setting.line_text(line)).collect()
}

fn lines_at(text: &str, paragraph: ParagraphStyle, width: f64) -> Vec<String> {
    lines(&prepare(text, paragraph).set(Length::mm(width), 1.0))
}

/// Where the pen stands after the last glyph of a run that does not end with a space.
fn right_edge(run: &GlyphRun) -> f64 {
    let face = fonts().get(run.font).cloned().unwrap();
    let last = run.glyphs.last().unwrap();
    let advance = f64::from(face.advance(last.id)) / f64::from(face.metrics.units_per_em);
    (run.origin.x + last.x() + run.size * advance).to_mm()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.001
}

// Micro-typography

#[test]
fn french_spaces_and_apostrophes() {
    let cases = [
        ("Vraiment ? Oui ! Non ; si.", "Vraiment\u{202f}? Oui\u{202f}! Non\u{202f}; si."),
        ("Un usage : partager", "Un usage\u{a0}: partager"),
        ("dire « mot » et «mot»", "dire «\u{a0}mot\u{a0}» et «\u{a0}mot\u{a0}»"),
        ("l'eau d'«ici»", "l’eau d’«\u{a0}ici\u{a0}»"),
        ("10 % de 12 000 € à 14 h 30", "10\u{a0}% de 12\u{202f}000\u{a0}€ à 14\u{a0}h\u{a0}30"),
        ("n° 5, p. 12, le 5 mars", "n°\u{a0}5, p.\u{a0}12, le 5\u{a0}mars"),
        ("80 km/h et 3 kWh/an.", "80\u{a0}km/h et 3\u{a0}kWh/an."),
        ("03 20 12 34 56", "03\u{a0}20\u{a0}12\u{a0}34\u{a0}56"),
        ("M. Dupont et Mme Élise", "M.\u{a0}Dupont et Mme\u{a0}Élise"),
        ("il dit – tout bas – non", "il dit –\u{a0}tout bas\u{a0}– non"),
        ("un mot – une suite", "un mot\u{a0}– une suite"),
        // Nothing is added where the writer put none, and what is right stays.
        ("Quoi? Vite! à 12:30", "Quoi? Vite! à 12:30"),
        ("déjà\u{202f}! «\u{a0}oui\u{a0}»", "déjà\u{202f}! «\u{a0}oui\u{a0}»"),
        ("en 2030 12 agents, 4 2", "en 2030 12 agents, 4 2"),
        // Addresses stay as they are, the sign after them does not.
        ("voir https://ex.fr/l'eau?a=1;b:2 !", "voir https://ex.fr/l'eau?a=1;b:2\u{202f}!"),
        ("5' et 'mot'", "5' et 'mot'"),
    ];
    for (written, set) in cases {
        assert_eq!(prepare(written, plain("fr")).text(), set);
    }
}

#[test]
fn rules_hold_in_french_only_and_can_be_switched_off() {
    let text = "Why : « 10 % » isn't it ?";
    assert_eq!(prepare(text, plain("en")).text(), text);
    assert_eq!(prepare(text, plain("fro")).text(), text);
    let none = ParagraphStyle { french: French::NONE, ..plain("fr-FR") };
    assert_eq!(prepare(text, none).text(), text);
    let all_but_colons = ParagraphStyle { french: French { colon: false, ..French::ALL }, ..plain("fr-BE") };
    let set = "Why : «\u{a0}10\u{a0}%\u{a0}» isn’t it\u{202f}?";
    assert_eq!(prepare(text, all_but_colons).text(), set);
}

#[test]
fn rules_see_across_styles_but_leave_code_alone() {
    let style = regular();
    let code = Arc::new(CharStyle { verbatim: true, ..letters(&[SOURCE]) });
    let words = |text: &str, style: &Arc<CharStyle>| Inline::Text { text: text.into(), style: style.clone() };
    let inlines = vec![words("« ", &style), words("a ! 'b'c", &code), words(" » quoi", &style), words(" ?", &code)];
    let flow = Flow::from(vec![Paragraph::new(inlines, Arc::new(plain("fr")))]);
    let prepared = Setter::new(fonts()).prepare(&flow).unwrap();
    assert_eq!(prepared.text(), "«\u{a0}a ! 'b'c\u{a0}» quoi ?");
    let items = place(&prepared.set(Length::mm(500.0), 1.0));
    let texts: Vec<_> = runs(&items).into_iter().map(|run| &*run.text).collect();
    assert_eq!(texts, ["«\u{a0}", "a ! 'b'c", "\u{a0}» quoi", " ?"]);
}

// Shaping

#[test]
fn lines_are_as_wide_as_harfbuzz_says() {
    // Kerning inside words and with the spaces around V, T, r: 9780 and 21783 units.
    let text = "Voir la Vie à Tourcoing";
    for (font, width) in [(ATKINSON, 97.80), (SOURCE, 91.22), (FRAUNCES, 108.915)] {
        let prepared = prepare_as(text, letters(&[font]), plain("fr"));
        assert!(near(prepared.max_content_width().to_mm(), width), "{}", prepared.max_content_width());
        let set = prepared.set(Length::mm(200.0), 1.0);
        assert!(near(set.lines[0].width.to_mm(), width) && near(set.width_used.to_mm(), width));
        assert!(near(right_edge(runs(&place(&set))[0]), width));
    }
}

#[test]
fn tracking_opens_letters_and_ligatures() {
    // “ffi” is one glyph of 2214 units in Fraunces (2000 to the em); apart, f f i with room after the first two.
    let together = prepare_as("ffi", letters(&[FRAUNCES]), plain("fr")).set(Length::mm(99.0), 1.0);
    let items = place(&together);
    assert_eq!(runs(&items)[0].glyphs.len(), 1);
    assert_eq!(runs(&items)[0].cluster_text(0), "ffi");
    let spaced = CharStyle { tracking: 0.1, ..letters(&[FRAUNCES]) };
    let apart = prepare_as("ffi", spaced, plain("fr")).set(Length::mm(99.0), 1.0);
    let untracked = CharStyle { features: vec![(*b"liga", 0)], ..letters(&[FRAUNCES]) };
    let loose = prepare_as("ffi", untracked, plain("fr")).set(Length::mm(99.0), 1.0);
    assert_eq!(runs(&place(&apart))[0].glyphs.len(), 3);
    assert!(near((apart.lines[0].width - loose.lines[0].width).to_mm(), 2.0));
}

#[test]
fn ligatures_keep_their_letters() {
    let set = prepare_as("efficace", letters(&[FRAUNCES]), plain("fr")).set(Length::mm(99.0), 1.0);
    let items = place(&set);
    let run = runs(&items)[0];
    let clusters: Vec<_> = (0..run.glyphs.len()).map(|index| run.cluster_text(index)).collect();
    assert_eq!(clusters, ["e", "ffi", "c", "a", "c", "e"]);
}

#[test]
fn fallback_takes_what_is_missing_and_nothing_else() {
    let set = prepare("oui → là\u{202f}!", plain("fr")).set(Length::mm(200.0), 1.0);
    let items = place(&set);
    let found: Vec<_> = runs(&items).into_iter().map(|run| (run.font.0, &*run.text)).collect();
    assert_eq!(found, [(ATKINSON, "oui "), (SOURCE, "→"), (ATKINSON, " là\u{202f}!")]);
    // The narrow space, which Atkinson lacks, is a space glyph a fifth of an em wide.
    let last = runs(&items)[2];
    let [.., a, space, mark] = &last.glyphs[..] else { panic!() };
    assert!(near((mark.x() - space.x()).to_mm(), 2.0) && space.x() > a.x());
    assert_eq!(space.id, last.glyphs[0].id);
}

#[test]
fn a_letter_that_no_font_has_is_a_fault() {
    let flow = Flow::plain("un ☃ et un ☃", regular(), Arc::new(plain("fr")));
    let faults = Setter::new(fonts()).prepare(&flow).unwrap_err();
    assert_eq!(faults.len(), 1);
    let Fault::MissingGlyph { character: '☃', word, fonts: tried, .. } = &faults[0] else { panic!("{faults:?}") };
    assert_eq!((word.as_str(), tried.len()), ("☃", 2));
    assert_eq!(
        faults[0].diagnostic().message.text(Lang::Fr),
        "aucune police n’a le caractère U+2603 ☃ de « ☃ » (essayées : Atkinson Hyperlegible Next 400 Upright, Source Sans 3 400 Upright)"
    );
    let nowhere = Flow::plain("mot", Arc::new(letters(&[9])), Arc::new(plain("fr")));
    let faults = Setter::new(fonts()).prepare(&nowhere).unwrap_err();
    assert_eq!(faults, [Fault::NoFont { words: "mot".into() }]);
}

// Lines

#[test]
fn a_known_word_is_cut_where_french_cuts_it() {
    // coopé- is 30.43 mm wide, coopéra- 38.94, coopération 52.16.
    assert_eq!(lines_at("coopération", hyphenated(), 52.2), ["coopération"]);
    assert_eq!(lines_at("coopération", hyphenated(), 39.0), ["coopéra\u{ad}", "tion"]);
    let set = prepare("coopération", hyphenated()).set(Length::mm(38.9), 1.0);
    assert_eq!(lines(&set), ["coopé\u{ad}", "ration"]);
    assert!(near(set.lines[0].width.to_mm(), 30.43) && near(set.lines[1].width.to_mm(), 25.35));
    let items = place(&set);
    let [first, second] = runs(&items)[..] else { panic!() };
    assert_eq!((&*first.text, &*second.text), ("coopé\u{ad}", "ration"));
    // The hyphen is a real one (glyph 251), and stands for the soft hyphen of the text.
    assert_eq!((first.glyphs[5].id, first.cluster_text(5)), (251, "\u{ad}"));
    assert!(near(right_edge(first), 30.43));
}

#[test]
fn some_words_are_never_cut() {
    for word in ["COOPERATION", "coopération2030", "coopération.example", "ex.fr/coopération", "acteur·rice·s"] {
        let set = prepare(word, hyphenated()).set(Length::mm(20.0), 1.0);
        assert!(lines(&set).iter().all(|line| !line.contains('\u{ad}')), "{set:?}");
        assert!(!set.too_wide.is_empty(), "{word}");
    }
    let link = letters(&[ATKINSON]).linked("https://ex.fr");
    assert_eq!(prepare_as("coopération", link, hyphenated()).set(Length::mm(20.0), 1.0).lines.len(), 1);
    let unasked = prepare("coopération", plain("fr")).set(Length::mm(20.0), 1.0);
    assert_eq!((unasked.lines.len(), unasked.too_wide[0].word.as_str()), (1, "coopération"));
    assert!(near(unasked.too_wide[0].width.to_mm(), 52.16));
}

#[test]
fn hyphens_of_the_writer() {
    // A soft hyphen is the only place then, and shows nothing elsewhere.
    let soft = "coopéra\u{ad}tion";
    assert_eq!(lines_at(soft, hyphenated(), 39.0), ["coopéra\u{ad}", "tion"]);
    assert_eq!(prepare(soft, hyphenated()).set(Length::mm(38.0), 1.0).too_wide.len(), 1);
    let whole = prepare(soft, hyphenated()).set(Length::mm(60.0), 1.0);
    let items = place(&whole);
    assert_eq!(runs(&items)[0].glyphs.len(), 11);
    assert_eq!(&*runs(&items)[0].text, soft);
    assert!(near(whole.lines[0].width.to_mm(), 52.16));
    // Compounds end a line at their hyphen, but not after a letter alone, nor before the t of « a-t-on ».
    assert_eq!(lines_at("peut-être", plain("fr"), 30.0), ["peut-", "être"]);
    assert_eq!(lines_at("a-t-on", plain("fr"), 10.0), ["a-t-on"]);
}

#[test]
fn the_whole_paragraph_decides() {
    // Figures are 6.48 mm wide, spaces 2.80. Filling the first line leaves 22.24 mm on the second;
    // leaving 15.76 mm on the first and 6.48 on the second is better.
    let greedy_would_fill = 5.0 * 6.48 + 2.80;
    let set = lines_at("000 00 00 00000", plain("en"), greedy_would_fill);
    assert_eq!(set, ["000 ", "00 00 ", "00000"]);
}

#[test]
fn titles_are_balanced() {
    let text = "Regarder autrement les besoins du territoire";
    let greedy = lines_at(text, plain("fr"), 190.0);
    assert_eq!(greedy, ["Regarder autrement les besoins du ", "territoire"]);
    let balanced = ParagraphStyle { balance: true, ..plain("fr") };
    let set = lines_at(text, balanced.clone(), 190.0);
    assert_eq!(set, ["Regarder autrement ", "les besoins du territoire"]);
    // As few lines as possible all the same.
    assert_eq!(lines_at(text, balanced, 230.0).len(), 1);
}

#[test]
fn explicit_breaks_and_blank_lines() {
    let set = prepare("un\ndeux \n\n  trois", plain("fr")).set(Length::mm(100.0), 1.0);
    assert_eq!(lines(&set), ["un", "deux", "", "trois"]);
    assert_eq!((set.height.to_mm(), set.words), (48.0, 3));
    assert!(set.lines.iter().all(|line| line.x == Length::ZERO));
    assert!(prepare(" ", plain("fr")).set(Length::mm(100.0), 1.0).lines.is_empty());
}

#[test]
fn no_break_spaces_hold_and_a_line_never_begins_with_a_mark() {
    for width in 20..120 {
        let set = lines_at("Est-ce « bien » ici : à 10 % ou n° 5 ; oui ?", hyphenated(), f64::from(width));
        for line in &set {
            let first = line.chars().next().unwrap();
            assert!(!";:!?%»\u{a0}\u{202f}".contains(first), "{set:?}");
            assert!(!line.trim_end().ends_with(['«', '°']), "{set:?}");
        }
    }
}

#[test]
fn justified_lines_reach_the_edge() {
    let text = "Partir d'un besoin, observer les usages, réunir les acteurs, puis dessiner ensemble une solution.";
    let style = ParagraphStyle { align: Align::Justify, ..hyphenated() };
    let set = prepare(text, style.clone()).set(Length::mm(150.0), 1.0);
    let items = place(&set);
    let runs = runs(&items);
    assert!(set.lines.len() > 2);
    for (line, run) in set.lines.iter().zip(&runs).take(set.lines.len() - 1) {
        assert!(near(line.width.to_mm(), 150.0));
        let face = fonts().get(run.font).cloned().unwrap();
        // The trailing space begins, or the hyphen ends, at the edge.
        let last = run.glyphs.last().unwrap();
        let advance = if line.hyphenated { f64::from(face.advance(last.id)) / 100.0 } else { 0.0 };
        assert!((last.x().to_mm() + advance - 150.0).abs() < 0.1, "{}", run.text);
    }
    assert!(set.lines.last().unwrap().width.to_mm() < 149.0);
    let full = ParagraphStyle { last_line: LastLine::Justify, ..style };
    let set = prepare(text, full).set(Length::mm(150.0), 1.0);
    assert!(near(set.lines.last().unwrap().width.to_mm(), 150.0));
}

#[test]
fn alignment_and_indents() {
    // “000” is 19.44 mm wide.
    let x = |align, lang| {
        let style = ParagraphStyle { align, ..plain(lang) };
        prepare("000", style).set(Length::mm(50.0), 1.0).lines[0].x.to_mm()
    };
    assert!(
        near(x(Align::Start, "fr"), 0.0) && near(x(Align::End, "fr"), 30.56) && near(x(Align::Center, "fr"), 15.28)
    );
    assert!(near(x(Align::Start, "ar"), 30.56) && near(x(Align::End, "ar"), 0.0) && near(x(Align::Left, "ar"), 0.0));
    let style = ParagraphStyle { first_line: Length::mm(5.0), space_before: Length::mm(4.0), ..plain("en") };
    let flow = Flow::from(vec![
        Paragraph::new(
            vec![Inline::Text { text: "000 000".into(), style: regular() }],
            Arc::new(style)
        );
        2
    ]);
    let set = Setter::new(fonts()).prepare(&flow).unwrap().set(Length::mm(42.0), 1.0);
    let xs: Vec<_> = set.lines.iter().map(|line| (line.paragraph, line.x.to_mm())).collect();
    assert_eq!(xs, [(0, 5.0), (0, 0.0), (1, 5.0), (1, 0.0)]);
    assert!(near(set.height.to_mm(), 4.0 * 12.0 + 4.0));
}

#[test]
fn nothing_is_lost_at_any_width() {
    let text = "EFC signifie économie de la fonctionnalité et de la coopération. Ses solutions relient biens et \
                services, en ménageant ressources et personnes. Elle dépasse — dit-on — la simple location !";
    let prepared = prepare(text, hyphenated());
    let without_hyphens = |text: &str| text.replace('\u{ad}', "");
    for width in (26..200).step_by(3) {
        let set = prepared.set(Length::mm(f64::from(width)), 1.0);
        let items = place(&set);
        let joined: String = runs(&items).into_iter().map(|run| without_hyphens(&run.text)).collect();
        assert_eq!(joined, prepared.text());
        if set.too_wide.is_empty() {
            assert!(set.width_used.to_mm() <= f64::from(width) + 0.01);
        }
        for run in runs(&items) {
            let shown: String = (0..run.glyphs.len()).map(|index| run.cluster_text(index)).collect();
            assert_eq!(shown, &*run.text);
        }
    }
}

// Fitting

#[test]
fn the_first_baseline_is_centred_in_its_leading() {
    // Atkinson Hyperlegible Next: ascender 950, descender -250 (hhea), capitals 668.
    let face = fonts().get(FontId(ATKINSON)).cloned().unwrap();
    let (ascent, descent) = (face.metrics.ascent / 100.0, face.metrics.descent / 100.0);
    let set = prepare("Un\ndeux", plain("fr")).set(Length::mm(99.0), 1.0);
    let first = (12.0 - (ascent - descent)) / 2.0 + ascent;
    assert!(near(set.lines[0].baseline.to_mm(), first) && near(set.lines[1].baseline.to_mm(), first + 12.0));
    let mut flow = Flow::plain("Un\ndeux", regular(), Arc::new(plain("fr")));
    flow.edge = Edge::Capitals;
    let set = Setter::new(fonts()).prepare(&flow).unwrap().set(Length::mm(99.0), 1.0);
    let cap = face.metrics.cap_height / 100.0;
    assert!(near(set.lines[0].baseline.to_mm(), cap) && near(set.height.to_mm(), cap + 12.0));
    let middle = set.place(Rect::mm(0.0, 100.0, 99.0, 50.0), VAlign::Middle);
    assert!(near(runs(&middle)[0].origin.y.to_mm(), 100.0 + (50.0 - 12.0 - cap) / 2.0 + cap));
}

#[test]
fn overflow_is_told_in_lines_words_and_points() {
    let style = ParagraphStyle { leading: Length::pt(12.0), ..plain("fr") };
    let letters = CharStyle { size: Length::pt(10.0), ..letters(&[ATKINSON]) };
    let prepared = prepare_as("a\nb\nc c\nd\ne e", letters, style);
    let frame = Size::new(Length::mm(50.0), Length::pt(36.0));
    let over = prepared.fit(frame, Fit::Fixed).unwrap_err();
    assert_eq!((over.lines, over.room_lines, over.lines_too_many(), over.words_too_many), (5, 3, 2, 3));
    // Five lines in the height of three: three fifths of 10 pt.
    assert!(near(over.fits_at.unwrap().to_pt(), 6.0));
    assert_eq!(
        over.diagnostic().message.text(Lang::Fr),
        "le texte a 2 lignes de trop en 10,0 pt (5 pour 3), soit 3 mots"
    );
    assert!(over.diagnostic().hints[0].text(Lang::En).contains("6.0 pt"));

    let set = prepared.fit(frame, Fit::Shrink { min: Length::pt(5.5) }).unwrap();
    assert!(near(set.scale, 0.6) && near(set.height.to_pt(), 36.0));
    assert!(near(runs(&place(&set))[0].size.to_pt(), 6.0));
    let over = prepared.fit(frame, Fit::Shrink { min: Length::pt(7.0) }).unwrap_err();
    assert!(near(over.size.to_pt(), 7.0) && near(over.fits_at.unwrap().to_pt(), 6.0));
    assert_eq!((over.lines, over.room_lines), (5, 4));
}

#[test]
fn a_word_wider_than_the_frame_is_told() {
    let over = prepare("un COOPERATION", plain("fr")).fit(Size::mm(40.0, 100.0), Fit::Fixed).unwrap_err();
    assert_eq!(over.too_wide.len(), 1);
    assert_eq!(over.too_wide[0].word, "COOPERATION");
    let message = over.diagnostic();
    assert_eq!(message.code, "text-too-wide");
    assert!(message.message.text(Lang::Fr).starts_with("« COOPERATION » mesure "), "{message:?}");
}

#[test]
fn best_lines_give_way_to_fewest_before_text_overflows() {
    // The best lines are three, “000 / 00 00 / 00000”; with a long end they could be as well “000 00 / 00 00000”.
    let text =
        "EFC signifie économie de la fonctionnalité et de la coopération. Ses solutions relient biens et services.";
    for width in (60..160).step_by(5) {
        let prepared = prepare(text, hyphenated());
        let best = prepared.set(Length::mm(f64::from(width)), 1.0);
        for lines in 3..=best.lines.len() {
            let frame = Size::mm(f64::from(width), 12.0 * lines as f64);
            match prepared.fit(frame, Fit::Fixed) {
                Ok(set) => assert!(set.lines.len() <= lines),
                Err(over) => assert!(over.lines > lines && lines < best.lines.len()),
            }
        }
    }
}

/// Words of every number in frames of every height.
#[test]
fn fitted_text_stays_in_its_frame_and_more_room_never_means_smaller_letters() {
    let words = "Regarder ce que l’on fait vraiment avant de penser produit ou service puis noter les mots entendus";
    for count in 1..=16 {
        let prepared = prepare(&words.split(' ').take(count).collect::<Vec<_>>().join(" "), hyphenated());
        let mut before = 0.0;
        for height in 4..80 {
            let frame = Size::mm(60.0, f64::from(height));
            match prepared.fit(frame, Fit::Shrink { min: EM * 0.2 }) {
                Ok(set) => {
                    assert!(set.height.to_mm() <= f64::from(height) + 0.01 && set.width_used.to_mm() <= 60.01);
                    assert!(set.scale >= before, "{count} words, {height} mm: {} after {before}", set.scale);
                    assert!(set.scale >= 0.2 && set.scale <= 1.0);
                    before = set.scale;
                    let larger = prepared.scale_of(EM * set.scale + Length::pt(0.1));
                    assert!(larger > 1.0 || !prepared.fits(frame, larger), "{count} words, {height} mm");
                }
                Err(over) => assert!(before == 0.0 && over.size.near(EM * 0.2, Length::pt(0.001))),
            }
        }
    }
}

#[test]
fn layouts_are_told_true_sizes() {
    let prepared = prepare("Sortir du volume, en coopération", hyphenated());
    let widest = prepared.max_content_width();
    assert_eq!(prepared.set(widest, 1.0).lines.len(), 1);
    assert_eq!(prepared.set(widest - Length::mm(0.1), 1.0).lines.len(), 2);
    let narrowest = prepared.min_content_width();
    assert!(prepared.set(narrowest, 1.0).too_wide.is_empty());
    assert!(!prepared.set(narrowest - Length::mm(0.1), 1.0).too_wide.is_empty());
    // “coopé-” is cut nearest to the middle of what can stand alone: volume, is the widest part.
    assert_eq!(prepared.height_at(widest).to_mm(), 12.0);
}

// Marks, links, icons

fn styles() -> Styles {
    let bold = Arc::new(letters(&[BOLD, SOURCE]));
    Styles {
        bold: Some(bold),
        code: Some(Arc::new(letters(&[SOURCE]))),
        ..Styles::new(regular(), Arc::new(plain("fr")))
    }
}

fn no_icons(_: &str, _: &Arc<CharStyle>) -> Option<Icon> {
    None
}

fn parse(text: &str) -> Vec<Paragraph> {
    markup::parse(text, &styles(), &no_icons).unwrap()
}

fn words(paragraph: &Paragraph) -> Vec<(&str, u16)> {
    paragraph.inlines.iter().map(word).collect()
}

fn word(inline: &Inline) -> (&str, u16) {
    match inline {
        Inline::Text { text, style } => (text.as_str(), style.fonts[0].0),
        Inline::Break => ("/", 0),
        Inline::Icon(_) => ("*", 0),
    }
}

#[test]
fn marks_choose_styles() {
    let read = parse("Un **mot  gras**,\nun `co de`  \nfin\\\nvraie.\n\nSuite * 2 : oui");
    assert_eq!(read.len(), 2);
    assert_eq!(
        words(&read[0]),
        [
            ("Un ", 0),
            ("mot gras", BOLD),
            (", un ", 0),
            ("co de", SOURCE),
            ("/", 0),
            ("fin", 0),
            ("/", 0),
            ("vraie.", 0)
        ]
    );
    assert_eq!(words(&read[1]), [("Suite * 2 : oui", 0)]);
    assert_eq!(words(&parse(" Deux  mots. ")[0]), [("Deux mots.", 0)]);
    assert!(parse(" ").is_empty());
}

#[test]
fn raised_lowered_and_linked_words() {
    let read = parse("m^2^, CO~2~ et [la page **R01**](https://ex.fr/r01)");
    let inlines: Vec<_> = read[0]
        .inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, style } => {
                (text.as_str(), style.rise.partial_cmp(&0.0).unwrap() as i8, style.link.is_some())
            }
            _ => panic!(),
        })
        .collect();
    assert_eq!(
        inlines,
        [
            ("m", 0, false),
            ("2", 1, false),
            (", CO", 0, false),
            ("2", -1, false),
            (" et ", 0, false),
            ("la page ", 0, true),
            ("R01", 0, true)
        ]
    );
    let set = Setter::new(fonts()).prepare(&read.into()).unwrap().set(Length::mm(300.0), 1.0);
    let items = place(&set);
    assert!(runs(&items)[1].origin.y < runs(&items)[0].origin.y && runs(&items)[3].origin.y > runs(&items)[0].origin.y);
    let Some(Item::Group(group)) = items.last() else { panic!() };
    assert_eq!(group.role, Some(Role::Link { uri: "https://ex.fr/r01".into() }));
    let Some(Item::Link(link)) = group.items.last() else { panic!() };
    assert_eq!(&*link.label, "la page R01");
    assert!(near(link.rect.right().to_mm(), set.lines[0].width.to_mm()));
    assert_eq!(link.rect.x, runs(&items)[5].origin.x);
}

#[test]
fn items_hang_and_numbers_end_in_one_line() {
    let many: String = (1..=11).map(|number| format!("{number}. mot\n")).collect();
    let read = parse(&format!("Avant\n\n- un\n- deux\n\n{many}"));
    assert_eq!(read.len(), 14);
    let set = Setter::new(fonts()).prepare(&read.into()).unwrap().set(Length::mm(99.0), 1.0);
    let items = place(&set);
    let all = runs(&items);
    let texts: Vec<_> = all.iter().map(|run| &*run.text).collect();
    assert_eq!(&texts[..7], ["Avant", "•", "un", "•", "deux", "1.", "mot"]);
    assert!(all[1].origin.x >= Length::ZERO && all[2].origin.x > all[1].origin.x);
    assert_eq!(all[2].origin.y, all[1].origin.y);
    // 1. and 11. end at the same place; their texts begin at the same place.
    let [one, first, .., eleven, last] = &all[5..] else { panic!() };
    assert_eq!((&*one.text, &*eleven.text), ("1.", "11."));
    assert!(near(right_edge(one), right_edge(eleven)) && first.origin.x == last.origin.x);
    assert!(eleven.origin.x >= Length::ZERO);
}

#[test]
fn what_is_not_in_the_subset_is_a_fault_at_its_place() {
    let faulty = [
        ("# Titre", 0..7, "un titre"),
        ("a ![alt](x.png)", 2..15, "une image"),
        ("a <b>gras</b>", 2..5, "du HTML"),
        ("a ~~non~~", 2..9, "un texte barré"),
        ("a\n\n---\n\nb", 3..7, "un filet"),
        ("    code", 4..8, "un bloc de code"),
        ("- [ ] faire", 2..5, "une case à cocher"),
        ("a *penché*", 2..11, "italique"),
        ("a :feuille: b", 2..11, "« feuille »"),
    ];
    for (text, range, named) in faulty {
        let faults = markup::parse(text, &styles(), &no_icons).unwrap_err();
        assert_eq!(faults[0].range, range, "{text}");
        assert!(faults[0].diagnostic.message.text(Lang::Fr).contains(named), "{:?}", faults[0]);
        assert!(!faults[0].diagnostic.hints.is_empty());
    }
    let table = markup::parse("| a |\n|---|\n| b |", &styles(), &no_icons).unwrap_err();
    assert!(table[0].diagnostic.message.text(Lang::En).contains("a table"));
    let unused = markup::parse("mot\n\n[a]: https://ex.fr", &styles(), &no_icons).unwrap_err();
    assert_eq!(unused[0].range, 5..23);
}

#[test]
fn icons_sit_in_the_line() {
    let leaf = |name: &str, style: &Arc<CharStyle>| {
        let icon = Icon {
            artwork: ArtworkId(7),
            bounds: Rect::mm(2.0, 2.0, 24.0, 24.0),
            width: 1.2,
            height: 1.2,
            rise: -0.1,
            style: style.clone(),
            alt: None,
        };
        (name == "feuille").then_some(icon)
    };
    let read = markup::parse("000 :feuille: 00, 12:30:45 et \\:feuille:", &styles(), &leaf).unwrap();
    assert_eq!(words(&read[0]), [("000 ", 0), ("*", 0), (" 00, 12:30:45 et :feuille:", 0)]);
    let set = Setter::new(fonts()).prepare(&read.into()).unwrap().set(Length::mm(300.0), 1.0);
    let items = set.place(Rect::mm(10.0, 20.0, 300.0, 20.0), VAlign::Top);
    let [Item::Glyphs(before), Item::Use(icon), Item::Glyphs(after)] = &items[..] else { panic!("{items:?}") };
    assert_eq!(icon.artwork, ArtworkId(7));
    // Three figures and a space, then 1.2 em; its lower edge a tenth of an em under the baseline.
    let left = 10.0 + 3.0 * 6.48 + 2.8;
    let corner = |x, y| icon.transform.apply(Point::mm(x, y));
    let baseline = before.origin.y.to_mm();
    assert!(near(corner(2.0, 26.0).x.to_mm(), left) && near(corner(2.0, 26.0).y.to_mm(), baseline + 1.0));
    assert!(near(corner(26.0, 2.0).x.to_mm(), left + 12.0) && near(corner(26.0, 2.0).y.to_mm(), baseline - 11.0));
    assert!(near(after.origin.x.to_mm(), left + 12.0));
}

#[test]
fn paragraphs_with_a_role_are_groups() {
    let style = ParagraphStyle { role: Some(Role::Heading(1)), ..plain("fr") };
    let items = place(&prepare("Titre", style).set(Length::mm(99.0), 1.0));
    let [Item::Group(group)] = &items[..] else { panic!() };
    assert_eq!((group.role.clone(), group.items.len()), (Some(Role::Heading(1)), 1));
}

// The same everywhere

#[test]
fn threads_change_nothing() {
    let setter = Setter::new(fonts());
    let set = |text: &str| -> Vec<(String, Vec<Glyph>)> {
        let flow = Flow::plain(text, regular(), Arc::new(hyphenated()));
        let items = place(&setter.prepare(&flow).unwrap().set(Length::mm(70.0), 1.0));
        runs(&items).into_iter().map(|run| (run.text.to_string(), run.glyphs.clone())).collect()
    };
    let texts =
        ["Coopération, fonctionnalité → usages.", "Une coopération « fonctionnelle » !", "Usages, → territoires"];
    let alone: Vec<_> = texts.map(set).into_iter().collect();
    std::thread::scope(|scope| {
        let set = &set;
        let threads: Vec<_> = (0..8)
            .map(|start| {
                scope.spawn(move || {
                    (0..30).map(|at| ((start + at) % 3, set(texts[(start + at) % 3]))).collect::<Vec<_>>()
                })
            })
            .collect();
        for (at, got) in threads.into_iter().flat_map(|thread| thread.join().unwrap()) {
            assert_eq!(got, alone[at]);
        }
    });
}
