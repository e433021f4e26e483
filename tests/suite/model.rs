//! Kits as authors write them: what is read, and what is said of every fault.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use massicot::color::{Cmyk, Srgb};
use massicot::diag::{Diagnostics, Lang, Severity, short};
use massicot::geom::{Length, Size};
use massicot::model::{Card, Date, Field, Kit, load, scaffold};
use massicot::scene::Side;
use massicot::sizes::{Format, SizeError, Sizes};
use massicot::source::Sources;
use massicot::world::{DiskWorld, MemoryWorld, World};
use massicot::yaml::locate;

const KIT: &str = r##"kit: essai
title: Essai
version: 1.0
date: 2026-11-23
lang: fr
links: { base: "https://essai.example/" }
palette:
  nuit: { srgb: "#123C70", cmyk: [100, 75, 20, 20] }
  noir: "#000"
fonts:
  texte: { families: [Atkinson Hyperlegible Next, Source Sans 3], weights: [400, 700] }
  titre: Fraunces
vocabularies:
  family:
    - { id: pedagogie, label: Pédagogie, code: P, color: nuit, ratio: 1.50 }
    - { id: animation, label: Animation, code: A, color: noir }
  sequence:
    - { id: S0, label: S'ouvrir }
    - { id: S1, label: Se mettre d'accord }
components: [D2, { id: D9, title: Plus tard, status: à venir }, D1]
"##;

const DECK: &str = "deck: D1
title: Repères
format: A6
layout: { front: recto, back: { by: family, pedagogie: dos-p, default: none } }
defaults: { family: pedagogie, tags: [base], note: commune }
cards:
  - id: R01
    title: L'EFC en une phrase
    sequence: [S0, S1]
    price: 1.50
    link: r01
  - id: R02
    title: Sortir du volume
    family: animation
    count: 3
    tags: volume
    alt: ~
    layout: { front: autre }
";

/// The kit `essai` with these files beside kit.yaml.
fn world(kit: &str, files: &[(&str, &str)]) -> MemoryWorld {
    let world = MemoryWorld::new().with("essai/kit.yaml", kit);
    files.iter().fold(world, |world, (name, text)| world.with(format!("essai/{name}"), text))
}

struct Loaded {
    kit: Option<Kit>,
    told: String,
    sources: Sources,
}

/// What loading gives, and every message with its hints.
fn loaded(world: &dyn World) -> Loaded {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let kit = load(world, Path::new("essai"), &mut sources, &mut diags);
    locate(&sources, &mut diags);
    let lines = diags.iter().flat_map(|diagnostic| {
        let places = diagnostic.labels.iter().skip(1).map(|label| {
            let mut other = diagnostic.clone();
            other.labels = vec![label.clone()];
            short(&other, &sources, Lang::Fr).split(" erreur").next().unwrap().to_owned()
        });
        let hints = diagnostic.hints.iter().map(|hint| hint.fr.clone());
        let more: Vec<_> = places.chain(hints).map(|line| format!("  {line}")).collect();
        std::iter::once(short(diagnostic, &sources, Lang::Fr)).chain(more).collect::<Vec<_>>()
    });
    let told = lines.collect::<Vec<_>>().join("\n");
    Loaded { kit, told, sources }
}

fn good(kit: &str, files: &[(&str, &str)]) -> Kit {
    let loaded = loaded(&world(kit, files));
    assert_eq!(loaded.told, "");
    loaded.kit.unwrap()
}

fn faults(kit: &str, files: &[(&str, &str)]) -> String {
    loaded(&world(kit, files)).told
}

/// Faults of a deck of these cards.
fn card_faults(cards: &str) -> String {
    let deck = format!("deck: D1\ntitle: Jeu\nformat: poker\nlayout: {{ front: recto }}\ncards:\n{cards}");
    faults(KIT, &[("jeu.yaml", &deck)])
}

#[test]
fn a_kit_is_read_as_written() {
    let kit = good(KIT, &[("reperes.yaml", DECK)]);
    assert_eq!((&*kit.id, &*kit.version, kit.date), ("essai", "1.0", Some(Date { year: 2026, month: 11, day: 23 })));
    let nuit = kit.palette.get("nuit").unwrap();
    assert_eq!(nuit.cmyk, Cmyk { c: 1000, m: 750, y: 200, k: 200 });
    assert_eq!(kit.palette.by_srgb(Srgb::new(0x12, 0x3C, 0x70)), Some(nuit));
    assert_eq!(kit.fonts[0].weights, [400, 700]);
    assert_eq!(kit.font("titre").unwrap().families, ["Fraunces".into()]);
    let order: Vec<_> = kit.components.iter().map(|part| (&*part.id, part.present)).collect();
    assert_eq!(order, [("D2", false), ("D9", false), ("D1", true)]);
}

#[test]
fn cards_take_the_defaults_of_their_deck_and_know_where_each_value_stands() {
    let Loaded { kit, sources, .. } = loaded(&world(KIT, &[("reperes.yaml", DECK)]));
    let kit = kit.unwrap();
    let deck = kit.deck("D1").unwrap();
    assert_eq!(
        (deck.boxes.trim, deck.boxes.bleed.left, deck.boxes.safe.top),
        (Size::mm(105.0, 148.0), Length::mm(3.0), Length::mm(5.0))
    );
    let [first, second] = &deck.cards[..] else { panic!() };
    assert_eq!((first.count, second.count, deck.printed()), (1, 3, 4));
    assert_eq!((&first.tags, &second.tags), (&vec!["base".into()], &vec!["volume".into()]));
    assert_eq!(first.get("price"), Some(&Field::Text("1.50".into())));
    assert_eq!((first.get("note").unwrap().text(), second.get("alt")), (Some("commune"), None));
    assert_eq!(first.url.as_deref(), Some("https://essai.example/r01"));
    assert_eq!(second.url.as_deref(), Some("https://essai.example/R02"));
    let faces =
        |card: &Card| (card.layout.front.as_deref().map(str::to_owned), card.layout.back.as_deref().map(str::to_owned));
    assert_eq!(faces(first), (Some("recto".into()), Some("dos-p".into())));
    assert_eq!(faces(second), (Some("autre".into()), None));
    let line = |place| {
        let mut diags = Diagnostics::new();
        diags.push(massicot::diag::Diagnostic::error("x", massicot::say!("x", "x")).at(place));
        locate(&sources, &mut diags);
        short(diags.iter().next().unwrap(), &sources, Lang::Fr)
    };
    assert!(line(first.field_place("note")).starts_with("essai/reperes.yaml:5:52:"));
    assert!(line(second.field_place("title")).starts_with("essai/reperes.yaml:13:12:"));
    assert!(line(second.layout_place(Side::Front)).starts_with("essai/reperes.yaml:18:22:"));
    assert!(line(first.layout_place(Side::Front)).starts_with("essai/reperes.yaml:4:18:"));
    assert!(line(first.place()).starts_with("essai/reperes.yaml:7:5:"));
}

#[test]
fn layouts_reach_vocabulary_attributes_by_the_field() {
    let kit = good(KIT, &[("reperes.yaml", DECK)]);
    let deck = &kit.decks[0];
    let value = |path: &str| kit.value(deck, &deck.cards[0], path).map(|value| value.into_owned());
    assert_eq!(value("family.label"), Some(Field::Text("Pédagogie".into())));
    assert_eq!(value("family.ratio"), Some(Field::Text("1.50".into())));
    let labels = ["S'ouvrir", "Se mettre d'accord"].map(|label| Field::Text(label.into()));
    assert_eq!(value("sequence.label"), Some(Field::List(labels.to_vec())));
    assert_eq!(value("deck.title"), Some(Field::Text("Repères".into())));
    assert_eq!(value("kit.version"), Some(Field::Text("1.0".into())));
    assert_eq!(value("card.id"), Some(Field::Text("R01".into())));
    assert_eq!((value("family.absent"), value("absent"), value("title.x")), (None, None, None));
}

#[test]
fn every_fault_of_kit_yaml_comes_in_one_run() {
    let kit = r##"kit: mon kit
titel: Essai
version: "1"
date: 2026-02-30
lang: french
links: { base: www.essai.example }
palette:
  nuit: { srgb: #123C70, cmyk: [100, 75, 20, 20] }
"##;
    // The unquoted hash swallows the rest of the line: the brace is never closed.
    assert!(faults(kit, &[]).starts_with("essai/kit.yaml:8:9: erreur[yaml-bracket] « { » n’est pas refermé"));
    let kit = kit.replace(
        "{ srgb: #123C70, cmyk: [100, 75, 20, 20] }",
        "{ srgb: \"#123C7\", cmyk: [100, 75, 120, 20] }\n  noir: #000\n  gris: \"#ccc\"",
    ) + "vocabularies:\n  family:\n    - { id: a, label: A, color: gri }\n    - { id: A }\n  level:\n    - { id: n1, label: x }\n    - { id: N1, label: y }\ncomponents: [D1, d1]\n";
    assert_eq!(
        faults(&kit, &[]),
        "essai/kit.yaml:2:1: erreur[unknown-key] clé inconnue « titel »\n  vouliez-vous dire « title » ?\n\
         essai/kit.yaml:8:17: erreur[wrong-value] « #123C7 » n’est pas une couleur\n  écrivez-la entre guillemets : \"#123C70\"\n\
         essai/kit.yaml:8:33: erreur[wrong-value] une encre va de 0 à 100 %, et non 120\n  \
         écrivez cyan, magenta, jaune, noir : [100, 75, 20, 20]\n\
         essai/kit.yaml:9:3: erreur[wrong-type] il faut ici une couleur, \"#123C70\" par exemple, et non rien\n  \
         si la valeur commence par #, mettez-la entre guillemets : sans eux, c’est un commentaire\n\
         essai/kit.yaml:14:7: erreur[missing-key] il manque la clé « label »\n\
         essai/kit.yaml:1:6: erreur[wrong-id] « mon kit » n’est pas un identifiant\n  \
         1 à 64 lettres sans accent, chiffres, « - » ou « _ », sans espace\n\
         essai/kit.yaml:5:7: erreur[wrong-value] « french » n’est pas un code de langue\n  écrivez fr, en, de, fr-CA… (BCP 47)\n\
         essai/kit.yaml:1:1: erreur[missing-key] il manque la clé « title »\n  ajoutez une ligne « title: … »\n\
         essai/kit.yaml:4:7: erreur[wrong-value] « 2026-02-30 » n’est pas une date\n  écrivez année-mois-jour : 2026-11-23\n\
         essai/kit.yaml:6:16: erreur[wrong-link] « www.essai.example » n’est pas une adresse web\n  \
         une adresse commence par https:// et n’a pas d’espace\n\
         essai/kit.yaml:13:33: erreur[unknown-swatch] aucune couleur de la palette ne s’appelle « gri »\n  vouliez-vous dire « gris » ?\n\
         essai/kit.yaml:17:13: erreur[duplicate-id] le mot « N1 » est déjà dans « level »\n  gardez-en un\n\
         essai/kit.yaml:18:18: erreur[duplicate-id] « d1 » est déjà dans la liste\n  gardez-en un"
    );
}

#[test]
fn one_wrong_card_does_not_hide_the_next() {
    assert!(card_faults("  - id: ''\n").starts_with("essai/jeu.yaml:6:9: erreur[wrong-id] «  » n’est pas"));
    assert_eq!(
        card_faults(
            "  - id: R 1\n  - id: R02\n    count: 10000\n    tags: [a, [b]]\n  - title: Sans code\n  - R04\n  - id: R05\n    \
             family: pedagogi\n    sequence: [S0, cuisine]\n  - id: R06\n    link: été\n"
        ),
        "essai/jeu.yaml:6:9: erreur[wrong-id] « R 1 » n’est pas un identifiant\n  \
         1 à 64 lettres sans accent, chiffres, « - » ou « _ », sans espace\n\
         essai/jeu.yaml:8:12: erreur[wrong-type] carte R02 : il faut ici un nombre d’exemplaires de 0 à 9999, et non le nombre 10000\n\
         essai/jeu.yaml:9:15: erreur[wrong-type] carte R02 : il faut ici un mot, et non une liste\n\
         essai/jeu.yaml:10:5: erreur[missing-key] il manque la clé « id »\n  ajoutez une ligne « id: … »\n\
         essai/jeu.yaml:11:5: erreur[wrong-type] il faut ici une carte, avec ses clés, et non le texte « R04 »\n\
         essai/jeu.yaml:13:13: erreur[unknown-word] carte R05 : « pedagogi » n’est pas un mot de « family »\n  \
         vouliez-vous dire « pedagogie » ?\n\
         essai/jeu.yaml:14:20: erreur[unknown-word] carte R05 : « cuisine » n’est pas un mot de « sequence »\n  \
         sont permis : S0, S1\n\
         essai/jeu.yaml:16:11: erreur[wrong-link] carte R06 : « été » n’est pas un lien court\n  \
         un lien court n’a que des lettres sans accent, des chiffres, - _ . ~ et /"
    );
}

#[test]
fn the_right_cards_stay_when_others_are_wrong() {
    let deck = "deck: D1\ntitle: Jeu\nformat: poker\nlayout: { front: recto }\ncards:\n  - id: A\n  - id: B\n    count: -1\n  - id: C\n";
    let Loaded { kit, .. } = loaded(&world(KIT, &[("jeu.yaml", deck)]));
    let ids: Vec<_> = kit.unwrap().decks[0].cards.iter().map(|card| card.id.to_string()).collect();
    assert_eq!(ids, ["A", "C"]);
}

#[test]
fn a_card_code_used_twice_is_told_at_both_places_across_files() {
    let deck = |id: &str, card: &str| {
        format!("deck: {id}\ntitle: Jeu\nformat: A7\nlayout: {{ front: r }}\ncards:\n  - id: X1\n  - id: {card}\n")
    };
    let told = faults(KIT, &[("a.yaml", &deck("D1", "R01")), ("b.yaml", &deck("D2", "r01").replace("X1", "X2"))]);
    assert_eq!(
        told,
        "essai/b.yaml:7:9: erreur[duplicate-id] la carte « r01 » est définie deux fois\n  essai/a.yaml:7:9:\n  \
         donnez à chaque carte du kit un code à elle"
    );
    let told = faults(KIT, &[("a.yaml", &deck("D1", "A")), ("b.yaml", &deck("d1", "B").replace("X1", "X2"))]);
    assert!(
        told.starts_with(
            "essai/b.yaml:1:7: erreur[duplicate-id] le jeu « d1 » est défini deux fois\n  essai/a.yaml:1:7:"
        ),
        "{told}"
    );
}

#[test]
fn a_short_link_needs_a_base() {
    let kit = KIT.replace("links: { base: \"https://essai.example/\" }\n", "");
    let told = faults(&kit, &[("reperes.yaml", DECK)]);
    assert_eq!(
        told,
        "essai/reperes.yaml:11:11: erreur[wrong-link] carte R01 : le lien court « r01 » n’a pas d’adresse de base\n  \
         ajoutez au kit.yaml « links: { base: https://… } », ou écrivez l’adresse entière"
    );
    let full = DECK.replace("link: r01", "link: https://autre.example/r01?x=1");
    let kit = good(&kit, &[("reperes.yaml", &full)]);
    let urls: Vec<_> = kit.decks[0].cards.iter().map(|card| card.url.as_deref()).collect();
    assert_eq!(urls, [Some("https://autre.example/r01?x=1"), None]);
}

#[test]
fn what_a_deck_shares_is_checked_with_its_cards() {
    let deck = "deck: D1\ntitle: Jeu\nformat: pokr\nbleed: 3\nsafe: 40mm\nlayot: x\nlayout:\n  front: { by: family, pedagogi: a }\n\
                cards:\n  - { id: A, family: pedagogie }\n  - { id: B, family: absente }\n  - id: C\n";
    assert_eq!(
        faults(KIT, &[("jeu.yaml", deck)]),
        "essai/jeu.yaml:4:8: erreur[wrong-value] la longueur 3 n’a pas d’unité\n  écrivez 3mm, ou 3pt pour des points\n\
         essai/jeu.yaml:6:1: erreur[unknown-key] clé inconnue « layot »\n  vouliez-vous dire « layout » ?\n\
         essai/jeu.yaml:8:24: erreur[unknown-word] « pedagogi » n’est pas un mot de « family »\n  vouliez-vous dire « pedagogie » ?\n\
         essai/jeu.yaml:3:9: erreur[unknown-size] format inconnu « pokr »\n  vouliez-vous dire « poker » ?\n\
         essai/jeu.yaml:10:22: erreur[no-layout] carte A : aucune maquette n’est prévue pour family: pedagogie\n  \
         essai/jeu.yaml:8:10:\n  ajoutez ce cas, ou « default: », sous « by: family »\n\
         essai/jeu.yaml:11:22: erreur[unknown-word] carte B : « absente » n’est pas un mot de « family »\n  \
         sont permis : pedagogie, animation\n\
         essai/jeu.yaml:12:5: erreur[no-layout] carte C : la maquette dépend de « family », que cette carte n’a pas\n  \
         essai/jeu.yaml:8:10:\n  ajoutez ce cas, ou « default: », sous « by: family »"
    );
    let told = faults(
        KIT,
        &[("jeu.yaml", "deck: D1\ntitle: Jeu\nformat: poker\nsafe: 40mm\nlayout: {front: a}\ncards: [{id: A}]\n")],
    );
    assert_eq!(told, "essai/jeu.yaml:4:7: erreur[wrong-value] « safe » vaut 40 mm, et doit rester entre 0 et 31.5 mm");
}

#[test]
fn files_are_told_apart_by_their_first_key() {
    let told = faults(
        KIT,
        &[("a.yaml", "dekc: D1\n"), ("b.yml", "- x\n"), ("c.yaml", "kit: autre\n"), ("notes.txt", "x: y: z")],
    );
    assert_eq!(
        told,
        "essai/a.yaml:1:1: erreur[unknown-kind] « dekc » ne dit pas ce que contient ce fichier\n  vouliez-vous dire « deck » ?\n\
         essai/b.yml:1:1: erreur[unknown-kind] ce fichier ne contient pas de clés\n  \
         commencez-le par l’une de ces clés : deck, board, poster, document, box, path, sizes, layout, tool, resources, needs, criteria, collection\n\
         essai/c.yaml:1:1: erreur[unknown-kind] un kit n’a qu’un kit.yaml\n  \
         commencez-le par l’une de ces clés : deck, board, poster, document, box, path, sizes, layout, tool, resources, needs, criteria, collection"
    );
    let told = loaded(&MemoryWorld::new()).told;
    assert!(told.starts_with("erreur[no-kit] le dossier essai n’a pas de kit.yaml"), "{told}");
    let latin = world(KIT, &[]).with("essai/a.yaml", b"deck: D1\ntitle: Rep\xE8res\n");
    assert_eq!(
        loaded(&latin).told,
        "essai/a.yaml: erreur[not-utf8] ce fichier n’est pas en UTF-8 (ligne 2)\n  réenregistrez-le en UTF-8 dans votre éditeur"
    );
}

#[test]
fn faults_of_kit_yaml_do_not_hide_those_of_decks() {
    let told = faults(&KIT.replace("lang: fr\n", ""), &[("reperes.yaml", &DECK.replace("animation", "animatio"))]);
    assert!(told.contains("il manque la clé « lang »") && told.contains("vouliez-vous dire « animation » ?"), "{told}");
}

#[test]
fn sizes_are_those_of_the_standards_and_of_the_trade() {
    let mut diags = Diagnostics::new();
    let sizes = Sizes::read_shipped(&mut diags);
    assert!(diags.is_empty(), "{diags:?}");
    assert!(sizes.rows().count() > 60 && sizes.rows().all(|row| row.source.len() > 5));
    let trim = |text: &str| Format::parse(text).unwrap().trim;
    assert_eq!(trim("A6"), Size::mm(105.0, 148.0));
    assert_eq!(trim("a6 paysage"), Size::mm(148.0, 105.0));
    assert_eq!(trim("A6 portrait"), Size::mm(105.0, 148.0));
    assert_eq!(trim("poker"), Size::mm(63.0, 88.0));
    assert_eq!(trim("POKER-US"), Size::mm(63.5, 88.9));
    assert_eq!(trim("tarot-us"), Size::mm(69.85, 120.65));
    assert_eq!(trim("SRA3"), Size::mm(320.0, 450.0));
    assert!(trim("letter").width.near(Length::mm(215.9), Length::mm(1e-9)));
    assert_eq!(trim("63mm x 88mm"), Size::mm(63.0, 88.0));
    assert_eq!(trim("63,5 × 88,9 mm".replace(',', ".").as_str()), Size::mm(63.5, 88.9));
    assert!(trim("2.5in x 3.5in portrait").height.near(Length::mm(88.9), Length::mm(1e-9)));
    assert_eq!(Format::parse("poker").unwrap().corner, Length::mm(3.0));
    assert_eq!(&*Format::parse("A6 landscape").unwrap().id, "A6-landscape");
    assert_eq!(&*Format::parse("63.5mm x 88.9mm").unwrap().id, "63.5x88.9");
}

#[test]
fn iso_sizes_halve_into_one_another() {
    for series in ["A", "B"] {
        for n in 0..8 {
            let [large, small] = [n, n + 1].map(|n| Format::parse(&format!("{series}{n}")).unwrap().trim);
            assert_eq!(small.height, large.width, "{series}{n}");
            let half = Length::mm((large.height.to_mm() / 2.0).floor());
            assert_eq!(small.width, half, "{series}{n}");
        }
    }
}

#[test]
fn what_is_no_size_says_so() {
    let error = |text: &str| Format::parse(text).unwrap_err();
    assert_eq!(error("pokker"), SizeError::Unknown { name: "pokker".into(), near: Some("poker".into()) });
    assert_eq!(error("63 x 88"), SizeError::NoUnit("63 x 88".into()));
    assert_eq!(error("63mm x"), SizeError::NotLengths("63mm x".into()));
    assert_eq!(error("1mm x 88mm"), SizeError::OutOfRange(Size::mm(1.0, 88.0)));
    assert_eq!(error("9m x 88mm"), SizeError::NotLengths("9m x 88mm".into()));
    assert_eq!(error(""), SizeError::Unknown { name: String::new(), near: None });
}

#[test]
fn a_kit_adds_sizes_and_replaces_them() {
    let sizes = "sizes:\n  - { id: poker, name: { fr: P, en: P }, width: 60mm, height: 90mm, kind: card, source: nous }\n  \
                 - { id: géant, name: { fr: G, en: G }, width: 2m, height: 90mm, kind: card, source: nous }\n";
    let told = faults(KIT, &[("tailles.yaml", sizes)]);
    assert_eq!(
        told,
        "essai/tailles.yaml:3:49: erreur[wrong-value] unité inconnue « m » dans « 2m »\n  les unités sont mm, cm, in (pouce) et pt (point)"
    );
    let kit =
        good(KIT, &[("sizes.yaml", &sizes.replace("2m", "200cm")), ("reperes.yaml", &DECK.replace("A6", "POKER"))]);
    assert_eq!(kit.decks[0].boxes.trim, Size::mm(60.0, 90.0));
}

#[test]
fn the_shipped_kit_is_sound_and_spares_its_ink() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks/tiroirs");
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let kit = load(&DiskWorld::new(), &folder, &mut sources, &mut diags);
    assert_eq!(diags.count(Severity::Error), 0, "{diags:?}");
    let kit = kit.unwrap();
    assert_eq!(kit.palette.get("encre").unwrap().cmyk, Cmyk::BLACK);
    for (name, color) in kit.palette.iter() {
        assert!(color.cmyk.coverage() < 240.0, "{name}");
    }
    assert_eq!(kit.vocabulary("sequence").unwrap().entries.len(), 8);
}

#[test]
fn a_new_kit_loads_as_it_is() {
    let files = scaffold("essai", "Le \"bon\" kit : essai");
    let world =
        files.iter().fold(MemoryWorld::new(), |world, (path, bytes)| world.with(Path::new("essai").join(path), bytes));
    let Loaded { kit, told, .. } = loaded(&world);
    assert_eq!(told, "");
    let kit = kit.unwrap();
    assert_eq!((&*kit.title, kit.decks[0].cards.len()), ("Le \"bon\" kit : essai", 4));
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "json"))
    {
        let schema: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        assert!(schema["properties"].is_object(), "{}", path.display());
    }
}

