//! Doubt: what depends on a date, a claim, a reading, on what was known, and what a scenario changes.

use crate::support::{almasri, library, project};
use adquem::case::{Case, EventId, Tag};
use adquem::date::{Instant, When};
use adquem::law::{
    Asked, Aspect, CheckKind, Deadline, FileState, Place, Profile, Reading, Standing, Suppose,
    Verdict, as_of_moment, checks, compute, deciding, difference, known, milestones,
    readings_table, scenario_from, thresholds, what_claims_change,
};
use std::collections::BTreeSet;
use std::process::{Command, Output};

const FILE: &str = "sample_data/almasri.json";

fn at(text: &str) -> Instant {
    as_of_moment(&When::parse(text).unwrap(), almasri().zone()).unwrap()
}

fn rows(case: &Case, suppose: &Suppose, as_of: Instant) -> Vec<Deadline> {
    compute(&suppose.case(case, as_of), library(), &suppose.asked(case, as_of))
}

fn row<'a>(rows: &'a [Deadline], rule: &str) -> &'a Deadline {
    rows.iter().find(|d| d.rule == *rule && d.claim.is_none()).unwrap()
}

fn dated(event: &str, date: &str) -> Suppose {
    let dates = [(EventId::from(event), When::parse(date).unwrap())].into();
    Suppose { dates, ..Suppose::default() }
}

fn claimed(event: &str, claim: &str) -> Suppose {
    Suppose { claims: [(event.into(), claim.into())].into(), ..Suppose::default() }
}

fn end(d: &Deadline) -> String {
    d.expires.unwrap().bounds.latest.rfc3339(d.zone)
}

fn adquem(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_adquem"))
        .args(args)
        .current_dir(project("."))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_release_moved_through_its_hours_changes_what_rests_on_it_and_nothing_else() {
    let (case, as_of) = (almasri(), at("2025-01-25"));
    let facts = rows(&case, &Suppose::default(), as_of);
    // What the release ends, or makes moot: the custody of articles 59 and 97, Rule 188, the benchmarks.
    let may = ["R-RPE-188", "R-RS-97", "R-RS-59-2", "R-ICCPR-9-3", "R-ECHR-5-3"];
    for minute in (0..=488).step_by(61) {
        let (hour, minute) = (12 + minute / 60, minute % 60);
        let suppose = dated("release", &format!("2025-01-21T{hour:02}:{minute:02}+01:00"));
        let supposed = rows(&case, &suppose, as_of);
        let changes = difference(&facts, &supposed);
        assert!(!changes.is_empty());
        for change in &changes {
            assert!(may.contains(&change.rule.as_str()), "{}", change.words);
            assert_eq!(change.before, change.after, "no verdict turns: {}", change.words);
            assert!(!change.aspects.contains(&Aspect::Expiry), "{}", change.words);
        }
        for d in supposed.iter().filter(|d| changes.iter().any(|c| c.key == d.key)) {
            assert!(
                d.trace[0].text.starts_with("Supposed: “Released” on 21 Jan 2025"),
                "{}",
                d.key
            );
            assert_eq!(d.trace[0].citation, "event release");
            assert!(d.note.contains("supposed: “Released”"), "{}", d.note);
            assert_eq!(d.supposed.len(), 1);
        }
    }
    assert!(difference(&facts, &facts).is_empty());
}

#[test]
fn the_decision_moved_through_its_hours_changes_the_limits_that_it_answers_and_no_others() {
    let (case, as_of) = (almasri(), at("2025-01-25"));
    let facts = rows(&case, &Suppose::default(), as_of);
    for hour in 12..=20 {
        let suppose = dated("E20", &format!("2025-01-21T{hour}:00+01:00"));
        let changes = difference(&facts, &rows(&case, &suppose, as_of));
        let rules: BTreeSet<&str> = changes.iter().map(|c| c.rule.as_str()).collect();
        assert_eq!(rules, BTreeSet::from(["R-IT-716-3"]), "{changes:#?}");
    }
}

#[test]
fn a_date_that_the_record_excludes_is_passed_over_and_one_nearest_to_it_is_offered() {
    let (case, as_of) = (almasri(), at("2025-01-25"));
    let facts = rows(&case, &Suppose::default(), as_of);
    let suppose = dated("release", "2025-03-01");
    assert!(suppose.told(&case).is_empty());
    assert!(difference(&facts, &rows(&case, &suppose, as_of)).is_empty());
    let zone = case.zone();
    let release = case.event(&"release".into()).unwrap();
    assert!(!Suppose::allowed(release, &When::parse("2025-03-01").unwrap(), zone));
    assert_eq!(
        Suppose::date_at(release, at("2025-03-01"), zone).text(),
        "2025-01-21T20:08:00+01:00"
    );
    assert!(Suppose::allowed(release, &When::parse("2025-01-22").unwrap(), zone), "claim C4-a");
    assert!(!Suppose::movable(case.event(&"E12".into()).unwrap(), zone));
}

#[test]
fn an_arrest_on_the_20th_moves_rule_188_to_21_march_and_the_working_says_why() {
    let (case, as_of) = (almasri(), at("2025-01-25"));
    let suppose = claimed("E12", "C1-b");
    let supposed = rows(&case, &suppose, as_of);
    let d = row(&supposed, "R-RPE-188");
    assert_eq!(end(d), "2025-03-21T23:59:59+01:00");
    assert_eq!(d.verdict, Verdict::Overtaken);
    assert_eq!(
        d.trace[0].text,
        "Supposed: “Detained in Turin” on 20 Jan 2025 (claim C1-b, sources presset, lawandordernews), in place of 19 Jan 2025, 09:30"
    );
    assert_eq!(d.trace[0].citation, "event E12, claim C1-b");
    let preferred = |s: &&adquem::law::Step| s.citation == "event E12, claim preferred";
    let beside = d.trace.iter().find(preferred).unwrap();
    assert!(beside.text.contains("until the end of 20 Mar 2025"), "{}", beside.text);
    let posed = suppose.case(&case, as_of);
    let event = posed.event(&"E12".into()).unwrap();
    let ids: Vec<&str> = event.claims.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.contains(&"preferred") && ids.contains(&"C1-a") && !ids.contains(&"C1-b"));
    let changes = difference(&rows(&case, &Suppose::default(), as_of), &supposed);
    let words: Vec<&str> = changes.iter().map(|c| c.words.as_str()).collect();
    assert!(
        words.iter().any(|w| w.starts_with("Rule 188: expires 21 Mar 2025 instead of 20 Mar 2025")
            && w.ends_with("still overtaken")),
        "{words:#?}"
    );
}

