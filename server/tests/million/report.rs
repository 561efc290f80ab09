//! What was measured: a line for people at once, and `target/bench/report.json`, which holds the lines of every measurement of a run.

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
    /// What could not be measured: `id`, `what` and `why`.
    pub left_out: Vec<Value>,
    missed: usize,
}

impl Report {
    /// Prints a number and keeps it.
    pub fn add(&mut self, id: &str, what: &str, value: f64, unit: &str, aim: Aim) {
        self.add_of(0, id, what, value, unit, aim);
    }

    /// The same for a number that was made of `n` measurements.
    pub fn add_of(&mut self, n: usize, id: &str, what: &str, value: f64, unit: &str, aim: Aim) {
        let (value, ok) = ((value * 1000.0).round() / 1000.0, aim.is_met(value));
        self.missed += usize::from(!ok);
        let mut row = json!({ "id": id, "what": what, "value": value, "unit": unit, "aim": aim.text(), "ok": ok });
        if n > 0 {
            row["n"] = n.into();
        }
        println!("{}", line(&row));
        self.rows.push(row);
    }

    pub fn is_fine(&self) -> bool {
        self.missed == 0
    }

    /// Keeps the numbers, beside those of other measurements.
    pub fn write(&self) {
        let before = read();
        let of = |key: &str, own: &[Value]| {
            let is_ours = |row: &Value| self.rows.iter().chain(&self.left_out).any(|own| own["id"] == row["id"]);
            let others = before[key].as_array().cloned().unwrap_or_default().into_iter().filter(|row| !is_ours(row));
            others.chain(own.iter().cloned()).collect::<Vec<_>>()
        };
        let (rows, left_out) = (of("rows", &self.rows), of("left_out", &self.left_out));
        let report = json!({ "machine": machine(), "date": today(), "rows": rows, "left_out": left_out });
        let path = folder().join("report.json");
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(&path, serde_json::to_string_pretty(&report).unwrap() + "\n").unwrap();
        println!("{}", path.display());
    }
}

/// Where reports are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/bench")
}

/// The report as far as it is; null when there is none.
pub fn read() -> Value {
    std::fs::read_to_string(folder().join("report.json")).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// A number as a line of the table.
pub fn line(row: &Value) -> String {
    let text = |key: &str| row[key].as_str().unwrap_or_default();
    let n = row["n"].as_u64().map(|n| format!("n = {n}")).unwrap_or_default();
    let verdict = match (text("aim"), row["ok"] == true) {
        ("", _) => String::new(),
        (aim, true) => format!("ok (aim: {aim})"),
        (aim, false) => format!("MISSED (aim: {aim})"),
    };
    format!("  {:<92} {:>12.2} {:<7} {n:<10} {verdict}", text("what"), row["value"].as_f64().unwrap_or_default(), text("unit"))
        .trim_end()
        .to_owned()
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
