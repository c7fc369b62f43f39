//! Files are whole or not there, whatever happens.

use super::*;
use std::ffi::OsString;

/// Names of all files in a folder.
fn names(folder: &Path) -> Vec<OsString> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

#[test]
fn a_new_file_is_written_and_an_old_one_replaced_with_nothing_left_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("فهرس.svg");
    write_atomic(&path, b"one, longer").unwrap();
    write_atomic(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(names(folder.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("a"), folder.path().join("b"));
    fs::write(&path, "one").unwrap();
    fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    symlink(&path, &link).unwrap();
    write_atomic(&link, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_failure_names_the_path_and_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("no such folder").join("a.svg");
    let error = write_atomic(&missing, b"x").unwrap_err().to_string();
    assert!(error.starts_with("cannot write ") && error.contains("no such folder"), "{error}");

    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    assert!(write_atomic(&taken, b"x").is_err());

    let kept = folder.path().join("kept");
    fs::write(&kept, "old").unwrap();
    let mut permissions = fs::metadata(&kept).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&kept, permissions).unwrap();
    assert!(write_atomic(&kept, b"new").is_err());
    assert_eq!(fs::read(&kept).unwrap(), b"old");
    assert_eq!(names(folder.path()).len(), 2);
    assert!(write_atomic(Path::new(".."), b"x").is_err());
    assert!(write_atomic(Path::new(""), b"x").is_err());
}

#[test]
fn of_several_files_all_are_written_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (old, new, blocked) = (path("old.svg"), path("new.txt"), path("blocked"));
    fs::write(&old, "old").unwrap();
    fs::create_dir(&blocked).unwrap();
    let files: [(&Path, &[u8]); 3] = [(&old, b"1"), (&new, b"2"), (&blocked, b"3")];
    let error = write_together(&files).unwrap_err().to_string();
    assert!(error.contains("blocked"), "{error}");
    assert_eq!(fs::read(&old).unwrap(), b"old");
    assert_eq!(names(folder.path()).len(), 2);

    write_together(&files[..2]).unwrap();
    assert_eq!((fs::read(&old).unwrap(), fs::read(&new).unwrap()), (b"1".into(), b"2".into()));
    assert_eq!(names(folder.path()).len(), 3);
}

#[test]
fn a_file_that_loses_its_place_at_the_last_moment_takes_the_others_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["a", "b"] {
        fs::write(path(name), "old").unwrap();
    }
    let placed: Vec<Placed> = ["a", "b", "c"]
        .iter()
        .map(|name| {
            stage(&path(name), b"new", Access::Usual).unwrap().unwrap().place(true).unwrap()
        })
        .collect();
    assert_eq!(fs::read(path("b")).unwrap(), b"new");
    placed.into_iter().rev().for_each(Placed::undo);
    assert_eq!(fs::read(path("a")).unwrap(), b"old");
    assert_eq!(fs::read(path("b")).unwrap(), b"old");
    assert_eq!(names(folder.path()).len(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to_and_never_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let device = |name: &str| fs::metadata(name).unwrap().file_type().is_char_device();
    write_atomic(Path::new("/dev/null"), b"x").unwrap();
    let error = write_atomic(Path::new("/dev/full"), b"x").unwrap_err().to_string();
    assert!(error.starts_with("cannot write /dev/full"), "{error}");
    assert!(device("/dev/null") && device("/dev/full"));
}

#[test]
fn a_name_as_long_as_names_can_be_is_written() {
    let folder = tempfile::tempdir().unwrap();
    write_atomic(&folder.path().join("n".repeat(255)), b"x").unwrap();
    assert_eq!(names(folder.path()).len(), 1);
}

#[test]
fn a_temporary_file_vanishes_when_it_is_not_renamed() {
    let folder = tempfile::tempdir().unwrap();
    let (temporary, _file) = Temporary::beside(&folder.path().join("a"), false).unwrap();
    assert_eq!(names(folder.path()).len(), 1);
    drop(temporary);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn what_a_crash_left_half_written_is_cleared_and_what_is_being_written_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path(".adquem-1-7.tmp"), "half").unwrap();
    fs::write(path(".adquem-mine.tmp"), "kept").unwrap();
    fs::write(path("case.json"), "whole").unwrap();
    let (_temporary, _file) = Temporary::beside(&path("case.json"), false).unwrap();
    clear_leftovers(folder.path());
    assert!(!path(".adquem-1-7.tmp").exists());
    assert_eq!(names(folder.path()).len(), 3, "{:?}", names(folder.path()));
}

#[test]
fn a_held_file_is_known_to_be_held_until_its_writer_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let first = write_held(&path, b"one").unwrap();
    assert!(is_held(&path));
    let second = write_held(&path, b"two").unwrap();
    drop(first);
    assert!(is_held(&path), "it is the second that stands there now");
    drop(second);
    assert!(!is_held(&path));
    assert!(!is_held(&folder.path().join("none")));
    assert_eq!(fs::read(&path).unwrap(), b"two");
}

#[cfg(unix)]
#[test]
fn what_is_held_is_for_the_user_alone_and_a_copy_is_as_closed_as_what_it_was_made_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (held, copy) = (folder.path().join("held"), folder.path().join("copy"));
    let _held = write_held(&held, b"x").unwrap();
    assert_eq!(mode(&held), 0o600);
    write_like(&copy, b"x", &held).unwrap();
    assert_eq!(mode(&copy), 0o600);
}
