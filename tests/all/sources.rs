//! Where sources come from: what is read, what is checked, what redaction hides.

use adquem::case::{Redaction, Source};
use adquem::read::{read_case, write_case};
use adquem::redact::redact;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;

/// A source with every field of its provenance; the words tell where each stands.
fn full(word: &str) -> Value {
    let hash = json!({ "algorithm": "SHA-256", "value": "ab".repeat(32) });
    let capture = |name: &str| {
        json!({ "file": format!("{word}/{name}.html"), "hash": hash,
            "at": "2025-01-25T10:00:00+01:00", "note": format!("note {word} {name}") })
    };
    let said = |name: &str| format!("{name} of {word}");
    json!({
        "id": "S1", "title": "Statement", "author": said("author"), "publisher": said("publisher"),
        "reference": said("reference"), "url": format!("https://example.org/{word}"),
        "archive_url": format!("https://archive.org/{word}"), "hash": hash,
        "file": format!("files/{word}.pdf"), "original_filename": format!("{word}.pdf"),
        "size": 12, "mime": "application/pdf",
        "html_capture": capture("page"), "page_capture": capture("full"), "media_files": [capture("m")],
        "embedded_metadata": { said("Artist"): said("artist"), "GPS": [45.07, 7.68] },
        "context": said("context"), "original_wording": said("wording"), "issuer": said("issuer"),
        "collected": { "at": "2025-01-25T10:00:00+01:00", "by": said("collector"),
            "clock_source": said("clock"), "tool": said("tool"), "identity": said("identity") },
        "custody": [{ "action": said("collected"), "who": said("who"), "to": said("to"),
            "at": "2025-01-25T10:00:00+01:00", "note": said("note") }],
        "derivative_of": "S2", "changes": said("changes"),
        "verification": { "status": said("status"), "by": said("verifier"), "method": said("method"),
            "at": "2025-01-26", "reliability": said("B"), "credibility": said("2") },
        "consent": said("consent"), "sensitivity": said("sensitivity"), "note": said("note"),
    })
}

fn case(sources: &[Value]) -> String {
    let all = json!({ "title": "T", "zone": "Europe/Rome", "lanes": [{ "id": "l", "title": "L" }],
        "sources": sources,
        "events": [{ "id": "E1", "title": "Arrest", "lane": "l", "when": "2025-01-19",
            "sources": ["S1"] }] });
    serde_json::to_string_pretty(&all).unwrap() + "\n"
}

#[test]
fn every_field_of_provenance_is_known_and_goes_round() {
    let text = case(&[full("Njeem"), json!({ "id": "S2", "title": "Original" })]);
    let read = read_case("case.json", text.as_bytes());
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    let source: &Source = &read.value.sources[0];
    assert!(source.extra.is_empty(), "{:?}", source.extra);
    assert!(source.custody[0].extra.is_empty() && source.media_files[0].extra.is_empty());
    assert_eq!(write_case(&read.value, Some(&text)), text);
    let anew: Value = serde_json::from_str(&write_case(&read.value, None)).unwrap();
    assert_eq!(anew["sources"][0], full("Njeem"));
}

#[test]
fn what_can_be_no_hash_no_hour_and_no_copy_is_said_with_its_place() {
    let odd = json!({
        "id": "S1", "title": "A", "hash": { "algorithm": "SHA-256", "value": "abc" }, "mime": "pdf",
        "collected": { "at": "2025-01-25T10:00" }, "derivative_of": "S3",
        "media_files": [{ "hash": { "algorithm": "SHA-1", "value": "xyz" } }],
        "custody": [{ "acton": "copied", "at": "2025-01-25T11:00" }],
    });
    let looped = [("S2", "S4"), ("S4", "S2")]
        .map(|(id, of)| json!({ "id": id, "title": id, "derivative_of": of }));
    let [a, b] = looped;
    let mine = json!({ "id": "S5", "title": "B", "hash": { "algorithm": "mine", "value": "00" },
        "collected": { "at": "2025-01-25" } });
    let read = read_case("case.json", case(&[odd, a, b, mine]).as_bytes());
    let said: Vec<String> = read
        .diagnostics
        .iter()
        .map(|d| format!("{}: {}", d.path.clone().unwrap_or_default(), d.message))
        .collect();
    for wanted in [
        "sources[0].hash.value: a hash by SHA-256 has 64 digits, not 3",
        "sources[0].mime: “mime” is no media type",
        "sources[0].collected.at: the hour has no offset",
        "sources[0].media_files[0].hash.value: the hash is not hexadecimal",
        "sources[0].custody[0].acton: the field “acton” is not known",
        "sources[0].custody[0].at: the hour has no offset",
        "sources[0].derivative_of: there is no source “S3”",
        "sources[1].derivative_of: a source cannot be a copy of itself",
        "sources[2].derivative_of: a source cannot be a copy of itself",
        "sources[3].hash.algorithm: the algorithm of the hash is not known",
    ] {
        assert!(said.iter().any(|s| s == wanted), "{wanted}\n{said:#?}");
    }
    assert_eq!(said.len(), 10, "{said:#?}");
}

