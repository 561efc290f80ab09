//! The page asked for before log-in.
#![no_main]

use fuzz::{begin, seeds, web};

libfuzzer_sys::fuzz_target!(init: begin(seeds::next()), |data: &[u8]| web::next(data));
