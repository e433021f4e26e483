//! What a path must satisfy: an id of its own, steps whose minutes add up, nothing that is wanted 0 times.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_yaml::Value;

use super::file::{PathFile, StepFile, SupplyFile, UseFile};
use super::{Course, Per, Stage, Supply, Use};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::kit_check::wrong_id;
use crate::model::{Kit, is_id};
use crate::say;
use crate::source::{FileId, Place};
use crate::yaml::{self, Text, TextOr};

/// A day: longer paths are several workshops.
const LONGEST: u32 = 24 * 60;
/// The most copies of one thing.
const MOST: u32 = 999;

/// Reads the path files of a kit. With `sound` they are held against its decks and cards; where those have faults, what a
/// path asks of them is not missed.
pub(in crate::model) fn read_all(
    files: Vec<(FileId, Value)>,
    kit: &Kit,
    sound: bool,
    diags: &mut Diagnostics,
) -> Vec<Course> {
    let mut reader = Reader { kit, sound, diags, known: BTreeMap::new() };
    files.into_iter().filter_map(|(file, value)| reader.course(file, &value)).collect()
}

pub(super) struct Reader<'r, 'k> {
    pub(super) kit: &'k Kit,
    sound: bool,
    pub(super) diags: &'r mut Diagnostics,
    /// Every path id so far, in lower case, with its file.
    known: BTreeMap<String, FileId>,
}

impl Reader<'_, '_> {
    fn course(&mut self, file: FileId, value: &Value) -> Option<Course> {
        let before = self.diags.len();
        let root = Place::value(file, []);
        let read: PathFile = yaml::salvage(value, &root, self.diags)?;
        let PathFile { path, title, subtitle, minutes, bring, steps } = read;
        let id = self.text("path", path, value, &root);
        self.id(&id, file);
        let title = self.text("title", title, value, &root);
        let minutes = self.number("minutes", minutes, LONGEST, value, &root);
        let bring = self.supplies(bring, value, &root.key("bring"));
        let steps = self.steps(steps, value, &root.key("steps"));
        if self.diags.len() == before {
            self.sum(minutes, &steps, &root);
        }
        let subtitle = subtitle.map(|text| text.0);
        (self.diags.len() == before).then_some(Course { id, title, subtitle, minutes, steps, bring, file })
    }

    fn id(&mut self, id: &str, file: FileId) {
        let place = Place::value(file, []).key("path");
        if id.is_empty() {
            return;
        }
        if !is_id(id) {
            return self.diags.push(wrong_id(id, place));
        }
        if let Some(first) = self.known.insert(id.to_lowercase(), file) {
            let message = say!("le parcours « {id} » est défini deux fois", "the path “{id}” is defined twice");
            let diagnostic = Diagnostic::error("duplicate-id", message)
                .at(place)
                .at_with(Place::value(first, []).key("path"), say!("d’abord ici", "first here"))
                .hint(say!("donnez à chaque parcours un identifiant à lui", "give each path an id of its own"));
            self.diags.push(diagnostic);
        }
    }

    /// The text under a key that must be there; one whose value is at fault has been told already.
    fn text(&mut self, key: &str, text: Option<Text>, value: &Value, place: &Place) -> Arc<str> {
        let text = text.map(|text| text.0);
        match value.get(key) {
            None | Some(Value::Null) => self.missing(key, place.clone()),
            Some(_) if text.as_ref().is_some_and(|text| text.trim().is_empty()) => self.missing(key, place.key(key)),
            Some(_) => {}
        }
        text.unwrap_or_default()
    }

    fn missing(&mut self, key: &str, place: Place) {
        let message = say!("il manque la clé « {key} »", "the key “{key}” is missing");
        let hint = say!("ajoutez une ligne « {key}: … »", "add a line “{key}: …”");
        self.diags.push(Diagnostic::error("missing-key", message).at(place).hint(hint));
    }

    fn number(&mut self, key: &str, number: Option<u32>, most: u32, value: &Value, place: &Place) -> u32 {
        if value.get(key).is_none_or(Value::is_null) {
            self.missing(key, place.clone());
        }
        number.map_or(1, |number| self.within(key, number, most, place))
    }

