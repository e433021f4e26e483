//! A profile as its file writes it: figures with the names of their sources.

use schemars::JsonSchema;
use serde::Deserialize;

use super::figure::Source;
use super::values::{Backs, Copies, Delivery, Marks, PageOrder, Standard};
use crate::geom::Length;
use crate::sizes::Names;
use crate::yaml::Ordered;

/// What a print shop asks of the files it gets.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProfileFile {
    /// The name that `--printer` asks for: plain letters, digits, - and _.
    #[schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    pub(super) printer: String,
    /// What people call it.
    pub(super) name: String,
    /// Country, two letters: FR.
    pub(super) country: Option<String>,
    /// What it is, in one line.
    pub(super) about: Names,
    /// The profile whose figures hold where this one says nothing.
    pub(super) inherits: Option<String>,
    /// Who says so: each with a short name that figures give as their source.
    #[serde(default)]
    pub(super) sources: Ordered<Source>,
    /// The finished sizes that it cuts; any where there are none.
    #[serde(default)]
    pub(super) sizes: Vec<TrimFile>,
    /// How far artwork reaches over the trim.
    pub(super) bleed: Option<Given<Length>>,
    /// How far text and codes stay inside the trim.
    pub(super) safe: Option<Given<Length>>,
    /// Radius of the corners that it cuts.
    pub(super) radius: Option<Given<Length>>,
    /// In which files it wants the faces.
    pub(super) delivery: Option<Given<Delivery>>,
    /// The sheet arrangement that it wants, with `delivery: sheets`.
    pub(super) sheet: Option<Given<String>>,
    /// Which face of a card comes first.
    pub(super) order: Option<Given<PageOrder>>,
    /// How often a back that all cards share is delivered.
    pub(super) backs: Option<Given<Backs>>,
    /// Whether a card wanted three times is three times in the file.
    pub(super) copies: Option<Given<Copies>>,
    /// Whether marks may be printed around the faces.
    pub(super) marks: Option<Given<Marks>>,
    /// The PDF standard that it asks for.
    pub(super) standard: Option<Given<Standard>>,
    /// Most ink on one spot, in percent of a solid.
    pub(super) ink: Option<Given<f64>>,
    /// Pixels to the inch that it asks for.
    pub(super) resolution: Option<Given<f64>>,
    /// Pixels to the inch under which it refuses.
    pub(super) least_resolution: Option<Given<f64>>,
    /// Smallest text.
    pub(super) text: Option<Given<Length>>,
    /// Smallest text that is lighter than its ground.
    pub(super) reversed_text: Option<Given<Length>>,
    /// Thinnest line.
    pub(super) line: Option<Given<Length>>,
    /// The printing condition of its inks (FOGRA39), or RGB where it converts colours itself.
    pub(super) colour: Option<Given<String>>,
    /// The profile of that condition: an ICC file, its path counted from the folder of this file.
    pub(super) profile: Option<String>,
    /// A black that it advises for large areas: cyan, magenta, yellow, black in percent.
    pub(super) rich_black: Option<Given<[u8; 4]>>,
    /// Names of the spot colours that are no inks.
    #[serde(default)]
    pub(super) spots: Spots,
}

/// A figure and who says so.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Given<T> {
    /// The figure.
    pub(super) is: T,
    /// One of the sources of this file.
    pub(super) source: String,
}

/// Names of spot colours, by what they stand for; upper and lower case count.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Spots {
    /// Cut right through.
    pub(super) cut: Option<Given<String>>,
    /// Folded along a crease.
    pub(super) crease: Option<Given<String>>,
    /// Perforated.
    pub(super) perforation: Option<Given<String>>,
    /// Cut through the face of a sticker alone.
    pub(super) kiss_cut: Option<Given<String>>,
    /// Varnished in places.
    pub(super) varnish: Option<Given<String>>,
    /// White ink under the others.
    pub(super) white: Option<Given<String>>,
    /// Foil.
    pub(super) foil: Option<Given<String>>,
}

/// A finished size that the printer cuts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TrimFile {
    /// A name (poker-us) or two lengths (63mm x 88mm).
    pub(super) size: String,
    /// The picture of a face with its bleed, upright: width and height in pixels.
    pub(super) pixels: Option<[u32; 2]>,
    /// Radius of the corners, where it is not that of the other sizes.
    pub(super) radius: Option<Length>,
    /// One of the sources of this file.
    pub(super) source: String,
}
