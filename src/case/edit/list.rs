//! Lists of named things: finding, putting, taking.

use super::OpError;
use std::collections::BTreeSet;

pub(super) fn seat<T, I: PartialEq + ToString>(
    list: &[T],
    what: &'static str,
    id: &I,
    name: impl Fn(&T) -> &I,
) -> Result<usize, OpError> {
    let gone = || OpError::Gone { what, id: id.to_string() };
    list.iter().position(|x| name(x) == id).ok_or_else(gone)
}

pub(super) fn put<T, I: PartialEq + ToString>(
    list: &mut Vec<T>,
    what: &'static str,
    old: Option<I>,
    new: T,
    name: impl Fn(&T) -> &I,
) -> Result<(), OpError> {
    if name(&new).to_string().trim().is_empty() {
        return Err(OpError::NoName { what });
    }
    let place = old.as_ref().map(|id| seat(list, what, id, &name)).transpose()?;
    let taken = list.iter().enumerate().any(|(n, x)| Some(n) != place && name(x) == name(&new));
    if taken {
        return Err(OpError::Taken { what, id: name(&new).to_string() });
    }
    match place.and_then(|n| list.get_mut(n)) {
        Some(x) => *x = new,
        None => list.push(new),
    }
    Ok(())
}

pub(super) fn take<T, I: PartialEq + ToString>(
    list: &mut Vec<T>,
    what: &'static str,
    id: &I,
    name: impl Fn(&T) -> &I,
) -> Result<(), OpError> {
    let n = seat(list, what, id, name)?;
    list.remove(n);
    Ok(())
}

/// No two things of one name.
pub(super) fn distinct<'a>(
    what: &'static str,
    names: impl Iterator<Item = &'a str>,
) -> Result<(), OpError> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(OpError::Taken { what, id: name.to_owned() });
        }
    }
    Ok(())
}
