//! Parquet, row by row: typed values as text, what lies within a column as for JSON.

use super::Table;
use super::filling::{Filling, Job};
use super::telling::{Place, Telling};
use super::thrift;
use crate::read::findings::Finding;
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, TimeDelta};
use parquet::basic::{LogicalType, TimeUnit, Type as PhysicalType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::{ColumnDescPtr, Type};
use std::collections::HashMap;
use std::fmt::Write;

/// Reads the one table of a Parquet file.
pub(super) fn read(bytes: &[u8], job: &mut Job) -> Vec<Table> {
    let mut rows = Rows {
        filling: job.filling(""),
        columns: HashMap::new(),
        header: Vec::new(),
        cells: Vec::new(),
        most: job.limits.columns,
        blobs: 0,
    };
    if !thrift::is_sound(bytes) {
        job.telling.file(|at| {
            Finding::error(
                at,
                "the Parquet file is damaged: a list at its end has more members than bytes",
            )
            .hint("write it again from its source")
        });
        return Vec::new();
    }
    job.guarded("Parquet file", |job| {
        if let Err(error) = rows.all(bytes, job) {
            let kept = rows.filling.table.rows.len();
            job.telling.file(|at| {
                Finding::error(at, format!("the Parquet file cannot be read to its end: {error}"))
                    .found(format!("{kept} rows were read"))
                    .hint("it may be cut off or damaged, or encrypted; write it again from its source")
            });
        }
    });
    if rows.blobs > 0 {
        let blobs = rows.blobs;
        job.telling.file(|at| {
            Finding::note(
                at,
                format!(
                    "{blobs} cells hold bytes that are no text; their size is read in their place"
                ),
            )
        });
    }
    let mut table = rows.filling.finish(&mut job.telling);
    table.header = rows.header;
    table.has_header = true;
    if table.rows.is_empty() { Vec::new() } else { vec![table] }
}

struct Rows {
    filling: Filling,
    columns: HashMap<String, usize>,
    header: Vec<String>,
    cells: Vec<String>,
    most: usize,
    /// Cells that hold bytes that are no text.
    blobs: u64,
}

impl Rows {
    fn all(&mut self, bytes: &[u8], job: &mut Job) -> Result<(), ParquetError> {
        let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes))?;
        let columns = reader.metadata().row_groups().iter().flat_map(|group| group.columns());
        for column in columns {
            let data = column.data_page_offset();
            let first =
                column.dictionary_page_offset().filter(|at| *at > 0).unwrap_or(data).min(data);
            let length = usize::try_from(column.compressed_size());
            let part = usize::try_from(first).ok().zip(length.ok());
            let part = part.and_then(|(at, length)| bytes.get(at..at.checked_add(length)?));
            if part.is_some_and(|part| !thrift::has_sound_pages(part)) {
                let message = "a list in the head of a page has more members than bytes";
                return Err(ParquetError::General(message.to_owned()));
            }
        }
        let schema = reader.metadata().file_metadata().schema_descr().root_schema().clone();
        self.name(&schema, "", 0);
        cut_times(reader.metadata().file_metadata().schema_descr().columns(), &mut job.telling);
        let mut place = Place::default();
        for row in reader.get_row_iter(None)? {
            place.row += 1;
            for cell in &mut self.cells {
                cell.clear();
            }
            self.row(&row?, &schema, "", 0);
            let cells = self.cells.iter().map(String::as_str);
            if !self.filling.row(place, cells, &mut job.telling) {
                let all = reader.metadata().file_metadata().num_rows();
                self.filling.table.rows_found = u64::try_from(all).unwrap_or(0).max(place.row);
                break;
            }
        }
        Ok(())
    }

    /// Gives each leaf of the schema its column, so that they stand in its order.
    fn name(&mut self, group: &Type, prefix: &str, depth: usize) {
        let Type::GroupType { fields, .. } = group else { return };
        for field in fields {
            let name = format!("{prefix}{}", field.name());
            let is_struct = field.is_group()
                && field.get_basic_info().logical_type_ref().is_none()
                && field.get_basic_info().converted_type() == parquet::basic::ConvertedType::NONE;
            if is_struct && !field.get_basic_info().has_repetition() {
                continue;
            }
            if is_struct
                && field.get_basic_info().repetition() != parquet::basic::Repetition::REPEATED
                && depth < 32
            {
                self.name(field, &format!("{name}."), depth + 1);
            } else if self.header.len() < self.most {
                self.columns.insert(name.clone(), self.header.len());
                self.header.push(name);
                self.cells.push(String::new());
            }
        }
    }

    fn row(&mut self, row: &Row, group: &Type, prefix: &str, depth: usize) {
        for (name, field) in row.get_column_iter() {
            let within = child(group, name);
            let path = format!("{prefix}{name}");
            match (field, self.columns.get(&path)) {
                (_, Some(column)) => {
                    self.blobs += u64::from(has_bytes(field));
                    if let Some(cell) = self.cells.get_mut(*column) {
                        write_field(field, within, cell);
                    }
                }
                (Field::Group(inner), None) if depth < 32 => {
                    self.row(inner, within.unwrap_or(group), &format!("{path}."), depth + 1);
                }
                _ => {}
            }
        }
    }
}

