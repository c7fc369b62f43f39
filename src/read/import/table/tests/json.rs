use super::*;

#[test]
fn a_list_of_objects_is_a_table() {
    let (table, told) =
        one(br#"[{"date":"2024","title":"A"},{"title":"B","place":{"city":"Paris","at":[1,2]}}]"#);
    assert_eq!(table, "date|title|place.city|place.at\n1: 2024|A\n2: |B|Paris|1; 2");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn the_largest_list_within_an_object_is_the_table() {
    let text = br#"{"meta":{"by":"x"},"tags":[{"t":1}],"data":{"rows":[{"d":"2024"},{"d":"2025"},{"d":"2026","in":[{"a":1}]}]}}"#;
    let (table, told) = one(text);
    assert_eq!(table, "d|in\n1: 2024\n2: 2025\n3: 2026|[{\"a\":1}]");
    assert!(told[0].contains("3 records of “data.rows”"), "{told:?}");
    let how = How { sheet: Some("tags".into()), ..How::default() };
    let input = unpack("f", text.to_vec(), Limits::default());
    let (tables, _) = tables(&input, sniff(&input).format, &how);
    assert_eq!(shown(&tables[0]), "t\n1: 1");
}

#[test]
fn other_shapes_are_tables_too() {
    let (table, _) = one(br#"{"e1":{"d":"2024","t":"A"},"e2":{"d":"2025","t":"B"}}"#);
    assert_eq!(table, "key|d|t\n1: e1|2024|A\n2: e2|2025|B");
    let (table, _) = one(br#"{"d":["2024","2025"],"t":["A",null]}"#);
    assert_eq!(table, "d|t\n1: 2024|A\n2: 2025|");
    let (table, _) = one(br#"[["date","title"],["2024","A"],["2025","B"]]"#);
    assert_eq!(table, "date|title\n2: 2024|A\n3: 2025|B");
    let (table, _) = one(br#"[["2024-01-02","A"],["2025-01-03","B"]]"#);
    assert_eq!(table, "Column 1|Column 2\n1: 2024-01-02|A\n2: 2025-01-03|B");
    let (table, _) = one(br#"{"date":"2024","title":"alone"}"#);
    assert_eq!(table, "date|title\n1: 2024|alone");
}

#[test]
fn numbers_stay_as_they_are_written() {
    let (table, _) = one(br#"[{"t":1709541000000000123,"x":1.10,"y":1e400,"z":-0}]"#);
    assert_eq!(table, "t|x|y|z\n1: 1709541000000000123|1.10|1e400|-0");
}

#[test]
fn texts_are_unescaped() {
    let (table, _) =
        one(r#"[{"a":"x\n\"y\" \u00e9 \ud83d\ude00 \ud800 ü","b\u0061":"\/"}]"#.as_bytes());
    assert_eq!(table, "a|ba\n1: x\n\"y\" é 😀 \u{FFFD} ü|/");
}

#[test]
fn comments_and_commas_too_many_are_let_through() {
    let (table, told) = one(b"// made by hand\n[ {\"date\": \"2024\", /* x */ \"t\": \"A\",}, {date: NaN, \"t\": \"B\"}, ]");
    assert_eq!(table, "date|t\n1: 2024|A\n2: |B");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_key_twice_is_told() {
    let (table, told) = one(br#"[{"a":"1","a":"2"}]"#);
    assert_eq!(table, "a\n1: 2");
    assert!(told[0].contains("“a” is there twice"));
}

#[test]
fn a_cut_off_file_gives_the_records_before() {
    let (tables, told) = read(b"[{\"d\":\"2024\"},{\"d\":\"2025\"},\n{\"d\":\"20");
    assert_eq!(tables[0].rows.len(), 2);
    assert_eq!((errors(&told), told[0].line), (1, Some(2)), "{told:?}");
}

#[test]
fn depth_has_a_limit() {
    let deep = format!("[{{\"a\":1}},{{\"b\":{}}}]", "[".repeat(100_000));
    let (tables, told) = read(deep.as_bytes());
    assert_eq!(tables[0].rows.len(), 1);
    assert!(messages(&told)[0].contains("too deep"), "{told:?}");
    let (tables, told) = read_as("[".repeat(1_000_000).as_bytes(), Container::Json);
    assert!(tables.is_empty() && errors(&told) == 1);
}

#[test]
fn a_value_on_each_line_and_a_broken_line() {
    let (tables, told) = read(b"{\"date\":\"2024\",\"n\":1}\n\n{\"date\":\"2025\",\n{\"date\":\"2026\",\"m\":[1,{}]}\nrubbish\n{\"date\":\"2027\"}\n");
    assert_eq!(shown(&tables[0]), "date|n|m\n1: 2024|1\n3: 2026||[1,{}]\n5: 2027");
    let lines: Vec<_> = told.iter().filter_map(|d| d.line).collect();
    assert_eq!((lines, tables[0].rows_found), (vec![3, 5], 5), "{told:?}");
    assert_eq!(tables[0].rows[1].line, 4);
}

#[test]
fn values_one_after_the_other_are_read() {
    let (table, _) = one(b"{\n \"date\": \"2024\"\n}\n{\n \"date\": \"2025\"\n}");
    assert_eq!(table, "date\n1: 2024\n2: 2025");
    let (table, _) = one(b"[\"date\",\"t\"]\n[\"2024\",\"A\"]\n[\"2025\",\"B\"]\n");
    assert_eq!(table, "date|t\n2: 2024|A\n3: 2025|B");
}

#[test]
fn values_that_are_no_rows_are_not_told_as_too_many() {
    let (table, told) =
        one(b"{\"d\":\"2024\",\"t\":\"A\"}\n\"words\"\n{\"d\":\"2025\",\"t\":\"B\"}\n");
    assert!(table.contains("2024|A") && table.contains("2025|B"), "{table}");
    assert!(told.iter().all(|d| !d.contains("too many rows")), "{told:?}");
}

#[test]
fn headings_beside_a_list_of_lists_are_its_headings() {
    let (table, told) =
        one(br#"{"columns":["date","title"],"data":[["2024","A"],["2025","B"]],"count":2}"#);
    assert_eq!(table, "date|title\n1: 2024|A\n2: 2025|B");
    assert!(told[0].contains("“data”"), "{told:?}");
}

#[test]
fn what_stands_beside_the_records_is_told() {
    let input = unpack(
        "f",
        br#"{"meta":{"by":"x"},"rows":[{"d":"2024"},{"d":"2025"}]}"#.to_vec(),
        Limits::default(),
    );
    let (_, told) = tables(&input, sniff(&input).format, &How::default());
    assert_eq!(told[0].found, "beside them: meta: {\"by\":\"x\"}");
}

#[test]
fn a_line_that_is_cut_off_is_told_at_its_own_line() {
    let input = unpack(
        "f",
        b"{\"d\":\"2024\"}\n{cut\n{\"d\":\"2025\"}\n{\n \"d\":\"2026\"\n}\n".to_vec(),
        Limits::default(),
    );
    let (made, told) = tables(&input, sniff(&input).format, &How::default());
    assert_eq!(made[0].rows.len(), 3);
    assert_eq!(told[0].line, Some(2), "{told:?}");
    assert!(told[0].found.starts_with("{cut"), "{told:?}");
}

#[test]
fn lines_of_which_the_first_is_very_long_are_lines_all_the_same() {
    let long = "a".repeat(600_000);
    let text = format!(
        "{{\"date\":\"2024\",\"title\":\"{long}\"}}\n{{\"date\":\"2025\",\"title\":\"B\"}}\n"
    );
    let (tables, told) = read_as(text.as_bytes(), Container::Json);
    assert_eq!(tables[0].rows.len(), 2, "{told:?}");
    assert_eq!((tables[0].cell(&tables[0].rows[1], 1), told.len()), ("B", 0));
}
