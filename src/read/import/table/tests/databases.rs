use super::*;
use ::parquet::data_type::{ByteArrayType, Int32Type, Int64Type};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use rusqlite::{Connection, MAIN_DB};
use std::sync::Arc;

pub(super) fn sqlite(sql: &str) -> Vec<u8> {
    let mut db = Connection::open_in_memory().unwrap();
    db.execute_batch(sql).unwrap();
    db.serialize(MAIN_DB).unwrap().to_vec()
}

pub(super) fn parquet() -> Vec<u8> {
    let schema = "message m { required int64 at (TIMESTAMP(NANOS,false)); required int64 utc (TIMESTAMP(MICROS,true)); \
                  required int32 day (DATE); optional binary title (UTF8); required group place { required binary city (UTF8); } \
                  required int64 big; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let longs = [[1_709_541_000_000_000_001_i64, -1], [1_709_541_000_500_000, 0]];
    for long in longs {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&long, None, None).unwrap();
        column.close().unwrap();
    }
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int32Type>().write_batch(&[19_788, -719_162], None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&["Arrêt".into()], Some(&[1, 0]), None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column
        .typed::<ByteArrayType>()
        .write_batch(&["Paris".into(), "Lyon".into()], None, None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&[i64::MAX, i64::MIN], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn parquet_keeps_every_digit_and_every_zone() {
    let (table, told) = one(&parquet());
    assert_eq!(
        table,
        "at|utc|day|title|place.city|big\n\
         1: 2024-03-04T08:30:00.000000001|2024-03-04T08:30:00.500Z|2024-03-06|Arrêt|Paris|9223372036854775807\n\
         2: 1969-12-31T23:59:59.999999999|1970-01-01T00:00:00Z|0001-01-01||Lyon|-9223372036854775808"
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn tables_and_views_of_a_database_are_tables() {
    let bytes = sqlite(
        "CREATE TABLE \"my \"\"events\" (date TEXT, n INTEGER, x REAL, b BLOB);\
         INSERT INTO \"my \"\"events\" VALUES ('2024-03-06', 9007199254740993, 0.1, x'0102'), (NULL, 2, 3.0, NULL);\
         CREATE TABLE empty (a);\
         CREATE VIEW v AS SELECT date FROM \"my \"\"events\";",
    );
    let (tables, told) = read(&bytes);
    let names: Vec<_> = tables.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["my \"events", "v"]);
    assert_eq!(
        shown(&tables[0]),
        "date|n|x|b\n1: 2024-03-06|9007199254740993|0.1|(2 bytes)\n2: |2|3|"
    );
    assert!(told[0].message.contains("1 cells"), "{told:?}");
}

#[test]
fn a_database_with_a_log_beside_it_opens_without_it() {
    let mut bytes = sqlite("CREATE TABLE e (date); INSERT INTO e VALUES ('2024');");
    bytes[18] = 2;
    bytes[19] = 2;
    let (tables, _) = read(&bytes);
    assert_eq!(shown(&tables[0]), "date\n1: 2024");
}

#[test]
fn a_view_that_never_ends_is_left_and_told() {
    let bytes = sqlite(
        "CREATE TABLE e (date); INSERT INTO e VALUES ('2024');\
         CREATE VIEW endless AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) AS m FROM r;\
         CREATE VIEW broken AS SELECT * FROM missing;",
    );
    let (tables, told) = read(&bytes);
    assert_eq!(tables.len(), 1);
    let told = messages(&told);
    assert!(
        told[0].contains("the view “endless” takes too long")
            && told[1].contains("“broken” cannot be read"),
        "{told:?}"
    );
}

#[test]
fn a_table_that_is_wanted_alone_is_read_alone() {
    let bytes = sqlite(
        "CREATE TABLE a (x); INSERT INTO a VALUES (1); CREATE TABLE b (y); INSERT INTO b VALUES (2);",
    );
    let input = unpack("f", bytes, Limits::default());
    let of = |sheet: &str| {
        let how = How { sheet: Some(sheet.into()), ..How::default() };
        tables(&input, Format { container: Container::Sqlite, shape: None }, &how)
    };
    assert_eq!(of("B").0[0].name, "b");
    assert_eq!(of("1").0[0].name, "a");
    let (none, told) = of("c");
    assert!(none.is_empty() && told[0].expected == "one of: a, b", "{told:?}");
}

#[test]
fn columns_whose_names_are_no_text_keep_their_rows() {
    let mut bytes = sqlite("CREATE TABLE e (qqq, t); INSERT INTO e VALUES ('2024-03-06', 'a');");
    for at in 0..bytes.len() - 3 {
        if &bytes[at..at + 3] == b"qqq" {
            bytes[at + 1] = 0xFF;
        }
    }
    let (table, told) = one(&bytes);
    assert_eq!(table, "Column 1|Column 2\n1: 2024-03-06|a");
    assert!(told.iter().any(|d| d.contains("numbered")), "{told:?}");
}
