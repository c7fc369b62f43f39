//! Ways to go on with a query.

use super::Completion;
use super::sound::sounds;
use super::syntax::{CERTAINTY, Field, HAS, IS, verdict_word};
use super::words::{key, list};
use crate::case::fold::is_unseen;
use crate::case::{Case, Event};
use crate::law::Verdict;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The most that are offered: as many as a hand goes through.
const MOST: usize = 12;

/// Ways to go on with a query at byte `cursor`: fields at the beginning of a part, values of the case behind
/// `field:`, the most frequent first, at most 12.
///
/// Walks through the case once: callers that ask in every frame keep the answer. A cursor inside a character or
/// behind the end is moved to the nearest place before it.
#[must_use]
pub fn completions(text: &str, cursor: usize, case: &Case) -> Vec<Completion> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let part = Part::at(text, cursor);
    match part.field {
        Some(field) => best(values(field, case), &part),
        None if part.quoted => Vec::new(),
        None => {
            let mut all = fields(&part);
            // Whoever types a name is offered it with its field.
            if part.typed.chars().count() > 1 {
                for (field, of) in [(Field::Actor, "who acted"), (Field::Place, "place")] {
                    let named = best(values(field, case), &part).into_iter();
                    all.extend(named.map(|c| Completion {
                        text: format!("{}:{}", field.name(), c.text),
                        note: format!("{of}, {}", c.note),
                        ..c
                    }));
                }
            }
            all.truncate(MOST);
            all
        }
    }
}

/// The part of a query that the cursor stands in.
#[derive(Debug)]
struct Part<'a> {
    /// What is replaced.
    range: Range<usize>,
    /// What was typed of it before the cursor.
    typed: &'a str,
    /// The field whose value it is.
    field: Option<Field>,
    quoted: bool,
}

impl<'a> Part<'a> {
    fn at(text: &'a str, cursor: usize) -> Self {
        let before = text.get(..cursor).unwrap_or_default();
        // Where the part begins, where its value begins, and whether a quotation is open there.
        let (mut start, mut value, mut open) = (0, None, None::<usize>);
        for (at, c) in before.char_indices() {
            let next = at + c.len_utf8();
            match (c, open) {
                ('"' | '”' | '»', Some(_)) => open = None,
                (_, Some(_)) => {}
                ('"' | '“' | '„' | '«', None) => open = Some(at),
                ('(' | ')' | '|', None) => (start, value) = (next, None),
                ('-' | '−', None) if at == start => start = next,
                (',', None) if value.is_some() => value = Some(next),
                (':', None) if value.is_none() => {
                    let name = before.get(start..at).unwrap_or_default();
                    if Field::find(name).is_some() {
                        value = Some(next);
                    }
                }
                (c, None) if c.is_whitespace() || (at == start && is_unseen(c)) => {
                    (start, value) = (next, None);
                }
                _ => {}
            }
        }
        let name_end = value.map(|_| before.get(start..).and_then(|t| t.find(':')).unwrap_or(0));
        let field = name_end.and_then(|len| Field::find(before.get(start..start + len)?));
        let from = value.unwrap_or(start);
        let typed = before.get(from..).unwrap_or_default();
        let rest = text.get(cursor..).unwrap_or_default();
        let end = if open.is_some() {
            // As far as the quotation goes; what follows a lone mark is left as it is.
            rest.find(['"', '”', '»']).map_or(0, |at| {
                at + rest.get(at..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8)
            })
        } else {
            let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ')' | '(' | '|' | '"');
            rest.find(ends).unwrap_or(rest.len())
        };
        Self {
            range: from..cursor + end,
            typed: typed.trim_start_matches(['"', '“', '„', '«']),
            field,
            quoted: open.is_some(),
        }
    }
}

/// Fields that begin as what was typed.
fn fields(part: &Part<'_>) -> Vec<Completion> {
    let typed = part.typed.to_ascii_lowercase();
    Field::ALL
        .into_iter()
        .filter(|field| field.name().starts_with(&typed))
        .map(|field| Completion {
            range: part.range.clone(),
            text: format!("{}:", field.name()),
            note: field.note().to_owned(),
        })
        .collect()
}

