//! Drawings and pictures: where things lie in millimetres, and that nothing is lost without a word.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod raster;
mod redrawn;

use std::sync::Arc;

use massicot::artwork::Drawing;
use massicot::artwork::svg::{Import, import};
use massicot::color::{Cmyk, Color, Srgb};
use massicot::diag::{Lang, Severity, short};
use massicot::font::Fonts;
use massicot::geom::{Length, Rect, Size};
use massicot::scene::{Assets, Blend, Document, GradientKind, Group, Item, Page, Paint, Path, dump};
use massicot::source::Sources;

/// A drawing of 100 × 50 mm, one unit a millimetre.
fn page(body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100mm\" \
         height=\"50mm\" viewBox=\"0 0 100 50\">\n{body}\n</svg>"
    )
}

struct Imported {
    drawing: Drawing,
    assets: Assets,
    /// Every diagnostic as `line code severity`.
    told: Vec<String>,
}

fn fonts() -> Arc<Fonts> {
    let mut fonts = Fonts::new();
    fonts.add(std::fs::read("fonts/source-sans-3/SourceSans3_400Regular.ttf").unwrap().into()).unwrap();
    Arc::new(fonts)
}

fn read_with(svg: &str, change: impl for<'a> FnOnce(&mut Import<'a>)) -> Imported {
    let (mut sources, fonts) = (Sources::new(), fonts());
    let file = sources.add("dessin.svg", svg);
    let mut how = Import::new(file, &fonts);
    change(&mut how);
    let mut assets = Assets::default();
    let drawing = import(svg.as_bytes(), &how, &mut assets).unwrap();
    let told = drawing.diagnostics.iter().map(|fault| {
        let line = short(fault, &sources, Lang::En).split(':').nth(1).map(str::to_owned).unwrap_or_default();
        let sign = if fault.severity == Severity::Error { " !" } else { "" };
        format!("{line} {}{sign}", fault.code)
    });
    let told = told.collect();
    Imported { drawing, assets, told }
}

fn read(svg: &str) -> Imported {
    read_with(svg, |_| {})
}

/// The scene, line by line.
fn scene(imported: &Imported) -> Vec<String> {
    let page = Page { items: imported.drawing.items.clone(), ..Page::default() };
    let document = Document { pages: vec![page], assets: imported.assets.clone(), ..Document::default() };
    dump(&document).lines().skip(1).map(|line| line.strip_prefix("  ").unwrap().to_owned()).collect()
}

fn group(item: &Item) -> &Group {
    let Item::Group(group) = item else { panic!("{item:?} is no group") };
    group
}

fn path(item: &Item) -> &Path {
    let Item::Path(path) = item else { panic!("{item:?} is no path") };
    path
}

#[test]
fn shapes_lie_where_the_drawing_says_in_millimetres() {
    let imported = read(&page(
        "<rect x='5' y='3' width='42' height='20' fill='#d5deea'/>
         <g transform='translate(10 20) scale(2)'><path d='M0 0h5v3z' fill='none' stroke='#123c70' stroke-width='.6'/></g>
         <circle cx='82' cy='11' r='4' fill='#7cc4a4' opacity='.5'/>",
    ));
    assert_eq!(imported.drawing.size, Size::mm(100.0, 50.0));
    assert_eq!(
        scene(&imported),
        [
            "path 5,3 42x20 (4 points) fill #d5deea",
            "path 10,20 10x6 (3 points) stroke #123c70 1.2",
            "group opacity 0.5",
            "  path 78,7 8x8 (5 points) fill #7cc4a4",
        ]
    );
    assert!(imported.told.is_empty(), "{:?}", imported.told);
}

