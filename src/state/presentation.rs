//! What a presentation remembers: which step is shown, what lies over it, how near it is seen.
//!
//! Plain data and pure transitions: keys and hands become [`Presenting`]s, [`Presentation::after`] says what
//! follows, and the app does what reaches beyond the slides.

use super::ViewState;
use crate::case::Figure;
use crate::date::Instant;

/// How much nearer the nearest look is.
pub const NEAREST: f32 = 6.0;

/// Digits that a number of a step may have; more are not taken.
const DIGITS: usize = 4;

/// What is presented.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// The story of the case.
    Story,
    /// Its saved figures, one after another, where it tells no story.
    Figures,
    /// A single figure: the view as it was shown.
    View(Box<Figure>),
}

/// Where a presentation starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartAt {
    /// At the first step.
    First,
    /// At the step that was shown last.
    LastShown,
}

/// What hides the slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// A black screen: everybody looks at the speaker.
    Black,
    /// A white one.
    White,
}

/// Something that is asked of a presentation.
#[derive(Debug, Clone, PartialEq)]
pub enum Presenting {
    /// Start; what there is to show decides what is said where there is nothing.
    Start(Subject, StartAt),
    /// One step on.
    Next,
    /// One step back.
    Back,
    /// To the first step.
    First,
    /// To the last step.
    Last,
    /// One digit of the number of a step.
    Digit(u8),
    /// To the step of the typed number; one step on where none was typed.
    Enter,
    /// Take back a digit; one step back where none was typed.
    Erase,
    /// Let go of one thing: the digits, the nearer look, the cover, the presentation.
    Escape,
    /// Hide the slide, or show it again.
    Cover(Cover),
    /// Look at the slide from that near.
    Zoom(Zoom),
    /// Carry a light on the slide, or put it away.
    Pointer,
    /// From this step into the open case.
    Explore,
    /// Back from there to the slide.
    Return,
    /// Open or close the presenter's window.
    Presenter,
    /// Count the time from that moment on, in seconds of the frame time.
    ResetClock(f64),
    /// Stop presenting.
    End,
}

/// A nearer look at the slide: by which factor, and where its corner then lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zoom {
    /// 1 for the whole slide, up to [`NEAREST`].
    pub factor: f32,
    /// Where the top left corner of the slide lies, in widths and heights of the whole slide: from
    /// `1 - factor` to 0, so that the slide always fills its place.
    pub corner: (f32, f32),
}

impl Default for Zoom {
    fn default() -> Self {
        Self { factor: 1.0, corner: (0.0, 0.0) }
    }
}

impl Zoom {
    /// Nearer by `by`, or farther where it is below 1, so that what is under `at` stays there. `at` is counted
    /// in widths and heights of the whole slide, from its top left corner.
    #[must_use]
    pub fn nearer(self, at: (f32, f32), by: f32) -> Self {
        let factor = (self.factor * by).clamp(1.0, NEAREST);
        if !factor.is_finite() {
            return self;
        }
        let corner = |corner: f32, at: f32| {
            let at = if at.is_finite() { at.clamp(0.0, 1.0) } else { 0.5 };
            (at - (at - corner) * factor / self.factor).clamp(1.0 - factor, 0.0)
        };
        Self { factor, corner: (corner(self.corner.0, at.0), corner(self.corner.1, at.1)) }
    }

    /// True where only a part of the slide is seen.
    #[must_use]
    pub fn is_near(self) -> bool {
        self.factor > 1.001
    }
}

/// What the app has to do after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nothing but to draw.
    Stay,
    /// Open the case at this step.
    Explore,
    /// Close it again.
    Return,
    /// Leave the presentation.
    End,
}

/// A presentation that runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Presentation {
    /// What is presented.
    pub subject: Subject,
    /// The moment on which steps are judged that name none. It stays the same for all of them, even over
    /// midnight, and whatever is looked at in between.
    pub as_of: Instant,
    /// The step that is shown, from 0.
    pub step: usize,
    /// How many there are; at least one.
    pub steps: usize,
    /// Digits typed so far.
    pub typed: String,
    /// What is said about a number that no step has, until the next thing is done.
    pub hint: Option<String>,
    /// What hides the slide.
    pub cover: Option<Cover>,
    /// How near the slide is seen.
    pub zoom: Zoom,
    /// True while the mouse is a light.
    pub pointer: bool,
    /// True while the case itself is looked at.
    pub exploring: bool,
    /// When it began, in seconds of the frame time.
    pub began: f64,
    /// Since when time is counted, in seconds of the frame time.
    pub counted_from: f64,
    /// True where the window filled the screen before.
    pub was_full: bool,
    /// The view as it was, while another one is explored.
    pub before: Option<Box<ViewState>>,
}

