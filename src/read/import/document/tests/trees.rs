//! The Timeline Project and SIMILE.

use super::*;

const PROJECT: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<timeline><version>2.3.0 (abc)</version><timetype>gregoriantime</timetype>
 <eras><era><name>48 hours</name><start>2024-03-06 10:00:00</start><end>2024-03-08 10:00:00</end><color>1,2,3</color><ends_today>False</ends_today></era></eras>
 <categories>
  <category><name>Custody</name><color>0,114,178</color><parent>State</parent></category>
  <category><name>State</name><color>0,0,0</color></category></categories>
 <events>
  <event><start>2024-03-06 00:00:00</start><end>2024-05-20 00:00:00</end><text>Held &amp; questioned</text><fuzzy>True</fuzzy><locked>True</locked><ends_today>False</ends_today><category>Custody</category><description>Central
Prison</description><hyperlink>https://example.org/1;https://example.org/2</hyperlink><icon>aGk=</icon></event>
  <event><start>2024-03-06 00:00:00</start><end>2024-03-07 00:00:00</end><text> [not a container</text><fuzzy>False</fuzzy></event>
  <event><start>2024-3-6 9:5:0</start><end>2024-03-06 09:05:00</end><text>[1]Hearings</text><category>Nowhere</category></event>
  <event><start>2024-03-06 09:00:00</start><end>2024-03-06 10:30:00</end><text>(1)First</text><progress>50</progress></event>
  <event><start>2024-03-06 00:00:00</start><end>2024-03-09 12:00:00</end><text>Still there</text><ends_today>True</ends_today></event>
  <event><start>-44-03-15 00:00:00</start><end>-44-03-15 00:00:00</end><text>Ides</text><milestone>True</milestone></event>
  <event><start>2024-13-01 00:00:00</start><end>2024-13-02 00:00:00</end><text>Never</text></event>
 </events>
 <view><displayed_period><start>2024-03-01 00:00:00</start><end>2024-06-01 00:00:00</end></displayed_period><hidden_categories><name>State</name></hidden_categories></view>
</timeline>"#;

#[test]
fn two_midnights_are_days_and_every_other_hour_is_kept() {
    let got = import(Shape::TimelineProject, PROJECT);
    assert_eq!(
        whens(&got),
        [
            "2024-03-06~/2024-05-20~",
            "2024-03-06/2024-03-07",
            "2024-03-06T09:05",
            "2024-03-06T09:00/2024-03-06T10:30",
            "2024-03-06T00:00/..",
            "-0044-03-15",
            "2024-13-01 00:00:00/2024-13-02 00:00:00",
            "2024-03-06T10:00/2024-03-08T10:00",
        ]
    );
    assert_eq!(titles(&got)[..4], ["Held & questioned", "[not a container", "Hearings", "First"]);
    assert_eq!(lanes(&got), ["Custody", "Events", "Nowhere", "Eras"]);
    assert_eq!(got.case.lanes[0].subtitle.as_deref(), Some("State"));
    assert_eq!(got.case.events[0].sources.len(), 2);
    assert_eq!(got.case.events[3].related, [got.case.events[2].id.clone()]);
    assert_eq!(got.case.events[3].extra["progress"], "50");
    assert!(got.case.opening.is_some());
    assert!(left(&got).contains(&("icons", 1)), "{:?}", left(&got));
    let fields: Vec<_> = told(&got).into_iter().map(|(row, field, _)| (row, field)).collect();
    assert_eq!(
        fields,
        [(Some(2), "end"), (Some(3), "category"), (Some(7), "start"), (Some(7), "end")]
    );
}

#[test]
fn an_end_at_midnight_is_its_day_however_long_the_event_and_that_is_told() {
    let event = |end: &str| {
        format!(
            "<event><start>2024-03-10 00:00:00</start><end>{end} 00:00:00</end><text>t</text></event>"
        )
    };
    let all = [event("2024-03-10"), event("2024-03-11"), event("2024-03-12")].concat();
    let text = format!("<timeline><events>{all}</events></timeline>");
    let got = import(Shape::TimelineProject, &text);
    assert_eq!(whens(&got), ["2024-03-10", "2024-03-10/2024-03-11", "2024-03-10/2024-03-12"]);
    let places: Vec<_> = got.diagnostics.iter().map(|d| (d.row, d.severity)).collect();
    assert_eq!(places, [(Some(2), Severity::Warning), (None, Severity::Note)]);
}

#[test]
fn dates_of_other_calendars_are_told_and_not_converted() {
    let text = PROJECT.replace("gregoriantime", "coptictime");
    let got = import(Shape::TimelineProject, &text);
    assert!(whens(&got).iter().all(|w| w == "-"), "{:?}", whens(&got));
    assert_eq!(got.case.events[0].extra["start"], "2024-03-06 00:00:00");
    assert_eq!(told(&got).iter().filter(|(_, field, _)| *field == "start").count(), 8);
}

#[test]
fn entities_of_a_file_are_not_expanded() {
    let text = r#"<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><timeline><events><event>
        <start>2024-01-01 00:00:00</start><end>2024-01-01 00:00:00</end><text>x &b; y</text></event></events></timeline>"#;
    let got = import(Shape::TimelineProject, text);
    assert_eq!(titles(&got), ["x &b; y"]);
    assert!(told(&got).iter().any(|(_, _, m)| m.contains("entities of its own")));
}

#[test]
fn what_was_complete_before_a_break_is_read() {
    let cut = PROJECT.find("(1)First").unwrap();
    let got = import(Shape::TimelineProject, &PROJECT[..cut]);
    assert_eq!(got.case.events.len(), 5);
    assert!(told(&got).iter().any(|(_, _, m)| m.contains("ends inside")), "{:?}", told(&got));
}

#[test]
fn bounds_of_simile_stay_bounds() {
    let text = r#"{'dateTimeFormat': 'iso8601', 'wikiURL': "http://x.org/", "events": [
        {'start': '2024-03-05', 'latestStart': '2024-03-07', 'earliestEnd': '2024-05-18', 'end': '2024-05-20', 'durationEvent': true, 'title': 'Held', 'link': 'http://x.org/1', 'color': 'red'},
        {'start': '2024-03-05', 'end': '2024-03-07', 'durationEvent': false, 'title': 'Some day'},
        {'start': '2024-03-05', 'end': '2024-03-07', 'title': 'Days'},
        {start: '1898', title: 'Year', description: 'a &lt;i&gt;b&lt;/i&gt;'},
        {'start': '2024-03-05T10:00:00Z', 'latestStart': '2024-03-05T12:00:00Z', 'end': '2024-03-06T10:00:00Z', 'durationEvent': true, 'title': 'Hours'}]}"#;
    let got = import(Shape::Simile, text);
    assert_eq!(
        whens(&got),
        [
            "[2024-03-05..2024-03-07]/[2024-05-18..2024-05-20]",
            "2024-03-05 to 2024-03-07",
            "2024-03-05/2024-03-07",
            "1898",
            "2024-03-05T10:00Z/2024-03-06T10:00Z"
        ]
    );
    assert_eq!(got.case.events[3].description.as_deref(), Some("a b"));
    assert_eq!(got.case.events[4].extra["latestStart"], "2024-03-05T12:00:00Z");
    assert_eq!(
        told(&got),
        [(
            Some(5),
            "latestStart",
            "bounds with hours cannot stand at the end of a stretch of time; its outer dates are read"
        )]
    );
    assert_eq!(left(&got), [("color of events", 1)]);
}

