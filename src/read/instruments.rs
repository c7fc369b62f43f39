//! Instruments: treaties, codes and rules of court as TOML.
//!
//! A provision with a fault is left out whole. A case without one of its fields is still a case;
//! a time limit without one of its fields is another time limit.

mod profiles;

use super::diagnostic::Read;
use super::fields::{Placed, read};
use super::findings::{At, Finding, Findings};
use super::names;
use super::node::{Kind, Node};
use crate::date::{Day, Term};
use crate::law::counting::{Profile, Reading};
use crate::law::instrument::Instrument;
use crate::law::provision::{Class, Nature, Provision, Role, Said};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The head of the file.
#[derive(Debug, Deserialize)]
struct WrittenHead {
    id: String,
    title: String,
    short: Option<String>,
    version: Option<String>,
    note: Option<String>,
}

/// A provision as it is written; words that must be known are judged afterwards.
#[derive(Debug, Deserialize)]
struct Written {
    id: String,
    provision: String,
    title: String,
    class: String,
    role: Option<String>,
    nature: String,
    bound: String,
    /// True for a date of effect that comes of itself.
    #[serde(default)]
    by_itself: bool,
    #[serde(default)]
    trigger: Vec<String>,
    #[serde(default)]
    satisfied_by: Vec<String>,
    #[serde(default)]
    overtaken_by: Vec<String>,
    term: Option<String>,
    words: Option<String>,
    profile: Option<String>,
    #[serde(default)]
    readings: Vec<String>,
    applies_if: Option<String>,
    in_force: Option<WrittenPeriod>,
    consequence: Option<String>,
    citation: String,
    confidence: String,
    alias_of: Option<String>,
    note: Option<String>,
    #[serde(default)]
    said: WrittenSaid,
}

/// Turns of phrase for headlines.
#[derive(Debug, Default, Deserialize)]
struct WrittenSaid {
    could: Option<String>,
    may: Option<String>,
    from: Option<String>,
    act: Option<String>,
}

#[derive(Debug, Deserialize)]
struct WrittenPeriod {
    from: Option<String>,
    to: Option<String>,
}

const HEAD: &[&str] = &["id", "title", "short", "version", "note", "profile", "provision"];
const PROVISION: &[&str] = &[
    "id",
    "provision",
    "title",
    "class",
    "role",
    "nature",
    "bound",
    "by_itself",
    "trigger",
    "satisfied_by",
    "overtaken_by",
    "term",
    "words",
    "profile",
    "readings",
    "applies_if",
    "in_force",
    "consequence",
    "citation",
    "confidence",
    "alias_of",
    "note",
    "said",
];
const SAID: &[&str] = &["could", "may", "from", "act"];
const CLASSES: [(&str, Class); 4] = [
    ("hard", Class::Hard),
    ("court_fixed_date", Class::CourtFixedDate),
    ("qualitative", Class::Qualitative),
    ("guidance", Class::Guidance),
];
const NATURES: [(&str, Nature); 2] = [("duty", Nature::Duty), ("right", Nature::Right)];
const ROLES: [(&str, Role); 7] = [
    ("limit", Role::Limit),
    ("effect", Role::Effect),
    ("form", Role::Form),
    ("sequence", Role::Sequence),
    ("competence", Role::Competence),
    ("gate", Role::Gate),
    ("variation", Role::Variation),
];

/// Reads an instrument. `None` where it has no id or title; provisions with a fault are left out.
#[must_use]
pub fn read_instrument(name: &str, text: &str) -> Read<Option<Instrument>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut findings = Findings::new(name, text);
    let value = instrument(text, &mut findings);
    Read { value, diagnostics: findings.into_diagnostics(text) }
}

