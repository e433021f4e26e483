//! Letters of runs: code, links, styles inside a paragraph, small capitals, figures, features; small typography and
//! hyphenation as kits and styles set them. Advances were read from the fonts with hb-shape.

use massicot::scene::{Document, GlyphRun, Item};

use crate::project::Project;

/// A kit whose front shows `note` in the style `text`; `types` are further keys of that style and further styles.
fn project(types: &str, note: &str) -> Project {
    let types = format!("types:\n  text: {{ font: texte, size: 10pt, leading: 12pt{types}\n");
    let boxes = "boxes:\n  - { id: note, at: { x: 5mm, y: 5mm, right: 5mm, height: 60mm }, text: \"{note}\" }\n";
    Project::new().layout("front", &format!("{types}{boxes}")).card(&format!("id: A1\nnote: {note}"))
}

fn runs(document: &Document) -> Vec<GlyphRun> {
    fn collect(items: &[Item], found: &mut Vec<GlyphRun>) {
        for item in items {
            match item {
                Item::Group(group) => collect(&group.items, found),
                Item::Glyphs(run) => found.push((**run).clone()),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    document.pages.iter().for_each(|page| collect(&page.items, &mut found));
    found
}

fn words(document: &Document) -> Vec<String> {
    runs(document).iter().map(|run| run.text.to_string()).collect()
}

fn text(document: &Document) -> String {
    words(document).concat()
}

/// Steps from glyph to glyph, in thousandths of the em.
fn steps(run: &GlyphRun) -> Vec<i64> {
    let x: Vec<f64> = run.glyphs.iter().map(|glyph| glyph.x().to_mm() / run.size.to_mm()).collect();
    x.windows(2).map(|pair| ((pair[1] - pair[0]) * 1000.0).round() as i64).collect()
}

fn faults(project: &Project) -> Vec<String> {
    project.faults().into_iter().filter(|fault| fault.contains("erreur")).collect()
}

fn has(faults: &[String], part: &str) {
    assert!(faults.iter().any(|fault| fault.contains(part)), "{part}: {faults:#?}");
}

// Runs in a style of their own

const ACCENT: &str = " }\n  accent: { color: nuit, weight: 700, size: 14pt, tracking: 50 }";

#[test]
fn a_run_takes_what_its_style_says_and_the_rest_from_the_words_around() {
    let scene = project(ACCENT, "'Un [mot *fort*]{.accent} ici'").scene();
    let runs = runs(&scene);
    assert_eq!(words(&scene), ["Un ", "mot ", "fort", " ici"]);
    let points: Vec<_> = runs.iter().map(|run| (run.size.to_pt() * 10.0).round() / 10.0).collect();
    assert_eq!(points, [10.0, 14.0, 14.0, 10.0]);
    // The bold face, 50 thousandths after each letter: m is 872 wide in Atkinson Hyperlegible Next Bold.
    assert_ne!(runs[0].font, runs[1].font);
    assert_eq!(runs[0].font, runs[3].font);
    assert_ne!(runs[0].fill, runs[1].fill);
    assert_eq!(runs[1].fill, runs[2].fill);
    // One baseline for all.
    assert!(runs.iter().all(|run| run.origin.y == runs[0].origin.y));
}

#[test]
fn runs_can_stand_in_layouts_links_and_lists() {
    let boxes = "types:\n  text: { font: texte, size: 10pt, leading: 12pt }\n  gros: { size: 20pt }\nboxes:\n  - { id: note, at: safe, text: \"[{note}]{.gros} fin\" }\n";
    let scene = Project::new().layout("front", boxes).card("id: A1\nnote: début").scene();
    assert_eq!(words(&scene), ["début", " fin"]);
    assert!((runs(&scene)[0].size.to_pt() - 20.0).abs() < 1e-3);
    let scene =
        project(ACCENT, "'[un [mot]{.accent}](https://ex.fr) [x] puis [deux [trois]{.accent}]{.accent}'").scene();
    assert_eq!(text(&scene), "un mot [x] puis deux trois");
    let scene = project(ACCENT, "'\\[non]{x} et {.rien}'").scene();
    assert_eq!(text(&scene), "[non]{x} et {.rien}");
}

#[test]
fn runs_without_style_or_pair_are_told() {
    let told = faults(&project(ACCENT, "'Un [mot]{.acent}'"));
    has(&told, "style inconnu : « acent »");
    let told = faults(&project(ACCENT, "'Un [mot **gras]{.accent} fin**'"));
    has(&told, "« {.accent} » n’a pas de mots entre crochets");
    let told = faults(&project(ACCENT, "'Un mot]{.accent}'"));
    has(&told, "« {.accent} » n’a pas de mots entre crochets");
    // A style for runs alone needs no font and no size; a box cannot have it.
    let boxes = "types:\n  text: { font: texte, size: 10pt }\n  accent: { color: nuit }\nboxes:\n  - { at: safe, text: { value: \"{note}\", style: accent } }\n";
    has(
        &faults(&Project::new().layout("front", boxes).card("id: A1\nnote: mot")),
        "le style « accent » ne dit pas sa police",
    );
}

// Code and links

#[test]
fn code_has_its_face_and_stays_as_it_is_written() {
    let kit = "kit: essai\ntitle: Essai\nversion: \"1.0\"\nlang: fr\npalette:\n  nuit: { srgb: \"#123C70\", cmyk: [100, 70, 5, 40] }\nfonts: { texte: Atkinson Hyperlegible Next, code: Source Sans 3 }\n";
    let scene = project(", code: code, hyphenate: true, tracking: 20 }", "\"Tapez `l'eau ; 10 %` !\"")
        .file("kit.yaml", kit)
        .scene();
    assert_eq!(words(&scene), ["Tapez ", "l'eau ; 10 %", "\u{202f}!"]);
    let runs = runs(&scene);
    assert!(runs[0].font == runs[2].font && runs[0].font != runs[1].font);
    // l 255, apostrophe 249: no tracking in code.
    assert_eq!(steps(&runs[1])[0], 255);
    has(&faults(&project(" }", "'un `mot`'")), "pas de police de code");
    has(&faults(&project(", code: machine }", "mot")), "le kit n’a pas de police « machine »");
}

#[test]
fn links_have_their_own_colour_and_are_never_cut() {
    let note = "'voir [incompréhensiblement](https://ex.fr)'";
    let scene = project(", link-color: nuit, hyphenate: true }", note).scene();
    let runs = runs(&scene);
    assert_ne!(runs[0].fill, runs[1].fill);
    assert!(!text(&scene).contains('\u{ad}'));
    has(&faults(&project(", link-color: nuage }", "mot")), "couleur inconnue : « nuage »");
}

// Features

fn source(style: &str, note: &str) -> Project {
    let kit =
        "kit: essai\ntitle: Essai\nversion: \"1.0\"\nlang: fr\nfonts: { texte: Source Sans 3, titre: Fraunces }\n";
    project(style, note).file("kit.yaml", kit)
}

#[test]
fn small_capitals_of_the_font() {
    // hb-shape --features=smcp: M 742, o 563.
    let scene = source(", small-caps: font }", "Mot").scene();
    assert_eq!((steps(&runs(&scene)[0]), &*text(&scene)), (vec![742, 563], "Mot"));
    // The italic of Source Sans 3 has none, and says so where it is used only.
    has(&faults(&source(", small-caps: font }", "'un *mot*'")), "n’a pas la fonction OpenType « smcp »");
    let told = faults(&project(", small-caps: font }", "Mot"));
    has(&told, "Atkinson Hyperlegible Next 400 Upright n’a pas la fonction OpenType « smcp »");
}

#[test]
fn small_capitals_drawn_where_they_are_asked_for() {
    let project = project(", small-caps: drawn }", "Ça Mût");
    let told = project.faults();
    has(&told, "drawn-small-caps");
    let scene = project.scene();
    assert_eq!(words(&scene), ["Ç", "a", " M", "ût"]);
    let runs = runs(&scene);
    // Atkinson Hyperlegible Next: x-height 496, capitals 668: 0.787 of the size.
    let share = runs[1].size.to_mm() / runs[0].size.to_mm();
    assert!((share - 496.0 / 668.0 * 1.06).abs() < 0.001, "{share}");
    assert_eq!(runs[1].glyphs[0].id, capital('A'));
    // With a font that has them, they are the font's, and nothing is told.
    let project = source(", small-caps: drawn }", "Mot");
    assert_eq!(steps(&self::runs(&project.scene())[0]), [742, 563]);
    assert!(!project.faults().iter().any(|fault| fault.contains("drawn-small-caps")));
}

/// The glyph of a capital of Atkinson Hyperlegible Next.
fn capital(letter: char) -> u16 {
    runs(&project(" }", &letter.to_string()).scene())[0].glyphs[0].id
}

#[test]
fn figures_as_plain_keys() {
    // Atkinson Hyperlegible Next: 1 is 407 wide, 9 is 595; `tnum` makes both 632.
    let steps_of = |style: &str| steps(&runs(&project(style, "'1911'").scene())[0]);
    assert_eq!(steps_of(" }"), [407, 595, 407]);
    assert_eq!(steps_of(", figures: proportional }"), [407, 595, 407]);
    assert_eq!(steps_of(", figures: tabular }"), [632, 632, 632]);
    // Figures of Source Sans 3 are of one width by themselves.
    assert_eq!(steps(&runs(&source(", figures: tabular }", "'1911'").scene())[0]), [497, 497, 497]);
    assert!(faults(&source(", figures: proportional-old-style }", "'1911'")).is_empty());
    assert!(faults(&project(", figures: lining }", "'1911'")).is_empty());
    has(&faults(&project(", figures: old-style }", "'1911'")), "n’a pas la fonction OpenType « onum »");
    has(&faults(&project(", features: [liga] }", "'1911'")), "n’a pas la fonction OpenType « liga »");
    assert!(faults(&project(", features: [-liga] }", "'1911'")).is_empty());
}

// Small typography

fn kit(more: &str) -> String {
    format!("kit: essai\ntitle: Essai\nversion: \"1.0\"\nlang: fr\nfonts: {{ texte: [Atkinson Hyperlegible Next, Source Sans 3] }}\n{more}").replace("[Atkinson Hyperlegible Next, Source Sans 3]", "{ families: [Atkinson Hyperlegible Next, Source Sans 3] }")
}

#[test]
fn every_rule_can_be_switched_off_in_the_kit_and_in_a_style() {
    let note = "\"Oui ! Un mot : « l'eau » 10 % – M. Dupont – fin\"";
    let all = "Oui\u{202f}! Un mot\u{a0}: «\u{a0}l’eau\u{a0}» 10\u{a0}% –\u{a0}M.\u{a0}Dupont\u{a0}– fin";
    assert_eq!(text(&project(" }", note).scene()), all);
    let rules = [
        ("punctuation", "\u{202f}!", " !"),
        ("colon", "\u{a0}:", " :"),
        ("guillemets", "«\u{a0}l’eau\u{a0}»", "« l’eau »"),
        ("numbers", "10\u{a0}%", "10 %"),
        ("titles", "M.\u{a0}Dupont", "M. Dupont"),
        ("dashes", "–\u{a0}M.\u{a0}Dupont\u{a0}–", "– M.\u{a0}Dupont –"),
        ("apostrophe", "l’eau", "l'eau"),
    ];
    for (rule, on, off) in rules {
        let without = all.replace(on, off);
        let in_kit = project(" }", note).file("kit.yaml", kit(&format!("typography: {{ {rule}: false }}\n")));
        assert_eq!(text(&in_kit.scene()), without, "{rule} in the kit");
        let in_style = project(&format!(", typography: {{ {rule}: false }} }}"), note);
        assert_eq!(text(&in_style.scene()), without, "{rule} in the style");
        let back = project(&format!(", typography: {{ {rule}: true }} }}"), note);
        let back = back.file("kit.yaml", kit(&format!("typography: {{ {rule}: false }}\n")));
        assert_eq!(text(&back.scene()), all, "{rule} on again");
    }
    has(&faults(&project(", typography: { points: false } }", "mot")), "points");
}

#[test]
fn capitals_keep_their_accents_and_addresses_their_letters() {
    let boxes = "boxes:\n  - { at: safe, text: \"{note|upper}\" }\n";
    let kit = kit("");
    let note = "'à l’été, [ex.fr/é](https://ex.fr/é) :'";
    let scene =
        Project::new().layout("front", boxes).file("kit.yaml", kit).card(&format!("id: A1\nnote: {note}")).scene();
    assert_eq!(text(&scene), "À L’ÉTÉ, EX.FR/É\u{a0}:");
    let dump = massicot::scene::dump(&scene);
    assert!(dump.contains("https://ex.fr/é"), "{dump}");
}

// Hyphenation

/// A note in a box of this width, in millimetres.
fn narrow(kit_more: &str, style: &str, width: f64, note: &str) -> Vec<String> {
    let types = format!("types:\n  text: {{ font: texte, size: 10pt, leading: 12pt, hyphenate: true{style} }}\n");
    let boxes = format!("boxes:\n  - {{ at: {{ x: 0, y: 0, width: {width}mm, height: 80mm }}, text: \"{{note}}\" }}\n");
    let project = Project::new().layout("front", &format!("{types}{boxes}")).card(&format!("id: A1\nnote: {note}"));
    words(&project.file("kit.yaml", kit(kit_more)).scene())
}

#[test]
fn exceptions_and_lengths_come_from_the_kit() {
    // coopé- is 30.43 wide at an em of 10 mm, coopéra- 38.94, coopération 52.16: at 10 pt, 10.7, 13.7 and 18.4 mm.
    assert_eq!(narrow("", "", 14.0, "coopération"), ["coopéra\u{ad}", "tion"]);
    let exceptions = "hyphenation: { exceptions: [Coopé-ration, parti-ci-pation] }\n";
    assert_eq!(narrow(exceptions, "", 14.0, "coopération"), ["coopé\u{ad}", "ration"]);
    assert_eq!(narrow(exceptions, "", 14.0, "Coopération"), ["Coopé\u{ad}", "ration"]);
    // A style has further ones, and its own come first.
    let own = ", hyphenation: { exceptions: [co-opération] }";
    assert_eq!(narrow(exceptions, own, 15.0, "coopération"), ["co\u{ad}", "opération"]);
    let after = ", hyphenation: { after: 5 }";
    assert_eq!(narrow("", after, 14.0, "coopération"), ["coopé\u{ad}", "ration"]);
    assert_eq!(narrow("hyphenation: { after: 5 }\n", "", 14.0, "coopération"), ["coopé\u{ad}", "ration"]);
    let project = project(", hyphenate: true }", "mot")
        .file("kit.yaml", kit("hyphenation: { word: 0, exceptions: [\"aujour d'hui\"] }\n"));
    let told = faults(&project);
    has(&told, "ce nombre va de 1 à 20, et non 0");
    has(&told, "n’est pas un mot avec ses coupes");
}

/// The longest row of lines that end with a hyphen.
fn ladder(lines: &[String]) -> usize {
    let mut rows = lines.split(|line| !line.ends_with('\u{ad}')).map(<[String]>::len);
    rows.by_ref().max().unwrap_or(0)
}

#[test]
fn no_more_hyphens_in_a_row_than_allowed() {
    let note = "'Coopération intercommunale, expérimentation territoriale, fonctionnalité, accompagnement, \
                interdépendances, renouvellement, mutualisation, contractualisation, professionnalisation.'";
    let mut bound = 0;
    for width in 22..40 {
        let width = f64::from(width);
        let free = narrow("", ", hyphenation: { in-a-row: 20 }", width, note);
        for limit in 1..=2 {
            let set = narrow("", &format!(", hyphenation: {{ in-a-row: {limit} }}"), width, note);
            assert!(ladder(&set) <= limit, "{width}: {set:?}");
            assert_eq!(set.concat().replace('\u{ad}', ""), free.concat().replace('\u{ad}', ""));
            bound += usize::from(ladder(&free) > limit);
        }
        // Two are the rule.
        assert!(ladder(&narrow("", "", width, note)) <= 2);
    }
    assert!(bound > 5, "the limit never mattered");
}
