//! TimelineJS, vis-timeline, timemap.

use super::*;
use crate::date::DateOrder;

const SLIDES: &str = r##"{
 "scale": "human",
 "title": {"text": {"headline": "The <b>A. Doe</b> case", "text": "<p>Invented &amp; short.</p>"}, "background": {"color": "#fff"}},
 "events": [
  {"unique_id": "ev-1", "start_date": {"year": "2024", "month": "03", "day": "4", "hour": "9", "minute": 30},
   "display_date": "4 March 2024 (court file)", "group": "Court",
   "text": {"headline": "Warrant", "text": "See <a href='https://example.org/w'>the file</a><br>page 2"},
   "media": {"url": "https://example.org/a.jpg", "caption": "The warrant", "credit": "Registry", "thumbnail": "t.jpg"}},
  {"unique_id": "ev-1", "start_date": {"year": "1,999", "month": ""}, "end_date": {"year": 2001, "month": 7}, "text": {"headline": "Two years"}, "autolink": false},
  {"start_date": {"year": -44, "month": 3, "day": 15}, "text": {"headline": "", "text": "Long before"}},
  {"start_date": {"year": 2024, "month": 2, "day": 30}, "text": {"headline": "No such day"}},
  {"start_date": {"month": 5}, "text": {"headline": "No year"}},
  "not an event"
 ],
 "eras": [{"start_date": {"year": 2024, "month": 3, "day": 6}, "end_date": {"year": 2024, "month": 3, "day": 8}, "text": {"headline": "48 hours"}}]
}"##;

#[test]
fn slides_keep_the_precision_of_their_parts() {
    let got = import(Shape::TimelineJs, SLIDES);
    assert_eq!(got.rows, 7);
    assert_eq!(
        whens(&got),
        [
            "2024-03-04T09:30",
            "1999/2001-07",
            "-0043-03-15",
            "2024-02-30",
            "-",
            "2024-03-06/2024-03-08"
        ]
    );
    assert_eq!(lanes(&got), ["Court", "Events", "Eras"]);
    assert_eq!(got.case.title, "The A. Doe case");
    assert_eq!(got.case.note.as_deref(), Some("Invented & short."));
    let first = &got.case.events[0];
    assert_eq!(first.description.as_deref(), Some("See the file (https://example.org/w)\npage 2"));
    assert_eq!(first.extra["display_date"], "4 March 2024 (court file)");
    assert_eq!(got.case.sources[0].author.as_deref(), Some("Registry"));
    assert_eq!(got.case.events[5].kind, "era");
    assert_eq!(left(&got), [("background of slides", 1)]);
}

#[test]
fn slides_that_cannot_be_used_are_told_with_row_and_field() {
    let got = import(Shape::TimelineJs, SLIDES);
    let rows: Vec<_> =
        told(&got).into_iter().map(|(row, field, _)| (row, field.to_owned())).collect();
    let at = |row, field: &str| (Some(row), field.to_owned());
    assert_eq!(
        rows,
        [
            at(2, "unique_id"),
            at(3, "text.headline"),
            at(4, "start_date"),
            at(5, "start_date.year"),
            at(6, "event"),
        ]
    );
    assert_eq!(got.case.events[1].id.as_str(), "ev-1-2");
    assert_eq!(got.diagnostics.iter().find(|d| d.row == Some(4)).and_then(|d| d.line), Some(11));
}

#[test]
fn a_script_around_the_data_is_passed_over() {
    let text = "storyjsonp_data = {'events': [{start_date: {year: 2020}, text: {headline: 'One' + \" more\"}},]};";
    let got = import(Shape::TimelineJs, text);
    assert_eq!((whens(&got), titles(&got)), (vec!["2020".to_owned()], vec!["One more"]));
    let call = format!(
        "callback({});",
        r#"{"events":[{"start_date":{"year":1},"text":{"headline":"x"}}]}"#
    );
    assert_eq!(whens(&import(Shape::TimelineJs, &call)), ["0001"]);
}

#[test]
fn the_old_form_of_slides_is_read() {
    let text = r#"{"timeline":{"headline":"Old","type":"default","text":"t","date":[
      {"startDate":"2011,12,10","endDate":"2011,12,11","headline":"A","text":"<p>b</p>","tag":"T","asset":{"media":"http://x.org/1","caption":"c"}},
      {"startDate":"2012,1,26,10,30","headline":"B"}, {"startDate":"1996","headline":"C"}],
      "era":[{"startDate":"2011","endDate":"2012","headline":"E"}]}}"#;
    let got = import(Shape::TimelineJs, text);
    assert_eq!(whens(&got), ["2011-12-10/2011-12-11", "2012-01-26T10:30", "1996", "2011/2012"]);
    assert_eq!(lanes(&got), ["T", "Events", "Eras"]);
}

