//! What has to wait in the database and must not be read there: a passphrase until its file is made or opened.
//!
//! AES-256-GCM under a key of the instance, bound to what it is for: a sealed text that is moved to another row opens nothing.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::random::Random;
use super::secrets::Secrets;
use super::tokens::{hex, unhex};
use super::{Fault, Outcome};

fn key(secrets: &Secrets) -> Outcome<LessSafeKey> {
    let key = UnboundKey::new(&AES_256_GCM, secrets.seals().expose()).map_err(|_| Fault::internal("no key to seal with"))?;
    Ok(LessSafeKey::new(key))
}

/// Seals a text for one purpose, such as the id of its row. Empty stays empty.
///
/// # Errors
/// A fault of the library.
pub fn seal(secrets: &Secrets, random: &Random, purpose: &[u8], text: &str) -> Outcome<String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let nonce: [u8; NONCE_LEN] = random.bytes();
    let mut bytes = text.as_bytes().to_vec();
    key(secrets)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(purpose), &mut bytes)
        .map_err(|_| Fault::internal("sealing failed"))?;
    Ok(hex(&nonce) + &hex(&bytes))
}

/// Opens what [`seal`] made; none for an empty one.
///
/// # Errors
/// [`Fault::Internal`] when it was made for something else, or under another key.
pub fn open(secrets: &Secrets, purpose: &[u8], sealed: &str) -> Outcome<Option<Zeroizing<String>>> {
    if sealed.is_empty() {
        return Ok(None);
    }
    let wrong = || Fault::internal("a sealed text does not open: it is another row's, or from under another secret");
    let mut bytes = Zeroizing::new(unhex(sealed).ok_or_else(wrong)?);
    let (nonce, content) = bytes.split_at_mut_checked(NONCE_LEN).ok_or_else(wrong)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| wrong())?;
    let text = key(secrets)?.open_in_place(nonce, Aad::from(purpose), content).map_err(|_| wrong())?;
    Ok(Some(Zeroizing::new(std::str::from_utf8(text).map_err(|_| wrong())?.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::{open, seal};
    use crate::platform::random::Random;
    use crate::platform::secrets::Secrets;

    #[test]
    fn what_was_sealed_opens_for_its_purpose_alone() {
        let (secrets, random) = (Secrets::from_master([7; 32]), Random::seeded(1));
        let sealed = seal(&secrets, &random, b"run 1", "five green chairs").unwrap();
        assert_eq!(open(&secrets, b"run 1", &sealed).unwrap().unwrap().as_str(), "five green chairs");
        assert!(!sealed.contains("green") && sealed != seal(&secrets, &random, b"run 1", "five green chairs").unwrap());
        assert!(open(&secrets, b"run 2", &sealed).is_err());
        assert!(open(&Secrets::from_master([8; 32]), b"run 1", &sealed).is_err());
        let mut spoilt = sealed.clone();
        spoilt.replace_range(30..31, if &sealed[30..31] == "0" { "1" } else { "0" });
        assert!(open(&secrets, b"run 1", &spoilt).is_err() && open(&secrets, b"run 1", "00").is_err());
        assert_eq!((seal(&secrets, &random, b"x", "").unwrap().as_str(), open(&secrets, b"x", "").unwrap()), ("", None));
    }
}
