//! The archive itself, byte by byte.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::zip()), |data: &[u8]| readers::file(data));
