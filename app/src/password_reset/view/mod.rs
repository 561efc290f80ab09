//! The reset's pages. The panel on a user's page is in [`panel`].

mod panel;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

pub use panel::{ResetPanel, SHOWN_FORM};

use super::model::{
    CODE, CODE_FORM, DEED_ASK, DEED_LINK, NEW_FORM, NEW_PASSWORD, QUESTION_FORM, QuestionStep, REQUEST_FORM, ResetEnd, ResetFor,
};
use super::text;
use crate::admin_requests::model as admin_requests;
use crate::admin_requests::text as requests;
use crate::auth::model::{EMAIL, EMAIL_PATH, Name};
use crate::auth::text as log_in;
use crate::help::articles;
use crate::i18n::Text;
use crate::passwords::view::NewPasswordInput;
use crate::reminders;
use crate::security_question::model::ANSWER;
use crate::security_question::text as question;
use crate::ui::countdown::Countdown;
use crate::ui::field::Field;
use crate::ui::findings::Findings;
use crate::ui::help::HelpLink;
use crate::ui::mail_wait::{MailFacts, MailNothing};
use crate::web::state::{FormState, locale, page_state, t};

/// `/reset`: a link by mail, or an administrator's help.
#[component]
pub fn ResetPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(REQUEST_FORM);
    let practice_id =
        if form.values.is_empty() { state.remembered_practice.unwrap_or_default() } else { form.value("practice_id") };
    let by_email = form.values.contains_key(EMAIL)
        || (form.values.is_empty() && use_query_map().read_untracked().get("by").is_some_and(|by| by == EMAIL));
    let error = |name: &str| form.errors.get(name).cloned();
    let findings = RwSignal::new(form.findings.clone());
    let ask = if by_email { format!("{}?by={EMAIL}", admin_requests::PATH) } else { admin_requests::PATH.to_owned() };
    view! {
        <Title text=t(text::TITLE)/>
        <div class="login-card stack">
            <h1>{t(text::TITLE)}</h1>
            <p>{t(text::LEAD)}</p>
            <Summary form=form.clone()/>
            <div role="status" class="live"><Findings findings=findings.into() form=REQUEST_FORM/></div>
            <form id=REQUEST_FORM class="stack" method="post" action="/reset" novalidate>
                {if by_email {
                    view! { <Field name=EMAIL label=t(log_in::EMAIL_LABEL) hint=t(text::EMAIL_HINT) value=form.value(EMAIL) error=error(EMAIL) autocomplete="username"/> }
                        .into_any()
                } else {
                    view! {
                        <Field name="practice_id" label=t(text::PRACTICE_ID) value=practice_id error=error("practice_id") autocomplete="off" autocapitalize="characters"/>
                        <Field name="username" label=t(text::USERNAME) value=form.value("username") error=error("username") autocomplete="username"/>
                    }
                    .into_any()
                }}
                <button class="button button-primary" type="submit" name="deed" value=DEED_LINK>{t(text::SEND_ME)}</button>
                <p class="hint">{t(text::SEND_ME_HINT)}</p>
                <button class="button button-secondary" type="submit" name="deed" value=DEED_ASK>{t(text::ASK)}</button>
                <p class="hint">{t(text::ASK_HINT)}" "<a href=ask rel="external">{t(text::ASK_WHY)}</a></p>
            </form>
            <p>
                {if by_email {
                    view! { <a href="/reset" rel="external">{t(text::BY_PRACTICE_ID)}</a> }.into_any()
                } else {
                    view! { <a href="/reset?by=email" rel="external">{t(text::BY_EMAIL)}</a> }.into_any()
                }}
            </p>
            <p><a href="/reset/code" rel="external">{t(text::HAVE_CODE)}</a></p>
            <p><a href=reminders::model::PATH rel="external">{t(reminders::text::TITLE)}</a></p>
            <HelpLink to=articles::practice_id::TOPIC/>
            <p><a href=if by_email { EMAIL_PATH } else { "/login" } rel="external">{t(text::BACK)}</a></p>
        </div>
    }
}

