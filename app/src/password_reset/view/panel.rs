//! "EHR and contact info" on a user's page: Reset Password.

use leptos::prelude::*;

use super::super::model::{AFTER, CODE, WHEN};
use super::super::text;
use super::Summary;
use crate::help::articles;
use crate::invitations::model::WayIn;
use crate::ui::help::HelpLink;
use crate::users::model::UserDetails;
use crate::users::text as people;
use crate::web::state::{locale, page_state, t};

/// The answer that shows a code, once.
pub const SHOWN_FORM: &str = "reset-shown";

/// "EHR and contact info" on a user's page: Reset Password.
#[component]
pub fn ResetPanel(
    /// Whose page it is.
    user: UserDetails,
) -> impl IntoView {
    let shown = page_state().form(SHOWN_FORM);
    let (code, when) = (shown.value(CODE), shown.value(WHEN));
    let offered = user.listed.active && !user.own;
    let open = user.reset.as_ref().is_some_and(|reset| reset.open);
    let username = user.listed.username.clone();
    let after = user.reset.as_ref().map(|reset| reset.id.clone()).unwrap_or_default();
    view! {
        <section class="card stack" aria-labelledby="contact-title" id="login">
            <h2 id="contact-title">{t(people::CONTACT_INFO)}</h2>
            <h3>{t(text::PANEL)}</h3>
            <HelpLink to=articles::help_somebody::TOPIC/>
            <Summary form=shown/>
            {(!code.is_empty()).then(|| view! {
                <div class="notice" data-kind="ok" role="status" tabindex="-1" autofocus data-reset-code="">
                    <div>
                        <p>{text::SHOWN_TITLE.with(locale(), &[("name", &user.first_name)])}</p>
                        <p class="lead"><bdi dir="ltr" translate="no"><code>{code}</code></bdi></p>
                        <p>{text::SHOWN.with(locale(), &[("id", &user.practice_id), ("username", &username)])}</p>
                        <p>{when}</p>
                    </div>
                </div>
            })}
            {user.reset.clone().map(|reset| view! { <p role="status" data-reset-state="">{reset.says}</p> })}
            {user.own.then(|| view! {
                <p>{t(people::OWN)}</p>
                <p><a href="/account" rel="external">{t(people::OWN_LINK)}</a></p>
            })}
            {(!user.listed.active).then(|| view! { <p>{t(text::PANEL_DEACTIVATED)}</p> })}
            {(offered && user.way_in != WayIn::None && !user.email.is_empty()).then(|| view! {
                <form method="post">
                    <input type="hidden" name=AFTER value=after.clone()/>
                    <button class="button button-primary" type="submit" name="deed" value="reset-link">
                        {text::SEND_LINK.with(locale(), &[("email", &user.email)])}
                    </button>
                    <p class="hint">{t(text::SEND_LINK_HINT)}</p>
                </form>
            })}
            {offered.then(|| view! {
                <form method="post">
                    <input type="hidden" name=AFTER value=after.clone()/>
                    <button class="button button-secondary" type="submit" name="deed" value="reset-code">{t(text::MAKE_CODE)}</button>
                    <p class="hint">{t(text::PANEL_HINT)}</p>
                    {user.listed.administrator.then(|| view! { <p class="hint">{t(text::PANEL_ADMIN_HINT)}</p> })}
                </form>
            })}
            {(offered && open).then(|| view! {
                <form method="post">
                    <button class="button button-quiet" type="submit" name="deed" value="reset-cancel">{t(text::CANCEL)}</button>
                </form>
            })}
        </section>
    }
}