#[test]
fn midnights_of_the_gregorian_notation_are_days() {
    let text = r#"<data wiki-section="S"><event start="May 28 2006 09:00:00 GMT" title="Hour"/>
        <event start="Sat May 20 1961 00:00:00 GMT-0600" title="Day">Text &lt;b&gt;bold&lt;/b&gt;</event>
        <event start="Wed May 01 1963 00:00:00 GMT-0600" end="Sat Jun 01 1963 00:00:00 GMT-0600" isDuration="true" title="Month"/>
        <event start="Jan 01 1900 00:00:00 GMT" end="Dec 31 1900 00:00:00 GMT" title="Sometime"/>
        <event start="200 BC" title="Old"/><event start="the day before" title="Wrong"/></data>"#;
    let got = import(Shape::Simile, text);
    assert_eq!(
        whens(&got),
        [
            "2006-05-28T09:00Z",
            "1961-05-20",
            "1963-05-01/1963-06-01",
            "1900-01-01 to 1900-12-31",
            "-0199",
            "the day before"
        ]
    );
    assert_eq!(got.case.events[1].description.as_deref(), Some("Text bold"));
    assert_eq!(told(&got).len(), 1);
    assert_eq!(told(&got)[0].0, Some(6));
}

#[test]
fn the_oldest_files_of_the_project_are_lines() {
    let text = "# Written by Timeline 0.7.0dev on 2009-11-15 9:46:38\nPREFERRED-PERIOD:2009-6-1 3:14:47;2009-12-8 9:46:38\n\
        CATEGORY:Short;145,219,255;True\nEVENT:2009-10-5 14:31:35;2009-10-5 14:31:35;With\\; text;Short;description:Hello\\nyou\n\
        EVENT:2009-9-1 0:0:0;2009-9-4 0:0:0;Days;\nEVENT:;;Lost;Short\nnonsense\n# END\n";
    let got = import(Shape::TimelineProject, text);
    assert_eq!(whens(&got), ["2009-10-05T14:31:35", "2009-09-01/2009-09-04", "-"]);
    assert_eq!(titles(&got), ["With; text", "Days", "Lost"]);
    assert_eq!(got.case.events[0].description.as_deref(), Some("Hello\nyou"));
    let lines: Vec<_> = got.diagnostics.iter().map(|d| (d.line, d.row)).collect();
    assert_eq!(lines, [(Some(6), Some(3)), (Some(7), None), (None, None)]);
}

