//! `/reset`, `/reset/new`, and the panel on a user's page.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{CODE, CODE_FORM, NEW_FORM, NEW_PASSWORD, ResetState, Stage};
use super::text;
use crate::passwords;
use crate::passwords::model::Rules;
use crate::ui::field::Field;
use crate::ui::password::PasswordInput;
use crate::users::model::UserDetails;
use crate::web::state::{FormState, locale, page_state, t};

/// The answer that shows a code, once.
pub const SHOWN_FORM: &str = "reset-shown";

/// `/reset`: who helps, and where the code goes.
#[component]
pub fn ResetPage() -> impl IntoView {
    let form = page_state().form(CODE_FORM);
    let error = |name: &str| form.errors.get(name).cloned();
    view! {
        <Title text=t(text::TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            <h2>{t(text::HAVE_CODE)}</h2>
            <Summary form=form.clone()/>
            <form id=CODE_FORM class="stack" method="post" action="/reset" novalidate>
                <Field name="practice_id" label=t(text::PRACTICE_ID) value=form.value("practice_id") error=error("practice_id") autocomplete="off" autocapitalize="characters"/>
                <Field name="username" label=t(text::USERNAME) value=form.value("username") error=error("username") autocomplete="username"/>
                <Field name=CODE label=t(text::CODE) hint=t(text::CODE_HINT) value="" error=error(CODE) autocomplete="off" autocapitalize="characters"/>
                <button class="button button-primary" type="submit">{t(text::GO_ON)}</button>
            </form>
            <p><a href="/login" rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

#[component]
fn Summary(form: FormState) -> impl IntoView {
    (!form.summary.is_empty()).then(|| {
        view! { <div class="error-summary" id="error-summary" role="alert" tabindex="-1"><p>{form.summary}</p></div> }
    })
}

/// `/reset/new`: the new password, or that the code can't be used any more.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(NEW_FORM);
    match state.reset_for {
        None => view! {
            <Title text=t(text::OVER_TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::OVER_TITLE)}</h1>
                <p>{t(text::OVER)}</p>
                <p><a class="button button-primary" href="/login" rel="external">{t(text::BACK)}</a></p>
            </div>
        }
        .into_any(),
        Some((name, practice)) => view! {
            <Title text=t(text::NEW_TITLE)/>
            <div class="login-card stack">
                <h1>{t(text::NEW_TITLE)}</h1>
                <p>{text::NEW_FOR.with(locale(), &[("name", &name), ("practice", &practice)])}</p>
                <Summary form=form.clone()/>
                <form id=NEW_FORM class="stack" method="post" action="/reset/new" novalidate>
                    <PasswordInput
                        name=NEW_PASSWORD
                        label=t(text::NEW_LABEL)
                        hint=passwords::words::help(Rules::alone(), locale())
                        autocomplete="new-password"
                        error=form.errors.get(NEW_PASSWORD).cloned()
                    />
                    <button class="button button-primary" type="submit">{t(text::SET)}</button>
                </form>
            </div>
        }
        .into_any(),
    }
}

/// "EHR and contact info" on a user's page: Reset Password.
#[component]
pub fn ResetPanel(
    /// Whose page it is.
    user: UserDetails,
) -> impl IntoView {
    let shown = page_state().form(SHOWN_FORM);
    let code = shown.value(CODE);
    let offered = user.listed.active && !user.own;
    let open = user.reset.as_ref().is_some_and(|r| matches!(r.stage, Stage::Waiting | Stage::Opened));
    let username = user.listed.username.clone();
    let later = !shown.value("later").is_empty();
    view! {
        <section class="card stack" aria-labelledby="contact-title" id="login">
            <h2 id="contact-title">{t(crate::users::text::CONTACT_INFO)}</h2>
            <h3>{t(text::PANEL)}</h3>
            <Summary form=shown/>
            {(!code.is_empty()).then(|| view! {
                <div class="notice" data-kind="ok" role="status" data-reset-code="">
                    <div>
                        <p>{text::SHOWN_TITLE.with(locale(), &[("name", &user.first_name)])}</p>
                        <p class="lead"><bdi dir="ltr" translate="no"><code>{code}</code></bdi></p>
                        <p>{text::SHOWN.with(locale(), &[("id", &user.practice_id), ("username", &username)])}</p>
                        {later.then(|| view! { <p>{t(text::SHOWN_LATER)}</p> })}
                    </div>
                </div>
            })}
            {user.reset.clone().map(|reset| view! { <p role="status" data-reset-state="">{standing(&reset)}</p> })}
            {(offered && !user.email.is_empty()).then(|| view! {
                <form method="post">
                    <button class="button button-primary" type="submit" name="deed" value="reset-link">
                        {text::SEND_LINK.with(locale(), &[("email", &user.email)])}
                    </button>
                    <p class="hint">{t(text::SEND_LINK_HINT)}</p>
                </form>
            })}
            {offered.then(|| view! {
                <form method="post">
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

fn standing(reset: &ResetState) -> String {
    let locale = locale();
    let way = match (reset.by.is_empty(), reset.by_mail) {
        (true, _) => text::WAY_OPERATOR,
        (false, true) => text::WAY_LINK,
        (false, false) => text::WAY_CODE,
    };
    let what = way.with(locale, &[("made", &reset.made), ("by", &reset.by)]);
    let sentence = match (reset.stage, &reset.from) {
        (Stage::Waiting, Some(_)) => text::STATE_LATER,
        (Stage::Waiting, None) => text::STATE_WAITING,
        (Stage::Opened, _) => text::STATE_OPENED,
        (Stage::Used, _) => text::STATE_USED,
        (Stage::Cancelled, _) => text::STATE_CANCELLED,
        (Stage::Expired, _) => text::STATE_EXPIRED,
    };
    let from = reset.from.clone().unwrap_or_default();
    let mut standing = sentence.with(locale, &[("what", &what), ("until", &reset.until), ("from", &from)]);
    let delivery = match reset.delivery.as_deref() {
        Some("queued") => Some(text::MAIL_QUEUED),
        Some("sending") => Some(text::MAIL_SENDING),
        Some("sent") => Some(text::MAIL_SENT),
        Some("failed") => Some(text::MAIL_FAILED),
        _ => None,
    };
    if let (Stage::Waiting, Some(delivery)) = (reset.stage, delivery) {
        standing.push(' ');
        standing.push_str(t(delivery));
    }
    standing
}

/// `/reset/open`: behind a link from the mail. Mail scanners open links; only a person presses the button.
#[component]
pub fn OpenLinkPage() -> impl IntoView {
    view! {
        <Title text=t(text::OPEN_TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::OPEN_TITLE)}</h1>
            <p>{t(text::OPEN_TEXT)}</p>
            <form method="post" action="/reset/open" class="stack">
                <button class="button button-primary" type="submit">{t(text::GO_ON)}</button>
            </form>
        </div>
    }
}
