//! Tables and views of a SQLite database, read from memory: the file and its folder are never touched.

use super::Table;
use super::filling::{Filling, Job};
use super::telling::Place;
use crate::read::findings::Finding;
use crate::read::foreign;
use crate::read::import::input::page_size;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB};
use std::fmt::Write;

/// Steps of the database's own machine for one table, above those that its size asks for. A view may join a table
/// with itself for ever.
const STEPS: u64 = 200_000_000;

/// Steps between two looks at the counter.
const LOOK: i32 = 10_000;

/// Reads every table and view that holds rows.
pub(super) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let mut tables = Vec::new();
    job.guarded("database", |job| {
        let opened = open(bytes).and_then(|db| names(&db).map(|names| (db, names)));
        match opened {
            Ok((mut db, names)) => {
                cut_off(bytes, job);
                for (name, is_view) in names {
                    if job.wants(&name) {
                        one(&mut db, &name, is_view, bytes.len() as u64, job, &mut tables);
                    }
                }
            }
            Err(error) => job.telling.file(|at| {
                Finding::error(at, format!("the database cannot be read: {error}"))
                    .hint("it may be cut off, damaged or encrypted; `sqlite3 FILE .recover` may save what is left")
            }),
        }
    });
    tables
}

/// Says where a database has less than its pages. What is missing of the last of them is read as zeros, and the rows
/// that stood there are as if they had never been; a database itself takes no notice of that.
fn cut_off(bytes: &[u8], job: &mut Job) {
    let number = |at: usize| -> Option<u32> {
        Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    };
    let Some(size) = page_size(bytes) else { return };
    if !size.is_power_of_two() || size < 512 {
        return;
    }
    let (whole, part) = (bytes.len() / size, bytes.len() % size);
    // How many pages there are is only said by programs that also say that they said it at their last change.
    let said = number(28).filter(|n| *n > 0 && number(24) == number(92));
    let said = said.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    if part == 0 {
        // Whole pages that are missing are an error of the database itself.
        return;
    }
    job.telling.file(|at| {
        let pages = said.max(whole + 1);
        Finding::error(
            at,
            format!("the database is cut off: {whole} of its {pages} pages are whole"),
        )
        .found(format!("{} bytes", bytes.len()))
        .expected(format!("{} bytes, {pages} pages of {size}", pages.saturating_mul(size)))
        .hint("rows are missing, or half of them; get the file again")
    });
}

/// The database in memory. One that is written with a log beside it says so in its head, and would not open
/// without it: two bytes are set to say that there is none.
fn open(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut db = Connection::open_in_memory()?;
    let mut head = bytes.get(..20).unwrap_or(bytes).to_vec();
    for byte in head.iter_mut().skip(18) {
        *byte = 1;
    }
    let rest = bytes.get(20..).unwrap_or_default();
    db.deserialize_read_exact(MAIN_DB, std::io::Read::chain(&*head, rest), bytes.len(), true)?;
    // The schema comes from a stranger: no functions with effects in views, no writing into it, no attached files.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    db.set_limit(Limit::SQLITE_LIMIT_EXPR_DEPTH, 200)?;
    db.set_limit(Limit::SQLITE_LIMIT_LENGTH, 64 << 20)?;
    db.set_limit(Limit::SQLITE_LIMIT_COLUMN, 4096)?;
    db.execute_batch(
        "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = 1;",
    )?;
    Ok(db)
}

/// Tables first, then views, each in the order in which they were made.
fn names(db: &Connection) -> rusqlite::Result<Vec<(String, bool)>> {
    let mut query = db.prepare(
        "SELECT name, type = 'view' FROM sqlite_master WHERE type IN ('table', 'view') \
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type = 'view', rowid",
    )?;
    let all = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    all.collect()
}

/// One table or view.
fn one(
    db: &mut Connection,
    name: &str,
    is_view: bool,
    size: u64,
    job: &mut Job,
    tables: &mut Vec<Table>,
) {
    job.telling.about(name);
    let mut filling = job.filling(name);
    let mut steps = STEPS.saturating_add(size.saturating_mul(if is_view { 20 } else { 200 }))
        / LOOK.unsigned_abs() as u64;
    let tired = move || {
        steps = steps.saturating_sub(1);
        steps == 0
    };
    let read =
        db.progress_handler(LOOK, Some(tired)).and_then(|()| rows(db, name, job, &mut filling));
    if let Err(error) = read {
        let what = if is_view { "view" } else { "table" };
        let kept = filling.table.rows.len();
        job.telling.file(|at| {
            let endless =
                error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted);
            let (why, hint) = if endless {
                ("takes too long".to_owned(), "export it from the database yourself, as CSV")
            } else {
                (
                    format!("cannot be read to its end: {error}"),
                    "it may be damaged; export it from the database as CSV",
                )
            };
            Finding::error(at, format!("the {what} “{name}” {why}; {kept} rows were read"))
                .hint(hint)
        });
    }
    let table = filling.finish(&mut job.telling);
    job.telling.about("");
    if !table.rows.is_empty() {
        tables.push(table);
    }
}

fn rows(db: &Connection, name: &str, job: &mut Job, filling: &mut Filling) -> rusqlite::Result<()> {
    let mut query = db.prepare(&format!("SELECT * FROM \"{}\"", name.replace('"', "\"\"")))?;
    let columns = query.column_count();
    // Its names come as text that must be UTF-8, and those of a damaged file need not be.
    let named = foreign::caught(|| query.column_names().map(|h| h.trim().to_owned()).collect());
    let mut header: Vec<String> = named.unwrap_or_else(|| {
        job.telling.file(|at| {
            Finding::warning(
                at,
                format!("names of columns of “{name}” are no text; they are numbered"),
            )
            .hint("name them with a mapping, or in the database")
        });
        (1..=columns).map(|n| format!("Column {n}")).collect()
    });
    header.truncate(job.limits.columns);
    filling.table.header = header;
    filling.table.has_header = true;
    let (mut cells, mut ends) = (String::new(), Vec::new());
    let (mut number, mut blobs) = (0_u64, 0_u64);
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        number += 1;
        cells.clear();
        ends.clear();
        for column in 0..columns {
            // Writing to a `String` cannot fail.
            let _ = match row.get_ref(column)? {
                ValueRef::Null => Ok(()),
                ValueRef::Integer(n) => write!(cells, "{n}"),
                ValueRef::Real(n) => write!(cells, "{n}"),
                ValueRef::Text(text) => write!(cells, "{}", String::from_utf8_lossy(text)),
                ValueRef::Blob(blob) => {
                    blobs += 1;
                    write!(cells, "({} bytes)", blob.len())
                }
            };
            ends.push(cells.len());
        }
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let fields =
            starts.zip(&ends).map(|(start, end)| cells.get(start..*end).unwrap_or_default());
        if !filling.row(Place { row: number, column: 0, line: 0 }, fields, &mut job.telling) {
            break;
        }
    }
    if blobs > 0 {
        job.telling.file(|at| {
            Finding::note(at, format!("{blobs} cells of “{name}” hold bytes that are no text; their size is read in their place"))
        });
    }
    Ok(())
}
