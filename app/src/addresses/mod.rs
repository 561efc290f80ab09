//! The e-mail addresses that people log in with.
//!
//! An address is *free*, *claimed* by somebody who has not proven it yet, or somebody's *verified* one, and *released* it is free again. It
//! belongs to one person over all practices. A claim ends by itself after 14 days, and keeps nobody out: whoever reads the mail of the
//! address can claim it, too, and the first one to prove it has it; the other claims end. So neither a slip nor a stranger takes an address
//! from its owner. Only a verified address logs in, and it stays until an administrator of their practice releases it.
//!
//! Addresses are compared without case, outer spaces, invisible characters and wide forms; what is before and behind a plus sign counts
//! (`kim+elm@` and `kim+oak@` are two). Nothing here says whose an address is.
//!
//! The upgrade (`own`) leads from Practice ID and username to an address: claimed, its link pressed, the password confirmed. Before that nothing
//! changes, and it goes on where it was left. The same way leads from one address to another (`change`): its last step is a full proof made after
//! the link was pressed (the code by phone, or what the person has set up), and the address before logs in until the new one has. Whoever reads
//! its mail can stop the change until then. An administrator can ask for it (`administer`) and finishes nothing.
//!
//! Threats: an address of somebody else (a link goes to it, and the claimant must press it logged in: a stranger who gets the link by a slip can
//! do nothing with it); mail to people who never asked (waits between links, five an hour to one address over all claimants); two who prove
//! the same address at once (its rows are held); a clock that was set back (claims are put right by the sweeper).

#[cfg(feature = "ssr")]
pub mod administer;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod change;
#[cfg(feature = "ssr")]
pub mod link_api;
#[cfg(feature = "ssr")]
pub mod links;
pub mod model;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod person_api;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod shown;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
