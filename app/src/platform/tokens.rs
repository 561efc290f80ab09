//! Tokens: the plain one leaves the server once, only its hash is stored.

use sha2::{Digest, Sha256};

use super::random::Random;

/// A bearer secret of 256 random bits (ASVS 7.2.3 asks for 128). `Debug` shows nothing.
#[derive(Clone)]
pub struct PlainToken(String);

/// The SHA-256 of a token: what the database holds. A hash without salt is right here, since the token itself is random.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TokenHash(pub [u8; 32]);

impl PlainToken {
    /// A new token.
    #[must_use]
    pub fn new(random: &Random) -> Self {
        Self(hex(&random.bytes::<32>()))
    }

    /// The token as it goes into a cookie or a link: 64 hexadecimal digits.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

impl std::fmt::Debug for PlainToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainToken(…)")
    }
}

impl TokenHash {
    /// The hash of a token as it came in.
    #[must_use]
    pub fn of(token: &str) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }

    /// The bytes, for a statement.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

/// The bytes of a hexadecimal text; none when it is not one.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}
