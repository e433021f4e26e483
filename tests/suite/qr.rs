//! QR codes: the right mask, one clean outline, and words that come back from pixels.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use massicot::color::Color;
use massicot::geom::{Length, PathData, Point, Rect, Segment};
use massicot::qr::{Code, Ground, Level, QUIET_ZONE, TooLong};
use massicot::scene::{Group, Item, Role};
use massicot::verify;

const LEVELS: [Level; 4] = [Level::L, Level::M, Level::Q, Level::H];

/// A repeatable sequence of numbers (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % below
    }
}

/// Addresses of cards, and texts of other lengths and alphabets.
fn payloads() -> Vec<String> {
    let mut dice = Dice(7);
    let mut all: Vec<String> =
        (0..300).map(|n| format!("https://cartes.example/k/tiroirs/r{n:02}/{:05x}", dice.roll(1 << 20))).collect();
    for length in 0..60 {
        let alphabet: &[u8] = if length % 2 == 0 { b"0123456789" } else { b"ABC $%*+-./:abcd" };
        all.push((0..length * 9).map(|_| char::from(alphabet[dice.roll(alphabet.len())])).collect());
    }
    all
}

fn dark(code: &Code) -> Vec<Vec<bool>> {
    (0..code.modules()).map(|y| (0..code.modules()).map(|x| code.is_dark(x, y)).collect()).collect()
}

/// The penalty rules of ISO/IEC 18004, table 11, module by module as they are worded.
fn penalty(dark: &[Vec<bool>]) -> usize {
    let side = dark.len();
    let turned: Vec<Vec<bool>> = (0..side).map(|x| (0..side).map(|y| dark[y][x]).collect()).collect();
    let mut total = 0;
    for line in dark.iter().chain(&turned) {
        for run in line.chunk_by(|a, b| a == b).filter(|run| run.len() >= 5) {
            total += 3 + run.len() - 5;
        }
        let at = |i: isize| usize::try_from(i).ok().and_then(|i| line.get(i)).copied().unwrap_or(false);
        for start in 0..side as isize - 6 {
            let shape: Vec<bool> = (start..start + 7).map(at).collect();
            let quiet = |from: isize| !(from..from + 4).any(at);
            if shape == [true, false, true, true, true, false, true] && (quiet(start - 4) || quiet(start + 7)) {
                total += 40;
            }
        }
    }
    for y in 1..side {
        for x in 1..side {
            let square = [dark[y - 1][x - 1], dark[y - 1][x], dark[y][x - 1], dark[y][x]];
            total += if square.iter().all(|module| *module == square[0]) { 3 } else { 0 };
        }
    }
    let share = dark.iter().flatten().filter(|module| **module).count() as f64 / (side * side) as f64;
    total + 10 * ((share - 0.5).abs() * 20.0 + 1e-9).floor() as usize
}

/// All eight masked symbols of an ASCII payload, drawn by the crate's own, slow way.
fn candidates(payload: &str, level: qrcode::EcLevel) -> Vec<Vec<Vec<bool>>> {
    use qrcode::canvas::{Canvas, MaskPattern::*};
    let bits = qrcode::bits::encode_auto(payload.as_bytes(), level).unwrap();
    let version = bits.version();
    let (data, correction) = qrcode::ec::construct_codewords(&bits.into_bytes(), version, level).unwrap();
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    [Checkerboard, HorizontalLines, VerticalLines, DiagonalLines, LargeCheckerboard, Fields, Diamonds, Meadow]
        .into_iter()
        .map(|mask| {
            let mut masked = canvas.clone();
            masked.apply_mask(mask);
            let side = version.width() as usize;
            let modules: Vec<bool> = masked.into_colors().iter().map(|color| *color == qrcode::Color::Dark).collect();
            modules.chunks(side).map(<[bool]>::to_vec).collect()
        })
        .collect()
}