#[test]
fn a_px_is_a_ninety_sixth_of_an_inch() {
    let sized = |attributes: &str| {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}><path d='M0 0h48v24z'/></svg>");
        read(&svg).drawing.size
    };
    assert_eq!(sized("width='96' height='48px'"), Size::mm(25.4, 12.7));
    assert_eq!(sized("viewBox='0 0 24 24'"), Size::mm(6.35, 6.35));
    assert_eq!(sized("width='8.5in' height='72pt'"), Size::mm(215.9, 25.4));
    assert_eq!(sized("width='50mm' viewBox='0 0 200 100'"), Size::mm(50.0, 25.0));
    let unsized_drawing = read("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h48v24z'/></svg>");
    assert_eq!(unsized_drawing.drawing.size, Size::mm(12.7, 6.35));
    assert_eq!(unsized_drawing.told, ["1 drawing-size"]);
}

#[test]
fn a_palette_colour_brings_its_inks() {
    let house_blue = Color::process(Srgb::new(0x12, 0x3c, 0x70), Cmyk::percent(100.0, 60.0, 0.0, 30.0));
    let svg = page(
        "<linearGradient id='g'><stop stop-color='#123c70'/><stop offset='1' stop-color='white'/></linearGradient>
         <path d='M0 0h9v9z' fill='#123C70' stroke='rgb(1,2,3)'/><path d='M0 0h9v9z' fill='url(#g)'/>",
    );
    let palette = move |srgb| if srgb == house_blue.srgb { house_blue } else { Color::from_srgb(srgb) };
    let (mut sources, fonts) = (Sources::new(), fonts());
    let how = Import { palette: &palette, ..Import::new(sources.add("dessin.svg", svg.as_str()), &fonts) };
    let drawing = import(svg.as_bytes(), &how, &mut Assets::default()).unwrap();
    let shape = path(&drawing.items[0]);
    assert_eq!(shape.fill.as_ref().unwrap().paint, Paint::Solid(house_blue));
    assert_eq!(shape.stroke.as_ref().unwrap().paint, Paint::Solid(Color::from_srgb(Srgb::new(1, 2, 3))));
    let Paint::Gradient(gradient) = &path(&drawing.items[1]).fill.as_ref().unwrap().paint else { panic!() };
    assert_eq!(gradient.stops.iter().map(|stop| stop.color).collect::<Vec<_>>(), [house_blue, Color::WHITE]);
}

#[test]
fn an_icon_takes_one_colour() {
    let red = Color::from_srgb(Srgb::new(200, 0, 0));
    let svg =
        page("<path d='M0 0h9v9z' fill='blue' fill-opacity='.5' stroke='lime'/><path d='M0 0h9v9z' fill='none'/>");
    let imported = read_with(&svg, |how| how.recolour = Some(red));
    let shape = path(&imported.drawing.items[0]);
    assert_eq!(shape.fill.as_ref().unwrap().paint, Paint::Solid(red));
    assert_eq!(shape.fill.as_ref().unwrap().opacity, 0.5);
    assert_eq!(shape.stroke.as_ref().unwrap().paint, Paint::Solid(red));
    assert_eq!(imported.drawing.items.len(), 1, "what is not painted stays so");
}

#[test]
fn slots_are_found_wherever_they_hide_and_never_painted() {
    let imported = read(&page(
        "<rect id='slot-title' x='10' y='5' width='80' height='10' fill='red' stroke='red' stroke-width='2'/>
         <g display='none' transform='translate(10 20)'>
           <rect style='display:none' id='slot_x5F_body_1_' transform='scale(.5)' width='60' height='20' rx='3'/>
         </g>
         <g xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' inkscape:label='slot-photo' id='g42'
            transform='rotate(90 50 25)'><path d='M50 25h10v-20z'/></g>
         <ellipse data-name='slot-seal' id='slot-seal-2' cx='90' cy='40' rx='5' ry='3' visibility='hidden'/>
         <image id='slot-map' x='2' y='30' width='30' height='15' href='absent.png'></image>
         <rect x='1' y='2' width='3' height='4' fill='#000000'/>",
    ));
    let rects: Vec<_> = imported.drawing.slots.iter().map(|slot| (slot.name.as_str(), slot.rect)).collect();
    assert_eq!(
        rects,
        [
            ("title", Rect::mm(10.0, 5.0, 80.0, 10.0)),
            ("body", Rect::mm(10.0, 20.0, 30.0, 10.0)),
            // A quarter turn about (50, 25): 10 to the right and 20 upwards become 20 to the right and 10 downwards.
            ("photo", Rect::mm(50.0, 25.0, 20.0, 10.0)),
            ("seal", Rect::mm(85.0, 37.0, 10.0, 6.0)),
            ("map", Rect::mm(2.0, 30.0, 30.0, 15.0)),
        ]
    );
    assert_eq!(scene(&imported), ["path 1,2 3x4 (4 points) fill #000000"]);
    assert!(imported.told.is_empty(), "{:?}", imported.told);
}

