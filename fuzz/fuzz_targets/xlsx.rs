//! Excel: the parts of a workbook, packed here.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::xlsx()), |data: &[u8]| readers::folder(data));
