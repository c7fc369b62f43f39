//! Zones of iCalendar: IANA names, those of Windows, and definitions in the file itself.

use super::lines::Component;
use crate::date::Zone;
use crate::date::zone::LocalTime;
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use std::collections::BTreeMap;

/// Names of Windows, by the list of the Unicode CLDR, for the territory that stands for all.
const WINDOWS: &str = "Dateline Standard Time=Etc/GMT+12|UTC-11=Etc/GMT+11|Aleutian Standard Time=America/Adak|\
Hawaiian Standard Time=Pacific/Honolulu|Marquesas Standard Time=Pacific/Marquesas|\
Alaskan Standard Time=America/Anchorage|UTC-09=Etc/GMT+9|Pacific Standard Time (Mexico)=America/Tijuana|\
UTC-08=Etc/GMT+8|Pacific Standard Time=America/Los_Angeles|US Mountain Standard Time=America/Phoenix|\
Mountain Standard Time (Mexico)=America/Mazatlan|Mountain Standard Time=America/Denver|\
Yukon Standard Time=America/Whitehorse|Central America Standard Time=America/Guatemala|\
Central Standard Time=America/Chicago|Easter Island Standard Time=Pacific/Easter|\
Central Standard Time (Mexico)=America/Mexico_City|Canada Central Standard Time=America/Regina|\
SA Pacific Standard Time=America/Bogota|Eastern Standard Time (Mexico)=America/Cancun|\
Eastern Standard Time=America/New_York|Haiti Standard Time=America/Port-au-Prince|\
Cuba Standard Time=America/Havana|US Eastern Standard Time=America/Indianapolis|\
Turks And Caicos Standard Time=America/Grand_Turk|Paraguay Standard Time=America/Asuncion|\
Atlantic Standard Time=America/Halifax|Venezuela Standard Time=America/Caracas|\
Central Brazilian Standard Time=America/Cuiaba|SA Western Standard Time=America/La_Paz|\
Pacific SA Standard Time=America/Santiago|Newfoundland Standard Time=America/St_Johns|\
Tocantins Standard Time=America/Araguaina|E. South America Standard Time=America/Sao_Paulo|\
SA Eastern Standard Time=America/Cayenne|Argentina Standard Time=America/Buenos_Aires|\
Greenland Standard Time=America/Godthab|Montevideo Standard Time=America/Montevideo|\
Magallanes Standard Time=America/Punta_Arenas|Saint Pierre Standard Time=America/Miquelon|\
Bahia Standard Time=America/Bahia|UTC-02=Etc/GMT+2|Azores Standard Time=Atlantic/Azores|\
Cape Verde Standard Time=Atlantic/Cape_Verde|UTC=Etc/UTC|GMT Standard Time=Europe/London|\
Greenwich Standard Time=Atlantic/Reykjavik|Sao Tome Standard Time=Africa/Sao_Tome|\
Morocco Standard Time=Africa/Casablanca|W. Europe Standard Time=Europe/Berlin|\
Central Europe Standard Time=Europe/Budapest|Romance Standard Time=Europe/Paris|\
Central European Standard Time=Europe/Warsaw|W. Central Africa Standard Time=Africa/Lagos|\
Jordan Standard Time=Asia/Amman|GTB Standard Time=Europe/Bucharest|Middle East Standard Time=Asia/Beirut|\
Egypt Standard Time=Africa/Cairo|E. Europe Standard Time=Europe/Chisinau|Syria Standard Time=Asia/Damascus|\
West Bank Standard Time=Asia/Hebron|South Africa Standard Time=Africa/Johannesburg|FLE Standard Time=Europe/Kiev|\
Israel Standard Time=Asia/Jerusalem|South Sudan Standard Time=Africa/Juba|\
Kaliningrad Standard Time=Europe/Kaliningrad|Sudan Standard Time=Africa/Khartoum|\
Libya Standard Time=Africa/Tripoli|Namibia Standard Time=Africa/Windhoek|Arabic Standard Time=Asia/Baghdad|\
Turkey Standard Time=Europe/Istanbul|Arab Standard Time=Asia/Riyadh|Belarus Standard Time=Europe/Minsk|\
Russian Standard Time=Europe/Moscow|E. Africa Standard Time=Africa/Nairobi|Iran Standard Time=Asia/Tehran|\
Arabian Standard Time=Asia/Dubai|Astrakhan Standard Time=Europe/Astrakhan|Azerbaijan Standard Time=Asia/Baku|\
Russia Time Zone 3=Europe/Samara|Mauritius Standard Time=Indian/Mauritius|Saratov Standard Time=Europe/Saratov|\
Georgian Standard Time=Asia/Tbilisi|Volgograd Standard Time=Europe/Volgograd|\
Caucasus Standard Time=Asia/Yerevan|Afghanistan Standard Time=Asia/Kabul|West Asia Standard Time=Asia/Tashkent|\
Ekaterinburg Standard Time=Asia/Yekaterinburg|Pakistan Standard Time=Asia/Karachi|\
Qyzylorda Standard Time=Asia/Qyzylorda|India Standard Time=Asia/Calcutta|Sri Lanka Standard Time=Asia/Colombo|\
Nepal Standard Time=Asia/Katmandu|Central Asia Standard Time=Asia/Almaty|Bangladesh Standard Time=Asia/Dhaka|\
Omsk Standard Time=Asia/Omsk|Myanmar Standard Time=Asia/Rangoon|SE Asia Standard Time=Asia/Bangkok|\
Altai Standard Time=Asia/Barnaul|W. Mongolia Standard Time=Asia/Hovd|\
North Asia Standard Time=Asia/Krasnoyarsk|N. Central Asia Standard Time=Asia/Novosibirsk|\
Tomsk Standard Time=Asia/Tomsk|China Standard Time=Asia/Shanghai|North Asia East Standard Time=Asia/Irkutsk|\
Singapore Standard Time=Asia/Singapore|W. Australia Standard Time=Australia/Perth|\
Taipei Standard Time=Asia/Taipei|Ulaanbaatar Standard Time=Asia/Ulaanbaatar|\
Aus Central W. Standard Time=Australia/Eucla|Transbaikal Standard Time=Asia/Chita|\
Tokyo Standard Time=Asia/Tokyo|North Korea Standard Time=Asia/Pyongyang|Korea Standard Time=Asia/Seoul|\
Yakutsk Standard Time=Asia/Yakutsk|Cen. Australia Standard Time=Australia/Adelaide|\
AUS Central Standard Time=Australia/Darwin|E. Australia Standard Time=Australia/Brisbane|\
AUS Eastern Standard Time=Australia/Sydney|West Pacific Standard Time=Pacific/Port_Moresby|\
Tasmania Standard Time=Australia/Hobart|Vladivostok Standard Time=Asia/Vladivostok|\
Lord Howe Standard Time=Australia/Lord_Howe|Bougainville Standard Time=Pacific/Bougainville|\
Russia Time Zone 10=Asia/Srednekolymsk|Magadan Standard Time=Asia/Magadan|Norfolk Standard Time=Pacific/Norfolk|\
Sakhalin Standard Time=Asia/Sakhalin|Central Pacific Standard Time=Pacific/Guadalcanal|\
Russia Time Zone 11=Asia/Kamchatka|New Zealand Standard Time=Pacific/Auckland|UTC+12=Etc/GMT-12|\
Fiji Standard Time=Pacific/Fiji|Chatham Islands Standard Time=Pacific/Chatham|UTC+13=Etc/GMT-13|\
Tonga Standard Time=Pacific/Tongatapu|Samoa Standard Time=Pacific/Apia|\
Line Islands Standard Time=Pacific/Kiritimati";

