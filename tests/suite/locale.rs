//! One deck in many languages: what is translated, what is missing or too much, where files go, how each is set.

use crate::project::{Project, TYPES};
use massicot::compile::{self, Format, LocaleCell, Profile, Silent};
use massicot::diag::{self, Lang, Severity};
use massicot::scene::{self, Document, Item};
use serde_json::Value;
use std::fmt::Write;

const FRONT: &str = "boxes:
  - { id: titre, at: { x: 5mm, y: 5mm, width: 50mm, height: 10mm }, text: \"{titre}\" }
  - { id: corps, at: { x: 5mm, y: 20mm, width: 50mm, height: 30mm }, text: \"**{words.what}** {texte}\" }
  - { id: famille, at: { x: 5mm, y: 60mm, width: 50mm, height: 5mm }, text: \"{family.label}\" }
";

const KIT: &str = "\
kit: essai
title: Essai
version: \"1.0\"
lang: fr
publisher: Nous
links: { base: https://essai.example/ }
words: { what: C’est quoi ? }
palette: { nuit: \"#123C70\" }
fonts: { texte: { families: [Atkinson Hyperlegible Next, Source Sans 3] } }
vocabularies: { family: [{ id: a, label: Pédagogie, color: nuit }] }
";

const EN_KIT: &str = "\
kit: essai
title: Trial
links: { base: https://essai.example/en/ }
words: { what: What is it? }
vocabularies: { family: { a: Learning } }
";

const EN_DECK: &str = "\
deck: D1
title: First deck
cards:
  A1: { titre: A title, texte: Some words }
  A2: { titre: Another, texte: More words }
";

/// Two cards in French, with the files of `locales/` given.
fn kit(more: &str, files: &[(&str, &str)]) -> Project {
    let project = Project::new()
        .file("kit.yaml", format!("{KIT}{more}"))
        .layout("front", FRONT)
        .card("id: A1\ntitre: Un titre\ntexte: \"Des mots : lesquels ?\"\nfamily: a\nsee: [A2]\npicture: images/x.svg")
        .card("id: A2\ntitre: Un autre\ntexte: D’autres mots\nfamily: a")
        .deck("deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: { front: front }\nfields: [see, picture]\n");
    let mut project =
        files.iter().fold(project, |project, (path, text)| project.file(&format!("locales/{path}"), text));
    project.job.locales = vec!["all".into()];
    project
}

fn english(more: &str) -> Project {
    kit(more, &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", EN_DECK)])
}

fn told(project: &Project) -> Vec<String> {
    let report = project.check();
    report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::En)).collect()
}

/// The words of every page in one language, line after line.
fn words(project: &Project, lang: &str) -> String {
    fn collect(items: &[Item], into: &mut Vec<String>) {
        for item in items {
            match item {
                Item::Glyphs(run) => into.push(run.text.to_string()),
                Item::Group(group) => collect(&group.items, into),
                _ => {}
            }
        }
    }
    let mut lines = Vec::new();
    version(project, lang).pages.iter().for_each(|page| collect(&page.items, &mut lines));
    lines.join(" ")
}

/// The pages in one language, no error allowed.
fn version(project: &Project, lang: &str) -> Document {
    let mut job = project.job.clone();
    job.locales = vec![lang.into()];
    let (mut documents, report) = compile::scenes(&project.world(), &job, &Silent);
    let faults: Vec<_> = report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::En)).collect();
    assert!(!report.diagnostics.has_errors(), "{faults:#?}");
    documents.remove(0)
}

fn cells(project: &Project) -> Vec<LocaleCell> {
    project.check().locales
}

#[test]
fn every_language_is_built_in_one_run_and_the_kit_s_own_stays_where_it_was() {
    let mut project = english("");
    project.job.formats = vec![Format::Pdf];
    project.job.profiles = vec![Profile::Screen];
    let files = project.build();
    let (fr, en) = (
        "essai/D1-premier-jeu/essai_D1-premier-jeu_60x90_2-cartes_screen_v1.0.pdf",
        "essai/en/D1-premier-jeu/essai_D1-premier-jeu_60x90_en_2-cards_screen_v1.0.pdf",
    );
    assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), [fr, en, "essai/manifest.json"]);
    let manifest: Value = serde_json::from_slice(&files["essai/manifest.json"]).unwrap();
    let locale = |path: &str| {
        let listed = manifest["files"].as_array().unwrap().iter();
        listed.filter(|file| file["path"] == path).map(|file| file["locale"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((locale(fr), locale(en)), (vec!["fr".into()], vec!["en".into()]));
    assert!(manifest.get("untranslated").is_none());

    // The same French bytes as without the option.
    project.job.locales = Vec::new();
    let alone = project.build();
    assert_eq!(alone.keys().map(String::as_str).collect::<Vec<_>>(), [fr, "essai/manifest.json"]);
    assert!(alone[fr] == files[fr]);
}

#[test]
fn a_version_has_its_own_words_its_own_addresses_and_no_french_spaces() {
    let project = english("");
    let (fr, en) = (words(&project, "fr"), words(&project, "en"));
    for text in ["Un titre", "Pédagogie", "mots\u{a0}:", "quoi\u{202f}?"] {
        assert!(fr.contains(text) && !en.contains(text), "{text} in\n{fr}\n{en}");
    }
    for text in ["A title", "Learning", "What is it?"] {
        assert!(en.contains(text) && !fr.contains(text), "{text} in\n{fr}\n{en}");
    }
    let coded =
        "boxes:\n  - { at: { x: 5mm, y: 5mm, width: 50mm, height: 20mm }, text: \"{titre} {texte} {url|short}\" }\n";
    let project = english("").layout("front", coded);
    assert!(words(&project, "fr").contains("essai.example/A1"));
    assert!(words(&project, "en").contains("essai.example/en/A1"));
}

#[test]
fn a_text_without_translation_is_a_fault_at_both_ends() {
    let deck = "deck: D1\ntitle: First deck\ncards:\n  A1: { titre: A title }\n  A2: { titre: Another, texte: ' ' }\n";
    let kit_file = EN_KIT.replace("words: { what: What is it? }\n", "");
    let project = kit("", &[("en/kit.yaml", &kit_file), ("en/jeu.yaml", deck)]);
    assert_eq!(
        told(&project),
        [
            "kits/essai/locales/en/kit.yaml:1:1: error[missing-translation] 1 text without translation into en: words.what",
            "kits/essai/locales/en/jeu.yaml:4:7: error[missing-translation] card A1 (en): 1 text without translation into en: texte",
            "kits/essai/locales/en/jeu.yaml:5:7: error[missing-translation] card A2 (en): 1 text without translation into en: texte",
        ]
    );
    let report = project.check();
    let fault = report.diagnostics.iter().find(|fault| fault.card.as_deref() == Some("A1")).unwrap();
    let json = diag::json(fault, &report.sources, Lang::En);
    // The French text: `texte:` of the first card stands in the ninth line of the deck.
    assert_eq!((&json["places"][1]["file"], &json["places"][1]["line"]), (&"kits/essai/jeu.yaml".into(), &9.into()));
    assert_eq!(json["locale"], "en");
    let cell = &cells(&project)[1];
    assert_eq!(
        (&*cell.locale, cell.missing_texts, &*cell.untranslated),
        ("en", 3, &["A1".to_owned(), "A2".into()][..])
    );
}

#[test]
fn a_deck_without_file_is_told_once() {
    let project = kit("", &[("en/kit.yaml", EN_KIT)]);
    let faults = told(&project);
    assert_eq!(faults, ["kits/essai/jeu.yaml:1:7: error[missing-translation] the deck “D1” is not translated into en"]);
    let report = project.check();
    let hint = &report.diagnostics.iter().next().unwrap().hints[0].en;
    assert_eq!(hint, "write locales/en/jeu.yaml, which starts with “deck: D1”");
    // Two cards with two texts each and the title of the deck.
    assert_eq!(report.locales[1].missing_texts, 5);
}

#[test]
fn what_is_no_language_needs_no_translation() {
    // Codes of cards, picture files, words of vocabularies, numbers: none is missed in `english`.
    assert_eq!(told(&english("")), [""; 0]);
    let plain = "boxes:\n  - { at: safe, text: \"{titre} {texte} {isbn} {note}\" }\n";
    let project = |more: &str| {
        let mut project = kit(more, &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", EN_DECK)]).layout("front", plain);
        project = project.card("id: A3\ntitre: 12\ntexte: https://exemple.fr/a\nisbn: ISBN 3\nnote: 4,5");
        project = project.deck(
            "deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: { front: front }\nfields: [see, picture]\ndefaults: { isbn: X, note: 1 }\n",
        );
        told(&project)
    };
    let missed = project("");
    assert_eq!(missed.len(), 3, "{missed:#?}");
    assert!(missed.iter().all(|fault| fault.ends_with("without translation into en: isbn")), "{missed:#?}");
    assert_eq!(project("untranslated: [isbn]\n"), [""; 0]);
}

#[test]
fn keys_that_translate_nothing_are_told_with_the_nearest_that_would() {
    let deck = format!("{EN_DECK}  A7: {{ titre: Nobody }}\n").replace("A1: { titre:", "A1: { titer: x, titre:");
    let words = EN_KIT.replace("what: What", "wath: What, what: What");
    let project = kit("", &[("en/kit.yaml", &words), ("en/jeu.yaml", &deck)]);
    assert_eq!(
        told(&project),
        [
            "kits/essai/locales/en/kit.yaml:4:10: warning[orphan-translation] “wath” translates nothing",
            "kits/essai/locales/en/jeu.yaml:4:9: warning[orphan-translation] card A1 (en): “titer” translates nothing",
            "kits/essai/locales/en/jeu.yaml:6:3: warning[orphan-translation] “A7” translates nothing",
        ]
    );
    let words = kit("", &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", &EN_DECK.replace("A1: {", "A1: { family: b,"))]);
    assert_eq!(
        told(&words),
        [
            "kits/essai/locales/en/jeu.yaml:4:9: warning[orphan-translation] card A1 (en): “family” is a word of a vocabulary, the same in every language"
        ]
    );
    let report = project.check();
    let hints: Vec<_> = report.diagnostics.iter().map(|fault| fault.hints[0].en.as_str()).collect();
    assert_eq!(hints[..2], ["did you mean “what”?", "did you mean “titre”?"]);
}

#[test]
fn a_translation_older_than_its_source_is_found() {
    let with = |recorded: &str| {
        let deck = EN_DECK.replace("A1: {", &format!("A1: {{ made-from: {{ titre: {recorded} }},"));
        told(&kit("", &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", &deck)]))
    };
    // The text itself, however it is spaced, or the first eight digits of its SHA-256 (printf %s 'Un titre' | sha256sum).
    assert_eq!(with("Un titre"), [""; 0]);
    assert_eq!(with("'Un   titre'"), [""; 0]);
    assert_eq!(with(MARK), [""; 0]);
    assert_eq!(
        with("Un vieux titre"),
        [
            "kits/essai/locales/en/jeu.yaml:4:54: warning[stale-translation] card A1 (en): the source of “titre” has changed since it was translated"
        ]
    );
}

/// `printf %s 'Un titre' | sha256sum | cut -c1-8`
const MARK: &str = "1c5ce210";

#[test]
fn what_may_stay_in_the_kit_s_language_is_marked_and_set_in_it() {
    let deck = EN_DECK.replace(", texte: Some words", "");
    let mut project = kit("locales: { en: { fallback: fr } }\n", &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", &deck)]);
    assert_eq!(
        told(&project),
        [
            "kits/essai/locales/en/jeu.yaml:4:7: warning[missing-translation] card A1 (en): 1 text stays in fr in the en version: texte"
        ]
    );
    // French spaces in the French text, none in the English question before it on card A2.
    let dump = words(&project, "en");
    assert!(dump.contains("mots\u{a0}: ") && dump.contains("lesquels\u{202f}?") && dump.contains("it?"), "{dump}");
    project.job.formats = vec![Format::Pdf];
    let manifest: Value = serde_json::from_slice(&project.build()["essai/manifest.json"]).unwrap();
    assert_eq!(
        manifest["untranslated"],
        serde_json::json!([{ "locale": "en", "deck": "D1", "variant": null, "texts": 1, "cards": ["A1"] }])
    );
    let faults = told(&kit("locales: { en: { fallback: de } }\n", &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", &deck)]));
    assert!(faults[0].contains("kit.yaml:11:28: error[wrong-value] “de” cannot stand in for “en”"), "{faults:#?}");
}

#[test]
fn a_language_changes_sizes_leading_tracking_and_digits_of_every_style() {
    let front =
        "boxes:\n  - { at: { x: 5mm, y: 5mm, width: 50mm, height: 40mm }, text: \"{titre}\\\\\\n{texte} {nombre}\" }\n";
    let with = |more: &str| {
        let project = english(more).layout("front", front);
        let project = project.card("id: A3\ntitre: 1\ntexte: 2\nnombre: 2026");
        let project = project.deck(
            "deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: { front: front }\nfields: [see, picture]\ndefaults: { nombre: 30 }\n",
        );
        (scene::dump(&version(&project, "fr")), scene::dump(&version(&project, "en")))
    };
    let (fr, en) =
        with("locales: { en: { size: 0.9, leading: 1.25, digits: ⁰¹²³⁴⁵⁶⁷⁸⁹, fonts: { texte: Source Sans 3 } } }\n");
    assert!(fr.contains(" 10pt ") && fr.contains("30") && !fr.contains("³⁰") && en.contains("³⁰"), "{fr}");
    // 10 pt × 0.9.
    assert!(en.contains(" 9pt ") && !en.contains(" 10pt "), "{en}");
    let baselines = |dump: &str| -> Vec<f64> {
        let lines = dump.lines().filter_map(|line| line.trim().strip_prefix("text "));
        lines.take(2).map(|line| line.split([',', ' ']).nth(1).unwrap().parse().unwrap()).collect()
    };
    // 12 pt are 4.23 mm; times 1.25, 5.29 mm.
    let (fr, en) = (baselines(&fr), baselines(&en));
    assert!((fr[1] - fr[0] - 4.23).abs() < 0.02 && (en[1] - en[0] - 5.29).abs() < 0.02, "{fr:?} {en:?}");
    let faults = told(&english("locales: { en: { size: 9, digits: \"123\" }, english: {} }\n"));
    for fault in [
        "“size” is 9, and must stay within 0.5 and 2",
        "ten digits are needed, not 3",
        "“english” is not a language code",
    ] {
        assert!(faults.iter().any(|told| told.contains(fault)), "{fault} in {faults:#?}");
    }
}

#[test]
fn a_size_below_the_floor_of_its_style_is_refused_in_any_language() {
    let types = TYPES.replace("leading: 12pt", "leading: 12pt, floor: 9.5pt");
    let project = english("locales: { en: { size: 0.9 } }\n").layout("front", &format!("{types}{FRONT}"));
    let faults = told(&project);
    assert!(
        faults.iter().any(|fault| fault.contains("is 9.0 pt, below its legibility floor of 9.5 pt")),
        "{faults:#?}"
    );
}

#[test]
fn the_matrix_tells_cards_that_overflow_in_one_language_only() {
    let long = "word ".repeat(200);
    let deck = EN_DECK.replace("More words", &long);
    let project = kit("", &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", &deck)]);
    let cells = cells(&project);
    let overflowing: Vec<_> = cells.iter().map(|cell| (&*cell.locale, cell.overflowing.join(" "))).collect();
    assert_eq!(overflowing, [("fr", String::new()), ("en", "A2".into())]);
    assert_eq!(cells[0].smallest_pt, Some(10.0));
    // The fault shows the words in the translation.
    assert!(told(&project)[0].starts_with("kits/essai/locales/en/jeu.yaml:5:"), "{:?}", told(&project));
    let none = kit("", &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", &EN_DECK.replace("More", "漢"))]);
    assert_eq!(self::cells(&none)[1].missing_glyphs, 1);
}

#[test]
fn words_of_a_layout_are_words_of_the_kit() {
    let project =
        english("").layout("front", "boxes:\n  - { at: safe, text: \"Et alors ? {titre} {texte} :clock:\" }\n");
    let faults = told(&project);
    assert!(
        faults.iter().any(|fault| fault.contains("layouts/front.yaml:4:23: warning[layout-words] “Et alors ?”")),
        "{faults:#?}"
    );
    let mut slip = english("").layout("front", "boxes:\n  - { at: safe, text: \"{words.waht} {titre} {texte}\" }\n");
    slip.job.locales = Vec::new();
    assert_eq!(told(&slip), ["kits/essai/layouts/front.yaml:4:5: error[unknown-word] the kit has no word “waht”"]);
}

#[test]
fn a_language_that_the_kit_does_not_have_is_refused() {
    let mut project = english("");
    project.job.locales = vec!["de".into()];
    assert_eq!(told(&project), ["error[unknown-locale] the kit has no “de” version"]);
    let report = project.check();
    assert!(report.diagnostics.iter().next().unwrap().hints[0].en.starts_with("there are: fr, en;"));
}

#[test]
fn files_of_translations_that_belong_to_nothing_are_told() {
    let project = kit(
        "",
        &[
            ("en/kit.yaml", EN_KIT),
            ("en/jeu.yaml", EN_DECK),
            ("en/autre.yaml", "deck: D9\n"),
            ("en/encore.yaml", "deck: D1\ncards: {}\n"),
            ("en/rien.yaml", "cards: {}\n"),
        ],
    );
    let faults = told(&project);
    let codes: Vec<_> = faults.iter().map(|fault| fault.split(['[', ']']).nth(1).unwrap()).collect();
    assert_eq!(codes, ["unknown-component", "duplicate-id", "unknown-kind"], "{faults:#?}");
    assert!(faults.iter().all(|fault| fault.starts_with("kits/essai/locales/en/")), "{faults:#?}");
}

#[test]
fn lists_and_maps_are_translated_item_by_item() {
    let front = "boxes:\n  - { at: safe, text: \"{titre} {texte} {etapes} {source.nom} {source.page}\" }\n";
    let head = "deck: D1\ntitle: Jeu\nformat: 60mm x 90mm\nlayout: { front: front }\nfields: [see, picture]\n\
                defaults: { etapes: [un, deux], source: { nom: Livre, page: 4 } }\n";
    let defaults = "defaults: { etapes: [one, two], source: { nom: Book } }\n";
    let whole = |card: &str| {
        let text = EN_DECK.replace("A1: {", &format!("A1: {{ {card},")) + defaults;
        kit("", &[("en/kit.yaml", EN_KIT), ("en/jeu.yaml", &text)]).layout("front", front).deck(head)
    };
    assert_eq!(told(&whole("etapes: [first, second]")), [""; 0]);
    let dump = words(&whole("etapes: [first, second]"), "en");
    let dump = dump.replace("  ", " ");
    assert!(dump.contains("first, second Book 4") && dump.contains("one, two Book 4"), "{dump}");
    let short = told(&whole("etapes: [first]"));
    assert!(short[0].contains("error[wrong-count] card A1 (en): “etapes” has 1 items, its source 2"), "{short:#?}");
    let wrong = told(&whole("etapes: first"));
    assert!(wrong[0].contains("card A1 (en)") && wrong[0].contains("jeu.yaml:4:"), "{wrong:#?}");
}

#[test]
fn nine_languages_with_fonts_of_their_own_are_set_without_a_letter_missing() {
    let chains = [
        ("ar", "noto-sans-arabic", "Noto Sans Arabic"),
        ("de", "", ""),
        ("el", "", ""),
        ("he", "noto-sans-hebrew", "Noto Sans Hebrew"),
        ("hi", "noto-sans-devanagari", "Noto Sans Devanagari"),
        ("ja", "noto-sans-cjk", "Noto Sans CJK JP"),
        ("ru", "", ""),
        ("th", "noto-sans-thai", "Noto Sans Thai"),
        ("vi", "noto-sans", "Noto Sans"),
    ];
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let mut locales = String::from("locales:\n");
    let mut project = Project::new();
    for (lang, folder, family) in chains {
        let text = std::fs::read_to_string(format!("{root}/scripts/{lang}.txt")).unwrap();
        let text = text.trim().replace('"', "");
        let fonts = if family.is_empty() {
            "Atkinson Hyperlegible Next, Source Sans 3".into()
        } else {
            format!("{family}, Source Sans 3")
        };
        let _ = writeln!(locales, "  {lang}: {{ fonts: {{ texte: {{ families: [{fonts}] }} }} }}");
        let title: String = text.split_whitespace().next().unwrap().chars().take(8).collect();
        project = project.file(&format!("locales/{lang}/kit.yaml"), format!("kit: essai\ntitle: \"{title}\"\n")).file(
            &format!("locales/{lang}/jeu.yaml"),
            format!("deck: D1\ntitle: \"{title}\"\ncards: {{ A1: {{ texte: \"{text}\" }} }}\n"),
        );
        if !folder.is_empty() {
            for entry in std::fs::read_dir(format!("{root}/fonts/{folder}")).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                project = project.file(&format!("fonts/{folder}/{name}"), std::fs::read(&path).unwrap());
            }
        }
    }
    let kit = KIT
        .replace("words: { what: C’est quoi ? }\n", "")
        .replace("vocabularies: { family: [{ id: a, label: Pédagogie, color: nuit }] }\n", &locales);
    let mut project = project
        .file("kit.yaml", kit)
        .layout("front", "boxes:\n  - { at: { x: 5mm, y: 5mm, width: 50mm, height: 80mm }, text: \"{texte}\" }\n")
        .card("id: A1\ntexte: Tous les êtres humains naissent libres");
    project.job.locales = vec!["all".into()];
    let report = project.check();
    let faults: Vec<_> = report.diagnostics.iter().filter(|fault| fault.severity == Severity::Error).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let langs: Vec<_> = report.locales.iter().map(|cell| &*cell.locale).collect();
    assert_eq!(langs, ["fr", "ar", "de", "el", "he", "hi", "ja", "ru", "th", "vi"]);
    assert!(report.locales.iter().all(|cell| cell.missing_glyphs == 0 && cell.missing_texts == 0));
}