#[test]
fn on_20_january_rule_188_runs() {
    let case = almasri();
    let then = rows(&case, &Suppose::default(), at("2025-01-20"));
    assert_eq!(row(&then, "R-RPE-188").verdict, Verdict::Running);
    let stops = milestones(&case, library());
    assert!(stops.windows(2).all(|pair| pair[0].at < pair[1].at));
    let says =
        |text: &str| stops.iter().find(|m| m.words.iter().any(|w| w.contains(text))).unwrap();
    assert_eq!(says("Detained in Turin").at.rfc3339(case.zone()), "2025-01-19T09:30:00+01:00");
    assert_eq!(says("Rule 188 ends").at.rfc3339(case.zone()), "2025-03-21T00:00:00+01:00");
}

#[test]
fn placing_at_disposal_at_21_00_turns_716_3_to_met_and_the_turn_is_found_at_20_08() {
    let (case, as_of) = (almasri(), at("2025-01-25"));
    let facts = rows(&case, &Suppose::default(), as_of);
    assert_eq!(row(&facts, "R-IT-716-3").verdict, Verdict::CannotTell);
    let supposed = rows(&case, &dated("disposal", "2025-01-19T21:00+01:00"), as_of);
    assert_eq!(row(&supposed, "R-IT-716-3").verdict, Verdict::Met);
    let found = thresholds(&case, library(), as_of, &"disposal".into());
    let of: Vec<_> = found.iter().filter(|t| t.rule == *"R-IT-716-3").collect();
    // From a placing at noon the decision can no longer come certainly after the end.
    let told: Vec<_> = of.iter().map(|t| (t.at.rfc3339(case.zone()), t.before, t.after)).collect();
    assert_eq!(
        told,
        [
            ("2025-01-19T12:00:00+01:00".to_owned(), Verdict::Missed, Verdict::CannotTell),
            ("2025-01-19T20:08:00+01:00".to_owned(), Verdict::CannotTell, Verdict::Met),
        ]
    );
    assert_eq!(of[1].words, "CPP 716(3): cannot tell before 19 Jan 2025, 20:08; met from then on");
    let asked = Suppose::default().asked(&case, as_of);
    let all = deciding(&case, library(), &asked);
    assert!(all.iter().any(|d| d.event == *"disposal" && d.thresholds == found));
    assert!(!all.iter().any(|d| d.event == *"E12"), "its hour is known");
}

