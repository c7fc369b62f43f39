//! vis-timeline: items and groups, as JSON or as the script of a page.
//!
//! A date without an hour stays a day, at the start and at the end. Instants in milliseconds are UTC. The type of an
//! item is kept as its kind, groups are lanes, and a group that holds others is named at their head.

use super::book::{Book, keep_field, one_line};
use super::dates;
use super::decode;
use super::html;
use super::js::Named;
use super::json::{self, Lines, field, list, scalar};
use super::told::Place;
use crate::case::{Event, LaneId};
use crate::read::import::Input;
use crate::read::node::{Kind, Node};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a document.
pub(super) fn read(input: &Input, book: &mut Book<'_>) {
    let text = decode::decode(input, book);
    let lines = Lines::of(&text);
    let roots = json::roots(&text, book, &input.name);
    let (mut items, mut groups) = (Vec::new(), Vec::new());
    for root in &roots {
        sort_out(root, &mut items, &mut groups);
    }
    if items.is_empty() {
        book.tell(
            Place::FILE
                .error("there are no items")
                .field("items")
                .expected("a list of items, or an object with “items” and “groups”"),
        );
    }
    let mut lanes = Groups::of(&groups, book);
    let mut end_days = 0_usize;
    for item in items {
        let Some(place) = book.record(lines.line(item)) else { return };
        if json::is_object(item, place, "item", book) {
            event(item, place, &mut lanes, &mut end_days, book);
        }
    }
    if end_days > 0 {
        book.tell(Place::FILE.note(format!(
            "{end_days} items end on a day without an hour; the day is kept, while vis-timeline draws only to its start"
        )).field("end"));
    }
    if let [Named { value, .. }] = roots.as_slice() {
        for member in value.members() {
            let used = ["items", "groups", "data", "events"].contains(&member.key.as_str());
            if !used {
                keep_field(
                    &mut book.case.extra,
                    "vis-timeline",
                    &member.key,
                    json::value(&member.value),
                );
            }
        }
        let title = field(value, "title");
        if !title.is_empty() {
            book.case.title = one_line(&html::plain(&title));
            book.case.extra.remove("title");
            book.case.extra.remove("vis-timeline title");
        }
    }
}

/// Tells lists of items from lists of groups.
fn sort_out<'n>(root: &'n Named, items: &mut Vec<&'n Node>, groups: &mut Vec<&'n Node>) {
    let node = &root.value;
    let inner = ["items", "data", "events"]
        .into_iter()
        .find_map(|k| node.get(k))
        .filter(|n| matches!(n.kind, Kind::List(_) | Kind::Object(_)));
    if inner.is_some() || node.get("groups").is_some() {
        items.extend(elements(inner));
        groups.extend(elements(node.get("groups")));
        return;
    }
    let all = list(Some(node));
    // Options have a start as well; an item alone has an id or words.
    let options = matches!(node.kind, Kind::Object(_))
        && node.get("content").is_none()
        && node.get("id").is_none();
    if options && !root.name.is_empty() {
        return;
    }
    let dated = all.iter().any(|n| n.get("start").is_some());
    let named_groups = root.name.to_lowercase().contains("group");
    if dated && !named_groups {
        items.extend(all);
    } else if named_groups
        || all.iter().all(|n| n.get("id").is_some() && n.get("content").is_some())
    {
        groups.extend(all);
    }
}

/// A list, or the values of a DataSet that was written out as an object (`_data`).
fn elements(node: Option<&Node>) -> Vec<&Node> {
    match node {
        Some(node) if node.get("_data").is_some() => elements(node.get("_data")),
        Some(Node { kind: Kind::Object(members), .. })
            if members.iter().all(|m| matches!(m.value.kind, Kind::Object(_))) =>
        {
            members.iter().map(|m| &m.value).collect()
        }
        other => list(other).iter().collect(),
    }
}

