//! Build helpers that need no tool beyond cargo and npm: `cargo xtask help`.
//!
//! `site` builds everything the browser gets; `summary` counts what a test run's logs say.

mod css;
mod pack;
mod site;
mod stamp;
mod summary;
mod wasm;
mod workspace;

use std::process::ExitCode;

/// A failure in one plain sentence that says what to do next.
pub type Result<T> = std::result::Result<T, String>;

/// Puts a sentence before an error of another library.
pub trait Context<T> {
    /// `what` says what was being done, without a full stop.
    fn context(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: std::fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T> {
        // `{:#}` lets error types that carry a chain of causes show it.
        self.map_err(|error| format!("{}: {error:#}", what()))
    }
}

const HELP: &str = "\
cargo xtask site [--dev]     build WASM, glue, CSS, scripts and public files into target/site
                             --dev: unoptimised WASM, fast compression, wasm-opt not needed
cargo xtask summary DIR      count the results in the logs of a test run; fails when any step failed
cargo xtask help             this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["site"] => site::build(site::Mode::Release),
        ["site", "--dev"] => site::build(site::Mode::Dev),
        ["summary", dir] => summary::print(dir.as_ref()),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("xtask does not know `{}`.\n\n{HELP}", arguments.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::FAILURE
        }
    }
}