#[test]
fn a_slot_without_area_and_one_that_stands_twice_are_errors() {
    let imported = read(&page(
        "<rect id='slot-a' width='9' height='9'/>
         <g id='slot-b'/>
         <rect data-name='slot-a' x='20' width='9' height='9'/>",
    ));
    assert_eq!(imported.told, ["3 drawing-slot-empty !", "4 drawing-slot-twice !"]);
    assert_eq!(imported.drawing.slots.len(), 1);
}

#[test]
fn what_is_not_carried_over_is_told_with_its_line() {
    let cases = [
        (
            "<foreignObject width='9' height='9'><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
            "drawing-lost !",
        ),
        ("<flowRoot><flowPara>x</flowPara></flowRoot>", "drawing-lost !"),
        ("<meshgradient/>", "drawing-lost !"),
        ("<script>alert(1)</script>", "drawing-unsupported"),
        ("<rect width='9' height='9'><animate attributeName='x' to='5'/></rect>", "drawing-unsupported"),
        ("<rect width='9' height='9' onclick='go()'/>", "drawing-unsupported"),
        ("<a href='https://example.org'><rect width='9' height='9'/></a>", "drawing-unsupported"),
        ("<use href='#nobody'/>", "drawing-reference-missing !"),
        ("<use href='other.svg#it'/>", "drawing-reference-missing !"),
        ("<rect width='9' height='9' fill='url(#nobody)'/>", "drawing-reference-missing !"),
        ("<rect width='9' height='9' style='clip-path:url(#nobody)'/>", "drawing-reference-missing !"),
        ("<path d='M0 0 L 10 x'/>", "drawing-value !"),
        ("<rect width='9' height='9' fill='var(--ink)'/>", "drawing-value !"),
        ("<rect width='9' height='9' fill='oklch(60% 0.1 20)'/>", "drawing-value !"),
        ("<rect width='calc(9px + 1px)' height='9'/>", "drawing-value !"),
        ("<rect width='9' height='9' style='transform:translate(5px) rotateX(20deg)'/>", "drawing-value !"),
        ("<rect style='width:9px' height='9'/>", "drawing-lost !"),
        ("<path d='M0 0h9' stroke='red' vector-effect='non-scaling-stroke'/>", "drawing-unsupported"),
        ("<path d='M0 0h9' style='mix-blend-mode:plus-lighter'/>", "drawing-unsupported"),
        ("<style>@media print { rect { fill: red } }</style>", "drawing-unsupported"),
        ("<style>rect:nth-child(2) { fill: red }</style>", "drawing-unsupported"),
        ("<style>@import url(https://example.org/a.css);</style>", "drawing-unsupported"),
        ("<style>.a { fill: var(--ink) }</style>", "drawing-value !"),
        ("<image href='photo.jpg' width='9' height='9'/>", "drawing-image-missing !"),
        ("<image href='https://example.org/a.png' width='9' height='9'/>", "drawing-image-missing !"),
        ("<image href='data:image/png;base64,AAAA' width='9' height='9'/>", "image-format !"),
    ];
    for (body, expected) in cases {
        let imported = read(&page(&format!("<path d='M0 0h1v1z'/>\n{body}")));
        assert_eq!(imported.told, [format!("3 {expected}")], "{body}");
    }
}

