//! What the instruments say, and what follows from it for a case.
//!
//! Rules are data; the counting is code, one file per profile. Bounds come in
//! and bounds go out: an uncertain trigger gives an uncertain expiry, and the
//! verdict says so instead of guessing. Every computed date has a trace.

pub mod answer;
mod blank;
pub mod calculator;
pub mod checks;
pub mod compare;
pub mod compute;
pub mod counting;
pub mod deadline;
mod facts;
mod fixed;
pub mod instrument;
mod judge;
pub mod known;
pub mod library;
pub mod milestones;
pub mod propose;
pub mod provision;
pub mod readings;
mod remarks;
mod rows;
pub mod suppose;
pub mod sweep;
pub mod thresholds;
pub mod together;
mod touch;
pub mod trace;
mod trial;
mod turn;
pub mod verdict;

pub use answer::{Answer, StateSpan};
pub use checks::{Check, CheckKind, FileState, Place, Standing, Weight, checks};
pub use compare::{
    Aspect, Change, ClaimEffect, ClaimEffects, Outcomes, difference, what_claims_change,
};
pub use compute::{Asked, as_of_moment, case_as_of, compute, unknown_rules};
pub use counting::{
    Ask, CountError, Counted, Days, EndRule, Expiry, Profile, Reading, Setting, count,
};
pub use deadline::{Deadline, FactUse, Opinion, Tick};
pub use instrument::Instrument;
pub use known::{Known, known};
pub use library::Library;
pub use milestones::{Milestone, milestones};
pub use provision::{Class, Nature, Provision, Role, Said};
pub use readings::{ReadingColumn, ReadingRow, readings_table};
pub use suppose::{Otherwise, ScenarioProblem, Suppose, Supposed, scenario_from};
pub use sweep::{Sweep, Swept};
pub use thresholds::{Deciding, Threshold, deciding, thresholds};
pub use together::{Part, Together, together};
pub use trace::Step;
pub use verdict::Verdict;
