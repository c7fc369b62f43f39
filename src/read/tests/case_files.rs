//! What the reader says about the form of case files, word for word.

use crate::read::read_case;

fn json(bytes: &[u8]) -> String {
    super::said(&read_case("case.json", bytes))
}

fn deep() -> String {
    json(
        format!("{{ \"title\": \"T\", \"events\": [], \"x\": {}", "[".repeat(1_000_000)).as_bytes(),
    )
}

#[test]
fn an_empty_file_says_what_a_case_is() {
    let said = json(b"");
    insta::assert_snapshot!(said, @r#"
    case.json: error: the file is empty
      expected: a case: an object with title, lanes and events
      hint: start from one of the samples
    "#);
}

#[test]
fn blanks_are_an_empty_file() {
    let said = json(b" \n\t\n ");
    insta::assert_snapshot!(said, @r#"
    case.json: error: the file is empty
      expected: a case: an object with title, lanes and events
      hint: start from one of the samples
    "#);
}

#[test]
fn a_single_value_is_no_case() {
    let said = json(b"42");
    insta::assert_snapshot!(said, @r#"
    case.json:1:1: error: the file holds a single value, not a case
      found: 42
      expected: an object with title, lanes and events
    "#);
}

#[test]
fn a_file_that_breaks_off_inside_a_text_keeps_what_was_complete() {
    let said = json(
        b"{
  \"title\": \"T\",
  \"lanes\": [{ \"id\": \"l\", \"title\": \"L\" }],
  \"events\": [
    { \"id\": \"a\", \"title\": \"A\", \"lane\": \"l\", \"when\": \"2025\" },
    { \"id\": \"b\", \"title\": \"B\", \"lane\": \"l\", \"when\": \"20",
    );
    insta::assert_snapshot!(said, @r#"
    case.json:6:53: error: this text is never closed
      found: "20
      expected: a closing quote
      hint: what follows was not read
    "#);
}

#[test]
fn a_file_that_breaks_off_inside_an_object_keeps_what_was_complete() {
    let said = json(
        b"{
  \"title\": \"T\",
  \"events\": [
    { \"id\": \"a\", \"title\": \"A\", \"lane\": \"l\" },
    {",
    );
    insta::assert_snapshot!(said, @r#"
    case.json:5:6: error: the file breaks off inside a list that starts in line 3
      found: the end of the file
      expected: ]
      hint: the file may have been cut short; what was complete before was read
    "#);
}

#[test]
fn a_lost_quote_costs_one_element_and_not_the_rest() {
    let said = json(
        b"{
  \"title\": \"T\",
  \"lanes\": [{ \"id\": \"l\", \"title\": \"L\" }],
  \"events\": [
    { \"id\": \"a\", \"lane\": \"l\", \"title\": \"A, \"when\": \"2025\" },
    { \"id\": \"b\", \"lane\": \"l\", \"title\": \"B\" }
  ]
}",
    );
    insta::assert_snapshot!(said, @r#"
    case.json:5:45: error: this is not a value
      found: when": "2025" },
      expected: text in double quotes, a number, true, false, null, an object or a list
      hint: the rest of this element was passed over, and reading went on in line 6
    "#);
}

#[test]
fn what_is_nearly_json_is_read_with_warnings() {
    let said = json(
        b"// a comment
{
  title: 'T',
  \"lanes\": [{ \"id\": \"l\" \"title\": \"L\" },],
  \"events\": [],
}",
    );
    insta::assert_snapshot!(said, @r#"
    case.json:1:1: warning: JSON has no comments
      found: // a comment
      hint: move it into a `note`; comments are passed over and lost when the case is saved
    case.json:3:3: warning: the name of a field stands without quotes
      found: title: 'T',
      hint: put it in double quotes
    case.json:3:10: warning: text stands in single quotes
      found: 'T',
      hint: use double quotes
    case.json:4:24: warning: a comma is missing
      found: "title": "L" },],
      hint: add a comma
    case.json:4:39: warning: a comma stands before a closing bracket
      found: ,],
      hint: remove the comma
    "#);
}

#[test]
fn backslashes_that_mean_nothing_are_read_as_slashes() {
    let said = json(br#"{ "title": "C:\dir \ud83d\ude00 \ud800", "events": [] }"#);
    insta::assert_snapshot!(said, @r#"
    case.json:1:15: warning: this backslash starts nothing that JSON knows
      found: \dir \ud83d\ude00 \ud800", "ev
      expected: \\ for a backslash, \" for a quote, \n for a line break
      hint: it is read as “/”, here and wherever it happens again
    "#);
}

#[test]
fn what_is_nested_too_deep_is_not_read() {
    let said = deep();
    insta::assert_snapshot!(said, @r#"
    case.json:1:99: error: objects and lists are nested too deep
      expected: at most 64 levels
      hint: what follows from here on was not read
    "#);
}

#[test]
fn bytes_that_are_not_utf8_cost_one_letter() {
    let said = json(b"{\n  \"title\": \"caf\xe9\", \"events\": [] }");
    insta::assert_snapshot!(said, @r#"
    case.json:2:16: error: this is not UTF-8; it is read as “�”
      found: bytes E9
      expected: text in UTF-8
      hint: save the file as UTF-8; it may be in Windows-1252 or ISO 8859-1
    "#);
}

#[test]
fn a_byte_order_mark_is_a_note() {
    let said = json(b"\xef\xbb\xbf{ \"title\": \"T\", \"events\": [] }");
    insta::assert_snapshot!(said, @r#"
    case.json: note: the file starts with a byte order mark
      hint: save it as UTF-8 without BOM; it is read all the same
    "#);
}

#[test]
fn another_format_and_a_newer_version_are_told() {
    let said = json(b"{ \"format\": \"other\", \"version\": 9, \"title\": \"T\", \"title\": \"U\", \"event\": [] } 1");
    insta::assert_snapshot!(said, @r#"
    case.json:1:1: warning: the case has no events
      expected: a field “events” with a list of events
    case.json:1:13: error: the file says that it is of another format
      in: format
      found: other
      expected: adquem-case
      hint: what looks like a case is read all the same
    case.json:1:33: warning: the file is of a newer version than this program
      in: version
      found: 9
      expected: 1
      hint: update the program; what it does not know is kept and not shown
    case.json:1:36: error: the field “title” is given twice
      hint: remove one of them; the last one is used
    case.json:1:64: note: the field “event” is not known
      in: event
      hint: perhaps “events” was meant; as it stands it is kept and not used
    case.json:1:78: error: something follows behind the end of the case
      found: 1
      expected: the end of the file
      hint: what follows was not read
    "#);
}
