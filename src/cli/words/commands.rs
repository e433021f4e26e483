//! What each command does, and command lines to copy.

use super::{Both, CommandWords, both, records};

/// The words of a command, by name; `massicot` is the program itself.
pub fn command(name: &str) -> Option<CommandWords> {
    let (about, examples) = match name {
        "massicot" => ROOT,
        "build" => BUILD,
        "check" => CHECK,
        "diff" => DIFF,
        "calibrate" => CALIBRATE,
        "impose" => IMPOSE,
        "pack" => PACK,
        "preflight" => PREFLIGHT,
        "new" => NEW,
        "schema" => SCHEMA,
        "list" => LIST,
        "help" => HELP,
        _ => return records::command(name),
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
  massicot check decks/mon-jeu       toutes les fautes du kit ; n’écrit rien
  massicot build decks/mon-jeu       les PDF, SVG et PNG, dans output/
  massicot build --help              les options d’une commande

Codes de sortie : 0 sans erreur, 1 erreurs dans le kit ou fichiers non écrits, 2 commande mal formée.",
        "  massicot new decks/my-game         a first kit that builds as it is
  massicot check decks/my-game       every fault of the kit; writes nothing
  massicot build decks/my-game       PDF, SVG and PNG, in output/
  massicot build --help              the options of a command

Exit codes: 0 no errors, 1 errors in the kit or files that could not be written, 2 a malformed command.",
    ),
);

const BUILD: (Both, Both) = (
    both("Fabrique les fichiers d’un kit : PDF, SVG, PNG", "Makes the files of a kit: PDF, SVG, PNG"),
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
  massicot build decks/tiroirs --printer meinspiel         ce que veut cet imprimeur, et la fiche

Un kit qui a des erreurs n’écrit aucun fichier.",
        "  massicot build decks/tiroirs
  massicot build decks/tiroirs --only D1 --profile press --format pdf
  massicot build decks/tiroirs --cards R01,R07 --format png --dpi 150
  massicot build decks/tiroirs --where family=pedagogie --out drafts
  massicot build decks/tiroirs --variant grands-caracteres
  massicot build decks/tiroirs --sheet a4-a6              four cards on an A4 sheet
  massicot build decks/tiroirs --sheet sra3 --order cut-and-stack
  massicot build decks/tiroirs --sheet a4-a6 --since 1.0   cards changed since then
  massicot build decks/tiroirs --locale fr,en
  massicot build decks/tiroirs --printer meinspiel         what this printer wants, with a ticket

A kit with errors writes no file.",
    ),
);

const CHECK: (Both, Both) = (
    both("Trouve toutes les fautes d’un kit, sans rien écrire", "Finds every fault of a kit and writes nothing"),
    both(
        "  massicot check decks/tiroirs
  massicot check decks/tiroirs --only D1
  massicot check decks/tiroirs --copyfit
  massicot check decks/tiroirs --locale all
  massicot check decks/tiroirs --printer meinspiel
  massicot check decks/tiroirs --json | jq '.diagnostics[].message'",
        "  massicot check decks/tiroirs
  massicot check decks/tiroirs --only D1
  massicot check decks/tiroirs --copyfit
  massicot check decks/tiroirs --locale all
  massicot check decks/tiroirs --printer meinspiel
  massicot check decks/tiroirs --json | jq '.diagnostics[].message'",
    ),
);

const DIFF: (Both, Both) = (
    both(
        "Dit ce qui a changé entre deux livraisons : cartes, pages, quantités",
        "Tells what changed between two deliveries: cards, pages, quantities",
    ),
    both(
        "  massicot diff ancien.pdf nouveau.pdf
  massicot diff ancien/ticket.json nouveau/ticket.json --out changements.pdf
  massicot diff versions/1.0.json output/tiroirs/manifest.json
  massicot diff ancien.pdf nouveau.pdf --json | jq '.difference.pages'",
        "  massicot diff old.pdf new.pdf
  massicot diff old/ticket.json new/ticket.json --out changes.pdf
  massicot diff versions/1.0.json output/tiroirs/manifest.json
  massicot diff old.pdf new.pdf --json | jq '.difference.pages'",
    ),
);

