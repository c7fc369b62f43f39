//! Stub, replaced by the scene branch.
/// Colour.
#[derive(Debug, Clone, Copy)]
pub struct Rgb(pub u8, pub u8, pub u8);
/// Theme.
#[derive(Debug, Clone)]
pub struct Theme;
