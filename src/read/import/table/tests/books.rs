use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with one sheet; `s="1"` is a date, `2` date and time, `3` a time, `4` a duration, `5` a month.
pub(super) fn xlsx(sheet: &str, system: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let formats = ["dd/mm/yyyy", "yyyy-mm-dd hh:mm", "hh:mm:ss", "[h]:mm:ss", "mmm yyyy"];
    let codes: String = formats
        .iter()
        .enumerate()
        .map(|(n, f)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{f}\"/>", 164 + n))
        .collect();
    let styles: String =
        (0..5).map(|n| format!("<xf numFmtId=\"{}\" applyNumberFormat=\"1\"/>", 164 + n)).collect();
    archive(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><workbookPr {system}/><sheets><sheet name=\"Events\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/styles.xml",
            &format!(
                "<styleSheet xmlns=\"{main}\"><numFmts count=\"5\">{codes}</numFmts><cellXfs count=\"6\"><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>")),
    ])
}

fn text(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

fn value(place: &str, style: u8, value: &str) -> String {
    format!("<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>")
}

#[test]
fn typed_cells_are_read_as_they_are_shown() {
    let header: String = ["A3", "B3", "C3", "D3", "E3", "F3"]
        .iter()
        .zip(["Date", "At", "Hour", "Long", "Month", "n"])
        .map(|(p, w)| text(p, w))
        .collect();
    let row = [
        value("A4", 1, "45357"),
        value("B4", 2, "45357"),
        value("C4", 3, "0.395833333333333"),
        value("D4", 4, "2.0625"),
        value("E4", 5, "45352"),
        value("F4", 0, "0.1"),
    ];
    let other = [
        value("A5", 1, "45357.5"),
        value("B5", 2, "45357.3541666667"),
        value("F5", 0, "1709541000000"),
    ];
    let sheet = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"3\">{header}</row><row r=\"4\">{}</row><row r=\"5\">{}<c r=\"C5\" t=\"e\"><v>#REF!</v></c></row></sheetData>",
        text("A1", "A title"),
        row.concat(),
        other.concat()
    );
    let (table, told) = one(&xlsx(&sheet, ""));
    assert_eq!(
        table,
        "Date|At|Hour|Long|Month|n\n\
         4: 2024-03-06|2024-03-06T00:00:00|09:30:00|49:30:00|2024-03|0.1\n\
         5: 2024-03-06T12:00:00|2024-03-06T08:30:00||||1709541000000"
    );
    assert!(told.iter().any(|m| m == "5:warning the formula in this cell of “Events” gives an error; the cell is read as empty"), "{told:?}");
    assert!(
        told.iter().any(|m| m == "1:note this line stands above the table and is left out"),
        "{told:?}"
    );
}

#[test]
fn both_date_systems_and_the_day_that_there_was_not() {
    let sheet = |value: &str| {
        format!(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Date</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>{value}</v></c></row></sheetData>"
        )
    };
    assert!(one(&xlsx(&sheet("43895"), "date1904=\"1\"")).0.ends_with("2024-03-06"));
    assert!(one(&xlsx(&sheet("59"), "")).0.ends_with("1900-02-28"));
    assert!(one(&xlsx(&sheet("61"), "")).0.ends_with("1900-03-01"));
    let (table, told) = one(&xlsx(&sheet("60"), ""));
    assert!(
        table.ends_with("1900-02-29") && told[0].contains("29 February 1900"),
        "{table} {told:?}"
    );
    assert!(one(&xlsx(&sheet("-5"), "")).0.ends_with("-5"));
}

#[test]
fn a_cell_over_several_rows_stands_for_each_of_them() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row><row r=\"3\">{}</row><row r=\"4\">{}</row>",
        text("A1", "Date"),
        text("B1", "Title"),
        text("A2", "2024"),
        text("B2", "a"),
        text("B3", "b"),
        text("B4", "c")
    );
    let sheet = format!(
        "<sheetData>{rows}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>"
    );
    let (table, told) = one(&xlsx(&sheet, ""));
    assert_eq!(table, "Date|Title\n2: 2024|a\n3: 2024|b\n4: |c");
    assert!(told[0].contains("1 cells of “Events”"), "{told:?}");
}

#[test]
fn cells_far_apart_cost_nothing() {
    let sheet = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"1048576\">{}{}</row></sheetData>",
        text("A1", "Date"),
        value("A1048576", 1, "45357"),
        text("XFD1048576", "far")
    );
    let (table, told) = one(&xlsx(&sheet, ""));
    assert_eq!(table, "Date\n1048576: 2024-03-06");
    assert!(told[0].contains("more than 1024 columns"), "{told:?}");
}

