//! Screen colours as inks, held to LittleCMS.

use std::io::Write;
use std::process::{Command, Stdio};

use massicot::color::{Cmyk, Color, OutputProfile, ProfileFault, Srgb, cmyk_to_srgb};

/// Reads a profile's path, then rows of RGB bytes; writes inks, 255 solid, by LittleCMS, relative colorimetric with
/// black-point compensation.
const LITTLE_CMS: &str = "
import sys
from PIL import Image, ImageCms
data = sys.stdin.buffer.read()
image = Image.frombytes('RGB', (len(data) // 3, 1), data)
profile = ImageCms.getOpenProfile(sys.argv[1])
how = ImageCms.buildTransform(ImageCms.createProfile('sRGB'), profile, 'RGB', 'CMYK', renderingIntent=1, flags=0x2000)
sys.stdout.buffer.write(ImageCms.applyTransform(image, how).tobytes())
";

/// The inks that LittleCMS gives; none where it is not installed.
fn little_cms(profile: &OutputProfile, rgb: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profile.icc");
    std::fs::write(&path, profile.icc()).unwrap();
    let known = Command::new("python3").args(["-c", "from PIL import ImageCms"]).output();
    if !known.is_ok_and(|known| known.status.success()) {
        assert!(std::env::var_os("CI").is_none(), "python3-pil is not installed");
        eprintln!("skipped: python3-pil is not installed");
        return None;
    }
    let mut python = Command::new("python3")
        .args(["-c", LITTLE_CMS])
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(rgb).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(output.stdout)
}

/// A grid over all of sRGB.
fn colours() -> Vec<u8> {
    let steps = || (0..=255_u8).step_by(15);
    steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| [r, g, b]))).flatten().collect()
}

#[test]
fn inks_are_those_of_little_cms_with_black_point_compensation() {
    let profile = OutputProfile::fogra39();
    let rgb = colours();
    let ours = profile.samples(&rgb);
    let Some(theirs) = little_cms(&profile, &rgb) else { return };
    assert_eq!(ours.len(), theirs.len());
    let apart = |a: &[u8], b: &[u8]| -> Vec<u8> { a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).collect() };
    // What counts is how it prints: the same inks on paper, seen again on a screen.
    let printed = apart(&cmyk_to_srgb(&ours), &cmyk_to_srgb(&theirs));
    let mean = |levels: &[u8]| levels.iter().map(|level| f64::from(*level)).sum::<f64>() / levels.len() as f64;
    let inks = apart(&ours, &theirs);
    let most = printed.iter().max().unwrap();
    // Grids are read between their points in other ways, which shows most where black sets in.
    assert!(mean(&printed) < 0.5 && *most <= 8, "printed: mean {:.2}, most {most} of 255", mean(&printed));
    assert!(mean(&inks) < 0.5, "inks: mean {:.2} of 255", mean(&inks));
    // Without compensation the darkest colours would all be one: 12 and 24 of 255 differ by a hundredth in black.
    let [dark, darker] = [24, 12].map(|level| profile.samples(&[level, level, level + 10]));
    assert_ne!(dark, darker);
}

#[test]
fn greys_stay_on_black_alone_and_stated_inks_are_never_touched() {
    for level in [0_u8, 26, 128, 255] {
        let inks = OutputProfile::fogra39().inks(Srgb::new(level, level, level));
        assert_eq!((inks.c, inks.m, inks.y), (0, 0, 0), "{level}");
        assert_eq!(inks.k, ((255.0 - f64::from(level)) / 0.255).round() as u16);
    }
    let other = other_profile();
    let stated = Color::process(Srgb::new(0, 90, 160), Cmyk::percent(100.0, 60.0, 0.0, 5.0));
    assert_eq!(stated.under(&other).cmyk, stated.cmyk);
    let found = Color::from_srgb(Srgb::new(0, 90, 160));
    assert_eq!(found.under(&other).cmyk, other.inks(Srgb::new(0, 90, 160)), "inks nobody gave follow the profile");
}

/// The shipped profile under another name: its bytes are another's as far as anyone can tell.
fn other_profile() -> OutputProfile {
    OutputProfile::read(OutputProfile::fogra39().icc(), Some("FOGRA51")).unwrap()
}

#[test]
fn a_profile_tells_its_condition_or_is_told() {
    let icc = OutputProfile::fogra39().icc().to_vec();
    let read = OutputProfile::read(&icc, None).unwrap();
    assert_eq!((read.condition(), read.is_registered()), ("FOGRA39", true));
    let named = OutputProfile::read(&icc, Some("Presse du quartier")).unwrap();
    assert_eq!((named.condition(), named.is_registered()), ("Presse du quartier", false));
}

#[test]
fn what_is_no_output_profile_for_inks_is_told() {
    let good = OutputProfile::fogra39().icc().to_vec();
    let with = |at: usize, bytes: &[u8]| {
        let mut icc = good.clone();
        icc[at..at + bytes.len()].copy_from_slice(bytes);
        OutputProfile::read(&icc, None).unwrap_err()
    };
    assert_eq!(OutputProfile::read(b"no profile", None).unwrap_err(), ProfileFault::NotIcc);
    assert_eq!(OutputProfile::read(&good[..good.len() - 1], None).unwrap_err(), ProfileFault::NotIcc);
    assert_eq!(with(12, b"mntr"), ProfileFault::Class("mntr".into()));
    assert_eq!(with(16, b"RGB "), ProfileFault::Space("RGB".into()));
    assert_eq!(with(8, &[5]), ProfileFault::Version(5));
    // A table of contents that names places beyond the end.
    assert_eq!(with(132 + 4, &[0x7f; 8]), ProfileFault::Damaged);
}
