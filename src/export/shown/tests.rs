//! Tables of a case that is broken in every way, each read back by another reader than its writer.

use super::*;
use crate::case::FileHash;
use crate::date::{Bounds, When};
use crate::law::{Class, Expiry, FactUse, Step, Verdict};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

mod calendar;

const RECEIPT: &str =
    r#"{"case_sha256":"c0ffee","what":"a--b --> \"<c>\" é, ; | \\n","more":["---"]}"#;

/// Texts that break formats that are not careful.
const HOSTILE: [&str; 14] = [
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "a,b;\"c\"|d\\|e",
    "line one\r\nline two\nBEGIN:VEVENT",
    "</td></table><script>alert('x')</script>",
    "--> <!-- ]]> `code` *bold* _it_ [link](http://example.org) &amp; &",
    "\u{202e}desrever\u{2066} يناير 2025 (القاهرة)",
    "👩‍👩‍👧‍👦 ɐ́ ﷺ \u{0}\u{7}\u{1b}[31m\u{85}\u{2028}\u{fffe}",
    "1. not a list",
    "# not a heading",
    "",
];

fn at(day: &str) -> Bounds {
    When::parse(day).unwrap().extent(Zone::UTC).unwrap().bounds()
}

/// An event with a hostile text in every field that is shown.
fn event(n: usize, text: &str) -> Event {
    let mut event: Event = serde_json::from_value(serde_json::json!({
        "id": format!("e{n}"), "title": text, "lane": "l", "kind": text, "place": text,
        "actors": [text, text], "description": text, "sources": ["s"],
        "claims": [{ "id": "c", "when": "2025-01-03", "note": text, "sources": ["s"] }],
    }))
    .unwrap();
    event.when = (!n.is_multiple_of(5)).then(|| When::parse("2025-01-02").unwrap());
    event
}

/// A limit with a hostile text in every field; every verdict in turn.
fn deadline(n: usize, text: &str) -> Deadline {
    let when = When::parse("2025-01-02").unwrap();
    let trigger = FactUse {
        event: "e1".into(),
        title: text.to_owned(),
        moments: when.moments(Zone::UTC).unwrap(),
        bounds: at("2025-01-02"),
        when,
        zone: Zone::UTC,
        claim: None,
    };
    let verdict = Verdict::ALL[n % Verdict::ALL.len()];
    let words = matches!(verdict, Verdict::WordsOnly | Verdict::NeverTriggered);
    let end = at("2025-03-04");
    let whole_day = n.is_multiple_of(2);
    let bounds = if n.is_multiple_of(3) { end } else { Bounds::exact(end.latest) };
    Deadline {
        key: format!("R-{n}:{text}"),
        title: text.to_owned(),
        provision: text.to_owned(),
        class: Class::Hard,
        time_words: text.to_owned(),
        bound: text.to_owned(),
        applies_if: Some(text.to_owned()),
        trigger: Some(trigger),
        expires: (!words).then_some(Expiry { bounds, whole_day }),
        verdict,
        note: text.to_owned(),
        trace: vec![Step::new(text, text), Step::plain("plain")],
        citation: text.to_owned(),
        ..Deadline::new(format!("R-{n}").as_str().into(), Zone::UTC)
    }
}

struct Broken {
    case: Case,
    events: Vec<Event>,
    deadlines: Vec<Deadline>,
    text: String,
}

impl Broken {
    fn new(texts: &[&str], times: usize) -> Self {
        let all = || texts.iter().cycle().take(texts.len() * times).enumerate();
        let text = texts.first().copied().unwrap_or_default().to_owned();
        let mut case = Case { title: text.clone(), ..Case::default() };
        case.lanes.push(crate::case::Lane {
            id: "l".into(),
            title: text.clone(),
            ..Default::default()
        });
        let mut source = Source { id: "s".into(), title: text.clone(), ..Source::default() };
        source.url = Some("javascript:alert(1)".to_owned());
        source.archive_url = Some("https://example.org/?a=1&b=\"2\"".to_owned());
        source.hash = Some(FileHash { algorithm: "SHA-256".to_owned(), value: "ab".repeat(32) });
        case.sources.push(source);
        Self {
            events: all().map(|(n, t)| event(n, t)).collect(),
            deadlines: all().map(|(n, t)| deadline(n, t)).collect(),
            case,
            text,
        }
    }

