//! One date out of its parts, in whatever order they stand.

use super::lex::Token;
use super::names::Word;
use super::{Clock, Problem, Reading, Remark, Stamp, Written};
use crate::date::{DateOrder, Day};
use chrono::FixedOffset;

/// A number with the digits that it was written with.
type Part = (u32, usize);

/// What the parts say.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    year: Option<i32>,
    short: bool,
    month: Option<u32>,
    day: Option<u32>,
    small: Vec<u32>,
    triple: Option<[Part; 3]>,
    clock: Option<Clock>,
    half: Option<bool>,
    offset: Option<i32>,
    letters: Option<Remark>,
    weekday: Option<u32>,
    division: Option<u32>,
    unknown: bool,
    decade: bool,
    /// The hour was one number; its minutes may follow.
    whole_hour: bool,
    era: Option<i32>,
    bce: bool,
    /// A zone by its name.
    pub zone: Option<chrono_tz::Tz>,
    /// `about` before this date alone.
    pub about: bool,
}

/// A date, or text in notation for what is coarser than that or has no month.
#[derive(Debug, Clone)]
pub(super) enum Said {
    Stamp(Stamp),
    Text(String),
}

fn unclear<T>(why: &str) -> Result<T, Problem> {
    Err(Problem::Unclear(why.to_owned()))
}

/// `19/01/2025`, with a time of day behind it or not: read without looking at words; `None` for all else.
pub(super) fn quick(text: &str, order: Option<DateOrder>) -> Option<Result<Reading, Problem>> {
    let (date, clock) = text.split_once(' ').map_or((text, None), |(d, c)| (d, Some(c)));
    let clock = match clock {
        Some(clock) => Some(super::clock::plain(clock)?),
        None => None,
    };
    let sign =
        date.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = date.split(sign);
    let mut part = |lengths: std::ops::RangeInclusive<usize>| -> Option<Part> {
        let text = parts.next()?;
        let fits = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        Some((text.parse().ok().filter(|_| fits)?, text.len()))
    };
    let triple = [part(1..=2)?, part(1..=2)?, part(4..=4)?];
    if parts.next().is_some() {
        return None;
    }
    let mut remarks = Vec::new();
    let side = Side { triple: Some(triple), clock, ..Side::default() };
    Some(match side.read(order, &mut remarks) {
        Ok(Said::Stamp(stamp)) => {
            Ok(Reading { written: Written::One(stamp, ""), remarks, zone: None })
        }
        Ok(Said::Text(_)) => return None,
        Err(problem) => Err(problem),
    })
}

/// Two digits as POSIX reads them: 69 to 99 are of the last century.
pub(super) const fn full_year(two: u32) -> i32 {
    let two = two.cast_signed();
    if two >= 69 { 1900 + two } else { 2000 + two }
}

impl Side {
    /// Gathers what the tokens say.
    pub(super) fn gather(tokens: &[Token]) -> Result<Self, Problem> {
        let mut side = Self::default();
        let mut skip = false;
        for (n, token) in tokens.iter().enumerate() {
            if std::mem::take(&mut skip) {
                continue;
            }
            let next = tokens.get(n + 1);
            let before = n.checked_sub(1).and_then(|n| tokens.get(n));
            match token {
                Token::Number(value, length, short) => {
                    skip = side.number((*value, *length), *short, next)?;
                }
                Token::Clock(hour, minute, second, fraction) => {
                    let clock = Clock {
                        hour: *hour,
                        minute: *minute,
                        second: *second,
                        fraction: fraction.clone(),
                    };
                    if side.clock.replace(clock).is_some() {
                        return unclear("has two hours");
                    }
                }
                Token::Triple(parts) => {
                    if side.triple.replace(*parts).is_some() {
                        return unclear("has two dates");
                    }
                }
                Token::Pair([a, b], sign) => side.pair(*a, *b, *sign)?,
                Token::Offset(minutes) => {
                    side.offset = Some(*minutes);
                    side.letters = None;
                }
                Token::Zone(zone) => side.zone = Some(*zone),
                Token::Word(words, text) => {
                    side.word(words, text, before, next)?;
                    skip = words.contains(&Word::Quarter)
                        && matches!(next, Some(Token::Number(1..=4, 1, _)));
                }
                Token::Doubt => side.unknown = true,
                Token::Dash => return unclear("has a dash that divides nothing"),
                Token::Unit(_) => {}
            }
        }
        Ok(side)
    }

