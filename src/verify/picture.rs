//! Pages of a PDF as small pictures, drawn by hayro, which shares nothing with our own painter.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use crate::scene::{ImageData, Pixels};

/// Pages in small, `height` pixels high or `height` wide, whichever is more; none for a page that cannot be drawn.
pub(super) fn pages(bytes: &[u8], indices: &[usize], side: u32) -> Vec<Option<ImageData>> {
    let Ok(file) = Pdf::new(Arc::new(bytes.to_vec())) else { return indices.iter().map(|_| None).collect() };
    let draw = |index: &usize| {
        // A page that nobody can draw must not keep the others from being shown.
        catch_unwind(AssertUnwindSafe(|| page(&file, *index, side))).ok().flatten()
    };
    indices.iter().map(draw).collect()
}

fn page(file: &Pdf, index: usize, side: u32) -> Option<ImageData> {
    let page = file.pages().get(index)?;
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !longest.is_finite() || longest <= 0.0 {
        return None;
    }
    let scale = side as f32 / longest;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = hayro::render(page, &RenderCache::new(), &Default::default(), &RenderSettings::default(), &settings);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let color: Vec<u8> = drawn
        .data_as_u8_slice()
        .chunks_exact(4)
        .flat_map(|pixel| pixel.iter().take(3).copied().collect::<Vec<_>>())
        .collect();
    (width > 0 && height > 0).then(|| ImageData {
        width,
        height,
        pixels: Pixels::Samples { color: color.into(), alpha: None, grey: false },
    })
}