#[test]
fn a_file_of_ours_says_which_midnights_are_hours() {
    let event = |start: &str, end: &str, own: &str| {
        format!(
            "<event><start>{start}</start><end>{end}</end><text>t</text><?adquem {own}?></event>"
        )
    };
    let text = [
        event(
            "2024-03-03 00:00:00",
            "2024-03-03 00:00:00",
            r#"{"v":1,"at":"2024-03-03T00:00:00"}"#,
        ),
        event(
            "2024-03-04 00:00:00",
            "2024-03-05 00:00:00",
            r#"{"v":1,"at":"2024-03-04T00:00:00","to":"2024-03-05T00:00:00"}"#,
        ),
        event(
            "2024-03-04 00:00:00",
            "2024-03-06 00:00:00",
            r#"{"v":1,"at":"2024-03-04","to":"2024-03-06T00:00:00"}"#,
        ),
        event("2024-03-04 00:00:00", "2024-03-05 00:00:00", r#"{"v":1,"at":"2024-03-04"}"#),
        event("2024-03-04 00:00:00", "2024-03-05 00:00:00", "broken"),
    ];
    let text = format!("<timeline><events>{}</events></timeline>", text.concat());
    let got = import(Shape::TimelineProject, &text);
    assert_eq!(
        whens(&got),
        [
            "2024-03-03T00:00",
            "2024-03-04T00:00/2024-03-05T00:00",
            "2024-03-04/2024-03-06T00:00",
            "2024-03-04/2024-03-05",
            "2024-03-04/2024-03-05",
        ]
    );
    // What is not of this program is read by the rule for others, which is told.
    assert_eq!(told(&got).iter().map(|(row, ..)| *row).collect::<Vec<_>>(), [Some(5)]);
}

#[test]
fn the_day_in_a_year_of_five_digits_is_kept_as_a_field_and_told() {
    let text = "<timeline><events><event><start>12024-03-15 10:00:00</start><end>12024-03-16 10:00:00</end>\
                <text>Far</text></event></events></timeline>";
    let got = import(Shape::TimelineProject, text);
    assert_eq!(whens(&got), ["Y12024"]);
    assert_eq!(got.case.events[0].extra["start"], "12024-03-15 10:00:00");
    assert_eq!(got.case.events[0].extra["end"], "12024-03-16 10:00:00");
    let notes: Vec<_> = got.diagnostics.iter().filter_map(|d| d.path.as_deref()).collect();
    assert_eq!(notes, ["start", "end"], "{:?}", got.diagnostics);
}

#[test]
fn is_duration_is_a_moment_as_simile_has_it_and_that_is_told() {
    let text = r#"{"events":[
        {"start":"2006-05-28","end":"2006-06-15","isDuration":true,"durationEvent":true,"title":"a"},
        {"start":"2006-05-28","end":"2006-06-15","durationEvent":true,"title":"b"}]}"#;
    let got = import(Shape::Simile, text);
    assert_eq!(whens(&got), ["2006-05-28 to 2006-06-15", "2006-05-28/2006-06-15"]);
    let told = got.diagnostics.iter().find(|d| d.path.as_deref() == Some("isDuration")).unwrap();
    assert!(told.message.starts_with("1 events say isDuration"), "{told:?}");
}

#[test]
fn an_end_without_a_start_is_told() {
    let text = "<timeline><events><event><end>2024-03-01 00:00:00</end><text>x</text></event></events></timeline>";
    let got = import_as(Shape::TimelineProject, Container::Xml, text.as_bytes(), &How::default());
    assert_eq!(whens(&got), ["/2024-03-01T00:00"]);
    assert_eq!(told(&got).iter().map(|t| (t.0, t.1)).collect::<Vec<_>>(), [(Some(1), "start")]);
}