#[test]
fn every_claim_is_listed_with_what_it_would_change() {
    let (case, as_of) = (almasri(), at("2025-01-25"));
    let asked = Asked { as_of: Some(as_of), ..Asked::default() };
    let all = what_claims_change(&case, library(), &asked);
    let claims: usize = case.events.iter().map(|e| e.claims.len()).sum();
    assert_eq!(all.effects.len(), claims);
    let of = |event: &str, claim: &str| {
        all.effects.iter().find(|e| e.event == *event && e.claim == *claim).unwrap()
    };
    assert_eq!(of("E12", "C2-b").words(), "gives no date that can be counted");
    assert_eq!(of("E15", "C3-a").words(), "changes nothing");
    assert!(of("E12", "C1-b").words().contains("Rule 188: expires 21 Mar 2025"));
    let rule = all.outcomes.iter().find(|o| o.rule == *"R-RPE-188").unwrap();
    let hull = rule.expires.unwrap();
    assert_eq!(hull.earliest.rfc3339(case.zone()), "2025-03-19T23:59:59+01:00");
    assert_eq!(hull.latest.rfc3339(case.zone()), "2025-03-22T23:59:59+01:00");
}

#[test]
fn readings_stand_side_by_side_and_say_where_they_differ() {
    let case = almasri();
    let asked = Asked { as_of: Some(at("2026-03-31")), ..Asked::default() };
    let table = readings_table(&case, library(), &asked);
    let of = |rule: &str| table.iter().find(|r| r.rule == *rule).unwrap();
    let ends = |rule: &str| of(rule).columns.iter().map(|c| end(&c.row)).collect::<Vec<_>>();
    assert_eq!(ends("R-RPE-188"), ["2025-03-20T23:59:59+01:00", "2025-03-19T23:59:59+01:00"]);
    assert!(of("R-RPE-188").expiry_differs && !of("R-RPE-188").verdict_differs);
    let filing = of("R-RPE-155");
    assert_eq!(
        filing.columns.iter().map(|c| c.reading).collect::<Vec<_>>(),
        [Reading::A, Reading::B]
    );
    assert_eq!(ends("R-RPE-155")[0], "2025-10-27T16:00:00+01:00");
    assert!(!filing.differs(), "both readings end on the same Monday");
    assert_eq!(ends("R-IT-716-2b"), ["2025-01-21T09:30:00+01:00", "2025-01-21T10:00:00+01:00"]);
    let suppose = Suppose { readings: [(Profile::Reg33, Reading::B)].into(), ..Suppose::default() };
    let read = rows(&case, &suppose, at("2026-03-31"));
    let d = row(&read, "R-RPE-155");
    assert!(
        d.trace[0].text.starts_with("Supposed: reading B of regulation 33(1)(c)"),
        "{:?}",
        d.trace[0]
    );
    assert!(d.note.contains("supposed: reading B"), "{}", d.note);
    assert_eq!(
        suppose.caption(&case, None).unwrap(),
        "Supposed: reading B of regulation 33(1)(c)."
    );
}

#[test]
fn what_was_known_then_is_what_sources_had_published() {
    let (case, as_of) = (almasri(), at("2025-01-20"));
    let then = known(&case, as_of);
    assert!(!then.not_yet.is_empty() && !then.undated.is_empty());
    for (id, since) in &then.not_yet {
        assert!(*since > as_of && then.case.event(id).is_none(), "{id}");
    }
    for id in &then.undated {
        assert!(then.case.event(id).is_some(), "{id} is kept: nothing says that it was secret");
    }
    assert_eq!(then.case.events.len() + then.not_yet.len(), case.events.len());
    let late = known(&case, at("2030-01-01"));
    assert!(late.not_yet.is_empty());
    assert_eq!(late.case.events.len(), case.events.len());
}

