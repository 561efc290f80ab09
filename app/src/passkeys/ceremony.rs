//! What is asked of an authenticator, and whether its answer is right. The library judges the answer; this file says for whom, for what,
//! and how often.

use serde_json::json;
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::sealed::{self, Holder, Opened, Purpose, Unsealed};
use super::store;
use crate::platform::settings::Settings;
use crate::platform::tokens::hex;
use crate::platform::{Fault, Outcome, Platform, Tx};

/// What the page shows before the address: the product's own name in the authenticator's dialog.
const RP_NAME: &str = "Vestibule";

/// What came back from a browser, as its form posted it.
#[derive(Clone, Copy, Debug)]
pub struct Posted<'a> {
    /// The challenge as it was handed out.
    pub sealed: &'a str,
    /// The authenticator's answer, as JSON.
    pub credential: &'a str,
}

/// What an answer proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It is this person. The challenge is redeemed, the use noted: commit the transaction.
    Right {
        /// Who.
        user: Uuid,
    },
    /// Not right: signature, origin, counter, verification, another purpose or holder, or no answer at all.
    Wrong {
        /// Whose passkey it claims to be.
        user: Option<Uuid>,
    },
    /// A passkey that we do not know (any more), or not this person's.
    Unknown,
    /// The same answer once more.
    UsedBefore,
    /// Right or not: the challenge was more than five minutes old.
    TooLate,
}

/// Whether passkeys work at our address: it must have a name, and be secure.
#[must_use]
pub fn available(settings: &Settings) -> bool {
    library(settings).is_some()
}

fn library(settings: &Settings) -> Option<Webauthn> {
    let origin = Url::parse(&settings.base_url).ok()?;
    let domain = origin.domain()?;
    if origin.scheme() != "https" && domain != "localhost" {
        return None;
    }
    WebauthnBuilder::new(domain, &origin).ok()?.rp_name(RP_NAME).build().ok()
}

/// The RP ID: the name in our address. None where passkeys do not work.
#[must_use]
pub fn rp_id(settings: &Settings) -> Option<String> {
    library(settings)?;
    Url::parse(&settings.base_url).ok()?.domain().map(str::to_owned)
}

/// By what authenticators name a person: 64 bytes that look random, and say nothing (`WebAuthn` 14.6.1). Derived, so that no page view has to
/// write one.
#[must_use]
pub fn handle(platform: &Platform, user: Uuid) -> Vec<u8> {
    let key = platform.secrets.passkeys();
    [key.mac(&[b"handle", b"1", user.as_bytes()]), key.mac(&[b"handle", b"2", user.as_bytes()])].concat()
}

/// Who makes a passkey, as the authenticator's dialog names them.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// For whom the challenge is made.
    pub holder: Holder,
    /// The user.
    pub user: Uuid,
    /// What tells accounts apart in a list.
    pub name: &'a str,
    /// The person's name.
    pub display_name: &'a str,
}

