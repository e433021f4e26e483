//! Which plate takes what: spot inks, overprint, cut lines, looked at plate by plate through Ghostscript.

use std::collections::BTreeMap;
use std::process::Command;

use massicot::color::{Cmyk, Color, Spot, Srgb};
use massicot::compile::Format;
use massicot::export::pdf::{Options, export};
use massicot::geom::{Length, PathData, Point, Rect, Transform};
use massicot::qr::{Code, Ground, Level};
use massicot::scene::{Document, GradientKind, Group, Item, Plate, PlateNames, Role, Stop, Stroke};

use crate::pdf::deck::{blue, card_page, document, rectangle};
use crate::pdf::judge::accepted_by_all;
use crate::pdf::read::Read;
use crate::project::Project;
use crate::scenes::{atkinson, filled, gradient, group, line, mm, painted, stroked, text};

const DPI: f64 = 72.0;

/// The plates of the first page of a file by name, each with its size and how much ink each pixel takes, 0 to 255.
/// None where Ghostscript is not installed.
pub fn plates(file: &[u8]) -> Option<BTreeMap<String, Plated>> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("file.pdf");
    std::fs::write(&pdf, file).unwrap();
    let out = folder.path().join("p%d.tif");
    let made = Command::new("gs")
        .args(["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-dFirstPage=1", "-dLastPage=1"])
        .args(["-sCompression=none", &format!("-r{DPI}"), &format!("-sOutputFile={}", out.display())])
        .arg(&pdf)
        .output();
    let made = match made {
        Ok(made) => made,
        Err(_) if std::env::var_os("CI").is_none() => {
            eprintln!("skipped: gs is not installed");
            return None;
        }
        Err(error) => panic!("gs: {error}"),
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut plates = BTreeMap::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(plate) = name.strip_suffix(").tif").and_then(|name| name.split_once('(')) {
            plates.insert(plate.1.to_owned(), Plated::read(&std::fs::read(&path).unwrap()));
        }
    }
    Some(plates)
}

/// One plate.
pub struct Plated {
    width: usize,
    samples: Vec<u8>,
}

impl Plated {
    /// Reads an uncompressed eight-bit grey TIFF file as Ghostscript writes it: white is no ink.
    fn read(file: &[u8]) -> Self {
        let short = |at: usize| u16::from_le_bytes([file[at], file[at + 1]]) as usize;
        let long = |at: usize| u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]) as usize;
        let directory = long(4);
        let tags: BTreeMap<usize, (usize, usize, usize)> = (0..short(directory))
            .map(|index| directory + 2 + index * 12)
            .map(|at| (short(at), (short(at + 2), long(at + 4), at + 8)))
            .collect();
        let values = |tag: usize| -> Vec<usize> {
            let (kind, count, at) = tags[&tag];
            let size = if kind == 3 { 2 } else { 4 };
            let start = if size * count <= 4 { at } else { long(at) };
            (0..count).map(|n| if size == 2 { short(start + n * 2) } else { long(start + n * 4) }).collect()
        };
        let (offsets, lengths) = (values(273), values(279));
        let strips = offsets.iter().zip(&lengths);
        let samples =
            strips.flat_map(|(offset, length)| file[*offset..offset + length].iter().map(|light| 255 - light));
        Self { width: values(256)[0], samples: samples.collect() }
    }

    /// Ink in percent at a place in millimetres from the top left corner of the medium.
    pub fn ink(&self, x: f64, y: f64) -> f64 {
        let pixel = |mm: f64| (mm / 25.4 * DPI) as usize;
        f64::from(self.samples[pixel(y) * self.width + pixel(x)]) / 2.55
    }

    /// True when both take the same ink everywhere.
    pub fn same(&self, other: &Self) -> bool {
        self.samples == other.samples
    }

    /// How much the ink of both differs, in percent, as a mean over the page.
    pub fn difference(&self, other: &Self) -> f64 {
        assert_eq!(self.samples.len(), other.samples.len());
        let sum: f64 = self.samples.iter().zip(&other.samples).map(|(a, b)| f64::from(a.abs_diff(*b)) / 2.55).sum();
        sum / self.samples.len() as f64
    }

    /// True when it takes no ink anywhere.
    pub fn is_empty(&self) -> bool {
        self.samples.iter().all(|ink| *ink == 0)
    }

    /// Most ink in a rectangle, in percent.
    pub fn most(&self, x: f64, y: f64, width: f64, height: f64) -> f64 {
        let places = (0..40).flat_map(|row| (0..40).map(move |column| (row, column)));
        places.fold(0.0, |most: f64, (row, column)| {
            most.max(self.ink(x + width * f64::from(column) / 40.0, y + height * f64::from(row) / 40.0))
        })
    }
}

