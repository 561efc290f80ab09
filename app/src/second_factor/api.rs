//! The second step's page and form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::help;
use super::model::{CODE, FORM, Method, SecondStep, TRUST};
use super::service::{self, Answer, Attempt, Cause, Step};
use super::text;
use super::{own, proofs};
use crate::auth::api::{known_by, let_in};
use crate::i18n::Locale;
use crate::known_browsers::service::Sender;
use crate::lockout::service::network_of;
use crate::outbox::model::Channel;
use crate::passkeys::service::Posted;
use crate::password_reset::model::DEED_ASK;
use crate::password_reset::own::From;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;
use crate::web::{cookies, next};

/// Where the second step is asked, for a log-in that wanted to go to a page.
#[must_use]
pub fn path(to: Option<&str>) -> String {
    match to {
        Some(to) => format!("/login/code?next={}", next::encode(to)),
        None => "/login/code".to_owned(),
    }
}

/// What the URL says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct StepQuery {
    next: String,
    with: String,
}

/// `GET /login/code`: the form, or that the log-in is over.
pub async fn get_code(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<StepQuery>,
    uri: Uri,
) -> Response {
    let asked = Asked { method: Method::parse(&query.with), next: next::checked(&query.next).unwrap_or_default() };
    match find(&site, &headers).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(step) => page(&site, &visitor, &uri, step.as_ref(), asked, None, StatusCode::OK).await,
    }
}

/// The posted form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct StepForm {
    deed: String,
    sealed: String,
    passkey: String,
    with: String,
    code: String,
    trust: String,
    next: String,
}