/// What the browser is asked to make a passkey with, as JSON: `publicKey` and `sealed`.
///
/// # Errors
/// A fault where passkeys do not work ([`available`]).
pub fn ask_to_create(platform: &Platform, maker: &Maker<'_>, existing: &[Vec<u8>]) -> Outcome<String> {
    let library = library(&platform.settings).ok_or_else(unavailable)?;
    let exclude = existing.to_vec();
    // The library's handle is a UUID of 16 bytes; ours takes its place in what is asked, and is compared at the log-in.
    let (mut asked, state) = library
        .start_passkey_registration(Uuid::nil(), maker.name, maker.display_name, Some(exclude))
        .map_err(|e| Fault::internal(format!("asking for a passkey: {e}")))?;
    asked.public_key.user.id = handle(platform, maker.user);
    let mut asked = to_json(&asked)?;
    let selection = &mut asked["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = "required".into();
    selection["requireResidentKey"] = true.into();
    asked["sealed"] = sealed::seal(platform, Purpose::Create, maker.holder, &state)?.into();
    Ok(asked.to_string())
}

/// A passkey that was made.
pub struct Made {
    /// How the authenticator names it.
    pub credential_id: Vec<u8>,
    /// As the library writes it.
    pub credential: String,
    /// Kept by a provider too.
    pub backed_up: bool,
}

/// What became of making one.
pub enum Creation {
    /// Right. The challenge is redeemed.
    Made(Made),
    /// Not right.
    Wrong,
    /// The same answer once more.
    UsedBefore,
    /// More than five minutes after it was asked.
    TooLate,
}

/// Judges a new passkey, and redeems its challenge in the caller's transaction.
///
/// # Errors
/// A database fault, or one where passkeys do not work.
pub async fn finish_creation(platform: &Platform, tx: &mut Tx, holder: Holder, posted: Posted<'_>) -> Outcome<Creation> {
    let library = library(&platform.settings).ok_or_else(unavailable)?;
    let opened = match sealed::open(platform, Purpose::Create, holder, posted.sealed) {
        Unsealed::Open(opened) => opened,
        Unsealed::TooLate => return Ok(Creation::TooLate),
        Unsealed::Foreign => return Ok(Creation::Wrong),
    };
    let Ok(state) = serde_json::from_value::<PasskeyRegistration>(opened.state.clone()) else { return Ok(Creation::Wrong) };
    let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(posted.credential) else { return Ok(Creation::Wrong) };
    let Ok(passkey) = library.finish_passkey_registration(&answer, &state) else { return Ok(Creation::Wrong) };
    if !redeem(platform, tx, &opened).await? {
        return Ok(Creation::UsedBefore);
    }
    let credential = to_json(&passkey)?;
    let backed_up = is_backed_up(&credential);
    Ok(Creation::Made(Made { credential_id: passkey.cred_id().clone(), credential: credential.to_string(), backed_up }))
}

/// What the browser is asked to log in with, as JSON: `publicKey` and `sealed`. For everybody alike, and nothing is written.
///
/// # Errors
/// A fault where passkeys do not work.
pub fn ask_to_log_in(platform: &Platform) -> Outcome<String> {
    ask(platform, Purpose::LogIn, Holder::default(), &[])
}

/// What the browser is asked for one person's proof, as JSON for `view::PasskeyButton`; none when they have no passkey, or passkeys do
/// not work here. Nothing is written.
///
/// # Errors
/// A database fault.
pub async fn begin_for_user(platform: &Platform, tx: &mut Tx, purpose: Purpose, user: Uuid) -> Outcome<Option<String>> {
    let ids: Vec<Vec<u8>> = store::list(tx, user).await?.into_iter().map(|row| row.credential_id).collect();
    if ids.is_empty() || !available(&platform.settings) {
        return Ok(None);
    }
    ask(platform, purpose, Holder { user: Some(user), session: None }, &ids).map(Some)
}

fn ask(platform: &Platform, purpose: Purpose, holder: Holder, allowed: &[Vec<u8>]) -> Outcome<String> {
    let library = library(&platform.settings).ok_or_else(unavailable)?;
    let (mut asked, state) =
        library.start_discoverable_authentication().map_err(|e| Fault::internal(format!("asking for a log-in: {e}")))?;
    asked.public_key.extensions = None;
    // How the browser shows it is the page's to say.
    asked.mediation = None;
    let mut asked = to_json(&asked)?;
    asked["publicKey"]["allowCredentials"] =
        allowed.iter().map(|id| json!({ "type": "public-key", "id": base64url(id) })).collect();
    asked["sealed"] = sealed::seal(platform, purpose, holder, &state)?.into();
    Ok(asked.to_string())
}

/// Judges an answer to [`ask_to_log_in`], in the caller's transaction.
///
/// # Errors
/// A database fault, or one where passkeys do not work.
pub async fn finish_log_in(platform: &Platform, tx: &mut Tx, posted: Posted<'_>) -> Outcome<Proof> {
    finish(platform, tx, Purpose::LogIn, None, posted).await
}

/// Judges an answer to [`begin_for_user`], in the caller's transaction. The caller counts what is wrong (`lockout`).
///
/// # Errors
/// A database fault, or one where passkeys do not work.
pub async fn finish_for_user(platform: &Platform, tx: &mut Tx, purpose: Purpose, user: Uuid, posted: Posted<'_>) -> Outcome<Proof> {
    finish(platform, tx, purpose, Some(user), posted).await
}

async fn finish(platform: &Platform, tx: &mut Tx, purpose: Purpose, asked: Option<Uuid>, posted: Posted<'_>) -> Outcome<Proof> {
    let library = library(&platform.settings).ok_or_else(unavailable)?;
    let opened = match sealed::open(platform, purpose, Holder { user: asked, session: None }, posted.sealed) {
        Unsealed::Open(opened) => opened,
        Unsealed::TooLate => return Ok(Proof::TooLate),
        Unsealed::Foreign => return Ok(Proof::Wrong { user: asked }),
    };
    let Some(answer) = credential_of(posted) else { return Ok(Proof::Wrong { user: asked }) };
    let Some(row) = store::find(tx, &answer.raw_id).await? else { return Ok(Proof::Unknown) };
    if asked.is_some_and(|user| user != row.user_id) {
        return Ok(Proof::Unknown);
    }
    let wrong = Proof::Wrong { user: Some(row.user_id) };
    // The owner that the authenticator names: always at a log-in, and never another one (`WebAuthn` 7.2, step 6).
    let named = answer.response.user_handle.as_deref().filter(|handle| !handle.is_empty());
    if named.map_or(asked.is_none(), |named| named != handle(platform, row.user_id)) {
        return Ok(wrong);
    }
    let mut passkey: Passkey =
        serde_json::from_str(&row.credential).map_err(|e| Fault::internal(format!("passkey {} cannot be read: {e}", row.id)))?;
    let Ok(state) = serde_json::from_value::<DiscoverableAuthentication>(opened.state.clone()) else { return Ok(wrong) };
    let Ok(result) = library.finish_discoverable_authentication_v2(&answer, state, &passkey) else { return Ok(wrong) };
    if !result.user_verified() {
        return Ok(wrong);
    }
    if !redeem(platform, tx, &opened).await? {
        return Ok(Proof::UsedBefore);
    }
    passkey.update_credential(&result);
    let credential = to_json(&passkey)?;
    store::note_use(tx, row.id, &credential.to_string(), is_backed_up(&credential), platform.clock.now()).await?;
    Ok(Proof::Right { user: row.user_id })
}

/// The passkey that a posted answer names, in hexadecimal: what its failures are counted under. Empty for what is no answer.
#[must_use]
pub fn named_by(posted: Posted<'_>) -> String {
    credential_of(posted).map(|answer| hex(&answer.raw_id)).unwrap_or_default()
}

/// What tells the browser that the passkey of a posted answer is none of ours (any more), as JSON; none for what is no answer.
#[must_use]
pub fn unknown_to_us(platform: &Platform, posted: Posted<'_>) -> Option<String> {
    let answer = credential_of(posted)?;
    let rp_id = rp_id(&platform.settings)?;
    Some(json!({ "rpId": rp_id, "credentialId": base64url(&answer.raw_id) }).to_string())
}

fn credential_of(posted: Posted<'_>) -> Option<PublicKeyCredential> {
    serde_json::from_str(posted.credential).ok()
}

async fn redeem(platform: &Platform, tx: &mut Tx, opened: &Opened) -> Outcome<bool> {
    Ok(store::redeem(tx, opened.name.as_bytes(), platform.clock.now()).await? == 1)
}

fn to_json(value: &impl serde::Serialize) -> Outcome<serde_json::Value> {
    serde_json::to_value(value).map_err(|e| Fault::internal(format!("writing a passkey: {e}")))
}

fn is_backed_up(credential: &serde_json::Value) -> bool {
    credential["cred"]["backup_state"].as_bool().unwrap_or_default()
}

fn unavailable() -> Fault {
    Fault::internal("passkeys do not work at [server] base_url")
}

/// The alphabet of `WebAuthn`'s JSON: base64url without padding (RFC 4648 section 5).
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |bits: u32| char::from(LETTERS[(bits & 63) as usize]);
    bytes.chunks(3).fold(String::with_capacity(bytes.len().div_ceil(3) * 4), |mut out, chunk| {
        let bits = chunk.iter().enumerate().fold(0, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        out.extend((0..=chunk.len()).map(|at| letter(bits >> (18 - 6 * at))));
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{available, base64url, rp_id};
    use crate::platform::settings::Settings;

    #[test]
    fn base64url_is_that_of_the_rfc() {
        for (bytes, expected) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64url(bytes.as_bytes()), expected);
        }
        assert_eq!(base64url(&[0xfb, 0xff, 0xbf]), "-_-_");
    }

    #[test]
    fn passkeys_need_an_address_with_a_name() {
        let at = |base_url: &str| Settings { base_url: base_url.into(), ..Settings::default() };
        assert_eq!(rp_id(&at("https://ehr.elm.example:8443")).as_deref(), Some("ehr.elm.example"));
        assert!(available(&at("http://localhost:3000")));
        for wrong in ["https://192.0.2.7", "https://[2001:db8::7]", "http://ehr.elm.example", "http://127.0.0.1:3000", ""] {
            assert!(!available(&at(wrong)), "{wrong}");
        }
    }
}
