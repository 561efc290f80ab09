//! Audit: who did what, when, from where, with before and after. On from the first row; nothing can switch it off (170.315(d)(2)).
//!
//! Each practice has a chain of entries, and the public door has one (`door`). An entry's MAC covers the entry and the MAC before it,
//! under a key that is not in the database, so an edit, a removal or a reordering shows even when somebody may write every table.
//! Entries are written in the transaction of the change they tell of.
//!
//! Threats: a writer to the database rewrites history (keyed chain); cuts off the newest entries (the chain's head counts them, and its
//! MAC is keyed; checkpoints outside of the database catch a head that was set back); two writers fork a chain (its head row is locked).
//! Never in an entry: a password, a code, a token, typed text of the public door, a patient's detail.

#[cfg(feature = "ssr")]
pub mod count_store;
#[cfg(feature = "ssr")]
pub mod counts;
#[cfg(feature = "ssr")]
pub mod door;
pub mod model;
#[cfg(feature = "ssr")]
pub mod refusal_store;
#[cfg(feature = "ssr")]
pub mod retention;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod verify;
