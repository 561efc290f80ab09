//! The agreements' SQL.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_all, fetch_optional, statements};

statements! {
    CREATE_AGREEMENT = "INSERT INTO agreement (version, hash, text_en, text_es, first_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (version) DO NOTHING";
    FIND_AGREEMENT = "SELECT version, hash, text_en, text_es FROM agreement WHERE version = $1";
    LIST_AGREEMENTS = "SELECT version FROM agreement ORDER BY first_at DESC, version DESC";
    AGREE = "INSERT INTO agreement_consent (user_id, version, agreed_at, for_practice, language, network, browser) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (user_id, version) DO NOTHING";
    FIND_CONSENT = "SELECT agreed_at FROM agreement_consent WHERE user_id = $1 AND version = $2";
}

/// A version.
#[derive(Clone, Debug, FromRow)]
pub struct AgreementRow {
    /// Its name.
    pub version: String,
    /// SHA-256 of its texts, in hexadecimal.
    pub hash: String,
    /// English.
    pub text_en: String,
    /// Spanish, where there is one.
    pub text_es: Option<String>,
}

/// Who agrees to what.
#[derive(Clone, Copy, Debug)]
pub struct NewConsent<'a> {
    /// Who.
    pub user: Uuid,
    /// To which version.
    pub version: &'a str,
    /// When.
    pub at: Millis,
    /// An administrator, who agrees for the practice too.
    pub for_practice: bool,
    /// The language it was read in.
    pub language: &'a str,
    /// From where.
    pub network: &'a str,
    /// The browser in words.
    pub browser: &'a str,
}

/// Keeps a version; 0 when it is kept already.
pub async fn create(tx: &mut Tx, row: &AgreementRow, now: Millis) -> Outcome<u64> {
    execute!(tx, CREATE_AGREEMENT, &row.version, &row.hash, &row.text_en, row.text_es.as_deref(), now)
}

/// A version; none for one there never was.
pub async fn find(tx: &mut Tx, version: &str) -> Outcome<Option<AgreementRow>> {
    fetch_optional!(tx, FIND_AGREEMENT, version)
}

/// The names of all versions, the newest first.
pub async fn list(tx: &mut Tx) -> Outcome<Vec<String>> {
    let rows: Vec<(String,)> = fetch_all!(tx, LIST_AGREEMENTS)?;
    Ok(rows.into_iter().map(|(version,)| version).collect())
}

/// Notes that somebody agrees; 0 when they did before.
pub async fn agree(tx: &mut Tx, c: &NewConsent<'_>) -> Outcome<u64> {
    execute!(tx, AGREE, c.user, c.version, c.at, c.for_practice, c.language, c.network, c.browser)
}

/// When somebody agreed to a version.
pub async fn find_consent(tx: &mut Tx, user: Uuid, version: &str) -> Outcome<Option<Millis>> {
    let row: Option<(Millis,)> = fetch_optional!(tx, FIND_CONSENT, user, version)?;
    Ok(row.map(|(at,)| at))
}
