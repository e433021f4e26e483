//! Embedded colour profiles: whether one differs from sRGB, and the way there.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};

/// Values that differ by less are the same colour to every eye.
const TOLERANCE: u8 = 2;

/// True when colours under this profile look different from the same numbers in sRGB. False for a profile that
/// cannot be read, or of inks.
pub(super) fn is_foreign(icc: &[u8]) -> bool {
    let Some((transform, space)) = transform(icc) else { return false };
    let steps = [0_u8, 51, 102, 153, 204, 255];
    let samples: Vec<u8> = match space {
        DataColorSpace::Gray => steps.to_vec(),
        _ => steps.iter().flat_map(|r| steps.iter().flat_map(move |g| steps.map(|b| [*r, *g, b]))).flatten().collect(),
    };
    let grey = space == DataColorSpace::Gray;
    let mut converted = samples.clone();
    run(&transform, &mut converted, grey);
    samples.iter().zip(&converted).any(|(before, after)| before.abs_diff(*after) > TOLERANCE)
}

/// Converts grey or RGB samples in place; leaves them where the profile cannot be read or is of another kind.
pub(super) fn to_srgb(samples: &mut [u8], grey: bool, icc: &[u8]) {
    let wanted = if grey { DataColorSpace::Gray } else { DataColorSpace::Rgb };
    match transform(icc) {
        Some((transform, space)) if space == wanted && is_foreign(icc) => run(&transform, samples, grey),
        _ => {}
    }
}

type Executor = Arc<Transform8BitExecutor>;

fn transform(icc: &[u8]) -> Option<(Executor, DataColorSpace)> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    let layout = match profile.color_space {
        DataColorSpace::Rgb => Layout::Rgb,
        DataColorSpace::Gray => Layout::Gray,
        _ => return None,
    };
    let options =
        TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..TransformOptions::default() };
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(layout, &srgb, Layout::Rgb, options).ok()?;
    Some((transform, profile.color_space))
}

fn run(transform: &Executor, samples: &mut [u8], grey: bool) {
    let pixels = 4096;
    let mut out = vec![0; pixels * 3];
    for part in samples.chunks_mut(if grey { pixels } else { pixels * 3 }) {
        let length = if grey { part.len() * 3 } else { part.len() };
        let Some(out) = out.get_mut(..length) else { return };
        if transform.transform(part, out).is_err() {
            return;
        }
        if grey {
            // A neutral has three equal channels, give or take the rounding; the green one weighs most.
            part.iter_mut().zip(out.chunks_exact(3)).for_each(|(sample, rgb)| *sample = rgb[1]);
        } else {
            part.copy_from_slice(out);
        }
    }
}
