//! From the cells of a table to values: columns, guesses, days, names, numbers, and who is the same person.
#![no_main]

use fuzz::{begin, cells, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::cells()), |data: &[u8]| cells::cells(data));
