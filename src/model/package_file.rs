//! A box file: its keys, checked against the decks that the box holds.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use super::package::Package;
use super::production::{Production, ProductionFile};
use super::{CardField, Deck, Field, is_id, kit_check, link};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Size};
use crate::packaging::{Inner, Kind, Stack};
use crate::say;
use crate::sizes::Sizes;
use crate::source::{FileId, Place};
use crate::yaml::{self, Ordered, Text};

/// Room across the cards where nobody says it: they slide in and do not rattle.
const CLEARANCE: Length = Length::mm(1.0);
/// Room on the stack where nobody says it.
const GROWTH: Length = Length::mm(1.0);
/// Board where nobody says it: folding boxboard of some 300 g/m².
const BOARD: Length = Length::mm(0.4);
const BLEED: Length = Length::mm(3.0);
const SAFE: Length = Length::mm(3.0);
/// The longest side of a box.
const MOST: Length = Length::mm(1000.0);

/// A box for decks of the kit: its room follows from the cards, its blank from the room.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(extend("required" = ["box", "title", "kind"]))]
pub(super) struct BoxFile {
    /// Id of the box, unique in the kit: plain letters, digits, - and _.
    #[serde(rename = "box")]
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    id: Option<Text>,
    /// Title.
    #[schemars(required)]
    title: Option<Text>,
    /// A line under the title.
    subtitle: Option<Text>,
    /// How it is built.
    #[schemars(required)]
    kind: Option<KindFile>,
    /// The decks that lie in it, in one stack.
    holds: Vec<Text>,
    /// How thick one card is: 0.32mm for board of 300 g/m².
    thickness: Option<Length>,
    /// Room across the cards, 1mm where it is not given.
    clearance: Option<Length>,
    /// Room on the stack, for cards to come, 1mm where it is not given.
    growth: Option<Length>,
    /// The room inside where it is not reckoned from the cards: width, height and depth of a box that there is.
    inside: Option<[Length; 3]>,
    /// How thick the board of the box is, 0.4mm where it is not given.
    board: Option<Length>,
    /// How far artwork goes on beyond the panels, 3mm where it is not given.
    bleed: Option<Length>,
    /// How far text and codes stay off the edges of the panels, 3mm where it is not given.
    safe: Option<Length>,
    /// The largest paper that the blank must fit: SRA3.
    sheet: Option<Text>,
    /// For each panel that is dressed, its layout.
    panels: Ordered<Text>,
    /// A web address, or a short link that the kit's base completes, which layouts read as {url}.
    link: Option<Text>,
    /// What the layouts of the panels name, as fields of cards.
    #[schemars(with = "Option<BTreeMap<String, serde_json::Value>>")]
    fields: Option<Value>,
    /// How it is to be made, where it is not as the kit says: stock, finish, quantity.
    production: ProductionFile,
}

/// How a box is built.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum KindFile {
    /// One blank with a lid that is tucked in.
    Tuck,
    /// Two trays, one slid over the other.
    TwoPart,
}

/// What boxes are checked against.
pub(super) struct Context<'c> {
    pub(super) decks: &'c [Deck],
    pub(super) sizes: &'c Sizes,
    pub(super) base: Option<&'c str>,
}

/// Reads a box file; nothing when it is at fault.
pub(super) fn read(file: FileId, value: &Value, context: &Context<'_>, diags: &mut Diagnostics) -> Option<Package> {
    let root = Place::value(file, []);
    let keys: BoxFile = yaml::salvage(value, &root, diags)?;
    let mut reader = Reader { file, root, context, diags, faulty: false };
    let package = reader.package(keys, value)?;
    (!reader.faulty).then_some(package)
}

struct Reader<'r> {
    file: FileId,
    root: Place,
    context: &'r Context<'r>,
    diags: &'r mut Diagnostics,
    faulty: bool,
}

