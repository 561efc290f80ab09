//! The form posts of a reset by oneself.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::super::gate::{self, Answered, Gate};
use super::super::model::{DEED_ASK, DEED_LINK, QUESTION_FORM, QuestionStep, REQUEST_FORM};
use super::super::own::{self, Asked, From, Request, Wish};
use super::super::service::{self, ResetRow};
use super::super::text;
use super::{over_page, reset_for};
use crate::addresses::model::is_address;
use crate::admin_requests::model::{REASON, Reason};
use crate::auth::model::{EMAIL, Name, PRACTICE_ID, USERNAME};
use crate::auth::repair;
use crate::auth::text as log_in;
use crate::doctor::chars::clean;
use crate::doctor::{self, Device, Fields, Moment, diagnose};
use crate::outbox::message::subject_of;
use crate::outbox::model::MessageKind;
use crate::outbox::waiting::WaitingMail;
use crate::platform::Outcome;
use crate::platform::tokens::{hex, unhex};
use crate::practice::id::PracticeId;
use crate::security_question::model::ANSWER;
use crate::security_question::text as question;
use crate::web::cookies;
use crate::web::page::{fault, refused, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// How long the page "asked for" remembers for whom: as long as a link works.
const REMEMBERED: u32 = 30 * 60;
/// Longer texts do not come back into their boxes.
const ECHO_LIMIT: usize = 254;

/// The form at the public page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RequestForm {
    practice_id: String,
    username: String,
    /// Instead of these.
    email: Option<String>,
    deed: String,
    repair: String,
    /// Why an administrator shall help.
    reason: String,
}

