//! `/account/second-step`

use leptos::prelude::*;
use leptos_meta::Title;

use super::super::model::{Overview, TrustedBrowser};
use super::super::text;
use crate::help::articles;
use crate::known_browsers::model::in_words;
use crate::ui::help::HelpLink;
use crate::web::state::{done, locale, page_state, t};

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
    let codes_link = t(if own.recovery_codes.is_some() { text::CHANGE } else { text::SET_UP });
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
                    <a class="button button-secondary" href="/account/recovery-codes" rel="external" aria-label=format!("{}: {codes_link}", t(text::RECOVERY))>{codes_link}</a>
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
