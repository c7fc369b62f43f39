use super::*;
use crate::read::import::{Limits, unpack};

fn draft(text: &str, remembered: &Remembered) -> (Tabled, MapDraft) {
    let input = unpack("log.csv", text.as_bytes().to_vec(), Limits::default());
    let tabled = Tabled::of(&input, &How::default()).unwrap();
    let draft = MapDraft::new(1, "log.csv".to_owned(), &tabled, &How::default(), remembered);
    (tabled, draft)
}

const OPEN: &str = "Datum;Was\n03.04.2025;a\n05.06.2025;b\nmorgen;c\n";

#[test]
fn an_open_order_is_told_until_it_is_chosen() {
    let (tabled, mut draft) = draft(OPEN, &Remembered::default());
    let trial = MapTrial::of(1, &tabled, &draft.wish);
    assert!(trial.open().unwrap().because.contains("2 of 2 dates can be read either way"));
    assert_eq!(trial.words(), "3 of 3 rows become events, all without a date");
    assert!(trial.lost >= 3, "{:#?}", trial.problems);
    draft.order(Some(DateOrder::DayFirst));
    let trial = MapTrial::of(1, &tabled, &draft.wish);
    assert_eq!(trial.open(), None);
    assert_eq!(trial.first[0].when, "3 Apr 2025");
}

#[test]
fn one_column_alone_is_the_title_and_a_choice_takes_the_rules_of_a_program_away() {
    let (_, mut draft) = draft("Date,Title,More\n2025-01-19,a,b\n", &Remembered::default());
    draft.wish.mapping.shape = Some(import::Shape::Aeon);
    draft.choose(2, Field::Title);
    let fields: Vec<Field> = draft.wish.mapping.columns.iter().map(|c| c.field).collect();
    assert_eq!(fields, [Field::Start, Field::Keep, Field::Title]);
    assert_eq!(draft.wish.mapping.shape, None);
    assert!(draft.open_columns().is_empty());
    draft.choose(2, Field::Keep);
    assert_eq!(draft.open_columns().len(), 1);
}

#[test]
fn what_was_remembered_is_used_where_the_rows_do_not_say_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let remembered = Remembered { folder: Some(folder.path().to_owned()) };
    let (tabled, mut first) = draft(OPEN, &remembered);
    first.order(Some(DateOrder::MonthFirst));
    first.lane = "Police".to_owned();
    first.take_words();
    remembered.keep(&MapTrial::of(1, &tabled, &first.wish).mapping).unwrap();
    let (tabled, second) = draft(OPEN, &remembered);
    assert!(second.head().unwrap().remembered);
    assert_eq!(second.wish.mapping.date_order, Some(DateOrder::MonthFirst));
    let trial = MapTrial::of(1, &tabled, &second.wish);
    assert_eq!(
        (trial.first[0].when.as_str(), trial.first[0].lane.as_str()),
        ("4 Mar 2025", "Police")
    );
    let (tabled, third) = draft("Datum;Was\n23.04.2025;a\n05.06.2025;b\n", &remembered);
    assert_eq!(third.wish.mapping.date_order, None, "these rows show it themselves");
    let trial = MapTrial::of(1, &tabled, &third.wish);
    assert_eq!(trial.mapping.date_order, Some(DateOrder::DayFirst));
}

#[test]
fn a_zone_that_is_none_says_so() {
    let (_, mut draft) = draft("Date,Title\n2025-01-19 10:00,a\n", &Remembered::default());
    draft.zone = "Europe/Rom".to_owned();
    assert!(draft.zone().unwrap_err().contains("Europe/Rom"));
    draft.zone = " Europe/Rome ".to_owned();
    draft.take_words();
    assert_eq!(draft.wish.mapping.zone, Zone::parse("Europe/Rome"));
}
