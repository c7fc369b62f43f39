//! A small case with one row for each thing that can be said of a limit.

use crate::case::{Case, Claim, ClaimId, Event, Importance, Lane, State};
use crate::date::{Bounds, Elapsed, Instant, When, Window, Zone};
use crate::filter::{Filter, Shown};
use crate::law::{
    Class, Deadline, Expiry, FactUse, Nature, Opinion, Profile, Reading, StateSpan, Verdict, answer,
};
use crate::layout::{Input, Manner, Sheet, Tag, timeline};
use crate::scene::Measure;

pub fn rome() -> Zone {
    Zone::parse("Europe/Rome").unwrap()
}

pub fn when(text: &str) -> When {
    match text.split_once(" .. ") {
        Some((a, z)) => When::between(a, z).unwrap(),
        None => When::parse(text).unwrap(),
    }
}

pub fn bounds(text: &str) -> Bounds {
    when(text).extent(rome()).unwrap().bounds()
}

pub fn at(text: &str) -> Instant {
    bounds(text).earliest
}

pub fn window(from: &str, to: &str) -> Window {
    Window::new(at(from), bounds(to).latest.plus_seconds(1))
}

pub fn event(id: &str, lane: &str, title: &str, date: &str) -> Event {
    let mut e: Event =
        serde_json::from_value(serde_json::json!({ "id": id, "title": title, "lane": lane }))
            .unwrap();
    e.when = (!date.is_empty()).then(|| when(date));
    e.actors = vec!["Prosecutor General, Rome".to_owned()];
    e
}

pub fn claim(id: &str, date: &str) -> Claim {
    Claim {
        id: ClaimId::from(id),
        when: Some(when(date)),
        sources: Vec::new(),
        note: None,
        weight: None,
        extra: Default::default(),
    }
}

pub const RELEASE: &str = "2025-01-21T12:00+01:00 .. 2025-01-21T20:08+01:00";

/// The opening of the bundled case, in small.
pub fn case() -> Case {
    let lane = |id: &str, title: &str| Lane {
        id: id.into(),
        title: title.into(),
        subtitle: Some("Turin, Rome".into()),
        ..Lane::default()
    };
    let mut case = Case {
        title: "Release of Osama Elmasry Njeem".into(),
        subtitle: Some("Italy · January 2025".into()),
        zone: Some("Europe/Rome".into()),
        lanes: vec![lane("court", "The Court"), lane("police", "Police, judiciary")],
        events: vec![
            event("E08", "court", "Warrant issued", "2025-01-18"),
            event("E25", "court", "Court states it was not notified", "2025-01-22"),
            event("E12", "police", "Detained in Turin", "2025-01-19T09:30+01:00"),
            event("E15", "police", "Papers reach the Ministry", "2025-01-20T12:40+01:00"),
            event("release", "police", "Released", RELEASE),
            event("X6", "police", "Ten months held", ""),
        ],
        states: vec![State {
            id: "custody".into(),
            kind: "custody".into(),
            title: Some("In custody".into()),
            thread: Default::default(),
            from_event: "E12".into(),
            to_event: Some("release".into()),
            extra: Default::default(),
        }],
        ..Case::default()
    };
    case.events[4].claims = vec![claim("C4-a", "2025-01-22")];
    case.events[3].importance = Importance::DETAIL;
    case
}

pub fn fact(event: &str, title: &str, date: &str) -> FactUse {
    let when = when(date);
    FactUse {
        event: event.into(),
        title: title.into(),
        moments: when.moments(rome()).unwrap(),
        bounds: when.extent(rome()).unwrap().bounds(),
        when,
        zone: rome(),
        claim: None,
    }
}

/// A limit from the arrest, with no outcome yet.
pub fn deadline(key: &str, title: &str, verdict: Verdict) -> Deadline {
    Deadline {
        key: key.into(),
        group: Some("Arrest and surrender".into()),
        provision: "Rule 188".into(),
        title: title.into(),
        class: Class::Hard,
        nature: Nature::Duty,
        time_words: "60 days".into(),
        thread: Some("arrest".into()),
        bound: "Italy".into(),
        profile: Some(Profile::CaldaysExclFirst),
        reading: Some(Reading::Excl),
        trigger: Some(fact("E12", "Detained in Turin", "2025-01-19T09:30+01:00")),
        verdict,
        confidence: "V-text".into(),
        citation: String::new(),
        ..Deadline::new(key.split(':').next().unwrap_or_default().into(), rome())
    }
}

pub fn expires(text: &str) -> Option<Expiry> {
    let bounds = bounds(text);
    let whole_day = !text.contains('T');
    // A civil day ends with its last second.
    let bounds = if whole_day { Bounds::exact(bounds.latest) } else { bounds };
    Some(Expiry { bounds, whole_day })
}

