//! Files that nobody wrote: cut, mutilated, random, enormous. Nothing may panic or go missing unsaid.

use super::writing::sample;
use crate::date::DateOrder;
use crate::read::{CsvOptions, read_bytes, read_case, read_csv, read_instrument, write_case};
use proptest::prelude::*;

/// Reads the bytes in every way, and what can be written back is written.
fn in_every_way(bytes: &[u8]) {
    let options = CsvOptions { date_order: Some(DateOrder::DayFirst), zone: None };
    let _ = read_bytes("x", bytes, options);
    let _ = read_csv("x.csv", bytes, options);
    let read = read_case("x.json", bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = read_instrument("x.toml", text);
        let _ = write_case(&read.value, Some(text));
    }
    for diagnostic in &read.diagnostics {
        assert!(diagnostic.found.chars().count() <= 80);
        assert!(!diagnostic.to_string().is_empty());
    }
}

/// Bytes that look like JSON, in no order.
fn crumbs() -> impl Strategy<Value = String> {
    let crumb = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\n",
        " ",
        "//",
        "/*",
        "*/",
        "1",
        "-",
        "+0x",
        "e",
        "true",
        "null",
        "\"events\"",
        "\"lanes\"",
        "\"id\"",
        "\"title\"",
        "\"when\"",
        "\"claims\"",
        "\"sources\"",
        "\"2025-01-01\"",
        "\"\\ud800\"",
        "\"\\q\"",
        "é",
        "\u{FEFF}",
        "\u{2028}",
        "\0",
    ]);
    prop::collection::vec(crumb, 0..60).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        in_every_way(&bytes);
    }

    #[test]
    fn crumbs_of_json_do_no_harm_and_are_told(text in crumbs()) {
        in_every_way(text.as_bytes());
        if serde_json::from_str::<serde_json::Value>(&text).is_err() {
            prop_assert!(!read_case("x", text.as_bytes()).diagnostics.is_empty(), "{}", text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// A cut file keeps the events before the cut, in their order, and says that it is cut.
    #[test]
    fn a_cut_file_keeps_what_is_before_the_cut(at in any::<prop::sample::Index>()) {
        let text = sample("almasri.json");
        let whole = read_case("x", text.as_bytes()).value;
        let cut = &text.as_bytes()[..at.index(text.trim_end().len())];
        let read = read_case("x", cut);
        prop_assert!(read.has_errors());
        let ids = |case: &crate::case::Case| -> Vec<String> {
            case.events.iter().map(|e| e.id.to_string()).collect()
        };
        let (kept, all) = (ids(&read.value), ids(&whole));
        prop_assert!(all.starts_with(&kept), "{kept:?}");
        // Only the event in which the cut falls may be missing among those that had begun.
        let begun = String::from_utf8_lossy(cut).matches("\n      \"lane\": ").count();
        prop_assert!(kept.len() + 1 >= begun, "{} of {begun}", kept.len());
    }

    /// One byte changed, lost or added: nothing goes missing without a word.
    #[test]
    fn a_mutilated_file_loses_nothing_unsaid(
        at in any::<prop::sample::Index>(),
        with in prop::sample::select(b"\"{}[],:\\\n x1\xFF".to_vec()),
        how in 0..3_u8,
    ) {
        let text = sample("almasri.json");
        let events = read_case("x", text.as_bytes()).value.events.len();
        let at = at.index(text.len());
        let mut bytes = text.into_bytes();
        let begun = String::from_utf8_lossy(&bytes[..at]).matches("\n      \"lane\": ").count();
        match how {
            0 => bytes[at] = with,
            1 => { bytes.remove(at); }
            _ => bytes.insert(at, with),
        }
        let read = read_case("x", &bytes);
        let broken = serde_json::from_slice::<serde_json::Value>(&bytes).is_err();
        if broken || read.value.events.len() < events {
            prop_assert!(!read.diagnostics.is_empty());
        }
        // The fault may take the event in which it lies and what follows, never what stands before.
        prop_assert!(read.value.events.len() + 1 >= begun, "{} of {begun}", read.value.events.len());
        if let Ok(text) = std::str::from_utf8(&bytes) {
            let _ = write_case(&read.value, Some(text));
        }
    }
}

/// Reading goes on behind most faults: one lost byte costs one event, not all that follow.
#[test]
fn a_lost_byte_rarely_costs_more_than_its_event() {
    let text = sample("bashir-jordan.json");
    let events = read_case("x", text.as_bytes()).value.events.len();
    let places: Vec<usize> = (0..text.len()).step_by(61).collect();
    let mut lost = 0;
    for at in &places {
        let mut bytes = text.clone().into_bytes();
        bytes.remove(*at);
        lost += events - read_case("x", &bytes).value.events.len();
    }
    assert!(lost < places.len() / 4, "{lost} events lost by {} lost bytes", places.len());
}

#[test]
fn a_line_of_200_megabytes_ends_in_a_diagnostic() {
    let mut bytes = b"{ \"title\": \"".to_vec();
    bytes.resize(200 << 20, b'x');
    let read = read_case("x", &bytes);
    assert!(super::said(&read).contains("x:1:12: error: this text is never closed"));
    bytes.extend_from_slice(b"\", \"events\": [{ \"id\": \"a\", \"title\": \"A\" }] }");
    let read = read_case("x", &bytes);
    assert!(
        read.diagnostics.iter().any(|d| d.message.contains("too long")),
        "{}",
        super::said(&read)
    );
    assert_eq!((read.value.events.len(), read.value.title.len()), (1, 1 << 20));
}

#[test]
fn thousands_of_faults_are_counted_and_not_all_listed() {
    let events: Vec<String> = (0..30_000)
        .map(|n| {
            format!(
                "{{\"id\":\"{n}\",\"title\":\"A\",\"lane\":\"l\",\"when\":\"x\",\"after\":\"q\"}}"
            )
        })
        .collect();
    let text = format!(
        "{{\"title\":\"T\",\"lanes\":[{{\"id\":\"l\",\"title\":\"L\"}}],\"events\":[{}]}}",
        events.join(",")
    );
    let read = read_case("x", text.as_bytes());
    assert_eq!((read.value.events.len(), read.diagnostics.len()), (30_000, 201));
    assert_eq!(read.diagnostics[200].message, "59800 more are not listed");
}
