//! `/account/email` and the page behind its link. What others than the person do about it is in [`others`].

mod others;

use leptos::prelude::*;
use leptos_meta::Title;

pub use others::{PersonEmailPage, StopPage};

use super::model::{CLAIMED, EMAIL, EMAIL_FORM, FINISH_FORM, Linked, MISTAKE, OPEN, OwnClaim, PASSWORD, REPEAT};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::help::HelpLink;
use crate::ui::mail_wait::MailWait;
use crate::ui::password::PasswordInput;
use crate::web::state::{FormState, done, has_password, locale, page_state, t};

const PAGE: &str = "/account/email";

/// `/account/email`: what the person logs in with, and the steps to an address of their own.
#[component]
pub fn EmailPage() -> impl IntoView {
    let state = page_state();
    let (begin, finish) = (state.form(EMAIL_FORM), state.form(FINISH_FORM));
    let own = state.log_in_email.unwrap_or_default();
    let set = done() == "set";
    // The wait for the next mail runs down beside its button.
    let begin = if own.claim.is_some() { FormState { wait: None, ..begin } } else { begin };
    view! {
        <Title text=t(text::TITLE)/>
        <div class="page-narrow stack">
            <p><a href="/account" rel="external">{t(text::ACCOUNT)}</a></p>
            <h1>{t(text::TITLE)}</h1>
            {set.then(|| view! { <div class="notice" data-kind="ok" role="status"><p>{t(text::DONE)}</p></div> })}
            <Summary form=begin.clone()/>
            <Summary form=finish.clone()/>
            {own.now.clone().map(|address| view! { <p>{text::NOW.with(locale(), &[("address", &address)])}</p> })}
            {own.beaten.map(|address| view! {
                <div class="notice" data-kind="warn" data-beaten=""><p>{text::LOST_TO.with(locale(), &[("address", &address)])}</p></div>
            })}
            {match (own.now, own.claim, own.next) {
                (Some(now), _, Some((next, until))) => view! { <FirstLogIn now next until/> }.into_any(),
                (Some(_), None, None) => view! { <Change form=begin/> }.into_any(),
                (Some(_), Some(claim), None) if claim.proven => view! { <Confirm claim/> }.into_any(),
                (Some(_), Some(claim), None) => view! { <Press claim title=text::CHANGE_STEP_2/> }.into_any(),
                (None, None, _) => view! { <Begin form=begin/> }.into_any(),
                (None, Some(claim), _) if claim.proven => view! { <Finish form=finish claim/> }.into_any(),
                (None, Some(claim), _) => view! { <Press claim title=text::STEP_2/> }.into_any(),
            }}
        </div>
    }
}

/// What went wrong; a link when it stands at a box.
#[component]
fn Summary(form: FormState) -> impl IntoView {
    if form.summary.is_empty() {
        return ().into_any();
    }
    let first = [EMAIL, REPEAT, PASSWORD].into_iter().find(|name| form.errors.contains_key(*name));
    let sentence = match first {
        Some(name) => view! { <a href=format!("#{name}") rel="external">{form.summary.clone()}</a> }.into_any(),
        None => form.summary.clone().into_any(),
    };
    let mistake = Some(form.value(MISTAKE)).filter(|mistake| !mistake.is_empty());
    view! {
        <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus data-mistake=mistake>
            <p>{sentence}</p>
        </div>
        <Countdown wait=form.wait/>
    }
    .into_any()
}

/// The first step.
#[component]
fn Begin(form: FormState) -> impl IntoView {
    view! {
        <p>{t(text::LEAD)}</p>
        <Address form action=PAGE>
            <h2>{t(text::STEP_1)}</h2>
            <p>{t(text::KEEPS)}</p>
        </Address>
        <HelpLink to=articles::log_in_email::TOPIC/>
    }
}

/// The first step to another address.
#[component]
fn Change(form: FormState) -> impl IntoView {
    view! {
        <Address form action=PAGE>
            <h2>{t(text::CHANGE_TITLE)}</h2>
            <p>{t(text::CHANGE_LEAD)}</p>
        </Address>
        <HelpLink to=articles::change_log_in_email::TOPIC/>
    }
}

/// The form of an address, twice.
#[component]
fn Address(form: FormState, #[prop(into)] action: String, children: Children) -> impl IntoView {
    let error = |name: &str| form.errors.get(name).cloned();
    let claimed = form.value(MISTAKE) == CLAIMED;
    view! {
        <form id=EMAIL_FORM class="card stack" method="post" action=action novalidate>
            {children()}
            <Field name=EMAIL label=t(text::EMAIL) hint=t(text::ADDRESS_HINT) value=form.value(EMAIL) error=error(EMAIL) autocomplete="email"/>
            <Field name=REPEAT label=t(text::REPEAT) value=form.value(REPEAT) error=error(REPEAT) autocomplete="email"/>
            <div class="cluster">
                <button class="button button-primary" type="submit" name="deed" value="claim">{t(text::SEND)}</button>
                {claimed.then(|| view! {
                    <button class="button button-secondary" type="submit" name="deed" value="claim-anyway">{t(text::ANYWAY)}</button>
                })}
            </div>
        </form>
    }
}