#[test]
fn no_field_of_provenance_tells_what_a_profile_hides() {
    for (word, hidden) in [("Njeem", "Njeem"), ("نجيم", "نجيم")] {
        let text = case(&[full(word), json!({ "id": "S2", "title": "Original" })]);
        let case = read_case("case.json", text.as_bytes()).value;
        let profile: Redaction = serde_json::from_value(json!({
            "id": "p", "title": "P", "words": [{ "names": [hidden] }]
        }))
        .unwrap();
        let told = redact(&case, &profile).case;
        let written = serde_json::to_string(&told).unwrap();
        assert!(!written.contains(hidden), "{written}");
        assert!(told.sources[0].embedded_metadata.is_empty(), "its notations are not understood");
        assert!(told.sources[0].consent.is_some(), "the rest stays");
    }
}

#[test]
fn days_of_provenance_are_blurred_and_a_copy_names_no_withheld_source() {
    let text = case(&[full("x"), json!({ "id": "S2", "title": "Original", "marked": ["secret"] })]);
    let case = read_case("case.json", text.as_bytes()).value;
    let profile: Redaction = serde_json::from_value(json!({
        "id": "p", "title": "P", "dates": "month", "drop": { "marked": ["secret"] }
    }))
    .unwrap();
    let told = redact(&case, &profile).case;
    let written = serde_json::to_string(&told).unwrap();
    assert!(!written.contains("2025-01-2"), "{written}");
    assert_eq!(told.sources.len(), 1);
    assert_eq!(told.sources[0].derivative_of, None);
}

#[test]
fn the_terminal_holds_local_files_against_their_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    let hash =
        |bytes: &[u8]| json!({ "algorithm": "SHA-256", "value": adquem::case::sha256_hex(bytes) });
    fs::write(folder.path().join("a.txt"), "one").unwrap();
    fs::write(folder.path().join("b.txt"), "two").unwrap();
    let sources = [
        json!({ "id": "S1", "title": "A", "file": "a.txt", "hash": hash(b"one") }),
        json!({ "id": "S2", "title": "B", "file": "b.txt", "hash": hash(b"other") }),
        json!({ "id": "S3", "title": "C", "file": "none.txt", "hash": hash(b"x") }),
        json!({ "id": "S4", "title": "D", "file": "b.txt" }),
    ];
    fs::write(&path, case(&sources)).unwrap();
    let check = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_adquem"));
        command.arg("check").arg(&path).args(more);
        let output = command.output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    assert!(check(&[]).0, "files are looked at where that is asked for");
    let (good, said) = check(&["--files"]);
    assert!(!good);
    assert!(said.contains("error: source S2: “b.txt” changed since it was hashed"), "{said}");
    let (expected, found) = (adquem::case::sha256_hex(b"other"), adquem::case::sha256_hex(b"two"));
    assert!(said.contains(&format!("  expected: {expected}\n  found: {found}")), "{said}");
    assert!(said.contains("error: source S3: “none.txt” missing"), "{said}");
    assert!(said.contains("warning: source S4: “b.txt” never hashed"), "{said}");
    assert!(!said.contains("source S1"), "{said}");
    assert!(said.contains("1 of 4 local files unchanged"), "{said}");
}
