#[allow(dead_code)]
#[path = "../tests/suite/scenes.rs"]
mod scenes;
use massicot::export::{png, svg};
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/schedstat").unwrap();
    s.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e6
}
fn time(name: &str, n: u32, mut f: impl FnMut() -> usize) {
    f();
    let t = cpu();
    let mut len = 0;
    for _ in 0..n {
        len = f();
    }
    println!("{name:40} {:.3} ms {len}", (cpu() - t) / f64::from(n));
}
fn main() {
    let document = scenes::rich();
    let mut one = document.clone();
    one.pages[0].items.clear();
    let painter = png::Painter::new(&one, png::Options::default());
    time("empty", 100, || painter.page(0).unwrap().rgba().len());
    drop(painter);
    let dump = massicot::scene::dump(&document);
    let lines: Vec<&str> = dump.lines().filter(|l| l.starts_with("  ") && !l.starts_with("    ")).collect();
    for (i, item) in document.pages[0].items.iter().enumerate() {
        one.pages[0].items = vec![item.clone()];
        let painter = png::Painter::new(&one, png::Options::default());
        time(&lines[i].chars().take(40).collect::<String>(), 100, || painter.page(0).unwrap().rgba().len());
    }
    if std::env::var("ALL").is_ok() {
        all();
    }
}
fn all() {
    for (name, document) in [("rich", scenes::rich()), ("text", scenes::wordy())] {
        let painter = png::Painter::new(&document, png::Options::default());
        time(&format!("{name} page"), 60, || painter.page(0).unwrap().rgba().len());
        time(&format!("{name} png"), 60, || painter.png(0).unwrap().len());
        time(&format!("{name} cold"), 10, || png::export(&document, 0, &png::Options::default()).unwrap().len());
        for text in [svg::TextMode::Live, svg::TextMode::Outlined] {
            time(&format!("{name} svg {text:?}"), 60, || {
                svg::export(&document, 0, &svg::Options { text, bleed: false }).unwrap().len()
            });
        }
        let page = painter.page(0).unwrap();
        let rgb: Vec<u8> = page.rgba().chunks(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        use ::png::*;
        for (level, lname) in [
            (DeflateCompression::FdeflateUltraFast, "fd"),
            (DeflateCompression::Level(1), "1"),
            (DeflateCompression::Level(2), "2"),
            (DeflateCompression::Level(3), "3"),
        ] {
            for filter in [Filter::NoFilter, Filter::Sub, Filter::Up, Filter::Paeth] {
                time(&format!("{name} enc {lname} {filter:?}"), 20, || {
                    let mut file = Vec::new();
                    let mut e = Encoder::new(&mut file, page.width(), page.height());
                    e.set_color(ColorType::Rgb);
                    e.set_depth(BitDepth::Eight);
                    e.set_deflate_compression(level);
                    e.set_filter(filter);
                    let mut w = e.write_header().unwrap();
                    w.write_image_data(&rgb).unwrap();
                    w.finish().unwrap();
                    file.len()
                });
            }
        }
    }
}
