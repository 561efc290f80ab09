//! A few ways to see the same thing (7, 30 or 90 days; everything or what was refused), each with its own URL.

use leptos::prelude::*;

/// One of them.
#[derive(Clone, Debug)]
pub struct Choice {
    /// In words.
    pub label: String,
    /// Its URL.
    pub href: String,
    /// The one that is shown.
    pub current: bool,
}

/// The links, side by side.
#[component]
pub fn Choices(
    /// What is chosen.
    label: &'static str,
    /// In their order.
    choices: Vec<Choice>,
) -> impl IntoView {
    view! {
        <nav class="choices" aria-label=label>
            <ul>
                {choices.into_iter().map(|choice| view! {
                    <li><a href=choice.href aria-current=choice.current.then_some("true") data-noscroll="">{choice.label}</a></li>
                }).collect_view()}
            </ul>
        </nav>
    }
}
