//! Good files of every kind, to be broken.

use std::path::{Path, PathBuf};

/// A file.
#[derive(Clone)]
pub struct Seed {
    /// How its name ends: the reader that it is for.
    pub kind: String,
    pub bytes: Vec<u8>,
}

/// The samples, and kinds that no sample has.
pub fn all() -> Vec<Seed> {
    let mut seeds = Vec::new();
    gather(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_data"), &mut seeds);
    let mut add = |kind: &str, bytes: Vec<u8>| seeds.push(Seed { kind: kind.to_owned(), bytes });
    add("sqlite", database());
    for text in TEXTS {
        add(text.0, text.1.as_bytes().to_vec());
    }
    seeds
}

fn gather(folder: &Path, seeds: &mut Vec<Seed>) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, seeds);
        } else if path.file_name().is_some_and(|n| n != "README.md") {
            let kind = path.extension().map(|e| e.to_string_lossy().into_owned());
            let mut bytes = std::fs::read(&path).unwrap();
            // Large samples are cut, so that more inputs are tried.
            bytes.truncate(40_000);
            seeds.push(Seed { kind: kind.unwrap_or_default(), bytes });
        }
    }
}

/// A small database with dates in several spellings.
fn database() -> Vec<u8> {
    let mut base = rusqlite::Connection::open_in_memory().unwrap();
    base.execute_batch(
        "create table events (id integer primary key, happened text, title text, n real, raw blob);
         insert into events values (1, '2025-01-19 09:30:00', 'Arrest', 1.5, x'00ff');
         insert into events values (2, '2025-01-21', 'Release', null, null);
         create view later as select * from events where id > 1;",
    )
    .unwrap();
    base.serialize("main").unwrap().to_vec()
}

/// One of each form that is text.
const TEXTS: &[(&str, &str)] = &[
    (
        "csv",
        "Datum;Uhrzeit;Was;Ort\n19.01.2025;09:30;Festnahme;Turin\n21.01.2025;;\"Frei; ausgeflogen\";Rom\n31.02.2025;x;;\n",
    ),
    (
        "csv",
        "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n03/04/2024,08:30:00,UTC,M...,FILE,Scan,Content Modification Time,-,pc,Scan,Scan of it,2,/case/w.pdf,-,-,manual,-\n",
    ),
    (
        "csv",
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background\n,,,,,,,,,The case,,,,,,,title,,\n2024,3,4,09:30,,,,,4 March 2024,Warrant,No. 12/24,,,,,,,Court,\n-44,3,15,,,,,,,Ides,,,,,,,,,\n",
    ),
    (
        "jsonl",
        "{\"message\":\"Warrant\",\"datetime\":\"2024-03-04T08:30:00+00:00\",\"timestamp\":1709541000000000,\"timestamp_desc\":\"Document date\"}\n{\"message\":\"x\",\"datetime\":\"2024-03-05\",\"timestamp_desc\":\"y\",\"tag\":[\"a\",\"b\"]}\n",
    ),
    (
        "json",
        "{\"scale\":\"human\",\"events\":[{\"start_date\":{\"year\":2024,\"month\":\"3\",\"day\":4,\"hour\":9},\"text\":{\"headline\":\"<b>Warrant</b>\",\"text\":\"x\"},\"group\":\"Court\"}],\"eras\":[{\"start_date\":{\"year\":2024},\"end_date\":{\"year\":2025},\"text\":{\"headline\":\"Era\"}}]}",
    ),
    (
        "json",
        "{\"groups\":[{\"id\":1,\"content\":\"A\",\"nestedGroups\":[2]},{\"id\":2,\"content\":\"B\"}],\"items\":[{\"id\":1,\"group\":1,\"content\":\"x\",\"start\":1709541000000,\"end\":\"2024-03-06T00:00:00+01:00\",\"type\":\"range\"}]}",
    ),
    (
        "json",
        "{\"dateTimeFormat\":\"iso8601\",\"events\":[{\"start\":\"2024-03-05\",\"latestStart\":\"2024-03-07\",\"earliestEnd\":\"2024-05-20\",\"end\":\"2024-05-20\",\"durationEvent\":true,\"title\":\"Detention\"}]}",
    ),
    (
        "json",
        "[{\"when\":\"2024-03-05\",\"a\":{\"b\":[1,2,{\"c\":3}]},\"title\":\"T\"},{\"when\":\"2024\"}]",
    ),
    (
        "timeline",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<timeline><version>2.3.0</version><timetype>gregoriantime</timetype><eras><era><name>E</name><start>2024-03-06 10:00:00</start><end>2024-03-08 10:00:00</end><color>1,2,3</color><ends_today>False</ends_today></era></eras><categories><category><name>C</name><color>0,1,2</color><parent>D</parent></category></categories><events><event><start>2024-03-06 00:00:00</start><end>2024-05-20 00:00:00</end><text>[1]Detention</text><fuzzy>True</fuzzy><category>C</category><description>x &amp; y</description></event></events><view><displayed_period><start>2024-03-01 00:00:00</start><end>2024-06-01 00:00:00</end></displayed_period></view></timeline>",
    ),
    (
        "mw",
        "---\ntitle: A case\ntimezone: Europe/Paris\n---\n# Custody\n2024-03-06 / 2024-05-20: Detention #custody\nid: det\n\nafter !det.start 2 days: Before a judge #era\n// comment\n03/04/2024 - 04/05/2024: x\nevery year for 10 years: y\n",
    ),
    (
        "ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Custom\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Custom:20240308T093000\r\nDURATION:PT2H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Last\\, day\r\n of it\r\nCATEGORIES:a,b\r\nBEGIN:VALARM\r\nTRIGGER:-P1D\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20240310\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    ),
];
