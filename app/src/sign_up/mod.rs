//! Sign-up: a new practice sets itself up, where the operator allows it (`[practices] sign_up`).
//!
//! Somebody gives an address, and a link is on its way to it. Behind the link stands one form: the practice's name and time zone, their own name, a
//! username, a password. It makes the practice and its first administrator, whose address is proven by then, and logs them in. The mail that follows
//! has the Practice ID.
//!
//! A link works once, for a day, the newest one of an address only. Nothing of it is stored: it is derived from the row's id.
//!
//! Threats: reading accounts or practices off the answer (nothing is looked up, neither for the address nor for the name), floods of mail to
//! somebody (the waits of the page, by address and by network, and nothing that a stranger typed is in the mail), mail scanners (a GET changes
//! nothing), the same link twice (one conditional update), somebody who makes practices without end (a limit a day, `[practices] sign_ups_a_day`).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
