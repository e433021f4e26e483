//! The six things that can stand on a page.

use std::sync::Arc;

use super::{ArtworkId, Blend, Fill, ImageId, Origin, Plate, Stroke};
use crate::font::FontId;
use crate::geom::{Length, PathData, Point, Rect, Transform};

/// A thing on a page. Exporters match every kind by name.
#[derive(Clone, Debug)]
pub enum Item {
    /// Items that share a place, a clip or a meaning.
    Group(Box<Group>),
    /// An outline, filled or stroked.
    Path(Box<Path>),
    /// Letters of one font, size and colour on one line.
    Glyphs(Box<GlyphRun>),
    /// A picture.
    Image(Image),
    /// Artwork of the document, placed once more.
    Use(Use),
    /// A rectangle that leads somewhere when clicked. Paints nothing.
    Link(Box<Link>),
}

/// Items that share a place, a clip, an opacity or a meaning. A group without any of them costs nothing.
#[derive(Clone, Debug)]
pub struct Group {
    /// From the coordinates of the items to those of the parent.
    pub transform: Transform,
    /// Outline that cuts the items, in their coordinates.
    pub clip: Option<Arc<PathData>>,
    /// Whether the clip's inside follows the even-odd rule.
    pub clip_even_odd: bool,
    /// Items whose luminosity decides how much is seen, in the coordinates of the items.
    pub mask: Option<Arc<Vec<Item>>>,
    /// The mask uses alpha instead of luminosity.
    pub mask_alpha: bool,
    /// 0 clear, 1 opaque; applied to the group as a whole.
    pub opacity: f64,
    /// How the whole mixes with what lies under it.
    pub blend: Blend,
    /// Its inks are printed on what lies under it, which stays whole on the other plates; bare paper (white) never does,
    /// nor do pictures. A press only: screens show what is on top.
    pub overprint: bool,
    /// What it is, for readers, layers and checks.
    pub role: Option<Role>,
    /// A place that links on other pages lead to.
    pub anchor: Option<Arc<Anchor>>,
    /// Where it comes from; inherited by what is inside.
    pub origin: Option<Arc<Origin>>,
    /// It must not be parted where a page is spread over several sheets; the name is for those who must be told.
    pub whole: Option<Arc<str>>,
    /// The items, from back to front.
    pub items: Vec<Item>,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            transform: Transform::IDENTITY,
            clip: None,
            clip_even_odd: false,
            mask: None,
            mask_alpha: false,
            opacity: 1.0,
            blend: Blend::Normal,
            overprint: false,
            role: None,
            anchor: None,
            origin: None,
            whole: None,
            items: Vec::new(),
        }
    }
}

impl Group {
    /// True when the items must be painted apart and then mixed: opacity, blend mode or mask.
    pub fn is_isolated(&self) -> bool {
        self.opacity < 1.0 || self.blend != Blend::Normal || self.mask.is_some()
    }
}

/// What a group is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A heading of this level, from 1.
    Heading(u8),
    /// A paragraph of running text.
    Paragraph,
    /// A picture that carries meaning.
    Figure {
        /// Its text alternative.
        alt: Arc<str>,
    },
    /// Text that leads somewhere.
    Link {
        /// Where.
        uri: Arc<str>,
    },
    /// Decoration, repeated or outside the meaning.
    Artifact,
    /// A QR code.
    Qr {
        /// What it says when scanned.
        payload: Arc<str>,
        /// Side of one module on the page.
        module: Length,
    },
    /// Rows and columns: heads and cells, row by row.
    Table,
    /// A head that goes over rows of a table.
    Row,
    /// A head of a row, a column or a lane.
    Head,
    /// A cell of a table.
    Cell,
    /// Entries one after the other.
    List,
    /// An entry of a list.
    Entry,
    /// Something to fill in, by hand or, in files for screens, there.
    Field(Arc<Field>),
    /// Crop marks, registration marks and other signs for the printer.
    Mark,
    /// What a machine does to the sheet beside printing: it goes to a plate of its own and is no part of the picture.
    Plate(Plate),
}