fn press(document: &Document) -> Vec<u8> {
    let file = export(document, &Options::press()).unwrap();
    accepted_by_all(&file);
    file
}

fn on_plate(plate: Plate, items: Vec<Item>) -> Item {
    group(Group { role: Some(Role::Plate(plate)), items, ..Group::default() })
}

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1.5
}

fn pantone() -> Spot {
    Spot::new("PANTONE 300 C", Cmyk::percent(100.0, 62.0, 0.0, 7.0), Srgb::new(0, 94, 184))
}

#[test]
fn a_spot_ink_has_a_plate_of_its_own_and_leaves_the_process_plates_bare() {
    let ink = Color::from_spot(pantone());
    let items = vec![rectangle(10.0, 10.0, 20.0, 20.0, ink), rectangle(40.0, 10.0, 20.0, 20.0, ink.tint(0.4))];
    let file = press(&document(vec![card_page("R01-recto", items)]));
    let Some(plates) = plates(&file) else { return };
    assert_eq!(plates.keys().collect::<Vec<_>>(), ["Black", "Cyan", "Magenta", "PANTONE 300 C", "Yellow"]);
    // The page begins 3 mm of bleed above and left of the trim.
    assert!(near(plates["PANTONE 300 C"].ink(23.0, 23.0), 100.0));
    assert!(near(plates["PANTONE 300 C"].ink(53.0, 23.0), 40.0), "a tint of 40 %");
    for process in ["Cyan", "Magenta", "Yellow", "Black"] {
        assert!(plates[process].is_empty(), "{process}");
    }
}

#[test]
fn one_ink_is_one_object_however_often_it_is_used() {
    let ink = || Color::from_spot(pantone());
    let page = |name: &str, x: f64| card_page(name, vec![rectangle(x, 10.0, 20.0, 20.0, ink())]);
    let file = press(&document(vec![page("R01-recto", 10.0), page("R02-recto", 20.0), page("R03-recto", 30.0)]));
    let read = Read::new(&file);
    let spaces = read.0.objects.values().filter_map(|object| object.as_array().ok());
    let separations =
        spaces.filter(|space| space.first().is_some_and(|name| name.as_name().is_ok_and(|n| n == b"Separation")));
    assert_eq!(separations.count(), 1);
}

#[test]
fn a_gradient_of_one_spot_ink_runs_on_its_plate() {
    let kind = GradientKind::Linear { start: Point::mm(10.0, 0.0), end: Point::mm(90.0, 0.0) };
    let stop = |offset, color| Stop { offset, color, opacity: 1.0 };
    let area = PathData::rect(&Rect::mm(10.0, 10.0, 80.0, 20.0));
    let stops = vec![stop(0.0, Color::WHITE), stop(1.0, Color::from_spot(pantone()))];
    let file = press(&document(vec![card_page("R01-recto", vec![painted(area.clone(), gradient(kind, stops))])]));
    if let Some(plates) = plates(&file) {
        assert!(near(plates["PANTONE 300 C"].ink(53.0, 23.0), 50.0), "{}", plates["PANTONE 300 C"].ink(53.0, 23.0));
        assert!(plates["Cyan"].is_empty() && plates["Magenta"].is_empty());
    }
}

