//! A password's input with its Show button.

use leptos::prelude::*;

use super::field::{FieldError, described_by, no_autocorrect};
use crate::auth::text;
use crate::web::state::t;

/// A password. Paste and managers are welcome; the Show button is the boot script's, since only a script can show it.
#[component]
pub fn PasswordInput(
    /// The input's name and id.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// A line under the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The `autocomplete` tokens.
    autocomplete: &'static str,
    /// What is wrong with it.
    error: Option<String>,
    /// Told of everything typed, in the browser.
    #[prop(optional)]
    on_input: Option<Callback<String>>,
    /// What stands right of it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if children.is_some() { "field password-row" } else { "field" };
    view! {
        <div class=class data-invalid=error.is_some().then_some("")>
            <label for=name>{label}</label>
            {hint.clone().map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            <FieldError name error=error.clone()/>
            <div class="input-with-button">
                <input
                    type="password"
                    id=name
                    name=name
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described_by(name, hint.is_some(), error.is_some())
                    aria-invalid=error.is_some().then_some("true")
                    on:input=move |event| {
                        if let Some(on_input) = on_input {
                            on_input.run(event_target_value(&event));
                        }
                    }
                    {..no_autocorrect()}
                />
                <button
                    class="button button-secondary"
                    type="button"
                    hidden
                    data-show-password=""
                    aria-controls=name
                    aria-pressed="false"
                    aria-label=t(text::SHOW_PASSWORD)
                    data-show=t(text::SHOW)
                    data-hide=t(text::HIDE)
                    data-show-label=t(text::SHOW_PASSWORD)
                    data-hide-label=t(text::HIDE_PASSWORD)
                >
                    {t(text::SHOW)}
                </button>
            </div>
            {children.map(|children| children())}
        </div>
    }
}
