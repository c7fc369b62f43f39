use super::books::xlsx;
use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook with more parts.
fn with(book: Vec<u8>, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(book)).unwrap();
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn text(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"https://example.org/order.pdf\" TargetMode=\"External\"/></Relationships>";

/// Two columns and two rows, of which B2 is a link and C3 stands under no heading.
fn linked() -> Vec<u8> {
    let (a, b) = (
        [text("A1", "Date"), text("B1", "Event")],
        [text("A2", "2024-04-03"), text("B2", "Arrest")],
    );
    let last = [text("A3", "2024-04-04"), text("B3", "Trial"), text("C3", "beyond")];
    let sheet = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"2\">{}</row><row r=\"3\">{}</row></sheetData><hyperlinks><hyperlink xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ref=\"B2\" r:id=\"r1\"/></hyperlinks>",
        a.concat(),
        b.concat(),
        last.concat()
    );
    with(
        xlsx(&sheet, ""),
        &[("xl/worksheets/_rels/sheet1.xml.rels", RELATIONS), ("xl/comments1.xml", "<comments/>")],
    )
}

#[test]
fn addresses_of_linked_cells_become_a_column() {
    let (shown, told) = one(&linked());
    let rows: Vec<&str> = shown.lines().collect();
    assert!(rows[0].starts_with("Date|Event|") && rows[0].ends_with("|Link: Event"), "{shown}");
    assert!(
        rows[1].contains("Arrest") && rows[1].ends_with("|https://example.org/order.pdf"),
        "{shown}"
    );
    assert!(rows[2].contains("Trial|beyond"), "{shown}");
    assert!(told.iter().any(|t| t.contains("comments, which are not read")), "{told:?}");
    assert!(!told.iter().any(|t| t.contains("links")), "{told:?}");
}

#[test]
fn addresses_for_which_there_is_no_column_are_told() {
    let (tables, told) = read_with(&linked(), Limits { columns: 3, ..Limits::default() });
    assert!(!shown(&tables[0]).contains("Link:"));
    let told = messages(&told);
    assert!(told.iter().any(|t| t.contains("no room for further columns")), "{told:?}");
}

#[test]
fn a_formula_that_was_never_worked_out_is_told_and_one_with_a_result_is_not() {
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}<c r=\"B2\"><f>A2&amp;\"x\"</f><v></v></c></row><row r=\"3\">{}<c r=\"B3\" t=\"str\"><f>A3</f><v>ready</v></c></row></sheetData>",
        text("A1", "Date"),
        text("B1", "Event"),
        text("A2", "2024-04-03"),
        text("A3", "2024-04-04")
    );
    let (_, told) = one(&xlsx(&sheet, ""));
    assert_eq!(
        told,
        ["2:warning the formula in this cell was never worked out; the cell is read as empty"]
    );
}
