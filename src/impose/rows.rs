//! Which plan each sheet has: one for all where pieces have one size; where sizes are mixed, rows of one size each, so
//! that straight cuts from edge to edge part the rows, and then the pieces of each row.

use super::Job;
use super::arrangement::{Arrangement, Position, Sides};
use super::order::{Order, Sheet, deal};
use super::pieces::Piece;
use super::plan::{Laid, NOTHING, Plan, bleed_of, gutter_of, mirror, papers, plan, too_large};
use super::slot::{Slot, Turn};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size};
use crate::say;
use crate::scene::Page;

/// The sheets: each with its plan and what lies in its places.
pub(super) struct Layout {
    pub plans: Vec<Plan>,
    pub sheets: Vec<(usize, Sheet)>,
}

/// Pieces of one size, in the order of the deck.
struct Group<'a> {
    page: &'a Page,
    size: Size,
    bleed: Length,
    /// How often each piece of the document is wanted in this group.
    copies: Vec<u32>,
}

/// A row of pieces beside each other.
struct Row {
    cell: Size,
    turn: Turn,
    gutter: Length,
    columns: usize,
    pieces: Vec<usize>,
}

/// Deals the pieces out.
pub(super) fn lay_out(
    pages: &[Page],
    pieces: &[Piece],
    copies: &[u32],
    job: &Job<'_>,
) -> Result<Layout, Vec<Diagnostic>> {
    let groups = groups(pages, pieces, copies);
    let arrangement = job.arrangement;
    if let [group] = groups.as_slice() {
        let plan = plan(arrangement, job.place, job.sizes, group.size, group.bleed)?;
        let sheets = deal(&group.copies, plan.places.len(), job.sets, arrangement.order);
        return Ok(Layout { plans: vec![plan], sheets: sheets.into_iter().map(|sheet| (0, sheet)).collect() });
    }
    let (Some(one), Some(other)) = (groups.first(), groups.get(1)) else { return Err(vec![super::nothing()]) };
    if !arrangement.mix {
        return Err(vec![several_sizes(one.page, other.page)]);
    }
    let unfit = arrangement.order != Order::ByCard
        || arrangement.grid.is_some()
        || arrangement.slot_count() > 0
        || !matches!(arrangement.sides, Sides::DuplexLong | Sides::DuplexShort | Sides::Single);
    if unfit {
        return Err(vec![not_in_rows(arrangement).at(job.place.key("sheet"))]);
    }
    mixed(&groups, job)
}

fn groups<'a>(pages: &'a [Page], pieces: &[Piece], copies: &[u32]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (index, (piece, copies)) in pieces.iter().zip(copies).enumerate() {
        let Some(page) = piece.faces().next().and_then(|face| pages.get(face)).filter(|_| *copies > 0) else {
            continue;
        };
        let size = page.boxes.trim;
        let near = |group: &Group<'_>| {
            group.size.width.near(size.width, NOTHING) && group.size.height.near(size.height, NOTHING)
        };
        let bleed = page.boxes.bleed;
        let bleed = bleed.left.min(bleed.right).min(bleed.top).min(bleed.bottom);
        let found = groups.iter().position(near).unwrap_or_else(|| {
            groups.push(Group { page, size, bleed, copies: vec![0; pieces.len()] });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(found) {
            group.bleed = group.bleed.max(bleed);
            if let Some(wanted) = group.copies.get_mut(index) {
                *wanted = *copies;
            }
        }
    }
    groups
}

