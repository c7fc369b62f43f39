use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn limits(bytes: u64) -> Limits {
    Limits { bytes, ..Limits::default() }
}

#[test]
fn a_plain_file_stays_where_it_is() {
    let bytes = b"a,b\n1,2\n".to_vec();
    let place = bytes.as_ptr();
    let input = unpack("x.csv", bytes, Limits::default());
    assert_eq!((input.bytes.as_ptr(), input.packed), (place, None));
    assert!(input.told.is_empty());
}

#[test]
fn members_and_frames_follow_each_other() {
    let two: Vec<u8> = [gz(b"a,b\n"), gz(b"1,2\n")].concat();
    let input = unpack("x.csv", two.clone(), Limits::default());
    assert_eq!((&*input.bytes, input.packed), (&b"a,b\n1,2\n"[..], Some(Packing::Gzip)));
    assert_eq!(input.sha256, crate::case::sha256_hex(&two));
    assert!(input.told.is_empty());
    let two: Vec<u8> = [zst(b"a,b\n"), zst(b"1,2\n")].concat();
    let input = unpack("x", two, Limits::default());
    assert_eq!((&*input.bytes, input.packed), (&b"a,b\n1,2\n"[..], Some(Packing::Zstd)));
}

#[test]
fn what_is_packed_twice_is_unpacked_twice_and_what_is_packed_for_ever_is_not() {
    let input = unpack("x", zst(&gz(b"a,b\n")), Limits::default());
    assert_eq!((&*input.bytes, input.packed), (&b"a,b\n"[..], Some(Packing::Zstd)));
    let input = unpack("x", gz(&gz(&gz(&gz(b"a")))), Limits::default());
    assert!(input.told[0].contains("more than 3 times"));
}

#[test]
fn a_bomb_stops_at_the_limit_and_keeps_what_came_out() {
    let bomb = gz(&vec![b'x'; 40 << 20]);
    let input = unpack("x", bomb, Limits { ratio: 1, ..Limits::default() });
    assert!(input.bytes.len() > 16 << 20 && input.bytes.len() < 17 << 20);
    assert!(input.told[0].contains("unpacks to more than 16 MiB"), "{:?}", input.told);
    let input = unpack("x", zst(&vec![b'x'; 4 << 20]), limits(1 << 20));
    assert_eq!((input.bytes.len(), input.told.len()), (1 << 20, 1));
}

#[test]
fn a_cut_off_archive_gives_what_came_out_of_it() {
    let text: String =
        (0..200_000).map(|n: u64| format!("{},row\n", n.wrapping_mul(2_654_435_761))).collect();
    for packed in [gz(text.as_bytes()), zst(text.as_bytes())] {
        let cut = packed[..packed.len() / 2].to_vec();
        let input = unpack("x", cut, Limits::default());
        assert!(input.bytes.len() > 1000 && text.as_bytes().starts_with(&input.bytes));
        assert!(input.told[0].contains("cut off or damaged"), "{:?}", input.told);
    }
}

#[test]
fn bytes_behind_an_archive_are_told_and_zeros_are_not() {
    let input = unpack("x", [gz(b"a"), vec![0; 512]].concat(), Limits::default());
    assert!(input.bytes == b"a" && input.told.is_empty());
    let input = unpack("x", [gz(b"a"), b"rubbish".to_vec()].concat(), Limits::default());
    assert!(input.bytes == b"a" && input.told[0].contains("7 bytes that are not gzip"));
}

#[test]
fn a_file_above_the_limit_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    std::fs::write(&path, vec![b'x'; 3 << 20]).unwrap();
    let error = read_input(&path, limits(2 << 20)).unwrap_err();
    assert!(error.to_string().contains("larger than 2 MiB"), "{error}");
    assert_eq!(read_input(&path, limits(3 << 20)).unwrap().bytes.len(), 3 << 20);
    assert!(matches!(read_input(folder.path(), limits(1)), Err(ReadError::Directory(_))));
}

/// A database in the way of a program that still has it open: some rows are in the log alone.
#[test]
fn what_a_program_has_not_yet_taken_over_is_read_from_the_log_beside_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    let _: String = db.query_row("PRAGMA journal_mode = wal", [], |row| row.get(0)).unwrap();
    db.execute_batch(
        "PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (datum TEXT, titel TEXT);
         INSERT INTO t VALUES ('2024-01-01', 'old'); PRAGMA wal_checkpoint(TRUNCATE);
         INSERT INTO t VALUES ('2024-01-02', 'only in the log');",
    )
    .unwrap();
    let before = std::fs::read(&path).unwrap();
    let input = read_input(&path, Limits::default()).unwrap();
    let has = |bytes: &[u8], words: &str| memchr::memmem::find(bytes, words.as_bytes()).is_some();
    assert!(!has(&before, "only in the log") && has(&input.bytes, "only in the log"));
    assert!(input.told.len() == 1 && input.told[0].contains("a.db-wal"), "{:?}", input.told);
    assert_eq!(input.sha256, crate::case::sha256_hex(&before));
    assert_eq!(std::fs::read(&path).unwrap(), before, "nothing is written");

    // What was begun and not finished is no part of it, nor is anything behind a damaged page.
    let log = folder.path().join("a.db-wal");
    let mut bytes = std::fs::read(&log).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::copy(&path, folder.path().join("b.db")).unwrap();
    std::fs::write(folder.path().join("b.db-wal"), &bytes).unwrap();
    let input = read_input(&folder.path().join("b.db"), Limits::default()).unwrap();
    assert!(!has(&input.bytes, "only in the log"));
    assert!(input.told[0].contains("nothing that is finished"), "{:?}", input.told);

    // From a pipe nobody can look beside it.
    let packed = unpack("a.db", before, Limits::default());
    assert!(miss_log(packed).told[0].contains("-wal"));
}
