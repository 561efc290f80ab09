//! The questions.

use serde::{Deserialize, Serialize};

use super::text;
use crate::i18n::Text;

/// The input that chooses a question.
pub const QUESTION: &str = "question";
/// The input of an answer. The name is public: scripts and tests hold on to it.
pub const ANSWER: &str = "answer";
/// The fewest letters and digits of an answer.
pub const SHORTEST: usize = 3;
/// The most characters of an answer.
pub const LONGEST: usize = 200;

/// A question from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// The first job's town.
    FirstJob,
    /// The first teacher's name.
    Teacher,
    /// A friend from childhood.
    Friend,
    /// The first concert.
    Concert,
    /// The first dish one learned to cook.
    Dish,
    /// The place of the best holiday.
    Holiday,
}

impl Question {
    /// In the order of the choice.
    pub const ALL: [Self; 6] = [Self::FirstJob, Self::Teacher, Self::Friend, Self::Concert, Self::Dish, Self::Holiday];

    /// The name in the database and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstJob => "first-job",
            Self::Teacher => "teacher",
            Self::Friend => "friend",
            Self::Concert => "concert",
            Self::Dish => "dish",
            Self::Holiday => "holiday",
        }
    }

    /// The question of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|q| q.as_str() == name)
    }

    /// What is asked.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::FirstJob => text::FIRST_JOB,
            Self::Teacher => text::TEACHER,
            Self::Friend => text::FRIEND,
            Self::Concert => text::CONCERT,
            Self::Dish => text::DISH,
            Self::Holiday => text::HOLIDAY,
        }
    }
}

/// Why an answer can't be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerProblem {
    /// Fewer than [`SHORTEST`] characters beside spaces.
    TooShort,
    /// More than [`LONGEST`] characters.
    TooLong,
    /// The username or a part of the name: everybody in the practice knows those.
    OwnName,
}

impl AnswerProblem {
    /// What to say beside the box.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::TooShort => text::ANSWER_TOO_SHORT,
            Self::TooLong => text::ANSWER_TOO_LONG,
            Self::OwnName => text::ANSWER_OWN_NAME,
        }
    }
}
