//! Phone numbers.
#![no_main]

use fuzz::{begin, seeds, typed};

libfuzzer_sys::fuzz_target!(init: begin(seeds::phone()), |data: &[u8]| typed::phone(data));
