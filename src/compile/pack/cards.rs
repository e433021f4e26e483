//! The sheets of cards of one size: table after table, each with its letter on the backs, then the room.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::CardFacts;
use super::needs::Pile;
use super::sizes::{Group, has_backs};
use crate::compile::sheets::Shop;
use crate::compile::{Run, home, slug};
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Insets, PageBoxes, Transform};
use crate::impose::workshop::{Badge, BadgeRoom, Corner};
use crate::impose::{self, Arrangement, Calibration, Cover, Found, Imposed, Plan, Printer, Sides, Slug};
use crate::say;
use crate::scene::{Artwork, Assets, Document, Item, Page, Side, Use};

/// Sheets at most under the knife.
pub(super) const STACK: usize = 10;

/// The sheets of a group, ready to be put into a file.
pub(super) struct Cards {
    pub document: Document,
    /// The page that tells how to print and cut them.
    pub cover: Option<Page>,
    pub two_sided: bool,
    pub printer: Printer,
    pub sides: Sides,
    pub facts: CardFacts,
    /// Cards to write on, by table: those asked for and those that fill the last sheet.
    pub blank: BTreeMap<String, u32>,
    /// The corner of the letters, where it is the same on all cards.
    pub corner: Option<Corner>,
}

/// The faces of a card, each as an artwork that stands once in the file.
struct Faces {
    pages: BTreeMap<Arc<str>, Vec<Page>>,
    /// Where the letter goes, by card; none where no corner is free.
    corners: BTreeMap<Arc<str>, Corner>,
    /// The boxes of a card to write on.
    boxes: PageBoxes,
}

/// What every pile of a group is put onto paper with.
struct Press<'a> {
    found: &'a Found,
    shop: &'a Shop,
    faces: Faces,
    per_sheet: usize,
    /// Kit and path, for slug lines.
    job: String,
    hash: String,
    at_home: bool,
    drift: Calibration,
    /// Words keep off the border that the printer leaves white.
    white: bool,
}

