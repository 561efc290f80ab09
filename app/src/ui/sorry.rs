//! Pages for what went wrong: by us, or with the address.

use leptos::prelude::*;
use leptos_meta::Title;

use super::text;
use crate::i18n::Text;
use crate::web::state::{page_state, t};

/// An address without a page: 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! { <Message title=text::NOT_FOUND_TITLE body=text::NOT_FOUND/> }
}

/// A fault of ours.
#[component]
pub fn SorryPage() -> impl IntoView {
    view! { <Message title=text::SORRY_TITLE body=text::SORRY/> }
}

/// More log-ins than we can hash: nothing was counted.
#[component]
pub fn BusyPage() -> impl IntoView {
    view! { <Message title=text::BUSY_TITLE body=text::BUSY/> }
}

#[component]
fn Message(title: Text, body: Text) -> impl IntoView {
    let reference = page_state().reference;
    view! {
        <Title text=t(title)/>
        <div class="page-narrow stack">
            <h1>{t(title)}</h1>
            <p>{t(body)}</p>
            {reference.map(|number| view! {
                <dl class="facts"><div><dt>{t(text::REFERENCE)}</dt><dd><code translate="no">{number}</code></dd></div></dl>
            })}
            {match page_state().person {
                Some(_) => view! { <p><a class="button button-primary" href="/home" rel="external">{t(text::TO_HOME)}</a></p> },
                None => view! { <p><a class="button button-primary" href="/login" rel="external">{t(text::TRY_AGAIN)}</a></p> },
            }}
        </div>
    }
}
