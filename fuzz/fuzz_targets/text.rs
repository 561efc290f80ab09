//! Text in any encoding, its cells parted by a character or standing in columns.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::text()), |data: &[u8]| readers::file(data));
