//! The field for a date: it takes the notation of case files and plain words, and says at once how they were
//! understood.

use super::desk::{Desk, Field};
use crate::date::when::{Form, Point};
use crate::date::{Day, Grain, Instant, Mark, When, Zone, plain, words};
use crate::scene::Ink;
use crate::ui::text::{self, Type};
use egui::{Response, Ui};
use serde_json::{Value, json};

/// How a text was understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    /// The date.
    pub when: When,
    /// What was taken for granted, in words.
    pub assumed: Vec<String>,
}

/// A field for a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateField<'a> {
    /// Its name in the form.
    pub key: &'a str,
    /// What stands over it.
    pub name: &'a str,
    /// The zone of hours without an offset.
    pub zone: Zone,
    /// Why it cannot be empty, where it cannot.
    pub needed: Option<&'a str>,
}

const HINT: &str = "19 Jan 2025 09:30, mid-January 2025, 2025-01-19";

impl Desk<'_> {
    /// Draws the field for a date with how it was understood, and buttons for what sources often say.
    pub fn date_ui(
        &mut self,
        ui: &mut Ui,
        field: DateField<'_>,
        value: &mut Option<When>,
    ) -> Response {
        let DateField { key, name, zone, needed } = field;
        let around = value.clone();
        let line = Field::line(key, name, HINT);
        let written = value.as_ref().map(|w| written(w, zone)).unwrap_or_default();
        let response = self.read_ui(ui, line, value, written, |text| {
            if text.trim().is_empty() {
                return needed.map_or(Ok(None), |words| Err(words.to_owned()));
            }
            understand(text, around.as_ref(), zone).map(|read| Some(read.when))
        });
        let typed = self.form.texts.get(&self.key(key));
        let read = match typed {
            Some(text) => understand(text, around.as_ref(), zone).ok(),
            None => value.clone().map(|when| Read { when, assumed: Vec::new() }),
        };
        if let Some(read) = &read {
            let (words, ink) = match read.when.problem() {
                Some(problem) => (format!("{problem}: {}", problem.hint()), Ink::Missed),
                None => (explained(read, zone), Ink::Secondary),
            };
            text::para_ui(ui, self.look, &words, Type::TINY.ink(ink));
        }
        ui.add_space(2.0);
        self.marks_ui(ui, line, value, zone);
        ui.add_space(6.0);
        response
    }

    /// Short ways to what sources often say of their dates.
    fn marks_ui(&mut self, ui: &mut Ui, field: Field<'_>, value: &mut Option<When>, zone: Zone) {
        let Some(when) = value.clone() else { return };
        let name = field.name;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(12.0, 2.0);
            let mark = when.mark();
            let about = Mark { approximate: !mark.approximate, ..mark };
            let unsure = Mark { uncertain: !mark.uncertain, ..mark };
            for (on, words, spoken, new) in [
                (mark.approximate, "About ~", "approximate", marked(&when, about)),
                (mark.uncertain, "Uncertain ?", "uncertain", marked(&when, unsure)),
            ] {
                let Some(new) = new else { continue };
                let (words, verb) =
                    if on { (format!("✓ {words}"), "not ") } else { (words.to_owned(), "") };
                if self.link_ui(ui, &words, &format!("Mark “{name}” as {verb}{spoken}")) {
                    self.set_date(field, value, new);
                }
            }
            let new = widened(&when, zone);
            if let Some(new) = new
                && self.link_ui(ui, "Between…", &format!("Give “{name}” two bounds"))
            {
                self.set_date(field, value, new);
            }
            let day = day_of(&when, zone).map(When::of_day);
            if let Some(new) = day.filter(|d| *d != when)
                && self.link_ui(ui, "Day only", &format!("Keep only the day of “{name}”"))
            {
                self.set_date(field, value, new);
            }
        });
    }

    fn set_date(&mut self, field: Field<'_>, value: &mut Option<When>, new: When) {
        self.form.texts.remove(&self.key(field.key));
        *value = Some(new);
        self.changed(field.name);
    }
}