/// Goes through the file: the head, then each provision on its own.
fn instrument(text: &str, findings: &mut Findings) -> Option<Instrument> {
    let (table, faults) = toml::de::DeTable::parse_recoverable(text);
    for fault in faults {
        let at = fault.span().map_or(At::File, |span| At::Offset(span.start));
        let found = fault.span().and_then(|span| text.get(span)).unwrap_or_default();
        findings.push(
            Finding::error(at, format!("this is not TOML: {}", fault.message())).found(found),
        );
    }
    let mut root = Node::from_toml_table(&table);
    unknown(&root, HEAD, "", findings);
    let list = root.take("provision");
    let profiles = profiles::profiles(root.take("profile"), findings);
    let head = read::<WrittenHead>(root, "", findings)?.item;
    let mut instrument = Instrument {
        short: head.short.unwrap_or_else(|| head.title.clone()),
        id: head.id,
        title: head.title,
        version: head.version.unwrap_or_default(),
        note: head.note,
        profiles,
        provisions: Vec::new(),
    };
    let list = match list.map(|list| (list.at(), list.kind)) {
        Some((_, Kind::List(list))) => list,
        Some((at, _)) => {
            findings
                .push(Finding::error(at, "“provision” should be a list").expected("[[provision]]"));
            Vec::new()
        }
        None => Vec::new(),
    };
    let mut places: BTreeMap<String, At> = BTreeMap::new();
    for (n, node) in list.into_iter().enumerate() {
        let path = format!("provision[{n}]");
        let (at, id) =
            (node.at(), node.get("id").and_then(Node::text).unwrap_or("without id").to_owned());
        let before = findings.errors();
        unknown(&node, PROVISION, &path, findings);
        if let Some(said) = node.get("said") {
            unknown(said, SAID, &format!("{path}.said"), findings);
        }
        let provision = one(node, &path, &instrument, findings);
        if let Some(first) = places.get(&id) {
            findings.push(taken(&id, at, *first, findings));
        }
        match provision.filter(|_| findings.errors() == before) {
            Some(provision) => {
                places.insert(id, at);
                instrument.provisions.push(provision);
            }
            None => findings.push(
                Finding::error(at, format!("the provision “{id}” is left out"))
                    .path(path)
                    .hint("a time limit with a fault is not counted; correct what is named here"),
            ),
        }
    }
    Some(instrument)
}

/// A rule is cited by its id; two with one id could not be told apart in any output.
fn taken(id: &str, at: At, first: At, findings: &Findings) -> Finding {
    let line = if let At::Offset(offset) = first { findings.line_of(offset) } else { 0 };
    Finding::error(at, format!("the id “{id}” is given to two provisions"))
        .found(id)
        .hint(format!("the first is in line {line}"))
}

/// Fields that nobody reads. A slip would leave a rule of law without one of its parts.
fn unknown(node: &Node, known: &[&str], path: &str, findings: &mut Findings) {
    for member in node.members().iter().filter(|m| !known.contains(&m.key.as_str())) {
        let message = format!("the field “{}” is not known", member.key);
        let at = At::Offset(member.key_at);
        findings.push(match names::meant(&member.key, known.iter().copied()) {
            Some(meant) => {
                Finding::error(at, message).path(path).hint(format!("perhaps “{meant}” was meant"))
            }
            None => Finding::warning(at, message).path(path).hint("it is not used"),
        });
    }
}

/// One provision. `None` or an error among the findings means that it is left out.
fn one(
    node: Node,
    path: &str,
    instrument: &Instrument,
    findings: &mut Findings,
) -> Option<Provision> {
    let placed = read::<Written>(node, path, findings)?;
    let w = &placed.item;
    let class = known("class", &w.class, &CLASSES, &placed, findings)?;
    let nature = known("nature", &w.nature, &NATURES, &placed, findings)?;
    let role = match &w.role {
        Some(role) => known("role", role, &ROLES, &placed, findings)?,
        None => Role::Limit,
    };
    let term: Option<Term> = parsed("term", w.term.as_deref(), &placed, findings);
    let own = |name: &str| instrument.profiles.iter().find(|p| p.id.eq_ignore_ascii_case(name));
    let setting = w.profile.as_deref().and_then(own).cloned();
    let profile: Option<Profile> = match &setting {
        Some(setting) => Some(setting.counts),
        None => parsed("profile", w.profile.as_deref(), &placed, findings),
    };
    let readings = readings(profile, &placed, findings);
    let in_force = in_force(&placed, findings);
    alone(&placed, findings);
    let needs_term =
        profile.is_some_and(|p| !matches!(p, Profile::Caldate | Profile::FirstOfMonthAfter60thDay));
    if term.is_some() != needs_term
        && w.profile.is_some() == profile.is_some()
        && w.term.is_some() == term.is_some()
    {
        let message = if term.is_some() {
            "a term needs a profile by which it is counted"
        } else {
            "the profile needs a term"
        };
        findings.push(
            Finding::error(placed.node.at(), message).path(path).expected("both, or neither"),
        );
    }
    let w = placed.item;
    Some(Provision {
        id: w.id.into(),
        instrument: instrument.id.clone(),
        provision: w.provision,
        title: w.title,
        class,
        role,
        nature,
        bound: w.bound,
        by_itself: w.by_itself,
        trigger: w.trigger.into_iter().map(Into::into).collect(),
        satisfied_by: w.satisfied_by.into_iter().map(Into::into).collect(),
        overtaken_by: w.overtaken_by.into_iter().map(Into::into).collect(),
        term,
        words: w.words,
        profile,
        setting,
        readings,
        applies_if: w.applies_if,
        in_force,
        consequence: w.consequence,
        citation: w.citation,
        confidence: w.confidence,
        alias_of: w.alias_of.map(Into::into),
        note: w.note,
        said: Said { could: w.said.could, may: w.said.may, from: w.said.from, act: w.said.act },
    })
}

