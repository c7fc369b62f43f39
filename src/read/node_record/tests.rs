//! Both ways of reading a record give the same, whatever stands in it.

use super::*;
use crate::case::{Case, Event, Figure, Source};
use crate::read::findings::Findings;
use crate::read::json_tree;
use proptest::prelude::*;

fn tree(text: &str) -> Node {
    json_tree::parse(text, &mut Findings::new("f", text)).root.unwrap()
}

/// What is read in this way is what is read over a JSON value, and what cannot be read there is not read here.
fn same<T: DeserializeOwned + PartialEq + fmt::Debug>(node: &Node) -> bool {
    let there: Option<T> = serde_path_to_error::deserialize(&node.to_value()).ok();
    let here: Option<T> = read(node);
    assert_eq!(here, there);
    here.is_some()
}

#[test]
fn whole_cases_are_read_in_both_ways() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    for name in ["almasri", "bashir-jordan", "netanyahu-hungary", "arabic-names"] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        assert!(same::<Case>(&tree(&text)), "{name}");
    }
}

#[test]
fn what_is_wrong_is_not_read() {
    let event = |rest: &str| tree(&format!("{{\"id\":\"e\",\"title\":\"t\"{rest}}}"));
    assert!(same::<Event>(&event("")));
    assert!(same::<Event>(&event(",\"importance\":1,\"x\":[1,-2,0.5,null,{\"y\":true}]")));
    for rest in [
        ",\"importance\":4",
        ",\"importance\":\"1\"",
        ",\"certainty\":\"sure\"",
        ",\"inferred\":1",
        ",\"actors\":\"one\"",
        ",\"actors\":[1]",
        ",\"when\":2025",
        ",\"claims\":[{}]",
    ] {
        assert!(!same::<Event>(&event(rest)), "{rest}");
    }
    assert!(!same::<Event>(&tree("[1]")));
    assert!(!same::<(u8, u8)>(&tree("[1,2,3]")));
    assert!(!same::<(u8, u8)>(&tree("[1]")));
    assert!(same::<Option<Vec<i64>>>(&tree("[1,-2]")));
    assert!(same::<std::collections::BTreeMap<String, f64>>(&tree("{\"a\":1,\"b\":-0.5}")));
}

#[test]
fn what_was_given_up_is_passed_over() {
    let mut node = tree("{\"id\":\"e\",\"title\":\"t\",\"actors\":[\"a\",1,\"b\"],\"zone\":5}");
    for seats in [vec!["actors".into(), 1.into()], vec!["zone".into()]] {
        node.at_mut(&seats).unwrap().kind = Kind::Gone;
    }
    assert!(same::<Event>(&node));
    let event: Event = read(&node).unwrap();
    assert_eq!((event.actors.len(), event.zone), (2, None));
}

/// Values of all kinds under names that mean something, and under others.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "null",
        "true",
        "0",
        "2",
        "-3",
        "1.5",
        "1e3",
        "\"\"",
        "\"x\"",
        "\"high\"",
        "\"2025-01-01\"",
        "\"2025~\"",
        "\"A4\"",
        "\"none\"",
        "\"1600x1000\"",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(3, 24, 5, |inner| {
        let name = prop::sample::select(vec![
            "id",
            "title",
            "when",
            "facts",
            "fact",
            "thread",
            "claims",
            "sources",
            "source",
            "pinpoint",
            "importance",
            "certainty",
            "actors",
            "extra",
            "window",
            "labels",
            "size",
            "form",
            "hash",
            "algorithm",
            "value",
            "collected",
            "verification",
            "rules",
            "without",
            "redactions",
            "dates",
            "drop",
            "zone",
            "opening",
            "story",
            "steps",
            "figure",
        ]);
        let object = prop::collection::btree_map(name, inner.clone(), 0..6).prop_map(|fields| {
            let fields: Vec<String> = fields.iter().map(|(k, v)| format!("\"{k}\":{v}")).collect();
            format!("{{{}}}", fields.join(","))
        });
        let list = prop::collection::vec(inner, 0..4).prop_map(|l| format!("[{}]", l.join(",")));
        prop_oneof![3 => object, 1 => list]
    })
}

proptest! {
    #[test]
    fn any_record_is_read_in_both_ways(text in value()) {
        let node = tree(&text);
        same::<Event>(&node);
        same::<Source>(&node);
        same::<Figure>(&node);
        same::<Case>(&node);
        let named = text.strip_prefix('{').map(|rest| {
            let comma = if rest.starts_with('}') { "" } else { "," };
            format!("{{\"id\":\"e\",\"title\":\"t\"{comma}{rest}")
        });
        if let Some(named) = named {
            let node = tree(&named);
            same::<Event>(&node);
            same::<Source>(&node);
            same::<Figure>(&node);
        }
    }
}
