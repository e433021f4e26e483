//! The program as people and scripts meet it: words, exit codes, standard output and standard error.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use massicot::world::{DiskWorld, World};
use serde_json::Value;

const COMMANDS: [&str; 11] =
    ["build", "calibrate", "check", "diff", "help", "impose", "list", "new", "pack", "preflight", "schema"];

/// What one run of the program said.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// The program in `folder`, with nothing in its environment that speaks of language or colour.
fn massicot(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_massicot"));
    command.current_dir(folder).args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

fn finish(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    finish(massicot(folder, arguments))
}

fn empty() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    let folder = empty();
    for command in COMMANDS {
        let [fr, en] = ["fr", "en"].map(|lang| run(folder.path(), &[command, "--help", "--lang", lang]));
        assert_eq!((fr.code, en.code), (0, 0), "{command}");
        assert!(fr.out.contains("\nUsage : massicot ") && fr.out.contains("\nExemples :\n  massicot"), "{}", fr.out);
        assert!(en.out.contains("\nUsage: massicot ") && en.out.contains("\nExamples:\n  massicot"), "{}", en.out);
        for foreign in ["Usage:", "Options:", "Print", "default", "possible values", "Shows"] {
            assert!(!fr.out.contains(foreign), "{foreign} in {}", fr.out);
        }
        for foreign in ["Options :", "Affiche", "sinon", "é"] {
            assert!(!en.out.contains(foreign), "{foreign} in {}", en.out);
        }
    }
}

#[test]
fn no_option_is_left_without_an_explanation() {
    let folder = empty();
    for command in COMMANDS {
        for lang in ["fr", "en"] {
            let help = run(folder.path(), &[command, "--help", "--lang", lang]).out;
            for line in help.lines().filter(|line| line.trim_start().starts_with("-")) {
                let words = line.trim_start().split("  ").filter(|column| !column.is_empty()).count();
                assert!(words >= 2, "{command} --lang {lang}: {line}");
            }
        }
    }
}

#[test]
fn help_as_a_command_is_help_as_an_option() {
    let folder = empty();
    assert_eq!(run(folder.path(), &["help", "build"]).out, run(folder.path(), &["build", "--help"]).out);
    assert_eq!(run(folder.path(), &["help"]).out, run(folder.path(), &["--help"]).out);
    let slip = run(folder.path(), &["help", "chekc"]);
    assert_eq!(slip.code, 2);
    assert!(
        slip.err.contains("there is no command “chekc”") && slip.err.contains("did you mean “check”?"),
        "{}",
        slip.err
    );
}

#[test]
fn options_of_one_name_say_what_they_do_in_their_command() {
    let folder = empty();
    let says = |command: &str, words: &str| {
        let help = run(folder.path(), &[command, "--help", "--lang", "en"]).out;
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.contains(words), "{command}: {help}");
    };
    says("build", "--standard <STANDARD> Standard of PDF files for a printer");
    says(
        "preflight",
        "--standard <STANDARD> The standard: x4, x1a-2003, none [otherwise: the one that the file claims",
    );
}

#[test]
fn the_language_is_the_option_s_then_the_environment_s_then_english() {
    let folder = empty();
    let speaks = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = massicot(folder.path(), arguments);
        command.envs(variables.iter().copied());
        if finish(command).err.contains("pas de dossier absent") { "fr" } else { "en" }
    };
    let check = ["check", "absent"];
    assert_eq!(speaks(&[], &check), "en");
    assert_eq!(speaks(&[("LANG", "fr_FR.UTF-8")], &check), "fr");
    assert_eq!(speaks(&[("LANG", "de_DE.UTF-8")], &check), "en");
    assert_eq!(speaks(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], &check), "en");
    assert_eq!(speaks(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "")], &check), "fr");
    assert_eq!(speaks(&[("LANG", "en_GB.UTF-8")], &["check", "absent", "--lang=fr"]), "fr");
    assert_eq!(speaks(&[("LANG", "fr_FR.UTF-8")], &["--lang", "en", "check", "absent"]), "en");
}

