//! A path under construction, mapped to the page point by point.

use super::state::point;
use crate::geom::{PathData, Point, Transform};

/// Points in user space as they come, the outline on the page.
#[derive(Debug, Default)]
pub(super) struct Builder {
    data: PathData,
    start: Option<(f64, f64)>,
    current: Option<(f64, f64)>,
    /// A clip that takes effect when the path ends.
    pub clips: bool,
}

impl Builder {
    pub fn move_to(&mut self, map: &Transform, x: f64, y: f64) {
        self.data.move_to(map.apply(point(x, y)));
        (self.start, self.current) = (Some((x, y)), Some((x, y)));
    }

    /// False without a current point.
    pub fn line_to(&mut self, map: &Transform, x: f64, y: f64) -> bool {
        if self.current.is_none() {
            return false;
        }
        self.data.line_to(map.apply(point(x, y)));
        self.current = Some((x, y));
        true
    }

    /// A curve; a control point that is none is the current point or the end.
    pub fn curve(
        &mut self,
        map: &Transform,
        first: Option<(f64, f64)>,
        second: Option<(f64, f64)>,
        end: (f64, f64),
    ) -> bool {
        let Some(current) = self.current else { return false };
        let at = |(x, y): (f64, f64)| -> Point { map.apply(point(x, y)) };
        self.data.cubic_to(at(first.unwrap_or(current)), at(second.unwrap_or(end)), at(end));
        self.current = Some(end);
        true
    }

    pub fn rect(&mut self, map: &Transform, x: f64, y: f64, width: f64, height: f64) {
        self.move_to(map, x, y);
        for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height)] {
            self.line_to(map, x, y);
        }
        self.close();
    }

    pub fn close(&mut self) {
        if self.current.is_some() {
            self.data.close();
            self.current = self.start;
        }
    }

    /// The outline, and an empty builder.
    pub fn take(&mut self) -> PathData {
        let data = std::mem::take(&mut self.data);
        *self = Self::default();
        data
    }
}
