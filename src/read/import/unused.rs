//! What was asked for beside a file, and does nothing for it: a mapping, a sheet, a zone.

use super::{Container, Format, How, Imported, Shape, Table};
use crate::read::diagnostic::{Diagnostic, Severity, shorten};

/// Tells of a file what was asked for in vain.
pub(super) fn tell(imported: &mut Imported, file: &str, how: &How) {
    // Of a file that is refused, or has no events, there is more to say.
    if imported.mapping.is_some() || imported.rows == 0 {
        return;
    }
    let name = name(imported.format);
    let warning = |message: String, hint: &str| Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::of_file(file, message, hint.to_owned())
    };
    let own = imported.format.container == Container::Delimited;
    if how.mapping.as_ref().is_some_and(|given| !own || !given.is_own()) {
        let message =
            format!("the file is {name}, which is read without a mapping; --map is not used");
        imported.diagnostics.push(warning(message, "leave --map out; a mapping is for tables"));
    }
    if let Some(wanted) = how.sheet.as_deref() {
        imported.diagnostics.push(no_sheets(file, name, wanted));
    }
    let zone = imported.case.zone();
    if let Some(asked) = how.zone.filter(|asked| *asked != zone) {
        let message = match imported.case.zone {
            Some(_) => {
                format!("the file names the zone {zone}; --zone {asked} does nothing for it")
            }
            None => format!(
                "the file is {name}, in UTC where it names no zone; --zone {asked} does nothing for it"
            ),
        };
        let told = warning(message, "change the zone in the file where it is wrong");
        // Beside a case, a zone can be meant for its layers.
        let case = imported.format.shape == Some(Shape::Case);
        let severity = if case { Severity::Note } else { told.severity };
        imported.diagnostics.push(Diagnostic { severity, ..told });
    }
}

/// Tells that a sheet is not there; workbooks and databases say so themselves, as they are read.
pub(super) fn sheet(
    file: &str,
    container: Container,
    how: &How,
    all: &[Table],
) -> Option<Diagnostic> {
    use Container::{Ods, Sqlite, Xls, Xlsx};
    let wanted = how.sheet.as_deref()?;
    if matches!(container, Xlsx | Xls | Ods | Sqlite) {
        return None;
    }
    let names: Vec<&str> = all.iter().map(|t| t.name.as_str()).filter(|n| !n.is_empty()).collect();
    if names.is_empty() || all.len() < 2 {
        return Some(no_sheets(file, container.id(), wanted));
    }
    Some(Diagnostic {
        severity: Severity::Error,
        found: shorten(wanted),
        expected: format!("one of: {}", names.join(", ")),
        ..Diagnostic::of_file(
            file,
            format!("there is no sheet or table “{}”", shorten(wanted)),
            "name one of these".to_owned(),
        )
    })
}

fn no_sheets(file: &str, name: &str, wanted: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        found: shorten(wanted),
        ..Diagnostic::of_file(
            file,
            format!("the file is {name}, which has no sheets; --sheet is not used"),
            "leave --sheet out; it is for workbooks and databases".to_owned(),
        )
    }
}

/// What people call the format.
fn name(format: Format) -> &'static str {
    format.shape.map_or(format.container.id(), |shape| shape.name())
}

#[cfg(test)]
mod tests {
    use crate::date::Zone;
    use crate::read::import::{Format, How, Imported, Limits, Mapping, import, unpack};

    fn read(name: &str, text: &str, how: &How) -> Imported {
        import(&unpack(name, text.into(), Limits::default()), how)
    }

    /// A mapping with such fields of columns.
    fn given(head: &str, columns: &[(&str, &str)]) -> How {
        let row = |(heading, field): &(&str, &str)| {
            format!("[[columns]]\nheading = \"{heading}\"\nfield = \"{field}\"\n")
        };
        let text = format!("{head}\n{}", columns.iter().map(row).collect::<String>());
        How { mapping: Some(Mapping::from_toml(&text).unwrap()), ..How::default() }
    }

