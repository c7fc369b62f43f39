//! Rows to events.

mod cells;
mod fit;

pub(super) use fit::fitted;
use fit::{
    another_zone, apart, blank_rows, missing, names_of, repeats, shared_ids, siblings, taken_twice,
};

use super::build::{Build, fingerprint};
use super::habits::Habits;
use super::moments::{Moments, Row};
use super::report::{Once, Report, Words};
use super::{Field, Mapped, Mapping, dates, markup};
use crate::case::fold::fold;
use crate::case::{Case, Event, NotCarried, PRIVATE};
use crate::date::DateOrder;
use crate::read::diagnostic::{Severity, shorten};
use crate::read::import::{Cells, Shape, Table};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// More lanes than this are no picture: then the column is the kind, and there is one lane.
const MOST_LANES: usize = 40;
/// Letters of a title that the picture still shows; longer ones are cut, and kept whole as the description.
const LONGEST_TITLE: usize = 200;

/// A mapping fitted to a table.
pub(super) struct Plan<'t> {
    pub mapping: &'t Mapping,
    pub table: &'t Table,
    pub order: Option<DateOrder>,
    /// How dates are written in it.
    pub habits: Habits,
    /// A column that has the date where the first is empty: the microseconds of Timesketch.
    pub spare: Option<usize>,
    /// Columns of dates with the column beside each that has the date where it is empty: `start.dateTime` of
    /// `start.date`.
    pub siblings: BTreeMap<usize, usize>,
    /// The column of what this program wrote for itself.
    private: Option<usize>,
    /// The columns of dates, hours, their parts and their zone.
    pub timed: Vec<usize>,
    /// Columns of hours that are kept as fields.
    apart: Vec<usize>,
    fields: Vec<Field>,
    names: Vec<String>,
    first: BTreeMap<Field, usize>,
    many_lanes: bool,
    /// Lane of rows that name none.
    lane: String,
}

/// Makes events of the rows.
pub(super) fn apply(mapping: &Mapping, file: &str, table: &Table) -> Mapped {
    if mapping.is_own() {
        return super::own::apply(mapping, file, table);
    }
    let fitted = fitted(mapping, table);
    let mut report = Report::new(file, table);
    missing(mapping, table, &mut report);
    taken_twice(&fitted, &mut report);
    shared_ids(&fitted, table, &mut report);
    another_zone(&fitted, table, &mut report);
    let plan = Plan::new(&fitted, table, &mut report);
    let title = Path::new(file).file_stem().and_then(|s| s.to_str()).unwrap_or(file);
    let mut build = Build::default();
    build.case = Case {
        title: title.to_owned(),
        zone: mapping.zone.map(|z| z.to_string()),
        ..Case::default()
    };
    let mut blank: Option<(Cells, Cells)> = None;
    let header: Vec<String> = table.header.iter().map(|h| fold(h)).collect();
    for row in &table.rows {
        let empty = (0..row.cells).all(|c| table.cell(row, c).is_empty());
        if empty {
            blank = Some((blank.map_or(*row, |(first, _)| first), *row));
            continue;
        }
        if let Some(rows) = blank.take() {
            blank_rows(rows, mapping.shape == Some(Shape::TimelineJs), &mut report);
        }
        if repeats(&header, row, table) {
            let words = Words::new("the row repeats the headings; it is left out")
                .hint("nothing has to be done");
            report.tell(Severity::Warning, Some(row), None, words);
            continue;
        }
        plan.row(row, &mut build, &mut report);
    }
    // Blank rows at the end divide nothing; sheets have them by the thousand.
    if let Some(rows) = blank {
        blank_rows(rows, false, &mut report);
    }
    let not_carried = plan.left_out();
    Mapped { case: build.case, diagnostics: report.finish(), not_carried }
}

