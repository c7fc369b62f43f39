//! What stands below a markwhen event, line by line: `key: value`.

use super::super::book::{Book, keep_field};
use super::super::told::Place;
use super::{Reader, header, text};
use crate::case::Event;
use crate::date::Zone;
use serde_json::Value;

impl Reader<'_> {
    /// Puts the properties of an event where they belong; gives the zone of its end, where that is another.
    pub(super) fn properties(
        &self,
        list: &[(&str, &str, usize)],
        place: Place,
        event: &mut Event,
        book: &mut Book<'_>,
    ) -> Option<Zone> {
        let section = self.above.iter().rev().find_map(|(.., zone)| *zone);
        let page = section.or(self.header.and_then(|h| h.zone));
        let (mut own, mut end) = (None, None);
        let mut list = list.iter().copied().peekable();
        while let Some((name, value, line)) = list.next() {
            let at = Place { line: Some(line), ..place };
            match name {
                "id" => {}
                "timezone" | "tz" if value.starts_with('{') || value.is_empty() => {
                    let mut pairs = two(value);
                    // The form of several lines names both below.
                    while value.is_empty()
                        && let Some((side, name, _)) =
                            list.next_if(|(side, ..)| matches!(*side, "from" | "to"))
                    {
                        pairs.push((side, name));
                    }
                    let found: Vec<String> =
                        pairs.iter().map(|(s, n)| format!("{s}: {n}")).collect();
                    let mut named = |side: &str| {
                        let (_, text) = pairs.iter().find(|(s, _)| *s == side)?;
                        header::zone(text).or_else(|| book.zone(text, at, name))
                    };
                    match (named("from"), named("to")) {
                        (Some(from), Some(to)) => (own, end) = (Some(from), Some(to)),
                        _ => book.tell(
                            at.warning("the zones of start and end are not both known; its hours are those of the page")
                                .field(name)
                                .found(if value.is_empty() { found.join(", ") } else { value.to_owned() })
                                .expected("{from: Europe/Rome, to: Asia/Tokyo}"),
                        ),
                    }
                    let kept = if value.is_empty() { found.join(", ") } else { value.to_owned() };
                    keep_field(&mut event.extra, "markwhen", name, Value::from(kept));
                }
                "timezone" | "tz" => {
                    own = header::zone(value);
                    if own.is_none() {
                        book.zone(value, at, name);
                    }
                }
                "source" | "url" | "link" => event.sources.extend(text::named_source(value, book)),
                "place" | "location" if event.place.is_none() => {
                    event.place = Some(value.to_owned())
                }
                _ => keep_field(&mut event.extra, "markwhen", name, Value::from(value)),
            }
        }
        // The second page of a file may have another zone than the first.
        let zone: Option<Zone> = own.or(page.filter(|z| Some(z.to_string()) != book.case.zone));
        event.zone = zone.map(|z| z.to_string());
        end.filter(|end| Some(*end) != own)
    }
}

/// `{from: Europe/Paris, to: Asia/Tokyo}` as its pairs.
fn two(value: &str) -> Vec<(&str, &str)> {
    let inner = value.trim_start_matches('{').trim_end_matches('}');
    let quotes = ['"', '\''];
    let pairs = inner.split(',').filter_map(|pair| pair.split_once(':'));
    pairs
        .map(|(side, name)| (side.trim().trim_matches(quotes), name.trim().trim_matches(quotes)))
        .collect()
}
