//! Excel before 2007: its records, put into the container that they come in.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::xls()), |data: &[u8]| readers::xls(data));
