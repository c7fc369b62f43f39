//! What is told about what was just done, and about what is being done.

/// A sentence for the line at the bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// In words, without a full stop.
    pub words: String,
    /// True where it says what could not be done: then it stays until something else is done.
    pub failed: bool,
}

/// A long piece of work that runs now, and can be stopped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// What is done now, as in `Laying out`.
    pub words: String,
    /// Steps that are behind.
    pub done: usize,
    /// All steps.
    pub total: usize,
    /// True where files are hashed, and the steps are hundredths; else something is exported.
    pub hashes: bool,
}
