//! The form posts of the log-in e-mail.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::links::Resent;
use super::model::{CLAIMED, EMAIL, EMAIL_FORM, EmailPage, FINISH_FORM, MISTAKE, PASSWORD, REPEAT};
use super::own::{self, Begun, Finished};
use super::service::{Claimed, fold};
use super::text;
use crate::account::service::From;
use crate::i18n::{Locale, Text};
use crate::lockout::Wait;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::ui::mail_wait::RESEND;
use crate::web::cookies;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const PAGE: &str = "/account/email";
const OPEN: &str = "/account/email/open";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const WAIT: StatusCode = StatusCode::TOO_MANY_REQUESTS;
/// How long a browser keeps a link that was opened: for as long as a log-in may take that stands before it.
const KEPT: u32 = 30 * 60;
/// Longer texts do not come back into their boxes.
const ECHO_LIMIT: usize = 254;

/// `GET /account/email`
pub async fn get_email(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => page(&site, &visitor, &uri, actor, None).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct EmailForm {
    deed: String,
    email: String,
    repeat_email: String,
    current_password: String,
}

/// What a form says when it comes back, and its status.
type Refused = Box<(FormState, StatusCode)>;

/// `POST /account/email`: one deed, named by the button.
pub async fn post_email(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<EmailForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    let done = match form.deed.as_str() {
        "claim" | "claim-anyway" => begin(&site, &visitor, &actor, &form).await,
        RESEND => resend(&site, &visitor, &actor).await,
        "cancel" => own::cancel(&site.platform, &actor, visitor.locale).await.map(|()| Ok(PAGE)),
        "finish" => finish(&site, &visitor, &actor, &form.current_password).await,
        _ => Ok(Ok(PAGE)),
    };
    match done {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Ok(to)) => see_other(to, []),
        Ok(Err(refused)) => page(&site, &visitor, &uri, &actor, Some(refused)).await,
    }
}

fn from(visitor: &Visitor) -> From<'_> {
    From { address: visitor.address, browser: &visitor.browser, locale: visitor.locale }
}

async fn begin(site: &Site, visitor: &Visitor, actor: &Actor, form: &EmailForm) -> Outcome<Result<&'static str, Refused>> {
    let locale = visitor.locale;
    let refuse = |name: &str, mistake: &str, sentence: String, wait: Option<Wait>| {
        let echo = |text: &str| text.chars().take(ECHO_LIMIT).collect::<String>();
        let values = [(EMAIL, echo(&form.email)), (REPEAT, echo(&form.repeat_email)), (MISTAKE, mistake.to_owned())];
        let state = came_back(EMAIL_FORM, name, sentence, locale);
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Box::new((FormState { values, wait, ..state }, if wait.is_some() { WAIT } else { REFUSED }))
    };
    let say = |name: &str, mistake: &str, text: Text| Ok(Err(refuse(name, mistake, text.of(locale).to_owned(), None)));
    if form.email.trim().is_empty() {
        return say(EMAIL, "missing", text::EMAIL_MISSING);
    }
    if fold(&form.email) != fold(&form.repeat_email) {
        return say(REPEAT, "differ", text::DIFFER);
    }
    match own::begin(&site.platform, actor, &form.email, form.deed == "claim-anyway", from(visitor)).await? {
        Begun::Claimed(Claimed::Done(_)) => Ok(Ok(PAGE)),
        Begun::Claimed(Claimed::NotAnAddress) => say(EMAIL, "not-an-address", text::EMAIL_WRONG),
        Begun::Claimed(Claimed::Own) => say(EMAIL, "own", text::OWN),
        Begun::Claimed(Claimed::InUse) => say(EMAIL, "in-use", text::IN_USE),
        Begun::Claimed(Claimed::ByAnother) => say(EMAIL, CLAIMED, text::CLAIMED),
        Begun::Claimed(Claimed::NoMail) => say(EMAIL, "no-mail", text::NO_MAIL),
        Begun::Claimed(Claimed::Wait(seconds)) => {
            Ok(Err(refuse(EMAIL, "wait", wait_sentence(seconds, locale), Some(Wait::Seconds(seconds)))))
        }
        Begun::Wait(wait) => Ok(Err(refuse(EMAIL, "wait", wait.in_words(locale), Some(wait)))),
        Begun::HasOne => say(EMAIL, "own", text::HAS_ONE),
    }
}

