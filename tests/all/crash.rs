//! Killed at any moment while it edits and saves: the file is the old one or the new one, to the byte,
//! and what was not saved is found again.

use adquem::app::recovery::{self, Keep, Seat};
use adquem::app::saving::{Backup, Save, save};
use adquem::case::{Case, sha256_hex};
use adquem::read::{read_case, write_case};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Names the folder in which a child of this test edits and saves.
const FOLDER: &str = "ADQUEM_CRASH_FOLDER";
/// The number of the first change of the child.
const FIRST: &str = "ADQUEM_CRASH_FIRST";
/// How many children are killed.
const KILLS: u64 = 100;

const TEXT: &str = "{\n  \"title\": \"Change 0\",\n  \"mine\": [1,2],\n  \"events\": []\n}\n";

/// The case after so many changes: some are longer than a block of the disk.
fn case(n: u64) -> Arc<Case> {
    let base = read_case("case.json", TEXT.as_bytes()).value;
    let note = "هذا نص طويل. ".repeat((n % 7) as usize * 200);
    Arc::new(Case { title: format!("Change {n}"), note: Some(note), ..base })
}

/// What the file holds after that change was saved.
fn text(n: u64) -> String {
    if n == 0 { TEXT.to_owned() } else { write_case(&case(n), Some(TEXT)) }
}

/// Not a test of its own: the child. It edits and saves until it is killed, and writes down what it does.
#[test]
fn child() {
    let (Some(folder), Ok(first)) = (std::env::var_os(FOLDER), std::env::var(FIRST)) else {
        return;
    };
    let folder = Path::new(&folder);
    let path = folder.join("case.json");
    let mut log = OpenOptions::new().append(true).create(true).open(folder.join("log")).unwrap();
    let mut say = |what: &str, n: u64| log.write_all(format!("{what} {n}\n").as_bytes()).unwrap();
    let mut seat = Seat::default();
    let mut sha256 = sha256_hex(&fs::read(&path).unwrap());
    for n in first.parse::<u64>().unwrap().. {
        say("keep", n);
        let keep = Keep {
            case: case(n),
            text: Some(TEXT.into()),
            path: Some(path.clone()),
            sha256: sha256.clone(),
            at: "2026-11-22T14:05:00+00:00".to_owned(),
            changes: vec![format!("Change {n}")],
        };
        seat.write(&keep, None).unwrap();
        say("kept", n);
        if n % 3 == 0 {
            say("save", n);
            let job = Save {
                case: case(n),
                text: Some(TEXT.into()),
                path: path.clone(),
                expected: Some(sha256),
                backup: Backup::First,
                opened: 1,
            };
            sha256 = save(job).unwrap().sha256;
            say("saved", n);
            seat.remove();
            say("removed", n);
        }
    }
}

/// The number of the last line of the log that says `what`.
fn last(log: &str, what: &str) -> Option<u64> {
    let mut lines = log.lines().rev().filter_map(|l| l.split_once(' '));
    lines.find(|(said, _)| *said == what).and_then(|(_, n)| n.parse().ok())
}

#[test]
fn killed_a_hundred_times_the_file_is_whole_and_unsaved_work_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    fs::write(&path, TEXT).unwrap();
    let (mut next, mut found_again) = (1, 0);
    for round in 0..KILLS {
        let log = folder.path().join("log");
        File::create(&log).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::child", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .env(FIRST, next.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Wherever the time falls, what follows has to hold; so it does not matter how fast the machine is.
        while fs::metadata(&log).unwrap().len() == 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(round * 7919 % 29_000));
        child.kill().unwrap();
        child.wait().unwrap();
        found_again += u64::from(check(&path, &fs::read_to_string(&log).unwrap()));
        let now = read_case("case.json", &fs::read(&path).unwrap()).value.title;
        let saved: u64 = now.trim_start_matches("Change ").parse().unwrap();
        let log = fs::read_to_string(&log).unwrap();
        next = saved.max(last(&log, "keep").unwrap_or(next)) + 1;
        let names = fs::read_dir(folder.path()).unwrap();
        let left =
            names.filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"));
        assert_eq!(left.count(), 0, "what was half written is cleared when the case is opened");
    }
    assert!(found_again > 0, "unsaved work was never there to be found");
}

/// Holds what stands on the disk against what the child said; true where unsaved work was found.
fn check(path: &Path, log: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    let title = read_case("case.json", &bytes).value.title;
    let file: u64 = title.trim_start_matches("Change ").parse().unwrap();
    assert!(bytes == text(file).as_bytes(), "the file is a half: {title}\n{log}");
    if let Some(saved) = last(log, "saved") {
        assert!(file == saved || Some(file) == last(log, "save"), "{title}\n{log}");
    }
    let left = recovery::left_of(path);
    assert!(left.iter().all(|l| !l.live), "nobody runs any more\n{log}");
    let kept = last(log, "kept");
    let begun = last(log, "keep");
    // What the child had kept and the file does not hold is there to be offered.
    let owed = kept.filter(|n| *n != file);
    let ours = left.iter().filter(|l| l.problem.is_none());
    let titles: Vec<&str> = ours.map(|l| l.title.as_str()).collect();
    if let Some(owed) = owed {
        let good = [Some(owed), begun].into_iter().flatten();
        let found = good.map(|n| format!("Change {n}")).any(|t| titles.contains(&t.as_str()));
        assert!(found, "change {owed} is lost: {titles:?}\n{log}");
    }
    for one in &left {
        assert!(one.problem.is_none(), "{one:?}\n{log}");
        let restored = recovery::restore(&one.at, Some(path)).unwrap();
        assert_eq!(restored.case.title, one.title);
        recovery::discard(&one.at);
    }
    owed.is_some()
}
