//! The worked results, and laws that hold for every count.

use crate::support::{almasri, library};
use adquem::case::Case;
use adquem::date::{Day, Moment, MomentRange, Term, When, Zone, words};
use adquem::law::{Ask, Asked, Deadline, Profile, Reading, Verdict, as_of_moment, compute, count};
use proptest::prelude::*;

fn rows(case: &Case, as_of: &str) -> Vec<Deadline> {
    let when = When::parse(as_of).unwrap();
    let asked = Asked { as_of: as_of_moment(&when, case.zone()), ..Asked::default() };
    compute(case, library(), &asked)
}

/// The row of a rule with preferred dates; of several triggers, the one of `event`.
fn row(as_of: &str, rule: &str, event: Option<&str>) -> Deadline {
    rows(&almasri(), as_of)
        .into_iter()
        .find(|d| {
            let trigger = d.trigger.as_ref().map(|t| t.event.as_str());
            d.rule == *rule && d.claim.is_none() && (event.is_none() || trigger == event)
        })
        .unwrap_or_else(|| panic!("no row of {rule}"))
}

fn expires(d: &Deadline) -> (String, String) {
    let b = d.expires.unwrap_or_else(|| panic!("{} has no end", d.key)).bounds;
    (b.earliest.rfc3339(d.zone), b.latest.rfc3339(d.zone))
}

fn ends(d: &Deadline, at: &str) {
    assert_eq!(expires(d), (at.to_owned(), at.to_owned()), "{}", d.key);
}

const EARLY: &str = "2025-01-25";
const LATE: &str = "2026-03-31";

#[test]
fn o01_arrest_the_person_has_words_only_and_the_interpol_steps_beside_it() {
    let d = row(EARLY, "R-RS-59-1", None);
    assert_eq!(d.verdict, Verdict::WordsOnly);
    assert!(d.expires.is_none());
    assert_eq!(words::elapsed(d.elapsed.unwrap()), "9 h 30 min to 33 h 30 min");
    let beside: Vec<String> = rows(&almasri(), EARLY)
        .iter()
        .filter(|d| d.rule == *"R-RS-59-1" && d.claim.is_some())
        .filter(|d| d.trigger.as_ref().unwrap().claim.is_some())
        .map(|d| words::elapsed(d.elapsed.unwrap()))
        .collect();
    assert_eq!(beside, ["10 h 35 min", "6 h 57 min"]);
    assert!(d.trace.iter().any(|s| s.text.contains("6 h 57 min")), "{:#?}", d.trace);
}

#[test]
fn o02_and_o04_have_no_act_and_the_view_of_the_court_is_its_own() {
    let d = row(EARLY, "R-RS-59-2", None);
    assert_eq!((d.verdict, d.act.is_none()), (Verdict::WordsOnly, true));
    assert!(d.note.contains("no act known"));
    let d = row(LATE, "R-RS-97", None);
    assert_eq!((d.verdict, d.act.is_none()), (Verdict::WordsOnly, true));
    assert!(d.opinions.iter().any(|o| o.by.contains("Court")), "{:?}", d.opinions);
}

#[test]
fn o05_o09_and_o20_were_never_triggered() {
    for rule in ["R-RS-59-7", "R-IT-716-4", "R-IT-717", "R-IT-715-6", "R-RC-108"] {
        for as_of in [EARLY, LATE] {
            let d = row(as_of, rule, None);
            assert_eq!(d.verdict, Verdict::NeverTriggered, "{rule}");
            assert!(d.trigger.is_none() && d.expires.is_none());
        }
    }
}

