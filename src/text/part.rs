//! Parts of set text: lines from a place in the paragraph on, some lines alone. For texts that go on over columns and
//! pages, one paragraph at a time. Knows no page.

use std::ops::Range;
use std::sync::Arc;

use super::block::Block;
use super::breaking::break_lines_from;
use super::place::Placer;
use super::prepare::Prepared;
use super::setting::{Line, Setting};
use crate::geom::{Length, Point};
use crate::scene::Item;

impl Prepared {
    /// Sets what follows after `from`, the [end](Line::end) of a line of the first paragraph; 0 is all of it. Broken anew,
    /// so that the rest of a paragraph may go on in lines of another width.
    pub fn set_from(&self, width: Length, from: u32) -> Setting {
        let lines = |(index, block)| {
            let measure = self.measure(block, width, 1.0);
            break_lines_from(block, if index == 0 { from } else { 0 }, measure, false)
        };
        let ends = self.0.blocks.iter().enumerate().map(lines).collect();
        Setting::new(self.clone(), width, 1.0, (ends, from), None)
    }

    /// From baseline to baseline of the first paragraph.
    pub fn leading(&self) -> Length {
        self.0.blocks.first().map_or(Length::ZERO, |block| block.style.leading)
    }

    /// From the top of a line of the first paragraph to its baseline.
    pub fn to_baseline(&self) -> Length {
        self.0.blocks.first().map_or(Length::ZERO, |block| Length::mm(block.to_baseline()))
    }

    /// Height of the capitals of the first paragraph.
    pub fn capital(&self) -> Length {
        self.0.blocks.first().map_or(Length::ZERO, |block| Length::mm(block.vertical.capital))
    }

    /// How far the lines of the first paragraph stand in, its bullet or number having made room for itself.
    pub fn indent(&self) -> Length {
        self.0.blocks.first().map_or(Length::ZERO, |block| Length::mm(block.indent))
    }

    /// Where the words before `from`, the end of a line of the first paragraph, lead.
    pub fn links_until(&self, from: u32) -> Vec<Arc<str>> {
        let Some(block) = self.0.blocks.first().filter(|_| from > 0) else { return Vec::new() };
        block.links(0..block.at_break(from))
    }

    /// True where the first paragraph is written from the right.
    pub fn is_rtl(&self) -> bool {
        self.0.blocks.first().is_some_and(|block| block.rtl)
    }
}

impl Line {
    /// Where the next line begins, for [`Prepared::set_from`].
    pub const fn end(&self) -> u32 {
        self.to
    }
}

impl Setting {
    /// Some lines alone, the top of the first one's box at `corner`.
    pub fn place_lines(&self, lines: Range<usize>, corner: Point) -> Vec<Item> {
        let prepared = self.prepared();
        let lines = self.lines.get(lines).unwrap_or_default();
        let Some(first) = lines.first() else { return Vec::new() };
        let above = prepared.0.blocks.get(first.paragraph).map_or(0.0, Block::to_baseline);
        let top = corner.y - (first.baseline - Length::mm(above * self.scale));
        Placer::new(&prepared.0, self.scale).place(lines, corner.x, top)
    }

    /// Where the words of a line lead, each address once.
    pub fn links_on(&self, line: usize) -> Vec<Arc<str>> {
        let line = self.lines.get(line);
        let block = line.and_then(|line| self.prepared().0.blocks.get(line.paragraph));
        let (Some(line), Some(block)) = (line, block) else { return Vec::new() };
        block.links(block.at_break(line.from)..block.at_break(line.to))
    }
}

impl Block {
    /// Where a line that begins at this break begins in the text, in bytes.
    fn at_break(&self, index: u32) -> usize {
        let place = self.breaks.get(index as usize);
        place.map_or(self.text.len(), |place| self.start_of(place.seg as usize, place.cut))
    }

    /// Where words of the text lead, each address once.
    fn links(&self, range: Range<usize>) -> Vec<Arc<str>> {
        let mut found: Vec<Arc<str>> = Vec::new();
        let mut start = 0;
        for span in &self.spans {
            if let Some(link) = &span.style.link
                && start < range.end
                && span.end > range.start
                && !found.contains(link)
            {
                found.push(link.clone());
            }
            start = span.end;
        }
        found
    }
}