/// `/reset/code`: where a code goes that an administrator told.
#[component]
pub fn ResetCodePage() -> impl IntoView {
    let state = page_state();
    let form = state.form(CODE_FORM);
    let practice_id =
        if form.values.is_empty() { state.remembered_practice.unwrap_or_default() } else { form.value("practice_id") };
    let error = |name: &str| form.errors.get(name).cloned();
    view! {
        <Title text=t(text::HAVE_CODE)/>
        <div class="login-card stack">
            <h1>{t(text::HAVE_CODE)}</h1>
            <p>{t(text::CODE_LEAD)}</p>
            <Summary form=form.clone()/>
            <form id=CODE_FORM class="stack" method="post" action="/reset/code" novalidate>
                <Field name="practice_id" label=t(text::PRACTICE_ID) value=practice_id error=error("practice_id") autocomplete="off" autocapitalize="characters"/>
                <Field name="username" label=t(text::USERNAME) value=form.value("username") error=error("username") autocomplete="username"/>
                <Field name=CODE label=t(text::CODE) hint=t(text::CODE_HINT) value="" error=error(CODE) autocomplete="off" autocapitalize="characters"/>
                <button class="button button-primary" type="submit">{t(text::GO_ON)}</button>
            </form>
            <p class="cluster">
                <a href="/reset" rel="external">{t(text::NO_CODE)}</a>
                <a href=admin_requests::PATH rel="external">{t(text::ASK)}</a>
            </p>
        </div>
    }
}

/// `/reset/sent`: the same for every name. What happens next, and what to do when it does not.
#[component]
pub fn ResetSentPage() -> impl IntoView {
    let asked = use_query_map().read_untracked().get("done").is_some_and(|done| done == "asked");
    let by_email = matches!(page_state().reset_asked, Some(Name::Address(_)));
    let (title, lead) = if asked { (text::ASKED_TITLE, text::ASKED) } else { (text::SENT_TITLE, text::SENT) };
    view! {
        <Title text=t(title)/>
        <div class="login-card stack">
            <h1>{t(title)}</h1>
            {page_state().reset_asked.map(|name| view! { <p>{t(text::ASKED_FOR)}" "{typed(name)}</p> })}
            <p>{t(lead)}</p>
            {page_state().waiting_mail.filter(|_| !asked).map(|mail| view! {
                <MailFacts mail=mail.clone()/>
                <MailNothing mail causes=if by_email { vec![text::NOTHING_OTHER_FORM] } else { vec![text::NOTHING_TYPED, text::NOTHING_ADDRESS] }/>
                <HelpLink to=articles::spam_folder::TOPIC/>
            })}
            {page_state().reset_asked.map(|name| view! {
                <form class="cluster" method="post" action="/reset">
                    {inputs(name).into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
                    {(!asked).then(|| view! {
                        <button class="button button-quiet" type="submit" name="deed" value=DEED_ASK>{t(text::ASK)}</button>
                    })}
                    <button class="button button-secondary" type="submit" name="deed" value=DEED_LINK>{t(text::SEND_AGAIN)}</button>
                </form>
            })}
            <p class="cluster">
                {asked.then(|| view! { <a href="/reset/code" rel="external">{t(text::HAVE_CODE)}</a> })}
                <a href=if by_email { EMAIL_PATH } else { "/login" } rel="external">{t(text::BACK)}</a>
            </p>
        </div>
    }
}

/// What was typed, to be compared letter by letter.
fn typed(name: Name) -> impl IntoView {
    let shown = |text: String| view! { <bdi dir="ltr" translate="no">{text}</bdi> };
    match name {
        Name::Practice { practice_id, username } => view! { {shown(practice_id)}" · "{shown(username)} }.into_any(),
        Name::Address(address) => shown(address).into_any(),
    }
}

/// What was typed, for the same form once more.
fn inputs(name: Name) -> Vec<(&'static str, String)> {
    match name {
        Name::Practice { practice_id, username } => vec![("practice_id", practice_id), ("username", username)],
        Name::Address(address) => vec![(EMAIL, address)],
    }
}

#[component]
fn Summary(form: FormState) -> impl IntoView {
    let (repaired, wait) = (form.repaired && form.errors.is_empty(), form.wait);
    if repaired {
        let sentence = form.summary.clone();
        return view! { <div class="notice" data-kind="ok" id="error-summary" role="status" tabindex="-1" autofocus><p>{sentence}</p></div> }
            .into_any();
    }
    let summary = (!form.summary.is_empty()).then(|| {
        view! { <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus><p>{form.summary}</p></div> }
    });
    view! { {summary}<Countdown wait/> }.into_any()
}

/// Whose password it is about.
#[component]
fn ForWhom(name: String, practice: String) -> impl IntoView {
    view! { <p>{text::NEW_FOR.with(locale(), &[("name", &name), ("practice", &practice)])}</p> }
}

/// `/reset/new`: the new password, or why it can't be set.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(NEW_FORM);
    match state.reset_for {
        None => view! { <Over/> }.into_any(),
        Some(of) => view! {
            <Title text=t(text::NEW_TITLE)/>
            <div class="login-card stack">
                <h1>{t(text::NEW_TITLE)}</h1>
                <ForWhom name=of.name practice=of.practice/>
                {match of.address.clone() {
                    Some(address) => view! { <p class="hint">{t(text::LOG_IN_WITH_EMAIL)}" "<bdi dir="ltr" translate="no">{address}</bdi></p> }.into_any(),
                    None => view! {
                        <p class="hint">{t(text::LOG_IN_WITH)}" "<bdi dir="ltr" translate="no">{of.practice_id}</bdi>" · "<bdi dir="ltr" translate="no">{of.username.clone()}</bdi></p>
                    }
                    .into_any(),
                }}
                <Summary form=form.clone()/>
                <form id=NEW_FORM class="stack" method="post" action="/reset/new" novalidate>
                    // For password managers, which else save the new password under no name.
                    <input type="text" name="username" value=of.address.unwrap_or(of.username) autocomplete="username" readonly hidden/>
                    <NewPasswordInput name=NEW_PASSWORD label=t(text::NEW_LABEL) error=form.errors.get(NEW_PASSWORD).cloned()/>
                    <button class="button button-primary" type="submit">{t(text::SET)}</button>
                </form>
            </div>
        }
        .into_any(),
    }
}