#[test]
fn o06_the_sixty_days_were_overtaken() {
    let d = row(EARLY, "R-RPE-188", None);
    assert_eq!(d.verdict, Verdict::Overtaken);
    ends(&d, "2025-03-20T23:59:59+01:00");
    assert_eq!(d.overtaken_by.as_ref().unwrap().event.as_str(), "release");
    for (claimed, end) in [("2025-01-18", "2025-03-19"), ("2025-01-20", "2025-03-21")] {
        let all = rows(&almasri(), EARLY);
        let varied = all.iter().find(|d| {
            d.rule == *"R-RPE-188"
                && d.claim.is_some()
                && d.trigger.as_ref().is_some_and(|t| t.claim.is_some() && t.when.text() == claimed)
        });
        ends(varied.unwrap(), &format!("{end}T23:59:59+01:00"));
    }
}

#[test]
fn o07_placing_at_disposal_was_met_if_the_article_applied() {
    let d = row(EARLY, "R-IT-716-2b", None);
    assert_eq!(d.verdict, Verdict::Met);
    ends(&d, "2025-01-21T09:30:00+01:00");
    assert_eq!(d.applies_if.as_deref(), Some("if article 716 applied"));
    assert!(d.note.contains("inferred"));
    assert!(d.trace.iter().any(|s| s.text.contains("10:00")), "the other reading is told");
}

#[test]
fn o08_the_decision_cannot_be_told_and_says_what_decides() {
    let d = row(EARLY, "R-IT-716-3", None);
    assert_eq!(d.verdict, Verdict::CannotTell);
    let (from, to) = expires(&d);
    assert_eq!(
        (from.as_str(), to.as_str()),
        ("2025-01-21T09:30:00+01:00", "2025-01-22T12:40:00+01:00")
    );
    assert_eq!(d.decided_by.as_ref().unwrap().as_str(), "disposal");
    assert_eq!(d.turns_at.unwrap().rfc3339(d.zone), "2025-01-19T20:08:00+01:00");
}

#[test]
fn o08_turns_where_it_says() {
    for (placed, verdict) in [
        ("2025-01-19T20:08+01:00", Verdict::Met),
        ("2025-01-19T21:00+01:00", Verdict::Met),
        ("2025-01-19T20:07+01:00", Verdict::CannotTell),
        ("2025-01-19T11:59+01:00", Verdict::Missed),
    ] {
        let mut case = almasri();
        let event = case.events.iter_mut().find(|e| e.id == *"disposal").unwrap();
        event.when = Some(When::parse(placed).unwrap());
        let d = rows(&case, EARLY).into_iter().find(|d| d.rule == *"R-IT-716-3").unwrap();
        assert_eq!(d.verdict, verdict, "{placed}");
    }
}

#[test]
fn o08b_a_repealed_wording_gives_its_date_and_no_verdict() {
    let d = row(EARLY, "R-IT-716-3old", None);
    assert_eq!(d.verdict, Verdict::NeverTriggered);
    ends(&d, "2025-01-23T09:30:00+01:00");
    assert!(d.note.contains("not in force"), "{}", d.note);
}

#[test]
fn o13_an_extended_limit_follows_its_orders() {
    let at = |as_of| row(as_of, "observations", None);
    let d = at(EARLY);
    assert_eq!(d.verdict, Verdict::NeverTriggered);
    let d = at("2025-03-16");
    assert_eq!(d.verdict, Verdict::Running);
    ends(&d, "2025-03-17T23:59:59+01:00");
    let d = at("2025-03-20");
    assert_eq!(d.verdict, Verdict::CannotTell);
    assert!(d.note.contains("pending"), "{}", d.note);
    let d = at("2025-03-26");
    assert_eq!(d.verdict, Verdict::Running);
    ends(&d, "2025-04-22T16:00:00+02:00");
    let d = at(LATE);
    assert_eq!(d.verdict, Verdict::CannotTell);
    ends(&d, "2025-05-06T16:00:00+02:00");
    assert_eq!(d.decided_by.as_ref().unwrap().as_str(), "E39");
    assert_eq!(d.ticks.len(), 2);
}

