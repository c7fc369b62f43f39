//! Content lines of iCalendar, unfolded, and the components that they make. Broken lines are told and passed over.

use super::super::book::Book;
use super::super::told::Place;
use super::printable;

/// A line with more parameters is no property.
const MOST_PARAMETERS: usize = 64;

/// A property with its parameters.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its line in the file, from 1.
    pub number: usize,
    /// Its name in capitals.
    pub name: String,
    /// Names in capitals, and values without their quotes.
    pub parameters: Vec<(String, String)>,
    /// As it is written, escapes and all.
    pub value: String,
}

/// A component with what it holds.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// Its name in capitals, such as `VEVENT`.
    pub name: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its properties.
    pub lines: Vec<Line>,
    /// The components in it.
    pub children: Vec<Self>,
}

impl Line {
    /// A parameter; empty where there is none.
    pub(super) fn parameter(&self, name: &str) -> &str {
        self.parameters.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// The value as text, without escapes.
    pub(super) fn text(&self) -> String {
        unescape(&self.value)
    }

    /// The value as text, with the zone and the range of a date before it, as the file has them.
    pub(super) fn with_parameters(&self) -> String {
        let named = self.parameters.iter().filter(|(n, _)| n == "TZID" || n == "RANGE");
        let named: Vec<String> = named.map(|(name, value)| format!("{name}={value}")).collect();
        let before = if named.is_empty() { String::new() } else { named.join(";") + ":" };
        before + self.text().trim()
    }

    /// The values of a list that is divided by commas.
    pub(super) fn list(&self) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut escaped = false;
        for c in self.value.chars() {
            if c == ',' && !escaped {
                parts.push(String::new());
                continue;
            }
            escaped = c == '\\' && !escaped;
            if let Some(last) = parts.last_mut() {
                last.push(c);
            }
        }
        parts.iter().map(|p| unescape(p).trim().to_owned()).filter(|p| !p.is_empty()).collect()
    }
}

impl Component {
    /// The first property of that name.
    pub(super) fn get(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|l| l.name == name)
    }

    /// Its text; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).map(|l| l.text().trim().to_owned()).unwrap_or_default()
    }

    /// All properties of that name.
    pub(super) fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Line> {
        self.lines.iter().filter(move |l| l.name == name)
    }
}

/// `\n`, `\,`, `\;` and `\\` as what they stand for.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(other @ (',' | ';' | '\\' | ':' | '"')) => out.push(other),
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
}

/// The lines of a text as they were before folding, with their numbers.
fn unfold(text: &str, book: &mut Book<'_>) -> Vec<(usize, String)> {
    let most = book.limits.cell;
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut cut = false;
    let whole = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut all = whole.split('\n').enumerate();
    while let Some((n, line)) = all.next() {
        let continued = line.strip_prefix([' ', '\t']);
        match (continued, lines.last_mut()) {
            (_, Some((_, last))) if printable::goes_on(last) && last.len() + line.len() <= most => {
                last.pop();
                last.push_str(line);
            }
            (Some(rest), Some((_, last))) => {
                if last.len() + rest.len() <= most {
                    last.push_str(rest);
                } else if !cut {
                    cut = true;
                    let name: String = last.chars().take(40).collect();
                    book.tell(
                        Place::on_line(n + 1)
                            .error("this line is too long; the rest of it was left out, here and elsewhere")
                            .found(name)
                            .expected(format!("at most {most} bytes in one line")),
                    );
                }
            }
            // A bare line behind a text was broken by hand: it goes on with it.
            (None, Some((_, last)))
                if !line.trim().is_empty()
                    && !begins(line)
                    && is_text(last)
                    && !goes_on(line, all.clone().map(|(_, l)| l))
                    && !folded(line, all.clone().map(|(_, l)| l)) =>
            {
                book.tell(
                    Place::on_line(n + 1)
                        .warning(
                            "this line is no property; it is read as the rest of the line above",
                        )
                        .found(line)
                        .expected("a space before the rest of a line that goes on"),
                );
                if last.len() + line.len() <= most {
                    last.push_str("\\n");
                    last.push_str(line);
                }
            }
            _ if line.trim().is_empty() => {}
            _ => lines.push((
                n + 1,
                line.get(..line.floor_char_boundary(most)).unwrap_or_default().to_owned(),
            )),
        }
    }
    lines
}

