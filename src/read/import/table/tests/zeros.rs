//! Dates of value 0 in workbooks: what a link to an empty cell gives.

use super::books::{archive, xlsx};
use super::*;

#[test]
fn a_date_of_value_0_is_an_empty_cell_and_told_once_for_its_column() {
    let cells = |row: u32, date: &str, at: &str, hour: &str| {
        format!(
            "<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"><v>{date}</v></c><c r=\"B{row}\" s=\"2\"><v>{at}</v></c>\
             <c r=\"C{row}\" s=\"3\"><v>{hour}</v></c><c r=\"D{row}\"><v>0</v></c></row>"
        )
    };
    let rows = [cells(1, "0", "45357.5", "0"), cells(2, "45357", "0", "0.5")];
    let rows = [rows.concat(), cells(3, "0", "0", "0")].concat();
    for system in ["", "date1904=\"1\""] {
        let (table, told) = one(&xlsx(&format!("<sheetData>{rows}</sheetData>"), system));
        let told: Vec<_> = told.iter().filter(|t| t.contains("value 0")).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(!table.contains("1899") && !table.contains("1904"), "{table}");
        assert!(
            table.contains("|00:00:00|0"),
            "an hour and a number of 0 are what they say: {table}"
        );
    }
}

#[test]
fn a_date_of_value_0_is_no_date_in_a_workbook_of_libreoffice_either() {
    let cell = |date: &str| {
        format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{date}\"><text:p>30.12.1899</text:p></table:table-cell>"
        )
    };
    let text = |words: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&[text("Date"), text("Title")]),
        row(&[cell("1899-12-30"), text("a")]),
        row(&[cell("1899-12-30T00:00:00"), text("b")]),
        row(&[cell("2024-03-06"), text("c")]),
    ];
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">{}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    let (table, told) = one(&bytes);
    assert_eq!(table, "Date|Title\n2: |a\n3: |b\n4: 2024-03-06|c");
    assert_eq!(told.len(), 1, "{told:?}");
}
