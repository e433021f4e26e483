//! The rules of preflight, one a file, each with its manual page at its head: what, why, fix, source.

mod bleed;
mod contrast;
mod hairline;
mod ink_limit;
mod qr_ground;
mod qr_module;
mod resolution;
mod rich_black_text;
mod safe_zone;
mod small_text;
mod white_overprint;

use super::Profile;
use super::face::Face;
use super::flat::{Leaf, Scope};
use super::ink;
use super::notes::{Note, Notes};
use crate::geom::{Contours, PageBoxes};
use crate::scene::Document;

/// A rule: looks at single leaves, at whole faces, or at both.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The code of its diagnostics: `qr-module`.
    pub code: &'static str,
    leaf: Option<LeafRule>,
    face: Option<FaceRule>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

/// Looks at one leaf alone: what it finds in shared artwork holds for every page that puts it at the same place.
type LeafRule = fn(&Leaf<'_>, &Scope<'_>, &Desk<'_>, &mut Notes);
/// Looks at a face: what lies next to, under or over what.
type FaceRule = fn(&Face<'_>, &Desk<'_>, &mut Notes);

/// What rules are given beside what they look at.
pub(super) struct Desk<'a> {
    pub document: &'a Document,
    pub profile: &'a Profile,
    pub boxes: &'a PageBoxes,
    /// Along which the piece is cut, where it is no rectangle.
    pub outline: Option<Contours>,
}

/// Every rule, in the order in which they speak.
pub const RULES: &[Rule] = &[
    resolution::RULE,
    hairline::RULE,
    ink_limit::RULE,
    rich_black_text::RULE,
    white_overprint::RULE,
    safe_zone::RULE,
    bleed::RULE,
    small_text::RULE,
    contrast::RULE,
    qr_module::RULE,
    qr_ground::RULE,
];

/// Lets every rule look at a face. `shared` keeps, by its number, what was found in artwork laid flat before.
pub(super) fn inspect(face: &Face<'_>, profile: &Profile, shared: &mut Vec<Option<Vec<Note>>>) -> Notes {
    let outline = face.page.outline.as_deref().map(Contours::of);
    let desk = Desk { document: face.document, profile, boxes: face.boxes(), outline };
    let mut notes = Notes::default();
    for span in face.spans() {
        let Some(number) = span.placement else {
            leaves(span.leaves, &desk, &mut notes);
            continue;
        };
        if shared.len() <= number {
            shared.resize_with(number + 1, || None);
        }
        let Some(known) = shared.get_mut(number) else { continue };
        let known = known.get_or_insert_with(|| {
            let mut notes = Notes::default();
            leaves(span.leaves, &desk, &mut notes);
            notes.into_list()
        });
        for note in known {
            notes.again(note, span.origin);
        }
    }
    for rule in RULES {
        if let Some(look) = rule.face {
            notes.rule(rule.code);
            look(face, &desk, &mut notes);
        }
    }
    notes
}

/// Single leaves that reach the paper.
fn leaves(leaves: &[Leaf<'_>], desk: &Desk<'_>, notes: &mut Notes) {
    let paper = desk.boxes.bleed_rect();
    for leaf in leaves.iter().filter(|leaf| ink::meet(&leaf.seen, &paper).is_some()) {
        for rule in RULES {
            if let Some(look) = rule.leaf {
                notes.rule(rule.code);
                look(leaf, &leaf.scope, desk, notes);
            }
        }
    }
}