/// A value that can follow a field.
struct Offer {
    /// As it is typed, without quotation marks.
    text: String,
    /// What it is called, or what it means.
    title: String,
    /// True where it can be found by that too.
    called: bool,
    /// How many events have it; 0 where that says nothing.
    count: usize,
}

impl Offer {
    fn note(&self) -> String {
        let events = match self.count {
            0 => String::new(),
            1 => "1 event".to_owned(),
            n => format!("{n} events"),
        };
        let both = [self.title.as_str(), events.as_str()];
        both.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The offers that fit what was typed, the best first.
fn best(offers: Vec<Offer>, part: &Part<'_>) -> Vec<Completion> {
    let typed = key(part.typed);
    let heard: Vec<_> =
        if typed.contains(' ') || typed.chars().count() < 3 { Vec::new() } else { sounds(&typed) };
    let rank = |offer: &Offer| -> Option<u8> {
        let title = if offer.called { offer.title.as_str() } else { "" };
        let (text, title) = (key(&offer.text), key(title));
        let inside = |whole: &str| whole.contains(&format!(" {typed}"));
        if text.starts_with(&typed) {
            Some(0)
        } else if title.starts_with(&typed) {
            Some(1)
        } else if inside(&text) || inside(&title) {
            Some(2)
        } else {
            let alike = |word: super::words::Word| {
                sounds(&word.text)
                    .iter()
                    .any(|s| heard.iter().any(|h| h.skeleton() == s.skeleton() && h.is_like(s)))
            };
            let words = list(&text).into_iter().chain(list(&title));
            (!heard.is_empty() && words.into_iter().any(alike)).then_some(3)
        }
    };
    let mut ranked: Vec<(u8, Offer)> =
        offers.into_iter().filter_map(|o| Some((rank(&o)?, o))).collect();
    ranked.sort_by(|(a, x), (b, y)| {
        a.cmp(b).then(y.count.cmp(&x.count)).then_with(|| x.text.cmp(&y.text))
    });
    let offered = ranked.into_iter().take(MOST).map(|(_, offer)| Completion {
        range: part.range.clone(),
        text: quoted(&offer.text),
        note: offer.note(),
    });
    offered.collect()
}

/// A value as it can be typed: in quotation marks where it has spaces or signs in it.
fn quoted(text: &str) -> String {
    let plain = |c: char| {
        !c.is_whitespace()
            && !matches!(c, '(' | ')' | '|' | ',' | '"' | '“' | '”' | '„' | '«' | '»' | '＂' | '*')
    };
    if text.chars().all(plain) {
        return text.to_owned();
    }
    // Marks inside it are no letters: nothing is lost without them.
    format!("\"{}\"", text.replace(['"', '“', '”', '„'], " ").trim())
}

/// All values that can follow a field.
fn values(field: Field, case: &Case) -> Vec<Offer> {
    let fixed = |text: &str, note: &str, count| Offer {
        text: text.to_owned(),
        title: note.to_owned(),
        called: false,
        count,
    };
    match field {
        Field::Lane => {
            let offers = counted(case, |e| vec![e.lane.as_str()]);
            let title = |o: Offer| Offer {
                title: case
                    .lanes
                    .iter()
                    .find(|l| l.id.as_str() == o.text)
                    .map_or_else(String::new, |l| l.title.clone()),
                ..o
            };
            offers.into_iter().map(title).collect()
        }
        Field::Source => sources(case),
        Field::Kind => counted(case, |e| vec![e.kind.as_str()]),
        Field::Actor => counted(case, |e| e.actors.iter().map(String::as_str).collect()),
        Field::Place => counted(case, |e| e.place.iter().map(String::as_str).collect()),
        Field::Fact => counted(case, |e| e.facts.iter().map(|f| f.fact.as_str()).collect()),
        Field::Thread => counted(case, |e| e.facts.iter().map(|f| f.thread.as_str()).collect()),
        Field::Id => {
            let offer = |e: &Event| Offer { called: true, ..fixed(e.id.as_str(), &e.title, 0) };
            case.events.iter().map(offer).collect()
        }
        Field::Certainty => {
            let of = |c| case.events.iter().filter(|e| e.certainty == c).count();
            CERTAINTY.map(|(name, c)| fixed(name, "", of(c))).into()
        }
        Field::Importance => {
            let of = |n| case.events.iter().filter(|e| e.importance.get() == n).count();
            [(1, "main events"), (2, "the others"), (3, "detail")]
                .map(|(n, note)| fixed(&n.to_string(), note, of(n)))
                .into()
        }
        Field::Is => IS.map(|(name, _, note)| fixed(name, note, 0)).into(),
        Field::Has => {
            let named = HAS.into_iter().filter(|(_, _, note)| !note.is_empty());
            named.map(|(name, _, note)| fixed(name, note, 0)).collect()
        }
        Field::Limit => limits(case),
        Field::Before | Field::After | Field::During => months(case),
    }
}

/// Values with the number of events that have them.
fn counted<'a>(case: &'a Case, of: impl Fn(&'a Event) -> Vec<&'a str>) -> Vec<Offer> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for event in &case.events {
        for value in of(event).into_iter().collect::<BTreeSet<_>>() {
            *counts.entry(value).or_default() += 1;
        }
    }
    let named = counts.into_iter().filter(|(value, _)| list_any(value));
    named
        .map(|(value, count)| Offer {
            text: value.to_owned(),
            title: String::new(),
            called: true,
            count,
        })
        .collect()
}

/// True where something in a value can be searched for.
fn list_any(value: &str) -> bool {
    !key(value).is_empty()
}

fn sources(case: &Case) -> Vec<Offer> {
    let cited = counted(case, |e| {
        let claimed = e.claims.iter().flat_map(|c| &c.sources);
        e.sources.iter().chain(claimed).map(|r| r.source.as_str()).collect()
    });
    let counts: HashMap<String, usize> = cited.into_iter().map(|o| (o.text, o.count)).collect();
    let offer = |s: &crate::case::Source| Offer {
        text: s.id.to_string(),
        title: s.title.clone(),
        called: true,
        count: counts.get(s.id.as_str()).copied().unwrap_or_default(),
    };
    case.sources.iter().filter(|s| list_any(s.id.as_str())).map(offer).collect()
}

/// Verdicts in the order in which they are listed to people, then the rules of the case.
fn limits(case: &Case) -> Vec<Offer> {
    let offer = |text: String, title: &str| Offer {
        text,
        title: title.to_owned(),
        called: title != "verdict",
        count: 0,
    };
    let verdicts = Verdict::ALL.into_iter().map(|v| offer(verdict_word(v), "verdict"));
    let title = |id: &str| {
        let fixed = case.fixed_limits.iter().find(|l| l.id.as_str() == id);
        fixed.map_or("rule", |l| l.title.as_str())
    };
    let rules: BTreeSet<&str> = case
        .listed_rules()
        .into_iter()
        .map(|(_, id)| id.as_str())
        .chain(case.fixed_limits.iter().map(|l| l.id.as_str()))
        .collect();
    verdicts.chain(rules.into_iter().map(|id| offer(id.to_owned(), title(id)))).collect()
}

/// Months in which something happened.
fn months(case: &Case) -> Vec<Offer> {
    let zone = case.zone();
    let mut counts: HashMap<(i32, u32), usize> = HashMap::new();
    for event in &case.events {
        let extent = event.when.as_ref().and_then(|w| w.extent(event.zone(zone)));
        if let Some(at) = extent.map(|e| e.start.earliest).filter(|at| !at.is_unbounded()) {
            let day = at.day(zone);
            *counts.entry((day.year(), day.month())).or_default() += 1;
        }
    }
    let offer = |((year, month), count)| Offer {
        text: format!("{year:04}-{month:02}"),
        title: format!(
            "{} {}",
            crate::date::words::month_full(month),
            crate::date::words::year(year)
        ),
        called: true,
        count,
    };
    // Years outside this are written in other ways.
    counts.into_iter().filter(|((y, _), _)| (0..=9999).contains(y)).map(offer).collect()
}