#[test]
fn a_workbook_that_is_a_bomb_is_not_read() {
    let spaces = " ".repeat(40 << 20);
    let bytes = xlsx(&format!("<sheetData>{spaces}</sheetData>"), "");
    let (tables, told) = read_with(&bytes, Limits { ratio: 2, ..Limits::default() });
    assert!(
        tables.is_empty() && told[0].message.contains("unpacks to more than 16 MiB"),
        "{told:?}"
    );
}

pub(super) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Sheet &amp; 1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", &content),
    ])
}

#[test]
fn sheets_of_libreoffice_are_read_by_type() {
    let cell = |words: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let rows = format!(
        "<table:table-row>{}{}{}{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-06T09:30:00.000000000\"><text:p>6.3.24</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"time\" office:time-value=\"PT9H05M00.5S\"><text:p>9:05</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"0.30000000000000004\"><text:p>0,3</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>WAHR</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"string\"><office:annotation><text:p>remark</text:p></office:annotation><text:p>a &amp; b<text:s text:c=\"2\"/>c</text:p><text:p>d</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        cell("Date"),
        cell("Time"),
        cell("n"),
        cell("ok"),
        cell("Title")
    );
    let (tables, told) = read(&ods(&rows));
    assert_eq!(tables[0].name, "Sheet & 1");
    assert_eq!(
        shown(&tables[0]),
        "Date|Time|n|ok|Title\n5: 2024-03-06T09:30:00|09:05:00.5|0.3|true|a & b  c\nd"
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_locked_sheet_says_so() {
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ("content.xml", "xx"),
    ]);
    let (_, told) = read(&bytes);
    assert!(told[0].message.contains("it has a password"), "{told:?}");
}

#[test]
fn a_workbook_of_formatted_cells_has_no_rows_and_is_not_read_as_text() {
    let rows: String = (1..200)
        .map(|n| {
            format!("<row r=\"{n}\" s=\"1\"><c r=\"A{n}\" s=\"1\"/><c r=\"B{n}\" s=\"1\"/></row>")
        })
        .collect();
    let bytes = xlsx(&format!("<sheetData>{rows}</sheetData>"), "");
    let input = unpack("book.xlsx", bytes, Limits::default());
    let imported = crate::read::import::import(&input, &How::default());
    assert_eq!(imported.format.container, Container::Xlsx);
    let told: Vec<&str> = imported.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(told, ["the xlsx file holds no rows"]);
}

#[test]
fn a_cell_that_names_a_text_that_is_not_there_is_empty_and_the_rest_is_read() {
    let stranger = |place: &str| format!("<c r=\"{place}\" t=\"s\"><v>99</v></c>");
    let rows = [
        (1, text("A1", "Date") + &text("B1", "Title")),
        (2, text("A2", "2024-03-06") + &stranger("B2")),
        (3, text("A3", "2024-03-07") + &text("B3", "Hearing")),
        (4, stranger("A4") + &text("B4", "Appeal")),
    ];
    let rows: String =
        rows.iter().map(|(n, cells)| format!("<row r=\"{n}\">{cells}</row>")).collect();
    let (table, told) = one(&xlsx(&format!("<sheetData>{rows}</sheetData>"), ""));
    assert_eq!(table, "Date|Title\n2: 2024-03-06\n3: 2024-03-07|Hearing\n4: |Appeal");
    assert_eq!(
        told,
        [
            "0:error 2 cells of “Events” name a shared text that the workbook does not have; they are read as empty"
        ]
    );
}

#[test]
fn rows_and_cells_that_are_repeated_without_end_are_read_up_to_a_limit() {
    let cell = |words: &str, more: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" {more}><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let long = "x".repeat(1 << 20);
    let rows = format!(
        "<table:table-row>{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"3\">{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048570\">{}{}</table:table-row>\
         <table:table-row>{}{}</table:table-row>",
        cell("Date", ""),
        cell("Title", ""),
        cell("2024-03-06", ""),
        cell("A", ""),
        cell("2024-03-07", ""),
        cell("B", ""),
        cell("2024-03-08", ""),
        cell(&long, "table:number-columns-repeated=\"16384\""),
    );
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"S\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let book = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    let (tables, told) = read_as(&book, Container::Ods);
    // Three rows, the fourth with what is left of the repeats, and the last.
    assert_eq!(tables[0].rows.len(), 3 + 9_999 + 1);
    let told = messages(&told);
    assert!(
        told.contains(
            &"5:error the row is repeated 1048570 times; not all of them are read".to_owned()
        ),
        "{told:?}"
    );
    assert!(told.iter().any(|t| t.contains("the cell is repeated in its row")), "{told:?}");
}
