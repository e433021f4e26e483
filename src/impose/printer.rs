//! `printer.yaml`: what the calibration sheet told of one office printer. Reads and writes it.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use super::calibrate::Calibration;
use super::lettering::RULER;
use crate::diag::Diagnostics;
use crate::geom::Length;
use crate::source::Place;
use crate::yaml;

/// A `printer.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PrinterFile {
    /// Which printer, in the words of those who use it.
    pub printer: Option<String>,
    /// By how much the back lies off the front, seen from the front against the light.
    #[serde(default)]
    pub back: BackShift,
    /// What the printed ruler of 100 mm measures.
    #[serde(default = "true_ruler")]
    pub ruler: Length,
}

/// By how much the back lies off the front.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackShift {
    /// To the right; negative to the left.
    #[serde(default = "none")]
    pub dx: Length,
    /// Downwards; negative upwards.
    #[serde(default = "none")]
    pub dy: Length,
}

const fn true_ruler() -> Length {
    RULER
}

const fn none() -> Length {
    Length::ZERO
}

impl Calibration {
    /// Reads a `printer.yaml`; `place` is its root. Nothing where there was a fault.
    pub fn read(file: &Value, place: &Place, diagnostics: &mut Diagnostics) -> Option<Self> {
        let PrinterFile { back, ruler, .. } = yaml::from_value(file, place, diagnostics)?;
        let calibration = Self { dx: back.dx, dy: back.dy, ruler };
        let faults = calibration.faults();
        let fine = faults.is_empty();
        diagnostics.extend(faults.into_iter().map(|fault| fault.at(place.clone())));
        fine.then_some(calibration)
    }

    /// The text of a `printer.yaml`.
    pub fn to_yaml(&self, printer: Option<&str>) -> String {
        let mut text = String::from(
            "# Ce que la feuille de calage a dit de cette imprimante ; sert au profil « home » seulement.\n\
             # What the calibration sheet told of this printer; used by the “home” profile only.\n",
        );
        if let Some(printer) = printer {
            let quoted = printer.replace('\\', "\\\\").replace('"', "\\\"");
            let _ = writeln!(text, "printer: \"{quoted}\"");
        }
        let unit = |length: Length| length.to_string().replace(' ', "");
        let _ = writeln!(text, "back: {{ dx: {}, dy: {} }}", unit(self.dx), unit(self.dy));
        let _ = writeln!(text, "ruler: {}", unit(self.ruler));
        text
    }
}
