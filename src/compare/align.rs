//! Which page of the newer file is which page of the older one: by name where pages have names, else by what is the same in
//! the same order.

use std::collections::BTreeMap;

/// A page for aligning: its name, if it has one, and its look.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub name: Option<String>,
    pub look: u128,
}

/// Pairs of indices, older and newer; one side is none where the other has no partner. In the order of the newer file, what is
/// gone last.
pub(super) type Pairs = Vec<(Option<usize>, Option<usize>)>;

pub(super) fn align(old: &[Sheet], new: &[Sheet]) -> Pairs {
    let named = |sheets: &[Sheet]| !sheets.is_empty() && sheets.iter().all(|sheet| sheet.name.is_some());
    if named(old) && named(new) { by_name(old, new) } else { by_look(old, new) }
}

/// The first of a name with the first of that name, the second with the second.
fn by_name(old: &[Sheet], new: &[Sheet]) -> Pairs {
    let mut places: BTreeMap<&Option<String>, std::collections::VecDeque<usize>> = BTreeMap::new();
    for (index, sheet) in old.iter().enumerate() {
        places.entry(&sheet.name).or_default().push_back(index);
    }
    let mut pairs: Pairs = Vec::new();
    for (index, sheet) in new.iter().enumerate() {
        let partner = places.get_mut(&sheet.name).and_then(std::collections::VecDeque::pop_front);
        pairs.push((partner, Some(index)));
    }
    let mut gone: Vec<usize> = places.into_values().flatten().collect();
    gone.sort_unstable();
    pairs.extend(gone.into_iter().map(|index| (Some(index), None)));
    pairs
}

/// Pages that are the same in the same order are themselves; between two of them, the first is taken for the first.
fn by_look(old: &[Sheet], new: &[Sheet]) -> Pairs {
    let mut pairs: Pairs = Vec::new();
    let mut gone = Vec::new();
    let (mut before, mut after) = (0, 0);
    let anchors = common(old, new).into_iter().chain([(old.len(), new.len())]);
    for (left, right) in anchors {
        let (lost, found) = (left - before, right - after);
        for step in 0..found {
            pairs.push(((step < lost).then_some(before + step), Some(after + step)));
        }
        gone.extend((found.min(lost)..lost).map(|step| before + step));
        if left < old.len() {
            pairs.push((Some(left), Some(right)));
        }
        (before, after) = (left + 1, right + 1);
    }
    pairs.extend(gone.into_iter().map(|index| (Some(index), None)));
    pairs
}

/// The longest sequence of pages that are the same in both, as pairs of indices.
fn common(old: &[Sheet], new: &[Sheet]) -> Vec<(usize, usize)> {
    let same = |a: usize, b: usize| matches!((old.get(a), new.get(b)), (Some(a), Some(b)) if a.look == b.look);
    let start = (0..old.len().min(new.len())).take_while(|index| same(*index, *index)).count();
    let room = old.len().min(new.len()) - start;
    let end = (1..=room).take_while(|back| same(old.len() - back, new.len() - back)).count();
    let (rows, columns) = (old.len() - start - end, new.len() - start - end);
    // Lengths of the longest sequences from each place on; beyond what anyone prints, only what is the same at both ends counts.
    let mut middle = Vec::new();
    if rows.saturating_mul(columns) <= 16_000_000 {
        let width = columns + 1;
        let mut lengths = vec![0_u32; (rows + 1) * width];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                let at = |r: usize, c: usize| lengths.get(r * width + c).copied().unwrap_or_default();
                let longest = match same(start + row, start + column) {
                    true => at(row + 1, column + 1) + 1,
                    false => at(row + 1, column).max(at(row, column + 1)),
                };
                if let Some(cell) = lengths.get_mut(row * width + column) {
                    *cell = longest;
                }
            }
        }
        let (mut row, mut column) = (0, 0);
        while row < rows && column < columns {
            let at = |r: usize, c: usize| lengths.get(r * width + c).copied().unwrap_or_default();
            if same(start + row, start + column) {
                middle.push((start + row, start + column));
                (row, column) = (row + 1, column + 1);
            } else if at(row + 1, column) >= at(row, column + 1) {
                row += 1;
            } else {
                column += 1;
            }
        }
    }
    let head = (0..start).map(|index| (index, index));
    let tail = (0..end).rev().map(|back| (old.len() - 1 - back, new.len() - 1 - back));
    head.chain(middle).chain(tail).collect()
}
