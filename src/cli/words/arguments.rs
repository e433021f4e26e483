//! What each option and argument does, by its id.

use super::{ArgumentWords, both, records};

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
                "Les arrangements de feuilles : ceux du programme, et ceux du kit s’il est donné",
                "The sheet arrangements: the program's, and the kit's if one is given",
            ),
        ),
        "printer" => (
            both("IMPRIMEUR", "PRINTER"),
            both(
                "Fichiers et règles d’un imprimeur : meinspiel, generic-eu… ; none : aucun [sinon : celui du kit]",
                "Files and rules of one printer: meinspiel, generic-eu…; none: no one [otherwise: the kit's]",
            ),
        ),
        "standard" => (
            both("NORME", "STANDARD"),
            both(
                "Norme des PDF pour l’imprimeur : x4, x1a-2003, none [sinon : celle de l’imprimeur, ou x4]",
                "Standard of PDF files for a printer: x4, x1a-2003, none [otherwise: the printer's, or x4]",
            ),
        ),
        "icc" => (
            both("FICHIER", "FILE"),
            both(
                "Profil ICC de la condition d’impression [sinon : celui du kit, ou FOGRA39]",
                "ICC profile of the printing condition [otherwise: the kit's, or FOGRA39]",
            ),
        ),
        "ticket" => (
            both("", ""),
            both(
                "Écrit aussi la fiche de fabrication : ticket.json et un PDF d’une page",
                "Writes a job ticket too: ticket.json and a PDF of one page",
            ),
        ),
        "old" => (
            both("AVANT", "OLD"),
            both(
                "L’ancien : un PDF, un ticket.json, un manifest.json, ou le dossier qui en contient un",
                "The older one: a PDF, a ticket.json, a manifest.json, or the folder that holds one",
            ),
        ),
        "new" => (both("APRÈS", "NEW"), both("Le nouveau, du même genre", "The newer one, of the same kind")),
        "changes" => (
            both("FICHIER", "FILE"),
            both(
                "Écrit aussi un PDF qui montre chaque page changée avant et après",
                "Writes a PDF too that shows every changed page before and after",
            ),
        ),
        "quantity" => (
            both("N", "N"),
            both(
                "Nombre de jeux entiers à imprimer, pour la fiche de fabrication [sinon : celui du kit]",
                "How many whole decks are printed, for the job ticket [otherwise: the kit's]",
            ),
        ),
        "profiles" => (
            both("", ""),
            both(
                "Les imprimeurs connus : ceux du programme, et ceux du kit s’il est donné",
                "The printers that are known: the program's, and the kit's if one is given",
            ),
        ),
        "shop" => (
            both("IMPRIMEUR", "PRINTER"),
            both(
                "Ce que demande un imprimeur, chaque chiffre avec sa source",
                "What a printer asks for, each figure with its source",
            ),
        ),
        "file" => (both("FICHIER", "FILE"), both("Fichier à écrire", "File to write")),
        _ => {
            return records::argument(id)
                .or_else(|| calibrating(id))
                .or_else(|| packing(id))
                .or_else(|| printing_at_home(id))
                .or_else(|| selecting(id))
                .or_else(|| imposing(id))
                .or_else(|| foreign(id))
                .or_else(|| preflighting(id))
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
                "Profil home : le printer.yaml de l’imprimante, voir massicot calibrate",
                "Profile home: the printer.yaml of the printer, see massicot calibrate",
            ),
        ),
        _ => return None,
    };
    Some(ArgumentWords { value, help })
}

