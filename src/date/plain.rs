//! Dates in plain words.
/// x
pub struct Understood;
/// x
pub fn understand() {}
