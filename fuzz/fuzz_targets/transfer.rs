//! What this product exported: its files, packed here under a manifest that tells the truth of them.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::transfer()), |data: &[u8]| readers::transfer(data));