/// The bundled case with a scenario: heard in time, never noticed, released two days later.
fn with_scenario() -> Case {
    let mut case = almasri();
    case.scenarios = serde_json::from_value(serde_json::json!([{
        "id": "heard", "title": "If he had been held",
        "dates": {"release": "2025-04-02"},
        "claims": {"E12": "C1-b"},
        "readings": {"CALDAYS_EXCL_FIRST": "incl"},
        "without": ["E20"],
        "events": [{"id": "papers", "title": "Papers arrive", "lane": "court", "when": "2025-03-10",
                    "facts": [{"fact": "papers.received", "thread": "arrest"}]}]
    }]))
    .unwrap();
    case
}

#[test]
fn a_scenario_changes_dates_adds_and_leaves_out_and_each_row_tells_it() {
    let (case, as_of) = (with_scenario(), at("2026-03-31"));
    let suppose = Suppose::of_scenario("heard".into());
    let supposed = rows(&case, &suppose, as_of);
    let d = row(&supposed, "R-RPE-188");
    assert_eq!(d.verdict, Verdict::Met, "{:#?}", d.trace);
    assert_eq!(end(d), "2025-03-20T23:59:59+01:00", "20 January is counted");
    let told: Vec<&str> = d.supposed.iter().map(|s| s.event.as_str()).collect();
    assert_eq!(told, ["E12", "release", "papers"]);
    assert!(d.trace.iter().any(|s| s.text.contains("“Papers arrive” on 10 Mar 2025, which the record does not have; scenario “If he had been held”")), "{:#?}", d.trace);
    let d = row(&supposed, "R-IT-716-3");
    assert!(
        d.trace[0].text.starts_with("Supposed: “Arrest not validated” left out"),
        "{:#?}",
        d.trace
    );
    let changes = difference(&rows(&case, &Suppose::default(), as_of), &supposed);
    assert!(changes.iter().any(|c| c.words.starts_with("Rule 188: met instead of overtaken")));
    // From what is tried out to a scenario and back: the same rows.
    let kept = scenario_from(&suppose, &case, "again".into(), "Again".to_owned());
    let mut more = case.clone();
    more.scenarios.push(kept);
    let again = rows(&more, &Suppose::of_scenario("again".into()), as_of);
    assert!(difference(&supposed, &again).is_empty());
}

