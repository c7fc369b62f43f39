//! What a slide brings forward: the highlighted marks, and what hangs together with them.

use super::super::emphasis::Emphasis;
use super::super::sheet::{Input, Tag};
use crate::case::EventId;

/// The highlighted marks, followed through the limits.
#[derive(Debug, Clone, Default)]
pub(super) struct Stress {
    all: Emphasis,
    limits: Vec<String>,
    states: Vec<Tag>,
    any: bool,
}

/// How much a mark is brought forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Highlighted.
    Accent,
    /// As it is: nothing is highlighted, or it hangs together with what is.
    Plain,
    /// Something else is highlighted.
    Quiet,
}

impl Stress {
    /// Follows every highlighted mark.
    pub fn new(input: &Input<'_>, highlight: &[Tag]) -> Self {
        let mut found = Self::default();
        for tag in highlight {
            let one = Emphasis::new(&Input { selection: Some(tag), ..*input });
            found.any = true;
            found.all.events.extend(one.events);
            found.all.related_events.extend(one.related_events);
            found.all.related_limits.extend(one.related_limits);
            match tag {
                Tag::Limit(key) => found.limits.push(key.clone()),
                Tag::State(_) => found.states.push(tag.clone()),
                _ => {}
            }
        }
        found
    }

    /// For the parts of the canvas that a slide shares with a page; nothing in it is selected.
    pub fn emphasis(&self) -> Emphasis {
        Emphasis::default()
    }

    /// Of an event.
    pub fn of_event(&self, id: &EventId) -> Tone {
        match (self.any, self.all.events.contains(id), self.all.related_events.contains(id)) {
            (_, true, _) => Tone::Accent,
            (false, ..) | (_, _, true) => Tone::Plain,
            _ => Tone::Quiet,
        }
    }

    /// Of a limit. Its ink is that of its verdict, so it is never in the accent.
    pub fn of_limit(&self, key: &str) -> Tone {
        let near = self.all.related_limits.contains(key) || self.limits.iter().any(|k| k == key);
        if !self.any || near { Tone::Plain } else { Tone::Quiet }
    }
}

impl Tone {
    /// Opacity of a mark.
    pub const fn alpha(self) -> f32 {
        match self {
            Self::Accent | Self::Plain => 1.0,
            // It steps back and can still be made out.
            Self::Quiet => 0.5,
        }
    }
}
