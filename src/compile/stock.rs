//! Reads every picture and drawing that cards ask for into the assets of a document.

use std::path::Path;
use std::sync::Arc;

use super::folders::Folders;
use crate::artwork::{raster, svg};
use crate::color::Srgb;
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::{Drawn, Stock, Stocked, Theme};
use crate::font::Fonts;
use crate::geom::Rect;
use crate::layout::Asked;
use crate::say;
use crate::scene::{Artwork, Assets, Origin};
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
    /// Texts of drawings, for messages.
    pub sources: &'a mut Sources,
    /// Where pictures and drawings go.
    pub assets: &'a mut Assets,
}

impl Shop<'_> {
    /// Reads what is asked for. What cannot be read is a fault of the box and card that asked first.
    pub fn stock(&mut self, asked: &Asked, diagnostics: &mut Diagnostics) -> Stock {
        let mut stock = Stock::new();
        for (drawn, origin) in asked {
            if let Some(stocked) = self.read(drawn, origin, diagnostics) {
                stock.insert(drawn.clone(), stocked);
            }
        }
        stock
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
        let import = svg::Import { file, fonts: self.fonts, palette: &palette, link: &link, recolour: *recolour };
        match svg::import(bytes, &import, self.assets) {
            Ok(drawing) => {
                diagnostics.append(drawing.diagnostics);
                // Named as the card names it: a path of this machine has no place in a file.
                let artwork =
                    Artwork { name: drawn.clone(), bounds: Rect::of_size(drawing.size), items: drawing.items };
                Some(Stocked::Drawing { artwork: self.assets.add_artwork(artwork), size: drawing.size })
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