impl<'t> Plan<'t> {
    fn new(mapping: &'t Mapping, table: &'t Table, report: &mut Report<'_>) -> Self {
        let widest = table.rows.iter().map(|r| r.cells).max().unwrap_or(0).max(table.header.len());
        let mut fields: Vec<Field> = mapping.columns.iter().map(|c| c.field).collect();
        fields.resize(widest.min(4096), Field::Keep);
        let mut first = BTreeMap::new();
        for (n, field) in fields.iter_mut().enumerate() {
            if first.contains_key(field) && !field.is_many() {
                *field = Field::Keep;
            } else {
                first.entry(*field).or_insert(n);
            }
        }
        let names = names_of(&table.header, fields.len());
        let private = table.header.iter().position(|h| h.trim() == PRIVATE);
        let spare = matches!(mapping.shape, Some(Shape::Timesketch | Shape::PlasoDynamic))
            .then(|| table.header.iter().position(|h| h.trim().eq_ignore_ascii_case("timestamp")))
            .flatten();
        let many_lanes = first.get(&Field::Lane).is_some_and(|lane| {
            let mut seen: HashSet<&str> = HashSet::new();
            table
                .rows
                .iter()
                .any(|row| seen.insert(table.cell(row, *lane)) && seen.len() > MOST_LANES)
        });
        if many_lanes {
            let column = first.get(&Field::Lane).copied();
            let heading = column.and_then(|c| table.header.get(c)).cloned().unwrap_or_default();
            let words = Words::new(format!("“{}” has more than {MOST_LANES} different texts, too many for lanes", shorten(&heading)))
                .hint("all events are in one lane, and the text is their kind or a field; map another column as the lane");
            report.tell(Severity::Note, None, None, words);
        }
        let lane = mapping.lane.clone().unwrap_or_default();
        Self {
            habits: Habits::of(table, mapping, &first),
            mapping,
            table,
            order: mapping.date_order,
            spare,
            siblings: siblings(&table.header, &fields, &first),
            private,
            timed: (0..fields.len())
                .filter(|n| fields.get(*n).is_some_and(|f| f.is_timed()))
                .collect(),
            apart: apart(table, &fields),
            fields,
            names,
            first,
            many_lanes,
            lane,
        }
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.first.get(&field).copied()
    }

