//! One row of a table as an event.

use super::case_csv::CsvOptions;
use super::check;
use super::csv_table::Row;
use super::diagnostic::shorten;
use super::findings::{Finding, Findings};
use crate::case::{Certainty, Claim, Event, FactRef, Importance, SourceRef};
use crate::date::numeric::{Numeric, read_numeric};
use crate::date::when::Form;
use crate::date::{DateError, DateOrder, When, Zone};
use serde_json::Value;

/// Several things in one cell.
fn several(cell: Option<&str>) -> impl Iterator<Item = &str> {
    let parts = cell.unwrap_or_default().split([';', '|']);
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The event of a row. Id, lane, zone and source are the caller's business: they look at other rows.
pub(super) fn event(
    row: &Row<'_>,
    options: CsvOptions,
    zone: Zone,
    findings: &mut Findings,
) -> Event {
    let text = |column: &str| row.cell(column).map(str::to_owned);
    let thread = row.cell("thread").unwrap_or_default();
    Event {
        id: row.cell("id").unwrap_or_default().into(),
        title: title(row, findings),
        kind: text("kind").unwrap_or_default(),
        facts: several(row.cell("facts"))
            .map(|fact| FactRef { fact: fact.into(), thread: thread.into() })
            .collect(),
        lane: row.cell("lane").unwrap_or_default().into(),
        when: span(row, options, zone, findings),
        zone: text("zone"),
        after: None,
        claims: claims(row, options, zone, findings),
        disputes: Vec::new(),
        place: text("place"),
        actors: several(row.cell("actors")).map(str::to_owned).collect(),
        description: text("description"),
        certainty: certainty(row, findings),
        importance: importance(row, findings),
        inferred: false,
        sources: Vec::new(),
        document_date: date(row, "document_date", options, zone, findings),
        publication_date: date(row, "publication_date", options, zone, findings),
        related: Vec::new(),
        marked: Vec::new(),
        note: text("note"),
        extra: row.others().map(|(name, cell)| (name, Value::from(cell))).collect(),
    }
}

/// The reference to the source of a row.
pub(super) fn reference(row: &Row<'_>, source: &str) -> SourceRef {
    SourceRef { pinpoint: row.cell("pinpoint").map(str::to_owned), ..SourceRef::to(source.into()) }
}

/// A row without title is shown by the next best that it has.
fn title(row: &Row<'_>, findings: &mut Findings) -> String {
    if let Some(title) = row.cell("title") {
        return title.to_owned();
    }
    let instead = ["description", "kind", "id"].into_iter().find_map(|column| row.cell(column));
    let (at, heading) = row.place("title");
    findings.push(
        Finding::error(at, "the row has no title")
            .path(heading)
            .expected("a short text for the picture")
            .hint("until it has one, its description or id is shown"),
    );
    instead.map_or_else(|| format!("Row {}", row.number), shorten)
}

/// Spreadsheets like capitals, so they are passed over.
fn certainty(row: &Row<'_>, findings: &mut Findings) -> Certainty {
    let cell = row.cell("certainty");
    match cell.map(str::to_lowercase).as_deref() {
        Some("high") => Certainty::High,
        Some("low") => Certainty::Low,
        None | Some("medium") => Certainty::Medium,
        Some(_) => {
            wrong(row, "certainty", "high, medium or low", "it is read as medium", findings);
            Certainty::default()
        }
    }
}

/// The number of importance, or the middle where it is left empty.
fn importance(row: &Row<'_>, findings: &mut Findings) -> Importance {
    let Some(cell) = row.cell("importance") else {
        return Importance::default();
    };
    cell.parse().ok().and_then(Importance::new).unwrap_or_else(|| {
        wrong(row, "importance", "1, 2 or 3", "it is read as 2", findings);
        Importance::default()
    })
}

/// A cell that is none of a few words.
fn wrong(row: &Row<'_>, column: &str, expected: &str, hint: &str, findings: &mut Findings) {
    let (at, heading) = row.place(column);
    findings.push(
        Finding::error(at, format!("“{column}” cannot be read"))
            .path(heading)
            .found(row.cell(column).unwrap_or_default())
            .expected(expected)
            .hint(hint),
    );
}

/// `when`, or from `when` to `end` where the row has both.
fn span(row: &Row<'_>, options: CsvOptions, zone: Zone, findings: &mut Findings) -> Option<When> {
    let Some(end) = row.cell("end") else {
        return date(row, "when", options, zone, findings);
    };
    let start = row.cell("when").unwrap_or_default();
    let written = format!("{start}/{end}");
    let parts = [(start, "when"), (end, "end")].map(|(cell, column)| {
        let text =
            if cell.is_empty() { Ok(String::new()) } else { plain(cell, options.date_order) };
        text.map_err(|problem| tell(row, column, cell, &problem, findings)).ok()
    });
    let [Some(start), Some(end)] = parts else {
        return Some(When::keep(Value::String(written)));
    };
    let when = When::keep(Value::String(format!("{start}/{end}")));
    match when.problem() {
        Some(problem) => tell(row, "end", &written, &problem.clone(), findings),
        None => check::date(&when, zone, row.place("when"), findings),
    }
    Some(when)
}

/// The date in a column. What cannot be read is kept as it stands and has no place on the axis.
fn date(
    row: &Row<'_>,
    column: &str,
    options: CsvOptions,
    zone: Zone,
    findings: &mut Findings,
) -> Option<When> {
    row.cell(column).map(|cell| read(row, column, cell, options, zone, findings))
}

/// Reads one date, and judges its hour by the clock of the zone.
fn read(
    row: &Row<'_>,
    column: &str,
    cell: &str,
    options: CsvOptions,
    zone: Zone,
    findings: &mut Findings,
) -> When {
    match parse(cell, options.date_order) {
        Ok(when) => {
            check::date(&when, zone, row.place(column), findings);
            // Tables that this program wrote have ids. Whoever wrote another may have meant from the one to the other.
            if matches!(when.form(), Some(Form::Between(..))) && row.cell("id").is_none() {
                let (at, heading) = row.place(column);
                findings.push(
                    Finding::warning(at, "this is read as one moment somewhere between the two")
                        .path(heading)
                        .found(cell)
                        .expected("a/b for something that lasted from a to b")
                        .hint("write a/b where it lasted; an id in the row says that it is one moment"),
                );
            }
            when
        }
        Err(problem) => {
            tell(row, column, cell, &problem, findings);
            When::keep(Value::String(cell.to_owned()))
        }
    }
}

/// One date, or `a to b` for one moment between two.
fn parse(cell: &str, order: Option<DateOrder>) -> Result<When, DateError> {
    match cell.split_once(" to ") {
        Some((from, to)) => When::between(&plain(from.trim(), order)?, &plain(to.trim(), order)?),
        None => When::parse(&plain(cell, order)?),
    }
}

/// Says what is wrong with a date, and that its event is kept without one.
fn tell(row: &Row<'_>, column: &str, cell: &str, problem: &DateError, findings: &mut Findings) {
    let (at, heading) = row.place(column);
    let hint = match problem {
        DateError::Ambiguous { first, second, .. } => format!(
            "with `--date-order dmy` it is {first}, with `--date-order mdy` it is {second}; until \
             then the event has no date"
        ),
        other => format!("{}; until then the event has no date", other.hint()),
    };
    findings.push(
        Finding::error(at, problem.to_string().replace(cell, &shorten(cell)))
            .path(heading)
            .found(cell)
            .expected(problem.expected())
            .hint(hint),
    );
}

/// The date in the notation of case files: numeric dates are put in order, and the space that
/// spreadsheets write before an hour becomes a `T`.
fn plain(cell: &str, order: Option<DateOrder>) -> Result<String, DateError> {
    let (day, clock) = match cell.split_once(' ') {
        // The hour of a clock; in a set of days a space stands before another day.
        Some((day, clock)) if clock.trim_start().find(':').is_some_and(|at| at <= 2) => {
            (day, Some(clock.trim()))
        }
        _ => (cell, None),
    };
    let day = match read_numeric(day, order) {
        Some(Numeric::Day(day)) => day.to_string(),
        Some(Numeric::Ambiguous(first, second)) => {
            return Err(DateError::Ambiguous { text: cell.to_owned(), first, second });
        }
        Some(Numeric::Impossible) => return Err(DateError::Impossible(cell.to_owned())),
        None => day.to_owned(),
    };
    Ok(match clock {
        // 9:30 is 09:30; what is no hour is judged where dates are read.
        Some(clock) if clock.find(':') == Some(1) => format!("{day}T0{clock}"),
        Some(clock) => format!("{day}T{clock}"),
        None => day,
    })
}

/// Other versions of the date: `2025-01-18 (police report); 2025-01-20`.
fn claims(row: &Row<'_>, options: CsvOptions, zone: Zone, findings: &mut Findings) -> Vec<Claim> {
    let id = row.cell("id").unwrap_or("claim");
    several(row.cell("claims"))
        .enumerate()
        .map(|(n, text)| {
            let (written, note) = match text.split_once('(') {
                Some((written, rest)) => {
                    (written.trim(), Some(rest.trim_end_matches(')').trim().to_owned()))
                }
                None => (text, None),
            };
            let when = (!written.is_empty())
                .then(|| read(row, "claims", written, options, zone, findings));
            Claim {
                id: format!("{id}-{}", n + 1).into(),
                when,
                sources: Vec::new(),
                note: note.filter(|note| !note.is_empty()),
                weight: None,
                extra: crate::case::Extra::new(),
            }
        })
        .collect()
}