#[test]
fn o17_leave_to_appeal_was_not_used_as_far_as_known() {
    let d = row(LATE, "R-RPE-155", Some("E45"));
    assert_eq!(d.verdict, Verdict::NotUsed);
    ends(&d, "2025-10-27T16:00:00+01:00");
    assert!(d.note.contains("official holidays not loaded"));
    ends(&row(LATE, "R-RPE-155", Some("E51")), "2026-02-02T16:00:00+01:00");
}

#[test]
fn o18_the_information_came_on_the_day_fixed() {
    let d = row(LATE, "information", None);
    assert_eq!(d.verdict, Verdict::Met);
    ends(&d, "2025-10-31T23:59:59+01:00");
}

#[test]
fn o21_and_o22_are_benchmarks_and_say_so() {
    let d = row(EARLY, "R-ICCPR-9-3", None);
    assert_eq!((d.verdict, d.verdict_words()), (Verdict::Missed, "beyond the benchmark"));
    ends(&d, "2025-01-21T09:30:00+01:00");
    let d = row(EARLY, "R-ECHR-5-3", None);
    assert_eq!(d.verdict, Verdict::Overtaken);
    ends(&d, "2025-01-23T09:30:00+01:00");
}

#[test]
fn o23_the_term_of_the_tribunal_passed_with_its_caveats() {
    let d = row(LATE, "R-IT-LC1", None);
    assert_eq!(d.verdict, Verdict::Missed);
    ends(&d, "2025-04-29T23:59:59+02:00");
    assert!(d.note.contains("not peremptory") && d.note.contains("inferred"), "{}", d.note);
}

#[test]
fn what_was_not_yet_known_is_not_used() {
    let d = row("2025-01-20", "R-RPE-188", None);
    assert_eq!(d.verdict, Verdict::Running);
    assert!(d.overtaken_by.is_none());
}

#[test]
fn the_word_that_the_program_never_says_is_in_no_row() {
    for as_of in [EARLY, LATE] {
        for d in rows(&almasri(), as_of) {
            let said: String =
                d.trace.iter().map(|s| s.text.as_str()).chain([d.note.as_str()]).collect();
            assert!(!said.to_lowercase().contains("breach"), "{}", d.key);
        }
    }
}

fn counted(
    profile: Profile,
    term: Option<&str>,
    reading: Option<Reading>,
    from: &str,
    zone: &str,
) -> String {
    let zone = Zone::parse(zone).unwrap();
    let zone = profile.own_zone().unwrap_or(zone);
    let from = When::parse(from).unwrap().moments(zone).unwrap();
    let term = term.map(|t| t.parse::<Term>().unwrap());
    let ask = Ask {
        from,
        bounds: from.bounds(zone),
        tell_other: true,
        term,
        reading,
        zone,
        citation: "",
        setting: None,
        bare: false,
    };
    let c = count(profile, &ask, &library().calendars).unwrap();
    assert_eq!(c.expiry.bounds.earliest, c.expiry.bounds.latest);
    c.expiry.bounds.latest.rfc3339(c.zone)
}

#[test]
fn hours_are_elapsed_time_whatever_the_clock_does() {
    let count = |term, from| counted(Profile::Hours, Some(term), None, from, "Europe/Rome");
    assert_eq!(count("PT48H", "2025-01-19T09:30+01:00"), "2025-01-21T09:30:00+01:00");
    assert_eq!(count("PT96H", "2025-01-19T09:30+01:00"), "2025-01-23T09:30:00+01:00");
    assert_eq!(count("PT48H", "2025-03-29T09:30+01:00"), "2025-03-31T10:30:00+02:00");
    assert_eq!(count("PT48H", "2025-10-25T09:30+02:00"), "2025-10-27T08:30:00+01:00");
}

