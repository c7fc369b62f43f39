//! What is written, to the letter where it matters.
