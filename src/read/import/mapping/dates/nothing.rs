//! Cells that say that there is no date.

use crate::case::fold::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that stand where nothing is known, whole cells only.
const NOTHING: &str = "-|--|---|.|..|n/a|na|n.a.|n a|#n/a|#na|nan|nat|null|none|nil|unknown|unk|not set|not available|not a time|undated|no date|tbd|tba|tbc|?|??|???|s.d.|s/d|sd|o.d.|o.j.|n.d.|nd|k.a.|keine angabe|unbekannt|undatiert|inconnu|inconnue|sans date|non connu|sconosciuto|sconosciuta|senza data|ignoto|desconocido|desconocida|sin fecha|se desconoce|desconhecido|sem data|onbekend|zonder datum|nieznany|nieznana|brak|brak danych|bez daty|neznámo|neznámé|неизвестно|не указано|нет данных|нет|б/д|невідомо|без даты|غير معروف|غير محدد|غير متوفر|لا يوجد|بدون تاريخ|לא ידוע|ללא תאריך|bilinmiyor|tarihsiz|yok|άγνωστο|άγνωστη|不详|不明|未知|未定|无|なし|미상|__.__.____|dd/mm/yyyy|mm/dd/yyyy|yyyy-mm-dd|tt.mm.jjjj|jj/mm/aaaa";

static NOTHINGS: LazyLock<HashSet<String>> =
    LazyLock::new(|| NOTHING.split('|').map(fold).collect());

/// True for an empty cell and for a word that stands for nothing.
pub(in super::super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    // No word for nothing begins with a digit: most cells are told apart by that alone.
    if text.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        return text.starts_with('0') && is_noughts(text);
    }
    text.is_empty() || text.len() <= 64 && NOTHINGS.contains(&fold(text))
}

/// `0/0/0000` and `0000-00-00T00:00:00.000000+00:00`: a date of noughts alone, with an hour of noughts or without.
fn is_noughts(text: &str) -> bool {
    let (date, hour) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let Some(sign) = date.chars().find(|c| *c != '0').filter(|c| matches!(c, '-' | '/' | '.'))
    else {
        return false;
    };
    let noughts = |part: &str| !part.is_empty() && part.bytes().all(|b| b == b'0');
    let parts: Vec<&str> = date.split(sign).collect();
    let year = parts.iter().filter(|p| p.len() == 4).count() == 1;
    let hour = hour.trim_end_matches("UTC").trim_end_matches(['Z', 'z']);
    let rest = hour.bytes().all(|b| matches!(b, b'0' | b':' | b'.' | b',' | b'+' | b'-' | b' '));
    parts.len() == 3
        && year
        && parts.iter().all(|p| noughts(p) && matches!(p.len(), 1 | 2 | 4))
        && rest
}
