//! My account: what a person sees and changes of their own.
//!
//! The password is asked again before a password or a security question is set (ASVS 7.5.1); wrong ones are counted like log-ins, so that an
//! open screen is no place to guess. A new password ends every other session and gives this one a new token (ASVS 7.2.4, 7.4.3).
//! Both changes are told by mail (ASVS 6.3.7). Language and display belong to the device, not to the person: they work before log-in.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod done;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
pub mod text;
pub mod view;