/// `/reset/question`: the security question; or, where one is required and none is set, the way to an administrator.
#[component]
pub fn QuestionPage() -> impl IntoView {
    let state = page_state();
    let form = state.form(QUESTION_FORM);
    match (state.reset_for, state.reset_step) {
        (Some(ResetFor { name, practice, .. }), Some(QuestionStep { question: Some(question), .. })) => view! {
            <Title text=t(question::TITLE)/>
            <div class="login-card stack">
                <h1>{t(question::TITLE)}</h1>
                <ForWhom name practice/>
                <p>{t(question::LEAD)}</p>
                <Summary form=form.clone()/>
                <form id=QUESTION_FORM class="stack" method="post" action="/reset/question" novalidate>
                    <p class="lead">{t(question.text())}</p>
                    <Field name=ANSWER label=t(question::ANSWER_LABEL) hint=t(question::ANSWER_HINT) value="" error=form.errors.get(ANSWER).cloned() autocomplete="off"/>
                    <button class="button button-primary" type="submit">{t(text::GO_ON)}</button>
                    <button class="button button-quiet" type="submit" name="deed" value=DEED_ASK>{t(text::FORGOT_ANSWER)}</button>
                </form>
                <HelpLink to=articles::security_question::TOPIC/>
            </div>
        }
        .into_any(),
        (Some(ResetFor { name, practice, .. }), Some(step)) => view! {
            <Title text=t(text::ASK_TITLE)/>
            <div class="login-card stack">
                <h1>{t(text::ASK_TITLE)}</h1>
                <ForWhom name practice/>
                <Summary form=form.clone()/>
                <AskAdministrator step lead=text::ASK_LEAD/>
            </div>
        }
        .into_any(),
        _ => view! { <Over/> }.into_any(),
    }
}

/// One tap to the administrators; or, where there is no other one, who else can help.
#[component]
fn AskAdministrator(step: QuestionStep, lead: Text) -> impl IntoView {
    let (lead, label) = if step.alone { (requests::ASK_OPERATOR_LEAD, requests::ASK_OPERATOR) } else { (lead, text::ASK) };
    view! {
        <p>{t(lead)}</p>
        <form method="post" action="/reset/question">
            <button class="button button-primary" type="submit" name="deed" value=DEED_ASK>{t(label)}</button>
        </form>
    }
}

/// The link or code can't be used: any more, or yet.
#[component]
fn Over() -> impl IntoView {
    let state = page_state();
    let (title, body) = match &state.reset_from {
        Some(from) => (text::NOT_YET_TITLE, text::NOT_YET.with(locale(), &[("from", from)])),
        None if state.reset_end == ResetEnd::Used => (text::USED_TITLE, t(text::USED).to_owned()),
        None => (text::OVER_TITLE, t(text::OVER).to_owned()),
    };
    let asks = state.reset_step.is_some();
    view! {
        <Title text=t(title)/>
        <div class="login-card stack">
            <h1>{t(title)}</h1>
            <p>{body}</p>
            {state.reset_step.map(|step| view! { <AskAdministrator step lead=text::ASK_AFTER/> })}
            <p class="cluster">
                <a class="button button-secondary" href="/reset" rel="external">{t(text::ASK_NEW)}</a>
                {(!asks).then(|| view! { <a class="button button-secondary" href=admin_requests::PATH rel="external">{t(text::ASK)}</a> })}
                <a class="button button-quiet" href="/login" rel="external">{t(text::BACK)}</a>
            </p>
        </div>
    }
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
