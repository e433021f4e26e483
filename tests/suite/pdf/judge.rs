//! Other programs that look at our files. One that is not installed is named and skipped; where CI runs, it fails.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Command;

/// What a program prints about `file`; `{}` among the arguments stands for its path. None where it is not installed.
///
/// # Panics
/// When the program says that something is wrong, or is missing where CI runs.
pub fn ask(program: &str, arguments: &[&str], file: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("file.pdf");
    std::fs::write(&path, file).unwrap();
    let arguments = arguments.iter().map(|argument| argument.replace("{}", path.to_str().unwrap()));
    let output = match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound && std::env::var_os("CI").is_none() => {
            eprintln!("skipped: {program} is not installed");
            return None;
        }
        Err(error) => panic!("{program}: {error}"),
    };
    let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{program}: {said}{complained}");
    Some(said.into_owned())
}

/// Every program reads the file without complaint.
pub fn accepted_by_all(file: &[u8]) {
    ask("qpdf", &["--check", "{}"], file);
    ask("mutool", &["draw", "-q", "-r", "36", "-o", "/dev/null", "-F", "ppm", "{}"], file);
    if let Some(said) = ask("gs", &["-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", "{}"], file)
    {
        assert_eq!(said.trim(), "", "Ghostscript complains");
    }
    if let Some(fonts) = ask("pdffonts", &["{}"], file) {
        for font in fonts.lines().skip(2) {
            let flags: Vec<&str> = font.split_whitespace().rev().skip(2).take(3).collect();
            assert_eq!(flags, ["yes", "yes", "yes"], "embedded, subset, with a way back to text: {font}");
        }
    }
}

/// A page as pixels, drawn by hayro at `dpi`.
pub struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
    dpi: f64,
}

impl Picture {
    /// Draws the page at `index`.
    pub fn of(file: &[u8], index: usize, dpi: f64) -> Self {
        let pdf = hayro::hayro_syntax::Pdf::new(file.to_vec()).unwrap();
        let settings = hayro::hayro_interpret::InterpreterSettings::default();
        let render = hayro::RenderSettings::default();
        let drawn = hayro::render_pdf(&pdf, (dpi / 72.0) as f32, settings, &render, Some(index..=index)).unwrap();
        let pixels = drawn[0].data_as_u8_slice().chunks(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Self { width: drawn[0].width().into(), pixels, dpi }
    }

    /// The pixel at a place in millimetres from the top left corner of the page.
    pub fn at(&self, x: f64, y: f64) -> [u8; 3] {
        let pixel = |mm: f64| (mm * self.dpi / 25.4) as usize;
        self.pixels[pixel(y) * self.width + pixel(x)]
    }

    /// The share of a rectangle in millimetres, 0 to 1, whose pixels take more than half of the ink that there can be.
    pub fn solid(&self, x: f64, y: f64, width: f64, height: f64) -> f64 {
        let pixel = |mm: f64| (mm * self.dpi / 25.4) as usize;
        let rows = pixel(y)..pixel(y + height);
        let row = |row: usize| &self.pixels[row * self.width + pixel(x)..row * self.width + pixel(x + width)];
        let all: Vec<[u8; 3]> = rows.flat_map(row).copied().collect();
        let dark = all.iter().filter(|pixel| pixel.iter().any(|channel| *channel < 128)).count();
        dark as f64 / all.len() as f64
    }

    /// True when the pixel there is `color`, give or take three of 255.
    pub fn shows(&self, x: f64, y: f64, color: [u8; 3]) -> bool {
        self.at(x, y).iter().zip(color).all(|(seen, wanted)| seen.abs_diff(wanted) <= 3)
    }
}
