//! Signatures of a webhook, both ways, as Standard Webhooks has them: HMAC-SHA-256 over id, time and body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::platform::clock::{MINUTE, Millis, SECOND};

/// The header of the message's id.
pub const ID: &str = "webhook-id";
/// The header of the time: seconds since 1970.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// The header of one signature or several.
pub const SIGNATURE: &str = "webhook-signature";
/// A signature counts for so long before and after its time: what was overheard is worth nothing later.
const TOLERANCE: Millis = 5 * MINUTE;

/// The time of a signature.
#[must_use]
pub fn timestamp(now: Millis) -> String {
    (now / SECOND).to_string()
}

/// The signature of a body: `v1,` and the MAC in Base64.
#[must_use]
pub fn sign(secret: &SecretString, id: &str, timestamp: &str, body: &[u8]) -> String {
    format!("v1,{}", STANDARD.encode(mac(secret, id, timestamp, body)))
}

/// Whether one of the signatures in a header is ours and of now.
#[must_use]
pub fn is_signed(secret: &SecretString, (id, timestamp, header): (&str, &str, &str), body: &[u8], now: Millis) -> bool {
    let at = timestamp.parse::<Millis>().ok().and_then(|s| s.checked_mul(SECOND));
    if at.is_none_or(|at| at.abs_diff(now) > TOLERANCE.unsigned_abs()) {
        return false;
    }
    let ours = sign(secret, id, timestamp, body);
    header.split(' ').any(|theirs| bool::from(theirs.as_bytes().ct_eq(ours.as_bytes())))
}

fn mac(secret: &SecretString, id: &str, timestamp: &str, body: &[u8]) -> [u8; 32] {
    let text = secret.expose_secret();
    // The form in which Standard Webhooks writes keys; any other text is the key itself.
    let key = text.strip_prefix("whsec_").and_then(|rest| STANDARD.decode(rest).ok()).map(Zeroizing::new);
    let key = key.as_ref().map_or(text.as_bytes(), |key| key.as_slice());
    // A key of any length is right for HMAC: this cannot fail.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| Hmac::<Sha256>::new(&[0; 64].into()));
    for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::{is_signed, sign};

    #[test]
    fn it_is_the_signature_of_standard_webhooks() {
        // The example of the specification's own libraries.
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into();
        let body = br#"{"test": 2432232314}"#;
        let signature = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        let of =
            |header: &str, body: &[u8], now| is_signed(&secret, ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", header), body, now);
        let now = 1_614_265_330_000;
        assert!(of(&signature, body, now) && of(&format!("v1a,x {signature}"), body, now + 300_000));
        assert!(!of(&signature, br#"{"test": 2432232315}"#, now), "another body");
        assert!(!of("v1,", body, now) && !of("", body, now));
        assert!(!of(&signature, body, now + 301_000) && !of(&signature, body, now - 301_000), "old, or of the future");
    }
}