#[test]
fn the_same_thing_is_told_once_with_its_number() {
    let (mut sources, fonts) = (Sources::new(), fonts());
    let svg = page("<script/>\n<script/>\n<script/>");
    let how = Import::new(sources.add("dessin.svg", svg.as_str()), &fonts);
    let drawing = import(svg.as_bytes(), &how, &mut Assets::default()).unwrap();
    let lines: Vec<_> = drawing.diagnostics.iter().map(|fault| short(fault, &sources, Lang::Fr)).collect();
    assert_eq!(
        lines,
        ["dessin.svg:2:1: attention[drawing-unsupported] `script` est laissé de côté : le dessin est pris tel \
             qu’il est au repos (3 fois)"]
    );
}

#[test]
fn what_drawing_programs_write_by_habit_is_no_fault() {
    let imported = read(
        "<?xml version='1.0' encoding='UTF-8' standalone='no'?>
         <!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [
           <!ENTITY ns_svg 'http://www.w3.org/2000/svg'> ]>
         <svg xmlns='&ns_svg;' xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'
              xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' version='1.1' baseProfile='tiny'
              width='10mm' height='10mm' viewBox='0 0 10 10' xml:space='preserve' enable-background='new 0 0 10 10'>
           <title>Icône</title><desc>…</desc><metadata><x/></metadata>
           <sodipodi:namedview id='base' pagecolor='#fff' inkscape:zoom='2'/>
           <style type='text/css'>.st0{fill:#FF0000;}.st0:hover{fill:blue} @charset 'utf-8';</style>
           <switch><foreignObject requiredExtensions='&ns_svg;' width='1' height='1'/><g>
             <path class='st0' d='M0 0h5v5z' sodipodi:nodetypes='cccc' data-name='Tracé 1' inkscape:label='x'
               style='line-height:normal;-inkscape-font-specification:Sans;text-indent:0;text-decoration-line:none;
                      white-space:normal;solid-color:#000;isolation:auto;mix-blend-mode:normal;marker:none;
                      shape-padding:0;vector-effect:none;font-feature-settings:normal;paint-order:markers fill stroke'/>
           </g></switch>
         </svg>",
    );
    assert!(imported.told.is_empty(), "{:?}", imported.told);
    assert_eq!(scene(&imported), ["path 0,0 5x5 (3 points) fill #ff0000"]);
}

#[test]
fn text_becomes_outlines_of_the_very_font_and_is_told() {
    // Programs write the family without quotes, which CSS cannot read because of the digit.
    for family in
        ["font-family=\"Source Sans 3\"", "style=\"font-family:Source Sans 3\"", "font-family=\"SourceSans3-Regular\""]
    {
        let imported = read(&page(&format!("<text x='10' y='30' font-size='10' {family}>lu</text>")));
        assert_eq!(imported.told, ["2 drawing-text-outlined"], "{family}");
        // Two letters: the “l” is taller than the “u”, both stand on the baseline at 30 mm.
        let bounds = path(&imported.drawing.items[0]).data.bounds();
        let bounds = bounds.or_else(|| path(&group(&imported.drawing.items[0]).items[0]).data.bounds()).unwrap();
        assert!(bounds.x > Length::mm(10.0) && bounds.bottom().near(Length::mm(30.1), Length::mm(0.1)), "{bounds:?}");
    }
}

#[test]
fn a_font_that_is_not_there_is_an_error_and_never_replaced() {
    let bold = read(&page("<text y='9' font-family=\"'Source Sans 3', serif\" font-weight='bold'>a</text>"));
    assert_eq!(bold.told, ["2 drawing-text-outlined", "2 drawing-font-missing !"]);
    assert!(bold.drawing.items.is_empty());
    let other = read(&page("<text y='9' font-family='Helvetica'>a</text>"));
    assert_eq!(other.told, ["2 drawing-text-outlined", "2 drawing-font-missing !"]);
    let chinese = read(&page("<text y='9' font-family=\"'Source Sans 3'\">a中</text>"));
    assert_eq!(chinese.told, ["2 drawing-glyph-missing !", "2 drawing-text-outlined"]);
}

#[test]
fn a_filter_becomes_a_picture_of_300_ppi_where_it_was() {
    let imported = read(&page(
        "<filter id='f' x='0' y='0' width='1' height='1'><feGaussianBlur stdDeviation='.5'/></filter>
         <g transform='translate(10 5)'><rect width='25.4' height='12.7' fill='red' filter='url(#f)'/></g>",
    ));
    assert_eq!(imported.told, ["3 drawing-filter"]);
    let Item::Image(image) = &imported.drawing.items[0] else { panic!("{:?}", scene(&imported)) };
    let near = |a: Length, b: f64| a.near(Length::mm(b), Length::mm(0.1));
    assert!(near(image.rect.x, 10.0) && near(image.rect.y, 5.0), "{:?}", image.rect);
    assert!(near(image.rect.width, 25.4) && near(image.rect.height, 12.7), "{:?}", image.rect);
    let pixels = imported.assets.image(image.image).unwrap();
    assert!(pixels.width.abs_diff(300) <= 1 && pixels.height.abs_diff(150) <= 1, "{pixels:?}");
}

#[test]
fn a_repeated_gradient_is_written_out() {
    let imported = read(&page(
        "<linearGradient id='g' gradientUnits='userSpaceOnUse' x1='20' x2='30' spreadMethod='reflect'>
           <stop offset='0' stop-color='#ff0000'/><stop offset='1' stop-color='#0000ff'/></linearGradient>
         <rect x='10' width='30' height='5' fill='url(#g)'/>",
    ));
    assert!(imported.told.is_empty(), "{:?}", imported.told);
    let Paint::Gradient(gradient) = &path(&imported.drawing.items[0]).fill.as_ref().unwrap().paint else { panic!() };
    // From 10 to 40 in steps of 10 around the original at 20 to 30: blue, red, blue, red.
    let GradientKind::Linear { start, end } = gradient.kind else { panic!() };
    let (start, end) = (gradient.transform.apply(start), gradient.transform.apply(end));
    assert!(start.x.near(Length::mm(10.0), Length::mm(1e-4)) && end.x.near(Length::mm(40.0), Length::mm(1e-4)));
    let stops: Vec<_> = gradient.stops.iter().map(|s| ((s.offset * 300.0).round(), s.color.srgb.to_hex())).collect();
    let (red, blue) = ("#ff0000".to_owned(), "#0000ff".to_owned());
    let expected = [(0.0, &blue), (100.0, &red), (100.0, &red), (200.0, &blue), (200.0, &blue), (300.0, &red)];
    assert_eq!(stops, expected.map(|(offset, color)| (offset, color.clone())));
}

#[test]
fn a_line_under_an_uneven_scale_keeps_its_uneven_width() {
    let imported = read(&page("<g transform='scale(2 1)'><path d='M5 5h10' fill='none' stroke='#000000'/></g>"));
    let outer = group(&imported.drawing.items[0]);
    let near = |a: f64, b: f64| (a - b).abs() < 1e-5;
    // The items stay in px; the transform brings them to millimetres, twice as wide.
    assert!(near(outer.transform.a / outer.transform.d, 2.0));
    let line = path(&outer.items[0]).stroke.as_ref().unwrap().width.to_mm();
    assert!(near(line * outer.transform.d, 1.0));
}

#[test]
fn a_clip_stays_an_outline_where_it_can() {
    let clipped = |clip: &str| {
        let svg = page(&format!(
            "<clipPath id='c'>{clip}</clipPath><g clip-path='url(#c)'><rect width='90' height='40' fill='red'/></g>"
        ));
        let imported = read(&svg);
        assert!(imported.told.is_empty(), "{:?}", imported.told);
        group(&imported.drawing.items[0]).clone()
    };
    let one = clipped("<path clip-rule='evenodd' d='M10 10h20v20h-20z M15 15h5v5h-5z'/>");
    assert!(one.clip_even_odd && one.mask.is_none());
    assert_eq!(one.clip.unwrap().bounds(), Some(Rect::mm(10.0, 10.0, 20.0, 20.0)));
    let apart = clipped("<rect width='5' height='5'/><rect x='20' width='5' height='5'/>");
    assert!(apart.clip.is_some() && apart.mask.is_none());
    let meeting = clipped("<circle cx='10' cy='10' r='8'/><circle cx='15' cy='10' r='8'/>");
    assert!(meeting.clip.is_none() && meeting.mask_alpha);
    assert_eq!(meeting.mask.unwrap().len(), 2);
}

#[test]
fn opacity_blend_and_mask_stand_on_one_group() {
    let imported = read(&page(
        "<mask id='m'><rect width='100' height='50' fill='#ffff00'/></mask>
         <g opacity='.25' style='mix-blend-mode:multiply' mask='url(#m)'><rect width='90' height='40'/></g>",
    ));
    let only = group(&imported.drawing.items[0]);
    assert_eq!((only.opacity, only.blend, only.mask_alpha), (0.25, Blend::Multiply, false));
    // Yellow lets 0.2125 + 0.7154 of the light through: 237 of 255.
    let shape = path(&group(&only.mask.as_ref().unwrap()[0]).items[0]);
    assert_eq!(shape.fill.as_ref().unwrap().paint, Paint::Solid(Color::from_srgb(Srgb::new(237, 237, 237))));
}

#[test]
fn pictures_are_taken_in_once_and_placed_upright() {
    let photo = raster::png(4, 2);
    let data = raster::data_url(&photo);
    let svg = page(&format!(
        "<image href='photos/a%20b.png' x='10' y='5' width='40' height='20'/>
         <image xlink:href='{data}' x='60' y='5' width='20' height='20'/>
         <image href='{data}' width='8' height='4' transform='rotate(90)'/>"
    ));
    let file: Arc<[u8]> = photo.into();
    let link = |name: &str| (name == "photos/a b.png").then(|| file.clone());
    let (mut sources, fonts) = (Sources::new(), fonts());
    let how = Import { link: &link, ..Import::new(sources.add("dessin.svg", svg.as_str()), &fonts) };
    let mut assets = Assets::default();
    let drawing = import(svg.as_bytes(), &how, &mut assets).unwrap();
    let imported = Imported { drawing, assets, told: Vec::new() };
    let lines = scene(&imported);
    // Twice as wide as high: it fills the first frame, and the middle of the second.
    assert_eq!(lines[..2], ["image 0 10,5 40x20", "image 0 60,10 20x10"]);
    assert!(lines[2].starts_with("group ["), "a turned picture stands in a group: {lines:?}");
    assert_eq!(imported.assets.images().count(), 1);
    assert!(imported.drawing.diagnostics.is_empty());
}

#[test]
fn a_drawing_in_the_drawing_is_expanded_and_looked_through() {
    let inner = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>\
                 <circle cx='5' cy='5' r='8' fill='#123456'/><script/></svg>";
    let data = format!("data:image/svg+xml,{}", inner.replace('#', "%23").replace('<', "%3C"));
    let imported = read(&page(&format!("<image href=\"{data}\" x='20' y='10' width='20' height='20'/>")));
    assert_eq!(imported.told, ["2 drawing-unsupported"]);
    assert_eq!(scene(&imported), ["group clipped", "  path 14,4 32x32 (5 points) fill #123456"]);
    let clip = group(&imported.drawing.items[0]).clip.as_ref().unwrap().bounds().unwrap();
    assert!(Rect::mm(20.0, 10.0, 20.0, 20.0).contains(&clip, Length::mm(1e-4)), "{clip:?}");
}

/// A bit of everything.
const MIXTURE: &str = "<defs>
    <linearGradient id='g' x1='0' x2='.25' spreadMethod='reflect'><stop offset='.1' stop-color='red'/>
      <stop offset='1' stop-color='blue' stop-opacity='.5'/></linearGradient>
    <radialGradient id='r' r='.4' fx='.4' fr='.1'><stop offset='.1' stop-color='red'/><stop offset='1' stop-color='lime'/></radialGradient>
    <radialGradient id='s' r='.2' fx='.4' spreadMethod='repeat'><stop stop-color='red'/><stop offset='1' stop-color='lime'/></radialGradient>
    <clipPath id='c2' clip-path='url(#c3)'><circle cx='25' cy='25' r='10'/><circle cx='30' cy='25' r='10'/></clipPath>
    <clipPath id='c3'><path clip-rule='evenodd' d='M15 15h25v25h-25z M20 20h10v10h-10z'/></clipPath>
    <mask id='m'><rect width='100' height='50' fill='#888'/><circle cx='28' cy='25' r='4' fill='yellow'/></mask>
    <mask id='m2' mask='url(#m)' style='mask-type:alpha' width='.5' height='1'><rect width='100' height='50' fill-opacity='.7'/></mask>
    <marker id='k' markerWidth='6' markerHeight='6' refX='3' refY='3' orient='auto'><path d='M0 0L6 3L0 6z' fill='context-stroke'/></marker>
    <filter id='f'><feGaussianBlur stdDeviation='1'/></filter>
    <symbol id='y' viewBox='0 0 10 10'><path d='M0 0h10v10h-10z M2 2v6h6v-6z' fill='purple'/></symbol>
  </defs>
  <rect x='5' y='5' width='10' height='10' fill='#f80' stroke='#000' stroke-dasharray='2 1' paint-order='stroke'/>
  <rect x='20' y='2' width='50' height='10' fill='url(#g)'/><rect x='75' y='2' width='20' height='10' fill='url(#r)'/>
  <rect x='75' y='15' width='20' height='10' fill='url(#s)' stroke='url(#g)' stroke-width='1.5'/>
  <g clip-path='url(#c2)' transform='translate(20 5)'><rect x='10' y='10' width='30' height='30' fill='#abc'/></g>
  <g mask='url(#m)'><rect x='20' y='20' width='15' height='15' fill='#0bc'/></g>
  <g mask='url(#m2)' transform='translate(-17 0)'><rect x='20' y='20' width='15' height='15' fill='#0bc'/></g>
  <g transform='translate(50 25) rotate(45)' opacity='.8'><rect width='15' height='15' fill='#abc' filter='url(#f)' opacity='.5'/></g>
  <g transform='scale(2 1)'><path d='M2.5 40q5 -10 10 0' stroke='#123' stroke-width='1.5' fill='none' marker-end='url(#k)'/></g>
  <g style='isolation:isolate'><rect x='30' y='37' width='15' height='10' fill='#c33'/><circle cx='42' cy='42' r='6' fill='#3c6' style='mix-blend-mode:multiply'/></g>
  <g transform='skewX(20)'><rect x='40' y='35' width='5' height='5' stroke='url(#r)' fill='url(#g)'/></g>
  <use href='#y' x='80' y='30' width='10' height='10'/>
  <svg x='60' y='30' width='10' height='10' viewBox='0 0 5 10' preserveAspectRatio='xMaxYMid slice'><circle cx='3' cy='5' r='5' fill='navy'/></svg>";

#[test]
fn resvg_draws_the_same_before_and_after() {
    let svg = page(MIXTURE);
    let imported = read(&svg);
    assert_eq!(imported.told, ["21 drawing-filter"]);
    let again = redrawn::redrawn(&imported.drawing, &imported.assets);
    let (far, mean) = redrawn::difference(&redrawn::pixels(&svg, 2.0), &redrawn::pixels(&again, 2.0));
    // Edges of pixels may fall either way; areas may not.
    assert!(far < 0.001 && mean < 0.2, "{far} of the pixels differ, {mean} on average");
}

#[test]
fn patterns_become_tiles_of_one_artwork() {
    let imported = read(&page(
        "<pattern id='p' x='1' width='5' height='5' patternUnits='userSpaceOnUse'><path d='M0 0h2v2z' fill='#00ff00'/></pattern>
         <rect x='11' y='10' width='10' height='5' fill='url(#p)' stroke='#000000'/>",
    ));
    assert_eq!(imported.told, ["2 drawing-pattern"]);
    let lines = scene(&imported);
    // Two tiles side by side, at 11 and 16 mm, and the line over them.
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines[1].ends_with("10 10]") && lines[2].ends_with("15 10]"), "{lines:?}");
    assert_eq!(lines[3], "path 11,10 10x5 (4 points) stroke #000000 1");
    let (_, tile) = imported.assets.artworks().next().unwrap();
    assert!(Rect::mm(1.0, 0.0, 5.0, 5.0).contains(&tile.bounds, Length::mm(1e-4)), "{:?}", tile.bounds);
}

