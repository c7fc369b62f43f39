//! What lies over the texts of a case: days first, then names.

use super::NOTHING;
use super::names::{Kind, Names};
use super::spelled::Days;
use super::walk::Texts;
use std::collections::BTreeSet;

/// Replaces what must not appear, and remembers what kinds of thing it replaced.
#[derive(Debug, Default)]
pub(super) struct Veil {
    /// Names and words.
    pub names: Names,
    /// Days and hours.
    pub days: Days,
    /// What was replaced.
    pub seen: BTreeSet<Kind>,
}

impl Veil {
    /// True where the name of a thing, or an address, tells what is hidden, percent signs and all.
    pub fn told_by(&self, text: &str) -> bool {
        let plain = without_percents(text);
        self.names.hide_in(&plain) || self.days.told_by(&plain)
    }

    /// Addresses within a text are left out whole.
    fn addresses(&self, text: &str) -> Option<String> {
        let is_address =
            |word: &str| word.contains("://") || word.starts_with("www.") || word.contains('%');
        if !is_address(text) && !text.contains("www.") {
            return None;
        }
        let mut changed = false;
        let words = text.split_inclusive(char::is_whitespace).map(|word| {
            let bare = word.trim_end();
            if is_address(bare) && self.told_by(bare) {
                changed = true;
                [NOTHING, word.get(bare.len()..).unwrap_or_default()].concat()
            } else {
                word.to_owned()
            }
        });
        let told: String = words.collect();
        changed.then_some(told)
    }
}

impl Texts for Veil {
    fn text(&mut self, text: &mut String) {
        if let Some(told) = self.addresses(text) {
            *text = told;
        }
        if let Some(told) = self.days.replace(text) {
            *text = told;
        }
        if let Some((told, kinds)) = self.names.replace(text) {
            *text = told;
            self.seen.extend(kinds);
        }
    }

    fn address(&mut self, address: &mut Option<String>) {
        if address.as_deref().is_some_and(|a| self.told_by(a)) {
            *address = None;
        }
    }
}

/// `%D8%A7` as the letter that it stands for.
fn without_percents(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = match (first, after) {
            (b'%', [a, b, ..]) => {
                let digit = |c: u8| char::from(c).to_digit(16);
                digit(*a).zip(digit(*b)).and_then(|(a, b)| u8::try_from(a * 16 + b).ok())
            }
            _ => None,
        };
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Gathers texts without changing them.
#[derive(Debug, Default)]
pub(super) struct Gather {
    /// The texts.
    pub texts: Vec<String>,
}

impl Texts for Gather {
    fn text(&mut self, text: &mut String) {
        self.texts.push(text.clone());
    }

    fn address(&mut self, address: &mut Option<String>) {
        self.texts.extend(address.clone());
    }
}
