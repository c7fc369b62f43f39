//! Two columns that name the two ends of something: `Started at` and `Ended at`, `Valid from` and `Valid to`.

use super::dates;
use super::headings::words;
use super::parted::Slots;
use super::profile::Profile;
use super::{Evidence, Field, measures};
use crate::date::Zone;
use crate::read::import::Table;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Start and end, as their headings name them without the words for date and hour.
const PAIRS: &str = "start|end,start|stop,start|finish,start|close,started|ended,started|stopped,started|finished,started|completed,begin|end,begin|finish,began|ended,open|close,opened|closed,opening|closing,valid from|valid to,valid from|valid until,valid from|valid till,effective from|effective to,from|to,from|until,from|till,from|thru,from|through,since|until,check in|check out,checkin|checkout,checked in|checked out,clock in|clock out,clocked in|clocked out,in|out,login|logout,log in|log out,logon|logoff,log on|log off,logged in|logged out,sign in|sign out,entry|exit,entered|left,entered|exited,arrival|departure,arrived|departed,arrived|left,admission|discharge,admitted|discharged,admission|release,admitted|released,detained|released,detention|release,first seen|last seen,first observed|last observed,first|last,earliest|latest,occurred from|occurred to,occurred start|occurred end,occurrence from|occurrence to,occurrence start|occurrence end,incident from|incident to,incident start|incident end,desde|hasta,inicio|fin,inicio|termino,inicio|final,inicio|finalizacion,inicio|cierre,apertura|cierre,entrada|salida,ingreso|egreso,ingreso|salida,dal|al,da|a,inizio|fine,ingresso|uscita,entrata|uscita,apertura|chiusura,du|au,debut|fin,entree|sortie,ouverture|fermeture,ouverture|cloture,arrivee|depart,von|bis,ab|bis,vom|bis,beginn|ende,anfang|ende,beginn|schluss,eintritt|austritt,einreise|ausreise,van|tot,van|t m,begin|einde,aanvang|einde,de|ate,inicio|fim,entrada|saida,abertura|encerramento,od|do,poczatek|koniec,rozpoczecie|zakonczenie,zacatek|konec,zahajeni|ukonceni,pocetak|kraj,с|по,от|до,начало|конец,начало|окончание,въезд|выезд,з|до,з|по,від|до,початок|кінець,початок|завершення,mulai|selesai,mulai|berakhir,dari|sampai,dari|hingga,baslangic|bitis,inceput|sfarsit,de la|pana la,fran|till,fra|til,start|slut,borjan|slut,kezdete|vege,απο|εως,εναρξη|ληξη,من|الى,开始|结束,開始|終了,从|到,시작|종료";

/// Words beside them that say only that a date is meant.
const DATES: &str = "|date|dates|time|times|datetime|timestamp|stamp|utc|gmt|local|at|on|the|of|data|fecha|datum|dato|tanggal|hora|heure|ora|uhrzeit|zeit|tarih|tarihi|дата|время|час|ngay|de|del|du|di|der|des|da|do|el|la|le|";

/// At least so many of a hundred cells of each are dates.
const LEAST: usize = 50;

/// A start and an end that were found.
pub(super) struct Pair {
    start: String,
    end: String,
    /// Rows with both, and those in which the start is not behind the end.
    rows: (usize, usize),
}

/// Both spellings of a heading: as it stands, and without the words for date and hour.
fn names(heading: &str) -> [String; 2] {
    let bare = heading.split(['(', '[', '（']).next().unwrap_or(heading);
    let whole = words(bare);
    let stem: Vec<&str> = whole.split(' ').filter(|w| !DATES.contains(&format!("|{w}|"))).collect();
    let stem = stem.join(" ");
    [whole, stem]
}

fn is_pair(start: &[String; 2], end: &[String; 2]) -> bool {
    static ALL: LazyLock<HashSet<(String, String)>> = LazyLock::new(|| {
        let pairs = PAIRS.split(',').filter_map(|pair| pair.split_once('|'));
        pairs.map(|(start, end)| (words(start), words(end))).collect()
    });
    let all = |n: usize, m: usize| {
        let (Some(start), Some(end)) = (start.get(n), end.get(m)) else { return false };
        !start.is_empty() && !end.is_empty() && ALL.contains(&(start.clone(), end.clone()))
    };
    all(0, 0) || all(1, 1) || all(0, 1) || all(1, 0)
}

/// True for two headings that name the two ends of something.
pub(super) fn is_named(start: &str, end: &str) -> bool {
    is_pair(&names(start), &names(end))
}

