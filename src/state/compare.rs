//! Several cases at once, and the charts of activity.

use crate::case::Fact;
use std::path::PathBuf;

/// How cases are laid over one another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compare {
    /// True while the list of cases is open.
    pub open: bool,
    /// Other cases that are not drawn, by their files.
    pub hidden: Vec<PathBuf>,
    /// The fact on which all are aligned as day 0, such as `arrest.made`; `None` for one calendar.
    pub align: Option<Fact>,
    /// True while the charts of activity are open.
    pub activity: bool,
}

/// Another case beside the open one, as views see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCase {
    /// Its file.
    pub path: PathBuf,
    /// What it is called.
    pub title: String,
    /// How many events it has.
    pub events: usize,
    /// How many problems and notes its file has, in words; empty for none.
    pub told: String,
}
