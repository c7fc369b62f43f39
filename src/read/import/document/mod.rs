//! Files with a form of their own: a reader each.
//!
//! All readers write into one [`Book`], which gives ids, lanes and sources, counts the records and holds what
//! there is to say. No reader fails whole: a record that cannot be used is told and the next one is read.

mod book;
mod clock;
mod dates;
mod decode;
mod fields;
mod html;
mod icalendar;
mod js;
mod json;
mod markwhen;
mod moments;
mod names;
mod simile;
mod timeline_project;
mod timelinejs;
mod timemap;
mod told;
mod vis;
mod xml;

#[cfg(test)]
mod tests;

use super::{Container, Format, How, Imported, Input, Shape};
use book::Book;

/// Reads a document; `None` where the format is a table.
pub(super) fn read(input: &Input, format: Format, how: &How) -> Option<Imported> {
    let table = matches!(
        format.container,
        Container::Delimited
            | Container::Xlsx
            | Container::Xls
            | Container::Ods
            | Container::JsonLines
            | Container::Log
            | Container::Parquet
            | Container::Sqlite
    );
    // The sheet of TimelineJS is a table, its JSON is a document.
    if table && !matches!(format.shape, Some(Shape::Markwhen | Shape::ICalendar)) {
        return None;
    }
    let reader: fn(&Input, &mut Book<'_>) = match format.shape? {
        Shape::TimelineJs => timelinejs::read,
        Shape::Vis => vis::read,
        Shape::TimelineProject => timeline_project::read,
        Shape::Markwhen => markwhen::read,
        Shape::Simile => simile::read,
        Shape::ICalendar => icalendar::read,
        Shape::Timemap => timemap::read,
        _ => return None,
    };
    let mut book = Book::new(input, how);
    reader(input, &mut book);
    Some(book.finish(format))
}
