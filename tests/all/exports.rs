//! Files as a user exports them from a terminal: every format, every way to fail, and the way back.

use crate::support::project;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const CASE: &str = "sample_data/almasri.json";

/// Every ending that `export` takes.
const ENDINGS: [&str; 9] = ["png", "svg", "pdf", "pptx", "csv", "md", "json", "html", "ics"];

fn adquem(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_adquem"))
        .args(args)
        .current_dir(project("."))
        .output()
        .unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Exports into `folder` and gives the bytes.
fn exported(folder: &Path, name: &str, more: &[&str]) -> Vec<u8> {
    let path = folder.join(name);
    let mut args = vec!["export", CASE, "-o", path.to_str().unwrap()];
    args.extend(more);
    let output = adquem(&args);
    assert!(output.status.success(), "{name}: {}", err(&output));
    fs::read(path).unwrap()
}

#[test]
fn every_format_is_written_and_verified_and_the_same_twice() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ENDINGS {
        let first = exported(folder.path(), &format!("a.{ending}"), &[]);
        let second = exported(folder.path(), &format!("b.{ending}"), &[]);
        assert!(first.len() > 500, "{ending}: {} bytes", first.len());
        assert!(first == second, "{ending} is not the same twice");
        let path = folder.path().join(format!("a.{ending}"));
        let verified = adquem(&["verify", path.to_str().unwrap(), CASE]);
        assert!(verified.status.success(), "{ending}: {}{}", out(&verified), err(&verified));
        assert!(out(&verified).contains("same to the byte"), "{ending}: {}", out(&verified));
    }
}

#[test]
fn a_picture_with_a_layer_is_verified_with_its_file_and_says_where_it_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let log = path("log.csv");
    let rows = "time,message\n03/04/2025 08:30:00,a\n03/05/2025 08:30:00,b\n";
    fs::write(&log, rows).unwrap();
    let ways = ["--layer", log.as_str(), "--date-order", "mdy"];
    exported(folder.path(), "a.svg", &[&["--whole"], &ways[..]].concat());
    let picture = path("a.svg");
    let verify = |more: &[&str]| adquem(&[&["verify", &picture, CASE], more].concat());
    let with = verify(&ways);
    assert!(with.status.success(), "{}{}", out(&with), err(&with));
    assert!(out(&with).contains("same to the byte"), "{}", out(&with));
    let without = verify(&[]);
    assert!(!without.status.success());
    assert!(out(&without).contains("shows 1 layer below the case"), "{}", out(&without));
    assert!(!out(&without).contains("does not follow"), "{}", out(&without));
    fs::write(&log, rows.replace("03/05", "03/06")).unwrap();
    assert!(out(&verify(&ways)).contains("does not follow"));
    fs::write(&log, format!("{rows}03/06/2025 08:30:00,c\n")).unwrap();
    let more = out(&verify(&ways));
    assert!(
        more.contains("Layer 1 had 2 rows with a time; the file that was given has 3."),
        "{more}"
    );
}

#[test]
fn a_layer_is_read_with_the_order_of_day_and_month_and_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("a.svg");
    let layered = |more: &[&str]| {
        let picture = picture.to_str().unwrap();
        let args = ["export", CASE, "-o", picture, "--force", "--whole", "--layer", "-"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_adquem"))
            .args(args)
            .args(more)
            .current_dir(project("."))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let rows = b"time,message\n03/04/2025 08:30:00,a\n03/05/2025 08:30:00,b\n";
        child.stdin.take().unwrap().write_all(rows).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", err(&output));
        (err(&output), fs::read_to_string(picture).unwrap())
    };
    let (said, _) = layered(&[]);
    assert!(said.contains("either way") && said.contains("--date-order dmy or mdy"), "{said}");
    let (said, drawn) = layered(&["--date-order", "mdy"]);
    assert!(!said.contains("either way"), "{said}");
    assert!(drawn.contains("standard input"));
}

