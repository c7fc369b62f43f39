//! The command palette.

/// How many things that were done last stand first.
const RECENT: usize = 8;

/// What stands in the palette.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Palette {
    /// True while it is open.
    pub open: bool,
    /// What was typed.
    pub text: String,
    /// The row that Enter takes, from 0.
    pub at: usize,
    /// Ids of what was taken from it, the last one first.
    pub recent: Vec<String>,
}

impl Palette {
    /// Closed, after something was taken from it.
    #[must_use]
    pub fn taken(&self, id: &str) -> Self {
        let others = self.recent.iter().filter(|r| *r != id).cloned();
        let recent = std::iter::once(id.to_owned()).chain(others).take(RECENT).collect();
        Self { recent, ..Self::default() }
    }

    /// Closed, with nothing taken.
    #[must_use]
    pub fn closed(&self) -> Self {
        Self { recent: self.recent.clone(), ..Self::default() }
    }
}
