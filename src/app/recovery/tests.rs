//! What is left of work that was not saved.

use super::*;

const TEXT: &str = "{\"title\": \"T\", \"mine\": [1,2], \"events\": []}\n";

fn keep(path: Option<&Path>, title: &str) -> Keep {
    let read = read_case("x.json", TEXT.as_bytes());
    Keep {
        case: Arc::new(Case { title: title.to_owned(), ..read.value }),
        text: Some(TEXT.into()),
        path: path.map(Path::to_owned),
        sha256: sha256_hex(TEXT.as_bytes()),
        at: "2026-11-22T14:05:00+00:00".to_owned(),
        changes: vec!["Change the title".to_owned()],
    }
}

fn with_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ملف.json");
    fs::write(&path, TEXT).unwrap();
    (folder, path)
}

#[test]
fn what_was_not_saved_is_found_with_what_is_different_in_it() {
    let (_folder, path) = with_file();
    let mut seat = Seat::default();
    seat.write(&keep(Some(&path), "New"), None).unwrap();
    assert!(left_of(&path)[0].live, "its window still runs");
    // The program is killed: nothing is removed, and nobody holds it any more.
    seat.held = None;
    let left = left_of(&path);
    assert_eq!(left.len(), 1);
    let one = &left[0];
    assert!(!one.live && one.problem.is_none());
    assert_eq!((one.title.as_str(), one.count, one.state), ("New", 1, FileState::Same));
    assert_eq!(one.differences[0].place, "title");
    assert_eq!(
        (one.differences[0].before.as_str(), one.differences[0].after.as_str()),
        ("T", "New")
    );
    let restored = restore(&one.at, Some(&path)).unwrap();
    assert_eq!((restored.case.title.as_str(), restored.changed), ("New", false));
    assert_eq!(restored.base.read.value.title, "T");
    assert_eq!(restored.case.extra["mine"], serde_json::json!([1, 2]));
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT, "the file is not touched");
    discard(&one.at);
    assert!(left_of(&path).is_empty());
}

#[test]
fn a_second_window_takes_another_name_and_is_told() {
    let (_folder, path) = with_file();
    let (mut first, mut second) = (Seat::default(), Seat::default());
    assert!(!first.write(&keep(Some(&path), "One"), None).unwrap().beside_another);
    assert!(second.write(&keep(Some(&path), "Two"), None).unwrap().beside_another);
    assert!(first.write(&keep(Some(&path), "One more"), None).unwrap().beside_another);
    let titles = |path: &Path| left_of(path).into_iter().map(|l| l.title).collect::<Vec<_>>();
    assert_eq!(titles(&path), ["One more", "Two"]);
    discard(first.path().unwrap());
    assert_eq!(titles(&path).len(), 2, "what a running window holds is not thrown away");
    first.remove();
    assert_eq!(titles(&path), ["Two"]);
}

#[test]
fn unsaved_work_of_a_crash_is_never_written_over() {
    let (_folder, path) = with_file();
    let mut crashed = Seat::default();
    crashed.write(&keep(Some(&path), "Crashed"), None).unwrap();
    drop(crashed.held.take());
    let mut next = Seat::default();
    assert!(!next.write(&keep(Some(&path), "Next"), None).unwrap().beside_another);
    let titles: Vec<String> = left_of(&path).into_iter().map(|l| l.title).collect();
    assert_eq!(titles, ["Crashed", "Next"]);
}

#[test]
fn a_file_that_was_changed_or_is_gone_since_is_said() {
    let (_folder, path) = with_file();
    let mut seat = Seat::default();
    seat.write(&keep(Some(&path), "New"), None).unwrap();
    fs::write(&path, "{\"title\": \"Theirs\", \"events\": []}").unwrap();
    assert_eq!(left_of(&path)[0].state, FileState::Changed);
    let restored = restore(seat.path().unwrap(), Some(&path)).unwrap();
    assert!(restored.changed);
    assert_eq!(restored.base.read.value.title, "T", "what both began with is known");
    assert_eq!(restored.file.unwrap().read.value.title, "Theirs");
    fs::remove_file(&path).unwrap();
    assert_eq!(left_of(&path)[0].state, FileState::Gone);
    assert!(restore(seat.path().unwrap(), Some(&path)).unwrap().file.is_none());
}

