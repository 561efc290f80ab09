//! What was measured: a line for each number as it comes, a table at the end, and `target/soak/report.json`. Rows are those of `make bench-full`.

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
}

impl Report {
    /// Prints a number and keeps it.
    pub fn add(&mut self, id: &str, what: &str, value: f64, unit: &str, aim: Aim) {
        let (value, ok) = ((value * 1000.0).round() / 1000.0, aim.is_met(value));
        let row = json!({ "id": id, "what": what, "value": value, "unit": unit, "aim": aim.text(), "ok": ok });
        println!("{}", line(&row));
        self.rows.push(row);
    }

    /// Something counted.
    pub fn count(&mut self, id: &str, what: &str, n: usize, aim: Aim) {
        #[expect(clippy::cast_precision_loss, reason = "a count of what happened in minutes")]
        self.add(id, what, n as f64, "", aim);
    }

    /// Takes the numbers of a part over.
    pub fn take(&mut self, part: Self) {
        self.rows.extend(part.rows);
    }

    pub fn is_fine(&self) -> bool {
        self.rows.iter().all(|row| row["ok"] == true)
    }

    /// The table, printed and kept.
    pub fn write(&self) {
        println!("\n{:<98} {:>10}", "what", "value");
        for row in &self.rows {
            println!("{}", line(row));
        }
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/soak/report.json");
        let report = json!({ "machine": machine(), "date": today(), "rows": self.rows });
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, serde_json::to_string_pretty(&report).unwrap() + "\n").unwrap();
        println!("{}", path.display());
    }
}

fn line(row: &Value) -> String {
    let text = |key: &str| row[key].as_str().unwrap_or_default();
    let verdict = match (text("aim"), row["ok"] == true) {
        ("", true) => String::new(),
        (aim, true) => format!("ok (aim: {aim})"),
        (aim, false) => format!("MISSED (aim: {aim})"),
    };
    format!("  {:<96} {:>10.2} {:<5} {verdict}", text("what"), row["value"].as_f64().unwrap_or_default(), text("unit"))
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
