//! Writes instruments and calendars as TOML. What did not change keeps its place, its layout and the comments
//! of its author.

use crate::date::calendar::{Calendar, Holiday, HolidayRule};
use crate::law::counting::{Days, EndRule, Setting};
use crate::law::{Instrument, Provision, Role};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

/// Why rules could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesWriteError {
    /// The file that is to be changed is not TOML.
    #[error("the file is not TOML any more: {0}")]
    NotToml(String),
}

/// The file of an instrument. `original` is the text that it was read from, if there is one.
///
/// # Errors
/// Where `original` is not TOML.
pub fn write_instrument(
    instrument: &Instrument,
    original: Option<&str>,
) -> Result<String, RulesWriteError> {
    let mut document = parse(original)?;
    let head = document.as_table_mut();
    set(head, "id", Some(text(&instrument.id)));
    set(head, "title", Some(text(&instrument.title)));
    set(head, "short", Some(text(&instrument.short)));
    set(head, "version", some(&instrument.version));
    set(head, "note", instrument.note.as_deref().map(text));
    let profiles: Vec<_> = instrument.profiles.iter().map(|p| (p.id.as_str(), p)).collect();
    list(head, "profile", &profiles, |table, p| put_profile(table, p));
    let rules: Vec<_> = instrument.provisions.iter().map(|p| (p.id.as_str(), p)).collect();
    list(head, "provision", &rules, |table, p| put_provision(table, p));
    Ok(document.to_string())
}

/// The file of a calendar.
///
/// # Errors
/// Where `original` is not TOML.
pub fn write_calendar(
    calendar: &Calendar,
    original: Option<&str>,
) -> Result<String, RulesWriteError> {
    let mut document = parse(original)?;
    let head = document.as_table_mut();
    set(head, "id", Some(text(&calendar.id)));
    set(head, "title", Some(text(&calendar.title)));
    set(head, "zone", Some(text(&calendar.zone.to_string())));
    let weekend: Vec<String> = calendar.weekend.iter().map(ToString::to_string).collect();
    set(head, "weekend", Some(texts(&weekend)));
    let hour = |t: chrono::NaiveTime| text(&t.format("%H:%M").to_string());
    set(head, "filing_from", calendar.filing_from.map(hour));
    set(head, "filing_until", calendar.filing_until.map(hour));
    // `holidays` is another name for the list.
    if let Some(named) = head.remove("holidays")
        && !head.contains_key("holiday")
    {
        head.insert("holiday", named);
    }
    let keys: Vec<String> = calendar.holidays.iter().map(holiday_key).collect();
    let holidays: Vec<_> = keys.iter().map(String::as_str).zip(&calendar.holidays).collect();
    list(head, "holiday", &holidays, |table, h| put_holiday(table, h));
    Ok(document.to_string())
}

fn parse(original: Option<&str>) -> Result<DocumentMut, RulesWriteError> {
    let original = original.unwrap_or_default();
    let original = original.strip_prefix('\u{FEFF}').unwrap_or(original);
    original.parse().map_err(|e: toml_edit::TomlError| {
        RulesWriteError::NotToml(e.message().lines().next().unwrap_or_default().to_owned())
    })
}

fn put_profile(table: &mut Table, p: &Setting) {
    set(table, "id", Some(text(&p.id)));
    set(table, "title", Some(text(&p.title)));
    set(table, "counts", Some(text(p.counts.id())));
    let days = if p.days == Days::Working { "working" } else { "calendar" };
    unless(table, "days", text(days), p.days == Days::Calendar);
    set(table, "zone", p.zone.map(|z| text(&z.to_string())));
    set(table, "calendar", p.calendar.as_deref().map(text));
    unless(table, "end", text(p.end.id()), p.end == EndRule::Stays);
    set(table, "citation", Some(text(&p.citation)));
    set(table, "note", p.note.as_deref().map(text));
}

