//! `vestibule`: parse, run the command, say what went wrong in one sentence.

use std::process::ExitCode;

use clap::Parser as _;
use server::commands::Cli;

fn main() -> ExitCode {
    say_of_panics(|at| {
        if tracing::dispatcher::has_been_set() {
            tracing::error!(at, "a panic");
        } else {
            eprintln!("vestibule: a panic at {at}");
        }
    });
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

/// Says of a panic where it happened. Its own words are left out: they quote what was being read, and that may be a line of a patient's file.
fn say_of_panics(say: impl Fn(&str) + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |panic| say(&panic.location().map(ToString::to_string).unwrap_or_default())));
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::say_of_panics;

    #[test]
    fn a_panic_is_told_by_its_place_and_never_in_its_words() {
        let (said, before) = (Arc::new(Mutex::new(String::new())), std::panic::take_hook());
        let into = Arc::clone(&said);
        say_of_panics(move |at| into.lock().unwrap().push_str(at));
        let name = "Müller";
        let cut = std::panic::catch_unwind(|| name[..2].len());
        std::panic::set_hook(before);
        let said = said.lock().unwrap();
        assert!(cut.is_err() && said.contains("main.rs") && !said.contains(name), "{said}");
    }
}