/// `POST /reset`: a link, or an administrator's help. The same answer for every name; what is visibly mistyped is said first.
pub async fn post_request(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<RequestForm>,
) -> Response {
    let wish = match form.deed.as_str() {
        DEED_LINK => Wish::Link,
        DEED_ASK => Wish::Administrator,
        _ => return repaired(&site, &visitor, &uri, &form).await,
    };
    let state = looked_at(&form, &visitor);
    let impossible = match &form.email {
        Some(email) => !is_address(&clean(email)),
        None => PracticeId::parse(&form.practice_id).is_err(),
    };
    if !state.errors.is_empty() || impossible {
        return refused(&site, &visitor, &uri, state, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let name = match &form.email {
        Some(email) => Name::Address(email.clone()),
        None => Name::Practice { practice_id: form.practice_id.clone(), username: form.username.clone() },
    };
    let known_by = cookies::find(&headers, cookies::BROWSER);
    let request = Request { wish, name: &name, reason: Reason::said(&form.reason) };
    match own::ask(&site.platform, &request, from(&visitor, known_by.as_deref())).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Asked::Noted) => {
            let done = if wish == Wish::Link { "/reset/sent" } else { "/reset/sent?done=asked" };
            see_other(done, [remember(&name)])
        }
        Ok(Asked::NoMail) => {
            let state = FormState { summary: text::NO_MAIL.of(visitor.locale).to_owned(), ..state };
            refused(&site, &visitor, &uri, state, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(Asked::Wait(wait)) => {
            let state = FormState { summary: wait.in_words(visitor.locale), wait: Some(wait), ..state };
            refused(&site, &visitor, &uri, state, StatusCode::TOO_MANY_REQUESTS).await
        }
    }
}

/// A remedy was tapped: the boxes come back put right.
async fn repaired(site: &Site, visitor: &Visitor, uri: &Uri, form: &RequestForm) -> Response {
    let fields = repair::tapped(fields(form), &Device::default(), &form.repair);
    let form = RequestForm {
        practice_id: fields.practice_id,
        username: fields.username,
        email: fields.email,
        reason: form.reason.clone(),
        ..RequestForm::default()
    };
    let mut state = looked_at(&form, visitor);
    text::REPAIRED.of(visitor.locale).clone_into(&mut state.summary);
    state.repaired = true;
    refused(site, visitor, uri, state, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// What comes back: the boxes, what is missing, and what the doctor sees in what was typed.
fn looked_at(form: &RequestForm, visitor: &Visitor) -> FormState {
    let locale = visitor.locale;
    let boxes = match &form.email {
        Some(email) => vec![(EMAIL, email, log_in::EMAIL_MISSING)],
        None => vec![
            (PRACTICE_ID, &form.practice_id, log_in::PRACTICE_ID_MISSING),
            (USERNAME, &form.username, log_in::USERNAME_MISSING),
        ],
    };
    let errors: BTreeMap<String, String> = boxes
        .iter()
        .filter(|(_, value, _)| value.trim().is_empty())
        .map(|(name, _, sentence)| ((*name).to_owned(), sentence.of(locale).to_owned()))
        .collect();
    let short = |text: &str| text.chars().take(ECHO_LIMIT).collect::<String>();
    let summary = if errors.is_empty() { text::LOOK_AGAIN } else { log_in::INCOMPLETE };
    FormState {
        form: REQUEST_FORM.to_owned(),
        values: boxes
            .iter()
            .map(|(name, value, _)| ((*name).to_owned(), short(&doctor::without_rest(value))))
            .chain([(REASON.to_owned(), Reason::chosen(&form.reason).as_str().to_owned())])
            .collect(),
        summary: summary.of(locale).to_owned(),
        errors,
        findings: doctor::shown(diagnose(&fields(form), &Device::default()), Moment::Submitted),
        ..FormState::default()
    }
}

fn fields(form: &RequestForm) -> Fields {
    Fields {
        practice_id: form.practice_id.clone(),
        username: form.username.clone(),
        password: String::new(),
        email: form.email.clone(),
    }
}

/// `GET /reset/sent`: what happens next, and "again" for the same details.
pub async fn get_sent(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    let reset_asked = recall(&headers);
    let to = match &reset_asked {
        Some(Name::Address(address)) => address.clone(),
        _ => text::ON_FILE.of(visitor.locale).to_owned(),
    };
    let waiting_mail = Some(WaitingMail {
        to,
        from: site.platform.settings.mail_from.clone(),
        // Whose practice it is, is not said before it is proven.
        subject: subject_of(MessageKind::ResetLink, "…", visitor.locale),
        ..WaitingMail::default()
    });
    let state = PageState { reset_asked, waiting_mail, ..state_for(&site, &visitor) };
    render(&site, &visitor, &uri, state, StatusCode::OK).await
}

/// Remembers whom it is about, in letters that a cookie may hold: Practice ID and username, or an address alone.
pub fn remember(name: &Name) -> Option<HeaderValue> {
    let part = |text: &str| hex(text.trim().chars().take(ECHO_LIMIT).collect::<String>().as_bytes());
    let value = match name {
        Name::Practice { practice_id, username } => format!("{}.{}", part(practice_id), part(username)),
        Name::Address(address) => part(address),
    };
    cookies::for_seconds(cookies::RESET_FOR, &value, REMEMBERED)
}

/// Whom it is about, as this browser remembers.
#[must_use]
pub fn recall(headers: &HeaderMap) -> Option<Name> {
    let text = cookies::find(headers, cookies::RESET_FOR)?;
    let part = |text: &str| String::from_utf8(unhex(text)?).ok().filter(|t| !t.is_empty() && t.chars().count() <= ECHO_LIMIT);
    Some(match text.split_once('.') {
        Some((practice_id, username)) => Name::Practice { practice_id: part(practice_id)?, username: part(username)? },
        None => Name::Address(part(&text)?),
    })
}

fn from<'a>(visitor: &'a Visitor, known_by: Option<&'a str>) -> From<'a> {
    From { address: visitor.address, browser: &visitor.browser, known_by, locale: visitor.locale }
}

fn token(headers: &HeaderMap) -> String {
    cookies::find(headers, cookies::RESET).unwrap_or_default()
}

/// `GET /reset/question`: the security question, or the way to an administrator.
pub async fn get_question(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    match step(&site, &token(&headers)).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(None) => match service::find_open(&site.platform, &token(&headers)).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(Some(_)) => see_other("/reset/new", []),
            Ok(None) => over_page(&site, &visitor, &uri, &token(&headers)).await,
        },
        Ok(Some((row, step))) => question_page(&site, &visitor, &uri, (&row, step), None).await,
    }
}

/// The reset whose button was pressed, and what stands before its new password; none when nothing does, or it is over.
async fn step(site: &Site, token: &str) -> Outcome<Option<(ResetRow, QuestionStep)>> {
    let found = service::find_open(&site.platform, token).await?.filter(|row| row.opened_at.is_some());
    let Some(row) = found else { return Ok(None) };
    Ok(match gate::gate(&site.platform, &row).await? {
        Gate::Open => None,
        Gate::Question(question) => Some((row, QuestionStep { question: Some(question), alone: false })),
        Gate::Administrator { alone } => Some((row, QuestionStep { question: None, alone })),
    })
}

async fn question_page(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    (row, step): (&ResetRow, QuestionStep),
    form: Option<FormState>,
) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let of = match reset_for(site, row).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(of) => of,
    };
    let state = PageState { reset_for: Some(of), reset_step: Some(step), form, person: None, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// The answer, or the wish for an administrator.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct QuestionForm {
    answer: String,
    deed: String,
}

/// `POST /reset/question`: right, and the new password can be chosen; wrong, and the tries left are said. Or: asks an administrator.
pub async fn post_question(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<QuestionForm>,
) -> Response {
    let token = token(&headers);
    if form.deed == DEED_ASK {
        let known_by = cookies::find(&headers, cookies::BROWSER);
        return match gate::ask_administrator(&site.platform, &token, from(&visitor, known_by.as_deref())).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(Some(Asked::Noted | Asked::NoMail)) => see_other("/reset/sent?done=asked", []),
            Ok(Some(Asked::Wait(wait))) => {
                let summary = wait.in_words(visitor.locale);
                let state = FormState { form: QUESTION_FORM.to_owned(), summary, wait: Some(wait), ..FormState::default() };
                came_back(&site, &visitor, &uri, &token, (state, StatusCode::TOO_MANY_REQUESTS)).await
            }
            Ok(None) => over_page(&site, &visitor, &uri, &token).await,
        };
    }
    let mut wait = None;
    let (sentence, status) = if form.answer.trim().is_empty() {
        (question::ANSWER_MISSING.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        match gate::answer(&site.platform, &token, &form.answer, from(&visitor, None)).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok(Answered::Right) => return see_other("/reset/new", []),
            Ok(Answered::Over) => return over_page(&site, &visitor, &uri, &token).await,
            Ok(Answered::Wrong(left)) => {
                (question::WRONG.with(visitor.locale, &[("n", &left.to_string())]), StatusCode::UNPROCESSABLE_ENTITY)
            }
            Ok(Answered::Wait(long)) => {
                wait = Some(long);
                (long.in_words(visitor.locale), StatusCode::TOO_MANY_REQUESTS)
            }
        }
    };
    let state = FormState {
        form: QUESTION_FORM.to_owned(),
        summary: sentence.clone(),
        errors: BTreeMap::from([(ANSWER.to_owned(), sentence)]),
        wait,
        ..FormState::default()
    };
    came_back(&site, &visitor, &uri, &token, (state, status)).await
}

/// The page again, with what to say.
async fn came_back(site: &Site, visitor: &Visitor, uri: &Uri, token: &str, (form, status): (FormState, StatusCode)) -> Response {
    match step(site, token).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(None) => over_page(site, visitor, uri, token).await,
        Ok(Some((row, step))) => {
            let mut response = question_page(site, visitor, uri, (&row, step), Some(form)).await;
            *response.status_mut() = status;
            response
        }
    }
}
