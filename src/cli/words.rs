//! Every word of the help, French beside English: an option cannot be explained in one language only.

use massicot::diag::Lang;

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Both {
    fr: &'static str,
    en: &'static str,
}

impl Both {
    /// The wording in `lang`.
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

const fn both(fr: &'static str, en: &'static str) -> Both {
    Both { fr, en }
}

/// What a command does, and how it is called.
#[derive(Clone, Copy, Debug)]
pub struct CommandWords {
    /// One line.
    pub about: Both,
    /// Command lines to copy.
    pub examples: Both,
}

/// What an option does, and what its value is called.
#[derive(Clone, Copy, Debug)]
pub struct ArgumentWords {
    /// Placeholder of the value; empty for a flag.
    pub value: Both,
    /// One or two lines.
    pub help: Both,
}

// Clap adds the colon to the headings of its sections, and French wants a space before it.
/// Heading of the list of commands.
pub const COMMANDS: Both = both("Commandes ", "Commands");
/// Heading of positional arguments.
pub const ARGUMENTS: Both = both("Arguments ", "Arguments");
/// Heading of a command's own options.
pub const OPTIONS: Both = both("Options ", "Options");
/// Heading of the options of every command.
pub const COMMON_OPTIONS: Both = both("Options communes ", "Common options");
/// Placeholder for a command.
pub const COMMAND: Both = both("COMMANDE", "COMMAND");
/// Heading of the usage line.
pub const USAGE: Both = both("Usage :", "Usage:");
/// Heading of the examples.
pub const EXAMPLES: Both = both("Exemples :", "Examples:");

/// The words of a command, by name; `massicot` is the program itself.
pub fn command(name: &str) -> Option<CommandWords> {
    let (about, examples) = match name {
        "massicot" => ROOT,
        "build" => BUILD,
        "check" => CHECK,
        "calibrate" => CALIBRATE,
        "impose" => IMPOSE,
        "new" => NEW,
        "schema" => SCHEMA,
        "list" => LIST,
        "help" => HELP,
        _ => return None,
    };
    Some(CommandWords { about, examples })
}

const ROOT: (Both, Both) = (
    both(
        "Compile des cartes décrites en YAML en jeux prêts à imprimer",
        "Compiles cards described in YAML into print-ready decks",
    ),
    both(
        "  massicot new decks/mon-jeu         un premier kit, qui se fabrique tel quel
  massicot check decks/mon-jeu       toutes les fautes du kit ; n'écrit rien
  massicot build decks/mon-jeu       les PDF, SVG et PNG, dans output/
  massicot build --help              les options d'une commande

Codes de sortie : 0 sans erreur, 1 erreurs dans le kit ou fichiers non écrits, 2 commande mal formée.",
        "  massicot new decks/my-game         a first kit that builds as it is
  massicot check decks/my-game       every fault of the kit; writes nothing
  massicot build decks/my-game       PDF, SVG and PNG, in output/
  massicot build --help              the options of a command

Exit codes: 0 no errors, 1 errors in the kit or files that could not be written, 2 a malformed command.",
    ),
);

const BUILD: (Both, Both) = (
    both("Fabrique les fichiers d'un kit : PDF, SVG, PNG", "Makes the files of a kit: PDF, SVG, PNG"),
    both(
        "  massicot build decks/tiroirs
  massicot build decks/tiroirs --only D1 --profile press --format pdf
  massicot build decks/tiroirs --cards R01,R07 --format png --dpi 150
  massicot build decks/tiroirs --where family=pedagogie --out essais
  massicot build decks/tiroirs --variant grands-caracteres
  massicot build decks/tiroirs --sheet a4-a6              quatre cartes par feuille A4
  massicot build decks/tiroirs --sheet sra3 --order cut-and-stack
  massicot build decks/tiroirs --sheet a4-a6 --since 1.0   les cartes changées depuis
  massicot build decks/tiroirs --locale fr,en

Un kit qui a des erreurs n'écrit aucun fichier.",
        "  massicot build decks/tiroirs
  massicot build decks/tiroirs --only D1 --profile press --format pdf
  massicot build decks/tiroirs --cards R01,R07 --format png --dpi 150
  massicot build decks/tiroirs --where family=pedagogie --out drafts
  massicot build decks/tiroirs --variant grands-caracteres
  massicot build decks/tiroirs --sheet a4-a6              four cards on an A4 sheet
  massicot build decks/tiroirs --sheet sra3 --order cut-and-stack
  massicot build decks/tiroirs --sheet a4-a6 --since 1.0   cards changed since then
  massicot build decks/tiroirs --locale fr,en

A kit with errors writes no file.",
    ),
);

const CHECK: (Both, Both) = (
    both("Trouve toutes les fautes d'un kit, sans rien écrire", "Finds every fault of a kit and writes nothing"),
    both(
        "  massicot check decks/tiroirs
  massicot check decks/tiroirs --only D1
  massicot check decks/tiroirs --copyfit
  massicot check decks/tiroirs --locale all
  massicot check decks/tiroirs --json | jq '.diagnostics[].message'",
        "  massicot check decks/tiroirs
  massicot check decks/tiroirs --only D1
  massicot check decks/tiroirs --copyfit
  massicot check decks/tiroirs --locale all
  massicot check decks/tiroirs --json | jq '.diagnostics[].message'",
    ),
);

const CALIBRATE: (Both, Both) = (
    both(
        "Mesure ce qu'une imprimante de bureau décale entre recto et verso",
        "Measures by how much an office printer shifts the back against the front",
    ),
    both(
        "  massicot calibrate                         la feuille de calage, calage.pdf
  massicot calibrate --paper Letter --short-edge
  massicot calibrate --dx 1.2mm --dy -0.6mm  garde ce qui a été lu dans printer.yaml",
        "  massicot calibrate                         the calibration sheet, calibration.pdf
  massicot calibrate --paper Letter --short-edge
  massicot calibrate --dx 1.2mm --dy -0.6mm  keeps what was read in printer.yaml",
    ),
);

const IMPOSE: (Both, Both) = (
    both(
        "Met les pages d'un PDF quelconque en feuilles, en livret ou en affiche à assembler",
        "Puts the pages of any PDF onto sheets, into a booklet, or over the tiles of a poster",
    ),
    both(
        "  massicot impose cartes.pdf --sheet a4                 recto, verso, recto, verso…
  massicot impose cartes.pdf --sheet a4 --faces common-back --trim \"63mm x 88mm\"
  massicot impose livret.pdf --sheet booklet-a4         des pages A5, à agrafer
  massicot impose affiche.pdf --tile A4                 une affiche sur des feuilles A4

Polices, images et couleurs restent telles quelles. Un PDF abîmé ou protégé est refusé.",
        "  massicot impose cards.pdf --sheet a4                  front, back, front, back…
  massicot impose cards.pdf --sheet a4 --faces common-back --trim \"63mm x 88mm\"
  massicot impose booklet.pdf --sheet booklet-a4        A5 pages, to be stapled
  massicot impose poster.pdf --tile A4                  a poster over sheets of A4

Fonts, pictures and colours stay as they are. A PDF that is damaged or protected is refused.",
    ),
);

const NEW: (Both, Both) = (
    both("Crée un kit qui se fabrique tel quel", "Creates a kit that builds as it is"),
    both(
        "  massicot new decks/mon-jeu
  massicot new decks/mon-jeu --title \"Mon jeu de cartes\"",
        "  massicot new decks/my-game
  massicot new decks/my-game --title \"My card game\"",
    ),
);

const SCHEMA: (Both, Both) = (
    both(
        "Donne les JSON Schemas des fichiers d'un kit, pour les éditeurs",
        "Gives the JSON Schemas of a kit's files, for editors",
    ),
    both(
        "  massicot schema                  la liste des schémas
  massicot schema deck             un schéma
  massicot schema --out schemas    un fichier pour chacun",
        "  massicot schema                  the list of schemas
  massicot schema deck             one schema
  massicot schema --out schemas    a file for each",
    ),
);

const LIST: (Both, Both) = (
    both(
        "Montre ce que contient un kit : composants, formats, cartes, « à venir »",
        "Shows what a kit holds: components, formats, cards, “to come”",
    ),
    both(
        "  massicot list decks/tiroirs
  massicot list --sheets                les arrangements de feuilles
  massicot list decks/tiroirs --json | jq '.components[].id'",
        "  massicot list decks/tiroirs
  massicot list --sheets                the sheet arrangements
  massicot list decks/tiroirs --json | jq '.components[].id'",
    ),
);

const HELP: (Both, Both) = (
    both("Affiche cette aide, ou celle d'une commande", "Shows this help, or that of a command"),
    both("  massicot help build", "  massicot help build"),
);

/// The words of an argument, by its id.
pub fn argument(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "kit" => (both("KIT", "KIT"), both("Dossier du kit, celui de kit.yaml", "The kit's folder, that of kit.yaml")),
        "folder" => (both("DOSSIER", "FOLDER"), both("Dossier à créer, ou vide", "Folder to create, or an empty one")),
        "kind" => (
            both("GENRE", "KIND"),
            both("Genre de fichier ; sans lui, la liste des genres", "Kind of file; without it, the list of kinds"),
        ),
        "command" => (both("COMMANDE", "COMMAND"), both("Commande à expliquer", "Command to explain")),
        "title" => (
            both("TITRE", "TITLE"),
            both("Titre du kit [sinon : le nom du dossier]", "Title of the kit [otherwise: the folder's name]"),
        ),
        "arrangements" => (
            both("", ""),
            both(
                "Les arrangements de feuilles : ceux du programme, et ceux du kit s'il est donné",
                "The sheet arrangements: the program's, and the kit's if one is given",
            ),
        ),
        "file" => (both("FICHIER", "FILE"), both("Fichier à écrire", "File to write")),
        _ => {
            return calibrating(id)
                .or_else(|| printing_at_home(id))
                .or_else(|| selecting(id))
                .or_else(|| imposing(id))
                .or_else(|| foreign(id))
                .or_else(|| making(id))
                .or_else(|| common(id));
        }
    };
    Some(ArgumentWords { value, help })
}