/// A word out of a fixed list.
fn known<T: Copy, W>(
    field: &str,
    word: &str,
    all: &[(&str, T)],
    placed: &Placed<W>,
    findings: &mut Findings,
) -> Option<T> {
    let hit = all.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    if hit.is_none() {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let (at, path) = placed.place(&[field.into()]);
        findings.push(
            Finding::error(at, format!("there is no {field} “{word}”"))
                .path(path)
                .found(word)
                .expected(format!("one of {}", names.join(", "))),
        );
    }
    hit
}

/// A value whose own error says what was expected.
fn parsed<T: std::str::FromStr>(
    field: &str,
    text: Option<&str>,
    placed: &Placed<Written>,
    findings: &mut Findings,
) -> Option<T>
where
    T::Err: std::fmt::Display,
{
    let text = text?;
    let wrong = match text.parse() {
        Ok(value) => return Some(value),
        Err(e) => e,
    };
    let (at, path) = placed.place(&[field.into()]);
    findings.push(Finding::error(at, wrong.to_string()).path(path).found(text));
    None
}

/// Readings are named by their profile, and each profile has its own.
fn readings(
    profile: Option<Profile>,
    placed: &Placed<Written>,
    findings: &mut Findings,
) -> Vec<Reading> {
    let mut readings = Vec::new();
    for (n, name) in placed.item.readings.iter().enumerate() {
        let wrong = match profile.map(|profile| profile.reading(name)) {
            Some(Ok(reading)) => {
                readings.push(reading);
                continue;
            }
            Some(Err(e)) => e.to_string(),
            None => "readings need a profile to which they belong".to_owned(),
        };
        let (at, path) = placed.place(&["readings".into(), n.into()]);
        findings.push(Finding::error(at, wrong).path(path).found(name));
    }
    readings
}

/// First and last day in force.
fn in_force(placed: &Placed<Written>, findings: &mut Findings) -> (Option<Day>, Option<Day>) {
    let Some(period) = &placed.item.in_force else {
        return (None, None);
    };
    let mut day = |field: &str, text: &Option<String>| {
        let text = text.as_deref()?;
        let day = text.parse().ok().map(Day::from_naive);
        if day.is_none() {
            let (at, path) = placed.place(&["in_force".into(), field.into()]);
            findings.push(
                Finding::error(at, format!("“{text}” is not a day"))
                    .path(path)
                    .expected("a day such as 2017-10-31"),
            );
        }
        day
    };
    let (from, to) = (day("from", &period.from), day("to", &period.to));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        let (at, path) = placed.place(&["in_force".into()]);
        findings.push(Finding::error(at, "the rule ends before it begins to apply").path(path));
    }
    (from, to)
}

/// A rule by reference takes its time from its target and has none of its own.
fn alone(placed: &Placed<Written>, findings: &mut Findings) {
    let w = &placed.item;
    let Some(target) = &w.alias_of else { return };
    let own = [
        ("term", w.term.is_some()),
        ("profile", w.profile.is_some()),
        ("readings", !w.readings.is_empty()),
    ];
    for (field, _) in own.iter().filter(|(_, given)| *given) {
        let (at, path) = placed.place(&[(*field).into()]);
        findings.push(
            Finding::error(at, format!("a rule by reference has no {field} of its own"))
                .path(path)
                .hint(format!("leave it out: it is that of “{target}”")),
        );
    }
    if *target == w.id {
        let (at, path) = placed.place(&["alias_of".into()]);
        findings.push(Finding::error(at, "a rule cannot refer to itself").path(path).found(target));
    }
}
