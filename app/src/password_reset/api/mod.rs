//! The resets' form posts: codes, links and the new password. What a person does by themselves is in [`own`].

pub mod own;

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::gate::{Gate, gate, is_alone, proven};
use super::model::{CODE, CODE_FORM, NEW_FORM, NEW_PASSWORD, QuestionStep, ResetEnd, ResetFor, WHEN, grouped};
use super::service::{self, Finished, Proof, ResetRow, Standing};
use super::start::{self, Started};
use super::text;
use super::view::SHOWN_FORM;
use crate::auth::model::{EMAIL_PATH, Name};
use crate::lockout::service::network_of;
use crate::passwords;
use crate::platform::Outcome;
use crate::practice::id::PracticeId;
use crate::sessions::service::{self as sessions, Actor};
use crate::users::service as users;
use crate::web::cookies;
use crate::web::page::{fault, refused, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// How long a browser keeps a reset open: a shared computer must not offer it until it is switched off.
const OPEN: u32 = 30 * 60;

/// The form that proves a code.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CodeForm {
    practice_id: String,
    username: String,
    code: String,
}

/// `POST /reset/code`: a code. Right: a cookie and the next page. Wrong: the same words for everybody.
pub async fn post_code(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<CodeForm>,
) -> Response {
    let locale = visitor.locale;
    let empty = [
        ("practice_id", &form.practice_id, crate::auth::text::PRACTICE_ID_MISSING),
        ("username", &form.username, crate::auth::text::USERNAME_MISSING),
        (CODE, &form.code, text::CODE_MISSING),
    ];
    let errors: BTreeMap<String, String> = empty
        .into_iter()
        .filter(|(_, value, _)| value.trim().is_empty())
        .map(|(name, _, sentence)| (name.to_owned(), sentence.of(locale).to_owned()))
        .collect();
    let short = |text: &str| text.chars().take(200).collect::<String>();
    let values = [("practice_id", &form.practice_id), ("username", &form.username)];
    let mut state = FormState {
        form: CODE_FORM.to_owned(),
        values: values.into_iter().map(|(name, value)| (name.to_owned(), short(value))).collect(),
        summary: crate::auth::text::INCOMPLETE.of(locale).to_owned(),
        errors,
        ..FormState::default()
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if state.errors.is_empty() {
        match service::prove(&site.platform, &form.practice_id, &form.username, &form.code, visitor.address).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok(Proof::Right(token)) => return see_other("/reset/new", [cookies::for_seconds(cookies::RESET, &token, OPEN)]),
            Ok(Proof::Wrong) => text::CODE_WRONG.of(locale).clone_into(&mut state.summary),
            Ok(Proof::Wait(wait)) => {
                state.summary = format!("{} {}", wait.in_words(locale), text::CODE_TRIED_OFTEN.of(locale));
                (status, state.wait) = (StatusCode::TOO_MANY_REQUESTS, Some(wait));
            }
        }
    }
    refused(&site, &visitor, &uri, state, status).await
}

/// `GET /reset/new`: the form, or the step before it, or that the reset is over.
pub async fn get_new(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    let token = cookies::find(&headers, cookies::RESET).unwrap_or_default();
    let row = match service::find_open(&site.platform, &token).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(None) => return over_page(&site, &visitor, &uri, &token).await,
        // Somebody who skipped the button presses it now.
        Ok(Some(row)) if row.opened_at.is_none() => return see_other("/reset/open", []),
        Ok(Some(row)) => row,
    };
    match gate(&site.platform, &row).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Gate::Open) => new_page(&site, &visitor, &uri, &row, None).await,
        Ok(_) => see_other("/reset/question", []),
    }
}

/// The new password.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewForm {
    new_password: String,
}

/// `POST /reset/new`: sets it. Nobody is logged in by it.
pub async fn post_new(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<NewForm>,
) -> Response {
    let token = cookies::find(&headers, cookies::RESET).unwrap_or_default();
    match service::finish(&site.platform, &token, &form.new_password, &network_of(visitor.address), visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Finished::Done(row)) => {
            // Whoever's session it was in this browser: its cookie is taken back, so it must not live on.
            if let Some(session) = &visitor.token
                && let Err(e) = sessions::close(&site.platform, session, &network_of(visitor.address)).await
            {
                return fault(&site, &visitor, &e).await;
            }
            // Whoever came by a link may never have typed them: the log-in page has them in its boxes.
            let of = match reset_for(&site, &row).await {
                Err(e) => return fault(&site, &visitor, &e).await,
                Ok(of) => of,
            };
            // The link's cookie stays: another tab of this browser says that it was used.
            let (page, name) = match of.address {
                Some(address) => (EMAIL_PATH, Name::Address(address)),
                None => ("/login", Name::Practice { practice_id: of.practice_id, username: of.username }),
            };
            see_other(&format!("{page}?done=password-set"), [cookies::gone(cookies::SESSION), own::remember(&name)])
        }
        Ok(Finished::Over) => over_page(&site, &visitor, &uri, &token).await,
        Ok(Finished::Problems(problems)) => {
            let sentences: Vec<String> = problems.iter().map(|p| passwords::words::sentence(p, visitor.locale)).collect();
            let state = FormState {
                form: NEW_FORM.to_owned(),
                summary: sentences.join(" "),
                errors: BTreeMap::from([(NEW_PASSWORD.to_owned(), sentences.join(" "))]),
                ..FormState::default()
            };
            match service::find_open(&site.platform, &token).await {
                Err(e) => fault(&site, &visitor, &e).await,
                Ok(Some(row)) => new_page(&site, &visitor, &uri, &row, Some(state)).await,
                Ok(None) => over_page(&site, &visitor, &uri, &token).await,
            }
        }
    }
}

