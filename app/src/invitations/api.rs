//! The invitations' form posts: of the person who was invited, and of the administrator on a person's page.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::again::{self, Asked};
use super::model::{
    ASK, CANCEL, CODE, CODE_FORM, EMAIL, INVITE, InvitationPage, PANEL_FORM, PASSKEY_FORM, PASSWORD, PASSWORD_FORM, Step,
};
use super::own::{self, Accepted, Coded, Credential, Standing, display};
use super::service::{self, Invited, TRIES};
use super::store::InvitationRow;
use super::text;
use crate::auth::api::{known_by, let_in};
use crate::auth::service::{Answer, Arrival};
use crate::i18n::{Locale, Text};
use crate::passkeys::service::Posted;
use crate::passwords;
use crate::passwords::model::Rules;
use crate::platform::Outcome;
use crate::practice::access_code::Typed;
use crate::sessions::service::Actor;
use crate::users::api::done_at;
use crate::users::service::full_name;
use crate::web::cookies;
use crate::web::page::{fault, refused, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const PAGE: &str = "/invitation";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
/// How long a browser keeps an invitation open, in seconds: for as long as a call to the administrator may take. A shared computer must not
/// offer it until it is switched off.
const OPEN: u32 = 60 * 60;
/// Longer cookies are none of ours.
const LONGEST: usize = 200;

/// `GET /invitation/link/{token}`: the link from the mail. Becomes a cookie and a clean address at once; nothing changes yet.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_link(Path(token): Path<String>) -> Response {
    let fine = token.len() == 96 && token.bytes().all(|b| b.is_ascii_hexdigit());
    let cookie = if fine { cookies::for_seconds(cookies::INVITATION, &token, OPEN) } else { cookies::gone(cookies::INVITATION) };
    see_other(PAGE, [cookie])
}

/// `GET /invitation`: the step that is next, or why there is none.
pub async fn get_invitation(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    page(&site, &visitor, &uri, &cookie(&headers), None).await
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct InvitationForm {
    deed: String,
    access_code: String,
    new_password: String,
    sealed: String,
    passkey: String,
}

/// `POST /invitation`: one deed, named by the button.
pub async fn post_invitation(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<InvitationForm>,
) -> Response {
    let (cookie, known_by) = (cookie(&headers), known_by(&headers));
    let from = Arrival {
        address: visitor.address,
        browser: &visitor.browser,
        known_by: known_by.as_deref(),
        locale: visitor.locale,
        session: visitor.actor.as_ref().or(visitor.locked.as_ref()),
    };
    let done = match form.deed.as_str() {
        "open" => own::press(&site.platform, &cookie).await.map(|()| Ok(see_other(PAGE, []))),
        "code" => code(&site, &cookie, &form.access_code, &from).await,
        "password" => credential(&site, &cookie, Credential::Password(&form.new_password), &from).await,
        "passkey" => {
            let posted = Posted { sealed: &form.sealed, credential: &form.passkey };
            credential(&site, &cookie, Credential::Passkey(posted), &from).await
        }
        ASK => ask(&site, &cookie, &from).await,
        _ => Ok(Ok(see_other(PAGE, []))),
    };
    match done {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Ok(answer)) => answer,
        Ok(Err(state)) => page(&site, &visitor, &uri, &cookie, Some(*state)).await,
    }
}

fn cookie(headers: &HeaderMap) -> String {
    cookies::find(headers, cookies::INVITATION).filter(|cookie| cookie.len() <= LONGEST).unwrap_or_default()
}

/// What a form says when it comes back.
type Refused = Box<FormState>;

async fn code(site: &Site, cookie: &str, typed: &str, from: &Arrival<'_>) -> Outcome<Result<Response, Refused>> {
    let by = match own::standing(&site.platform, cookie).await? {
        Standing::Open { row, .. } => by(&row, from.locale),
        Standing::Over(..) => return Ok(Ok(see_other(PAGE, []))),
    };
    let say = |text: Text, n: i64| text.with(from.locale, &[("by", &by), ("n", &n.to_string())]);
    let sentence = match own::prove_code(&site.platform, cookie, typed, from).await? {
        Coded::Right(cookie) => return Ok(Ok(see_other(PAGE, [cookies::for_seconds(cookies::INVITATION, &cookie, OPEN)]))),
        Coded::Over => return Ok(Ok(see_other(PAGE, []))),
        Coded::Wrong(1) => say(text::CODE_WRONG_LAST, 1),
        Coded::Wrong(left) => say(text::CODE_WRONG, left),
        Coded::NoCode(Typed::PracticeId) => say(text::CODE_IS_PRACTICE_ID, 0),
        Coded::NoCode(Typed::SecurityCode) => say(text::CODE_IS_SECURITY_CODE, 0),
        Coded::NoCode(Typed::Length(n)) => say(text::CODE_LENGTH, i64::try_from(n).unwrap_or(i64::MAX)),
        Coded::NoCode(Typed::Alien(c)) => text::CODE_ALIEN.with(from.locale, &[("c", &c.to_string())]),
        Coded::NoCode(Typed::Nothing | Typed::Code(_)) => say(text::CODE_MISSING, 0),
    };
    Ok(Err(Box::new(said(CODE_FORM, CODE, sentence))))
}

