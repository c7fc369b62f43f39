//! Words that dates are written with, in several languages, folded to bare small letters.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Names of the twelve months; spellings are parted by a stroke.
const MONTHS: [&str; 12] = [
    "january|jan|janvier|janv|gennaio|gen|enero|ene|januar|jänner|يناير|كانون الثاني|جانفي|январь|января|янв|січень|січня|ינואר",
    "february|feb|février|fevr|févr|febbraio|febrero|februar|فبراير|شباط|فيفري|февраль|февраля|фев|лютий|лютого|פברואר",
    "march|mar|mars|marzo|märz|mär|مارس|آذار|март|марта|березень|березня|מרץ|מרס",
    "april|apr|avril|avr|aprile|abril|abr|أبريل|ابريل|إبريل|نيسان|أفريل|апрель|апреля|апр|квітень|квітня|אפריל",
    "may|mai|maggio|mag|mayo|مايو|أيار|ماي|май|мая|травень|травня|מאי",
    "june|jun|juin|giugno|giu|junio|juni|يونيو|يونية|حزيران|جوان|июнь|июня|июн|червень|червня|יוני",
    "july|jul|juillet|juil|luglio|lug|julio|juli|يوليو|يولية|تموز|جويلية|июль|июля|июл|липень|липня|יולי",
    "august|aug|août|agosto|ago|أغسطس|آب|أوت|август|августа|авг|серпень|серпня|אוגוסט",
    "september|sep|sept|septembre|settembre|set|septiembre|سبتمبر|أيلول|сентябрь|сентября|сен|сент|вересень|вересня|ספטמבר",
    "october|oct|octobre|ottobre|ott|octubre|oktober|okt|أكتوبر|تشرين الأول|октябрь|октября|окт|жовтень|жовтня|אוקטובר",
    "november|nov|novembre|noviembre|نوفمبر|تشرين الثاني|ноябрь|ноября|ноя|листопад|листопада|נובמבר",
    "december|dec|décembre|déc|dicembre|dic|diciembre|dezember|dez|ديسمبر|كانون الأول|декабрь|декабря|дек|грудень|грудня|דצמבר",
];

/// Days of the week from Monday, in English.
const WEEKDAYS: [&str; 7] = [
    "monday|mon",
    "tuesday|tue|tues",
    "wednesday|wed",
    "thursday|thu|thur|thurs",
    "friday|fri",
    "saturday|sat",
    "sunday|sun",
];

/// Words between the parts of a date that say nothing of their own.
const FILLERS: &str = "at|on|of|the|in|o'clock|hrs|de|del|le|il|el|alle|ore|um|uhr|г|року|р";

/// Small letters without accents and other marks, and digits of every script as 0 to 9.
pub(super) fn fold(text: &str) -> String {
    let bare = text.nfkd().filter(|c| !is_combining_mark(*c) && !is_control(*c));
    bare.flat_map(char::to_lowercase).map(digit).collect()
}

/// Marks of direction and joining, which are not seen.
const fn is_control(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | 'ـ')
}

/// Arabic and Persian digits as European ones.
fn digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// The numbers of names from 1, by their bare letters. Made once: a file may hold a hundred thousand dates that nobody
/// can read, and each of their words is looked for.
fn places(table: &[&str]) -> HashMap<String, u32> {
    let mut places = HashMap::new();
    for (n, names) in (1..).zip(table) {
        for name in names.split('|') {
            places.entry(fold(name)).or_insert(n);
        }
    }
    places
}

/// The number of a month, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    static PLACES: LazyLock<HashMap<String, u32>> = LazyLock::new(|| places(&MONTHS));
    // In Hebrew, “in January” is one word.
    PLACES.get(word).or_else(|| PLACES.get(word.strip_prefix('ב')?)).copied()
}

/// The number of a day of the week, 1 for Monday to 7.
pub(super) fn weekday(word: &str) -> Option<u32> {
    static PLACES: LazyLock<HashMap<String, u32>> = LazyLock::new(|| places(&WEEKDAYS));
    PLACES.get(word).copied()
}

/// The number that EDTF gives a season.
pub(super) fn season(word: &str) -> Option<u32> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.split('|').any(|f| f == word)
}
