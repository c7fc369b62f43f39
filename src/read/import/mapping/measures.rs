//! Numbers and lengths of time that look like years and hours: `Wait time` 00:05, `Time (s)` 10.04, `year` 1.

use super::acts::of;
use super::profile::Profile;
use super::{Evidence, Field, dates, headings};
use crate::case::fold::fold;
use crate::read::import::Table;

/// Words of headings that are lengths, whatever stands beside them.
const LENGTHS: &str = "|duration|durations|elapsed|latency|runtime|downtime|uptime|duree|durees|dauer|durata|duracion|duracao|duur|trwania|trvani|длительность|продолжительность|тривалість|المدة|משך|时长|時長|耗时|所要時間|wartezeit|wartezeiten|reisezeit|fahrzeit|fahrtzeit|laufzeit|bearbeitungszeit|verarbeitungszeit|antwortzeit|reaktionszeit|durchlaufzeit|standzeit|ausfallzeit|verweilzeit|restzeit|gesamtzeit|flugzeit|gehzeit|wachttijd|reistijd|looptijd|doorlooptijd|reactietijd|verwerkingstijd|";

/// Words that make a length of the time beside them.
const LASTING: &str = "|wait|waiting|waited|travel|travelling|traveling|travelled|journey|transit|processing|process|run|running|response|responding|reaction|lead|cycle|turnaround|handling|handle|hold|holding|queue|queueing|queuing|idle|execution|lap|dwell|delay|lag|talk|ring|answer|driving|walking|average|avg|mean|median|total|spent|remaining|taken|attente|trajet|parcours|traitement|reponse|espera|viaje|recorrido|procesamiento|respuesta|transcurrido|attesa|percorrenza|elaborazione|risposta|trascorso|resposta|processamento|oczekiwania|cekani|ожидания|ожидание|пути|очікування|الانتظار|המתנה|等待时间|等待|待ち時間|";

/// Words beside which the same are a moment: `Processing start time`.
const MOMENTS: &str = "|start|started|starts|begin|began|beginning|end|ended|ends|stop|stopped|finish|finished|at|on|date|received|sent|arrival|departure|timestamp|datetime|inicio|debut|fin|inizio|fine|beginn|ende|";

/// Words behind which `time` is a length: `time to respond`.
const SPANS: &str = "|to|since|until|till|between|taken|spent|elapsed|in|before|after|";

/// Units of a length, where they stand in brackets.
const UNITS: &str = "|s|sec|secs|second|seconds|sek|sekunden|secondes|segundos|secondi|ms|msec|msecs|millisecond|milliseconds|us|µs|ns|m|min|mins|minute|minutes|minuten|minutos|minuti|h|hr|hrs|hour|hours|std|stunden|heures|horas|ore|d|day|days|tage|jours|dias|giorni|сек|с|мин|ч|час|дней|";
/// Those of hours: `1430` below `Time (hrs)` is an hour of the day.
const HOURS: &str = "|h|hr|hrs|hour|hours|";

/// Words of headings that say that a plain number is an hour.
const HOURLY: &str = "|hour|hours|hr|hrs|hh|heure|heures|hora|horas|ora|ore|stunde|stunden|uhr|uhrzeit|startuhrzeit|uur|godzina|godz|hodina|saat|saati|час|часы|година|الساعة|ساعة|ساعت|שעה|שעת|ωρα|時|时|시|時刻|klokkeslaet|kl|";

/// True for a heading of lengths of time, which are no hours of a day.
pub(super) fn is_length(heading: &str, table: &Table, column: usize) -> bool {
    let unit = heading.rfind(['(', '[', '（']).and_then(|at| heading.get(at..));
    let unit = unit.map(|u| fold(u.trim_matches(['(', ')', '[', ']', '（', '）', ' ', '.'])));
    if let Some(unit) = unit.filter(|u| of(UNITS, u)) {
        return !(of(HOURS, &unit) && all_military(table, column));
    }
    let bare = heading.split(['(', '[', '（']).next().unwrap_or(heading);
    let words = headings::words(bare).replace('\'', " ");
    let words: Vec<&str> = words.split(' ').collect();
    let has = |list: &str| words.iter().any(|word| of(list, word));
    // `temps de …` and `tiempo de …` are lengths; an hour is `heure` and `hora`.
    let spanned = matches!(&*words, ["temps" | "tiempo" | "tempo", _, ..])
        || matches!(&*words, ["time", next, _, ..] if of(SPANS, next))
        || matches!(&*words, ["time", "taken" | "spent" | "elapsed"]);
    !has(MOMENTS) && (has(LENGTHS) || has(LASTING) || spanned)
}

/// The cells of a column that say something.
fn filled(table: &Table, column: usize) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().map(move |row| table.cell(row, column));
    cells.filter(|c| !dates::is_nothing(c)).map(|c| c.strip_suffix(".0").unwrap_or(c))
}

