//! An authenticator made by hand, so that a test can make it lie: about the origin, the person, its counter, and whom it has verified.

use app::passkeys::ceremony::base64url;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Somebody was there.
pub const PRESENT: u8 = 0x01;
/// And proved who, to the device.
pub const VERIFIED: u8 = 0x04;
/// The passkey may be, and is, kept by a provider.
pub const SYNCED: u8 = 0x18;

/// A device with one passkey.
#[derive(Clone)]
pub struct Authenticator {
    key: SigningKey,
    pub id: Vec<u8>,
    /// The person's handle, in base64url.
    pub handle: String,
    pub origin: String,
    pub rp_id: String,
    pub count: u32,
    pub flags: u8,
}

impl Authenticator {
    /// A device; `seed` tells it from others.
    pub fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: Sha256::digest([seed]).to_vec(),
            handle: String::new(),
            origin: "https://ehr.example".into(),
            rp_id: "ehr.example".into(),
            count: 0,
            flags: PRESENT | VERIFIED,
        }
    }

    /// Answers what the page asked to make a passkey with.
    pub fn make(&mut self, asked: &Value) -> String {
        let asked = &asked["publicKey"];
        asked["user"]["id"].as_str().unwrap().clone_into(&mut self.handle);
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        // COSE: {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y}
        let cose = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..], x, &[0x22, 0x58, 32], y].concat();
        let id_length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        let data = [&self.data(self.flags | 0x40)[..], &[0; 16], &id_length, &self.id, &cose].concat();
        // {"fmt": "none", "attStmt": {}, "authData": …}
        let length = u16::try_from(data.len()).unwrap().to_be_bytes();
        let attestation = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".as_slice(), &length, &data].concat();
        let client = self.client("webauthn.create", asked);
        let response = json!({ "clientDataJSON": base64url(client.as_bytes()), "attestationObject": base64url(&attestation) });
        self.posted(&response)
    }

    /// Answers what the page asked to prove.
    pub fn answer(&mut self, asked: &Value) -> String {
        let data = self.data(self.flags);
        let client = self.client("webauthn.get", &asked["publicKey"]);
        let signed = [data.clone(), Sha256::digest(client.as_bytes()).to_vec()].concat();
        let signature: Signature = self.key.sign(&signed);
        self.posted(&json!({
            "clientDataJSON": base64url(client.as_bytes()),
            "authenticatorData": base64url(&data),
            "signature": base64url(signature.to_der().as_bytes()),
            "userHandle": self.handle,
        }))
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [&Sha256::digest(self.rp_id.as_bytes())[..], &[flags], &self.count.to_be_bytes()].concat()
    }

    fn client(&self, kind: &str, asked: &Value) -> String {
        json!({ "type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": false }).to_string()
    }

    fn posted(&self, response: &Value) -> String {
        let id = base64url(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {} }).to_string()
    }
}
