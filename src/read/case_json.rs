//! The native case file.

use super::check;
use super::check_figures;
use super::check_letters;
use super::check_refs;
use super::check_scenarios;
use super::diagnostic::Read;
use super::fields::{Placed, read, slips};
use super::findings::{At, Finding, Findings};
use super::node::{Kind, Node, Step};
use super::{json_tree, names, text};
use crate::case::{
    Case, Event, FORMAT, Figure, FixedLimit, Lane, Redaction, RuleEntry, SavedView, Scenario,
    Source, State, VERSION, View,
};
use serde::de::DeserializeOwned;

/// A case in which everything still knows where it comes from.
pub(super) struct Draft {
    /// All but the lists.
    pub head: Placed<Case>,
    pub rules: Vec<Placed<RuleEntry>>,
    pub lanes: Vec<Placed<Lane>>,
    pub sources: Vec<Placed<Source>>,
    pub events: Vec<Placed<Event>>,
    pub states: Vec<Placed<State>>,
    pub fixed_limits: Vec<Placed<FixedLimit>>,
    pub views: Vec<Placed<View>>,
    pub figures: Vec<Placed<Figure>>,
    pub redactions: Vec<Placed<Redaction>>,
    pub saved_views: Vec<Placed<SavedView>>,
    pub scenarios: Vec<Placed<Scenario>>,
}

/// Reads a case file.
///
/// Never fails whole: what cannot be read is left out with a diagnostic, and the rest is given back.
/// `name` is what the diagnostics call the file.
#[must_use]
pub fn read_case(name: &str, bytes: &[u8]) -> Read<Case> {
    let (text, found) = text::decode(bytes);
    let mut findings = Findings::new(name, &text);
    found.into_iter().for_each(|f| findings.push(f));
    let root = json_tree::parse(&text, &mut findings).root;
    let value = root.map(|root| of_root(root, &mut findings)).unwrap_or_default();
    Read { value, diagnostics: findings.into_diagnostics(&text) }
}

/// The case in a tree: an object, or just the list of its events.
pub(super) fn of_root(root: Node, findings: &mut Findings) -> Case {
    let at = root.at();
    match root.kind {
        Kind::Object(_) => of_object(root, findings),
        Kind::List(_) => {
            findings.push(
                Finding::note(at, "the file is a bare list; it is read as the events of a case")
                    .expected("an object with title, lanes and events"),
            );
            let span = root.span.clone();
            let mut object = Node::new(span.clone(), Kind::Object(Vec::new()));
            object.put("events", String::new());
            if let Kind::Object(members) = &mut object.kind
                && let Some(member) = members.first_mut()
            {
                member.value = root;
            }
            of_object(object, findings)
        }
        _ => {
            findings.push(
                Finding::error(at, "the file holds a single value, not a case")
                    .found(root.to_value().to_string())
                    .expected("an object with title, lanes and events"),
            );
            Case::default()
        }
    }
}

