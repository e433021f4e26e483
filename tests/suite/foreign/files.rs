//! PDF files as other programs write them, made by lopdf for the tests.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Points to the millimetre.
pub const PT: f64 = 72.0 / 25.4;

/// A file under way: pages below one node that they inherit from.
pub struct Maker {
    pub file: Document,
    pub root: ObjectId,
    pages: Vec<ObjectId>,
}

impl Maker {
    pub fn new() -> Self {
        let mut file = Document::with_version("1.4");
        let root = file.new_object_id();
        Self { file, root, pages: Vec::new() }
    }

    pub fn stream(&mut self, dict: Dictionary, content: &str) -> ObjectId {
        self.file.add_object(Stream::new(dict, content.as_bytes().to_vec()))
    }

    /// Adds a page with these operators and further entries.
    pub fn page(&mut self, content: &str, entries: Dictionary) -> ObjectId {
        let contents = self.stream(Dictionary::new(), content);
        let mut page = dictionary! { "Type" => "Page", "Parent" => self.root, "Contents" => contents };
        page.extend(&entries);
        let id = self.file.add_object(page);
        self.pages.push(id);
        id
    }

    /// The bytes, `inherited` in the node above all pages.
    pub fn finish(mut self, inherited: Dictionary) -> Vec<u8> {
        let kids: Vec<Object> = self.pages.iter().map(|page| Object::Reference(*page)).collect();
        let mut pages = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
        pages.extend(&inherited);
        self.file.objects.insert(self.root, pages.into());
        if !self.file.trailer.has(b"Root") {
            let catalog = self.file.add_object(dictionary! { "Type" => "Catalog", "Pages" => self.root });
            self.file.trailer.set("Root", catalog);
        }
        let mut bytes = Vec::new();
        self.file.save_to(&mut bytes).unwrap();
        bytes
    }
}

/// A box in millimetres, as points.
pub fn mm_box(left: f64, bottom: f64, right: f64, top: f64) -> Object {
    Object::Array([left, bottom, right, top].map(|mm| Object::Real((mm * PT) as f32)).to_vec())
}

/// A filled rectangle in millimetres from the lower left corner of user space.
pub fn rect(color: [f64; 3], x: f64, y: f64, width: f64, height: f64) -> String {
    let [r, g, b] = color;
    let [x, y, width, height] = [x, y, width, height].map(|mm| mm * PT);
    format!("{r} {g} {b} rg {x:.4} {y:.4} {width:.4} {height:.4} re f\n")
}

pub const RED: [f64; 3] = [1.0, 0.0, 0.0];
pub const BLUE: [f64; 3] = [0.0, 0.0, 1.0];
pub const GREEN: [f64; 3] = [0.0, 0.6, 0.0];

/// A card of 63 × 88 mm as it is seen: green with 3 mm of bleed, a red square of 10 mm in its upper left corner, a blue
/// one in its lower right corner; written turned by `turn` quarters and shown turned back.
pub fn card(maker: &mut Maker, turn: usize, unit: f64) -> ObjectId {
    let (width, height) = if turn % 2 == 1 { (88.0, 63.0) } else { (63.0, 88.0) };
    // The corner of user space that is seen as the upper left one; the lower right one is opposite.
    let (left, bottom) = [(true, false), (true, true), (false, true), (false, false)][turn];
    let corner = |left: bool, bottom: bool| {
        (20.0 + if left { 0.0 } else { width - 10.0 }, 30.0 + if bottom { 0.0 } else { height - 10.0 })
    };
    let ((rx, ry), (bx, by)) = (corner(left, bottom), corner(!left, !bottom));
    let shrink = |mm: f64| mm / unit;
    let paint = |color, x, y, w, h| rect(color, shrink(x), shrink(y), shrink(w), shrink(h));
    let content = paint(GREEN, 17.0, 27.0, width + 6.0, height + 6.0)
        + &paint(RED, rx, ry, 10.0, 10.0)
        + &paint(BLUE, bx, by, 10.0, 10.0);
    let boxed = |over: f64| {
        mm_box(shrink(20.0 - over), shrink(30.0 - over), shrink(20.0 + width + over), shrink(30.0 + height + over))
    };
    let mut entries = dictionary! {
        "MediaBox" => boxed(15.0), "TrimBox" => boxed(0.0), "BleedBox" => boxed(3.0),
        "Rotate" => 90 * turn as i64, "Resources" => Dictionary::new(),
    };
    if unit != 1.0 {
        entries.set("UserUnit", Object::Real(unit as f32));
    }
    maker.page(&content, entries)
}