    fn picture(&self) -> ShownPicture<'_> {
        ShownPicture {
            headline: self.text.clone(),
            title: self.text.clone(),
            caption: self.text.clone(),
            supposed: String::new(),
            method: self.text.clone(),
            alt: self.text.clone(),
            description: self.text.clone(),
            case: &self.case,
            events: self.events.iter().collect(),
            deadlines: self.deadlines.iter().collect(),
            states: &[],
            sources: self.case.sources.iter().collect(),
            as_of: at("2025-05-01").latest,
            zone: Zone::UTC,
        }
    }

    fn table(&self, kind: TableKind) -> String {
        table(kind, &[self.picture()], &Progress::silent()).unwrap()
    }
}

fn imprint() -> Imprint {
    Imprint {
        title: "<Title> & more".to_owned(),
        creator: "adquem test".to_owned(),
        language: "en".to_owned(),
        receipt: RECEIPT.to_owned(),
    }
}

fn table(
    kind: TableKind,
    pictures: &[ShownPicture<'_>],
    progress: &Progress<'_>,
) -> Result<String, ExportError> {
    tables(kind, pictures, &imprint(), progress).map(|bytes| String::from_utf8(bytes).unwrap())
}

const KINDS: [TableKind; 5] =
    [TableKind::Csv, TableKind::Md, TableKind::Json, TableKind::Html, TableKind::Ics];

/// Rows of a CSV as maps from column to cell.
fn csv_rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = ::csv::ReaderBuilder::new().from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn receipt() -> serde_json::Value {
    serde_json::from_str(RECEIPT).unwrap()
}

#[test]
fn csv_reads_back_and_no_cell_is_a_formula() {
    let broken = Broken::new(&HOSTILE, 1);
    let text = broken.table(TableKind::Csv);
    assert!(text.ends_with("\r\n"));
    let rows = csv_rows(&text);
    let of = |record: &str| rows.iter().filter(|r| r["record"] == record).count();
    assert_eq!((of("event"), of("limit"), of("step"), of("source")), (14, 14, 28, 1));
    for cell in rows.iter().flat_map(|r| r.values()) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        assert!(!cell.contains('\0'));
    }
    let titles: BTreeSet<&str> = rows.iter().map(|r| r["title"].as_str()).collect();
    assert!(titles.contains("'+1+1") && titles.contains("a,b;\"c\"|d\\|e"));
    let read: serde_json::Value = serde_json::from_str(&rows[0]["receipt"]).unwrap();
    assert_eq!(read, receipt());
    assert!(rows[1..].iter().all(|r| r["receipt"].is_empty()));
}

#[test]
fn the_listing_of_limits_has_no_formulas_either() {
    let broken = Broken::new(&HOSTILE, 1);
    let text = crate::export::limits::csv(&broken.deadlines).unwrap();
    for cell in csv_rows(&text).iter().flat_map(|r| r.values()) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
}

#[test]
fn json_reads_back_with_limits_as_the_listing_gives_them() {
    let broken = Broken::new(&HOSTILE, 1);
    let read: serde_json::Value = serde_json::from_str(&broken.table(TableKind::Json)).unwrap();
    assert_eq!(read["receipt"], receipt());
    let picture = &read["pictures"][0];
    assert_eq!(picture["events"].as_array().unwrap().len(), 14);
    assert_eq!(picture["events"][1]["title"], HOSTILE[1]);
    assert_eq!(picture["events"][1]["earliest"], "2025-01-02T00:00:00+00:00");
    assert_eq!(picture["sources"][0]["hash"]["algorithm"], "SHA-256");
    let listing = crate::export::limits::json(&broken.deadlines).unwrap();
    let listing: serde_json::Value = serde_json::from_str(&listing).unwrap();
    assert_eq!(picture["limits"], listing);
}

