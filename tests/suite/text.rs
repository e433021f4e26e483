//! Text: typography, shaping, line breaking, fitting, on numbers worked out by hand.

use std::fs;
use std::sync::Arc;

use massicot::font::{FontId, Fonts, Slant, Weight};
use massicot::geom::{Length, Rect, Size};
use massicot::scene::{GlyphRun, Item};
use massicot::text::markup::{self, Styles};
use massicot::text::*;

struct Press {
    setter: Setter,
    regular: Arc<CharStyle>,
    bold: Arc<CharStyle>,
}

fn press() -> Press {
    let mut fonts = Fonts::new();
    for file in [
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf",
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_700Bold.ttf",
        "source-sans-3/SourceSans3_400Regular.ttf",
        "fraunces/Fraunces_600SemiBold.ttf",
    ] {
        let path = format!("{}/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
        fonts.add(fs::read(path).unwrap().into()).unwrap();
    }
    let style = |chain: &[u16]| {
        Arc::new(CharStyle::new(chain.iter().map(|id| FontId(*id)).collect::<Vec<_>>(), Length::pt(10.0)))
    };
    let (regular, bold) = (style(&[0, 2]), style(&[1, 2]));
    Press { setter: Setter::new(Arc::new(fonts)), regular, bold }
}

fn french() -> ParagraphStyle {
    ParagraphStyle { hyphenate: Some(Hyphenation::default()), ..ParagraphStyle::new(Length::pt(13.0), "fr") }
}

#[test]
fn scratch() {
    let press = press();
    let text = "EFC signifie économie de la fonctionnalité et de la coopération. Ses solutions relient biens et services, en ménageant ressources et personnes. Cousine de l'économie circulaire et de l’économie sociale et solidaire, elle dépasse la simple location : « pourquoi pas ? » dit-il → oui !";
    for align in [Align::Start, Align::Justify] {
        let style = Arc::new(ParagraphStyle { align, ..french() });
        let prepared = press.setter.prepare(&Flow::plain(text, press.regular.clone(), style)).unwrap();
        for width in [40.0, 60.0, 89.0] {
            let set = prepared.set(Length::mm(width), 1.0);
            println!("{width} {:#?} h={} used={} tw={:?}", set, set.height, set.width_used, set.too_wide);
        }
        let set = prepared.set(Length::mm(60.0), 1.0);
        for item in set.place(Rect::mm(0.0, 0.0, 60.0, 80.0), VAlign::Top) {
            if let Item::Glyphs(run) = item {
                println!(
                    "{:?} {:.3},{:.3} {} {:?}",
                    run.font,
                    run.origin.x.to_mm(),
                    run.origin.y.to_mm(),
                    run.glyphs.len(),
                    run.text
                );
            }
        }
    }
}
