//! What areas and lines are covered with: colours, gradients and their opacity. Knows no outlines.

use pdf_writer::{Array, Dict, Name};

use super::Space;
use super::colorant::{Colorant, MOST, colorants, write_inks};
use super::content::{Content, Ink, concat};
use super::draw::{Frame, Painter, entries};
use super::fault::Fault;
use super::file::body;
use super::number::rounded;
use super::plate::write_separation;
use super::resource::{GroupForm, Part, PartId, PartKind, Resource};
use crate::color::{Color, Spot};
use crate::geom::Rect;
use crate::scene::{Gradient, GradientKind, Paint, Stop};

/// A paint as a stream takes it.
pub(super) struct Covering {
    pub(super) ink: Ink,
    opacity: f64,
    mask: Option<PartId>,
    /// What it covers is a thin line: black overprints there as letters do.
    line: bool,
}

impl Covering {
    /// One colour, opaque.
    pub(super) const fn solid(color: Color) -> Self {
        Self { ink: Ink::Solid(color), opacity: 1.0, mask: None, line: false }
    }

    /// The same on a thin line, where `line`.
    pub(super) fn of_line(self, line: bool) -> Self {
        Self { line, ..self }
    }

    /// True on a thin line.
    pub(super) const fn is_line(&self) -> bool {
        self.line
    }

    /// True when nothing beneath shows through.
    pub(super) fn is_opaque(&self) -> bool {
        self.opacity >= 1.0 && self.mask.is_none()
    }
}

impl Space {
    /// The components of a colour in thousandths, and how many they are.
    pub(super) fn components(self, color: Color) -> ([i64; 4], usize) {
        let (inks, screen) = (color.cmyk, color.srgb);
        let light = |channel: u8| (i64::from(channel) * 1000 + 127) / 255;
        match self {
            Self::Cmyk => ([inks.c, inks.m, inks.y, inks.k].map(i64::from), 4),
            Self::Rgb if screen.r == screen.g && screen.g == screen.b => ([light(screen.r), 0, 0, 0], 1),
            Self::Rgb => ([light(screen.r), light(screen.g), light(screen.b), 0], 3),
            Self::Gray => ([luminosity(color), 0, 0, 0], 1),
        }
    }

    /// All components as fractions, without the short form of greys.
    fn fractions(self, color: Color) -> Vec<f32> {
        let srgb = color.srgb;
        match self {
            Self::Cmyk => color.cmyk.fractions().to_vec(),
            Self::Rgb => [srgb.r, srgb.g, srgb.b].map(|channel| rounded(f64::from(channel) / 255.0, 4)).to_vec(),
            Self::Gray => vec![luminosity(color) as f32 / 1000.0],
        }
    }
}

/// How much a colour lets through a mask, in thousandths (CSS Masking 1, 7.10.1: luminance of sRGB values).
fn luminosity(color: Color) -> i64 {
    let [r, g, b] = [color.srgb.r, color.srgb.g, color.srgb.b].map(|channel| f64::from(channel) / 255.0);
    ((0.2125 * r + 0.7154 * g + 0.0721 * b) * 1000.0).round() as i64
}

