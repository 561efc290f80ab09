//! The lock screen, and the page for a tab whose person has changed.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{PASSWORD, UNLOCK_FORM};
use super::text;
use crate::help::articles;
use crate::passkeys::view::PasskeyButton;
use crate::ui::countdown::Countdown;
use crate::ui::help::HelpLink;
use crate::ui::password::PasswordInput;
use crate::web::state::{locale, page_state, t};

/// `/unlock`: who is locked, and their password. Nothing of any other page.
#[component]
pub fn UnlockPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(UNLOCK_FORM);
    let held = state.form.as_ref().is_some_and(|form| form.form == super::model::HELD);
    let person = state.locked;
    let next = state.next.unwrap_or_default();
    let has_password = person.as_ref().is_none_or(|person| person.has_password);
    let (name, practice) = person.as_ref().map(|p| (p.name.clone(), p.practice.clone())).unwrap_or_default();
    let error = form.errors.get(PASSWORD).cloned();
    let title = if error.is_some() {
        format!("{}{}", t(crate::auth::text::ERROR_PREFIX), t(text::LOCKED_TITLE))
    } else {
        t(text::LOCKED_TITLE).to_owned()
    };
    view! {
        <Title text=title/>
        <div class="login-card stack">
            <h1>{t(text::LOCKED_TITLE)}</h1>
            <p class="lead">{text::LOCKED_LEAD.with(locale(), &[("name", &name), ("practice", &practice)])}</p>
            {held.then(|| view! { <div class="notice" data-kind="warn" role="alert"><p>{t(text::POST_HELD)}</p></div> })}
            {error.clone().map(|error| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p><a href=format!("#{PASSWORD}") rel="external">{error}</a></p></div>
            })}
            <Countdown wait=form.wait/>
            <p>{t(text::LOCKED_WHY)}</p>
            {state.unlock_passkey.map(|asked| view! {
                <PasskeyButton id="unlock-passkey" action="/unlock" asked label=text::UNLOCK_PASSKEY next=next.clone()/>
            })}
            {has_password.then(|| view! {
                <form id=UNLOCK_FORM class="stack" method="post" action="/unlock" novalidate>
                    <input type="hidden" name="next" value=next/>
                    <input type="hidden" name="username" value=person.map(|p| p.username) autocomplete="username"/>
                    <PasswordInput name=PASSWORD label=t(text::PASSWORD) autocomplete="current-password" error=error>
                        <a href="/reset" rel="external">{t(text::FORGOTTEN)}</a>
                    </PasswordInput>
                    <button class="button button-primary" type="submit" name="deed" value="unlock">{t(text::UNLOCK)}</button>
                </form>
            })}
            {(!has_password).then(|| view! { <p data-without-passkeys="">{t(text::NEEDS_PASSKEY)}</p> })}
            <form class="stack" method="post" action="/unlock">
                <p class="hint">{text::SWITCH_HINT.with(locale(), &[("name", &name)])}</p>
                <button class="button button-secondary" type="submit" name="deed" value="switch">{t(text::SWITCH)}</button>
            </form>
            <HelpLink to=articles::screen_lock::TOPIC/>
        </div>
    }
}

/// `/switched`: somebody else has logged in with this browser since.
#[component]
pub fn SwitchedPage() -> impl IntoView {
    let name = page_state().person.map(|p| p.name).unwrap_or_default();
    let say = move |text: crate::i18n::Text| text.with(locale(), &[("name", &name)]);
    view! {
        <Title text=crate::ui::title::with_typed(&say(text::OTHER_TITLE))/>
        <div class="page-narrow stack">
            <h1>{say(text::OTHER_TITLE)}</h1>
            <div class="notice" data-kind="warn" data-finding="other-user-logged-in"><p>{say(text::OTHER)}</p></div>
            <p class="cluster">
                <a class="button button-primary" href="/home" rel="external">{say(text::OTHER_GO_ON)}</a>
                <a class="button button-secondary" href="/login" rel="external">{t(text::OTHER_LOG_IN)}</a>
            </p>
        </div>
    }
}