#[test]
fn the_mask_is_the_first_of_the_lowest_penalty() {
    let levels = [qrcode::EcLevel::L, qrcode::EcLevel::M, qrcode::EcLevel::Q, qrcode::EcLevel::H];
    for (index, payload) in payloads().iter().enumerate() {
        let (level, theirs) = (LEVELS[index % 4], levels[index % 4]);
        let candidates = candidates(payload, theirs);
        let penalties: Vec<usize> = candidates.iter().map(|symbol| penalty(symbol)).collect();
        let best = penalties.iter().position(|points| Some(points) == penalties.iter().min());
        let chosen = dark(&Code::encode(payload, level).unwrap());
        let mask = candidates.iter().position(|symbol| *symbol == chosen);
        assert_eq!(mask, best, "{payload} at {level:?}: {penalties:?}");
    }
}

#[test]
fn a_code_is_as_small_as_the_standard_allows() {
    // 41 characters in byte mode: version 3 (29 modules) holds 53 bytes at L and 42 at M, version 4 46 at Q,
    // version 5 44 at H (ISO/IEC 18004, table 7).
    let address = "https://cartes.example/k/tiroirs/r01/0a1b2";
    assert_eq!(address.len(), 42);
    let sides = LEVELS.map(|level| Code::encode(&address[..41], level).unwrap().modules());
    assert_eq!(sides, [29, 29, 33, 37]);
    // Digits take 10 bits for three, not 24: 41 of them fit into version 1 at L.
    assert_eq!(Code::encode(&"1".repeat(41), Level::L).unwrap().modules(), 21);
    assert_eq!(Code::encode(&"x".repeat(2331), Level::M).unwrap().modules(), 177);
    assert_eq!(Code::encode(&"x".repeat(2332), Level::M), Err(TooLong { bytes: 2332, capacity: 2331 }));
}

fn contours(path: &PathData) -> Vec<Vec<(i64, i64)>> {
    let whole = |p: Point| {
        let (x, y) = (p.x.to_mm(), p.y.to_mm());
        assert!(x.fract() == 0.0 && y.fract() == 0.0, "({x}, {y}) is not on the grid");
        (x as i64, y as i64)
    };
    let mut all: Vec<Vec<(i64, i64)>> = Vec::new();
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => all.push(vec![whole(p)]),
            Segment::Line(p) => all.last_mut().unwrap().push(whole(p)),
            Segment::Close => {}
            Segment::Cubic(..) => panic!("a module has no curves"),
        }
    }
    all
}

fn edges(contour: &[(i64, i64)]) -> impl Iterator<Item = ((i64, i64), (i64, i64))> + '_ {
    contour.iter().copied().zip(contour.iter().copied().cycle().skip(1))
}

/// How often the contours go around the middle of a module, clockwise, and how often a ray from it meets them.
fn winding(contours: &[Vec<(i64, i64)>], x: usize, y: usize) -> (i64, usize) {
    let (x, y) = (x as i64, y as i64);
    let crossings = contours.iter().flat_map(|contour| edges(contour)).filter_map(|((x0, y0), (x1, y1))| {
        // Edges right of the middle that reach over its height: downwards counts one, upwards one less.
        (x0 == x1 && x0 > x && y0.min(y1) <= y && y < y0.max(y1)).then_some((y1 - y0).signum())
    });
    crossings.fold((0, 0), |(sum, count), sign| (sum + sign, count + 1))
}

#[test]
fn the_outline_covers_the_dark_modules_and_nothing_else() {
    for (payload, level) in [("", Level::L), ("https://cartes.example/k/1", Level::M), (&"Z9".repeat(300), Level::H)] {
        let code = Code::encode(payload, level).unwrap();
        let contours = contours(&code.path());
        let twice_area: i64 =
            contours.iter().flat_map(|c| edges(c)).map(|((x0, y0), (x1, y1))| x0 * y1 - x1 * y0).sum();
        let count = dark(&code).iter().flatten().filter(|module| **module).count();
        assert_eq!(twice_area, 2 * count as i64);
        for y in 0..code.modules() {
            for x in 0..code.modules() {
                let (number, crossings) = winding(&contours, x, y);
                assert_eq!(number, i64::from(code.is_dark(x, y)), "non-zero at {x}, {y}");
                assert_eq!(crossings % 2 == 1, code.is_dark(x, y), "even-odd at {x}, {y}");
            }
        }
    }
}

