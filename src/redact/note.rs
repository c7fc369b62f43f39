//! What readers are told about what they are not told.

use crate::case::Blur;

/// What a redaction did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Facts {
    /// Some people are written by initials.
    pub initials: bool,
    /// Some people are written by what they are.
    pub roles: bool,
    /// The places of events were left out.
    pub places_out: bool,
    /// Names of places were replaced.
    pub places: bool,
    /// Words were replaced.
    pub words: bool,
    /// Dates were blurred so.
    pub blur: Option<Blur>,
    /// Withheld events.
    pub events: usize,
    /// Withheld sources.
    pub sources: usize,
}

impl Facts {
    /// `Names are replaced by initials; dates are given as months, and verdicts follow from months alone.`
    ///
    /// Empty where nothing was done.
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        match (self.initials, self.roles) {
            (true, true) => parts.push("names are replaced by initials or roles".to_owned()),
            (true, false) => parts.push("names are replaced by initials".to_owned()),
            (false, true) => parts.push("names are replaced by roles".to_owned()),
            (false, false) => {}
        }
        if self.places_out {
            parts.push("places are left out".to_owned());
        } else if self.places {
            parts.push("places are not named".to_owned());
        }
        if self.words {
            parts.push("some words are left out".to_owned());
        }
        if let Some(blur) = self.blur {
            let unit = if blur == Blur::Month { "months" } else { "years" };
            parts.push(format!("dates are given as {unit}, and verdicts follow from {unit} alone"));
        }
        parts.extend(self.withheld());
        let text = parts.join("; ");
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| {
            format!("{}{}.", first.to_uppercase(), letters.as_str())
        })
    }

    fn withheld(&self) -> Option<String> {
        let count = |n: usize, what: &str| match n {
            0 => None,
            1 => Some(format!("1 {what}")),
            n => Some(format!("{n} {what}s")),
        };
        let (events, sources) = (count(self.events, "event"), count(self.sources, "source"));
        let rest = match (self.events, self.sources) {
            (0, _) => None,
            (1, 0) => Some("the limits that rest on it".to_owned()),
            _ => Some("the limits that rest on them".to_owned()),
        };
        let list: Vec<String> = [events, sources, rest].into_iter().flatten().collect();
        let one = list.len() == 1 && self.sources == 1;
        let joined = match list.as_slice() {
            [] => return None,
            [one] => one.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        Some(format!("{joined} {} withheld", if one { "is" } else { "are" }))
    }
}
