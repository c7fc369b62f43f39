//! `adquem convert`: a file of any format into another, with a report of what was read and what was left behind.

use super::args::{ConvertArgs, ReportFormat};
use super::input::how_of;
use super::outputs::folder;
use super::{CliError, Streams, updating};
use crate::case::{Case, NotCarried};
use crate::export::convert::{Converted, Target, convert as write};
use crate::export::write_together;
use crate::publish::place::{self, Standing};
use crate::read::import::{Imported, Input, Limits, Packing, import, read_input};
use crate::read::{Diagnostic, Severity, write_case};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn convert(args: &ConvertArgs, streams: &mut Streams<'_>) -> Result<ExitCode, CliError> {
    // Before anything else is done: a wrong ending should not cost a long read.
    let target = target(args)?;
    let how = how_of(&args.reading())?;
    let mut input = read_input(&args.input, Limits::default())?;
    let (imported, update) = match args.update {
        true => updating::updated(args, target, &input, &how)?,
        false => (import(&input, &how), None),
    };
    // The case is written beside the events: what they were read from is not needed any more.
    input.bytes = Vec::new();
    let nothing = imported.case.events.is_empty();
    let written = match &update {
        _ if nothing => Converted::default(),
        Some(update) => update.written(&imported.case),
        None => written(&imported.case, target),
    };
    let map = map_text(args, &imported)?;
    let result = if nothing {
        Err(CliError::Nothing(input.name.clone()))
    } else {
        put(args, &written.bytes, map.as_deref(), streams)
    };
    match args.report {
        ReportFormat::Json => {
            let mut report = report(&input, &imported, target, &written.not_carried);
            report.extend(update.iter().map(updating::Update::report));
            let text = serde_json::to_string_pretty(&report)
                .map_err(|e| CliError::Table(e.to_string()))?;
            if args.output.as_os_str() == "-" {
                writeln!(streams.err, "{text}")?;
            } else {
                writeln!(streams.out, "{text}")?;
            }
        }
        ReportFormat::Text => {
            tell(&input, &imported, target, &written.not_carried, streams)?;
            update.iter().try_for_each(|u| u.tell(streams))?;
        }
    }
    result.map(|()| ExitCode::SUCCESS)
}

/// The format to write: as asked, else by the ending of the name.
fn target(args: &ConvertArgs) -> Result<Target, CliError> {
    let ending = args.output.extension().map(|e| e.to_string_lossy().into_owned());
    let lines = ending.as_deref().is_some_and(|e| e.eq_ignore_ascii_case("jsonl"));
    if let Some(target) = args.to {
        if let Some(packed) = ending.as_deref().filter(|e| names_packing(e)) {
            return Err(CliError::Usage(format!(
                "{}: the file would not be packed, as .{packed} says; name it without that, and pack it afterwards",
                args.output.display()
            )));
        }
        let as_lines = target == Target::TimesketchCsv && lines;
        return Ok(if as_lines { Target::TimesketchJsonl } else { target });
    }
    if args.output.as_os_str() == "-" {
        return Ok(Target::Case);
    }
    if args.output.is_dir() {
        return Err(folder(&args.output));
    }
    ending.as_deref().and_then(Target::of_ending).ok_or_else(|| {
        let names: Vec<&str> = Target::ALL.iter().map(|t| t.id()).collect();
        CliError::Usage(format!(
            "{}: expected a name that ends in .json, .csv, .timeline, .mw, .ics or .jsonl, or --to with one of {}",
            args.output.display(),
            names.join(", ")
        ))
    })
}

/// True for the ending of a packed file, which nothing here writes.
fn names_packing(ending: &str) -> bool {
    let low = ending.to_ascii_lowercase();
    matches!(low.as_str(), "gz" | "tgz" | "zst" | "zip" | "bz2" | "xz" | "7z" | "br" | "lz4")
}

/// The file; a case file as every save writes it.
fn written(case: &Case, target: Target) -> Converted {
    if target == Target::Case {
        let bytes = write_case(case, None).into_bytes();
        return Converted { bytes, not_carried: Vec::new() };
    }
    write(case, target)
}

/// The mapping that was used, where it is to be written.
fn map_text(args: &ConvertArgs, imported: &Imported) -> Result<Option<String>, CliError> {
    if args.save_map.is_none() {
        return Ok(None);
    }
    let mapping = imported.mapping.as_ref().ok_or_else(|| {
        CliError::Usage(format!(
            "--save-map: {} is {}, which is read without a mapping; nothing was written",
            args.input.display(),
            imported.format.id()
        ))
    })?;
    Ok(Some(mapping.to_toml()))
}

/// Writes the file and the mapping, or, where one cannot be written, neither.
fn put(
    args: &ConvertArgs,
    bytes: &[u8],
    map: Option<&str>,
    streams: &mut Streams<'_>,
) -> Result<(), CliError> {
    let mut files: Vec<(&Path, &[u8])> = Vec::new();
    let to_output = args.output.as_os_str() == "-";
    if !to_output {
        may_write(&args.output, bytes, args)?;
        files.push((&args.output, bytes));
    }
    if let (Some(path), Some(text)) = (&args.save_map, map) {
        may_write(path, text.as_bytes(), args)?;
        files.push((path, text.as_bytes()));
    }
    write_together(&files)?;
    if to_output {
        streams.out.write_all(bytes)?;
    }
    Ok(())
}

