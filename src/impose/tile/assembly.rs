//! The page that tells how to put tiles together: how many sheets, what to cut and glue, and a drawing of all of them.

use super::sheet::{Drawing, Drawn, filled, lines, stroked};
use crate::color::Color;
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, PathData, Point, Rect, Size, Transform};
use crate::impose::lettering::{self, RULER};
use crate::scene::{Item, Stroke};

const TITLE: Length = Length::pt(16.0);
const TEXT: Length = Length::pt(9.5);

impl Drawing<'_> {
    /// Everything on the assembly page.
    pub fn assembly(&self) -> Drawn {
        let area = self.plan.printable;
        let margin = Length::mm(5.0);
        let (left, width) = (area.x + margin, area.width - margin * 2.0);
        let mut top = area.y + margin;
        let mut items = Vec::new();
        let mut words = |text: &str, size: Length, top: &mut Length| -> Result<(), Diagnostic> {
            let height = self.lettering.height(text, size, width) + Length::mm(0.5);
            items.extend(self.lettering.lines(text, size, Color::BLACK, &Rect::new(left, *top, width, height))?);
            *top += height + Length::mm(1.5);
            Ok(())
        };
        words(&self.title(), TITLE, &mut top)?;
        for step in self.steps() {
            words(&step, TEXT, &mut top)?;
        }
        // The ruler, and what its words need below it.
        let foot = area.bottom() - margin;
        items.extend(self.scale(Point::new(left, foot - Length::mm(4.0)))?);
        let room = Rect::new(left, top + Length::mm(3.0), width, foot - Length::mm(14.0) - top);
        if room.height > Length::mm(20.0) {
            items.extend(self.scheme(&room)?);
        }
        Ok(items)
    }

    fn title(&self) -> String {
        let name = &self.page.name;
        match self.lettering.lang {
            Lang::Fr => format!("Assembler {name}"),
            Lang::En => format!("Putting {name} together"),
        }
    }

    fn steps(&self) -> Vec<String> {
        let plan = self.plan;
        let ((columns, rows), count) = (plan.grid(), plan.len());
        let Size { width, height } = plan.poster;
        let overlap = plan.overlap;
        let glued = overlap > Length::ZERO;
        match self.lettering.lang {
            Lang::Fr => {
                let mut steps = vec![
                    format!("{count} feuilles : {columns} en largeur, {rows} en hauteur. Une fois assemblé : {width} × {height}."),
                    "1. Imprimez toutes les feuilles à 100 % (« taille réelle »), sans « ajuster à la page ». La règle du bas de cette page mesure 100 mm.".to_owned(),
                ];
                if glued {
                    steps.extend([
                        format!("2. Sur chaque feuille, coupez à ras de l’image le bord gauche et le bord du haut. À droite et en bas, gardez la languette de {overlap} ; là où il n’y en a pas, coupez aussi à ras de l’image."),
                        "3. Faites d’abord les rangées : encollez la languette droite de A1, posez B1 dessus, son bord sur le tireté, et ainsi de suite.".to_owned(),
                        "4. Collez ensuite chaque rangée sur la languette du bas de la précédente, de haut en bas.".to_owned(),
                    ]);
                } else {
                    steps.push(
                        "2. Coupez chaque feuille à ras de l’image et fixez les feuilles bord à bord, par l’arrière."
                            .to_owned(),
                    );
                }
                steps
            }
            Lang::En => {
                let mut steps = vec![
                    format!("{count} sheets: {columns} across, {rows} down. Put together: {width} × {height}."),
                    "1. Print all sheets at 100 % (“actual size”), without “fit to page”. The ruler at the foot of this page measures 100 mm.".to_owned(),
                ];
                if glued {
                    steps.extend([
                        format!("2. On each sheet, cut the left and the top edge flush with the picture. On the right and at the foot, keep the flap of {overlap}; where there is none, cut flush with the picture too."),
                        "3. Rows first: put glue on the right flap of A1, lay B1 on it, its edge on the dashed line, and so on.".to_owned(),
                        "4. Then glue each row to the flap at the foot of the one before, from top to bottom.".to_owned(),
                    ]);
                } else {
                    steps.push(
                        "2. Cut each sheet flush with the picture and join the sheets edge to edge, from behind."
                            .to_owned(),
                    );
                }
                steps
            }
        }
    }

    fn scale(&self, at: Point) -> Drawn {
        let mut items = vec![lettering::ruler(at, Color::BLACK)];
        let words = match self.lettering.lang {
            Lang::Fr => "100 mm · si la règle est plus courte, l’imprimante a réduit : réimprimez à 100 %",
            Lang::En => "100 mm · if the ruler is shorter, the printer has shrunk the page: print again at 100 %",
        };
        let size = Length::pt(6.5);
        let below = Rect::new(at.x, at.y + Length::mm(0.5), RULER * 1.6, size * 1.3);
        if self.lettering.width(words, size) <= below.width {
            items.extend(self.lettering.lines(words, size, Color::BLACK, &below)?);
        }
        Ok(items)
    }

    /// The page in small with its cuts, and the name of each sheet on white.
    fn scheme(&self, room: &Rect) -> Drawn {
        let poster = self.plan.poster;
        let scale = (room.width / poster.width).min(room.height / poster.height).min(1.0);
        let (width, height) = (poster.width * scale, poster.height * scale);
        let frame = Rect::new(room.center().x - width * 0.5, room.y, width, height);
        let transform = Transform { dx: frame.x, dy: frame.y, ..Transform::scale(scale, scale) };
        let mut items: Vec<Item> = vec![self.picture(transform, &frame)];
        let mut cuts: Vec<(Point, Point)> = Vec::new();
        for x in &self.plan.down {
            let x = frame.x + *x * scale;
            cuts.push((Point::new(x, frame.y), Point::new(x, frame.bottom())));
        }
        for y in &self.plan.across {
            let y = frame.y + *y * scale;
            cuts.push((Point::new(frame.x, y), Point::new(frame.right(), y)));
        }
        let mut under = PathData::new();
        for (from, to) in &cuts {
            under.move_to(*from);
            under.line_to(*to);
        }
        items.push(stroked(under, Stroke::solid(Color::WHITE, Length::pt(1.5))));
        items.push(lines(&cuts, None));
        items.push(stroked(PathData::rect(&frame), Stroke::solid(Color::BLACK, Length::pt(0.5))));
        for tile in self.plan.tiles() {
            let cell = Rect::new(
                frame.x + tile.seen.x * scale,
                frame.y + tile.seen.y * scale,
                tile.seen.width * scale,
                tile.seen.height * scale,
            );
            items.extend(self.named(&tile.name, &cell)?);
        }
        Ok(items)
    }

    fn named(&self, name: &str, cell: &Rect) -> Drawn {
        let size = Length::pt(12.0).min(cell.height * 0.5);
        let (width, height) = (self.lettering.width(name, size) + Length::mm(0.2), size * 1.3);
        let middle = cell.center();
        let at = Rect::new(middle.x - width * 0.5, middle.y - height * 0.5, width, height);
        let pad = Length::mm(1.0);
        let ground = Rect::new(at.x - pad, at.y - pad * 0.3, at.width + pad * 2.0, at.height + pad * 0.6);
        let mut items = vec![filled(&ground, Color::WHITE)];
        items.extend(self.lettering.lines(name, size, Color::BLACK, &at)?);
        Ok(items)
    }
}