async fn credential(site: &Site, cookie: &str, chosen: Credential<'_>, from: &Arrival<'_>) -> Outcome<Result<Response, Refused>> {
    Ok(match own::accept(&site.platform, cookie, chosen, from).await? {
        Accepted::Over => Ok(see_other(PAGE, [])),
        Accepted::Done(Answer::In(admitted)) => {
            // Where no text and no call leaves, there is no phone to set up. Whoever must do something first is led there from either page.
            let to = if site.platform.settings.no_phone { "/home" } else { "/account/phone?done=invited" };
            let [session, browser] = let_in(&admitted);
            // The link's cookie stays: another tab of this browser says that it was used.
            Ok(see_other(to, [session, browser]))
        }
        Accepted::Done(Answer::SecondStep(token)) => {
            let step = cookies::session(cookies::SECOND_STEP, token.expose());
            Ok(see_other("/login/code", [step, cookies::gone(cookies::INVITATION)]))
        }
        Accepted::Done(Answer::Refused | Answer::Wait(_)) => Ok(see_other("/login", [])),
        Accepted::Problems(problems) => {
            let sentences: Vec<String> = problems.iter().map(|p| passwords::words::sentence(p, from.locale)).collect();
            Err(Box::new(said(PASSWORD_FORM, PASSWORD, sentences.join(" "))))
        }
        Accepted::NoPasskey(why) => {
            let summary = why.says().of(from.locale).to_owned();
            Err(Box::new(FormState { form: PASSKEY_FORM.to_owned(), summary, ..FormState::default() }))
        }
    })
}

async fn ask(site: &Site, cookie: &str, from: &Arrival<'_>) -> Outcome<Result<Response, Refused>> {
    Ok(match again::ask(&site.platform, cookie, from).await? {
        Asked::Noted => Ok(see_other("/invitation?done=asked", [])),
        Asked::NoNeed => Ok(see_other(PAGE, [])),
        Asked::Wait(wait) => Err(Box::new(FormState {
            form: ASK.to_owned(),
            summary: wait.in_words(from.locale),
            wait: Some(wait),
            ..FormState::default()
        })),
    })
}

fn said(form: &str, name: &str, sentence: String) -> FormState {
    let errors = BTreeMap::from([(name.to_owned(), sentence.clone())]);
    FormState { form: form.to_owned(), summary: sentence, errors, ..FormState::default() }
}

/// Who sent an invitation, to be asked.
fn by(row: &InvitationRow, locale: Locale) -> String {
    let name = full_name(&row.maker_first_name, &row.maker_last_name);
    if name.is_empty() { text::AN_ADMINISTRATOR.of(locale).to_owned() } else { name }
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, cookie: &str, form: Option<FormState>) -> Response {
    let found = async {
        let standing = own::standing(&site.platform, cookie).await?;
        let rules = match &standing {
            Standing::Open { row, passed: true } => own::rules_of(&site.platform, row).await?,
            _ => Rules::default(),
        };
        let passkey = match &standing {
            Standing::Open { row, passed: true } => own::ask_passkey(&site.platform, row)?,
            _ => String::new(),
        };
        Ok((standing, rules, passkey))
    };
    let (standing, password_rules, passkey): (Standing, Rules, String) = match found.await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(found) => found,
    };
    let (step, row) = match standing {
        Standing::Open { row, passed: true } => (Step::Credential, Some(row)),
        Standing::Open { row, .. } if row.opened_at.is_some() => (Step::Code, Some(row)),
        Standing::Open { row, .. } => (Step::Open, Some(row)),
        Standing::Over(over, row) => (Step::Over(over), row),
    };
    let status = match (&form, step) {
        (Some(FormState { wait: Some(_), .. }), _) => StatusCode::TOO_MANY_REQUESTS,
        (Some(_), _) => REFUSED,
        (None, Step::Over(_)) => StatusCode::GONE,
        (None, _) => StatusCode::OK,
    };
    let invitation = match row {
        None => InvitationPage { step, by: text::AN_ADMINISTRATOR.of(visitor.locale).to_owned(), ..InvitationPage::default() },
        Some(row) => InvitationPage {
            name: full_name(&row.first_name, &row.last_name),
            by: by(&row, visitor.locale),
            practice_id: display(&row.practice_id),
            left: TRIES - row.tries,
            passkey,
            practice: row.practice_name,
            username: row.username,
            step,
        },
    };
    let state = PageState { invitation: Some(invitation), password_rules, form, person: None, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// Whether a deed on a person's page is one of these.
#[must_use]
pub fn is_deed(deed: &str) -> bool {
    [INVITE, CANCEL].contains(&deed)
}

/// Invites, or takes it back. Part of `POST /settings/users/{id}`.
pub async fn post(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    actor: &Actor,
    user: Uuid,
    (deed, after, email): (&str, Option<&str>, Option<&str>),
) -> Response {
    if deed == CANCEL {
        return match service::cancel(&site.platform, actor, user).await {
            Err(e) => fault(site, visitor, &e).await,
            Ok(_) => see_other(&done_at(user, uri, "cancelled"), []),
        };
    }
    let sentence = match service::invite(&site.platform, actor, user, (after, email), visitor.locale).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(Invited::Done) => return see_other(&done_at(user, uri, "link-sent"), []),
        Ok(Invited::Overtaken) => text::OVERTAKEN,
        Ok(Invited::NoMail) => text::P_NO_MAIL,
        Ok(Invited::NoAddress | Invited::NotAnAddress) => crate::users::text::EMAIL_WRONG,
        Ok(Invited::Refused) => text::REFUSED,
    };
    let said = said(PANEL_FORM, EMAIL, sentence.of(visitor.locale).to_owned());
    let typed: String = email.unwrap_or_default().chars().take(300).collect();
    let form = FormState { values: BTreeMap::from([(EMAIL.to_owned(), typed)]), ..said };
    refused(site, visitor, uri, form, REFUSED).await
}
