//! Usernames, names, addresses, numbers, days and networks as people type them.
#![no_main]

use fuzz::{begin, seeds, typed};

libfuzzer_sys::fuzz_target!(init: begin(seeds::identifiers()), |data: &[u8]| typed::identifiers(data));
