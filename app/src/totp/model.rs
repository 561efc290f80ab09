//! What the page of the authenticator app shows, and the names of its forms.

use serde::{Deserialize, Serialize};

/// The form that begins a set-up, or removes the app: both ask the password.
pub const BEGIN_FORM: &str = "authenticator";
/// The form that ends a set-up.
pub const CONFIRM_FORM: &str = "authenticator-code";
/// The input of a code.
pub const CODE: &str = "code";

/// What a person sees of their authenticator app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authenticator {
    /// Since when one is set up, in words; none when none is.
    pub since: Option<String>,
    /// What to put into the app, while one is being set up.
    pub setup: Option<Setup>,
}

/// What the app needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The picture for the app's camera: SVG, nothing but numbers of ours in it.
    pub picture: String,
    /// The same to type, in groups of four.
    pub key: String,
    /// The same as a link, for an app on this device.
    pub link: String,
}

/// The six digits of what was typed: spaces, dashes and wide digits are understood, and a sentence with one code in it. None when there
/// are not exactly six digits in a row, or in two halves.
#[must_use]
pub fn six_digits(typed: &str) -> Option<String> {
    let mut runs: Vec<String> = vec![String::new()];
    for c in typed.chars() {
        // Full-width digits come from Asian keyboards.
        let digit = c.to_digit(10).or_else(|| (u32::from(c)).checked_sub(0xFF10).filter(|n| *n < 10));
        match (digit.and_then(|n| char::from_digit(n, 10)), runs.last_mut()) {
            (Some(digit), Some(run)) => run.push(digit),
            (None, _) if matches!(c, ' ' | '-' | '\u{a0}' | '\u{2009}' | '\u{200b}') => {}
            _ => runs.push(String::new()),
        }
    }
    let mut six = runs.into_iter().filter(|run| run.len() == 6);
    six.next().filter(|first| six.all(|other| other == *first))
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn a_code_is_found_in_what_people_paste() {
        for typed in
            ["482915", " 482 915 ", "482-915", "４８２９１５", "482 915 is your login code.", "Code: 482915\n@ehr.example #482915"]
        {
            assert_eq!(six_digits(typed).as_deref(), Some("482915"), "{typed}");
        }
        for typed in ["", "48291", "4829155", "482915 or 482916", "code"] {
            assert_eq!(six_digits(typed), None, "{typed}");
        }
    }
}
