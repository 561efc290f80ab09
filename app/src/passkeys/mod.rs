//! Passkeys (`WebAuthn` level 3): a key pair that a device makes for one person and this site, and uses only after a fingerprint, a face or
//! a PIN. So a passkey is two factors at once, nobody can guess it, and no other site can lure it out (NIST SP 800-63B-4 3.1.7).
//!
//! Rules: user verification is required, each passkey is discoverable (no username is typed), attestation is not asked for, and the
//! authenticator names a person by a handle that says nothing (`ceremony::handle`). RP ID and origin come from `[server] base_url`, never
//! from the request; an address that is no name (`https://192.0.2.7`) has no passkeys, and its pages do not speak of them.
//!
//! A challenge is sealed and handed out without a write (`sealed`); it holds for five minutes, for one purpose, and for the person and session
//! it was made for. Its one use is written down when it is redeemed, in the transaction of what it opens.
//!
//! Threats: replay (above), another site or another practice's person (origin, RP ID, owner are compared), a copied key (a counter that
//! goes back is refused), somebody at an open screen (the current password is asked before one is made or removed, ASVS 7.5.1), a change
//! unnoticed (told by mail, ASVS 6.3.7), a browser made to log in as somebody else (the origin check).

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod ceremony;
pub mod model;
#[cfg(feature = "ssr")]
pub mod sealed;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
