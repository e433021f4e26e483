//! The same page through every exporter looks the same, and live text stands where the scene puts it.

use std::sync::Arc;

use base64::Engine;
use massicot::export::{pdf, png, svg};
use massicot::scene::{Document, Item};

use crate::{scenes, scripts};

/// Pixels on white, three bytes each.
struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<[u8; 3]>,
}

impl Picture {
    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.rgb[y * self.width + x]
    }

    /// By how much the pixel at (`x`, `y`) differs from the nearest match one pixel around, 0 to 255.
    fn nearest(&self, x: usize, y: usize, color: [u8; 3]) -> u8 {
        let columns = x.saturating_sub(1)..=(x + 1).min(self.width - 1);
        let rows = y.saturating_sub(1)..=(y + 1).min(self.height - 1);
        rows.flat_map(|row| columns.clone().map(move |column| (column, row)))
            .map(|(column, row)| difference(self.at(column, row), color))
            .min()
            .unwrap()
    }
}

fn difference(a: [u8; 3], b: [u8; 3]) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap()
}

/// Mean difference of a channel, and the share of pixels that differ by more than 80 of 255 even when they may be a
/// pixel off, in thousandths. Edges may differ by 64: tiny-skia knows four heights inside a pixel.
fn compare(a: &Picture, b: &Picture) -> (f64, f64) {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let sum: u64 = a.rgb.iter().flatten().zip(b.rgb.iter().flatten()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let mut off = 0;
    for y in 0..a.height {
        for x in 0..a.width {
            let far = |from: &Picture, color| from.nearest(x, y, color) > 80;
            let strange = difference(a.at(x, y), b.at(x, y)) > 80 && (far(b, a.at(x, y)) || far(a, b.at(x, y)));
            off += u32::from(strange);
        }
    }
    let pixels = (a.width * a.height) as f64;
    (sum as f64 / (pixels * 3.0), f64::from(off) * 1000.0 / pixels)
}

#[track_caller]
fn assert_alike(a: &Picture, b: &Picture, mean: f64, off: f64) {
    let found = compare(a, b);
    assert!(found.0 <= mean && found.1 <= off, "mean {:.3} of {mean}, off {:.3} ‰ of {off} ‰", found.0, found.1);
}

fn through_png(document: &Document, dpi: f64) -> Picture {
    let page = png::Painter::new(document, png::Options { dpi, ..png::Options::default() }).page(0).unwrap();
    let rgb = page.rgba().chunks(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Picture { width: page.width() as usize, height: page.height() as usize, rgb }
}

/// The fonts inside a drawing and no others.
fn embedded_fonts(drawing: &str) -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    for rule in drawing.split("@font-face{").skip(1) {
        let data = rule.split("base64,").nth(1).unwrap().split(')').next().unwrap();
        fonts.load_font_data(base64::engine::general_purpose::STANDARD.decode(data).unwrap());
    }
    fonts
}

fn through_svg(document: &Document, dpi: f64, text: svg::TextMode) -> Picture {
    let drawing = svg::export(document, 0, &svg::Options { text, ..svg::Options::default() }).unwrap();
    let options = usvg::Options { fontdb: Arc::new(embedded_fonts(&drawing)), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&drawing, &options).unwrap();
    let size = document.pages[0].boxes.trim;
    let (width, height) = (size.width.to_px(dpi).round() as u32, size.height.to_px(dpi).round() as u32);
    let mut pixmap = tiny_skia::Pixmap::new(width, height).unwrap();
    pixmap.fill(tiny_skia::Color::WHITE);
    let scale =
        tiny_skia::Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    let rgb = pixmap.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    Picture { width: width as usize, height: height as usize, rgb }
}

/// The page as hayro shows its PDF in screen colours, without the hinting that PDF viewers may do.
fn through_pdf(document: &Document, dpi: f64) -> Picture {
    let file = pdf::export(document, &pdf::Options::screen()).unwrap();
    let file = hayro::hayro_syntax::Pdf::new(Arc::new(file)).unwrap();
    let size = document.pages[0].boxes.trim;
    let (width, height) = (size.width.to_px(dpi).round(), size.height.to_px(dpi).round());
    // hayro cuts sizes down to whole pixels: a hair more keeps the last one.
    let scale = ((width + 0.01) / size.width.to_pt(), (height + 0.01) / size.height.to_pt());
    let page = &file.pages()[0];
    let settings = hayro::PixmapSettings {
        x_scale: scale.0 as f32,
        y_scale: scale.1 as f32,
        bg_color: hayro::vello_cpu::color::palette::css::WHITE,
    };
    let drawing = hayro::RenderSettings {
        hinting: false,
        glyph_caching: false,
        force_image_interpolation: true,
        ..Default::default()
    };
    let drawn = hayro::render(page, &hayro::RenderCache::new(), &Default::default(), &drawing, &settings);
    let rgb = drawn.data_as_u8_slice().chunks(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Picture { width: drawn.width().into(), height: drawn.height().into(), rgb }
}

#[test]
fn a_page_with_everything_looks_the_same_everywhere() {
    let document = scenes::rich();
    let drawn = through_png(&document, 300.0);
    assert_alike(&drawn, &through_svg(&document, 300.0, svg::TextMode::Outlined), 0.3, 0.02);
    assert_alike(&drawn, &through_svg(&document, 300.0, svg::TextMode::Live), 0.3, 0.02);
    assert_alike(&drawn, &through_pdf(&document, 300.0), 0.6, 0.02);
}

/// Ligatures, small capitals, marks: live text draws the glyphs that the shaper chose, with nothing but the fonts
/// inside the file.
#[test]
fn demanding_lines_look_the_same_everywhere() {
    let runs = scenes::demanding(&scenes::fonts());
    let document = scenes::document(90.0, 50.0, runs.into_iter().map(scenes::text).collect());
    let drawn = through_png(&document, 300.0);
    assert_alike(&drawn, &through_svg(&document, 300.0, svg::TextMode::Outlined), 0.3, 0.02);
    assert_alike(&drawn, &through_svg(&document, 300.0, svg::TextMode::Live), 0.3, 0.02);
    assert_alike(&drawn, &through_pdf(&document, 300.0), 0.6, 0.02);
}

#[test]
fn every_script_looks_the_same_everywhere() {
    for sample in &scripts::SAMPLES {
        let (document, _) = scripts::copied::page(sample, &sample.words());
        let drawn = through_png(&document, 200.0);
        assert_alike(&drawn, &through_svg(&document, 200.0, svg::TextMode::Outlined), 0.6, 0.02);
        assert_alike(&drawn, &through_svg(&document, 200.0, svg::TextMode::Live), 0.6, 0.02);
        assert_alike(&drawn, &through_pdf(&document, 200.0), 0.6, 0.02);
    }
}

#[test]
fn the_comparison_notices_a_missing_word() {
    let document = scenes::rich();
    let mut without = document.clone();
    without.pages[0].items.retain(|item| !matches!(item, Item::Glyphs(run) if run.text.starts_with("AVATAR")));
    let (_, off) = compare(&through_png(&document, 300.0), &through_png(&without, 300.0));
    assert!(off > 2.0, "{off}");
}