/// The zones of a file by their TZID.
#[derive(Debug, Default)]
pub(super) struct Zones {
    by_id: BTreeMap<String, Defined>,
    /// What the file itself says of zones that everybody knows, where it can be compared.
    overruled: BTreeMap<String, Vec<Observance>>,
}

/// How a zone is known.
#[derive(Debug, Clone)]
pub(super) enum Defined {
    /// By a name that everybody has.
    Known(Zone),
    /// By the rules in the file.
    Rules(Vec<Observance>),
}

/// From when on which distance holds, and how that comes again.
#[derive(Debug, Clone)]
pub(super) struct Observance {
    start: NaiveDateTime,
    offset: FixedOffset,
    /// The distance that held before it, where it is stated.
    from: Option<FixedOffset>,
    /// Month, which of the week days (-1 is the last), week day.
    yearly: Option<(u32, i32, Weekday)>,
    until: Option<NaiveDateTime>,
    others: Vec<NaiveDateTime>,
}

impl Zones {
    /// Learns the zones that a calendar defines.
    pub(super) fn learn(&mut self, calendar: &Component) {
        for zone in calendar.children.iter().filter(|c| c.name == "VTIMEZONE") {
            let id = zone.text("TZID");
            let location = zone.text("X-LIC-LOCATION");
            let known = by_name(&id).or_else(|| by_name(&location));
            let defined = match known {
                Some(known) => {
                    if zone.children.iter().all(is_plain) {
                        let rules = zone.children.iter().filter_map(observance).collect();
                        self.overruled.insert(id.clone(), rules);
                    }
                    Defined::Known(known)
                }
                None => {
                    let rules: Vec<Observance> =
                        zone.children.iter().filter_map(observance).collect();
                    if rules.is_empty() {
                        continue;
                    }
                    Defined::Rules(rules)
                }
            };
            self.by_id.insert(id, defined);
        }
    }