impl Run<'_> {
    /// One group → sheets.
    pub(super) fn cards(
        &mut self,
        group: Group,
        piles: &[Pile],
        title: &str,
        shop: &Shop,
        drift: Calibration,
    ) -> Option<Cards> {
        let Group { decks, format, made, found, per_sheet } = group;
        let arrangement = &found.arrangement;
        let (at_home, hash) = (self.prints_at_home(arrangement), made.hash());
        let mut document = made.into_document();
        let white = home::keeps_white(&document, arrangement);
        if at_home {
            self.spare(&mut document);
        }
        keep_in(&mut document.pages, arrangement);
        let corners = if has_backs(arrangement) { self.corners(&document) } else { self.no_backs(&arrangement.sheet) };
        let faces = Faces::new(std::mem::take(&mut document.pages), corners, &mut document.assets);
        let corner = faces.common_corner();
        let job = format!("{} · {title}", shop.title);
        let press = Press { found: &found, shop, faces, per_sheet, job, hash, at_home, drift, white };
        let mut facts =
            CardFacts { decks, format, arrangement: arrangement.sheet.clone(), per_sheet, ..CardFacts::default() };
        let (mut sheets, mut blank, mut plan, mut contents) = (Vec::new(), BTreeMap::new(), None, Contents::default());
        for pile in piles {
            let asked = facts.decks.iter().filter_map(|deck| pile.blank.get(deck.as_str())).sum();
            let wanted = press.wanted(pile, asked).map_err(|fault| self.diagnostics.push(fault)).ok()?;
            let Some(wanted) = wanted else { continue };
            contents.add(&wanted);
            let (printed, added) = (wanted.printed, wanted.blank);
            let imposed = press.impose(pile, wanted.pages, document);
            let Imposed { document: imposed, plans, sheets: count, free, remarks, .. } =
                imposed.map_err(|faults| self.diagnostics.extend(faults)).ok()?;
            self.diagnostics.extend(remarks);
            // Artwork that this pile added has its number in its pages: the next pile goes on from there.
            document = Document { pages: Vec::new(), ..imposed };
            sheets.extend(imposed_pages(imposed.pages, pile, shop.lettering.lang));
            plan = plan.or_else(|| plans.into_iter().next());
            facts.add(pile, printed, added, free, count);
            blank.extend(pile.letter.clone().map(|letter| (letter, added)));
        }
        let plan = plan?;
        facts.cut(&plan);
        let document = Document { pages: sheets, ..document };
        let two_sided = plan.two_pages && document.pages.iter().any(|page| page.side == Side::Back);
        let (printer, sides) = (arrangement.printer, arrangement.sides);
        let made = Cards { document, cover: None, two_sided, printer, sides, facts, blank, corner };
        let cover = at_home.then(|| self.how_to(&made, &plan, arrangement, &contents, title, shop)).flatten();
        Some(Cards { cover, ..made })
    }

    /// The page that tells how to print and cut.
    fn how_to(
        &mut self,
        cards: &Cards,
        plan: &Plan,
        arrangement: &Arrangement,
        contents: &Contents,
        title: &str,
        shop: &Shop,
    ) -> Option<Page> {
        let (format, lang) = (&cards.facts.format, shop.lettering.lang);
        let subtitle = format!("{} · {title} · version {}", shop.title, shop.version);
        let heading = say!("Cartes {format}", "Cards, {format}");
        let cover = Cover {
            title: heading.text(lang),
            subtitle: &subtitle,
            contents: &contents.list(lang),
            plan,
            paper: &arrangement.paper,
            sheets: cards.facts.sheets(),
            sides: arrangement.sides,
            stacks: true,
            lettering: &shop.lettering,
        };
        let page = cover.page().map_err(|fault| self.diagnostics.push(fault)).ok()?;
        Some(Page { name: format!("{}-{}", page.name, slug(format)), ..page })
    }

    /// The corner of the letter on each card: the same on all where one is free on all.
    fn corners(&mut self, document: &Document) -> BTreeMap<Arc<str>, Corner> {
        let mut free: BTreeMap<Arc<str>, Vec<Corner>> = BTreeMap::new();
        for card in document.pages.chunk_by(|a, b| a.card == b.card) {
            let Some(code) = card.first().and_then(|page| page.card.clone()) else { continue };
            let room = match card.iter().find(|page| page.side == Side::Back) {
                Some(back) => BadgeRoom::of(document, back).corners,
                // A card without a back has all of it free.
                None => Corner::ALL.to_vec(),
            };
            free.insert(code, room);
        }
        let without: Vec<&str> = free.iter().filter(|(_, room)| room.is_empty()).map(|(code, _)| &**code).collect();
        if !without.is_empty() {
            self.diagnostics.push(no_corner(&without));
        }
        let common =
            Corner::ALL.into_iter().find(|corner| free.values().all(|room| room.is_empty() || room.contains(corner)));
        let chosen = |room: Vec<Corner>| room.first().map(|best| common.unwrap_or(*best));
        free.into_iter().filter_map(|(code, room)| Some((code, chosen(room)?))).collect()
    }

    fn no_backs(&mut self, sheet: &str) -> BTreeMap<Arc<str>, Corner> {
        let message = say!(
            "la feuille « {sheet} » n’a pas de versos : les cartes ne portent pas la lettre de leur table",
            "the sheet “{sheet}” has no backs: cards do not bear the letter of their table"
        );
        self.diagnostics.push(Diagnostic::warning("no-table-letters", message).hint(say!(
            "rangez chaque pile à part, ou prenez une feuille recto verso",
            "keep the piles apart, or take a sheet with backs"
        )));
        BTreeMap::new()
    }
}

/// The pages of one pile.
struct Wanted {
    pages: Vec<Page>,
    printed: u32,
    blank: u32,
    cards: Vec<(Arc<str>, u32)>,
}

