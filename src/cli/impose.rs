//! `massicot impose`: the pages of any PDF onto sheets, into booklets, or over tiles.

use std::io;
use std::path::{Path, PathBuf};

use massicot::compile::{self, Imposing, Onto};
use massicot::diag::{Diagnostic, Lang, Say};
use massicot::foreign::{Pages, Pairing};
use massicot::geom::{Length, Rect, Size};
use massicot::impose::tile::Keep;
use massicot::say;
use massicot::sizes::Format;
use massicot::source::{Place, Sources};
use massicot::world::DiskWorld;

use super::args::Impose;
use super::output::Terminal;
use super::values::{self, BadValue, LangName};
use super::{Exit, interrupt, wording};

/// Runs the command.
pub fn run(args: &Impose, terminal: &Terminal) -> io::Result<Exit> {
    let job = Imposing {
        file: args.pdf.clone(),
        pages: args.pages.clone().unwrap_or_default(),
        trim: args.trim,
        onto: onto(args),
        lang: args.words.map(|lang| match lang {
            LangName::Fr => Lang::Fr,
            LangName::En => Lang::En,
        }),
        copies: args.copies,
    };
    let made = compile::impose_pdf(&DiskWorld::new(), &job);
    let Some(bytes) = &made.bytes else { return terminal.report(&made.report, &args.pdf, Vec::new()) };
    let target = args.target.clone().unwrap_or_else(|| beside(args));
    if same_file(&target, &args.pdf) {
        return terminal.refuse(over_itself(&target), Exit::Usage);
    }
    if let Err(error) = interrupt::write(&target, bytes) {
        let (path, Say { fr, en }) = (target.display(), wording::reason(&error));
        let words = say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}");
        let hint = say!("un autre fichier : --out FICHIER", "another file: --out FILE");
        return terminal.refuse(Diagnostic::error("write-failed", words).hint(hint), Exit::Faults);
    }
    if !terminal.is_json() && !terminal.is_quiet() {
        terminal.print(&format!("{}\n", target.display()))?;
    }
    let written = serde_json::Value::from(vec![target.display().to_string()]);
    let exit = terminal.report(&made.report, &args.pdf, vec![("written", written)])?;
    if let Some(Say { fr, en }) = made.summary {
        let size = wording::size(bytes.len());
        terminal.remark(&Say { fr: format!("{fr}, {}", size.fr), en: format!("{en}, {}", size.en) });
    }
    Ok(exit)
}

fn onto(args: &Impose) -> Onto {
    match args.tile {
        Some(paper) => Onto::Tiles {
            paper,
            overlap: args.overlap.unwrap_or(massicot::impose::tile::OVERLAP),
            border: args.border.unwrap_or(massicot::impose::tile::UNPRINTABLE),
            keep: args.keep.iter().map(kept).collect(),
        },
        None => Onto::Sheet {
            name: args.arrangement.clone().unwrap_or_default(),
            paper: args.other_paper.clone(),
            sides: args.sides,
            faces: args.faces,
        },
    }
}

fn kept(rect: &Rect) -> Keep {
    let (x, y) = (rect.x, rect.y);
    Keep { rect: *rect, name: format!("--keep {x}, {y}") }
}

/// `affiche.pdf` becomes `affiche_A4-tuiles.pdf` or `affiche_<arrangement>.pdf`, beside it.
fn beside(args: &Impose) -> PathBuf {
    let stem = args.pdf.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let what = args.arrangement.clone().unwrap_or_else(|| "tuiles".to_owned());
    args.pdf.with_file_name(format!("{stem}_{what}.pdf"))
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn over_itself(path: &Path) -> Diagnostic {
    let path = path.display();
    Diagnostic::error(
        "write-failed",
        say!("{path} serait remplacé par ses propres feuilles", "{path} would be replaced by its own sheets"),
    )
    .hint(say!("un autre fichier : --out FICHIER", "another file: --out FILE"))
}

/// A size by name, or width × height.
pub fn size(text: &str) -> Result<Size, BadValue> {
    let nowhere = || Place::file(Sources::new().add("", ""));
    Format::parse(text).map(|format| format.trim).map_err(|error| BadValue(error.diagnostic(nowhere()).message))
}

/// Page numbers.
pub fn pages(text: &str) -> Result<Pages, BadValue> {
    text.parse().map_err(BadValue)
}

fn length_of(text: &str) -> Option<Length> {
    text.parse::<Length>().ok().filter(|length| *length >= Length::ZERO)
}

/// A length of 0 mm or more.
pub fn length(text: &str) -> Result<Length, BadValue> {
    let words = say!("écrire une longueur avec son unité : 10mm", "write a length with its unit: 10mm");
    length_of(text).ok_or(BadValue(words))
}

/// `x,y,width,height`
pub fn area(text: &str) -> Result<Rect, BadValue> {
    let words = || {
        BadValue(say!(
            "écrire x,y,largeur,hauteur depuis le coin haut gauche : 40mm,50mm,60mm,90mm",
            "write x,y,width,height from the upper left corner: 40mm,50mm,60mm,90mm"
        ))
    };
    let lengths: Option<Vec<Length>> = text.split(',').map(length_of).collect();
    let [x, y, width, height] = lengths.and_then(|list| list.try_into().ok()).ok_or_else(words)?;
    Ok(Rect::new(x, y, width, height))
}

/// Which pages are fronts and which backs.
pub fn faces(text: &str) -> Result<Pairing, BadValue> {
    let all = [Pairing::FrontBack, Pairing::BackFront, Pairing::FrontsThenBacks, Pairing::Fronts, Pairing::CommonBack];
    values::named(text, &all.map(|pairing| (pairing.key(), pairing)))
}