    fn text(&self, row: &Cells, field: Field) -> &'t str {
        self.column(field).map_or("", |c| self.table.cell(row, c))
    }

    /// `-` and `n/a` are what logs write for nothing.
    fn said(&self, row: &Cells, field: Field) -> &'t str {
        // Files that were put together have the mark of their beginning in the middle.
        let text = self.text(row, field).trim_matches('\u{feff}');
        if is_dash(text) { "" } else { text }
    }

    /// A text without HTML.
    fn plain(&self, row: &Cells, field: Field, report: &mut Report<'_>) -> String {
        let text = self.said(row, field);
        let ours = self.private.is_some_and(|column| !self.table.cell(row, column).is_empty());
        let text = match self.mapping.shape {
            // A sheet of ours has an apostrophe before what a spreadsheet would take for a formula.
            Some(Shape::TimelineJs) if ours => without_guard(self.text(row, field)),
            // All else that this program writes is plain text: a tag in it is a word of the source.
            _ if ours => return self.text(row, field).to_owned(),
            _ => text,
        };
        match markup::plain(text) {
            Some(plain) => {
                report.once(Once::Markup, row, self.column(field), text);
                plain
            }
            None => text.to_owned(),
        }
    }

    fn row(&self, row: &Cells, build: &mut Build<'t>, report: &mut Report<'t>) {
        let mut title = self.plain(row, Field::Title, report);
        let mut description = self.plain(row, Field::Description, report);
        let kind = self.said(row, Field::Kind);
        let script = self.mapping.shape == Some(Shape::TimelineJs);
        let moments = Row { plan: self, row, report, out: Moments::default() }.read();
        if script && kind.eq_ignore_ascii_case("title") && moments.when.is_none() {
            self.about(row, &mut build.case);
            return case_title(title, description, build);
        }
        if title.is_empty() && !moments.given && !self.titled(row) {
            let found: Vec<&str> =
                (0..row.cells).map(|c| self.table.cell(row, c)).filter(|c| !c.is_empty()).collect();
            let words = Words::new("the row has no date and no title; it is left out")
                .found(&found.join(" | "))
                .expected("a date or a title")
                .hint("add one, or map the columns that hold them")
                .few();
            report.tell(Severity::Error, Some(row), None, words);
            return;
        }
        if !moments.given {
            report.once(
                Once::NoDate,
                row,
                self.column(Field::Start).or(self.column(Field::Year)),
                "",
            );
            self.elsewhere(row, report);
        }
        self.hour_apart(row, &moments, report);
        if title.is_empty() {
            title = self.instead(row, &description, moments.when.is_none(), report);
        }
        if let Some((cut, _)) = title.char_indices().nth(LONGEST_TITLE) {
            report.once(Once::LongTitle, row, self.column(Field::Title), &title);
            let short = format!("{}…", title.get(..cut).unwrap_or_default().trim_end());
            let whole = std::mem::replace(&mut title, short);
            description =
                if description.is_empty() { whole } else { format!("{whole}\n\n{description}") };
        }
        let id = self.id(row, &moments, build, report);
        let lane = build.lane(&self.lane(row, kind));
        let some = |text: String| (!text.is_empty()).then_some(text);
        let mut event = Event::new(id, lane);
        event.title = title;
        event.kind = if kind.is_empty() && self.many_lanes {
            self.said(row, Field::Lane).to_owned()
        } else {
            kind.to_owned()
        };
        event.place = some(self.said(row, Field::Place).to_owned());
        event.actors = self.actors(row);
        event.description = some(description);
        event.note = some(self.plain(row, Field::Note, report));
        let mut keep = moments.keep;
        if self.many_lanes && !kind.is_empty() {
            keep.extend(self.column(Field::Lane));
        }
        event.certainty = self.certainty(row, &mut keep, report);
        event.importance = self.importance(row, &mut keep, report);
        self.sources(row, build, &mut event, &mut keep, report);
        (event.when, event.zone) = (moments.when, moments.zone);
        self.extra(row, &keep, &mut event);
        build.case.events.push(event);
    }

    /// True where something else than a date and a title can name the event.
    fn titled(&self, row: &Cells) -> bool {
        // What waits to be archived, or could not be, has its address and nothing else.
        let link = (self.mapping.shape == Some(Shape::AutoArchiver)).then_some(Field::Url);
        [Field::Description, Field::Id]
            .into_iter()
            .chain(link)
            .any(|f| !self.said(row, f).is_empty())
    }

    /// A row without title is called by the next best that it has.
    fn instead(
        &self,
        row: &Cells,
        description: &str,
        undated: bool,
        report: &mut Report<'_>,
    ) -> String {
        let column = self.column(Field::Title);
        let words = Words::new("the row has no title")
            .expected("a short text for the picture")
            .hint("until it has one, the next best text of the row is shown");
        match column {
            Some(_) => report.tell(Severity::Warning, Some(row), column, words),
            None => report.once(Once::NoTitle, row, None, ""),
        }
        if !description.is_empty() {
            return shorten(description);
        }
        let fields = [
            Field::Kind,
            Field::Note,
            Field::Place,
            Field::Actors,
            Field::Source,
            Field::Id,
            Field::Url,
        ];
        let found = fields.into_iter().map(|f| self.said(row, f)).find(|t| !t.is_empty());
        let other = || {
            let kept = self.fields.iter().enumerate().filter(|(_, f)| **f == Field::Keep);
            let cells = kept.map(|(n, _)| self.table.cell(row, n)).filter(|t| !t.is_empty());
            let words = |t: &&str| {
                !dates::is_nothing(t)
                    && t.chars().filter(|c| c.is_alphabetic()).count() * 2 > t.len()
            };
            // An hour, a year or a number says nothing of what happened.
            cells.clone().find(words).or_else(|| cells.clone().next())
        };
        // A line such as “Source: Ministry” below a table stands where the dates are.
        let date = || Some(self.text(row, Field::Start)).filter(|t| undated && !t.is_empty());
        found.or_else(other).or_else(date).map_or_else(|| format!("Row {}", row.number), shorten)
    }

    fn id(
        &self,
        row: &Cells,
        moments: &Moments,
        build: &mut Build<'_>,
        report: &mut Report<'_>,
    ) -> crate::case::EventId {
        let given = self.said(row, Field::Id);
        if !given.is_empty() {
            let (id, taken) = build.id(given, row.number);
            if let Some(first) = taken {
                let words =
                    Words::new(format!("the identifier “{}” is given to two rows", shorten(given)))
                        .found(given)
                        .expected("an identifier that no other row has")
                        .hint(format!("the first is row {first}; this one is called “{id}” here"));
                report.tell(Severity::Error, Some(row), self.column(Field::Id), words);
            }
            return id;
        }
        // The text of the date, and not what it was read as: choosing another order must not make other events.
        let fields =
            [Field::Title, Field::Start, Field::StartTime, Field::Year, Field::Month, Field::Day];
        let mut texts: Vec<&str> = fields.into_iter().map(|f| self.text(row, f)).collect();
        if self.text(row, Field::Title).is_empty() && !moments.given {
            texts.extend((0..row.cells).map(|c| self.table.cell(row, c)));
        }
        build.id(&format!("row-{:016x}", fingerprint(texts)), row.number).0
    }

    fn lane(&self, row: &Cells, kind: &str) -> String {
        let named = if self.many_lanes { "" } else { self.said(row, Field::Lane) };
        let era = self.mapping.shape == Some(Shape::TimelineJs) && kind.eq_ignore_ascii_case("era");
        match (named, self.lane.as_str()) {
            ("", "") if era => "Eras".to_owned(),
            ("", "") => "Events".to_owned(),
            ("", lane) => lane.to_owned(),
            (named, _) => named.to_owned(),
        }
    }

    /// Columns that the mapping leaves out.
    fn left_out(&self) -> Vec<NotCarried> {
        let skipped = self.fields.iter().enumerate().filter(|(_, f)| **f == Field::Skip);
        skipped
            .map(|(n, _)| {
                let cells =
                    self.table.rows.iter().map(|r| self.table.cell(r, n)).filter(|c| !c.is_empty());
                NotCarried {
                    what: format!(
                        "column “{}”",
                        shorten(self.table.header.get(n).map_or("", String::as_str))
                    ),
                    count: cells.clone().count(),
                    examples: cells.take(3).map(shorten).collect(),
                    why: "the mapping leaves the column out".to_owned(),
                }
            })
            .filter(|left| left.count > 0)
            .collect()
    }
}

/// A cell without the apostrophe that keeps it from being run as a formula.
fn without_guard(cell: &str) -> &str {
    let formula = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    cell.strip_prefix('\'').filter(|_| formula).unwrap_or(cell)
}

/// What programs write for nothing. “Unknown” is an answer of somebody, and stays.
fn is_dash(text: &str) -> bool {
    const SIGNS: [&str; 9] = ["-", "--", "—", "–", "n/a", "#n/a", "null", "none", "nan"];
    text.len() <= 4 && SIGNS.iter().any(|sign| text.eq_ignore_ascii_case(sign))
}

/// The row of type `title` of a TimelineJS sheet is about the whole.
fn case_title(title: String, description: String, build: &mut Build<'_>) {
    if !title.is_empty() {
        build.case.title = title;
    }
    if !description.is_empty() {
        build.case.note = Some(description);
    }
}