/// Whose password it is, as pages show it after the proof.
async fn reset_for(site: &Site, row: &ResetRow) -> Outcome<ResetFor> {
    Ok(ResetFor {
        name: users::full_name(&row.first_name, &row.last_name),
        practice: row.practice_name.clone(),
        practice_id: PracticeId::parse(&row.practice_id).map_or_else(|_| row.practice_id.clone(), |id| id.to_string()),
        username: row.username.clone(),
        address: service::log_in_address(&site.platform, row).await?,
    })
}

async fn new_page(site: &Site, visitor: &Visitor, uri: &Uri, row: &ResetRow, form: Option<FormState>) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let of = async { Ok((service::rules_of(&site.platform, row).await?, reset_for(site, row).await?)) };
    let (password_rules, of): (_, ResetFor) = match of.await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(of) => of,
    };
    let state = PageState { reset_for: Some(of), password_rules, form, person: None, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// A reset that can't be used: any more, or yet. Whoever has proven their mail can ask an administrator from here.
pub(super) async fn over_page(site: &Site, visitor: &Visitor, uri: &Uri, token: &str) -> Response {
    let found = async {
        let step = match proven(&site.platform, token).await? {
            Some(row) => Some(QuestionStep { question: None, alone: is_alone(&site.platform, &row).await? }),
            None => None,
        };
        Ok((service::standing(&site.platform, token).await?, step))
    };
    let (standing, reset_step): (Standing, Option<QuestionStep>) = match found.await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(found) => found,
    };
    let reset_end = match &standing {
        Standing::Ended(row) if row.used_at.is_some() => ResetEnd::Used,
        _ => ResetEnd::Other,
    };
    let (reset_from, status) = match standing {
        Standing::NotYet(from) => (Some(from), StatusCode::FORBIDDEN),
        _ => (None, StatusCode::GONE),
    };
    let state = PageState { reset_from, reset_end, reset_step, person: None, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// Sends a link. Part of `POST /settings/users/{id}`.
pub async fn start_link(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, (user, after): (Uuid, Option<&str>)) -> Response {
    match start::start_link(&site.platform, actor, user, after, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(refusal @ (Started::Refused | Started::NoMail | Started::Overtaken)) => {
            let why = match refusal {
                Started::NoMail => text::NO_MAIL_HERE,
                Started::Overtaken => text::OVERTAKEN,
                _ => text::REFUSED,
            };
            let summary = why.of(visitor.locale).to_owned();
            let form = FormState { form: SHOWN_FORM.to_owned(), summary, ..FormState::default() };
            refused(site, visitor, uri, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(_) => see_other(&crate::users::api::done_at(user, uri, "link-sent"), []),
    }
}

/// `GET /reset/link/{token}`: a link from a mail. Becomes a cookie and a clean address at once; nothing changes yet.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_link(Path(token): Path<String>) -> Response {
    let fine = token.len() == 96 && token.bytes().all(|b| b.is_ascii_hexdigit());
    see_other(
        "/reset/open",
        [if fine { cookies::for_seconds(cookies::RESET, &token, OPEN) } else { cookies::gone(cookies::RESET) }],
    )
}

/// `POST /reset/open`: a person pressed the button.
pub async fn post_open(State(site): State<Site>, visitor: Visitor, headers: HeaderMap) -> Response {
    let token = cookies::find(&headers, cookies::RESET).unwrap_or_default();
    match service::press(&site.platform, &token).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(_) => see_other("/reset/new", []),
    }
}

/// Makes a code, shown on this one answer only. Part of `POST /settings/users/{id}`.
pub async fn start(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, (user, after): (Uuid, Option<&str>)) -> Response {
    let mut form = FormState { form: SHOWN_FORM.to_owned(), ..FormState::default() };
    let status = match start::start_code(&site.platform, actor, user, after, visitor.locale).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(Started::Code { code, later }) => {
            form.values.insert(CODE.to_owned(), grouped(&code));
            let when = if later { text::SHOWN_LATER } else { text::SHOWN_NOW };
            form.values.insert(WHEN.to_owned(), when.of(visitor.locale).to_owned());
            StatusCode::OK
        }
        Ok(Started::Overtaken) => {
            text::OVERTAKEN.of(visitor.locale).clone_into(&mut form.summary);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Ok(Started::Refused | Started::NoMail | Started::Link) => {
            text::REFUSED.of(visitor.locale).clone_into(&mut form.summary);
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    render(site, visitor, uri, PageState { form: Some(form), ..state_for(site, visitor) }, status).await
}

/// Takes the code back. Part of `POST /settings/users/{id}`.
pub async fn cancel(site: &Site, visitor: &Visitor, actor: &Actor, user: Uuid) -> Response {
    match start::cancel(&site.platform, actor, user).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(_) => see_other(&format!("/settings/users/{}?done=cancelled", user.simple()), []),
    }
}