#[test]
fn an_autosave_that_is_damaged_foreign_or_newer_says_so_and_blocks_nothing() {
    let (_folder, path) = with_file();
    let at = names(Some(&path), &path)[0].clone();
    for bytes in [&b"{"[..], b"[]", b"\xff\xfe\x00", b"{\"title\": \"A case\", \"events\": []}"] {
        fs::write(&at, bytes).unwrap();
        let left = left_of(&path);
        assert!(left[0].problem.as_deref().unwrap().contains("damaged"), "{left:?}");
        assert!(restore(&at, Some(&path)).is_err());
    }
    let newer = "{\"adquem_autosave\": 9, \"program\": \"9\", \"sha256\": \"\", \"at\": \"\", \"text\": \"\"}";
    fs::write(&at, newer).unwrap();
    assert!(left_of(&path)[0].problem.as_deref().unwrap().contains("newer"));
    let odd = newer.replace("9,", "1,").replace("\"text\": \"\"", "\"text\": \"no case {{{\"");
    fs::write(&at, odd).unwrap();
    assert!(left_of(&path)[0].problem.is_none());
    // And the next window finds another name for its own work.
    let mut seat = Seat::default();
    seat.write(&keep(Some(&path), "New"), None).unwrap();
    assert_ne!(seat.path(), Some(at.as_path()));
}

#[test]
fn a_case_without_a_file_is_kept_in_the_folder_for_it_and_nowhere_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut seat = Seat::default();
    seat.write(&keep(None, "New"), None).unwrap();
    assert_eq!(seat.path(), None);
    let data = folder.path().join("data");
    seat.write(&keep(None, "New"), Some(&data)).unwrap();
    assert!(left_in(&data).is_empty(), "a running window needs no rescue");
    seat.held = None;
    assert_eq!(left_in(&data)[0].title, "New");
    let path = folder.path().join("case.json");
    fs::write(&path, TEXT).unwrap();
    seat.write(&keep(Some(&path), "New"), Some(&data)).unwrap();
    assert!(left_in(&data).is_empty(), "it moves to its file once there is one");
    assert_eq!(left_of(&path).len(), 1);
}

#[test]
fn a_name_as_long_as_names_can_be_has_an_autosave_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{}.json", "n".repeat(250)));
    fs::write(&path, TEXT).unwrap();
    let mut seat = Seat::default();
    seat.write(&keep(Some(&path), "New"), None).unwrap();
    assert_eq!(left_of(&path).len(), 1);
}

#[cfg(unix)]
#[test]
fn an_autosave_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = with_file();
    let mut seat = Seat::default();
    seat.write(&keep(Some(&path), "New"), None).unwrap();
    let mode = fs::metadata(seat.path().unwrap()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_name_that_was_taken_and_never_written_under_is_free() {
    let (_folder, path) = with_file();
    let all = names(Some(&path), &path);
    for at in &all {
        fs::write(at, "").unwrap();
    }
    let mut seats: Vec<Seat> = all.iter().map(|_| Seat::default()).collect();
    for (n, seat) in seats.iter_mut().enumerate() {
        seat.write(&keep(Some(&path), &format!("Window {n}")), None).unwrap();
        assert_eq!(seat.path(), Some(all[n].as_path()));
    }
    let full = Seat::default().write(&keep(Some(&path), "One too many"), None);
    assert!(full.is_err());
    assert_eq!(left_of(&path).len(), all.len(), "what others hold stays");
}

#[test]
fn a_folder_that_is_gone_is_told_as_such_and_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    let path = inner.join("case.json");
    let mut seat = Seat::default();
    let error = seat.write(&keep(Some(&path), "New"), None).unwrap_err();
    let ExportError::Write { source, .. } = error else { panic!("{error}") };
    assert_eq!(source.kind(), io::ErrorKind::NotFound);
    fs::create_dir(&inner).unwrap();
    seat.write(&keep(Some(&path), "New"), None).unwrap();
    assert_eq!(left_of(&path).len(), 1);
}
