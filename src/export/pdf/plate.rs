//! On which plates things paint: overprint, spot inks, and the plates beside the picture on layers of their own.

use pdf_writer::writers::ExtGraphicsState;
use pdf_writer::{Array, Name, Obj, TextStr};

use super::Space;
use super::content::Ink;
use super::draw::{Context, Frame, Painter};
use super::fault::Fault;
use super::paint::Covering;
use crate::color::{Color, Spot, SpotTint};
use crate::geom::Length;
use crate::scene::{Fill, GlyphRun, Group, Paint, Path, Plate, PlateNames, Role, Stroke};

/// Thinnest and thickest line on a plate, in points: seen by a person, followed by a tool.
const LINE: [f64; 2] = [0.25, 0.5];

/// What the plates of a file are called, and their inks.
pub(super) struct Plates {
    names: PlateNames,
    colors: [Color; 8],
    /// Each stands on a layer of its own; PDF/X-1a has none.
    layered: bool,
}

impl Plates {
    pub(super) fn new(names: &PlateNames, layered: bool) -> Self {
        Self { names: names.clone(), colors: Plate::ALL.map(|plate| names.color(plate)), layered }
    }

    fn color(&self, plate: Plate) -> Option<Color> {
        self.colors.get(plate as usize).copied()
    }
}

impl Context<'_> {
    /// What the printer calls a plate.
    pub(super) fn plate_name(&self, plate: Plate) -> &str {
        self.plates.as_ref().map_or("", |plates| plates.names.name(plate))
    }
}

/// On which plates what follows paints.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Manner {
    /// On this plate alone, in its ink.
    plate: Option<(Plate, Color)>,
    /// Every ink leaves the other plates as they are.
    overprint: bool,
    /// Black ink alone does: letters and codes. Thin lines do so too, whatever the manner.
    black: bool,
}

impl Manner {
    /// True inside of a plate beside the picture.
    pub(super) const fn is_plate(&self) -> bool {
        self.plate.is_some()
    }

    /// True where every ink leaves the other plates as they are.
    pub(super) const fn overprints_all(&self) -> bool {
        self.overprint
    }

    /// The same for letters.
    pub(super) const fn of_letters(self) -> Self {
        Self { black: true, ..self }
    }
}

impl Painter<'_> {
    /// Takes over the manner of a group and opens its layer; false when it is not drawn at all.
    pub(super) fn enter(&mut self, group: &Group) -> bool {
        if self.content.space() != Space::Cmyk {
            return !matches!(group.role, Some(Role::Plate(_)));
        }
        self.manner.overprint |= group.overprint;
        match group.role {
            Some(Role::Plate(plate)) => {
                let Some(color) = self.context.plates.as_ref().and_then(|plates| plates.color(plate)) else {
                    return false;
                };
                self.manner.plate = Some((plate, color));
                if self.is_layered() {
                    self.content.begin_layer(plate);
                }
            }
            Some(Role::Qr { .. }) => self.manner.black = true,
            _ => {}
        }
        true
    }

    fn is_layered(&self) -> bool {
        self.context.plates.as_ref().is_some_and(|plates| plates.layered)
    }

    /// Closes the layer of a group and goes on as before it.
    pub(super) fn leave(&mut self, group: &Group, around: Manner) {
        if matches!(group.role, Some(Role::Plate(_))) && self.manner.is_plate() && self.is_layered() {
            self.content.end_layer();
        }
        self.manner = around;
    }

    /// Whether a covering leaves the other plates as they are. Bare paper never does: it would not be seen.
    pub(super) fn overprints(&self, covering: &Covering) -> bool {
        let Manner { plate, overprint, black } = self.manner;
        if plate.is_some() {
            return true;
        }
        let black = black || covering.is_line();
        (overprint || black)
            && self.content.space() == Space::Cmyk
            && covering.is_opaque()
            && match covering.ink {
                Ink::Solid(color) => !color.is_paper() && (overprint || color.is_pure_black()),
                Ink::Pattern(_) => overprint,
            }
    }

    /// An outline as it stands on the plate that is being painted: lines a tool can follow, areas in solid ink.
    /// None when no plate is being painted.
    pub(super) fn plated_path(&self, path: &Path, frame: &Frame) -> Option<Path> {
        let (plate, color) = self.manner.plate?;
        let data = path.data.clone();
        if !plate.is_line() {
            let fill =
                path.fill.as_ref().map(|fill| Fill { rule: fill.rule, ..Fill::solid(inked(color, &fill.paint)) });
            let stroke = path.stroke.as_ref().map(|stroke| Stroke {
                paint: Paint::Solid(inked(color, &stroke.paint)),
                opacity: 1.0,
                ..stroke.clone()
            });
            return Some(Path { data, fill, stroke });
        }
        let point = 1.0 / (frame.unit() * frame.scale());
        let [thin, thick] = LINE.map(|points| Length::mm(points * point));
        let drawn = path.stroke.clone().unwrap_or_else(|| Stroke::solid(color, thin));
        let width = drawn.width.max(thin).min(thick);
        Some(Path {
            data,
            fill: None,
            stroke: Some(Stroke { paint: Paint::Solid(color), opacity: 1.0, width, ..drawn }),
        })
    }

    /// What letters are filled with on the plate that is being painted; none when no plate is.
    pub(super) fn plated_letters(&mut self, run: &GlyphRun) -> Option<Covering> {
        let (plate, color) = self.manner.plate?;
        if plate.is_line() {
            self.content.fault(Fault::PlateLetters);
        }
        Some(Covering::solid(inked(color, &run.fill.paint)))
    }
}

