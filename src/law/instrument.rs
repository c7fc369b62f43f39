//! A treaty, code or set of rules, as data.

use super::counting::Setting;
use super::provision::Provision;
use std::sync::Arc;

/// An instrument and its provisions.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    /// Stable name, such as `rome-statute`.
    pub id: String,
    /// In full.
    pub title: String,
    /// In short.
    pub short: String,
    /// Version of our data, such as `2025-11`.
    pub version: String,
    /// What copy was read.
    pub note: Option<String>,
    /// Profiles of its own, by which its rules may count.
    pub profiles: Vec<Arc<Setting>>,
    /// Its rules, in the order of the file.
    pub provisions: Vec<Provision>,
}
