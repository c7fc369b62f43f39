//! A desktop timeline of a legal case (only the floors `scene` and `export` on this branch).

pub mod export;
pub mod scene;