/// The ink of a plate where something is painted, none where bare paper is: that opens a hole in the plate.
fn inked(color: Color, paint: &Paint) -> Color {
    let bare = matches!(paint, Paint::Solid(painted) if painted.is_paper());
    let spot = color.spot.map(|spot| SpotTint { tint: if bare { 0 } else { spot.tint }, ..spot });
    Color { spot, ..color }
}

/// A graphics state that says whether other plates stay as they are; in mode 1 a process ink of zero leaves its plate
/// alone too (ISO 32000-1, 8.6.7).
pub(super) fn write_overprint(object: Obj<'_>, on: bool) {
    object.start::<ExtGraphicsState<'_>>().overprint(on).overprint_fill(on).overprint_mode(if on {
        pdf_writer::types::OverprintMode::IgnoreZeroChannel
    } else {
        pdf_writer::types::OverprintMode::OverrideAllColorants
    });
}

/// The colour space of one ink, with the process inks that stand for it (ISO 32000-1, 8.6.6.4).
pub(super) fn write_separation(mut space: Array<'_>, ink: Spot) {
    space.item(Name(b"Separation")).item(Name(ink.name().as_bytes())).item(Name(b"DeviceCMYK"));
    let mut tint = space.push().dict();
    tint.pair(Name(b"FunctionType"), 2);
    tint.insert(Name(b"Domain")).array().items([0, 1]);
    tint.insert(Name(b"C0")).array().items([0, 0, 0, 0]);
    tint.insert(Name(b"C1")).array().items(ink.solid().fractions());
    tint.pair(Name(b"N"), 1);
}

/// The layer of a plate, which tells what a machine does with it (ISO 19593-1).
pub(super) fn write_layer(object: Obj<'_>, plate: Plate, name: &str) {
    let (group, kind): (&[u8], Option<&[u8]>) = match plate {
        Plate::CutLine => (b"Structural", Some(b"Cutting")),
        Plate::Crease => (b"Structural", Some(b"Creasing")),
        Plate::Perforation => (b"Structural", Some(b"Perforating")),
        Plate::KissCut => (b"Structural", Some(b"PartialCutting")),
        Plate::Foil => (b"Structural", Some(b"FoilStamping")),
        Plate::Glue => (b"Structural", Some(b"Gluing")),
        Plate::Varnish => (b"Varnish", None),
        Plate::White => (b"White", None),
    };
    let mut layer = object.dict();
    layer.pair(Name(b"Type"), Name(b"OCG")).pair(Name(b"Name"), TextStr(name));
    let mut step = layer.insert(Name(b"GTS_Metadata")).dict();
    step.pair(Name(b"GTS_ProcStepsGroup"), Name(group));
    if let Some(kind) = kind {
        step.pair(Name(b"GTS_ProcStepsType"), Name(kind));
    }
}
