//! A quiet link from where a question arises to its article.

use leptos::prelude::*;

use super::text;
use crate::help::model::Topic;
use crate::web::state::t;

/// The question as a link. In a tab of its own: what is typed on this page stays, and the steps can be followed beside it.
#[component]
pub fn HelpLink(
    /// Which article.
    to: Topic,
) -> impl IntoView {
    view! {
        <p class="help-link">
            <a href=format!("/help/{}", to.slug) target="_blank" rel="noopener external">{t(to.question)}<span class="visually-hidden">" "{t(text::NEW_TAB)}</span></a>
        </p>
    }
}
