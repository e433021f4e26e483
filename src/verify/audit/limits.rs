//! What a file is held against: a standard and the limits of a printer. Knows no rule.

use crate::geom::Length;
use crate::preflight::Band;
use crate::printers::{Printer, SpotKind, Standard};

/// What a standard is called; nothing where there is none.
pub(crate) const fn title(standard: Standard) -> Option<&'static str> {
    match standard {
        Standard::X4 => Some("PDF/X-4"),
        Standard::X1a2003 => Some("PDF/X-1a:2003"),
        Standard::X1a2001 => Some("PDF/X-1a:2001"),
        Standard::None => None,
    }
}

/// The limits of a printer. The defaults are those of European offset printers and of the Ghent Workgroup's profile for
/// coated sheets of 2015.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// How far artwork goes on beyond the trim.
    pub bleed: Length,
    /// How far text and codes stay inside the trim.
    pub safe: Length,
    /// Most ink on one place, the mean over 15 mm², in percent of a solid.
    pub ink: f64,
    /// Fewest pixels to the inch of pictures in tones.
    pub resolution: Band<f64>,
    /// Fewest pixels to the inch of pictures of one bit.
    pub bitmap: Band<f64>,
    /// Thinnest line in one ink.
    pub line: Band<Length>,
    /// Thinnest line in several inks.
    pub line_in_inks: Length,
    /// Smallest letters.
    pub text: Length,
    /// Smallest letters in several inks.
    pub text_in_inks: Length,
    /// Smallest letters that are lighter than their ground.
    pub reversed_text: Length,
    /// Black letters smaller than this overprint, and are printed in black alone.
    pub black_text: Length,
    /// Smallest module of a QR code.
    pub module: Band<Length>,
    /// Least difference in brightness between a code and its ground, 0 to 1.
    pub contrast: f64,
    /// Names of inks that guide a machine or a varnish and that are no colour: they count in no sum of inks.
    pub technical: Vec<String>,
    /// Those of them that a tool follows as lines.
    pub lines: Vec<String>,
    /// The only spot inks that a printer knows; empty where any is taken.
    pub spots: Vec<String>,
}

/// Spot names of cutters and finishers, as their makers and printers spell them.
const TECHNICAL: [&str; 28] = [
    "CutContour",
    "KissCut",
    "PerfCutContour",
    "Cut",
    "CutLine",
    "Thru-cut",
    "Kiss-cut",
    "Crease",
    "Stanze",
    "Stanzkontur",
    "Rillen",
    "Rill",
    "Perforation",
    "Perfo",
    "Decoupe",
    "Découpe",
    "Forme de découpe",
    "Rainage",
    "Vernis",
    "Vernis sélectif",
    "coating",
    "Varnish",
    "foil",
    "Spot UV",
    "SPOTUV",
    "RDG_Gloss",
    "RDG_WHITE",
    "White_Ink",
];

/// Those that tools follow.
const LINES: [&str; 18] = [
    "CutContour",
    "PerfCutContour",
    "KissCut",
    "Cut",
    "CutLine",
    "Thru-cut",
    "Kiss-cut",
    "Crease",
    "Stanze",
    "Stanzkontur",
    "Rillen",
    "Rill",
    "Perforation",
    "Perfo",
    "Decoupe",
    "Découpe",
    "Forme de découpe",
    "Rainage",
];

impl Default for Limits {
    fn default() -> Self {
        Self {
            bleed: Length::mm(3.0),
            safe: Length::mm(3.0),
            ink: 300.0,
            resolution: Band { error: 150.0, warning: 225.0 },
            bitmap: Band { error: 550.0, warning: 800.0 },
            line: Band { error: Length::pt(0.125), warning: Length::pt(0.25) },
            line_in_inks: Length::pt(0.25),
            text: Length::pt(5.0),
            text_in_inks: Length::pt(9.0),
            reversed_text: Length::pt(7.0),
            black_text: Length::pt(12.0),
            module: Band { error: Length::mm(0.33), warning: Length::mm(0.40) },
            contrast: 0.70,
            technical: TECHNICAL.map(str::to_owned).to_vec(),
            lines: LINES.map(str::to_owned).to_vec(),
            spots: Vec::new(),
        }
    }
}

impl Limits {
    /// What a printer asks for; where it says nothing, the defaults.
    pub fn of(printer: &Printer) -> Self {
        let usual = Self::default();
        let figure = |figure: &Option<crate::printers::Figure<Length>>, otherwise: Length| {
            figure.as_ref().map_or(otherwise, |figure| figure.is)
        };
        let wanted = printer.resolution.as_ref().map_or(usual.resolution.warning, |figure| figure.is);
        let least = printer.least_resolution.as_ref().map_or(usual.resolution.error, |figure| figure.is);
        let line = figure(&printer.line, usual.line.warning);
        let spots: Vec<String> = printer.spots.values().map(|spot| spot.is.clone()).collect();
        let followed = [SpotKind::Cut, SpotKind::Crease, SpotKind::Perforation, SpotKind::KissCut];
        let lines = printer.spots.iter().filter(|(kind, _)| followed.contains(kind)).map(|(_, spot)| spot.is.clone());
        let known = spots.iter().filter(|spot| !usual.is_technical(spot)).cloned();
        Self {
            bleed: figure(&printer.bleed, usual.bleed),
            safe: figure(&printer.safe, usual.safe),
            ink: printer.ink.as_ref().map_or(usual.ink, |ink| ink.is),
            // A picture of a quarter less than what is wished for prints as well; what is asked for is the least.
            resolution: Band { error: least, warning: (wanted * 0.75).max(least) },
            line: Band { error: usual.line.error.min(line), warning: line },
            text: figure(&printer.text, usual.text),
            reversed_text: figure(&printer.reversed_text, usual.reversed_text),
            technical: usual.technical.iter().cloned().chain(known).collect(),
            lines: usual.lines.iter().cloned().chain(lines).collect(),
            spots,
            ..usual
        }
    }

    /// True for an ink that a tool follows.
    pub fn is_line(&self, name: &str) -> bool {
        self.lines.iter().any(|line| line.eq_ignore_ascii_case(name))
    }

    /// True for an ink that is no colour.
    pub fn is_technical(&self, name: &str) -> bool {
        self.technical.iter().any(|technical| technical.eq_ignore_ascii_case(name))
    }
}
