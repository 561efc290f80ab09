//! The administrator's page of a person's log-in e-mail, and the page of who never asked for a change.

use leptos::prelude::*;
use leptos_meta::Title;

use super::super::model::{EMAIL_FORM, OwnClaim, StopPage as Stop, Stoppable};
use super::super::text;
use super::{Address, Summary};
use crate::admin_requests::model::PATH as ASK;
use crate::help::articles;
use crate::i18n::Text;
use crate::password_reset::text as reset;
use crate::ui::help::HelpLink;
use crate::ui::mail_wait::MailWait;
use crate::users::text as users;
use crate::web::state::{FormState, locale, page_state, t};

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
    let (title, sentence) = match page_state().address_stop.unwrap_or(Stop::Over) {
        Stop::Asks(change) => return view! { <Asks change/> }.into_any(),
        Stop::Done(change) => return view! { <Stopped change/> }.into_any(),
        Stop::Stopped => (text::STOPPED_TITLE, text::STOPPED_BEFORE),
        Stop::TooLate => (text::STOP_OVER_TITLE, text::STOP_TOO_LATE),
        Stop::Over => (text::STOP_OVER_TITLE, text::STOP_OVER),
    };
    view! {
        <Title text=t(title)/>
        <div class="page-narrow stack">
            <h1>{t(title)}</h1>
            <p>{t(sentence)}</p>
            <p class="cluster">
                <a class="button button-secondary" href="/login/email" rel="external">{t(text::STOP_OVER_GO)}</a>
                <a class="button button-secondary" href=format!("{ASK}?by=email") rel="external">{t(reset::ASK)}</a>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Asks(change: Stoppable) -> impl IntoView {
    let (lead, by) = match &change.by {
        Some(by) => (text::STOP_LEAD_BY, by.as_str()),
        None => (text::STOP_LEAD, ""),
    };
    view! {
        <Title text=t(text::STOP_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::STOP_TITLE)}</h1>
            <p>{lead.with(locale(), &[("address", &change.stays), ("by", by)])}</p>
            <p>{t(text::STOP_THEN)}</p>
            <form method="post" action="/address/stop">
                <button class="button button-danger" type="submit">{t(text::STOP_GO)}</button>
            </form>
        </div>
    }
}

/// What comes next depends on who asked: somebody in the account, who may know the password, or an administrator, who needs none.
#[component]
fn Stopped(change: Stoppable) -> impl IntoView {
    view! {
        <Title text=t(text::STOPPED_TITLE)/>
        <div class="page-narrow stack">
            <h1>{t(text::STOPPED_TITLE)}</h1>
            <div class="notice" data-kind="ok" role="status"><p>{text::STOPPED_LEAD.with(locale(), &[("address", &change.stays)])}</p></div>
            {match change.by {
                Some(by) => view! {
                    <p>{text::STOPPED_BY.with(locale(), &[("by", &by)])}</p>
                    <p><a class="button button-primary" href="/login/email" rel="external">{t(text::STOP_OVER_GO)}</a></p>
                }.into_any(),
                None => view! {
                    <p>{t(text::STOPPED_PASSWORD)}</p>
                    <p><a class="button button-primary" href="/reset?by=email" rel="external">{t(text::STOPPED_GO)}</a></p>
                }.into_any(),
            }}
        </div>
    }
}
