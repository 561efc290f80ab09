//! The log-in's form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use serde::Deserialize;

use super::admit::Admitted;
use super::model::{EMAIL, EMAIL_PATH, FORM, NEXT, Name, PASSWORD, PRACTICE_ID, REMEMBER, USERNAME};
use super::noticed::Noticed;
use super::passkey::{self, PasskeyAnswer};
use super::repair;
use super::service::{self, Answer, Arrival, Attempt};
use super::text;
use crate::doctor::{self, Device, Fields, Moment, Severity, diagnose};
use crate::i18n::Locale;
use crate::lockout::Wait;
use crate::lockout::service::network_of;
use crate::passkeys;
use crate::passkeys::service::Posted;
use crate::platform::hashing::Password;
use crate::practice::id::PracticeId;
use crate::second_factor::api::path as second_step_of;
use crate::sessions::service as sessions;
use crate::web::page::{fault, refused, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;
use crate::web::{cookies, next};

/// Longer texts do not come back into their boxes: nobody typed them.
const ECHO_LIMIT: usize = 200;
/// A longer cookie is none of ours.
const LONGEST_TOKEN: usize = 128;

/// The posted form. Every field may be absent: a script may post anything.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct LogInForm {
    practice_id: String,
    username: String,
    /// Of the other form.
    email: Option<String>,
    password: String,
    remember_practice: String,
    device: String,
    next: String,
    repair: String,
    /// The form of the passkey has these two and `next` alone.
    sealed: String,
    passkey: String,
}

impl LogInForm {
    fn fields(&self) -> Fields {
        Fields {
            practice_id: self.practice_id.clone(),
            username: self.username.clone(),
            password: self.password.clone(),
            email: self.email.clone(),
        }
    }

    fn device(&self) -> Device {
        serde_json::from_str(&self.device).unwrap_or_default()
    }

    /// Carries out the remedy that was tapped, when the doctor still proposes it for what was posted.
    fn repaired(mut self) -> Self {
        let after = repair::tapped(self.fields(), &self.device(), &self.repair);
        (self.practice_id, self.username, self.password) = (after.practice_id, after.username, after.password);
        self.email = after.email;
        self
    }

    /// As the form of a page: a remedy may have been tapped on the other one.
    fn on(mut self, page: &Uri) -> Self {
        self.email = (page.path() == EMAIL_PATH).then(|| self.email.unwrap_or_default());
        self
    }

    /// What the person names themselves by.
    fn name(&self) -> Name {
        match &self.email {
            Some(email) => Name::Address(email.clone()),
            None => Name::Practice { practice_id: self.practice_id.clone(), username: self.username.clone() },
        }
    }
}

