//! What a profile hides, ready to be looked for.

use super::NOTHING;
use super::names::{Kind, Names};
use super::script::{initials, parts};
use crate::case::{Hidden, Redaction};

/// A place without a name.
const A_PLACE: &str = "a place";

/// The names of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Profile {
    /// For looking through texts.
    pub names: Names,
    /// Each name and each part of one that is hidden on its own, as the profile writes it.
    pub hidden: Vec<String>,
    /// Mistakes of the profile.
    pub problems: Vec<String>,
    /// True where people are written by initials; false where all have roles.
    pub initials: bool,
    /// True where some person has a role.
    pub roles: bool,
}

/// Reads the names of a profile, its people first.
pub(super) fn profile(redaction: &Redaction) -> Profile {
    let mut read = Profile::default();
    let lists = [
        (Kind::Person, "people", &redaction.people),
        (Kind::Place, "places", &redaction.places),
        (Kind::Word, "words", &redaction.words),
    ];
    let mut owners: Vec<(&Hidden, String)> = Vec::new();
    for (kind, list, hidden) in lists {
        for (n, entry) in hidden.iter().enumerate() {
            read.entry(kind, &format!("{list}[{n}]"), entry, &mut owners);
        }
    }
    read.no_name_is_written_instead(&owners);
    if read.names.stand_in(&redaction.id) {
        read.problems.push(format!(
            "the profile “{}” is called by a name that it hides, and every file says which profile made it",
            redaction.id
        ));
    }
    read
}

impl Profile {
    fn entry<'a>(
        &mut self,
        kind: Kind,
        place: &str,
        entry: &'a Hidden,
        owners: &mut Vec<(&'a Hidden, String)>,
    ) {
        let has_letter = |name: &&str| name.chars().any(char::is_alphanumeric);
        for name in entry.names.iter().map(String::as_str).filter(|name| !has_letter(name)) {
            self.problems.push(format!("{place}: “{name}” has no letter and cannot be found"));
        }
        // What a comma or a quotation mark belongs to is the sentence, not the name.
        let around = |c: char| c.is_whitespace() || ".,;:!?…،؛؟()[]\"“”„«»‘’'".contains(c);
        let names: Vec<&str> =
            entry.names.iter().map(|n| n.trim_matches(around)).filter(has_letter).collect();
        let Some(first) = names.first() else {
            self.problems.push(format!("{place} has no name"));
            return;
        };
        let role = entry.shown_as.as_deref().map(str::trim).filter(|role| !role.is_empty());
        let own = match kind {
            Kind::Person => initials(first),
            Kind::Place => A_PLACE.to_owned(),
            Kind::Word | Kind::Withheld => NOTHING.to_owned(),
        };
        self.roles |= kind == Kind::Person && role.is_some();
        self.initials |= kind == Kind::Person && role.is_none();
        let mut spellings = names.clone();
        if kind == Kind::Person {
            spellings.extend(names.iter().flat_map(|name| parts(name)));
        }
        let one_line = |s: &&str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        self.hidden.extend(spellings.iter().map(one_line));
        self.names.add(kind, role.unwrap_or(&own), spellings);
        owners.push((entry, own));
    }

    /// What is written instead of a name must not be a name itself.
    fn no_name_is_written_instead(&mut self, owners: &[(&Hidden, String)]) {
        let shown: Vec<String> = self.names.shown().map(str::to_owned).collect();
        for (n, (shown, (entry, own))) in shown.iter().zip(owners).enumerate() {
            if !self.names.stand_in(shown) {
                continue;
            }
            let own = if self.names.stand_in(own) { NOTHING } else { own };
            if let Some(role) = &entry.shown_as {
                self.problems.push(format!(
                    "“{role}” stands for “{}” and holds a hidden name itself; “{own}” is written instead",
                    entry.names.first().map_or("", String::as_str)
                ));
            }
            self.names.show_as(n, own);
        }
    }
}