impl Presentation {
    /// A presentation of so many steps, at one of them.
    #[must_use]
    pub fn new(subject: Subject, as_of: Instant, (step, steps): (usize, usize), now: f64) -> Self {
        let steps = steps.max(1);
        Self {
            subject,
            as_of,
            step: step.min(steps - 1),
            steps,
            typed: String::new(),
            hint: None,
            cover: None,
            zoom: Zoom::default(),
            pointer: false,
            exploring: false,
            began: now,
            counted_from: now,
            was_full: false,
            before: None,
        }
    }

    /// `Step 3 of 9`.
    #[must_use]
    pub fn place_words(&self) -> String {
        format!("Step {} of {}", self.step + 1, self.steps)
    }

    /// True at the end.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        self.step + 1 >= self.steps
    }

    /// Takes over how many steps there are now, where the case was changed in between.
    pub fn resize(&mut self, steps: usize) {
        self.steps = steps.max(1);
        self.step = self.step.min(self.steps - 1);
    }

    /// Does what is asked, and says what is left for the app to do.
    pub fn after(&mut self, what: &Presenting) -> After {
        self.hint = None;
        match what {
            // A clicker knows two keys: either of them also brings the slide back, and then moves nothing.
            Presenting::Next | Presenting::Back if self.cover.is_some() => self.cover = None,
            Presenting::Next => return self.go(self.step.saturating_add(1)),
            Presenting::Back => return self.go(self.step.saturating_sub(1)),
            Presenting::First => return self.go(0),
            Presenting::Last => return self.go(usize::MAX),
            Presenting::Digit(digit) if self.typed.len() < DIGITS => {
                self.typed.push_str(&(digit % 10).to_string());
            }
            Presenting::Enter if self.typed.is_empty() => return self.after(&Presenting::Next),
            Presenting::Enter => return self.go_to_typed(),
            Presenting::Erase if self.typed.is_empty() => return self.after(&Presenting::Back),
            Presenting::Erase => {
                self.typed.pop();
            }
            Presenting::Escape => return self.escape(),
            Presenting::Cover(cover) => {
                self.cover = if self.cover == Some(*cover) { None } else { Some(*cover) };
            }
            Presenting::Zoom(zoom) => self.zoom = *zoom,
            Presenting::Pointer => self.pointer = !self.pointer,
            Presenting::ResetClock(now) => self.counted_from = *now,
            Presenting::Explore if !self.exploring => {
                self.settle();
                self.exploring = true;
                return After::Explore;
            }
            Presenting::Explore | Presenting::Return => return self.come_back(),
            Presenting::End => return After::End,
            Presenting::Start(..) | Presenting::Presenter | Presenting::Digit(_) => {}
        }
        After::Stay
    }

    /// To a step, or to the last one where there are fewer.
    fn go(&mut self, step: usize) -> After {
        self.settle();
        self.step = step.min(self.steps - 1);
        self.come_back()
    }

    fn go_to_typed(&mut self) -> After {
        // Four digits always are a number.
        let number = self.typed.parse::<usize>().unwrap_or(0);
        let after = self.go(number.saturating_sub(1));
        let steps = self.steps;
        self.hint = match number {
            0 => Some("Steps are counted from 1".to_owned()),
            n if n > steps => Some(format!("There is no step {n}; the last one is {steps}")),
            _ => None,
        };
        after
    }

    /// One thing at a time: what was done last goes first, the presentation last.
    fn escape(&mut self) -> After {
        if self.exploring {
            return self.come_back();
        }
        if !self.typed.is_empty() {
            self.typed.clear();
        } else if self.zoom.is_near() {
            self.zoom = Zoom::default();
        } else {
            return After::End;
        }
        After::Stay
    }

    /// The whole slide, with nothing over it.
    fn settle(&mut self) {
        self.typed.clear();
        self.cover = None;
        self.zoom = Zoom::default();
    }

    fn come_back(&mut self) -> After {
        if std::mem::take(&mut self.exploring) { After::Return } else { After::Stay }
    }
}

#[cfg(test)]
mod tests;