/// A date as the field shows it: as it is written, two bounds in words that are read as the same bounds.
pub(super) fn written(when: &When, zone: Zone) -> String {
    let Some((a, b)) = ends(when) else { return when.text() };
    let short = when.extent(zone).map(|e| e.bounds()).and_then(|bounds| {
        let day = bounds.earliest.day(zone);
        let clock = |at: Instant| words::clock(at.wall(zone));
        let (from, to) = (clock(bounds.earliest), clock(bounds.latest));
        let text = format!("{} between {from} and {to}", words::day(day));
        let same = understand(&text, None, zone).is_ok_and(|read| read.when == *when);
        (day == bounds.latest.day(zone) && same).then_some(text)
    });
    short.unwrap_or_else(|| {
        let sign = sign(when.mark());
        let gap = if sign.is_empty() { "" } else { " " };
        format!("between {a} and {b}{gap}{sign}")
    })
}

/// What a text means as a date; hours without an offset are those of `zone`, and what is not typed is taken from
/// the date `around`.
///
/// # Errors
/// What is wrong with it and what would be right, in words.
pub(super) fn understand(text: &str, around: Option<&When>, zone: Zone) -> Result<Read, String> {
    // What the field shows of a file is read to the letter.
    if let Some((a, b, mark)) = bounds(text.trim())
        && let Ok(when) = When::between(a, b)
    {
        return Ok(Read { when: marked(&when, mark).unwrap_or(when), assumed: Vec::new() });
    }
    if let Some(when) = around.filter(|w| w.text() == text.trim() && w.problem().is_none()) {
        return Ok(Read { when: when.clone(), assumed: Vec::new() });
    }
    match plain::understand(text, around, zone) {
        Ok(understood) => Ok(Read { when: understood.when, assumed: understood.assumed }),
        Err(error) => Err(format!("{error}: {}", error.hint())),
    }
}

/// `between a and b`, with a mark of the whole behind it.
fn bounds(text: &str) -> Option<(&str, &str, Mark)> {
    let head = text.get(..7)?;
    let rest = head.eq_ignore_ascii_case("between").then(|| text.get(7..))??;
    let (rest, mark) = match rest.rsplit_once(' ') {
        Some((rest, sign @ ("~" | "?" | "%"))) => {
            let (approximate, uncertain) = (sign != "?", sign != "~");
            (rest, Mark { approximate, uncertain })
        }
        _ => (rest, Mark::default()),
    };
    let (a, b) = rest.split_once(" and ")?;
    Some((a.trim(), b.trim(), mark))
}

/// `Read as 21 Jan 2025, between 12:00 and 20:08, Europe/Rome`, with its bounds and what was assumed.
pub(super) fn explained(read: &Read, zone: Zone) -> String {
    let when = &read.when;
    let mut parts = vec![format!("Read as {}, {zone}", when.words(zone))];
    if let Some(b) = when.extent(zone).map(|e| e.bounds()) {
        let whole = words::bounds(&b, zone);
        let plain = when.words(zone);
        match when.form() {
            Some(Form::Between(..) | Form::Point(Point::Civil { grain: Grain::Season, .. })) => {}
            Some(Form::Point(Point::Civil { first, last, .. })) if first == last => {
                parts.push("at any hour of that day".to_owned());
            }
            _ if !b.is_exact() && whole != plain => parts.push(format!("within {whole}")),
            _ => {}
        }
    }
    if let Some(wall) = when.skipped_hour(zone) {
        let hour = words::clock(wall);
        parts.push(format!("{hour} never came that day: the clock was put forward over it"));
    }
    if when.is_backwards(zone) {
        parts.push(format!("it ends before it starts in {zone}: give both ends their offsets"));
    }
    parts.extend(read.assumed.iter().cloned());
    parts.join("; ")
}

/// The day it falls on, where it is one.
fn day_of(when: &When, zone: Zone) -> Option<Day> {
    let b = when.extent(zone)?.bounds();
    let day = b.earliest.day(zone);
    (!b.earliest.is_unbounded() && day == b.latest.day(zone)).then_some(day)
}

const fn sign(mark: Mark) -> &'static str {
    match (mark.approximate, mark.uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    }
}

/// The two ends of a pair of bounds, as they are written.
fn ends(when: &When) -> Option<(String, String)> {
    let written = serde_json::to_value(when).ok()?;
    match written.get("between")?.as_array()?.as_slice() {
        [Value::String(a), Value::String(b)] => Some((a.clone(), b.clone())),
        _ => None,
    }
}

