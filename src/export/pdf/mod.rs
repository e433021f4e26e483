//! PDF: exact boxes, exact inks, real text, everything shared written once.
//!
//! `export` is the whole way. `draw` walks the items and hands each to the file of its kind (`path`, `text`, `paint`,
//! `image`, `group`); `library` gathers what their streams name; `page` and `file` put it all together.

mod bounds;
mod cluster;
mod codes;
mod colorant;
pub mod conformance;
mod content;
mod deflate;
mod draw;
mod fault;
mod file;
mod flatten;
mod font;
mod forms;
mod grid;
mod group;
mod image;
mod library;
mod links;
mod metadata;
mod number;
mod outline;
mod page;
mod paint;
mod path;
mod places;
mod plate;
mod predictor;
mod resource;
mod text;
mod usage;

use self::codes::Codes;
use self::draw::Context;
use self::fault::Fault;
use self::file::File;
use self::library::Library;
use self::plate::Plates;
use std::borrow::Cow;
use std::sync::Arc;

use crate::color::OutputProfile;
use crate::diag::{Diagnostics, Severity};
use crate::scene::{ArtworkId, Document, PlateNames};

/// Which side of a colour is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorMode {
    /// Process inks, exactly as the colour says (DeviceCMYK). Pictures are converted through the profile.
    Cmyk,
    /// Screen colours (DeviceRGB, taken as sRGB).
    Srgb,
}

/// The standard that a file for a printer keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standard {
    /// None is claimed.
    #[default]
    None,
    /// PDF/X-4 (ISO 15930-7): PDF 1.6, inks, spot inks, transparency, layers, an embedded profile.
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4): PDF 1.4, inks and spot inks only, nothing transparent, no layers.
    X1a2003,
}

/// About which edge a sheet is turned between its sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplex {
    /// About its long edge.
    LongEdge,
    /// About its short edge.
    ShortEdge,
    /// One side only.
    Simplex,
}

/// What a reader's print dialogue starts from (ISO 32000-1, table 150). Scaling is always off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Printing {
    /// On which sides; left to the reader where it is none.
    pub duplex: Option<Duplex>,
    /// The tray is chosen by the size of the pages.
    pub pick_tray: bool,
    /// How many copies, 2 to 5 in most readers; one where it is none.
    pub copies: Option<u32>,
}

/// How a scene becomes a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Which side of every colour is written.
    pub color: ColorMode,
    /// The standard that the file keeps; it asks for inks.
    pub standard: Standard,
    /// The printing condition: for it colours without inks are converted, and the standards embed it.
    pub profile: Arc<OutputProfile>,
    /// Pages reach to the end of bleed and slug; otherwise they end at the trim, and nothing beyond is seen.
    pub bleed: bool,
    /// Links can be clicked. A file for a printer must have none (ISO 15930-7 forbids annotations on the page).
    pub links: bool,
    /// What is drawn to be filled in can be filled in on screen. A file for a printer must have no form (ISO 15930-7).
    pub forms: bool,
    /// Readers show the names of pages instead of numbers.
    pub page_labels: bool,
    /// What a print dialogue starts from.
    pub printing: Printing,
    /// The plates beside the picture by the names that the printer gives them; without, none is drawn. A file in screen
    /// colours never has any.
    pub plates: Option<PlateNames>,
    /// Streams are compressed; off, a file can be read in a text editor.
    pub compress: bool,
}

impl Printing {
    /// All left to the reader.
    pub const NONE: Self = Self { duplex: None, pick_tray: false, copies: None };
}

impl Options {
    /// For a printer: PDF/X-4, inks, bleed, nothing to click.
    pub fn press() -> Self {
        Self {
            color: ColorMode::Cmyk,
            standard: Standard::X4,
            profile: OutputProfile::fogra39(),
            bleed: true,
            links: false,
            forms: false,
            page_labels: true,
            printing: Printing::NONE,
            plates: Some(PlateNames::COMMON),
            compress: true,
        }
    }