impl Reader<'_> {
    fn fault(&mut self, diagnostic: Diagnostic) {
        self.faulty = true;
        self.diags.push(diagnostic);
    }

    fn package(&mut self, keys: BoxFile, value: &Value) -> Option<Package> {
        let id = self.required("box", keys.id.as_ref(), value);
        if let Some(id) = id.as_ref().filter(|id| !is_id(id)) {
            self.fault(kit_check::wrong_id(id, self.root.key("box")));
        }
        let title = self.required("title", keys.title.as_ref(), value);
        if keys.kind.is_none() && value.get("kind").is_none_or(Value::is_null) {
            self.missing(
                "kind",
                say!("écrivez « kind: tuck » ou « kind: two-part »", "write “kind: tuck” or “kind: two-part”"),
            );
        }
        let kind = match keys.kind? {
            KindFile::Tuck => Kind::Tuck,
            KindFile::TwoPart => Kind::TwoPart,
        };
        let stack = self.stack(&keys, value);
        let inner = self.inner(&keys, &stack);
        let board = self.length("board", keys.board, BOARD, Length::mm(5.0));
        let (bleed, safe) = (
            self.length("bleed", keys.bleed, BLEED, Length::mm(20.0)),
            self.length("safe", keys.safe, SAFE, Length::mm(50.0)),
        );
        let sheet = self.sheet(keys.sheet.as_ref());
        self.panels(kind, &keys.panels);
        let mut fields = self.fields(keys.fields.as_ref());
        let url = self.url(keys.link.as_ref(), id.as_deref().unwrap_or_default());
        self.own_fields(&mut fields, title.as_deref().unwrap_or_default(), keys.subtitle.as_deref(), &stack);
        Some(Package {
            id: id?.into(),
            title: title?.into(),
            subtitle: keys.subtitle.map(|text| text.0),
            kind,
            holds: keys.holds.iter().map(|deck| deck.0.clone()).collect(),
            stack,
            inner,
            board,
            bleed,
            safe,
            sheet,
            panels: keys.panels.iter().map(|(panel, layout)| (panel.clone(), layout.0.clone())).collect(),
            fields,
            url,
            production: Production::of(keys.production),
            file: self.file,
        })
    }

    fn required(&mut self, key: &str, text: Option<&Text>, value: &Value) -> Option<String> {
        if text.is_none() {
            self.faulty = true;
            if value.get(key).is_none_or(Value::is_null) {
                self.missing(key, say!("ajoutez une ligne « {key}: … »", "add a line “{key}: …”"));
            }
        }
        text.map(|text| text.to_string())
    }

    fn missing(&mut self, key: &str, hint: crate::diag::Say) {
        let message = say!("il manque la clé « {key} »", "the key “{key}” is missing");
        let place = self.root.clone();
        self.fault(Diagnostic::error("missing-key", message).at(place).hint(hint));
    }

    /// A length from zero to `most`; `usual` where it is not given.
    fn length(&mut self, key: &str, given: Option<Length>, usual: Length, most: Length) -> Length {
        let length = given.unwrap_or(usual);
        if length < Length::ZERO || length > most {
            let message = say!(
                "« {key} » vaut {length}, et doit rester entre 0 et {most}",
                "“{key}” is {length}, and must stay within 0 and {most}"
            );
            self.fault(Diagnostic::error("wrong-value", message).at(self.root.key(key)));
        }
        length
    }

    /// The stack of everything that lies in the box.
    fn stack(&mut self, keys: &BoxFile, value: &Value) -> Stack {
        let decks = self.context.decks;
        let mut stack = Stack::default();
        if keys.holds.is_empty() && keys.inside.is_none() && value.get("holds").is_none_or(Value::is_null) {
            self.missing(
                "holds",
                say!(
                    "nommez les jeux que la boîte contient : « holds: [D1] »",
                    "name the decks in the box: “holds: [D1]”"
                ),
            );
        }
        if !keys.holds.is_empty() && keys.thickness.is_none() {
            self.missing(
                "thickness",
                say!(
                    "donnez l’épaisseur d’une carte, mesurée ou demandée à l’imprimeur : « thickness: 0.32mm »",
                    "give how thick one card is, measured or asked of the print shop: “thickness: 0.32mm”"
                ),
            );
        }
        let thickness = self.length("thickness", keys.thickness, Length::ZERO, Length::mm(10.0));
        for (index, name) in keys.holds.iter().enumerate() {
            match decks.iter().find(|deck| *deck.id == **name) {
                Some(deck) => {
                    let cards = u32::try_from(deck.printed()).unwrap_or(u32::MAX);
                    stack = stack.with(cards, deck.boxes.trim, thickness);
                }
                None => {
                    let place = self.root.key("holds").index(index);
                    self.fault(unknown_deck(name, decks, place));
                }
            }
        }
        stack
    }

    /// The room inside: given, or reckoned. A given room that the stack does not fit is a fault.
    fn inner(&mut self, keys: &BoxFile, stack: &Stack) -> Inner {
        let clearance = self.length("clearance", keys.clearance, CLEARANCE, Length::mm(50.0));
        let growth = self.length("growth", keys.growth, GROWTH, Length::mm(500.0));
        let Some([width, height, depth]) = keys.inside else { return Inner::around(stack, clearance, growth) };
        let inner = Inner { width, height, depth };
        for side in [width, height, depth] {
            if side <= Length::ZERO || side > MOST {
                let message = say!("une boîte ne mesure pas {side}", "no box measures {side}");
                return {
                    self.fault(Diagnostic::error("wrong-value", message).at(self.root.key("inside")));
                    inner
                };
            }
        }
        let names = [say!("largeur", "width"), say!("hauteur", "height"), say!("épaisseur", "depth")];
        let needs = [stack.piece.width, stack.piece.height, stack.height];
        let lacks = inner.lacks(stack);
        for (((name, needs), has), lack) in names.into_iter().zip(needs).zip([width, height, depth]).zip(lacks) {
            if lack > Length::mm(0.005) {
                self.fault(too_small(name, needs, has, lack, stack.cards).at(self.root.key("inside")));
            }
        }
        inner
    }

    fn sheet(&mut self, name: Option<&Text>) -> Option<(std::sync::Arc<str>, Size)> {
        let name = name?;
        match self.context.sizes.format(name) {
            Ok(format) => Some((name.0.clone(), format.trim)),
            Err(error) => {
                self.fault(error.diagnostic(self.root.key("sheet")));
                None
            }
        }
    }

    fn panels(&mut self, kind: Kind, panels: &Ordered<Text>) {
        for name in panels.keys().filter(|name| !kind.panels().contains(name)) {
            let key = kind.key();
            let message = say!("une boîte « {key} » n’a pas de face « {name} »", "a “{key}” box has no panel “{name}”");
            let list = yaml::key_list(kind.panels().iter().copied());
            let hint = match yaml::suggest(name, kind.panels().iter().copied()) {
                Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
                None => say!("faces : {list}", "panels: {list}"),
            };
            let place = self.root.key("panels").key(name).on_key();
            self.fault(Diagnostic::error("unknown-panel", message).at(place).hint(hint));
        }
    }

    fn fields(&mut self, value: Option<&Value>) -> Vec<CardField> {
        let map = match value {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Mapping(map)) => map,
            Some(other) => {
                let wanted = say!("des champs, avec leurs clés", "fields, with their keys");
                let fault = yaml::wrong_type(other, &wanted, &self.root.key("fields"));
                self.fault(fault);
                return Vec::new();
            }
        };
        let place = self.root.key("fields");
        map.iter()
            .filter_map(|(key, value)| {
                let (key, value) = (key.as_str()?, Field::from_value(value)?);
                Some(CardField {
                    key: key.into(),
                    value,
                    inherited: true,
                    translated: Some(place.key(key)),
                    lang: None,
                })
            })
            .collect()
    }

    /// What a box says of itself to its layouts, unless its author says otherwise.
    fn own_fields(&self, fields: &mut Vec<CardField>, title: &str, subtitle: Option<&str>, stack: &Stack) {
        let own = [
            ("title", Some(title.to_owned())),
            ("subtitle", subtitle.map(str::to_owned)),
            ("cards", Some(stack.cards.to_string())),
        ];
        for (key, text) in own {
            if let Some(text) = text.filter(|_| !fields.iter().any(|field| *field.key == *key)) {
                let place = if key == "cards" { self.root.key("holds") } else { self.root.key(key) };
                let value = Field::Text(text.into());
                let (key, translated) = (key.into(), Some(place));
                fields.push(CardField { key, value, inherited: true, translated, lang: None });
            }
        }
    }

    fn url(&mut self, link: Option<&Text>, id: &str) -> Option<std::sync::Arc<str>> {
        let (text, base) = match (link, self.context.base) {
            (Some(link), base) => (&**link, base),
            (None, Some(base)) if is_id(id) => (id, Some(base)),
            (None, _) => return None,
        };
        match link::resolve(text, base) {
            Ok(url) => Some(url.into()),
            Err(refused) => {
                let place = self.root.key("link");
                self.fault(Diagnostic::error("wrong-link", refused.message).at(place).hint(refused.hint));
                None
            }
        }
    }
}

fn unknown_deck(name: &str, decks: &[Deck], place: Place) -> Diagnostic {
    let message = say!("le kit n’a pas de jeu « {name} »", "the kit has no deck “{name}”");
    let known = || decks.iter().map(|deck| &*deck.id);
    let hint = match yaml::suggest(name, known()) {
        Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
        None => {
            let list = yaml::key_list(known());
            say!("jeux du kit : {list}", "decks of the kit: {list}")
        }
    };
    Diagnostic::error("unknown-deck", message).at(place).hint(hint)
}

fn too_small(name: crate::diag::Say, needs: Length, has: Length, lack: Length, cards: u32) -> Diagnostic {
    let message = say!(
        "boîte trop petite, {name} : il faut {needs} pour {cards} cartes, elle a {has}",
        "box too small, {name}: {cards} cards need {needs}, it has {has}";
        name = name
    );
    let hint = say!("il manque {lack} dans `inside`", "{lack} are missing in `inside`");
    Diagnostic::error("box-too-small", message).hint(hint)
}
