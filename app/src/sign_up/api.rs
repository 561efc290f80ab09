//! The form posts of sign-up.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{DONE, EMAIL, FORM, LONGEST_NAME, NAME, PASSWORD, PATH, PRACTICE_FORM, PRACTICE_PATH, SignUpPage, ZONE};
use super::service::{self, Asked, NewPractice, OnItsWay, SetUp, Standing};
use super::text;
use crate::addresses::model::is_address;
use crate::auth::api::{known_by, let_in};
use crate::auth::service::Arrival;
use crate::doctor::chars::clean;
use crate::i18n::{Locale, Text};
use crate::lockout::Wait;
use crate::outbox::message::subject_of;
use crate::outbox::model::MessageKind;
use crate::outbox::waiting::WaitingMail;
use crate::passwords;
use crate::passwords::model::{Problem, Words, check_here};
use crate::platform::Outcome;
use crate::platform::clock::MINUTE;
use crate::practice::text as practice;
use crate::practice::time::Zone;
use crate::ui::mail_wait::RESEND;
use crate::users::api::sentence;
use crate::users::model::{Level, Profile, ProfileProblem, Username, UsernameProblem};
use crate::users::text as users;
use crate::web::cookies;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
/// How long a browser keeps a link open, in seconds: as long as somebody may take for the form.
const OPEN: u32 = 2 * 60 * 60;
/// Longer texts do not come back into their boxes.
const ECHO_LIMIT: usize = 254;

/// The form that asks for an address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SignUpForm {
    email: String,
    deed: String,
}

/// `GET /sign-up`: the box, or how the mail stands that this browser has asked for.
pub async fn get_sign_up(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    match on_its_way(&site, &headers).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(sent) => {
            let mail = sent.map(|sent| waiting(&site, sent, visitor.locale));
            ask_page(&site, &visitor, &uri, mail, (None, StatusCode::OK)).await
        }
    }
}

async fn on_its_way(site: &Site, headers: &HeaderMap) -> Outcome<Option<OnItsWay>> {
    let ticket = cookies::find(headers, cookies::SIGN_UP_ASKED).unwrap_or_default();
    service::on_its_way(&site.platform, &ticket).await
}

fn waiting(site: &Site, sent: OnItsWay, locale: Locale) -> WaitingMail {
    let minutes = (site.platform.clock.now() - sent.asked_at) / MINUTE;
    let ago = match minutes {
        ..1 => text::JUST_NOW.of(locale).to_owned(),
        1 => text::MINUTE_AGO.of(locale).to_owned(),
        n => text::MINUTES_AGO.with(locale, &[("n", &n.to_string())]),
    };
    WaitingMail {
        to: sent.address,
        from: site.platform.settings.mail_from.clone(),
        subject: subject_of(MessageKind::SignUpLink, "", locale),
        sent: ago,
        failed: sent.failed,
        ..WaitingMail::default()
    }
}

/// `POST /sign-up`: a link is sent, to whatever address.
pub async fn post_sign_up(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<SignUpForm>,
) -> Response {
    // "Send again" has no box: to the same address.
    let again = if form.deed == RESEND {
        match on_its_way(&site, &headers).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok(sent) => sent.map(|sent| sent.address),
        }
    } else {
        None
    };
    let form = SignUpForm { email: again.unwrap_or_else(|| form.email.clone()), ..form };
    let typed = clean(&form.email);
    let say = |sentence: Text| sentence.of(visitor.locale).to_owned();
    let mistyped = |sentence: Text| {
        let errors = BTreeMap::from([(EMAIL.to_owned(), say(sentence))]);
        FormState { errors, ..asked_back(&form, say(users::PROBLEM), None) }
    };
    let answer = if typed.is_empty() {
        (mistyped(text::EMAIL_MISSING), REFUSED)
    } else if !is_address(&typed) {
        (mistyped(text::EMAIL_WRONG), REFUSED)
    } else {
        let known_by = known_by(&headers);
        match service::ask(&site.platform, &typed, &arrival(&visitor, known_by.as_deref())).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok(Asked::Sent(ticket)) => {
                let kept = cookies::for_seconds(cookies::SIGN_UP_ASKED, &ticket, OPEN);
                return see_other(&format!("{PATH}?done=sent"), [kept]);
            }
            Ok(Asked::NotAllowed) => return see_other(PATH, []),
            Ok(Asked::Full) => (asked_back(&form, say(text::FULL), None), StatusCode::SERVICE_UNAVAILABLE),
            Ok(Asked::Wait(wait)) => (asked_back(&form, wait.in_words(visitor.locale), Some(wait)), StatusCode::TOO_MANY_REQUESTS),
        }
    };
    ask_page(&site, &visitor, &uri, None, (Some(answer.0), answer.1)).await
}