    /// For an office printer: screen colours, whole sheets of paper, links.
    pub fn home(duplex: Option<Duplex>) -> Self {
        Self { printing: Printing { duplex, pick_tray: true, copies: None }, ..Self::screen() }
    }

    /// For reading on a screen: screen colours, trimmed pages, links.
    pub fn screen() -> Self {
        Self {
            color: ColorMode::Srgb,
            standard: Standard::None,
            profile: OutputProfile::fogra39(),
            bleed: false,
            links: true,
            forms: true,
            page_labels: true,
            printing: Printing::NONE,
            plates: None,
            compress: true,
        }
    }
}

/// The colour space in which a stream paints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    /// Process inks.
    Cmyk,
    /// Screen colours.
    Rgb,
    /// Luminosity, for masks.
    Gray,
}

impl Space {
    fn device_name(self) -> &'static [u8] {
        match self {
            Self::Cmyk => b"DeviceCMYK",
            Self::Rgb => b"DeviceRGB",
            Self::Gray => b"DeviceGray",
        }
    }
}

impl ColorMode {
    fn space(self) -> Space {
        match self {
            Self::Cmyk => Space::Cmyk,
            Self::Srgb => Space::Rgb,
        }
    }
}

/// Writes a scene as PDF 1.6, or as the standard says. The same scene and options give the same bytes, whatever the number of threads.
///
/// # Errors
/// When the scene holds what no PDF can: pages without area, coordinates that are no numbers, fonts that cannot be
/// cut down, pictures that cannot be decoded, names of things the document does not have.
pub fn export(document: &Document, options: &Options) -> Result<Vec<u8>, Diagnostics> {
    let flat = match options.standard {
        Standard::X1a2003 => flatten::flatten(document, &options.profile)?,
        Standard::None | Standard::X4 => Cow::Borrowed(document),
    };
    let document = &*flat;
    let (rooms, mut faults) = bounds::rooms(document);
    faults.extend(page::check_sizes(document, options.bleed));
    let usage = usage::usage(document, options.bleed);
    let (codes, more) = Codes::new(&document.fonts, usage.fonts);
    faults.extend(more);
    report(&faults)?;

    let plates = options.plates.as_ref().filter(|_| options.color == ColorMode::Cmyk);
    let profile = &*options.profile;
    let context = Context {
        document,
        profile,
        codes,
        placements: usage.placements,
        rooms,
        plates: plates.map(|names| Plates::new(names, options.standard != Standard::X1a2003)),
    };
    let (mut file, mut library) = (File::new(options.standard, options.compress), Library::default());
    let streams = page::write_streams(&context, options, &mut file, &mut library);
    library.write(&context, &mut file);
    report(library.faults())?;

    let (pages, hung) = page::write_tree(document, options, &streams, &library, &mut file);
    let (catalog, info) = metadata::write(document, options, (pages, hung), &library.layers(), &mut file);
    let id = file.digest();
    file.finish(catalog, info, id).map_err(|fault| [fault.diagnostic()].into_iter().collect())
}

/// What a standard takes away from a scene, each with its card and its place: words and codes that become pixels where
/// PDF/X-1a has something transparent flattened. What keeps the file from being written is told by [`export`].
pub fn losses(document: &Document, options: &Options) -> Diagnostics {
    match options.standard {
        Standard::X1a2003 => {
            flatten::told(document).iter().filter(|told| told.severity == Severity::Warning).cloned().collect()
        }
        Standard::None | Standard::X4 => Diagnostics::new(),
    }
}

/// The name under which streams call an artwork, the same all over a file.
pub fn artwork_name(artwork: ArtworkId) -> String {
    String::from_utf8_lossy(&resource::Resource::Artwork(artwork, Space::Cmyk).name()).into_owned()
}

fn report(faults: &[Fault]) -> Result<(), Diagnostics> {
    if faults.is_empty() { Ok(()) } else { Err(faults.iter().map(Fault::diagnostic).collect()) }
}
