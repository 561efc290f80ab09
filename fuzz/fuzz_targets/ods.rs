//! The open document's spreadsheet: its parts, packed here.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::ods()), |data: &[u8]| readers::folder(data));