fn printing_at_home(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "ink" => (
            both("ENCRE", "INK"),
            both(
                "Profil home : light (fonds clairs), low (fonds blancs), grey (gris) [sinon : light]",
                "Profile home: light (light grounds), low (white grounds), grey (grey) [otherwise: light]",
            ),
        ),
        "calibration" => (
            both("FICHIER", "FILE"),
            both(
                "Profil home : le printer.yaml de l'imprimante, voir massicot calibrate",
                "Profile home: the printer.yaml of the printer, see massicot calibrate",
            ),
        ),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

fn calibrating(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "paper" => (
            both("PAPIER", "PAPER"),
            both("Papier : A4, Letter, 210mm x 297mm [sinon : A4]", "Paper: A4, Letter, 210mm x 297mm [otherwise: A4]"),
        ),
        "short_edge" => (
            both("", ""),
            both("Retourner sur le bord court [sinon : bord long]", "Turn over the short edge [otherwise: long edge]"),
        ),
        "dx" => (
            both("LONGUEUR", "LENGTH"),
            both(
                "Décalage lu du verso vers la droite, négatif vers la gauche",
                "Shift of the back read to the right, negative to the left",
            ),
        ),
        "dy" => (
            both("LONGUEUR", "LENGTH"),
            both(
                "Décalage lu du verso vers le bas, négatif vers le haut",
                "Shift of the back read downwards, negative upwards",
            ),
        ),
        "ruler" => (
            both("LONGUEUR", "LENGTH"),
            both("Longueur mesurée de la règle de 100 mm", "Measured length of the ruler of 100 mm"),
        ),
        "printer_name" => (both("NOM", "NAME"), both("Nom de l'imprimante", "Name of the printer")),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

fn selecting(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "only" => (both("ID,…", "ID,…"), both("Seulement ces composants : D1,D2", "Only these components: D1,D2")),
        "cards" => (both("CODE,…", "CODE,…"), both("Seulement ces cartes : R01,R07", "Only these cards: R01,R07")),
        "variant" => (
            both("VARIANTE,…", "VARIANT,…"),
            both(
                "Variantes des jeux : leurs noms, standard pour les jeux eux-mêmes, all pour tout [sinon : standard ; check : all]",
                "Variants of decks: their names, standard for the decks themselves, all for everything [otherwise: standard; check: all]",
            ),
        ),
        "locale" => (
            both("LANGUE,…", "LANGUAGE,…"),
            both(
                "Versions du kit : fr,en, ou all pour toutes [sinon : la langue du kit]",
                "Versions of the kit: fr,en, or all of them with all [otherwise: the kit's own language]",
            ),
        ),
        "fields" => (
            both("CHAMP=VALEUR", "FIELD=VALUE"),
            both(
                "Seulement les cartes dont le champ a cette valeur : family=pedagogie ; répétable, toutes les conditions comptent",
                "Only cards whose field has this value: family=pedagogie; repeatable, every condition counts",
            ),
        ),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

fn imposing(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "sheet" => (
            both("FEUILLE,…", "SHEET,…"),
            both(
                "Des feuilles de plusieurs cartes au lieu des cartes seules : a4, a4-a6, sra3… (massicot list --sheets)",
                "Sheets of several cards instead of single cards: a4, a4-a6, sra3… (massicot list --sheets)",
            ),
        ),
        "other_paper" => (
            both("PAPIER", "PAPER"),
            both(
                "Un autre papier pour ces feuilles : A3, Letter, 330mm x 480mm",
                "Other paper for these sheets: A3, Letter, 330mm x 480mm",
            ),
        ),
        "order" => (
            both("ORDRE", "ORDER"),
            both(
                "Un autre ordre : by-card (carte après carte), cut-and-stack (massicoter et empiler), same-card (un paquet par place)",
                "Another order: by-card, cut-and-stack, same-card (a deck in each pile)",
            ),
        ),
        "sides" => (
            both("CÔTÉS", "SIDES"),
            both(
                "Recto et verso : duplex-long, duplex-short, single, work-and-turn, work-and-tumble, fold-and-glue",
                "Front and back: duplex-long, duplex-short, single, work-and-turn, work-and-tumble, fold-and-glue",
            ),
        ),
        "sets" => (
            both("N", "N"),
            both("Nombre de jeux complets, par exemple de tables", "Number of whole sets, of tables for instance"),
        ),
        "fill" => (
            both("QUOI", "WHAT"),
            both(
                "Places restantes de la dernière feuille : empty, blank (cartes vierges) ou le code d'une carte",
                "What remains of the last sheet: empty, blank (cards to write on) or the code of a card",
            ),
        ),
        "mix" => (
            both("", ""),
            both(
                "Les cartes de tous les jeux ensemble, chaque format dans ses rangées",
                "Cards of all decks together, each size in rows of its own",
            ),
        ),
        "since" => (
            both("VERSION", "VERSION"),
            both(
                "Seulement les cartes changées ou ajoutées depuis un manifest.json, ou une version gardée dans versions/ du kit",
                "Only cards changed or added since a manifest.json, or a version kept in the kit's versions/",
            ),
        ),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

fn foreign(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "pdf" => (both("FICHIER", "FILE"), both("Un PDF, de n'importe quel logiciel", "A PDF, from any program")),
        "arrangement" => (
            both("FEUILLE", "SHEET"),
            both(
                "L'arrangement : a4, sra3, booklet-a4… (massicot list --sheets)",
                "The arrangement: a4, sra3, booklet-a4… (massicot list --sheets)",
            ),
        ),
        "tile" | "tiles" => (
            both("PAPIER", "PAPER"),
            both(
                "Chaque page sur plusieurs feuilles à assembler : A4, A3, Letter",
                "Each page over several sheets to be put together: A4, A3, Letter",
            ),
        ),
        "pages" => (both("N-N,…", "N-N,…"), both("Seulement ces pages : 1-10,15,20-", "Only these pages: 1-10,15,20-")),
        "trim" => (
            both("FORMAT", "SIZE"),
            both(
                "Le format fini, au milieu de la page : A6, 63mm x 88mm [sinon : la TrimBox]",
                "The finished size, in the middle of the page: A6, 63mm x 88mm [otherwise: the TrimBox]",
            ),
        ),
        "faces" => (
            both("ORDRE", "ORDER"),
            both(
                "Rectos et versos : front-back, back-front, fronts-then-backs, fronts, common-back (la dernière page)",
                "Fronts and backs: front-back, back-front, fronts-then-backs, fronts, common-back (the last page)",
            ),
        ),
        "overlap" => (
            both("LONGUEUR", "LENGTH"),
            both(
                "Recouvrement des feuilles, pour la colle [sinon : 10mm]",
                "Overlap of sheets, for the glue [otherwise: 10mm]",
            ),
        ),
        "keep" => (
            both("X,Y,L,H", "X,Y,W,H"),
            both(
                "Zone qu'aucune coupe ne doit traverser : 40mm,50mm,63mm,88mm ; répétable",
                "Area that no cut may run through: 40mm,50mm,63mm,88mm; repeatable",
            ),
        ),
        "words" => (
            both("LANGUE", "LANGUAGE"),
            both(
                "Langue des mots que portent les feuilles : fr, en [sinon : celle du PDF, ou fr]",
                "Language of the words on the sheets: fr, en [otherwise: that of the PDF, or fr]",
            ),
        ),
        "target" => (
            both("FICHIER", "FILE"),
            both(
                "Fichier écrit [sinon : à côté du premier, cartes_a4.pdf]",
                "File to be written [otherwise: beside the first one, cards_a4.pdf]",
            ),
        ),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

fn making(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "profile" => (
            both("PROFIL,…", "PROFILE,…"),
            both(
                "Usages : press (imprimeur, fond perdu, encres), screen (écran, liens), home (imprimante de bureau, feuilles à couper) [sinon : press et screen]",
                "Uses: press (print shop, bleed, inks), screen (reading, links), home (office printer, sheets to cut) [otherwise: press and screen]",
            ),
        ),
        "format" => (
            both("FORMAT,…", "FORMAT,…"),
            both(
                "Formats des fichiers : pdf, svg, png [sinon : tous ; pour des feuilles : pdf]",
                "Formats of files: pdf, svg, png [otherwise: all; for sheets: pdf]",
            ),
        ),
        "copyfit" => (
            both("", ""),
            both(
                "Montre la place que prend chaque texte dans son cadre : lignes, mots, corps ; les plus pleins d'abord",
                "Shows the room that each text takes in its frame: lines, words, size; the fullest first",
            ),
        ),
        "dpi" => (
            both("N", "N"),
            both(
                "Résolution des PNG, en points par pouce [sinon : 300]",
                "Resolution of PNG files, in dots per inch [otherwise: 300]",
            ),
        ),
        "bleed" => (both("", ""), both("PNG et SVG avec leur fond perdu", "PNG and SVG files with their bleed")),
        "out" => (
            both("DOSSIER", "FOLDER"),
            both("Dossier des fichiers écrits [sinon : output]", "Folder of the files written [otherwise: output]"),
        ),
        "schemas" => (
            both("DOSSIER", "FOLDER"),
            both(
                "Écrit tous les schémas, ou celui du genre, dans ce dossier",
                "Writes every schema, or that of the kind, in this folder",
            ),
        ),
        "threads" => (
            both("N", "N"),
            both(
                "Nombre de fils d'exécution ; ne change pas les fichiers [sinon : un par cœur]",
                "Number of threads; does not change the files [otherwise: one per core]",
            ),
        ),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

fn common(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "json" => (
            both("", ""),
            both(
                "Un objet JSON sur la sortie standard, pour les programmes",
                "One JSON object on standard output, for programs",
            ),
        ),
        "quiet" => (
            both("", ""),
            both("Ni progression ni bilan : seulement ce qui ne va pas", "No progress, no summary: only what is wrong"),
        ),
        "lang" => (
            both("LANGUE", "LANGUAGE"),
            both(
                "Langue des messages : fr, en [sinon : LC_ALL, LC_MESSAGES, LANG] ; ne change pas les fichiers",
                "Language of messages: fr, en [otherwise: LC_ALL, LC_MESSAGES, LANG]; does not change the files",
            ),
        ),
        "color" => (
            both("QUAND", "WHEN"),
            both(
                "Couleurs : auto, always, never [sinon : auto, et NO_COLOR est respecté]",
                "Colours: auto, always, never [otherwise: auto, and NO_COLOR is honoured]",
            ),
        ),
        "help" => (both("", ""), both("Affiche cette aide", "Shows this help")),
        "version" => (both("", ""), both("Affiche la version", "Shows the version")),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}
