//! A strip for words on a sheet: on waste paper along an edge, or along a cut inside the cards. Knows room, not words.

use super::marks::Ground;
use super::plan::{Cut, NOTHING, Plan};
use super::room::within;
use crate::geom::{Length, Rect, Size, Transform};

/// Room for a line of small words along a cut: less than the safe zone of a card, so that it meets no text.
const INSIDE: Length = Length::mm(2.4);
/// From the cut to these words: the knife's tolerance.
const OFF_CUT: Length = Length::mm(1.0);

/// What a short crop mark takes beside a strip, with the air between them.
const BESIDE: Length = Length::mm(1.5);

/// A strip, in its own coordinates: x along it from its start, y from its top.
pub(super) struct Strip {
    /// From its coordinates to those of the sheet.
    pub transform: Transform,
    /// Its words stay on the cards: small and light.
    pub small: bool,
    height: Length,
    /// What is free of it, from start to end.
    free: Vec<(Length, Length)>,
    taken: Vec<(Length, Length)>,
}

impl Strip {
    fn new(transform: Transform, size: Size, small: bool, ground: &Ground) -> Self {
        let mut strip =
            Self { transform, small, height: size.height, free: vec![(Length::ZERO, size.width)], taken: Vec::new() };
        for obstacle in &ground.obstacles {
            strip.avoid(obstacle);
        }
        strip
    }

    /// The free strip along the foot, else the head, the left or the right edge of what can be printed, where there is room for
    /// crop marks beside it; else without. Along the left edge it reads upwards, along the right edge downwards.
    pub fn on_waste(plan: &Plan, ground: &Ground, height: Length) -> Option<Self> {
        let area = &plan.printable;
        let block = ground.painted.iter().copied().reduce(|a, b| a.union(&b));
        let block = block.map_or(Rect::new(area.x, area.y, area.width, Length::ZERO), |block| within(&block, area));
        let across = Size::new(area.width, height);
        let down = Size::new(area.height, height);
        let edges = [
            (area.bottom() - block.bottom(), Transform::translate(area.x, area.bottom() - height), across),
            (block.y - area.y, Transform::translate(area.x, area.y), across),
            (
                block.x - area.x,
                Transform::translate(area.x, area.bottom()).then_inside(&Transform::rotate(270.0)),
                down,
            ),
            (
                area.right() - block.right(),
                Transform::translate(area.right(), area.y).then_inside(&Transform::rotate(90.0)),
                down,
            ),
        ];
        let with = |room: Length| edges.into_iter().find(|(own, ..)| *own + NOTHING >= room);
        let (_, transform, size) = with(height + BESIDE).or_else(|| with(height))?;
        Some(Self::new(transform, size, false, ground))
    }

    /// The strips under and over the cut across the sheet that is nearest to its middle and parts cards from cards; none
    /// where there is no such cut.
    pub fn inside(plan: &Plan, ground: &Ground) -> Vec<Self> {
        let middle = plan.paper.height * 0.5;
        let parts = |y: Length| {
            let above = ground.trims.iter().any(|trim| trim.bottom().near(y, NOTHING));
            above && ground.trims.iter().any(|trim| trim.y.near(y, NOTHING))
        };
        let across = plan.cuts.iter().filter_map(|cut| match cut {
            Cut::Across(y) if parts(*y) => Some(*y),
            _ => None,
        });
        let nearest = across.min_by(|a, b| (*a - middle).abs().to_mm().total_cmp(&(*b - middle).abs().to_mm()));
        let Some(y) = nearest else { return Vec::new() };
        let area = &plan.printable;
        // A little inside what can be printed: words do not begin at its very edge.
        let room = Length::mm(3.0);
        let strip = |top: Length| {
            let transform = Transform::translate(area.x + room, top);
            Self::new(transform, Size::new(area.width - room * 2.0, INSIDE), true, ground)
        };
        vec![strip(y + OFF_CUT), strip(y - OFF_CUT - INSIDE)]
    }

    /// Takes `width` from the left of the first free part that has it, and tells where it begins.
    pub fn take_left(&mut self, width: Length) -> Option<Length> {
        let part = self.free.iter_mut().find(|(start, end)| *end - *start + NOTHING >= width)?;
        let start = part.0;
        part.0 = start + width;
        self.taken.push((start, start + width));
        Some(start)
    }

    /// The same from the right end.
    pub fn take_right(&mut self, width: Length) -> Option<Rect> {
        let part = self.free.iter_mut().rev().find(|(start, end)| *end - *start + NOTHING >= width)?;
        part.1 -= width;
        let start = part.1;
        self.taken.push((start, start + width));
        Some(Rect::new(start, Length::ZERO, width, self.height))
    }

    /// What has been taken, on the sheet.
    pub fn used(&self) -> impl Iterator<Item = Rect> + '_ {
        let rect = |(start, end): &(Length, Length)| Rect::new(*start, Length::ZERO, *end - *start, self.height);
        self.taken.iter().map(rect).map(|rect| self.transform.apply_rect(&rect))
    }

    fn avoid(&mut self, obstacle: &Rect) {
        let parts = std::mem::take(&mut self.free);
        for (start, end) in parts {
            let on_sheet = self.transform.apply_rect(&Rect::new(start, Length::ZERO, end - start, self.height));
            let shared = within(obstacle, &on_sheet);
            if shared.width <= NOTHING || shared.height <= NOTHING {
                self.free.push((start, end));
                continue;
            }
            let along_x = self.transform.b.abs() < 0.5;
            let (from, to) = match (along_x, self.transform.b > 0.0) {
                (true, _) => (shared.x - on_sheet.x, shared.right() - on_sheet.x),
                (false, true) => (shared.y - on_sheet.y, shared.bottom() - on_sheet.y),
                (false, false) => (on_sheet.bottom() - shared.bottom(), on_sheet.bottom() - shared.y),
            };
            let air = Length::mm(2.0);
            self.free.extend([(start, start + from - air), (start + to + air, end)]);
        }
    }
}