/// True for bytes that are no text, and for a list with such.
fn has_bytes(field: &Field) -> bool {
    match field {
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).is_err(),
        Field::ListInternal(list) => list.elements().iter().any(has_bytes),
        _ => false,
    }
}

/// Says which times are read less exactly than they are written: the library gives those of the oldest kind in
/// thousandths of a second.
fn cut_times(columns: &[ColumnDescPtr], telling: &mut Telling) {
    let old = columns.iter().filter(|c| c.physical_type() == PhysicalType::INT96);
    let names: Vec<String> = old.map(|c| c.path().string()).collect();
    if names.is_empty() {
        return;
    }
    telling.file(|at| {
        Finding::warning(at, "times of the type INT96 are read to the thousandth of a second; smaller parts are left out")
            .found(names.join(", "))
            .expected("times in microseconds or nanoseconds of the type INT64")
            .hint("where the order of events hangs on them, write the file again with such times")
    });
}

/// A field of a group in the schema.
fn child<'s>(group: &'s Type, name: &str) -> Option<&'s Type> {
    match group {
        Type::GroupType { fields, .. } => fields.iter().find(|f| f.name() == name).map(|f| &**f),
        Type::PrimitiveType { .. } => None,
    }
}

/// The elements of a list, or the pairs of a map: within the repeated part of the schema, or that itself in old files.
fn element_of(list: &Type) -> Option<&Type> {
    let repeated = |t: &Type| t.get_basic_info().has_repetition() && is_repeated(t);
    if repeated(list) {
        return Some(list);
    }
    let inner = nth(list, 0).filter(|inner| repeated(inner))?;
    match inner {
        Type::GroupType { fields, .. } if fields.len() == 1 => nth(inner, 0),
        _ => Some(inner),
    }
}

fn is_repeated(field: &Type) -> bool {
    field.get_basic_info().repetition() == parquet::basic::Repetition::REPEATED
}

/// A field of a group by its place.
fn nth(group: &Type, n: usize) -> Option<&Type> {
    match group {
        Type::GroupType { fields, .. } => fields.get(n).map(|f| &**f),
        Type::PrimitiveType { .. } => None,
    }
}

/// Writes a value: what is simple as it is, lists of simple values joined, the rest as JSON.
fn write_field(field: &Field, schema: Option<&Type>, out: &mut String) {
    match field {
        Field::ListInternal(list) if !list.elements().iter().any(is_nested) => {
            for (n, element) in list.elements().iter().enumerate() {
                if n > 0 {
                    out.push_str("; ");
                }
                simple(element, schema.and_then(element_of), out);
            }
        }
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => {
            json(field, schema, out, 0);
        }
        _ => simple(field, schema, out),
    }
}

const fn is_nested(field: &Field) -> bool {
    matches!(field, Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_))
}

/// Compact JSON of a nested value.
fn json(field: &Field, schema: Option<&Type>, out: &mut String, depth: usize) {
    let quoted =
        |out: &mut String, text: &str| out.push_str(&serde_json::Value::from(text).to_string());
    match field {
        _ if depth > 32 => out.push_str("null"),
        Field::Null => out.push_str("null"),
        Field::Group(row) => {
            out.push('{');
            for (n, (name, value)) in row.get_column_iter().enumerate() {
                out.push_str(if n > 0 { "," } else { "" });
                quoted(out, name);
                out.push(':');
                json(value, schema.and_then(|s| child(s, name)), out, depth + 1);
            }
            out.push('}');
        }
        Field::ListInternal(list) => {
            out.push('[');
            for (n, value) in list.elements().iter().enumerate() {
                out.push_str(if n > 0 { "," } else { "" });
                json(value, schema.and_then(element_of), out, depth + 1);
            }
            out.push(']');
        }
        Field::MapInternal(map) => {
            out.push('{');
            for (n, (key, value)) in map.entries().iter().enumerate() {
                out.push_str(if n > 0 { "," } else { "" });
                let mut name = String::new();
                let pair = schema.and_then(element_of);
                let part = |n: usize| pair.and_then(|pair| nth(pair, n));
                simple(key, part(0), &mut name);
                quoted(out, &name);
                out.push(':');
                json(value, part(1), out, depth + 1);
            }
            out.push('}');
        }
        _ => {
            let mut text = String::new();
            simple(field, schema, &mut text);
            let bare = !matches!(
                field,
                Field::Str(_)
                    | Field::Bytes(_)
                    | Field::Date(_)
                    | Field::TimeMillis(_)
                    | Field::TimeMicros(_)
                    | Field::TimestampMillis(_)
                    | Field::TimestampMicros(_)
            );
            if bare { out.push_str(&text) } else { quoted(out, &text) }
        }
    }
}

