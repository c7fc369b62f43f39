//! What the rule that is typed counts, at once, with its working.

use crate::case::sha256_hex;
use crate::date::calendar::HolidayRule;
use crate::date::{Calendar, Day, When, words};
use crate::law::calculator::{What, calculate};
use crate::law::{Library, Provision};
use crate::scene::Weight;
use crate::state::rulebook::{Compiled, Draft, Kind};
use crate::ui::text::{self, Type};
use crate::ui::{Look, form};
use egui::{Id, Ui};
use std::sync::Arc;

/// A step of a preview: what it says, and what it rests on.
type Lines = Vec<(String, String)>;

/// Draws the preview.
pub(super) fn preview_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    draft: &Draft,
    compiled: &Compiled,
    from: &mut String,
) {
    text::caption_ui(ui, look, "Worked example");
    ui.add_space(4.0);
    let example = example(look, draft);
    let hint = format!("Such as {example}");
    form::field_ui(ui, look, "Counted from", from, &hint);
    let typed = if from.trim().is_empty() { example } else { from.trim().to_owned() };
    let when = match When::parse(&typed) {
        Ok(when) => when,
        Err(e) => {
            form::error_ui(ui, look, &format!("{e}; expected {}", e.expected()));
            return;
        }
    };
    let key = Id::unique("rule-preview");
    let state = sha256_hex(format!("{draft:?} {typed} {:?}", look.library.fingerprints).as_bytes());
    let kept: Option<Arc<(String, Lines)>> = ui.data(|d| d.get_temp(key));
    let kept = kept.filter(|k| k.0 == state).unwrap_or_else(|| {
        let made = Arc::new((state, lines(look, draft, compiled, &when)));
        ui.data_mut(|d| d.insert_temp(key, Arc::clone(&made)));
        made
    });
    for (words, rests_on) in &kept.1 {
        let head = rests_on == HEAD;
        let ty = if head { Type::STRONG.weight(Weight::SemiBold) } else { Type::BODY };
        if head {
            ui.add_space(8.0);
        }
        text::para_ui(ui, look, words, ty);
        if !head && !rests_on.is_empty() {
            text::para_ui(ui, look, rests_on, Type::TINY);
        }
        ui.add_space(4.0);
    }
}

/// What stands in the place of a citation over a part of the preview.
const HEAD: &str = "\u{0}";

/// A date of this case: of an event that sets the rule off, else of the first event in view.
fn example(look: &Look<'_>, draft: &Draft) -> String {
    let triggers: Vec<&str> = draft.text("trigger").split([',', '\n']).map(str::trim).collect();
    let dated = |e: &&crate::case::Event| e.when.as_ref().is_some_and(|w| w.problem().is_none());
    let sets_off = |e: &&crate::case::Event| {
        dated(e) && e.facts.iter().any(|f| triggers.contains(&f.fact.as_str()))
    };
    let window = look.window();
    let in_view = |e: &&crate::case::Event| {
        let extent = e.when.as_ref().and_then(|w| w.extent(e.zone(look.zone())));
        extent.is_some_and(|x| window.shows(&x.bounds()))
    };
    let events = &look.case().events;
    let found = events.iter().find(sets_off).or_else(|| events.iter().filter(dated).find(in_view));
    found.and_then(|e| e.when.as_ref()).map_or_else(|| "2025-01-19".to_owned(), When::text)
}

fn lines(look: &Look<'_>, draft: &Draft, compiled: &Compiled, when: &When) -> Lines {
    let mut library = look.library.clone();
    if let Some(calendar) = &compiled.calendar {
        return holidays(calendar, when, look);
    }
    let Some(instrument) = &compiled.instrument else {
        return vec![("Nothing is counted while something is wrong".to_owned(), String::new())];
    };
    match library.instruments.iter_mut().find(|i| Some(i.id.as_str()) == draft.kind.instrument()) {
        Some(old) => *old = instrument.clone(),
        None => library.instruments.push(instrument.clone()),
    }
    match (&draft.kind, &compiled.provision) {
        (Kind::Rule(..), Some(provision)) => rule(&library, provision, when, look),
        (Kind::Profile(..), _) => {
            let id = draft.text("id");
            let by = |p: &&Provision| p.setting.as_ref().is_some_and(|s| s.id == id);
            match instrument.provisions.iter().find(by) {
                Some(p) => rule(&library, p, when, look),
                None => {
                    let words = "No rule of the instrument counts by this profile yet";
                    vec![(words.to_owned(), String::new())]
                }
            }
        }
        _ => {
            let n = instrument.provisions.len();
            vec![(format!("{n} rule{}", if n == 1 { "" } else { "s" }), String::new())]
        }
    }
}

/// The rule counted in each of its readings.
fn rule(library: &Library, provision: &Provision, when: &When, look: &Look<'_>) -> Lines {
    let mut lines = Vec::new();
    let what = What::Rule(provision.id.clone());
    let target = library.find(&provision.id).map(|f| f.target);
    let readings = target.map(|t| t.readings.clone()).unwrap_or_default();
    let mut names: Vec<Option<&str>> = readings.iter().map(|r| Some(r.id())).collect();
    if names.is_empty() {
        names.push(None);
    }
    for (n, name) in names.iter().enumerate() {
        let head = match readings.get(n) {
            Some(reading) => format!("{}, {}", provision.provision, reading.words()),
            None => provision.provision.clone(),
        };
        lines.push((head, HEAD.to_owned()));
        match calculate(library, &what, when, *name, Some(look.zone())) {
            Ok(row) => {
                let end = row.expires.map(|e| words::bounds(&e.bounds, row.zone));
                if let Some(end) = end {
                    lines.push((format!("Ends {end} ({})", row.zone), String::new()));
                }
                let steps = row.trace.iter().enumerate();
                let step = |(n, s): (usize, &crate::law::Step)| {
                    (format!("{}. {}", n + 1, s.text), s.citation.clone())
                };
                lines.extend(steps.map(step));
                if !row.note.is_empty() {
                    lines.push((row.note, String::new()));
                }
            }
            Err(e) => lines.push((e.to_string(), String::new())),
        }
    }
    lines
}

/// The days of a year that are not worked, weekends left aside.
fn holidays(calendar: &Calendar, when: &When, look: &Look<'_>) -> Lines {
    let moments = when.moments(look.zone());
    let year = moments.map_or(2025, |m| m.lo.day(calendar.zone).year());
    let mut lines = vec![(format!("Holidays of {}", words::year(year)), HEAD.to_owned())];
    let first = Day::new(year, 1, 1);
    let days =
        first.map(|d| (0..366).map(move |n| d.plus_days(n)).filter(move |d| d.year() == year));
    for day in days.into_iter().flatten() {
        if let Some(holiday) = calendar.holiday(day) {
            let moves = matches!(holiday.rule, HolidayRule::Easter(_));
            let note = if moves { "moves with Easter" } else { "" };
            let words = format!("{}: {}", words::day_with_weekday(day), holiday.title);
            lines.push((words, note.to_owned()));
        }
    }
    if lines.len() == 1 {
        lines.push(("None; weekends alone are not worked".to_owned(), String::new()));
    }
    lines
}