    /// Takes a number; true where the token behind it belongs to it.
    fn number(
        &mut self,
        (value, length): Part,
        short: bool,
        next: Option<&Token>,
    ) -> Result<bool, Problem> {
        let put = |slot: &mut Option<u32>| {
            slot.replace(value).map_or(Ok(true), |_| unclear("has a part twice"))
        };
        match next {
            Some(Token::Unit('年' | '년')) => {
                self.year = i32::try_from(value).ok();
                return Ok(true);
            }
            Some(Token::Unit('月' | '월')) => return put(&mut self.month),
            Some(Token::Unit('日' | '号' | '號' | '일')) => return put(&mut self.day),
            Some(Token::Unit('时' | '時' | '点' | '點' | '시')) => {
                self.clock = Some(Clock { hour: value, ..Clock::default() });
                return Ok(true);
            }
            Some(Token::Unit('分' | '분')) => {
                if let Some(clock) = &mut self.clock {
                    clock.minute = value;
                }
                return Ok(true);
            }
            Some(Token::Unit('秒' | '초')) => {
                if let Some(clock) = &mut self.clock {
                    clock.second = Some(value);
                }
                return Ok(true);
            }
            _ => {}
        }
        match (length, next) {
            (1 | 2, Some(Token::Word(words, text))) if self.clock_follows(value, words, text) => {
                return Ok(true);
            }
            (4, Some(Token::Word(_, text))) if text == "s" && value.is_multiple_of(10) => {
                self.decade = true;
                self.year = i32::try_from(value).ok();
                return Ok(true);
            }
            _ => {}
        }
        let month =
            matches!(next, Some(Token::Word(w, _)) if matches!(w.first(), Some(Word::Month(_))));
        if std::mem::take(&mut self.whole_hour) && length == 2 && value < 60 && !month {
            if let Some(clock) = &mut self.clock {
                clock.minute = value;
            }
            return Ok(false);
        }
        if short && length == 2 {
            self.short = true;
            self.year = Some(full_year(value));
        } else if length >= 3 && self.year.is_none() && length <= 4 {
            self.year = i32::try_from(value).ok();
        } else if length == 4 && self.clock.is_none() && value / 100 < 24 && value % 100 < 60 {
            self.clock = Some(Clock { hour: value / 100, minute: value % 100, ..Clock::default() });
        } else if length <= 2 {
            self.small.push(value);
        } else {
            return unclear("has a number that is no part of a date");
        }
        Ok(false)
    }

    /// `9 pm`, `14 Uhr`: the number is an hour.
    fn clock_follows(&mut self, value: u32, words: &[Word], text: &str) -> bool {
        if let Some(minute) = self.clock.as_mut().filter(|_| words.contains(&Word::Minute)) {
            minute.minute = value;
            return true;
        }
        if self.clock.is_some() {
            return false;
        }
        let hour = words.contains(&Word::Hour) && text != "o";
        // “am 19. Januar am Abend” has no hour; a number before `am` is one unless a month follows.
        let half = words.iter().find_map(|w| if let Word::Half(pm) = w { Some(*pm) } else { None });
        if !hour && half.is_none_or(|_| value > 12) {
            return false;
        }
        self.clock = Some(Clock { hour: value, ..Clock::default() });
        self.half = self.half.or(half);
        self.whole_hour = hour;
        true
    }

