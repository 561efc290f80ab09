//! Secrets in the configuration: text in quotes and nothing else.

use secrecy::SecretString;
use serde::Deserializer;
use serde::de::{Error, Visitor};

const REMEDY: &str = "write it in quotes";

/// A secret in quotes. Anything else is refused without repeating it: an error message ends in logs.
///
/// # Errors
/// When it is no text.
pub fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SecretString>, D::Error> {
    struct Quoted;
    impl Visitor<'_> for Quoted {
        type Value = SecretString;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a secret in quotes")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<SecretString, E> {
            Ok(SecretString::from(text))
        }

        fn visit_i64<E: Error>(self, _: i64) -> Result<SecretString, E> {
            Err(E::custom(REMEDY))
        }

        fn visit_f64<E: Error>(self, _: f64) -> Result<SecretString, E> {
            Err(E::custom(REMEDY))
        }
    }
    deserializer.deserialize_any(Quoted).map(Some)
}
