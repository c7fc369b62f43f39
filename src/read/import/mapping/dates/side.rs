//! One date out of its parts, in whatever order they stand.

mod inherit;
mod named;
mod solve;

pub(super) use solve::quick;

use super::lex::Token;
use super::names::Word;
use super::{Clock, Problem, Remark, Stamp};

/// A number with the digits that it was written with.
type Part = (u32, usize);

/// What the parts say.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    year: Option<i32>,
    short: bool,
    /// The year has three digits.
    three: bool,
    month: Option<u32>,
    day: Option<u32>,
    small: Vec<u32>,
    triple: Option<[Part; 3]>,
    /// Day and month, or month and day, whose year stands at the other end of a range.
    open: Option<[Part; 2]>,
    clock: Option<Clock>,
    half: Option<bool>,
    offset: Option<i32>,
    letters: Option<Remark>,
    /// Days of the week that a word can stand for, Monday as the lowest of seven bits.
    weekday: Option<u8>,
    division: Option<u32>,
    unknown: bool,
    /// `xx` stood in it, or a `?` in the place of a part.
    blank: bool,
    /// A `?` stood behind a part of it.
    pub doubt: bool,
    /// A year with digits that are not known, as the token has it.
    gap: Option<(u32, usize, bool)>,
    decade: bool,
    /// The hour was one number; its minutes may follow.
    whole_hour: bool,
    era: Option<i32>,
    bce: bool,
    /// An era was named: a year of two digits is what it says.
    plain_year: bool,
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

/// True for words that say nothing and may stand at the end.
fn may_end(text: &str) -> bool {
    const ALL: &str = "|г|года|год|року|р|r|roku|rok|م|ad|ce|n chr|d c|a d|c e|date|dated|o'clock|hrs|го|st|nd|rd|th|er|re|ª|º|°|hours|time|local|local time|standard time|tarihinde|ميلادي|سنه|عام|και ωρα|рік|";
    !text.is_empty() && ALL.split('|').any(|w| w == text)
}

/// Why a date without its year is not read.
pub(super) const NO_YEAR: &str = "has no year";

fn is_zone(words: &[Word], text: &str) -> bool {
    text == "ut" || words.iter().any(|w| matches!(w, Word::ManyZones | Word::Zone(_)))
}

/// The days of the week that a word can stand for, each as a bit.
fn days(words: &[Word]) -> u8 {
    let bit = |word: &Word| match word {
        Word::Weekday(n) => 1_u8.checked_shl(n.saturating_sub(1)).unwrap_or(0),
        _ => 0,
    };
    words.iter().map(bit).fold(0, |all, bit| all | bit)
}

fn unclear<T>(why: &str) -> Result<T, Problem> {
    Err(Problem::Unclear(why.to_owned()))
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
                Token::Gap(value, known, doubt) => {
                    if side.gap.replace((*value, *known, *doubt)).is_some() {
                        return unclear("has two years");
                    }
                }
                Token::Doubt => side.doubt = true,
                Token::Blank => side.blank = true,
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
            (4, Some(Token::Word(words, text))) if words.contains(&Word::Decade) => {
                if !value.is_multiple_of(10) {
                    return Err(Problem::Unclear(format!("has “{text}” behind a year")));
                }
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
        } else if length == 3 && self.year.is_none()
            || length == 4 && self.year.is_none() && self.triple.is_none()
        {
            self.three = length == 3;
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
            _ if !dated && self.open.is_none() => {
                self.open = Some([a, b]);
                return Ok(());
            }
            _ => return unclear(NO_YEAR),
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
        // 9.30 is an hour behind a date.
        let pointed = self.clock.is_some() && matches!(before, Some(Token::Pair(..)));
        let behind_hour = pointed || matches!(before, Some(Token::Clock(..)));
        let near_clock = behind_hour
            || before.is_some_and(Token::is_unit_of_hours)
            || matches!(before, Some(Token::Word(w, _)) if w.iter().any(|w| matches!(w, Word::Half(_) | Word::Hour)));
        let last = next.is_none();
        if behind_hour && last && matches!(text, "a" | "p") {
            self.half = Some(text == "p");
            return Ok(());
        }
        // In Arabic the letter is of the hour, or says that the year is after Christ.
        let morning = matches!(next, Some(Token::Clock(0..=12, ..)));
        if text == "م" && !near_clock && morning {
            return unclear("has “م” before the hour, where it can be of the hour or of the year");
        }
        let letter = text.chars().count() == 1;
        for word in words {
            match word {
                Word::Month(n) if self.month.is_none() && self.triple.is_none() => {
                    self.month = Some(*n)
                }
                Word::OtherCalendar => {
                    return unclear("names a month of a calendar that is not read");
                }
                Word::Buddhist => {
                    return unclear("has a year of the Buddhist era, which is 543 years ahead");
                }
                Word::Half(pm)
                    if near_clock
                        || !text.is_ascii() && self.half.is_none() && (!letter || morning) =>
                {
                    if self.half.replace(*pm).is_some_and(|known| known != *pm) {
                        return unclear("is both before noon and after it");
                    }
                }
                Word::Quarter | Word::Season(_) if self.division.is_none() => {
                    self.division(*word, next)?
                }
                Word::Bce | Word::Ce if self.era_of_year(*word, next)? => {}
                Word::Decade
                    if matches!(next, Some(Token::Number(_, 4, _) | Token::Number(_, 2, true))) =>
                {
                    self.decade = true
                }
                Word::Utc if self.has_clock() => self.offset = self.offset.or(Some(0)),
                Word::Zone(minutes) if self.has_clock() => {
                    self.offset = Some(*minutes);
                    self.letters = Some(Remark::ZoneLetters);
                }
                Word::ManyZones if near_clock => self.letters = Some(Remark::ZoneUnclear),
                Word::Hour if near_clock => {}
                // Behind 9:30, an m is no unit.
                Word::Minute if near_clock && text != "m" => {}
                // Without its signs, the Czech zone is written so.
                Word::Second if text == "sec" && behind_hour => {
                    self.letters = Some(Remark::ZoneUnclear)
                }
                Word::Second if self.clock.as_ref().is_some_and(|c| c.second.is_some()) => {}
                // In Vietnamese the letters are of the morning.
                Word::Weekday(_)
                    if text == "sa"
                        && behind_hour
                        && self.clock.as_ref().is_some_and(|c| c.hour == 12) =>
                {
                    return unclear(
                        "has “sa” behind 12, where it can be the morning or a Saturday",
                    );
                }
                // Behind an hour these are letters of a zone.
                Word::Weekday(_)
                    if self.weekday.is_none() && !(near_clock && is_zone(words, text)) =>
                {
                    self.weekday = Some(days(words))
                }
                Word::Era(years) => self.era = Some(*years),
                // Behind a date, the letter is of an era or of something else.
                Word::About
                    if !near_clock
                        && (text != "c"
                            || before.is_none()
                            || matches!(next, Some(Token::Number(..)))) =>
                {
                    self.about = true
                }
                // Letters behind a date or an hour may say something.
                Word::Filler if last && before.is_some() && !may_end(text) => continue,
                // The endings of ordinal numbers stand behind them; in Vietnamese `Th 6` is Friday.
                Word::Filler
                    if !matches!(before, Some(Token::Number(..)))
                        && match next {
                            Some(Token::Number(_, 4, _)) => text == "st",
                            Some(Token::Number(..)) => matches!(text, "nd" | "rd" | "th"),
                            _ => false,
                        } =>
                {
                    continue;
                }
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
}
