//! Reads a record out of a tree and gives up only what is wrong in it.

use super::findings::{At, Finding, Findings};
use super::names;
use super::node::{Kind, Node, Step, path_text};
use super::node_record;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

/// A record with the place of everything in it.
#[derive(Debug)]
pub(super) struct Placed<T> {
    /// The record.
    pub item: T,
    /// Where it comes from, without what was given up.
    pub node: Node,
    /// Such as `events[3]`.
    pub path: String,
}

impl<T> Placed<T> {
    /// Place and path of something in the record.
    pub(super) fn place(&self, steps: &[Step]) -> (At, String) {
        let seats = self.node.seats(steps);
        let mut node = &self.node;
        for seat in &seats {
            node = node.child(seat).unwrap_or(node);
        }
        // What a list refers to by a number may be given as one thing without a list.
        let path = if seats.len() == steps.len() { &seats } else { steps };
        (node.at(), path_text(&self.path, path))
    }
}

/// Reads one record. Every field that is wrong is told and passed over; where the record cannot be
/// without it, the record itself is, and nothing is given back.
pub(super) fn read<T: DeserializeOwned>(
    node: Node,
    path: &str,
    findings: &mut Findings,
) -> Option<Placed<T>> {
    read_within(None, node, path, findings)
}

/// Each fault makes its record be read once more, so that in a large record fewer are looked for: so many values are
/// gone through in all, but at least so many faults are told.
const VALUES: usize = 1 << 22;
const FAULTS: usize = 64;

/// The same, with at most so many faults told one by one, where that is said.
fn read_within<T: DeserializeOwned>(
    mut most: Option<usize>,
    mut node: Node,
    path: &str,
    findings: &mut Findings,
) -> Option<Placed<T>> {
    let mut faults = 0;
    loop {
        // Where nothing is wrong nobody asks for the path, and to keep it takes most of the time.
        if let Some(item) = node_record::read(&node) {
            return Some(Placed { item, node, path: path.to_owned() });
        }
        let value = node.to_value();
        let error = match serde_path_to_error::deserialize(&value) {
            Ok(item) => {
                return Some(Placed { item, node, path: path.to_owned() });
            }
            Err(error) => error,
        };
        let mut seats = node.seats(&steps_of(error.path()));
        let message = error.inner().to_string();
        faults += 1;
        // Counted at the first fault: most records have none.
        let most = *most.get_or_insert_with(|| (VALUES / node.count().max(1)).max(FAULTS));
        if faults > most && !seats.is_empty() {
            seats.truncate(1);
            give_up(&mut node, &seats, most, path, findings);
            continue;
        }
        let alike =
            if message.starts_with("invalid type") { node.alike(&seats) } else { Vec::new() };
        if !give_way(&mut node, &seats, &message, path, findings) {
            return None;
        }
        for place in alike {
            if let Some(last) = seats.last_mut() {
                *last = Step::Index(place);
            }
            give_way(&mut node, &seats, &message, path, findings);
        }
    }
}

/// Removes a whole field in which there is no end of faults.
fn give_up(node: &mut Node, seats: &[Step], most: usize, path: &str, findings: &mut Findings) {
    let Some(wrong) = node.at_mut(seats) else { return };
    let path = path_text(path, seats);
    findings.push(
        Finding::error(wrong.at(), format!("{} has too many faults", subject(&path)))
            .found(brief(wrong))
            .expected(format!("at most {most} faults in its record"))
            .hint("the field is left out; correct the faults in it that are named")
            .path(path),
    );
    wrong.kind = Kind::Gone;
}

/// The path of an error. Names of variants are no fields of the file and are left out.
fn steps_of(path: &serde_path_to_error::Path) -> Vec<Step> {
    path.iter()
        .map_while(|segment| match segment {
            Segment::Seq { index } => Some(Some(Step::Index(*index))),
            Segment::Map { key } => Some(Some(Step::Key(key.clone()))),
            Segment::Enum { .. } => Some(None),
            Segment::Unknown => None,
        })
        .flatten()
        .collect()
}

/// Mends or removes the value that was complained of; false where that is the whole record.
fn give_way(
    node: &mut Node,
    seats: &[Step],
    message: &str,
    path: &str,
    findings: &mut Findings,
) -> bool {
    let Some(wrong) = node.at_mut(seats) else {
        return false;
    };
    let whole = seats.is_empty();
    let finding_path = path_text(path, seats);
    let (at, found) = (wrong.at(), brief(wrong));
    let expected = expected_words(message);
    if wrong.kind == Kind::Null && !whole {
        // Nothing is written there, and nothing is read.
        wrong.kind = Kind::Gone;
        return true;
    }
    if let Some((kind, say)) = mended(wrong, message) {
        wrong.kind = kind;
        findings.push(
            Finding::warning(at, format!("{} should be {expected}", subject(&finding_path)))
                .path(finding_path)
                .found(found)
                .expected(expected)
                .hint(say),
        );
        return true;
    }
    let lost = if whole || matches!(seats.last(), Some(Step::Index(_))) {
        "it is left out"
    } else {
        "the field is left out"
    };
    let finding = match missing_field(message) {
        Some(field) => Finding::error(at, format!("{} has no “{field}”", subject(&finding_path)))
            .expected(format!("a field “{field}”"))
            .hint(format!("add it; until then {lost}")),
        None => Finding::error(at, format!("{} cannot be read", subject(&finding_path)))
            .found(found)
            .expected(expected)
            .hint(lost),
    };
    findings.push(finding.path(finding_path));
    wrong.kind = Kind::Gone;
    !whole
}