/// An error where something stands there that is not ours: the same bytes are, and so is an earlier export.
fn may_write(path: &Path, bytes: &[u8], args: &ConvertArgs) -> Result<(), CliError> {
    match place::standing(path) {
        Standing::Free | Standing::Device => Ok(()),
        Standing::Folder => Err(folder(path)),
        _ if place::is_same_file(path, &args.input) => Err(CliError::Usage(format!(
            "{} is the file that is read; nothing was written: choose another name",
            path.display()
        ))),
        _ if args.force || args.update => Ok(()),
        _ if std::fs::read(path).is_ok_and(|old| old == bytes) => Ok(()),
        Standing::Export | Standing::Foreign => Err(CliError::Exists(path.to_owned())),
    }
}

/// The report for machines.
fn report(
    input: &Input,
    imported: &Imported,
    target: Target,
    writing: &[NotCarried],
) -> Map<String, Value> {
    let mut report = Map::new();
    let mut put = |name: &str, value: Value| report.insert(name.to_owned(), value);
    put("file", input.name.as_str().into());
    put("sha256", input.sha256.as_str().into());
    put("format", imported.format.id().into());
    put("container", imported.format.container.id().into());
    put("packed", input.packed.map(packing).into());
    put("target", target.id().into());
    put("rows", imported.rows.into());
    put("events", imported.case.events.len().into());
    put("diagnostics", imported.diagnostics.iter().map(diagnostic).collect());
    let carried = |direction: &'static str| move |n: &NotCarried| not_carried(n, direction);
    let left = imported.not_carried.iter().map(carried("reading"));
    put("not_carried", left.chain(writing.iter().map(carried("writing"))).collect());
    let mapping = imported.mapping.as_ref().map(|m| {
        let columns = m.columns.iter().map(|c| {
            let field = format!("{:?}", c.field);
            json!({ "column": c.heading, "field": snake(&field) })
        });
        columns.collect::<Vec<Value>>()
    });
    put("mapping", mapping.into());
    let evidence = imported.evidence.iter().map(|e| {
        json!({
            "column": e.column,
            "conclusion": e.conclusion,
            "because": e.because,
            "open": e.open,
        })
    });
    put("evidence", evidence.collect());
    report
}

/// `StartTime` as `start_time`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for (n, c) in name.chars().enumerate() {
        if c.is_uppercase() && n > 0 {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

const fn packing(packing: Packing) -> &'static str {
    match packing {
        Packing::Gzip => "gzip",
        Packing::Zstd => "zstd",
    }
}

fn diagnostic(d: &Diagnostic) -> Value {
    json!({
        "severity": d.severity,
        "sheet": d.sheet,
        "row": d.row,
        "line": d.line,
        "column": d.column,
        "field": d.path,
        "message": d.message,
        "found": d.found,
        "expected": d.expected,
        "hint": d.hint,
    })
}

fn not_carried(n: &NotCarried, direction: &str) -> Value {
    json!({
        "direction": direction,
        "what": n.what,
        "count": n.count,
        "examples": n.examples,
        "why": n.why,
    })
}

/// More diagnostics than this are counted in the text; the report for machines has all.
const MOST_LINES: usize = 50;

/// The report for people, on standard error.
fn tell(
    input: &Input,
    imported: &Imported,
    target: Target,
    writing: &[NotCarried],
    streams: &mut Streams<'_>,
) -> Result<(), CliError> {
    for d in imported.diagnostics.iter().take(MOST_LINES) {
        writeln!(streams.err, "{d}")?;
    }
    let more = imported.diagnostics.len().saturating_sub(MOST_LINES);
    if more > 0 {
        writeln!(streams.err, "{}: {more} more: --report json lists them all", input.name)?;
    }
    for e in &imported.evidence {
        let column =
            if e.column.is_empty() { String::new() } else { format!("“{}”: ", e.column) };
        let open = if e.open { " (open: say which)" } else { "" };
        writeln!(streams.err, "adquem: {column}{}, because {}{open}", e.conclusion, e.because)?;
    }
    let lists = [("not read", imported.not_carried.as_slice()), ("not written", writing)];
    for (head, list) in lists {
        for n in list {
            let ids = n.examples.join(", ");
            let dots = if n.count > n.examples.len() { " …" } else { "" };
            let ids = if ids.is_empty() { ids } else { format!(" ({ids}{dots})") };
            writeln!(streams.err, "adquem: {head}: {} {}{ids}: {}", n.count, n.what, n.why)?;
        }
    }
    let errors = imported.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    writeln!(
        streams.err,
        "adquem: {} ({}): {} rows, {} events, {errors} errors; written as {}",
        input.name,
        imported.format.id(),
        imported.rows,
        imported.case.events.len(),
        target.name()
    )?;
    Ok(())
}