#[test]
fn a_scenario_that_names_nothing_is_told_where_and_the_rest_of_it_stands() {
    let text = serde_json::json!({
        "format": "adquem-case", "version": 1, "title": "T", "lanes": [{"id": "a", "title": "A"}],
        "events": [{"id": "E1", "title": "One", "lane": "a", "when": "2025-01-19",
                    "claims": [{"id": "c"}]}],
        "scenarios": [{"id": "s", "title": "S",
            "dates": {"E9": "2025-01-01", "E1": "2025-13-45"},
            "claims": {"E1": "c"}, "readings": {"REG33": "Z", "NONE": "A"}, "without": ["E8"],
            "events": [{"id": "E1", "title": "Twin", "lane": "a"}]}]
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    std::fs::write(&path, text.to_string()).unwrap();
    let output = adquem(&["check", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let told = out(&output);
    for words in [
        "there is no event “E9”",
        "there is no event “E8”",
        "claim “c” of event “E1” gives no date that can be counted",
        "profile “REG33” has no reading “Z”",
        "there is no counting profile “NONE”",
        "the case has an event “E1” already",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let read = adquem::read::read_path(&path, Default::default()).unwrap().value;
    let suppose = Suppose::of_scenario("s".into());
    assert_eq!(suppose.case(&read, Instant::END).events.len(), 1);
}

#[test]
fn tables_of_the_facts_say_nothing_of_suppositions_and_others_do() {
    let json = |more: &[&str]| {
        let mut args = vec!["limits", FILE, "--format", "json"];
        args.extend(more);
        let output = adquem(&args);
        assert!(output.status.success(), "{}", err(&output));
        serde_json::from_str::<serde_json::Value>(&out(&output)).unwrap()
    };
    let facts = json(&[]);
    assert!(facts.as_array().unwrap().iter().all(|r| r.get("supposed").is_none()));
    let supposed = json(&["--claim", "E12=C1-b"]);
    let rule = supposed.as_array().unwrap().iter().find(|r| r["rule"] == "R-RPE-188").unwrap();
    assert_eq!(rule["expires"]["latest"], "2025-03-21T23:59:59+01:00");
    assert_eq!(rule["supposed"][0]["event"], "E12");
    assert_eq!(rule["supposed"][0]["claim"], "C1-b");
    assert_eq!(rule["supposed"][0]["instead_of"], "2025-01-19T09:30+01:00");
    let met = json(&["--suppose", "disposal=2025-01-19T21:00+01:00", "--rule", "R-IT-716-3"]);
    assert_eq!(met[0]["verdict"], "met");
    let known = json(&["--as-of", "2025-01-20", "--known-then", "--rule", "R-RPE-188"]);
    assert_eq!(known[0]["verdict"], "running");
}

#[test]
fn what_cannot_be_supposed_is_refused_with_what_can() {
    for (args, words) in [
        (["--suppose", "release=2025-03-01"], "between 12:00 and 20:08"),
        (["--suppose", "nobody=2025-03-01"], "no event “nobody”"),
        (["--suppose", "release"], "expected EVENT=DATE"),
        (["--suppose", "release=soon"], "expected"),
        (["--claim", "E12=nobody"], "C2-a"),
        (["--claim", "E12=C2-b"], "no date that can be counted"),
        (["--scenario", "none"], "no such scenario"),
        (["--reading", "Q"], "expected excl, incl, A, B"),
    ] {
        let output = adquem(&["limits", FILE, args[0], args[1]]);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}

#[test]
fn a_picture_of_what_is_supposed_says_so_whatever_is_switched_off_and_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("supposed.svg");
    let path = path.to_str().unwrap();
    let supposed = ["--claim", "E12=C1-b", "--reading", "B"];
    for more in [vec![], vec!["--without", "caption,headline"], vec!["--caption", "Mine."]] {
        let mut args = vec!["export", FILE, "-o", path, "--force"];
        args.extend(supposed);
        args.extend(&more);
        let output = adquem(&args);
        assert!(output.status.success(), "{}", err(&output));
        let svg = std::fs::read_to_string(path).unwrap();
        let read = adquem::export::read_back::read_back(svg.as_bytes()).unwrap();
        let texts: String = read.texts.iter().map(|t| format!("{t} ")).collect();
        let texts = texts.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in
            ["“Detained in Turin” on 20 Jan 2025 (claim C1-b)", "reading B of regulation 33(1)(c)"]
        {
            assert!(texts.contains(words), "{more:?}: {texts}");
        }
        let verified = adquem(&["verify", path, FILE]);
        assert!(out(&verified).contains("same to the byte"), "{}", out(&verified));
    }
    let output = adquem(&["export", FILE, "-o", path, "--force"]);
    assert!(output.status.success());
    assert!(!std::fs::read_to_string(path).unwrap().contains("upposed"));
}

#[test]
fn a_supposed_date_in_a_calendar_says_so_and_replaces_no_real_one() {
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let mut args = vec!["export", FILE, "-o", path.to_str().unwrap()];
        args.extend(more);
        assert!(adquem(&args).status.success());
        std::fs::read_to_string(path).unwrap().replace("\r\n ", "")
    };
    let (facts, supposed) = (written("a.ics", &[]), written("b.ics", &["--claim", "E12=C1-b"]));
    let of = |text: &str, name: &str| -> BTreeSet<String> {
        text.lines().filter(|l| l.starts_with(name)).map(str::to_owned).collect()
    };
    assert!(of(&facts, "UID").is_disjoint(&of(&supposed, "UID")));
    assert!(of(&supposed, "SUMMARY").iter().all(|l| l.starts_with("SUMMARY:Supposed: ")));
    assert!(of(&facts, "SUMMARY").iter().all(|l| !l.contains("upposed")));
    assert!(of(&supposed, "X-WR-CALDESC").iter().all(|l| l.contains("Supposed: “Detained")));
}

#[test]
fn a_profile_of_redaction_and_a_supposition_that_would_tell_what_it_hides_do_not_go_together() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("months.json");
    let text = serde_json::json!({"id": "months", "dates": "month", "drop": {"events": ["E20"]}});
    std::fs::write(&profile, text.to_string()).unwrap();
    let path = folder.path().join("out.svg");
    let (profile, path) = (profile.to_str().unwrap(), path.to_str().unwrap());
    for more in [["--claim", "E12=C1-b"], ["--suppose", "E20=2025-01-21T15:00+01:00"]] {
        let args = ["export", FILE, "-o", path, "--redact", profile, more[0], more[1]];
        let output = adquem(&args);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(err(&output).contains("would tell what “months” hides"), "{}", err(&output));
    }
    let args = ["export", FILE, "-o", path, "--redact", profile, "--reading", "incl"];
    let output = adquem(&args);
    assert!(output.status.success(), "{}", err(&output));
    assert!(std::fs::read_to_string(path).unwrap().contains("Supposed: first day counted"));
}

#[test]
fn pictures_and_tables_of_what_was_known_then_leave_out_what_was_not() {
    let folder = tempfile::tempdir().unwrap();
    for (ending, figures) in [("json", false), ("md", false), ("pptx", true), ("csv", false)] {
        let path = folder.path().join(format!("then.{ending}"));
        let path = path.to_str().unwrap();
        let mut args = vec!["export", FILE, "-o", path, "--known-then", "--as-of", "2025-01-20"];
        args.push(if figures { "--all" } else { "--whole" });
        let output = adquem(&args);
        assert!(output.status.success(), "{}", err(&output));
        if ending == "json" {
            let file: serde_json::Value =
                serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            let shown: BTreeSet<&str> = file["pictures"][0]["events"]
                .as_array()
                .unwrap()
                .iter()
                .map(|e| e["id"].as_str().unwrap())
                .collect();
            let then = known(&almasri(), at("2025-01-20"));
            assert!(then.not_yet.iter().all(|(id, _)| !shown.contains(id.as_str())));
            assert!(shown.contains("E12"));
        }
        let verified = adquem(&["verify", path, FILE]);
        assert!(out(&verified).contains("same to the byte"), "{ending}: {}", out(&verified));
    }
}

#[test]
fn the_bundled_case_is_checked_and_its_possible_gap_is_named() {
    let (case, as_of) = (almasri(), at("2025-01-25"));
    let deadlines = rows(&case, &Suppose::default(), as_of);
    let files = [
        FileState { source: "S000".into(), path: "a.txt".to_owned(), standing: Standing::Changed },
        FileState { source: "S004".into(), path: "b.txt".to_owned(), standing: Standing::Same },
    ];
    let found = checks(&case, library(), &deadlines, &files);
    let of = |kind| found.iter().filter(move |c| c.kind == kind).collect::<Vec<_>>();
    let gaps = of(CheckKind::Gap);
    assert_eq!(gaps.len(), 1, "{gaps:#?}");
    assert!(
        gaps[0]
            .words
            .starts_with("“In custody” may have gone on, for up to 10 h 38 min after CPP 716(3)"),
        "{}",
        gaps[0].words
    );
    assert_eq!(gaps[0].at, Place::Mark(Tag::State("custody".into())));
    assert_eq!(of(CheckKind::FileChanged).len(), 1);
    assert!(of(CheckKind::Order).iter().all(|c| c.at == Place::Mark(Tag::Event("E53".into()))));
    assert!(of(CheckKind::TwoStates).is_empty());
    let unsecured = case.sources.iter().filter(|s| s.hash.is_none() && s.archive_url.is_none());
    assert_eq!(of(CheckKind::Unsecured).len(), unsecured.count());
    let output = adquem(&["check", FILE]);
    assert!(output.status.success(), "what is noticed is no error");
    assert!(out(&output).contains("note: “In custody” may have gone on"), "{}", out(&output));
}
