//! Boxes that show lists: entries found, filtered and sorted, their boxes bound and laid out where they belong, page by
//! page. How boxes are painted is the business of `place`.

mod axis;
mod line;
mod matrix;
mod order;
mod ring;
mod table;
mod timeline;

use std::sync::Arc;

use super::flow;
use super::frame::{self, Ground};
use super::instance::{self, Instance};
use super::names::{Each, Names};
use super::pages::Stand;
use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::element::{Cursor, Measure, Scope};
use crate::geom::{Length, Rect, Size};
use crate::say;
use crate::scene::{Origin, Role};
use crate::template::{Data, Form, Node, OverflowSpec, Source};

/// What reaches beyond its room unseen: rounding.
const TOLERANCE: Length = Length::mm(0.01);
/// Entries named in one message.
const NAMED: usize = 12;

/// An entry of a list, and the names of the page with its own among them.
#[derive(Clone)]
pub(super) struct Record<'t> {
    pub each: Each<'t>,
    pub names: Names<'t>,
}

/// A box that shows a list while its boxes are being made.
pub(super) struct Filler<'f, 'g, 't> {
    ground: &'f Ground<'g>,
    data: &'t Data,
    names: Names<'t>,
    origin: Arc<Origin>,
    box_name: Arc<str>,
    /// The box inside its padding.
    room: Rect,
    rtl: bool,
    faults: Diagnostics,
    children: Vec<Instance<'t>>,
}

/// Fills a box whose rectangle is known with what its page holds of its list.
pub(super) fn fill(instance: &mut Instance<'_>, ground: &Ground<'_>) {
    let Some(data) = &instance.node.data else { return };
    let from = match ground.stands.get(instance.id()).filter(|_| instance.node.continues()) {
        Some(Stand::Done) => return,
        Some(Stand::At(cursor)) => cursor.clone(),
        None => Cursor::default(),
    };
    let room = frame::padded(instance, ground.tokens);
    let mut filler = Filler {
        ground,
        data,
        names: instance.names.clone(),
        origin: instance.origin.clone(),
        box_name: instance.node.name.clone(),
        room,
        rtl: instance.node.spec.rtl,
        faults: Diagnostics::new(),
        children: Vec::new(),
    };
    let next = match &data.form {
        Form::Table(table) => filler.table(table, &from),
        Form::Matrix(matrix) => filler.matrix(matrix, &from),
        Form::Timeline(timeline) => filler.timeline(timeline, &from),
        Form::Ring(ring) => filler.ring(ring),
    };
    instance.next = next;
    instance.faults = filler.faults;
    instance.children = filler.children;
}

impl<'t> Filler<'_, '_, 't> {
    /// Whether entries go on over pages.
    fn pages(&self) -> bool {
        self.data.overflow == OverflowSpec::Page
    }

    fn length(&self, measure: &Measure, whole: Length) -> Length {
        measure.resolve(self.ground.tokens, whole).unwrap_or_default().max(Length::ZERO)
    }

    /// Room between rows, and between columns.
    fn gaps(&self) -> (Length, Length) {
        let gap = |index: usize, whole| {
            let all = &self.data.gap.0;
            all.get(index).or(all.first()).map_or(Length::ZERO, |gap| self.length(gap, whole))
        };
        (gap(0, self.room.height), gap(1, self.room.width))
    }