/// The same date with other marks; `None` where its notation has none, as for an hour.
fn marked(when: &When, mark: Mark) -> Option<When> {
    if let Some((a, b)) = ends(when) {
        let bare = |end: &str| end.trim_end_matches(['~', '?', '%']).to_owned();
        let (a, b) = (bare(&a), bare(&b));
        let mut object = json!({ "between": [a, b] });
        for (name, on) in [("approximate", mark.approximate), ("uncertain", mark.uncertain)] {
            if on {
                object[name] = json!(true);
            }
        }
        return Some(When::keep(object)).filter(|w| w.problem().is_none());
    }
    match when.form()? {
        Form::Point(Point::Civil { .. }) => {
            let text = when.text();
            let bare = text.trim_end_matches(['~', '?', '%']);
            When::parse(&format!("{bare}{}", sign(mark))).ok().filter(|w| w.mark() == mark)
        }
        _ => None,
    }
}

/// The date as one moment between the two ends that it can have, to be narrowed by hand.
fn widened(when: &When, zone: Zone) -> Option<When> {
    if matches!(when.form()?, Form::Between(..)) {
        return None;
    }
    let b = when.extent(zone)?.bounds();
    if b.earliest.is_unbounded() || b.latest.is_unbounded() {
        return None;
    }
    let end = |at: Instant| at.in_zone(zone).format("%Y-%m-%dT%H:%M%:z").to_string();
    // A year beyond four digits has its own notation, which hours do not go with.
    When::between(&end(b.earliest), &end(b.latest)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rome() -> Zone {
        Zone::parse("Europe/Rome").unwrap()
    }

    fn read(text: &str) -> Read {
        understand(text, When::parse("2025-01-21").ok().as_ref(), rome()).unwrap()
    }

    #[test]
    fn what_the_field_shows_can_be_read_back() {
        for when in [
            When::parse("2025-01-19").unwrap(),
            When::parse("2025-01~").unwrap(),
            When::parse("2025-01-19T09:30+01:00").unwrap(),
            When::parse("2025-02/..").unwrap(),
            When::between("2025-01-21T12:00+01:00", "2025-01-21T20:08+01:00").unwrap(),
            When::keep(json!({ "between": ["2025-01", "2025-03"], "uncertain": true })),
        ] {
            assert_eq!(read(&written(&when, rome())).when, when);
        }
    }

    #[test]
    fn an_hour_alone_is_of_the_day_that_the_date_has() {
        assert_eq!(
            read("between 12:00 and 20:08").when.words(rome()),
            "21 Jan 2025, between 12:00 and 20:08"
        );
        assert_eq!(read("09:30").when.words(rome()), "21 Jan 2025, 09:30");
    }

    #[test]
    fn what_was_understood_is_said_with_zone_and_bounds() {
        assert_eq!(
            explained(&read("2025-01~"), rome()),
            "Read as about January 2025, Europe/Rome; within 1 Jan 2025 to 31 Jan 2025"
        );
        assert_eq!(
            explained(&read("19 Jan 2025"), rome()),
            "Read as 19 Jan 2025, Europe/Rome; at any hour of that day"
        );
        let skipped = explained(&read("2025-03-30T02:30"), rome());
        assert!(skipped.contains("02:30 never came"), "{skipped}");
    }

    #[test]
    fn marks_are_put_on_and_taken_off() {
        let day = When::parse("2025-01-19").unwrap();
        let about = marked(&day, Mark { approximate: true, uncertain: false }).unwrap();
        assert_eq!(about.text(), "2025-01-19~");
        assert_eq!(marked(&about, Mark::default()).unwrap(), day);
        let pair = read("between 2025-01-01 and 2025-01-03").when;
        let unsure = marked(&pair, Mark { approximate: false, uncertain: true }).unwrap();
        assert!(unsure.mark().uncertain && ends(&unsure) == ends(&pair));
        assert_eq!(marked(&When::parse("2025-01-19T09:30").unwrap(), Mark::default()), None);
    }

    #[test]
    fn a_text_that_is_no_date_is_refused_in_words() {
        for text in ["soon", "2025-02-30", "between 2025-01-03 and 2025-01-01", "03/04/2025"] {
            let words = understand(text, None, rome()).unwrap_err();
            assert!(words.len() > 20, "{text}: {words}");
        }
    }
}
