use super::*;
use crate::read::import::{Limits, unpack};

fn sniffed(name: &str, bytes: &[u8]) -> Sniffed {
    sniff(&unpack(name, bytes.to_vec(), Limits::default()))
}

fn of(text: &str) -> (Container, Option<Shape>) {
    let found = sniffed("file", text.as_bytes());
    assert_eq!(found.refused, None, "{text}");
    assert!(!found.evidence.is_empty());
    (found.format.container, found.format.shape)
}

#[test]
fn tables_are_told_by_their_headings() {
    for (header, shape) in [
        ("Year,Month,Day,Time,End Year,Headline,Text,Media", Shape::TimelineJs),
        ("Start Date,End Date,Headline,Text,Media,Media Credit", Shape::TimelineJs),
        ("message,datetime,timestamp_desc,timestamp,tag", Shape::Timesketch),
        ("\u{FEFF}\"Timestamp_Desc\",\"Message\",\"DateTime\"", Shape::Timesketch),
        (
            "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra",
            Shape::PlasoL2t,
        ),
        (
            "datetime,timestamp_desc,source,source_long,message,parser,display_name,tag",
            Shape::PlasoDynamic,
        ),
        (
            "link,archive status,archive location,archive date,upload timestamp,upload title,hash",
            Shape::AutoArchiver,
        ),
        (
            "slug,inserted_at,updated_at,status,description,latitude,longitude,source_1",
            Shape::Atlos,
        ),
        ("status,description,sensitive", Shape::Atlos),
        (
            "id,date,time,time_precision,description,location,latitude,longitude,sources,associations",
            Shape::Timemap,
        ),
        ("Internal Identifier,Title,Start Date,End Date,Tags,Notes", Shape::Aeon),
        ("title,when,lane", Shape::Events),
        ("id,content,start,end,group", Shape::Vis),
    ] {
        let fields = header.matches(',').count();
        let text = format!("{header}\n{}\n", "2024".to_owned() + &",2024".repeat(fields));
        assert_eq!(of(&text), (Container::Delimited, Some(shape)), "{header}");
        assert_eq!(of(&text.replace(',', ";")), (Container::Delimited, Some(shape)), "{header}");
    }
    let bee = "Label\tStart Time\tEnd Time\tLink\tNotes\nArrest\t2024-03-06\t\t\tx\n";
    assert_eq!(of(bee), (Container::Delimited, Some(Shape::BeeDocs)));
    assert_eq!(
        of("Datum;Ereignis\n6.3.2024;Festnahme\n8.3.2024;Termin\n"),
        (Container::Delimited, None)
    );
}

