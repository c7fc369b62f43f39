//! The time at the start of a line of a log, by its shape alone: whether there is such a day is for those who read it.

const MONTHS: [&[u8; 3]; 12] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
];
const DAYS: [&[u8; 3]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];

/// Halves of the day, the longer ones first.
const HALVES: [&str; 18] = [
    "a. m.", "p. m.", "am", "pm", "vorm.", "nachm.", "π.μ.", "μ.μ.", "öö", "ös", "ص", "م", "sa",
    "ch", "上午", "下午", "오전", "오후",
];

/// Letters of zones that stand behind an hour.
const ZONES: [&[u8]; 22] = [
    b"UTC", b"GMT", b"CET", b"CEST", b"EET", b"EEST", b"WET", b"WEST", b"BST", b"MSK", b"IST",
    b"EST", b"EDT", b"CST", b"CDT", b"MST", b"MDT", b"PST", b"PDT", b"JST", b"AEST", b"AEDT",
];

/// How long the time at the start of a text is: a date with an hour; `None` where there is none. The year may be
/// missing, as in syslog: a reader of dates refuses that in its own words.
pub(super) fn stamp(text: &[u8]) -> Option<usize> {
    let mut scan = Scan { text, at: 0 };
    scan.weekday();
    let year = scan.date()?;
    scan.between()?;
    scan.clock()?;
    scan.half();
    scan.zone();
    if !year {
        // `Mar  4 08:30:00.123456 2024`, as C writes it.
        let mut behind = Scan { text, at: scan.at };
        if behind.take(|b| b == b' ') > 0 && behind.take(|b| b.is_ascii_digit()) == 4 {
            scan.at = behind.at;
        }
    }
    scan.ends().then_some(scan.at)
}

