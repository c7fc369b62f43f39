//! Files that end before their end: what is missing is told, and so is the row in which they end.

use super::*;
use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type, Int96, Int96Type};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

fn imported(name: &str, bytes: Vec<u8>) -> crate::read::import::Imported {
    crate::read::import::import(&unpack(name, bytes, Limits::default()), &How::default())
}

#[test]
fn a_database_that_is_cut_within_a_page_says_so() {
    let rows = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 1000) \
                INSERT INTO ev SELECT 'title of event ' || n, '2024-03-04' FROM r;";
    let whole = databases::sqlite(&format!("CREATE TABLE ev (title TEXT, date TEXT); {rows}"));
    assert!(read(&whole).1.is_empty());
    for less in [1000, 2000, 3000] {
        let (_, told) = read(&whole[..whole.len() - less]);
        assert!(told[0].message.contains("the database is cut off"), "{less}: {told:?}");
        assert_eq!(told[0].severity, Severity::Error);
    }
}

#[test]
fn a_database_without_the_log_that_holds_its_rows_says_where_they_may_be() {
    let mut bytes = databases::sqlite("CREATE TABLE e (date);");
    bytes[18] = 2;
    bytes[19] = 2;
    let told = imported("a.db", bytes).diagnostics;
    assert!(told[0].hint.contains("-wal"), "{told:?}");
}

#[test]
fn the_last_row_of_a_cut_archive_is_told() {
    for heading in ["date", "when"] {
        let text = format!("title,{heading}\na,2024-03-04\nb,2024-03-1");
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        let packed = encoder.finish().unwrap();
        let made = imported("x.csv.gz", packed[..packed.len() - 8].to_vec());
        let told = made.diagnostics.iter().find(|d| d.message.contains("may not be whole"));
        assert_eq!(told.and_then(|d| d.line), Some(3), "{:?}", made.diagnostics);
        assert!(
            !imported("x.csv.gz", packed).diagnostics.iter().any(|d| d.message.contains("cut"))
        );
    }
    let packed = zstd::encode_all(&b"title,date\n"[..], 3).unwrap();
    let told = imported("x.csv.zst", packed[..6].to_vec()).diagnostics;
    assert!(told.iter().any(|d| d.message == "nothing is in the archive"), "{told:?}");
}

#[test]
fn a_cut_list_is_told_at_the_record_in_which_it_ends() {
    let (tables, told) = read(
        br#"[{"title":"A","date":"2024-03-04"},{"title":"B","date":"2024-03-05"},{"title":"C","da"#,
    );
    assert_eq!((tables[0].rows.len(), told[0].row), (3, Some(3)), "{told:?}");
}

#[test]
fn half_a_letter_is_told() {
    let (table, told) = one(br#"[{"t":"a \ud83d","d":"2024"},{"t":"\ud83d\ude00","d":"2025"}]"#);
    assert_eq!(table, "t|d\n1: a \u{FFFD}|2024\n2: 😀|2025");
    assert!(told.len() == 1 && told[0].starts_with("1:warning an escape"), "{told:?}");
}

#[test]
fn headings_without_rows_are_no_table_of_our_own() {
    let told = imported("x.csv", b"title,date\n".to_vec()).diagnostics;
    assert!(told.len() == 1 && told[0].message.contains("holds no rows"), "{told:?}");
}

#[test]
fn what_parquet_cannot_give_whole_is_told() {
    let schema = "message m { required int96 at; required binary raw; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut at = Int96::new();
    // Half past eight and 123,456 millionths, in billionths; the day by its Julian number.
    let nanos = 30_600_123_456_000_u64;
    at.set_data(
        u32::try_from(nanos & 0xFFFF_FFFF).unwrap(),
        u32::try_from(nanos >> 32).unwrap(),
        2_460_374,
    );
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int96Type>().write_batch(&[at], None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let raw = ByteArray::from(vec![0xFF, 0xFE]);
    column.typed::<ByteArrayType>().write_batch(&[raw], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    let (table, told) = one(&bytes);
    assert_eq!(table, "at|raw\n1: 2024-03-04T08:30:00.123Z|(2 bytes)");
    assert!(told.iter().any(|t| t.contains("INT96")), "{told:?}");
    assert!(told.iter().any(|t| t.contains("1 cells hold bytes")), "{told:?}");
}

#[test]
fn times_within_a_list_have_a_zone_only_where_the_schema_says_so() {
    let list = |name: &str, utc: bool| {
        format!(
            "required group {name} (LIST) {{ repeated group list {{ required int64 element (TIMESTAMP(MICROS,{utc})); }} }}"
        )
    };
    let old = "repeated int64 old (TIMESTAMP(MICROS,false));";
    let schema = format!("message m {{ {} {} {old} }}", list("local", false), list("utc", true));
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let at = 1_626_275_366_000_000;
    while let Some(mut column) = group.next_column().unwrap() {
        let both = [at, at + 1_000_000];
        column.typed::<Int64Type>().write_batch(&both, Some(&[1, 1]), Some(&[0, 1])).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    let (table, _) = one(&bytes);
    assert_eq!(
        table,
        "local|utc|old\n1: 2021-07-14T15:09:26; 2021-07-14T15:09:27|\
         2021-07-14T15:09:26Z; 2021-07-14T15:09:27Z|2021-07-14T15:09:26; 2021-07-14T15:09:27"
    );
}