/// `POST /login/code`: in with 303, or the page itself with 422 (429 while a wait runs).
pub async fn post_code(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<StepForm>,
) -> Response {
    let to = next::checked(&form.next);
    let step = match find(&site, &headers).await {
        Err(e) => return fault(&site, &visitor, &e).await,
        Ok(step) => step,
    };
    let method = if form.deed == "passkey" { Some(Method::Passkey) } else { Method::parse(&form.with) };
    let asked = Asked { method, next: to.clone().unwrap_or_default() };
    let Some(step) = step else { return page(&site, &visitor, &uri, None, asked, None, StatusCode::OK).await };
    let (asked, told) = asked.told(&step, &form.code);
    let method = asked.of(&step);
    if form.deed == DEED_ASK {
        return ask(&site, &visitor, &uri, &headers, &step, asked).await;
    }
    if let Some(channel) = channel_of(&form.deed) {
        return send(&site, &visitor, &uri, &step, channel, asked).await;
    }
    let (known_by, network) = (known_by(&headers), network_of(visitor.address));
    let attempt = Attempt {
        method,
        code: &form.code,
        passkey: Posted { sealed: &form.sealed, credential: &form.passkey },
        trust: !form.trust.is_empty(),
        sender: Sender { token: known_by.as_deref(), browser: &visitor.browser, network: &network, locale: visitor.locale },
        session: visitor.actor.as_ref(),
    };
    let missing = method != Method::Passkey && form.code.trim().is_empty();
    let answer = if missing { None } else { Some(service::attempt(&site.platform, &step, &attempt).await) };
    let mut wait = None;
    let (sentence, status) = match answer {
        None => (text::CODE_MISSING.of(visitor.locale).to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        Some(Err(e)) => return fault(&site, &visitor, &e).await,
        Some(Ok(Answer::In(admitted))) => {
            let done = [cookies::gone(cookies::SECOND_STEP)];
            return see_other(&to.unwrap_or_else(|| "/home".into()), let_in(&admitted).into_iter().chain(done));
        }
        Some(Ok(Answer::Over)) => return page(&site, &visitor, &uri, None, asked, None, StatusCode::UNPROCESSABLE_ENTITY).await,
        Some(Ok(Answer::Wait(long))) => {
            wait = Some(long);
            (long.in_words(visitor.locale), StatusCode::TOO_MANY_REQUESTS)
        }
        Some(Ok(Answer::Refused(Cause::Wrong, left))) if method == Method::Passkey => {
            (text::PASSKEY_WRONG.with(visitor.locale, &[("n", &left.to_string())]), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Some(Ok(Answer::Refused(Cause::Wrong, left))) if told => {
            (text::LOOKS_TOLD.with(visitor.locale, &[("n", &left.to_string())]), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Some(Ok(Answer::Refused(cause, left))) => (sentence(cause, left, visitor.locale), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let sentence_at_top = if method == Method::Passkey { sentence.clone() } else { text::NOT_IN.of(visitor.locale).to_owned() };
    let state = FormState {
        form: FORM.to_owned(),
        values: BTreeMap::from([(TRUST.to_owned(), if form.trust.is_empty() { String::new() } else { "on".to_owned() })]),
        // The sentence stands at the box; twice on a small screen would be the whole screen.
        summary: sentence_at_top,
        errors: BTreeMap::from([(CODE.to_owned(), sentence)]),
        wait,
        ..FormState::default()
    };
    page(&site, &visitor, &uri, Some(&step), asked, Some(state), status).await
}

/// Help by an administrator, from who has typed the right password.
async fn ask(site: &Site, visitor: &Visitor, uri: &Uri, headers: &HeaderMap, step: &Step, asked: Asked) -> Response {
    let known_by = known_by(headers);
    let (browser, address) = (visitor.browser.as_str(), visitor.address);
    let from = From { address, browser, known_by: known_by.as_deref(), locale: visitor.locale };
    match help::ask(&site.platform, step, from).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(None) => see_other("/login/code?done=asked", []),
        Ok(Some(wait)) => {
            let summary = wait.in_words(visitor.locale);
            let state = FormState { form: FORM.to_owned(), summary, wait: Some(wait), ..FormState::default() };
            page(site, visitor, uri, Some(step), asked, Some(state), StatusCode::TOO_MANY_REQUESTS).await
        }
    }
}

fn channel_of(deed: &str) -> Option<Channel> {
    match deed {
        "send-text" => Some(Channel::Sms),
        "send-call" => Some(Channel::Voice),
        _ => None,
    }
}

/// The code by text or call, for the first time or again.
async fn send(site: &Site, visitor: &Visitor, uri: &Uri, step: &Step, channel: Channel, asked: Asked) -> Response {
    let asked = Asked { method: Some(Method::Phone), ..asked };
    let sent = match proofs::send(&site.platform, step, channel, visitor.locale).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(sent) => sent,
    };
    let Some(problem) = sent.and_then(|sent| sent.problem(visitor.locale)) else {
        let next = if asked.next.is_empty() { String::new() } else { format!("&next={}", next::encode(&asked.next)) };
        return see_other(&format!("/login/code?with=phone{next}"), []);
    };
    let state = FormState { form: FORM.to_owned(), summary: problem, ..FormState::default() };
    page(site, visitor, uri, Some(step), asked, Some(state), StatusCode::TOO_MANY_REQUESTS).await
}

/// The posted form of the trusted browsers.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TrustForm {
    browser: String,
}

/// `GET /account/second-step`
pub async fn get_own(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    let Some(actor) = &visitor.actor else {
        return see_other(&next::log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []);
    };
    match own::find_own(&site.platform, actor, known_by(&headers).as_deref()).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(overview) => {
            let state = PageState { second_factor: Some(overview), ..state_for(&site, &visitor) };
            render(&site, &visitor, &uri, state, StatusCode::OK).await
        }
    }
}

/// `POST /account/second-step`: ends the trust in one browser, or in all.
pub async fn post_own(State(site): State<Site>, visitor: Visitor, Form(form): Form<TrustForm>) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&next::log_in_first("/account/second-step"), []) };
    let browser = match form.browser.as_str() {
        "all" => None,
        id => match Uuid::try_parse(id) {
            Ok(id) => Some(id),
            Err(_) => return see_other("/account/second-step", []),
        },
    };
    match own::untrust_own(&site.platform, actor, browser).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(()) => see_other("/account/second-step?done=trust", []),
    }
}