#[test]
fn a_gradient_between_inks_puts_each_on_its_plate() {
    let gold = Spot::new("PANTONE 871 C", Cmyk::percent(20.0, 25.0, 60.0, 25.0), Srgb::new(132, 117, 78));
    let magenta = Color::process(Srgb::new(230, 0, 126), Cmyk::percent(0.0, 80.0, 0.0, 0.0));
    let across = |y: f64, colors: Vec<Color>| {
        let kind = GradientKind::Linear { start: Point::mm(10.0, 0.0), end: Point::mm(90.0, 0.0) };
        let last = colors.len() as f64 - 1.0;
        let stops = colors.into_iter().enumerate();
        let stops = stops.map(|(n, color)| Stop { offset: n as f64 / last, color, opacity: 1.0 }).collect();
        painted(PathData::rect(&Rect::mm(10.0, y, 80.0, 20.0)), gradient(kind, stops))
    };
    let cyan = Color::process(Srgb::new(0, 158, 224), Cmyk::percent(100.0, 0.0, 0.0, 0.0));
    let over =
        Group { overprint: true, items: vec![across(100.0, vec![magenta, magenta.tint(0.5)])], ..Group::default() };
    let items = vec![
        rectangle(0.0, 60.0, 105.0, 70.0, cyan),
        across(10.0, vec![Color::from_spot(pantone()), Color::from_spot(gold)]),
        across(70.0, vec![magenta, Color::from_spot(pantone())]),
        group(over),
    ];
    let card = document(vec![card_page("R01-recto", items)]);
    let x1a = Options { standard: massicot::export::pdf::Standard::X1a2003, ..Options::press() };
    for file in [press(&card), export(&card, &x1a).unwrap()] {
        let Some(plates) = plates(&file) else { return };
        // A quarter of the way from 10 to 90 mm, 3 mm of bleed before the trim.
        let inks = |y: f64| {
            ["PANTONE 300 C", "PANTONE 871 C", "Cyan", "Magenta", "Yellow", "Black"]
                .map(|plate| plates[plate].ink(33.0, y))
        };
        for (y, wanted) in [
            (23.0, [75.0, 25.0, 0.0, 0.0, 0.0, 0.0]),
            (83.0, [25.0, 0.0, 0.0, 60.0, 0.0, 0.0]),
            (113.0, [0.0, 0.0, 100.0, 70.0, 0.0, 0.0]),
        ] {
            let found = inks(y);
            assert!(found.iter().zip(wanted).all(|(found, wanted)| near(*found, wanted)), "{found:?} for {wanted:?}");
        }
    }
}

#[test]
fn a_gradient_of_too_many_inks_is_told() {
    let ink = |n: usize| Color::from_spot(Spot::new(&format!("Encre {n}"), Cmyk::BLACK, Srgb::new(9, 9, 9)));
    let kind = GradientKind::Linear { start: Point::mm(10.0, 0.0), end: Point::mm(90.0, 0.0) };
    let told = |count: usize| {
        let stops = (0..count).map(|n| Stop { offset: n as f64 / count as f64, color: ink(n), opacity: 1.0 }).collect();
        let area = painted(PathData::rect(&Rect::mm(10.0, 10.0, 80.0, 20.0)), gradient(kind, stops));
        let faults = export(&document(vec![card_page("R01-recto", vec![area])]), &Options::press()).err();
        faults.map(|faults| faults.iter().map(|fault| fault.code).collect::<Vec<_>>())
    };
    assert_eq!(told(8), None);
    assert_eq!(told(9), Some(vec!["spot-gradient"]));
}

#[test]
fn black_text_and_codes_leave_the_tint_below_whole() {
    let tint = Color::process(Srgb::new(180, 210, 160), Cmyk::percent(30.0, 20.0, 40.0, 0.0));
    let fonts = crate::scenes::fonts();
    let run = line(&fonts, atkinson(&fonts), 60.0, 12.0, 40.0, "HHH", Color::BLACK);
    let code = Code::encode("https://exemple.fr/a", Level::M).unwrap();
    let code = group(code.place(Point::mm(20.0, 70.0), mm(40.0), Ground::Unprinted));
    let items = vec![rectangle(-3.0, -3.0, 111.0, 154.0, tint), text(run), code];
    let file = press(&document(vec![card_page("R01-recto", items)]));
    let Some(plates) = plates(&file) else { return };
    assert!(plates["Black"].most(13.0, 25.0, 60.0, 20.0) > 98.0, "the letters are there");
    for (plate, ink) in [("Cyan", 30.0), ("Magenta", 20.0), ("Yellow", 40.0)] {
        for (y, height) in [(25.0, 20.0), (73.0, 40.0)] {
            let least = (0..400)
                .map(|n| plates[plate].ink(15.0 + f64::from(n % 20) * 2.4, y + height * f64::from(n / 20) / 20.0));
            let least = least.fold(100.0, f64::min);
            assert!(near(least, ink), "{plate} is {least} where {ink} runs on below black");
        }
    }
}