#[test]
fn italian_days_move_off_sundays_and_holidays_and_saturday_counts() {
    let count = |term, from| counted(Profile::It172, Some(term), None, from, "Europe/Rome");
    // 10 days from Wed 8 Jan 2025 end on Saturday 18 January, which counts.
    assert_eq!(count("P10D", "2025-01-08"), "2025-01-18T23:59:59+01:00");
    // 10 days from Thu 9 Jan 2025 end on Sunday 19 January and move to Monday.
    assert_eq!(count("P10D", "2025-01-09"), "2025-01-20T23:59:59+01:00");
    // 10 days from 11 Apr 2025 end on Easter Monday and move to Tuesday.
    assert_eq!(count("P10D", "2025-04-11"), "2025-04-22T23:59:59+02:00");
    // 5 days from 20 Dec 2025 end on Christmas; 26 is a holiday, 27 a Saturday.
    assert_eq!(count("P5D", "2025-12-20"), "2025-12-27T23:59:59+01:00");
    let next = counted(
        Profile::It172,
        Some("PT48H"),
        Some(Reading::NextHour),
        "2025-01-19T09:30+01:00",
        "UTC",
    );
    assert_eq!(next, "2025-01-21T10:00:00+01:00");
}

#[test]
fn months_go_in_one_step_and_the_composite_term_finds_real_dates() {
    let month = |term, from| counted(Profile::MonthsYears, Some(term), None, from, "UTC");
    assert_eq!(month("P1Y", "2025-06-02"), "2026-06-02T23:59:59+00:00");
    assert_eq!(month("P1M", "2025-01-31"), "2025-02-28T23:59:59+00:00");
    assert_eq!(month("P1Y", "2024-02-29"), "2025-02-28T23:59:59+00:00");
    let first = |from| counted(Profile::FirstOfMonthAfter60thDay, None, None, from, "UTC");
    assert_eq!(first("2023-11-14"), "2024-02-01T23:59:59+00:00");
    assert_eq!(first("2003-02-10"), "2003-05-01T23:59:59+00:00");
}

#[test]
fn the_thirty_days_that_one_article_speaks_of_differ_from_the_order() {
    let end = counted(Profile::Reg33, Some("P30D"), None, "2025-02-17", "UTC");
    assert_eq!(end, "2025-03-20T16:00:00+01:00");
}

#[test]
fn a_case_judged_as_a_whole_lists_every_rule_that_it_names() {
    let case = almasri();
    let rows = rows(&case, LATE);
    for (_, rule) in case.listed_rules() {
        assert!(rows.iter().any(|d| &d.rule == rule), "{rule}");
    }
    assert!(!rows.iter().any(|d| d.rule == *"R-RS-89-3e"));
}

fn any_ask() -> impl Strategy<Value = (Profile, Option<Term>, Option<Reading>)> {
    let term = |make: fn(u32) -> Term, most: u32| (1..=most).prop_map(move |n| Some(make(n)));
    prop_oneof![
        term(Term::Hours, 500).prop_map(|t| (Profile::Hours, t, None)),
        (term(Term::Days, 400), prop_oneof![Just(Reading::Excl), Just(Reading::Incl)])
            .prop_map(|(t, r)| (Profile::CaldaysExclFirst, t, Some(r))),
        (term(Term::Days, 60), prop_oneof![Just(Reading::A), Just(Reading::B)])
            .prop_map(|(t, r)| (Profile::Reg33, t, Some(r))),
        (term(Term::Days, 60), Just(Reading::Exact)).prop_map(|(t, r)| (
            Profile::It172,
            t,
            Some(r)
        )),
        (term(Term::Hours, 200), prop_oneof![Just(Reading::Exact), Just(Reading::NextHour)])
            .prop_map(|(t, r)| (Profile::It172, t, Some(r))),
        term(Term::Months, 36).prop_map(|t| (Profile::MonthsYears, t, None)),
        Just((Profile::FirstOfMonthAfter60thDay, None, None)),
        Just((Profile::Caldate, None, None)),
    ]
}