    fn within(&mut self, key: &str, number: u32, most: u32, place: &Place) -> u32 {
        if !(1..=most).contains(&number) {
            let message = say!(
                "« {key} » vaut {number}, et doit rester entre 1 et {most}",
                "“{key}” is {number}, and must stay within 1 and {most}"
            );
            let hint = match (key, number) {
                ("blank", 0) => say!("sans carte vierge, retirez la ligne", "take the line out where no card is blank"),
                (_, 0) => say!("rien ne se fait 0 fois : retirez l’élément", "nothing is done 0 times: take it out"),
                _ => say!("vérifiez le nombre", "check the number"),
            };
            self.diags.push(Diagnostic::error("wrong-value", message).at(place.key(key)).hint(hint));
        }
        number
    }

    fn supplies(&mut self, files: Vec<TextOr<SupplyFile>>, value: &Value, place: &Place) -> Vec<Supply> {
        let mut supplies = Vec::new();
        for (index, TextOr(file)) in files.into_iter().enumerate() {
            let place = place.index(index);
            let SupplyFile { what, copies, per } = file;
            let own = value.get("bring").and_then(|all| all.get(index)).filter(|own| own.is_mapping());
            let what = match own {
                Some(own) => self.text("what", what, own, &place),
                None => what.map(|text| text.0).unwrap_or_default(),
            };
            let copies = copies.map_or(1, |copies| self.within("copies", copies, MOST, &place));
            supplies.push(Supply { what, copies, per: per.unwrap_or_default() });
        }
        supplies
    }

    fn steps(&mut self, files: Option<Vec<StepFile>>, value: &Value, place: &Place) -> Vec<Stage> {
        let given = value.get("steps");
        if given.is_none_or(|given| given.is_null() || given.as_sequence().is_some_and(Vec::is_empty)) {
            let message = say!("ce parcours n’a pas d’étape", "this path has no step");
            let hint = say!(
                "écrivez sous « steps: » une étape par tiret : « - title: Accueil »",
                "write one step per dash under “steps:”: “- title: Welcome”"
            );
            self.diags.push(Diagnostic::error("empty-path", message).at(place.clone()).hint(hint));
            return Vec::new();
        }
        let none = Value::Null;
        let steps = files.unwrap_or_default().into_iter().enumerate().map(|(index, file)| {
            let own = given.and_then(|given| given.get(index)).unwrap_or(&none);
            self.step(file, own, &place.index(index))
        });
        steps.collect()
    }

    fn step(&mut self, file: StepFile, value: &Value, place: &Place) -> Stage {
        let StepFile { title, minutes, optional, who, text, uses, blank } = file;
        let title = self.text("title", title, value, place);
        let minutes = self.number("minutes", minutes, LONGEST, value, place);
        let blank = blank.map_or(0, |blank| self.within("blank", blank, MOST, place));
        let place = place.key("uses");
        let uses =
            uses.into_iter().enumerate().filter_map(|(index, TextOr(file))| self.uses(&file, &place.index(index)));
        let uses = uses.collect();
        let [who, text] = [who, text].map(|text| text.map(|text| text.0));
        Stage { title, minutes, optional, who, text, uses, blank }
    }

    fn uses(&mut self, file: &UseFile, place: &Place) -> Option<Use> {
        let copies = file.copies.map_or(1, |copies| self.within("copies", copies, MOST, place));
        let UseFile { only, cards, families, conditions, named, .. } = file;
        if named.is_none() && [only, cards, families, conditions].iter().all(|list| list.is_empty()) {
            let message = say!("cette entrée ne choisit aucune carte", "this entry chooses no card");
            let hint = say!(
                "écrivez only, cards, families ou where ; « - D1 » prend tout un jeu",
                "write only, cards, families or where; “- D1” takes a whole deck"
            );
            self.diags.push(Diagnostic::error("missing-key", message).at(place.clone()).hint(hint));
            return None;
        }
        if !self.sound {
            return None;
        }
        let cards = self.chosen(file, place)?;
        Some(Use { cards, copies, per: file.per })
    }

    /// The minutes of the steps against those of the path.
    fn sum(&mut self, minutes: u32, steps: &[Stage], root: &Place) {
        let sum: u32 = steps.iter().map(|step| step.minutes).sum();
        if sum == minutes {
            return;
        }
        let message = say!(
            "les étapes durent {sum} min ensemble, le parcours {minutes} min",
            "the steps take {sum} min together, the path {minutes} min"
        );
        let hint = say!(
            "écrivez « minutes: {sum} », ou corrigez la durée d’une étape",
            "write “minutes: {sum}”, or correct the minutes of a step"
        );
        self.diags.push(Diagnostic::error("path-minutes", message).at(root.key("minutes")).hint(hint));
    }
}

impl Per {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Table, Self::Participant, Self::Room];
}
