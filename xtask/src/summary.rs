//! The closing lines of `make test`: what each runner counted, read from its log.
//!
//! For every step STEP the directory holds `STEP.log` and `STEP.status` (the exit code).

use std::path::Path;

use crate::Result;
use crate::workspace::{files_below, read};

/// What the runners of one step said they did.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

/// Prints a line for each step. Fails when a step failed, or when a test runner ran no test at all.
pub fn print(dir: &Path) -> Result<()> {
    let mut failed = Vec::new();
    println!("\n{:<8} {:>8} {:>8} {:>8}  result", "step", "passed", "failed", "skipped");
    for status in files_below(dir)?.iter().filter(|file| file.extension().is_some_and(|end| end == "status")) {
        let log = status.with_extension("log");
        let code = String::from_utf8_lossy(&read(status)?).trim().to_owned();
        let counts = count(&String::from_utf8_lossy(&read(&log)?));
        let verdict = match (code.as_str(), &counts) {
            ("0", Some(Counts { passed: 0, .. })) => "RAN NO TEST".to_owned(),
            ("0", _) => "ok".to_owned(),
            (code, _) => format!("FAILED with exit code {code}"),
        };
        let step = status.file_stem().unwrap_or_default().to_string_lossy();
        let [passed, failures, skipped] = match counts {
            Some(counts) => [counts.passed, counts.failed, counts.skipped].map(|number| number.to_string()),
            None => ["-"; 3].map(str::to_owned),
        };
        println!("{step:<8} {passed:>8} {failures:>8} {skipped:>8}  {verdict}");
        if verdict != "ok" {
            failed.push(log.display().to_string());
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("not green, see {}", failed.join(", "))) }
}

/// Sums cargo's `test result: …` lines and Playwright's closing `  3 passed (2.1s)` lines; `None` without any.
fn count(log: &str) -> Option<Counts> {
    let mut counts = Counts::default();
    let mut found = false;
    for line in log.lines() {
        let parts: Vec<&str> = match line.strip_prefix("test result: ") {
            Some(results) => results.split([';', '.']).collect(),
            None => vec![line],
        };
        for part in parts {
            let words: Vec<&str> = part.split_whitespace().collect();
            let Some(Ok(number)) = words.first().map(|word| word.parse::<u64>()) else {
                continue;
            };
            let sum = match words[1..] {
                ["passed"] => &mut counts.passed,
                ["passed", time] if time.starts_with('(') => &mut counts.passed,
                ["failed" | "flaky" | "interrupted"] => &mut counts.failed,
                ["ignored" | "skipped"] | ["did", "not", "run"] => &mut counts.skipped,
                _ => continue,
            };
            *sum += number;
            found = true;
        }
    }
    found.then_some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_and_playwright_are_summed() {
        let log = "running 3 tests\n\
                   test result: FAILED. 2 passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.12s\n\
                   test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n\
                   \x20 1 flaky\n  2 skipped\n  3 did not run\n  20 passed (1.2m)\n";
        assert_eq!(count(log), Some(Counts { passed: 27, failed: 2, skipped: 9 }));
    }

    #[test]
    fn other_text_counts_nothing() {
        assert_eq!(count("3 passed the door\n12 files\nFinished in 3 passed"), None);
    }
}