    /// The entries of the box, in their order.
    fn entries(&self) -> Vec<Record<'t>> {
        self.data.source.as_ref().map(|source| self.records(source)).unwrap_or_default()
    }

    fn records(&self, source: &'t Source) -> Vec<Record<'t>> {
        let all = self.names.entries(&source.over).into_iter().enumerate();
        let mut records: Vec<Record<'t>> = all
            .map(|(index, each)| Record { names: self.names.with(&source.name, each.clone(), index), each })
            .filter(|record| source.filter.iter().all(|condition| instance::holds(condition, &record.names)))
            .collect();
        order::sort(&mut records, &source.sort, &source.name);
        records
    }

    /// A box with an entry in it; none where its condition does not hold, or where it is at fault.
    fn make(&mut self, node: &'t Node, names: &Names<'t>) -> Option<Instance<'t>> {
        let made = instance::bind(std::slice::from_ref(node), names, &self.ground.context, &mut self.faults);
        let mut made = made.into_iter().next()?;
        made.cap(self.ground.factors);
        Some(made)
    }

    /// How high a box of this width wants to be.
    fn height(&self, instance: &Instance<'t>, width: Length) -> Length {
        flow::natural(instance, Some(width), self.ground.tokens).height
    }

    /// How large a box wants to be.
    fn natural(&self, instance: &Instance<'t>) -> Size {
        flow::natural(instance, None, self.ground.tokens)
    }

    /// A rectangle with its sides changed where reading starts at the right.
    fn mirrored(&self, rect: Rect) -> Rect {
        if self.rtl { Rect { x: self.room.x + self.room.right() - rect.right(), ..rect } } else { rect }
    }

    /// Gives a box its rectangle and lays out what is in it.
    fn set(&self, instance: &mut Instance<'t>, rect: Rect, role: Option<Role>) {
        instance.rect = self.mirrored(rect);
        instance.role = role;
        frame::inside(instance, self.ground);
    }

    /// Makes a box and puts it down, where there is one.
    fn put(&mut self, node: Option<&'t Node>, names: &Names<'t>, rect: Rect, role: Option<Role>) {
        let Some(mut made) = node.and_then(|node| self.make(node, names)) else { return };
        self.set(&mut made, rect, role);
        self.children.push(made);
    }

    /// What people call an entry: its code, its id, its title.
    fn label(&self, names: &Names<'t>) -> String {
        let name = self.data.source.as_ref().map_or("", |source| source.name.as_str());
        let text = |key: &str| names.text(&format!("{name}.{key}")).map(|text| text.into_owned());
        let own = || names.text(name).map(|text| text.into_owned());
        let index = || text("index").map(|index| format!("n° {index}"));
        text("code").or_else(|| text("id")).or_else(own).or_else(|| text("title")).or_else(index).unwrap_or_default()
    }

    /// A fault of an entry, at the place of one of its names.
    fn fault_of(&self, code: &'static str, message: Say, names: &Names<'t>, name: &str) -> Diagnostic {
        let fault = Diagnostic::error(code, message);
        let fault = match names.place(name) {
            Some(place) => fault.at(place),
            None => fault,
        };
        self.origin.mark(fault)
    }

    /// The fault of entries that there is no room for; `lacking` is the height that they need beyond it.
    fn no_room(&mut self, entries: &[String], lacking: Length) {
        let (name, count) = (&self.box_name, entries.len());
        let shown = entries.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = count.saturating_sub(NAMED);
        let more = if more > 0 { format!(" … (+{more})") } else { String::new() };
        let lacking = rounded(lacking);
        let message = say!(
            "cadre « {name} » : pas de place pour {count} entrées ({shown}{more}) ; il manque {lacking} de hauteur",
            "box “{name}”: no room for {count} entries ({shown}{more}); {lacking} of height are lacking"
        );
        let hint = say!(
            "agrandissez le cadre, réduisez ses caractères, ou écrivez `overflow: page` pour continuer sur d’autres pages",
            "enlarge the box, make its letters smaller, or write `overflow: page` to go on over further pages"
        );
        let fault = Diagnostic::error("entries-overflow", message).hint(hint);
        self.faults.push(self.origin.mark(fault));
    }

    /// The fault of an entry that is higher than a whole page.
    fn too_high(&mut self, entry: &str, height: Length, room: Length) {
        let (name, height, room) = (&self.box_name, rounded(height), rounded(room));
        let message = say!(
            "cadre « {name} » : l’entrée {entry} a besoin de {height} de hauteur, une page entière n’en offre que {room}",
            "box “{name}”: the entry {entry} needs {height} of height, a whole page has no more than {room}"
        );
        let hint = say!(
            "raccourcissez ses textes, élargissez sa colonne, ou agrandissez le cadre",
            "shorten its texts, widen its column, or enlarge the box"
        );
        let fault = Diagnostic::error("entry-too-high", message).hint(hint);
        self.faults.push(self.origin.mark(fault));
    }
}

/// A length to a tenth of a millimetre, for messages.
fn rounded(length: Length) -> Length {
    Length::mm((length.to_mm() * 10.0).round() / 10.0)
}
