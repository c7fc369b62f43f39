//! Queries that are not understood, each with its place, and texts that nobody would type.

use super::*;
use proptest::prelude::*;

fn refused(query: &str) -> (String, String) {
    let e = Query::parse(query).expect_err(query);
    (query[e.at.clone()].to_owned(), e.message)
}

#[test]
fn an_error_points_at_its_place_and_says_what_was_expected() {
    for (query, place, words) in [
        ("a actr:b", "actr", "did you mean actor:?"),
        ("place:a type:b", "type", "did you mean kind:?"),
        ("colour:red", "colour", "expected one of lane, kind"),
        ("a \"b c", "\"", "not closed"),
        ("lane:\"b c", "\"", "not closed"),
        ("a (b or (c) d", "(", "not closed"),
        ("a) b", ")", "nothing opened"),
        ("before:tomorrow", "tomorrow", "no date"),
        ("before:03/04/2025", "03/04/2025", "2025-04-03"),
        ("during:2025-02-30", "2025-02-30", "no date"),
        ("limit:mised", "mised", "did you mean missed?"),
        ("limit:breached", "breached", "expected one of met, missed"),
        ("certainty:sure", "sure", "expected one of high, medium, low"),
        ("importance:4", "4", "expected one of 1, 2, 3"),
        ("is:disputd", "disputd", "did you mean disputed?"),
        ("has:hashes", "hashes", "did you mean hash?"),
        ("lane: x", "lane:", "expected a value after “lane:”"),
        ("kind:a,", "kind:a,", "expected a value"),
        ("lane:\"\"", "\"\"", "expected a value"),
        ("lane:(a or b)", "(", "lane:one,two"),
        ("place:!!", "!!", "nothing to look for"),
        ("\"…\"", "\"…\"", "nothing to look for"),
        ("or a", "or", "one before it"),
        ("a or", "or", "one after it"),
        ("a | | b", "|", "one after it"),
        ("المصري lane:", "lane:", "expected a value"),
    ] {
        let (at, message) = refused(query);
        assert_eq!(at, place, "{query}: {message}");
        assert!(message.contains(words), "{query}: {message}");
    }
}

#[test]
fn what_lies_too_deep_or_is_too_long_is_refused() {
    let deep = "(".repeat(30_000);
    assert!(refused(&deep).1.contains("within each other"));
    assert!(refused(&"-".repeat(5000).replace('-', "-(")).1.contains("within each other"));
    assert!(refused(&format!("{}a", "-".repeat(5000))).1.contains("within each other"));
    let case = sample();
    let index = Index::new(&case);
    for part in ["arrest ", "almasri or ", "lane:it,", "x(", "أسامة -", "place:rome ", "a|", "5(3"]
    {
        let long = part.repeat(30_000 / part.len()) + "a";
        if let Ok(query) = Query::parse(&long) {
            let _ = index.find(&query, &case, &[]);
        }
    }
    let long = refused(&"é ".repeat(20_000));
    assert!(long.1.contains("59 KiB long"), "{}", long.1);
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("\"".to_owned()),
        Just("-".to_owned()),
        Just(" or ".to_owned()),
        Just("|".to_owned()),
        Just("lane:".to_owned()),
        Just("limit:".to_owned()),
        Just("before:".to_owned()),
        Just("during:[".to_owned()),
        Just(",".to_owned()),
        Just("“".to_owned()),
        Just("المصري".to_owned()),
        Just("\u{200f}".to_owned()),
        Just("is:".to_owned()),
        Just(":".to_owned()),
        "\\PC{0,6}",
        "[a-z0-9]{1,4}",
        any::<char>().prop_map(String::from),
        Just(" ".to_owned()),
    ]
}

proptest! {
    #[test]
    fn no_text_stops_the_program(pieces in prop::collection::vec(piece(), 0..24), at in 0_usize..80) {
        let text: String = pieces.concat();
        let case = sample();
        match Query::parse(&text) {
            Ok(query) => {
                let found = Index::new(&case).find(&query, &case, &[]);
                prop_assert!(found.events.len() <= 6);
            }
            Err(e) => prop_assert!(text.get(e.at.clone()).is_some(), "{text:?}: {e:?}"),
        }
        for c in completions(&text, at, &case) {
            prop_assert!(text.get(c.range.clone()).is_some(), "{text:?}: {c:?}");
        }
    }

    #[test]
    fn a_title_is_found_by_its_own_words(title in "\\PC{1,20}") {
        let case = case(json!([{ "title": title.clone() }]));
        if let Some(text) = syntax::Text::new(&title, true) {
            let query = Query { root: Node::Text(text) };
            let found = Index::new(&case).find(&query, &case, &[]);
            prop_assert_eq!(found.events.len(), 1);
        }
    }
}
