//! `/login/code`. One's own page of it is in [`own`].

mod own;

use leptos::prelude::*;
use leptos_meta::Title;

pub use self::own::SecondFactorPage;
use super::model::{CODE, FORM, Method, NEXT, SecondStep, TRUST, WITH};
use super::text;
use crate::admin_requests::model::PATH;
use crate::admin_requests::text as requests;
use crate::help::articles;
use crate::passkeys::text as passkeys;
use crate::passkeys::view::PasskeyButton;
use crate::password_reset::model::DEED_ASK;
use crate::password_reset::text as reset;
use crate::security_codes::model::CodeState;
use crate::security_codes::view::{self as security_codes, CodeStatus, NeverArrives, SendButtons};
use crate::ui::countdown::Countdown;
use crate::ui::field::{FieldError, described_by, no_autocorrect};
use crate::ui::help::HelpLink;
use crate::web::state::{FormState, done, locale, page_state, t};

/// `/login/code`: the code after the password, or that the log-in is over.
#[component]
pub fn CodePage() -> impl IntoView {
    let state = page_state();
    let form = state.form(FORM);
    match state.second_step {
        Some(step) => view! { <Asked step form/> }.into_any(),
        None => view! {
            <Title text=t(text::OVER_TITLE)/>
            <div class="login-card stack">
                <h1>{t(text::OVER_TITLE)}</h1>
                <p>{t(text::OVER)}</p>
                <p class="cluster">
                    <a class="button button-primary" href="/login" rel="external">{t(text::BACK)}</a>
                    <a class="button button-quiet" href=PATH rel="external">{t(reset::ASK)}</a>
                </p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Asked(step: SecondStep, form: FormState) -> impl IntoView {
    let other = |method: Method| {
        let next = step.next.clone();
        view! {
            <form method="get" action="/login/code">
                {(!next.is_empty()).then(|| view! { <input type="hidden" name=NEXT value=next/> })}
                <button class="button button-secondary" type="submit" name=WITH value=method.as_str()>{t(method.offer())}</button>
            </form>
        }
    };
    let told = step.method == Method::AdministratorCode || step.others.contains(&Method::AdministratorCode);
    view! {
        <Title text=t(text::TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::TITLE)}</h1>
            <p>{text::LEAD.with(locale(), &[("name", &step.first_name)])}</p>
            <p class="hint">{step.practice.clone()}</p>
            {(!form.summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                    <p><a href=format!("#{CODE}") rel="external">{form.summary.clone()}</a></p>
                </div>
            })}
            <Countdown wait=form.wait/>
            {(done() == "asked").then(|| view! {
                <div class="notice" data-kind="ok" role="status"><p>{t(if step.alone { requests::ASKED_OPERATOR } else { requests::ASKED })}</p></div>
            })}
            {match (step.method, step.code.clone()) {
                (Method::Passkey, _) => view! {
                    <p>{t(text::PASSKEY_LEAD)}</p>
                    <div class="notice" data-kind="info" data-without-passkeys=""><p>{t(if step.others.is_empty() { passkeys::NEEDS_SCRIPT_ALONE } else { passkeys::NEEDS_SCRIPT })}</p></div>
                    <PasskeyButton id="second-step-passkey" action="/login/code" asked=step.passkey.clone() label=text::OFFER_PASSKEY next=step.next.clone()>
                        <TrustBox days=step.trust_days ticked=!form.value(TRUST).is_empty()/>
                    </PasskeyButton>
                }.into_any(),
                (Method::Phone, None) => view! {
                    <p>{t(text::PHONE_LEAD)}</p>
                    <form id=FORM class="cluster" method="post" action="/login/code">
                        {hidden(&step)}
                        <button class="button button-primary" type="submit" name="deed" value="send-text">{t(text::TEXT_ME)}</button>
                        <button class="button button-secondary" type="submit" name="deed" value="send-call">{t(text::CALL_ME)}</button>
                    </form>
                }.into_any(),
                (method, code) => view! { <CodeForm step=step.clone() method code form=form.clone()/> }.into_any(),
            }}
            {(!step.others.is_empty()).then(|| view! {
                <h2>{t(text::OTHER_WAYS)}</h2>
                <div class="cluster">{step.others.iter().copied().map(other).collect_view()}</div>
            })}
            <details>
                <summary>{t(if step.method == Method::Passkey { text::LOST_PASSKEY } else { text::LOST })}</summary>
                <div class="stack">
                <p>{t(text::LOST_HOW)}</p>
                <form method="post" action="/login/code">
                    {hidden(&step)}
                    <button class="button button-secondary" type="submit" name="deed" value=DEED_ASK>
                        {t(if step.alone { requests::ASK_OPERATOR } else { requests::ASK_SEND })}
                    </button>
                </form>
                {(!told).then(|| other(Method::AdministratorCode))}
                <HelpLink to=articles::phone_lost::TOPIC/>
                </div>
            </details>
            <p><a href="/login" rel="external">{t(text::START_AGAIN)}</a></p>
        </div>
    }
}

/// What the form sends along.
fn hidden(step: &SecondStep) -> impl IntoView + use<> {
    let (method, next) = (step.method.as_str(), step.next.clone());
    view! {
        <input type="hidden" name=WITH value=method/>
        {(!next.is_empty()).then(|| view! { <input type="hidden" name=NEXT value=next/> })}
    }
}

/// The code, and the wish to be asked less often.
#[component]
fn CodeForm(step: SecondStep, method: Method, code: Option<CodeState>, form: FormState) -> impl IntoView {
    let days = step.trust_days.filter(|_| method != Method::AdministratorCode);
    let ticked = !form.value(TRUST).is_empty();
    let error = form.errors.get(CODE).cloned();
    view! {
        {code.clone().map(|state| view! { <CodeStatus state follow="/login/code?with=phone"/> })}
        <form id=FORM class="stack" method="post" action="/login/code" novalidate>
            {hidden(&step)}
            {if method == Method::Phone {
                view! { <security_codes::CodeInput error/> }.into_any()
            } else {
                view! { <CodeInput method error/> }.into_any()
            }}
            <TrustBox days ticked/>
            <button class="button button-primary" type="submit">{t(text::GO_ON)}</button>
            {code.clone().map(|state| view! { <SendButtons state/> })}
        </form>
        {code.map(|_| view! { <NeverArrives/> })}
    }
}

/// The wish to be asked less often in this browser; nothing where the practice does not allow it.
#[component]
fn TrustBox(
    /// For how many days.
    days: Option<u32>,
    /// It was ticked before.
    ticked: bool,
) -> impl IntoView {
    let days = days?.to_string();
    Some(view! {
        <div class="field">
            <label class="checkbox">
                <input type="checkbox" name=TRUST value="on" checked=ticked autocomplete="off" aria-describedby="trust-hint"/>
                {text::TRUST.with(locale(), &[("days", &days)])}
            </label>
            <p class="hint" id="trust-hint">{t(text::TRUST_HINT)}</p>
        </div>
    })
}

/// The box for a code: digits get a digits' keyboard, and the phone offers what has just arrived (WCAG 3.3.8).
#[component]
pub fn CodeInput(
    /// What kind of code.
    method: Method,
    /// What is wrong with it.
    error: Option<String>,
) -> impl IntoView {
    let (label, hint, digits) = match method {
        Method::Authenticator => (text::AUTHENTICATOR_LABEL, text::AUTHENTICATOR_HINT, true),
        Method::AdministratorCode => (text::ADMINISTRATOR_LABEL, text::ADMINISTRATOR_HINT, false),
        Method::Passkey | Method::Phone | Method::RecoveryCode => (text::RECOVERY_LABEL, text::RECOVERY_HINT, false),
    };
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=CODE>{t(label)}</label>
            <p class="hint" id=format!("{CODE}-hint")>{t(hint)}</p>
            <FieldError name=CODE error=error.clone()/>
            <input
                type="text"
                id=CODE
                name=CODE
                class="code-input"
                inputmode=if digits { "numeric" } else { "text" }
                autocomplete=if digits { "one-time-code" } else { "off" }
                autocapitalize="characters"
                spellcheck="false"
                autofocus=error.is_none()
                aria-describedby=described_by(CODE, true, error.is_some())
                aria-invalid=error.is_some().then_some("true")
                {..no_autocorrect()}
            />
        </div>
    }
}
