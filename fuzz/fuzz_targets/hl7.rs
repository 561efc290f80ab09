//! HL7 version 2.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::hl7()), |data: &[u8]| readers::file(data));
