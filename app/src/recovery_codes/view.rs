//! `/account/recovery-codes`

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{KEPT, KEPT_FORM, MAKE_FORM};
use super::text;
use crate::help::articles;
use crate::ui::help::HelpLink;
use crate::web::state::{locale, page_state, t};

/// `/account/recovery-codes`: how many are left, and new ones.
#[component]
pub fn RecoveryCodesPage() -> impl IntoView {
    let state = page_state();
    let codes = state.recovery_codes.unwrap_or_default();
    if !codes.new.is_empty() {
        return view! {
            <Title text=t(text::TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::TITLE)}</h1>
                <NewCodes codes=codes.new/>
            </div>
        }
        .into_any();
    }
    let left = match (codes.left, codes.since) {
        (Some(n), Some(when)) => text::LEFT.with(locale(), &[("n", &n.to_string()), ("when", &when)]),
        _ => t(text::NONE).to_owned(),
    };
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/account/second-step" rel="external">{t(crate::totp::text::SECOND_STEP)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            <HelpLink to=articles::recovery_codes::TOPIC/>
            <p>{left}</p>
            <form id=MAKE_FORM class="card stack" method="post" action="/account/recovery-codes" novalidate>
                <button class="button button-primary" type="submit" name="deed" value="make">{t(text::MAKE)}</button>
                {codes.left.is_some().then(|| view! { <p class="hint">{t(text::MAKE_HINT)}</p> })}
            </form>
        </div>
    }
    .into_any()
}

/// New codes, shown once, and the box to say that they are kept.
#[component]
pub fn NewCodes(
    /// As people write them down.
    codes: Vec<String>,
) -> impl IntoView {
    let person = page_state().person;
    let sheet =
        person.map(|p| text::SHEET.with(locale(), &[("name", p.name.as_str()), ("practice", &p.practice)])).unwrap_or_default();
    view! {
        <section class="card stack" aria-labelledby="codes-title">
            <h2 id="codes-title">{t(text::NEW_TITLE)}</h2>
            <p>{t(text::NEW_LEAD)}</p>
            <p>{sheet}</p>
            <ol class="codes" translate="no">
                {codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}
            </ol>
            <form id=KEPT_FORM class="stack no-print" method="post" action="/account/recovery-codes">
                <label class="checkbox"><input type="checkbox" name=KEPT value="on" required autocomplete="off"/>{t(text::KEEP)}</label>
                <button class="button button-primary" type="submit" name="deed" value="keep">{t(text::GO_ON)}</button>
                <p><a href="/account/second-step" rel="external">{t(text::LATER)}</a></p>
            </form>
        </section>
    }
}
