//! Pictures out of the program.