/// The second step: the link in the mail.
#[component]
fn Press(claim: OwnClaim, title: Text) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(title)}</h2>
            <p>{text::PRESS.with(locale(), &[("until", &claim.until)])}</p>
            <MailWait mail=claim.mail action=PAGE/>
            <Cancel/>
        </section>
    }
}

/// The last but one of a change: who it is. The page that asks stands between the button and its deed.
#[component]
fn Confirm(claim: OwnClaim) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(text::CHANGE_STEP_3)}</h2>
            <p>{text::CHANGE_PROVEN.with(locale(), &[("address", &claim.address)])}</p>
            <form method="post" action=PAGE>
                <button class="button button-primary" type="submit" name="deed" value="change">{t(text::CHANGE_GO)}</button>
            </form>
            <Cancel/>
        </section>
    }
}

/// The last of a change: the first log-in.
#[component]
fn FirstLogIn(now: String, next: String, until: String) -> impl IntoView {
    let keep = text::CHANGE_KEEP.with(locale(), &[("now", &now)]);
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(text::CHANGE_STEP_4)}</h2>
            <p>{text::CHANGE_NEXT.with(locale(), &[("next", &next), ("now", &now), ("until", &until)])}</p>
            <div class="cluster">
                <form method="post" action="/logout">
                    <input type="hidden" name="next" value="/login/email"/>
                    <button class="button button-primary" type="submit">{t(text::CHANGE_OUT)}</button>
                </form>
                <form method="post" action=PAGE>
                    <button class="button button-quiet" type="submit" name="deed" value="cancel">{keep}</button>
                </form>
            </div>
        </section>
    }
}

/// The last step: the password.
#[component]
fn Finish(form: FormState, claim: OwnClaim) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(if has_password() { text::STEP_3 } else { text::STEP_3_PASSKEY })}</h2>
            <p>{text::PROVEN.with(locale(), &[("address", &claim.address)])}</p>
            <form id=FINISH_FORM class="stack" method="post" action=PAGE novalidate>
                {has_password().then(|| view! {
                    <PasswordInput name=PASSWORD label=t(text::PASSWORD) autocomplete="current-password" error=form.errors.get(PASSWORD).cloned()>
                        <a href="/reset" rel="external">{t(crate::auth::text::RESET_PASSWORD)}</a>
                    </PasswordInput>
                })}
                <button class="button button-primary" type="submit" name="deed" value="finish">{t(text::FINISH)}</button>
            </form>
            <Cancel/>
        </section>
    }
}

#[component]
fn Cancel() -> impl IntoView {
    view! {
        <form method="post" action=PAGE>
            <button class="button button-quiet" type="submit" name="deed" value="cancel">{t(text::CANCEL)}</button>
        </form>
    }
}

/// `/account/email/open`: behind the link from the mail. Mail scanners open links; only the person presses the button, logged in.
#[component]
pub fn OpenPage() -> impl IntoView {
    let (title, sentence) = match page_state().log_in_email.unwrap_or_default().linked {
        Linked::Works(address) => return view! { <Works address/> }.into_any(),
        Linked::Another => return view! { <Another/> }.into_any(),
        Linked::Done(address) => (text::OPEN_DONE, text::OPEN_DONE_LEAD.with(locale(), &[("address", &address)])),
        Linked::Replaced => (text::OPEN_OVER, t(text::OPEN_REPLACED).to_owned()),
        Linked::Beaten => (text::OPEN_OVER, t(text::BEATEN).to_owned()),
        Linked::Over | Linked::Pressed => (text::OPEN_OVER, t(text::OPEN_ENDED).to_owned()),
        Linked::Unknown => (text::OPEN_OVER, t(text::OPEN_UNKNOWN).to_owned()),
    };
    view! {
        <Title text=t(title)/>
        <div class="page-narrow stack">
            <h1>{t(title)}</h1>
            <p>{sentence}</p>
            <p><a class="button button-secondary" href=PAGE rel="external">{t(text::OPEN_BACK)}</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn Works(address: String) -> impl IntoView {
    view! {
        <Title text=t(text::OPEN_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::OPEN_TITLE)}</h1>
            <p>{text::OPEN_LEAD.with(locale(), &[("address", &address)])}</p>
            <form method="post" action=OPEN>
                <button class="button button-primary" type="submit">{t(text::OPEN_GO)}</button>
            </form>
        </div>
    }
}

/// The link of somebody else: two people share a browser, or one person has two accounts.
#[component]
fn Another() -> impl IntoView {
    let person = page_state().person;
    let (name, practice) = person.map(|person| (person.name, person.practice)).unwrap_or_default();
    view! {
        <Title text=t(text::OPEN_ANOTHER)/>
        <div class="page-narrow stack">
            <h1>{t(text::OPEN_ANOTHER)}</h1>
            <p>{text::OPEN_ANOTHER_LEAD.with(locale(), &[("name", &name), ("practice", &practice)])}</p>
            <form class="cluster" method="post" action="/logout">
                <input type="hidden" name="next" value=OPEN/>
                <button class="button button-primary" type="submit">{t(text::OPEN_OUT)}</button>
                <a class="button button-secondary" href="/home" rel="external">{t(text::OPEN_STAY)}</a>
            </form>
        </div>
    }
}
