//! Records of JSON as rows: what lies within an object becomes a column with a point in its heading.

use super::scan::{Broken, Kind, Scan};
use crate::read::findings::Finding;
use crate::read::import::table::filling::{Filling, Job};
use crate::read::import::table::telling::{Place, Telling};
use std::borrow::Cow;
use std::collections::HashMap;

/// Rows while they are made.
#[derive(Debug)]
pub(super) struct Records {
    pub filling: Filling,
    pub place: Place,
    /// Headings by their full name, in the order in which they were first seen.
    columns: HashMap<String, usize>,
    pub header: Vec<String>,
    /// Cells of the row; those with another stamp are left from rows before.
    cells: Vec<(u64, String)>,
    stamp: u64,
    most: usize,
    over: bool,
    name: String,
}

impl Records {
    pub(super) fn new(job: &Job, name: &str) -> Self {
        Self {
            filling: job.filling(name),
            place: Place::default(),
            columns: HashMap::new(),
            header: Vec::new(),
            cells: Vec::new(),
            stamp: 0,
            most: job.limits.columns,
            over: false,
            name: String::new(),
        }
    }

    /// Reads one record of whatever kind; `key` is what names it, where something does.
    pub(super) fn value(
        &mut self,
        scan: &mut Scan<'_>,
        key: Option<&str>,
        telling: &mut Telling,
    ) -> Result<(), Broken> {
        self.stamp += 1;
        self.name.clear();
        if let Some(key) = key {
            self.set("key", telling, |cell| cell.push_str(key));
        }
        match scan.kind()? {
            Kind::Object => self.object(scan, telling, 0),
            Kind::Array => self.list(scan, telling),
            _ => self.cell(scan, "value", telling),
        }
    }

    /// A list: its values stand in numbered columns.
    fn list(&mut self, scan: &mut Scan<'_>, telling: &mut Telling) -> Result<(), Broken> {
        scan.enter();
        let mut column = 0;
        while scan.more(b']')? {
            column += 1;
            self.cell(scan, &format!("Column {column}"), telling)?;
        }
        Ok(())
    }

    fn object(
        &mut self,
        scan: &mut Scan<'_>,
        telling: &mut Telling,
        depth: usize,
    ) -> Result<(), Broken> {
        if depth >= scan.depth {
            return Err(Broken { at: scan.at, why: super::scan::Why::Depth });
        }
        scan.enter();
        let before = self.name.len();
        while scan.more(b'}')? {
            let key = scan.key()?;
            if before > 0 {
                self.name.push('.');
            }
            self.name.push_str(key.trim());
            let kind = scan.kind();
            let done = match kind {
                Ok(Kind::Object) => self.object(scan, telling, depth + 1),
                Ok(_) => {
                    let name = std::mem::take(&mut self.name);
                    let done = self.cell(scan, &name, telling);
                    self.name = name;
                    done
                }
                Err(broken) => Err(broken),
            };
            self.name.truncate(before);
            done?;
        }
        Ok(())
    }

    /// One cell.
    fn cell(
        &mut self,
        scan: &mut Scan<'_>,
        name: &str,
        telling: &mut Telling,
    ) -> Result<(), Broken> {
        match scan.kind()? {
            Kind::Text => {
                let text = scan.string()?;
                if matches!(&text, Cow::Owned(text) if text.contains('\u{FFFD}')) {
                    self.no_letter(&text, telling);
                }
                self.set(name, telling, |cell| cell.push_str(&text));
            }
            Kind::Word => {
                let word = scan.word();
                let nothing = matches!(word, "null" | "None" | "undefined" | "NaN" | "nil");
                self.set(name, telling, |cell| {
                    if !nothing {
                        cell.push_str(word)
                    }
                });
            }
            Kind::Object | Kind::Array => {
                let mut text = String::new();
                let start = scan.at;
                if !joined(scan, &mut text)? {
                    text.clear();
                    scan.at = start;
                    scan.compact(&mut text)?;
                }
                self.set(name, telling, |cell| cell.push_str(&text));
            }
        }
        Ok(())
    }

    /// Says that U+FFFD came out of an escape: one half of a letter, or no number.
    fn no_letter(&self, text: &str, telling: &mut Telling) {
        telling.place("an escape that is no letter", self.place, |at| {
            Finding::warning(
                at,
                "an escape in this record is half a letter, or none; it is read as “\u{FFFD}”",
            )
            .found(text)
            .expected("both halves of a letter, such as \\ud83d\\ude00")
            .hint("the program that wrote it may have cut the text; look at the original")
        });
    }

    fn set(&mut self, name: &str, telling: &mut Telling, fill: impl FnOnce(&mut String)) {
        let column = match self.columns.get(name) {
            Some(column) => *column,
            None if self.header.len() >= self.most => {
                if !self.over {
                    let most = self.most;
                    telling.place("a row has too many columns", self.place, |at| {
                        Finding::error(
                            at,
                            format!("the records have more than {most} fields of different names"),
                        )
                        .found(name)
                        .expected(format!("at most {most} columns"))
                        .hint("fields that come later were left out")
                    });
                }
                self.over = true;
                return;
            }
            None => {
                let column = self.header.len();
                self.columns.insert(name.to_owned(), column);
                self.header.push(name.to_owned());
                self.cells.push((0, String::new()));
                column
            }
        };
        let Some((stamp, cell)) = self.cells.get_mut(column) else { return };
        if *stamp == self.stamp {
            telling.place(
                "a key is there twice in a record",
                Place { column: column + 1, ..self.place },
                |at| {
                    Finding::warning(
                        at,
                        format!(
                            "the key “{name}” is there twice in one record; the last value is used"
                        ),
                    )
                    .found(&*cell)
                    .expected("each key once")
                },
            );
        }
        *stamp = self.stamp;
        cell.clear();
        fill(cell);
    }

    /// Puts the row into the table. False where no more are to be read.
    pub(super) fn push(&mut self, telling: &mut Telling) -> bool {
        let stamp = self.stamp;
        let is_set = |(at, _): &(u64, String)| *at == stamp;
        let width = self.cells.iter().rposition(is_set).map_or(0, |n| n + 1);
        let cells = self.cells.iter().take(width);
        let cells = cells.map(|cell| if is_set(cell) { cell.1.as_str() } else { "" });
        self.filling.row(self.place, cells, telling)
    }
}

/// A list of words and numbers becomes one text; false where it holds something else.
fn joined(scan: &mut Scan<'_>, out: &mut String) -> Result<bool, Broken> {
    if scan.kind()? != Kind::Array {
        return Ok(false);
    }
    scan.enter();
    while scan.more(b']')? {
        let before = out.len();
        if before > 0 {
            out.push_str("; ");
        }
        match scan.kind()? {
            Kind::Text => out.push_str(&scan.string()?),
            Kind::Word => match scan.word() {
                "null" => out.truncate(before),
                word => out.push_str(word),
            },
            Kind::Object | Kind::Array => return Ok(false),
        }
    }
    Ok(true)
}
