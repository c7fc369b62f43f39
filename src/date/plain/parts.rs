//! One moment in plain words: its parts, and the notation that says the same.

use super::lex::Token;
use super::{EXAMPLE, iso, names, unclear};
use crate::date::edtf::DateError;
use crate::date::moment::{Day, Instant};
use crate::date::when::{Form, Point, When};
use crate::date::words;
use crate::date::zone::{LocalTime, Zone};
use chrono::NaiveTime;

/// A part of a month, a year or ten years that is named without bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

/// What was said of one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    decade: Option<i32>,
    season: Option<u32>,
    weekday: Option<u32>,
    /// Hour, minute, second.
    pub clock: Option<(u32, u32, u32)>,
    dotted: bool,
    half: Option<bool>,
    pub zone: Option<Zone>,
    /// A date in EDTF notation.
    written: Option<String>,
    pub third: Option<Third>,
    pub approximate: bool,
    pub uncertain: bool,
}

/// One moment as it goes into a file.
pub(super) struct Single {
    pub text: String,
    /// True where it has an hour.
    pub hours: bool,
}

/// What is known beside the words, and what was taken from there.
pub(super) struct Known {
    pub around: Option<Day>,
    pub around_year: Option<i32>,
    pub zone: Zone,
    pub assumed: Vec<String>,
}

impl Known {
    pub(super) fn assume(&mut self, words: String) {
        if !self.assumed.contains(&words) {
            self.assumed.push(words);
        }
    }
}

fn twice<T>(slot: &mut Option<T>, value: T, what: &str) -> Result<(), DateError> {
    if slot.replace(value).is_some() {
        let why = "is named twice where one moment is meant";
        return Err(unclear(what, why, "write “between … and …” or “from … to …”"));
    }
    Ok(())
}

impl Parts {
    /// Gathers what the words say, in whatever order they say it.
    pub(super) fn gather(tokens: &[Token], known: &mut Known) -> Result<Self, DateError> {
        let mut parts = Self::default();
        for token in tokens {
            match token {
                Token::Small(n) => parts.small(*n, tokens)?,
                Token::Year(y) => twice(&mut parts.year, *y, "the year")?,
                Token::Decade(y) => twice(&mut parts.decade, *y, "the decade")?,
                Token::Month(m) => twice(&mut parts.month, *m, "the month")?,
                Token::Weekday(d) => twice(&mut parts.weekday, *d, "the day of the week")?,
                Token::Season(s) => twice(&mut parts.season, *s, "the season")?,
                Token::Clock(h, m, s) => twice(&mut parts.clock, (*h, *m, *s), "the hour")?,
                Token::Dotted(h, m) => {
                    twice(&mut parts.clock, (*h, *m, 0), "the hour")?;
                    parts.dotted = true;
                }
                Token::Half(pm) => twice(&mut parts.half, *pm, "am or pm")?,
                Token::Zone(zone) => twice(&mut parts.zone, *zone, "the zone")?,
                Token::Written(text) => parts.edtf(text)?,
                Token::OnlyDay(day, text) => {
                    known.assume(format!("{text} can only be {}", words::day(*day)));
                    parts.edtf(&day.to_string())?;
                }
                Token::To => {
                    return Err(unclear("to", "has no date on both sides", EXAMPLE));
                }
                Token::Word(word) => parts.word(word)?,
            }
        }
        parts.count_from_midnight()?;
        Ok(parts)
    }

    /// A small number is a day; before `am` or `pm` it is an hour.
    fn small(&mut self, n: u32, all: &[Token]) -> Result<(), DateError> {
        let at = all.iter().position(|t| *t == Token::Small(n));
        let next = at.and_then(|at| all.get(at + 1));
        if matches!(next, Some(Token::Half(_))) && self.clock.is_none() {
            self.clock = Some((n, 0, 0));
            return Ok(());
        }
        twice(&mut self.day, n, "the day")
    }