    /// The zone of that id; `None` where neither the file nor the world knows it.
    pub(super) fn get(&self, id: &str) -> Option<Defined> {
        self.by_id.get(id).cloned().or_else(|| by_name(id).map(Defined::Known))
    }
}

impl Zones {
    /// The distance from UTC that the file gives for an hour in a zone that everybody knows, where it is another than
    /// everybody's; of each zone once.
    pub(super) fn other_offset(
        &mut self,
        id: &str,
        wall: NaiveDateTime,
        zone: Zone,
    ) -> Option<FixedOffset> {
        let rules = self.overruled.get(id)?;
        rules.iter().find_map(|rule| rule.last_before(wall))?;
        let (Some(Ruled::Once(offset)), LocalTime::Once(at)) =
            (by_rules(rules, wall), zone.local(wall))
        else {
            return None;
        };
        let other = Some(offset).filter(|offset| *offset != zone.offset_at(at))?;
        self.overruled.remove(id);
        Some(other)
    }
}

/// True where the rule of an observance is one that is read to the end: the nth or last day of the week in a month.
fn is_plain(component: &Component) -> bool {
    let rule = component.text("RRULE").to_uppercase();
    let known = |part: &str| {
        part == "FREQ=YEARLY"
            || ["BYMONTH=", "BYDAY=", "UNTIL=", "WKST="].iter().any(|n| part.starts_with(n))
    };
    rule.split(';').filter(|part| !part.is_empty()).all(known)
        && (rule.is_empty() || rule.contains("BYMONTH=") && rule.contains("BYDAY="))
}

/// A zone by a name of IANA or Windows, with what programs put before it.
pub(super) fn by_name(id: &str) -> Option<Zone> {
    let id = id.trim().trim_matches('"');
    if let Some(zone) = Zone::parse(id) {
        return Some(zone);
    }
    let windows = WINDOWS.split('|').filter_map(|pair| pair.split_once('='));
    if let Some((_, name)) =
        windows.into_iter().find(|(windows, _)| windows.eq_ignore_ascii_case(id))
    {
        return Zone::parse(name);
    }
    if id.eq_ignore_ascii_case("tzone://Microsoft/Utc") {
        return Some(Zone::UTC);
    }
    // /freeassociation.sourceforge.net/Europe/Paris, /citadel.org/20230101_1/America/Argentina/Salta
    let parts: Vec<&str> = id.split('/').filter(|p| !p.is_empty()).collect();
    let tails = [3, 2]
        .into_iter()
        .filter(|n| parts.len() > *n || (id.starts_with('/') && parts.len() == *n));
    tails.filter_map(|n| parts.get(parts.len() - n..)).find_map(|tail| Zone::parse(&tail.join("/")))
}

/// `+0100`, `-053000`.
fn offset(text: &str) -> Option<FixedOffset> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let part =
        |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<i32>().ok());
    let (hours, minutes) = (part(0..2)?, part(2..4).unwrap_or(0));
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60 + part(4..6).unwrap_or(0)))
}

/// `20240331T020000`, with what may stand behind it passed over.
pub(super) fn wall(text: &str) -> Option<NaiveDateTime> {
    let digits: String = text.trim().chars().filter(char::is_ascii_digit).collect();
    let part =
        |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<u32>().ok());
    let year = i32::try_from(part(0..4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, part(4..6)?, part(6..8)?)?;
    day.and_hms_opt(part(8..10).unwrap_or(0), part(10..12).unwrap_or(0), part(12..14).unwrap_or(0))
}

