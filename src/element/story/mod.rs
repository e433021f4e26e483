//! Long texts in Markdown: `flow: "{text}"`. Blocks are set in the width of the box and go on over columns and pages.
//!
//! ```text
//! text ──names──▶ Story ──bind──▶ pieces ──set──▶ slabs ──fill──▶ spots ──place──▶ items, and where the next page goes on
//! ```
//!
//! Pieces know no page; `fill` knows heights alone. The same text, room and cursor give the same page.

mod bind;
mod blank;
mod contents;
mod fill;
mod names;
mod number;
mod piece;
mod place;
mod set;
mod source;
mod spec;
mod style;
mod table;

pub use fill::{Begins, Filled, Room, Slab, Spot, fill};
pub use spec::{FlowSpec, OverflowSpec};
pub use style::{BlockSpec, KeepSpec, NewSpec, NumberingSpec, SpanSpec};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::bind::{Binder, Inset};
use self::names::{Filled as Named, NameFault};
use self::piece::{Body, Ground, Piece};
use self::set::{Built, SetBody, Widths};
use self::source::Source;
use super::columns::GridLines;
use super::image::onto;
use super::{
    Context, Cursor, Drawn, Frame, IconSpec, Placed, Scope, Stock, Stocked, Theme, figure, lettering, missing_field,
};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Rect, Size};
use crate::say;
use crate::scene::{Anchor, Image, Item, Origin, Stroke, Use};
use crate::source::FileId;
use crate::text::markup::story::{Story, note_number, note_place};
use crate::text::{Columns, is_rtl};

/// A long text with the content of one card in it.
#[derive(Debug)]
pub struct BoundStory {
    pieces: Vec<Piece>,
    grounds: Vec<Ground>,
    notes: Vec<Vec<Piece>>,
    note_rule: Option<Stroke>,
    note_gaps: (Length, Length),
    columns: Columns,
    grid: Option<GridLines>,
    rtl: bool,
    overflow: OverflowSpec,
    prefix: String,
    file: Option<FileId>,
    written: String,
    filled: Named,
}

impl FlowSpec {
    /// The file that holds the text of a card; none where the card holds it.
    pub fn file(&self, scope: &dyn Scope) -> Option<String> {
        spec::file_of(&self.value.fill(scope).ok()?).map(str::to_owned)
    }

    /// The pictures of the text, and the icons among its words in every colour that they may have.
    pub fn drawings(&self, theme: &Theme, scope: &dyn Scope, stock: &Stock) -> Vec<Drawn> {
        let Ok(value) = self.value.fill(scope) else { return Vec::new() };
        let text = match spec::file_of(&value) {
            Some(file) => stock.text(file).map(|text| text.text.to_string()).unwrap_or_default(),
            None => value,
        };
        let filled = if self.names { Named::new(&text, scope).0 } else { Named::plain(&text) };
        let (story, _) = Story::read(&filled.text);
        let pictures = story.pictures().into_iter().map(|file| (file.to_owned(), None));
        let styles = theme.style_names().filter_map(|name| theme.style(name));
        let mut icons: Vec<Drawn> = Vec::new();
        let named: Vec<&str> = super::text::icon_names(&filled.text).collect();
        for style in styles.filter(|_| !named.is_empty()) {
            for ink in lettering::inks(&filled.text, style, theme, scope) {
                icons.extend(named.iter().map(|name| (IconSpec::file(name), Some(ink))));
            }
        }
        pictures.chain(icons).collect()
    }