/// One row for each verdict, with the real dates of the case.
pub fn deadlines() -> Vec<Deadline> {
    let d = deadline;
    let released = Some(fact("release", "Released", RELEASE));
    vec![
        Deadline {
            by_itself: false,
            time_words: "immediately".into(),
            class: Class::Qualitative,
            trigger: Some(fact("E08", "Arrest requested", "2025-01-18")),
            act: Some(fact("E12", "Detained in Turin", "2025-01-19T09:30+01:00")),
            elapsed: Some(Elapsed { least: 34_200, most: Some(120_600) }),
            ..d("R-RS-59-1:E08", "Arrest the person", Verdict::WordsOnly)
        },
        Deadline {
            by_itself: false,
            time_words: "48 hours".into(),
            applies_if: Some("if article 716 applied".into()),
            expires: expires("2025-01-21T09:30+01:00"),
            act: Some(fact(
                "disposal",
                "Placed",
                "2025-01-19T09:30+01:00 .. 2025-01-20T12:40+01:00",
            )),
            ..d("R-IT-716-2b:E12", "Place at court’s disposal", Verdict::Met)
        },
        Deadline {
            by_itself: false,
            time_words: "next 48 hours".into(),
            trigger: Some(fact(
                "disposal",
                "Placed",
                "2025-01-19T09:30+01:00 .. 2025-01-20T12:40+01:00",
            )),
            expires: expires("2025-01-21T09:30+01:00 .. 2025-01-22T12:40+01:00"),
            act: Some(fact("E20", "Arrest not validated", RELEASE)),
            decided_by: Some("disposal".into()),
            turns: Some("met if “Placed” was at or after 19 Jan 2025, 20:08".into()),
            turns_at: Some(at("2025-01-19T20:08+01:00")),
            ..d("R-IT-716-3:disposal", "Decide on the arrest", Verdict::CannotTell)
        },
        Deadline {
            applies_if: Some("if the arrest was provisional under article 92".into()),
            expires: expires("2025-03-20"),
            overtaken_by: released.clone(),
            ..d("R-RPE-188:E12", "Receive surrender papers", Verdict::Overtaken)
        },
        Deadline {
            class: Class::Qualitative,
            by_itself: false,
            time_words: "without delay".into(),
            elapsed: Some(Elapsed { least: 0, most: Some(245_280) }),
            overtaken_by: released,
            opinions: vec![Opinion {
                by: "The Court".into(),
                words: "no consultation".into(),
                event: None,
                source: None,
            }],
            ..d("R-RS-97:problem", "Consult the Court", Verdict::WordsOnly)
        },
        Deadline {
            group: Some("Comparators".into()),
            class: Class::Guidance,
            expires: expires("2025-01-21T09:30+01:00"),
            act: Some(fact("hearing", "Hearing", "2025-01-23T09:30+01:00")),
            ..d("R-ICCPR-9-3:E12", "Bring before a judge", Verdict::Missed)
        },
        Deadline {
            expires: expires("2025-03-20"),
            ..d("running:E12", "Answer the request", Verdict::Running)
        },
        Deadline {
            nature: Nature::Right,
            trigger: Some(fact("E45", "Finding", "2025-10-17")),
            expires: expires("2025-10-27"),
            ..d("R-RPE-155:E45", "Apply for leave to appeal", Verdict::NotUsed)
        },
        Deadline {
            trigger: None,
            thread: None,
            ..d("R-RS-59-7", "Hand over to the Court", Verdict::NeverTriggered)
        },
    ]
}

/// A case with all that a layout is given.
pub struct Given {
    pub case: Case,
    pub deadlines: Vec<Deadline>,
    pub states: Vec<StateSpan>,
    pub shown: Shown,
    pub as_of: Instant,
    pub measure: Measure,
}

impl Given {
    pub fn new(case: Case, deadlines: Vec<Deadline>) -> Self {
        let as_of = bounds("2025-01-25").latest;
        Self {
            states: answer::states(&case, as_of),
            shown: Filter::default().apply(&case, &deadlines),
            case,
            deadlines,
            as_of,
            measure: Measure::new(),
        }
    }

    pub fn input<'a>(
        &'a self,
        window: Window,
        size: (f32, f32),
        selection: Option<&'a Tag>,
    ) -> Input<'a> {
        Input {
            case: &self.case,
            shown: &self.shown,
            deadlines: &self.deadlines,
            states: &self.states,
            as_of: self.as_of,
            window,
            size,
            scroll: 0.0,
            selection,
            print: false,
            manner: Manner::default(),
            measure: &self.measure,
        }
    }

    pub fn sheet(&self, window: Window, size: (f32, f32)) -> Sheet {
        timeline(&self.input(window, size, None))
    }
}

pub fn opening() -> Given {
    Given::new(case(), deadlines())
}

pub fn week() -> Window {
    window("2025-01-17", "2025-01-25")
}
