//! Where things are looked for: in the kit first, then in the project it stands in. Never anywhere else.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::font::{FaceError, Fonts};
use crate::say;
use crate::source::{Place, Sources};
use crate::world::World;

/// The folders of a kit and of its project.
#[derive(Clone, Debug)]
pub struct Folders {
    kit: PathBuf,
    project: Option<PathBuf>,
}

impl Folders {
    /// The folders for a kit: its project is the nearest folder above it that has `layouts/` or `fonts/`.
    pub fn find(world: &dyn World, kit: &Path) -> Self {
        let is_project =
            |folder: &PathBuf| ["layouts", "fonts"].iter().any(|name| !world.walk(&folder.join(name)).is_empty());
        Self { kit: kit.to_owned(), project: above(kit).find(is_project) }
    }

    fn each(&self, name: &str) -> Vec<PathBuf> {
        std::iter::once(self.kit.join(name)).chain(self.project.iter().map(|project| project.join(name))).collect()
    }

    /// Folders of layouts, the kit's first.
    pub fn layouts(&self) -> Vec<PathBuf> {
        self.each("layouts")
    }

    /// Folders of sheet arrangements, the kit's first.
    pub fn sheets(&self) -> Vec<PathBuf> {
        self.layouts().iter().map(|folder| folder.join("sheets")).collect()
    }

    /// Folders of printer profiles, the kit's first.
    pub fn printers(&self) -> Vec<PathBuf> {
        self.layouts().iter().map(|folder| folder.join("printers")).collect()
    }

    /// The first place where a picture or drawing of this name is: the kit, its layouts, the project's layouts.
    pub fn picture(&self, world: &dyn World, name: &str) -> Option<PathBuf> {
        let folders = std::iter::once(self.kit.clone()).chain(self.layouts());
        folders.filter_map(|folder| self.inside(&folder, name)).find(|path| world.is_file(path))
    }

    /// The path that `name` leads to from `folder`; none when it leaves the kit and the project: a kit reads nothing
    /// that it does not hold.
    pub fn inside(&self, folder: &Path, name: &str) -> Option<PathBuf> {
        let roots = std::iter::once(&self.kit).chain(&self.project);
        let mut below = roots.filter_map(|root| folder.strip_prefix(root).ok());
        below.any(|below| stays(below, Path::new(name))).then(|| folder.join(name))
    }

    /// Every picture and drawing there is, for suggestions.
    pub fn pictures(&self, world: &dyn World) -> Vec<String> {
        let name = |path: PathBuf| Some(path.strip_prefix(&self.kit).ok()?.to_string_lossy().replace('\\', "/"));
        let is_picture = |path: &PathBuf| {
            path.extension()
                .is_some_and(|kind| ["svg", "png", "jpg", "jpeg", "webp"].iter().any(|known| kind == *known))
        };
        world.walk(&self.kit).into_iter().filter(is_picture).filter_map(name).collect()
    }

    /// Every text file there is, for suggestions.
    pub fn texts(&self, world: &dyn World) -> Vec<String> {
        let name = |path: PathBuf| Some(path.strip_prefix(&self.kit).ok()?.to_string_lossy().replace('\\', "/"));
        let is_text = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "md");
        world.walk(&self.kit).into_iter().filter(is_text).filter_map(name).collect()
    }

    /// Every font of the kit and of the project, in a stable order. A kit's face replaces the project's of the same
    /// name; files that are no fonts, or must not be embedded, are faults.
    pub fn fonts(&self, world: &dyn World, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Arc<Fonts> {
        let mut fonts = Fonts::new();
        for path in self.each("fonts").iter().flat_map(|folder| world.walk(folder)).filter(|path| is_font(path)) {
            let Ok(bytes) = world.read(&path) else { continue };
            if let Err(error) = fonts.add(bytes) {
                let file = sources.add(path.to_string_lossy().replace('\\', "/"), "");
                diagnostics.push(font_fault(&error).at(Place::file(file)));
            }
        }
        Arc::new(fonts)
    }
}

/// The folders above `kit`, the nearest first, as paths from where `kit` itself is meant from: `.` lies in `..`,
/// `a/b` in `a`, in the working folder, in `..` and so on up.
fn above(kit: &Path) -> impl Iterator<Item = PathBuf> {
    let tidy: PathBuf = kit.components().filter(|part| *part != Component::CurDir).collect();
    std::iter::successors(Some(tidy), |folder| parent(folder)).skip(1).take(DEEP)
}

/// How far above a kit its project may lie.
const DEEP: usize = 16;

fn parent(folder: &Path) -> Option<PathBuf> {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => folder.parent().map(Path::to_owned),
        None | Some(Component::ParentDir | Component::CurDir) => Some(folder.join("..")),
        Some(Component::RootDir | Component::Prefix(_)) => None,
    }
}

/// True when `name`, from the folder `below` a root, never leads above that root.
fn stays(below: &Path, name: &Path) -> bool {
    let mut depth = below.components().count();
    name.components().all(|part| match part {
        Component::Normal(_) => {
            depth += 1;
            true
        }
        Component::CurDir => true,
        Component::ParentDir => depth.checked_sub(1).is_some_and(|above| {
            depth = above;
            true
        }),
        Component::RootDir | Component::Prefix(_) => false,
    })
}

fn is_font(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| ["ttf", "otf", "ttc", "otc"].iter().any(|known| kind.eq_ignore_ascii_case(known)))
}

fn font_fault(error: &FaceError) -> Diagnostic {
    match error {
        FaceError::Unreadable => Diagnostic::error(
            "unreadable-font",
            say!("ce fichier n’est pas une police TrueType ou OpenType", "this file is no TrueType or OpenType font"),
        )
        .hint(say!("remplacez-le, ou retirez-le de `fonts/`", "replace it, or take it out of `fonts/`")),
        FaceError::EmbeddingForbidden => Diagnostic::error(
            "font-embedding-forbidden",
            say!(
                "la licence de cette police interdit de l’incorporer (OS/2 fsType 2)",
                "the licence of this font forbids embedding (OS/2 fsType 2)"
            ),
        )
        .hint(say!("choisissez une police sous licence OFL", "choose a font under the OFL")),
    }
}
