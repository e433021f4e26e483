//! The same page through every exporter looks the same.

use massicot::export::png;

use crate::scenes;

#[test]
fn look() {
    let document = scenes::rich();
    let file = png::export(&document, 0, &png::Options::default()).unwrap();
    std::fs::write("/tmp/rich.png", file).unwrap();
    let file = png::export(&document, 0, &png::Options { bleed: true, dpi: 600.0, ..Default::default() }).unwrap();
    std::fs::write("/tmp/rich-bleed.png", file).unwrap();
}

#[test]
fn timing() {
    let document = scenes::rich();
    let painter = png::Painter::new(&document, png::Options::default());
    painter.png(0).unwrap();
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(painter.page(0).unwrap());
    }
    println!("page {:?}", t.elapsed() / 100);
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(painter.png(0).unwrap().len());
    }
    println!("png {:?} {}", t.elapsed() / 100, painter.png(0).unwrap().len());
    let mut doc2 = document.clone();
    let fonts = doc2.fonts.clone();
    let body = scenes::atkinson(&fonts);
    doc2.pages[0].items = vec![doc2.pages[0].items[0].clone()];
    for i in 0..14 {
        doc2.pages[0].items.push(scenes::text(scenes::line(
            &fonts,
            body,
            4.0,
            5.0,
            10.0 + 5.3 * i as f64,
            "Une carte de texte courant avec les mots",
            scenes::rgb("#111111"),
        )));
    }
    let painter = png::Painter::new(&doc2, png::Options::default());
    painter.png(0).unwrap();
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(painter.page(0).unwrap());
    }
    println!("text page {:?}", t.elapsed() / 100);
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(painter.png(0).unwrap().len());
    }
    println!("text png {:?} {}", t.elapsed() / 100, painter.png(0).unwrap().len());
    doc2.pages[0].items.remove(0);
    let painter = png::Painter::new(&doc2, png::Options::default());
    painter.png(0).unwrap();
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(painter.page(0).unwrap());
    }
    println!("text only page {:?}", t.elapsed() / 100);
    let t = std::time::Instant::now();
    for _ in 0..100 {
        std::hint::black_box(painter.png(0).unwrap().len());
    }
    println!("text only png {:?} {}", t.elapsed() / 100, painter.png(0).unwrap().len());
}

#[test]
fn encoders() {
    let document = scenes::rich();
    let painter = png::Painter::new(&document, png::Options::default());
    let page = painter.page(0).unwrap();
    let page2 = png::Painter::new(&scenes::wordy(), png::Options::default()).page(0).unwrap();
    for (name, page) in [("rich", page), ("text", page2)] {
        let rgb: Vec<u8> = page.rgba().chunks(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        use ::png::*;
        for (level, lname) in [
            (DeflateCompression::FdeflateUltraFast, "fd"),
            (DeflateCompression::Level(1), "1"),
            (DeflateCompression::Level(2), "2"),
            (DeflateCompression::Level(3), "3"),
            (DeflateCompression::Level(4), "4"),
            (DeflateCompression::Level(6), "6"),
        ] {
            for filter in [Filter::NoFilter, Filter::Sub, Filter::Up, Filter::Paeth, Filter::Adaptive] {
                let t = std::time::Instant::now();
                let mut len = 0;
                for _ in 0..3 {
                    let mut file = Vec::new();
                    let mut e = Encoder::new(&mut file, page.width(), page.height());
                    e.set_color(ColorType::Rgb);
                    e.set_depth(BitDepth::Eight);
                    e.set_deflate_compression(level);
                    e.set_filter(filter);
                    let mut w = e.write_header().unwrap();
                    w.write_image_data(&rgb).unwrap();
                    w.finish().unwrap();
                    len = file.len();
                }
                println!("ENC {name} {lname} {filter:?} {:?} {len}", t.elapsed() / 3);
            }
        }
    }
}

#[test]
fn svg_look() {
    use massicot::export::svg;
    let document = scenes::rich();
    for (name, text) in [("live", svg::Text::Live), ("outlined", svg::Text::Outlined)] {
        let file = svg::export(&document, 0, &svg::Options { text, ..Default::default() }).unwrap();
        std::fs::write(format!("/tmp/rich-{name}.svg"), &file).unwrap();
    }
}
