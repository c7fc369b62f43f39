use super::*;

#[test]
fn a_mapping_is_written_and_read_and_its_errors_name_the_line() {
    let rows: &[&[&str]] = &[&["Дата \"x\"", "Title"], &["19.01.2025", "a"]];
    let how = How { zone: Zone::parse("Europe/Rome"), ..How::default() };
    let (mapping, _) = guess(&table(rows), None, &how);
    assert_eq!(Mapping::from_toml(&mapping.to_toml()), Ok(mapping));
    let error =
        Mapping::from_toml("name = \"x\"\n\n[[columns]]\nheading = \"a\"\nfield = \"tittle\"\n")
            .unwrap_err();
    assert!(
        error.starts_with("line 5: ") && error.contains("tittle") && error.contains("title"),
        "{error}"
    );
    let error = Mapping::from_toml("name = \"x\"\ncolour = 1\n").unwrap_err();
    assert!(error.starts_with("line 2: ") && error.contains("colour"), "{error}");
    assert!(Mapping::from_toml("name = ").is_err());
}

#[test]
fn a_mapping_by_hand_finds_its_columns_and_tells_of_those_that_are_not_there() {
    let mapping = Mapping::from_toml("[[columns]]\nheading = \"what\"\nfield = \"title\"\n[[columns]]\nheading = \"day\"\nfield = \"start\"\n[[columns]]\nheading = \"gone\"\nfield = \"note\"\n[[columns]]\nheading = \"noise\"\nfield = \"skip\"").unwrap();
    let rows: &[&[&str]] = &[&["Day", "noise", "What"], &["2025-01-19", "zzz", "Arrest"]];
    let mapped = mapping.apply("x.csv", &table(rows));
    assert_eq!(
        (mapped.case.events[0].title.as_str(), whens(&mapped)[0].as_str()),
        ("Arrest", "2025-01-19")
    );
    assert!(mapped.diagnostics[0].message.contains("no column “gone”"));
    assert_eq!(
        (mapped.not_carried[0].count, mapped.not_carried[0].examples[0].as_str()),
        (1, "zzz")
    );
}

#[test]
fn a_mapping_that_names_a_column_twice_tells_which_use_is_left_out() {
    let of = |columns: [(&str, Field); 3], header: &[&str]| {
        let columns = columns.map(|(h, field)| Column { heading: h.to_owned(), field });
        let mapping = Mapping { columns: columns.into(), ..Mapping::default() };
        mapping.apply("x.csv", &table(&[header, &["2025-01-19", "Arrest", "Search"]])).diagnostics
    };
    let twice = [("Day", Field::Start), ("What", Field::Title), ("what", Field::Kind)];
    let told = of(twice, &["Day", "What", "More"]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].severity, told[0].found.as_str()), (Severity::Error, "kind"));
    assert!(told[0].message.contains("uses “what” as title, and once more as kind"), "{told:?}");
    // A table can have two columns of one name.
    assert!(of(twice, &["Day", "What", "What"]).is_empty());
    let kept = [("Day", Field::Start), ("What", Field::Title), ("What", Field::Keep)];
    assert!(of(kept, &["Day", "What", "More"]).is_empty());
}

#[test]
fn a_mapping_is_found_again_by_its_headings_and_holds_no_data() {
    let folder = tempfile::tempdir().unwrap();
    let remembered = Remembered { folder: Some(folder.path().join("mappings")) };
    let rows: &[&[&str]] = &[&["Date", "Title"], &["2025-01-19", "a secret"]];
    let (mapping, _) = guess(&table(rows), None, &How::default());
    remembered.keep(&mapping).unwrap();
    remembered.keep(&mapping).unwrap();
    assert_eq!(remembered.find(&["DATE".into(), " title".into()]), Some(mapping));
    assert_eq!(remembered.find(&["Title".into(), "Date".into()]), None);
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mappings")).unwrap().collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
    assert!(!text.contains("secret"));
    let made = Mapping { header: vec!["Column 1".into(), "Column 2".into()], ..Mapping::default() };
    remembered.keep(&made).unwrap();
    assert_eq!(remembered.find(&made.header), None);
}

#[test]
fn reading_a_file_again_keeps_what_was_edited() {
    let old: &[&[&str]] = &[
        &["Id", "Date", "Title", "Place"],
        &["1", "2025-01-19", "Arrest", "Rome"],
        &["2", "2025-01-20", "Hearing", ""],
        &["3", "2025-01-21", "Gone", ""],
    ];
    let new: &[&[&str]] = &[
        &["Id", "Date", "Title", "Place"],
        &["4", "2025-01-18", "New", "Turin"],
        &["1", "2025-01-18", "Arrest at home", "Milan"],
        &["2", "2025-01-22", "Hearing", ""],
    ];
    let (before, now) = (plain(old).case, plain(new).case);
    let mut edited = before.clone();
    edited.events[0].title = "Arrest of A. Doe".to_owned();
    let (case, told) = update(&edited, &before, &now);
    let event = |id: &str| case.events.iter().find(|e| e.id == *id).unwrap();
    assert_eq!(event("1").title, "Arrest of A. Doe");
    assert_eq!(event("1").place.as_deref(), Some("Milan"));
    assert_eq!(event("1").when.as_ref().unwrap().text(), "2025-01-18");
    assert_eq!(event("2").when.as_ref().unwrap().text(), "2025-01-22");
    assert_eq!((event("3").title.as_str(), event("4").title.as_str()), ("Gone", "New"));
    assert_eq!(told.len(), 3, "{told:?}");
    let (again, nothing) = update(&case, &now, &now);
    assert_eq!((again, nothing.len()), (case, 0));
}

#[test]
fn the_same_file_gives_the_same_names_even_where_rows_were_put_between() {
    let old: &[&[&str]] =
        &[&["Date", "Title"], &["2025-01-19", "a"], &["2025-01-19", "a"], &["2025-01-20", "b"]];
    let new: &[&[&str]] = &[
        &["Date", "Title"],
        &["2025-01-01", "first"],
        &["2025-01-19", "a"],
        &["2025-01-19", "a"],
        &["2025-01-20", "b"],
    ];
    let ids = |rows| plain(rows).case.events.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(old), ids(old));
    assert_eq!(ids(old)[..], ids(new)[1..]);
}
