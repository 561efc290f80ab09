//! Facilities: where a practice works (topics 40 and 58).
//!
//! Administrators add and change them under *Settings → Facilities*. A practice that has any has exactly one primary facility; the first one is it.
//! What is out of use is deactivated and can come back; only what nothing refers to can be deleted. Two editors at once are told what the other one
//! saved, box by box. Every change is in the practice's trail, with what was before and after.
//!
//! Threats: another practice's id in the address (it is an id that does not exist), somebody without rights (one check before every deed), a lost
//! update (a version in the form), two at once who each deactivate "the other one" (the practice's lock).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
pub mod read;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