/// A place that links lead to: `#name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its name, unique in the document.
    pub name: Arc<str>,
    /// Level from 1 and words of the heading that begins there, for bookmarks and tables of contents.
    pub heading: Option<(u8, Arc<str>)>,
}

/// Something to fill in. What is drawn of it are the items of its group.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in the form: plain letters, no point.
    pub name: Arc<str>,
    /// What is asked, in words.
    pub label: Arc<str>,
    /// What it is.
    pub kind: FieldKind,
    /// Where it is filled in, in the coordinates of the group's items.
    pub rect: Rect,
}

/// What can be filled in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// Words.
    Text {
        /// How many lines, from 1.
        lines: u16,
        /// Height of one of them.
        line: Length,
        /// The font of what is typed, where there is one.
        font: Option<FontId>,
        /// Its size.
        size: Length,
    },
    /// A box to tick.
    Check {
        /// Ticked from the start.
        on: bool,
    },
}

/// An outline, filled or stroked; the fill lies under the stroke.
#[derive(Clone, Debug)]
pub struct Path {
    /// The outline.
    pub data: Arc<PathData>,
    /// Its fill.
    pub fill: Option<Fill>,
    /// Its line.
    pub stroke: Option<Stroke>,
}

/// Letters of one font, size and colour.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The font.
    pub font: FontId,
    /// Size of the em.
    pub size: Length,
    /// The colour.
    pub fill: Fill,
    /// Where the pen starts: on the baseline.
    pub origin: Point,
    /// The glyphs in the order they are painted (left to right).
    pub glyphs: Vec<Glyph>,
    /// The words these glyphs show, in reading order, soft hyphens and no-break spaces as they are in the source.
    pub text: Arc<str>,
}

/// One glyph of a run. Kept small: a large deck has millions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Glyph index in the font.
    pub id: u16,
    /// Where in the run's text the characters begin that it shows, in bytes. Glyphs of one cluster share it;
    /// a cluster ends where the next higher one begins.
    pub cluster: u16,
    x: f32,
    y: f32,
}

impl Glyph {
    /// A glyph `x` right of and `y` below the run's origin.
    pub fn new(id: u16, cluster: u16, x: Length, y: Length) -> Self {
        Self { id, cluster, x: x.to_mm() as f32, y: y.to_mm() as f32 }
    }

    /// Distance right of the run's origin.
    pub fn x(&self) -> Length {
        Length::mm(f64::from(self.x))
    }

    /// Distance below the run's origin.
    pub fn y(&self) -> Length {
        Length::mm(f64::from(self.y))
    }
}

impl GlyphRun {
    /// The characters that the glyph at `index` shows. Empty for the second and later glyphs of a cluster.
    pub fn cluster_text(&self, index: usize) -> &str {
        let Some(glyph) = self.glyphs.get(index) else { return "" };
        let start = usize::from(glyph.cluster);
        let first = self.glyphs.iter().position(|other| other.cluster == glyph.cluster);
        if first != Some(index) {
            return "";
        }
        let end = self.glyphs.iter().map(|other| usize::from(other.cluster)).filter(|at| *at > start).min();
        self.text.get(start..end.unwrap_or(self.text.len())).unwrap_or("")
    }
}

/// A picture in a rectangle; cover and crop are a clip group around it.
#[derive(Clone, Copy, Debug)]
pub struct Image {
    /// Which picture.
    pub image: ImageId,
    /// Where its edges lie.
    pub rect: Rect,
}

/// Artwork of the document, placed once more.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    /// Which artwork.
    pub artwork: ArtworkId,
    /// From its coordinates to those of the parent.
    pub transform: Transform,
}

/// A rectangle that leads somewhere when clicked.
#[derive(Clone, Debug)]
pub struct Link {
    /// The active area.
    pub rect: Rect,
    /// Where it leads.
    pub uri: Arc<str>,
    /// What a reader announces: where it leads, in words.
    pub label: Arc<str>,
}
