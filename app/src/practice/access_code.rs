//! The Practice Access Code: a secret of the practice that a new person types beside the link in their mail. Whoever has it was told by
//! somebody of the practice, by voice (topic 24).
//!
//! Ten characters of the alphabet of Practice IDs, 50 bits, derived from the practice and the generation in its row under a key outside of
//! the database, which therefore holds no code. A new one is the next generation. It opens nothing by itself.

use serde_json::json;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::id::{ALPHABET, PracticeId, fold};
use super::store;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::platform::{Outcome, Platform, Tx};
use crate::sessions::service::Actor;

/// How many characters a code has, dashes not counted.
pub const LENGTH: usize = 10;
/// Characters in a group, as it is shown and told.
const GROUP: usize = 5;
/// Digits of a security code, which some type instead.
const SECURITY_CODE: usize = 6;

/// The code that holds in a practice, and which one that is.
#[derive(Clone)]
pub struct AccessCode {
    code: String,
    /// Rises with each new code.
    pub generation: i64,
}

impl AccessCode {
    fn of(platform: &Platform, practice: Uuid, generation: i64) -> Self {
        let mac = platform.secrets.access_codes().mac(&[practice.as_bytes(), &generation.to_be_bytes()]);
        // 256 is a multiple of 32: no character is more frequent than another.
        let code = mac.iter().take(LENGTH).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect();
        Self { code, generation }
    }

    /// In groups, for the eye of an administrator: `K7MP3-XQ9WD`.
    #[must_use]
    pub fn shown(&self) -> String {
        self.code.as_bytes().chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect::<Vec<_>>().join("-")
    }

    /// Whether this was typed. Compared in constant time (ASVS 11.2.4).
    #[must_use]
    pub fn is(&self, typed: &Typed) -> bool {
        matches!(typed, Typed::Code(folded) if bool::from(self.code.as_bytes().ct_eq(folded.as_bytes())))
    }
}

/// What somebody typed for a Practice Access Code. Only [`Typed::Code`] can be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It has the form of one: upper case, no dashes.
    Code(String),
    /// Nothing.
    Nothing,
    /// The Practice ID of some practice.
    PracticeId,
    /// As many digits as a security code has.
    SecurityCode,
    /// So many characters.
    Length(usize),
    /// A character that no code has.
    Alien(char),
}

impl Typed {
    /// Reads a code as people type it: any case, with or without dashes and spaces, O for 0, I and L for 1.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let folded = fold(typed);
        let length = folded.chars().count();
        if folded.is_empty() {
            return Self::Nothing;
        }
        if PracticeId::parse(typed).is_ok() {
            return Self::PracticeId;
        }
        // As typed: an O is read as a digit else.
        let digits = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
        if digits.len() == SECURITY_CODE && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Self::SecurityCode;
        }
        if length != LENGTH {
            return Self::Length(length);
        }
        match folded.chars().find(|c| !ALPHABET.iter().any(|letter| char::from(*letter) == *c)) {
            Some(alien) => Self::Alien(alien),
            None => Self::Code(folded),
        }
    }
}

/// The code that holds in a practice.
///
/// # Errors
/// A database fault.
pub async fn find(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<AccessCode> {
    Ok(AccessCode::of(platform, practice, store::access_generation(tx, practice, false).await?))
}

/// The same, and no new one is made until the transaction ends, which can write.
///
/// # Errors
/// A database fault.
pub async fn hold(platform: &Platform, tx: &mut Tx, practice: Uuid) -> Outcome<AccessCode> {
    Ok(AccessCode::of(platform, practice, store::access_generation(tx, practice, true).await?))
}

/// Makes a new code: the old one is void at once. Says whether the actor may.
///
/// # Errors
/// A database fault.
pub async fn replace(platform: &Platform, actor: &Actor) -> Outcome<bool> {
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Users).await? {
        return Ok(false);
    }
    store::raise_access_generation(&mut tx, actor.practice).await?;
    let entry = Entry { detail: json!({}), ..Entry::by(actor, Kind::AccessCodeReplaced, platform.clock.now()) };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Makes a new code for every practice of a restored database, in the caller's transaction: the backup may know one that was made void since.
/// The time is more than there ever were codes, so that none comes back.
///
/// # Errors
/// A database fault.
pub async fn replace_restored(platform: &Platform, tx: &mut Tx) -> Outcome<()> {
    store::raise_every_access_generation(tx, platform.clock.now()).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::{AccessCode, Typed};

    #[test]
    fn a_code_is_read_as_people_type_it_and_what_is_none_is_told_apart() {
        let code = AccessCode { code: "K7MP0XQ91D".into(), generation: 1 };
        assert_eq!(code.shown(), "K7MP0-XQ91D");
        for typed in ["K7MP0-XQ91D", " k7mp0 xq91d ", "k7mpo\u{2013}xq9ld", "K7MP0XQ9iD", "\u{ff2b}7MP0XQ91D"] {
            assert!(code.is(&Typed::read(typed)), "{typed}");
        }
        for (typed, read) in [
            ("", Typed::Nothing),
            (" - ", Typed::Nothing),
            ("ABC-120-B", Typed::PracticeId),
            ("123 456", Typed::SecurityCode),
            ("K7MP0-XQ91", Typed::Length(9)),
            ("K7MP0-XQ91DD", Typed::Length(11)),
            ("U7MP0-XQ91D", Typed::Alien('U')),
        ] {
            assert_eq!(Typed::read(typed), read, "{typed}");
        }
        assert!(!code.is(&Typed::read("K7MP0-XQ91E")));
    }
}
