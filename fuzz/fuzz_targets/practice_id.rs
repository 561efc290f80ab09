//! Practice IDs as people type them.
#![no_main]

use fuzz::{begin, seeds, typed};

libfuzzer_sys::fuzz_target!(init: begin(seeds::practice_id()), |data: &[u8]| typed::practice_id(data));
