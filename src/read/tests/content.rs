//! What the reader says about the content of case files, word for word.

use crate::read::read_case;

fn json(bytes: &[u8]) -> String {
    super::said(&read_case("case.json", bytes))
}

#[test]
fn wrong_types_are_told_one_by_one() {
    let said = json(b"{
  \"title\": 5,
  \"zone\": [1],
  \"opening\": { \"window\": [\"2025\"], \"importance\": 9 },
  \"lanes\": [{ \"id\": \"l\", \"title\": \"L\" }],
  \"events\": [
    { \"id\": 7, \"title\": \"A\", \"lane\": \"l\", \"actors\": \"Italy\", \"inferred\": \"true\", \"when\": 2025 },
    { \"id\": \"b\", \"title\": \"B\", \"lane\": \"l\", \"place\": { \"x\": 1 }, \"facts\": [{ \"thread\": \"t\" }], \"sources\": [5] },
    \"x\",
    { \"titel\": \"C\", \"lane\": \"l\", \"claims\": [{ \"weight\": \"heavy\" }, 4] }
  ],
  \"states\": [{ \"id\": \"s\" }]
}");
    insta::assert_snapshot!(said, @r#"
    case.json:2:12: warning: “title” should be text in quotes
      in: title
      found: 5
      expected: text in quotes
      hint: put it in quotes; it is read as text
    case.json:3:11: error: “zone” cannot be read
      in: zone
      found: a list of 1
      expected: text in quotes
      hint: the field is left out
    case.json:4:26: error: “window” cannot be read
      in: opening.window
      found: a list of 1
      expected: a list of two dates
      hint: the field is left out
    case.json:4:50: error: “importance” cannot be read
      in: opening.importance
      found: 9
      expected: 1, 2 or 3
      hint: the field is left out
    case.json:7:13: warning: “id” should be text in quotes
      in: events[0].id
      found: 7
      expected: text in quotes
      hint: put it in quotes; it is read as text
    case.json:7:53: warning: “actors” should be a list in brackets
      in: events[0].actors
      found: “Italy”
      expected: a list in brackets
      hint: put it in brackets; it is read as a list of one
    case.json:7:74: warning: “inferred” should be true or false
      in: events[0].inferred
      found: “true”
      expected: true or false
      hint: write it without quotes; it is read all the same
    case.json:7:90: warning: “when” should be a date as text or {"between": [from, to]}
      in: events[0].when
      found: 2025
      expected: a date as text or {"between": [from, to]}
      hint: put it in quotes; it is read as text
    case.json:8:54: error: “place” cannot be read
      in: events[1].place
      found: an object with x
      expected: text in quotes
      hint: the field is left out
    case.json:8:76: error: “facts[0]” has no “fact”
      in: events[1].facts[0]
      expected: a field “fact”
      hint: add it; until then it is left out
    case.json:8:108: error: “sources[0]” cannot be read
      in: events[1].sources[0]
      found: 5
      expected: the id of a source, or {"source": id, "pinpoint": text}
      hint: it is left out
    case.json:9:5: error: “events[2]” cannot be read
      in: events[2]
      found: “x”
      expected: an object in braces
      hint: it is left out
    case.json:10:5: error: “event-4” has no title
      in: events[3]
      expected: a short text for the picture
      hint: add a title; until then the id is shown
    case.json:10:5: warning: this event has no id
      in: events[3]
      expected: an id that no other has, such as a word or a number
      hint: it is called “event-4” here, after its place in the list
    case.json:10:45: warning: this claim has no id
      in: events[3].claims[0]
      expected: an id that no other has, such as a word or a number
      hint: it is called “claim-1” here, after its place in the list
    case.json:10:57: error: “weight” cannot be read
      in: events[3].claims[0].weight
      found: “heavy”
      expected: one of high, medium, low
      hint: the field is left out
    case.json:10:68: error: “claims[1]” cannot be read
      in: events[3].claims[1]
      found: 4
      expected: an object in braces
      hint: it is left out
    case.json:12:14: error: “states[0]” has no “kind”
      in: states[0]
      expected: a field “kind”
      hint: add it; until then it is left out
    "#);
}

#[test]
fn the_second_of_two_with_one_id_is_left_out() {
    let said = json(b"{
  \"title\": \"T\",
  \"lanes\": [{ \"id\": \"l\", \"title\": \"L\" }],
  \"sources\": [{ \"id\": \"s\", \"title\": \"S\" }, { \"id\": \"s\", \"title\": \"S again\" }],
  \"events\": [
    { \"id\": \"a\", \"title\": \"A\", \"lane\": \"l\", \"claims\": [{ \"id\": \"c\" }, { \"id\": \"c\" }] },
    { \"id\": \"a\", \"title\": \"A again\", \"lane\": \"l\" }
  ]
}");
    insta::assert_snapshot!(said, @r#"
    case.json:4:52: error: the id “s” is given to two sources
      in: sources[1].id
      found: s
      expected: an id that no other source has
      hint: the first is in line 4 and is kept; this one is left out until it has its own id
    case.json:6:79: error: the id “c” is given to two claims
      in: events[0].claims[1].id
      found: c
      expected: an id that no other claim has
      hint: the first is in line 6 and is kept; this one is left out until it has its own id
    case.json:7:13: error: the id “a” is given to two events
      in: events[1].id
      found: a
      expected: an id that no other event has
      hint: the first is in line 6 and is kept; this one is left out until it has its own id
    "#);
}

#[test]
fn references_to_nothing_are_told_and_kept() {
    let said = json(b"{
  \"title\": \"T\",
  \"opening\": { \"lanes\": [\"zz\"], \"selection\": \"nobody\" },
  \"lanes\": [{ \"id\": \"l\", \"title\": \"L\" }],
  \"sources\": [{ \"id\": \"paper\", \"title\": \"P\" }],
  \"events\": [
    { \"id\": \"a\", \"title\": \"A\", \"lane\": \"m\", \"after\": \"a\", \"related\": [\"q\"], \"sources\": [\"papre\"] }
  ],
  \"states\": [{ \"id\": \"s\", \"kind\": \"custody\", \"from_event\": \"a\", \"to_event\": \"q\" }],
  \"fixed_limits\": [{ \"id\": \"f\", \"title\": \"F\", \"fixed_by\": \"q\", \"until\": \"2025\", \"versions\": [{ \"by\": \"q\", \"until\": \"2025\" }] }],
  \"views\": [{ \"rule\": \"r\", \"by\": \"x\", \"words\": \"w\", \"event\": \"q\", \"source\": \"zz\" }]
}");
    insta::assert_snapshot!(said, @r#"
    case.json:3:26: error: there is no lane “zz”
      in: opening.lanes[0]
      found: zz
      expected: the id of a lane
      hint: add the lane, or correct the id; the reference is kept
    case.json:3:46: error: there is no event “nobody”
      in: opening.selection
      found: nobody
      expected: the id of an event
      hint: add the event, or correct the id; the reference is kept
    case.json:7:40: error: there is no lane “m”
      in: events[0].lane
      found: m
      expected: the id of a lane
      hint: it is drawn in a lane of that name, which is added
    case.json:7:54: error: an event cannot follow itself
      in: events[0].after
      found: a
      expected: the id of another event
      hint: it is listed last
    case.json:7:71: error: there is no event “q”
      in: events[0].related[0]
      found: q
      expected: the id of an event
      hint: add the event, or correct the id; the reference is kept
    case.json:7:89: error: there is no source “papre”
      in: events[0].sources[0]
      found: papre
      expected: the id of a source
      hint: perhaps “paper” was meant; the reference is kept
    case.json:9:77: error: there is no event “q”
      in: states[0].to_event
      found: q
      expected: the id of an event
      hint: add the event, or correct the id; the reference is kept
    case.json:10:59: error: there is no event “q”
      in: fixed_limits[0].fixed_by
      found: q
      expected: the id of an event
      hint: add the event, or correct the id; the reference is kept
    case.json:10:102: error: there is no event “q”
      in: fixed_limits[0].versions[0].by
      found: q
      expected: the id of an event
      hint: add the event, or correct the id; the reference is kept
    case.json:11:62: error: there is no event “q”
      in: views[0].event
      found: q
      expected: the id of an event
      hint: add the event, or correct the id; the reference is kept
    case.json:11:77: error: there is no source “zz”
      in: views[0].source
      found: zz
      expected: the id of a source
      hint: add the source, or correct the id; the reference is kept
    "#);
}

#[test]
fn dates_that_cannot_be_are_told_and_kept() {
    let said = json(b"{
  \"title\": \"T\",
  \"zone\": \"Europe/Rome\",
  \"as_of\": \"soon\",
  \"opening\": { \"window\": [\"2025-02\", \"2025-01\"] },
  \"lanes\": [{ \"id\": \"l\", \"title\": \"L\" }],
  \"events\": [
    { \"id\": \"a\", \"title\": \"A\", \"lane\": \"l\", \"when\": \"2025-02-30\" },
    { \"id\": \"b\", \"title\": \"B\", \"lane\": \"l\", \"when\": \"2025-02-03/2025-02-01\" },
    { \"id\": \"c\", \"title\": \"C\", \"lane\": \"l\", \"when\": \"03/04/2025\" },
    { \"id\": \"d\", \"title\": \"D\", \"lane\": \"l\", \"when\": \"2025-03-30T02:30\" },
    { \"id\": \"e\", \"title\": \"E\", \"lane\": \"l\", \"when\": \"2025-10-26T02:30\" },
    { \"id\": \"f\", \"title\": \"F\", \"lane\": \"l\", \"when\": { \"between\": [\"2025\"] } },
    { \"id\": \"g\", \"title\": \"G\", \"lane\": \"l\", \"when\": \"2025-01-01\", \"zone\": \"Europe/Atlantis\" }
  ],
  \"states\": [{ \"id\": \"s\", \"kind\": \"custody\", \"from_event\": \"e\", \"to_event\": \"d\" }]
}");
    insta::assert_snapshot!(said, @r#"
    case.json:4:12: error: “soon” is not a date in EDTF notation
      in: as_of
      found: soon
      expected: a date such as 2025-01-19, 2025-01, 2025-01-19T09:30+01:00 or [2025-01-18..2025-01-20]
      hint: write year-month-day; `~` approximate, `?` uncertain, X for an unknown digit, {"between": [a, b]} for one moment between two
    case.json:5:38: error: the opening window ends before it starts
      in: opening.window[1]
      found: 2025-02 to 2025-01
      expected: an end that does not precede its start
      hint: swap the two dates; until then everything is shown at first
    case.json:8:53: error: “2025-02-30” does not exist in the calendar or on the clock
      in: events[0].when
      found: 2025-02-30
      expected: a day and an hour that exist
      hint: check the day of the month and the hour in the source
    case.json:9:53: error: “2025-02-03/2025-02-01” ends before it starts
      in: events[1].when
      found: 2025-02-03/2025-02-01
      expected: an end that does not precede its start
      hint: swap the two dates, or correct one
    case.json:10:53: error: “03/04/2025” can mean 2025-04-03 or 2025-03-04
      in: events[2].when
      found: 03/04/2025
      expected: a date such as 2025-01-19, 2025-01, 2025-01-19T09:30+01:00 or [2025-01-18..2025-01-20]
      hint: write 2025-04-03 or 2025-03-04, or state the order of day and month
    case.json:11:53: error: 02:30 never came on that day in Europe/Rome
      in: events[3].when
      found: 2025-03-30T02:30
      expected: an hour that the clock showed
      hint: the clock was put forward over it; the moment of the jump is used
    case.json:12:53: warning: 02:30 came twice on that day in Europe/Rome
      in: events[4].when
      found: 2025-10-26T02:30
      expected: a time with its offset, such as 02:30+02:00
      hint: the clock was put back; until the offset is given both are possible
    case.json:13:53: error: “{"between":["2025"]}” is not a date in EDTF notation
      in: events[5].when
      found: 2025
      expected: a date such as 2025-01-19, 2025-01, 2025-01-19T09:30+01:00 or [2025-01-18..2025-01-20]
      hint: write year-month-day; `~` approximate, `?` uncertain, X for an unknown digit, {"between": [a, b]} for one moment between two
    case.json:14:75: error: there is no time zone “Europe/Atlantis”
      in: events[6].zone
      found: Europe/Atlantis
      expected: an IANA name such as Europe/Rome, or a distance such as UTC+1
      hint: correct the name; until then hours of this event are read in the zone of the case
    case.json:16:77: error: the state “s” ends before it starts
      in: states[0].to_event
      found: from “e” to “d”
      expected: an end that does not precede its start
      hint: swap the two events, or correct a date
    "#);
}

#[test]
fn a_figure_tells_what_of_it_cannot_be_drawn() {
    let text = r#"{"title":"T","events":[{"id":"a","title":"A","when":"2025","lane":"l"}],"lanes":[{"id":"l","title":"L"}],
        "figures":[{"id":"f","size":"huge","style":"neon","events":["b"],"window":["2025-02","2025-01"]}],
        "story":{"aspect":"5:4","steps":[{"figure":"g"},{"figure":"f","highlight":["a","z"]}]}}"#;
    let read = read_case("c.json", text.as_bytes());
    let told: Vec<&str> = read.diagnostics.iter().filter_map(|d| d.path.as_deref()).collect();
    for path in [
        "figures[0].size",
        "figures[0].style",
        "figures[0].events[0]",
        "figures[0].window[1]",
        "story.aspect",
        "story.steps[0].figure",
        "story.steps[1].highlight[1]",
    ] {
        assert!(told.contains(&path), "{path} in {told:?}");
    }
    assert_eq!(told.len(), 7, "{told:?}");
    assert_eq!(read.value.figures.len(), 1, "the figure is kept");
}
