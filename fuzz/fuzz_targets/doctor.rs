//! The log-in doctor: any fields, any device.
#![no_main]

use fuzz::{begin, doctor, seeds};

libfuzzer_sys::fuzz_target!(init: begin(seeds::doctor()), |data: &[u8]| doctor::doctor(data));
