//! Where verdicts turn.
