//! `/confirm`: who is logged in proves once more who they are.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{CODE, ConfirmPage as Shown, FORM, HELD, HELD_FOR, PASSKEY_FORM, PASSWORD, USE, WITH};
use super::text;
use crate::passkeys::view::PasskeyButton;
use crate::second_factor::model::Method;
use crate::second_factor::text as second_factor;
use crate::second_factor::view::CodeInput;
use crate::security_codes::view::{self as security_codes, CodeStatus, NeverArrives, SendButtons};
use crate::ui::password::PasswordInput;
use crate::web::state::{FormState, locale, page_state, t};

/// The page.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let state = page_state();
    let (form, passkey_form) = (state.form(FORM), state.form(PASSKEY_FORM));
    let summary = format!("{}{}", form.summary, passkey_form.summary);
    let about = [PASSWORD, CODE].into_iter().find(|name| form.errors.contains_key(*name));
    let name = state.person.map(|person| person.first_name).unwrap_or_default();
    let title = text::TITLE.with(locale(), &[("name", &name)]);
    let shown = state.confirm.unwrap_or_default();
    let file = shown.file;
    let waits = shown.action != "/confirm";
    let back = if waits { shown.action.clone() } else { "/home".to_owned() };
    let hidden = vec![(HELD, shown.held.clone()), (HELD_FOR, shown.held_for.clone())];
    view! {
        <Title text=crate::ui::title::with_typed(&title)/>
        <div class="login-card stack">
            <h1>{title}</h1>
            {(!summary.is_empty()).then(|| view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                    <p>{match about {
                        Some(name) => view! { <a href=format!("#{name}") rel="external">{summary}</a> }.into_any(),
                        None => summary.into_any(),
                    }}</p>
                </div>
            })}
            <p>{t(text::LEAD)}</p>
            {waits.then(|| view! { <p class="hint">{t(if file { text::FILE } else { text::HELD })}</p> })}
            {(!shown.passkey.is_empty()).then(|| view! {
                <PasskeyButton id=PASSKEY_FORM action=shown.action.clone() asked=shown.passkey.clone() label=text::USE_PASSKEY hidden=hidden anew="/confirm"/>
            })}
            {if shown.passkey_only {
                view! { <p>{t(text::PASSKEY_ONLY)}</p> }.into_any()
            } else {
                view! { <ByPassword shown=shown.clone() form/> }.into_any()
            }}
            <p><a href=back rel="external">{t(if file { text::GO_BACK_FILE } else { text::GO_BACK })}</a></p>
        </div>
    }
}

/// The password and, where one is asked, a code beside it. One form: every button sends what waits along.
#[component]
fn ByPassword(shown: Shown, form: FormState) -> impl IntoView {
    let error = |name: &str| form.errors.get(name).cloned();
    let passkeys = !shown.passkey.is_empty();
    let unsent = shown.method == Some(Method::Phone) && shown.code.is_none();
    view! {
        {passkeys.then(|| view! { <h2>{t(text::OR)}</h2> })}
        {shown.code.clone().map(|state| view! { <CodeStatus state/> })}
        <form id=FORM class="stack" method="post" action=shown.action.clone() novalidate data-empties=shown.file.then_some("")>
            <input type="hidden" name=HELD value=shown.held.clone()/>
            <input type="hidden" name=HELD_FOR value=shown.held_for.clone()/>
            <input type="hidden" name=WITH value=shown.method.map(Method::as_str)/>
            <input type="hidden" name="username" value=page_state().person.map(|p| p.username) autocomplete="username"/>
            {if unsent {
                view! {
                    <p>{t(text::PHONE_LEAD)}</p>
                    <div class="cluster">
                        <button class="button button-primary" type="submit" name="deed" value="send-text">{t(second_factor::TEXT_ME)}</button>
                        <button class="button button-secondary" type="submit" name="deed" value="send-call">{t(second_factor::CALL_ME)}</button>
                    </div>
                }.into_any()
            } else {
                view! {
                    <PasswordInput name=PASSWORD label=t(text::PASSWORD) autocomplete="current-password" error=error(PASSWORD)/>
                    {match shown.method {
                        None => ().into_any(),
                        Some(Method::Phone) => view! { <security_codes::CodeInput error=error(CODE)/> }.into_any(),
                        Some(method) => view! { <CodeInput method error=error(CODE)/> }.into_any(),
                    }}
                    <button class="button button-primary" type="submit" name="deed" value="password">{t(text::CONFIRM)}</button>
                    {shown.code.clone().map(|state| view! { <SendButtons state/> })}
                }.into_any()
            }}
            {(!shown.others.is_empty()).then(|| view! {
                <h2>{t(second_factor::OTHER_WAYS)}</h2>
                <div class="cluster">
                    {shown.others.iter().map(|method| view! {
                        <button class="button button-secondary" type="submit" name="deed" value=format!("{USE}{}", method.as_str())>{t(method.offer())}</button>
                    }).collect_view()}
                </div>
            })}
        </form>
        {shown.code.map(|_| view! { <NeverArrives/> })}
    }
}
