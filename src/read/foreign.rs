//! Readers that were written elsewhere, for files that are sound: what they do with a damaged one.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static WITHIN: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader that may give up in a hard way, by a panic; then there is nothing, and what it filled until then is
/// the caller's to keep and to tell.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Option<T> {
    let before = WITHIN.replace(true);
    let done = catch_unwind(AssertUnwindSafe(run)).ok();
    WITHIN.set(before);
    done
}

/// True on a thread that is within such a reader: a program need not print what is caught and told anyway.
#[must_use]
pub fn within() -> bool {
    WITHIN.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_up_is_caught_and_known_as_such_only_while_it_runs() {
        assert!(!within());
        assert_eq!(caught(within), Some(true));
        let empty: [u8; 0] = [];
        assert_eq!(caught(|| empty[std::hint::black_box(0)]), None);
        assert!(!within());
    }
}