/// Takes the lists out first: each of their elements is read on its own, so that one fault costs one
/// element. What is left is the head, with fields that are not known.
fn of_object(mut root: Node, findings: &mut Findings) -> Case {
    let known = names::CASE;
    slips(&root, known, "", findings);
    let has_events = root.get("events").is_some();
    let has_lanes = root.get("lanes").is_some();
    let at = root.at();
    let mut list = |key: &str| root.take(key);
    let (rules, lanes, sources) = (list("rules"), list("lanes"), list("sources"));
    let (events, states) = (list("events"), list("states"));
    let (fixed_limits, views) = (list("fixed_limits"), list("views"));
    let (figures, redactions) = (list("figures"), list("redactions"));
    let (saved_views, scenarios) = (list("saved_views"), list("scenarios"));
    let Some(head) = read::<Case>(root, "", findings) else {
        return Case::default();
    };
    let mut draft = Draft {
        head,
        rules: elements(rules, &Shape::new("rules", "", &[]), findings),
        lanes: elements(lanes, &Shape::new("lanes", "lane", names::LANE), findings),
        sources: elements(sources, &Shape::new("sources", "source", names::SOURCE), findings),
        events: elements(events, &Shape::new("events", "event", names::EVENT), findings),
        states: elements(states, &Shape::new("states", "state", names::STATE), findings),
        fixed_limits: elements(
            fixed_limits,
            &Shape::new("fixed_limits", "limit", names::FIXED_LIMIT),
            findings,
        ),
        views: elements(views, &Shape::new("views", "", names::VIEW), findings),
        figures: elements(figures, &Shape::new("figures", "figure", names::FIGURE), findings),
        redactions: elements(
            redactions,
            &Shape::new("redactions", "redaction", names::REDACTION),
            findings,
        ),
        saved_views: elements(
            saved_views,
            &Shape::new("saved_views", "view", names::SAVED_VIEW),
            findings,
        ),
        scenarios: elements(
            scenarios,
            &Shape::new("scenarios", "scenario", names::SCENARIO),
            findings,
        ),
    };
    if !has_events {
        findings.push(
            Finding::warning(at, "the case has no events")
                .expected("a field “events” with a list of events"),
        );
    }
    check_head(&mut draft.head, findings);
    for event in &draft.events {
        event_slips(event, findings);
    }
    check_refs::doubles(&mut draft, findings);
    check_refs::lanes(&mut draft, has_lanes, findings);
    check_refs::references(&draft, findings);
    check_scenarios::scenarios(&draft, findings);
    check_figures::figures(&draft, findings);
    check::dates(&draft, findings);
    check_letters::letters(&draft, findings);
    draft.into_case()
}

impl Draft {
    /// Lets go of the places, which nobody needs after the checks.
    fn into_case(self) -> Case {
        fn items<T>(list: Vec<Placed<T>>) -> Vec<T> {
            list.into_iter().map(|placed| placed.item).collect()
        }
        Case {
            rules: items(self.rules),
            lanes: items(self.lanes),
            sources: items(self.sources),
            events: items(self.events),
            states: items(self.states),
            fixed_limits: items(self.fixed_limits),
            views: items(self.views),
            figures: items(self.figures),
            redactions: items(self.redactions),
            saved_views: items(self.saved_views),
            scenarios: items(self.scenarios),
            ..self.head.item
        }
    }
}

/// What the elements of a list are like.
struct Shape {
    /// The field of the case.
    field: &'static str,
    /// What one of them is called, and the start of an id that is made for it; empty where they have none.
    one: &'static str,
    known: &'static [&'static str],
}

impl Shape {
    const fn new(field: &'static str, one: &'static str, known: &'static [&'static str]) -> Self {
        Self { field, one, known }
    }

    fn has_title(&self) -> bool {
        matches!(self.one, "lane" | "source" | "event" | "limit")
    }
}

/// Reads each element on its own.
fn elements<T: DeserializeOwned>(
    node: Option<Node>,
    shape: &Shape,
    findings: &mut Findings,
) -> Vec<Placed<T>> {
    let Some(node) = node else { return Vec::new() };
    let at = node.at();
    let wrong = |found: String| {
        Finding::error(at, format!("“{}” should be a list", shape.field))
            .path(shape.field)
            .found(found)
            .expected("a list in brackets")
    };
    let list = match node.kind {
        Kind::List(list) => list,
        Kind::Null | Kind::Gone => return Vec::new(),
        Kind::Object(_) => {
            findings.push(wrong("one object".to_owned()).hint("it is read as a list of one"));
            vec![node]
        }
        _ => {
            findings.push(wrong(node.to_value().to_string()).hint("it is left out"));
            return Vec::new();
        }
    };
    let mut placed = Vec::with_capacity(list.len());
    for (n, mut element) in list.into_iter().enumerate() {
        let path = format!("{}[{n}]", shape.field);
        if !shape.one.is_empty() && matches!(element.kind, Kind::Object(_)) {
            name_it(&mut element, shape.one, n, &path, findings);
            if shape.has_title() {
                title_it(&mut element, &path, findings);
            }
            name_claims(&mut element, &path, findings);
        }
        if let Some(read) = read::<T>(element, &path, findings) {
            slips(&read.node, shape.known, &path, findings);
            placed.push(read);
        }
    }
    placed
}