fn put_provision(table: &mut Table, p: &Provision) {
    let names = |list: &[crate::case::Fact]| -> Option<Value> {
        let names: Vec<String> = list.iter().map(ToString::to_string).collect();
        (!names.is_empty()).then(|| texts(&names))
    };
    set(table, "id", Some(text(p.id.as_str())));
    set(table, "provision", Some(text(&p.provision)));
    set(table, "title", Some(text(&p.title)));
    set(table, "class", Some(text(p.class.id())));
    unless(table, "role", text(p.role.id()), p.role == Role::Limit);
    set(table, "nature", Some(text(p.nature.id())));
    set(table, "bound", Some(text(&p.bound)));
    unless(table, "by_itself", Value::from(p.by_itself), !p.by_itself);
    set(table, "trigger", names(&p.trigger));
    set(table, "satisfied_by", names(&p.satisfied_by));
    set(table, "overtaken_by", names(&p.overtaken_by));
    // One term has several spellings: P1Y is P12M.
    let written = table.get("term").and_then(Item::as_str).and_then(|t| t.parse().ok());
    if written != p.term {
        set(table, "term", p.term.map(|t| text(&t.iso())));
    }
    set(table, "words", p.words.as_deref().map(text));
    set_name(table, "profile", p.profile_id());
    let readings: Vec<String> = p.readings.iter().map(ToString::to_string).collect();
    set(table, "readings", (!readings.is_empty()).then(|| texts(&readings)));
    set(table, "applies_if", p.applies_if.as_deref().map(text));
    let (from, to) = p.in_force;
    set(
        table,
        "in_force",
        inline(&[("from", from.map(|d| d.to_string())), ("to", to.map(|d| d.to_string()))]),
    );
    set(table, "consequence", p.consequence.as_deref().map(text));
    set(table, "citation", Some(text(&p.citation)));
    set(table, "confidence", Some(text(&p.confidence)));
    set(table, "alias_of", p.alias_of.as_ref().map(|id| text(id.as_str())));
    set(table, "note", p.note.as_deref().map(text));
    let said = &p.said;
    let parts =
        [("could", &said.could), ("may", &said.may), ("from", &said.from), ("act", &said.act)];
    set(table, "said", inline(&parts.map(|(name, words)| (name, words.clone()))));
}

fn put_holiday(table: &mut Table, h: &Holiday) {
    set(table, "title", Some(text(&h.title)));
    let (mut day, mut date, mut easter) = (None, None, None);
    match h.rule {
        HolidayRule::Once(once) => day = Some(text(&once.to_string())),
        HolidayRule::Yearly(month, of_month) => {
            date = Some(text(&format!("{month:02}-{of_month:02}")));
        }
        HolidayRule::Easter(offset) => easter = Some(Value::from(offset)),
    }
    set(table, "day", day);
    set(table, "date", date);
    set(table, "easter", easter);
    set(table, "from", h.from.map(|y| Value::from(i64::from(y))));
    set(table, "to", h.to.map(|y| Value::from(i64::from(y))));
}

/// What a holiday is known by in its file: two of one name differ in their years.
fn holiday_key(h: &Holiday) -> String {
    format!("{} {:?}", h.title, h.from)
}

/// The same of a table.
fn key_of(table: &Table) -> String {
    match table.get("id").and_then(Item::as_str) {
        Some(id) => id.to_owned(),
        None => {
            let title = table.get("title").and_then(Item::as_str).unwrap_or_default();
            let from = table.get("from").and_then(Item::as_integer);
            format!("{title} {from:?}")
        }
    }
}

/// Gives a list of tables the elements that are wanted, in their order; each keeps the table of its name.
fn list<T>(head: &mut Table, field: &str, wanted: &[(&str, T)], put: impl Fn(&mut Table, &T)) {
    let before = match head.remove(field) {
        Some(Item::ArrayOfTables(tables)) => tables.into_iter().collect(),
        Some(Item::Value(Value::Array(inline))) => {
            let tables = inline.into_iter().filter_map(|v| match v {
                Value::InlineTable(table) => Some(table.into_table()),
                _ => None,
            });
            tables.collect()
        }
        _ => Vec::new(),
    };
    let mut before: Vec<Option<Table>> = before.into_iter().map(Some).collect();
    let mut tables = ArrayOfTables::new();
    for (key, item) in wanted {
        let seat = before.iter_mut().find(|t| t.as_ref().is_some_and(|t| key_of(t) == *key));
        let known = seat.and_then(Option::take);
        let is_new = known.is_none();
        let mut table = known.unwrap_or_default();
        put(&mut table, item);
        if is_new {
            table.decor_mut().set_prefix("\n");
        }
        // The place in the file follows the order of the list.
        table.set_position(None);
        tables.push(table);
    }
    if !tables.is_empty() {
        head.insert(field, Item::ArrayOfTables(tables));
    }
}

/// Sets a field, unless it says what goes without saying and stands there in no other words.
fn unless(table: &mut Table, field: &str, value: Value, goes_without: bool) {
    if !goes_without || table.contains_key(field) {
        set(table, field, Some(value));
    }
}

/// Sets a field, and leaves it as it stands where it says the same.
fn set(table: &mut Table, field: &str, value: Option<Value>) {
    let Some(value) = value else {
        table.remove(field);
        return;
    };
    let same = table.get(field).and_then(Item::as_value).is_some_and(|v| says(v) == says(&value));
    if same {
        return;
    }
    match table.get_mut(field) {
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        _ => {
            table.insert(field, Item::Value(value));
        }
    }
}

