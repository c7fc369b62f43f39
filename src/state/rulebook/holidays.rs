//! Holidays as lines of text: `12-25 Christmas Day from 2020`.

use toml::{Table, Value};

/// A line for a holiday as the file has it.
pub(super) fn line_of(table: &Table) -> String {
    let text = |key: &str| table.get(key).and_then(Value::as_str);
    let number = |key: &str| table.get(key).and_then(Value::as_integer);
    let when = match (text("day"), text("date"), number("easter")) {
        (Some(day), ..) => day.to_owned(),
        (_, Some(date), _) => date.to_owned(),
        (.., Some(n)) => format!("easter{n:+}"),
        _ => String::new(),
    };
    let mut line = format!("{when} {}", text("title").unwrap_or_default());
    for key in ["from", "to"] {
        if let Some(year) = number(key) {
            line += &format!(" {key} {year}");
        }
    }
    line.trim().to_owned()
}

/// What a line says, for the file.
///
/// # Errors
/// Where it does not begin with a date; the text says which line.
pub(super) fn table_of(n: usize, line: &str) -> Result<Table, String> {
    let wrong = || {
        format!(
            "holiday {n}, “{line}”, does not begin with a date; expected 2025-12-25, 12-25 or easter+1, and a name"
        )
    };
    let (when, rest) = line.split_once(char::is_whitespace).ok_or_else(wrong)?;
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let mut table = Table::new();
    // Years stand at the end, in either order.
    while let [.., key @ ("from" | "to"), year] = words.as_slice()
        && let Ok(year) = year.parse::<i64>()
        && !table.contains_key(*key)
    {
        table.insert((*key).to_owned(), Value::Integer(year));
        words.truncate(words.len() - 2);
    }
    if words.is_empty() {
        return Err(wrong());
    }
    table.insert("title".to_owned(), Value::String(words.join(" ")));
    let lower = when.to_ascii_lowercase();
    if let Some(offset) = lower.strip_prefix("easter") {
        let offset = if offset.is_empty() { Ok(0) } else { offset.replace('−', "-").parse() };
        table.insert("easter".to_owned(), Value::Integer(offset.map_err(|_| wrong())?));
    } else if when.matches('-').count() >= 2 {
        table.insert("day".to_owned(), Value::String(when.to_owned()));
    } else if when.contains('-') {
        table.insert("date".to_owned(), Value::String(when.to_owned()));
    } else {
        return Err(wrong());
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_as_it_was() {
        for line in [
            "2025-12-25 Christmas Day",
            "12-25 Christmas from 2020",
            "10-04 San Francesco from 2026 to 2030",
            "easter+1 Easter Monday",
            "easter-2 Good Friday to 1999",
            "05-01 Journey from Egypt",
        ] {
            assert_eq!(line_of(&table_of(1, line).unwrap()), line);
        }
        assert_eq!(
            line_of(&table_of(1, "Easter  Easter Sunday").unwrap()),
            "easter+0 Easter Sunday"
        );
    }

    #[test]
    fn a_line_without_a_date_or_a_name_is_refused() {
        for line in ["Christmas", "12-25", "25 Christmas", "12-25 from 2020", "easterx Egg"] {
            assert!(table_of(3, line).unwrap_err().starts_with("holiday 3, "), "{line}");
        }
    }
}