    /// `01/2025`, `2025.01`, and `9.30` where there is a date already.
    fn pair(&mut self, a: Part, b: Part, sign: char) -> Result<(), Problem> {
        let dated = self.triple.is_some() || self.year.is_some() || self.month.is_some();
        if sign == '.' && a.1 <= 2 && b.1 <= 2 && dated && self.clock.is_none() {
            self.clock = Some(Clock { hour: a.0, minute: b.0, ..Clock::default() });
            return Ok(());
        }
        let (year, month) = match (a.1, b.1) {
            (4, _) => (a.0, b.0),
            (_, 4) => (b.0, a.0),
            _ => return unclear("has no year"),
        };
        if self.year.is_some() || self.month.is_some() {
            return unclear("has two dates");
        }
        self.year = i32::try_from(year).ok();
        self.unknown |= month == 0;
        self.month = Some(month).filter(|m| *m > 0);
        Ok(())
    }

    fn word(
        &mut self,
        words: &'static [Word],
        text: &str,
        before: Option<&Token>,
        next: Option<&Token>,
    ) -> Result<(), Problem> {
        let near_clock = matches!(before, Some(Token::Clock(..)))
            || matches!(before, Some(Token::Word(w, _)) if w.iter().any(|w| matches!(w, Word::Half(_) | Word::Hour)));
        let behind_number = matches!(before, Some(Token::Number(..) | Token::Triple(_)));
        for word in words {
            match word {
                Word::Month(n) if self.month.is_none() && self.triple.is_none() => {
                    self.month = Some(*n)
                }
                Word::OtherCalendar => {
                    return unclear("names a month of a calendar that is not read");
                }
                Word::Half(pm) if near_clock || !text.is_ascii() && self.half.is_none() => {
                    self.half = Some(*pm)
                }
                Word::Quarter | Word::Season(_) if self.division.is_none() => {
                    self.division(*word, next)?
                }
                Word::Bce if behind_number || self.year.is_some() => self.bce = true,
                Word::Utc if self.has_clock() => self.offset = self.offset.or(Some(0)),
                Word::Zone(minutes) if self.has_clock() => {
                    self.offset = Some(*minutes);
                    self.letters = Some(Remark::ZoneLetters);
                }
                Word::ManyZones if near_clock => self.letters = Some(Remark::ZoneUnclear),
                Word::Hour | Word::Minute | Word::Second if near_clock || self.has_clock() => {}
                Word::Weekday(n) if self.weekday.is_none() => self.weekday = Some(*n),
                Word::Era(years) => self.era = Some(*years),
                Word::About if !near_clock => self.about = true,
                Word::Filler => {}
                _ => continue,
            }
            return Ok(());
        }
        Err(Problem::Unclear(format!("has “{text}” where no date is known to have it")))
    }

    const fn has_clock(&self) -> bool {
        self.clock.is_some()
    }

    /// A quarter with its number before or behind it, or a season.
    fn division(&mut self, word: Word, next: Option<&Token>) -> Result<(), Problem> {
        if let Word::Season(n) = word {
            self.division = Some(n);
            return Ok(());
        }
        let number = match next {
            Some(Token::Number(n, 1, _)) => Some(*n),
            _ => self.small.pop(),
        };
        match number {
            Some(n @ 1..=4) => {
                self.division = Some(32 + n);
                Ok(())
            }
            _ => unclear("has a quarter without its number"),
        }
    }

    const fn says_day(&self) -> bool {
        self.triple.is_some() || self.day.is_some() || !self.small.is_empty()
    }

    /// Takes from the other end of a range what only that one says.
    pub(super) fn inherit(&mut self, other: &Self) {
        let date = self.year.is_some()
            || self.month.is_some()
            || self.says_day()
            || self.division.is_some();
        if !date {
            (self.year, self.month, self.day) = (other.year, other.month, other.day);
            (self.triple, self.small, self.short) =
                (other.triple, other.small.clone(), other.short);
        } else if self.triple.is_none() && other.triple.is_none() {
            if self.month.is_none() && self.says_day() {
                self.month = other.month;
            }
            let full = self.month.is_some() || self.division.is_some();
            // 12 Mar 25 has its year among its small numbers.
            if full && self.year.is_none() && self.small.len() < 2 {
                self.year = other.year;
                self.short = other.short;
                self.bce |= other.bce;
            }
        }
        if self.clock.is_some() {
            self.offset = self.offset.or(other.offset);
            self.half = self.half.or(other.half.filter(|_| other.clock.is_some()));
        }
    }

