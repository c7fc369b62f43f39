//! What a layer answers, held against a plain look at every row.

mod counting;
mod made;
mod narrowing;
mod plainly;
mod searching;
mod sifting;
