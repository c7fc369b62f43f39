//! What the instruments say, and what follows from it for a case.
//!
//! Rules are data; the counting is code, one file per profile. Bounds come in
//! and bounds go out: an uncertain trigger gives an uncertain expiry, and the
//! verdict says so instead of guessing. Every computed date has a trace.

pub mod answer;
pub mod compute;
pub mod counting;
pub mod deadline;
pub mod instrument;
pub mod library;
pub mod provision;
pub mod trace;
pub mod verdict;

pub use answer::{Answer, StateSpan};
pub use compute::{compute, Asked};
pub use counting::{Counted, Expiry, Profile, Reading};
pub use deadline::{Deadline, FactUse, Opinion, Tick};
pub use instrument::Instrument;
pub use library::Library;
pub use provision::{Class, Nature, Provision, Role};
pub use trace::Step;
pub use verdict::Verdict;