#[test]
fn schemas_describe_the_keys_that_files_take() {
    let schemas = massicot::model::schema::all();
    let deck = &schemas.iter().find(|(name, _)| *name == "deck").unwrap().1;
    assert_eq!(deck["required"], serde_json::json!(["deck", "title", "format", "layout", "cards"]));
    assert_eq!(deck["additionalProperties"], false);
    assert_eq!(
        deck["properties"]["deck"]["description"],
        "Id of the deck, unique in the kit: plain letters, digits, - and _."
    );
    let kit = &schemas.iter().find(|(name, _)| *name == "kit").unwrap().1;
    assert_eq!(kit["required"], serde_json::json!(["kit", "title", "version", "lang"]));
}

#[test]
fn mangled_kits_never_panic() {
    let bytes = DECK.as_bytes();
    for at in 0..bytes.len() {
        for with in [b':', b'-', b'[', b'\n', b' ', b'x', b'~'] {
            let mut text = bytes.to_vec();
            text[at] = with;
            loaded(&world(KIT, &[]).with("essai/a.yaml", &text));
        }
    }
    for end in (0..KIT.len()).filter(|end| KIT.is_char_boundary(*end)) {
        let Loaded { kit, told, .. } = loaded(&world(&KIT[..end], &[("a.yaml", DECK)]));
        assert!(kit.is_some() || !told.is_empty());
    }
}