/// Names that some programs write in small letters.
const USUAL: [&str; 14] = [
    "begin",
    "end",
    "uid",
    "dtstart",
    "dtend",
    "dtstamp",
    "due",
    "duration",
    "summary",
    "description",
    "location",
    "status",
    "categories",
    "rrule",
];

/// True where a line begins with the name of a property.
fn begins(line: &str) -> bool {
    let name = line.split([':', ';']).next().unwrap_or_default().trim();
    let signs =
        name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ' '));
    let capitals = !name.chars().any(|c| c.is_ascii_lowercase());
    let usual = USUAL.iter().any(|u| name.eq_ignore_ascii_case(u));
    line.contains(':') && !name.is_empty() && signs && (capitals || usual)
}

/// True where a line is the name of a property alone, and its value stands on the next line that is not blank, as
/// Mozilla once wrote it.
fn goes_on<'l>(line: &str, mut below: impl Iterator<Item = &'l str>) -> bool {
    let name = line.trim_end();
    let signs = name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
    let next = below.find(|l| !l.trim().is_empty()).unwrap_or_default();
    signs && next.starts_with([' ', '\t']) && next.trim_start().starts_with([':', ';'])
}

/// True where a line without a colon is the beginning of a property that was folded early: the lines below it that
/// begin with a blank make it one, `DTSTART;TZID=America/` with ` New_York:20250119T093000`.
fn folded<'l>(line: &str, below: impl Iterator<Item = &'l str>) -> bool {
    let name = line.split(';').next().unwrap_or_default();
    let signs = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(signs) {
        return false;
    }
    // A fold may stand anywhere, and a line that is folded into more pieces is none that anybody wrote.
    let rest = below.map_while(|l| l.strip_prefix([' ', '\t'])).take(16);
    let whole = std::iter::once(line).chain(rest).collect::<String>();
    let Some(property) = content(0, &whole) else { return false };
    let stated = |(key, value): &(String, String)| !key.is_empty() && !value.is_empty();
    if line.contains(';') {
        return property.parameters.first().is_some_and(stated);
    }
    let known = USUAL.iter().any(|usual| property.name.eq_ignore_ascii_case(usual));
    known || property.name.starts_with("X-")
}

