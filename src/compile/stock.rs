//! Reads every picture and drawing that cards ask for into the assets of a document.

use std::path::Path;
use std::sync::Arc;

use super::folders::Folders;
use crate::artwork::{DrawnPlate, raster, svg};
use crate::color::Srgb;
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::{Drawn, Stock, Stocked, StockedText, Theme};
use crate::font::Fonts;
use crate::geom::{Rect, Transform};
use crate::layout::{Asked, AskedTexts};
use crate::say;
use crate::scene::{Artwork, Assets, Item, Origin, PlateNames};
use crate::source::{Place, Sources};
use crate::world::World;
use crate::yaml;

/// What reading needs and what it fills.
pub(super) struct Shop<'a> {
    /// Where files come from.
    pub world: &'a dyn World,
    /// Where they are looked for.
    pub folders: &'a Folders,
    /// Fonts for text in drawings.
    pub fonts: &'a Arc<Fonts>,
    /// Swatches: a drawing's colour that is one of them gets its inks.
    pub theme: &'a Theme,
    /// What the print shop calls its plates.
    pub plates: &'a PlateNames,
    /// Texts of drawings, for messages.
    pub sources: &'a mut Sources,
    /// Where pictures and drawings go.
    pub assets: &'a mut Assets,
}

impl Shop<'_> {
    /// Reads what is asked for. What cannot be read is a fault of the box and card that asked first.
    pub fn stock(&mut self, asked: &Asked, mut stock: Stock, diagnostics: &mut Diagnostics) -> Stock {
        for (drawn, origin) in asked {
            if let Some(stocked) = self.read(drawn, origin, diagnostics) {
                stock.insert(drawn.clone(), stocked);
            }
        }
        stock
    }

    /// Reads the texts that are asked for.
    pub fn texts(&mut self, asked: &AskedTexts, stock: &mut Stock, diagnostics: &mut Diagnostics) {
        for (name, origin) in asked {
            let Some(path) = self.folders.picture(self.world, name) else {
                diagnostics.push(self.missing_text(name, origin));
                continue;
            };
            match self.world.read(&path) {
                Ok(bytes) => match std::str::from_utf8(&bytes) {
                    Ok(text) => {
                        let shown = path.to_string_lossy().replace('\\', "/");
                        // A byte order mark is no word.
                        let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(text).into();
                        let file = self.sources.add(shown, text.clone());
                        stock.insert_text(name.clone(), StockedText { file, text });
                    }
                    Err(_) => {
                        let fault = say!("« {name} » n’est pas en UTF-8", "“{name}” is not UTF-8");
                        let hint = say!(
                            "réenregistrez-le en UTF-8 dans votre éditeur",
                            "save it again as UTF-8 in your editor"
                        );
                        diagnostics.push(origin.mark(Diagnostic::error("not-utf8", fault).hint(hint)));
                    }
                },
                Err(error) => {
                    let fault = say!("« {name} » ne peut être lu : {error}", "“{name}” cannot be read: {error}");
                    diagnostics.push(origin.mark(Diagnostic::error("unreadable", fault)));
                }
            }
        }
    }

    fn missing_text(&self, name: &str, origin: &Origin) -> Diagnostic {
        let fault =
            Diagnostic::error("missing-file", say!("texte introuvable : « {name} »", "text not found: “{name}”"));
        let known = self.folders.texts(self.world);
        origin.mark(match yaml::suggest(name, known.iter().map(String::as_str)) {
            Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
            None => fault.hint(say!(
                "les textes se cherchent dans le dossier du kit, puis dans `layouts/`",
                "texts are looked for in the kit’s folder, then in `layouts/`"
            )),
        })
    }

    fn read(&mut self, drawn: &Drawn, origin: &Origin, diagnostics: &mut Diagnostics) -> Option<Stocked> {
        let (name, _) = drawn;
        let Some(path) = self.folders.picture(self.world, name) else {
            diagnostics.push(self.missing(name, origin));
            return None;
        };
        let bytes = match self.world.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let fault = say!("image « {name} » illisible : {error}", "picture “{name}” cannot be read: {error}");
                diagnostics.push(origin.mark(Diagnostic::error("unreadable-image", fault)));
                return None;
            }
        };
        if path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("svg")) {
            return self.drawing(&path, &bytes, drawn, origin, diagnostics);
        }
        match raster::read(&bytes) {
            Ok(image) => {
                let (width, height) = (image.width, image.height);
                Some(Stocked::Picture { image: self.assets.add_image(image), width, height })
            }
            Err(fault) => {
                diagnostics.push(origin.mark(*fault));
                None
            }
        }
    }

    fn drawing(
        &mut self,
        path: &Path,
        bytes: &[u8],
        (drawn, recolour): &Drawn,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<Stocked> {
        let name = path.to_string_lossy().replace('\\', "/");
        let file = self.sources.add(name, String::from_utf8_lossy(bytes));
        let palette = |srgb: Srgb| self.theme.swatch(srgb);
        let near = path.parent().unwrap_or(Path::new("")).to_owned();
        let link = |name: &str| self.world.read(&self.folders.inside(&near, name)?).ok();
        let import = svg::Import {
            palette: &palette,
            link: &link,
            recolour: *recolour,
            plates: self.plates,
            ..svg::Import::new(file, self.fonts)
        };
        match svg::import(bytes, &import, self.assets) {
            Ok(drawing) => {
                diagnostics.append(drawing.diagnostics);
                let plates = if recolour.is_some() { Vec::new() } else { plates(&drawing.plates) };
                if let Some(left) = drawing.plates.first().filter(|_| recolour.is_some()) {
                    diagnostics.push(no_room_for_plates(left, drawn));
                }
                // Named as the card names it: a path of this machine has no place in a file.
                let artwork =
                    Artwork { name: drawn.clone(), bounds: Rect::of_size(drawing.size), items: drawing.items };
                let artwork = self.assets.add_artwork(artwork);
                Some(Stocked::Drawing { artwork, size: drawing.size, plates: plates.into() })
            }
            Err(fault) => {
                diagnostics.push(fault.at(Place::file(file)).at(origin.layout.clone()));
                None
            }
        }
    }

    fn missing(&self, name: &str, origin: &Origin) -> Diagnostic {
        let fault =
            Diagnostic::error("missing-file", say!("image introuvable : « {name} »", "picture not found: “{name}”"));
        let known = self.folders.pictures(self.world);
        let fault = match yaml::suggest(name, known.iter().map(String::as_str)) {
            Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
            None => fault.hint(say!(
                "les images se cherchent dans le dossier du kit, puis dans `layouts/`",
                "pictures are looked for in the kit’s folder, then in `layouts/`"
            )),
        };
        origin.mark(fault)
    }
}

fn plates(drawn: &[DrawnPlate]) -> Vec<Item> {
    drawn.iter().map(|plate| plate.item(&Transform::IDENTITY)).collect()
}

/// An icon in one colour, which may stand among letters, has no plates.
fn no_room_for_plates(plate: &DrawnPlate, name: &str) -> Diagnostic {
    let key = plate.plate.key();
    Diagnostic::warning(
        "plate-icon",
        say!(
            "l’icône recolorée « {name} » perd sa plaque « {key} »",
            "the recoloured icon “{name}” loses its plate “{key}”"
        ),
    )
    .at(plate.place.clone())
    .hint(say!("posez le dessin par `image`, ou sans `color`", "place the drawing by `image`, or without `color`"))
}
