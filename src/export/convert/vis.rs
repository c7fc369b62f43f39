//! vis-timeline: items and groups. Every date has its offset; a date alone would shift with the browser.

use super::Target;
use super::dated::Dated;
use super::private::{Private, Shown};
use super::write::{Index, html, one_line, title};
use crate::case::{Case, Event, PRIVATE};
use crate::date::{Instant, Stamp, Zone};
use chrono::Datelike;
use serde_json::{Map, Value, json};

pub(super) fn write(case: &Case) -> String {
    let index = Index::new(case);
    let mut private = Private::new(case);
    let mut groups: Vec<Value> = Vec::new();
    for (n, lane) in case.lanes.iter().enumerate() {
        let head = if lane.title.trim().is_empty() { lane.id.as_str() } else { &lane.title };
        groups.push(json!({ "id": lane.id, "content": html(&one_line(head)), "order": n + 1 }));
    }
    let known = |event: &Event| case.lanes.iter().any(|l| l.id == event.lane);
    let mut stray: Vec<&str> = Vec::new();
    let mut items: Vec<Value> = Vec::new();
    for event in &case.events {
        let Some(dated) = Dated::within(Target::Vis, event, case.zone()) else { continue };
        let lane = event.lane.as_str();
        if !known(event) && !stray.contains(&lane) {
            stray.push(lane);
        }
        items.push(item(event, &dated, &index, &mut private));
    }
    for (n, lane) in stray.iter().enumerate() {
        let order = case.lanes.len() + n + 1;
        groups.push(json!({ "id": lane, "content": html(lane), "order": order }));
    }
    let root = json!({ "groups": groups, "items": items });
    serde_json::to_string_pretty(&root).unwrap_or_default() + "\n"
}

fn item(event: &Event, dated: &Dated, index: &Index<'_>, private: &mut Private<'_>) -> Value {
    let zone = dated.zone;
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| item.insert(name.to_owned(), value);
    put("id", event.id.as_str().into());
    put("group", event.lane.as_str().into());
    let head = title(event, Some(dated));
    put("content", html(&head).into());
    put("start", iso(dated.start.first(zone), zone).into());
    if let Some(end) = dated.end {
        // A bar ends where its last day does.
        let end = match end {
            Stamp::Day(day) => day.plus_days(1).start(zone),
            Stamp::At(at) => at,
        };
        put("end", iso(end, zone).into());
    }
    put("type", if dated.end.is_some() { "range" } else { "box" }.into());
    let text = index.text(event, dated, &[]);
    if !text.is_empty() {
        let lines: Vec<String> = text.iter().map(|l| html(l)).collect();
        put("title", lines.join("<br>").into());
    }
    if !dated.exact {
        put("className", "uncertain".into());
    }
    put(
        PRIVATE,
        private.field(event, &Shown { dated, title: &head, text: &text.join("\n"), words: None }),
    );
    Value::Object(item)
}

/// As JavaScript reads it: years before 0 have a sign and six digits.
fn iso(at: Instant, zone: Zone) -> String {
    let wall = at.wall(Zone::UTC);
    if wall.year() >= 1 {
        return at.rfc3339(zone);
    }
    format!(
        "{}{:06}{}Z",
        if wall.year() < 0 { '-' } else { '+' },
        wall.year().abs(),
        wall.format("-%m-%dT%H:%M:%S")
    )
}
