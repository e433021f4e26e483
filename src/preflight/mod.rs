//! (to be written)
pub struct Profile;
impl Profile {
    pub fn press() -> Self {
        Self
    }
    pub fn screen() -> Self {
        Self
    }
}
pub fn check(_: &crate::scene::Document, _: &Profile) -> crate::diag::Diagnostics {
    crate::diag::Diagnostics::new()
}
pub struct FoundCode {
    pub page: usize,
    pub rect: crate::geom::Rect,
    pub payload: std::sync::Arc<str>,
    pub origin: Option<std::sync::Arc<crate::scene::Origin>>,
}
pub fn codes(_: &crate::scene::Document) -> Vec<FoundCode> {
    vec![]
}
