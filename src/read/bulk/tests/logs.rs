//! Lines of a log.

use super::*;

const TEXT: &str = "started\n\
    2024-03-04 08:30:00,250 INFO  [main] up\n\
    2024-03-04 08:30:01,000 ERROR [main] no\n\tat a.B\n\tat a.C\n\
    2024-03-04 08:30:02,000 INFO  [main] down\n";

#[test]
fn each_line_with_a_time_is_a_row_and_those_below_belong_to_it() {
    let source = source(TEXT.as_bytes());
    let plan = BulkPlan::guess(source.text.bytes()).unwrap();
    assert_eq!(plan.columns, ["Time", "Level", "Message"]);
    assert_eq!((plan.title, plan.severity), (Some(2), Some(1)));
    // However the text is cut into chunks.
    for size in [7, 16, 40, 64, 1 << 20] {
        let chunks: &'static [usize] = Box::leak(Box::new([size]));
        let bulk = read_in(&source, &plan, &quiet(), chunks).unwrap();
        let cells: Vec<_> = (1..4).map(|n| bulk.layer.row(n).unwrap().cells).collect();
        assert_eq!(cells[0], ["2024-03-04 08:30:00,250", "INFO", "INFO  [main] up"], "{size}");
        assert_eq!(cells[1][1..], ["ERROR", "ERROR [main] no\n\tat a.B\n\tat a.C"]);
        assert_eq!(cells[2][2], "INFO  [main] down");
        let start = bulk.layer.row(1).unwrap().start;
        assert_eq!(start, 1_709_541_000_250_000);
        assert_eq!((bulk.rows, bulk.layer.len(), bulk.without_time), (4, 3, 1));
        assert_eq!(bulk.layer.row(3).unwrap().line, Some(6));
        let told: Vec<_> = bulk.diagnostics.iter().map(|d| d.line).collect();
        assert_eq!(told, [Some(1), Some(4), None], "{:?}", bulk.diagnostics);
    }
}

#[test]
fn words_are_found_in_the_cells_of_a_log() {
    let source = source(TEXT.as_bytes());
    let plan = BulkPlan::guess(source.text.bytes()).unwrap();
    let layer = read_bulk(&source, &plan, &quiet()).unwrap().layer;
    let found = |words: &str| {
        let stop = AtomicBool::new(false);
        let needle = crate::layer::Needle { words: words.to_owned() };
        let hits = layer.search(&needle, &stop).unwrap();
        let mut rows: Vec<u64> = (0..4)
            .flat_map(|lane| layer.rows_in(lane, (i64::MIN, i64::MAX), Some(&hits.found), 10))
            .collect();
        rows.sort_unstable();
        rows
    };
    assert_eq!(found("main"), [1, 2, 3]);
    assert_eq!(found("level:error"), [2]);
    assert_eq!(found("message:down"), [3]);
    assert_eq!(found("\"a.C\""), [2]);
    assert_eq!(found("time:main"), [0_u64; 0]);
    assert_eq!(found("\"000 ERROR\""), [0_u64; 0]);
    assert_eq!(found("started"), [0_u64; 0]);
}

#[test]
fn a_log_that_grows_keeps_its_rows() {
    let all = TEXT.to_owned() + "\tat a.D\n2024-03-04 08:30:03,000 WARN end\n";
    let plan = BulkPlan::guess(TEXT.as_bytes()).unwrap();
    let before = read_bulk(&source(TEXT.as_bytes()), &plan, &quiet()).unwrap();
    let after = continue_bulk(&before, &source(all.as_bytes()), &quiet()).unwrap();
    assert_eq!((before.rows, after.rows), (4, 5));
    assert_eq!(after.layer.row(3).unwrap().cells[2], "INFO  [main] down\n\tat a.D");
    assert_eq!(after.layer.row(4).unwrap().cells[1], "WARN");
}

#[test]
fn the_year_that_c_writes_behind_the_hour_is_read() {
    let text = "[Fri Sep 09 10:42:29.902022 2011] [core:error] a\n[Fri Sep  9 10:42:30 2011] [core:info] b\n";
    let source = source(text.as_bytes());
    let plan = BulkPlan::guess(source.text.bytes()).unwrap();
    let bulk = read_bulk(&source, &plan, &quiet()).unwrap();
    assert_eq!(bulk.layer.row(0).unwrap().start, 1_315_564_949_902_022);
    assert_eq!(bulk.layer.row(1).unwrap().start, 1_315_564_950_000_000);
}
