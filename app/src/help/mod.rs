//! The help centre: an article for each question that people have at the door, found by their own words. Every page ends with a next step.
//!
//! Articles are data, each in a file of its own in [`articles`]. They say only what the product does today: a button's name in an article is
//! that button's own [`Text`](crate::i18n::Text), a number is the product's own ([`places`]), so that neither can drift. The places in the
//! product where a question arises lead to its article by a [`HelpLink`](crate::ui::help::HelpLink).
//!
//! Threats: what is typed into the search is shown back (escaped), cut to a length, and neither stored nor logged; no article tells
//! anything about which practices or users exist.

#[cfg(feature = "ssr")]
pub mod api;
pub mod articles;
pub mod findings;
pub mod model;
pub mod places;
#[cfg(feature = "ssr")]
pub mod search;
pub mod text;
#[cfg(feature = "ssr")]
pub mod view;
