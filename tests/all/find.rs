//! Searching the bundled case, in the library and from the command line.

use crate::support::{almasri, library, project};
use adquem::filter::{Found, Index, Query};
use adquem::law::{Asked, Deadline, Verdict, compute};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

const CASE: &str = "sample_data/almasri.json";

fn find(args: &[&str]) -> Output {
    let all = [&["find"], args].concat();
    Command::new(env!("CARGO_BIN_EXE_adquem")).args(all).current_dir(project(".")).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn ids(query: &str) -> Vec<String> {
    let output = find(&[CASE, query, "--format", "json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    rows.as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_name_is_found_in_whichever_script_it_is_typed() {
    let latin = ids("elmasry");
    assert!(latin.len() > 3, "{latin:?}");
    for other in ["Almasri", "Al-Masri", "المصري", "Элмасри"] {
        assert_eq!(ids(other), latin, "{other}");
    }
    assert!(ids("\"المصري\"").is_empty(), "a phrase is found to the letter");
    assert_eq!(ids("njeem"), ids("نجيم"));
    assert_eq!(ids("Nijim"), ids("Anjiem"));
}

#[test]
fn found_events_are_an_array_of_objects_in_the_order_of_time() {
    let output = find(&[CASE, "arrest turin", "--format", "json"]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        for field in ["id", "title", "lane", "kind", "certainty"] {
            assert!(row[field].is_string(), "{field}: {row}");
        }
        assert!(row["sources"].is_array() && row.get("when").is_some());
    }
    let dates: Vec<&str> = rows.iter().filter_map(|r| r["earliest"].as_str()).collect();
    assert!(dates.is_sorted(), "{dates:?}");
    // A date is as the file has it, also where it is an object.
    let released = find(&[CASE, "has:hour is:uncertain", "--format", "json"]);
    let rows: Value = serde_json::from_slice(&released.stdout).unwrap();
    assert!(rows.as_array().unwrap().iter().any(|r| r["when"]["between"].is_array()), "{rows}");
}

#[test]
fn a_table_of_what_was_found_has_a_header_and_a_row_an_event() {
    let output = find(&[CASE, "lane:italy", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    assert_eq!(
        reader.headers().unwrap().iter().take(4).collect::<Vec<_>>(),
        ["id", "title", "when", "lane"]
    );
    assert_eq!(reader.records().map(Result::unwrap).count(), ids("lane:italy").len());
    // Even where nothing was found.
    let none = text(&find(&[CASE, "nothingatall", "--format", "csv"]).stdout);
    assert!(none.starts_with("id,title,when,lane,") && none.lines().count() == 1);
}

#[test]
fn limits_are_listed_with_the_events_that_they_rest_on() {
    let output = text(&find(&[CASE, "limit:cannot-tell"]).stdout);
    assert!(output.contains("Time limits") && output.contains("cannot tell"), "{output}");
    assert!(output.contains("[R-IT-716-3]"), "{output}");
    let early =
        text(&find(&[CASE, "limit:running limit:R-RPE-188", "--as-of", "2025-01-20"]).stdout);
    assert!(early.contains("Rule 188"), "{early}");
    let late =
        text(&find(&[CASE, "limit:running limit:R-RPE-188", "--as-of", "2025-06-01"]).stdout);
    assert!(!late.contains("Rule 188"), "{late}");
}

#[test]
fn nothing_found_is_no_failure() {
    let output = find(&[CASE, "nothingatall"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("nothing found"));
    let output = find(&[CASE, "nothingatall", "--format", "json"]);
    assert_eq!(text(&output.stdout), "[]\n");
}

#[test]
fn a_query_that_is_not_understood_is_shown_with_its_place() {
    for (query, shown) in [
        ("rome actr:x", "\n  rome actr:x\n       ^^^^\n"),
        ("المصري certainty:sure", "\n  المصري certainty:sure\n                   ^^^^\n"),
        ("a \"b", "\n  a \"b\n    ^\n"),
    ] {
        let output = find(&[CASE, query]);
        assert_eq!(output.status.code(), Some(2), "{query}");
        assert!(output.stdout.is_empty());
        let message = text(&output.stderr);
        assert!(message.contains(shown), "{message}");
    }
}

#[test]
fn standard_input_is_searched_too_and_a_minus_sign_may_come_first() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_adquem"))
        .args(["find", "-", "-lane:italy", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let case = std::fs::read(project(CASE)).unwrap();
    child.stdin.take().unwrap().write_all(&case).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len() + ids("lane:italy").len(), ids("").len());
}

#[test]
fn every_sample_can_be_searched() {
    for file in [
        "arabic-names.json",
        "bashir-jordan.json",
        "netanyahu-hungary.json",
        "arrest-and-hearing.csv",
        "broken.json",
    ] {
        let path = format!("sample_data/{file}");
        for query in ["", "arrest", "-is:undated", "limit:met or limit:missed", "during:2025"] {
            let output = find(&[&path, query, "--format", "json"]);
            assert!(output.status.success(), "{file} {query}: {}", text(&output.stderr));
            serde_json::from_slice::<Value>(&output.stdout).unwrap();
        }
    }
    let json =
        |query| text(&find(&["sample_data/arabic-names.json", query, "--format", "json"]).stdout);
    let (arabic, latin) = (json("الوراني"), json("Alwarani"));
    assert!(arabic.contains("arrest-alwarani"));
    assert_eq!(arabic, latin);
}

#[test]
fn limits_are_found_by_verdict_rule_and_words_with_the_events_that_they_rest_on() {
    let case = almasri();
    let rows = rows_of(&case);
    let index = Index::new(&case);
    let find = |text: &str| index.find(&Query::parse(text).unwrap(), &case, &rows);
    let rules = |found: &Found| -> Vec<&str> {
        found.limits.iter().map(|n| rows[*n].rule.as_str()).collect()
    };
    let by_id = find("limit:r-rpe-188");
    assert!(rules(&by_id).iter().all(|r| *r == "R-RPE-188") && !by_id.limits.is_empty());
    assert_eq!(by_id, find("limit:\"Rule 188\""));
    let titles: Vec<&str> = by_id.events.iter().map(|n| case.events[*n].id.as_str()).collect();
    for row in by_id.limits.iter().map(|n| &rows[*n]) {
        assert!(row.events().all(|id| titles.contains(&id.as_str())), "{titles:?}");
    }
    let unknown = find("limit:cannot-tell");
    assert!(!unknown.limits.is_empty());
    assert!(unknown.limits.iter().all(|n| rows[*n].verdict == Verdict::CannotTell));
    assert!(unknown.limits.iter().all(|n| rows[*n].claim.is_none()));
    assert_eq!(unknown, find("limit:\"cannot tell\""));
    // Beside `limit:` other words are those of the events.
    assert!(find("limit:R-RPE-188 nowhereatall").limits.is_empty());
    assert!(!find("limit:R-RPE-188 arrest").limits.is_empty());
    // A word finds the limits that say it, and none only for its events.
    assert!(!find("surrender papers").limits.is_empty());
    assert!(find("lane:italy").limits.is_empty() && find("-surrender").limits.is_empty());
}

fn rows_of(case: &adquem::case::Case) -> Vec<Deadline> {
    compute(case, library(), &Asked::default())
}

#[test]
fn dates_in_plain_words_are_understood_and_stand_in_the_zone_of_the_case() {
    assert!(ids("during:\"mid-January 2025\"").contains(&"E05".to_owned()));
    assert!(!ids("during:\"mid-January 2025\"").contains(&"E21".to_owned()));
    let during = ids("during:\"between 21 Jan 2025 12:00 and 20:08\"");
    assert!(during.contains(&"release".to_owned()) && !during.contains(&"E12".to_owned()));
    assert_eq!(during, ids("during:2025-01-21T12:00:00/2025-01-21T20:08:00"));
}

#[test]
fn the_caret_stands_under_the_slip_after_letters_that_are_two_columns_wide() {
    let output = find(&[CASE, "漢字👍 nonsuch:x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("\n         ^^^^^^^\n"), "{}", text(&output.stderr));
}