impl Press<'_> {
    /// One pile onto sheets; `rest` holds what its pages share.
    fn impose(&self, pile: &Pile, pages: Vec<Page>, rest: Document) -> Result<Imposed, Vec<Diagnostic>> {
        let Self { found, shop, job, hash, at_home, white, .. } = self;
        let job = format!("{job} · {}", pile_name(pile, shop.lettering.lang));
        let slug = Slug { job, version: format!("v{}", shop.version), hash: hash.clone() };
        let job = impose::Job {
            arrangement: &found.arrangement,
            place: &found.place,
            sizes: &shop.sizes,
            slug: &slug,
            lettering: &shop.lettering,
            calibration: if *at_home { self.drift } else { Calibration::default() },
            sets: None,
            filler: None,
        };
        let mut imposed = impose::impose(Document { pages, ..rest }, &job)?;
        imposed.remarks.retain(|remark| !(*at_home && *white && remark.code == "unprintable-edge"));
        Ok(imposed)
    }

    /// The cards of a pile that are in this group, and cards to write on, those that fill the last sheet of a table
    /// included; none where the pile has no card here.
    fn wanted(&self, pile: &Pile, asked: u32) -> Result<Option<Wanted>, Diagnostic> {
        let backs = has_backs(&self.found.arrangement);
        let lettering = &self.shop.lettering;
        let badge = pile.letter.as_deref().filter(|_| backs).map(|letter| Badge { letter, lettering });
        let mut wanted = Wanted { pages: Vec::new(), printed: 0, blank: 0, cards: Vec::new() };
        for (code, copies) in &pile.cards {
            let pages = self.faces.lettered(code, *copies, badge)?;
            if !pages.is_empty() {
                wanted.printed = wanted.printed.saturating_add(*copies);
                wanted.cards.push((code.clone(), *copies));
                wanted.pages.extend(pages);
            }
        }
        if wanted.printed == 0 && asked == 0 {
            return Ok(None);
        }
        let held = (wanted.printed as usize + asked as usize) % self.per_sheet.max(1);
        let rest = if held == 0 || pile.letter.is_none() { 0 } else { self.per_sheet - held };
        wanted.blank = asked + u32::try_from(rest).unwrap_or(0);
        if wanted.blank > 0 {
            wanted.pages.extend(self.faces.blank(wanted.blank, badge)?);
        }
        Ok(Some(wanted))
    }
}

/// Widens the safe zone to what the printer leaves white: a card may lie at the edge of the paper.
fn keep_in(pages: &mut [Page], arrangement: &Arrangement) {
    let Insets { top, right, bottom, left } = arrangement.unprintable.0;
    let border = top.max(right).max(bottom).max(left);
    for page in pages {
        let Insets { top, right, bottom, left } = page.boxes.safe;
        let [top, right, bottom, left] = [top, right, bottom, left].map(|safe| safe.max(border));
        page.boxes.safe = Insets { top, right, bottom, left };
    }
}

/// The sheets of a pile, named after it.
fn imposed_pages(pages: Vec<Page>, pile: &Pile, lang: Lang) -> impl Iterator<Item = Page> {
    let of = slug(&pile_name(pile, lang));
    pages.into_iter().map(move |page| Page { name: format!("{of}-{}", page.name), ..page })
}

impl Faces {
    fn new(pages: Vec<Page>, corners: BTreeMap<Arc<str>, Corner>, assets: &mut Assets) -> Self {
        let mut faces = Self { pages: BTreeMap::new(), corners, boxes: PageBoxes::default() };
        for page in pages {
            let Page { boxes, items, name, .. } = page;
            faces.boxes = if faces.pages.is_empty() { boxes } else { faces.boxes };
            let Some(code) = page.card.clone() else { continue };
            let artwork = assets.add_artwork(Artwork { name: name.clone(), bounds: boxes.bleed_rect(), items });
            let items = vec![Item::Use(Use { artwork, transform: Transform::IDENTITY })];
            faces.pages.entry(code).or_default().push(Page { boxes, items, name, ..page });
        }
        faces
    }

