//! A labelled box for several lines.

use leptos::prelude::*;

use super::field::{FieldError, described_by};

/// Several lines of text, with its hint and its error.
#[component]
pub fn Area(
    /// The input's name and id.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// A line under the label.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What it holds at first.
    value: String,
    /// What is wrong with it.
    error: Option<String>,
) -> impl IntoView {
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            <FieldError name error=error.clone()/>
            <textarea id=name name=name rows="3" aria-describedby=described_by(name, hint.is_some(), error.is_some()) aria-invalid=error.is_some().then_some("true") inner_html=escaped(&value)></textarea>
        </div>
    }
}

/// A text within a `<textarea>`, whose children are rendered as they are.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