#[test]
fn grey_knocks_out_and_white_is_never_overprinted() {
    let fonts = crate::scenes::fonts();
    let run = |y: f64, color| text(line(&fonts, atkinson(&fonts), 60.0, 12.0, y, "HHH", color));
    let grey = Color::process(Srgb::new(102, 102, 102), Cmyk::percent(0.0, 0.0, 0.0, 60.0));
    let overprinting = Group { overprint: true, items: vec![run(110.0, Color::WHITE)], ..Group::default() };
    let items = vec![rectangle(-3.0, -3.0, 111.0, 154.0, blue()), run(40.0, grey), group(overprinting)];
    let file = press(&document(vec![card_page("R01-recto", items)]));
    let Some(plates) = plates(&file) else { return };
    let least = |y: f64| (0..400).map(|n| plates["Cyan"].ink(14.0 + f64::from(n) / 10.0, y)).fold(100.0, f64::min);
    assert!(least(36.0) < 2.0, "grey letters knock out");
    assert!(least(106.0) < 2.0, "white letters show");
}

#[test]
fn an_overprinting_group_prints_on_what_lies_below() {
    let yellow = Color::process(Srgb::new(255, 236, 0), Cmyk::percent(0.0, 0.0, 100.0, 0.0));
    let over = Group { overprint: true, items: vec![rectangle(20.0, 20.0, 30.0, 30.0, yellow)], ..Group::default() };
    let plain = rectangle(60.0, 20.0, 30.0, 30.0, yellow);
    let items = vec![rectangle(0.0, 0.0, 105.0, 80.0, blue()), group(over), plain];
    let file = press(&document(vec![card_page("R01-recto", items)]));
    let Some(plates) = plates(&file) else { return };
    assert!(near(plates["Cyan"].ink(38.0, 38.0), 100.0) && near(plates["Yellow"].ink(38.0, 38.0), 100.0));
    assert!(near(plates["Cyan"].ink(78.0, 38.0), 0.0) && near(plates["Yellow"].ink(78.0, 38.0), 100.0));
}

#[test]
fn thin_black_lines_overprint_and_black_areas_do_not() {
    let tint = Color::process(Srgb::new(180, 210, 160), Cmyk::percent(30.0, 20.0, 40.0, 0.0));
    let rule = |y: f64, points: f64, color| {
        let data = PathData::polyline(&[Point::mm(10.0, y), Point::mm(95.0, y)], false);
        stroked(data, Stroke::solid(color, Length::pt(points)))
    };
    // Two thirds of the size: 3 pt become 2 pt on the page.
    let scaled = Group {
        transform: Transform::scale(2.0 / 3.0, 2.0 / 3.0),
        items: vec![rule(90.0, 3.0, Color::BLACK)],
        ..Group::default()
    };
    let grey = Color::process(Srgb::new(102, 102, 102), Cmyk::percent(0.0, 0.0, 0.0, 60.0));
    let items = vec![
        rectangle(-3.0, -3.0, 111.0, 154.0, tint),
        rule(20.0, 2.0, Color::BLACK),
        rule(30.0, 4.0, Color::BLACK),
        rule(40.0, 2.0, grey),
        rectangle(10.0, 49.7, 85.0, 0.6, Color::BLACK),
        group(scaled),
        rectangle(10.0, 70.0, 85.0, 10.0, Color::BLACK),
    ];
    let file = press(&document(vec![card_page("R01-recto", items)]));
    let Some(plates) = plates(&file) else { return };
    // Three pixels about the middle of each line, the middle of the page across.
    let least = |plate: &str, y: f64| {
        (0..3).map(|n| plates[plate].ink(50.0, y + 2.65 + 0.35 * f64::from(n))).fold(100.0, f64::min)
    };
    for (plate, ink) in [("Cyan", 30.0), ("Magenta", 20.0), ("Yellow", 40.0)] {
        for (y, runs_on) in [(20.0, true), (30.0, false), (40.0, false), (50.0, true), (60.0, true), (75.0, false)] {
            let found = least(plate, y);
            assert!(near(found, if runs_on { ink } else { 0.0 }), "{plate} under the line at {y} mm: {found}");
        }
    }
    for y in [20.0, 30.0, 50.0, 60.0, 75.0] {
        assert!(plates["Black"].most(20.0, y + 2.0, 60.0, 2.0) > 50.0, "black at {y} mm");
    }
}

