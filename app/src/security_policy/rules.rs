//! From what was typed to a section of the policy, and from what holds to what the trail and *Recent changes* say of it.

use serde_json::{Map, Value, json};

use super::model::{
    ADMINISTRATORS_TOO, DEMAND, Demand, GRACE_DAYS, IDLE_FORM, IDLE_MINUTES, INPUTS, LONGEST_SHORTEST, Limits, MOST_NETWORKS,
    NETWORKS, NETWORKS_FORM, NetworkRules, PASSWORD_DAYS, PASSWORD_LENGTH, PASSWORDS_FORM, PASSWORDS_NEW, QUESTION, QUESTION_FORM,
    QuestionPolicy, Rules, SHORTEST_IDLE, STEP_FORM, SecondStepRules, TICKED, TRUST_DAYS, parse_characters, parse_days,
    parse_minutes,
};
use super::networks::{self, Mistake as Wrong};
use super::text;
use crate::i18n::{Locale, Text};
use crate::web::reading::{Mistake, Mistakes, Reading, Values};

/// A change of one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// A session left alone locks after so many minutes.
    IdleMinutes(i64),
    /// Who is asked for a second step, and how strictly.
    SecondStep(SecondStepRules),
    /// What is asked of passwords.
    Passwords {
        /// The fewest characters.
        shortest: i64,
        /// Days after which one must be changed; 0: never.
        days: i64,
        /// Everybody chooses a new one at their next log-in.
        anew: bool,
    },
    /// Whether the security question is asked.
    Question(QuestionPolicy),
    /// From where people may work.
    Networks(NetworkRules),
}

/// Reads the section of a form; none for an unknown form.
///
/// # Errors
/// Everything that is wrong, by input: what can't be read, and what the operator does not allow.
#[must_use]
pub fn read(form: &str, typed: &Values, limits: &Limits, locale: Locale) -> Option<Result<Section, Mistakes>> {
    let mut reading = Reading::of(typed, locale);
    match form {
        IDLE_FORM => {
            let places = vec![("shortest", SHORTEST_IDLE.to_string()), ("longest", limits.longest_idle.to_string())];
            number(&mut reading, IDLE_MINUTES, (SHORTEST_IDLE, limits.longest_idle), parse_minutes, (text::IDLE_RANGE, places));
        }
        STEP_FORM => {
            let weakest = limits.weakest;
            let known = |name: &str| Demand::parse(name).is_some_and(|demand| demand >= weakest.demand);
            reading.read(DEMAND, |typed| if known(typed) { Ok(typed.to_owned()) } else { Err(text::CHOOSE.into()) });
            for (input, longest, range) in
                [(GRACE_DAYS, weakest.grace_days, text::GRACE_RANGE), (TRUST_DAYS, weakest.trust_days, text::TRUST_RANGE)]
            {
                number(&mut reading, input, (0, longest), parse_days, (range, vec![("longest", longest.to_string())]));
            }
        }
        PASSWORDS_FORM => {
            let shortest = limits.shortest_password;
            let places = vec![("shortest", shortest.to_string()), ("longest", LONGEST_SHORTEST.to_string())];
            let range = (shortest, LONGEST_SHORTEST);
            number(&mut reading, PASSWORD_LENGTH, range, parse_characters, (text::LENGTH_RANGE, places));
            let known = |typed: &str| typed.parse().is_ok_and(|days: i64| limits.days().any(|one| one == days));
            reading.read(PASSWORD_DAYS, |typed| if known(typed) { Ok(typed.to_owned()) } else { Err(text::CHOOSE.into()) });
            reading.read(PASSWORDS_NEW, |typed| Ok(typed.to_owned()));
        }
        QUESTION_FORM => {
            let known = |name: &str| QuestionPolicy::parse(name).is_some_and(|one| one >= limits.question);
            reading.read(QUESTION, |typed| if known(typed) { Ok(typed.to_owned()) } else { Err(text::CHOOSE.into()) });
        }
        NETWORKS_FORM => {
            reading.read(NETWORKS, |typed| {
                networks::read(typed).map_err(|wrong| match wrong {
                    Wrong::NoNetwork(word) => Mistake::with(text::NETWORK_WRONG, vec![("typed", word)]),
                    Wrong::TooWide(word) => Mistake::with(text::NETWORK_WIDE, vec![("typed", word)]),
                    Wrong::TooMany => Mistake::with(text::NETWORKS_MANY, vec![("n", MOST_NETWORKS.to_string())]),
                })
            });
            reading.read(ADMINISTRATORS_TOO, |typed| Ok(typed.to_owned()));
        }
        _ => return None,
    }
    // What was read is well-formed, so what stands for the rest is never taken.
    Some(reading.done().map(|values| section(form, &values)))
}

