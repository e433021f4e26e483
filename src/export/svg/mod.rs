//! (to be written)
pub enum TextMode { Live, Outlined }
pub struct Options { pub text: TextMode, pub bleed: bool }
pub fn export(_: &crate::scene::Document, _: usize, _: &Options) -> Result<String, Box<crate::diag::Diagnostic>> { Ok(String::new()) }
