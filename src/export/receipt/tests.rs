//! Receipts written, read and forged.

use super::*;
use serde_json::json;

fn receipt() -> Receipt {
    Receipt {
        program: "adquem".into(),
        version: "0.1.0".into(),
        case_sha256: sha256_hex(b"case"),
        as_of: "2025-01-31T23:59:59+01:00".into(),
        what: json!({ "kind": "png", "size": [1600, 900], "words": "<!-- a --> & \"b\" --- \u{202e}محكمة\n" }),
        rules: vec![RuleMark { id: "R-RPE-188".into(), sha256: "0123456789ab".into() }],
        layers: Vec::new(),
        drawing_sha256: sha256_hex(b"drawing"),
    }
}

#[test]
fn a_receipt_survives_its_line() {
    let receipt = receipt();
    let line = receipt.to_line();
    assert_eq!(Receipt::parse(&line).unwrap(), receipt);
    for dangerous in ["--", "<", ">", "&", "\n", "\u{202e}"] {
        assert!(!line.contains(dangerous), "{dangerous:?} in {line}");
    }
    assert!(line.contains("محكمة"), "{line}");
}

#[test]
fn negative_numbers_in_the_request_stay_numbers() {
    let receipt = Receipt { what: json!([-1, -2.5, "--", [-3]]), ..receipt() };
    assert_eq!(Receipt::parse(&receipt.to_line()).unwrap(), receipt);
}

#[test]
fn the_fingerprint_is_that_of_the_standard() {
    // FIPS 180-4, examples of NIST.
    assert_eq!(
        sha256_hex(b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn a_case_may_be_judged_before_our_era_and_after_the_year_9999() {
    for as_of in ["-0390-01-01T23:59:59+01:35", "+12025-03-01T00:00:00-05:00"] {
        let receipt = Receipt { as_of: as_of.into(), ..receipt() };
        assert_eq!(Receipt::parse(&receipt.to_line()).unwrap(), receipt);
    }
    for as_of in ["-0390-13-01T23:59:59+01:35", "-0390", "+12025-03-01T00:00:00", "-"] {
        let receipt = Receipt { as_of: as_of.into(), ..receipt() };
        assert!(Receipt::parse(&receipt.to_line()).is_err(), "{as_of}");
    }
}

#[test]
fn unknown_fields_are_left_out() {
    let mut value = serde_json::to_value(receipt()).unwrap();
    value["case_name"] = json!("the-hidden-name.json");
    let read = Receipt::parse(&value.to_string()).unwrap();
    assert_eq!(read, receipt());
    assert!(!read.to_line().contains("hidden"));
}

#[test]
fn what_is_no_receipt_is_refused_with_the_reason() {
    let with = |field: &str, value: Value| {
        let mut receipt = serde_json::to_value(receipt()).unwrap();
        receipt[field] = value;
        Receipt::parse(&receipt.to_string()).unwrap_err().to_string()
    };
    for (field, value) in [
        ("program", json!("")),
        ("version", json!("1\n2")),
        ("case_sha256", json!("ABC")),
        ("case_sha256", json!("g".repeat(64))),
        ("as_of", json!("2025-01-31")),
        ("drawing_sha256", json!("0".repeat(63))),
        ("program", json!("x".repeat(2000))),
        ("rules", json!(vec![json!({ "id": "R", "sha256": "0".repeat(12) }); MAX_RULES + 1])),
    ] {
        let error = with(field, value);
        assert!(error.starts_with(&format!("the receipt is damaged: `{field}`")), "{error}");
    }
    assert!(with("rules", json!([{ "id": "R", "sha256": "0" }])).contains("rules.sha256"));
    assert!(with("rules", json!("many")).starts_with("the receipt cannot be read"));
    for text in ["", "{", "[]", "null", "{\"program\":1}", &"[".repeat(100_000)] {
        let error = Receipt::parse(text).unwrap_err().to_string();
        assert!(error.starts_with("the receipt cannot be read"), "{error}");
    }
    let long = Receipt::parse(&" ".repeat(MAX_LENGTH + 1)).unwrap_err();
    assert_eq!(long, ReceiptError::TooLong(MAX_LENGTH + 1));
}
