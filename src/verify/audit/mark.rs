//! What the interpreter hands to rules: marks, each thing that is painted with its place on the page, and events, what
//! a stream does beside painting. Places are in millimetres from the trim's upper left corner, y downwards.

use std::rc::Rc;

use super::font::Font;
use super::image::Picture;
use super::ink::Paint;
use super::layer::Layer;
use super::space::Space;
use crate::geom::{Length, PathData, Rect, Transform};

/// Something painted.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub kind: Kind,
    /// Where it is seen: what the clips leave of it.
    pub seen: Rect,
    /// Its area; a picture of stencil has its colour here too.
    pub fill: Option<Paint>,
    /// Its line.
    pub stroke: Option<Line>,
    pub overprint: Overprint,
    /// 0 clear, 1 opaque: the least of fill, line and the groups around.
    pub opacity: f64,
    /// Mixes with what lies under it otherwise than by covering it.
    pub blends: bool,
    /// Multiplies with what lies under it.
    pub multiplies: bool,
    /// It stands in the tile of a pattern: where it is seen is the area that the pattern fills.
    pub in_pattern: bool,
    /// The stream that paints it.
    pub object: u32,
    pub layer: Option<Rc<Layer>>,
}

/// A line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub paint: Paint,
    /// On the page, where it is thinnest.
    pub width: Length,
}

/// Whether a mark leaves what lies under it on other plates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overprint {
    pub fill: bool,
    pub stroke: bool,
    /// Overprint mode 1: process inks of 0 leave what is there.
    pub nonzero: bool,
}

/// What kind of thing.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Path { data: Rc<PathData>, even_odd: bool },
    Text(Rc<Text>),
    Picture(Rc<Picture>, Transform),
    Shading(Rc<Shading>),
}

/// A gradient.
#[derive(Debug)]
pub(crate) struct Shading {
    pub space: Rc<Space>,
    /// Colours at its corners.
    pub corners: Vec<Paint>,
}

/// Letters shown by one operator.
#[derive(Debug)]
pub(crate) struct Text {
    pub font: Rc<Font>,
    /// Height of the em on the page.
    pub size: Length,
    /// How many glyphs leave ink.
    pub glyphs: usize,
    /// Can be seen: not in the mode that only clips or only lets text be found.
    pub shown: bool,
}

impl Mark {
    /// Every colour it has.
    pub fn paints(&self) -> impl Iterator<Item = &Paint> {
        let corners = match &self.kind {
            Kind::Shading(shading) => shading.corners.as_slice(),
            _ => &[],
        };
        self.fill.iter().chain(self.stroke.iter().map(|line| &line.paint)).chain(corners)
    }

    /// The space of a picture or a gradient, and those of its colours.
    pub fn spaces(&self) -> impl Iterator<Item = &Rc<Space>> {
        let own = match &self.kind {
            Kind::Picture(picture, _) => picture.space.as_ref(),
            Kind::Shading(shading) => Some(&shading.space),
            _ => None,
        };
        own.into_iter()
            .chain(self.fill.iter().map(|fill| &fill.space))
            .chain(self.stroke.iter().map(|line| &line.paint.space))
    }

    pub fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A layer that the file switches off: seen by nobody who does not look for it.
    pub fn is_hidden(&self) -> bool {
        self.layer.as_ref().is_some_and(|layer| !layer.on)
    }

    /// Covers what lies under it, all of it.
    pub fn is_opaque(&self) -> bool {
        self.opacity >= 1.0 && !self.blends && !self.overprint.fill
    }
}

/// Something that a stream does beside painting.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub kind: Happening,
    /// The stream.
    pub object: u32,
    /// Where on the page, if that can be said.
    pub seen: Option<Rect>,
}

/// What happened.
#[derive(Clone, Debug)]
pub(crate) enum Happening {
    /// An operator that PDF 1.6 does not have.
    UnknownOperator(String),
    /// Something that is neither operand nor operator, or an operator without its operands.
    Syntax(String),
    /// More `q` than `Q`, more `BDC` than `EMC`, text objects that do not end…
    Unbalanced(&'static str),
    /// A name that the resources do not list: kind and name.
    Missing(&'static str, String),
    /// A stream that cannot be unpacked.
    Lost(&'static str),
    /// Forms in forms in forms.
    TooDeep,
    /// A transfer function, halftone or the like, by its key.
    Device(&'static str),
    /// A rendering intent.
    Intent(String),
    /// A blend mode other than Normal.
    Blend(String),
    /// Opacity under 1.
    Opacity(f64),
    /// A soft mask.
    SoftMask,
    /// A transparency group; the space it blends in, if it names one.
    Group(Option<Rc<Space>>),
    /// An external object of a kind that is not allowed: PostScript, reference, OPI…
    External(&'static str),
    /// A picture's own remarks.
    Picture(Rc<Picture>),
    /// A layer that something stands on.
    Layer,
}
