//! What a heading is about, apart from its being of a date or an hour: `Hour of release` is about a release.

use super::headings;
use std::collections::BTreeSet;

/// Words that say only that a date or an hour is meant, and how it is written.
pub(super) const TIMES: &str = "|date|dates|time|times|datetime|timestamp|stamp|dt|tm|dttm|ts|tstamp|epoch|unix|ms|millis|us|micros|ns|nanos|sec|secs|utc|gmt|cet|est|local|at|on|the|of|and|in|hour|hours|hr|hrs|hh|hhmm|mm|ss|24h|12h|24hr|12hr|iso|day|days|year|month|clock|data|giorno|orario|fecha|dia|datum|dato|dag|tag|tanggal|jam|hora|horas|heure|heures|date/time|jour|ora|ore|stunde|uhr|uhrzeit|zeit|zeitpunkt|zeitstempel|am|um|tijd|tijdstip|uur|tarih|tarihi|saat|saati|дата|дату|время|час|den|godzina|godz|czas|hodina|cas|ngay|gio|de|del|della|delle|dello|dell|du|di|der|des|d|l|da|do|le|la|el|les|los|las|och|und|et|y|e|a|i|وقت|تاريخ|الساعة|שעת|שעה|תאריך|日期|日付|時間|时间|時刻|시간|날짜|";

/// Words for a start.
const STARTS: &str = "|start|starts|started|starting|begin|begins|beginning|began|beg|from|beginn|anfang|von|debut|inicio|inizio|desde|dal|od|poczatek|zacatek|начало|начала|с|начат|aanvang|baslangic|";

/// Words for an end.
const ENDS: &str = "|end|ends|ended|ending|finish|finishes|finished|stop|stopped|until|till|to|ende|bis|fin|fine|fim|final|hasta|al|do|konec|koniec|einde|конец|конца|окончание|окончания|по|bitis|";

/// Words for what happened itself, in one word.
const EVENTS: &str = "|event|events|incident|incidents|occurred|occurence|occurrence|occurance|occur|occurring|happened|happening|crime|offence|offense|accident|tat|ereignis|ereignisses|vorfall|vorfalls|evento|eventos|suceso|hecho|hechos|fait|faits|fatto|fatti|evenement|zdarzenia|zdarzenie|udalosti|события|событие|происшествия|происшествие|події|olay|gebeurtenis|الحدث|الحادث|";

/// Words for telling of it, and for writing it down.
const RECORDS: &str = "|report|reported|reporting|notified|notification|notice|created|creation|recorded|recording|record|entered|registered|registration|logged|received|receipt|published|publication|posted|updated|modified|inserted|added|filed|filing|denuncia|denunciado|denunciada|plainte|signalement|declaration|gemeldet|meldung|anzeige|erfasst|erfassung|segnalazione|registrazione|registro|notificacion|notificado|notifica|zgloszenia|zgloszenie|melding|aangifte|сообщения|регистрации|повідомлення|реєстрації|";

/// Words for sending, which comes before receiving.
const SENT: &str = "|sent|send|sending|gesendet|versand|envoye|envoi|enviado|envio|inviato|invio|отправлено|отправки|wyslano|verzonden|";
const RECEIVED: &str = "|received|receipt|empfangen|erhalten|recu|reception|recibido|recepcion|ricevuto|recebido|получено|получения|odebrano|ontvangen|";

/// What joins words to that of the time in one: `Festnahmezeit`, `arrestdate`.
const TAILS: [&str; 13] = [
    "datetime",
    "timestamp",
    "zeitpunkt",
    "uhrzeit",
    "tijdstip",
    "datum",
    "date",
    "time",
    "hour",
    "zeit",
    "tijd",
    "tag",
    "dt",
];

/// True for a word of a list that is divided by bars.
pub(super) fn of(list: &str, word: &str) -> bool {
    let mut from = 0;
    while let Some(at) = list.get(from..).and_then(|rest| rest.find(word)).map(|at| from + at) {
        let end = at + word.len();
        if list.get(..at).is_some_and(|l| l.ends_with('|'))
            && list.get(end..).is_some_and(|l| l.starts_with('|'))
        {
            return !word.is_empty();
        }
        from = end.max(at + 1);
    }
    false
}

