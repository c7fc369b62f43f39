//! Formats by the headings of their tables.

use super::{Container, Shape};
use crate::read::csv_table::COLUMNS;
use crate::read::import::table::plain;
use std::collections::BTreeSet;

/// The columns of Plaso's l2tcsv, in its order.
const L2T: [&str; 17] = [
    "date",
    "time",
    "timezone",
    "macb",
    "source",
    "sourcetype",
    "type",
    "user",
    "host",
    "short",
    "desc",
    "version",
    "filename",
    "inode",
    "notes",
    "format",
    "extra",
];

/// Columns that Plaso's dynamic output has and others do not.
const PLASO: [&str; 12] = [
    "source long",
    "sourcetype",
    "parser",
    "display name",
    "message short",
    "description short",
    "inode",
    "macb",
    "hostname",
    "username",
    "zone",
    "yara match",
];

const ARCHIVER: [&str; 13] = [
    "archive status",
    "destination folder",
    "archive location",
    "archive date",
    "thumbnail",
    "upload timestamp",
    "upload title",
    "text content",
    "screenshot",
    "hash",
    "perceptual hashes",
    "wacz",
    "replaywebpage",
];

const TIMEMAP: [&str; 14] = [
    "associations",
    "sources",
    "narrative",
    "narratives",
    "time precision",
    "time display",
    "latitude",
    "longitude",
    "location",
    "colour",
    "category",
    "comments",
    "type",
    "assoc1",
];

const AEON: [&str; 15] = [
    "end date",
    "duration",
    "tags",
    "color",
    "colour",
    "notes",
    "summary",
    "parent",
    "arc",
    "label",
    "display id",
    "external link",
    "completion",
    "show day",
    "all day",
];

/// The shape that a heading row belongs to, and the headings that say so.
pub(super) fn shape(header: &[String], container: Container) -> Option<(Shape, Vec<String>)> {
    let names: BTreeSet<String> = header.iter().map(|h| plain(h)).collect();
    let has = |name: &str| names.contains(name);
    let all = |list: &[&str]| list.iter().all(|name| has(name));
    let count = |list: &[&str]| list.iter().filter(|name| has(name)).count();
    let told = |shape: Shape, list: &[&str]| {
        let named = list.iter().filter(|name| has(name)).take(6);
        // As they are written in the file.
        let written =
            |name: &&str| header.iter().find(|h| plain(h) == **name).cloned().unwrap_or_default();
        Some((shape, named.map(written).collect::<Vec<String>>()))
    };
    let own = || {
        let ours = COLUMNS.iter().filter(|c| has(&c.replace('_', " "))).count();
        has("when") && ours >= 2
    };
    let timesketch = ["message", "datetime", "timestamp desc"];
    if count(&L2T) >= 14 && has("macb") && has("sourcetype") {
        return told(Shape::PlasoL2t, &L2T);
    }
    let plaso = has("source long") || count(&PLASO) >= 3;
    let dated = has("datetime") || all(&["date", "time"]);
    if container == Container::Delimited
        && plaso
        && dated
        && (has("timestamp desc") || has("macb") || has("sourcetype"))
    {
        return told(
            Shape::PlasoDynamic,
            &[
                "datetime",
                "date",
                "time",
                "timestamp desc",
                "source",
                "source long",
                "parser",
                "macb",
                "message",
            ],
        );
    }
    if all(&timesketch) {
        return told(Shape::Timesketch, &timesketch);
    }
    let sheet = [
        "year",
        "month",
        "day",
        "time",
        "end year",
        "headline",
        "text",
        "media",
        "display date",
        "start date",
    ];
    if has("headline")
        && ((has("year") && count(&sheet) >= 4)
            || (has("start date") && (has("text") || has("media"))))
    {
        return told(Shape::TimelineJs, &sheet);
    }
    if (has("link") || has("url"))
        && count(&ARCHIVER) >= 2
        && (has("archive status") || has("archive location") || has("upload timestamp"))
    {
        return told(Shape::AutoArchiver, &ARCHIVER);
    }
    let export = ["slug", "inserted at", "updated at", "status", "source 1"];
    let import = ["status", "description", "sensitive"];
    if all(&["slug", "inserted at", "updated at"]) {
        return told(Shape::Atlos, &export);
    }
    if all(&import) {
        return told(Shape::Atlos, &import);
    }
    if own() {
        return told(Shape::Events, &["title", "when", "id", "lane", "kind", "end"]);
    }
    let bee = ["label", "start time", "end time", "link", "custom date label"];
    if all(&["label", "start time"]) && count(&bee) >= 3 {
        return told(Shape::BeeDocs, &bee);
    }
    if all(&["description", "date"])
        && has("id")
        && count(&TIMEMAP) >= 3
        && (has("time") || has("time precision"))
        && count(&[
            "associations",
            "sources",
            "narrative",
            "narratives",
            "time precision",
            "assoc1",
        ]) >= 1
    {
        return told(
            Shape::Timemap,
            &["id", "date", "time", "description", "associations", "sources", "time precision"],
        );
    }
    if has("internal identifier") && has("title")
        || all(&["title", "start date"]) && count(&AEON) >= 2
    {
        return told(
            Shape::Aeon,
            &["internal identifier", "title", "start date", "end date", "duration", "tags"],
        );
    }
    if all(&["content", "start"])
        && count(&["id", "end", "group", "type", "classname", "title"]) >= 1
    {
        return told(Shape::Vis, &["content", "start", "end", "group", "type"]);
    }
    None
}
