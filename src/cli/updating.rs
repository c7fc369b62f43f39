//! `adquem convert --update`: a file read again into the case that was made from it.

use super::args::ConvertArgs;
use super::{CliError, Streams};
use crate::export::convert::{Converted, Target};
use crate::read::import::again::{self, Again};
use crate::read::import::{How, Imported, Input, import};
use crate::read::{ReadError, bytes_of, read_case, write_case};
use serde_json::{Value, json};

/// What an update came to.
#[derive(Debug)]
pub(super) struct Update {
    /// The text of the case as it stood, which is kept where nothing is changed; `None` for a case that is new.
    text: Option<String>,
    /// What the file changed in it.
    again: Again,
}

/// Reads IN into OUT; where there is no OUT yet, makes one that can be updated later.
pub(super) fn updated(
    args: &ConvertArgs,
    target: Target,
    input: &Input,
    how: &How,
) -> Result<(Imported, Option<Update>), CliError> {
    if target != Target::Case || args.output.as_os_str() == "-" {
        return Err(CliError::Usage(
            "--update needs a case file to read into: name one that ends in .json with -o"
                .to_owned(),
        ));
    }
    let mut imported = import(input, how);
    let bytes = match bytes_of(&args.output) {
        Ok(bytes) => bytes,
        Err(ReadError::NotFound(_)) => {
            let mapping = imported.mapping.clone();
            let sheet = how.sheet.as_deref();
            again::note(&mut imported.case, &input.name, &input.sha256, mapping.as_ref(), sheet);
            let new = imported.case.events.len();
            let again = Again { new, ..Again::default() };
            return Ok((imported, Some(Update { text: None, again })));
        }
        Err(error) => return Err(error.into()),
    };
    let name = args.output.display().to_string();
    let edited = read_case(&name, &bytes).value;
    let Some(mut made) = again::made_from(&edited) else {
        return Err(CliError::Usage(format!(
            "{name} does not say which file it was made from; nothing was written: make it with --update, or choose \
             another name"
        )));
    };
    if how.mapping.is_some() {
        made.mapping.clone_from(&how.mapping);
    }
    let now = again::read(input, &made, how);
    if now.case.events.is_empty() {
        return Err(CliError::Nothing(input.name.clone()));
    }
    let again = again::again(&edited, &made, &now.case);
    imported.case = again.case.clone();
    imported.diagnostics = now.diagnostics;
    imported.mapping = now.mapping;
    imported.evidence.clear();
    let text = String::from_utf8(bytes).ok();
    Ok((imported, Some(Update { text, again })))
}

impl Update {
    /// The case file, with everything as it was that was not changed.
    pub(super) fn written(&self, case: &crate::case::Case) -> Converted {
        let bytes = write_case(case, self.text.as_deref()).into_bytes();
        Converted { bytes, not_carried: Vec::new() }
    }

    /// The field of the report for machines.
    pub(super) fn report(&self) -> (String, Value) {
        let Again { new, changed, gone, told, .. } = &self.again;
        ("update".to_owned(), json!({ "new": new, "changed": changed, "gone": gone, "told": told }))
    }

    /// The lines of the report for people.
    pub(super) fn tell(&self, streams: &mut Streams<'_>) -> Result<(), CliError> {
        for words in &self.again.told {
            writeln!(streams.err, "adquem: {words}")?;
        }
        writeln!(streams.err, "adquem: {}; what was edited is kept", self.again.words())?;
        Ok(())
    }
}
