//! The Timeline Project: XML with elements in the order in which that program writes and reads them.
//!
//! It takes no element that it does not know, but passes over processing instructions; the private field is one.

use super::Target;
use super::dated::Dated;
use super::private::{Private, Shown, spelled};
use super::write::{Index, one_line, title};
use crate::case::{Case, Event, PRIVATE};
use crate::date::Stamp;
use crate::export::svg::xml::{Escaped, Lines};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The version of the program whose files these are.
const FORMAT: &str = "2.3.0";

pub(super) fn write(case: &Case) -> String {
    let index = Index::new(case);
    let mut private = Private::new(case);
    let categories = Categories::of(case, &index);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<timeline>\n");
    // A text cannot fail to be written to.
    let _ = write!(
        out,
        "  <version>{FORMAT}</version>\n  <timetype>gregoriantime</timetype>\n  <categories>\n"
    );
    for (n, name) in categories.names.iter().enumerate() {
        let colour = COLOURS.get(n % COLOURS.len()).copied().unwrap_or("200,200,200");
        let _ = write!(
            out,
            "    <category>\n      <name>{}</name>\n      <color>{colour}</color>\n      \
             <progress_color>153,254,255</progress_color>\n      <done_color>153,254,255</done_color>\n      \
             <font_color>0,0,0</font_color>\n    </category>\n",
            Escaped(name)
        );
    }
    out.push_str("  </categories>\n  <events>\n");
    for event in &case.events {
        if let Some(dated) = Dated::within(Target::TimelineProject, event, case.zone()) {
            let category = categories.name(event);
            write_event(&mut out, event, &dated, category, &index, &mut private);
        }
    }
    out.push_str("  </events>\n  <view>\n    <hidden_categories>\n    </hidden_categories>\n  </view>\n</timeline>\n");
    out
}

/// Colours of categories, light enough for black letters.
const COLOURS: [&str; 8] = [
    "141,211,199",
    "255,255,179",
    "190,186,218",
    "251,128,114",
    "128,177,211",
    "253,180,98",
    "179,222,105",
    "252,205,229",
];

fn write_event(
    out: &mut String,
    event: &Event,
    dated: &Dated,
    category: &str,
    index: &Index<'_>,
    private: &mut Private<'_>,
) {
    let time = |stamp: Stamp| stamp.wall(dated.zone).format("%Y-%m-%d %H:%M:%S").to_string();
    let start = time(dated.start);
    let end = match dated.end {
        // Of a stretch that begins with an hour the last day belongs to it whole.
        Some(Stamp::Day(day)) if !dated.start.is_day() => time(Stamp::At(day.end(dated.zone))),
        Some(end) => time(end),
        None => start.clone(),
    };
    let head = title(event, Some(dated));
    // A bracket would begin the number of a container.
    let name = if head.starts_with(['(', '[']) { format!(" {head}") } else { head.clone() };
    let fuzzy = if dated.exact { "False" } else { "True" };
    let text = index.text(event, dated, &[]).join("\n");
    out.push_str("    <event>\n");
    tag_all(
        out,
        &[
            ("start", &start),
            ("end", &end),
            ("text", &name),
            ("fuzzy", fuzzy),
            ("locked", "False"),
            ("ends_today", "False"),
        ],
    );
    if !category.is_empty() {
        tag_all(out, &[("category", category)]);
    }
    if !text.trim().is_empty() {
        tag_all(out, &[("description", &text)]);
    }
    if let Some(url) = index.url(event) {
        tag_all(out, &[("hyperlink", &one_line(url))]);
    }
    let field =
        spelled(&private.field(event, &Shown { dated, title: &head, text: &text, words: None }));
    // Nothing but this ends an instruction, and JSON can write it otherwise.
    let field = field.replace("?>", "?\\u003e");
    let _ = write!(out, "      <?{PRIVATE} {field}?>\n    </event>\n");
}

fn tag_all(out: &mut String, tags: &[(&str, &str)]) {
    for (name, text) in tags {
        let _ = writeln!(out, "      <{name}>{}</{name}>", Lines(text));
    }
}

/// A category for each lane. Two lanes of one title are two categories, since the program knows them by name.
struct Categories<'a> {
    names: Vec<String>,
    of_lane: BTreeMap<&'a str, usize>,
}

impl<'a> Categories<'a> {
    fn of(case: &'a Case, index: &Index<'a>) -> Self {
        let mut all = Self { names: Vec::new(), of_lane: BTreeMap::new() };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let lanes = case.lanes.iter().map(|l| (l.id.as_str(), l.title.as_str()));
        let used = case.events.iter().map(|e| (e.lane.as_str(), index.lane(e)));
        for (id, title) in lanes.chain(used) {
            if id.is_empty() || all.of_lane.contains_key(id) {
                continue;
            }
            let name = one_line(if title.trim().is_empty() { id } else { title });
            let mut free = name.clone();
            let mut n = 2;
            while !taken.insert(free.clone()) {
                free = format!("{name} ({n})");
                n += 1;
            }
            all.of_lane.insert(id, all.names.len());
            all.names.push(free);
        }
        all
    }

    fn name(&self, event: &Event) -> &str {
        let number = self.of_lane.get(event.lane.as_str());
        number.and_then(|n| self.names.get(*n)).map_or("", String::as_str)
    }
}