fn is_digits(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit())
}

/// `1430`, of which all rows have four digits.
fn all_military(table: &Table, column: usize) -> bool {
    let hhmm = |c: &str| {
        let number: u32 = c.parse().unwrap_or(9999);
        is_digits(c) && c.len() == 4 && number <= 2400 && number % 100 < 60
    };
    filled(table, column).next().is_some() && filled(table, column).all(hhmm)
}

/// True where plain numbers below a heading of time can be taken for hours: the heading says so, or all of them look
/// like 930 and 1530. Texts that are no plain numbers say themselves what they are.
pub(super) fn can_be_hours(table: &Table, column: usize) -> bool {
    let (mut all, mut whole, mut long, mut six, mut parts, mut dotted) = (0, 0, 0, 0, 0, 0);
    for cell in filled(table, column) {
        all += 1;
        if is_digits(cell) {
            whole += 1;
            let number: u32 = cell.parse().unwrap_or(999_999);
            let hhmm = number <= 2400 && number % 100 < 60;
            long += usize::from(matches!(cell.len(), 3 | 4) && hhmm);
            six += usize::from(cell.len() == 6 && number <= 240_000 && number / 100 % 100 < 60);
        } else if let Some((hour, rest)) = cell.split_once(['.', ','])
            && is_digits(hour)
            && is_digits(rest)
        {
            parts += 1;
            let minute = rest.len() == 2 && rest.parse().is_ok_and(|m: u32| m < 60);
            dotted += usize::from(hour == "0" || minute && hour.len() <= 2);
        }
    }
    if (whole + parts) * 2 < all || all == 0 {
        return true;
    }
    let heading = table.header.get(column).map_or("", String::as_str);
    let hourly = headings::words(heading).split(' ').any(|word| of(HOURLY, word));
    let beside = table.header.iter().any(|other| {
        let small = |(f, w): (Field, u8)| matches!(f, Field::Half | Field::Minute) && w >= 90;
        headings::meanings(other).into_iter().any(small)
    });
    // A slip of the pen among a hundred is told where it stands.
    let most = |good: usize, of: usize| good * 100 >= of * 95;
    hourly || (beside || whole == 0 || most(long, whole) || most(six, whole)) && most(dotted, parts)
}

/// True where the bare numbers of a column can be years: of firms that are counted 1 to 5, and of days since some
/// day, none can. Texts that are no plain numbers say themselves what they are.
pub(super) fn can_be_years(table: &Table, column: usize) -> bool {
    let (mut all, mut plain, mut short, mut four, mut before) = (0, 0, 0, 0, 0);
    for cell in filled(table, column) {
        all += 1;
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        if is_digits(digits) {
            plain += 1;
            short += usize::from(digits.len() < 3);
            four += usize::from(digits.len() > 3);
            before += usize::from(digits.len() > 1 && digits.len() < cell.len());
        } else if let Some((whole, part)) = digits.split_once('.')
            && is_digits(part)
            && whole.len() < 3
        {
            // 0.123 years are a length.
            (plain, short) = (plain + 1, short + 1);
        }
    }
    plain * 2 < all || plain == 0 || short * 2 <= plain && four + before > 0
}

/// Says why columns that are called years or hours are none.
pub(super) fn tell(
    table: &Table,
    profiles: &[Profile],
    fields: &[Option<(Field, u32)>],
) -> Vec<Evidence> {
    let mut told = Vec::new();
    for (column, heading) in table.header.iter().enumerate() {
        let free = fields.get(column).is_some_and(Option::is_none);
        let Some(profile) = profiles.get(column).filter(|p| free && p.filled > 0) else { continue };
        let meanings = headings::meanings(heading);
        let means = |all: &[Field]| meanings.iter().any(|(f, w)| *w >= 90 && all.contains(f));
        let because = if is_length(heading, table, column) {
            let hours = profile.mostly(profile.clocks, 50)
                || meanings.iter().any(|(f, _)| matches!(f, Field::StartTime | Field::EndTime));
            hours.then_some("the heading names a length of time, and no hour of the day")
        } else if means(&[Field::StartTime, Field::EndTime]) && !can_be_hours(table, column) {
            Some(
                "plain numbers can be hours, minutes or a count; write hours as 09:30 or 0930, or map the column as the time of day",
            )
        } else if means(&[Field::Year, Field::EndYear, Field::Start, Field::End])
            && !can_be_years(table, column)
        {
            Some("its numbers have too few digits for years; map it as the year where they are")
        } else {
            None
        };
        if let Some(because) = because {
            told.push(Evidence {
                column: heading.clone(),
                conclusion: "kept as a field of its own".to_owned(),
                because: because.to_owned(),
                open: !because.contains("length"),
            });
        }
    }
    told
}