/// Sets a name that may stand in capitals or not.
fn set_name(table: &mut Table, field: &str, name: Option<&str>) {
    let written = table.get(field).and_then(Item::as_str);
    if !written.zip(name).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b)) {
        set(table, field, name.map(text));
    }
}

/// What a value says, without layout and comments.
fn says(value: &Value) -> String {
    match value {
        Value::String(s) => format!("{:?}", s.value()),
        Value::Array(list) => list.iter().map(says).collect::<Vec<_>>().join(","),
        Value::InlineTable(table) => {
            let fields = table.iter().map(|(key, v)| format!("{key}={}", says(v)));
            let mut fields: Vec<String> = fields.collect();
            fields.sort();
            fields.join(",")
        }
        other => other.to_string().trim().to_owned(),
    }
}

fn text(words: &str) -> Value {
    Value::from(words)
}

/// An empty text is left out.
fn some(words: &str) -> Option<Value> {
    (!words.is_empty()).then(|| text(words))
}

fn texts(list: &[String]) -> Value {
    Value::Array(list.iter().map(String::as_str).collect::<Array>())
}

fn inline(parts: &[(&str, Option<String>)]) -> Option<Value> {
    let mut table = InlineTable::new();
    for (name, words) in parts {
        if let Some(words) = words {
            table.insert(*name, text(words));
        }
    }
    (!table.is_empty()).then_some(Value::InlineTable(table))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::bundled::read_calendar;
    use crate::read::instruments::read_instrument;

    fn assets(folder: &str) -> Vec<(String, String)> {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(folder);
        let files = std::fs::read_dir(dir).unwrap();
        files
            .map(|f| {
                let path = f.unwrap().path();
                (path.display().to_string(), std::fs::read_to_string(path).unwrap())
            })
            .collect()
    }

    #[test]
    fn an_instrument_that_is_not_changed_is_written_as_it_stood() {
        for (name, text) in assets("instruments") {
            let instrument = read_instrument(&name, &text).value.unwrap();
            assert_eq!(write_instrument(&instrument, Some(&text)).unwrap(), text, "{name}");
        }
        for (name, text) in assets("calendars") {
            let calendar = read_calendar(&name, &text).value.unwrap();
            assert_eq!(write_calendar(&calendar, Some(&text)).unwrap(), text, "{name}");
        }
    }

    #[test]
    fn what_is_written_from_nothing_reads_the_same() {
        for (name, text) in assets("instruments") {
            let instrument = read_instrument(&name, &text).value.unwrap();
            let written = write_instrument(&instrument, None).unwrap();
            let read = read_instrument(&name, &written);
            assert!(read.diagnostics.is_empty(), "{name}: {:?}", read.diagnostics);
            assert_eq!(read.value, Some(instrument), "{name}");
        }
        for (name, text) in assets("calendars") {
            let calendar = read_calendar(&name, &text).value.unwrap();
            let written = write_calendar(&calendar, None).unwrap();
            assert_eq!(read_calendar(&name, &written).value, Some(calendar), "{name}");
        }
    }

    #[test]
    fn a_change_keeps_the_comments_of_the_author() {
        let text = "# Mine\nid = \"x\" # the id\ntitle = \"X\"\n\n# first\n[[provision]]\nid = \"R-1\"\nprovision = \"1\"\ntitle = \"A\" # short\nclass = \"qualitative\"\nnature = \"duty\"\nbound = \"b\"\ncitation = \"c\"\nconfidence = \"V-text\"\n";
        let mut instrument = read_instrument("x", text).value.unwrap();
        instrument.provisions[0].title = "B \"quoted\"".into();
        let second = Provision { id: "R-2".into(), ..instrument.provisions[0].clone() };
        instrument.provisions.push(second);
        let written = write_instrument(&instrument, Some(text)).unwrap();
        assert!(written.contains("# Mine") && written.contains("# first"), "{written}");
        assert!(written.contains("# short") && written.contains("# the id"), "{written}");
        assert_eq!(read_instrument("x", &written).value.unwrap(), instrument);
        instrument.provisions.swap(0, 1);
        let swapped = write_instrument(&instrument, Some(&written)).unwrap();
        assert_eq!(read_instrument("x", &swapped).value.unwrap(), instrument);
        instrument.provisions.clear();
        let empty = write_instrument(&instrument, Some(&swapped)).unwrap();
        assert_eq!(read_instrument("x", &empty).value.unwrap(), instrument);
    }
}
