//! Challenges that leave the server without a row: under a MAC, for one purpose, for five minutes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::clock::MINUTE;
use crate::platform::tokens::{TokenHash, hex, unhex};
use crate::platform::{Fault, Millis, Outcome, Platform};

/// How long a challenge holds: what NIST and the `WebAuthn` specification call minutes, not hours.
pub const HOLDS: Millis = 5 * MINUTE;
/// A longer text is none of ours.
const LONGEST: usize = 16 * 1024;

/// What a challenge was made for. One made for one purpose is worth nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A new passkey.
    Create,
    /// A log-in, by whom is not known yet.
    LogIn,
    /// The second step of a log-in that began with a password.
    SecondStep,
    /// The end of an idle lock.
    Unlock,
    /// A proof asked for again, before something that matters.
    StepUp,
}

/// For whom, besides the purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The person; none at the log-in.
    pub user: Option<Uuid>,
    /// The session, where there is one.
    pub session: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
struct Content {
    purpose: Purpose,
    holder: Holder,
    at: Millis,
    /// The library's state: the challenge and what was asked for.
    state: serde_json::Value,
}

/// An opened challenge.
pub struct Opened {
    /// The library's state.
    pub state: serde_json::Value,
    /// Names the challenge where its use is written down.
    pub name: TokenHash,
}

/// What a text turned out to be.
pub enum Unsealed {
    /// A challenge of ours, in time, for this purpose and holder.
    Open(Opened),
    /// One of ours, too old.
    TooLate,
    /// Not one of ours, or one for something else.
    Foreign,
}

/// Seals a state. `MAC || content` in hexadecimal.
///
/// # Errors
/// A fault when the state cannot be written.
pub fn seal(platform: &Platform, purpose: Purpose, holder: Holder, state: &impl Serialize) -> Outcome<String> {
    let state = serde_json::to_value(state).map_err(|e| Fault::internal(format!("a challenge's state: {e}")))?;
    let content = Content { purpose, holder, at: platform.clock.now(), state };
    let content = serde_json::to_vec(&content).map_err(|e| Fault::internal(format!("sealing a challenge: {e}")))?;
    let mac = platform.secrets.passkeys().mac(&[b"challenge", &content]);
    Ok(format!("{}{}", hex(&mac), hex(&content)))
}

/// Opens what [`seal`] made.
#[must_use]
pub fn open(platform: &Platform, purpose: Purpose, holder: Holder, text: &str) -> Unsealed {
    let Some(bytes) = (text.len() <= LONGEST).then(|| unhex(text)).flatten() else { return Unsealed::Foreign };
    let Some((mac, content)) = bytes.split_at_checked(32) else { return Unsealed::Foreign };
    let right = platform.secrets.passkeys().mac(&[b"challenge", content]);
    if !bool::from(subtle::ConstantTimeEq::ct_eq(mac, right.as_slice())) {
        return Unsealed::Foreign;
    }
    let Ok(found) = serde_json::from_slice::<Content>(content) else { return Unsealed::Foreign };
    if found.purpose != purpose || found.holder != holder {
        return Unsealed::Foreign;
    }
    let age = platform.clock.now() - found.at;
    // One from the future: the clock was set back. A node's clock may be a little ahead of another's.
    if !(-MINUTE..HOLDS).contains(&age) {
        return Unsealed::TooLate;
    }
    // Over the content, not over the text: the same challenge in capitals is the same challenge.
    Unsealed::Open(Opened { state: found.state, name: TokenHash::of(&hex(content)) })
}
