//! YAML as people write it: what a value is, what a fault says, and at which line and column.
#![allow(clippy::unwrap_used)]

use massicot::diag::{Diagnostics, Lang, short};
use massicot::geom::Length;
use massicot::source::{At, FileId, Place, Sources, Step};
use massicot::yaml::{self, Text, from_value, locate, parse, suggest};
use serde::Deserialize;
use serde_yaml::Value;

fn source(text: &str) -> (Sources, FileId) {
    let mut sources = Sources::new();
    let file = sources.add("a.yaml", text);
    (sources, file)
}

/// Every fault, one line each in French, its hints under it.
fn told(sources: &Sources, mut diags: Diagnostics) -> String {
    locate(sources, &mut diags);
    let lines = diags.iter().flat_map(|diagnostic| {
        let hints = diagnostic.hints.iter().map(|hint| format!("  {}", hint.fr));
        std::iter::once(short(diagnostic, sources, Lang::Fr)).chain(hints).collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn faults(text: &str) -> String {
    let (sources, file) = source(text);
    let mut diags = Diagnostics::new();
    assert!(parse(file, text, &mut diags).is_none(), "no fault in {text}");
    told(&sources, diags)
}

fn value(text: &str) -> Value {
    let mut diags = Diagnostics::new();
    let (_, file) = source(text);
    parse(file, text, &mut diags).unwrap_or_else(|| panic!("{text}: {diags:?}"))
}

/// What typed reading says of `text`.
fn refused<T: serde::de::DeserializeOwned>(text: &str) -> String {
    let (sources, file) = source(text);
    let mut diags = Diagnostics::new();
    let value = parse(file, text, &mut diags).unwrap();
    assert!(from_value::<T>(&value, &Place::value(file, []), &mut diags).is_none(), "no fault in {text}");
    told(&sources, diags)
}

#[test]
fn an_unquoted_colon_is_told_with_the_line_in_quotes() {
    assert_eq!(
        faults("cards:\n  - id: R01\n    titre: EFC : l’essentiel\n"),
        "a.yaml:3:12: erreur[yaml-colon] un deux-points coupe ce texte en deux\n  \
         mettez le texte entre guillemets : titre: \"EFC : l’essentiel\""
    );
    // Double quotes within: single ones around, its apostrophe doubled.
    let told = faults("titre: « \"EFC\" » : l'essentiel\n");
    assert!(told.ends_with("titre: '« \"EFC\" » : l''essentiel'"), "{told}");
}

#[test]
fn a_colon_on_the_second_line_of_a_text_shows_both_lines() {
    let told = faults("essence: on passe du produit\n  à l'usage : c'est tout\n");
    assert!(told.starts_with("a.yaml:2:3: erreur[yaml-colon] cette ligne continue le texte"), "{told}");
    assert!(told.contains("« >- »"), "{told}");
}

#[test]
fn traps_of_yaml_are_told_in_the_words_of_authors() {
    for (text, start) in [
        ("a:\n\tb: 1\n", "a.yaml:2:1: erreur[yaml-tab] une tabulation sert de retrait"),
        ("a:\n  - b\n\t- c\n", "a.yaml:3:1: erreur[yaml-tab] une tabulation sert de retrait"),
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: erreur[yaml-duplicate-key] la clé « a » est écrite deux fois"),
        ("a: **gras** ici\n", "a.yaml:1:4: erreur[yaml-start] un texte ne peut commencer par « * » sans guillemets"),
        ("a: @x\n", "a.yaml:1:4: erreur[yaml-start] un texte ne peut commencer par « @ » sans guillemets"),
        ("a: \"Oser\" agir\n", "a.yaml:1:4: erreur[yaml-quote] des mots suivent le guillemet fermant"),
        ("a: 'l'eau'\n", "a.yaml:1:4: erreur[yaml-quote] des mots suivent le guillemet fermant"),
        ("a: 'l'eau\n", "a.yaml:1:4: erreur[yaml-quote] "),
        ("a: \"b\nc: d\n", "a.yaml:1:4: erreur[yaml-quote] ce guillemet n’est pas refermé"),
        ("a: 1\nb:2\nc: 3\n", "a.yaml:2:1: erreur[yaml-key] il manque un deux-points et une espace dans « b:2 »"),
        ("titre L\nb: 1\n", "a.yaml:1:1: erreur[yaml-key] il manque un deux-points et une espace dans « titre L »"),
        ("a: [1, 2\nb: 3\n", "a.yaml:2:2: erreur[yaml-bracket] un crochet ou une accolade"),
        ("a: {b: c\n", "a.yaml:1:4: erreur[yaml-bracket] « { » n’est pas refermé"),
        ("a:\n  b: 1\n c: 2\n", "a.yaml:3:2: erreur[yaml-indent] le retrait de cette ligne (1 espaces)"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: erreur[yaml-documents] un second document commence ici"),
        ("a: !x 1\n", "a.yaml:1:4: erreur[yaml-tag] l’étiquette YAML « !x » n’a pas de sens ici"),
        ("[a]: 1\n", "a.yaml:1:1: erreur[yaml-key] une clé doit être un texte simple"),
        ("a: - b\n", "a.yaml:1:4: erreur[yaml-list] une liste ne peut commencer ici"),
        ("a: &a [*a]\n", "a.yaml:1:8: erreur[yaml-alias] cet alias renvoie à lui-même"),
    ] {
        let told = faults(text);
        assert!(told.starts_with(start), "{text}\n{told}");
    }
}

#[test]
fn the_fix_of_a_quoted_word_is_spelled_out() {
    assert!(faults("a: 'l'eau'\n").ends_with("a: \"l'eau\""));
    assert!(faults("- a: \"Oser\" agir\n").ends_with("- a: '\"Oser\" agir'"));
    assert!(faults("- **gras** ici\n").ends_with("- \"**gras** ici\""));
}

#[test]
fn words_lost_to_a_comment_are_told() {
    let text = "a: Atelier #3\nb: x # note\nc: 'y' #z\nd: [e #f\n  ]\n#g\nh: l'#été\n";
    let (sources, file) = source(text);
    let mut diags = Diagnostics::new();
    assert_eq!(parse(file, text, &mut diags).unwrap()["a"], "Atelier");
    assert_eq!(
        told(&sources, diags),
        "a.yaml:1:12: attention[yaml-comment] « #3 » est un commentaire, et n’est pas lu\n  \
         si c’est du texte, mettez-le entre guillemets : a: \"Atelier #3\"\n  si c’est un commentaire, mettez une espace après #\n\
         a.yaml:4:7: attention[yaml-comment] « #f » est un commentaire, et n’est pas lu\n  \
         si c’est du texte, mettez-le entre guillemets\n  si c’est un commentaire, mettez une espace après #"
    );
}

#[test]
fn every_key_written_twice_is_told_with_its_first_place() {
    let text = "a:\n  - b: 1\n    b: 2\nc: 1\na: 3\n";
    let (sources, file) = source(text);
    let mut diags = Diagnostics::new();
    assert!(parse(file, text, &mut diags).is_none());
    locate(&sources, &mut diags);
    let ranges: Vec<_> = diags.iter().flat_map(|d| &d.labels).map(|label| label.place.at.clone()).collect();
    assert_eq!(ranges, [At::Bytes(16..17), At::Bytes(7..8), At::Bytes(26..27), At::Bytes(0..1)]);
}

#[test]
fn words_that_other_readers_change_stay_as_written() {
    let value = value("a: [no, 012, 12:30, 1.0, 1.50, True, 0x1F, +5, 1e3, 007, ~, true, 3, -2, 0.5, .5, 1.2.3, '3']");
    let items: Vec<_> =
        value["a"].as_sequence().unwrap().iter().map(|item| yaml::text(item).map(String::from)).collect();
    let spelled = [
        "no", "012", "12:30", "1.0", "1.50", "True", "0x1F", "+5", "1e3", "007", "~", "true", "3", "-2", "0.5", ".5",
        "1.2.3", "3",
    ];
    let expected: Vec<_> = spelled.iter().map(|word| (*word != "~").then(|| (*word).to_owned())).collect();
    assert_eq!(items, expected);
    let numbers: Vec<_> = value["a"].as_sequence().unwrap().iter().filter_map(yaml::number).collect();
    assert_eq!(numbers, [1.0, 1.5, 3.0, -2.0, 0.5, 0.5]);
}

#[derive(Debug, Deserialize, PartialEq)]
struct Frame {
    title: String,
    #[serde(default)]
    note: Option<Text>,
    #[serde(default)]
    width: Option<Length>,
    #[serde(default)]
    opacity: Option<f32>,
    #[serde(default)]
    align: Option<Align>,
    #[serde(default)]
    inks: Option<[u8; 4]>,
    #[serde(default)]
    inner: Vec<Frame>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Align {
    Left,
    Center,
}

#[test]
fn typed_values_read_numbers_and_texts_as_meant() {
    let text = "title: 2024\nnote: 1.50\nwidth: 63.5mm\nopacity: .50\nalign: center\ninner: [{title: no}]\n";
    let (_, file) = source(text);
    let mut diags = Diagnostics::new();
    let frame: Frame = from_value(&value(text), &Place::file(file), &mut diags).unwrap();
    assert_eq!((frame.title.as_str(), frame.note.as_deref(), frame.opacity), ("2024", Some("1.50"), Some(0.5)));
    assert_eq!((frame.width, frame.align), (Some(Length::mm(63.5)), Some(Align::Center)));
    assert_eq!(frame.inner[0].title, "no");
}

#[test]
fn all_faults_of_a_value_come_in_one_run() {
    let text = "titel: a\nwidth: 3\nopacity: \"0.5\"\nalign: centre\ninks: [0, 300, x, 4]\ninner:\n  - title: EFC: x\n  - title: [a]\n    width: 3px\n"
        .replace("EFC: x", "\n      EFC: x");
    assert_eq!(
        refused::<Frame>(&text),
        "a.yaml:1:1: erreur[unknown-key] clé inconnue « titel »\n  vouliez-vous dire « title » ?\n\
         a.yaml:2:8: erreur[wrong-value] la longueur 3 n’a pas d’unité\n  écrivez 3mm, ou 3pt pour des points\n\
         a.yaml:3:10: erreur[wrong-type] il faut ici un nombre, et non le texte « 0.5 »\n  \
         écrivez le nombre simplement, sans guillemets ni exposant : 0.5\n\
         a.yaml:4:8: erreur[unknown-word] mot inconnu « centre »\n  vouliez-vous dire « center » ?\n\
         a.yaml:5:11: erreur[wrong-type] il faut ici un nombre entier de 0 à 255, et non le nombre 300\n\
         a.yaml:5:16: erreur[wrong-type] il faut ici un nombre entier de 0 à 255, et non le texte « x »\n\
         a.yaml:8:7: erreur[wrong-type] il faut ici un texte, et non des clés\n  \
         si c’est une phrase qui contient deux-points, mettez-la entre guillemets : \"EFC : l’essentiel\"\n\
         a.yaml:9:12: erreur[wrong-type] il faut ici un texte, et non une liste\n\
         a.yaml:10:12: erreur[wrong-value] unité inconnue « px » dans « 3px »\n  \
         les unités sont mm, cm, in (pouce) et pt (point)"
    );
}

#[test]
fn a_missing_key_is_told_at_its_mapping() {
    assert_eq!(
        refused::<Frame>("title: a\ninner:\n  - width: 3mm\n"),
        "a.yaml:3:5: erreur[missing-key] il manque la clé « title »"
    );
}

#[test]
fn merge_keys_and_aliases_are_values_and_have_places() {
    let text = "base: &base {size: 9pt, color: ink}\nother: &other\n  font: text\nnode:\n  <<: [*base, *other]\n  color: red\ncopy: *base\n";
    let value = value(text);
    assert_eq!(value["node"]["size"], "9pt");
    assert_eq!(value["node"]["color"], "red");
    assert_eq!(value["copy"]["color"], "ink");
    let (sources, file) = source(text);
    let at = |keys: &[&str]| {
        let path: Vec<_> = keys.iter().map(|key| Step::Key((*key).into())).collect();
        let mut diags = Diagnostics::new();
        diags.push(massicot::diag::Diagnostic::error("x", massicot::say!("x", "x")).at(Place::value(file, path)));
        locate(&sources, &mut diags);
        let At::Bytes(range) = diags.iter().next().unwrap().labels[0].place.at.clone() else { panic!() };
        text[range].to_owned()
    };
    assert_eq!(at(&["node", "color"]), "red");
    assert_eq!(at(&["node", "size"]), "9pt");
    assert_eq!(at(&["node", "font"]), "text");
    assert_eq!(at(&["copy", "color"]), "ink");
    // What is not there leads to the nearest value above; a block is shown by its first line.
    assert_eq!(at(&["node", "absent"]), "<<: [*base, *other]");
    assert_eq!(at(&["other"]), "font: text");
}

#[test]
fn nothing_grows_without_bound() {
    let bomb = (1..12).fold("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, n| {
        let m = n - 1;
        format!("{text}a{n}: &a{n} [*a{m},*a{m},*a{m},*a{m},*a{m},*a{m},*a{m},*a{m},*a{m},*a{m}]\n")
    });
    assert!(faults(&bomb).contains("erreur[yaml-aliases]"));
    assert!(faults(&"[".repeat(100_000)).contains("erreur[yaml-depth]"));
    assert!(
        faults(&format!("a: &a {}{}\nb: {}*a{}\n", "[".repeat(40), "]".repeat(40), "[".repeat(40), "]".repeat(40)))
            .contains("erreur[yaml-depth]")
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    assert_eq!(value("\u{FEFF}a: 1\r\nb: \"x\"\r\n"), value("a: 1\nb: x\n"));
    assert!(faults("\u{FEFF}a: 1\r\nb: 1 : 2\r\n").starts_with("a.yaml:2:4: erreur[yaml-colon]"));
}

#[test]
fn slips_are_recognised_and_other_words_are_not() {
    let known = ["pedagogie", "animation", "gestion"];
    assert_eq!(suggest("Pédagogie", known), Some("pedagogie"));
    assert_eq!(suggest("animations", known), Some("animation"));
    assert_eq!(suggest("cuisine", known), None);
    assert_eq!((suggest("S9", ["S0", "S1"]), suggest("s1", ["S0", "S1"])), (None, Some("S1")));
}

const SAMPLE: &str = "\u{FEFF}deck: D1\ntitle: \"L'usage : d'abord\" # note\ncards:\n  - &r1\n    id: R01\n    tags: [a, 'l''eau', {b: c}]\n    text: >-\n      un **deux**\n\n      trois\n  - <<: *r1\n    id: R02\n    n: [1, 2.50, ~, -3]\n";

/// A second opinion: `serde_yaml` over libyaml reads the same values (merges applied), and every value has a place
/// whose text, read again, is that value.
fn agrees(name: &str, text: &str) {
    let Ok(mut judge) = serde_yaml::from_str::<Value>(text) else { return };
    judge.apply_merge().unwrap();
    let (sources, file) = source(text);
    let mut diags = Diagnostics::new();
    let Some(value) = parse(file, text, &mut diags) else { panic!("{name}: {}", told(&sources, diags)) };
    compare(name, &judge, &value);
    let mut paths = Vec::new();
    walk(&value, &mut Vec::new(), &mut paths);
    let mut diags: Diagnostics = paths
        .iter()
        .map(|(path, _)| {
            massicot::diag::Diagnostic::error("x", massicot::say!("x", "x")).at(Place::value(file, path.clone()))
        })
        .collect();
    locate(&sources, &mut diags);
    for ((path, value), diagnostic) in paths.iter().zip(diags.iter()) {
        let At::Bytes(range) = &diagnostic.labels[0].place.at else { panic!("{name}: {path:?} has no place") };
        let found = text[range.clone()].to_owned();
        if let Some(spelled) =
            yaml::text(value).filter(|spelled| !found.contains(['\n', '\\', '*']) && !spelled.contains('\''))
        {
            assert!(found.contains(&*spelled), "{name}: {path:?} is {found:?}, not {spelled:?}");
        }
    }
}

fn compare(name: &str, judge: &Value, value: &Value) {
    match (judge, value) {
        (Value::Sequence(a), Value::Sequence(b)) => {
            assert_eq!(a.len(), b.len(), "{name}");
            a.iter().zip(b).for_each(|(a, b)| compare(name, a, b));
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            assert_eq!(a.len(), b.len(), "{name}: {a:?} {b:?}");
            for (key, a) in a {
                let key = yaml::text(key).map_or_else(|| "~".to_owned(), String::from);
                compare(name, a, b.get(key.as_str()).unwrap_or_else(|| panic!("{name}: no {key}")));
            }
        }
        (a, b) if a == b || a.as_f64() == b.as_f64() && b.as_f64().is_some() => {}
        // What would lose its spelling as a number or a boolean stays text on purpose.
        (Value::Number(_) | Value::Bool(_) | Value::Null, Value::String(_)) => {}
        (a, b) => panic!("{name}: {a:?} is not {b:?}"),
    }
}

fn walk<'v>(value: &'v Value, path: &mut Vec<Step>, all: &mut Vec<(Vec<Step>, &'v Value)>) {
    all.push((path.clone(), value));
    let children: Vec<(Step, &Value)> = match value {
        Value::Sequence(items) => (0..).map(Step::Index).zip(items).collect(),
        Value::Mapping(map) => {
            map.iter().map(|(key, value)| (Step::Key(key.as_str().unwrap().into()), value)).collect()
        }
        _ => Vec::new(),
    };
    for (step, child) in children {
        path.push(step);
        walk(child, path, all);
        path.pop();
    }
}

fn yaml_files(folder: &std::path::Path, all: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "target" && !name.to_string_lossy().starts_with('.') {
            yaml_files(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            all.push(path);
        }
    }
}

#[test]
fn values_and_places_agree_with_a_second_reader_on_every_file() {
    agrees("sample", SAMPLE);
    let mut files = Vec::new();
    yaml_files(std::path::Path::new(env!("CARGO_MANIFEST_DIR")), &mut files);
    for path in files {
        agrees(&path.display().to_string(), &std::fs::read_to_string(&path).unwrap());
    }
}

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn values_and_places_agree_on_generated_trees() {
    let mut dice = Dice(7);
    for round in 0..200 {
        let mut text = String::new();
        mapping(&mut dice, 0, &mut text);
        agrees(&format!("tree {round}:\n{text}"), &text);
    }
}

fn mapping(dice: &mut Dice, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    for key in 0..1 + dice.roll(4) {
        let word = ["texte", "12", "0.50", "'a: b'", "\"l’été\"", "no", "~", "", "[1, {a: b}, c]", "{x: [], y: z}"]
            [dice.roll(10)];
        match dice.roll(if depth < 4 { 4 } else { 1 }) {
            0 => text.push_str(&format!("{indent}k{key}: {word}\n")),
            1 => {
                text.push_str(&format!("{indent}k{key}:\n"));
                mapping(dice, depth + 1, text);
            }
            2 => {
                text.push_str(&format!("{indent}k{key}:\n{indent}- {word}\n{indent}- k: {word}\n{indent}  l: x\n"));
            }
            _ => text.push_str(&format!("{indent}k{key}: |-\n{indent}  ligne {key}\n\n{indent}  fin # x\n")),
        }
    }
}

#[test]
fn mangled_texts_are_refused_or_read_but_never_panic() {
    let bytes = SAMPLE.as_bytes();
    let mut dice = Dice(1);
    let mut mangled: Vec<Vec<u8>> = (0..bytes.len()).map(|end| bytes[..end].to_vec()).collect();
    for at in 0..bytes.len() {
        for with in [b':', b'\t', b'-', b'"', b'[', b'}', b'\n', b'*', b'&', b'#', b' ', b'!', 0, b'|'] {
            let mut text = bytes.to_vec();
            text[at] = with;
            mangled.push(text);
        }
        let mut text = bytes.to_vec();
        text.swap(at, dice.roll(bytes.len()));
        mangled.push(text);
    }
    for bytes in mangled {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (sources, file) = source(&text);
        let mut diags = Diagnostics::new();
        match parse(file, &text, &mut diags) {
            None => assert!(!diags.is_empty(), "refused without a word: {text:?}"),
            Some(value) => {
                from_value::<Frame>(&value, &Place::value(file, []), &mut diags);
            }
        }
        locate(&sources, &mut diags);
        for diagnostic in diags.iter() {
            massicot::diag::human(diagnostic, &sources, Lang::Fr, massicot::diag::Style::Plain);
        }
    }
}

#[test]
fn slips_that_quotes_would_mend_do_not_hide_one_another() {
    let text = "a: Deux : points\nb:\n  - c: *Gras* ici\n  - d: \"Mots\" après\n  - e: été : fini\nf: 1\nb: 2\n";
    let told = faults(text);
    let places: Vec<_> = told.lines().filter(|line| line.starts_with("a.yaml")).map(|line| &line[..18]).collect();
    assert_eq!(places.len(), 4, "{told}");
    for start in [
        "a.yaml:1:4: erreur[yaml-colon]",
        "a.yaml:3:8: erreur[yaml-start]",
        "a.yaml:4:8: erreur[yaml-quote]",
        "a.yaml:5:8: erreur[yaml-colon]",
    ] {
        assert!(told.lines().any(|line| line.starts_with(start)), "{start}: {told}");
    }
    assert!(told.contains("e: \"été : fini\""), "the hint shows the line as it was written: {told}");
}

/// What cannot be taken as mended ends the telling: no slip is made up.
#[test]
fn a_slip_that_nobody_can_mend_is_the_last() {
    let told = faults("a: Deux : points\nb: [1, 2\nc: été : fini\n");
    assert_eq!(told.lines().filter(|line| line.starts_with("a.yaml")).count(), 2, "{told}");
}
