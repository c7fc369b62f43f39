//! The fields of the rule editor: what each is called, what it means, and how it is typed.

use super::Kind;

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// Several names, separated by commas.
    List,
    /// One of these words; the first goes without saying.
    Choice(&'static [&'static str]),
    /// A way of counting: a built-in one, or one of the instrument.
    Profile,
    /// A calendar that is loaded.
    Calendar,
    /// Yes or no.
    Flag,
    /// Holidays, one on a line.
    Holidays,
}

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file; a dot leads into a table.
    pub key: &'static str,
    /// What the editor calls it.
    pub label: &'static str,
    /// What it means.
    pub hint: &'static str,
    /// How it is typed.
    pub shape: Shape,
}

const fn field(key: &'static str, label: &'static str, shape: Shape, hint: &'static str) -> Field {
    Field { key, label, hint, shape }
}

/// The fields of a thing, in the order in which they are asked.
#[must_use]
pub const fn fields(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Head(_) => HEAD,
        Kind::Rule(..) => RULE,
        Kind::Profile(..) => PROFILE,
        Kind::Calendar(_) => CALENDAR,
    }
}

const HEAD: &[Field] = &[
    field("id", "Id", Shape::Line, "Letters, digits and hyphens; it names the file too"),
    field("title", "Title", Shape::Line, "In full"),
    field("short", "Short title", Shape::Line, "As it is cited in few words"),
    field("version", "Version", Shape::Line, "Of these data, such as 2025-11"),
    field("note", "Note", Shape::Text, "What copy was read"),
];

const RULE: &[Field] = &[
    field("id", "Id", Shape::Line, "Such as R-RPE-188"),
    field("provision", "Provision", Shape::Line, "As printed beside the limit: Rule 188"),
    field("title", "Title", Shape::Line, "What must or may be done: Receive surrender papers"),
    field(
        "class",
        "Class",
        Shape::Choice(&["hard", "court_fixed_date", "qualitative", "guidance"]),
        "hard: a number in the text; qualitative: words only, never a number; guidance: a benchmark",
    ),
    field(
        "role",
        "Part",
        Shape::Choice(&["limit", "effect", "form", "sequence", "competence", "gate", "variation"]),
        "Only a limit is counted; the others are listed for reference",
    ),
    field("nature", "Nature", Shape::Choice(&["duty", "right"]), "Whether somebody must, or may"),
    field("bound", "Whom it binds", Shape::Line, "Or entitles"),
    field("trigger", "Trigger", Shape::List, "Facts that set it off, such as arrest.made"),
    field("satisfied_by", "Satisfied by", Shape::List, "Facts that satisfy it"),
    field("overtaken_by", "Overtaken by", Shape::List, "Facts that make it moot"),
    field(
        "term",
        "Term",
        Shape::Line,
        "PT48H, P60D, P1M or P1Y; empty where the text has words only",
    ),
    field("words", "Time in words", Shape::Line, "The text's own word, such as promptly"),
    field("profile", "Counted by", Shape::Profile, "The way of counting"),
    field("readings", "Readings", Shape::List, "Ways to read the counting, the default first"),
    field("applies_if", "Applies if", Shape::Line, "The premise, printed with every verdict"),
    field("in_force.from", "In force from", Shape::Line, "A day such as 2017-10-31"),
    field("in_force.to", "In force until", Shape::Line, "The last day"),
    field("consequence", "Consequence", Shape::Line, "What the text attaches to it"),
    field("citation", "Citation", Shape::Line, "In full"),
    field(
        "confidence",
        "How well the text is known",
        Shape::Line,
        "V-text: read in the text; V-rep: as reported; or a sentence",
    ),
    field("alias_of", "Takes its time from", Shape::Line, "Id of the rule that it refers to"),
    field("by_itself", "Comes of itself", Shape::Flag, "Nobody has to act: a date of effect"),
    field("note", "Note", Shape::Text, "Caveats"),
    field("said.could", "Words: could", Shape::Line, "the papers could have arrived"),
    field("said.may", "Words: may", Shape::Line, "the papers may arrive"),
    field("said.from", "Words: from", Shape::Line, "the arrest"),
    field("said.act", "Words: act", Shape::Line, "the appearance before a judge"),
];

const PROFILE: &[Field] = &[
    field("id", "Id", Shape::Line, "A name of its own, such as CPR-2.8"),
    field("title", "Title", Shape::Line, "What it is, in a few words"),
    field(
        "counts",
        "Counts",
        Shape::Choice(&["CALDAYS_EXCL_FIRST", "HOURS", "MONTHS_YEARS"]),
        "Days, hours, or months and years",
    ),
    field(
        "days",
        "Days",
        Shape::Choice(&["calendar", "working"]),
        "All days, or those that are worked in the calendar",
    ),
    field("zone", "Zone", Shape::Line, "IANA name; that of the case where left out"),
    field("calendar", "Calendar", Shape::Calendar, "For working days"),
    field(
        "end",
        "An end on a day that is not worked",
        Shape::Choice(&["stays", "next-working-day", "previous-working-day"]),
        "Whether it moves",
    ),
    field("citation", "Citation", Shape::Line, "What says so, for the trace"),
    field("note", "Note", Shape::Text, "Caveats"),
];

const CALENDAR: &[Field] = &[
    field("id", "Id", Shape::Line, "Letters, digits and hyphens; it names the file too"),
    field("title", "Title", Shape::Line, "What it is a calendar of"),
    field("zone", "Zone", Shape::Line, "IANA name of its clock, such as Europe/Rome"),
    field("weekend", "Weekend", Shape::List, "Days of the week that are not worked: Sat, Sun"),
    field("filing_from", "First filing hour", Shape::Line, "Such as 09:00"),
    field("filing_until", "Last filing hour", Shape::Line, "Such as 16:00"),
    field(
        "holiday",
        "Holidays",
        Shape::Holidays,
        "One on a line: 2025-12-25 Christmas · 12-25 Christmas from 2020 to 2030 · easter+1 Easter Monday",
    ),
];
