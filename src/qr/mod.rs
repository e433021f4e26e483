//! QR codes (ISO/IEC 18004): from a payload to modules, and from modules to one black path on the page.
//! Knows nothing of cards, nor of how a code is read back (`verify::qr`).

mod mask;
mod matrix;

use std::sync::Arc;

use qrcode::bits::{Bits, encode_auto};
use qrcode::canvas::Canvas;
use qrcode::types::{EcLevel, QrError, Version};

use crate::color::Color;
use crate::diag::Say;
use crate::geom::{Cells, Length, PathData, Point, Rect, Transform};
use crate::say;
use crate::scene::{Fill, Group, Item, Path, Role};

/// Width of the light margin around a symbol, in modules (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;

/// Modules smaller than this are an error: four printer dots at 300 dpi (Denso Wave, "point for setting the module size").
pub const MIN_MODULE: Length = Length::mm(0.33);

/// Modules smaller than this are worth a warning: the smallest module of GS1 at the point of sale is 0.396 mm.
pub const ADVISED_MODULE: Length = Length::mm(0.40);

/// How much of a symbol may be lost and still be read (ISO/IEC 18004, 6.5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// About 7 % of the codewords.
    L,
    /// About 15 %: the usual one in print.
    #[default]
    M,
    /// About 25 %: for cards that are handled a lot.
    Q,
    /// About 30 %.
    H,
}

impl Level {
    const fn of_crate(self) -> EcLevel {
        match self {
            Self::L => EcLevel::L,
            Self::M => EcLevel::M,
            Self::Q => EcLevel::Q,
            Self::H => EcLevel::H,
        }
    }

    /// How many bytes the largest symbol (version 40) holds at this level (ISO/IEC 18004, table 7).
    pub const fn capacity(self) -> usize {
        match self {
            Self::L => 2953,
            Self::M => 2331,
            Self::Q => 1663,
            Self::H => 1273,
        }
    }
}

/// The payload does not fit into the largest symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Length of the payload in bytes.
    pub bytes: usize,
    /// What the largest symbol holds at the level asked for, in bytes.
    pub capacity: usize,
}

impl TooLong {
    /// The fault in words.
    pub fn say(&self) -> Say {
        let Self { bytes, capacity } = self;
        say!(
            "le texte du code QR fait {bytes} octets, le plus grand code en contient {capacity}",
            "the text of the QR code is {bytes} bytes long, the largest code holds {capacity}"
        )
    }
}

/// What lies under a symbol and its quiet zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Nothing is painted: the frame stands on bare paper.
    #[default]
    Unprinted,
    /// A white square, knocked out of whatever lies behind.
    White,
}

/// A finished symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    payload: Arc<str>,
    level: Level,
    cells: Cells,
}

impl Code {
    /// The smallest symbol that holds `payload` at `level`, with the mask of the lowest penalty (7.8.3 of the
    /// standard; the lower mask number where two are equal).
    ///
    /// Plain ASCII is cut into numeric, alphanumeric and byte segments so that it takes the fewest bits; any other
    /// text is one byte segment declared as UTF-8 (ECI 26), because readers guess differently without.
    ///
    /// # Errors
    /// When the payload is too long for version 40.
    pub fn encode(payload: &str, level: Level) -> Result<Self, TooLong> {
        let too_long = TooLong { bytes: payload.len(), capacity: level.capacity() };
        let (canvas, side) = draw(payload, level.of_crate()).map_err(|_| too_long)?;
        Ok(Self { payload: payload.into(), level, cells: mask::best(&canvas, side, level) })
    }

    /// What the symbol says.
    pub const fn payload(&self) -> &Arc<str> {
        &self.payload
    }

    /// Its error correction level.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Modules along one side, quiet zone excluded: 21 to 177.
    pub const fn modules(&self) -> usize {
        self.cells.side()
    }

    /// Whether the module in column `x` and row `y` is dark, both from 0 at the top left; light outside the symbol.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        self.cells.is_dark(x, y)
    }

    /// The dark modules as one path, one unit (millimetre) a module, origin at the symbol's corner, quiet zone
    /// excluded.
    ///
    /// The contours run along the edges of the dark areas, dark on the right-hand side: every point has winding
    /// number 1 (dark) or 0 (light), so that the even-odd and the non-zero rule paint the same, without seams.
    /// Contours that meet at a corner stay apart. All coordinates are whole numbers.
    pub fn path(&self) -> PathData {
        PathData::cells(self.cells.clone())
    }

    /// Side of one module when the symbol *with* its quiet zone is `side` wide.
    pub fn module_size(&self, side: Length) -> Length {
        side / (self.modules() + 2 * QUIET_ZONE) as f64
    }

    /// Side of symbol and quiet zone when one module is `module` wide.
    pub fn side_for(&self, module: Length) -> Length {
        module * (self.modules() + 2 * QUIET_ZONE) as f64
    }

    /// The symbol in pure black (K 100), placed so that `corner` is the top left corner of its quiet zone and
    /// symbol and quiet zone together are `side` wide.
    ///
    /// The path inside keeps whole module coordinates; the group's transform brings them to size.
    pub fn place(&self, corner: Point, side: Length, ground: Ground) -> Group {
        let module = self.module_size(side);
        let quiet = QUIET_ZONE as f64;
        let scale = module.to_mm();
        let origin = Transform::translate(corner.x + module * quiet, corner.y + module * quiet);
        let mut items = Vec::with_capacity(2);
        if ground == Ground::White {
            let all = self.modules() as f64 + 2.0 * quiet;
            items.push(filled(PathData::rect(&Rect::mm(-quiet, -quiet, all, all)), Color::WHITE));
        }
        items.push(filled(self.path(), Color::BLACK));
        Group {
            transform: origin.then_inside(&Transform::scale(scale, scale)),
            role: Some(Role::Qr { payload: self.payload.clone(), module }),
            items,
            ..Group::default()
        }
    }
}

fn filled(data: PathData, color: Color) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(data), fill: Some(Fill::solid(color)), stroke: None }))
}

/// The symbol before masking, and its side in modules.
fn draw(payload: &str, level: EcLevel) -> Result<(Canvas, usize), QrError> {
    let bits = if payload.is_ascii() { encode_auto(payload.as_bytes(), level)? } else { utf8_bits(payload, level)? };
    let version = bits.version();
    let (data, correction) = qrcode::ec::construct_codewords(&bits.into_bytes(), version, level)?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    Ok((canvas, usize::try_from(version.width()).unwrap_or(0)))
}

/// UTF-8 text as one byte segment behind its declaration, in the smallest version.
fn utf8_bits(payload: &str, level: EcLevel) -> Result<Bits, QrError> {
    const UTF8: u32 = 26;
    // Mode and designator of the ECI (4 + 8 bits), mode and length of the segment (4 + 8 or 16), the bytes.
    let needed = |number: i16| 16 + if number < 10 { 8 } else { 16 } + 8 * payload.len();
    for number in 1..=40 {
        let mut bits = Bits::new(Version::Normal(number));
        if bits.max_len(level)? >= needed(number) {
            bits.push_eci_designator(UTF8)?;
            bits.push_byte_data(payload.as_bytes())?;
            bits.push_terminator(level)?;
            return Ok(bits);
        }
    }
    Err(QrError::DataTooLong)
}