#[test]
fn a_story_becomes_one_file_of_slides_and_several_pictures() {
    let folder = tempfile::tempdir().unwrap();
    exported(folder.path(), "story.pptx", &["--story"]);
    exported(folder.path(), "story.pdf", &["--story"]);
    let path = folder.path().join("story.svg");
    let output = adquem(&["export", CASE, "-o", path.to_str().unwrap(), "--story"]);
    assert!(output.status.success(), "{}", err(&output));
    let steps = fs::read_dir(folder.path())
        .unwrap()
        .filter(|f| f.as_ref().unwrap().path().extension().is_some_and(|e| e == "svg"))
        .count();
    assert!(steps >= 7, "{steps} steps");
    let third = folder.path().join("story-03.svg");
    let verified = adquem(&["verify", third.to_str().unwrap(), CASE]);
    assert!(verified.status.success(), "{}{}", out(&verified), err(&verified));
}

#[test]
fn a_picture_no_longer_follows_once_the_case_says_something_else() {
    let folder = tempfile::tempdir().unwrap();
    exported(folder.path(), "a.svg", &[]);
    let picture = folder.path().join("a.svg");
    let case = fs::read_to_string(project(CASE)).unwrap();

    // A change that the picture does not show: the picture still follows.
    let noted = folder.path().join("noted.json");
    fs::write(
        &noted,
        case.replacen("\"note\": \"A real case", "\"note\": \"Changed. A real case", 1),
    )
    .unwrap();
    let verified = adquem(&["verify", picture.to_str().unwrap(), noted.to_str().unwrap()]);
    assert!(verified.status.success(), "{}{}", out(&verified), err(&verified));
    assert!(out(&verified).contains("has changed since"), "{}", out(&verified));

    // A change of a title that it shows: it does not.
    let retold = folder.path().join("retold.json");
    fs::write(&retold, case.replace("Detained in Turin", "Detained in Milan")).unwrap();
    let verified = adquem(&["verify", picture.to_str().unwrap(), retold.to_str().unwrap()]);
    assert_eq!(verified.status.code(), Some(1), "{}", out(&verified));
    assert!(out(&verified).contains("no longer follows"), "{}", out(&verified));
    assert!(out(&verified).contains("Detained in Milan"), "{}", out(&verified));

    // A picture that somebody touched.
    let svg = fs::read_to_string(&picture).unwrap();
    let forged = folder.path().join("forged.svg");
    fs::write(&forged, svg.replace("overtaken", "missed")).unwrap();
    let verified = adquem(&["verify", forged.to_str().unwrap(), CASE]);
    assert_eq!(verified.status.code(), Some(1), "{}", out(&verified));
    assert!(out(&verified).contains("changed after it was exported"), "{}", out(&verified));
}

