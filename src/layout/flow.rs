//! Short entries that flow in lines, such as the limits that nothing triggered.

use super::frame::Frame;
use super::pen::{Pen, Style};
use super::sheet::{Tag, Target, TargetKind};
use super::targets::Targets;
use crate::scene::{Ink, Rect, Weight};

/// From base line to base line.
pub(super) const LINE: f32 = 17.0;
const DOT: &str = "·";
const GAP: f32 = 6.0;

/// One entry.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its handle.
    pub tag: Tag,
    /// What it is.
    pub kind: TargetKind,
    /// What is written.
    pub text: String,
    /// The full sentence.
    pub sentence: String,
    /// True for the selected one.
    pub selected: bool,
    /// True for one that takes up its room and is not written.
    pub withheld: bool,
}

/// Entries in lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Flow {
    /// For each line: place of the entry, left end, what is left of its text, width.
    lines: Vec<Vec<(usize, f32, String, f32)>>,
    entries: Vec<Entry>,
}

/// Looks of an entry.
const ENTRY: Style = Style::new(12.0, Weight::Regular, Ink::Secondary);

/// Breaks entries into lines between `left` and `right`; an entry wider than a line is shortened.
pub(super) fn flow(entries: Vec<Entry>, left: f32, right: f32, pen: &Pen<'_>) -> Flow {
    let mut lines: Vec<Vec<(usize, f32, String, f32)>> = Vec::new();
    let mut x = f32::MAX;
    let dot = pen.width(DOT, ENTRY);
    for (place, entry) in entries.iter().enumerate() {
        let (text, width) = pen.fit(&entry.text, ENTRY, right - left);
        let next = x + GAP + dot + GAP;
        let at = if next + width <= right { next } else { left };
        if at == left || lines.is_empty() {
            lines.push(Vec::new());
        }
        x = at + width;
        if let Some(line) = lines.last_mut() {
            line.push((place, at, text, width));
        }
    }
    Flow { lines, entries }
}

impl Flow {
    /// Height of all lines.
    pub fn height(&self) -> f32 {
        // A picture never has more lines than an `f32` counts exactly.
        self.lines.len() as f32 * LINE
    }

    /// True where any entry is written.
    pub fn says_something(&self) -> bool {
        self.entries.iter().any(|e| !e.withheld)
    }

    /// Puts the lines down, the first base line at `baseline`.
    pub fn draw(&self, pen: &mut Pen<'_>, frame: &Frame<'_>, baseline: f32, targets: &mut Targets) {
        let mut y = baseline;
        for line in &self.lines {
            for (n, (place, x, text, width)) in line.iter().enumerate() {
                let Some(entry) = self.entries.get(*place) else {
                    continue;
                };
                if entry.withheld {
                    continue;
                }
                let before = n.checked_sub(1).and_then(|n| line.get(n));
                if before.is_some_and(|b| self.entries.get(b.0).is_some_and(|e| !e.withheld)) {
                    let dot = pen.width(DOT, ENTRY);
                    pen.text(x - GAP - dot, y, DOT, ENTRY);
                }
                let style = if entry.selected { ENTRY.ink(Ink::Accent) } else { ENTRY };
                pen.group(&entry.tag, &entry.sentence, |pen| {
                    frame.part_lines(pen, (*x, x + width), y, ENTRY.size);
                    pen.text_measured(*x, y, text, *width, style);
                });
                targets.push(Target {
                    tag: entry.tag.clone(),
                    kind: entry.kind,
                    rect: Rect::from_edges(*x, y - 12.0, x + width, y + 4.0),
                    label: entry.sentence.clone(),
                });
            }
            y += LINE;
        }
    }
}