#[test]
fn the_outline_has_a_point_at_every_corner_and_none_between() {
    let code = Code::encode("https://cartes.example/k/tiroirs/r01", Level::M).unwrap();
    let at = |x: usize, y: usize| x > 0 && y > 0 && code.is_dark(x - 1, y - 1);
    // A grid point is a corner where one or three of its four modules are dark, and two where two face each other.
    let corners: usize = (0..=code.modules())
        .flat_map(|y| (0..=code.modules()).map(move |x| (x, y)))
        .map(|(x, y)| match [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)] {
            [a, b, c, d] if a == d && b == c && a != b => 2,
            four if four.iter().filter(|module| **module).count() % 2 == 1 => 1,
            _ => 0,
        })
        .sum();
    assert_eq!(contours(&code.path()).iter().map(Vec::len).sum::<usize>(), corners);
}

fn bounds(group: &Group, item: usize) -> Rect {
    let Item::Path(path) = &group.items[item] else { panic!("a code is made of paths") };
    group.transform.apply_rect(&path.data.bounds().unwrap())
}

fn near(a: Rect, b: Rect) -> bool {
    a.contains(&b, Length::mm(1e-6)) && b.contains(&a, Length::mm(1e-6))
}

#[test]
fn a_placed_code_fills_its_square_with_its_quiet_zone() {
    let code = Code::encode("https://cartes.example/k/tiroirs/r01", Level::M).unwrap();
    assert_eq!(code.modules(), 29);
    // 29 modules and twice 4: 37 modules of 0.5 mm are 18.5 mm.
    let group = code.place(Point::mm(10.0, 20.0), Length::mm(18.5), Ground::White);
    let module = Length::mm(0.5);
    assert_eq!(group.role, Some(Role::Qr { payload: "https://cartes.example/k/tiroirs/r01".into(), module }));
    assert!(near(bounds(&group, 0), Rect::mm(10.0, 20.0, 18.5, 18.5)), "the white square");
    assert!(near(bounds(&group, 1), Rect::mm(12.0, 22.0, 14.5, 14.5)), "the symbol");
    let Item::Path(symbol) = &group.items[1] else { panic!() };
    assert_eq!(symbol.fill, Some(massicot::scene::Fill::solid(Color::BLACK)));
    let bare = code.place(Point::mm(10.0, 20.0), Length::mm(18.5), Ground::Unprinted);
    assert_eq!(bare.items.len(), 1, "nothing is painted in the quiet zone");
    assert_eq!(code.side_for(Length::mm(0.4)), Length::mm(0.4) * 37.0);
}

/// A page of white paper with codes on it, painted pixel by pixel at `scale` pixels a module.
struct Paper {
    width: usize,
    pixels: Vec<u8>,
}

impl Paper {
    fn new(width: usize, height: usize) -> Self {
        Self { width, pixels: vec![255; width * height] }
    }

    /// Coverage of each pixel by dark modules, as an exact rasteriser gives it (four samples a side).
    fn print(&mut self, code: &Code, left: usize, top: usize, scale: f64) {
        let reach = (code.modules() as f64 * scale).ceil() as usize;
        for (y, x) in (0..reach).flat_map(|y| (0..reach).map(move |x| (y, x))) {
            let sample = |i: usize| (i as f64 + 0.5) / 4.0;
            let module = |pixel: usize, i: usize| ((pixel as f64 + sample(i)) / scale) as usize;
            let covered = (0..16).filter(|i| code.is_dark(module(x, i % 4), module(y, i / 4))).count();
            self.pixels[(top + y) * self.width + left + x] = 255 - (covered * 255 / 16) as u8;
        }
    }

