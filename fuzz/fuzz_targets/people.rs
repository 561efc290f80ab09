//! Lists of people as practices upload them.
#![no_main]

use fuzz::{begin, files, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::people()), |data: &[u8]| files::people(data));