fn asked_back(form: &SignUpForm, summary: String, wait: Option<Wait>) -> FormState {
    let values = BTreeMap::from([(EMAIL.to_owned(), short(&form.email))]);
    FormState { form: FORM.to_owned(), values, summary, wait, ..FormState::default() }
}

async fn ask_page(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    waiting_mail: Option<WaitingMail>,
    (form, status): (Option<FormState>, StatusCode),
) -> Response {
    let sign_up = Some(SignUpPage { allowed: site.platform.settings.practices.sign_up, ..SignUpPage::default() });
    let state = PageState { form, waiting_mail, sign_up, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// `GET /sign-up/link/{token}`: the link from the mail. Becomes a cookie and a clean address at once; nothing changes yet.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn get_sign_up_link(Path(token): Path<String>) -> Response {
    let fine = token.len() == 96 && token.bytes().all(|b| b.is_ascii_hexdigit());
    let cookie = if fine { cookies::for_seconds(cookies::SIGN_UP, &token, OPEN) } else { cookies::gone(cookies::SIGN_UP) };
    see_other(PRACTICE_PATH, [cookie])
}

/// `GET /sign-up/practice`
pub async fn get_new_practice(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    practice_page(&site, &visitor, &uri, &link(&headers), (None, StatusCode::OK)).await
}

/// The form that makes a practice.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PracticeForm {
    practice_name: String,
    time_zone: String,
    first_name: String,
    last_name: String,
    username: String,
    new_password: String,
}

/// `POST /sign-up/practice`: makes the practice and its first administrator, who is logged in.
pub async fn post_new_practice(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<PracticeForm>,
) -> Response {
    let (link, known_by, locale) = (link(&headers), known_by(&headers), visitor.locale);
    let new = match form.checked(locale) {
        Ok(new) => new,
        Err(mut errors) => {
            let words = Words::new([form.username.as_str(), &form.first_name, &form.last_name, &form.practice_name]);
            let problems = check_here(&form.new_password, site.platform.settings.policy.password_rules(), &words);
            if !problems.is_empty() {
                errors.insert(PASSWORD.to_owned(), told(&problems, locale));
            }
            let form = form.came_back(users::PROBLEM.of(locale).to_owned(), errors);
            return practice_page(&site, &visitor, &uri, &link, (Some(form), REFUSED)).await;
        }
    };
    let from = arrival(&visitor, known_by.as_deref());
    let answer = match service::set_up(&site.platform, &link, &new, &form.new_password, &from).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(SetUp::Done(admitted)) => {
            let [session, browser] = let_in(&admitted);
            // The link's cookie stays: another tab of this browser says that it was used.
            return see_other(&format!("/settings?done={DONE}"), [session, browser]);
        }
        Ok(SetUp::Over) => return see_other(PRACTICE_PATH, []),
        Ok(SetUp::Full) => (form.came_back(text::FULL.of(locale).to_owned(), BTreeMap::new()), StatusCode::SERVICE_UNAVAILABLE),
        Ok(SetUp::Problems(problems)) => {
            let errors = BTreeMap::from([(PASSWORD.to_owned(), told(&problems, locale))]);
            (form.came_back(users::PROBLEM.of(locale).to_owned(), errors), REFUSED)
        }
    };
    practice_page(&site, &visitor, &uri, &link, (Some(answer.0), answer.1)).await
}