#[test]
fn items_take_dates_of_every_kind() {
    let text = r#"{"groups":[{"id":2,"content":"<b>Court</b>","order":2},{"id":1,"content":"Custody","order":1},
        {"id":"law","content":"Law","nestedGroups":[1]}],
      "items":[
        {"id":1,"group":1,"content":"Held<br>Central Prison","start":"2024-03-06","end":"2024-05-20","type":"range","className":"red"},
        {"id":2,"group":2,"content":"Heard","start":1709714700000,"title":"<p>Room 4</p>"},
        {"id":3,"group":9,"content":"c","start":"/Date(1398304800000+0200)/","style":"color:red"},
        {"id":3,"content":"d","start":"Mon Mar 04 2024 10:00:00 GMT+0100 (CET)"},
        {"id":4,"content":"e","start":"2024-03-04T09:30:00.000Z","end":"2024-03-05T09:30:00.250+01:00"},
        {"id":5,"content":"f","start":"03/04/2024"},
        {"id":6,"content":"g"}]}"#;
    let got = import(Shape::Vis, text);
    assert_eq!(
        whens(&got),
        [
            "2024-03-06/2024-05-20",
            "2024-03-06T08:45Z",
            "2014-04-24T02:00Z",
            "2024-03-04T10:00+01:00",
            "2024-03-04T09:30Z/2024-03-05T09:30:00.25+01:00",
            "03/04/2024",
            "-"
        ]
    );
    assert_eq!(lanes(&got), ["Custody", "Court", "9", "Events"]);
    assert_eq!(got.case.lanes[0].subtitle.as_deref(), Some("Law"));
    assert_eq!(titles(&got)[..2], ["Held", "Heard"]);
    assert_eq!(got.case.events[0].description.as_deref(), Some("Central Prison"));
    assert_eq!(got.case.events[0].extra["className"], "red");
    let rows: Vec<_> =
        told(&got).into_iter().map(|(row, field, _)| (row, field.to_owned())).collect();
    let at = |row, field: &str| (Some(row), field.to_owned());
    assert_eq!(rows, [at(3, "group"), at(4, "id"), at(6, "start"), at(7, "start")]);
    let how = How { date_order: Some(DateOrder::DayFirst), ..How::default() };
    let got = import_as(Shape::Vis, Container::Json, text.as_bytes(), &how);
    assert_eq!(whens(&got)[5], "2024-04-03");
}

#[test]
fn a_page_with_a_script_gives_its_items_and_counts_months_from_zero() {
    let text = "<html><script>\n// DOM element\nvar groups = new vis.DataSet([{id: 0, content: 'First', value: 1}]);\n\
        var items = new vis.DataSet([\n {id: 1, group: 0, content: 'item <b>1</b>', start: new Date(2024, 2, 4)},\n\
        {id: 2, content: \"it\\u00e9m\", start: new Date(2024, 11, 31, 23, 5), end: new Date(2025, 0, 1, 1, 0, 0), },\n\
        {id: 3, content: 'x', start: new Date()}, {id: 4, content: `y`, start: new Date(Date.UTC(2024, 0, 1, 0, 0))} ]);\n\
        var options = {start: '2024-01-01', editable: true};\nvar t = new vis.Timeline(container, items, groups, options);</script>";
    let got = import(Shape::Vis, text);
    assert_eq!(titles(&got), ["item 1", "itém", "x", "y"]);
    let dates = whens(&got);
    assert_eq!(dates[0], "2024-03-04");
    assert_eq!(dates[1], "2024-12-31T23:05/2025-01-01T01:00");
    assert_eq!(dates[3], "2024-01-01T00:00Z");
    assert_eq!(lanes(&got)[0], "First");
    assert_eq!(told(&got).len(), 1, "{:?}", told(&got));
}

#[test]
fn timemap_joins_sources_and_reads_the_month_first() {
    let text = r#"{"events":[
        {"id":"1","description":"A strike hits the street. Two are hurt.","date":"03/04/2024","time":"14:05","location":"Main St","latitude":"1.5","longitude":"2.5","category":"Strikes","sources":["s1","s9"],"associations":["a1"],"colour":"red"},
        {"id":"2","description":"x","date":"12/25/2023","time":"noonish","time_precision":"","category":"Strikes","sources":[],"associations":[]},
        {"id":"3","description":"y","date":"2/1/2024","time":"10:00","time_precision":"day","associations":[]},
        {"id":"4","description":"","date":"","associations":[]}],
      "sources":{"s1":{"id":"s1","title":"Video","paths":["https://example.org/v.mp4"],"type":"Video"}},
      "associations":[{"id":"a1","title":"Airwar"}]}"#;
    let got = import(Shape::Timemap, text);
    assert_eq!(whens(&got), ["2024-03-04T14:05", "2023-12-25", "2024-02-01", "-"]);
    assert_eq!(titles(&got)[0], "A strike hits the street");
    assert_eq!(got.case.events[0].extra["associations"][0], "Airwar");
    assert_eq!(got.case.sources[0].url.as_deref(), Some("https://example.org/v.mp4"));
    assert_eq!(got.case.events[0].sources.len(), 2);
    let fields: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    assert_eq!(fields, [(Some(1), "sources"), (Some(2), "time"), (Some(4), "description")]);
}