/// Rows that have both moments, and those in which the first is not behind the second.
pub(super) fn in_order(table: &Table, first: usize, second: usize) -> (usize, usize) {
    let read = |row, column| {
        let when = dates::read(table.cell(row, column), None).ok()?.written.when().ok()?;
        when.moments(Zone::UTC).map(|m| m.bounds(Zone::UTC))
    };
    let (mut pairs, mut forwards) = (0, 0);
    for row in table.rows.iter().take(400) {
        if let (Some(a), Some(b)) = (read(row, first), read(row, second)) {
            pairs += 1;
            forwards += usize::from(a.earliest <= b.latest);
        }
    }
    (pairs, forwards)
}

/// True where a column holds dates, or years alone.
fn dated(table: &Table, column: usize, profile: &Profile) -> bool {
    let year = |cell: &str| cell.len() == 4 && matches!(cell.parse(), Ok(1000..=2100));
    let years = table.rows.iter().take(400).map(|row| table.cell(row, column));
    let (years, all) = years
        .filter(|c| !c.is_empty())
        .fold((0, 0), |(years, all), cell| (years + usize::from(year(cell)), all + 1));
    profile.mostly(profile.dates, LEAST) || years > 0 && years * 100 >= all * 75
}

/// Gives a start and an end to two columns whose headings are a pair and which hold dates, or hours beside a date.
pub(super) fn ends(table: &Table, profiles: &[Profile], fields: &mut Slots) -> Option<Pair> {
    if !table.has_header {
        return None;
    }
    let names: Vec<[String; 2]> = table.header.iter().map(|h| names(h)).collect();
    let of = |n: usize| profiles.get(n).filter(|p| p.filled > 0);
    for (a, start) in names.iter().enumerate() {
        for (b, end) in names.iter().enumerate() {
            if a == b || !is_pair(start, end) {
                continue;
            }
            let (Some(one), Some(two)) = (of(a), of(b)) else { continue };
            let clocks = |n: usize, p: &Profile| {
                p.mostly(p.clocks, LEAST)
                    && !table.header.get(n).is_some_and(|h| measures::is_length(h, table, n))
            };
            let both = if dated(table, a, one) && (dated(table, b, two) || clocks(b, two)) {
                [Field::Start, Field::End]
            } else if clocks(a, one) && clocks(b, two) {
                [Field::StartTime, Field::EndTime]
            } else {
                continue;
            };
            let has =
                |n: usize, field| fields.get(n).is_some_and(|f| f.is_some_and(|f| f.0 == field));
            if has(a, both[0]) && has(b, both[1]) {
                return None;
            }
            let rows = in_order(table, a, b);
            if rows.1 * 10 < rows.0 * 9 || !take(fields, [a, b], both) {
                continue;
            }
            let name = |n: usize| table.header.get(n).cloned().unwrap_or_default();
            return Some(Pair { start: name(a), end: name(b), rows });
        }
    }
    None
}

/// Gives them, where nothing that is surer has them.
fn take(fields: &mut Slots, columns: [usize; 2], both: [Field; 2]) -> bool {
    let free = |fields: &Slots, field: Field| {
        fields.iter().enumerate().all(|(n, slot)| {
            slot.is_none_or(|(f, weight)| f != field || weight < 90 || columns.contains(&n))
        })
    };
    let whole = both[0] == Field::Start;
    let date = |fields: &Slots| {
        fields.iter().flatten().any(|(f, _)| matches!(f, Field::Start | Field::Year))
    };
    if !both.iter().all(|f| free(fields, *f))
        || whole && !free(fields, Field::Year)
        || !whole && !date(fields)
    {
        return false;
    }
    for slot in fields.iter_mut() {
        slot.take_if(|(f, _)| both.contains(f) || whole && *f == Field::Year);
    }
    for (column, field) in columns.iter().zip(both) {
        if let Some(slot) = fields.get_mut(*column) {
            *slot = Some((field, 80));
        }
    }
    true
}

/// Says what such columns rest on.
pub(super) fn tell(pair: Option<&Pair>, evidence: &mut [Evidence]) {
    let Some(pair) = pair else { return };
    for told in evidence.iter_mut() {
        let other = match &told.column {
            c if *c == pair.start => &pair.end,
            c if *c == pair.end => &pair.start,
            _ => continue,
        };
        let order = match pair.rows {
            (0, _) => "no row has both".to_owned(),
            (all, good) => {
                format!("in {good} of {all} rows with both the start is not behind the end")
            }
        };
        told.because = format!("with “{other}” it names a start and an end; {order}");
    }
}