async fn resend(site: &Site, visitor: &Visitor, actor: &Actor) -> Outcome<Result<&'static str, Refused>> {
    let locale = visitor.locale;
    Ok(match own::resend(&site.platform, actor, locale).await? {
        Resent::Done => Ok(PAGE),
        Resent::NothingOpen => Err(Box::new((came_back(EMAIL_FORM, "", text::OVER.of(locale).to_owned(), locale), REFUSED))),
        Resent::Wait(seconds) => {
            let state = came_back(EMAIL_FORM, "", wait_sentence(seconds, locale), locale);
            Err(Box::new((FormState { wait: Some(Wait::Seconds(seconds)), ..state }, WAIT)))
        }
    })
}

async fn finish(site: &Site, visitor: &Visitor, actor: &Actor, password: &str) -> Outcome<Result<&'static str, Refused>> {
    let locale = visitor.locale;
    let refuse = |name: &str, mistake: &str, sentence: &str| {
        let state = came_back(FINISH_FORM, name, sentence.to_owned(), locale);
        let values = BTreeMap::from([(MISTAKE.to_owned(), mistake.to_owned())]);
        Ok(Err(Box::new((FormState { values, ..state }, REFUSED))))
    };
    if password.is_empty() {
        return refuse(PASSWORD, "missing", text::PASSWORD_MISSING.of(locale));
    }
    match own::finish(&site.platform, actor, password, from(visitor)).await? {
        Finished::Done => Ok(Ok("/account/email?done=set")),
        Finished::WrongPassword => {
            let both = format!("{} {}", text::INCORRECT.of(locale), text::INCORRECT_RESET.of(locale));
            refuse(PASSWORD, "incorrect-password", &both)
        }
        Finished::Overtaken => refuse(PASSWORD, "could-not-confirm-password", text::NOT_CONFIRMED.of(locale)),
        Finished::InUse => refuse("", "in-use", text::BEATEN.of(locale)),
        Finished::Over => refuse("", "over", text::OVER.of(locale)),
        Finished::Wait(wait) => {
            let state = came_back(FINISH_FORM, PASSWORD, wait.in_words(locale), locale);
            Ok(Err(Box::new((FormState { wait: Some(wait), ..state }, WAIT))))
        }
    }
}

fn wait_sentence(seconds: u32, locale: Locale) -> String {
    let (text, n) = if seconds <= 60 { (text::WAIT_SECONDS, seconds) } else { (text::WAIT_MINUTES, seconds.div_ceil(60)) };
    text.with(locale, &[("n", &n.to_string())])
}

/// A form with one mistake, beside a box or, without a name, above all of them.
fn came_back(form: &str, name: &str, sentence: String, locale: Locale) -> FormState {
    let form = form.to_owned();
    if name.is_empty() {
        return FormState { form, summary: sentence, ..FormState::default() };
    }
    let summary = text::LOOK.of(locale).to_owned();
    FormState { form, summary, errors: BTreeMap::from([(name.to_owned(), sentence)]), ..FormState::default() }
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, refused: Option<Refused>) -> Response {
    let (form, status) = refused.map_or((None, StatusCode::OK), |refused| (Some(refused.0), refused.1));
    match own::find_own(&site.platform, actor, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(email) => {
            let state = PageState { log_in_email: Some(email), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// `GET /address/link/{token}`: a link from a mail. Becomes a cookie and a clean address at once; nothing changes yet.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_link(Path(token): Path<String>) -> Response {
    let fine = token.len() == 96 && token.bytes().all(|b| b.is_ascii_hexdigit());
    let cookie = if fine { cookies::for_seconds(cookies::ADDRESS, &token, KEPT) } else { cookies::gone(cookies::ADDRESS) };
    see_other(OPEN, [cookie])
}

fn token(headers: &HeaderMap) -> String {
    cookies::find(headers, cookies::ADDRESS).unwrap_or_default()
}

/// `GET /account/email/open`: the button behind the link, for the person whose claim it is.
pub async fn get_open(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []) };
    match own::find_linked(&site.platform, actor, &token(&headers)).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(linked) => open_page(&site, &visitor, &uri, linked).await,
    }
}

/// `POST /account/email/open`: the person pressed it.
pub async fn post_open(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, OriginalUri(uri): OriginalUri) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&log_in_first(uri.path()), []) };
    match own::press(&site.platform, actor, &token(&headers)).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(true) => see_other(PAGE, [cookies::gone(cookies::ADDRESS)]),
        Ok(false) => open_page(&site, &visitor, &uri, None).await,
    }
}

async fn open_page(site: &Site, visitor: &Visitor, uri: &Uri, linked: Option<String>) -> Response {
    let status = if linked.is_some() { StatusCode::OK } else { StatusCode::GONE };
    let log_in_email = Some(EmailPage { linked, ..EmailPage::default() });
    let state = PageState { log_in_email, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}
