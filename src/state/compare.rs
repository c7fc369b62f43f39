//! Several cases at once, and the charts of activity.

use crate::case::Fact;

/// How cases are laid over one another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compare {
    /// True while the list of cases is open.
    pub open: bool,
    /// True while other cases are drawn with the open one.
    pub together: bool,
    /// The fact on which all are aligned as day 0, such as `arrest.made`; `None` for one calendar.
    pub align: Option<Fact>,
    /// True while the charts of activity are open.
    pub activity: bool,
}
