//! Cookies and the languages of a browser.
#![no_main]

use fuzz::{begin, seeds, web};

libfuzzer_sys::fuzz_target!(init: begin(seeds::cookies()), |data: &[u8]| web::cookies(data));
