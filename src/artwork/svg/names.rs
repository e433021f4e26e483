//! The names that people give to elements of a drawing, and which of them are those of plates. Knows no element's shape.

use crate::scene::{Plate, PlateNames};
use crate::yaml::suggest;

pub(super) const INKSCAPE: &str = "http://www.inkscape.org/namespaces/inkscape";

/// The names of an element: Inkscape's label, Illustrator's `data-name`, the `id`, as they were typed.
pub(super) fn given(node: roxmltree::Node<'_, '_>) -> impl Iterator<Item = String> {
    [node.attribute((INKSCAPE, "label")), node.attribute("data-name"), node.attribute("id")]
        .into_iter()
        .flatten()
        .map(|name| unescaped(name.trim()))
}

/// Illustrator writes `_x5F_` for an underscore and adds `_1_` to a name that exists already.
fn unescaped(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        result.push_str(before);
        let escape = after.get(2..).and_then(|hex| hex.split_once('_')).and_then(|(hex, tail)| {
            let character = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
            (hex.len() >= 2).then_some((character, tail))
        });
        match escape {
            Some((character, tail)) => {
                result.push(character);
                rest = tail;
            }
            None => {
                result.push_str("_x");
                rest = after.get(2..).unwrap_or("");
            }
        }
    }
    result.push_str(rest);
    let copy = result.strip_suffix('_').and_then(|name| name.rsplit_once('_'));
    match copy {
        Some((name, number)) if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => name.to_owned(),
        _ => result,
    }
}

/// What a name has to do with plates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// It is the name of one.
    Plate(Plate),
    /// It is a layer's name that is a word of everyday, too.
    Ordinary(Plate),
    /// It is one slip away from this name.
    Near(&'static str),
    /// It says `plate-` and names none; the nearest there is.
    Unknown(Option<&'static str>),
}

/// What may follow `plate-`: the keys of layouts, and `cut`.
pub(super) const KEYS: [&str; 9] =
    ["cut", "cut-line", "crease", "perforation", "kiss-cut", "varnish", "white", "foil", "glue"];

/// Names that mean a plate on any element, as they are written in messages.
const CERTAIN: [(&str, Plate); 15] = [
    ("CutLine", Plate::CutLine),
    ("CutContour", Plate::CutLine),
    ("Découpe", Plate::CutLine),
    ("Crease", Plate::Crease),
    ("Rainage", Plate::Crease),
    ("Perforation", Plate::Perforation),
    ("PerfCutContour", Plate::Perforation),
    ("KissCut", Plate::KissCut),
    ("MiChair", Plate::KissCut),
    ("Varnish", Plate::Varnish),
    ("SpotUV", Plate::Varnish),
    ("Vernis", Plate::Varnish),
    ("WhiteInk", Plate::White),
    ("Foil", Plate::Foil),
    ("Dorure", Plate::Foil),
];

/// Words that may as well be the name of some artwork: they count on layers alone.
const ORDINARY: [(&str, Plate); 5] = [
    ("White", Plate::White),
    ("Blanc", Plate::White),
    ("Glue", Plate::Glue),
    ("Colle", Plate::Glue),
    ("Cut", Plate::CutLine),
];

/// What a name has to do with plates; none where it has nothing. Upper and lower case, accents, hyphens, underscores and
/// spaces do not count, nor does a number at the end.
pub(super) fn read(name: &str, layer: bool, printer: &PlateNames) -> Option<Named> {
    let plain = plain(name);
    if let Some(rest) =
        name.get(..6).filter(|start| start.eq_ignore_ascii_case("plate-") || start.eq_ignore_ascii_case("plate_"))
    {
        return Some(prefixed(name.get(rest.len()..).unwrap_or_default()));
    }
    let among =
        |names: &[(&str, Plate)]| names.iter().find(|(own, _)| self::plain(own) == plain).map(|(_, plate)| *plate);
    if let Some(plate) = among(&ORDINARY) {
        return layer.then_some(Named::Ordinary(plate));
    }
    if let Some(plate) = among(&CERTAIN) {
        return Some(Named::Plate(plate));
    }
    let own = Plate::ALL.into_iter().find(|plate| self::plain(printer.name(*plate)) == plain);
    own.filter(|_| !plain.is_empty()).map(Named::Plate).or_else(|| near(&plain))
}

fn prefixed(rest: &str) -> Named {
    let plain = plain(rest);
    let plate = match plain.as_str() {
        "cut" => Some(Plate::CutLine),
        key => Plate::ALL.into_iter().find(|plate| self::plain(plate.key()) == key),
    };
    match plate {
        Some(plate) => Named::Plate(plate),
        None => Named::Unknown(suggest(rest, KEYS).and_then(|near| KEYS.into_iter().find(|key| *key == near))),
    }
}

/// Names shorter than this are near too many words.
const LONG: usize = 7;

/// The certain name that is one slip away and begins alike.
fn near(plain: &str) -> Option<Named> {
    let slip = |own: &str| own.len() >= LONG && own.get(..1) == plain.get(..1) && strsim::osa_distance(own, plain) == 1;
    CERTAIN.iter().find(|(name, _)| slip(&self::plain(name))).map(|(name, _)| Named::Near(name))
}

/// A name without case, accents, signs between words, and a number that tells copies apart.
fn plain(name: &str) -> String {
    let letter = |c: char| match c {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        c => c,
    };
    let letters: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(letter).collect();
    letters.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}
