//! Hours as other programs write them: `9am`, `09:30:15.250`, with `Z`, `GMT+0100` or `EST` behind.

/// Zones of RFC 822 that mail and browsers write as letters, with their distance from UTC.
const LETTERS: [(&str, &str); 11] = [
    ("Z", "Z"),
    ("UTC", "Z"),
    ("GMT", "Z"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CST", "-06:00"),
    ("CDT", "-05:00"),
    ("MST", "-07:00"),
    ("MDT", "-06:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
];

/// An hour in the notation of case files, `09:30:15+01:00`; `None` where the text is none. What is no hour of any
/// clock, such as 25:00, passes: it is judged where dates are read.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return basic(text);
    }
    let hour: u32 = text.get(..digits)?.parse().ok()?;
    let mut rest = text.get(digits..)?;
    let mut parts: Vec<u32> = Vec::new();
    while parts.len() < 2 {
        // Some locales divide hours by a full stop or an h.
        let Some(after) = rest.strip_prefix([':', '.']) else { break };
        if !after.as_bytes().get(..2).is_some_and(|d| d.iter().all(u8::is_ascii_digit)) {
            break;
        }
        parts.push(after.get(..2)?.parse().ok()?);
        rest = after.get(2..)?;
    }
    let mut fraction = "";
    if parts.len() == 2
        && let Some(after) = rest.strip_prefix(['.', ','])
    {
        let n = after.bytes().take_while(u8::is_ascii_digit).count();
        fraction = after.get(..n)?;
        rest = after.get(n..)?;
    }
    let rest = rest.trim_start();
    let half: String =
        rest.chars().filter(|c| *c != '.').take(2).collect::<String>().to_ascii_lowercase();
    let (hour, rest) = match half.as_str() {
        "am" | "pm" if (1..=12).contains(&hour) => {
            let letters = rest.char_indices().filter(|(_, c)| *c != '.').nth(1)?.0 + 1;
            let rest = rest.get(letters..)?;
            (hour % 12 + if half == "pm" { 12 } else { 0 }, rest.strip_prefix('.').unwrap_or(rest))
        }
        // A bare number is no hour without something that says so.
        _ if parts.is_empty() => return None,
        _ => (hour, rest),
    };
    let zone = zone(rest)?;
    let minute = parts.first().copied().unwrap_or(0);
    let fraction = fraction.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(match parts.get(1) {
        // Whole minutes lose their empty seconds, so that the same minute is written once.
        Some(0) if fraction.is_empty() => format!("{hour:02}:{minute:02}{zone}"),
        Some(second) => format!("{hour:02}:{minute:02}:{second:02}{dot}{fraction}{zone}"),
        None => format!("{hour:02}:{minute:02}{zone}"),
    })
}

/// `093015Z`, `0930+0100`.
fn basic(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(digits, 4 | 6) {
        return None;
    }
    let (hour, minute) = (text.get(..2)?, text.get(2..4)?);
    let zone = zone(text.get(digits..)?)?;
    Some(match text.get(4..digits).filter(|s| !s.is_empty() && *s != "00") {
        Some(second) => format!("{hour}:{minute}:{second}{zone}"),
        None => format!("{hour}:{minute}{zone}"),
    })
}

/// What stands behind an hour: nothing, `Z`, letters, or a distance; `None` where it is none of them.
fn zone(text: &str) -> Option<String> {
    // JavaScript adds the name of the zone in brackets, and some programs do as well.
    let text =
        text.split('(').next().unwrap_or_default().split('[').next().unwrap_or_default().trim();
    if text.is_empty() {
        return Some(String::new());
    }
    if let Some((_, offset)) = LETTERS.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)) {
        return Some((*offset).to_owned());
    }
    let bare = text.strip_prefix("GMT").or_else(|| text.strip_prefix("UTC")).unwrap_or(text).trim();
    let bare = bare.replace('\u{2212}', "-");
    let (sign, rest) = bare
        .strip_prefix('+')
        .map(|r| ('+', r))
        .or_else(|| bare.strip_prefix('-').map(|r| ('-', r)))?;
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "00"),
        4 => digits.split_at(2),
        3 => digits.split_at(1),
        _ => return None,
    };
    Some(format!("{sign}{hours:0>2}:{minutes}"))
}
