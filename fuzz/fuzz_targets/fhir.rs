//! FHIR: a resource, a bundle, or a line each.
#![no_main]

use fuzz::{begin, readers, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::fhir()), |data: &[u8]| readers::file(data));
