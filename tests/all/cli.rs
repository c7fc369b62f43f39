//! The commands as a user runs them: no display, results on standard output, messages on standard error.

use crate::support::project;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn adquem(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_adquem"));
    command
        .args(args)
        .current_dir(project("."))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
    command
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(args: &[&str]) -> Value {
    let output = adquem(args);
    assert!(output.status.success(), "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

const CASE: &str = "sample_data/almasri.json";

#[test]
fn limits_as_json_have_exactly_the_published_fields() {
    let rows = json(&["limits", CASE, "--format", "json"]);
    let fields = [
        "rule",
        "provision",
        "title",
        "class",
        "nature",
        "thread",
        "bound",
        "profile",
        "reading",
        "applies_if",
        "trigger",
        "expires",
        "verdict",
        "decided_by",
        "act",
        "overtaken_by",
        "elapsed",
        "claim",
        "note",
        "trace",
    ];
    for row in rows.as_array().unwrap() {
        let names: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, fields);
        for step in row["trace"].as_array().unwrap() {
            assert!(step["text"].is_string() && step["citation"].is_string());
        }
    }
    let row = rows.as_array().unwrap().iter().find(|r| r["rule"] == "R-IT-716-3").unwrap();
    assert_eq!(row["verdict"], "cannot_tell");
    assert_eq!(row["decided_by"], "disposal");
    assert_eq!(row["expires"]["earliest"], "2025-01-21T09:30:00+01:00");
}

#[test]
fn a_count_gives_the_expiry_with_its_trace() {
    let row = json(&["count", "R-RPE-155", "2025-10-17", "--format", "json"]);
    assert_eq!(row["expires"]["latest"], "2025-10-27T16:00:00+01:00");
    assert_eq!(row["reading"], "A");
    let rows = json(&[
        "count",
        "R-RPE-155",
        "2025-10-17",
        "--reading",
        "A",
        "--reading",
        "B",
        "--format",
        "json",
    ]);
    assert_eq!(rows.as_array().unwrap().len(), 2);
    let row = json(&[
        "count",
        "--profile",
        "HOURS",
        "--term",
        "PT48H",
        "2025-01-19T09:30+01:00",
        "--zone",
        "Europe/Rome",
        "--format",
        "json",
    ]);
    assert_eq!(row["expires"]["latest"], "2025-01-21T09:30:00+01:00");
    let text = out(&adquem(&["count", "R-RPE-188", "2025-01-19"]));
    assert!(text.contains("Thu 20 Mar 2025"), "{text}");
}

#[test]
fn a_count_that_makes_no_sense_says_why() {
    for (args, needle) in [
        (vec!["count", "R-NONE", "2025-01-01"], "adquem rules"),
        (vec!["count", "R-RPE-155", "2025-13-45"], "does not exist"),
        (vec!["count", "R-RPE-155", "03/04/2025"], "can mean"),
        (vec!["count", "R-RPE-155", "2025-10-17", "--reading", "incl"], "no reading"),
        (vec!["count", "--profile", "HOURS", "2025-01-01"], "needs a term"),
        (vec!["count", "--profile", "HOURS", "--term", "P2D", "2025-01-01"], "cannot count"),
        (vec!["count", "R-RPE-155"], "expected a rule and a trigger"),
    ] {
        let output = adquem(&args);
        assert!(!output.status.success(), "{args:?}");
        assert!(err(&output).contains(needle), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_broken_file_is_told_place_by_place_and_the_rest_is_used() {
    let output = adquem(&["check", "sample_data/broken.json"]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    for needle in ["2025-02-30", "03/04/2025", "expected", "hint"] {
        assert!(text.contains(needle), "{needle}: {text}");
    }
    let output = adquem(&["check", CASE]);
    assert!(output.status.success(), "{}", out(&output));
}

#[test]
fn what_is_no_case_gets_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.json");
    for (path, needle) in [(folder.path(), "folder"), (missing.as_path(), "none.json")] {
        let output = adquem(&["limits", path.to_str().unwrap()]);
        assert!(!output.status.success());
        let text = err(&output);
        assert!(text.contains(needle) && !text.contains("panicked"), "{text}");
    }
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let mut child = command(&["limits", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let case = std::fs::read(project(CASE)).unwrap();
    child.stdin.take().unwrap().write_all(&case).unwrap();
    let output = child.wait_with_output().unwrap();
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(rows.as_array().unwrap().len() > 15);
}

#[test]
fn two_runs_of_export_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["week.svg", "week.png"] {
        let [a, b] = ["a", "b"].map(|n| folder.path().join(format!("{n}-{name}")));
        for path in [&a, &b] {
            let output = adquem(&[
                "export",
                CASE,
                "-o",
                path.to_str().unwrap(),
                "--from",
                "2025-01-17",
                "--to",
                "2025-01-25",
                "--size",
                "1280x800",
            ]);
            assert!(output.status.success(), "{}", err(&output));
        }
        let bytes = std::fs::read(a).unwrap();
        assert!(bytes.len() > 10_000);
        assert_eq!(bytes, std::fs::read(b).unwrap());
    }
}

#[test]
fn an_export_to_a_place_that_cannot_be_written_leaves_nothing() {
    let output = adquem(&["export", CASE, "-o", "/no/such/folder/week.png"]);
    assert!(!output.status.success());
    assert!(err(&output).contains("/no/such/folder"), "{}", err(&output));
    let output = adquem(&["export", CASE, "-o", "week.bmp"]);
    assert!(err(&output).contains(".svg"), "{}", err(&output));
}

#[test]
fn without_a_display_the_answer_is_text_and_the_reason_is_a_message() {
    let output = adquem(&[CASE]);
    let (text, reason) = (out(&output), err(&output));
    assert!(text.contains("Held 2 d 2 h to 2 d 11 h"), "{text}");
    assert!(text.contains("Receive surrender papers"));
    assert!(reason.contains("DISPLAY") && reason.contains("adquem export"), "{reason}");
    assert!(!reason.contains("panicked") && !reason.contains("RUST_BACKTRACE"), "{reason}");
}

#[test]
fn every_rule_is_listed_with_its_citation_and_profile() {
    let list = json(&["rules", "--format", "json"]);
    let all: Vec<&Value> =
        list.as_array().unwrap().iter().flat_map(|i| i["provisions"].as_array().unwrap()).collect();
    let of = |id: &str| all.iter().find(|p| p["id"] == id).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(of("R-RPE-188")["profile"], "CALDAYS_EXCL_FIRST");
    assert_eq!(of("R-RC-34b")["profile"], "REG33");
    assert_eq!(of("R-IT-716-2b")["citation"].as_str().map(str::is_empty), Some(false));
    assert!(out(&adquem(&["rules"])).contains("R-RS-127"));
}

#[test]
fn help_tells_of_every_command() {
    let text = out(&adquem(&["--help"]));
    for command in ["export", "limits", "count", "check", "rules"] {
        assert!(text.contains(command), "{text}");
        let own = adquem(&[command, "--help"]);
        assert!(own.status.success() && out(&own).contains("Usage"), "{command}");
    }
}
