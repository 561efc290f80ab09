//! The code for one log-in, on a person's page.

use leptos::prelude::*;

use super::model::{CANCEL, CODE, CONFIRM, LogInCode, MAKE, SHOWN_FORM};
use super::text;
use crate::password_reset::model::{AFTER, WHEN};
use crate::web::state::{locale, page_state, t};

/// Makes one, shows it once, says how it stands.
#[component]
pub fn LogInCodePanel(
    /// The person's given name.
    name: String,
    /// They are an administrator: a second one confirms.
    administrator: bool,
    /// How it stands.
    code: LogInCode,
) -> impl IntoView {
    let LogInCode { offered, open } = code;
    let shown = page_state().form(SHOWN_FORM);
    let code = shown.value(CODE);
    let named = |text: crate::i18n::Text| text.with(locale(), &[("name", &name)]);
    let (title, how, confirm_hint) = (named(text::SHOWN_TITLE), named(text::SHOWN), named(text::CONFIRM_HINT));
    view! {
        {(!shown.summary.is_empty()).then(|| view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{shown.summary.clone()}</p></div>
        })}
        {(!code.is_empty()).then(|| view! {
            <div class="notice" data-kind="ok" role="status" tabindex="-1" autofocus data-log-in-code="">
                <div>
                    <p>{title}</p>
                    <p class="lead"><bdi dir="ltr" translate="no"><code>{code}</code></bdi></p>
                    <p>{how}</p>
                    <p>{shown.value(WHEN)}</p>
                </div>
            </div>
        })}
        {open.clone().map(|open| view! { <p role="status" data-log-in-code-state="">{open.says}</p> })}
        <form class="stack" method="post">
            <input type="hidden" name=AFTER value=open.as_ref().map(|open| open.id.clone()).unwrap_or_default()/>
            {open.as_ref().is_some_and(|open| open.confirmable).then(|| view! {
                <div>
                    <button class="button button-primary" type="submit" name="deed" value=CONFIRM>{t(text::CONFIRM)}</button>
                    <p class="hint">{confirm_hint}</p>
                </div>
            })}
            {offered.then(|| view! {
                <div>
                    <button class="button button-secondary" type="submit" name="deed" value=MAKE>{t(text::MAKE)}</button>
                    <p class="hint">{t(text::MAKE_HINT)}{administrator.then(|| format!(" {}", t(text::MAKE_ADMIN_HINT)))}</p>
                </div>
            })}
            {(offered && open.is_some()).then(|| view! {
                <button class="button button-quiet" type="submit" name="deed" value=CANCEL>{t(text::CANCEL)}</button>
            })}
        </form>
    }
}