const OVERPRINT: &str = "\
boxes:
  - { id: fond, at: bleed, fill: mer }
  - id: dessus
    at: { x: 10mm, y: 10mm, width: 40mm, height: 60mm }
    overprint: true
    children:
      - { id: jaune, at: { x: 0, y: 0, width: 20mm, height: 20mm }, fill: soleil }
      - { id: noir, at: { x: 0, y: 30mm, width: 20mm, height: 20mm }, fill: encre }
  - { id: plein, at: { x: 35mm, y: 10mm, width: 20mm, height: 20mm }, fill: soleil }
";

#[test]
fn a_layout_asks_for_overprint() {
    let kit = KIT.replace(", spot: PANTONE 300 C }", " }").replace(
        "  encre:",
        "  soleil: { srgb: \"#FFEC00\", cmyk: [0, 0, 100, 0] }\n  blanc: { srgb: \"#FFFFFF\", cmyk: [0, 0, 0, 0] }\n  encre:",
    );
    let kit = kit.replace(", spot: PANTONE 300 C, tint: 20 }", " }");
    let mut project = Project::new().file("kit.yaml", kit.clone()).layout("front", OVERPRINT).card("id: A1");
    project.job.formats = vec![Format::Pdf];
    let files = project.build();
    let press = files.iter().find(|(path, _)| path.contains("press")).unwrap().1;
    accepted_by_all(press);
    if let Some(plates) = plates(press) {
        for (x, y, cyan, yellow, black) in
            [(23.0, 23.0, 100.0, 100.0, 7.0), (23.0, 53.0, 100.0, 0.0, 100.0), (48.0, 23.0, 0.0, 100.0, 0.0)]
        {
            for (plate, ink) in [("Cyan", cyan), ("Yellow", yellow), ("Black", black)] {
                assert!(near(plates[plate].ink(x, y), ink), "{plate} at {x}, {y}: {}", plates[plate].ink(x, y));
            }
        }
    }
    let white = OVERPRINT.replace(
        "height: 20mm }, fill: soleil }\n      - { id: noir",
        "height: 20mm }, fill: blanc }\n      - { id: noir",
    );
    let faults = Project::new().file("kit.yaml", kit).layout("front", &white).card("id: A1").faults();
    let [fault] = faults.as_slice() else { panic!("{faults:#?}") };
    assert!(fault.contains("white-overprint") && fault.contains("layouts/front.yaml:9:"), "{fault}");
}

#[test]
fn nothing_of_a_cut_line_is_printed() {
    let shape = PathData::rounded_rect(&Rect::mm(0.0, 0.0, 105.0, 148.0), [mm(5.0); 4]);
    let cut = on_plate(Plate::CutLine, vec![stroked(shape, Stroke::solid(Color::BLACK, mm(2.0)))]);
    let varnish = on_plate(Plate::Varnish, vec![rectangle(20.0, 20.0, 30.0, 30.0, blue())]);
    let items = vec![rectangle(-3.0, -3.0, 111.0, 154.0, blue()), varnish, cut];
    let card = document(vec![card_page("R01-recto", items)]);
    let bare = document(vec![card_page("R01-recto", vec![rectangle(-3.0, -3.0, 111.0, 154.0, blue())])]);
    let file = press(&card);
    let Some(with) = plates(&file) else { return };
    let without = plates(&press(&bare)).unwrap();
    assert_eq!(with.keys().collect::<Vec<_>>(), ["Black", "CutContour", "Cyan", "Magenta", "Varnish", "Yellow"]);
    for process in ["Cyan", "Magenta", "Yellow", "Black"] {
        assert!(with[process].samples == without[process].samples, "{process} as if there were no cut line");
    }
    assert!(near(with["Varnish"].ink(38.0, 38.0), 100.0) && near(with["Varnish"].ink(18.0, 38.0), 0.0));
    assert!(with["CutContour"].most(2.5, 40.0, 1.0, 20.0) > 20.0, "the line stands on the trim");
    assert!(with["CutContour"].ink(60.0, 80.0) < 1.0, "and nowhere else");
}

