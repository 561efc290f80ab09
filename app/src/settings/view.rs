//! The settings page.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::activity::view::ActivityTile;
use crate::admin_requests::view::RequestCards;
use crate::messages::read::messages_line;
use crate::messages::view::MessagesTile;
use crate::security_policy::text as security;
use crate::users::read::users_overview;
use crate::users::text;
use crate::users::view::state_line;
use crate::web::state::t;

/// `/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let overview = Resource::new(|| (), |()| users_overview());
    let messages = Resource::new(|| (), |()| messages_line());
    view! {
        <Title text=t(text::SETTINGS)/>
        <div class="page stack">
            <p><a href="/home" rel="external">{t(text::HOME)}</a></p>
            <h1>{t(text::SETTINGS)}</h1>
            <Suspense>
                {move || overview.get().map(|overview| {
                    let overview = overview.ok();
                    let state = overview.as_ref().map(|o| state_line(o.counts));
                    view! {
                        <RequestCards cards=overview.map(|o| o.requests).unwrap_or_default()/>
                        <h2>{t(text::PRACTICE_SETTINGS)}</h2>
                        <ul class="tiles">
                            <li class="tile">
                                <h3><a href="/settings/users" rel="external">{t(text::EHR_USERS)}</a></h3>
                                <p>{t(text::TILE)}</p>
                                {state.map(|line| view! { <p class="tile-state">{line}</p> })}
                            </li>
                            <li class="tile">
                                <h3><a href="/settings/security" rel="external">{t(security::TITLE)}</a></h3>
                                <p>{t(security::TILE)}</p>
                            </li>
                            <MessagesTile line=messages.get().and_then(Result::ok)/>
                            <ActivityTile/>
                        </ul>
                    }
                })}
            </Suspense>
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
