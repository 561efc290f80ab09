//! The rules of security questions.

use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use super::model::{AnswerProblem, LONGEST, Question, SHORTEST};
use super::store;
use crate::platform::hashing::{Password, Verdict};
use crate::platform::{Outcome, Platform, Tx};

/// An answer as it is hashed: compatible forms, lower case, no spaces.
#[must_use]
pub fn folded(answer: &str) -> String {
    answer.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).take(LONGEST).collect()
}

/// Whether a new answer may be kept; `own` are the words everybody knows of this person.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: &str, own: &[&str]) -> Result<(), AnswerProblem> {
    if answer.chars().count() > LONGEST {
        return Err(AnswerProblem::TooLong);
    }
    let folded_answer = folded(answer);
    if folded_answer.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST {
        return Err(AnswerProblem::TooShort);
    }
    if own.iter().any(|word| folded(word) == folded_answer) {
        return Err(AnswerProblem::OwnName);
    }
    Ok(())
}

/// Hashes an answer outside of any transaction.
///
/// # Errors
/// [`crate::platform::Fault::Busy`] when too many passwords wait.
pub async fn hash(platform: &Platform, answer: &str) -> Outcome<String> {
    platform.hasher.hash(Password::new(&folded(answer))).await
}

/// Sets a person's question. The caller writes the audit entry and tells the person.
///
/// # Errors
/// A database fault.
pub async fn set(platform: &Platform, tx: &mut Tx, user: Uuid, question: Question, phc: &str) -> Outcome<()> {
    store::set(tx, user, question.as_str(), phc, platform.clock.now()).await?;
    Ok(())
}

/// What a person has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// This question.
    Question(Question),
    /// One that this version of the program does not know.
    Unknown,
    /// None.
    None,
}

impl Found {
    /// The question, when it is one of ours.
    #[must_use]
    pub const fn question(self) -> Option<Question> {
        match self {
            Self::Question(question) => Some(question),
            Self::Unknown | Self::None => None,
        }
    }
}

/// A person's question.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, user: Uuid) -> Outcome<Found> {
    let Some((name, _)) = store::find(tx, user).await? else { return Ok(Found::None) };
    Ok(Question::parse(&name).map_or(Found::Unknown, Found::Question))
}

/// Whether this is the person's answer. Costs one hash.
///
/// # Errors
/// [`crate::platform::Fault::Busy`], or a database fault.
pub async fn is_right(platform: &Platform, user: Uuid, answer: &str) -> Outcome<bool> {
    let mut tx = platform.db.read().await?;
    let stored = store::find(&mut tx, user).await?.map(|(_, phc)| phc);
    drop(tx);
    let verdict = platform.hasher.verify(Password::new(&folded(answer)), stored).await?;
    Ok(matches!(verdict, Verdict::Right { .. }))
}

#[cfg(test)]
mod tests {
    use super::{check, folded};
    use crate::security_question::model::AnswerProblem;

    #[test]
    fn case_spaces_and_width_do_not_matter() {
        for typed in ["New Haven", " new  haven ", "NEWHAVEN", "ＮｅｗＨａｖｅｎ", "new\u{a0}haven"] {
            assert_eq!(folded(typed), "newhaven", "{typed}");
        }
        assert_ne!(folded("new-haven"), "newhaven");
    }

    #[test]
    fn an_answer_that_everybody_knows_or_nobody_can_miss_is_refused() {
        assert_eq!(check(" k i m ", &["Jin", "Kim"]), Err(AnswerProblem::OwnName));
        assert_eq!(check("a !", &[]), Err(AnswerProblem::TooShort));
        assert_eq!(check(&"x".repeat(201), &[]), Err(AnswerProblem::TooLong));
        assert_eq!(check("New Haven", &["Jin", "Kim"]), Ok(()));
    }
}
