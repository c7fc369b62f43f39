//! How well a name answers to what was typed.

/// Higher is nearer; `None` where it does not answer. Each word that was typed has to be found.
pub(super) fn rank(name: &str, typed: &str) -> Option<i32> {
    let name = name.to_lowercase();
    typed.to_lowercase().split_whitespace().map(|word| one(&name, word)).sum()
}

/// A word as it stands counts more than its letters one after another, and a beginning more than a middle.
fn one(name: &str, word: &str) -> Option<i32> {
    if let Some(at) = name.find(word) {
        let begins = at == 0;
        let inside = name.get(..at).and_then(|s| s.chars().next_back());
        let begins_word = inside.is_none_or(|c| !c.is_alphanumeric());
        let place = i32::try_from(at.min(100)).unwrap_or(100);
        return Some(
            1000 - place
                + if begins {
                    400
                } else if begins_word {
                    200
                } else {
                    0
                },
        );
    }
    let mut letters = name.chars();
    let mut gaps = 0;
    for wanted in word.chars() {
        let mut skipped = 0;
        loop {
            let letter = letters.next()?;
            if letter == wanted {
                break;
            }
            skipped += 1;
        }
        gaps += skipped;
    }
    Some(400 - gaps.min(300))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_one_after_another_are_enough() {
        assert!(rank("Table of time limits", "ttl").is_some());
        assert!(rank("Table of time limits", "limits table").is_some());
        assert!(rank("Table of time limits", "tx").is_none());
        assert!(rank("المصري", "مصر").is_some());
        assert!(rank("Zoom in", "").is_some());
    }

    #[test]
    fn what_begins_with_it_comes_before_what_holds_it_and_what_is_spelled_by_it() {
        let ranks: Vec<i32> = ["Save", "Autosave", "Show all events"]
            .map(|name| rank(name, "sav").unwrap_or(-1))
            .into();
        assert!(ranks[0] > ranks[1] && ranks[1] > ranks[2], "{ranks:?}");
        assert!(rank("New event", "ev") > rank("Previous", "ev"));
    }
}