fn told(problems: &[Problem], locale: Locale) -> String {
    problems.iter().map(|problem| passwords::words::sentence(problem, locale)).collect::<Vec<_>>().join(" ")
}

impl PracticeForm {
    /// What is to be made, or what is wrong, by input.
    fn checked(&self, locale: Locale) -> Result<NewPractice, BTreeMap<String, String>> {
        let name = self.practice_name.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = match name.chars().count() {
            0 => Some(text::NAME_MISSING),
            n if n > LONGEST_NAME => Some(text::NAME_LONG),
            _ => None,
        };
        let zone = Zone::parse(&self.time_zone).ok();
        let (first_name, last_name) = (self.first_name.clone(), self.last_name.clone());
        let profile = Profile { first_name, last_name, level: Some(Level::Staff), ..Profile::default() };
        let (profile, problems) = profile.checked();
        let username = Username::parse(&self.username);
        let misnamed = username.as_ref().err().map(|problem| match problem {
            UsernameProblem::Length => ProfileProblem::UsernameLength,
            UsernameProblem::Character => ProfileProblem::UsernameCharacter,
        });
        let of_person = problems.into_iter().chain(misnamed).map(|problem| (problem.input(), sentence(problem)));
        let of_practice =
            [named.map(|t| (NAME, t)), zone.is_none().then_some((ZONE, practice::ZONE_MISSING))].into_iter().flatten();
        let errors: BTreeMap<String, String> =
            of_practice.chain(of_person).map(|(input, text)| (input.to_owned(), text.of(locale).to_owned())).collect();
        match (zone, username) {
            (Some(zone), Ok(username)) if errors.is_empty() => {
                Ok(NewPractice { name, zone, first_name: profile.first_name, last_name: profile.last_name, username })
            }
            _ => Err(errors),
        }
    }

    fn came_back(&self, summary: String, errors: BTreeMap<String, String>) -> FormState {
        let values = [
            (NAME, &self.practice_name),
            (ZONE, &self.time_zone),
            (super::model::FIRST_NAME, &self.first_name),
            (super::model::LAST_NAME, &self.last_name),
            (super::model::USERNAME, &self.username),
        ];
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), short(value))).collect();
        FormState { form: PRACTICE_FORM.to_owned(), values, summary, errors, ..FormState::default() }
    }
}

async fn practice_page(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    link: &str,
    (form, status): (Option<FormState>, StatusCode),
) -> Response {
    let (address, over) = match service::standing(&site.platform, link).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(_) if !site.platform.settings.practices.sign_up => {
            return ask_page(site, visitor, uri, None, (None, StatusCode::OK)).await;
        }
        Ok(Standing::Open(row)) => (row.address, None),
        Ok(Standing::Over(over)) => (String::new(), Some(over)),
    };
    let status = if over.is_some() { StatusCode::GONE } else { status };
    let sign_up = Some(SignUpPage { allowed: true, address, over });
    let password_rules = site.platform.settings.policy.password_rules();
    let state = PageState { sign_up, password_rules, form, person: None, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

fn link(headers: &HeaderMap) -> String {
    cookies::find(headers, cookies::SIGN_UP).unwrap_or_default()
}

fn arrival<'a>(visitor: &'a Visitor, known_by: Option<&'a str>) -> Arrival<'a> {
    Arrival {
        address: visitor.address,
        browser: &visitor.browser,
        known_by,
        locale: visitor.locale,
        session: visitor.actor.as_ref().or(visitor.locked.as_ref()),
    }
}

fn short(text: &str) -> String {
    text.chars().take(ECHO_LIMIT).collect()
}
