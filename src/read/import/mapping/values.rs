//! Words for how sure and how important something is, and what hashes look like.

use crate::case::fold::fold;
use crate::case::{Certainty, FileHash, Importance};
use std::collections::HashMap;
use std::sync::LazyLock;

const HIGH: &str = "high|certain|confirmed|verified|sure|strong|very high|definite|proven|established|yes|a|1|haute|haut|eleve|elevee|certaine|confirme|confirmee|forte|hoch|sicher|bestatigt|gesichert|alta|alto|certa|certo|confermato|confermata|verificato|cierto|confirmado|confirmada|seguro|verificado|hoog|zeker|bevestigd|wysoka|wysoki|pewne|pewny|potwierdzone|vysoka|jiste|potvrzeno|высокая|высокий|высоко|достоверно|подтверждено|точно|висока|високий|підтверджено|عالية|عالي|مؤكد|مؤكدة|مرتفع|גבוהה|גבוה|ודאי|מאומת|yuksek|kesin|dogrulanmis|υψηλη|βεβαιο|επιβεβαιωμενο|高|确定|已证实|已确认|確実|確認済み|높음";
const MEDIUM: &str = "medium|moderate|mid|likely|probable|normal|average|partly|b|2|moyenne|moyen|probablement|mittel|wahrscheinlich|media|medio|probabile|probable|media|medio|provavel|gemiddeld|middel|waarschijnlijk|srednia|sredni|prawdopodobne|stredni|pravdepodobne|средняя|средний|вероятно|середня|середній|ймовірно|متوسطة|متوسط|محتمل|مرجح|בינונית|בינוני|סביר|orta|muhtemel|μεσαια|μετρια|πιθανο|中|可能|中等|普通|보통|중간";
const LOW: &str = "low|uncertain|unconfirmed|unverified|unsure|weak|doubtful|disputed|possible|alleged|rumour|rumor|no|c|3|very low|faible|basse|bas|incertain|incertaine|douteux|non confirme|niedrig|gering|unsicher|unbestatigt|fraglich|bassa|basso|incerta|incerto|dubbio|non confermato|baja|bajo|incierto|dudoso|sin confirmar|baixa|baixo|nao confirmado|laag|onzeker|onbevestigd|niska|niski|niepewne|niepotwierdzone|nizka|nejiste|низкая|низкий|сомнительно|не подтверждено|недостоверно|низька|низький|منخفضة|منخفض|غير مؤكد|ضعيف|נמוכה|נמוך|לא מאומת|לא ודאי|dusuk|belirsiz|χαμηλη|αβεβαιο|低|不确定|未证实|不確実|未確認|낮음";

/// 1, 2 or 3 by a word.
fn degree(text: &str) -> Option<u8> {
    static ALL: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
        let lists = [(3, LOW), (2, MEDIUM), (1, HIGH)];
        lists
            .into_iter()
            .flat_map(|(n, list)| list.split('|').map(move |word| (fold(word), n)))
            .collect()
    });
    ALL.get(&fold(text.trim())).copied()
}

/// How sure; `None` for a word that is not known.
pub(super) fn certainty(text: &str) -> Option<Certainty> {
    if let Some(percent) =
        text.trim().strip_suffix('%').and_then(|n| n.trim().replace(',', ".").parse::<f64>().ok())
    {
        // Thirds, as nobody says what a percentage is worth.
        return Some(match percent {
            p if p >= 67.0 => Certainty::High,
            p if p >= 34.0 => Certainty::Medium,
            _ => Certainty::Low,
        });
    }
    // A bare number has no meaning that is known: 1 is the best of some scales and the worst of others.
    if text.trim().parse::<f64>().is_ok() {
        return None;
    }
    degree(text).map(|n| match n {
        1 => Certainty::High,
        2 => Certainty::Medium,
        _ => Certainty::Low,
    })
}

/// How important, 1 for the main events.
pub(super) fn importance(text: &str) -> Option<Importance> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    if let Ok(number) = text.parse::<u8>() {
        return Importance::new(number);
    }
    degree(match fold(text).as_str() {
        "main" | "key" | "critical" | "major" | "essential" | "haupt" | "wichtig" | "principal"
        | "важно" => "high",
        "detail" | "minor" | "background" | "trivial" | "nebensachlich" => "low",
        _ => text,
    })
    .and_then(Importance::new)
}

/// A hash by the length of its digits; `None` where it is none.
pub(super) fn hash(text: &str) -> Option<FileHash> {
    let bare = text.trim().rsplit([':', ' ', '=']).next().unwrap_or_default();
    if !bare.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let algorithm = match bare.len() {
        32 => "MD5",
        40 => "SHA-1",
        64 => "SHA-256",
        96 => "SHA-384",
        128 => "SHA-512",
        _ => return None,
    };
    Some(FileHash { algorithm: algorithm.to_owned(), value: bare.to_ascii_lowercase() })
}
