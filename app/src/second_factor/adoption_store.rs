//! The SQL of how many people of a practice have a second step.

use sqlx::FromRow;
use uuid::Uuid;

use crate::platform::{Outcome, Tx};
use crate::{fetch_all, fetch_one, statements};

statements! {
    // $2 and $3: whether passkeys and phones work here at all.
    COUNT_FACTORS = "SELECT CAST(COUNT(*) AS BIGINT) AS people, CAST(COALESCE(SUM(passkey), 0) AS BIGINT) AS passkey, \
                     CAST(COALESCE(SUM(app), 0) AS BIGINT) AS authenticator, CAST(COALESCE(SUM(phone), 0) AS BIGINT) AS phone, \
                     CAST(COALESCE(SUM(paper), 0) AS BIGINT) AS recovery_codes, \
                     CAST(COALESCE(SUM(CASE WHEN passkey + app + phone = 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS none_at_all FROM (SELECT \
                     CASE WHEN $2 AND EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = users.id) THEN 1 ELSE 0 END AS passkey, \
                     CASE WHEN EXISTS (SELECT 1 FROM totp WHERE totp.user_id = users.id AND totp.confirmed_at IS NOT NULL) THEN 1 ELSE 0 END AS app, \
                     CASE WHEN $3 AND EXISTS (SELECT 1 FROM phone WHERE phone.user_id = users.id) THEN 1 ELSE 0 END AS phone, \
                     CASE WHEN EXISTS (SELECT 1 FROM recovery_code WHERE recovery_code.user_id = users.id AND used_at IS NULL) THEN 1 ELSE 0 END AS paper \
                     FROM users WHERE practice = $1 AND deactivated_at IS NULL) AS person";
    LIST_WITHOUT_FACTOR = "SELECT id, first_name, last_name FROM users WHERE practice = $1 AND deactivated_at IS NULL \
                           AND NOT ($2 AND EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = users.id)) \
                           AND NOT EXISTS (SELECT 1 FROM totp WHERE totp.user_id = users.id AND totp.confirmed_at IS NOT NULL) \
                           AND NOT ($3 AND EXISTS (SELECT 1 FROM phone WHERE phone.user_id = users.id)) ORDER BY name_key, id LIMIT $4";
}

/// How many active people have what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct FactorsRow {
    /// All of them.
    pub people: i64,
    /// At least one passkey.
    pub passkey: i64,
    /// An authenticator app.
    pub authenticator: i64,
    /// A verification phone.
    pub phone: i64,
    /// A recovery code that can still be used.
    pub recovery_codes: i64,
    /// None of the first three.
    pub none_at_all: i64,
}

/// Counts them; `works`: whether passkeys and phones work here.
pub async fn count(tx: &mut Tx, practice: Uuid, works: [bool; 2]) -> Outcome<FactorsRow> {
    fetch_one!(tx, COUNT_FACTORS, practice, works[0], works[1])
}

/// Active people without a second step, in the order of their names.
pub async fn list_without(tx: &mut Tx, practice: Uuid, works: [bool; 2], limit: i64) -> Outcome<Vec<(Uuid, String, String)>> {
    fetch_all!(tx, LIST_WITHOUT_FACTOR, practice, works[0], works[1], limit)
}