/// Groups by their ids.
struct Groups<'n> {
    known: BTreeMap<String, &'n Node>,
    above: BTreeMap<String, String>,
    told: BTreeSet<String>,
    made: BTreeMap<String, LaneId>,
}

impl<'n> Groups<'n> {
    /// Lanes stand in the order that the file states, else in that of the list.
    fn of(groups: &[&'n Node], book: &mut Book<'_>) -> Self {
        let mut known = BTreeMap::new();
        let mut above = BTreeMap::new();
        let mut sorted: Vec<(i64, &Node)> = Vec::new();
        for (n, group) in groups.iter().enumerate() {
            let id = field(group, "id");
            if id.is_empty() {
                book.tell(
                    Place::FILE
                        .error("a group has no id; no item can stand in it")
                        .field("groups")
                        .found(group.to_value().to_string())
                        .expected("an id"),
                );
                continue;
            }
            for nested in list(group.get("nestedGroups")) {
                above.insert(scalar(Some(nested)), id.clone());
            }
            let order = field(group, "order").parse::<f64>().ok().filter(|o| o.is_finite());
            let place = i64::try_from(n).unwrap_or(i64::MAX);
            // A stated order counts in thousandths, so that 1.5 stands between 1 and 2.
            #[allow(clippy::cast_possible_truncation)]
            let rank = order.map_or(place, |o| (o.clamp(-1e12, 1e12) * 1000.0) as i64);
            sorted.push((rank, group));
            known.insert(id, *group);
        }
        sorted.sort_by_key(|(rank, _)| *rank);
        let mut lanes = Self { known, above, told: BTreeSet::new(), made: BTreeMap::new() };
        for (_, group) in sorted {
            let id = field(group, "id");
            // A group that only holds others has no items of its own.
            if list(group.get("nestedGroups")).is_empty() {
                lanes.lane(&id, Place::FILE, book);
            }
        }
        lanes
    }

    /// The lane of a group.
    fn lane(&mut self, id: &str, place: Place, book: &mut Book<'_>) -> LaneId {
        if id.is_empty() {
            return book.lane("Events");
        }
        if let Some(made) = self.made.get(id) {
            return made.clone();
        }
        let Some(group) = self.known.get(id) else {
            if self.told.insert(id.to_owned()) {
                book.tell(
                    place
                        .warning("there is no group of that id; a lane of its name was made")
                        .field("group")
                        .found(id)
                        .expected("the id of a group in the file"),
                );
            }
            return book.lane_named(id, id);
        };
        let content = one_line(&html::plain(&field(group, "content")));
        let title = if content.is_empty() { id } else { &content };
        let lane = book.lane_named(id, title);
        self.made.insert(id.to_owned(), lane.clone());
        let mut heads = Vec::new();
        let mut at = id;
        // Groups that hold each other would go on for ever.
        while let Some(above) = self.above.get(at).filter(|_| heads.len() < 8) {
            let name = self.known.get(above).map(|g| one_line(&html::plain(&field(g, "content"))));
            heads.push(name.filter(|n| !n.is_empty()).unwrap_or_else(|| above.clone()));
            at = above;
        }
        heads.reverse();
        let known = ["id", "content", "nestedGroups", "showNested", "order"];
        let rest: Vec<_> =
            group.members().iter().filter(|m| !known.contains(&m.key.as_str())).collect();
        if let Some(lane) = book.lane_mut(&lane) {
            if !heads.is_empty() {
                lane.subtitle = Some(heads.join(" › "));
            }
            for member in rest {
                let name = match member.key.as_str() {
                    "title" | "subtitle" | "note" => format!("vis-timeline {}", member.key),
                    other => other.to_owned(),
                };
                keep_field(&mut lane.extra, "vis-timeline", &name, json::value(&member.value));
            }
        }
        lane
    }
}

fn event(
    item: &Node,
    place: Place,
    lanes: &mut Groups<'_>,
    end_days: &mut usize,
    book: &mut Book<'_>,
) {
    let id = book.id(Some(&field(item, "id")), place, "id");
    let lane = lanes.lane(&field(item, "group"), place, book);
    let mut event = Event::new(id, lane);
    let content = item.get("content").or_else(|| item.get("text"));
    let content = match content.map(|n| &n.kind) {
        // Content that is made by a template is an object.
        Some(Kind::Object(_)) => {
            let inner = content.map(json::value).unwrap_or_default();
            keep_field(&mut event.extra, "vis-timeline", "content", inner);
            let node = content;
            ["content", "title", "name", "text"]
                .iter()
                .map(|k| node.map(|n| field(n, k)).unwrap_or_default())
                .find(|t| !t.is_empty())
                .unwrap_or_default()
        }
        _ => scalar(content),
    };
    let tip = html::plain(&field(item, "title"));
    let inner = html::plain(&content);
    event.title = book.title(&[&content, &tip], place, "content");
    // Content of several lines is a title and a text.
    if inner.contains('\n') {
        event.title = inner.lines().next().unwrap_or_default().trim().to_owned();
    }
    let rest = inner.split_once('\n').map(|(_, rest)| rest.trim()).unwrap_or_default();
    let told = [rest, &tip].into_iter().filter(|t| !t.is_empty() && *t != event.title);
    event.description = Some(told.collect::<Vec<_>>().join("\n")).filter(|d| !d.is_empty());
    event.kind = field(item, "type");
    let start = moment(item.get("start"));
    let end = moment(item.get("end"));
    if start.is_empty() {
        book.tell(
            place
                .error("the item has no start")
                .field("start")
                .expected("a date, or milliseconds since 1970")
                .hint("until it has one, it stands in the list of events without a date"),
        );
    }
    let range = event.kind != "point" && event.kind != "box";
    let same = end == start || (!range && !end.is_empty());
    event.when = book.span((&start, "start"), (if same { "" } else { &end }, "end"), place);
    if !range && !end.is_empty() && end != start {
        book.tell(
            place
                .warning("an item of this type is a single moment in vis-timeline, and has an end; the end is kept as a field")
                .field("end")
                .found(&end)
                .expected("the type range, where it lasted until then"),
        );
        keep_field(&mut event.extra, "vis-timeline", "end", Value::from(end.clone()));
    }
    let whole_day = !end.is_empty() && !same && !end.contains([':', 'T', '(']) && end.contains('-');
    *end_days += usize::from(whole_day);
    if event.kind == "range" || event.kind == "box" || event.kind == "point" {
        // The form of a mark is no kind of event; it is kept for the way back.
        keep_field(
            &mut event.extra,
            "vis-timeline",
            "type",
            Value::from(std::mem::take(&mut event.kind)),
        );
    }
    if item.get("style").is_some() {
        book.leave(
            "style of items",
            event.id.as_str(),
            "colours follow the kind of an event and the theme",
        );
    }
    let known = ["id", "content", "text", "title", "group", "start", "end", "type", "style"];
    for member in item.members().iter().filter(|m| !known.contains(&m.key.as_str())) {
        keep_field(&mut event.extra, "vis-timeline", &member.key, json::value(&member.value));
    }
    book.add(event);
}

/// A moment as text: numbers are milliseconds since 1970.
fn moment(node: Option<&Node>) -> String {
    match node.map(|n| &n.kind) {
        #[allow(clippy::cast_possible_truncation)]
        Some(Kind::Number(n)) => {
            let ms = n.as_i64().or_else(|| n.as_f64().filter(|f| f.abs() < 9e15).map(|f| f as i64));
            ms.and_then(dates::of_epoch).unwrap_or_else(|| n.to_string())
        }
        // A date of MongoDB or of a serialiser.
        Some(Kind::Object(_)) => {
            let inner = node.and_then(|n| n.get("$date").or_else(|| n.get("value")));
            inner.map(|n| moment(Some(n))).unwrap_or_default()
        }
        _ => scalar(node),
    }
}
