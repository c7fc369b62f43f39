//! Profiles that an instrument brings along: how its terms are counted.

use super::{known, unknown};
use crate::date::Zone;
use crate::law::counting::{Days, EndRule, Profile, Setting};
use crate::read::fields::read;
use crate::read::findings::{Finding, Findings};
use crate::read::node::{Kind, Node};
use serde::Deserialize;
use std::sync::Arc;

/// A profile as it is written.
#[derive(Debug, Deserialize)]
pub(super) struct Written {
    id: String,
    title: String,
    /// The built-in way that it rests on.
    counts: String,
    days: Option<String>,
    zone: Option<String>,
    calendar: Option<String>,
    end: Option<String>,
    citation: String,
    note: Option<String>,
}

const FIELDS: &[&str] =
    &["id", "title", "counts", "days", "zone", "calendar", "end", "citation", "note"];

/// Reads the list. A profile with a fault is left out, and with it every rule that counts by it.
pub(super) fn profiles(list: Option<Node>, findings: &mut Findings) -> Vec<Arc<Setting>> {
    let list = match list.map(|list| (list.at(), list.kind)) {
        Some((_, Kind::List(list))) => list,
        Some((at, _)) => {
            findings.push(Finding::error(at, "“profile” should be a list").expected("[[profile]]"));
            Vec::new()
        }
        None => Vec::new(),
    };
    let mut profiles: Vec<Arc<Setting>> = Vec::new();
    for (n, node) in list.into_iter().enumerate() {
        let path = format!("profile[{n}]");
        let (at, before) = (node.at(), findings.errors());
        unknown(&node, FIELDS, &path, findings);
        let profile = one(node, &path, findings);
        if let Some(profile) = profile.filter(|_| findings.errors() == before) {
            if profiles.iter().any(|p| p.id.eq_ignore_ascii_case(&profile.id)) {
                let message = format!("the id “{}” is given to two profiles", profile.id);
                findings.push(Finding::error(at, message).path(path).hint("the first is used"));
            } else {
                profiles.push(Arc::new(profile));
            }
        }
    }
    profiles
}

fn one(node: Node, path: &str, findings: &mut Findings) -> Option<Setting> {
    let placed = read::<Written>(node, path, findings)?;
    let w = &placed.item;
    let ways = Setting::WAYS.map(|p| (p.id(), p));
    let counts = known("counts", &w.counts, &ways, &placed, findings)?;
    let days = match &w.days {
        Some(days) => known("days", days, &Days::ALL, &placed, findings)?,
        None => Days::default(),
    };
    let end = match &w.end {
        Some(end) => known("end", end, &EndRule::ALL, &placed, findings)?,
        None => EndRule::default(),
    };
    let mut wrong = |field: &str, message: String, expected: &str| {
        let (at, path) = placed.place(&[field.into()]);
        findings.push(Finding::error(at, message).path(path).expected(expected));
    };
    if w.id.parse::<Profile>().is_ok() {
        wrong("id", format!("“{}” is a built-in profile", w.id), "a name of its own");
    }
    let zone = w.zone.as_deref().map(|text| (text, Zone::parse(text)));
    if let Some((text, None)) = zone {
        wrong("zone", format!("“{text}” is not a time zone"), "an IANA name such as Europe/Rome");
    }
    let setting = Setting {
        id: w.id.clone(),
        title: w.title.clone(),
        counts,
        days,
        zone: zone.and_then(|(_, zone)| zone),
        calendar: w.calendar.clone(),
        end,
        citation: w.citation.clone(),
        note: w.note.clone(),
    };
    if counts != Profile::CaldaysExclFirst && days == Days::Working {
        let message = format!("{counts} does not count in working days");
        wrong("days", message, "counts = \"CALDAYS_EXCL_FIRST\" for a term in working days");
    }
    if counts == Profile::Hours && end != EndRule::Stays {
        let message = "an end at an hour does not move to another day".to_owned();
        wrong("end", message, "end = \"stays\", or a profile that counts days or months");
    }
    if setting.needs_calendar() && setting.calendar.is_none() {
        wrong("calendar", "the profile needs a calendar".to_owned(), "the id of a calendar");
    }
    Some(setting)
}
