//! Trim sizes of cards and sizes of paper: tables of data, shipped as YAML and extended by kits.
//! Knows nothing of decks; what a name means is a row, never code.

mod format;

pub use format::{Format, SizeError};

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::geom::{Length, Size};
use crate::say;
use crate::source::{Place, Sources};
use crate::yaml;

const CARDS: &str = include_str!("../../layouts/sizes/cards.yaml");
const PAPERS: &str = include_str!("../../layouts/sizes/papers.yaml");

/// What a size is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A playing or working card.
    Card,
    /// A sheet or a poster.
    Paper,
    /// An envelope.
    Envelope,
    /// A card or note that people write on and pin up.
    Facilitation,
}

/// The outline of the trimmed piece, within its width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A rectangle, its corners rounded or not.
    #[default]
    Rectangle,
    /// An ellipse that touches the four sides.
    Ellipse,
    /// A hexagon with corners in the middle of the left and right sides.
    Hexagon,
}

/// A name in both languages of the program.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// French name.
    pub fr: String,
    /// English name.
    pub en: String,
}

impl Names {
    /// The name as something to say.
    pub fn say(&self) -> Say {
        Say { fr: self.fr.clone(), en: self.en.clone() }
    }
}

/// One named size.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The name to write in a deck; upper and lower case are the same.
    pub id: String,
    /// Other names for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The name shown to people.
    pub name: Names,
    /// Trimmed width.
    pub width: Length,
    /// Trimmed height.
    pub height: Length,
    /// Radius of the corners after die-cutting; square corners where it is not given.
    pub corner: Option<Length>,
    /// Outline, a rectangle unless it says otherwise.
    #[serde(default)]
    pub shape: Shape,
    /// What it is used for.
    pub kind: Kind,
    /// Who says so: a standard, a printer, a game as sold.
    pub source: String,
}

impl Row {
    /// Width and height as the row gives them.
    pub const fn size(&self) -> Size {
        Size::new(self.width, self.height)
    }
}

/// A file of sizes: `sizes:` and its rows.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SizesFile {
    /// The rows; one whose id is known already replaces the known one.
    pub sizes: Vec<Row>,
}

/// All named sizes of a run.
#[derive(Clone, Debug, Default)]
pub struct Sizes {
    rows: Vec<Row>,
    /// Row by lower-case id or alias.
    names: BTreeMap<String, usize>,
}

impl Sizes {
    /// The sizes that come with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Sizes> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::read_shipped(&mut Diagnostics::new()))
    }

    /// Reads the shipped tables; what is wrong with them goes to `diags` (nothing, as a test holds).
    pub fn read_shipped(diags: &mut Diagnostics) -> Self {
        let mut sizes = Self::default();
        let mut sources = Sources::new();
        for (name, text) in [("layouts/sizes/papers.yaml", PAPERS), ("layouts/sizes/cards.yaml", CARDS)] {
            let file = sources.add(name, text);
            if let Some(value) = yaml::parse(file, text, diags) {
                sizes.extend(&value, &Place::value(file, []), diags);
            }
        }
        sizes
    }

    /// Adds the rows of a file of sizes. A row replaces an earlier one of the same id; a name that is taken by
    /// another row of the same file is a fault. `place` is the root of the file.
    pub fn extend(&mut self, file: &Value, place: &Place, diags: &mut Diagnostics) {
        yaml::unknown_keys(file, &["sizes"], place, diags);
        let place = place.key("sizes");
        let rows = file.get("sizes").unwrap_or(&Value::Null);
        let Value::Sequence(rows) = rows else {
            diags.push(yaml::wrong_type(rows, &say!("une liste de formats", "a list of sizes"), &place));
            return;
        };
        let known = self.rows.len();
        for (index, row) in rows.iter().enumerate() {
            let place = place.index(index);
            if let Some(row) = yaml::from_value::<Row>(row, &place, diags) {
                self.insert(row, known, &place, diags);
            }
        }
    }

    fn insert(&mut self, row: Row, known: usize, place: &Place, diags: &mut Diagnostics) {
        if let Err(error) = format::check(row.size()) {
            diags.push(error.diagnostic(place.clone()));
            return;
        }
        let index = self.rows.len();
        for name in std::iter::once(&row.id).chain(&row.aliases) {
            match self.names.insert(name.to_lowercase(), index) {
                Some(before) if before >= known && before != index => {
                    let message = say!("le format « {name} » est déjà défini", "the size “{name}” is defined already");
                    diags.push(Diagnostic::error("duplicate-size", message).at(place.clone()));
                }
                _ => {}
            }
        }
        self.rows.push(row);
    }

    /// The row of that id or alias; upper and lower case are the same.
    pub fn find(&self, name: &str) -> Option<&Row> {
        self.rows.get(*self.names.get(&name.trim().to_lowercase())?)
    }

    /// Every row that a name leads to, in the order of the files.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let reached = |row: &&Row| self.find(&row.id).is_some_and(|found| std::ptr::eq(found, *row));
        self.rows.iter().filter(reached)
    }

    /// The size that `text` names: a name (`A6`, `poker`), a name turned (`A6 landscape`, `A6 paysage`), or two
    /// lengths (`63mm x 88mm`, `63 × 88 mm`).
    ///
    /// # Errors
    /// An unknown name, a length without unit, a size that no press prints.
    pub fn format(&self, text: &str) -> Result<Format, SizeError> {
        format::parse(text, self)
    }
}