    /// Puts the text of one card in.
    pub(super) fn bind(
        &self,
        context: &Context<'_>,
        scope: &dyn Scope,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<BoundStory> {
        let value = super::fill(&self.value, scope, origin, diagnostics)?;
        let (file, written) = match spec::file_of(&value) {
            // A file that could not be read was told when it was looked for.
            Some(name) => {
                let text = context.stock.text(name)?;
                (Some(text.file), text.text.to_string())
            }
            None => (None, value),
        };
        let filled = self.fill_names(&written, file, scope, origin, diagnostics);
        let (story, faults) = Story::read(&filled.text);
        let source = Source { origin, file, filled: &filled, written: &written };
        diagnostics.extend(faults.into_iter().map(|fault| source.mark(&fault.range, fault.diagnostic)));
        let prefix = origin.card.as_ref().map_or_else(String::new, |card| format!("{card}/"));
        let lang = self.value.names().find_map(|name| scope.lang(name)).unwrap_or_else(|| context.theme.lang.clone());
        let mut binder = Binder {
            context,
            scope,
            story: &story,
            source: &source,
            diagnostics,
            prefix: &prefix,
            lang: lang.clone(),
            pieces: Vec::new(),
            grounds: Vec::new(),
            styles: BTreeMap::new(),
            counters: [0; 4],
            places: BTreeSet::new(),
            leads: Vec::new(),
            blanks: BTreeSet::new(),
            calls: Vec::new(),
            called: BTreeSet::new(),
            begins: Begins::Anywhere,
        };
        binder.blocks(&story.blocks, &Inset { plain: "p", ..Inset::default() });
        let notes = binder.notes();
        binder.dangling();
        let note = binder.style("note", None, &(0..0));
        let Binder { pieces, grounds, .. } = binder;
        let gaps = note.as_ref().map_or((Length::ZERO, Length::ZERO), |note| (note.letters.leading, note.before));
        Some(BoundStory {
            pieces,
            grounds,
            notes,
            note_rule: note.and_then(|note| note.rule.clone()),
            note_gaps: gaps,
            columns: self.columns.map(|columns| columns.0).unwrap_or_default(),
            grid: context.theme.grid,
            rtl: is_rtl(&lang),
            overflow: self.overflow,
            file,
            prefix,
            written,
            filled,
        })
    }

    fn fill_names(
        &self,
        written: &str,
        file: Option<FileId>,
        scope: &dyn Scope,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Named {
        if !self.names {
            return Named::plain(written);
        }
        let (filled, faults) = Named::new(written, scope);
        let plain = Named::plain(written);
        let source = Source { origin, file, filled: &plain, written };
        for (at, fault) in faults {
            let diagnostic = match fault {
                NameFault::Missing(missing) => missing_name(&missing.name, origin),
                NameFault::Wrong(fault) => {
                    let (message, hint) = fault.say();
                    Diagnostic::error("wrong-value", message).hint(hint)
                }
            };
            diagnostics.push(source.mark(&(at..at + 1), diagnostic));
        }
        filled
    }
}

/// The fault of a name without value, without place.
fn missing_name(name: &str, origin: &Origin) -> Diagnostic {
    let mut fault = missing_field(name, origin);
    fault.labels.clear();
    fault
}

impl BoundStory {
    fn widths(&self, width: Length) -> Widths {
        let count = self.columns.count.max(1) as f64;
        let column = (width - self.columns.gap * (count - 1.0)) * (1.0 / count);
        Widths { column: column.max(Length::ZERO), all: width }
    }

    /// Its size in a flow of boxes: as high as all of it in one page.
    pub(super) fn measure(&self, width: Option<Length>, height: Option<Length>, room: super::Room) -> Size {
        const USUAL: Length = Length::mm(100.0);
        let width = width.unwrap_or(match room {
            super::Room::Definite(room) => room,
            super::Room::Min | super::Room::Max => USUAL,
        });
        let height = height.unwrap_or_else(|| {
            let endless = Size::new(width, Length::mm(1e6));
            self.fill(endless, &Cursor::default(), Length::ZERO).1.bottom
        });
        Size::new(width, height)
    }

    fn fill(&self, frame: Size, cursor: &Cursor, top: Length) -> (Built, Filled, Widths) {
        let widths = self.widths(frame.width);
        let enough = frame.height * (self.columns.count.max(1) as f64 + 1.0);
        let built = self.build(cursor, widths, enough);
        let heights = self.note_heights(widths.column);
        let grid = self.grid.map(|grid| (grid.step, grid.below(top)));
        let room = Room {
            height: frame.height,
            columns: self.columns.count.max(1),
            balanced: self.columns.fill == crate::text::ColumnFill::Balanced,
            notes: &heights,
            note_gaps: self.note_gaps,
            grid,
            ends: built.ends,
        };
        let filled = fill(&built.slabs, &room);
        (built, filled, widths)
    }

    /// The part of the text that has room in the frame from `cursor` on.
    pub fn place_from(&self, frame: &Frame<'_>, cursor: &Cursor, diagnostics: &mut Diagnostics) -> Placed {
        let (built, filled, widths) = self.fill(frame.content.size(), cursor, frame.content.y);
        self.told(&built, &filled, frame, widths, diagnostics);
        let items = self.items(&built, &filled, frame.content, widths);
        if filled.count == 0 && !built.slabs.is_empty() {
            // Told as an error; what follows is looked at all the same.
            let next = built.units.first().map_or(0, |unit| unit.piece + 1);
            return Placed { items, next: (next < self.pieces.len()).then(|| Cursor::at([next, 0])) };
        }
        Placed { items, next: built.next(filled.count) }
    }

    /// All of the text in one frame; what has no room there is a fault.
    pub(super) fn place(&self, frame: &Frame<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
        let Placed { items, next } = self.place_from(frame, &Cursor::default(), diagnostics);
        if let Some(next) = next {
            diagnostics.push(self.left_over(&next, frame));
        }
        items
    }

    /// Whether it goes on over pages.
    pub const fn continues(&self) -> bool {
        matches!(self.overflow, OverflowSpec::Page)
    }

    fn source<'s>(&'s self, origin: &'s Origin) -> Source<'s> {
        Source { origin, file: self.file, filled: &self.filled, written: &self.written }
    }

    /// The fault of a text that goes on where it must not.
    pub fn left_over(&self, next: &Cursor, frame: &Frame<'_>) -> Diagnostic {
        let piece = next.step(0);
        let left = self.pieces.len().saturating_sub(piece);
        let s = if left > 1 { "s" } else { "" };
        let (name, height) = (frame.name, frame.content.height);
        let range = self.pieces.get(piece).map_or(0..0, |piece| piece.range.clone());
        let fault = Diagnostic::error(
            "flow-overflow",
            say!(
                "le cadre « {name} » ({height} de haut) ne contient pas tout le texte : {left} bloc{s} de trop, à partir d’ici",
                "the box “{name}” ({height} high) does not hold all of the text: {left} block{s} too many, from here on"
            ),
        );
        self.source(frame.origin).mark(
            &range,
            fault.hint(say!(
                "raccourcissez le texte, agrandissez le cadre, ou laissez-le continuer : `overflow: page`",
                "shorten the text, enlarge the box, or let it go on: `overflow: page`"
            )),
        )
    }

    /// Tells what does not fit in width or height.
    fn told(&self, built: &Built, filled: &Filled, frame: &Frame<'_>, widths: Widths, diagnostics: &mut Diagnostics) {
        let source = self.source(frame.origin);
        let count = filled.count.max(1);
        let mut last = None;
        for unit in built.units.iter().take(count) {
            if last.replace(unit.set) == Some(unit.set) {
                continue;
            }
            let (Some(piece), Some(set)) = (self.pieces.get(unit.piece), built.sets.get(unit.set)) else { continue };
            for fault in too_wide(piece, set, widths) {
                diagnostics.push(source.mark(&piece.range, fault));
            }
        }
        let first = built.slabs.first().zip(built.units.first());
        if let (0, Some((slab, unit))) = (filled.count, first)
            && let Some(piece) = self.pieces.get(unit.piece)
        {
            diagnostics.push(source.mark(&piece.range, too_high(piece, slab, frame.content.height)));
        }
    }

    /// The place of a footnote.
    fn note_anchor(&self, number: u32) -> Arc<Anchor> {
        let name = note_place(&self.prefix, number);
        Arc::new(Anchor { name: name.trim_start_matches('#').into(), heading: None })
    }
}

fn too_high(piece: &Piece, slab: &Slab, room: Length) -> Diagnostic {
    let height = slab.height + slab.repeated;
    let (fr, en) = match &piece.body {
        Body::Words { .. } | Body::Entry { .. } => ("cette ligne", "this line"),
        Body::Row { .. } => ("cette ligne de tableau", "this row"),
        Body::Figure { .. } => ("cette figure", "this figure"),
        Body::Rule => ("ce filet", "this rule"),
        Body::Blanks(_) => ("ce champ", "this blank"),
    };
    let message = say!(
        "{fr} mesure {height} de haut avec ce qui l’accompagne, la colonne {room}",
        "{en} is {height} high with what goes with it, the column {room}"
    );
    Diagnostic::error("flow-too-high", message).hint(say!(
        "rendez-la moins haute, ou le cadre plus haut : rien n’est coupé",
        "make it less high, or the box higher: nothing is cut"
    ))
}

/// Words wider than their line, tables and blanks wider than their column.
fn too_wide(piece: &Piece, set: &SetBody, widths: Widths) -> Vec<Diagnostic> {
    let measure = piece.measure(widths);
    match (&piece.body, set) {
        (_, SetBody::Lines { setting, .. }) => setting.too_wide.iter().map(crate::text::TooWide::diagnostic).collect(),
        (Body::Row { table, row: 0 }, _) => {
            let Err(lack) = table.widths(measure) else { return Vec::new() };
            let message = say!(
                "le tableau manque de {lack} pour ses mots les plus longs ; la colonne en offre {measure}",
                "the table lacks {lack} for its longest words; the column has {measure}"
            );
            let hint = say!(
                "ôtez une colonne, raccourcissez les mots, ou donnez-lui toute la largeur (`span: all`)",
                "drop a column, shorten the words, or give it the whole width (`span: all`)"
            );
            vec![Diagnostic::error("table-too-wide", message).hint(hint)]
        }
        (Body::Blanks(blanks), _) => {
            let Some(over) = blank::excess(blanks, measure) else { return Vec::new() };
            let message = say!(
                "ces champs dépassent de {over} la colonne de {measure}",
                "these blanks reach {over} beyond the column of {measure}"
            );
            let hint = say!("réduisez width, ou passez à la ligne", "reduce width, or begin a new paragraph");
            vec![Diagnostic::error("flow-too-wide", message).hint(hint)]
        }
        _ => Vec::new(),
    }
}

/// A picture or drawing in a rectangle, with what it says.
fn figure_at(stocked: &Stocked, alt: Option<Arc<str>>, rect: Rect) -> Vec<Item> {
    let map = onto(stocked.natural_size(), &rect);
    let item = match stocked {
        Stocked::Drawing { artwork, .. } => Item::Use(Use { artwork: *artwork, transform: map }),
        Stocked::Picture { image, .. } => Item::Image(Image { image: *image, rect }),
    };
    let mut items = figure(item, alt, None);
    items.extend(stocked.plates(&map));
    items
}

impl Binder<'_> {
    /// The footnotes, each with its number before it.
    fn notes(&mut self) -> Vec<Vec<Piece>> {
        let body = std::mem::take(&mut self.pieces);
        let mut notes = Vec::with_capacity(self.story.notes.len());
        for (number, blocks) in (1_u32..).zip(&self.story.notes) {
            self.note(number, blocks);
            notes.push(std::mem::take(&mut self.pieces));
        }
        self.pieces = body;
        notes
    }

    /// Links to places that the text does not have.
    fn dangling(&mut self) {
        for (link, range) in std::mem::take(&mut self.leads) {
            let bare = link.trim_start_matches('#').strip_prefix(self.prefix).unwrap_or_default().to_owned();
            if note_number(self.prefix, &link).is_some() || self.places.contains(&bare) {
                continue;
            }
            let fault = Diagnostic::error(
                "unknown-place",
                say!("aucun titre ne s’appelle « #{bare} »", "no heading is called “#{bare}”"),
            );
            let near = crate::yaml::suggest(&bare, self.places.iter().map(String::as_str)).map(str::to_owned);
            let fault = match near {
                Some(near) => fault.hint(say!("vouliez-vous dire « #{near} » ?", "did you mean “#{near}”?")),
                None => fault.hint(say!(
                    "donnez ce nom au titre : « ## Titre {{#{bare}}} »",
                    "give the heading that name: “## Title {{#{bare}}}”"
                )),
            };
            self.fault(&range, fault);
        }
    }
}
