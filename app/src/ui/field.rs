//! A labelled input, with its hint and its error.

use leptos::prelude::*;

/// One line of text. Uncontrolled on purpose: the value is read from the form at submit, so that what a password manager or the browser
/// filled in counts.
#[component]
pub fn Field(
    /// The input's name and id.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// What it holds at first.
    #[prop(into)]
    value: String,
    /// A line under the label.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with it.
    error: Option<String>,
    /// The `autocomplete` tokens.
    autocomplete: &'static str,
    /// The `autocapitalize` keyword.
    #[prop(default = "none")]
    autocapitalize: &'static str,
) -> impl IntoView {
    let described = described_by(name, hint.is_some(), error.is_some());
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            <FieldError name error=error.clone()/>
            <input
                type="text"
                id=name
                name=name
                value=value
                autocomplete=autocomplete
                autocapitalize=autocapitalize
                spellcheck="false"
                aria-describedby=described
                aria-invalid=error.is_some().then_some("true")
                {..no_autocorrect()}
            />
        </div>
    }
}

/// What is wrong with an input, between its label and itself.
#[component]
pub fn FieldError(
    /// The input's name.
    name: &'static str,
    /// What is wrong; nothing is shown for none.
    error: Option<String>,
) -> impl IntoView {
    error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })
}

/// The ids an input is described by; none when there is nothing.
#[must_use]
pub fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    let ids: Vec<String> =
        [(hint, "hint"), (error, "error")].iter().filter(|(on, _)| *on).map(|(_, what)| format!("{name}-{what}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// `autocorrect="off"`: Safari's own attribute, which Leptos does not know by name.
#[must_use]
pub fn no_autocorrect() -> impl leptos::attr::Attribute {
    leptos::attr::custom::custom_attribute("autocorrect", "off")
}
