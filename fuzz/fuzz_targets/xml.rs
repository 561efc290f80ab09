//! XML: a record an element, or a clinical document.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::xml()), |data: &[u8]| readers::file(data));
