//! What names are made of in different scripts: articles, words grown together, initials.

use crate::case::fold::fold;

/// Endings that are written together with an Arabic noun, folded.
pub(super) const ARABIC_ENDINGS: &[&str] =
    &["ه", "ها", "هم", "هن", "ي", "نا", "ك", "كم", "ا", "ان", "ون", "ين", "ات", "يه"];

/// Articles of Arabic names in Latin letters, which give no initial.
const ARTICLES: [&str; 12] =
    ["al", "el", "ul", "ar", "as", "at", "an", "az", "ad", "ash", "ath", "adh"];

/// True for letters of Arabic script, folded.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}') && c.is_alphabetic()
}

/// True for Hebrew letters.
pub(super) const fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}

/// True for letters of scripts that put no space between words, so that a name may begin anywhere.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{20000}'..='\u{3ffff}')
}

/// A folded Arabic word without its article, where at least so many letters are left.
pub(super) fn without_article(word: &str, least: usize) -> Option<&str> {
    word.strip_prefix("ال").filter(|stem| stem.chars().count() >= least)
}

/// How many of the letters that stand before an Arabic name in its word go with it: those of the article.
/// `None` where they are no article and no preposition, so that the name is only the end of another word.
pub(super) fn arabic_before(letters: &[char]) -> Option<usize> {
    let word: String = letters.iter().collect();
    let rest = word.strip_prefix(['و', 'ف']).unwrap_or(&word);
    if rest == "لل" {
        return Some(1);
    }
    let rest = rest.strip_prefix(['ب', 'ل', 'ك', 'س']).unwrap_or(rest);
    match rest {
        "" => Some(0),
        "ال" => Some(2),
        _ => None,
    }
}

/// `O. E. N.` for a name, by the first letter of each word after its article.
///
/// Empty where the name has no letter.
pub(super) fn initials(name: &str) -> String {
    let parts: Vec<String> = name.split_whitespace().filter_map(initials_of_word).collect();
    parts.join(" ")
}

/// `J.-P.` for `Jean-Pierre`, `B.` for `al-Bashir`.
fn initials_of_word(word: &str) -> Option<String> {
    let is_dash = |c: char| fold(c.encode_utf8(&mut [0; 4])) == "-";
    let parts: Vec<&str> = word.split(is_dash).filter(|p| !p.is_empty()).collect();
    let named = match parts.as_slice() {
        [article, rest @ ..] if !rest.is_empty() && ARTICLES.contains(&fold(article).as_str()) => {
            rest
        }
        all => all,
    };
    let first = |part: &&str| -> Option<String> {
        let stem = part.strip_prefix("ال").filter(|stem| stem.chars().count() >= 2);
        let letter = stem.unwrap_or(part).chars().find(|c| c.is_alphanumeric())?;
        Some(format!("{letter}."))
    };
    let letters: Vec<String> = named.iter().filter_map(first).collect();
    (!letters.is_empty()).then(|| letters.join("-"))
}

/// The words of a name that are hidden on their own: those of four letters and more, in a name of several.
pub(super) fn parts(name: &str) -> Vec<&str> {
    let gap = |c: char| c.is_whitespace() || c == '_' || fold(c.encode_utf8(&mut [0; 4])) == "-";
    let trimmed = |w: &'_ str| w.trim_matches(|c: char| !c.is_alphanumeric()).len();
    let words: Vec<&str> = name.split(gap).filter(|w| trimmed(w) > 0).collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let long = |w: &&str| fold(w).chars().filter(|c| c.is_alphabetic()).count() >= 4;
    words
        .into_iter()
        .map(|w| w.trim_matches(|c: char| c.is_ascii_punctuation() || "،؛“”„«»".contains(c)))
        .filter(long)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_leave_articles_aside_in_any_script() {
        assert_eq!(initials("Osama Elmasry Njeem"), "O. E. N.");
        assert_eq!(initials("أسامة المصري نجيم"), "أ. م. ن.");
        assert_eq!(initials("Omar al-Bashir"), "O. B.");
        assert_eq!(initials("Jean-Pierre Bemba"), "J.-P. B.");
        assert_eq!(initials("Владимир Путин"), "В. П.");
        assert_eq!(initials("…"), "");
    }

    #[test]
    fn parts_of_four_letters_and_more_are_names_of_their_own() {
        assert_eq!(parts("Osama Elmasry Ali"), ["Osama", "Elmasry"]);
        assert_eq!(parts("Omar al-Bashir"), ["Omar", "Bashir"]);
        assert_eq!(parts("Elmasry"), Vec::<&str>::new());
    }
}