/// One end of something that lasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Its start.
    Start,
    /// Its end.
    End,
    /// Either.
    Both,
}

/// The words of a heading that say whose date or hour it is.
pub(super) type Act = BTreeSet<String>;

/// What a heading is about. Words for the side that is asked for are left out, as those for times are.
pub(super) fn act(heading: &str, side: Side) -> Act {
    let words = headings::words(heading).replace('\'', " ");
    let words = words.split(' ').map(stem).filter(|word| {
        let start = side != Side::End && of(STARTS, word);
        let end = side != Side::Start && of(ENDS, word);
        !(word.is_empty() || of(TIMES, word) || start || end)
    });
    words.map(|word| if of(EVENTS, word) { "event".to_owned() } else { word.to_owned() }).collect()
}

/// A word without that of the time: `festnahme` of `festnahmezeit`.
fn stem(word: &str) -> &str {
    if of(TIMES, word) {
        return word;
    }
    let tail = TAILS.iter().find_map(|tail| word.strip_suffix(tail));
    let Some(rest) = tail.filter(|rest| rest.chars().count() > 2) else { return word };
    let linked = ["ungs", "ions", "heits", "keits"].iter().any(|end| rest.ends_with(end));
    rest.strip_suffix('s').filter(|_| linked).unwrap_or(rest)
}

/// How many words two headings share; `arrested` and `arrest` are one.
pub(super) fn shared(one: &Act, two: &Act) -> usize {
    one.iter().filter(|a| two.iter().any(|b| alike(a, b))).count()
}

fn alike(one: &str, two: &str) -> bool {
    if one == two || root(one) == root(two) {
        return true;
    }
    let (a, b) = (one.chars().count(), two.chars().count());
    let same = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let least = a.min(b);
    same >= 4 && same == least || same >= 5 && same * 3 >= a.max(b) * 2
}

/// `filed` and `filing` without what makes them of a time.
fn root(word: &str) -> &str {
    let rest = ["ing", "ed", "al"].iter().find_map(|end| word.strip_suffix(end));
    rest.filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

/// True for the day on which something was told or written down.
pub(super) fn is_record(heading: &str) -> bool {
    any(heading, RECORDS)
}

/// True for the day on which it happened itself.
pub(super) fn is_event(heading: &str) -> bool {
    act(heading, Side::Both).contains("event") && !is_record(heading)
}

/// True where one heading is of sending and the other of receiving.
pub(super) fn sent_and_received(one: &str, two: &str) -> bool {
    any(one, SENT) && any(two, RECEIVED)
}

fn any(heading: &str, list: &str) -> bool {
    headings::words(heading).split(' ').any(|word| of(list, word))
}

/// True where a heading names a start or an end of something that is neither a date nor an hour, the word for it
/// first: `Start Km`, `Beginning Cash`.
pub(super) fn is_end_of_thing(heading: &str) -> bool {
    let words = headings::words(heading);
    let first = words.split(' ').next().unwrap_or_default();
    // `BegDoc` is two words already; `enddoc` in small letters is one, and no word for an end.
    (of(STARTS, first) || of(ENDS, first)) && !act(heading, Side::Both).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(heading: &str) -> String {
        act(heading, Side::Start).into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_a_heading_is_about_is_what_is_left_without_words_of_time() {
        for (heading, expected) in [
            ("Date", ""),
            ("Start time (UTC)", ""),
            ("Hour of release", "release"),
            ("Festnahme am", "festnahme"),
            ("Entlassungszeit", "entlassung"),
            ("Heure libération", "liberation"),
            ("Date de l'arrestation", "arrestation"),
            ("Occurred Date", "event"),
            ("incident_datetime", "event"),
            ("Incident End Time", "end event"),
        ] {
            assert_eq!(words(heading), expected, "{heading}");
        }
        assert_eq!(
            shared(&act("Arrested on", Side::Start), &act("Time of arrest", Side::Start)),
            1
        );
        assert_eq!(shared(&act("Detected", Side::Start), &act("Detention", Side::Start)), 0);
        assert!(is_end_of_thing("Start Km") && is_end_of_thing("BegDoc"));
        assert!(!is_end_of_thing("Start date") && !is_end_of_thing("Mandate start"));
        assert!(!is_end_of_thing("start_ts") && !is_end_of_thing("End"));
    }
}
