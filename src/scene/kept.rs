//! What was found out about texts, kept to be found by the text alone: nothing is copied to ask for it.

use rustc_hash::FxHashMap;

/// Answers about one text, at several sizes and widths, that are kept. The window asks for few of them in a frame, and
/// for the same ones in the next.
const MOST_OF_ONE: usize = 48;

/// Answers by text and by how the text was asked for, in two generations: what is asked for again moves to the young
/// one, and the old one is let go when that is full.
#[derive(Debug)]
pub(crate) struct Kept<A, V> {
    young: Answers<A, V>,
    old: Answers<A, V>,
    most: usize,
}

/// Answers by text.
type Answers<A, V> = FxHashMap<Box<str>, Vec<(A, V)>>;

impl<A: PartialEq, V: Clone> Kept<A, V> {
    /// Keeps answers about so many texts in each generation.
    pub fn new(most: usize) -> Self {
        Self { young: Answers::default(), old: Answers::default(), most }
    }

    /// Texts of which something is kept.
    #[cfg(test)]
    pub fn texts(&self) -> usize {
        self.young.len() + self.old.len()
    }

    /// What is known.
    pub fn get(&mut self, text: &str, asked: &A) -> Option<V> {
        let among = |all: &[(A, V)]| all.iter().find(|(a, _)| a == asked).map(|(_, v)| v.clone());
        if let Some(value) = self.young.get(text).and_then(|all| among(all)) {
            return Some(value);
        }
        let all = self.old.get_mut(text)?;
        let place = all.iter().position(|(a, _)| a == asked)?;
        let (asked, value) = all.swap_remove(place);
        self.keep(text, asked, value.clone());
        Some(value)
    }

    /// Keeps an answer that was not known.
    pub fn keep(&mut self, text: &str, asked: A, value: V) {
        let all = match self.young.get_mut(text) {
            Some(all) => all,
            None => {
                if self.young.len() >= self.most {
                    self.old = std::mem::take(&mut self.young);
                }
                self.young.entry(text.into()).or_default()
            }
        };
        if all.len() >= MOST_OF_ONE {
            all.remove(0);
        }
        all.push((asked, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_stays_and_the_rest_is_let_go() {
        let mut kept = Kept::new(2);
        for n in 0..20 {
            kept.keep(&n.to_string(), 'a', n);
            assert_eq!(kept.get("0", &'a'), Some(0), "asked for again at {n}");
            assert_eq!(kept.get("0", &'b'), None);
        }
        assert_eq!(kept.get("3", &'a'), None);
        assert!(kept.texts() <= 4);
    }

    #[test]
    fn answers_about_one_text_are_bounded_too() {
        let mut kept = Kept::new(2);
        (0..1000).for_each(|n| kept.keep("a", n, n));
        assert_eq!(kept.get("a", &999), Some(999));
        assert_eq!(kept.get("a", &0), None);
        assert!(kept.young["a"].len() <= MOST_OF_ONE);
    }
}
