//! The box for a new password: says what is wrong while one types, as far as the browser can know.

use std::time::Duration;

use leptos::prelude::*;

use super::model::{Rules, Words, check_here, notes};
use super::{text, words};
use crate::i18n::Locale;
use crate::ui::password::PasswordInput;
use crate::web::state::{locale, page_state};

/// Nothing is said before the typing pauses this long: a screen reader would talk over every letter.
const PAUSE: Duration = Duration::from_millis(500);

/// A new password, with live help. What needs a dictionary is judged by the server when the form is sent.
#[component]
pub fn NewPasswordInput(
    /// The input's name and id.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// What is wrong with it.
    error: Option<String>,
) -> impl IntoView {
    let (found, set_found) = signal(String::new());
    let latest = StoredValue::new(String::new());
    // Taken here: a timer has no page around it.
    let (own, locale, rules) = (StoredValue::new(own_words()), locale(), page_state().password_rules);
    let look = move |typed: String| {
        latest.set_value(typed.clone());
        let judge = move || {
            let unchanged = latest.try_with_value(|now| *now == typed).unwrap_or_default();
            if let Some(said) = own.try_with_value(|own| found_in(&typed, rules, own, locale)).filter(|_| unchanged) {
                set_found.set(said);
            }
        };
        set_timeout(judge, PAUSE);
    };
    view! {
        <div>
            <PasswordInput name label hint=words::help(rules, locale) autocomplete="new-password" error on_input=Callback::new(look)/>
            <p class="hint live" role="status" data-live-help=name>{move || found.get()}</p>
        </div>
    }
}

/// What this page knows of the person. The server compares with more.
fn own_words() -> Words {
    let state = page_state();
    let of = state.reset_for.unwrap_or_default();
    let person = state.person.map(|p| [p.name, p.username, p.practice]).unwrap_or_default();
    Words::new([of.name, of.practice, of.username].iter().chain(&person).map(String::as_str))
}

/// What the browser knows of a password: every rule it fails, else that it may do, and what to mention.
fn found_in(typed: &str, rules: Rules, own: &Words, locale: Locale) -> String {
    if typed.is_empty() {
        return String::new();
    }
    let mut sentences: Vec<String> = check_here(typed, rules, own).iter().map(|problem| words::sentence(problem, locale)).collect();
    if sentences.is_empty() {
        sentences.push(text::FINE_SO_FAR.of(locale).to_owned());
        sentences.extend(notes(typed).into_iter().map(|note| words::note(note, locale).to_owned()));
    }
    sentences.join(" ")
}
