//! A scene written out as the plainest SVG, to let resvg judge an import: what comes out must look like what went in.

use std::fmt::Write;
use std::io::Cursor;

use base64::Engine;
use massicot::artwork::Drawing;
use massicot::geom::{PathData, Segment, Transform};
use massicot::scene::{
    Assets, Fill, FillRule, Gradient, GradientKind, Group, Image, Item, LineCap, LineJoin, Paint, Path, Pixels, Stroke,
};

/// The drawing as SVG text.
pub fn redrawn(drawing: &Drawing, assets: &Assets) -> String {
    let mut writer = Writer { assets, body: String::new(), next: 0 };
    writer.items(&drawing.items);
    let (width, height) = (drawing.size.width.to_mm(), drawing.size.height.to_mm());
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}mm' height='{height}mm' \
         viewBox='0 0 {width} {height}'>{}</svg>",
        writer.body
    )
}

/// An SVG text as pixels, `scale` for one px.
pub fn pixels(svg: &str, scale: f32) -> tiny_skia::Pixmap {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    let size = tree.size().to_int_size().scale_by(scale).unwrap();
    let mut pixmap = tiny_skia::Pixmap::new(size.width(), size.height()).unwrap();
    pixmap.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, usvg::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap
}

/// The share of pixels that differ by more than edges do, and the mean difference of channels (0 to 255).
pub fn difference(a: &tiny_skia::Pixmap, b: &tiny_skia::Pixmap) -> (f64, f64) {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let pairs = || a.data().iter().zip(b.data()).map(|(a, b)| a.abs_diff(*b));
    let count = a.data().len() as f64;
    let far = pairs().filter(|difference| *difference > 40).count() as f64;
    (far / count, pairs().map(f64::from).sum::<f64>() / count)
}

struct Writer<'a> {
    assets: &'a Assets,
    body: String,
    next: usize,
}

