//! Small files with the oddities of real ones, and broken copies of all of them.

mod broken;
mod calendars;
mod clocks;
mod contradictions;
mod doubts;
mod oddities;
mod pages;
mod scripts;
mod series;
mod trees;

use super::super::{Container, Format, How, Imported, Input, Limits, Shape};
use crate::case::Event;
use crate::read::diagnostic::{Diagnostic, Severity};

fn import_as(shape: Shape, container: Container, bytes: &[u8], how: &How) -> Imported {
    let name = "folder/The file.x".to_owned();
    let input =
        Input { name, bytes: bytes.to_vec(), limits: Limits::default(), ..Input::default() };
    super::read(&input, Format { container, shape: Some(shape) }, how).unwrap()
}

fn import(shape: Shape, text: &str) -> Imported {
    import_as(shape, Container::Json, text.as_bytes(), &How::default())
}

/// Each date as it stands in the case, `-` where there is none.
fn whens(got: &Imported) -> Vec<String> {
    got.case.events.iter().map(when).collect()
}

fn when(event: &Event) -> String {
    event.when.as_ref().map_or_else(|| "-".to_owned(), |w| w.text())
}

fn titles(got: &Imported) -> Vec<&str> {
    got.case.events.iter().map(|e| e.title.as_str()).collect()
}

fn lanes(got: &Imported) -> Vec<&str> {
    got.case.lanes.iter().map(|l| l.title.as_str()).collect()
}

/// Errors and warnings: row, field, message.
fn told(got: &Imported) -> Vec<(Option<usize>, &str, &str)> {
    let grave = got.diagnostics.iter().filter(|d| d.severity != Severity::Note);
    grave
        .map(|d: &Diagnostic| (d.row, d.path.as_deref().unwrap_or_default(), d.message.as_str()))
        .collect()
}

fn left(got: &Imported) -> Vec<(&str, usize)> {
    got.not_carried.iter().map(|n| (n.what.as_str(), n.count)).collect()
}
