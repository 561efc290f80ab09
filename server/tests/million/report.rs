//! What was measured: a table for people, and `target/bench/report.json`.

use std::path::PathBuf;

use app::platform::Clock;
use serde_json::{Value, json};

/// What a number is to be.
#[derive(Clone, Copy)]
pub enum Aim {
    None,
    AtMost(f64),
    AtLeast(f64),
}

impl Aim {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::None => true,
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }

    fn text(self) -> String {
        match self {
            Self::None => String::new(),
            Self::AtMost(most) => format!("<= {most}"),
            Self::AtLeast(least) => format!(">= {least}"),
        }
    }
}

/// All numbers so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Value>,
    missed: usize,
}

impl Report {
    /// Prints a number and keeps it.
    pub fn add(&mut self, id: &str, what: &str, value: f64, unit: &str, aim: Aim) {
        let (value, ok) = ((value * 1000.0).round() / 1000.0, aim.is_met(value));
        self.missed += usize::from(!ok);
        let verdict = if matches!(aim, Aim::None) {
            String::new()
        } else {
            format!("{} (aim: {})", if ok { "ok" } else { "MISSED" }, aim.text())
        };
        println!("  {what:<100} {value:>10.2} {unit:<7} {verdict}");
        self.rows.push(json!({ "id": id, "what": what, "value": value, "unit": unit, "aim": aim.text(), "ok": ok }));
    }

    pub fn is_fine(&self) -> bool {
        self.missed == 0
    }

    /// Keeps the numbers, beside those of other measurements.
    pub fn write(&self) {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/bench/report.json");
        let before: Value =
            std::fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let is_ours = |row: &Value| self.rows.iter().any(|own| own["id"] == row["id"]);
        let others = before["rows"].as_array().cloned().unwrap_or_default().into_iter().filter(|row| !is_ours(row));
        let rows: Vec<Value> = others.chain(self.rows.iter().cloned()).collect();
        let report = json!({ "machine": machine(), "date": today(), "rows": rows });
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, serde_json::to_string_pretty(&report).unwrap() + "\n").unwrap();
        println!("{}", path.display());
    }
}

/// `YYYY-MM-DD`
fn today() -> String {
    let now = jiff::Timestamp::from_millisecond(Clock::System.now()).unwrap();
    now.to_string().chars().take(10).collect()
}

/// What it was measured on.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name =
        info.lines().find_map(|line| line.strip_prefix("model name")).map_or("", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kb: u64 = memory.lines().next().and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{name}, {cores} cores, {} GB", kb / 1_000_000)
}
