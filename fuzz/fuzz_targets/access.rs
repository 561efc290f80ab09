//! Access databases.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::access()), |data: &[u8]| readers::file(data));
