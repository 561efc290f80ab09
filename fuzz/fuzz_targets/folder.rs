//! A folder that was sent as one file, packed here.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::folder()), |data: &[u8]| readers::folder(data));
