//! The security questions' SQL.

use uuid::Uuid;

use crate::platform::{Millis, Outcome, Tx};
use crate::{execute, fetch_optional, statements};

statements! {
    SET_QUESTION = "INSERT INTO security_question (user_id, question, phc, set_at) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT (user_id) DO UPDATE SET question = $2, phc = $3, set_at = $4";
    FIND_QUESTION = "SELECT question, phc FROM security_question WHERE user_id = $1";
}

/// Sets a person's question and the hash of its answer.
pub async fn set(tx: &mut Tx, user: Uuid, question: &str, phc: &str, now: Millis) -> Outcome<u64> {
    execute!(tx, SET_QUESTION, user, question, phc, now)
}

/// A person's question and the hash of its answer.
pub async fn find(tx: &mut Tx, user: Uuid) -> Outcome<Option<(String, String)>> {
    fetch_optional!(tx, FIND_QUESTION, user)
}