impl Painter<'_> {
    /// `paint` at `opacity`, made ready for items of `frame` that stay within `bounds`.
    pub(super) fn covering(&mut self, paint: &Paint, opacity: f64, frame: &Frame, bounds: &Rect) -> Covering {
        match paint {
            Paint::Solid(color) => {
                Covering { ink: Ink::Solid(color.under(self.context.profile)), opacity, mask: None, line: false }
            }
            Paint::Gradient(gradient) => self.gradient(gradient, opacity, frame, bounds),
        }
    }

    fn gradient(&mut self, gradient: &Gradient, opacity: f64, frame: &Frame, bounds: &Rect) -> Covering {
        let last = gradient.stops.last().map(|stop| (stop.color, stop.opacity)).unwrap_or((Color::BLACK, 0.0));
        let even = gradient.stops.iter().all(|stop| stop.opacity == last.1);
        let opacity = if even { opacity * last.1 } else { opacity };
        if has_no_extent(&gradient.kind) || gradient.stops.len() < 2 {
            return Covering { ink: Ink::Solid(last.0), opacity, mask: None, line: false };
        }
        let matrix = concat(&frame.root_matrix(), &entries(&gradient.transform)).map(|entry| rounded(entry, 6));
        let profile = self.context.profile;
        let space = self.shading_space(gradient);
        let colors = ramp(&gradient.stops, |stop| space.fractions(stop.color.under(profile)));
        let pattern = body(|object| {
            let mut pattern = object.dict();
            pattern.pair(Name(b"PatternType"), 2);
            pattern.insert(Name(b"Matrix")).array().items(matrix);
            write_shading(pattern.insert(Name(b"Shading")).dict(), &gradient.kind, &space, &colors);
        });
        let pattern = match space {
            ShadingSpace::Inks(inks) => Part::Inked(pattern, inks),
            ShadingSpace::Device(_) | ShadingSpace::Spot(_) => Part::Dictionary(pattern),
        };
        let ink = Ink::Pattern(self.content.part(pattern));
        let mask = (!even).then(|| self.opacity_mask(gradient, frame, bounds));
        Covering { ink, opacity, mask, line: false }
    }

    /// The colours between which a gradient runs. Where it overprints, and where there are spot inks, they are those of its
    /// own inks alone: shadings of process colours paint all four plates whatever the overprint mode (ISO 32000-1, 8.6.7).
    fn shading_space(&mut self, gradient: &Gradient) -> ShadingSpace {
        if self.content.space() != Space::Cmyk {
            return ShadingSpace::Device(self.content.space());
        }
        let profile = self.context.profile;
        let inks = colorants(&gradient.stops, |color| color.under(profile));
        let spots = inks.iter().filter(|ink| matches!(ink, Colorant::Spot(_))).count();
        match inks.as_slice() {
            [Colorant::Spot(ink)] => ShadingSpace::Spot(*ink),
            all if all.len() > MOST || all.contains(&Colorant::Spot(Spot::ALL)) => {
                self.content.fault(Fault::GradientInks);
                ShadingSpace::Device(Space::Cmyk)
            }
            [_, ..] if spots > 0 || self.manner.overprints_all() => ShadingSpace::Inks(inks),
            _ => ShadingSpace::Device(Space::Cmyk),
        }
    }

    /// A soft mask that follows the opacity of the stops.
    fn opacity_mask(&mut self, gradient: &Gradient, frame: &Frame, bounds: &Rect) -> PartId {
        let grays = ramp(&gradient.stops, |stop| vec![rounded(stop.opacity.clamp(0.0, 1.0), 4)]);
        let shading =
            body(|object| write_shading(object.dict(), &gradient.kind, &ShadingSpace::Device(Space::Gray), &grays));
        let mut content = Content::form(Space::Gray);
        let shading = Resource::Part(PartKind::Shading, content.part(Part::Dictionary(shading)));
        content.transform(&concat(&frame.matrix(), &entries(&gradient.transform)), 6);
        content.name(shading);
        content.op("sh");
        let drawn = content.finish();
        self.content.adopt(drawn.parts, drawn.faults);
        let form = GroupForm { bytes: drawn.bytes, used: drawn.used, bbox: frame.form_box(bounds), space: Space::Gray };
        let form = self.content.part(Part::Group(form));
        self.content.part(Part::Mask { form, luminosity: true })
    }

    /// Sets what areas are filled with.
    pub(super) fn set_fill(&mut self, covering: &Covering) {
        self.content.fill_ink(covering.ink);
        self.content.overprint(self.overprints(covering));
        self.content.fill_alpha(covering.opacity);
    }

    /// Sets what lines are drawn with.
    pub(super) fn set_stroke(&mut self, covering: &Covering) {
        self.content.stroke_ink(covering.ink);
        self.content.overprint(self.overprints(covering));
        self.content.stroke_alpha(covering.opacity);
    }

    /// Paints through the soft mask of a covering, if it has one.
    pub(super) fn masked(&mut self, covering: &Covering, paint: impl FnOnce(&mut Self)) {
        let Some(mask) = covering.mask else { return paint(self) };
        self.content.save();
        self.content.graphics_state(Resource::Part(PartKind::Mask, mask));
        paint(self);
        self.content.restore();
    }
}