const CALIBRATE: (Both, Both) = (
    both(
        "Mesure ce qu’une imprimante de bureau décale entre recto et verso",
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
        "Met les pages d’un PDF quelconque en feuilles, en livret ou en affiche à assembler",
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

const PACK: (Both, Both) = (
    both(
        "Prépare un atelier : cartes, signes de table, déroulé et matériel, un PDF par papier",
        "Prepares a workshop: cards, signs of tables, run sheet and materials, one PDF for each paper",
    ),
    both(
        "  massicot pack decks/tiroirs --participants 30 --tables 5 --path decouvrir
  massicot pack decks/tiroirs --participants 30 --tables 5 --minutes 180 --path cadrer
  massicot pack decks/tiroirs --participants 12 --tables 2 --minutes 60 --path decouvrir --scale
  massicot pack decks/tiroirs --participants 30 --tables 5 --path cadrer --paper Letter --ink low

Les parcours sont des fichiers du kit (docs/formats/paths.md). Avec des erreurs, rien n’est écrit.",
        "  massicot pack decks/tiroirs --participants 30 --tables 5 --path decouvrir
  massicot pack decks/tiroirs --participants 30 --tables 5 --minutes 180 --path cadrer
  massicot pack decks/tiroirs --participants 12 --tables 2 --minutes 60 --path decouvrir --scale
  massicot pack decks/tiroirs --participants 30 --tables 5 --path cadrer --paper Letter --ink low

Paths are files of the kit (docs/formats/paths.md). With errors nothing is written.",
    ),
);

const PREFLIGHT: (Both, Both) = (
    both(
        "Contrôle un PDF fini, de n’importe quel logiciel, avant de l’envoyer à l’imprimeur",
        "Checks a finished PDF, from any program, before it goes to the print shop",
    ),
    both(
        "  massicot preflight cartes.pdf                        la norme que le fichier annonce, sinon PDF/X-4
  massicot preflight cartes.pdf --standard x1a-2003
  massicot preflight cartes.pdf --standard none        les limites de l’impression seules
  massicot preflight cartes.pdf --ticket ticket.json   le nombre de pages de la fiche
  massicot preflight cartes.pdf --printer pulsio       les limites d’un imprimeur
  massicot preflight cartes.pdf --report rapport.pdf   une page à joindre, avec les pages fautives
  massicot preflight cartes.pdf --json | jq '.preflight.findings[].code'

Chaque règle est expliquée dans docs/preflight.md.",
        "  massicot preflight cards.pdf                         the standard that the file claims, else PDF/X-4
  massicot preflight cards.pdf --standard x1a-2003
  massicot preflight cards.pdf --standard none         the limits of print alone
  massicot preflight cards.pdf --ticket ticket.json    the number of pages of the ticket
  massicot preflight cards.pdf --printer pulsio        the limits of a printer
  massicot preflight cards.pdf --report report.pdf     one page to send along, with the faulty pages
  massicot preflight cards.pdf --json | jq '.preflight.findings[].code'

Every rule is explained in docs/preflight.md.",
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
        "Donne les JSON Schemas des fichiers d’un kit, pour les éditeurs",
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
  massicot list --printers              les imprimeurs connus
  massicot list --printer meinspiel     ce que l’un d’eux demande, et d’après qui
  massicot list decks/tiroirs --json | jq '.components[].id'",
        "  massicot list decks/tiroirs
  massicot list --sheets                the sheet arrangements
  massicot list --printers              the printers that are known
  massicot list --printer meinspiel     what one of them asks for, and who says so
  massicot list decks/tiroirs --json | jq '.components[].id'",
    ),
);

const HELP: (Both, Both) = (
    both("Affiche cette aide, ou celle d’une commande", "Shows this help, or that of a command"),
    both("  massicot help build", "  massicot help build"),
);