#[test]
fn a_malformed_command_ends_with_2_and_says_what_is_meant() {
    let folder = empty();
    let cases: [(&[&str], &str, &str); 9] = [
        (&["buidl"], "commande inconnue « buidl »", "unrecognized subcommand 'buidl'"),
        (&["build"], "il manque <KIT>", "<KIT>"),
        (&["build", "k", "--onyl", "D1"], "vouliez-vous dire « --only » ?", "'--only'"),
        (
            &["build", "k", "--profile", "prss"],
            "[valeurs possibles : press, screen, home]",
            "[possible values: press, screen, home]",
        ),
        (&["build", "k", "--dpi", "35"], "de 36 à 2400 points par pouce", "between 36 and 2400 dots per inch"),
        (&["build", "k", "--dpi", "NaN"], "de 36 à 2400 points par pouce", "between 36 and 2400 dots per inch"),
        (&["build", "k", "--threads", "0"], "de 1 à 1024", "between 1 and 1024"),
        (&["build", "k", "--where", "family"], "écrire champ=valeur", "write field=value"),
        (&["build", "k", "--json", "--json"], "ne peut être donné qu’une fois", "cannot be used multiple times"),
    ];
    for (arguments, fr, en) in cases {
        for (lang, words) in [("fr", fr), ("en", en)] {
            let ran = run(folder.path(), &[arguments, &["--lang", lang]].concat());
            assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
            assert!(ran.err.contains(words), "{words} in {}", ran.err);
            assert_eq!(ran.out, "", "{arguments:?}");
        }
    }
    let bare = run(folder.path(), &[]);
    assert_eq!(bare.code, 2);
    assert!(bare.err.contains("Examples:"), "{}", bare.err);
}

#[test]
fn colour_comes_when_asked_for_and_never_against_no_color() {
    let folder = empty();
    let coloured = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = massicot(folder.path(), arguments);
        command.envs(variables.iter().copied());
        finish(command).err.contains('\u{1b}')
    };
    for arguments in [&["check", "absent"][..], &["check"], &["buidl", "--lang", "fr"]] {
        let always = [arguments, &["--color", "always"]].concat();
        let never = [arguments, &["--color", "never"]].concat();
        assert!(!coloured(&[], arguments), "a pipe is no terminal: {arguments:?}");
        assert!(coloured(&[("CLICOLOR_FORCE", "1")], arguments), "{arguments:?}");
        assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], arguments), "{arguments:?}");
        assert!(coloured(&[("NO_COLOR", "1")], &always), "the option is nearer than the environment: {arguments:?}");
        assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &never), "{arguments:?}");
    }
}

#[test]
fn a_path_that_leads_to_no_kit_says_where_one_is() {
    let folder = empty();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("decks/tiroirs/layouts")).unwrap();
    fs::write(at("decks/tiroirs/kit.yaml"), "id: tiroirs\n").unwrap();
    fs::create_dir_all(at("old")).unwrap();
    fs::write(at("old/kit.yml"), "id: old\n").unwrap();
    fs::create_dir_all(at("bare")).unwrap();
    let cases = [
        ("decks/tiroir", 2, "pas de dossier decks/tiroir\n", "vouliez-vous dire « decks/tiroirs » ?"),
        ("decks/tiroirs/kit.yaml", 2, "est un fichier, pas un dossier", "donner son dossier : decks/tiroirs"),
        ("decks", 1, "pas de kit.yaml dans decks\n", "kits dans ce dossier : decks/tiroirs"),
        ("decks/tiroirs/layouts", 1, "pas de kit.yaml dans decks/tiroirs/layouts\n", "dans le kit decks/tiroirs"),
        ("old", 1, "pas de kit.yaml dans old\n", "renommer kit.yml en kit.yaml"),
        ("bare", 1, "pas de kit.yaml dans bare\n", "massicot new bare/mon-jeu"),
    ];
    for command in ["check", "build", "list"] {
        for (path, code, fault, hint) in cases {
            let ran = run(folder.path(), &[command, path, "--lang", "fr"]);
            assert_eq!(ran.code, code, "{command} {path}");
            assert!(ran.err.contains(fault) && ran.err.contains(hint), "{command} {path}: {}", ran.err);
        }
    }
    assert!(!at("output").exists());
}

