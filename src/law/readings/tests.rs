//! Readings side by side.
