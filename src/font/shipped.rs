//! The text face that is part of the program, for new kits and for pages that belong to no kit. OFL 1.1; its origin and
//! hash stand in `fonts/README.md`.

use std::sync::Arc;

use super::Fonts;

/// The family of the shipped faces.
pub const SHIPPED_FAMILY: &str = "Atkinson Hyperlegible Next";
/// Its regular face, a TrueType file.
pub const SHIPPED_REGULAR: &[u8] =
    include_bytes!("../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf");
/// Its bold face, a TrueType file.
pub const SHIPPED_BOLD: &[u8] =
    include_bytes!("../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_700Bold.ttf");
/// Its licence.
pub const SHIPPED_LICENCE: &[u8] = include_bytes!("../../fonts/atkinson-hyperlegible-next/OFL.txt");

/// The shipped faces alone: the regular one first, then the bold one.
pub fn shipped() -> Arc<Fonts> {
    let mut fonts = Fonts::new();
    for bytes in [SHIPPED_REGULAR, SHIPPED_BOLD] {
        // A test holds that both are fonts.
        let _ = fonts.add(Arc::from(bytes));
    }
    Arc::new(fonts)
}