fn observance(component: &Component) -> Option<Observance> {
    let rule = component.text("RRULE").to_uppercase();
    let part = |name: &str| {
        rule.split(';').find_map(|p| p.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
    };
    let yearly =
        part("BYMONTH").and_then(|m| m.parse().ok()).zip(part("BYDAY")).and_then(|(month, day)| {
            let (n, name) = day.split_at_checked(day.len().checked_sub(2)?)?;
            let n = if n.is_empty() { 1 } else { n.trim_start_matches('+').parse().ok()? };
            Some((month, n, weekday(name)?))
        });
    Some(Observance {
        start: wall(&component.text("DTSTART"))?,
        offset: offset(&component.text("TZOFFSETTO"))?,
        from: offset(&component.text("TZOFFSETFROM")),
        yearly,
        until: part("UNTIL").and_then(|u| wall(&u)),
        others: component
            .all("RDATE")
            .flat_map(super::lines::Line::list)
            .take(1000)
            .filter_map(|d| wall(&d))
            .collect(),
    })
}

/// `MO` to `SU`.
pub(super) fn weekday(name: &str) -> Option<Weekday> {
    let all = [
        ("MO", Weekday::Mon),
        ("TU", Weekday::Tue),
        ("WE", Weekday::Wed),
        ("TH", Weekday::Thu),
        ("FR", Weekday::Fri),
        ("SA", Weekday::Sat),
        ("SU", Weekday::Sun),
    ];
    all.into_iter().find(|(n, _)| *n == name).map(|(_, day)| day)
}

impl Observance {
    /// When it last began before a reading of the clock.
    fn last_before(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let stated = self.others.iter().copied().chain([self.start]).filter(|s| *s <= at).max();
        let Some((month, n, day)) = self.yearly else { return stated };
        let in_year = |year: i32| {
            let date = if n < 0 {
                let next = if month == 12 {
                    NaiveDate::from_ymd_opt(year + 1, 1, 1)
                } else {
                    NaiveDate::from_ymd_opt(year, month + 1, 1)
                };
                let last = next?.pred_opt()?;
                let back = i64::from(
                    (7 + last.weekday().num_days_from_monday() - day.num_days_from_monday()) % 7,
                );
                last - TimeDelta::try_days(back + 7 * (i64::from(-n) - 1).clamp(0, 4))?
            } else {
                NaiveDate::from_weekday_of_month_opt(year, month, day, u8::try_from(n).ok()?)?
            };
            Some(date.and_time(self.start.time()))
        };
        let years = [at.year(), at.year() - 1];
        let found = years.into_iter().filter_map(in_year).find(|onset| {
            *onset <= at
                && *onset >= self.start
                && self.until.is_none_or(|u| *onset <= u + TimeDelta::days(1))
        });
        // Behind the last year of the rule its last onset would have to be found; the start is near enough to be
        // beaten by whichever rule came after it.
        found.or(stated)
    }
}

/// What the rules of a file say of a reading of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruled {
    /// It came once, at this distance from UTC.
    Once(FixedOffset),
    /// It came twice; this is the distance of the first.
    Twice(FixedOffset),
    /// It never came: the distances before the clock was put forward over it, and after.
    Never(FixedOffset, FixedOffset),
}

/// The distance from UTC that the rules of a file give for a reading of the clock.
pub(super) fn by_rules(rules: &[Observance], at: NaiveDateTime) -> Option<Ruled> {
    let seconds = |offset: FixedOffset| i64::from(offset.local_minus_utc());
    let forward = |r: &Observance| Some(seconds(r.offset) - seconds(r.from?));
    // Before all rules holds what the first of them ended.
    let first = || rules.iter().min_by_key(|r| r.start).map(|r| r.from.unwrap_or(r.offset));
    let latest = rules.iter().filter_map(|r| Some((r.last_before(at)?, r)));
    let latest = latest.max_by_key(|(onset, _)| *onset);
    let offset = latest.map(|(_, r)| r.offset).or_else(first)?;
    if let Some((onset, rule)) = latest
        && let (Some(from), Some(gap)) = (rule.from, forward(rule).filter(|gap| *gap > 0))
        && (at - onset).num_seconds() < gap
    {
        return Some(Ruled::Never(from, rule.offset));
    }
    // The clock was put back over it: an onset that is still to come lies so near.
    let twice = rules.iter().any(|r| {
        let back = forward(r).map_or(0, |gap| -gap);
        let soon = TimeDelta::try_seconds(back).and_then(|back| at.checked_add_signed(back));
        back > 0 && soon.and_then(|soon| r.last_before(soon)).is_some_and(|onset| onset > at)
    });
    Some(if twice { Ruled::Twice(offset) } else { Ruled::Once(offset) })
}
