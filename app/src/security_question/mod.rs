//! The security question: an extra gate in a reset by oneself, behind the link from the mail.
//!
//! Never alone, never before that proof, never a second factor; the operator may switch it off (`[policy] security_question`). ASVS 6.4.2
//! asks for none at all: `docs/SECURITY.md` lists the deviation. Questions come from a list, so that nobody writes the answer into their
//! own. Answers are hashed like passwords and compared leniently in case and spaces.
//!
//! Threats: guessing (five tries a link, and every link needs the person's mail), somebody at an open screen who sets another question
//! (the password is asked again, and the person is told by mail).

pub mod model;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