/// `POST /login` and `POST /login/email`: in with 303, or the page itself with 422 (429 while a wait runs).
pub async fn post_log_in(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Form(form): Form<LogInForm>,
) -> Response {
    let known_by = cookies::find(&headers, cookies::BROWSER).filter(|token| !token.is_empty() && token.len() <= LONGEST_TOKEN);
    if !form.sealed.is_empty() || !form.passkey.is_empty() {
        return passkey_log_in(&site, &visitor, &uri, known_by.as_deref(), &form).await;
    }
    let tapped = !form.repair.is_empty();
    let noticed = Noticed::of(&form.fields(), &form.device());
    let form = form.repaired().on(&uri);
    let missing = missing(&form, visitor.locale);
    if !missing.is_empty() {
        // A repair without a password only rearranges the boxes: the page says what is left to do.
        let summary = if tapped { text::REPAIRED } else { text::INCOMPLETE };
        // Nobody typed a password wrong by tapping: the summary asks for it, and no box is marked.
        let errors = missing.into_iter().filter(|(name, _)| !tapped || name != PASSWORD).collect();
        let state = FormState { summary: summary.of(visitor.locale).into(), errors, repaired: tapped, ..came_back(&form) };
        return refused(&site, &visitor, &uri, state, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let name = form.name();
    let attempt = Attempt {
        name: &name,
        password: Password::new(&form.password),
        address: visitor.address,
        browser: &visitor.browser,
        known_by: known_by.as_deref(),
        locale: visitor.locale,
        session: visitor.actor.as_ref().or(visitor.locked.as_ref()),
        noticed: &noticed,
    };
    let mut wait = None;
    let (sentence, status) = match service::log_in(&site.platform, attempt).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(Answer::In(admitted)) => {
            let to = next::checked(&form.next).unwrap_or_else(|| "/home".into());
            return see_other(&to, let_in(&admitted).into_iter().chain([practice_cookie(&form)]));
        }
        Ok(Answer::SecondStep(token)) => {
            let step = cookies::session(cookies::SECOND_STEP, token.expose());
            return see_other(&second_step_of(next::checked(&form.next).as_deref()), [step, practice_cookie(&form)]);
        }
        Ok(Answer::Refused) => (text::REFUSED.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        Ok(Answer::Wait(long)) => {
            wait = Some(long);
            (wait_sentence(long, visitor.locale), StatusCode::TOO_MANY_REQUESTS)
        }
    };
    let state = FormState { summary: sentence, wait, ..came_back(&form) };
    let mut response = refused(&site, &visitor, &uri, state, status).await;
    // The old session, if any, goes on: a failed log-in logs nobody out.
    response.headers_mut().remove(header::SET_COOKIE);
    response
}

/// The cookies of somebody who is let in.
#[must_use]
pub fn let_in(admitted: &Admitted) -> [Option<HeaderValue>; 2] {
    [
        cookies::session(cookies::SESSION, admitted.session.expose()),
        admitted.browser.as_ref().and_then(|browser| cookies::lasting(cookies::BROWSER, browser)),
    ]
}

/// What the browser's long-lived cookie holds, if it can be ours.
#[must_use]
pub fn known_by(headers: &HeaderMap) -> Option<String> {
    cookies::find(headers, cookies::BROWSER).filter(|token| !token.is_empty() && token.len() <= LONGEST_TOKEN)
}

/// The same post with a passkey's answer instead of the three boxes.
async fn passkey_log_in(site: &Site, visitor: &Visitor, uri: &Uri, known_by: Option<&str>, form: &LogInForm) -> Response {
    let arrival = Arrival {
        address: visitor.address,
        browser: &visitor.browser,
        known_by,
        locale: visitor.locale,
        session: visitor.actor.as_ref(),
    };
    let posted = Posted { sealed: &form.sealed, credential: &form.passkey };
    let (mut wait, mut unknown) = (None, None);
    let (sentence, status) = match passkey::log_in(&site.platform, posted, &arrival).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(PasskeyAnswer::Same(Answer::In(admitted))) => {
            let to = next::checked(&form.next).unwrap_or_else(|| "/home".into());
            return see_other(&to, let_in(&admitted));
        }
        Ok(PasskeyAnswer::Same(Answer::Refused | Answer::SecondStep(_))) => {
            (text::REFUSED.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Ok(PasskeyAnswer::Same(Answer::Wait(long))) => {
            wait = Some(long);
            (passkey_wait(long, visitor.locale), StatusCode::TOO_MANY_REQUESTS)
        }
        Ok(PasskeyAnswer::Unknown { told }) => {
            unknown = Some(told);
            (text::REFUSED.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Ok(PasskeyAnswer::TooLate) => {
            (passkeys::text::LOG_IN_TOO_LATE.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    // Nothing was typed: the boxes are as they were.
    let practice = visitor.practice.clone();
    let values = BTreeMap::from([
        (REMEMBER.to_owned(), practice.as_ref().map(|_| "yes".to_owned()).unwrap_or_default()),
        (PRACTICE_ID.to_owned(), practice.unwrap_or_default()),
        (NEXT.to_owned(), next::checked(&form.next).unwrap_or_default()),
    ]);
    let form = FormState { form: FORM.to_owned(), values, summary: sentence, wait, ..FormState::default() };
    let mut state = PageState { form: Some(form), ..state_for(site, visitor) };
    state.passkeys.unknown = unknown;
    render(site, visitor, uri, state, status).await
}

fn passkey_wait(wait: Wait, locale: Locale) -> String {
    match wait {
        Wait::UntilReset => passkeys::text::LOG_IN_WAIT_LONG.of(locale).to_owned(),
        Wait::Seconds(s) if s <= 60 => passkeys::text::LOG_IN_WAIT_SECONDS.with(locale, &[("n", &s.to_string())]),
        Wait::Seconds(s) => passkeys::text::LOG_IN_WAIT_MINUTES.with(locale, &[("n", &s.div_ceil(60).to_string())]),
    }
}

/// `POST /logout`: the session is dead when the answer arrives (ASVS 7.4.1).
pub async fn post_log_out(State(site): State<Site>, visitor: Visitor, form: Result<Form<LogOutForm>, FormRejection>) -> Response {
    if let Some(token) = &visitor.token
        && let Err(e) = sessions::close(&site.platform, token, &network_of(visitor.address)).await
    {
        return fault(&site, &visitor, &e).await;
    }
    let next = form.map(|Form(form)| form.next).unwrap_or_default();
    let to = if next == EMAIL_PATH { Some(next) } else { next::checked(&next) };
    see_other(to.as_deref().unwrap_or("/?done=logged-out"), [cookies::gone(cookies::SESSION)])
}

/// The form of the log-out: whoever has just changed their log-in e-mail goes to the log-in by it, and who has opened a link of another account
/// goes on with it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct LogOutForm {
    next: String,
}

/// The form of the language switch.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct LanguageForm {
    to: String,
    next: String,
}

/// `POST /language`: remembers the language on this device and goes back to the page.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn post_language(Form(form): Form<LanguageForm>) -> Response {
    // The log-in is no page to return to after one, but it is the page where the switch is used most.
    let query =
        [EMAIL_PATH, "/login"].iter().find_map(|page| form.next.strip_prefix(page)).filter(|q| q.is_empty() || q.starts_with('?'));
    let log_in = query.and_then(|query| next::checked(&format!("/{query}")).map(|_| form.next.clone()));
    let back = log_in.or_else(|| next::checked(&form.next)).unwrap_or_else(|| "/".into());
    let cookie = Locale::from_tag(&form.to).map(|l| cookies::lasting(cookies::LANGUAGE, l.tag()));
    see_other(&back, cookie)
}

/// What comes back with the page: everything typed, the password excepted, and what the doctor found.
fn came_back(form: &LogInForm) -> FormState {
    let short = |text: &str| text.chars().take(ECHO_LIMIT).collect::<String>();
    let all = diagnose(&form.fields(), &form.device());
    // What is announced as removed is gone from the box, too.
    let silent = all.iter().filter(|f| f.severity == Severity::Repaired).filter_map(|f| f.remedy.as_ref());
    let tidy = silent.fold(form.fields(), |fields, remedy| repair::apply(remedy, fields));
    let named = match &tidy.email {
        Some(email) => vec![(EMAIL, short(email))],
        None => vec![
            (PRACTICE_ID, short(&doctor::without_rest(&tidy.practice_id))),
            (USERNAME, short(&doctor::without_rest(&tidy.username))),
            (REMEMBER, short(&form.remember_practice)),
        ],
    };
    let next = (NEXT, next::checked(&form.next).unwrap_or_default());
    let values = named.into_iter().chain([next]).map(|(name, value)| (name.to_owned(), value)).collect();
    let findings = doctor::shown(all, Moment::Submitted);
    FormState { form: FORM.to_owned(), values, findings, ..FormState::default() }
}

/// Sentences for empty boxes. Nothing was tried and nothing counted.
fn missing(form: &LogInForm, locale: Locale) -> BTreeMap<String, String> {
    let named = match &form.email {
        Some(email) => vec![(EMAIL, email.trim(), text::EMAIL_MISSING)],
        None => vec![
            (PRACTICE_ID, form.practice_id.trim(), text::PRACTICE_ID_MISSING),
            (USERNAME, form.username.trim(), text::USERNAME_MISSING),
        ],
    };
    named
        .into_iter()
        .chain([(PASSWORD, form.password.as_str(), text::PASSWORD_MISSING)])
        .filter(|(_, value, _)| value.is_empty())
        .map(|(name, _, sentence)| (name.to_owned(), sentence.of(locale).to_owned()))
        .collect()
}

fn practice_cookie(form: &LogInForm) -> Option<HeaderValue> {
    // The other form has no such box: what is remembered stays.
    if form.email.is_some() {
        return None;
    }
    if form.remember_practice.is_empty() {
        return cookies::gone(cookies::PRACTICE);
    }
    PracticeId::parse(&form.practice_id).ok().and_then(|id| cookies::lasting(cookies::PRACTICE, &id.to_string()))
}

/// How long to wait, in words.
#[must_use]
pub fn wait_sentence(wait: Wait, locale: Locale) -> String {
    match wait {
        Wait::UntilReset => text::WAIT_UNTIL_RESET.of(locale).to_owned(),
        Wait::Seconds(s) if s <= 60 => text::WAIT_SECONDS.with(locale, &[("n", &s.to_string())]),
        Wait::Seconds(s) => text::WAIT_MINUTES.with(locale, &[("n", &s.div_ceil(60).to_string())]),
    }
}
