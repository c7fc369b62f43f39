//! One test binary: it links once.

mod dates;
mod gui;
mod soft;