fn is_text(line: &str) -> bool {
    ["DESCRIPTION", "SUMMARY", "COMMENT", "LOCATION", "X-ALT-DESC"]
        .iter()
        .any(|name| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
}

/// A content line; `None` where it is none.
fn content(number: usize, text: &str) -> Option<Line> {
    let end = text.find([':', ';'])?;
    let name = text.get(..end)?.trim();
    // A name may stand in a group, as in vCard.
    let name = name.rsplit('.').next().unwrap_or_default();
    // Blanks in a name are the slip of a program; between small letters they are those of a sentence.
    let spaced = name.contains(' ') && !name.chars().any(|c| c.is_ascii_lowercase());
    let name = if spaced { name.replace(' ', "") } else { name.to_owned() }.to_ascii_uppercase();
    if name.is_empty() || name.len() > 100 || name.contains(char::is_whitespace) {
        return None;
    }
    let mut line = Line { number, name, ..Line::default() };
    let mut rest = text.get(end..)?;
    while let Some(after) = rest.strip_prefix(';') {
        let key_end = after.find(['=', ';', ':'])?;
        let key = after.get(..key_end)?.trim().to_ascii_uppercase();
        rest = after.get(key_end..)?;
        let mut value = String::new();
        if let Some(written) = rest.strip_prefix('=') {
            let (found, left) = parameter(written);
            value = found;
            rest = left;
        }
        if line.parameters.len() >= MOST_PARAMETERS {
            return None;
        }
        line.parameters.push((key, value));
    }
    line.value = rest.strip_prefix(':')?.to_owned();
    if line.parameter("ENCODING").eq_ignore_ascii_case("QUOTED-PRINTABLE")
        && let Some(value) = printable::decoded(&line.value, line.parameter("CHARSET"))
    {
        line.value = value;
    }
    Some(line)
}

/// A parameter's value up to the next `;` or `:` outside of quotes, and the rest. Carets stand for quotes and line
/// ends (RFC 6868).
fn parameter(text: &str) -> (String, &str) {
    let closes = text.matches('"').count().is_multiple_of(2);
    let (mut quoted, mut value) = (false, String::new());
    for (n, c) in text.char_indices() {
        match c {
            '"' if closes || quoted || text.get(n + 1..).unwrap_or_default().contains('"') => {
                quoted = !quoted
            }
            ';' | ':' if !quoted => return (carets(&value), text.get(n..).unwrap_or_default()),
            c => value.push(c),
        }
    }
    (carets(&value), "")
}

fn carets(text: &str) -> String {
    if !text.contains('^') {
        return text.to_owned();
    }
    text.replace("^n", "\n").replace("^'", "\"").replace("^^", "^")
}

/// The components of a file. What is not closed is closed where the next of its kind begins, or at the end.
pub(super) fn components(text: &str, book: &mut Book<'_>) -> Vec<Component> {
    let deepest = book.limits.depth;
    let mut roots = Vec::new();
    let mut stack: Vec<Component> = Vec::new();
    let mut told_deep = false;
    for (number, text) in unfold(text, book) {
        let Some(line) = content(number, &text) else {
            book.tell(
                Place::on_line(number)
                    .warning("this line is no property; it was passed over")
                    .found(&text)
                    .expected("a line such as SUMMARY:Hearing"),
            );
            continue;
        };
        let named = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" => {
                // Events lie in no event: the one before has lost its end.
                let record = |name: &str| {
                    matches!(name, "VEVENT" | "VTODO" | "VJOURNAL" | "VTIMEZONE" | "VCALENDAR")
                };
                while record(&named) && stack.last().is_some_and(|c| c.name != "VCALENDAR") {
                    unclosed(&stack, number, book);
                    close(&mut stack, &mut roots);
                }
                if named == "VCALENDAR" && !stack.is_empty() {
                    unclosed(&stack, number, book);
                    while !stack.is_empty() {
                        close(&mut stack, &mut roots);
                    }
                }
                if stack.len() < deepest {
                    stack.push(Component { name: named, line: number, ..Component::default() });
                } else if !told_deep {
                    told_deep = true;
                    book.tell(
                        Place::on_line(number)
                            .error("components are nested too deep; the inner ones were left out")
                            .expected(format!("at most {deepest} levels")),
                    );
                }
            }
            "END" => {
                if stack.iter().any(|c| c.name == named) {
                    while stack.last().is_some_and(|c| c.name != named) {
                        unclosed(&stack, number, book);
                        close(&mut stack, &mut roots);
                    }
                    close(&mut stack, &mut roots);
                } else if !told_deep {
                    book.tell(
                        Place::on_line(number)
                            .warning("nothing of that name was begun")
                            .found(&text),
                    );
                }
            }
            _ => match stack.last_mut() {
                Some(component) => component.lines.push(line),
                None => book.tell(
                    Place::on_line(number)
                        .warning(
                            "this property stands outside of every component; it was passed over",
                        )
                        .found(&text),
                ),
            },
        }
    }
    if !stack.is_empty() {
        let end = stack.last().map_or(0, |c| c.line);
        unclosed(&stack, end, book);
    }
    while !stack.is_empty() {
        close(&mut stack, &mut roots);
    }
    roots
}

fn unclosed(stack: &[Component], at: usize, book: &mut Book<'_>) {
    if let Some(open) = stack.last() {
        book.tell(
            Place::on_line(at)
                .warning(format!(
                    "the {} of line {} is never closed; it is read as far as it goes",
                    open.name, open.line
                ))
                .expected(format!("END:{}", open.name))
                .hint("the file may have been cut short"),
        );
    }
}

fn close(stack: &mut Vec<Component>, roots: &mut Vec<Component>) {
    let Some(done) = stack.pop() else { return };
    match stack.last_mut() {
        Some(parent) => parent.children.push(done),
        None => roots.push(done),
    }
}
