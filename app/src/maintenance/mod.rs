//! Maintenance windows (topic 62): the operator says beforehand when the system is worked on, and everybody knows.
//!
//! Administrators get a mail a week before. From a day before on, every page says when; half an hour and five minutes before, open pages say it once more.
//! While it lasts nobody logs in and nothing is carried out: every page says until when, and half-typed forms are kept behind the lock. Health checks say
//! `maintenance`. The downtime kit is what a practice prints beforehand to go on working on paper.
//!
//! Threats: a window that never ends (it has an end, and the operator takes it back), a log-in that slips in (one layer before everything else), a kit with
//! more than who prints it may see (the edit level decides, and it is in the trail).

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod kit;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
