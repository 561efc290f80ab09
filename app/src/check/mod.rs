//! "Check this computer": everything the doctor knows about this browser, measured, in words. Nothing of it is kept.
//!
//! Measured by the boot script; judged in the browser, or by the server over a plain form post where the browser runs no WASM.

#[cfg(feature = "ssr")]
pub mod api;
pub mod text;
pub mod view;
