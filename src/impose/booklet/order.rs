//! Which page stands where in a booklet. Knows numbers only: pages are counted from 0 in reading order.

/// A leaf: the pages on its two sides. None is a blank side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// On the side of the sheet that is printed first.
    pub front: Option<usize>,
    /// Behind it.
    pub back: Option<usize>,
}

/// Folded sheets of a saddle-stitched booklet, the outermost first; each is the left leaf and the right leaf as they lie
/// when the outside of the fold is up. Blank pages come last, up to a multiple of four.
pub fn saddle(pages: usize) -> Vec<[Leaf; 2]> {
    let padded = pages.next_multiple_of(4);
    let there = |page: usize| (page < pages).then_some(page);
    let sheet = |sheet: usize| {
        let (first, last) = (sheet * 2, padded - 1 - sheet * 2);
        let left = Leaf { front: there(last), back: there(last - 1) };
        let right = Leaf { front: there(first), back: there(first + 1) };
        [left, right]
    };
    (0..padded / 4).map(sheet).collect()
}

/// The sheet of a saddle-stitched booklet on which a page lies, from the outside; each sheet outside it pushes it out by
/// the thickness of the paper.
pub fn depth(page: usize, pages: usize) -> usize {
    let padded = pages.next_multiple_of(4);
    page.min(padded.saturating_sub(1 + page)) / 2
}

/// Panels of an accordion from left to right, in strips of `panels`. Read from left to right, then turned over like a
/// page and read from left to right again; fronts only where only one side is printed.
pub fn accordion(pages: usize, panels: usize, both_sides: bool) -> Vec<Vec<Leaf>> {
    let panels = panels.max(1);
    let fronts = if both_sides { pages.div_ceil(2) } else { pages };
    let leaf = |panel: usize| {
        // The panel that is first when the strip is turned over was last.
        let behind = fronts * 2 - 1 - panel;
        let back = (both_sides && behind < pages).then_some(behind);
        Leaf { front: (panel < pages).then_some(panel), back }
    };
    let strip = |first: usize| (first..(first + panels).min(fronts)).map(leaf).collect();
    (0..fronts).step_by(panels).map(strip).collect()
}