fn end_of(ask: (Profile, Option<Term>, Option<Reading>), m: Moment) -> adquem::date::Bounds {
    let (profile, term, reading) = ask;
    let zone = profile.own_zone().unwrap_or(Zone::parse("America/New_York").unwrap());
    let from = MomentRange::exact(m);
    let ask = Ask {
        from,
        bounds: from.bounds(zone),
        tell_other: true,
        term,
        reading,
        zone,
        citation: "",
        setting: None,
        bare: false,
    };
    count(profile, &ask, &library().calendars).unwrap().expiry.bounds
}

proptest! {
    #[test]
    fn counting_is_monotone_in_instants(ask in any_ask(), a in 1_300_000_000_i64..1_900_000_000, later in 0_i64..3_000_000) {
        let at = |t| Moment::Instant(adquem::date::Instant::from_timestamp(t));
        let (x, y) = (end_of(ask, at(a)), end_of(ask, at(a + later)));
        prop_assert!(x.earliest <= y.earliest && x.latest <= y.latest, "{ask:?}");
    }

    #[test]
    fn counting_is_monotone_in_days(ask in any_ask(), n in 0_i64..6000, later in 0_i64..40) {
        let day = |n| Moment::Day(Day::new(2012, 1, 1).unwrap().plus_days(n));
        let (x, y) = (end_of(ask, day(n)), end_of(ask, day(n + later)));
        prop_assert!(x.earliest <= y.earliest && x.latest <= y.latest, "{ask:?}");
    }

    #[test]
    fn an_uncertain_trigger_gives_the_ends_of_its_ends(ask in any_ask(), a in 1_300_000_000_i64..1_900_000_000, width in 0_i64..1_000_000, part in 0.0_f64..1.0) {
        let (profile, term, reading) = ask;
        let zone = profile.own_zone().unwrap_or(Zone::UTC);
        let at = |t| Moment::Instant(adquem::date::Instant::from_timestamp(t));
        let from = MomentRange { lo: at(a), hi: at(a + width) };
        let wide = count(profile, &Ask { from, bounds: from.bounds(zone), tell_other: true, term, reading, zone, citation: "", setting: None, bare: false }, &library().calendars).unwrap();
        let inside = MomentRange::exact(at(a + (width as f64 * part) as i64));
        let one = count(profile, &Ask { from: inside, bounds: inside.bounds(zone), tell_other: true, term, reading, zone, citation: "", setting: None, bare: false }, &library().calendars).unwrap();
        prop_assert!(wide.expiry.bounds.earliest <= one.expiry.bounds.earliest);
        prop_assert!(one.expiry.bounds.latest <= wide.expiry.bounds.latest);
    }
}

/// A small case in one thread: arrest, then whatever else; judged as of 1 June 2025.
fn judged(zone: &str, rule: &str, events: &[(&str, &str, Option<&str>)]) -> Deadline {
    let events: Vec<serde_json::Value> = events
        .iter()
        .map(|(id, fact, when)| {
            let mut event = serde_json::json!({
                "id": id, "title": id, "lane": "l", "facts": [{ "fact": fact, "thread": "t" }]
            });
            if let Some(when) = when {
                let between =
                    when.split_once(" to ").map(|(a, b)| serde_json::json!({ "between": [a, b] }));
                event["when"] = between.unwrap_or_else(|| serde_json::json!(when));
            }
            event
        })
        .collect();
    let case: Case = serde_json::from_value(serde_json::json!({
        "title": "t", "zone": zone, "lanes": [{ "id": "l", "title": "l" }], "events": events, "rules": [rule]
    }))
    .unwrap();
    rows(&case, "2025-06-01").remove(0)
}

#[test]
fn a_civil_day_is_a_day_on_the_clock_of_its_event_whatever_the_rule_counts_in() {
    let d = judged(
        "Asia/Tokyo",
        "R-IT-716-2b",
        &[
            ("arr", "arrest.made", Some("2025-01-24")),
            ("act", "disposal.placed", Some("2025-01-26T07:30")),
        ],
    );
    assert_eq!(
        expires(&d),
        ("2025-01-25T16:00:00+01:00".into(), "2025-01-26T15:59:59+01:00".into())
    );
    assert_eq!(d.verdict, Verdict::CannotTell);
}