#[test]
fn what_carries_no_receipt_is_not_verified() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in
        [("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), ("b.png", "no"), ("c.csv", "")]
    {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let verified = adquem(&["verify", path.to_str().unwrap(), CASE]);
        assert_eq!(verified.status.code(), Some(1), "{name}");
        assert!(!err(&verified).is_empty(), "{name}");
    }
}

#[test]
fn nothing_that_was_there_is_destroyed() {
    let folder = tempfile::tempdir().unwrap();
    let precious = folder.path().join("precious.png");
    fs::write(&precious, "not ours").unwrap();
    let output = adquem(&["export", CASE, "-o", precious.to_str().unwrap()]);
    assert!(!output.status.success());
    assert!(err(&output).contains("exists already"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&precious).unwrap(), "not ours");

    let output = adquem(&["export", CASE, "-o", precious.to_str().unwrap(), "--force"]);
    assert!(output.status.success(), "{}", err(&output));
    assert!(fs::read(&precious).unwrap().starts_with(b"\x89PNG"));
    // An earlier export may be replaced, and it is said.
    let output = adquem(&["export", CASE, "-o", precious.to_str().unwrap()]);
    assert!(output.status.success() && err(&output).contains("replaced"), "{}", err(&output));

    let inside = folder.path().join("folder.png");
    fs::create_dir(&inside).unwrap();
    let output = adquem(&["export", CASE, "-o", inside.to_str().unwrap(), "--force"]);
    assert!(!output.status.success() && err(&output).contains("is a folder"), "{}", err(&output));

    // One of several files is in the way: none is written.
    fs::write(folder.path().join("s-02.svg"), "not ours").unwrap();
    let story = folder.path().join("s.svg");
    let output = adquem(&["export", CASE, "-o", story.to_str().unwrap(), "--story"]);
    assert!(!output.status.success());
    assert!(!folder.path().join("s-01.svg").exists());
}

#[test]
fn the_words_stand_in_a_text_beside_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    exported(folder.path(), "a.png", &["--alt-file", "--alt", "Two bars and a line"]);
    let words = fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert!(words.contains("Two bars and a line"), "{words}");
    assert!(words.contains("Detained in Turin"), "{words}");
    let text = folder.path().join("a.txt");
    let verified = adquem(&["verify", text.to_str().unwrap(), CASE]);
    assert!(verified.status.success(), "{}{}", out(&verified), err(&verified));
    // Its own text may be replaced with the picture.
    exported(folder.path(), "a.png", &["--alt-file"]);
}

#[test]
fn what_is_asked_for_and_is_not_there_is_said() {
    for (args, words) in [
        (vec!["--figure", "nothing"], "no figure"),
        (vec!["--step", "99"], "99"),
        (vec!["--redact", "nobody"], "nobody"),
        (vec!["--size", "huge"], "no size"),
        (vec!["--style", "neon"], "neon"),
        (vec!["--without", "everything"], "expected one of"),
    ] {
        let mut all = vec!["export", CASE, "-o", "/tmp/never-written.svg"];
        all.extend(&args);
        let output = adquem(&all);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
    assert!(!Path::new("/tmp/never-written.svg").exists());
}

#[test]
fn a_redacted_export_tells_no_hidden_name_in_any_format() {
    let case = "sample_data/arabic-names.json";
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(project(case)).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let people = file["redactions"][0]["people"].as_array().unwrap();
    let names: Vec<&str> = people
        .iter()
        .flat_map(|p| p["names"].as_array().unwrap())
        .filter_map(serde_json::Value::as_str)
        .collect();
    assert!(names.len() > 3);
    for ending in ENDINGS {
        for what in ["--whole", "--all", "--story"] {
            let path = folder.path().join(format!("r{what}-{ending}.{ending}"));
            let output = adquem(&[
                "export",
                case,
                "-o",
                path.to_str().unwrap(),
                what,
                "--redact",
                "public",
                "--alt-file",
            ]);
            assert!(output.status.success(), "{ending} {what}: {}", err(&output));
        }
    }
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let hidden: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        let bytes = fs::read(&path).unwrap();
        let found = adquem::export::leak::leaks(&bytes, &hidden).unwrap();
        assert!(found.is_empty(), "{}: {found:?}", path.display());
        // The search itself is no proof: plain bytes are looked through as well.
        for name in &names {
            let bare = bytes.windows(name.len()).any(|w| w == name.as_bytes());
            assert!(!bare, "{} in {}", name, path.display());
        }
    }
}

#[test]
fn a_name_in_an_edited_caption_stops_a_redacted_export() {
    let case = "sample_data/arabic-names.json";
    let text = fs::read_to_string(project(case)).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let name = file["redactions"][0]["people"][0]["names"][0].as_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for ending in ENDINGS.into_iter().filter(|e| *e != "ics") {
        let path = folder.path().join(format!("a.{ending}"));
        let caption = format!("As {name} said");
        let output = adquem(&[
            "export",
            case,
            "-o",
            path.to_str().unwrap(),
            "--redact",
            "public",
            "--caption",
            &caption,
        ]);
        assert!(!output.status.success(), "{ending}");
        assert!(err(&output).contains("still tells"), "{ending}: {}", err(&output));
        assert!(!path.exists(), "{ending}");
    }
}