fn packing(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "course" => (
            both("PARCOURS", "PATH"),
            both(
                "Le parcours, par son identifiant [sinon : le seul du kit]",
                "The path, by its id [otherwise: the only one]",
            ),
        ),
        "participants" => (both("N", "N"), both("Nombre de personnes", "Number of people")),
        "tables" => (
            both("N", "N"),
            both(
                "Nombre de tables ; les personnes y sont réparties",
                "Number of tables; people are shared out to them",
            ),
        ),
        "minutes" => (
            both("N", "N"),
            both(
                "Durée : les étapes facultatives sont laissées s’il le faut [sinon : celle du parcours]",
                "Minutes: optional steps are left out where need be [otherwise: the path's own]",
            ),
        ),
        "scale" => (
            both("", ""),
            both(
                "Étapes plus courtes ou plus longues en proportion, au lieu d’en laisser",
                "Steps shorter or longer in proportion, instead of leaving some out",
            ),
        ),
        "pack_sheets" => (
            both("FEUILLE,…", "SHEET,…"),
            both(
                "Les arrangements ; le premier où la carte tient compte [sinon : ceux du profil home]",
                "The arrangements; the first one that has room for a card counts [otherwise: those of the home profile]",
            ),
        ),
        "pack_paper" => (
            both("PAPIER", "PAPER"),
            both("Le papier : A4, Letter, A3 [sinon : A4]", "The paper: A4, Letter, A3 [otherwise: A4]"),
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
        "printer_name" => (both("NOM", "NAME"), both("Nom de l’imprimante", "Name of the printer")),
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
                "Places restantes de la dernière feuille : empty, blank (cartes vierges) ou le code d’une carte",
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
        "pdf" => (both("FICHIER", "FILE"), both("Un PDF, de n’importe quel logiciel", "A PDF, from any program")),
        "arrangement" => (
            both("FEUILLE", "SHEET"),
            both(
                "L’arrangement : a4, sra3, booklet-a4… (massicot list --sheets)",
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
        "border" => (
            both("LONGUEUR", "LENGTH"),
            both(
                "Bord du papier où rien ne s’imprime [sinon : 5mm]",
                "Border of the paper in which nothing is printed [otherwise: 5mm]",
            ),
        ),
        "copies" => (
            both("N", "N"),
            both(
                "Nombre d’exemplaires que propose la fenêtre d’impression ; beaucoup de lecteurs ne suivent que 2 à 5",
                "Number of copies that the print dialogue starts from; many readers follow 2 to 5 only",
            ),
        ),
        "keep" => (
            both("X,Y,L,H", "X,Y,W,H"),
            both(
                "Zone qu’aucune coupe ne doit traverser : 40mm,50mm,63mm,88mm ; répétable",
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

fn preflighting(id: &str) -> Option<ArgumentWords> {
    let (value, help) = match id {
        "standard_of" => (
            both("NORME", "STANDARD"),
            both(
                "La norme : x4, x1a-2003, none [sinon : celle que le fichier annonce, ou x4]",
                "The standard: x4, x1a-2003, none [otherwise: the one that the file claims, or x4]",
            ),
        ),
        "pages_of" => (
            both("FICHIER", "FILE"),
            both(
                "La fiche de fabrication (ticket.json) : le nombre de pages doit être le sien",
                "The job ticket (ticket.json): the number of pages must be its own",
            ),
        ),
        "limits_of" => (
            both("IMPRIMEUR", "PRINTER"),
            both(
                "L’imprimeur dont les limites valent : son nom, ou un profil (imprimeur.yaml) ; voir massicot list",
                "The printer whose limits hold: its name, or a profile (printer.yaml); see massicot list",
            ),
        ),
        "report" => (
            both("FICHIER", "FILE"),
            both(
                "Un rapport d’une page en PDF, avec les pages fautives en image",
                "A report of one page in PDF, with pictures of the faulty pages",
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
                "Usages : press (imprimeur, fond perdu, encres), screen (écran, liens), home (imprimante de bureau, feuilles à couper) [sinon : ceux du kit, ou press et screen]",
                "Uses: press (print shop, bleed, inks), screen (reading, links), home (office printer, sheets to cut) [otherwise: those of the kit, or press and screen]",
            ),
        ),
        "format" => (
            both("FORMAT,…", "FORMAT,…"),
            both(
                "Formats des fichiers : pdf, svg, png ; pour les traceurs et les formes de découpe, les seuls tracés : cut-svg, dxf [sinon : pdf, svg et png ; pour des feuilles : pdf]",
                "Formats of files: pdf, svg, png; for plotters and die makers, the lines alone: cut-svg, dxf [otherwise: pdf, svg and png; for sheets: pdf]",
            ),
        ),
        "copyfit" => (
            both("", ""),
            both(
                "Montre la place que prend chaque texte dans son cadre : lignes, mots, corps ; les plus pleins d’abord",
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
                "Nombre de fils d’exécution ; ne change pas les fichiers [sinon : un par cœur]",
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
