//! Tool records, resources and other collections: what layouts see of them, decks made from them, what is said of faults.

use massicot::diag::Severity;

use crate::project::Project;

const KIT: &str = "\
kit: essai
title: Essai
version: \"1.0\"
lang: fr
links: { base: https://essai.example/ }
palette:
  nuit: { srgb: \"#123C70\", cmyk: [100, 70, 5, 40] }
fonts:
  texte: { families: [Atkinson Hyperlegible Next, Source Sans 3] }
vocabularies:
  family:
    - { id: pedagogie, label: Pédagogie, color: nuit }
    - { id: animation, label: Animation, color: nuit }
  sequence:
    - { id: S0, label: S’ouvrir }
    - { id: S1, label: S’accorder }
    - { id: S2, label: Écouter }
  status:
    - { id: existing, label: Existant }
    - { id: to-create, label: À créer }
";

const METEO: &str = "\
tool: A02
title: Météo
family: animation
sequences: { from: S0, to: S1 }
status: to-create
prepares: [A10]
resources: [club, wiki]
follow-up: { observe: [l’humeur, le rythme] }
";

const MARCHE: &str = "\
tool: A10
title: Marché
family: animation
sequences: { from: S2, to: S2 }
status: to-create
";

const RESOURCES: &str = "\
resources:
  - { id: club, title: Le club, url: https://club.example/ }
  - { id: wiki, title: Le wiki, url: https://wiki.example/ }
  - { id: film, title: Le film, url: https://film.example/, kind: video, captions: true }
";

/// A kit of two tools and three resources.
fn kit() -> Project {
    Project::new()
        .file("kit.yaml", KIT)
        .file("outils/A10-marche.yaml", MARCHE)
        .file("outils/A02-meteo.yaml", METEO)
        .file("ressources.yaml", RESOURCES)
}

/// What a kit of two tools says of boxes on the one card of its deck: the words of the scene in their order.
fn words(boxes: &str) -> Vec<String> {
    spoken(&kit().layout("front", boxes).card("id: C1"))
}

/// The words of the first page, box by box.
fn spoken(project: &Project) -> Vec<String> {
    texts(&project.scene().pages[0].items)
}

fn texts(items: &[massicot::scene::Item]) -> Vec<String> {
    use massicot::scene::Item;
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => texts(&group.items),
        Item::Glyphs(glyphs) => vec![glyphs.text.trim().to_owned()],
        _ => Vec::new(),
    });
    each.filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_repetition_goes_through_all_records_tools_by_number() {
    let boxes = "boxes:
  - at: { x: 5mm, y: 5mm, width: 50mm, height: 80mm }
    direction: column
    children:
      - { repeat: { over: tools, as: t }, height: 10mm, text: \"{t.index} {t.code} {t.title} {t.family.label} {t.sequence.label}\" }
";
    let said = words(boxes).join(" ");
    assert_eq!(said, "1 A02 Météo Animation S’ouvrir, S’accorder 2 A10 Marché Animation Écouter");
}

#[test]
fn a_record_is_looked_through_to_the_records_and_words_it_names() {
    let boxes = "boxes:
  - at: { x: 5mm, y: 5mm, width: 50mm, height: 80mm }
    direction: column
    children:
      - repeat: { over: collection.tools, as: t }
        when: t.resources
        direction: column
        children:
          - { height: 5mm, text: \"{t.prepares.title} {t.sequences.from.label} {t.resources.title}\" }
          - { height: 5mm, repeat: { over: t.resources, as: r }, text: \"{r.url|short}\" }
          - { height: 5mm, repeat: { over: t.follow-up.observe, as: o }, text: \"{o}\" }
          - { height: 5mm, text: \"{tools.A10.title} {tools.count} {resources.film.kind}\" }
";
    let said = words(boxes);
    assert_eq!(
        said,
        ["Marché S’ouvrir Le club, Le wiki", "club.example", "wiki.example", "l’humeur", "le rythme", "Marché 2 video"]
            .map(str::to_owned)
            .to_vec()
    );
}

#[test]
fn a_field_of_a_card_called_as_a_collection_gives_the_records_it_names_and_no_others() {
    let boxes = "boxes:
  - at: { x: 5mm, y: 5mm, width: 50mm, height: 80mm }
    direction: column
    children:
      - { height: 5mm, repeat: { over: resources, as: r }, text: \"{r.title}\" }
";
    let project = kit().layout("front", boxes).card("id: C1\nresources: [film]").card("id: C2");
    let scene = project.scene();
    assert_eq!(texts(&scene.pages[0].items), ["Le film"]);
    // C2 has none; another card of its deck has: it is a field, not the whole collection.
    assert_eq!(texts(&scene.pages[1].items), [""; 0]);
}

/// One card a record, with its fields; what no record says comes from the defaults.
fn generated(cards: &str) -> Project {
    let deck = format!(
        "deck: D8\ntitle: Panorama\nformat: 60mm x 90mm\nlayout: {{ front: front }}\ndefaults: {{ note: commune }}\ncards: {cards}\n"
    );
    kit()
        .deck("")
        .file("panorama.yaml", deck)
        .layout("front", "boxes:\n  - { at: safe, text: \"{card.id} {code} {title} {note} {url|short}\" }\n")
}

#[test]
fn a_deck_is_made_from_records_one_card_each() {
    let scene = generated("{ from: tools, id: \"N-{code}\", link: \"o/{code}\" }").scene();
    let said: Vec<String> = scene.pages.iter().map(|page| texts(&page.items).join(" ")).collect();
    assert_eq!(said, ["N-A02 A02 Météo commune essai.example/o/A02", "N-A10 A10 Marché commune essai.example/o/A10"]);
    assert_eq!(scene.pages.iter().map(|page| page.name.as_str()).collect::<Vec<_>>(), ["N-A02-recto", "N-A10-recto"]);
}

#[test]
fn records_are_chosen_by_conditions_and_sorted_by_words() {
    let cards = |cards: &str| {
        let scene = generated(cards).scene();
        scene.pages.iter().map(|page| page.name.replace("-recto", "")).collect::<Vec<_>>()
    };
    assert_eq!(cards("{ from: tools, where: [sequence=S1] }"), ["A02"]);
    assert_eq!(cards("{ from: tools, where: [sequence!=S1] }"), ["A10"]);
    assert_eq!(cards("{ from: resources, where: [id!=wiki], sort: [title], id: \"r-{id}\", link: \"{id}\" }").len(), 2);
    assert_eq!(cards("{ from: tools, sort: [title] }"), ["A10", "A02"]);
    assert_eq!(cards("{ from: tools, sort: [sequence, title] }"), ["A02", "A10"]);
}

/// A kit of one deck whose card `B1` shows what `face` says.
fn shown(face: &str) -> Project {
    let deck = "deck: D2\ntitle: Petites\nformat: 60mm x 90mm\nlayout: { front: small, back: small }\ncards: [{ id: A1, title: Usages }, { id: A2, title: Effets }]\n";
    let boxes = format!("boxes:\n  - {{ at: {{ x: 10mm, y: 10mm, width: 20mm, height: 30mm }}, face: {face} }}\n");
    Project::new()
        .layout("front", &boxes)
        .layout("small", "boxes:\n  - { at: safe, text: \"{title}\" }\n  - { at: { x: 10mm, y: 40mm, width: 20mm, height: 20mm }, qr: \"{url}\" }\n")
        .file("petites.yaml", deck)
        .card("id: B1")
        .card("id: B2")
}

#[test]
fn a_face_of_another_card_is_one_picture_of_it_for_all_places() {
    let project = shown("{ card: A1 }");
    assert_eq!(project.faults(), [""; 0]);
    let scene = project.scene();
    // Laid out once, placed on both cards: 60 × 90 mm into 20 × 30 mm, a third in both directions.
    let pictures: Vec<_> = scene.assets.artworks().filter(|(_, artwork)| artwork.is_thumbnail()).collect();
    let [(id, picture)] = pictures[..] else { panic!("{}", pictures.len()) };
    assert_eq!(texts(&picture.items), ["Usages"]);
    for page in &scene.pages {
        let (used, alt) = placed(&page.items).unwrap();
        assert_eq!((used.artwork, &*alt), (id, "A1 – Usages"));
        assert!((used.transform.a - 1.0 / 3.0).abs() < 1e-9 && (used.transform.d - 1.0 / 3.0).abs() < 1e-9);
        assert!((used.transform.dx.to_mm() - 10.0).abs() < 1e-9, "{:?}", used.transform);
    }
}

/// The first artwork that a figure places, and the words of the figure.
fn placed(items: &[massicot::scene::Item]) -> Option<(massicot::scene::Use, std::sync::Arc<str>)> {
    use massicot::scene::{Item, Role};
    items.iter().find_map(|item| match item {
        Item::Group(group) => match (&group.role, group.items.first()) {
            (Some(Role::Figure { alt }), Some(Item::Use(used))) => Some((*used, alt.clone())),
            _ => placed(&group.items),
        },
        _ => None,
    })
}

#[test]
fn a_face_that_is_not_there_or_shows_itself_is_told() {
    let told = |face: &str| errors(&shown(face));
    assert_eq!(
        told("{ card: A3 }"),
        [
            "kits/essai/layouts/front.yaml:4:5: erreur[unknown-card] carte B1 : le kit n’a pas de carte « A3 » (`massicot list` montre les cartes du kit)"
        ]
    );
    assert_eq!(told("{ card: A1, side: back }"), [""; 0]);
    assert_eq!(
        told("{ card: B2, side: back }"),
        [
            "kits/essai/layouts/front.yaml:4:5: erreur[no-face] carte B1 : la carte « B2 » n’a pas de verso (montrez son autre face, ou une autre carte)"
        ]
    );
    assert_eq!(
        told("{ card: B2 }"),
        [
            "kits/essai/layouts/front.yaml:4:5: erreur[face-circle] carte B2 : une face se montre elle-même : B2 → B2 (retirez l’un des cadres « face: »)"
        ]
    );
}

/// Errors of a kit, with their places.
fn errors(project: &Project) -> Vec<String> {
    let report = project.check();
    let errors = report.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
    errors.map(|fault| told(fault, &report.sources)).collect()
}

/// A fault as one line, its hints in brackets.
fn told(fault: &massicot::diag::Diagnostic, sources: &massicot::source::Sources) -> String {
    let mut line = massicot::diag::short(fault, sources, massicot::diag::Lang::Fr);
    for hint in &fault.hints {
        line.push_str(&format!(" ({})", hint.fr));
    }
    line
}

#[test]
fn every_fault_of_every_record_is_told_in_one_run() {
    let project = generated("{ from: tols }")
        .file("outils/A10-marche.yaml", "tool: A10\ntitel: Marché\nobjectives: { a: 1 }\nautonomous: oui\n")
        .file("outils/A02-meteo.yaml", "tool: a10\ntitle: Météo\n")
        .file("outils/notes.yaml", "title: Notes\n")
        .file(
            "ressources.yaml",
            "resources:\n  - { id: club, title: Club, url: u, kind: vidéo }\n  - { id: club, title: C, url: v }\n",
        );
    assert_eq!(
        errors(&project),
        [
            "kits/essai/outils/A10-marche.yaml:2:1: erreur[unknown-key] clé inconnue « titel » (vouliez-vous dire « title » ?)",
            "kits/essai/outils/A10-marche.yaml:3:13: erreur[wrong-value] il faut un texte, ou une liste de textes",
            "kits/essai/outils/A10-marche.yaml:4:13: erreur[wrong-type] il faut ici true ou false, et non le texte « oui » (écrivez true)",
            "kits/essai/outils/A10-marche.yaml:1:1: erreur[missing-key] il manque la clé « title » (ajoutez une ligne « title: … »)",
            "kits/essai/outils/A10-marche.yaml:1:7: erreur[duplicate-id] « A10 » est défini deux fois (donnez à chaque fiche un identifiant à elle)",
            "kits/essai/outils/notes.yaml:1:1: erreur[missing-key] il manque la clé « tool » (ajoutez une ligne « tool: … »)",
            "kits/essai/ressources.yaml:2:44: erreur[unknown-word] mot inconnu « vidéo » (vouliez-vous dire « video » ?)",
            "kits/essai/ressources.yaml:3:11: erreur[duplicate-id] « club » est défini deux fois (donnez à chaque fiche un identifiant à elle)",
            "kits/essai/panorama.yaml:6:16: erreur[unknown-collection] le kit n’a pas de collection « tols » (vouliez-vous dire « tools » ?)",
            "kits/essai/outils/A02-meteo.yaml:1:7: erreur[missing-key] il manque à cette fiche : family, sequences, status, objectives, contents, implementation, duration, group, follow-up (ajoutez-les ; ce qu’un statut demande se règle dans kit.yaml, « tools: { required: … } »)",
            "kits/essai/ressources.yaml:2:35: erreur[wrong-link] « u » n’est pas une adresse web (une adresse commence par https:// et n’a pas d’espace)",
        ]
    );
}

#[test]
fn an_id_that_no_record_has_is_told_with_the_one_that_was_meant() {
    let project =
        kit().layout("front", "boxes:\n  - { at: safe, text: \"{tools.title}\" }\n").card("id: C1\ntools: [A2, A99]");
    assert_eq!(
        errors(&project),
        [
            "kits/essai/jeu.yaml:7:13: erreur[unknown-record] carte C1 : « A2 » n’est pas dans « tools » (vouliez-vous dire « A02 » ?)",
            "kits/essai/jeu.yaml:7:17: erreur[unknown-record] carte C1 : « A99 » n’est pas dans « tools » (il y a : A02, A10)",
        ]
    );
}

#[test]
fn records_are_translated_like_everything_else() {
    let boxes = "boxes:
  - at: { x: 5mm, y: 5mm, width: 50mm, height: 80mm }
    direction: column
    children:
      - { height: 5mm, repeat: { over: tools, as: t }, text: \"{t.title}\" }
";
    let english = "collection: tools\nrecords:\n  A02: { title: Weather, follow-up: { observe: [mood, pace] } }\n  A10: { title: Market }\n";
    let resources = "collection: resources\nrecords: { club: { title: The club }, wiki: { title: The wiki }, film: { title: The film } }\n";
    let words = "kit: essai\ntitle: Test\nvocabularies:\n  family: { pedagogie: Teaching, animation: Facilitation }\n  sequence: { S0: Opening, S1: Agreeing, S2: Listening }\n  status: { existing: Existing, to-create: To create }\n";
    let mut project = kit()
        .layout("front", boxes)
        .card("id: C1")
        .file("locales/en/kit.yaml", words)
        .file("locales/en/jeu.yaml", "deck: D1\ntitle: First deck\ncards: {}\n")
        .file("locales/en/outils.yaml", english)
        .file("locales/en/ressources.yaml", resources);
    project.job.locales = vec!["en".into()];
    let (documents, _) = massicot::compile::scenes(&project.world(), &project.job, &massicot::compile::Silent);
    assert_eq!(texts(&documents[0].pages[0].items), ["Weather", "Market"]);
    assert_eq!(project.faults(), [""; 0]);
}

/// A kit with needs, criteria for votes and four tools.
fn voted() -> Project {
    let tool = |code: &str, more: &str| {
        format!(
            "tool: {code}\ntitle: Outil {code}\nfamily: animation\nsequences: {{ from: S0, to: S1 }}\nstatus: to-create\n{more}"
        )
    };
    Project::new()
        .file("kit.yaml", KIT)
        .file("outils/A01.yaml", tool("A01", "see: [A02, A03, A04]\nneeds: [parler]\naction: { do: x, owner: nous, due: 2027-03-01 }\n"))
        .file("outils/A02.yaml", tool("A02", "needs: [parler]\nfollow-up: { observe: [un, deux], when: à la fin, how: \"<b>\" }\n"))
        .file("outils/A03.yaml", tool("A03", "action: { do: x, owner: eux, due: 2027-01-31 }\n"))
        .file("outils/A04.yaml", tool("A04", ""))
        .file("besoins.yaml", "needs:\n  - { id: parler, title: Parler, votes: 3 }\n  - { id: tenir, title: Tenir }\n")
        .file(
            "criteres.yaml",
            "criteria:\n  - { id: utile, title: Utilité, scale: { min: 1, max: 5 }, weight: 3 }\n  - { id: facile, title: Facilité, scale: { min: 1, max: 5 } }\n",
        )
        .layout("front", "boxes: []\n")
        .card("id: C1")
}

fn load(project: &Project) -> massicot::model::Kit {
    let (mut sources, mut diags) = (massicot::source::Sources::new(), massicot::diag::Diagnostics::new());
    massicot::model::load(&project.world(), &project.job.kit, &mut sources, &mut diags).unwrap()
}

/// What is said of a file of votes, and the votes that count.
fn votes(kit: &massicot::model::Kit, text: &str) -> (Vec<massicot::reports::Vote>, Vec<String>) {
    let (mut sources, mut diags) = (massicot::source::Sources::new(), massicot::diag::Diagnostics::new());
    let path = std::path::Path::new("votes.csv");
    let votes = massicot::reports::read_votes(kit, path, text, &mut sources, &mut diags);
    massicot::yaml::locate(&sources, &mut diags);
    let lines = diags.iter().map(|fault| told(fault, &sources)).collect();
    (votes, lines)
}

/// A01: utile 5 and 3 → mean 4 → 0.75; facile 1 → 0: (3 × 0.75 + 0) / 4 = 0.5625.
/// A02: utile 3 → 0.5; facile 4 → 0.75: (1.5 + 0.75) / 4 = 0.5625, tied. A03: utile 2 → 0.25, no other: 0.25.
const VOTES: &str = "voter;tool;criterion;score\nana;A01;utile;5\nbob;A01;utile;3\nana;A01;facile;1\nana;a02;utile;3\nana;A02;facile;4\nbob;A03;utile;2\n";

#[test]
fn votes_give_an_order_with_ties_and_tell_what_it_owes_to_each_weight() {
    let kit = load(&voted());
    let (votes, told) = votes(&kit, VOTES);
    assert_eq!((votes.len(), told), (6, Vec::new()));
    let ranking = massicot::reports::rank(&kit, &votes);
    let places: Vec<_> = ranking.ranked.iter().map(|one| (one.place, &*one.tool, one.votes)).collect();
    assert_eq!(places, [(1, "A01", 3), (1, "A02", 2), (3, "A03", 1)]);
    assert!((ranking.ranked[0].total - 0.5625).abs() < 1e-12);
    assert_eq!(ranking.without, ["A04"]);
    // Half the weight of `utile`: A01 (1.5 × 0.75) / 2.5 = 0.45, A02 (0.75 + 0.75) / 2.5 = 0.6: A01 goes from 1 to 2.
    let half = &ranking.moves[0];
    assert_eq!((&*half.criterion, half.factor, &half.moved), ("utile", 0.5, &vec![("A01".to_owned(), 1, 2)]));
    // Half as much again: A01 3.375 / 5.5 = 0.614, A02 (2.25 + 0.75) / 5.5 = 0.545.
    assert_eq!(ranking.moves[1].moved, [("A02".to_owned(), 1, 2)]);
}

#[test]
fn every_fault_of_a_file_of_votes_is_told_with_its_line() {
    let kit = load(&voted());
    let text = "tool,voter,criterion,score\nA01,ana,utile,6\nA1,ana,utile,2\nA02,,utile,3\nA02,bob,utille,x\nA03,bob,utile,2\nA03,Bob,utile,3\n";
    let (kept, told) = votes(&kit, text);
    assert_eq!(kept.len(), 1);
    assert_eq!(
        told,
        [
            "votes.csv:2:15: erreur[wrong-score] « 6 » n’est pas une note de 1 à 5",
            "votes.csv:3:1: erreur[unknown-record] « A1 » n’est pas dans « tools » (vouliez-vous dire « A01 » ?)",
            "votes.csv:4:1: erreur[wrong-csv] il manque « voter »",
            "votes.csv:5:9: erreur[unknown-record] « utille » n’est pas dans « criteria » (vouliez-vous dire « utile » ?)",
            "votes.csv:5:16: erreur[wrong-score] « x » n’est pas un nombre entier",
            "votes.csv:7:5: erreur[duplicate-vote] « Bob » vote deux fois pour A03 sur « utile » (gardez un vote par personne, outil et critère)",
        ]
    );
    let (none, told) = votes(&kit, "qui,tool,score\na,b,c\n");
    assert!(none.is_empty());
    assert_eq!(
        told,
        [
            "votes.csv:1:1: erreur[wrong-csv] il manque les colonnes voter, criterion (la première ligne nomme les colonnes voter, tool, criterion, score)"
        ]
    );
}

#[test]
fn reports_are_tables_that_programs_and_pages_take() {
    use massicot::reports::{Format, Kind, render, report};
    let kit = load(&voted());
    let csv = |kind| render(&report(&kit, kind, &[]), Format::Csv).replace("\r\n", "|");
    assert_eq!(csv(Kind::Evaluation), "code,title,observe,when,how,found|A02,Outil A02,un ; deux,à la fin,<b>,|");
    assert_eq!(csv(Kind::Coverage), "code,title,votes,count,tools|parler,Parler,3,2,A01 A02|tenir,Tenir,,0,|");
    // By date; those without one last.
    let codes: Vec<String> =
        csv(Kind::Roadmap).split('|').skip(1).filter_map(|row| Some(row.split(',').nth(1)?.to_owned())).collect();
    assert_eq!(codes, ["A03", "A01", "A02", "A04"]);
    // A sequence without tools is there all the same: S0 and S1 have four each, S2 none.
    assert_eq!(csv(Kind::Timeline).split('|').count(), 1 + 4 + 4 + 1 + 1);
    let html = render(&report(&kit, Kind::Evaluation, &[]), Format::Html);
    assert!(html.contains("<caption>Grille d’évaluation</caption>"), "{html}");
    assert!(html.contains("<th scope=\"col\">Observer</th>") && html.contains("<th scope=\"row\">Outil A02</th>"));
    assert!(html.contains("<td>&lt;b&gt;</td>") && !html.contains("<b>"), "{html}");
    roxmltree::Document::parse(&html).unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&render(&report(&kit, Kind::Coverage, &[]), Format::Json)).unwrap();
    assert_eq!(json["tables"][1]["rows"][0]["code"], "A03");
}

/// What each card looks like, by deck and code, as the manifest of a build tells it.
fn looks(project: &Project) -> serde_json::Map<String, serde_json::Value> {
    let files = project.build();
    let manifest = files.iter().find(|(path, _)| path.ends_with("manifest.json")).unwrap().1;
    let manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
    let decks = manifest["cards"].as_object().unwrap();
    let cards = decks.iter().flat_map(|(deck, cards)| {
        cards.as_object().unwrap().iter().map(move |(code, look)| (format!("{deck}/{code}"), look.clone()))
    });
    cards.collect()
}

#[test]
fn a_new_tool_moves_and_changes_no_other_card() {
    let deck = "deck: D8\ntitle: Panorama\nformat: 60mm x 90mm\nlayout: { front: tool }\ncards: { from: tools, sort: [family], id: \"T-{code}\" }\n";
    let project = kit()
        .layout("front", "boxes:\n  - { at: safe, text: \"{title}\" }\n")
        .layout("tool", "boxes:\n  - { at: bleed, fill: \"{family.color}\" }\n  - { at: safe, text: \"{code} {title} {prepares.title?}\" }\n")
        .file("panorama.yaml", deck)
        .card("id: C1\ntitle: Une")
        .card("id: C2\ntitle: Deux");
    let before = looks(&project);
    assert_eq!(before.keys().map(String::as_str).collect::<Vec<_>>(), ["D1/C1", "D1/C2", "D8/T-A02", "D8/T-A10"]);
    // Before, between and after those that are there; one of another drawer.
    let tool = |code: &str, family: &str| {
        format!(
            "tool: {code}\ntitle: Outil {code}\nfamily: {family}\nsequences: {{ from: S0, to: S0 }}\nstatus: to-create\nsee: [A02]\n"
        )
    };
    let after = looks(
        &project
            .file("outils/A01.yaml", tool("A01", "animation"))
            .file("outils/A05.yaml", tool("A05", "animation"))
            .file("outils/A11.yaml", tool("A11", "animation"))
            .file("outils/P01.yaml", tool("P01", "pedagogie")),
    );
    assert_eq!(after.len(), before.len() + 4);
    for (card, look) in &before {
        assert_eq!(after.get(card), Some(look), "{card}");
    }
}

#[test]
fn each_drawer_keeps_to_its_numbers() {
    let numbers = "tools:\n  numbers: { animation: A01-A09, pedagogie: A05-A20, gestion: B1 }\n";
    let project = kit().file("kit.yaml", format!("{KIT}{numbers}")).layout("front", "boxes: []\n").card("id: C1");
    assert_eq!(
        errors(&project),
        [
            "kits/essai/outils/A10-marche.yaml:1:7: erreur[wrong-drawer] « A10 » n’est pas dans les numéros de « animation », A01-A09 (prenez un numéro libre de ce tiroir, ou étendez-le dans kit.yaml, « tools: { numbers: … } »)",
            "kits/essai/kit.yaml:22:45: erreur[wrong-value] « pedagogie » et « animation » réservent les mêmes numéros (donnez à chaque tiroir des numéros à lui)",
            "kits/essai/kit.yaml:22:54: erreur[unknown-word] « gestion » n’est pas un mot de « family » (sont permis : pedagogie, animation)",
            "kits/essai/kit.yaml:22:63: erreur[wrong-value] « B1 » ne réserve pas de numéros (écrivez le premier et le dernier code : A01-A29)",
        ]
    );
}

#[test]
fn links_words_orders_dates_and_durations_are_checked_in_every_record() {
    let tool = "tool: A10\ntitle: Marché\nfamily: animaton\nsequences: { from: S2, to: S0 }\nstatus: to-create\nsee: [A2, A10]\nneeds: [x]\nduration: 90\naction: { due: demain }\ncards: [D9]\n";
    let project = kit().file("outils/A10-marche.yaml", tool).layout("front", "boxes: []\n").card("id: C1");
    let place = "kits/essai/outils/A10-marche.yaml";
    assert_eq!(
        errors(&project),
        [
            format!(
                "{place}:3:9: erreur[unknown-word] « animaton » n’est pas un mot de « family » (vouliez-vous dire « animation » ?)"
            ),
            format!(
                "{place}:4:12: erreur[wrong-order] « S2 » vient après « S0 » (échangez from et to ; l’ordre est celui du vocabulaire « sequence »)"
            ),
            format!(
                "{place}:9:16: erreur[wrong-value] « demain » n’est pas une date (écrivez année-mois-jour : 2026-11-23)"
            ),
            format!(
                "{place}:8:11: erreur[wrong-value] « 90 » n’a pas d’unité (écrivez 45 min, 2 h, 1 h 30, 3 semaines…)"
            ),
            format!(
                "{place}:10:9: erreur[unknown-component] aucun jeu ni carte ne s’appelle « D9 » (`massicot list` montre ce que le kit contient)"
            ),
            format!(
                "{place}:6:7: erreur[unknown-record] « A2 » n’est pas dans « tools » (vouliez-vous dire « A02 » ?)"
            ),
            format!("{place}:6:11: erreur[link-to-itself] « A10 » renvoie à lui-même (retirez-le de la liste)"),
            format!(
                "{place}:7:9: erreur[unknown-record] « x » : le kit n’a pas de « needs » (ajoutez au kit un fichier qui commence par « needs: »)"
            ),
        ]
    );
}

#[test]
fn what_a_record_must_say_depends_on_its_status() {
    let short = |status: &str, more: &str| {
        format!(
            "tool: A10\ntitle: Marché\nfamily: animation\nsequences: {{ from: S0, to: S1 }}\nstatus: {status}\n{more}"
        )
    };
    let told = |text: String, kit_more: &str| {
        let project = kit()
            .file("kit.yaml", format!("{KIT}{kit_more}"))
            .file("outils/A10-marche.yaml", text)
            .layout("front", "boxes: []\n")
            .card("id: C1");
        let all = errors(&project);
        all.iter()
            .map(|fault| fault.split(" (").next().unwrap().rsplit("] ").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(told(short("to-create", "autonomous: true\n"), ""), [""; 0]);
    assert_eq!(
        told(short("existing", "contents: x\nduration: 1 h\n"), ""),
        ["il manque à cette fiche, dont le statut est « existing » : objectives, implementation, group, follow-up"]
    );
    assert_eq!(
        told(
            short(
                "existing",
                "autonomous: true\nobjectives: a\ncontents: b\nimplementation: c\nduration: 1 h\ngroup: d\nfollow-up: { observe: e }\n"
            ),
            ""
        ),
        ["il manque à cette fiche d’un outil autonome, dont le statut est « existing » : material"]
    );
    let own = "tools:\n  required: { existing: [source] }\n";
    assert_eq!(told(short("existing", ""), own), ["il manque à cette fiche, dont le statut est « existing » : source"]);
}