/// The same of the time that web servers write in brackets: `04/Mar/2024:08:30:00 +0100`.
pub(super) fn of_server(text: &[u8]) -> Option<usize> {
    let length = stamp(text)?;
    let slash = text.get(2) == Some(&b'/') && text.get(6) == Some(&b'/');
    (slash && text.get(length) == Some(&b']')).then_some(length)
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &[u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Passes over all signs of a kind; how many there were.
    fn take(&mut self, kind: impl Fn(u8) -> bool) -> usize {
        let count = self.rest().iter().take_while(|b| kind(**b)).count();
        self.at += count;
        count
    }

    /// Passes over a number of some digits.
    fn number(&mut self, least: usize, most: usize) -> Option<usize> {
        let digits = self.take(|b| b.is_ascii_digit());
        (least..=most).contains(&digits).then_some(digits)
    }

    fn sign(&mut self, signs: &[u8]) -> Option<u8> {
        let sign = self.next().filter(|b| signs.contains(b))?;
        self.at += 1;
        Some(sign)
    }

    fn word(&mut self, words: &[&[u8; 3]]) -> bool {
        let lower = self.rest().get(..3).map(<[u8]>::to_ascii_lowercase);
        let known = lower.is_some_and(|three| words.iter().any(|word| three == **word));
        if known {
            self.take(|b| b.is_ascii_alphabetic());
        }
        known
    }

    /// `Mon ` or `Mon, `.
    fn weekday(&mut self) {
        let from = self.at;
        if self.word(&DAYS) {
            self.take(|b| b == b',');
            if self.take(|b| b == b' ') == 0 {
                self.at = from;
            }
        }
    }

    /// A date of numbers, or with the name of a month; whether it has a year.
    fn date(&mut self) -> Option<bool> {
        if self.word(&MONTHS) {
            self.blanks()?;
            self.number(1, 2)?;
            let from = self.at;
            self.take(|b| b == b',');
            if self.take(|b| b == b' ') > 0
                && self.number(4, 4).is_some()
                && self.next() != Some(b':')
            {
                return Some(true);
            }
            self.at = from;
            return Some(false);
        }
        let first = self.number(1, 4)?;
        let sign = self.sign(b"-/. ")?;
        if self.word(&MONTHS) {
            self.sign(&[sign])?;
            // `2024 Mar  4`, where somebody wrote the year before it.
            self.take(|b| b == b' ');
            let (least, most) = if first == 4 { (1, 2) } else { (4, 4) };
            return self.number(least, most).map(|_| true);
        }
        if sign == b' ' {
            return None;
        }
        self.number(1, 2)?;
        self.sign(&[sign])?;
        let last = self.number(1, 4)?;
        matches!((first, last), (4, 1 | 2) | (1 | 2, 2 | 4)).then_some(true)
    }

    fn blanks(&mut self) -> Option<usize> {
        Some(self.take(|b| b == b' ')).filter(|n| (1..=2).contains(n))
    }

    /// What stands between a date and its hour.
    fn between(&mut self) -> Option<()> {
        if self.sign(b"Tt:").is_some() {
            return Some(());
        }
        self.sign(b",");
        self.blanks().map(|_| ())
    }

    /// Hours and minutes, mostly with seconds and parts of them.
    fn clock(&mut self) -> Option<()> {
        self.number(1, 2)?;
        self.sign(b":")?;
        self.number(2, 2)?;
        let seconds = self.at;
        if self.sign(b":").is_none() || self.number(2, 2).is_none() {
            // `08:30: words`
            self.at = seconds;
            return Some(());
        }
        let whole = self.at;
        let sign = self.sign(b".,");
        // Behind a comma the next cell of a table may begin with a number: programs write thousandths, or finer.
        let least = if sign == Some(b',') { 3 } else { 1 };
        let parted = sign.is_some() && self.number(least, 9).is_some();
        if !parted || sign == Some(b',') && self.goes_on() {
            self.at = whole;
        }
        Some(())
    }

    /// AM or PM, in the languages in which telephones write it behind an hour. What is cut off would be twelve hours.
    fn half(&mut self) {
        let from = self.at;
        self.narrow();
        let half = HALVES.iter().find_map(|half| {
            let mut scan = Scan { text: self.text, at: self.at };
            scan.spells(half)?;
            let free = scan.next().is_none_or(|b| !b.is_ascii_alphanumeric() && b < 0x80);
            let blank =
                scan.rest().starts_with(b"\xE2\x80") || scan.rest().starts_with(b"\xC2\xA0");
            (free || blank).then_some(scan.at)
        });
        self.at = half.unwrap_or(from);
    }

    /// Passes over spaces, those that are narrow or do not break included.
    fn narrow(&mut self) {
        loop {
            let width = match self.rest() {
                [b' ', ..] => 1,
                [0xC2, 0xA0, ..] => 2,
                [0xE2, 0x80, 0xAF, ..] => 3,
                _ => return,
            };
            self.at += width;
        }
    }

    /// Passes over a word in small letters or in capitals; a space in it may be there or not.
    fn spells(&mut self, word: &str) -> Option<()> {
        for letter in word.chars() {
            if letter == ' ' {
                self.narrow();
                continue;
            }
            let mut spelled = [letter.to_string(), letter.to_uppercase().to_string()].into_iter();
            let spelled = spelled.find(|spelled| self.rest().starts_with(spelled.as_bytes()))?;
            self.at += spelled.len();
        }
        Some(())
    }

    /// A distance from UTC, or letters.
    fn zone(&mut self) {
        let from = self.at;
        let spaces = self.take(|b| b == b' ');
        if spaces == 0 && self.sign(b"Zz").is_some() {
            return;
        }
        if self.sign(b"+-").is_some() {
            let hours = self.take(|b| b.is_ascii_digit());
            if hours == 4 {
                return;
            }
            let colon = hours == 2 && self.sign(b":").is_some();
            if hours == 2 && (!colon && spaces == 0 || colon && self.number(2, 2).is_some()) {
                return;
            }
        } else {
            let letters = self.rest().iter().take_while(|b| b.is_ascii_alphabetic()).count();
            if self.rest().get(..letters).is_some_and(|name| ZONES.contains(&name)) {
                self.at += letters;
                return;
            }
        }
        self.at = from;
    }

    /// True where another number follows: that of a date or an hour.
    fn goes_on(&self) -> bool {
        matches!(self.rest(), [b'-' | b':' | b'/' | b'.' | b',', digit, ..] if digit.is_ascii_digit())
    }

    /// Nothing follows that would be a part of it.
    fn ends(&self) -> bool {
        let signs = |b: u8| !b.is_ascii_alphanumeric() && !matches!(b, b'/' | b'.' | b'+');
        self.next().is_none_or(signs) && (self.next() == Some(b',') || !self.goes_on())
    }
}
