//! `/sign-up` and `/sign-up/practice`.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{EMAIL, FIRST_NAME, FORM, INPUTS, LAST_NAME, NAME, Over, PASSWORD, PATH, PRACTICE_FORM, PRACTICE_PATH};
use super::model::{USERNAME, ZONE};
use super::text;
use crate::help::articles;
use crate::passwords::view::NewPasswordInput;
use crate::practice::{text as practice, zones};
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::help::HelpLink;
use crate::ui::mail_wait::MailWait;
use crate::ui::select::Select;
use crate::ui::summary::summary;
use crate::users::text as users;
use crate::web::state::{FormState, done, locale, page_state, t};

/// `/sign-up`: the box for an address, what happens next, or that practices are not set up here.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(FORM);
    let (title, body) = match (state.sign_up.unwrap_or_default().allowed, done() == "sent") {
        (false, _) => (text::CLOSED_TITLE, view! { <p>{t(text::CLOSED)}</p> }.into_any()),
        (true, false) => (text::TITLE, view! { <Ask form/> }.into_any()),
        (true, true) => {
            let told = view! {
                <p>{t(text::SENT)}</p>
                {state.waiting_mail.map(|mail| view! { <MailWait mail action=PATH/> })}
                <p><a class="button button-quiet" href=PATH rel="external">{t(text::AGAIN)}</a></p>
            };
            (text::SENT_TITLE, told.into_any())
        }
    };
    view! {
        <Title text=t(title)/>
        <div class="login-card stack">
            <h1>{t(title)}</h1>
            {body}
            <HelpLink to=articles::new_practice::TOPIC/>
            <p><a href="/login" rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

#[component]
fn Ask(form: FormState) -> impl IntoView {
    let error = form.errors.get(EMAIL).cloned();
    view! {
        <p>{t(text::LEAD)}</p>
        {summary(&form, &[EMAIL])}
        <Countdown wait=form.wait/>
        <form id=FORM class="stack" method="post" action=PATH novalidate>
            <Field name=EMAIL label=t(text::EMAIL) hint=t(text::EMAIL_HINT) value=form.value(EMAIL) error autocomplete="email"/>
            <button class="button button-primary" type="submit">{t(text::SEND)}</button>
        </form>
        <p class="hint">{t(text::NOT_YOU)}</p>
    }
}

/// `/sign-up/practice`: the form behind the link, or why there is none.
#[component]
pub fn NewPracticePage() -> impl IntoView {
    let of = page_state().sign_up.unwrap_or_default();
    match of.over {
        _ if !of.allowed => view! { <SignUpPage/> }.into_any(),
        Some(over) => view! { <OverStep over/> }.into_any(),
        None => view! { <PracticeForm address=of.address/> }.into_any(),
    }
}

#[component]
fn PracticeForm(address: String) -> impl IntoView {
    let form = page_state().form(PRACTICE_FORM);
    let error = |name: &str| form.errors.get(name).cloned();
    view! {
        <Title text=t(text::PRACTICE_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::PRACTICE_TITLE)}</h1>
            <p>{text::PRACTICE_LEAD.with(locale(), &[("address", &address)])}</p>
            {summary(&form, &INPUTS)}
            <form id=PRACTICE_FORM class="stack" method="post" action=PRACTICE_PATH novalidate>
                <fieldset class="stack">
                    <legend class="part">{t(text::PRACTICE)}</legend>
                    <Field name=NAME label=t(text::NAME) hint=t(text::NAME_HINT) value=form.value(NAME) error=error(NAME) autocomplete="organization" autocapitalize="words"/>
                    <Select name=ZONE label=t(practice::ZONE) chosen=form.value(ZONE) error=error(ZONE) all=zones::choices("", locale())/>
                </fieldset>
                <fieldset class="stack">
                    <legend class="part">{t(text::YOU)}</legend>
                    <Field name=FIRST_NAME label=t(users::FIRST_NAME) value=form.value(FIRST_NAME) error=error(FIRST_NAME) autocomplete="given-name" autocapitalize="words"/>
                    <Field name=LAST_NAME label=t(users::LAST_NAME) value=form.value(LAST_NAME) error=error(LAST_NAME) autocomplete="family-name" autocapitalize="words"/>
                    <Field name=USERNAME label=t(users::USERNAME) hint=t(users::USERNAME_HINT) value=form.value(USERNAME) error=error(USERNAME) autocomplete="username"/>
                    <NewPasswordInput name=PASSWORD label=t(text::PASSWORD) error=error(PASSWORD)/>
                </fieldset>
                <button class="button button-primary" type="submit">{t(text::MAKE)}</button>
            </form>
        </div>
    }
}

#[component]
fn OverStep(over: Over) -> impl IntoView {
    let (title, body) = match over {
        Over::Unknown => (text::UNKNOWN_TITLE, text::UNKNOWN),
        Over::Used => (text::USED_TITLE, text::USED),
        Over::Replaced => (text::REPLACED_TITLE, text::REPLACED),
        Over::Expired => (text::EXPIRED_TITLE, text::EXPIRED),
    };
    view! {
        <Title text=t(title)/>
        <div class="login-card stack">
            <h1>{t(title)}</h1>
            <p>{t(body)}</p>
            {(over != Over::Used).then(|| view! { <p><a class="button button-primary" href=PATH rel="external">{t(text::NEW_LINK)}</a></p> })}
            <HelpLink to=articles::new_practice::TOPIC/>
            <p><a href="/login" rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}
