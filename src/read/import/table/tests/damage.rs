//! Files that are cut off and changed at random places: whatever comes out, nothing stops.

use super::*;

/// Numbers that are the same everywhere (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }
}

fn samples() -> Vec<(Container, Vec<u8>)> {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Date</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45357</v></c></row>";
    let rows = "<table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-06\"/></table:table-row>";
    vec![
        (Container::Delimited, "date;title;\"note\"\n2024-03-06;\"a \"\"b\"\";\nc\";é\n\"x;y\n'z';1\n".repeat(5).into_bytes()),
        (Container::Json, br#"{"a":[{"date":"2024","t":{"x":[1,2,{"y":null}]}},{"date":"20\u00e9"}],"b":[[1,2],[3]]}"#.to_vec()),
        (Container::JsonLines, b"{\"date\":\"2024\",\"x\":[1]}\n{\"date\":\"2025\",\n\"y\":{}}\n[1,2]\n".to_vec()),
        (Container::Xlsx, books::xlsx(&format!("<sheetData>{cells}</sheetData>"), "")),
        (Container::Ods, books::ods(rows)),
        (Container::Sqlite, databases::sqlite("CREATE TABLE e (date, t); INSERT INTO e VALUES ('2024', 'a'), ('2025', 2); CREATE VIEW v AS SELECT * FROM e;")),
        (Container::Parquet, databases::parquet()),
    ]
}

#[test]
fn no_damage_stops_the_reader() {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let limits = Limits { bytes: 64 << 20, ..Limits::default() };
    for (container, sample) in samples() {
        let format = Format { container, shape: None };
        for round in 0..300 {
            let mut bytes = sample.clone();
            for _ in 0..=chance.next(4) {
                let at = chance.next(bytes.len());
                match chance.next(5) {
                    0 => bytes.truncate(at),
                    1 if at < bytes.len() => bytes[at] = u8::try_from(chance.next(256)).unwrap(),
                    2 if at < bytes.len() => bytes[at] ^= 1 << chance.next(8),
                    3 => bytes.insert(at, b"\"'[{<\0\xFF,;\n"[chance.next(10)]),
                    _ => {
                        let end = (at + chance.next(40)).min(bytes.len());
                        let part = bytes[at.min(end)..end].to_vec();
                        bytes.splice(at..at, part);
                    }
                }
            }
            let input = unpack("file", bytes, limits);
            let sniffed = sniff(&input);
            let _ = tables(&input, sniffed.format, &How::default());
            let (made, told) = tables(&input, format, &How::default());
            for table in &made {
                let all: usize =
                    table.rows.iter().map(|r| table.cells(r).map(str::len).sum::<usize>()).sum();
                assert!(all <= table.text.len(), "{container:?} {round}");
            }
            assert!(told.iter().all(|d| !d.message.is_empty()));
        }
    }
}
