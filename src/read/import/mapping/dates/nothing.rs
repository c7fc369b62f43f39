//! Cells that say that there is no date.

use crate::case::fold::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that stand where nothing is known, whole cells only.
const NOTHING: &str = "-|--|---|.|..|n/a|na|n.a.|n a|#n/a|#na|nan|nat|null|none|nil|unknown|unk|not set|not available|not a time|undated|no date|tbd|tba|tbc|?|??|???|s.d.|s/d|sd|o.d.|o.j.|n.d.|nd|k.a.|keine angabe|unbekannt|undatiert|inconnu|inconnue|sans date|non connu|sconosciuto|sconosciuta|senza data|ignoto|desconocido|desconocida|sin fecha|se desconoce|desconhecido|sem data|onbekend|zonder datum|nieznany|nieznana|brak|brak danych|bez daty|neznámo|neznámé|неизвестно|не указано|нет данных|нет|б/д|невідомо|без даты|غير معروف|غير محدد|غير متوفر|لا يوجد|بدون تاريخ|לא ידוע|ללא תאריך|bilinmiyor|tarihsiz|yok|άγνωστο|άγνωστη|不详|不明|未知|未定|无|なし|미상|0000-00-00|0000-00-00 00:00:00|0000-00-00t00:00:00|0000-00-00t00:00:00z|0000-00-00t00:00:00+00:00|00/00/0000|00.00.0000|00-00-0000|__.__.____|dd/mm/yyyy|mm/dd/yyyy|yyyy-mm-dd|tt.mm.jjjj|jj/mm/aaaa";

static NOTHINGS: LazyLock<HashSet<String>> =
    LazyLock::new(|| NOTHING.split('|').map(fold).collect());

/// True for an empty cell and for a word that stands for nothing.
pub(in super::super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    // No word for nothing begins with a digit but rows of noughts: most cells are told apart by that alone.
    let number = text.bytes().next().is_some_and(|b| b.is_ascii_digit()) && !text.starts_with("00");
    text.is_empty() || !number && text.len() <= 64 && NOTHINGS.contains(&fold(text))
}
