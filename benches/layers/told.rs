//! Measures, as a table to read and as lines of JSON to keep.

use rustix::time::{ClockId, clock_gettime};

/// What measures are of.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// How many rows.
    pub rows: usize,
    /// True where rows have ends.
    pub ranged: bool,
}

impl Told {
    /// Prints a measure: a line of the table, and one of JSON.
    pub fn say(self, measure: &str, numbers: &[(&str, f64)]) {
        let list: Vec<_> = numbers.iter().map(|(name, n)| format!("{name} {n:.3}")).collect();
        println!("  {measure:28} {}", list.join("  "));
        let mut line = serde_json::json!({ "measure": measure, "n": self.rows });
        line["rows_are"] = if self.ranged { "ranges" } else { "instants" }.into();
        for (name, n) in numbers {
            line[*name] = serde_json::json!((n * 1e4).round() / 1e4);
        }
        println!("{line}");
    }
}

/// Milliseconds that all threads of the process have worked.
pub fn cpu_ms() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}
