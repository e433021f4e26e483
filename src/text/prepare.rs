//! Text ready to be set in any width: what layouts ask about sizes, and the way to settings.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::block::Block;
use super::breaking::{TOLERANCE, break_lines, count_lines};
use super::words::Engine;
use super::{Columns, Edge, Flow, Inline, Setting};
use crate::geom::Length;

/// Text ready to be set in any width and at any scale. Cloning is cheap.
#[derive(Clone)]
pub struct Prepared(pub(super) Arc<Inner>, pub(super) Option<Length>);

pub(super) struct Inner {
    pub engine: Arc<Engine>,
    pub blocks: Vec<Block>,
    pub edge: Edge,
    pub columns: Columns,
    /// Step of the baseline grid.
    pub grid: Option<Length>,
    /// Smallest size of letters on the baseline.
    size: Length,
    /// See [`Prepared::min_content_width`]: every size that is tried asks for it.
    narrowest: OnceLock<Length>,
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.blocks.iter().map(|block| &block.text)).finish()
    }
}

impl Prepared {
    pub(super) fn new(engine: Arc<Engine>, blocks: Vec<Block>, flow: &Flow) -> Self {
        let Flow { edge, columns, grid, .. } = *flow;
        let grid = grid.filter(|step| *step > Length::ZERO);
        Self(
            Arc::new(Inner {
                engine,
                blocks,
                edge,
                columns,
                grid,
                size: smallest_size(flow),
                narrowest: OnceLock::new(),
            }),
            None,
        )
    }

    /// The same text in a frame whose upper edge lies so far above a line of the baseline grid. Without it, the edge
    /// counts as lying where the first line needs not move.
    #[must_use]
    pub fn above_grid(&self, distance: Length) -> Self {
        Self(self.0.clone(), Some(distance))
    }

    /// Sets the text in lines of `width`, every size, leading, indent and space multiplied by `scale`.
    /// A part that is wider than its line stands over the edge and is listed in
    /// [`too_wide`](Setting::too_wide): the caller reports it.
    pub fn set(&self, width: Length, scale: f64) -> Setting {
        self.set_lines(width, scale, false, None)
    }

    /// Columns that are filled one after the other take `height`.
    pub(super) fn set_lines(&self, width: Length, scale: f64, fewest: bool, height: Option<Length>) -> Setting {
        let lines = |block: &Block| break_lines(block, self.measure(block, width, scale), fewest);
        Setting::new(self.clone(), width, scale, (self.0.blocks.iter().map(lines).collect(), 0), height)
    }

    /// Width of the lines of a block at scale 1.
    pub(super) fn measure(&self, block: &Block, width: Length, scale: f64) -> f64 {
        self.0.columns.measure(width).to_mm() / scale - block.indent
    }

    /// Width of the longest line when only explicit line breaks end lines.
    pub fn max_content_width(&self) -> Length {
        self.widest(Block::longest)
    }

    /// Width of the widest part that cannot be broken; places for hyphens count as places to break.
    pub fn min_content_width(&self) -> Length {
        *self.0.narrowest.get_or_init(|| self.widest(Block::widest))
    }

    fn widest(&self, of: impl Fn(&Block) -> f64) -> Length {
        let widest = self.0.blocks.iter().map(|block| of(block) + block.indent).fold(0.0, f64::max);
        self.0.columns.across(Length::mm(widest))
    }

    /// Height in lines of `width` at scale 1.
    pub fn height_at(&self, width: Length) -> Length {
        self.set(width, 1.0).height
    }

    /// The scale at which the smallest letters are as large as `size`.
    pub fn scale_of(&self, size: Length) -> f64 {
        if self.size() > Length::ZERO { size / self.size() } else { 1.0 }
    }

    /// True when every part that cannot be broken fits in lines of `width` at `scale`.
    pub(super) fn parts_fit(&self, width: Length, scale: f64) -> bool {
        let widest = self.0.blocks.iter().map(|block| block.widest() + block.indent).fold(0.0, f64::max);
        widest * scale <= self.0.columns.measure(width).to_mm() + TOLERANCE
    }

    /// Height when there are as few lines as possible.
    pub(super) fn least_height(&self, width: Length, scale: f64) -> Length {
        if self.0.columns.count > 1 || self.0.grid.is_some() {
            // Fewer lines need not be less high: fewer of them may end a column.
            let height = |fewest| self.set_lines(width, scale, fewest, None).height;
            return height(true).min(height(false));
        }
        let mut height = 0.0;
        let mut first = None;
        let mut last = 0.0;
        for block in &self.0.blocks {
            let lines = count_lines(block, self.measure(block, width, scale));
            if lines == 0 {
                continue;
            }
            let leading = block.style.leading.to_mm();
            height += if first.is_some() { block.style.space_before.to_mm() } else { 0.0 } + leading * lines as f64;
            first.get_or_insert_with(|| block.above_capitals());
            last = block.below_baseline();
        }
        let trimmed = if self.0.edge == Edge::Capitals { first.unwrap_or(0.0) + last } else { 0.0 };
        Length::mm((height - trimmed) * scale)
    }

    /// Number of words; what an unbreakable space holds together is one.
    pub fn words(&self) -> usize {
        self.0.blocks.iter().map(|block| block.words() as usize).sum()
    }

    /// True when there is nothing to set.
    pub fn is_empty(&self) -> bool {
        self.0.blocks.iter().all(|block| block.segs.is_empty())
    }

    /// The smallest size of letters, super- and subscripts apart: what a legibility floor is compared with.
    pub fn size(&self) -> Length {
        self.0.size
    }

    /// The text as it is set, typography applied; paragraphs and explicit line breaks end with a line feed.
    pub fn text(&self) -> String {
        self.0.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

fn smallest_size(flow: &Flow) -> Length {
    let sizes = flow.paragraphs.iter().flat_map(|paragraph| &paragraph.inlines).filter_map(|inline| match inline {
        Inline::Text { style, .. } if style.rise == 0.0 => Some(style.size),
        Inline::Text { .. } | Inline::Icon(_) | Inline::Break => None,
    });
    sizes.reduce(Length::min).unwrap_or(Length::ZERO)
}

impl Block {
    /// From the top of a line's box to its baseline: the line box is centred on ascender and descender.
    pub(super) fn to_baseline(&self) -> f64 {
        let letters = self.vertical.ascent + self.vertical.descent;
        (self.style.leading.to_mm() - letters) * 0.5 + self.vertical.ascent
    }

    /// From the top of a line's box to the top of its capitals.
    pub(super) fn above_capitals(&self) -> f64 {
        self.to_baseline() - self.vertical.capital
    }

    /// From the baseline to the bottom of the line's box.
    pub(super) fn below_baseline(&self) -> f64 {
        self.style.leading.to_mm() - self.to_baseline()
    }
}