#[test]
fn json_is_told_by_its_keys() {
    for (text, shape) in [
        (r#"{"format":"adquem-case","version":1,"events":[]}"#, Some(Shape::Case)),
        (
            r#"{"title":{"text":{}},"events":[{"start_date":{"year":"2024"},"text":{"headline":"A"}}]}"#,
            Some(Shape::TimelineJs),
        ),
        (
            r#"{"timeline":{"headline":"x","type":"default","date":[{"startDate":"2024","headline":"A"}]}}"#,
            Some(Shape::TimelineJs),
        ),
        (r#"{"items":[{"id":1,"content":"A","start":"2024"}],"groups":[]}"#, Some(Shape::Vis)),
        (r#"[{"id":1,"content":"A","start":"2024"}]"#, Some(Shape::Vis)),
        (
            r#"{"dateTimeFormat":"iso8601","events":[{"start":"2024","title":"A"}]}"#,
            Some(Shape::Simile),
        ),
        (r#"{"events":[{"start":"2024","title":"A","durationEvent":false}]}"#, Some(Shape::Simile)),
        (r#"[{"message":"A","datetime":"2024","timestamp_desc":"x"}]"#, Some(Shape::Timesketch)),
        (r#"{"message":"A","datetime":"2024","timestamp_desc":"x"}"#, Some(Shape::Timesketch)),
        (
            r#"[{"id":1,"description":"A","date":"2024","time":"","sources":[]}]"#,
            Some(Shape::Timemap),
        ),
        (r#"[{"datum":"2024","was":"A"}]"#, None),
    ] {
        assert_eq!(of(text), (Container::Json, shape), "{text}");
    }
    let line = r#"{"message":"A","datetime":"2024","timestamp_desc":"x"}"#;
    assert_eq!(of(&format!("{line}\n{line}\n")), (Container::JsonLines, Some(Shape::Timesketch)));
    assert_eq!(of("{\"a\":1}\n{\"a\":2}\n"), (Container::JsonLines, None));
    // A large file of which only the beginning is looked at.
    let long =
        format!("[{}{{\"start\":1,\"content\":2}}]", "{\"start\":1,\"content\":2},".repeat(40_000));
    assert_eq!(of(&long), (Container::Json, Some(Shape::Vis)));
}

#[test]
fn what_begins_with_a_bracket_is_not_always_json() {
    assert_eq!(
        of("[2024-03-06 10:00] opened, by a\n[2024-03-06 11:00] closed, by b\n").0,
        Container::Log
    );
}

#[test]
fn xml_and_calendars_are_told_by_their_beginning() {
    let timeline = "<?xml version=\"1.0\"?>\n<!-- x -->\n<timeline><version>2.3.0</version><events></events></timeline>";
    assert_eq!(of(timeline), (Container::Xml, Some(Shape::TimelineProject)));
    assert_eq!(
        of("<data wiki-url=\"x\"><event start=\"2024\" title=\"A\"/></data>"),
        (Container::Xml, Some(Shape::Simile))
    );
    assert_eq!(
        of("\u{FEFF}\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        (Container::Text, Some(Shape::ICalendar))
    );
    let sixteen: Vec<u8> =
        format!("\u{FEFF}{timeline}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(sniffed("x", &sixteen).format.shape, Some(Shape::TimelineProject));
}

#[test]
fn markwhen_is_told_by_lines_that_begin_with_dates() {
    let text = "title: A. Doe\n#custody: blue\n\n# Custody\n2024-03-06 / 2024-05-20: Detained #custody\nid: det\n\nafter !det 2 days: Limit\nMar 2024 - Apr 2025: Trial\n";
    assert_eq!(of(text), (Container::Text, Some(Shape::Markwhen)));
    assert_eq!(
        of("2024: a\n2025-03: b, and more\nnow: c\n"),
        (Container::Text, Some(Shape::Markwhen))
    );
    assert_eq!(
        of("---\ntitle: x\ntimezone: UTC\n---\n2024: a\n"),
        (Container::Text, Some(Shape::Markwhen))
    );
    // Logs and tables have dates and colons as well.
    assert_ne!(
        of("2024-03-06 10:00:00 host kernel: started\n2024-03-06 10:00:01 host sshd: opened\n").1,
        Some(Shape::Markwhen)
    );
    assert_ne!(of("date,title\n2024,a: b\n2025,c: d\n").1, Some(Shape::Markwhen));
}

#[test]
fn what_is_not_read_says_what_it_is() {
    let mut tar = vec![0; 600];
    tar[257..262].copy_from_slice(b"ustar");
    let word: Vec<u8> = [
        &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
        &"WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    ]
    .concat();
    for (bytes, what) in [
        (&b"%PDF-1.7 x"[..], "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<!DOCTYPE html><html>", "a page of HTML"),
        (b"<table><tr>", "a page of HTML"),
        (b"<kml></kml>", "a file of places"),
        (b"<other></other>", "<other>"),
        (b"", "an empty file"),
        (b" \n\n", "nothing but blanks"),
        (b"PK\x03\x04 and so on", "cut off or damaged"),
        (&tar, "tar"),
        (&word, "an old text document"),
        (b"\x01\x02\x03\x04\x05\x06\x80\x81\x90\x07", "bytes that are no text"),
    ] {
        let refused = sniffed("x.csv", bytes).refused.unwrap_or_else(|| panic!("{what}"));
        assert!(refused.message.contains(what), "{}", refused.message);
        assert!(!refused.hint.is_empty());
    }
}

#[test]
fn names_do_not_count_where_the_content_speaks() {
    let found = sniffed("events.csv", b"{\"items\":[{\"content\":\"A\",\"start\":1}]}");
    assert_eq!(found.format.shape, Some(Shape::Vis));
    let found = sniffed("x.ics", b"title,when\nA,2024\n");
    assert_eq!(
        found.format,
        Format { container: Container::Delimited, shape: Some(Shape::Events) }
    );
    assert_eq!(found.evidence, "text divided by commas; the headings name title, when");
}

#[test]
fn any_beginning_of_any_kind_is_looked_at_without_stopping() {
    let starts: [&[u8]; 9] = [
        b"{\"a\":[",
        b"[[[[",
        b"<!DOCTYPE x [<!ENTITY a",
        b"---\ntitle",
        b"PK\x03\x04",
        b"SQLite format 3\0",
        b"PAR1",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\x09\x08\x08\0",
    ];
    for start in starts {
        for length in 0..=start.len() {
            let part = start.get(..length).unwrap_or_default();
            let _ = sniffed("x", part);
            let _ = sniffed("x", &[part, &[b'x'; 700]].concat());
        }
    }
}

#[test]
fn data_in_a_script_is_told_by_its_keys() {
    for (text, shape) in [
        (
            "var data = {'dateTimeFormat': 'iso8601', 'events': [{'start': '1900', 'title': 'A'}]}",
            Shape::Simile,
        ),
        (
            "{\n'dateTimeFormat': 'iso8601',\n'events': [{'start': '1900', 'title': 'A', 'durationEvent': true}]}",
            Shape::Simile,
        ),
        (
            "// items\nvar items = new vis.DataSet([{id: 1, content: 'x', start: new Date(2024, 2, 4)}]);",
            Shape::Vis,
        ),
        (
            "{\"items\":{\"_data\":{\"1\":{\"id\":1,\"content\":\"A\",\"start\":1709541000000}}},\"groups\":{\"_data\":{}}}",
            Shape::Vis,
        ),
        ("{\"events\":[],\"title\":{\"text\":{\"headline\":\"H\"}}}", Shape::TimelineJs),
        ("[ // items\n {id: 1, content: 'item', start: '2013-04-20'}]", Shape::Vis),
        (
            "<html><body><script>new vis.Timeline(c, [{id: 1, content: 'x', start: '2024-03-04'}])</script></body></html>",
            Shape::Vis,
        ),
        (
            "storyjsonp_data = {\"timeline\":{\"headline\":\"H\",\"type\":\"default\",\"date\":[{\"startDate\":\"2012,1,26\",\"headline\":\"B\"}]}}",
            Shape::TimelineJs,
        ),
    ] {
        assert_eq!(of(text), (Container::Json, Some(shape)), "{text}");
    }
    // A script without such data, a table and a log are none.
    for text in [
        "var start = 1; var title = 2;",
        "start,content\n2024-03-04,x\n",
        "log = [2024-03-04] start: content: x\n",
    ] {
        assert_ne!(of(text).1, Some(Shape::Vis), "{text}");
        assert_ne!(of(text).1, Some(Shape::Simile), "{text}");
    }
}

#[test]
fn pieces_of_calendars_and_timelines_of_before_xml_are_no_tables() {
    let piece = "BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nEND:VTIMEZONE\r\n";
    assert_eq!(of(piece).1, Some(Shape::ICalendar));
    let old = "# Written by Timeline 0.6.0 on 2009-10-11 15:22:55\nCATEGORY:Court;255,128,128;True\nEVENT:2009-10-4 0:0:0;2009-10-7 0:0:0;Hearing;Court\n";
    assert_eq!(of(old).1, Some(Shape::TimelineProject));
}

#[test]
fn noise_is_no_text_though_each_byte_be_a_letter_somewhere() {
    // A generator of Lehmer: every byte comes about as often as any other.
    let mut state: u64 = 48_271;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state * 48_271 % 0x7fff_ffff;
        (state >> 8) as u8
    })
    .take(20_000)
    .collect();
    let found = sniff(&unpack("x", noise, Limits::default()));
    assert_eq!(
        found.refused.unwrap().message,
        "this is a file of bytes that are no text, which is not read"
    );
}

#[test]
fn a_table_without_titles_is_not_taken_for_one_of_ours() {
    let text = "Ref,When,Event,Place\nR1,2020-03-14,Alpha,Rome\nR2,2020-03-15,Beta,Rome\nR3,16 March 2020,C,Rome\n";
    assert_eq!(of(text), (Container::Delimited, None));
    let input = unpack("file", text.as_bytes().to_vec(), Limits::default());
    let made = crate::read::import::import(&input, &crate::read::import::How::default());
    let titles: Vec<_> = made.case.events.iter().map(|e| e.title.as_str()).collect();
    assert_eq!(titles, ["Alpha", "Beta", "C"]);
    assert_eq!(made.case.events[2].when.as_ref().unwrap().text(), "2020-03-16");
}

#[test]
fn a_line_of_a_chat_is_no_json_and_a_date_with_points_no_markwhen() {
    let chat = "[14/03/20, 21:30:15] Anna: Hi\n[14/03/20, 21:31:15] Bo: Hi\n";
    assert_eq!(of(chat).0, Container::Log);
    let notes = "14.03.2020: Verhaftung\n16.03.2020: Anh\u{F6}rung\n";
    assert_eq!(of(notes), (Container::Delimited, None));
}
