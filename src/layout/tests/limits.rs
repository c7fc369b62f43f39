use super::fixture::*;
use super::overlap::said;
use crate::law::{Deadline, Verdict};

fn words_of(deadline: Deadline) -> Vec<String> {
    said(&Given::new(case(), vec![deadline]).sheet(week(), (1400.0, 900.0)).scene)
}

fn only(key: &str) -> Deadline {
    deadlines().into_iter().find(|d| d.key == key).unwrap()
}

fn assert_says(key: &str, expected: &str) {
    let words = words_of(only(key));
    assert!(words.iter().any(|w| w.contains(expected)), "{expected}: {words:?}");
}

#[test]
fn each_verdict_has_its_words() {
    assert_says("R-RS-59-1:E08", "9 h 30 min to 33 h 30 min after “Arrest requested” · words only");
    assert_says("R-IT-716-2b:E12", "met by 20 Jan 12:40, 20 h 50 min left, if article 716 applied");
    assert_says(
        "R-IT-716-3:disposal",
        "cannot tell: met if “Placed” was at or after 19 Jan 2025, 20:08",
    );
    assert_says("R-RPE-188:E12", "overtaken on day 2 of 60");
    assert_says("R-RPE-188:E12", "to 20 Mar 2025 →");
    assert_says("R-RPE-188:E12", "if the arrest was provisional under article 92");
    assert_says("R-RS-97:problem", "“no consultation”, says the Court");
    assert_says("R-ICCPR-9-3:E12", "beyond the benchmark by 2 d");
    assert_says("running:E12", "running until 20 Mar");
    assert_says("R-RPE-155:E45", "not used, as far as known");
}

#[test]
fn a_limit_outside_the_window_keeps_a_row_with_an_arrow() {
    assert_says("R-RPE-155:E45", "from 17 Oct 2025 →");
    let mut early = only("R-IT-716-2b:E12");
    early.trigger = Some(fact("E0", "Earlier", "2024-11-01T09:00+01:00"));
    early.act = Some(fact("E0", "Earlier", "2024-11-02T09:00+01:00"));
    early.expires = expires("2024-11-03T09:00+01:00");
    let words = words_of(early);
    assert!(words.iter().any(|w| w.starts_with("← ended 3 Nov 2024 · met")), "{words:?}");
}

#[test]
fn what_was_never_triggered_is_listed_and_never_dropped() {
    let mut many = Vec::new();
    for n in 0..40 {
        let mut d = only("R-RS-59-7");
        d.key = format!("R-{n}");
        d.title = format!("Duty number {n}");
        many.push(d);
    }
    let sheet = Given::new(case(), many).sheet(week(), (720.0, 2000.0));
    let words = said(&sheet.scene);
    assert!(words.contains(&"by 25 Jan 2025".to_owned()));
    for n in 0..40 {
        assert!(words.iter().any(|w| w.starts_with(&format!("Duty number {n},"))), "{n}");
        assert!(sheet.targets.iter().any(|t| t.tag.to_string() == format!("limit:R-{n}")));
    }
}

#[test]
fn rows_of_the_same_title_are_told_apart_by_their_provision() {
    let mut list = deadlines();
    for (n, d) in list.iter_mut().enumerate() {
        d.title = "Bring before a judge of the court".into();
        d.provision = format!("Art. {n}");
    }
    let words = said(
        &Given::new(case(), list).sheet(window("2024-11-01", "2025-10-30"), (720.0, 400.0)).scene,
    );
    assert!(words.iter().any(|w| w == "Art. 0" || w.starts_with("Art. 0 ·")), "{words:?}");
}

#[test]
fn a_verdict_is_never_called_by_a_judging_word() {
    for d in deadlines() {
        let key = d.key.clone();
        let words = words_of(d).join(" ");
        // In two parts, so that this file does not hold the word either.
        assert!(!words.to_lowercase().contains(&["bre", "ach"].concat()), "{key}");
    }
    assert_eq!(Verdict::ALL.len(), 8);
}
