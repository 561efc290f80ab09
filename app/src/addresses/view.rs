//! `/account/email`, the pages behind its links, and the administrator's page of a person's log-in e-mail.

use leptos::prelude::*;
use leptos_meta::Title;

use super::model::{CLAIMED, EMAIL, EMAIL_FORM, FINISH_FORM, MISTAKE, OwnClaim, PASSWORD, REPEAT, StopPage as Stop};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::help::HelpLink;
use crate::ui::mail_wait::MailWait;
use crate::ui::password::PasswordInput;
use crate::users::text as users;
use crate::web::state::{FormState, done, locale, page_state, t};

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

/// `/settings/users/{id}/email`: an administrator asks for another address of a person.
#[component]
pub fn PersonEmailPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(EMAIL_FORM);
    let own = state.log_in_email.unwrap_or_default();
    let Some(person) = own.person else {
        return view! {
            <Title text=t(text::CHANGE_TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::CHANGE_TITLE)}</h1>
                <p>{t(text::PERSON_NOBODY)}</p>
                <p><a class="button button-secondary" href="/settings/users" rel="external">{t(users::EHR_USERS)}</a></p>
            </div>
        }
        .into_any();
    };
    let say = |text: Text| text.with(locale(), &[("name", &person.first_name)]);
    let (lead, lost) = (say(text::PERSON_LEAD), say(text::PERSON_LOST));
    let page = format!("/settings/users/{}", person.id);
    let action = format!("{page}/email");
    let now = own.now.unwrap_or_default();
    let how = if now.is_empty() {
        say(text::PERSON_NONE)
    } else {
        text::PERSON_NOW.with(locale(), &[("name", &person.first_name), ("address", &now)])
    };
    let next = own.next.map(|(next, until)| {
        text::PERSON_NEXT.with(locale(), &[("name", &person.first_name), ("now", &now), ("next", &next), ("until", &until)])
    });
    let form = if own.claim.is_some() { FormState { wait: None, ..form } } else { form };
    let title = text::PERSON_TITLE.with(locale(), &[("name", &person.name)]);
    view! {
        <Title text=title.clone()/>
        <div class="page-narrow stack">
            <p><a href=page rel="external">{text::PERSON_BACK.with(locale(), &[("name", &person.name)])}</a></p>
            <h1>{title}</h1>
            <Summary form=form.clone()/>
            <p>{how}</p>
            {match (own.claim, next) {
                (Some(claim), _) => view! { <PersonClaim claim action name=person.first_name.clone()/> }.into_any(),
                (None, Some(next)) => view! {
                    <section class="card stack"><p>{next}</p><PersonCancel action/></section>
                }.into_any(),
                (None, None) => view! {
                    <Address form action>
                        <h2>{t(text::CHANGE_TITLE)}</h2>
                        <p>{lead}</p>
                    </Address>
                }.into_any(),
            }}
            <p class="hint">{lost}</p>
            <HelpLink to=articles::free_address::TOPIC/>
        </div>
    }
    .into_any()
}

/// What a person has been asked to confirm.
#[component]
fn PersonClaim(claim: OwnClaim, action: String, name: String) -> impl IntoView {
    let sentence = if claim.proven { text::PERSON_PROVEN } else { text::PERSON_WAITS };
    let sentence = sentence.with(locale(), &[("name", &name), ("address", &claim.address), ("until", &claim.until)]);
    let again = action.clone();
    view! {
        <section class="card stack">
            <p>{sentence}</p>
            {(!claim.proven).then(|| view! { <MailWait mail=claim.mail action=again/> })}
            <PersonCancel action/>
        </section>
    }
}

#[component]
fn PersonCancel(action: String) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <button class="button button-quiet" type="submit" name="deed" value="cancel">{t(text::PERSON_CANCEL)}</button>
        </form>
    }
}

/// `/address/stop`: behind the link in the notice to the address before.
#[component]
pub fn StopPage() -> impl IntoView {
    match page_state().address_stop.unwrap_or(Stop::Over) {
        Stop::Asks(address) => view! {
            <Title text=t(text::STOP_TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::STOP_TITLE)}</h1>
                <p>{text::STOP_LEAD.with(locale(), &[("address", &address)])}</p>
                <p>{t(text::STOP_THEN)}</p>
                <form method="post" action="/address/stop">
                    <button class="button button-danger" type="submit">{t(text::STOP_GO)}</button>
                </form>
            </div>
        }
        .into_any(),
        Stop::Done(address) => view! {
            <Title text=t(text::STOPPED_TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::STOPPED_TITLE)}</h1>
                <div class="notice" data-kind="ok" role="status"><p>{text::STOPPED_LEAD.with(locale(), &[("address", &address)])}</p></div>
                <p>{t(text::STOPPED_PASSWORD)}</p>
                <p><a class="button button-primary" href="/reset?by=email" rel="external">{t(text::STOPPED_GO)}</a></p>
            </div>
        }
        .into_any(),
        Stop::Over => view! {
            <Title text=t(text::STOP_OVER_TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::STOP_OVER_TITLE)}</h1>
                <p>{t(text::STOP_OVER)}</p>
                <p><a class="button button-secondary" href="/login/email" rel="external">{t(text::STOP_OVER_GO)}</a></p>
            </div>
        }
        .into_any(),
    }
}

/// The last step: the password.
#[component]
fn Finish(form: FormState, claim: OwnClaim) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="step-title">
            <h2 id="step-title">{t(text::STEP_3)}</h2>
            <p>{text::PROVEN.with(locale(), &[("address", &claim.address)])}</p>
            <form id=FINISH_FORM class="stack" method="post" action=PAGE novalidate>
                <PasswordInput name=PASSWORD label=t(text::PASSWORD) autocomplete="current-password" error=form.errors.get(PASSWORD).cloned()>
                    <a href="/reset" rel="external">{t(crate::auth::text::RESET_PASSWORD)}</a>
                </PasswordInput>
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
    match page_state().log_in_email.unwrap_or_default().linked {
        Some(address) => view! {
            <Title text=t(text::OPEN_TITLE)/>
            <div class="page-narrow stack">
                <h1>{t(text::OPEN_TITLE)}</h1>
                <p>{text::OPEN_LEAD.with(locale(), &[("address", &address)])}</p>
                <form method="post" action="/account/email/open">
                    <button class="button button-primary" type="submit">{t(text::OPEN_GO)}</button>
                </form>
            </div>
        }
        .into_any(),
        None => view! {
            <Title text=t(text::OPEN_OVER)/>
            <div class="page-narrow stack">
                <h1>{t(text::OPEN_OVER)}</h1>
                <p>{t(text::OPEN_OVER_LEAD)}</p>
                <p><a class="button button-secondary" href=PAGE rel="external">{t(text::OPEN_BACK)}</a></p>
            </div>
        }
        .into_any(),
    }
}
