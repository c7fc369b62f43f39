//! Good files that are no text: workbooks, databases, Parquet.

use super::archive::packed;
use parquet::data_type::{ByteArrayType, Int32Type, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

/// Each with its kind.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let stream = biff();
    vec![
        ("sqlite", database()),
        ("parquet", columns()),
        ("xlsx", xlsx()),
        ("ods", ods()),
        ("xls", compound(&stream)),
        ("xls", stream),
    ]
}

/// A small database with dates in several spellings.
fn database() -> Vec<u8> {
    let mut base = rusqlite::Connection::open_in_memory().unwrap();
    base.execute_batch(
        "pragma page_size = 512;
         create table events (id integer primary key, happened text, title text, n real, raw blob);
         insert into events values (1, '2025-01-19 09:30:00', 'Arrest', 1.5, x'00ff');
         insert into events values (2, '2025-01-21', 'Release', null, null);
         create table tags (id, tag, primary key (id, tag)) without rowid;
         insert into tags values (1, 'a'), (2, 'b');
         create view later as select * from events where id > 1;",
    )
    .unwrap();
    base.serialize("main").unwrap().to_vec()
}

/// Two rows of Parquet, one of them with a value that is missing.
fn columns() -> Vec<u8> {
    let schema = "message m { required int64 at (TIMESTAMP(NANOS,false)); required int64 utc (TIMESTAMP(MICROS,true)); \
                  required int32 day (DATE); optional binary title (UTF8); required group place { required binary city (UTF8); } }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for long in [[1_709_541_000_000_000_001_i64, -1], [1_709_541_000_500_000, 0]] {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&long, None, None).unwrap();
        column.close().unwrap();
    }
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int32Type>().write_batch(&[19_788, -719_162], None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&["Arrêt".into()], Some(&[1, 0]), None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let cities = ["Paris".into(), "Lyon".into()];
    column.typed::<ByteArrayType>().write_batch(&cities, None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

/// A workbook with typed cells, a formula, an error, shared text, merged cells and a second sheet.
fn xlsx() -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let relation = |id: &str, kind: &str, to: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{REL}/{kind}\" Target=\"{to}\"/>")
    };
    let sheet = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>Title</t></is></c><c r=\"C1\" t=\"str\"><v>n</v></c></row>\
        <row r=\"2\"><c r=\"A2\" s=\"1\"><v>45357</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row>\
        <row r=\"3\"><c r=\"A3\" s=\"2\"><v>45357.5</v></c><c r=\"B3\" t=\"e\"><v>#REF!</v></c><c r=\"C3\" s=\"4\"><f>1+1</f><v>2.0625</v></c></row>\
        <row r=\"5\"><c r=\"A5\" t=\"d\"><v>2024-03-06T09:30:00</v></c><c r=\"B5\" t=\"s\"><v>2</v></c></row></sheetData>\
        <mergeCells count=\"1\"><mergeCell ref=\"B5:C6\"/></mergeCells>";
    let codes = ["dd/mm/yyyy", "yyyy-mm-dd hh:mm", "hh:mm:ss", "[h]:mm:ss"];
    let formats: String = (164..)
        .zip(codes)
        .map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>"))
        .collect();
    let styles: String = (164..168).map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect();
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>",
                relation("r1", "officeDocument", "xl/workbook.xml")
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\">{}{}{}{}</Relationships>",
                relation("r1", "worksheet", "worksheets/sheet1.xml"),
                relation("r2", "worksheet", "worksheets/sheet2.xml"),
                relation("r3", "sharedStrings", "sharedStrings.xml"),
                relation("r4", "styles", "styles.xml")
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><workbookPr/><sheets><sheet name=\"Events\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"More\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(
                "<sst xmlns=\"{MAIN}\" count=\"3\" uniqueCount=\"3\"><si><t>Date</t></si><si><r><t>Arr</t></r><r><t>est</t></r></si><si><t xml:space=\"preserve\"> Release </t></si></sst>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"4\">{formats}</numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>")),
        (
            "xl/worksheets/sheet2.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>"),
        ),
    ];
    packed(&parts).unwrap()
}

/// A sheet of OpenDocument, with cells and rows that are repeated.
fn ods() -> Vec<u8> {
    const NAMES: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{NAMES}:office:1.0\" xmlns:table=\"{NAMES}:table:1.0\" xmlns:text=\"{NAMES}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Events\">\
         <table:table-row><table:table-cell office:value-type=\"string\"><text:p>Date</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Title</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-06T09:30:00\"><text:p>06/03/24</text:p></table:table-cell><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>Arrest<text:s text:c=\"3\"/>of</text:p><text:p>x</text:p></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"time\" office:time-value=\"PT09H30M00S\"/><table:covered-table-cell/><table:table-cell office:value-type=\"float\" office:value=\"1.5\"><text:p>1,5</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{NAMES}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/></manifest:manifest>"
    );
    let parts = [
        ("mimetype", kind.to_owned()),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content),
    ];
    packed(&parts).unwrap()
}