/// Reads a number within a range; what is said of any other.
fn number(
    reading: &mut Reading<'_>,
    input: &str,
    (least, most): (i64, i64),
    parse: fn(&str) -> Option<i64>,
    (range, places): (Text, Vec<(&'static str, String)>),
) {
    reading.read(input, |typed| match parse(typed).filter(|n| (least..=most).contains(n)) {
        Some(n) => Ok(n.to_string()),
        None => Err(Mistake::with(range, places)),
    });
}

/// The section of values that were read.
fn section(form: &str, values: &Values) -> Section {
    let text = |input: &str| values.get(input).map_or("", String::as_str);
    let number = |input: &str| text(input).parse().unwrap_or_default();
    match form {
        STEP_FORM => Section::SecondStep(SecondStepRules {
            demand: Demand::parse(text(DEMAND)).unwrap_or_default(),
            grace_days: number(GRACE_DAYS),
            trust_days: number(TRUST_DAYS),
        }),
        PASSWORDS_FORM => Section::Passwords {
            shortest: number(PASSWORD_LENGTH),
            days: number(PASSWORD_DAYS),
            anew: !text(PASSWORDS_NEW).is_empty(),
        },
        QUESTION_FORM => Section::Question(QuestionPolicy::parse(text(QUESTION)).unwrap_or_default()),
        NETWORKS_FORM => Section::Networks(NetworkRules {
            list: text(NETWORKS).to_owned(),
            administrators_too: matches!(text(ADMINISTRATORS_TOO), TICKED | "true"),
        }),
        _ => Section::IdleMinutes(number(IDLE_MINUTES)),
    }
}

/// What holds in the section of a form, as the trail tells it.
#[must_use]
pub fn told(rules: &Rules, form: &str) -> Map<String, Value> {
    let step = &rules.second_step;
    let told = match form {
        STEP_FORM => json!({ DEMAND: step.demand.as_str(), GRACE_DAYS: step.grace_days, TRUST_DAYS: step.trust_days }),
        PASSWORDS_FORM => json!({ PASSWORD_LENGTH: rules.passwords.shortest, PASSWORD_DAYS: rules.passwords.days }),
        QUESTION_FORM => json!({ QUESTION: rules.question.as_str() }),
        NETWORKS_FORM => json!({ NETWORKS: rules.networks.list, ADMINISTRATORS_TOO: rules.networks.administrators_too }),
        _ => json!({ IDLE_MINUTES: rules.idle_minutes }),
    };
    told.as_object().cloned().unwrap_or_default()
}

/// A value in words, where its name is none.
#[must_use]
pub fn words(input: &str, value: &str) -> Option<Text> {
    match (input, value) {
        (DEMAND, _) => Demand::parse(value).map(Demand::label),
        (QUESTION, _) => QuestionPolicy::parse(value).map(QuestionPolicy::label),
        (PASSWORD_DAYS, "0") => Some(text::NEVER),
        (NETWORKS, "") => Some(text::ANYWHERE),
        (PASSWORDS_NEW | ADMINISTRATORS_TOO, "true") => Some(text::YES),
        (PASSWORDS_NEW | ADMINISTRATORS_TOO, "false") => Some(text::NO),
        _ => None,
    }
}

/// The form that a change in the trail belongs to.
#[must_use]
pub fn form_of(change: &Values) -> Option<&'static str> {
    INPUTS.into_iter().find(|(_, inputs)| inputs.iter().any(|input| change.contains_key(*input))).map(|(form, _)| form)
}

impl Section {
    /// What people call it.
    #[must_use]
    pub const fn title(&self) -> Text {
        match self {
            Self::IdleMinutes(_) => text::IDLE,
            Self::SecondStep(_) => text::STEP,
            Self::Passwords { .. } => text::PASSWORDS,
            Self::Question(_) => text::QUESTION,
            Self::Networks(_) => text::NETWORKS,
        }
    }

    /// The form it comes from.
    #[must_use]
    pub const fn form(&self) -> &'static str {
        match self {
            Self::IdleMinutes(_) => IDLE_FORM,
            Self::SecondStep(_) => STEP_FORM,
            Self::Passwords { .. } => PASSWORDS_FORM,
            Self::Question(_) => QUESTION_FORM,
            Self::Networks(_) => NETWORKS_FORM,
        }
    }
}