    fn read(&self) -> Vec<String> {
        verify::qr::read(&self.pixels, self.width, self.pixels.len() / self.width)
    }
}

/// A code alone on its quiet zone.
fn print(code: &Code, scale: f64) -> Paper {
    let quiet = (QUIET_ZONE as f64 * scale).ceil() as usize;
    let side = (code.modules() as f64 * scale).ceil() as usize + 2 * quiet;
    let mut paper = Paper::new(side, side);
    paper.print(code, quiet, quiet, scale);
    paper
}

#[test]
fn another_reader_finds_the_words_again() {
    let texts = [
        "https://cartes.example/k/tiroirs/r01",
        "0123456789012345678901234567890123456789",
        "HTTPS://CARTES.EXAMPLE/K/1",
        "WIFI:T:WPA;S:médiathèque — salle n° 2;P:à bientôt;;",
        "l’économie de la fonctionnalité",
    ];
    for text in texts {
        for level in LEVELS {
            let code = Code::encode(text, level).unwrap();
            // 0.25 mm at 300 dpi is 3 pixels a module, 0.4 mm is 4.7, 1 mm is 11.8.
            for scale in [3.0, 4.72, 11.8] {
                assert_eq!(print(&code, scale).read(), [text], "{level:?} at {scale} pixels a module");
            }
        }
    }
}

#[test]
fn a_code_is_found_in_a_crop_of_a_page() {
    let text = "https://cartes.example/k/tiroirs/r01";
    let code = Code::encode(text, Level::M).unwrap();
    // A card of 63 × 88 mm at 300 dpi with a dark panel, lines of text and the code in the corner.
    let mut paper = Paper::new(744, 1039);
    for y in 0..400 {
        paper.pixels[y * 744..(y + 1) * 744].fill(60);
    }
    for line in 0..12 {
        for x in (60..680).filter(|x| x * 7 % 13 > 4) {
            let y = 440 + line * 30;
            (y..y + 14).for_each(|y| paper.pixels[y * 744 + x] = 20);
        }
    }
    paper.print(&code, 560, 860, 4.72);
    assert_eq!(paper.read(), [text]);
}

#[test]
fn two_codes_on_one_page_are_both_read() {
    let (one, two) = ("https://cartes.example/k/1", "https://cartes.example/k/2");
    let mut paper = Paper::new(500, 300);
    paper.print(&Code::encode(one, Level::M).unwrap(), 30, 40, 5.0);
    paper.print(&Code::encode(two, Level::Q).unwrap(), 270, 90, 5.0);
    assert_eq!(paper.read(), [one, two]);
}

#[test]
fn noise_is_no_code() {
    let mut dice = Dice(3);
    for side in [1, 2, 7, 40, 41, 100] {
        let pixels: Vec<u8> = (0..side * side).map(|_| dice.roll(256) as u8).collect();
        assert!(verify::qr::read(&pixels, side, side).is_empty());
    }
    assert!(verify::qr::read(&[0; 10], 3, 4).is_empty(), "a size that does not fit the bytes");
}

#[test]
fn a_third_reader_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let text = "https://cartes.example/k/tiroirs/r01";
    let paper = print(&Code::encode(text, Level::M).unwrap(), 6.0);
    let mut picture = format!("P5 {} {} 255\n", paper.width, paper.pixels.len() / paper.width).into_bytes();
    picture.extend(&paper.pixels);
    let file = folder.path().join("code.pgm");
    std::fs::write(&file, picture).unwrap();
    let run =
        std::process::Command::new("zbarimg").args(["-q", "--raw", "-Sdisable", "-Sqrcode.enable"]).arg(&file).output();
    match run {
        Ok(out) => assert_eq!(String::from_utf8_lossy(&out.stdout).trim_end(), text),
        Err(_) if std::env::var_os("CI").is_some() => panic!("zbarimg is required in CI (package zbar-tools)"),
        Err(_) => println!("skipped: zbarimg is not installed (package zbar-tools)"),
    }
}