#[test]
fn a_plate_is_a_layer_that_tells_what_is_done() {
    let plates = Plate::ALL.map(|plate| on_plate(plate, vec![rectangle(20.0, 20.0, 30.0, 30.0, blue())]));
    let names = PlateNames::COMMON.with(Plate::CutLine, "Stanze");
    let options = Options { plates: Some(names), compress: false, ..Options::press() };
    let file = export(&document(vec![card_page("R01-recto", plates.to_vec())]), &options).unwrap();
    accepted_by_all(&file);
    let read = Read::new(&file);
    let layers = read.with_key("GTS_Metadata");
    let told: BTreeMap<String, (String, Option<String>)> = layers
        .iter()
        .map(|layer| {
            let step = layer.get(b"GTS_Metadata").unwrap().as_dict().unwrap();
            let name = |key: &[u8]| {
                step.get(key).ok().map(|name| String::from_utf8_lossy(name.as_name().unwrap()).into_owned())
            };
            let title = String::from_utf8_lossy(layer.get(b"Name").unwrap().as_str().unwrap()).into_owned();
            (title, (name(b"GTS_ProcStepsGroup").unwrap(), name(b"GTS_ProcStepsType")))
        })
        .collect();
    let wanted = [
        ("Stanze", "Structural", Some("Cutting")),
        ("Crease", "Structural", Some("Creasing")),
        ("PerfCutContour", "Structural", Some("Perforating")),
        ("KissCut", "Structural", Some("PartialCutting")),
        ("Varnish", "Varnish", None),
        ("White", "White", None),
        ("Foil", "Structural", Some("FoilStamping")),
        ("Glue", "Structural", Some("Gluing")),
    ];
    let wanted = wanted.map(|(name, group, kind)| (name.to_owned(), (group.to_owned(), kind.map(str::to_owned))));
    assert_eq!(told, BTreeMap::from(wanted));
    let properties = read.catalog().get(b"OCProperties").unwrap().as_dict().unwrap();
    let configuration = properties.get(b"D").unwrap().as_dict().unwrap();
    assert!(configuration.has(b"Name") && !configuration.has(b"AS"));
    assert_eq!(configuration.get(b"Order").unwrap().as_array().unwrap().len(), 8, "every layer is listed");
    // Lines a tool can follow: a quarter to half a point.
    let text = String::from_utf8_lossy(&file).into_owned();
    assert!(text.contains(".25 w"), "an area on a line plate becomes its outline");
}

#[test]
fn plates_do_not_show_on_screens() {
    let cut = on_plate(Plate::CutLine, vec![rectangle(20.0, 20.0, 30.0, 30.0, blue())]);
    let card = document(vec![card_page("R01-recto", vec![cut])]);
    let empty = document(vec![card_page("R01-recto", Vec::new())]);
    assert_eq!(export(&card, &Options::screen()).unwrap(), export(&empty, &Options::screen()).unwrap());
    let png = |document: &Document| {
        massicot::export::png::Painter::new(document, massicot::export::png::Options::default()).png(0).unwrap()
    };
    assert_eq!(png(&card), png(&empty));
}

#[test]
fn marks_for_all_plates_stand_on_every_one() {
    let mark = stroked(PathData::rect(&Rect::mm(20.0, 20.0, 30.0, 30.0)), Stroke::solid(Color::REGISTRATION, mm(3.0)));
    let items = vec![filled(PathData::rect(&Rect::mm(70.0, 70.0, 10.0, 10.0)), Color::from_spot(pantone())), mark];
    let file = press(&document(vec![card_page("R01-recto", items)]));
    let Some(plates) = plates(&file) else { return };
    assert_eq!(plates.len(), 5);
    for (name, plate) in &plates {
        assert!(near(plate.ink(23.0, 38.0), 100.0), "{name}");
    }
}

