//! What happens when somebody cuts a file shorter that is mapped: its lost pages become zeros, and the program lives.
//!
//! The system answers a look at a page beyond the new end with the signal SIGBUS, which ends a program that does not
//! expect it, with the case that is open in it. No question asked before the look can close the gap: the cut may come
//! in the midst of the reading. So the signal is caught, pages of zeros are put where the lost ones were, and the map
//! is marked, so that whoever reads it knows that what was read is nothing. Signals from anywhere else go to whoever
//! had them before.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// So many files are guarded at once; a map beyond that is not made.
const MOST: usize = 256;

/// A stretch of memory that a file is mapped to. All of it can be read within a signal handler.
struct Stretch {
    start: AtomicUsize,
    end: AtomicUsize,
    cut: AtomicBool,
}

static STRETCHES: [Stretch; MOST] = [const {
    Stretch { start: AtomicUsize::new(0), end: AtomicUsize::new(0), cut: AtomicBool::new(false) }
}; MOST];

/// The place of a map among those that are guarded. Given back when it is dropped, which has to be before the map is.
#[derive(Debug)]
pub(super) struct Guard(usize);

impl Guard {
    /// Guards a stretch of mapped memory.
    ///
    /// # Errors
    /// Where too many are guarded already, or the system does not let signals be caught.
    pub(super) fn new(bytes: &[u8]) -> io::Result<Self> {
        catching()?;
        let start = bytes.as_ptr().addr();
        for (n, stretch) in STRETCHES.iter().enumerate() {
            // The end is set last: while it is 0 the stretch holds nothing.
            let free = stretch.start.compare_exchange(0, start, Ordering::SeqCst, Ordering::SeqCst);
            if free.is_ok() {
                stretch.cut.store(false, Ordering::SeqCst);
                stretch.end.store(start + bytes.len(), Ordering::SeqCst);
                return Ok(Self(n));
            }
        }
        Err(io::Error::other(format!("more than {MOST} large files are open; close some of them")))
    }

    /// True where a page was touched that the file has no more.
    pub(super) fn is_cut(&self) -> bool {
        STRETCHES.get(self.0).is_some_and(|s| s.cut.load(Ordering::SeqCst))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(stretch) = STRETCHES.get(self.0) {
            stretch.end.store(0, Ordering::SeqCst);
            stretch.start.store(0, Ordering::SeqCst);
        }
    }
}

/// Begins to catch the signal, once.
fn catching() -> io::Result<()> {
    static DONE: OnceLock<Result<(), i32>> = OnceLock::new();
    DONE.get_or_init(signal::catch).map_err(io::Error::from_raw_os_error)
}

/// The second place without the compiler's protection, and for the sake of the first: see [`super::text`].
#[cfg(unix)]
#[allow(unsafe_code)]
mod signal {
    use super::STRETCHES;
    use std::mem::MaybeUninit;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Who had the signal before.
    static BEFORE: OnceLock<libc::sigaction> = OnceLock::new();
    static PAGE: AtomicUsize = AtomicUsize::new(4096);

    pub(super) fn catch() -> Result<(), i32> {
        // SAFETY: plain calls to the system with memory of our own. The handler touches only atomics and asks the
        // system for memory, which is sound within a signal.
        unsafe {
            let page = libc::sysconf(libc::_SC_PAGESIZE);
            PAGE.store(usize::try_from(page).unwrap_or(4096).max(1), Ordering::SeqCst);
            let mut before = MaybeUninit::<libc::sigaction>::zeroed();
            if libc::sigaction(libc::SIGBUS, std::ptr::null(), before.as_mut_ptr()) != 0 {
                return Err(last_error());
            }
            let _ = BEFORE.set(before.assume_init());
            let mut ours = MaybeUninit::<libc::sigaction>::zeroed().assume_init();
            ours.sa_sigaction = on_bus_error as *const () as usize;
            ours.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_RESTART;
            libc::sigemptyset(&raw mut ours.sa_mask);
            if libc::sigaction(libc::SIGBUS, &raw const ours, std::ptr::null_mut()) != 0 {
                return Err(last_error());
            }
        }
        Ok(())
    }

    fn last_error() -> i32 {
        std::io::Error::last_os_error().raw_os_error().unwrap_or(libc::EINVAL)
    }

    /// Puts zeros where a page is gone, from there to the end of the map.
    extern "C" fn on_bus_error(_: libc::c_int, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
        // SAFETY: the system gives a valid record to a handler that asked for one.
        let at = unsafe { (*info).si_addr() }.addr();
        let page = PAGE.load(Ordering::SeqCst);
        for stretch in &STRETCHES {
            let (start, end) =
                (stretch.start.load(Ordering::SeqCst), stretch.end.load(Ordering::SeqCst));
            if start == 0 || at < start || at >= end {
                continue;
            }
            let from = at - at % page;
            let length = (end - from).next_multiple_of(page);
            let protection = libc::PROT_READ;
            let flags = libc::MAP_FIXED | libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
            let place = std::ptr::without_provenance_mut(from);
            // SAFETY: the stretch is a map of ours that lives while it is in the list, and is only ever read.
            let made = unsafe { libc::mmap(place, length, protection, flags, -1, 0) };
            if made != libc::MAP_FAILED {
                stretch.cut.store(true, Ordering::SeqCst);
                return;
            }
        }
        // Not ours. The instruction is tried again, and the signal goes to whoever had it before.
        if let Some(before) = BEFORE.get() {
            // SAFETY: gives back what the system gave.
            unsafe {
                libc::sigaction(libc::SIGBUS, before, std::ptr::null_mut());
            }
        }
    }
}

/// Elsewhere a file that is mapped cannot be cut.
#[cfg(not(unix))]
mod signal {
    pub(super) const fn catch() -> Result<(), i32> {
        Ok(())
    }
}
