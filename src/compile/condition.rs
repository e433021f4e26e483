//! The standard and the printing condition of press files: what was asked, what the kit or the printer says, and the file
//! of the profile.

use std::path::Path;
use std::sync::Arc;

use super::folders::Folders;
use super::{Profile, Run};
use crate::color::{OutputProfile, ProfileFault};
use crate::diag::{Diagnostic, Say};
use crate::export::pdf::{self, Standard};
use crate::model::Kit;
use crate::printers;
use crate::say;
use crate::source::Place;

impl Run<'_> {
    /// Reads the profile that the command line names, or else the print shop's, or else the kit's.
    pub(super) fn choose_condition(&mut self, kit: &Kit, folders: &Folders) {
        if !self.profiles.contains(&Profile::Press) {
            return;
        }
        let shop = self.printer.as_ref().and_then(|printer| printer.profile.clone());
        let read = match (&self.job.icc, shop, &kit.icc) {
            (Some(path), ..) => self.profile(path, None),
            (None, Some((file, place)), _) => {
                self.shops(&file, &place, folders).map_err(|fault| Box::new(fault.at(place)))
            }
            (None, None, Some(icc)) => self
                .profile(&kit.folder.join(&*icc.file), icc.condition.as_deref())
                .map_err(|fault| Box::new(fault.at(kit.place(["icc"])))),
            (None, None, None) => return,
        };
        match read {
            Ok(profile) => self.condition = Some(Arc::new(profile)),
            Err(fault) => self.diagnostics.push(*fault),
        }
    }

    /// The profile beside the file of a print shop. Like all that a kit reads, it lies in the kit or the project.
    fn shops(&self, file: &str, place: &Place, folders: &Folders) -> Result<OutputProfile, Box<Diagnostic>> {
        let own = self.sources.get(place.file).map(|source| Path::new(&*source.name).to_owned()).unwrap_or_default();
        let path =
            folders.inside(own.parent().unwrap_or(Path::new("")), file).unwrap_or_else(|| Path::new(file).to_owned());
        let colour = self.printer.as_ref().and_then(|printer| printer.colour.as_ref()).map(|figure| figure.is.clone());
        self.profile(&path, colour.as_deref().filter(|colour| *colour != "RGB"))
    }

    fn profile(&self, path: &Path, condition: Option<&str>) -> Result<OutputProfile, Box<Diagnostic>> {
        let shown = path.display();
        let bytes = self.world.read(path).map_err(|_| {
            let fault = say!("le profil ICC {shown} ne se lit pas", "the ICC profile {shown} cannot be read");
            Box::new(Diagnostic::error("icc-missing", fault).hint(say!(
                "donnez le chemin d’un fichier .icc, ou rien : FOGRA39 est fourni",
                "give the path of an .icc file, or nothing: FOGRA39 comes with the program"
            )))
        })?;
        OutputProfile::read(&bytes, condition).map_err(|fault| {
            let Say { fr, en } = why(&fault);
            let fault = say!(
                "{shown} ne peut pas servir de profil de sortie : {fr}",
                "{shown} cannot be the output profile: {en}"
            );
            Box::new(Diagnostic::error("icc-unfit", fault).hint(say!(
                "prenez le profil d’impression CMJN que donne l’imprimeur : PSOcoated_v3.icc, ISOcoated_v2_eci.icc…",
                "take the CMYK output profile that the printer names: PSOcoated_v3.icc, ISOcoated_v2_eci.icc…"
            )))
        })
    }

    /// The standard of press files: what was asked, or what the printer asks for, or PDF/X-4.
    pub(super) fn standard(&self) -> Standard {
        let printers = self.printer.as_ref().and_then(|printer| printer.standard.as_ref()).map(|figure| figure.is);
        self.job.standard.unwrap_or(match printers {
            Some(printers::Standard::X1a2003 | printers::Standard::X1a2001) => Standard::X1a2003,
            Some(printers::Standard::X4 | printers::Standard::None) | None => Standard::X4,
        })
    }

    /// How PDF files for a printer are written.
    pub(super) fn press_options(&self) -> pdf::Options {
        let press = pdf::Options { standard: self.standard(), ..pdf::Options::press() };
        match &self.condition {
            Some(profile) => pdf::Options { profile: profile.clone(), ..press },
            None => press,
        }
    }
}

fn why(fault: &ProfileFault) -> Say {
    match fault {
        ProfileFault::NotIcc => say!("ce n’est pas un profil ICC entier", "it is no whole ICC profile"),
        ProfileFault::Class(class) => say!(
            "sa classe est « {class} », il faut « prtr » (impression)",
            "its class is “{class}”, it must be “prtr” (printing)"
        ),
        ProfileFault::Space(space) => {
            say!("ses couleurs sont « {space} », il faut « CMYK »", "its colours are “{space}”, they must be “CMYK”")
        }
        ProfileFault::Version(version) => {
            say!("sa version est {version}, il faut 2 ou 4", "its version is {version}, it must be 2 or 4")
        }
        ProfileFault::Damaged => say!("ses tables sont abîmées ou incomplètes", "its tables are damaged or incomplete"),
    }
}
