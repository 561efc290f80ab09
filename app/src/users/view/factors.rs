//! What a person proves themselves with, and where no code is asked for, for an administrator. Counts and names only: no number, no code.

use leptos::prelude::*;

use super::super::model::UserDetails;
use super::user::phone_in_words;
use super::{in_reach, text};
use crate::i18n::Text;
use crate::known_browsers::model::in_words;
use crate::passkeys::model::OwnPasskey;
use crate::second_factor::model::TrustedBrowser;
use crate::second_factor::text as second_factor;
use crate::ui::long_list::LongList;
use crate::web::state::{locale, t};

/// Passkeys, app, phone, recovery codes and trusted browsers. One's own trust is ended on one's own page.
#[component]
pub fn FactorsSection(
    /// Whose.
    user: UserDetails,
) -> impl IntoView {
    let trust = !user.own && in_reach(&user);
    let factors = user.factors;
    let app = factors
        .authenticator
        .map_or_else(|| t(text::NOT_SET_UP).to_owned(), |since| text::APP_SINCE.with(locale(), &[("when", &since)]));
    let codes = match factors.recovery_codes {
        Some(n) => second_factor::RECOVERY_LEFT.with(locale(), &[("n", &n.to_string())]),
        None => t(text::NOT_SET_UP).to_owned(),
    };
    let phone = phone_in_words(user.verification_phone.as_ref());
    let name = user.first_name;
    view! {
        <section class="card stack" aria-labelledby="factors-title" id="factors">
            <h2 id="factors-title">{text::FACTORS.with(locale(), &[("name", &name)])}</h2>
            <dl class="facts">
                <div><dt>{t(text::PASSKEYS)}</dt><dd>{passkeys(&factors.passkeys)}</dd></div>
                <div><dt>{t(second_factor::AUTHENTICATOR)}</dt><dd>{app}</dd></div>
                <div><dt>{t(text::VERIFICATION_PHONE)}</dt><dd>{phone}</dd></div>
                <div><dt>{t(second_factor::RECOVERY)}</dt><dd>{codes}</dd></div>
            </dl>
            {trust.then(|| view! { <Trusted browsers=factors.trusted name/> })}
        </section>
    }
}

fn passkeys(all: &[OwnPasskey]) -> AnyView {
    if all.is_empty() {
        return t(text::PASSKEYS_NONE).into_any();
    }
    let used = |passkey: &OwnPasskey| {
        let last = passkey.last_used.clone().unwrap_or_else(|| t(text::NEVER).to_owned());
        text::PASSKEY_META.with(locale(), &[("made", &passkey.made), ("last", &last)])
    };
    view! {
        <ul class="plain">
            {all.iter().map(|passkey| view! {
                <li><bdi>{passkey.name.clone()}</bdi><span class="row-meta">{used(passkey)}</span></li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Trusted(browsers: Vec<TrustedBrowser>, name: String) -> impl IntoView {
    let (none, several) = (browsers.is_empty(), browsers.len() > 1);
    let lead = |text: Text| text.with(locale(), &[("name", &name)]);
    let lead = lead(if none { text::TRUSTED_NONE } else { text::TRUSTED_LEAD });
    let rows = browsers.into_iter().map(|browser| view! { <Browser browser/> }.into_any()).collect();
    view! {
        <h3>{t(second_factor::TRUSTED)}</h3>
        <p>{lead}</p>
        <LongList rows id="trusted"/>
        {several.then(|| view! {
            <form method="post">
                <button class="button button-secondary" type="submit" name="deed" value="end-all-trust">{t(second_factor::TRUST_END_ALL)}</button>
            </form>
        })}
    }
}

#[component]
fn Browser(browser: TrustedBrowser) -> impl IntoView {
    let name = in_words(&browser.browser, locale());
    let meta = [("first", browser.first.as_str()), ("last", &browser.last), ("until", &browser.until)];
    let label = format!("{}: {name}", t(second_factor::TRUST_END));
    view! {
        <li>
            <div>
                <strong>{name}</strong>
                <p class="row-meta">{second_factor::TRUSTED_META.with(locale(), &meta)}" · "<bdi dir="ltr">{browser.network}</bdi></p>
            </div>
            <form method="post">
                <input type="hidden" name="browser" value=browser.id/>
                <button class="button button-quiet" type="submit" name="deed" value="end-trust" aria-label=label>{t(second_factor::TRUST_END)}</button>
            </form>
        </li>
    }
}