const KIT: &str = "\
kit: essai
title: Essai
version: \"1.0\"
date: 2026-01-01
lang: fr
palette:
  mer: { srgb: \"#005EB8\", cmyk: [100, 62, 0, 7], spot: PANTONE 300 C }
  brume: { srgb: \"#005EB8\", cmyk: [100, 62, 0, 7], spot: PANTONE 300 C, tint: 20 }
  encre: { srgb: \"#1A1A1A\", cmyk: [0, 0, 0, 100] }
fonts:
  texte: { families: [Atkinson Hyperlegible Next] }
";

const LAYOUT: &str = "\
boxes:
  - { id: fond, at: { x: -3mm, y: -3mm, right: -3mm, bottom: -3mm }, fill: brume }
  - { id: moitie, at: { x: 10mm, y: 60mm, width: 20mm, height: 20mm }, fill: mer 50% }
  - { id: brillant, at: { x: 10mm, y: 10mm, width: 40mm, height: 40mm }, role: varnish, fill: encre }
  - { id: forme, at: { x: 0, y: 0, right: 0, bottom: 0 }, radius: 3mm, role: cut-line, stroke: { color: encre, width: 0.1mm } }
";

#[test]
fn a_kit_asks_for_spot_inks_and_plates_in_yaml() {
    let mut project = Project::new().file("kit.yaml", KIT).layout("front", LAYOUT).card("id: A1");
    project.job.formats = vec![Format::Pdf, Format::Svg];
    let files = project.build();
    let press = files.iter().find(|(path, _)| path.contains("press") && path.ends_with(".pdf")).unwrap().1;
    accepted_by_all(press);
    let svg = files.iter().find(|(path, _)| path.contains("_outlined")).unwrap().1;
    let svg = String::from_utf8_lossy(svg);
    assert!(svg.contains("inkscape:label=\"CutContour\"") && svg.contains("inkscape:label=\"Varnish\""), "{svg}");
    let Some(plates) = plates(press) else { return };
    assert!(near(plates["PANTONE 300 C"].ink(58.0, 30.0), 20.0), "{}", plates["PANTONE 300 C"].ink(58.0, 30.0));
    assert!(near(plates["PANTONE 300 C"].ink(23.0, 73.0), 50.0));
    assert!(near(plates["Varnish"].ink(30.0, 30.0), 100.0) && near(plates["Varnish"].ink(30.0, 70.0), 0.0));
    assert!(plates["CutContour"].most(2.5, 30.0, 1.0, 20.0) > 20.0);
    for process in ["Cyan", "Magenta", "Yellow", "Black"] {
        assert!(plates[process].is_empty(), "{process}");
    }
}

#[test]
fn slips_in_spot_inks_are_told() {
    let swatches = "\n  ciel: { srgb: \"#00A0E0\", cmyk: [80, 10, 0, 0], spot: Pantone 300 C }
  seul: { srgb: \"#005EB8\", spot: PANTONE 301 C }
  tout: { srgb: \"#005EB8\", cmyk: [100, 62, 0, 7], spot: all }
  clair: { srgb: \"#005EB8\", cmyk: [100, 62, 0, 7], tint: 20 }
  trop: { srgb: \"#005EB8\", cmyk: [100, 62, 0, 7], spot: PANTONE 302 C, tint: 120 }
";
    let kit = KIT.replace("  encre:", &format!("{}  encre:", swatches.trim_start_matches('\n')));
    let faults = Project::new().file("kit.yaml", kit).layout("front", LAYOUT).card("id: A1").faults();
    let has = |part: &str| assert!(faults.iter().any(|fault| fault.contains(part)), "{part} in {faults:#?}");
    has("le ton direct « Pantone 300 C » est décrit ou écrit autrement par « mer »");
    has("le ton direct « PANTONE 301 C » n’a pas d’encres pour le remplacer");
    has("« all » ne peut pas nommer un ton direct");
    has("« tint » va avec « spot »");
    has("une teinte va de 0 à 100 %, et non 120");
}
