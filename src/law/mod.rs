//! What the instruments say, and what follows from it for a case.
//!
//! Rules are data; the counting is code, one file per profile. Bounds come in
//! and bounds go out: an uncertain trigger gives an uncertain expiry, and the
//! verdict says so instead of guessing. Every computed date has a trace.

pub mod answer;
mod blank;
pub mod calculator;
pub mod compute;
pub mod counting;
pub mod deadline;
mod facts;
mod fixed;
pub mod instrument;
mod judge;
pub mod library;
pub mod propose;
pub mod provision;
mod remarks;
mod rows;
pub mod suppose;
pub mod together;
pub mod trace;
mod turn;
pub mod verdict;

pub use answer::{Answer, StateSpan};
pub use compute::{Asked, as_of_moment, case_as_of, compute, unknown_rules};
pub use counting::{
    Ask, CountError, Counted, Days, EndRule, Expiry, Profile, Reading, Setting, count,
};
pub use deadline::{Deadline, FactUse, Opinion, Tick};
pub use instrument::Instrument;
pub use library::Library;
pub use provision::{Class, Nature, Provision, Role, Said};
pub use suppose::Suppose;
pub use together::{Part, Together, together};
pub use trace::Step;
pub use verdict::Verdict;