impl Writer<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group),
                Item::Path(path) => self.path(path),
                Item::Image(image) => self.image(image),
                Item::Use(used) => {
                    write!(self.body, "<g transform='{}'>", matrix(&used.transform)).unwrap();
                    let artwork = self.assets.artwork(used.artwork).unwrap().items.clone();
                    self.items(&artwork);
                    self.body.push_str("</g>");
                }
                Item::Glyphs(_) | Item::Link(_) => panic!("an import makes neither text nor links"),
            }
        }
    }

    fn id(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    fn group(&mut self, group: &Group) {
        let mut attributes = format!("transform='{}' opacity='{}'", matrix(&group.transform), group.opacity);
        if let Some(clip) = &group.clip {
            let id = self.id();
            let rule = if group.clip_even_odd { "evenodd" } else { "nonzero" };
            let d = outline(clip);
            write!(self.body, "<clipPath id='i{id}'><path clip-rule='{rule}' d='{d}'/></clipPath>").unwrap();
            write!(attributes, " clip-path='url(#i{id})'").unwrap();
        }
        if let Some(mask) = &group.mask {
            let id = self.id();
            let kind = if group.mask_alpha { "alpha" } else { "luminance" };
            let all = "maskUnits='userSpaceOnUse' x='-5000' y='-5000' width='10000' height='10000'";
            write!(self.body, "<mask id='i{id}' {all} mask-type='{kind}'>").unwrap();
            self.items(mask);
            self.body.push_str("</mask>");
            write!(attributes, " mask='url(#i{id})'").unwrap();
        }
        let blend = format!("{:?}", group.blend);
        let blend = blend.char_indices().fold(String::new(), |mut name, (at, c)| {
            if c.is_uppercase() && at > 0 {
                name.push('-');
            }
            name.push(c.to_ascii_lowercase());
            name
        });
        write!(self.body, "<g {attributes} style='mix-blend-mode:{blend}'>").unwrap();
        self.items(&group.items);
        self.body.push_str("</g>");
    }

    fn path(&mut self, path: &Path) {
        let fill = path.fill.as_ref().map_or("fill='none'".to_owned(), |fill| self.fill(fill));
        let stroke = path.stroke.as_ref().map_or(String::new(), |stroke| self.stroke(stroke));
        write!(self.body, "<path d='{}' {fill} {stroke}/>", outline(&path.data)).unwrap();
    }

    fn fill(&mut self, fill: &Fill) -> String {
        let rule = if fill.rule == FillRule::EvenOdd { "evenodd" } else { "nonzero" };
        let paint = self.paint(&fill.paint);
        format!("fill='{paint}' fill-opacity='{}' fill-rule='{rule}'", fill.opacity)
    }

    fn stroke(&mut self, stroke: &Stroke) -> String {
        let cap = match stroke.cap {
            LineCap::Butt => "butt",
            LineCap::Round => "round",
            LineCap::Square => "square",
        };
        let join = match stroke.join {
            LineJoin::Miter => "miter",
            LineJoin::Round => "round",
            LineJoin::Bevel => "bevel",
        };
        let dash = stroke.dash.as_ref().map_or(String::new(), |dash| {
            let lengths: Vec<String> = dash.pattern.iter().map(|length| length.to_mm().to_string()).collect();
            format!("stroke-dasharray='{}' stroke-dashoffset='{}'", lengths.join(" "), dash.phase.to_mm())
        });
        let paint = self.paint(&stroke.paint);
        let (width, opacity, limit) = (stroke.width.to_mm(), stroke.opacity, stroke.miter_limit);
        format!(
            "stroke='{paint}' stroke-width='{width}' stroke-opacity='{opacity}' stroke-linecap='{cap}' \
             stroke-linejoin='{join}' stroke-miterlimit='{limit}' {dash}"
        )
    }

    fn paint(&mut self, paint: &Paint) -> String {
        match paint {
            Paint::Solid(color) => color.srgb.to_hex(),
            Paint::Gradient(gradient) => self.gradient(gradient),
        }
    }

    fn gradient(&mut self, gradient: &Gradient) -> String {
        let id = self.id();
        let (name, place) = match gradient.kind {
            GradientKind::Linear { start, end } => {
                let [x1, y1, x2, y2] = [start.x, start.y, end.x, end.y].map(|length| length.to_mm());
                ("linearGradient", format!("x1='{x1}' y1='{y1}' x2='{x2}' y2='{y2}'"))
            }
            GradientKind::Radial { center, radius, focus } => {
                let [cx, cy, fx, fy] = [center.x, center.y, focus.x, focus.y].map(|length| length.to_mm());
                let r = radius.to_mm();
                ("radialGradient", format!("cx='{cx}' cy='{cy}' fx='{fx}' fy='{fy}' r='{r}'"))
            }
        };
        let map = matrix(&gradient.transform);
        write!(self.body, "<{name} id='i{id}' gradientUnits='userSpaceOnUse' gradientTransform='{map}' {place}>")
            .unwrap();
        for stop in &gradient.stops {
            let color = stop.color.srgb.to_hex();
            write!(self.body, "<stop offset='{}' stop-color='{color}' stop-opacity='{}'/>", stop.offset, stop.opacity)
                .unwrap();
        }
        write!(self.body, "</{name}>").unwrap();
        format!("url(#i{id})")
    }

    fn image(&mut self, image: &Image) {
        let data = self.assets.image(image.image).unwrap();
        let (kind, file) = match &data.pixels {
            Pixels::Jpeg { file, .. } => ("jpeg", file.to_vec()),
            Pixels::Samples { color, alpha, grey } => {
                let channels = if *grey { 1 } else { 3 };
                let rgba = color.chunks(channels).enumerate().flat_map(|(at, pixel)| {
                    let alpha = alpha.as_ref().map_or(255, |alpha| alpha[at]);
                    [pixel[0], pixel[1 % channels], pixel[2 % channels], alpha]
                });
                let picture = image::RgbaImage::from_raw(data.width, data.height, rgba.collect()).unwrap();
                let mut file = Cursor::new(Vec::new());
                picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
                ("png", file.into_inner())
            }
            Pixels::Inks { .. } => panic!("no drawing holds inks"),
        };
        let encoded = base64::engine::general_purpose::STANDARD.encode(file);
        let rect = image.rect;
        let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(|length| length.to_mm());
        write!(
            self.body,
            "<image x='{x}' y='{y}' width='{width}' height='{height}' preserveAspectRatio='none' \
             href='data:image/{kind};base64,{encoded}'/>"
        )
        .unwrap();
    }
}

fn matrix(map: &Transform) -> String {
    format!("matrix({} {} {} {} {} {})", map.a, map.b, map.c, map.d, map.dx.to_mm(), map.dy.to_mm())
}

fn outline(path: &PathData) -> String {
    let mut d = String::new();
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => write!(d, "M{} {}", p.x.to_mm(), p.y.to_mm()),
            Segment::Line(p) => write!(d, "L{} {}", p.x.to_mm(), p.y.to_mm()),
            Segment::Cubic(p, q, r) => {
                let [a, b, c, e, f, g] = [p.x, p.y, q.x, q.y, r.x, r.y].map(|length| length.to_mm());
                write!(d, "C{a} {b} {c} {e} {f} {g}")
            }
            Segment::Close => write!(d, "Z"),
        }
        .unwrap();
    }
    d
}
