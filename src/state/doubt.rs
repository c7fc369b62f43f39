//! The panel of doubts: what is tried out, and what of it is shown.

use crate::case::{Case, EventId, Tag};
use crate::date::{Instant, When, words};
use crate::law::{CheckKind, Profile, Suppose};

/// Pages of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DoubtPage {
    /// Dates that can be moved, and claims that can be taken.
    #[default]
    Dates,
    /// Readings side by side.
    Readings,
    /// What if.
    Scenarios,
    /// What looks wrong or is missing.
    Checks,
}

impl DoubtPage {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 4] = [Self::Dates, Self::Readings, Self::Scenarios, Self::Checks];

    /// What its tab says.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Dates => "Dates and claims",
            Self::Readings => "Readings",
            Self::Scenarios => "What if",
            Self::Checks => "Checks",
        }
    }
}

/// The panel of doubts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doubts {
    /// True while it is open.
    pub open: bool,
    /// The page.
    pub page: DoubtPage,
    /// True while the as-of slider is shown without the panel too.
    pub slider: bool,
    /// The event that the page of dates is to bring into view, once.
    pub event: Option<EventId>,
    /// True where the dates on which no limit rests are listed too.
    pub others: bool,
    /// The kind of finding that is listed alone.
    pub kind: Option<CheckKind>,
}

impl Doubts {
    /// The same with the slider shown or not, whether the panel is open or not.
    #[must_use]
    pub fn with_slider_flipped(&self) -> Self {
        Self { slider: !self.slider, ..self.clone() }
    }
}

/// One thing that is supposed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Premise {
    /// Another date of an event.
    Date(EventId),
    /// A claim in the place of a preferred date.
    Claim(EventId),
    /// A reading that is not the default one.
    Reading(Profile),
    /// A scenario.
    Scenario,
    /// Only what was public by the as-of date.
    KnownThen,
}

/// One thing that is supposed, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposed {
    /// What.
    pub premise: Premise,
    /// As in a list: `“Detained in Turin” on 20 Jan 2025 (claim C1-b)`.
    pub words: String,
    /// The mark that it concerns.
    pub tag: Option<Tag>,
}

/// Everything that is supposed of a case, in a fixed order. Events and claims that the case no longer has are told
/// by their names in the file, so that nothing is supposed in silence.
#[must_use]
pub fn supposed(suppose: &Suppose, case: &Case, as_of: Instant) -> Vec<Supposed> {
    let mut all = Vec::new();
    if let Some(id) = &suppose.scenario {
        let title = suppose.scenario(case).map_or(id.as_str(), |s| s.title.as_str());
        let words = format!("the scenario “{title}”");
        all.push(Supposed { premise: Premise::Scenario, words, tag: None });
    }
    for (id, when) in &suppose.dates {
        let words = format!("“{}” {}", title(case, suppose, id), date(case, suppose, id, when));
        let (premise, tag) = (Premise::Date(id.clone()), Some(Tag::Event(id.clone())));
        all.push(Supposed { premise, words, tag });
    }
    for (id, claim) in suppose.claims.iter().filter(|(id, _)| !suppose.dates.contains_key(*id)) {
        let event = case.event(id);
        let claimed = event.and_then(|e| e.claims.iter().find(|c| &c.id == claim));
        let when = claimed.and_then(|c| c.when.as_ref());
        let date = when.map(|w| format!(" {}", date(case, suppose, id, w))).unwrap_or_default();
        let words = format!("“{}”{date} (claim {claim})", title(case, suppose, id));
        let (premise, tag) = (Premise::Claim(id.clone()), Some(Tag::Event(id.clone())));
        all.push(Supposed { premise, words, tag });
    }
    for (profile, reading) in &suppose.readings {
        if profile.readings().first() != Some(reading) {
            let words = reading.words().to_owned();
            all.push(Supposed { premise: Premise::Reading(*profile), words, tag: None });
        }
    }
    if suppose.known_then {
        let date = words::as_of(as_of, case.zone());
        let words = format!("only what was public by {date}");
        all.push(Supposed { premise: Premise::KnownThen, words, tag: None });
    }
    all
}

