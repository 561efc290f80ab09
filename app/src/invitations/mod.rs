//! Invitations: how a new person comes to their first password.
//!
//! An administrator adds somebody with an address, and a link is on its way to it. Behind the link stand two steps: the Practice Access Code,
//! which an administrator tells by voice, and a password of the person's choice. Then they are logged in: they have proven the mailbox and that
//! somebody of the practice knows them. An invitation works once, for seven days, the newest one only; it ends with a deactivation, another
//! address, a password that was set in another way, and five wrong codes. Nothing of link and code is stored: the link is derived from the
//! row's id, the code from the practice's row (`practice/access_code.rs`).
//!
//! Whoever was never here gets no reset by mail: it would lead past the code (`docs/adr/0021-invitations.md`).
//!
//! Threats: a mailbox that is read by others, or a mail that is passed on (the code is not in it); guessing the code (five tries a link, each
//! counted before it is compared, parallel ones too); mail scanners (a GET changes nothing); whoever has only the link after somebody else has
//! typed the code (the second step is open to the browser that typed it, as long as the code holds); the same link twice (one conditional
//! update); an old mail (after seven days only an administrator can send another); a stranger's name and address (an invitation is for people
//! of one's own practice).

#[cfg(feature = "ssr")]
pub mod again;
#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
mod notices;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod panel;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