/// Sheets of rows, on the paper as it lies best.
fn mixed(groups: &[Group<'_>], job: &Job<'_>) -> Result<Layout, Vec<Diagnostic>> {
    let arrangement = job.arrangement;
    let paper =
        job.sizes.format(&arrangement.paper).map_err(|error| vec![error.diagnostic(job.place.key("paper"))])?.trim;
    let mut best: Option<(Size, Vec<Vec<Row>>)> = None;
    let mut large = None;
    for paper in papers(paper, arrangement.orientation) {
        match packed(groups, job, paper) {
            Ok(sheets) if best.as_ref().is_none_or(|(_, known)| sheets.len() < known.len()) => {
                best = Some((paper, sheets));
            }
            Ok(_) => {}
            Err(fault) => large = Some(fault),
        }
    }
    let Some((paper, sheets)) = best else {
        return Err(large.into_iter().collect());
    };
    let bleed = groups.iter().map(|group| bleed_of(arrangement, group.bleed)).fold(Length::ZERO, Length::max);
    let mut layout = Layout { plans: Vec::new(), sheets: Vec::new() };
    for rows in sheets {
        let slots = places(&rows, arrangement, paper);
        let mirror = mirror(arrangement.sides, paper);
        let fronts = slots.into_iter().map(|slot| (slot, mirror)).collect();
        layout.plans.push(Laid { paper, fronts, folds: Vec::new() }.finish(arrangement, bleed));
        let sheet = rows.iter().flat_map(|row| (0..row.columns).map(|at| row.pieces.get(at).copied())).collect();
        layout.sheets.push((layout.plans.len() - 1, sheet));
    }
    Ok(layout)
}

/// Rows onto sheets: the highest first, each on the first sheet that has room for it.
fn packed(groups: &[Group<'_>], job: &Job<'_>, paper: Size) -> Result<Vec<Vec<Row>>, Diagnostic> {
    let arrangement = job.arrangement;
    let room = Rect::of_size(paper).inset(&arrangement.margins.0);
    let mut rows = Vec::new();
    for group in groups {
        let Some(more) = rows_of(group, job, room.size()) else {
            return Err(too_large(arrangement, paper, group.size).at(job.place.key("paper")));
        };
        rows.extend(more);
    }
    rows.sort_by(|a, b| b.cell.height.to_mm().total_cmp(&a.cell.height.to_mm()));
    let mut sheets: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let fits = |sheet: &&mut Vec<Row>| {
            let used = height(sheet, arrangement);
            let gap = sheet.last().map_or(Length::ZERO, |last| gap(last, &row, arrangement));
            used + gap + row.cell.height <= room.height + NOTHING
        };
        match sheets.iter_mut().find(fits) {
            Some(sheet) => sheet.push(row),
            None => sheets.push(vec![row]),
        }
    }
    Ok(sheets)
}

/// The pieces of one size in rows, turned as less paper is needed for them; none when not even one has room.
fn rows_of(group: &Group<'_>, job: &Job<'_>, room: Size) -> Option<Vec<Row>> {
    let gutter = gutter_of(job.arrangement, bleed_of(job.arrangement, group.bleed));
    let turns: &[Turn] = if job.arrangement.turn { &[Turn::Upright, Turn::Right] } else { &[Turn::Upright] };
    let pieces: Vec<usize> = deal(&group.copies, 1, job.sets, Order::ByCard).into_iter().flatten().flatten().collect();
    let mut best: Option<(Length, Turn, Size, usize)> = None;
    for turn in turns {
        let cell = if turn.is_quarter() { group.size.turned() } else { group.size };
        let columns = super::grid::count(room.width, cell.width, gutter).min(pieces.len());
        if columns == 0 || cell.height > room.height + NOTHING {
            continue;
        }
        let height = cell.height * pieces.len().div_ceil(columns) as f64;
        if best.is_none_or(|(known, ..)| height < known) {
            best = Some((height, *turn, cell, columns));
        }
    }
    let (_, turn, cell, columns) = best?;
    Some(pieces.chunks(columns).map(|chunk| Row { cell, turn, gutter, columns, pieces: chunk.to_vec() }).collect())
}

/// Room between two rows: the gutter where cuts go on from one to the next, and else room for the marks of both.
fn gap(above: &Row, below: &Row, arrangement: &Arrangement) -> Length {
    let gutter = above.gutter.max(below.gutter);
    if above.cell == below.cell && above.columns == below.columns {
        return gutter;
    }
    // The marks of one row end before those of the next begin, so that nobody takes one for the other.
    let marks = arrangement.marks.crop.map_or(Length::ZERO, |crop| (crop.offset + crop.length) * 2.0 + Length::mm(1.0));
    gutter.max(marks)
}

fn height(rows: &[Row], arrangement: &Arrangement) -> Length {
    let gaps = rows.iter().zip(rows.iter().skip(1)).map(|(above, below)| gap(above, below, arrangement));
    rows.iter().map(|row| row.cell.height).chain(gaps).fold(Length::ZERO, |sum, length| sum + length)
}

fn places(rows: &[Row], arrangement: &Arrangement, paper: Size) -> Vec<Slot> {
    let room = Rect::of_size(paper).inset(&arrangement.margins.0);
    let share = if arrangement.position == Position::Center { 0.5 } else { 0.0 };
    let mut y = room.y + (room.height - height(rows, arrangement)) * share;
    let mut slots = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if let Some(above) = index.checked_sub(1).and_then(|above| rows.get(above)) {
            y += gap(above, row, arrangement);
        }
        let pitch = row.cell.width + row.gutter;
        let x = room.x + (room.width + row.gutter - pitch * row.columns as f64) * share;
        slots.extend((0..row.columns).map(|column| Slot {
            rect: Rect::new(x + pitch * column as f64, y, row.cell.width, row.cell.height),
            turn: row.turn,
        }));
        y += row.cell.height;
    }
    slots
}

pub(super) fn several_sizes(one: &Page, other: &Page) -> Diagnostic {
    let (a, b) = (one.boxes.trim, other.boxes.trim);
    let (name, other) = (&one.name, &other.name);
    let (aw, ah, bw, bh) = (a.width, a.height, b.width, b.height);
    Diagnostic::error(
        "several-sizes",
        say!(
            "les faces n’ont pas toutes la même taille : {name} {aw} × {ah}, {other} {bw} × {bh}",
            "faces differ in size: {name} {aw} × {ah}, {other} {bw} × {bh}"
        ),
    )
    .hint(say!(
        "imposez chaque format à part, ou mêlez-les en rangées : `mix: true`",
        "impose each size on its own, or mix them in rows: `mix: true`"
    ))
}

fn not_in_rows(arrangement: &Arrangement) -> Diagnostic {
    let sheet = &arrangement.sheet;
    Diagnostic::error(
        "several-sizes",
        say!(
            "la feuille « {sheet} » ne peut mêler des formats : une grille, des emplacements, un ordre ou des côtés l’en empêchent",
            "the sheet “{sheet}” cannot mix sizes: a grid, slots, an order or sides stand in the way"
        ),
    )
    .hint(say!(
        "pour mêler des formats : order by-card, sides duplex-long, duplex-short ou single, ni grid ni slots",
        "to mix sizes: order by-card, sides duplex-long, duplex-short or single, neither grid nor slots"
    ))
}
