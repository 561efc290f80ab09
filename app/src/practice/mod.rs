//! A practice: the tenant. Everything belongs to one, and nothing of one is ever seen from another (ASVS 8.4.1).
//!
//! Its Practice ID is public knowledge in form, not in existence: the form explains its own typos (see [`id`]), while no answer tells
//! whether an ID is taken.

#[cfg(feature = "ssr")]
pub mod access_code;
#[cfg(feature = "ssr")]
pub mod contact;
pub mod id;
pub mod label;
#[cfg(feature = "ssr")]
pub mod service;
pub mod states;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
#[cfg(feature = "ssr")]
pub mod time;
pub mod zones;