/// A value without anything within it. Writing to a `String` cannot fail.
fn simple(field: &Field, schema: Option<&Type>, out: &mut String) {
    let logical = schema.and_then(|s| s.get_basic_info().logical_type_ref());
    // Only what says that it is meant in UTC is written with a zone; files without a logical type are old and mean UTC.
    let utc = match logical {
        Some(LogicalType::Timestamp(t)) => t.is_adjusted_to_u_t_c,
        _ => true,
    };
    let _ = match field {
        Field::Null | Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => Ok(()),
        Field::Bool(b) => write!(out, "{b}"),
        Field::Byte(n) => write!(out, "{n}"),
        Field::Short(n) => write!(out, "{n}"),
        Field::Int(n) => write!(out, "{n}"),
        Field::Long(n) => match logical {
            Some(LogicalType::Timestamp(t)) if matches!(t.unit, TimeUnit::NANOS) => {
                instant(n.div_euclid(1_000_000_000), n.rem_euclid(1_000_000_000), utc, out);
                Ok(())
            }
            Some(LogicalType::Time(t)) if matches!(t.unit, TimeUnit::NANOS) => {
                time(n / 1_000_000_000, n % 1_000_000_000, out);
                Ok(())
            }
            _ => write!(out, "{n}"),
        },
        Field::UByte(n) => write!(out, "{n}"),
        Field::UShort(n) => write!(out, "{n}"),
        Field::UInt(n) => write!(out, "{n}"),
        Field::ULong(n) => write!(out, "{n}"),
        Field::Float16(n) => write!(out, "{n}"),
        Field::Float(n) => write!(out, "{n}"),
        Field::Double(n) => write!(out, "{n}"),
        Field::Decimal(_) => write!(out, "{field}"),
        Field::Str(text) => write!(out, "{text}"),
        Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
            Ok(text) => write!(out, "{text}"),
            Err(_) => write!(out, "({} bytes)", bytes.len()),
        },
        Field::Date(days) => {
            let epoch = NaiveDate::default();
            match epoch.checked_add_signed(TimeDelta::days(i64::from(*days))) {
                Some(date) => write!(out, "{}", date.format("%Y-%m-%d")),
                None => write!(out, "{days}"),
            }
        }
        Field::TimeMillis(ms) => {
            time(i64::from(ms / 1000), i64::from(ms % 1000) * 1_000_000, out);
            Ok(())
        }
        Field::TimeMicros(us) => {
            time(us / 1_000_000, us % 1_000_000 * 1000, out);
            Ok(())
        }
        Field::TimestampMillis(ms) => {
            instant(ms.div_euclid(1000), ms.rem_euclid(1000) * 1_000_000, utc, out);
            Ok(())
        }
        Field::TimestampMicros(us) => {
            instant(us.div_euclid(1_000_000), us.rem_euclid(1_000_000) * 1000, utc, out);
            Ok(())
        }
    };
}

/// An instant, or an hour of a civil day where no zone is meant.
fn instant(seconds: i64, nanos: i64, utc: bool, out: &mut String) {
    match DateTime::from_timestamp(seconds, u32::try_from(nanos).unwrap_or(0)) {
        Some(at) => {
            let _ =
                write!(out, "{}{}", at.format("%Y-%m-%dT%H:%M:%S%.f"), if utc { "Z" } else { "" });
        }
        None => {
            let _ = write!(out, "{seconds}");
        }
    }
}

/// A time of day.
fn time(seconds: i64, nanos: i64, out: &mut String) {
    let _ = write!(out, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if nanos > 0 {
        let _ = write!(out, ".{}", format!("{nanos:09}").trim_end_matches('0'));
    }
}