    const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:Europe/Rome\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:a\r\nDTSTART:20240701T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    const MARKWHEN: &str = "---\ntitle: x\ntimezone: Europe/Paris\n---\n2024-07-01: a\n";
    const CASE: &str = r#"{"format":"adquem/case/1","title":"x","zone":"Europe/Rome","lanes":[{"id":"l","title":"L"}],"events":[{"id":"a","title":"a","lane":"l","when":"2024-07-01"}]}"#;
    const SLIDES: &str = r#"{"events":[{"start_date":{"year":"2024"},"text":{"headline":"a"}}]}"#;

    #[test]
    fn a_mapping_is_followed_for_a_table_with_the_columns_of_this_program_too() {
        let text = "title,when,incident\nSearch,2024-07-01,2023-01-05\n";
        let columns = [("title", "title"), ("incident", "start")];
        for from in [None, Format::parse("csv")] {
            let how = given("lane = \"Police\"\nzone = \"Europe/Rome\"", &columns);
            let read = read("a.csv", text, &How { from, ..how });
            let event = &read.case.events[0];
            assert_eq!(event.when.as_ref().unwrap().text(), "2023-01-05");
            assert_eq!(read.case.lanes[0].title, "Police");
            assert_eq!(read.case.zone.as_deref(), Some("Europe/Rome"));
            assert_eq!(event.extra["column_when"], "2024-07-01");
            assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
            let told = read.evidence.iter().any(|e| e.because.contains("a mapping was given"));
            assert!(told, "{:?}", read.evidence);
        }
        let plain = read("a.csv", text, &How::default());
        assert_eq!(plain.case.events[0].when.as_ref().unwrap().text(), "2024-07-01");
        // A mapping that says what the headings say leaves such a table to its own reader.
        let own = given(
            "shape = \"events\"\nzone = \"Europe/Rome\"",
            &[("title", "title"), ("when", "start"), ("incident", "keep")],
        );
        let own = read("a.csv", text, &own);
        assert_eq!((own.format.id(), own.case.zone.as_deref()), ("events", Some("Europe/Rome")));
        assert!(own.diagnostics.is_empty(), "{:?}", own.diagnostics);
    }

    #[test]
    fn what_a_file_without_a_table_cannot_use_is_told() {
        let how = How {
            zone: Zone::parse("Asia/Tokyo"),
            sheet: Some("Sheet7".to_owned()),
            ..given("", &[("x", "title")])
        };
        for (name, text, zone) in [
            ("a.ics", CALENDAR, true),
            ("a.mw", MARKWHEN, true),
            ("a.json", CASE, true),
            ("b.json", SLIDES, false),
        ] {
            let plain = read(name, text, &How::default());
            let told = read(name, text, &how);
            let words = |part: &str| told.diagnostics.iter().any(|d| d.message.contains(part));
            assert_eq!(told.case.events.len(), 1, "{name}");
            assert!(words("read without a mapping; --map is not used"), "{name}");
            assert!(words("has no sheets; --sheet is not used"), "{name}");
            // A file that names no zone takes the one that was chosen.
            assert_eq!(words("--zone Asia/Tokyo does nothing for it"), zone, "{name}");
            let unasked = plain.diagnostics.iter().any(|d| d.message.contains("--"));
            assert!(!unasked, "{name}: {:?}", plain.diagnostics);
        }
        let same = How { zone: Zone::parse("Europe/Rome"), ..How::default() };
        assert!(read("a.ics", CALENDAR, &same).diagnostics.is_empty());
    }

    #[test]
    fn a_sheet_that_is_not_there_is_told_of_a_table() {
        let how = How { sheet: Some("Sheet7".to_owned()), ..How::default() };
        for text in ["Date,What\n2024-07-01,a b\n", "title,when\na,2024-07-01\n"] {
            let told = read("a.csv", text, &how).diagnostics;
            let words = told.iter().filter(|d| d.message.contains("--sheet is not used"));
            assert_eq!(words.count(), 1, "{text}: {told:?}");
        }
        let told = read("a.csv", "Date,What\n", &how).diagnostics;
        assert!(told[0].message.contains("holds no rows"), "{told:?}");
    }
}