/// True where a text can be made of what stands there.
fn says_something(node: Option<&Node>) -> bool {
    node.is_some_and(|n| match &n.kind {
        Kind::Text(text) => !text.trim().is_empty(),
        Kind::Number(_) => true,
        _ => false,
    })
}

/// The id that is made for the element on seat `n`, counted from 1 as people count.
pub(super) fn made_id(one: &str, n: usize) -> String {
    format!("{one}-{}", n + 1)
}

/// Without an id nothing can refer to an element, but it can still be shown: it gets a name by its place.
fn name_it(element: &mut Node, one: &str, n: usize, path: &str, findings: &mut Findings) {
    if says_something(element.get("id")) {
        return;
    }
    let id = made_id(one, n);
    let (at, state) =
        element.get("id").map_or((element.at(), "has no id"), |id| (id.at(), "has an empty id"));
    findings.push(
        Finding::warning(at, format!("this {one} {state}"))
            .path(path)
            .expected("an id that no other has, such as a word or a number")
            .hint(format!("it is called “{id}” here, after its place in the list")),
    );
    element.put("id", id);
}

/// A mark without a word would be lost in the picture; the id is better than nothing.
fn title_it(element: &mut Node, path: &str, findings: &mut Findings) {
    if says_something(element.get("title")) {
        return;
    }
    let id = element
        .get("id")
        .map(|id| id.text().map_or_else(|| id.to_value().to_string(), str::to_owned));
    let (at, state) = element
        .get("title")
        .map_or((element.at(), "no title"), |title| (title.at(), "an empty title"));
    let id = id.unwrap_or_default();
    findings.push(
        Finding::error(at, format!("“{id}” has {state}"))
            .path(path)
            .expected("a short text for the picture")
            .hint("add a title; until then the id is shown"),
    );
    element.put("title", id);
}

/// Claims are counted one by one and named in every answer, so they need ids like everything else.
fn name_claims(event: &mut Node, path: &str, findings: &mut Findings) {
    let Some(claims) = event.at_mut(&[Step::from("claims")]) else {
        return;
    };
    let Kind::List(claims) = &mut claims.kind else {
        return;
    };
    for (n, claim) in claims.iter_mut().enumerate() {
        if matches!(claim.kind, Kind::Object(_)) {
            name_it(claim, "claim", n, &format!("{path}.claims[{n}]"), findings);
        }
    }
}

/// Slips in what an event holds; the event itself has been looked at.
fn event_slips(event: &Placed<Event>, findings: &mut Findings) {
    for (field, known) in
        [("claims", names::CLAIM), ("sources", names::SOURCE_REF), ("facts", names::FACT)]
    {
        if let Some(Kind::List(list)) = event.node.get(field).map(|n| &n.kind) {
            for (n, inner) in list.iter().enumerate() {
                slips(inner, known, &format!("{}.{field}[{n}]", event.path), findings);
            }
        }
    }
}

/// Format, version and title.
fn check_head(head: &mut Placed<Case>, findings: &mut Findings) {
    if head.item.format != FORMAT {
        let (at, path) = head.place(&["format".into()]);
        findings.push(
            Finding::error(at, "the file says that it is of another format")
                .path(path)
                .found(&head.item.format)
                .expected(FORMAT)
                .hint("what looks like a case is read all the same"),
        );
        head.item.format = FORMAT.to_owned();
    }
    if head.item.version > VERSION {
        let (at, path) = head.place(&["version".into()]);
        findings.push(
            Finding::warning(at, "the file is of a newer version than this program")
                .path(path)
                .found(head.item.version.to_string())
                .expected(format!("{VERSION}"))
                .hint("update the program; what it does not know is kept and not shown"),
        );
    }
    if head.item.title.trim().is_empty() {
        let at = head.node.get("title").map_or(At::File, Node::at);
        findings.push(Finding::note(at, "the case has no title").hint("add a field “title”"));
    }
    if let Some(opening) = head.node.get("opening") {
        slips(opening, names::OPENING, "opening", findings);
    }
}
