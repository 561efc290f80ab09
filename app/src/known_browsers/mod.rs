//! The browsers that people have logged in from. A log-in from another one is told to the person by mail (ASVS 6.3.5), and a known one
//! has tries of its own, so that failures elsewhere do not shut its owner out (see [`crate::lockout`]).
//!
//! A long-lived cookie holds a random token; the table holds its hash, once for each person who uses the browser. Knowing a browser opens
//! nothing: the password is asked for as ever. A person may trust a browser after a second step: then it is not asked for a code until the
//! trust ends ([`crate::second_factor`]). A trusted browser's token changes at each log-in, so that a copy of it is dead at the next.
//!
//! Threats: a token put into somebody's browser, or copied from it (a person who is new to a token makes the browser get another one;
//! a reset forgets all of the person's browsers); telling accounts apart (a failed log-in looks the cookie up by the same statement
//! whatever was typed, and sets none); a table that grows (50 browsers for each person, 180 days unseen).

pub mod model;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
