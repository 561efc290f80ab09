//! Excel, binary: the parts of a workbook, packed here.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::xlsb()), |data: &[u8]| readers::folder(data));