/// `events[3].importance` is spoken of as “importance”, `events[3]` as itself.
fn subject(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or(path);
    if last.is_empty() { "the case".to_owned() } else { format!("“{last}”") }
}

/// The name in the one message of serde that speaks of what is not there.
fn missing_field(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.split('`').next()
}

/// What can only mean one thing: a number for a text, one thing for a list of one.
fn mended(node: &Node, message: &str) -> Option<(Kind, &'static str)> {
    let expected = message.split_once("expected ")?.1;
    let wants = |what: &str| expected.starts_with(what);
    match &node.kind {
        Kind::Number(n) if wants("a string") || wants("a date") => {
            Some((Kind::Text(n.to_string()), "put it in quotes; it is read as text"))
        }
        Kind::Bool(b) if wants("a string") => {
            Some((Kind::Text(b.to_string()), "put it in quotes; it is read as text"))
        }
        Kind::Text(text) if wants("a boolean") && matches!(text.as_str(), "true" | "false") => {
            Some((Kind::Bool(text == "true"), "write it without quotes; it is read all the same"))
        }
        Kind::Text(text) if wants("u32") || wants("u64") || wants("1, 2 or 3") => {
            let n: u32 = text.trim().parse().ok()?;
            Some((Kind::Number(n.into()), "write it without quotes; it is read all the same"))
        }
        Kind::Text(_) | Kind::Object(_) if wants("a sequence") => Some((
            Kind::List(vec![node.clone()]),
            "put it in brackets; it is read as a list of one",
        )),
        _ => None,
    }
}

/// The words of the deserializer in those of the manual.
fn expected_words(message: &str) -> String {
    let Some((_, expected)) = message.split_once("expected ") else {
        return String::new();
    };
    let expected = expected.split(" at line ").next().unwrap_or(expected);
    match expected {
        "a string" | "a borrowed string" => "text in quotes".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list in brackets".to_owned(),
        "a map" => "an object in braces".to_owned(),
        "u8" | "u32" | "u64" | "i64" | "i32" => "a whole number without quotes".to_owned(),
        "a tuple of size 2" => "a list of two dates".to_owned(),
        other if other.starts_with("struct ") => "an object in braces".to_owned(),
        other => other.replace('`', ""),
    }
}

/// What stands there, shortly.
fn brief(node: &Node) -> String {
    match &node.kind {
        Kind::Text(text) => format!("“{}”", text.chars().take(80).collect::<String>()),
        Kind::List(list) => format!("a list of {}", list.len()),
        Kind::Object(members) => {
            let names: Vec<&str> = members.iter().take(4).map(|m| m.key.as_str()).collect();
            format!(
                "an object with {}",
                if names.is_empty() { "nothing in it".to_owned() } else { names.join(", ") }
            )
        }
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Gone => node.to_value().to_string(),
    }
}

/// Tells names that are probably slips of known ones; other unknown names are kept and not told.
pub(super) fn slips(node: &Node, known: &[&str], path: &str, findings: &mut Findings) {
    for member in node.members() {
        let Some(meant) = names::meant(&member.key, known.iter().copied()) else {
            continue;
        };
        // Where the right name is there too, the other one is meant to be another.
        if node.get(meant).is_none() {
            findings.push(
                Finding::note(
                    At::Offset(member.key_at),
                    format!("the field “{}” is not known", member.key),
                )
                .path(path_text(path, &[Step::Key(member.key.clone())]))
                .hint(format!("perhaps “{meant}” was meant; as it stands it is kept and not used")),
            );
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::read::json_plain;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Record {
        #[serde(default)]
        names: Vec<String>,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    struct Part {
        name: String,
    }

    fn read_text(most: usize, text: &str) -> (Record, Vec<String>) {
        let mut findings = Findings::new("case.json", text);
        let node = json_plain::parse(text).unwrap();
        let placed = read_within(Some(most), node, "record", &mut findings).unwrap();
        let told = findings.into_diagnostics(text).into_iter().map(|d| d.message).collect();
        (placed.item, told)
    }

    #[test]
    fn what_is_wrong_with_one_of_a_long_list_is_told_of_each_and_the_others_stay() {
        let text = r#"{"names": ["a", 1, [2], "b", [3], 4, {}, "c", 5, [6]]}"#;
        let (record, told) = read_text(3, text);
        assert_eq!(record.names, ["a", "1", "b", "4", "c", "5"]);
        assert_eq!(told.len(), 7, "{told:?}");
    }

    #[test]
    fn where_there_is_no_end_of_faults_the_field_is_left_out() {
        let text = r#"{"names": ["a"], "parts": [{"name": "x"}, {}, {}, {}, {}, {}]}"#;
        let (record, told) = read_text(9, text);
        assert_eq!((record.parts.len(), told.len()), (1, 5), "{told:?}");
        assert_eq!(record.parts[0].name, "x");
        let (record, told) = read_text(3, text);
        assert_eq!((record.names.len(), record.parts.len(), told.len()), (1, 0, 4));
        assert!(told[0].contains("too many faults"), "{told:?}");
    }
}