/// The colours between which a shading runs.
enum ShadingSpace {
    /// Of the stream.
    Device(Space),
    /// Tints of one spot ink.
    Spot(Spot),
    /// Tints of several inks.
    Inks(Vec<Colorant>),
}

impl ShadingSpace {
    fn fractions(&self, color: Color) -> Vec<f32> {
        match self {
            Self::Device(space) => space.fractions(color),
            Self::Spot(ink) => vec![Colorant::Spot(*ink).share(color)],
            Self::Inks(inks) => inks.iter().map(|ink| ink.share(color)).collect(),
        }
    }
}

/// SVG paints a gradient without extent in its last colour (SVG 2, 14.2).
fn has_no_extent(kind: &GradientKind) -> bool {
    match kind {
        GradientKind::Linear { start, end } => start == end,
        GradientKind::Radial { radius, .. } => radius.to_mm() <= 0.0,
    }
}

/// A stretch of a gradient between two offsets.
struct Stretch {
    until: f32,
    from: Vec<f32>,
    to: Vec<f32>,
}

/// The stretches of a gradient, from 0 to 1; a sudden change has no stretch of its own.
fn ramp(stops: &[Stop], value: impl Fn(&Stop) -> Vec<f32>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::with_capacity(stops.len() + 1);
    let (mut offset, mut from) = (0.0, stops.first().map(&value).unwrap_or_default());
    for stop in stops {
        let (until, to) = (rounded(stop.offset.clamp(0.0, 1.0), 5).max(offset), value(stop));
        if until > offset {
            stretches.push(Stretch { until, from, to: to.clone() });
            offset = until;
        }
        from = to;
    }
    if offset < 1.0 {
        stretches.push(Stretch { until: 1.0, to: from.clone(), from });
    }
    stretches
}

fn write_shading(mut shading: Dict<'_>, kind: &GradientKind, space: &ShadingSpace, stretches: &[Stretch]) {
    let mm = |length: crate::geom::Length| rounded(length.to_mm(), 5);
    match kind {
        GradientKind::Linear { start, end } => {
            shading.pair(Name(b"ShadingType"), 2);
            shading.insert(Name(b"Coords")).array().items([mm(start.x), mm(start.y), mm(end.x), mm(end.y)]);
        }
        GradientKind::Radial { center, radius, focus } => {
            shading.pair(Name(b"ShadingType"), 3);
            let circles = [mm(focus.x), mm(focus.y), 0.0, mm(center.x), mm(center.y), mm(*radius)];
            shading.insert(Name(b"Coords")).array().items(circles);
        }
    }
    match space {
        ShadingSpace::Device(space) => {
            shading.pair(Name(b"ColorSpace"), Name(space.device_name()));
        }
        ShadingSpace::Spot(ink) => write_separation(shading.insert(Name(b"ColorSpace")).array(), *ink),
        ShadingSpace::Inks(inks) => write_inks(shading.insert(Name(b"ColorSpace")).array(), inks),
    }
    shading.insert(Name(b"Extend")).array().items([true, true]);
    let function = shading.insert(Name(b"Function")).dict();
    match stretches {
        [only] => write_stretch(function, only),
        _ => write_stretches(function, stretches),
    }
}

fn write_stretch(mut function: Dict<'_>, stretch: &Stretch) {
    function.pair(Name(b"FunctionType"), 2);
    write_domain(&mut function);
    function.insert(Name(b"C0")).array().items(stretch.from.iter().copied());
    function.insert(Name(b"C1")).array().items(stretch.to.iter().copied());
    function.pair(Name(b"N"), 1);
}

fn write_stretches(mut function: Dict<'_>, stretches: &[Stretch]) {
    function.pair(Name(b"FunctionType"), 3);
    write_domain(&mut function);
    let mut parts: Array<'_> = function.insert(Name(b"Functions")).array();
    stretches.iter().for_each(|stretch| write_stretch(parts.push().dict(), stretch));
    drop(parts);
    let inner = stretches.len().saturating_sub(1);
    function.insert(Name(b"Bounds")).array().items(stretches.iter().take(inner).map(|stretch| stretch.until));
    function.insert(Name(b"Encode")).array().items(stretches.iter().flat_map(|_| [0, 1]));
}

fn write_domain(function: &mut Dict<'_>) {
    function.insert(Name(b"Domain")).array().items([0, 1]);
}
