//! The files of an export: what may be replaced, and all or none of them written.

use super::args::ExportArgs;
use super::{CliError, Streams};
use crate::export::write_together;
use crate::publish::File;
use crate::publish::place::{self, Standing};
use std::path::Path;

/// Writes every file, or, where one cannot be written, none, with what was there before as it was.
pub(super) fn write_all(
    args: &ExportArgs,
    files: &[File],
    streams: &mut Streams<'_>,
) -> Result<(), CliError> {
    if args.output.as_os_str() == "-" {
        let [file] = files else {
            return Err(CliError::Usage(
                "several pictures cannot go to standard output; name a file, or ask for PDF or PPTX"
                    .to_owned(),
            ));
        };
        streams.out.write_all(&file.bytes)?;
        return Ok(());
    }
    let targets = place::targets(&args.output, files, args.alt_file);
    let replaced = targets
        .iter()
        .map(|target| may_replace(&target.path, args))
        .collect::<Result<Vec<bool>, CliError>>()?;
    let all: Vec<(&Path, &[u8])> =
        targets.iter().map(|t| (t.path.as_path(), t.bytes.as_slice())).collect();
    write_together(&all)?;
    for (target, replaced) in targets.iter().zip(replaced) {
        if replaced && !args.force {
            writeln!(streams.err, "adquem: replaced {}, an earlier export", target.path.display())?;
        } else if files.len() > 1 {
            writeln!(streams.err, "adquem: wrote {}", target.path.display())?;
        }
    }
    Ok(())
}

/// True where the file is an earlier export that may be replaced; an error where it is anything else.
fn may_replace(path: &Path, args: &ExportArgs) -> Result<bool, CliError> {
    match place::standing(path) {
        Standing::Free | Standing::Device => Ok(false),
        Standing::Folder => Err(folder(path)),
        _ if place::is_same_file(path, &args.file) => Err(CliError::Usage(format!(
            "{} is the case itself; nothing was written: choose another name",
            path.display()
        ))),
        Standing::Export => Ok(true),
        Standing::Foreign if args.force => Ok(true),
        Standing::Foreign => Err(CliError::Exists(path.to_owned())),
    }
}

/// What is said to somebody who names a folder.
pub(super) fn folder(path: &Path) -> CliError {
    CliError::Usage(format!(
        "{} is a folder; name a file in it. Nothing was written",
        path.display()
    ))
}
