//! Forms as browsers and scripts post them, and how they come back.
#![no_main]

use fuzz::{begin, seeds, web};

libfuzzer_sys::fuzz_target!(init: begin(seeds::form()), |data: &[u8]| web::form(data));
