//! Differences between two computations.
