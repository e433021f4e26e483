//! Items as operators: walks a page or an artwork and keeps coordinates exact. Each kind of item has its own file.

use super::bounds::Rooms;
use super::codes::Codes;
use super::content::{Content, Drawn, IDENTITY, Matrix, concat};
use super::fault::Fault;
use super::group::only_item;
use super::number::PT_PER_MM;
use super::plate::{Manner, Plates};
use super::resource::Resource;
use super::text::Pen;
use super::usage::Placements;
use crate::color::OutputProfile;
use crate::geom::{PageBoxes, Point, Rect, Transform};
use crate::scene::{Artwork, Document, FillRule, Group, Image, Item, Use};

/// Largest rounding of a coordinate, in points: 0.002 mm, a fifth of what print can show.
const ROUNDING: f64 = 0.010_001;

/// What all streams of a file share.
pub(super) struct Context<'a> {
    /// The scene.
    pub(super) document: &'a Document,
    /// The code of every glyph.
    pub(super) codes: Codes,
    /// Artworks that stand at one place only.
    pub(super) placements: Placements,
    /// The room of every artwork.
    pub(super) rooms: Rooms,
    /// The printing condition of inks.
    pub(super) profile: &'a OutputProfile,
    /// What plates beside the picture are called and painted with; none when they are not drawn.
    pub(super) plates: Option<Plates>,
}

/// How the millimetres of items become the numbers of a stream.
///
/// Pages count in points from the bottom; inside a scaled or turned group numbers are the group's own millimetres,
/// y downwards, so that whole numbers stay whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    upright: bool,
    dx: f64,
    dy: f64,
    root: Matrix,
    scale: f64,
    decimals: u8,
}

impl Frame {
    /// The frame of a page whose bottom left corner of `media` is the origin.
    pub(super) fn page(media: &Rect) -> Self {
        Self::points(-media.x.to_pt(), media.bottom().to_pt())
    }

    /// The frame of an artwork whose own origin is the origin.
    pub(super) fn artwork() -> Self {
        Self::points(0.0, 0.0)
    }

    fn points(dx: f64, dy: f64) -> Self {
        Self { upright: true, dx, dy, root: IDENTITY, scale: 1.0, decimals: decimals(1.0) }
    }

    /// This frame as the start of a form that is called without a matrix of its own.
    pub(super) fn form(&self) -> Self {
        Self { root: IDENTITY, ..*self }
    }

    /// Points with y upwards rather than a group's own millimetres.
    pub(super) fn is_upright(&self) -> bool {
        self.upright
    }

    /// Numbers to the millimetre.
    pub(super) fn unit(&self) -> f64 {
        if self.upright { PT_PER_MM } else { 1.0 }
    }

    /// Points to the unit of a number.
    pub(super) fn scale(&self) -> f64 {
        self.scale
    }

    /// Decimals that keep every coordinate within [`ROUNDING`].
    pub(super) fn decimals(&self) -> u8 {
        self.decimals
    }

    /// The numbers of a point.
    pub(super) fn place(&self, point: Point) -> (f64, f64) {
        let (x, y) = (point.x.to_mm() * self.unit(), point.y.to_mm() * self.unit());
        (self.dx + x, if self.upright { self.dy - y } else { self.dy + y })
    }

    /// From the millimetres of items to the numbers of the stream.
    pub(super) fn matrix(&self) -> Matrix {
        let unit = self.unit();
        [unit, 0.0, 0.0, if self.upright { -unit } else { unit }, self.dx, self.dy]
    }

    /// From the millimetres of items to the numbers that the stream or form starts with.
    pub(super) fn root_matrix(&self) -> Matrix {
        concat(&self.root, &self.matrix())
    }

    /// From the points of an artwork placed by `transform` to the numbers of this frame.
    pub(super) fn placement(&self, transform: &Transform) -> Matrix {
        let Transform { a, b, c, d, dx, dy } = *transform;
        let (x, y) = self.place(Point::new(dx, dy));
        if self.upright {
            [a, -b, -c, d, x, y]
        } else {
            [a / PT_PER_MM, b / PT_PER_MM, -c / PT_PER_MM, -d / PT_PER_MM, x, y]
        }
    }

    /// The frame of a group, and the matrix to set for it; none for a mere shift.
    pub(super) fn inside(&self, transform: &Transform) -> (Self, Option<Matrix>) {
        let Transform { a, b, c, d, dx, dy } = *transform;
        if (a, b, c, d) == (1.0, 0.0, 0.0, 1.0) {
            let (dx, dy) = self.place(Point::new(dx, dy));
            return (Self { dx, dy, ..*self }, None);
        }
        let matrix = concat(&self.matrix(), &entries(transform));
        let [a, b, c, d, ..] = matrix;
        let scale = self.scale * a.hypot(b).max(c.hypot(d));
        let root = concat(&self.root, &matrix);
        (Self { upright: false, dx: 0.0, dy: 0.0, root, scale, decimals: decimals(scale) }, Some(matrix))
    }
}

/// Decimals that keep every coordinate within [`ROUNDING`] where a number is `scale` points.
fn decimals(scale: f64) -> u8 {
    (0..6).find(|decimals| scale <= ROUNDING * super::number::power(*decimals)).unwrap_or(6)
}

