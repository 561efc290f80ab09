//! Messages to people: queued in the transaction of the change they tell of, sent by a worker afterwards.
//!
//! At least once and harmless: a message that may have left is sent again with the same Message-ID and the same link. A double arises
//! only when we die between the mail server's 250 and our commit. A try that failed is repeated after 30 s, 2 m, 8 m, 30 m and 2 h; then
//! the message is given up, and its state says why.
//!
//! Threats: somebody reads the table or a backup (no row holds a link: it is an HMAC over purpose and row, made when the message is
//! sent); a browser or a name carries an address that a mail program turns into a link, or a line break (see [`message`]); a mail server
//! that offers no TLS (refused, see [`crate::platform::mailer`]); the demo's outbox on a real server (its pages exist in the demo only,
//! and the demo listens on loopback only).

#[cfg(feature = "ssr")]
pub mod api;
pub mod cause;
#[cfg(feature = "ssr")]
pub mod count_store;
#[cfg(feature = "ssr")]
pub mod counts;
#[cfg(feature = "ssr")]
pub mod health;
#[cfg(feature = "ssr")]
pub mod hooks;
pub mod kind;
#[cfg(feature = "ssr")]
pub mod limits;
#[cfg(feature = "ssr")]
pub mod message;
pub mod model;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod phone;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod subjects;
pub mod text;
pub mod view;
pub mod waiting;
