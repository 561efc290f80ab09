//! `/login/code` and `/account/second-step`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{CODE, FORM, Method, NEXT, Overview, SecondStep, TRUST, TrustedBrowser, WITH};
use super::text;
use crate::help::articles;
use crate::known_browsers::model::in_words;
use crate::passkeys::view::PasskeyButton;
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
                <p><a class="button button-primary" href="/login" rel="external">{t(text::BACK)}</a></p>
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
            {match (step.method, step.code.clone()) {
                (Method::Passkey, _) => view! {
                    <p>{t(text::PASSKEY_LEAD)}</p>
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
                <summary>{t(text::LOST)}</summary>
                <p>{t(text::LOST_HOW)}</p>
                <HelpLink to=articles::phone_lost::TOPIC/>
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
        {code.clone().map(|state| view! { <CodeStatus state/> })}
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

/// `/account/second-step`: what is set up, and which browsers are trusted.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let own = page_state().second_factor.unwrap_or_default();
    let must = page_state().limit.is_some();
    view! {
        <Title text=t(if must { text::MUST_SET_UP } else { text::OWN_TITLE })/>
        <div class="page-narrow stack">
            {(!must).then(|| view! { <p><a href="/account" rel="external">{t(text::ACCOUNT)}</a></p> })}
            <h1>{t(if must { text::MUST_SET_UP } else { text::OWN_TITLE })}</h1>
            {must.then(|| view! { <div class="notice" data-kind="warn" data-limit=""><p>{t(text::MUST_SET_UP_WHY)}</p></div> })}
            {own.off.then(|| view! { <div class="notice" data-kind="warn"><p>{t(text::SWITCHED_OFF)}</p></div> })}
            <p>{t(text::OWN_LEAD)}</p>
            <Done/>
            {own.password_short.then(|| view! {
                <div class="notice" data-kind="warn">
                    <div>
                        <p>{t(text::PASSWORD_SHORT)}</p>
                        <p><a class="button button-secondary" href="/account/new-password" rel="external">{t(crate::account::text::CHANGE)}</a></p>
                    </div>
                </div>
            })}
            <Ways own=own.clone()/>
            {(!must).then(|| view! { <Trusted browsers=own.trusted days=own.trust_days/> })}
        </div>
    }
}

/// What was just done, by the name in the URL: only known ones say anything.
#[component]
fn Done() -> impl IntoView {
    let sentence = match done().as_str() {
        "authenticator" => text::DONE_AUTHENTICATOR,
        "removed" => text::DONE_REMOVED,
        "phone" => text::DONE_PHONE,
        "phone-removed" => text::DONE_PHONE_REMOVED,
        "kept" => text::DONE_KEPT,
        "trust" => text::DONE_TRUST,
        _ => return None,
    };
    Some(view! { <div class="notice" data-kind="ok" role="status"><p>{t(sentence)}</p></div> })
}

#[component]
fn Ways(own: Overview) -> impl IntoView {
    let on = own.authenticator.is_some() || own.phone.is_some() || own.passkeys > 0;
    let with_app = own.authenticator.is_some();
    let app = match &own.authenticator {
        Some(when) => text::AUTHENTICATOR_SINCE.with(locale(), &[("when", when)]),
        None => t(text::AUTHENTICATOR_NONE).to_owned(),
    };
    let phone = match &own.phone {
        Some((ends, when)) => text::PHONE_SINCE.with(locale(), &[("ends", ends), ("when", when)]),
        None => t(text::PHONE_NONE).to_owned(),
    };
    let phone_link = t(if own.phone.is_some() { text::CHANGE } else { text::SET_UP });
    let codes = match own.recovery_codes {
        Some(n) => text::RECOVERY_LEFT.with(locale(), &[("n", &n.to_string())]),
        None if on => t(text::RECOVERY_NONE).to_owned(),
        None => t(text::RECOVERY_LATER).to_owned(),
    };
    let not_kept = own.recovery_codes.is_some() && !own.recovery_codes_kept;
    let passkeys = match own.passkeys {
        0 => t(text::PASSKEYS_NONE).to_owned(),
        n => text::PASSKEYS_SOME.with(locale(), &[("n", &n.to_string())]),
    };
    let passkeys_link = t(if own.passkeys > 0 { text::CHANGE } else { text::SET_UP });
    view! {
        <ul class="rows card">
            <li>
                <div>
                    <strong>{t(crate::passkeys::text::TITLE)}</strong>
                    <p class="row-meta">{passkeys}</p>
                </div>
                <a class="button button-secondary" href="/account/passkeys" rel="external" aria-label=format!("{}: {passkeys_link}", t(crate::passkeys::text::TITLE))>{passkeys_link}</a>
            </li>
            <li>
                <div>
                    <strong>{t(text::AUTHENTICATOR)}</strong>
                    <p class="row-meta">{app}</p>
                </div>
                <a class="button button-secondary" href="/account/authenticator" rel="external" aria-label=format!("{}: {}", t(text::AUTHENTICATOR), t(if with_app { text::CHANGE } else { text::SET_UP }))>{t(if with_app { text::CHANGE } else { text::SET_UP })}</a>
            </li>
            <li>
                <div>
                    <strong>{t(text::PHONE)}</strong>
                    <p class="row-meta">{phone}</p>
                </div>
                <a class="button button-secondary" href="/account/phone" rel="external" aria-label=format!("{}: {phone_link}", t(text::PHONE))>{phone_link}</a>
            </li>
            <li>
                <div>
                    <strong>{t(text::RECOVERY)}</strong>
                    <p class="row-meta">{codes}</p>
                    {not_kept.then(|| view! { <p class="row-meta">{t(text::RECOVERY_NOT_KEPT)}</p> })}
                </div>
                {on.then(|| view! {
                    <a class="button button-secondary" href="/account/recovery-codes" rel="external" aria-label=format!("{}: {}", t(text::RECOVERY), t(text::CHANGE))>{t(text::CHANGE)}</a>
                })}
            </li>
        </ul>
    }
}

#[component]
fn Trusted(browsers: Vec<TrustedBrowser>, days: i64) -> impl IntoView {
    let (none, several) = (browsers.is_empty(), browsers.len() > 1);
    view! {
        <section class="card stack" aria-labelledby="trusted-title" id="trusted">
            <h2 id="trusted-title">{t(text::TRUSTED)}</h2>
            <p>{match (days, none) {
                (0, _) => t(text::TRUSTED_FORBIDDEN).to_owned(),
                (_, true) => t(text::TRUSTED_NONE).to_owned(),
                (days, false) => text::TRUSTED_LEAD.with(locale(), &[("days", &days.to_string())]),
            }}</p>
            <HelpLink to=articles::browser_trust::TOPIC/>
            {(!none).then(|| view! { <ul class="rows">{browsers.into_iter().map(|browser| view! { <Browser browser/> }).collect_view()}</ul> })}
            {several.then(|| view! {
                <form method="post" action="/account/second-step">
                    <button class="button button-secondary" type="submit" name="browser" value="all">{t(text::TRUST_END_ALL)}</button>
                </form>
            })}
        </section>
    }
}

#[component]
fn Browser(browser: TrustedBrowser) -> impl IntoView {
    let name = in_words(&browser.browser, locale());
    let name = if browser.this { format!("{name} · {}", t(text::THIS)) } else { name };
    let meta = [("first", browser.first.as_str()), ("last", &browser.last), ("until", &browser.until)];
    view! {
        <li>
            <div>
                <strong>{name.clone()}</strong>
                <p class="row-meta">{text::TRUSTED_META.with(locale(), &meta)}" · "<bdi dir="ltr">{browser.network}</bdi></p>
            </div>
            <form method="post" action="/account/second-step">
                <button class="button button-quiet" type="submit" name="browser" value=browser.id aria-label=format!("{}: {name}", t(text::TRUST_END))>{t(text::TRUST_END)}</button>
            </form>
        </li>
    }
}