fn refused(bytes: &[u8]) -> (String, String) {
    let (mut sources, fonts) = (Sources::new(), fonts());
    let file = sources.add("dessin.svg", String::from_utf8_lossy(bytes).into_owned());
    let fault = import(bytes, &Import::new(file, &fonts), &mut Assets::default()).unwrap_err();
    (fault.code.to_owned(), short(&fault, &sources, Lang::En))
}

#[test]
fn a_file_that_is_no_drawing_is_refused_with_its_place() {
    let (code, text) = refused(b"<svg xmlns='http://www.w3.org/2000/svg'>\n  <g></a>\n</svg>");
    assert_eq!(code, "drawing-unreadable");
    assert!(text.starts_with("dessin.svg:2:"), "{text}");
    for bytes in [&b""[..], b"hello", b"\x1f\x8b\x08", b"\xff\xfe<\0s\0v\0g\0", b"<html/>"] {
        assert_eq!(refused(bytes).0, "drawing-unreadable");
    }
    let huge = page("<rect width='9' height='1e9'/>");
    assert_eq!(refused(huge.as_bytes()).0, "drawing-value");
    let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\
                <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>\
                <svg xmlns='http://www.w3.org/2000/svg'><text>&d;&d;&d;&d;&d;&d;&d;&d;</text></svg>";
    assert_eq!(refused(bomb.as_bytes()).0, "drawing-unreadable");
    let deep = page(&format!("{}<path d='M0 0h9'/>{}", "<g>".repeat(50_000), "</g>".repeat(50_000)));
    assert_eq!(refused(deep.as_bytes()).0, "drawing-unreadable");
    let copies = (1..12).map(|n| format!("<g id='n{n}'>{}</g>", format!("<use href='#n{}'/>", n - 1).repeat(10)));
    let million = page(&format!("<defs><path id='n0' d='M0 0h9'/>{}</defs>", copies.collect::<String>()));
    let million = million.replace("</defs>", "</defs><use href='#n11'/>");
    assert_eq!(refused(million.as_bytes()).0, "drawing-unreadable");
}

#[test]
fn damaged_drawings_never_end_the_program() {
    let svg = page(MIXTURE).into_bytes();
    let fonts = Arc::new(Fonts::new());
    let file = Sources::new().add("dessin.svg", "");
    let try_it = |bytes: &[u8]| {
        // Whatever comes back, it comes back.
        let _ = import(bytes, &Import::new(file, &fonts), &mut Assets::default());
    };
    for end in (0..svg.len()).step_by(97) {
        try_it(&svg[..end]);
    }
    let mut seed = 5_u64;
    let mut roll = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    for _ in 0..60 {
        let mut bytes = svg.clone();
        for _ in 0..3 {
            let digit = (0..).map(|_| roll(svg.len())).find(|at| svg[*at].is_ascii_digit()).unwrap();
            bytes[digit] = b"0123456789-.e%x"[roll(15)];
        }
        try_it(&bytes);
    }
}
