//! What many verdicts cost: `cargo bench --bench deadlines -- 10000 100000` counts so many triggers through six rules.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use adquem::case::{Case, RuleId};
use adquem::date::{Instant, When};
use adquem::law::{Asked, Sweep};
use adquem::read::bundled;
use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// One of each way of counting: hours, days, months, and the three with calendars or zones of their own.
const RULES: [&str; 6] =
    ["R-RPE-188", "R-IT-716-3", "R-RPE-155", "R-IT-703-1", "R-ICCPR-9-3", "R-RS-126"];

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    for n in if sizes.is_empty() { vec![10_000, 100_000] } else { sizes } {
        measure(n);
    }
}

/// Milliseconds that this thread has worked.
fn worked() -> f64 {
    let at = clock_gettime(ClockId::ThreadCPUTime);
    at.tv_sec as f64 * 1e3 + at.tv_nsec as f64 / 1e6
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn measure(n: usize) {
    let library = bundled();
    let rules: Vec<RuleId> = wanted(&library);
    let triggers: Vec<String> = rules
        .iter()
        .filter_map(|r| library.find(r)?.target.trigger.first().map(ToString::to_string))
        .collect();
    let mut case = case(n, &triggers);
    let asked = Asked {
        as_of: Some(Instant::from_timestamp(1_750_000_000)),
        rules: Some(rules),
        alone: true,
        ..Asked::default()
    };
    let mut rows = 0;
    let all = median(
        (0..5)
            .map(|_| {
                let began = worked();
                rows = black_box(Sweep::new(&case, &library, &asked)).rows().len();
                worked() - began
            })
            .collect(),
    );
    let mut sweep = Sweep::new(&case, &library, &asked);
    let one = median(
        (0..101)
            .map(|k| {
                let place = (k * 7919) % n;
                let day = format!("20{:02}-{:02}-{:02}", 10 + k % 15, 1 + k % 12, 1 + k % 28);
                case.events[place].when = When::parse(&day).ok();
                let began = worked();
                sweep.edited(&case, &library, &asked, &[place as u32]);
                worked() - began
            })
            .collect(),
    );
    let began = worked();
    let full = sweep.in_full(&case, &library, &asked, &(0..1000).collect::<Vec<_>>()).len();
    let words = worked() - began;
    let loop_ms = plain_loop(rows);
    println!(
        "{n} triggers, {rows} rows: {all:.1} ms CPU ({:.0} ns a row, {:.1} times a loop of chrono alone); \
         one edited trigger {one:.3} ms; {full} rows in words {words:.1} ms",
        all * 1e6 / rows as f64,
        all / loop_ms
    );
}

/// Six rules of the library that have a number and share no calendar that is missing.
fn wanted(library: &adquem::law::Library) -> Vec<RuleId> {
    let known = RULES.iter().map(|id| RuleId::from(*id)).filter(|id| library.find(id).is_some());
    let others = library
        .provisions()
        .filter(|(_, p)| p.term.is_some() && !p.trigger.is_empty())
        .map(|(_, p)| p.id.clone());
    let mut rules: Vec<RuleId> = known.collect();
    for id in others {
        if rules.len() < 6 && !rules.contains(&id) {
            rules.push(id);
        }
    }
    rules
}

/// A case in which each of `n` events sets off every rule, in threads of twenty events.
fn case(n: usize, triggers: &[String]) -> Case {
    let events: Vec<_> = (0..n)
        .map(|i| {
            let thread = format!("t{}", i / 20);
            let facts: Vec<_> = triggers
                .iter()
                .map(|fact| serde_json::json!({ "fact": fact, "thread": thread }))
                .collect();
            let day = format!("20{:02}-{:02}-{:02}", 10 + i % 15, 1 + i % 12, 1 + i % 28);
            let when = if i % 3 == 0 { format!("{day}T{:02}:30+01:00", i % 24) } else { day };
            serde_json::json!({
                "id": format!("e{i}"), "title": "Event", "lane": "l", "when": when, "facts": facts
            })
        })
        .collect();
    let lanes = [serde_json::json!({ "id": "l", "title": "Lane" })];
    let case = serde_json::json!({ "title": "Bench", "lanes": lanes, "events": events });
    serde_json::from_value(case).unwrap()
}

/// What the arithmetic alone costs: as many dates, a month added to each and moved off a weekend.
fn plain_loop(rows: usize) -> f64 {
    use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
    let first = NaiveDate::from_ymd_opt(2010, 1, 1).unwrap();
    let began = worked();
    let mut sum = 0i64;
    for n in 0..rows {
        let mut day = first + Days::new((n % 5000) as u64) + Months::new(1);
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day + Days::new(1);
        }
        sum += i64::from(day.num_days_from_ce());
    }
    black_box(sum);
    worked() - began
}
