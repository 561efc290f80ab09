//! `/account/authenticator`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{BEGIN_FORM, CODE, CONFIRM_FORM, Setup};
use super::text;
use crate::help::articles;
use crate::recovery_codes::view::NewCodes;
use crate::ui::field::{FieldError, described_by};
use crate::ui::help::HelpLink;
use crate::web::state::{FormState, locale, page_state, t};

/// `/account/authenticator`: set it up, set up another, take it away.
#[component]
pub fn AuthenticatorPage() -> impl IntoView {
    let state = page_state();
    let confirm = state.form(CONFIRM_FORM);
    let own = state.authenticator.unwrap_or_default();
    let under_way = own.setup.is_some();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/account/second-step" rel="external">{t(text::SECOND_STEP)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {match state.recovery_codes {
                Some(codes) => view! {
                    <div class="notice" data-kind="ok" role="status"><p>{t(text::DONE)}</p></div>
                    <NewCodes codes=codes.new/>
                }.into_any(),
                None => view! {
                    <p>{t(text::LEAD)}</p>
                    <HelpLink to=articles::authenticator_app::TOPIC/>
                    {own.since.clone().map(|when| view! { <p>{text::SINCE.with(locale(), &[("when", &when)])}</p> })}
                    {own.setup.map(|setup| view! { <SetUp setup form=confirm/> })}
                    <Begin again=own.since.is_some() under_way/>
                }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Summary(form: FormState, to: &'static str) -> impl IntoView {
    (!form.summary.is_empty()).then(|| {
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                <p><a href=format!("#{to}") rel="external">{form.summary}</a></p>
            </div>
        }
    })
}

#[component]
fn SetUp(setup: Setup, form: FormState) -> impl IntoView {
    let error = form.errors.get(CODE).cloned();
    view! {
        <form id=CONFIRM_FORM class="card stack" method="post" action="/account/authenticator" novalidate>
            <Summary form to=CODE/>
            <p>{t(text::STEP_SCAN)}</p>
            <div class="qr" role="img" aria-label=t(text::PICTURE) inner_html=setup.picture></div>
            <p>{t(text::STEP_KEY)}</p>
            <p><code class="key" translate="no">{setup.key}</code></p>
            <p><a href=setup.link rel="external">{t(text::STEP_LINK)}</a></p>
            <div class="field" data-invalid=error.is_some().then_some("")>
                <label for=CODE>{t(text::CODE_LABEL)}</label>
                <FieldError name=CODE error=error.clone()/>
                <input type="text" id=CODE name=CODE class="code-input" inputmode="numeric" autocomplete="one-time-code" spellcheck="false"
                    aria-describedby=described_by(CODE, false, error.is_some()) aria-invalid=error.is_some().then_some("true")/>
            </div>
            <button class="button button-primary" type="submit" name="deed" value="confirm">{t(text::CONFIRM)}</button>
        </form>
    }
}

#[component]
fn Begin(again: bool, under_way: bool) -> impl IntoView {
    let label = match (under_way, again) {
        (true, _) => text::BEGIN_ANEW,
        (false, true) => text::BEGIN_ANOTHER,
        (false, false) => text::BEGIN,
    };
    view! {
        <form id=BEGIN_FORM class="card stack" method="post" action="/account/authenticator" novalidate>
            <div class="cluster">
                <button class=if under_way { "button button-secondary" } else { "button button-primary" } type="submit" name="deed" value="begin">{t(label)}</button>
                {again.then(|| view! {
                    <button class="button button-secondary" type="submit" name="deed" value="remove">{t(text::REMOVE)}</button>
                })}
            </div>
            {again.then(|| view! { <p class="hint">{t(text::BEGIN_ANOTHER_HINT)}</p><p class="hint">{t(text::REMOVE_HINT)}</p> })}
        </form>
    }
}