#[test]
fn an_act_without_a_date_is_not_taken_for_no_act() {
    let d = judged(
        "Europe/Rome",
        "R-IT-716-2b",
        &[("arr", "arrest.made", Some("2025-01-19T09:30")), ("act", "disposal.placed", None)],
    );
    assert_eq!(d.verdict, Verdict::CannotTell);
    assert_eq!(d.decided_by.as_ref().unwrap().as_str(), "act");
    assert!(d.note.contains("no date is known"), "{}", d.note);
}

#[test]
fn the_first_of_two_uncertain_acts_lies_before_the_sooner_end_of_both() {
    let d = judged(
        "Europe/Rome",
        "R-IT-716-2b",
        &[
            ("arr", "arrest.made", Some("2025-01-19T12:00")),
            ("a", "disposal.placed", Some("2025-01-19T12:00 to 2025-01-25T12:00")),
            ("b", "disposal.placed", Some("2025-01-20T14:00")),
        ],
    );
    assert_eq!(d.verdict, Verdict::Met);
}

#[test]
fn hours_from_an_uncertain_day_turn_at_an_hour() {
    let d = judged(
        "Europe/Rome",
        "R-ICCPR-9-3",
        &[
            ("arr", "arrest.made", Some("2025-01-12 to 2025-01-13")),
            ("act", "court.appearance", Some("2025-01-14T18:00")),
        ],
    );
    assert_eq!(d.verdict, Verdict::CannotTell);
    assert_eq!(d.turns_at.unwrap().rfc3339(d.zone), "2025-01-12T18:00:00+01:00");
}

#[test]
fn parts_of_a_second_are_not_counted_and_never_decide() {
    let verdict = |arrest: &str, act: &str| {
        let events = [("arr", "arrest.made", Some(arrest)), ("act", "court.appearance", Some(act))];
        judged("Europe/Rome", "R-ICCPR-9-3", &events).verdict
    };
    // 48 hours and eight tenths of a second.
    assert_eq!(
        verdict("2024-03-01T10:00:00.100Z", "2024-03-03T10:00:00.900Z"),
        Verdict::CannotTell
    );
    assert_eq!(verdict("2024-03-01T10:00:00.100Z", "2024-03-03T09:59:59.900Z"), Verdict::Met);
    assert_eq!(verdict("2024-03-01T10:00:00.100Z", "2024-03-03T10:00:02.000Z"), Verdict::Missed);
    assert_eq!(verdict("2024-03-01T10:00:00Z", "2024-03-03T10:00:00Z"), Verdict::Met);
}

#[test]
fn a_pending_request_to_extend_holds_up_any_limit() {
    let d = judged(
        "Europe/Rome",
        "R-RPE-155",
        &[
            ("dec", "decision.notified", Some("2025-01-07")),
            ("req", "extension.requested", Some("2025-01-08")),
        ],
    );
    assert_eq!(d.verdict, Verdict::CannotTell);
    assert!(d.note.contains("pending"), "{}", d.note);
}

#[test]
fn what_takes_effect_by_itself_is_never_said_to_be_unused() {
    let events = [("n", "withdrawal.notified", Some("2024-03-01"))];
    let d = judged("Europe/Budapest", "R-RS-127", &events);
    assert_eq!((d.verdict, d.verdict_words()), (Verdict::Met, "took effect"));
}

#[test]
fn a_claim_on_a_fact_that_came_too_late_is_computed_too() {
    let all = rows(&almasri(), EARLY);
    let claims: Vec<&str> = all
        .iter()
        .filter(|d| d.rule == *"R-ICCPR-9-3")
        .filter_map(|d| d.claim.as_ref().map(|c| c.as_str()))
        .collect();
    assert!(claims.contains(&"C4-b"), "{claims:?}");
}