/// The title of an event of the case or of the scenario.
fn title<'a>(case: &'a Case, suppose: &'a Suppose, id: &'a EventId) -> &'a str {
    let added = suppose.scenario(case).and_then(|s| s.events.iter().find(|e| &e.id == id));
    case.event(id).or(added).map_or(id.as_str(), |e| e.title.as_str())
}

fn date(case: &Case, suppose: &Suppose, id: &EventId, when: &When) -> String {
    let added = suppose.scenario(case).and_then(|s| s.events.iter().find(|e| &e.id == id));
    let zone = case.event(id).or(added).map_or(case.zone(), |e| e.zone(case.zone()));
    when.words(zone)
}

/// The same without one thing.
#[must_use]
pub fn without(suppose: &Suppose, premise: &Premise) -> Suppose {
    let mut less = suppose.clone();
    match premise {
        Premise::Date(id) | Premise::Claim(id) => {
            // Both at once: what is taken back goes back to the preferred date, not to another doubt.
            less.dates.remove(id);
            less.claims.remove(id);
        }
        Premise::Reading(profile) => {
            less.readings.remove(profile);
        }
        Premise::Scenario => less.scenario = None,
        Premise::KnownThen => less.known_then = false,
    }
    less
}

/// The same with a date for an event, or without one.
#[must_use]
pub fn with_date(suppose: &Suppose, id: &EventId, when: Option<When>) -> Suppose {
    let mut more = without(suppose, &Premise::Date(id.clone()));
    more.dates.extend(when.map(|w| (id.clone(), w)));
    more
}

/// The same with a claim in the place of the preferred date of an event, or with that date.
#[must_use]
pub fn with_claim(suppose: &Suppose, id: &EventId, claim: Option<crate::case::ClaimId>) -> Suppose {
    let mut more = without(suppose, &Premise::Claim(id.clone()));
    more.claims.extend(claim.map(|c| (id.clone(), c)));
    more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::ClaimId;
    use crate::law::Reading;

    fn case() -> Case {
        let event = serde_json::from_value(serde_json::json!({
            "id": "E12", "title": "Detained in Turin", "when": "2025-01-19T09:30+01:00",
            "claims": [{ "id": "C1-b", "when": "2025-01-20" }]
        }))
        .unwrap();
        Case { zone: Some("Europe/Rome".into()), events: vec![event], ..Case::default() }
    }

    fn words(suppose: &Suppose) -> Vec<String> {
        supposed(suppose, &case(), Instant::from_timestamp(1_737_414_000))
            .into_iter()
            .map(|s| s.words)
            .collect()
    }

    #[test]
    fn everything_supposed_is_told_by_its_title_and_its_date() {
        let id = EventId::from("E12");
        let mut suppose = with_claim(&Suppose::default(), &id, Some(ClaimId::from("C1-b")));
        suppose.readings.insert(Profile::Reg33, Reading::B);
        suppose.known_then = true;
        assert_eq!(
            words(&suppose),
            [
                "“Detained in Turin” 20 Jan 2025 (claim C1-b)",
                "reading B of regulation 33(1)(c)",
                "only what was public by 21 Jan 2025, 00:00",
            ]
        );
        let back = supposed(&suppose, &case(), Instant::END)
            .iter()
            .fold(suppose.clone(), |left, s| without(&left, &s.premise));
        assert!(back.is_empty(), "taken out one by one, nothing is left: {back:?}");
    }

    #[test]
    fn a_date_takes_the_place_of_a_claim_and_the_other_way_round() {
        let id = EventId::from("E12");
        let claimed = with_claim(&Suppose::default(), &id, Some(ClaimId::from("C1-b")));
        let dated = with_date(&claimed, &id, When::parse("2025-01-18").ok());
        assert_eq!(words(&dated), ["“Detained in Turin” 18 Jan 2025"]);
        assert_eq!(with_claim(&dated, &id, Some(ClaimId::from("C1-b"))), claimed);
        assert!(with_date(&dated, &id, None).is_empty());
    }

    #[test]
    fn what_the_case_no_longer_has_is_told_by_its_name() {
        let gone = with_claim(&Suppose::default(), &"E99".into(), Some(ClaimId::from("C9")));
        assert_eq!(words(&gone), ["“E99” (claim C9)"]);
    }
}
