//! The pages for those who prepare and lead: what to print, cut and gather, the run sheet, the signs of the tables. Puts words
//! to numbers; how pages look is the business of `impose::workshop`.

use super::Workshop;
use super::facts::{CardFacts, PaperFacts, PartFacts};
use super::needs::Pile;
use super::words;
use crate::diag::{Diagnostic, Lang};
use crate::geom::Size;
use crate::impose::Lettering;
use crate::impose::workshop::{Corner, RunRow, RunSheet, Section, Supplies, TableSign};
use crate::model::{Per, Supply};
use crate::say;
use crate::scene::Page;

/// What these pages are about and how they are set.
pub(super) struct Desk<'a> {
    pub workshop: &'a Workshop<'a>,
    pub paper: Size,
    pub lettering: &'a Lettering,
    /// Kit, path and version.
    pub foot: String,
}

impl Desk<'_> {
    const fn lang(&self) -> Lang {
        self.lettering.lang
    }

    fn say(&self, say: &crate::diag::Say) -> String {
        say.text(self.lang()).to_owned()
    }

    fn facts(&self) -> String {
        let Workshop { schedule, participants, piles, .. } = self.workshop;
        words::facts(self.lang(), schedule.minutes, *participants, piles)
    }

    /// The run sheet.
    pub fn run_sheet(&self) -> Result<Vec<Page>, Diagnostic> {
        let Workshop { kit, course, schedule, .. } = self.workshop;
        let rows = schedule.steps.iter().filter_map(|timed| {
            let step = course.steps.get(timed.index)?;
            let who = step.who.iter().map(|who| (self.say(&say!("Qui", "Who")), who.to_string()));
            let optional = step.optional.then(|| {
                let label = say!("Si le temps presse", "If time is short");
                (self.say(&label), self.say(&say!("cette étape peut sauter", "this step can be left out")))
            });
            Some(RunRow {
                start: timed.start,
                minutes: timed.minutes,
                title: step.title.to_string(),
                text: step.text.as_ref().map(ToString::to_string),
                notes: who.chain(words::needs(self.lang(), kit, step)).chain(optional).collect(),
            })
        });
        let sheet = RunSheet {
            title: &course.title,
            subtitle: course.subtitle.as_deref().unwrap_or_default(),
            facts: &self.facts(),
            rows: &rows.collect::<Vec<_>>(),
            minutes: schedule.minutes,
            foot: &self.foot,
            paper: self.paper,
            lettering: self.lettering,
        };
        sheet.pages()
    }

    /// A sign for each table.
    pub fn signs(&self) -> Result<Vec<Page>, Diagnostic> {
        let Workshop { course, piles, .. } = self.workshop;
        let signs = piles.iter().filter_map(|pile| Some((pile.letter.as_ref()?, pile)));
        let page = |(letter, pile): (&String, &Pile)| {
            let people = words::people(self.lang(), pile.people as usize);
            let (paper, lettering) = (self.paper, self.lettering);
            TableSign { letter, title: &course.title, people: &people, paper, lettering }.page()
        };
        signs.map(page).collect()
    }

    /// What to print, cut and gather, once it is known what the files hold.
    pub fn supplies(&self, papers: &[PaperFacts], corner: Option<Corner>) -> Result<Vec<Page>, Diagnostic> {
        let Workshop { course, .. } = self.workshop;
        let (title, lang) = (&course.title, self.lang());
        let title = say!("Préparer « {title} »", "Preparing “{title}”");
        let sections =
            [self.printing(papers), self.cutting(papers), self.gathering(), self.tables(corner), self.afterwards()];
        Supplies {
            name: if lang == Lang::Fr { "preparer" } else { "prepare" },
            title: title.text(lang),
            facts: &self.facts(),
            sections: &sections,
            foot: &self.foot,
            paper: self.paper,
            lettering: self.lettering,
        }
        .pages()
    }

    fn printing(&self, papers: &[PaperFacts]) -> Section {
        let lang = self.lang();
        let mut rows = Vec::new();
        for paper in papers {
            let (name, sheets) = (paper.title(), words::sheets(lang, paper.sheets));
            if papers.len() > 1 {
                let file = paper.file.rsplit('/').next().unwrap_or_default();
                rows.push((String::new(), self.say(&say!("Fichier {name} : {file}", "File {name}: {file}"))));
            }
            for part in &paper.parts {
                let (from, to) = part.pages;
                let pages = if from == to { from.to_string() } else { format!("{from}–{to}") };
                let label = if from == to {
                    say!("page {pages}", "page {pages}")
                } else {
                    say!("pages {pages}", "pages {pages}")
                };
                rows.push((self.say(&label), self.part(part, &name)));
            }
            rows.push((self.say(&say!("en tout", "in all")), self.say(&say!("{sheets} {name}", "{sheets} of {name}"))));
        }
        let advice = say!(
            "À 100 % (« taille réelle »), sans « ajuster à la page ». Les pages vides entre les pages d’une seule face gardent les rectos du bon côté : imprimez-les aussi.",
            "At 100 % (“actual size”), without “fit to page”. Empty pages after one-sided ones keep fronts on the right side: print them too."
        );
        rows.push((String::new(), self.say(&advice)));
        Section { heading: self.say(&say!("Imprimer", "Print")), rows }
    }

    fn part(&self, part: &PartFacts, paper: &str) -> String {
        let (lang, sheets) = (self.lang(), words::sheets(self.lang(), part.sheets));
        let said = match (part.part, &part.cards) {
            ("supplies", _) => {
                say!("cette préparation, papier ordinaire : {sheets}", "this preparation, plain paper: {sheets}")
            }
            ("run-sheet", _) => say!("le déroulé, papier ordinaire : {sheets}", "the run sheet, plain paper: {sheets}"),
            ("table-signs", _) => {
                say!("les signes de table, 160 g/m² : {sheets}", "the signs of the tables, 160 g/m²: {sheets}")
            }
            ("how-to-print", _) => say!(
                "comment imprimer et couper, papier ordinaire : {sheets}",
                "how to print and cut, plain paper: {sheets}"
            ),
            (_, Some(cards)) => {
                let (format, piles) = (&cards.format, self.piles(cards));
                say!(
                    "les cartes {format}, 160 à 200 g/m², {piles} : {sheets} {paper}",
                    "the {format} cards, 160 to 200 g/m², {piles}: {sheets} of {paper}"
                )
            }
            (_, None) => say!("{sheets}", "{sheets}"),
        };
        said.text(lang).to_owned()
    }

    /// `7 feuilles par table`, and those of the room.
    fn piles(&self, cards: &CardFacts) -> String {
        let lang = self.lang();
        let own: Vec<usize> =
            cards.piles.iter().filter(|(letter, _)| letter.is_some()).map(|(_, sheets)| *sheets).collect();
        let mut parts = Vec::new();
        if let (Some(most), Some(least)) = (own.iter().max(), own.iter().min()) {
            let each = words::sheets(lang, *most);
            let (fr, en) = match most == least {
                true => (format!("{each} par table"), format!("{each} a table")),
                false => (format!("{least} à {each} par table"), format!("{least} to {each} a table")),
            };
            parts.push(if lang == Lang::Fr { fr } else { en });
        }
        if let Some((_, sheets)) = cards.piles.iter().find(|(letter, _)| letter.is_none()) {
            let sheets = words::sheets(lang, *sheets);
            parts.push(self.say(&say!("{sheets} pour la salle", "{sheets} for the room")));
        }
        parts.join(", ")
    }

    fn cutting(&self, papers: &[PaperFacts]) -> Section {
        let lang = self.lang();
        let all = papers.iter().flat_map(|paper| &paper.parts).filter_map(|part| part.cards.as_ref());
        let mut rows: Vec<(String, String)> = all
            .map(|cards| {
                let strokes = words::count(
                    lang,
                    cards.strokes,
                    ["coup de massicot", "coups de massicot"],
                    ["stroke of the knife", "strokes of the knife"],
                );
                let (format, cuts) =
                    (&cards.format, words::count(lang, cards.cuts, ["trait", "traits"], ["cut", "cuts"]));
                let label = say!("cartes {format}", "{format} cards");
                let said = match cards.cuts {
                    0 => say!("suivez le bord de chaque carte", "follow the edge of each card"),
                    _ => say!(
                        "une table à la fois, dix feuilles au plus : {cuts} par paquet, {strokes} en tout",
                        "one table at a time, ten sheets at most: {cuts} a stack, {strokes} in all"
                    ),
                };
                (self.say(&label), self.say(&said))
            })
            .collect();
        rows.push((
            String::new(),
            self.say(&say!(
                "Empilez les tas d’une table dans l’ordre de la feuille, le premier au-dessus : sa pile est entière et dans l’ordre.",
                "Lay the piles of a table on one another in the order of the sheet, the first on top: its deck is whole and in order."
            )),
        ));
        Section { heading: self.say(&say!("Couper", "Cut")), rows }
    }

    fn gathering(&self) -> Section {
        let Workshop { course, participants, piles, .. } = self.workshop;
        let tables = piles.iter().filter(|pile| pile.letter.is_some()).count();
        let number = |supply: &Supply| match supply.per {
            Per::Room => supply.copies as usize,
            Per::Table => tables * supply.copies as usize,
            Per::Participant => *participants as usize * supply.copies as usize,
        };
        let printed = [
            (tables, self.say(&say!("signes de table, pliés en deux", "signs of tables, folded in two"))),
            (tables, self.say(&say!("piles de cartes, une par table", "piles of cards, one for each table"))),
        ];
        let rows = printed.into_iter().chain(course.bring.iter().map(|supply| {
            let each = match supply.per {
                Per::Room => String::new(),
                Per::Table => self.say(&say!(" ({n} par table)", " ({n} a table)"; n = number_say(supply.copies))),
                Per::Participant => {
                    self.say(&say!(" ({n} par personne)", " ({n} a person)"; n = number_say(supply.copies)))
                }
            };
            (number(supply), format!("{}{each}", supply.what))
        }));
        let rows = rows.map(|(number, what)| (format!("{number}\u{a0}×"), what)).collect();
        Section { heading: self.say(&say!("Réunir", "Gather")), rows }
    }

    /// What each table has; neighbours that have the same in one row.
    fn tables(&self, corner: Option<Corner>) -> Section {
        let (lang, mut rows) = (self.lang(), Vec::new());
        let Workshop { piles, blank, .. } = self.workshop;
        let total = |pile: &Pile| pile.cards.iter().map(|(_, count)| *count as usize).sum::<usize>();
        let written = |pile: &Pile| pile.letter.as_ref().and_then(|letter| blank.get(letter)).copied().unwrap_or(0);
        let same = |a: &Pile, b: &Pile| {
            a.letter.is_some() == b.letter.is_some()
                && a.people == b.people
                && a.cards == b.cards
                && written(a) == written(b)
        };
        for run in piles.chunk_by(same) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let label = match (&first.letter, &last.letter) {
                (Some(a), Some(b)) => words::span(lang, a, b),
                _ => self.say(&say!("salle", "room")),
            };
            let mut parts = Vec::new();
            if first.letter.is_some() {
                parts.push(words::people(lang, first.people as usize));
            }
            parts.push(format!("{} : {}", words::cards(lang, total(first)), words::pile(&first.cards)));
            if written(first) > 0 {
                parts.push(words::blanks(lang, written(first) as usize));
            }
            let colon = if lang == Lang::Fr { " : " } else { ": " };
            rows.push((label, parts.join(" · ").replace(" : ", colon)));
        }
        let place = match corner {
            Some(Corner::BottomRight) => say!("en bas à droite", "at the foot, right"),
            Some(Corner::BottomLeft) => say!("en bas à gauche", "at the foot, left"),
            Some(Corner::TopRight) => say!("en haut à droite", "at the head, right"),
            Some(Corner::TopLeft) => say!("en haut à gauche", "at the head, left"),
            None => say!("dans un coin libre", "in a free corner"),
        };
        if self.workshop.letters {
            let line = say!(
                "La lettre de la table est au dos de chaque carte, {place}.",
                "The letter of the table is on the back of each card, {place}.";
                place = place
            );
            rows.push((String::new(), self.say(&line)));
        }
        Section { heading: self.say(&say!("Sur chaque table", "On each table")), rows }
    }

    fn afterwards(&self) -> Section {
        let line = if self.workshop.letters {
            say!(
                "Triez les cartes par la lettre du dos, comptez chaque pile, et gardez-la avec le signe de sa table : tout est prêt pour la prochaine fois.",
                "Sort the cards by the letter on their backs, count each pile, and keep it with the sign of its table: all is ready for the next time."
            )
        } else {
            say!(
                "Comptez chaque pile, et gardez-la avec le signe de sa table.",
                "Count each pile, and keep it with the sign of its table."
            )
        };
        Section { heading: self.say(&say!("Ranger", "Put away")), rows: vec![(String::new(), self.say(&line))] }
    }
}

fn number_say(number: u32) -> crate::diag::Say {
    say!("{number}", "{number}")
}
