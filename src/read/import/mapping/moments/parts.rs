//! Dates whose parts stand in columns of their own: year, month, day, zone, length.

use super::super::Field;
use super::super::dates::{self, Problem, Remark, Stamp, Word, Written};
use super::super::report::{Once, Words};
use super::super::single::{Zoned, zone_of};
use super::{Columns, Row};
use crate::case::fold::fold;
use crate::read::diagnostic::Severity;
use crate::read::import::Shape;

/// What the last row of a sheet is called.
const TOTALS: &str = "|total|totals|grand total|subtotal|sum|summe|gesamt|insgesamt|totale|total general|somme|suma|razem|celkem|totaal|итого|всего|разом|المجموع|الإجمالي|toplam|συνολο|合计|总计|合計|總計|합계|";

impl Row<'_, '_, '_> {
    /// The column of the date in a row that sums up those above it, where that has a bare number: `Total`, 3000.
    pub(super) fn total(&self, start: &Columns) -> Option<usize> {
        let column = start.date.or(start.parts[0])?;
        let sum = self.cell(Some(column)).replace([',', '.', ' ', '\''], "");
        // Longer numbers are moments.
        if !(1..=7).contains(&sum.len()) || !sum.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut cells = (0..self.row.cells).map(|c| self.cell(Some(c))).filter(|c| !c.is_empty());
        let first = cells.next().filter(|c| c.len() <= 40)?;
        let first = fold(first.trim_end_matches([':', '.']));
        TOTALS.contains(&format!("|{}|", first.trim())).then_some(column)
    }

    /// Year, month and day from columns of their own. What cannot be read keeps all of them as fields.
    pub(super) fn parts(&mut self, columns: [Option<usize>; 3]) -> Option<Written> {
        let read = self.year_month_day(columns);
        if read.is_some() {
            self.out.used.extend(columns.into_iter().flatten());
        }
        read
    }

    fn year_month_day(&mut self, [year, month, day]: [Option<usize>; 3]) -> Option<Written> {
        let text = self.cell(year).replace([',', ' ', '\u{a0}', '\''], "");
        let text = fold(&text);
        let whole = without_unit(text.strip_suffix(".0").unwrap_or(&text));
        let filled = |c: &usize| !dates::is_nothing(self.cell(Some(*c)));
        let other = [month, day].into_iter().flatten().find(filled);
        let zero = !whole.is_empty() && whole.bytes().all(|b| b == b'0');
        if dates::is_nothing(whole) || zero {
            if let Some(column) = other.or(year.filter(|_| zero)) {
                let found = self.cell(if zero { year } else { Some(column) }).to_owned();
                let words = if zero {
                    Words::new("the year is 0, which stands for one that is not known")
                } else {
                    Words::new("the row has a month or a day and no year")
                };
                self.out.given = true;
                let hint =
                    "until it has one, the event is undated, and the cells are kept as fields";
                self.tell(
                    Some(column),
                    words.found(&found).expected("a year beside it").hint(hint),
                );
            }
            return None;
        }
        self.out.given = true;
        let people = self.plan.mapping.shape == Some(Shape::TimelineJs);
        let digits = whole.strip_prefix('-').unwrap_or(whole);
        let Ok(number) = whole.parse::<i32>() else {
            if people && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
                // Elsewhere such a number is seconds since 1970; a year there is what it says.
                let words = Words::new("the year lies beyond those that are reckoned with here")
                    .found(whole)
                    .expected("a year from \u{2212}250000 to 250000")
                    .hint(
                        "until it has one, the event is undated, and the cells are kept as fields",
                    );
                self.tell(year, words);
                return None;
            }
            let read = self.one(year?);
            if read.is_some()
                && let Some(column) = other
            {
                let found = self.cell(Some(column)).to_owned();
                let words = Words::new(
                    "the year is no plain number; the month and the day beside it are not read",
                )
                .found(&found)
                .expected("a year of four digits")
                .hint("all of them are kept as fields");
                self.report.tell(Severity::Warning, Some(self.row), Some(column), words);
                self.keep_filled([year, month, day]);
            }
            return read;
        };
        // TimelineJS counts as people do: its -44 is 44 BC, which is the year -43 of the notation.
        let counted = people && number < 0;
        let short = (whole.len() == 2 || whole.len() < 2 && !people) && !counted;
        let number = if counted { number.saturating_add(1) } else { number };
        let few = short && people || whole.len() == 3 && number > 0 && !people;
        if let Some(column) = year.filter(|_| few) {
            // A year there is what it says, the 79th too.
            self.remark(Remark::FewDigits, column, whole);
        } else if short {
            let words = Words::new("the year has only one or two digits")
                .found(whole)
                .expected("a year of four digits")
                .hint("until it has four, the event is undated, and the cells are kept as fields");
            self.tell(year, words);
            return None;
        }
        let mut stamp = Stamp { year: number, ..Stamp::default() };
        if let Some(column) = year {
            self.doubtful_year(column, whole, number, counted);
        }
        stamp.month = self.part(month, true)?;
        stamp.day = self.part(day, false)?;
        if stamp.month.is_none() && stamp.day.is_some() {
            self.report.tell(
                Severity::Warning,
                Some(self.row),
                day,
                Words::new("the row has a day and no month; only its year is read"),
            );
            self.out.keep.extend(day);
            stamp.day = None;
        }
        if let Err(problem) = stamp.check() {
            let found = stamp.text();
            self.problem(day.or(month).or(year)?, &found, &problem, "");
            return None;
        }
        Some(Written::One(stamp, ""))
    }

    /// The year of an old sheet of TimelineJS with whole dates, where -44 is 44 BC, as in the columns of the new ones.
    pub(super) fn year_before_christ(&self, text: &str) -> Option<Stamp> {
        if self.plan.mapping.shape != Some(Shape::TimelineJs) {
            return None;
        }
        let number: i32 = text.trim().parse().ok().filter(|n| *n < 0)?;
        let stamp = Stamp { year: number.saturating_add(1), ..Stamp::default() };
        stamp.check().is_ok().then_some(stamp)
    }

    /// Tells of a year below zero, and of one that may be of another calendar, as of those in whole dates.
    fn doubtful_year(&mut self, column: usize, whole: &str, number: i32, counted: bool) {
        if number < 0 && !counted {
            self.remark(Remark::Negative, column, whole);
        }
        if matches!(number, 2400..=2650) {
            self.remark(Remark::OtherCalendar, column, whole);
        }
    }

    /// A month or a day; outer `None` where it cannot be read and was told.
    pub(super) fn part(&mut self, column: Option<usize>, month: bool) -> Option<Option<u32>> {
        let text = fold(&self.cell(column).replace([',', ' ', '\u{a0}'], ""));
        let whole = text.strip_suffix(".0").unwrap_or(&text).trim_end_matches('.');
        let whole = without_unit(whole);
        if dates::is_nothing(whole) || matches!(whole, "0" | "00") {
            return Some(None);
        }
        // Data of research have -9 and 99 for what is not known.
        if let Some(column) = column
            && (whole == "99" || whole.parse::<i32>().is_ok_and(|n| n < 0))
        {
            self.remark(Remark::UnknownPart, column, whole);
            return Some(None);
        }
        if let Ok(number) = whole.parse() {
            return Some(Some(number));
        }
        let named = dates::word(whole)
            .iter()
            .find_map(|w| if let Word::Month(n) = w { Some(*n) } else { None });
        let ways = column.map(|c| self.plan.habits.ways(c)).unwrap_or_default();
        let twice = dates::months(whole, ways.tongues);
        let other = twice.iter().find(|(_, n)| twice.first().is_some_and(|(_, one)| one != n));
        if let (true, Some((tongue, n)), Some((first, one))) = (month, other, twice.first()) {
            let words = Words::new(format!(
                "the month can be {one} as in {}, or {n} as in {}",
                first.name(),
                tongue.name()
            ));
            let hint =
                "until then the cells of the date are kept as fields, and the event is undated";
            self.tell(column, words.found(&text).expected("a month, 1 to 12").hint(hint));
            return None;
        }
        if month && let Some((_, only)) = twice.first() {
            return Some(Some(*only));
        }
        if month && named.is_some() {
            return Some(named);
        }
        let what = if month { "a month, 1 to 12 or its name" } else { "a day, 1 to 31" };
        self.tell(
            column,
            Words::new("the part of the date cannot be read").found(&text).expected(what).hint(
                "until then the cells of the date are kept as fields, and the event is undated",
            ),
        );
        None
    }

    /// The zone in a column of its own.
    pub(super) fn zone(&mut self, from: &mut Option<Written>, to: &mut Option<Written>) {
        let Some(column) = self.plan.column(Field::Zone) else { return };
        let text = self.cell(Some(column)).to_owned();
        let local = [from.as_ref(), to.as_ref()].into_iter().flatten().any(Written::is_local);
        if dates::is_nothing(&text) || !local {
            // The date has its distance from UTC; the same once more says nothing.
            if let (Zoned::Offset(zone, _), Some(Written::One(stamp, _))) = (zone_of(&text), from)
                && stamp.clock.is_some()
                && stamp.offset == Some(zone)
            {
                self.out.used.push(column);
            }
            return;
        }
        match zone_of(&text) {
            Zoned::Nothing => {}
            Zoned::Unclear => self.remark(Remark::ZoneUnclear, column, &text),
            Zoned::Offset(offset, letters) => {
                self.out.used.push(column);
                for side in [from, to] {
                    if let Some(Written::One(stamp, _)) = side
                        && stamp.clock.is_some()
                        && stamp.offset.is_none()
                    {
                        stamp.offset = Some(offset);
                    }
                }
                if letters {
                    self.remark(Remark::ZoneLetters, column, &text);
                }
            }
            Zoned::Named(tz) => {
                self.out.used.push(column);
                self.out.zone = Some(tz.name().to_owned());
            }
            Zoned::Unknown => self.tell(
                Some(column),
                Words::new(format!(
                    "there is no time zone “{}”",
                    crate::read::diagnostic::shorten(&text)
                ))
                .found(&text)
                .expected("a name such as Europe/Rome, or a distance such as UTC+1")
                .hint("until it is corrected, the hour is on the clock of the case"),
            ),
        }
    }

    /// The end by a length of time.
    pub(super) fn lasted(&mut self, from: Option<&Written>, ended: bool) -> Option<Written> {
        let column = self.plan.column(Field::Duration)?;
        let text = self.cell(Some(column)).to_owned();
        let heading = self.plan.table.header.get(column).map_or("", String::as_str);
        let (seconds, days) = match dates::duration(&text, heading) {
            Ok(found) => found,
            Err(Problem::Nothing) => return None,
            // The end is known: nothing is lost, and once is enough.
            Err(_) if ended => {
                self.report.once(Once::LengthUnread, self.row, Some(column), &text);
                self.out.keep.push(column);
                return None;
            }
            Err(_) => {
                let words = Words::new("the length of time cannot be read")
                    .found(&text)
                    .expected("a number with its unit, such as 90 min, 2 days or 1:30:00");
                self.report.tell(
                    Severity::Warning,
                    Some(self.row),
                    Some(column),
                    words.hint("it is kept as a field"),
                );
                self.out.keep.push(column);
                return None;
            }
        };
        self.out.keep.push(column);
        let Some(Written::One(stamp, "")) = from else { return None };
        if seconds == 0 {
            return None;
        }
        let day = stamp.civil()?;
        if text.matches(':').count() == 1 {
            self.report.once(Once::HoursAndMinutes, self.row, Some(column), &text);
        }
        let Some(clock) = &stamp.clock else {
            if !days && !ended {
                let words = Words::new("a length in hours needs a start with an hour")
                    .found(&text)
                    .hint("it is kept as a field");
                self.report.tell(Severity::Warning, Some(self.row), Some(column), words);
            }
            if !days {
                return None;
            }
            self.report.once(Once::Days, self.row, Some(column), &text);
            let last = day.plus_days(seconds / 86_400 - 1);
            let (month, day) = (Some(last.month()), Some(last.day()));
            return Some(Written::One(
                Stamp { year: last.year(), month, day, ..Stamp::default() },
                "",
            ));
        };
        let start = i64::from(clock.hour * 3600 + clock.minute * 60 + clock.second.unwrap_or(0));
        let all = start.checked_add(seconds)?;
        let last = day.plus_days(all.div_euclid(86_400));
        let rest = u32::try_from(all.rem_euclid(86_400)).ok()?;
        let second = Some(rest % 60).filter(|s| clock.second.is_some() || *s > 0);
        let fraction = if second.is_some() { clock.fraction.clone() } else { String::new() };
        let clock = dates::Clock { hour: rest / 3600, minute: rest / 60 % 60, second, fraction };
        let (month, day) = (Some(last.month()), Some(last.day()));
        Some(Written::One(
            Stamp { year: last.year(), month, day, clock: Some(clock), offset: stamp.offset },
            "",
        ))
    }
}

/// The number in `2020年`, `3月`, `14日` and `2020년`: the sign behind it says what the heading says.
fn without_unit(text: &str) -> &str {
    let units = ['年', '月', '日', '년', '월', '일'];
    let number = text.trim_end_matches(units).trim();
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    if digits { number } else { text }
}
