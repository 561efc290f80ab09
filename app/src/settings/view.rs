//! The settings page.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::admin_requests::view::RequestCards;
use crate::users::read::users_overview;
use crate::users::text;
use crate::users::view::state_line;
use crate::web::state::t;

/// `/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let counts = Resource::new(|| (), |()| users_overview());
    view! {
        <Title text=t(text::SETTINGS)/>
        <div class="page stack">
            <p><a href="/home" rel="external">{t(text::HOME)}</a></p>
            <h1>{t(text::SETTINGS)}</h1>
            <RequestCards/>
            <h2>{t(text::PRACTICE_SETTINGS)}</h2>
            <ul class="tiles">
                <li class="tile">
                    <h3><a href="/settings/users">{t(text::EHR_USERS)}</a></h3>
                    <p>{t(text::TILE)}</p>
                    <Suspense>
                        {move || counts.get().and_then(Result::ok).map(|counts| view! { <p class="tile-state">{state_line(counts)}</p> })}
                    </Suspense>
                </li>
            </ul>
        </div>
    }
}

/// A page for administrators, opened by somebody else: 403.
#[component]
pub fn NotAllowedPage() -> impl IntoView {
    view! {
        <Title text=t(text::NOT_ALLOWED_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::NOT_ALLOWED_TITLE)}</h1>
            <p>{t(text::NOT_ALLOWED)}</p>
            <p><a class="button button-primary" href="/home" rel="external">{t(text::HOME)}</a></p>
        </div>
    }
}
