//! How far a long piece of work has come, and whether it is still wanted.

use super::ExportError;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

/// Hears what is done now, and how many of how many steps are behind.
pub type Tell<'a> = dyn Fn(&str, usize, usize) + Sync + 'a;

/// Told of every step; asked whether to go on.
#[derive(Clone, Copy)]
pub struct Progress<'a> {
    tell: Option<&'a Tell<'a>>,
    /// True once nobody wants the result any more.
    cancelled: Option<&'a AtomicBool>,
}

impl<'a> Progress<'a> {
    /// Nobody listens, nobody stops it.
    #[must_use]
    pub const fn silent() -> Self {
        Self { tell: None, cancelled: None }
    }

    /// Tells `tell`, and stops when `cancelled` becomes true.
    #[must_use]
    pub const fn new(tell: &'a Tell<'a>, cancelled: &'a AtomicBool) -> Self {
        Self { tell: Some(tell), cancelled: Some(cancelled) }
    }

    /// Says that `what` is done now, with `done` of `total` steps behind.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] where nobody wants the result any more.
    pub fn step(&self, what: &str, done: usize, total: usize) -> Result<(), ExportError> {
        if self.cancelled.is_some_and(|c| c.load(Ordering::Relaxed)) {
            return Err(ExportError::Cancelled);
        }
        if let Some(tell) = self.tell {
            tell(what, done, total);
        }
        Ok(())
    }
}

impl fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").field("listened_to", &self.tell.is_some()).finish()
    }
}