/// A transform in the order of PDF.
pub(super) fn entries(transform: &Transform) -> Matrix {
    let Transform { a, b, c, d, dx, dy } = *transform;
    [a, b, c, d, dx.to_mm(), dy.to_mm()]
}

/// Draws items into one content stream.
pub(super) struct Painter<'a> {
    /// What is shared.
    pub(super) context: &'a Context<'a>,
    /// The stream.
    pub(super) content: Content,
    /// Where the pen stands in the text object that is open.
    pub(super) pen: Option<Pen>,
    /// On which plates it paints.
    pub(super) manner: Manner,
}

impl<'a> Painter<'a> {
    /// Starts drawing into `content`.
    pub(super) fn new(context: &'a Context<'a>, content: Content) -> Self {
        Self { context, content, pen: None, manner: Manner::default() }
    }

    /// Draws items from back to front.
    pub(super) fn items(&mut self, items: &[Item], frame: &Frame) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group, frame),
                Item::Path(path) => self.path(path, frame),
                Item::Glyphs(run) => self.glyphs(run, frame),
                Item::Image(image) => self.image(image, frame),
                Item::Use(used) => self.artwork(used, frame),
                // A link paints nothing; the page lists it among its annotations.
                Item::Link(_) => {}
            }
        }
    }

    fn group(&mut self, group: &Group, frame: &Frame) {
        if group.items.is_empty() || group.opacity <= 0.0 {
            return;
        }
        let around = self.manner;
        if !self.enter(group) {
            return;
        }
        self.group_items(group, frame);
        self.leave(group, around);
    }

    fn group_items(&mut self, group: &Group, frame: &Frame) {
        if group.opacity < 1.0
            && group.transform.is_identity()
            && group.clip.is_none()
            && !self.manner.is_plate()
            && let Some(item) = only_item(group)
        {
            return self.items(&[item], frame);
        }
        let (inside, matrix) = frame.inside(&group.transform);
        let isolated = group.is_isolated() && !self.manner.is_plate();
        let apart = matrix.is_some() || group.clip.is_some() || isolated;
        if apart {
            self.content.save();
        }
        if let Some(matrix) = matrix {
            self.content.transform(&matrix, frame.decimals() + 1);
        }
        if let Some(clip) = &group.clip {
            let rule = if group.clip_even_odd { FillRule::EvenOdd } else { FillRule::NonZero };
            self.clip(clip, rule, &inside);
        }
        if isolated {
            self.isolated(group, &inside);
        } else {
            self.items(&group.items, &inside);
        }
        if apart {
            self.content.restore();
        }
    }

    fn image(&mut self, image: &Image, frame: &Frame) {
        if self.context.document.image(image.image).is_none() {
            return self.content.fault(Fault::NoImage(image.image));
        }
        if self.manner.is_plate() {
            return self.content.fault(Fault::PlatePicture);
        }
        let rect = image.rect;
        let (x, y) = frame.place(Point::new(rect.x, rect.bottom()));
        let (width, height) = (rect.width.to_mm() * frame.unit(), rect.height.to_mm() * frame.unit());
        // A picture fills the unit square with its top at y = 1.
        let matrix = [width, 0.0, 0.0, if frame.is_upright() { height } else { -height }, x, y];
        let resource = Resource::Image(image.image, self.content.space());
        self.content.save();
        self.content.transform(&matrix, frame.decimals());
        self.content.fill_alpha(1.0);
        self.content.overprint(false);
        self.content.paint_object(resource);
        self.content.restore();
    }

    fn artwork(&mut self, used: &Use, frame: &Frame) {
        let Some(artwork) = self.context.document.artwork(used.artwork) else {
            return self.content.fault(Fault::NoArtwork(used.artwork));
        };
        // A form has its own colours: on a plate, artwork is drawn where it stands.
        if self.manner != Manner::default() {
            let group = Group { transform: used.transform, items: artwork.items.clone(), ..Group::default() };
            return self.group(&group, frame);
        }
        let resource = Resource::Artwork(used.artwork, self.content.space());
        let matrix = frame.placement(&used.transform);
        let in_place = self.context.placements.fixed(used.artwork).is_some() || matrix == IDENTITY;
        self.content.end_text();
        if !in_place {
            self.content.save();
            self.content.transform(&matrix, frame.decimals() + 1);
        }
        self.content.fill_alpha(1.0);
        self.content.stroke_alpha(1.0);
        self.content.overprint(false);
        self.content.paint_object(resource);
        if !in_place {
            self.content.restore();
        }
    }
}

/// The stream of one page.
pub(super) fn draw_page(context: &Context<'_>, items: &[Item], media: &Rect, space: super::Space) -> Drawn {
    let mut painter = Painter::new(context, Content::page(space));
    painter.items(items, &Frame::page(media));
    painter.content.finish()
}

/// The stream of an artwork.
pub(super) fn draw_artwork(context: &Context<'_>, artwork: &Artwork, space: super::Space) -> Drawn {
    let mut painter = Painter::new(context, Content::form(space));
    painter.items(&artwork.items, &Frame::artwork());
    painter.content.finish()
}

/// The room of a page's medium: with bleed and slug, or the trim alone.
pub(super) fn media(boxes: &PageBoxes, bleed: bool) -> Rect {
    if bleed { boxes.media_rect() } else { boxes.trim_rect() }
}