/// A small check of Markdown: every line of a table has as many cells as its head.
#[test]
fn markdown_tables_keep_their_columns_and_the_comment_holds_the_receipt() {
    let text = Broken::new(&HOSTILE, 1).table(TableKind::Md);
    let cells = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let mut head = None;
    let mut rows = 0;
    for line in text.lines() {
        if !line.starts_with('|') {
            head = None;
            continue;
        }
        let first = *head.get_or_insert(cells(line));
        assert_eq!(cells(line), first, "{line}");
        rows += 1;
    }
    assert!(rows > 14 + 14, "{rows}");
    assert!(!text.contains("<script>") && !text.contains('\r'));
    let comment = text.rsplit_once("<!-- adquem-receipt: ").unwrap().1;
    let json = comment.strip_suffix(" -->\n").unwrap();
    assert!(!json.contains("--"));
    assert_eq!(serde_json::from_str::<serde_json::Value>(json).unwrap(), receipt());
}

#[test]
fn html_is_well_formed_and_runs_nothing() {
    use quick_xml::events::Event as Xml;
    let text = Broken::new(&HOSTILE, 1).table(TableKind::Html);
    // As XML it needs its three empty elements closed.
    let mut xml = text.replacen("<!DOCTYPE html>", "", 1).replace("<br>", "<br/>");
    for empty in ["<meta ", "<col "] {
        let parts: Vec<String> = xml
            .split(empty)
            .enumerate()
            .map(|(n, p)| if n == 0 { p.to_owned() } else { p.replacen('>', "/>", 1) })
            .collect();
        xml = parts.join(empty);
    }
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut tables, mut names, mut found) = (0, BTreeSet::new(), None);
    loop {
        match reader.read_event().unwrap() {
            Xml::Eof => break,
            Xml::Start(e) | Xml::Empty(e) => {
                let name = String::from_utf8_lossy(e.name().as_ref()).into_owned();
                tables += usize::from(name == "table");
                let attribute = |key: &str| {
                    let a = e.try_get_attribute(key).unwrap()?;
                    Some(
                        a.normalized_value(quick_xml::XmlVersion::Explicit1_0)
                            .unwrap()
                            .into_owned(),
                    )
                };
                if name == "meta" && attribute("name").as_deref() == Some("adquem-receipt") {
                    found = attribute("content");
                }
                if let Some(href) = attribute("href") {
                    assert!(href.starts_with("https://"), "{href}");
                }
                if name == "html" {
                    assert_eq!(attribute("lang").as_deref(), Some("en"));
                }
                names.insert(name);
            }
            _ => {}
        }
    }
    assert_eq!(tables, 4);
    assert!(!names.contains("script") && names.contains("caption"), "{names:?}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&found.unwrap()).unwrap(), receipt());
}

#[test]
fn nothing_at_all_and_very_long_texts_are_written_too() {
    let long = "very long ".repeat(20_000);
    let some = [Broken::new(&[], 0), Broken::new(&[&long, "\u{202e}".repeat(900).as_str()], 1)];
    for broken in &some {
        for kind in KINDS {
            let text = broken.table(kind);
            assert!(!text.is_empty(), "{kind:?}");
            assert_eq!(text, broken.table(kind), "the same input gives the same bytes");
            assert!(text.contains("c0ffee"), "{kind:?} keeps the receipt");
        }
    }
}

#[test]
fn progress_is_told_now_and_then_and_nobody_has_to_wait_for_what_is_cancelled() {
    let broken = Broken::new(&["plain"], 1_000);
    for kind in KINDS {
        let told = Mutex::new(Vec::new());
        let cancelled = AtomicBool::new(false);
        let tell = |_: &str, done: usize, total: usize| {
            assert!(done <= total);
            told.lock().unwrap().push(done);
            cancelled.store(done > 0, Ordering::Relaxed);
        };
        let result = table(kind, &[broken.picture()], &Progress::new(&tell, &cancelled));
        assert!(matches!(result, Err(ExportError::Cancelled)), "{kind:?}");
        assert_eq!(told.lock().unwrap().len(), 2, "{kind:?}");
    }
}

#[test]
fn turns_of_direction_are_closed_where_a_text_ends() {
    assert_eq!(text::clean("\u{202e}abc"), "\u{202e}abc\u{202c}");
    assert_eq!(text::clean("\u{2067}a\u{202b}b"), "\u{2067}a\u{202b}b\u{202c}\u{2069}");
    assert_eq!(text::clean("a\u{2069}b\u{202c}"), "ab");
    assert_eq!(text::clean("a\0b\r\nc\rd\u{2028}e"), "a b\nc\nd\ne");
    assert_eq!(text::short(&"é".repeat(10), 4), "éééé…");
}
