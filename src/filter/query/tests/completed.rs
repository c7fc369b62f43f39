//! What is offered while a query is typed.

use super::*;

/// Texts that are offered at `|`, with the query that the first of them gives.
fn offered(case: &Case, typed: &str) -> (Vec<String>, String) {
    let at = typed.find('|').unwrap();
    let text = typed.replace('|', "");
    let all = completions(&text, at, case);
    let after = all.first().map_or_else(String::new, |c| {
        let mut done = text.clone();
        done.replace_range(c.range.clone(), &c.text);
        done
    });
    (all.into_iter().map(|c| c.text).collect(), after)
}

#[test]
fn fields_are_offered_at_the_beginning_of_a_part() {
    let case = sample();
    assert_eq!(offered(&case, "|").0.len(), 12);
    assert_eq!(offered(&case, "arrest pl|").0, ["place:"]);
    assert_eq!(offered(&case, "arrest -(la|").1, "arrest -(lane:");
    assert_eq!(offered(&case, "-la| x").1, "-lane: x");
    assert_eq!(offered(&case, "\"la|").0, Vec::<String>::new());
}

#[test]
fn values_of_the_case_are_offered_the_most_frequent_first() {
    let case = sample();
    assert_eq!(offered(&case, "lane:|").0, ["court", "it"]);
    assert_eq!(offered(&case, "lane:ita|").1, "lane:it");
    assert_eq!(offered(&case, "kind:arr|").0, ["arrest", "\"arrest warrant\""]);
    assert_eq!(offered(&case, "kind:release,ar| or x").1, "kind:release,arrest or x");
    assert_eq!(offered(&case, "actor:|cou x").1.matches(" x").count(), 1);
    assert_eq!(offered(&case, "actor:\"court of|\" x").1, "actor:\"Court of Appeal of Rome\" x");
    assert_eq!(offered(&case, "actor:\"cou|").1, "actor:\"Court of Appeal of Rome\"");
    assert_eq!(offered(&case, "actor:المصري|").0, ["\"Osama Elmasry Njeem\""]);
    assert_eq!(offered(&case, "is:d|").0, ["disputed"]);
    assert_eq!(offered(&case, "limit:mi|").0, ["missed"]);
    assert_eq!(offered(&case, "certainty:h|").0, ["high"]);
    assert_eq!(offered(&case, "during:|").0, ["2025-01", "2025-02"]);
    assert_eq!(offered(&case, "source:report|").0, ["hrw"]);
    assert_eq!(offered(&case, "elm|").0, ["actor:\"Osama Elmasry Njeem\""]);
    let notes = completions("source:", 7, &case);
    assert_eq!(notes[0].note, "Press release, 2 events");
}

#[test]
fn what_is_offered_can_be_read_and_finds_its_events() {
    let case = case(json!([
        { "title": "A", "actors": ["Judge “Neri”, presiding (Rome)"], "place": "l’Aquila", "kind": "or" },
        { "title": "B", "actors": ["5\" pipe | Ltd*"], "place": "A, B", "kind": "-" },
        { "title": "C", "actors": ["צה\"ל"], "place": "القاهرة", "kind": "two  words" },
    ]));
    for field in ["actor:", "place:", "kind:", "lane:", "id:"] {
        for completion in completions(field, field.len(), &case) {
            let query = format!("{field}{}", completion.text);
            assert!(!found(&case, &query).is_empty(), "{query}");
        }
    }
}
