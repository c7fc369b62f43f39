//! Formats by the headings of their tables.

use super::{Container, Shape};
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

/// What is told of a table of Plaso's dynamic output.
const PLASO_TOLD: [&str; 9] = [
    "datetime",
    "date",
    "time",
    "timestamp desc",
    "source",
    "source long",
    "parser",
    "macb",
    "message",
];

/// The columns of a sheet of TimelineJS.
const SHEET: [&str; 10] = [
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

/// A row of headings, as it is asked what it belongs to.
struct Headings<'h> {
    header: &'h [String],
    names: BTreeSet<String>,
}

/// A shape, and the headings that say so, as they are written in the file.
type Told = Option<(Shape, Vec<String>)>;

impl Headings<'_> {
    fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn all(&self, list: &[&str]) -> bool {
        list.iter().all(|name| self.has(name))
    }

    fn count(&self, list: &[&str]) -> usize {
        list.iter().filter(|name| self.has(name)).count()
    }

    fn told(&self, shape: Shape, list: &[&str]) -> Told {
        let named = list.iter().filter(|name| self.has(name)).take(6);
        let written = |name: &&str| {
            self.header.iter().find(|h| plain(h) == **name).cloned().unwrap_or_default()
        };
        Some((shape, named.map(written).collect()))
    }

    /// Logs of forensic programs.
    fn log(&self, container: Container) -> Told {
        if self.count(&L2T) >= 14 && self.has("macb") && self.has("sourcetype") {
            return self.told(Shape::PlasoL2t, &L2T);
        }
        let plaso = self.has("source long") || self.count(&PLASO) >= 3;
        let dated = self.has("datetime") || self.all(&["date", "time"]);
        if container == Container::Delimited
            && plaso
            && dated
            && (self.has("timestamp desc") || self.has("macb") || self.has("sourcetype"))
        {
            return self.told(Shape::PlasoDynamic, &PLASO_TOLD);
        }
        let timesketch = ["message", "datetime", "timestamp desc"];
        self.all(&timesketch).then(|| self.told(Shape::Timesketch, &timesketch)).flatten()
    }

    /// Sheets in which evidence is collected.
    fn evidence(&self) -> Told {
        if (self.has("link") || self.has("url"))
            && self.count(&ARCHIVER) >= 2
            && (self.has("archive status")
                || self.has("archive location")
                || self.has("upload timestamp"))
        {
            return self.told(Shape::AutoArchiver, &ARCHIVER);
        }
        let export = ["slug", "inserted at", "updated at", "status", "source 1"];
        if self.all(&["slug", "inserted at", "updated at"]) {
            return self.told(Shape::Atlos, &export);
        }
        let import = ["status", "description", "sensitive"];
        self.all(&import).then(|| self.told(Shape::Atlos, &import)).flatten()
    }

    /// Sheets of TimelineJS, of the first form too.
    fn timelinejs(&self) -> Told {
        let parts = self.has("year") && self.count(&SHEET) >= 4;
        let old = self.has("start date") && (self.has("text") || self.has("media"));
        (self.has("headline") && (parts || old))
            .then(|| self.told(Shape::TimelineJs, &SHEET))
            .flatten()
    }

    /// Tables of other timelines.
    fn timeline(&self) -> Told {
        let bee = ["label", "start time", "end time", "link", "custom date label"];
        if self.all(&["label", "start time"]) && self.count(&bee) >= 3 {
            return self.told(Shape::BeeDocs, &bee);
        }
        let linked =
            ["associations", "sources", "narrative", "narratives", "time precision", "assoc1"];
        if self.all(&["description", "date", "id"])
            && self.count(&TIMEMAP) >= 3
            && (self.has("time") || self.has("time precision"))
            && self.count(&linked) >= 1
        {
            let told =
                ["id", "date", "time", "description", "associations", "sources", "time precision"];
            return self.told(Shape::Timemap, &told);
        }
        if self.has("internal identifier") && self.has("title")
            || self.all(&["title", "start date"]) && self.count(&AEON) >= 2
        {
            let told =
                ["internal identifier", "title", "start date", "end date", "duration", "tags"];
            return self.told(Shape::Aeon, &told);
        }
        if self.all(&["content", "start"])
            && self.count(&["id", "end", "group", "type", "classname", "title"]) >= 1
        {
            return self.told(Shape::Vis, &["content", "start", "end", "group", "type"]);
        }
        None
    }
}

/// The shape that a heading row belongs to, and the headings that say so.
pub(super) fn shape(header: &[String], container: Container) -> Told {
    let all = Headings { header, names: header.iter().map(|h| plain(h)).collect() };
    let own = || {
        // Others have called a column “When” too, beside a place or an end: without a title the table is theirs.
        (all.has("when") && all.has("title"))
            .then(|| all.told(Shape::Events, &["title", "when", "id", "lane", "kind", "end"]))
            .flatten()
    };
    all.log(container)
        .or_else(|| all.timelinejs())
        .or_else(|| all.evidence())
        .or_else(own)
        .or_else(|| all.timeline())
}
