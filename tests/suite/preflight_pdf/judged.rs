//! Files of other programs pass or fail for a reason that the standard gives.

use super::base::Base;
use super::{audit, codes};
use massicot::verify::{Audit, Order};
use std::path::Path;
use std::process::Command;

/// Runs a program; false where it is not installed.
///
/// # Panics
/// Where CI runs and it is missing, and where it fails.
fn run(program: &str, arguments: &[&str], folder: &Path) -> bool {
    match Command::new(program).args(arguments).current_dir(folder).output() {
        Ok(output) => {
            // qpdf says 3 for a warning.
            assert!(
                matches!(output.status.code(), Some(0 | 3)),
                "{program}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            true
        }
        Err(_) => {
            assert!(std::env::var_os("CI").is_none(), "{program} is missing");
            eprintln!("skipped: {program} is not installed");
            false
        }
    }
}

/// The good file after it went through another program; none where that is not installed.
fn through(program: &str, arguments: &[&str]) -> Option<Audit> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.pdf"), Base::x4().bytes()).unwrap();
    run(program, arguments, folder.path())
        .then(|| audit(&std::fs::read(folder.path().join("out.pdf")).unwrap(), &Order::default()))
}

#[test]
fn qpdf_and_mupdf_keep_a_good_file_good() {
    for (program, arguments) in [
        ("qpdf", &["--object-streams=generate", "--recompress-flate", "in.pdf", "out.pdf"][..]),
        ("qpdf", &["--qdf", "in.pdf", "out.pdf"]),
        ("qpdf", &["--linearize", "in.pdf", "out.pdf"]),
        ("mutool", &["clean", "-z", "in.pdf", "out.pdf"]),
    ] {
        let Some(found) = through(program, arguments) else { continue };
        let told: Vec<_> = found.findings.iter().filter(|finding| finding.code != "pdf-version").collect();
        assert!(told.is_empty(), "{program} {arguments:?}: {told:#?}");
    }
}

#[test]
fn qpdf_protects_a_file_and_preflight_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.pdf"), Base::x4().bytes()).unwrap();
    if run("qpdf", &["--encrypt", "a", "b", "256", "--", "in.pdf", "out.pdf"], folder.path()) {
        let bytes = std::fs::read(folder.path().join("out.pdf")).unwrap();
        assert_eq!(massicot::verify::audit(&bytes, &Order::default()).unwrap_err().code, "pdf-encrypted");
    }
}

#[test]
fn what_cairo_writes_is_no_press_file() {
    let Some(found) = through("pdftocairo", &["-pdf", "in.pdf", "out.pdf"]) else { return };
    let codes = codes(&found);
    // Cairo works in RGB and knows neither trim nor output intent; its fonts are whole, and as wide as it says.
    for code in ["rgb", "trim-box", "output-intent", "metadata"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    for code in ["font-embedded", "font-program", "font-glyph", "font-width", "content-syntax", "damaged-object"] {
        assert!(!codes.contains(&code), "{code} in {:#?}", found.findings);
    }
}

#[test]
fn ghostscript_embeds_fonts_and_leaves_colours_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let page = "<< /PageSize [200 270] >> setpagedevice /Times-Roman findfont 14 scalefont setfont 0 0 0 1 setcmykcolor 40 120 moveto (Bonjour, \\251t\\351) show \
        /Helvetica findfont 11 scalefont setfont 40 90 moveto (Encore) show 0.2 0.5 0.9 setrgbcolor 40 40 50 20 rectfill showpage";
    std::fs::write(folder.path().join("in.ps"), page).unwrap();
    let made = |settings: &str| {
        let arguments = ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", settings, "-sOutputFile=out.pdf", "in.ps"];
        run("gs", &arguments, folder.path())
            .then(|| audit(&std::fs::read(folder.path().join("out.pdf")).unwrap(), &Order::default()))
    };
    let Some(found) = made("-dPDFSETTINGS=/prepress") else { return };
    let told = codes(&found);
    for code in ["rgb", "trim-box", "output-intent"] {
        assert!(told.contains(&code), "{code} in {told:?}");
    }
    for code in
        ["font-embedded", "font-program", "font-glyph", "font-width", "content-syntax", "damaged-object", "file-id"]
    {
        assert!(!told.contains(&code), "{code} in {:#?}", found.findings);
    }
    // Without that setting the fourteen standard fonts stay outside.
    let plain = made("-dPDFSETTINGS=/default").unwrap();
    assert!(codes(&plain).contains(&"font-embedded"), "{:?}", codes(&plain));
}
