use super::*;

fn case() -> Case {
    serde_json::from_value(serde_json::json!({
        "zone": "Europe/Rome",
        "lanes": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        "sources": [{"id": "S1", "title": "Order"}],
        "events": [
            {"id": "E1", "title": "1", "lane": "a", "kind": "filing", "when": "2025-01-19",
             "actors": ["Elmasry", "المصري", "Elmasry"], "sources": ["S1"], "importance": 1},
            {"id": "E2", "title": "2", "lane": "a", "kind": "order", "when": "2025-01-20",
             "actors": ["Elmasry"], "place": "Turin", "certainty": "low"},
            {"id": "E3", "title": "3", "lane": "b", "kind": "filing", "when": "2025-01-21"},
            {"id": "E4", "title": "4", "lane": "b", "kind": "filing", "when": "2031-01-21"},
            {"id": "E5", "title": "5", "lane": "b", "kind": "filing"}
        ]
    }))
    .unwrap()
}

fn counts(filter: &Filter, found: Option<&Found>, own: &[(Group, Option<Found>)]) -> Vec<String> {
    let case = case();
    let zone = case.zone();
    let bounds: Vec<Option<Bounds>> =
        case.events.iter().map(|e| Some(e.when.as_ref()?.extent(zone)?.bounds())).collect();
    let reach = bounds[0].unwrap().union(&bounds[2].unwrap());
    let facets = Facets::new(&case);
    let without = own.iter().cloned().collect();
    let under = Under { window: Window::fit(&reach), filter, found, without: &without };
    let counts = facets.count(&case, &bounds, &[], &under);
    let values = |g: Group| {
        facets
            .values(g)
            .iter()
            .enumerate()
            .map(move |(n, v)| (v.title.clone(), n, g))
            .collect::<Vec<_>>()
    };
    let all = [Group::Lane, Group::Kind, Group::Actor].into_iter().flat_map(values);
    all.map(|(title, n, g)| format!("{title} {}", counts.of(g, n))).collect()
}

#[test]
fn events_in_the_window_are_counted_once_for_each_value() {
    let all = counts(&Filter::default(), None, &[]);
    assert_eq!(all, ["A 2", "B 1", "filing 2", "order 1", "Elmasry 2", "المصري 1"]);
}

#[test]
fn a_hidden_value_still_says_what_it_would_bring_back() {
    let filter = Filter { hidden_lanes: ["a".into()].into(), ..Filter::default() };
    let all = counts(&filter, None, &[]);
    assert_eq!(all, ["A 2", "B 1", "filing 1", "order 0", "Elmasry 0", "المصري 0"]);
}

#[test]
fn counts_follow_the_query_except_for_the_group_that_it_names() {
    let mut found = Found::default();
    found.events.push(2);
    let own = [(Group::Lane, None)];
    let all = counts(&Filter::default(), Some(&found), &own);
    assert_eq!(all, ["A 2", "B 1", "filing 1", "order 0", "Elmasry 0", "المصري 0"]);
}

#[test]
fn sources_are_listed_by_their_titles() {
    let facets = Facets::new(&case());
    assert_eq!(facets.values(Group::Source)[0].title, "Order");
    assert_eq!(facets.values(Group::Place)[0].id, "Turin");
}