    /// The date.
    pub(super) fn read(
        &self,
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Said, Problem> {
        let mut stamp = match self.triple {
            Some(triple) => {
                if self.year.is_some() || self.month.is_some() || !self.small.is_empty() {
                    return unclear("has two dates");
                }
                self.of_triple(triple, order, remarks)?
            }
            None => self.of_parts(order, remarks)?,
        };
        if let Some(n) = self.division {
            if stamp.month.is_some() || stamp.day.is_some() || self.clock.is_some() {
                return unclear("has a season or quarter beside a month");
            }
            return Ok(Said::Text(format!("{:04}-{n}", stamp.year)));
        }
        if self.decade {
            let alone = stamp.month.is_none() && self.clock.is_none();
            if !alone || stamp.year % 100 == 0 {
                return unclear("can be ten years or a hundred");
            }
            return Ok(Said::Text(format!("{:03}X", stamp.year / 10)));
        }
        if self.short {
            remarks.push(Remark::ShortYear);
        }
        if matches!(stamp.year, 1300..=1500 | 2400..=2650) {
            remarks.push(Remark::OtherCalendar);
        }
        if let Some(clock) = &self.clock {
            if stamp.day.is_none() {
                return unclear("has an hour and no day");
            }
            stamp.clock = Some(self.clock_of(clock, remarks)?);
            stamp.offset = self.offset.and_then(|minutes| FixedOffset::east_opt(minutes * 60));
            remarks.extend(self.letters);
        }
        stamp.check()?;
        if let Some((n, day)) = self.weekday.zip(stamp.civil())
            && day.weekday().number_from_monday() != n
        {
            return unclear("names another day of the week than the date has");
        }
        Ok(Said::Stamp(stamp))
    }

    fn clock_of(&self, clock: &Clock, remarks: &mut Vec<Remark>) -> Result<Clock, Problem> {
        let mut clock = clock.clone();
        clock.hour = match (self.half, clock.hour) {
            (Some(true), 1..=11) => clock.hour + 12,
            (Some(false), 12) => 0,
            (Some(false), 13..) | (Some(true), 0) => {
                return Err(Problem::Impossible(format!("{} am or pm", clock.text())));
            }
            _ => clock.hour,
        };
        if clock.second == Some(60) && clock.hour < 24 {
            clock.second = Some(59);
            remarks.push(Remark::LeapSecond);
        }
        Ok(clock)
    }

    fn of_parts(
        &self,
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        let mut small = self.small.clone();
        let mut year = self.year;
        let mut short = false;
        if year.is_none() && small.len() == 2 && self.month.is_some() {
            let at = if order == Some(DateOrder::YearFirst) { 0 } else { 1 };
            year = Some(full_year(small.remove(at)));
            short = true;
        }
        // 5 BC has a year of one digit.
        if year.is_none() && self.bce {
            year = small.pop().and_then(|n| i32::try_from(n).ok());
        }
        let Some(mut year) = year else { return unclear("has no year") };
        year += self.era.unwrap_or(0);
        if self.bce {
            year = 1 - year;
        }
        if short {
            remarks.push(Remark::ShortYear);
        }
        let mut day = self.day;
        match (small.as_slice(), self.month) {
            ([], _) => {}
            ([one], Some(_)) if day.is_none() => day = Some(*one),
            _ => return unclear("has a number that is no part of a date"),
        }
        if (day.is_some_and(|d| d == 0) || self.unknown) && self.month.is_some() {
            remarks.push(Remark::UnknownPart);
            day = day.filter(|d| *d > 0);
        }
        if day.is_some() && self.month.is_none() {
            return unclear("has a day and no month");
        }
        Ok(Stamp { year, month: self.month, day, ..Stamp::default() })
    }

    fn of_triple(
        &self,
        [a, b, c]: [Part; 3],
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        let mut year = |part: Part| {
            if part.1 == 4 {
                return i32::try_from(part.0).unwrap_or_default();
            }
            remarks.push(Remark::ShortYear);
            full_year(part.0)
        };
        let text = || format!("{}/{}/{}", a.0, b.0, c.0);
        let (known, parts) = if a.1 >= 3 {
            (Some(DateOrder::YearFirst), (year(a), b.0, c.0))
        } else if c.1 >= 3 {
            (order.filter(|o| *o != DateOrder::YearFirst), (year(c), a.0, b.0))
        } else {
            return self.of_short_triple([a.0, b.0, c.0], order, remarks);
        };
        let (y, first, second) = parts;
        if first == 0 || second == 0 {
            remarks.push(Remark::UnknownPart);
            let month = match known {
                Some(DateOrder::YearFirst | DateOrder::MonthFirst) => first,
                Some(DateOrder::DayFirst) => second,
                // What stands alone is the month of one reading, and a day without month in the other.
                None => 0,
            };
            let stamp =
                Stamp { year: y, month: Some(month).filter(|m| *m > 0), ..Stamp::default() };
            return stamp.check().map(|()| stamp);
        }
        let of =
            |month, day| Stamp { year: y, month: Some(month), day: Some(day), ..Stamp::default() };
        let (dmy, mdy) = (of(second, first), of(first, second));
        match known {
            Some(DateOrder::YearFirst) => Ok(mdy),
            Some(chosen) => {
                let (taken, other) =
                    if chosen == DateOrder::DayFirst { (dmy, mdy) } else { (mdy, dmy) };
                match (taken.civil(), other.civil()) {
                    (None, Some(day)) => Err(Problem::WrongOrder(day.to_string())),
                    _ => Ok(taken),
                }
            }
            None => self.either(&[dmy, mdy], text, remarks),
        }
    }

    /// All three parts have two digits.
    fn of_short_triple(
        &self,
        [a, b, c]: [u32; 3],
        order: Option<DateOrder>,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        remarks.push(Remark::ShortYear);
        let of = |y, month, day| Stamp {
            year: full_year(y),
            month: Some(month),
            day: Some(day),
            ..Stamp::default()
        };
        let all = [of(c, b, a), of(c, a, b), of(a, b, c)];
        let text = || format!("{a}/{b}/{c}");
        let [dmy, mdy, ymd] = &all;
        let taken = match order {
            Some(DateOrder::DayFirst) => dmy,
            Some(DateOrder::MonthFirst) => mdy,
            Some(DateOrder::YearFirst) => ymd,
            None => return self.either(&all, text, remarks),
        };
        let other = all.iter().find_map(Stamp::civil);
        match (taken.civil(), other) {
            (None, Some(day)) => Err(Problem::WrongOrder(day.to_string())),
            _ => Ok(taken.clone()),
        }
    }

    /// The only one that there is; where there are several, the day of the week may decide.
    fn either(
        &self,
        all: &[Stamp],
        text: impl Fn() -> String,
        remarks: &mut Vec<Remark>,
    ) -> Result<Stamp, Problem> {
        let mut days: Vec<(Day, &Stamp)> = Vec::new();
        for stamp in all {
            if let Some(day) = stamp.civil().filter(|d| days.iter().all(|(known, _)| known != d)) {
                days.push((day, stamp));
            }
        }
        if days.len() > 1
            && let Some(n) = self.weekday
        {
            days.retain(|(day, _)| day.weekday().number_from_monday() == n);
            remarks.push(Remark::Weekday);
        }
        match days.as_slice() {
            [] => Err(Problem::Impossible(text())),
            [(_, one)] => Ok((*one).clone()),
            many => Err(Problem::Either(many.iter().map(|(day, _)| day.to_string()).collect())),
        }
    }
}