/// A record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn numbers(list: &[u16]) -> Vec<u8> {
    list.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// Text of an old workbook: its length, one byte a letter.
fn text(words: &str) -> Vec<u8> {
    let length = u16::try_from(words.len()).unwrap();
    [&length.to_le_bytes()[..], &[0], words.as_bytes()].concat()
}

/// The records of an old workbook with one sheet.
fn biff() -> Vec<u8> {
    let begin = |kind| record(0x0809, &numbers(&[0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 6, 0]));
    let shared: Vec<u8> = ["Date", "Title", "Arrest"].iter().flat_map(|w| text(w)).collect();
    let format = [164_u16.to_le_bytes().to_vec(), text("dd/mm/yyyy")].concat();
    let plain = record(0x00E0, &[0; 20]);
    let mut dated = vec![0; 20];
    dated[2] = 164;
    let name = [&[6, 0][..], b"Events"].concat();
    let mut head = [
        begin(5),
        record(0x0022, &numbers(&[0])),
        record(0x041E, &format),
        plain,
        record(0x00E0, &dated),
        record(0x00FC, &[&[3, 0, 0, 0, 3, 0, 0, 0][..], &shared].concat()),
    ]
    .concat();
    // The place of the sheet is behind this record and the end of the head.
    let sheet = head.len() + 4 + 6 + name.len() + 4;
    let place = u32::try_from(sheet).unwrap().to_le_bytes();
    head.extend(record(0x0085, &[&place[..], &[0, 0], &name].concat()));
    head.extend(record(0x000A, &[]));
    let cell =
        |row, column, style: u16, rest: &[u8]| [&numbers(&[row, column, style])[..], rest].concat();
    let real = |n: f64| n.to_le_bytes();
    let formula = [&real(2.0)[..], &[0; 6], &[5, 0, 0x1E, 1, 0, 0x1E, 1]].concat();
    [
        head,
        begin(0x10),
        record(0x0200, &[0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 3, 0, 0, 0]),
        record(0x00FD, &cell(0, 0, 0, &[0, 0, 0, 0])),
        record(0x00FD, &cell(0, 1, 0, &[1, 0, 0, 0])),
        record(0x0203, &cell(1, 0, 1, &real(45_357.0))),
        record(0x0204, &cell(1, 1, 0, &text("Release"))),
        record(0x027E, &cell(2, 0, 1, &[0x00, 0x20, 0xE6, 0x40])),
        record(0x00FD, &cell(2, 1, 0, &[2, 0, 0, 0])),
        record(0x0205, &cell(2, 2, 0, &[0x17, 1])),
        record(0x00BD, &numbers(&[3, 0, 0, 2, 0x40E6, 0, 4, 0, 1])),
        record(0x0006, &cell(3, 2, 0, &formula)),
        record(0x00E5, &numbers(&[1, 1, 2, 1, 1])),
        record(0x000A, &[]),
    ]
    .concat()
}

/// The container of old office documents, with one stream that is padded so that it needs no small sectors.
fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = u32::try_from(stream.len() / SECTOR).unwrap();
    let mut head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    head.resize(24, 0);
    head.extend(numbers(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    // One table of sectors, in the first; the directory in the second; no small ones.
    for n in [0_u32, 1, 1, 0, 4096, u32::MAX - 1, 0, u32::MAX - 1, 0, 0] {
        head.extend(n.to_le_bytes());
    }
    head.resize(SECTOR, 0xFF);
    let mut table: Vec<u8> = [u32::MAX - 2, u32::MAX - 1]
        .into_iter()
        .chain(3..2 + sectors)
        .chain([u32::MAX - 1])
        .flat_map(u32::to_le_bytes)
        .collect();
    table.resize(SECTOR, 0xFF);
    let size = u32::try_from(stream.len()).unwrap();
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend(numbers(&[u16::try_from(name.len() * 2 + 2).unwrap()]));
        entry.extend([kind, 1]);
        for n in [u32::MAX, u32::MAX, child] {
            entry.extend(n.to_le_bytes());
        }
        entry.resize(116, 0);
        entry.extend([start.to_le_bytes(), size.to_le_bytes(), [0; 4]].concat());
        entry
    };
    let mut directory = entry("Root Entry", 5, 1, u32::MAX - 1, 0);
    directory.extend(entry("Workbook", 2, u32::MAX, 2, size));
    directory.resize(SECTOR, 0);
    [head, table, directory, stream].concat()
}
