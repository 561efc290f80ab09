//! Logos and patients' documents.
#![no_main]

use fuzz::{begin, files, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::picture()), |data: &[u8]| files::picture(data));
