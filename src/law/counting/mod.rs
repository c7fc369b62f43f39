//! Counting: from a trigger and a term to an expiry, one file per profile.
//!
//! Each profile is monotone: a later trigger never gives an earlier expiry, so
//! the two ends of an uncertain trigger give the two ends of the expiry.

mod caldate;
mod calendar_days;
mod first_of_month;
mod hangs;
mod hours;
mod it172;
mod months_years;
mod profile;
mod reading;
mod reg33;
mod setting;

pub(in crate::law) use hangs::{Hangs, hangs};
pub use profile::{Ask, CountError, Counted, Expiry, Profile, count};
pub use reading::Reading;
pub use setting::{Days, EndRule, Setting};
