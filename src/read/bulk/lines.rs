//! Rows that are lines. JSON Lines: an object on each.

use super::cells::Named;
use super::chunk::Reader;
use super::plan::TimeSpec;
use super::told::Kind;
use crate::layer::LONGEST_ROW;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

/// Reads the rows of a chunk.
pub(super) fn scan(reader: &mut Reader<'_, '_>, stop: &AtomicBool) {
    let wanted = wanted(reader);
    each(reader, stop, |reader, line, at| take(reader, &wanted, line, at));
}

/// Gives each line of a chunk that is not empty, with its place.
pub(super) fn each<'t, 'p>(
    reader: &mut Reader<'t, 'p>,
    stop: &AtomicBool,
    mut take: impl FnMut(&mut Reader<'t, 'p>, &'t [u8], usize),
) {
    let text = reader.text;
    let mut at = reader.out.start;
    while at < reader.out.limit && at < text.len() {
        if stop.load(Ordering::Relaxed) {
            reader.out.stopped = true;
            return;
        }
        let rest = text.get(at..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        if !line.trim_ascii().is_empty() {
            take(reader, line, at);
        }
        reader.out.lines += u64::from(end < rest.len());
        at += (end + 1).min(rest.len());
    }
    reader.out.next = at;
}

/// Names of the columns that are looked at.
fn wanted(reader: &Reader<'_, '_>) -> Vec<(usize, String)> {
    let plan = reader.plan;
    let times = [Some(plan.time), plan.end].into_iter().flatten();
    let times = times.flat_map(TimeSpec::columns);
    let mut columns: Vec<usize> = times.chain(plan.dictionaries.iter().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.into_iter().filter_map(|c| Some((c, plan.columns.get(c)?.clone()))).collect()
}

fn take(reader: &mut Reader<'_, '_>, wanted: &[(usize, String)], line: &[u8], at: usize) {
    let object = if line.len() > LONGEST_ROW { None } else { object(line, wanted) };
    let Some(values) = object else {
        let number = reader.out.rows;
        reader.out.rows += 1;
        reader.leave_out(Kind::Json, number, at, reader.plan.time.date, line);
        return;
    };
    let cell = |column| {
        let value = wanted.iter().position(|(c, _)| *c == column).and_then(|n| values.get(n));
        match value {
            None | Some(Value::Null) => Cow::Borrowed(&b""[..]),
            Some(Value::String(text)) => Cow::Owned(text.clone().into_bytes()),
            Some(other) => Cow::Owned(other.to_string().into_bytes()),
        }
    };
    reader.take(at, &Named(cell));
}

/// The wanted values of an object; the others are passed over without being made.
fn object(line: &[u8], wanted: &[(usize, String)]) -> Option<Vec<Value>> {
    let mut from = serde_json::Deserializer::from_slice(line);
    let values = Wanted(wanted).deserialize(&mut from).ok()?;
    from.end().ok()?;
    Some(values)
}

struct Wanted<'w>(&'w [(usize, String)]);

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Vec<Value>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Vec<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = vec![Value::Null; self.0.len()];
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match self.0.iter().position(|(_, name)| *name == key) {
                Some(n) => {
                    let place = values.get_mut(n).ok_or_else(|| A::Error::custom("no column"))?;
                    *place = map.next_value()?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(values)
    }
}