/// What the page was asked for.
struct Asked {
    method: Option<Method>,
    next: String,
}

impl Asked {
    /// A code that an administrator told is one, whichever box it was typed into: then that is the way, and true.
    fn told(self, step: &Step, code: &str) -> (Self, bool) {
        let told = matches!(self.of(step), Method::Authenticator | Method::Phone) && looks_told(code);
        (if told { Self { method: Some(Method::AdministratorCode), ..self } } else { self }, told)
    }

    /// The way to show: the one asked for, when the person has it, else the best. Whether an administrator has made a code only a try tells.
    fn of(&self, step: &Step) -> Method {
        let has = self.method.filter(|m| *m == Method::AdministratorCode || step.methods.contains(m));
        has.or(step.methods.first().copied()).unwrap_or(Method::RecoveryCode)
    }
}

async fn find(site: &Site, headers: &HeaderMap) -> crate::platform::Outcome<Option<Step>> {
    match cookies::find(headers, cookies::SECOND_STEP) {
        Some(token) => service::find(&site.platform, &token).await,
        None => Ok(None),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    step: Option<&Step>,
    asked: Asked,
    form: Option<FormState>,
    status: StatusCode,
) -> Response {
    let (passkey, code) = match step {
        None => Default::default(),
        Some(step) => match proofs::shown(&site.platform, step, asked.of(step)).await {
            Err(e) => return fault(site, visitor, &e).await,
            Ok(shown) => shown,
        },
    };
    let alone = match step {
        None => false,
        Some(step) => match help::is_alone(&site.platform, step).await {
            Err(e) => return fault(site, visitor, &e).await,
            Ok(alone) => alone,
        },
    };
    let second_step = step.map(|step| {
        let method = asked.of(step);
        SecondStep {
            passkey,
            code,
            first_name: step.first_name().to_owned(),
            practice: step.practice_name().to_owned(),
            method,
            others: step.methods.iter().copied().filter(|m| *m != method).collect(),
            trust_days: step.trust_days,
            next: asked.next,
            alone,
        }
    });
    let state = PageState { form, second_step, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}

/// Whether what was typed has the form of a code that an administrator tells: twelve letters and digits.
fn looks_told(typed: &str) -> bool {
    let bare = typed.chars().filter(char::is_ascii_alphanumeric);
    bare.clone().count() == 12 && bare.clone().any(|c| c.is_ascii_alphabetic())
}

/// What is said of a refused code.
#[must_use]
pub fn sentence(cause: Cause, left: u32, locale: Locale) -> String {
    let n = left.to_string();
    match cause {
        Cause::Wrong => text::WRONG.with(locale, &[("n", &n)]),
        Cause::Older => crate::security_codes::text::OLDER.with(locale, &[("n", &n)]),
        Cause::Used => text::USED.with(locale, &[("n", &n)]),
        Cause::NotDigits => text::NOT_DIGITS.of(locale).to_owned(),
        Cause::Code(checked) => checked.problem(locale).unwrap_or_default(),
        Cause::TooLate => text::PASSKEY_LATE.of(locale).to_owned(),
        Cause::ClockOff(seconds) => {
            let sentence = if seconds > 0 { text::CLOCK_AHEAD } else { text::CLOCK_BEHIND };
            sentence.with(locale, &[("n", &n), ("time", &time(seconds.unsigned_abs(), locale))])
        }
    }
}

/// About how long, in words.
fn time(seconds: u64, locale: Locale) -> String {
    let (text, n) = if seconds < 120 { (text::SECONDS, seconds) } else { (text::MINUTES, (seconds + 30) / 60) };
    text.with(locale, &[("n", &n.to_string())])
}
