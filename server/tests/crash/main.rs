//! The real program, started as an operator starts it, and what a bad day does to it: killed in the middle of its work, its mail server
//! gone, its disk full, a long file. Judged from outside: by what clients were answered, what arrived in the mail, and what `verify-audit` says.
//!
//! A program of its own: it kills what it started, and needs the processors for itself.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

#[macro_use]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_macros, reason = "shared with the other tests, which use the rest")]
mod support;

mod disk;
mod imports;
mod mail;
mod memory;
#[path = "../million/people.rs"]
mod people;
mod process;
mod resets;
