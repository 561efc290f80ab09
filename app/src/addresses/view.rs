//! `/account/email` and the page behind its link.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{CLAIMED, EMAIL, EMAIL_FORM, FINISH_FORM, MISTAKE, OwnClaim, PASSWORD, REPEAT};
use super::text;
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::mail_wait::MailWait;
use crate::ui::password::PasswordInput;
use crate::web::state::{FormState, done, locale, page_state, t};

const PAGE: &str = "/account/email";

/// `/account/email`: what the person logs in with, and the steps to an address of their own.
#[component]
pub fn EmailPage() -> impl IntoView {
    let state = page_state();
    let (begin, finish) = (state.form(EMAIL_FORM), state.form(FINISH_FORM));
    let own = state.log_in_email.unwrap_or_default();
    let set = done() == "set";
    // The wait for the next mail runs down beside its button.
    let begin = if own.claim.is_some() { FormState { wait: None, ..begin } } else { begin };
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/account" rel="external">{t(text::ACCOUNT)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {set.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::DONE)}</p></div> })}
            <Summary form=begin.clone()/>
            <Summary form=finish.clone()/>
            {match (own.now, own.claim) {
                (Some(address), _) => view! {
                    <p>{text::NOW.with(locale(), &[("address", &address)])}</p>
                    <p>{t(text::NOW_CHANGE)}</p>
                }
                .into_any(),
                (None, None) => view! { <Begin form=begin/> }.into_any(),
                (None, Some(claim)) if claim.proven => view! { <Finish form=finish claim/> }.into_any(),
                (None, Some(claim)) => view! { <Press claim/> }.into_any(),
            }}
        </div>
    }
}

/// What went wrong; a link when it stands at a box.
#[component]
fn Summary(form: FormState) -> impl IntoView {
    if form.summary.is_empty() {
        return ().into_any();
    }
    let first = [EMAIL, REPEAT, PASSWORD].into_iter().find(|name| form.errors.contains_key(*name));
    let sentence = match first {
        Some(name) => view! { <a href=format!("#{name}") rel="external">{form.summary.clone()}</a> }.into_any(),
        None => form.summary.clone().into_any(),
    };
    let mistake = Some(form.value(MISTAKE)).filter(|mistake| !mistake.is_empty());
    view! {
        <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus data-mistake=mistake>
            <p>{sentence}</p>
        </div>
        <Countdown wait=form.wait/>
    }
    .into_any()
}

/// The first step: the address, twice.
#[component]
fn Begin(form: FormState) -> impl IntoView {
    let error = |name: &str| form.errors.get(name).cloned();
    let claimed = form.value(MISTAKE) == CLAIMED;
    view! {
        <p>{t(text::LEAD)}</p>
        <form id=EMAIL_FORM class="card stack" method="post" action=PAGE novalidate>
            <h2>{t(text::STEP_1)}</h2>
            <p>{t(text::KEEPS)}</p>
            <Field name=EMAIL label=t(text::EMAIL) hint=t(text::ADDRESS_HINT) value=form.value(EMAIL) error=error(EMAIL) autocomplete="email"/>
            <Field name=REPEAT label=t(text::REPEAT) value=form.value(REPEAT) error=error(REPEAT) autocomplete="email"/>
            <div class="cluster">
                <button class="button button-primary" type="submit" name="deed" value="claim">{t(text::SEND)}</button>
                {claimed.then(|| view! {
                    <button class="button button-secondary" type="submit" name="deed" value="claim-anyway">{t(text::ANYWAY)}</button>
                })}
            </div>
        </form>
    }
}

/// The second step: the link in the mail.
#[component]
fn Press(claim: OwnClaim) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(text::STEP_2)}</h2>
            <p>{text::PRESS.with(locale(), &[("until", &claim.until)])}</p>
            <MailWait mail=claim.mail action=PAGE/>
            <Cancel/>
        </section>
    }
}

/// The last step: the password.
#[component]
fn Finish(form: FormState, claim: OwnClaim) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(text::STEP_3)}</h2>
            <p>{text::PROVEN.with(locale(), &[("address", &claim.address)])}</p>
            <form id=FINISH_FORM class="stack" method="post" action=PAGE novalidate>
                <PasswordInput name=PASSWORD label=t(text::PASSWORD) autocomplete="current-password" error=form.errors.get(PASSWORD).cloned()>
                    <a href="/reset" rel="external">{t(crate::auth::text::RESET_PASSWORD)}</a>
                </PasswordInput>
                <button class="button button-primary" type="submit" name="deed" value="finish">{t(text::FINISH)}</button>
            </form>
            <Cancel/>
        </section>
    }
}

#[component]
fn Cancel() -> impl IntoView {
    view! {
        <form method="post" action=PAGE>
            <button class="button button-quiet" type="submit" name="deed" value="cancel">{t(text::CANCEL)}</button>
        </form>
    }
}

/// `/account/email/open`: behind the link from the mail. Mail scanners open links; only the person presses the button, logged in.
#[component]
pub fn OpenPage() -> impl IntoView {
    match page_state().log_in_email.unwrap_or_default().linked {
        Some(address) => view! {
            <Title text=t(text::OPEN_TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::OPEN_TITLE)}</h1>
                <p>{text::OPEN_LEAD.with(locale(), &[("address", &address)])}</p>
                <form method="post" action="/account/email/open">
                    <button class="button button-primary" type="submit">{t(text::OPEN_GO)}</button>
                </form>
            </div>
        }
        .into_any(),
        None => view! {
            <Title text=t(text::OPEN_OVER)/>
            <div class="page-narrow stack">
                <h1>{t(text::OPEN_OVER)}</h1>
                <p>{t(text::OPEN_OVER_LEAD)}</p>
                <p><a class="button button-secondary" href=PAGE rel="external">{t(text::OPEN_BACK)}</a></p>
            </div>
        }
        .into_any(),
    }
}
