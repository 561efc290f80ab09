//! `vestibule`: parse, run the command, say what went wrong in one sentence.

use std::process::ExitCode;

use clap::Parser as _;
use server::commands::Cli;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("vestibule: could not start: {e}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(Cli::parse().run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("vestibule: {e}");
            ExitCode::FAILURE
        }
    }
}