/// Every file in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A case in `folder` with figures of these ids, and one event.
fn case_with(folder: &Path, figures: &[&str]) -> String {
    let figures: Vec<String> = figures
        .iter()
        .map(|id| format!(r#"{{ "id": "{id}", "title": "T", "window": ["2024-01", "2024-06"] }}"#))
        .collect();
    let case = format!(
        r#"{{ "format": "adquem-case", "version": 1, "title": "A", "zone": "Asia/Manila",
             "lanes": [{{ "id": "a", "title": "Lane" }}],
             "events": [{{ "id": "e", "title": "Arrest", "lane": "a", "when": "2024-03-01" }}],
             "figures": [{}] }}"#,
        figures.join(", ")
    );
    let path = folder.join("case.json");
    fs::write(&path, case).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn figures_whose_names_look_alike_each_get_a_file_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_with(folder.path(), &["a/b", "a b", "A-B"]);
    let output = folder.path().join("out.svg");
    let done = adquem(&["export", &case, "-o", output.to_str().unwrap(), "--all"]);
    assert!(done.status.success(), "{}", err(&done));
    assert_eq!(names(folder.path()).len(), 4, "{:?}", names(folder.path()));
}

#[test]
fn the_case_itself_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_with(folder.path(), &[]);
    let before = fs::read(&case).unwrap();
    let failed = adquem(&["export", &case, "-o", &case, "--force"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(err(&failed).contains("is the case itself"), "{}", err(&failed));
    assert_eq!(fs::read(&case).unwrap(), before);
}

#[test]
fn a_picture_and_the_text_beside_it_are_written_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_with(folder.path(), &[]);
    // The text comes first and could be written; the picture has no room for its long name.
    let output = folder.path().join(format!("{}.json", "n".repeat(251)));
    let failed =
        adquem(&["export", &case, "-o", output.to_str().unwrap(), "--format", "svg", "--alt-file"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(err(&failed).contains("the name is too long"), "{}", err(&failed));
    assert_eq!(names(folder.path()), ["case.json"]);

    let output = folder.path().join("words.txt");
    let done =
        adquem(&["export", &case, "-o", output.to_str().unwrap(), "--format", "md", "--alt-file"]);
    assert!(done.status.success(), "{}", err(&done));
    assert_eq!(names(folder.path()), ["case.json", "words.alt.txt", "words.txt"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_neither_read_to_its_end_nor_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_with(folder.path(), &[]);
    let failed = adquem(&["export", &case, "-o", "/dev/full", "--format", "svg"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(err(&failed).contains("/dev/full: the disk is full"), "{}", err(&failed));
    let done = adquem(&["export", &case, "-o", "/dev/null", "--format", "svg"]);
    assert!(done.status.success(), "{}", err(&done));
    assert!(!Path::new("/dev/null").is_file());
}

#[test]
fn a_sheet_of_paper_has_the_size_of_the_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_with(folder.path(), &[]);
    for (size, width, height) in [
        ("A4", "210mm", "297mm"),
        ("A4-landscape", "297mm", "210mm"),
        ("A3", "297mm", "420mm"),
        ("A3-landscape", "420mm", "297mm"),
        ("160x90mm", "160mm", "90mm"),
    ] {
        for case in [case.as_str(), CASE] {
            let output = folder.path().join("sheet.svg");
            let done = adquem(&["export", case, "-o", output.to_str().unwrap(), "--size", size]);
            assert!(done.status.success(), "{}", err(&done));
            let svg = fs::read_to_string(&output).unwrap();
            let head = svg.lines().next().unwrap();
            let expected = format!("width=\"{width}\" height=\"{height}\"");
            assert!(head.contains(&expected), "{size}: {}", &head[..200.min(head.len())]);
        }
    }
}

#[test]
fn a_case_judged_before_our_era_is_verified_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case.json");
    let text = r#"{ "format": "adquem-case", "version": 1, "title": "Socrates", "zone": "Europe/Athens",
        "as_of": "-0390-01-01", "lanes": [{ "id": "a", "title": "Athens" }],
        "events": [{ "id": "e", "title": "Trial", "lane": "a", "when": "-0398-05-15" }] }"#;
    fs::write(&case, text).unwrap();
    let case = case.to_str().unwrap();
    for ending in ENDINGS {
        let output = folder.path().join(format!("x.{ending}"));
        let output = output.to_str().unwrap();
        let made = adquem(&["export", case, "-o", output, "--quiet", "--size", "800x500"]);
        assert!(made.status.success(), "{}", err(&made));
        let verified = adquem(&["verify", output, case]);
        assert!(verified.status.success(), "{ending}: {}", err(&verified));
    }
}

#[test]
fn an_empty_file_is_told_to_be_empty() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.png");
    fs::write(&empty, "").unwrap();
    let failed = adquem(&["verify", empty.to_str().unwrap(), CASE]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(err(&failed).contains("the file is empty"), "{}", err(&failed));
}

#[test]
fn words_written_for_an_export_stand_in_the_data_too() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_with(folder.path(), &[]);
    let words = ["--alt", "Short <1> محمد", "--description", "First\nSecond & last"];
    let made = |name: &str| {
        let path = folder.path().join(name);
        let mut args = vec!["export", case.as_str(), "-o", path.to_str().unwrap()];
        args.extend(words);
        let done = adquem(&args);
        assert!(done.status.success(), "{}", err(&done));
        fs::read_to_string(path).unwrap()
    };
    let json: serde_json::Value = serde_json::from_str(&made("x.json")).unwrap();
    assert_eq!(json["pictures"][0]["alt"], words[1]);
    assert_eq!(json["pictures"][0]["description"], words[3]);
    let html = made("x.html");
    let meta = "<meta name=\"description\" content=\"Short &lt;1&gt; محمد\">";
    assert!(html.contains(meta), "{}", &html[..600]);
}

#[test]
fn a_step_without_its_figure_costs_that_step_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case.json");
    let text = r#"{"title":"T","lanes":[{"id":"l","title":"L"}],
        "events":[{"id":"a","title":"A","when":"2025-01-02","lane":"l"}],
        "figures":[{"id":"f"},{"id":"huge","size":"huge"}],
        "story":{"steps":[{"figure":"f","reveal":"axis"},{"figure":"gone"},{"figure":"f"}]}}"#;
    fs::write(&case, text).unwrap();
    let case = case.to_str().unwrap();
    let picture = folder.path().join("s.svg");
    let run = |more: &[&str]| {
        let mut args = vec!["export", case, "-o", picture.to_str().unwrap()];
        args.extend(more);
        adquem(&args)
    };
    let output = run(&["--story"]);
    assert!(output.status.success() && err(&output).contains("“gone”"), "{}", err(&output));
    let there = |name: &str| folder.path().join(name).exists();
    assert!(there("s-01.svg") && !there("s-02.svg") && there("s-03.svg"));
    assert!(fs::read_to_string(folder.path().join("s-03.svg")).unwrap().contains("3 / 3"));
    let missing = run(&["--step", "2"]);
    assert!(!missing.status.success() && err(&missing).contains("no figure “gone”"));
    let sizeless = run(&["--figure", "huge"]);
    assert!(
        !sizeless.status.success() && err(&sizeless).contains("is no size"),
        "{}",
        err(&sizeless)
    );
    assert!(run(&["--figure", "huge", "--size", "A4"]).status.success());
}