    fn edtf(&mut self, text: &str) -> Result<(), DateError> {
        let bare = text.trim_end_matches(['?', '~', '%']);
        self.uncertain |= text.ends_with(['?', '%']);
        self.approximate |= text.ends_with(['~', '%']);
        let parsed = When::parse(bare)?;
        match parsed.form() {
            Some(Form::Point(Point::Civil { first, last, .. })) if first == last => {
                twice(&mut self.year, first.year(), "the year")?;
                twice(&mut self.month, first.month(), "the month")?;
                twice(&mut self.day, first.day(), "the day")
            }
            _ => twice(&mut self.written, bare.to_owned(), "the date"),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), DateError> {
        let third = match word {
            "early" | "beginning" | "start" => Third::Early,
            "mid" | "middle" => Third::Mid,
            "late" | "end" => Third::Late,
            "midnight" => {
                let offer = "write 00:00 for the start of the day or 24:00 for its end";
                return Err(unclear(word, "can be the start or the end of the day", offer));
            }
            "today" | "yesterday" | "tomorrow" | "now" => {
                return Err(unclear(
                    word,
                    "means another day on every day",
                    "write the day itself",
                ));
            }
            _ if names::is_filler(word) => return Ok(()),
            _ => return Err(unclear(word, "is not understood", EXAMPLE)),
        };
        twice(&mut self.third, third, "the part of it")
    }

    fn count_from_midnight(&mut self) -> Result<(), DateError> {
        let Some(pm) = self.half else { return Ok(()) };
        let Some((hour, minute, second)) = self.clock else {
            return Err(unclear(
                "am or pm",
                "has no hour before it",
                "write an hour such as 9:30 pm",
            ));
        };
        if hour == 12 && (minute, second) == (0, 0) {
            let text = if pm { "12 pm" } else { "12 am" };
            return Err(unclear(
                text,
                "is noon to some and midnight to others",
                "write 12:00 or 00:00",
            ));
        }
        if !(1..=12).contains(&hour) {
            return Err(DateError::Impossible(format!(
                "{hour}:{minute:02} {}",
                if pm { "pm" } else { "am" }
            )));
        }
        self.clock = Some((hour % 12 + if pm { 12 } else { 0 }, minute, second));
        Ok(())
    }

    /// True where nothing but an hour was said.
    pub(super) const fn only_hour(&self) -> bool {
        self.clock.is_some()
            && self.day.is_none()
            && self.month.is_none()
            && self.year.is_none()
            && self.written.is_none()
            && self.season.is_none()
            && self.decade.is_none()
    }

    const fn has_date(&self) -> bool {
        self.day.is_some()
            || self.month.is_some()
            || self.year.is_some()
            || self.written.is_some()
            || self.season.is_some()
            || self.decade.is_some()
    }

    /// Takes what it does not say from the other end, as in `19 to 21 January 2025`.
    pub(super) fn inherit(&mut self, other: &Self) {
        if self.written.is_some() || self.season.is_some() || self.decade.is_some() {
            return;
        }
        if !self.has_date() {
            (self.day, self.month, self.year) = (other.day, other.month, other.year);
        } else if self.month.is_none() && self.day.is_some() {
            self.month = other.month;
        }
        if self.month.is_some() {
            self.year = self.year.or(other.year);
        }
        if self.clock.is_some() {
            self.zone = self.zone.or(other.zone);
        }
    }

    /// The notation that says the same.
    pub(super) fn write(&self, known: &mut Known) -> Result<Single, DateError> {
        if let Some(text) = &self.written {
            if self.has_parts_beside_written() {
                return Err(unclear(text, "stands beside other parts of a date", EXAMPLE));
            }
            return Ok(Single { text: text.clone(), hours: text.contains('T') });
        }
        if self.zone.is_some() && self.clock.is_none() {
            let offer = "leave the zone out, or add an hour";
            return Err(unclear("the zone", "stands beside a date without an hour", offer));
        }
        let year = self.year_or_known(known)?;
        match (year, self.season, self.month, self.day) {
            (Some(y), Some(s), None, None) if self.clock.is_none() => {
                known.assume("the seasons are those of the northern half of the world".to_owned());
                Ok(Single { text: format!("{y:04}-{s}"), hours: false })
            }
            (Some(y), None, None, None) if self.clock.is_none() => {
                Ok(Single { text: format!("{y:04}"), hours: false })
            }
            (Some(y), None, Some(m), None) if self.clock.is_none() => {
                Ok(Single { text: format!("{y:04}-{m:02}"), hours: false })
            }
            (Some(y), None, Some(m), Some(d)) => {
                let impossible = || DateError::Impossible(format!("{y:04}-{m:02}-{d:02}"));
                let day = Day::new(y, m, d).ok_or_else(impossible)?;
                self.on(day, known)
            }
            (None, None, None, None) if self.clock.is_some() => {
                let (hour, minute, _) = self.clock.unwrap_or_default();
                let text = format!("{hour}:{minute:02}");
                let offer = "write the day too, such as 19 Jan 2025 09:30";
                let day = known.around.ok_or_else(|| unclear(&text, "has no day", offer))?;
                known.assume(format!("the day, {}, is that of the event", words::day(day)));
                self.on(day, known)
            }
            _ => Err(unclear("that", "is not a whole date", EXAMPLE)),
        }
    }

    const fn has_parts_beside_written(&self) -> bool {
        self.clock.is_some()
            || self.day.is_some()
            || self.month.is_some()
            || self.year.is_some()
            || self.zone.is_some()
            || self.season.is_some()
            || self.decade.is_some()
    }

    fn year_or_known(&self, known: &mut Known) -> Result<Option<i32>, DateError> {
        if let Some(decade) = self.decade {
            return Err(unclear(&format!("{decade}s"), "is not a whole date", EXAMPLE));
        }
        if self.year.is_some() || self.month.is_none() {
            return Ok(self.year);
        }
        let month = words::month_full(self.month.unwrap_or_default());
        let offer = "write the year with four digits, such as 19 Jan 2025";
        let year =
            known.around_year.ok_or_else(|| unclear(month, "has no year of four digits", offer))?;
        known.assume(format!("the year, {year}, is that of the event"));
        Ok(Some(year))
    }

    fn on(&self, day: Day, known: &mut Known) -> Result<Single, DateError> {
        if let Some(n) = self.weekday
            && n != day.weekday().number_from_monday()
        {
            let why = format!("is a {}", words::weekday_short(day));
            return Err(unclear(&words::day(day), &why, "check the day of the week in the source"));
        }
        let Some((hour, minute, second)) = self.clock else {
            return Ok(Single { text: iso(day), hours: false });
        };
        // Without a day written beside it, 9.30 may be one itself.
        if self.dotted && self.day.is_none() {
            let text = format!("{hour}.{minute:02}");
            let offer = format!("write {hour:02}:{minute:02} for the hour");
            return Err(unclear(&text, "can be an hour or a day", &offer));
        }
        let text = format!("{hour:02}:{minute:02}:{second:02}");
        let (day, time) = if (hour, minute, second) == (24, 0, 0) {
            known.assume(format!("24:00 is the end of {}", words::day(day)));
            (day.plus_days(1), NaiveTime::MIN)
        } else {
            let time = NaiveTime::from_hms_opt(hour, minute, second);
            (day, time.ok_or_else(|| DateError::Impossible(text.clone()))?)
        };
        let zone = self.zone.unwrap_or(known.zone);
        let clock = time.format(if second == 0 { "%H:%M" } else { "%H:%M:%S" });
        let offset = |at: i64| Instant::from_timestamp(at).in_zone(zone).format("%:z").to_string();
        match zone.local(day.naive().and_time(time)) {
            LocalTime::Once(at) => {
                if self.zone.is_none() {
                    known.assume(format!("the hour is on the clock of {zone} ({})", offset(at)));
                }
                let written = format!("{}T{clock}", iso(day));
                let text = Instant::from_timestamp(at).sharpened(&written, zone);
                Ok(Single { text, hours: true })
            }
            LocalTime::Twice(a, b) => {
                let why = format!("came twice on {} in {zone}", words::day(day));
                let offer = format!("write {clock} {} or {clock} {}", offset(a), offset(b));
                Err(unclear(&clock.to_string(), &why, &offer))
            }
            LocalTime::Never(_) => {
                Err(DateError::Impossible(format!("{} {clock} in {zone}", iso(day))))
            }
        }
    }

    /// First and last part of an early, a middle or a late third, in notation, and what it was taken for.
    pub(super) fn bounds_of_third(
        &self,
        third: Third,
        known: &mut Known,
    ) -> Result<(String, String), DateError> {
        let whole = self.clock.is_none()
            && self.day.is_none()
            && self.written.is_none()
            && self.season.is_none()
            && self.zone.is_none();
        let pick = |all: [(u32, u32); 3]| match third {
            Third::Early => all[0],
            Third::Mid => all[1],
            Third::Late => all[2],
        };
        let name = match third {
            Third::Early => "early",
            Third::Mid => "mid",
            Third::Late => "late",
        };
        if let Some(decade) =
            self.decade.filter(|_| whole && self.year.is_none() && self.month.is_none())
        {
            let (a, b) = pick([(0, 3), (4, 6), (7, 9)]);
            let (a, b) = (decade + a.cast_signed(), decade + b.cast_signed());
            known.assume(format!("{name} in the {decade}s is taken as {a} to {b}"));
            return Ok((format!("{a:04}"), format!("{b:04}")));
        }
        let offer = "write “mid-January 2025”, “early 2024” or “late 1990s”";
        let refused = || unclear(name, "needs a month, a year or a decade behind it", offer);
        let year = self.year_or_known(known)?.filter(|_| whole).ok_or_else(refused)?;
        if let Some(month) = self.month {
            let last = (28..=31).rev().find(|d| Day::new(year, month, *d).is_some()).unwrap_or(28);
            let (a, b) = pick([(1, 10), (11, 20), (21, last)]);
            let in_full = words::month_full(month);
            known.assume(format!("{name} {in_full} is taken as {a} to {b} {in_full} {year}"));
            return Ok((
                format!("{year:04}-{month:02}-{a:02}"),
                format!("{year:04}-{month:02}-{b:02}"),
            ));
        }
        let (a, b) = pick([(1, 4), (5, 8), (9, 12)]);
        let (from, to) = (words::month_full(a), words::month_full(b));
        known.assume(format!("{name} {year} is taken as {from} to {to} {year}"));
        Ok((format!("{year:04}-{a:02}"), format!("{year:04}-{b:02}")))
    }

    /// `199X` for the 1990s; the first ten years of a century are refused, for they can be all hundred.
    pub(super) fn decade_alone(&self) -> Option<Result<String, DateError>> {
        let decade = self.decade?;
        let alone = self.year.is_none()
            && self.month.is_none()
            && self.day.is_none()
            && self.clock.is_none()
            && self.season.is_none()
            && self.written.is_none();
        if !alone {
            return None;
        }
        if decade % 100 == 0 {
            let text = format!("{decade}s");
            let offer = format!("write {decade}/{} or {decade}/{}", decade + 9, decade + 99);
            return Some(Err(unclear(&text, "can be ten years or a hundred", &offer)));
        }
        Some(Ok(format!("{:03}X", decade / 10)))
    }
}
