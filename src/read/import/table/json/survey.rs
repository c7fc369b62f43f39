//! Where the records of a JSON file are: some files are a list, others have it somewhere within.

use super::scan::{Broken, Kind, Scan};
use std::collections::BTreeSet;

/// A value that may be the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its keys from the top, joined with points.
    pub path: String,
    /// Where it begins.
    pub at: usize,
    pub form: Form,
    /// How many records it has.
    pub records: usize,
}

/// How a value holds records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// One object: one record.
    Single,
    /// A list of words and numbers.
    Words,
    /// An object of lists: a key for each column.
    Columns,
    /// A list of lists.
    Lists,
    /// An object of objects: a key for each record.
    Keyed,
    /// A list of objects.
    Objects,
}

/// More places than this are not remembered.
const CANDIDATES: usize = 4096;

/// Keys of one record that are compared with those of the next.
const KEYS: usize = 64;

/// What was seen of a file.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub candidates: Vec<Candidate>,
    path: Vec<String>,
}

/// What was seen of a value.
struct Seen {
    kind: Kind,
    keys: BTreeSet<String>,
    /// For a list: how many words and numbers, and nothing else.
    words: Option<usize>,
}

impl Survey {
    /// Goes through a value. What was seen before a broken place is kept.
    pub(super) fn of(&mut self, scan: &mut Scan<'_>) -> Result<(), Broken> {
        self.value(scan, 0).map(|_| ())
    }

    fn value(&mut self, scan: &mut Scan<'_>, depth: usize) -> Result<Seen, Broken> {
        let kind = scan.kind()?;
        if depth >= scan.depth && matches!(kind, Kind::Object | Kind::Array) {
            return Err(Broken { at: scan.at, why: super::scan::Why::Depth });
        }
        match kind {
            Kind::Object => self.object(scan, depth),
            Kind::Array => self.array(scan, depth),
            _ => {
                scan.skip()?;
                Ok(Seen { kind, keys: BTreeSet::new(), words: None })
            }
        }
    }

    fn array(&mut self, scan: &mut Scan<'_>, depth: usize) -> Result<Seen, Broken> {
        let (at, mark) = (scan.at, self.candidates.len());
        let (mut objects, mut lists, mut words) = (0_usize, 0_usize, 0_usize);
        scan.enter();
        let ended = loop {
            match scan.more(b']') {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(broken) => break Err(broken),
            }
            // One list of records within the first record may be the table; those within many are parts of them.
            let inner = if objects + lists < 2 {
                self.value(scan, depth + 1).map(|s| s.kind)
            } else {
                let kind = scan.kind();
                kind.and_then(|kind| scan.skip().map(|()| kind))
            };
            match inner {
                Ok(Kind::Object) => objects += 1,
                Ok(Kind::Array) => lists += 1,
                Ok(_) => words += 1,
                Err(broken) => {
                    // The record in which the text is broken counts as well.
                    objects += usize::from(objects > 0);
                    break Err(broken);
                }
            }
        };
        let (form, records) = match (objects, lists, words) {
            (0, 0, n) => (Form::Words, n),
            (0, n, _) => (Form::Lists, n),
            (n, _, _) => (Form::Objects, n),
        };
        if records >= 2 && form != Form::Words {
            self.candidates.truncate(mark);
        }
        self.found(at, form, records);
        ended?;
        let words = (form == Form::Words).then_some(words);
        Ok(Seen { kind: Kind::Array, keys: BTreeSet::new(), words })
    }

    fn object(&mut self, scan: &mut Scan<'_>, depth: usize) -> Result<Seen, Broken> {
        let (at, mark) = (scan.at, self.candidates.len());
        let mut keys = BTreeSet::new();
        let (mut objects, mut columns, mut others) = (0_usize, 0_usize, 0_usize);
        let mut first_keys: Option<BTreeSet<String>> = None;
        let (mut alike, mut length) = (false, None);
        scan.enter();
        let ended = loop {
            match scan.more(b'}') {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(broken) => break Err(broken),
            }
            let key = match scan.key() {
                Ok(key) => key,
                Err(broken) => break Err(broken),
            };
            if keys.len() < KEYS {
                keys.insert(key.chars().take(100).collect());
            }
            self.path.push(key.chars().take(100).collect());
            let seen = self.value(scan, depth + 1);
            self.path.pop();
            match seen {
                Ok(Seen { kind: Kind::Object, keys, .. }) => {
                    objects += 1;
                    match &first_keys {
                        None => first_keys = Some(keys),
                        Some(first) => {
                            let common = first.intersection(&keys).count();
                            alike |= common * 2 >= first.len().max(keys.len()) && common > 0;
                        }
                    }
                }
                Ok(Seen { kind: Kind::Array, words: Some(words), .. }) => {
                    if *length.get_or_insert(words) == words { columns += 1 } else { others += 1 }
                }
                Ok(_) => others += 1,
                Err(broken) => break Err(broken),
            }
        };
        if objects >= 2 && others == 0 && columns == 0 && alike {
            self.candidates.truncate(mark);
            self.found(at, Form::Keyed, objects);
        } else if columns >= 2 && others == 0 && objects == 0 && length.is_some_and(|n| n > 0) {
            self.candidates.truncate(mark);
            self.found(at, Form::Columns, length.unwrap_or(0));
        } else if depth == 0 && keys.len() + others > 0 {
            self.found(at, Form::Single, 1);
        }
        ended?;
        Ok(Seen { kind: Kind::Object, keys, words: None })
    }

    fn found(&mut self, at: usize, form: Form, records: usize) {
        if records > 0 && self.candidates.len() < CANDIDATES {
            self.candidates.push(Candidate { path: self.path.join("."), at, form, records });
        }
    }

    /// The value that holds the records: the one that is wanted, else the best form and of that the largest.
    pub(super) fn best(&self, wanted: Option<&str>) -> Option<&Candidate> {
        let named = wanted.and_then(|wanted| {
            let wanted = wanted.trim();
            self.candidates.iter().find(|c| {
                c.path.eq_ignore_ascii_case(wanted)
                    || c.path
                        .rsplit('.')
                        .next()
                        .is_some_and(|last| last.eq_ignore_ascii_case(wanted))
            })
        });
        // A few words in a list are a field of a record; of equals the first wins.
        let rank = |c: &Candidate| match c.form {
            Form::Objects | Form::Keyed => 4,
            Form::Lists | Form::Columns => 3,
            Form::Words if c.path.is_empty() => 3,
            Form::Single => 2,
            Form::Words => 1,
        };
        named.or_else(|| self.candidates.iter().rev().max_by_key(|c| (rank(c), c.records)))
    }
}