#[test]
fn json_is_one_object_alone_on_standard_output() {
    let folder = empty();
    let ran = run(folder.path(), &["check", "absent", "--json", "--lang", "fr"]);
    let object: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, ran.err.as_str()), (2, ""));
    assert_eq!(object["diagnostics"][0]["code"], "missing-folder");
    assert_eq!(object["diagnostics"][0]["message"], "pas de dossier absent");
    assert_eq!(object["written"], serde_json::json!([]));
    assert_eq!(object["summary"]["errors"], 1);
}

#[test]
fn new_leaves_a_folder_that_holds_something_alone() {
    let folder = empty();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/notes.txt"), "keep").unwrap();
    let ran = run(folder.path(), &["new", "mine"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("mine is not empty"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
    let ran = run(folder.path(), &["new", "mine/notes.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("a file stands where a folder is needed"), "{}", ran.err);
    assert_eq!(fs::read_to_string(folder.path().join("mine/notes.txt")).unwrap(), "keep");
}

#[test]
fn new_names_the_next_two_commands_as_they_are_typed() {
    let folder = empty();
    let ran = run(folder.path(), &["new", "mon jeu"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out, "massicot check 'mon jeu'\nmassicot build 'mon jeu'\n");
    let kit = fs::read_to_string(folder.path().join("mon jeu/kit.yaml")).unwrap();
    assert!(kit.contains("\nkit: mon-jeu\n") && kit.contains("\ntitle: \"mon jeu\"\n"), "{kit}");
}

#[test]
fn new_makes_an_id_of_any_folder_name() {
    let folder = empty();
    let long = "a".repeat(80);
    let cases =
        [("Été à l'œuvre !", "ete-a-l-oeuvre"), ("--x--2--", "x-2"), ("地図", "kit"), (long.as_str(), &long[..64])];
    for (name, id) in cases {
        let ran = run(folder.path(), &["new", &format!("./{name}"), "--quiet"]);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{name}");
        let kit = fs::read_to_string(folder.path().join(name).join("kit.yaml")).unwrap();
        assert!(kit.contains(&format!("\nkit: {id}\n")), "{name}: {kit}");
    }
    let inside = folder.path().join("Ici même");
    fs::create_dir(&inside).unwrap();
    assert_eq!(run(&inside, &["new", ".", "--title", "Là-bas"]).code, 0);
    let kit = fs::read_to_string(inside.join("kit.yaml")).unwrap();
    assert!(kit.contains("\nkit: ici-meme\ntitle: \"Là-bas\"\n"), "{kit}");
}

#[test]
fn every_schema_that_is_named_is_printed_and_written() {
    let folder = empty();
    let names = run(folder.path(), &["schema"]).out;
    assert!(names.lines().any(|name| name == "deck"), "{names}");
    let written = run(folder.path(), &["schema", "--out", "schemas"]);
    assert_eq!(written.code, 0, "{}", written.err);
    for name in names.lines() {
        let printed = run(folder.path(), &["schema", name]).out;
        let schema: Value = serde_json::from_str(&printed).unwrap();
        assert!(schema["$schema"].is_string(), "{name}");
        let path = format!("schemas/{name}.json");
        assert!(written.out.lines().any(|line| line == path), "{path} in {}", written.out);
        assert_eq!(fs::read_to_string(folder.path().join(path)).unwrap(), printed);
    }
    let slip = run(folder.path(), &["schema", "dek"]);
    assert_eq!(slip.code, 2);
    assert!(slip.err.contains("did you mean “deck”?"), "{}", slip.err);
}

/// A folder with a new kit called `jeu` in it.
fn with_a_new_kit() -> tempfile::TempDir {
    let folder = empty();
    assert_eq!(run(folder.path(), &["new", "jeu", "--quiet"]).code, 0);
    folder
}

/// Replaces the only occurrence of `from` in a file.
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// Every file below a folder with its bytes, by its path inside it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let paths = DiskWorld::new().walk(folder);
    let inside = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (inside(path), fs::read(path).unwrap())).collect()
}

#[test]
fn a_new_kit_has_no_faults_and_builds_far_from_any_project() {
    let folder = with_a_new_kit();
    let check = run(folder.path(), &["check", "jeu"]);
    assert_eq!((check.code, check.out.as_str()), (0, ""), "{}", check.err);
    assert!(check.err.ends_with("no errors in jeu\n"), "{}", check.err);
    assert!(!folder.path().join("output").exists(), "check writes nothing");

    let build = run(folder.path(), &["build", "jeu", "--format", "pdf", "--lang", "fr"]);
    assert_eq!(build.code, 0, "{}", build.err);
    let written = files(&folder.path().join("output"));
    let named: Vec<_> = build.out.lines().map(|line| line.strip_prefix("output/").unwrap()).collect();
    assert_eq!(named.len(), 2, "press and screen: {}", build.out);
    assert!(named.iter().all(|name| written[*name].starts_with(b"%PDF-")));
    assert_eq!(written.len(), 3, "and the manifest: {:?}", written.keys());
    let summary = build.err.lines().last().unwrap();
    assert!(summary.starts_with("2 fichiers dans output, ") && summary.ends_with(" ko"), "{summary}");
}

#[test]
fn copy_budgets_are_a_table_in_either_language_or_json() {
    let folder = with_a_new_kit();
    let french = run(folder.path(), &["check", "jeu", "--copyfit", "--lang", "fr"]);
    assert_eq!(french.code, 0, "{}", french.err);
    let lines: Vec<_> = french.out.lines().collect();
    assert_eq!(lines[0], "D1 Premier jeu");
    assert_eq!(lines[1].split_whitespace().collect::<Vec<_>>(), ["carte", "lignes", "mots", "plein", "corps"]);
    assert_eq!(lines.iter().filter(|line| line.starts_with("recto, ")).count(), 2, "{}", french.out);
    assert!(french.out.contains(" %  ") && french.out.contains(",0 pt"), "{}", french.out);
    let english = run(folder.path(), &["check", "jeu", "--copyfit", "--lang", "en"]).out;
    assert!(english.contains("front, ") && english.contains(".0 pt") && !english.contains(" %"), "{english}");

    let json = run(folder.path(), &["check", "jeu", "--copyfit", "--json"]).out;
    let object: Value = serde_json::from_str(&json).unwrap();
    let frames = object["copyfit"][0]["frames"].as_array().unwrap();
    assert!(frames.iter().all(|frame| frame["cards"].as_array().unwrap().len() == 4), "{json}");
    let card = &frames[0]["cards"][0];
    let keys: Vec<_> = card.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["card", "fits", "lines", "room_lines", "words", "room_words", "share", "size_pt", "full_size_pt"]
    );
}

#[test]
fn list_counts_cards_and_copies_and_names_what_is_to_come() {
    let folder = with_a_new_kit();
    edit(&folder.path().join("jeu/kit.yaml"), "components: [D1]", "components: [D1, D2]");
    let french = run(folder.path(), &["list", "jeu", "--lang", "fr"]);
    let lines: Vec<_> = french.out.lines().collect();
    assert_eq!((french.code, lines.len()), (0, 2), "{}", french.err);
    assert!(
        lines[0].starts_with("D1  Premier jeu  ") && lines[0].ends_with("  4 cartes, 5 exemplaires"),
        "{}",
        lines[0]
    );
    assert!(lines[1].starts_with("D2  ") && lines[1].ends_with("  à venir"), "{}", lines[1]);

    let listed: Value = serde_json::from_str(&run(folder.path(), &["list", "jeu", "--json"]).out).unwrap();
    assert_eq!(listed["components"][0]["cards"][3], serde_json::json!({ "code": "C04", "count": 2 }));
    assert_eq!(listed["components"][1]["to_come"], true);
}

#[test]
fn every_fault_is_told_with_its_place_and_counted_and_nothing_is_written() {
    let folder = with_a_new_kit();
    edit(&folder.path().join("jeu/premier-jeu.yaml"), "title: Deux faces", "titel: Deux faces");
    edit(&folder.path().join("jeu/layouts/dos.yaml"), "height: 60mm", "height: 60");
    for command in ["check", "build"] {
        let ran = run(folder.path(), &[command, "jeu", "--lang", "fr"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
        for told in [" jeu/premier-jeu.yaml:17:5\n", " jeu/layouts/dos.yaml:13:54\n", "60mm"] {
            assert!(ran.err.contains(told), "{told:?} in {}", ran.err);
        }
        let errors = ran.err.lines().filter(|line| line.starts_with("erreur[")).count();
        let summary = ran.err.lines().last().unwrap();
        assert!(errors >= 2, "{}", ran.err);
        assert!(summary.starts_with(&format!("{errors} erreurs")) && summary.ends_with(" dans jeu"), "{summary}");
    }
    assert!(!folder.path().join("output").exists());

    let json = run(folder.path(), &["check", "jeu", "--json"]);
    let object: Value = serde_json::from_str(&json.out).unwrap();
    let found = object["diagnostics"].as_array().unwrap();
    assert!(
        found.iter().any(|fault| fault["places"][0]["line"] == 13 && fault["places"][0]["column"] == 54),
        "{object}"
    );
    assert_eq!((json.code, json.err.as_str()), (1, ""));
}

#[test]
fn a_choice_that_matches_nothing_is_an_error_with_a_suggestion() {
    let folder = with_a_new_kit();
    let cases = [
        (["--only", "D2"], "the kit has no component “D2”", "there are: D1"),
        (["--cards", "C01,C99"], "the kit has no card “C99”", "there are: C01, C02, C03, C04"),
        (["--where", "famly=idee"], "no card has a field “famly”", "did you mean “family”?"),
        (["--where", "family=autre"], "no card matches this choice", "massicot list"),
    ];
    for (choice, fault, hint) in cases {
        let ran = run(folder.path(), &[&["build", "jeu"][..], &choice].concat());
        assert_eq!(ran.code, 1, "{choice:?}");
        assert!(ran.err.contains(fault) && ran.err.contains(hint), "{choice:?}: {}", ran.err);
    }
    assert!(!folder.path().join("output").exists());
}

#[test]
fn json_of_a_build_tells_what_lies_in_the_folder() {
    let folder = with_a_new_kit();
    let arguments =
        ["build", "jeu", "--cards", "C01", "--where", "family=idee", "--format", "pdf,png", "--profile", "press"];
    let ran = run(folder.path(), &[&arguments[..], &["--dpi", "72", "--out", "out", "--json"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let object: Value = serde_json::from_str(&ran.out).unwrap();
    let mut on_disk = files(&folder.path().join("out"));
    let manifest = on_disk.remove("jeu/manifest.json").unwrap();
    let told = object["written"].as_array().unwrap();
    assert_eq!(told.len(), 3, "one PDF, a front, a back");
    assert_eq!(told.len(), on_disk.len());
    for file in told {
        assert_eq!(file["bytes"], on_disk[file["path"].as_str().unwrap()].len());
    }
    assert_eq!(serde_json::from_slice::<Value>(&manifest).unwrap()["files"], object["written"]);
    // 63 × 88 mm at 72 dpi.
    let png = on_disk.iter().find(|(path, _)| path.ends_with(".png")).unwrap().1;
    assert_eq!(png[16..24], [0, 0, 0, 179, 0, 0, 0, 249]);
}

#[test]
fn language_threads_and_working_folder_change_no_byte() {
    let folder = with_a_new_kit();
    let build = |at: &Path, kit: &str, more: &[&str]| {
        let out = tempfile::tempdir().unwrap();
        let arguments = [&["build", kit, "--dpi", "72", "-o", out.path().to_str().unwrap()], more].concat();
        let ran = run(at, &arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        files(out.path())
    };
    let first = build(folder.path(), "jeu", &["--lang", "fr", "--threads", "1"]);
    assert!(first.len() > 20, "{:?}", first.keys());
    assert!(first == build(folder.path(), "jeu", &["--lang", "en", "--threads", "8"]));
    assert!(first == build(&folder.path().join("jeu/fonts"), "..", &["--quiet"]));
    assert!(first == build(&empty().keep(), folder.path().join("jeu").to_str().unwrap(), &["--json"]));
    // Turkish writes i otherwise, and the other side of the earth has another date.
    let out = tempfile::tempdir().unwrap();
    let mut abroad = massicot(folder.path(), &["build", "jeu", "--dpi", "72", "-o", out.path().to_str().unwrap()]);
    abroad.envs([("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("TZ", "Pacific/Auckland")]);
    assert_eq!(finish(abroad).code, 0);
    assert!(first == files(out.path()));
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_leaves_no_part_of_it() {
    let folder = with_a_new_kit();
    fs::write(folder.path().join("taken"), "mine").unwrap();
    let ran = run(folder.path(), &["build", "jeu", "--format", "pdf", "--out", "taken"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[write-failed]: taken/jeu/") && ran.err.contains("--out FOLDER"), "{}", ran.err);
    assert_eq!(fs::read_to_string(folder.path().join("taken")).unwrap(), "mine");
    assert!(ran.err.ends_with("1 error in jeu\n"), "{}", ran.err);
}

#[test]
fn quiet_says_nothing_when_there_is_nothing_to_say() {
    let folder = with_a_new_kit();
    for arguments in [&["check", "jeu", "--quiet"][..], &["build", "jeu", "--format", "pdf", "-q"]] {
        let ran = run(folder.path(), arguments);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    }
    edit(&folder.path().join("jeu/kit.yaml"), "lang: fr", "lnag: fr");
    let ran = run(folder.path(), &["check", "jeu", "--quiet"]);
    assert!(ran.code == 1 && ran.err.contains("lnag"), "{}", ran.err);
}

#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let folder = empty();
    for arguments in [&["help"][..], &["--help"], &["schema"]] {
        let mut child =
            massicot(folder.path(), arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

/// A folder with `cartes.pdf`: eighteen cards, front and back.
fn with_foreign_cards() -> tempfile::TempDir {
    let folder = empty();
    let mut maker = crate::foreign::files::Maker::new();
    for turn in 0..36 {
        crate::foreign::files::card(&mut maker, turn % 4, 1.0);
    }
    fs::write(folder.path().join("cartes.pdf"), maker.finish(Default::default())).unwrap();
    folder
}

fn pages(file: &Path) -> usize {
    lopdf::Document::load(file).unwrap().get_pages().len()
}

#[test]
fn any_pdf_goes_onto_sheets_into_a_booklet_and_over_tiles() {
    let folder = with_foreign_cards();
    let at = |name: &str| folder.path().join(name);
    let ran = run(folder.path(), &["impose", "cartes.pdf", "--sheet", "sra3", "--lang", "fr"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "cartes_sra3.pdf\n"), "{}", ran.err);
    assert!(ran.err.contains("36 pages sur 1 feuille SRA3"), "{}", ran.err);
    assert_eq!(pages(&at("cartes_sra3.pdf")), 2);
    let booklet = ["--sheet", "booklet-a4", "--pages", "1-8", "--out", "livret.pdf", "--paper", "A3"];
    let ran = run(folder.path(), &[&["impose", "cartes.pdf"], &booklet[..]].concat());
    assert_eq!((ran.code, pages(&at("livret.pdf"))), (0, 2), "{}", ran.err);
    let tiles = ["--tile", "A7", "--pages", "1", "--overlap", "5mm", "--keep", "10mm,10mm,20mm,20mm"];
    let ran = run(folder.path(), &[&["impose", "cartes.pdf"], &tiles[..]].concat());
    // A7 that lies, 105 × 74 mm, shows 85 × 45 mm: one sheet across, ⌈83 / 40⌉ = 3 down, and the page that tells how.
    assert_eq!((ran.code, pages(&at("cartes_tuiles.pdf"))), (0, 4), "{}", ran.err);
}

#[test]
fn the_language_of_messages_changes_no_byte_of_a_sheet_and_that_of_words_does() {
    let folder = with_foreign_cards();
    let made = |more: &[&str]| {
        let tile = ["impose", "cartes.pdf", "--tile", "A7", "--pages", "1", "--out", "t.pdf"];
        assert_eq!(run(folder.path(), &[&tile, more].concat()).code, 0);
        fs::read(folder.path().join("t.pdf")).unwrap()
    };
    assert!(made(&["--lang", "fr"]) == made(&["--lang", "en"]));
    assert!(made(&["--words", "fr"]) != made(&["--words", "en"]));
}

#[test]
fn a_foreign_file_that_cannot_be_used_ends_with_1_and_leaves_nothing() {
    let folder = with_foreign_cards();
    let whole = fs::read(folder.path().join("cartes.pdf")).unwrap();
    fs::write(folder.path().join("court.pdf"), &whole[..whole.len() / 2]).unwrap();
    let short = run(folder.path(), &["impose", "court.pdf", "--sheet", "a4", "--lang", "fr"]);
    assert_eq!((short.code, short.out.as_str()), (1, ""));
    assert!(short.err.contains("erreur[pdf-damaged]") && short.err.contains("piste"), "{}", short.err);
    let gone = run(folder.path(), &["impose", "parti.pdf", "--sheet", "a4", "--lang", "en"]);
    assert!(gone.code == 1 && gone.err.contains("there is no such file"), "{}", gone.err);
    let unknown = run(folder.path(), &["impose", "cartes.pdf", "--sheet", "sra33", "--lang", "en"]);
    assert!(unknown.code == 1 && unknown.err.contains("did you mean"), "{}", unknown.err);
    let names: Vec<String> = files(folder.path()).into_keys().collect();
    assert_eq!(names, ["cartes.pdf", "court.pdf"], "nothing was written");
    let itself = run(folder.path(), &["impose", "cartes.pdf", "--sheet", "sra3", "--out", "cartes.pdf"]);
    assert!(itself.code == 2 && fs::read(folder.path().join("cartes.pdf")).unwrap() == whole);
    for wrong in [
        &["--sheet", "a4", "--tile", "A4"][..],
        &[],
        &["--tile", "A4", "--keep", "1,2"],
        &["--sheet", "a4", "--pages", "5-2"],
    ] {
        assert_eq!(run(folder.path(), &[&["impose", "cartes.pdf"], wrong].concat()).code, 2, "{wrong:?}");
    }
}

#[test]
fn a_build_that_stops_half_way_tells_what_it_found_what_is_whole_and_what_to_do() {
    let folder = with_a_new_kit();
    edit(&folder.path().join("jeu/premier-jeu.yaml"), "cards:\n", "fields: [note]\ncards:\n");
    edit(
        &folder.path().join("jeu/layouts/carte.yaml"),
        "    fill: accent\n",
        "    fill: { angle: 0, stops: [accent, accent] }\n    stroke: { color: encre, width: 0.07mm }\n",
    );
    fs::create_dir_all(folder.path().join("output/jeu/D1-premier-jeu")).unwrap();
    fs::write(folder.path().join("output/jeu/D1-premier-jeu/png"), "mine").unwrap();
    let ran = run(folder.path(), &["build", "jeu", "--profile", "press", "--format", "pdf,png"]);
    assert_eq!(ran.code, 1);
    for words in ["warning[hairline]", "error[write-failed]: output/jeu/D1-premier-jeu/png/", "--out FOLDER"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    assert!(ran.err.contains("1 file is written whole, without manifest.json: build again"), "{}", ran.err);
    assert!(!folder.path().join("output/jeu/manifest.json").exists());
    let json = run(folder.path(), &["build", "jeu", "--profile", "press", "--format", "pdf,png", "--json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["written"].as_array().unwrap().len(), 1);
    assert_eq!(json["summary"]["errors"], 1);
}

/// The kit by every path that leads to it: from inside, from below, and from another kit beside it that has fonts of its own.
#[test]
fn a_kit_finds_its_project_from_wherever_it_is_called() {
    let folder = with_a_new_kit();
    let at = |path: &str| folder.path().join(path);
    fs::rename(at("jeu/fonts"), at("fonts")).unwrap();
    fs::create_dir_all(at("autre/layouts")).unwrap();
    fs::write(at("autre/layouts/seul.yaml"), "layout: seul\nboxes: []\n").unwrap();
    for (from, kit) in
        [("", "jeu"), ("", "./jeu"), ("jeu", "."), ("jeu", ".."), ("jeu/layouts", ".."), ("autre", "../jeu")]
    {
        let ran = run(&at(from), &["check", kit]);
        if (from, kit) == ("jeu", "..") {
            assert!(ran.err.contains("missing-kit"), "{}", ran.err);
        } else {
            assert_eq!(ran.code, 0, "{kit} from {from}: {}", ran.err);
        }
    }
}

/// Ended at many moments, a build never leaves a temporary file, and every file under its final name is whole.
#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_whole_files_only() {
    let folder = with_a_new_kit();
    let mut interrupted = 0;
    for wait in (1..=12).map(|step| step * 60) {
        let mut child = massicot(folder.path(), &["build", "jeu", "--quiet", "--dpi", "600"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let code = child.wait().unwrap().code();
        // None: it had not begun yet.
        assert!(matches!(code, None | Some(0 | 130)), "{code:?}");
        interrupted += u32::from(code == Some(130));
        for (name, bytes) in files(&folder.path().join("output")) {
            assert!(!name.ends_with(".tmp"), "{name}");
            let (start, end): (&[u8], &[u8]) = match name.rsplit('.').next().unwrap() {
                "pdf" => (b"%PDF-", b"%%EOF\n"),
                "png" => (b"\x89PNG", b"IEND\xaeB`\x82"),
                "svg" => (b"<", b"</svg>\n"),
                _ => (b"{", b"}\n"),
            };
            assert!(bytes.starts_with(start), "{name}");
            assert!(bytes.trim_ascii_end().ends_with(end.trim_ascii_end()), "{name}");
        }
    }
    assert!(interrupted > 0, "nothing was interrupted");
}

#[test]
fn preflight_takes_the_profile_of_a_printer_by_its_path() {
    let folder = empty();
    let root = folder.path();
    fs::create_dir_all(root.join("layouts/printers")).unwrap();
    let profile = |cut: &str| {
        format!(
            "printer: club\nname: The Club\nabout: {{ fr: Le club, en: The club }}\ninherits: generic-eu\nsources:\n  ici: {{ from: essai, read: printer }}\nspots:\n  cut: {{ is: {cut}, source: ici }}\n"
        )
    };
    fs::write(root.join("club.yaml"), profile("Stanze")).unwrap();
    fs::write(root.join("layouts/printers/club.yaml"), profile("Messer")).unwrap();
    fs::write(root.join("slip.yaml"), profile("Stanze").replace("source: ici", "source: la")).unwrap();
    let file = crate::preflight_pdf::base::Base::x4().bytes();
    fs::write(root.join("cards.pdf"), file).unwrap();
    let told = |printer: &str| run(root, &["preflight", "cards.pdf", "--printer", printer, "--lang", "en"]);
    let by_path = told("club.yaml");
    assert!(by_path.err.contains("plate-unknown") && by_path.err.contains("Stanze"), "{}", by_path.err);
    let by_name = told("club");
    assert!(by_name.err.contains("plate-unknown") && by_name.err.contains("Messer"), "{}", by_name.err);
    let slip = told("slip.yaml");
    assert!(slip.err.contains("slip.yaml:8") && slip.code != 0, "{} {}", slip.code, slip.err);
    let none = told("nowhere.yaml");
    assert!(none.err.contains("unreadable-file"), "{}", none.err);
    assert!(told("klub").err.contains("club"), "the nearest name");
}
