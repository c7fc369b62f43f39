//! Files of tables that are no text: read once, to any number of rows, and stopped when somebody asks.

use super::*;
use crate::layer::Text;
use crate::read::bulk::source_of;
use crate::read::import::{Container, Input, Limits, Watch, tables_of_layer};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A database with so many rows, more than are kept as cells while it is read.
fn database(rows: usize) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.sqlite");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE e (at TEXT, what TEXT, note TEXT); BEGIN").unwrap();
    {
        let mut put = db.prepare("INSERT INTO e VALUES (?, ?, ?)").unwrap();
        for n in 0..rows {
            let at = format!("2024-01-{:02}T00:{:02}:00Z", n % 28 + 1, n % 60);
            put.execute((at, format!("no. {n}, “two”\nlines"), "said \"no\"")).unwrap();
        }
    }
    db.execute_batch("COMMIT").unwrap();
    drop(db);
    std::fs::read(&path).unwrap()
}

#[test]
fn all_rows_of_a_database_are_in_its_layer_as_they_stand() {
    let bytes = database(20_000);
    let source = source_of("x", Text::Held(bytes.clone()), &Limits::default(), &quiet()).unwrap();
    let plan = BulkPlan::guess(source.text.bytes()).unwrap();
    let bulk = read_bulk(&source, &plan, &quiet()).unwrap();
    assert_eq!((bulk.rows, bulk.layer.len(), bulk.without_time), (20_000, 20_000, 0));
    assert_eq!(bulk.diagnostics, []);
    for n in [0, 16_383, 16_384, 19_999] {
        let cells = bulk.layer.row(n).unwrap().cells;
        assert_eq!(cells[1..], [format!("no. {n}, “two”\nlines"), "said \"no\"".to_owned()]);
    }
    // A case has a limit of rows, and a layer has none.
    let limits = Limits { rows: 100, ..Limits::default() };
    let few = source_of("x", Text::Held(bytes), &limits, &quiet()).unwrap();
    assert_eq!((few.text.bytes(), few.told.len()), (source.text.bytes(), 0));
}

#[test]
fn reading_a_database_ends_where_somebody_asks() {
    let bytes = database(2_000);
    let stop = AtomicBool::new(true);
    let control = Control { stop: &stop, ..quiet() };
    let told = source_of("x", Text::Held(bytes.clone()), &Limits::default(), &control);
    assert!(matches!(told, Err(BulkError::Stopped)));
    let watch = Arc::new(Watch::default());
    let input = Input { bytes, ..Input::default() };
    let (tables, _) = tables_of_layer(&input, Container::Sqlite, &watch);
    assert_eq!((tables[0].rows_found, watch.rows()), (2_000, 2_000));
    watch.stop();
    assert!(tables_of_layer(&input, Container::Sqlite, &watch).0.is_empty());
    assert_eq!(watch.rows(), 2_001);
}
