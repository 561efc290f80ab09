//! What the fuzzers try, and what they begin with. `make fuzz` runs each of `fuzz_targets` for a while (`docs/CONTRIBUTING.md`).
//!
//! A finding is a crash, a reader that does not come to an end, memory without end, or a rule that does not hold (`assert`). Each becomes a test beside the
//! code that it was found in, and then the code is put right.
#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a fuzzer stops at the first surprise")]

pub mod cells;
#[cfg(feature = "typed")]
pub mod doctor;
#[cfg(feature = "typed")]
pub mod files;
mod folder;
#[cfg(feature = "typed")]
mod parts;
pub mod readers;
pub mod seeds;
#[cfg(feature = "typed")]
pub mod typed;
#[cfg(feature = "typed")]
pub mod web;
mod workbooks;

use std::path::Path;

/// Puts the seeds into the corpus, unless they are there: libFuzzer reads it after this. Panics inside of other people's readers are none of ours as long as
/// [`intake::read::read`] catches them; one that it does not catch still ends the run.
pub fn begin(seeds: Vec<Vec<u8>>) {
    let aborts = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let theirs = panic.location().is_some_and(|at| at.file().contains("/registry/src/"));
        if !theirs {
            aborts(panic);
        }
    }));
    let Some(corpus) = std::env::args().skip(1).find(|argument| !argument.starts_with('-') && Path::new(argument).is_dir()) else {
        return;
    };
    for (n, seed) in seeds.into_iter().enumerate() {
        std::fs::write(Path::new(&corpus).join(format!("seed-{n:02}")), seed).unwrap();
    }
}

/// The text of the data; none where it is no text.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}