    /// The faces of a card, so many times, with a letter on its back where there is a corner for it; nothing for a card of
    /// another group.
    fn lettered(&self, code: &Arc<str>, copies: u32, badge: Option<Badge<'_>>) -> Result<Vec<Page>, Diagnostic> {
        let letter = badge.zip(self.corners.get(code).copied());
        let Some(pages) = self.pages.get(code) else { return Ok(Vec::new()) };
        let mut pages: Vec<Page> = pages.iter().map(|page| Page { copies, ..page.clone() }).collect();
        let Some((badge, corner)) = letter else { return Ok(pages) };
        match pages.iter_mut().find(|page| page.side == Side::Back) {
            Some(back) => {
                let safe = back.boxes.safe_rect();
                back.items.push(badge.draw(corner, &safe)?);
            }
            None => pages.push(self.plain_back(Some(code.clone()), copies, badge, corner)?),
        }
        Ok(pages)
    }

    /// Cards to write on.
    fn blank(&self, copies: u32, badge: Option<Badge<'_>>) -> Result<Vec<Page>, Diagnostic> {
        let front = Page { boxes: self.boxes, name: "vierge-recto".to_owned(), copies, ..Page::default() };
        let corner = self.common_corner().unwrap_or(Corner::BottomRight);
        let back = badge.map(|badge| self.plain_back(None, copies, badge, corner)).transpose()?;
        Ok(std::iter::once(front).chain(back).collect())
    }

    /// A back that bears a letter alone.
    fn plain_back(
        &self,
        card: Option<Arc<str>>,
        copies: u32,
        badge: Badge<'_>,
        corner: Corner,
    ) -> Result<Page, Diagnostic> {
        let items = vec![badge.draw(corner, &self.boxes.safe_rect())?];
        let name = "vierge-verso".to_owned();
        Ok(Page { boxes: self.boxes, items, name, card, side: Side::Back, copies, outline: None })
    }

    fn common_corner(&self) -> Option<Corner> {
        let mut all = self.corners.values();
        let first = *all.next()?;
        all.all(|corner| *corner == first).then_some(first)
    }
}

/// What all piles hold together.
#[derive(Default)]
struct Contents {
    cards: Vec<(Arc<str>, u32)>,
    blank: u32,
}

impl Contents {
    fn add(&mut self, wanted: &Wanted) {
        for (code, copies) in &wanted.cards {
            match self.cards.iter_mut().find(|(known, _)| known == code) {
                Some((_, count)) => *count += copies,
                None => self.cards.push((code.clone(), *copies)),
            }
        }
        self.blank += wanted.blank;
    }

    fn list(&self, lang: Lang) -> Vec<(String, u32)> {
        let blank = (self.blank > 0).then(|| (say!("vierge", "blank").text(lang).to_owned(), self.blank));
        self.cards.iter().map(|(code, count)| (code.to_string(), *count)).chain(blank).collect()
    }
}

impl CardFacts {
    fn add(&mut self, pile: &Pile, printed: u32, blank: u32, free: usize, sheets: usize) {
        self.cards += printed;
        self.blank += blank;
        self.free += u32::try_from(free).unwrap_or(u32::MAX);
        self.piles.push((pile.letter.clone(), sheets));
    }

    fn cut(&mut self, plan: &Plan) {
        self.cuts = plan.cut_count();
        self.strokes = self.piles.iter().map(|(_, sheets)| sheets.div_ceil(STACK) * self.cuts).sum();
    }

    /// Sheets of all piles.
    pub(super) fn sheets(&self) -> usize {
        self.piles.iter().map(|(_, sheets)| sheets).sum()
    }
}

/// `table A`, or what the room is called.
fn pile_name(pile: &Pile, lang: Lang) -> String {
    match &pile.letter {
        Some(letter) => format!("table {letter}"),
        None => say!("salle", "room").text(lang).to_owned(),
    }
}

fn no_corner(cards: &[&str]) -> Diagnostic {
    let (count, names) = (cards.len(), super::codes::ranges(cards));
    let message = say!(
        "le verso n’a de coin libre pour la lettre de la table sur {count} carte(s) : {names}",
        "no corner of the back is free for the letter of the table on {count} card(s): {names}"
    );
    Diagnostic::warning("no-free-corner", message).hint(say!(
        "laissez 6,4 mm libres dans un coin de la zone de sécurité ; ces cartes sont imprimées sans lettre",
        "leave 6.4 mm free in a corner of the safe zone; these cards are printed without a letter"
    ))
}
