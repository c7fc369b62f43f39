//! `adquem limits --tally`: how many limits have which verdict, rule by rule, for cases with more of them than are read.

use super::CliError;
use super::args::TableFormat;
use crate::case::{Case, RuleId};
use crate::law::{Asked, Library, Sweep, Verdict, compute};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Verdicts of a rule, or of a date that an order fixed.
type Counts = BTreeMap<Verdict, usize>;

/// Counts every row with the preferred dates; rows of single claims are left out.
pub(super) fn tally(
    case: &Case,
    library: &Library,
    asked: &Asked,
    format: TableFormat,
) -> Result<String, CliError> {
    let sweep = Sweep::new(case, library, asked);
    let mut rows: Vec<(RuleId, Counts)> =
        sweep.rules.iter().map(|rule| (rule.clone(), Counts::new())).collect();
    for row in sweep.rows() {
        if let Some((_, counts)) = rows.get_mut(row.rule as usize) {
            *counts.entry(row.verdict).or_default() += 1;
        }
    }
    let fixed: Vec<RuleId> = case
        .fixed_limits
        .iter()
        .map(|l| RuleId::from(l.id.as_str()))
        .filter(|id| asked.rules.as_ref().is_none_or(|wanted| wanted.contains(id)))
        .collect();
    let asked = Asked { rules: Some(fixed), alone: true, ..asked.clone() };
    for row in compute(case, library, &asked) {
        rows.push((row.rule, Counts::from([(row.verdict, 1)])));
    }
    for (_, counts) in &mut rows {
        if counts.is_empty() {
            counts.insert(Verdict::NeverTriggered, 1);
        }
    }
    Ok(match format {
        TableFormat::Json => json(&rows),
        TableFormat::Csv => lines(&rows, ",", "\r\n", ""),
        TableFormat::Md => markdown(&rows),
        TableFormat::Text => text(&rows),
    })
}

fn json(rows: &[(RuleId, Counts)]) -> String {
    let list: Vec<_> = rows
        .iter()
        .map(|(rule, counts)| {
            let mut row = serde_json::Map::from_iter([("rule".to_owned(), rule.as_str().into())]);
            for verdict in Verdict::ALL {
                let n = counts.get(&verdict).copied().unwrap_or(0);
                row.insert(verdict.id().to_owned(), n.into());
            }
            serde_json::Value::Object(row)
        })
        .collect();
    format!("{:#}\n", serde_json::Value::Array(list))
}

/// A heading and a line for each rule, all columns.
fn lines(rows: &[(RuleId, Counts)], between: &str, end: &str, edge: &str) -> String {
    let mut out = String::new();
    let mut line = |cells: Vec<String>| {
        // Writing to a text cannot fail.
        let _ = write!(out, "{edge}{}{edge}{end}", cells.join(between));
    };
    line(std::iter::once("rule").chain(Verdict::ALL.map(Verdict::id)).map(str::to_owned).collect());
    for (rule, counts) in rows {
        let numbers = Verdict::ALL.map(|v| counts.get(&v).copied().unwrap_or(0).to_string());
        line(std::iter::once(rule.to_string()).chain(numbers).collect());
    }
    out
}

fn markdown(rows: &[(RuleId, Counts)]) -> String {
    let table = lines(rows, " | ", "\n", "|");
    let (heading, rest) = table.split_once('\n').unwrap_or((&table, ""));
    format!("{heading}\n|{}\n{rest}", " --- |".repeat(Verdict::ALL.len() + 1))
}

/// `R-RPE-188: 3 met, 1 missed`, and the sum.
fn text(rows: &[(RuleId, Counts)]) -> String {
    let mut sum = Counts::new();
    let mut out = String::new();
    for (rule, counts) in rows {
        let _ = writeln!(out, "{rule}: {}", words(counts));
        for (verdict, n) in counts {
            *sum.entry(*verdict).or_default() += n;
        }
    }
    let _ = writeln!(out, "In all: {}", words(&sum));
    out
}

fn words(counts: &Counts) -> String {
    let named =
        |(verdict, n): (&Verdict, &usize)| format!("{n} {}", verdict.id().replace('_', " "));
    let list: Vec<String> = counts.iter().map(named).collect();
    if list.is_empty() { "none".to_owned() } else { list.join(", ") }
}
