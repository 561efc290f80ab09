//! Where a proof is asked for, and what the layer around all forms does with one.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;
use url::form_urlencoded;

use super::model::{CODE, ConfirmPage, FORM, HELD, HELD_FOR, PASSKEY_FORM, PASSWORD, TABLE, USE};
pub use super::service::is_fresh;
use super::service::{self, Answer, Offer};
use super::text;
use crate::account::service::From;
use crate::i18n::{Locale, Text};
use crate::outbox::model::Channel;
use crate::passkeys::service::Posted;
use crate::platform::tokens::hex;
use crate::second_factor::api::sentence;
use crate::second_factor::model::Method;
use crate::second_factor::service::Cause;
use crate::sessions::service::Actor;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::{Visitor, VisitorFacts};
use crate::web::{cookies, next};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Marks an answer that the layer makes a page of.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmFirst;

/// The answer to a form whose person must confirm first: nothing was done. The layer turns it into the page, with the form in it.
#[must_use]
pub fn first() -> Response {
    let mut response = StatusCode::FORBIDDEN.into_response();
    response.extensions_mut().insert(ConfirmFirst);
    response
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct NextQuery {
    next: String,
}

/// `GET /confirm`: the proof, for a page that needs one. Leads on at once for whoever has just given it.
pub async fn get_confirm(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let Some(actor) = &visitor.actor else {
        return see_other(&next::log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []);
    };
    let query = Query::<NextQuery>::try_from_uri(&uri).map(|q| q.0).unwrap_or_default();
    let to = next::checked(&query.next).unwrap_or_default();
    if !to.is_empty() && is_fresh(&site.platform, actor) {
        return see_other(&to, []);
    }
    let held = form_urlencoded::Serializer::new(String::new()).append_pair("next", &to).finish();
    page(&site, &visitor, actor, ("/confirm", &held), None, None, StatusCode::OK).await
}

/// `POST /confirm`: the form that waited here was the way on.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NextForm {
    next: String,
}

/// `POST /confirm`, once the layer has found the proof right.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn post_confirm(State(site): State<Site>, visitor: Visitor, Form(form): Form<NextForm>) -> Response {
    let to = next::checked(&form.next).unwrap_or_else(|| "/home".into());
    match &visitor.actor {
        Some(actor) if is_fresh(&site.platform, actor) => see_other(&to, []),
        Some(_) => see_other(&format!("/confirm?next={}", next::encode(&to)), []),
        None => see_other(&next::log_in_first(&to), []),
    }
}

/// The page, for a form that waits: its address, and what was posted to it.
pub async fn ask(site: &Site, visitor: &Visitor, waits: (&str, &str)) -> Response {
    match &visitor.actor {
        Some(actor) => page(site, visitor, actor, waits, None, None, StatusCode::FORBIDDEN).await,
        None => see_other(&next::log_in_first(waits.0), []),
    }
}

/// A posted proof, with the form that waits for it.
#[derive(Clone, Debug, Default)]
pub struct ProofForm {
    fields: BTreeMap<String, String>,
}

impl ProofForm {
    /// Reads a posted body; none when it is any other form.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        let fields: BTreeMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
        (fields.contains_key(HELD) && fields.contains_key(HELD_FOR)).then_some(Self { fields })
    }

    /// The form that waits, as it was posted.
    #[must_use]
    pub fn held(&self) -> &str {
        self.get(HELD)
    }

    fn get(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }
}

/// What became of a posted proof.
pub enum Proven {
    /// Right: who it is from now on, and the session's new cookie. The form that waited may go to its handler.
    Yes(Visitor, Option<HeaderValue>),
    /// The answer.
    No(Response),
}

/// Judges a proof that was posted to the address of the form that waits.
pub async fn prove(site: &Site, visitor: &Visitor, address: &str, form: &ProofForm) -> Proven {
    let (Some(actor), Some(token)) = (&visitor.actor, &visitor.token) else {
        return Proven::No(see_other(&next::log_in_first(address), []));
    };
    let waits = (address, form.held());
    let right = bound_to(site, actor, waits);
    if !bool::from(right.as_bytes().ct_eq(form.get(HELD_FOR).as_bytes())) {
        return Proven::No(changed(site, visitor, actor).await);
    }
    let method = Method::parse(form.get(super::model::WITH));
    let shown = |method, said, status| page(site, visitor, actor, waits, method, said, status);
    let deed = form.get("deed");
    if let Some(other) = deed.strip_prefix(USE) {
        return Proven::No(shown(Method::parse(other), None, StatusCode::OK).await);
    }
    if let Some(channel) = channel_of(deed) {
        return Proven::No(send(site, visitor, actor, waits, channel).await);
    }
    let offer = if deed == "passkey" {
        Offer::Passkey(Posted { sealed: form.get("sealed"), credential: form.get("passkey") })
    } else {
        let missing = missing(form, method, visitor.locale);
        if !missing.is_empty() {
            return Proven::No(shown(method, Some(said(FORM, missing)), REFUSED).await);
        }
        Offer::Password { password: form.get(PASSWORD), method, code: form.get(CODE) }
    };
    let from = From { address: visitor.address, browser: &visitor.browser, locale: visitor.locale };
    let answer = match service::prove(&site.platform, actor, token, offer, from).await {
        Err(e) => return Proven::No(fault(site, visitor, &e).await),
        Ok(Answer::Right(token)) => {
            let actor = Actor { confirmed_at: site.platform.clock.now(), ..actor.clone() };
            let facts = VisitorFacts { actor: Some(actor), token: Some(token.expose().to_owned()), ..(*visitor.0).clone() };
            return Proven::Yes(Visitor(Arc::new(facts)), cookies::session(cookies::SESSION, token.expose()));
        }
        Ok(Answer::Gone) => return Proven::No(see_other(&next::log_in_first(address), [])),
        Ok(answer) => answer,
    };
    let (said, status) = refusal(&answer, visitor.locale);
    Proven::No(shown(method, Some(said), status).await)
}

/// What is said of a proof that was not right.
fn refusal(answer: &Answer, locale: Locale) -> (FormState, StatusCode) {
    let at = |name: &str, sentence: String| said(FORM, vec![(name, sentence)]);
    let passkey = |text: Text| said(PASSKEY_FORM, vec![("", text.of(locale).to_owned())]);
    match answer {
        Answer::Wait(wait) => (at(PASSWORD, wait.in_words(locale)), StatusCode::TOO_MANY_REQUESTS),
        Answer::WrongCode(cause) => (at(CODE, of_code(*cause, locale)), REFUSED),
        Answer::WrongPasskey => (passkey(text::PASSKEY_WRONG), REFUSED),
        Answer::TooLate => (passkey(crate::second_factor::text::PASSKEY_LATE), REFUSED),
        Answer::WrongPassword | Answer::Right(_) | Answer::Gone => {
            (at(PASSWORD, text::PASSWORD_WRONG.of(locale).to_owned()), REFUSED)
        }
    }
}

/// As at the log-in, without a number of tries: there is none here.
fn of_code(cause: Cause, locale: Locale) -> String {
    match cause {
        Cause::Wrong => text::CODE_WRONG.of(locale).to_owned(),
        Cause::Older => text::CODE_OLDER.of(locale).to_owned(),
        Cause::Used => text::CODE_USED.of(locale).to_owned(),
        Cause::ClockOff(_) => {
            let sentence = sentence(cause, 0, locale);
            sentence.rsplit_once(". ").map_or(sentence.clone(), |(first, _)| format!("{first}."))
        }
        cause => sentence(cause, 0, locale),
    }
}

fn missing(form: &ProofForm, method: Option<Method>, locale: Locale) -> Vec<(&'static str, String)> {
    let empty = [
        (form.get(PASSWORD).is_empty(), PASSWORD, text::PASSWORD_MISSING),
        (method.is_some() && form.get(CODE).trim().is_empty(), CODE, text::CODE_MISSING),
    ];
    empty.into_iter().filter(|(empty, ..)| *empty).map(|(_, name, text)| (name, text.of(locale).to_owned())).collect()
}

fn channel_of(deed: &str) -> Option<Channel> {
    match deed {
        "send-text" => Some(Channel::Sms),
        "send-call" => Some(Channel::Voice),
        _ => None,
    }
}

async fn send(site: &Site, visitor: &Visitor, actor: &Actor, waits: (&str, &str), channel: Channel) -> Response {
    let phone = Some(Method::Phone);
    match service::send(&site.platform, actor, channel, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(sent) => match sent.and_then(|sent| sent.problem(visitor.locale)) {
            None => page(site, visitor, actor, waits, phone, None, StatusCode::OK).await,
            Some(problem) => {
                let form = FormState { form: FORM.to_owned(), summary: problem, ..FormState::default() };
                page(site, visitor, actor, waits, phone, Some(form), StatusCode::TOO_MANY_REQUESTS).await
            }
        },
    }
}

/// Somebody else's form, or one that was changed on the way: it is not carried out, and not shown.
async fn changed(site: &Site, visitor: &Visitor, actor: &Actor) -> Response {
    let form = FormState { form: FORM.to_owned(), summary: text::CHANGED.of(visitor.locale).to_owned(), ..FormState::default() };
    page(site, visitor, actor, ("/confirm", ""), None, Some(form), StatusCode::CONFLICT).await
}

fn said(form: &str, errors: Vec<(&str, String)>) -> FormState {
    let summary = errors.iter().map(|(_, sentence)| sentence.clone()).collect::<Vec<_>>().join(" ");
    let errors =
        errors.into_iter().filter(|(name, _)| !name.is_empty()).map(|(name, sentence)| (name.to_owned(), sentence)).collect();
    FormState { form: form.to_owned(), summary, errors, ..FormState::default() }
}

/// Binds a form that waits to its session and its address.
fn bound_to(site: &Site, actor: &Actor, (address, held): (&str, &str)) -> String {
    let key = site.platform.secrets.drafts();
    hex(&key.mac(&[b"confirm", actor.session.as_bytes(), address.as_bytes(), held.as_bytes()]))
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    actor: &Actor,
    waits: (&str, &str),
    method: Option<Method>,
    form: Option<FormState>,
    status: StatusCode,
) -> Response {
    let ways = match service::ways(&site.platform, actor).await {
        Err(e) => return fault(site, visitor, &e).await,
        Ok(ways) => ways,
    };
    let method = method.filter(|method| ways.beside.contains(method)).or(ways.beside.first().copied());
    let code = match method {
        Some(Method::Phone) => match service::code_state(&site.platform, actor).await {
            Err(e) => return fault(site, visitor, &e).await,
            Ok(code) => code,
        },
        _ => None,
    };
    let confirm = ConfirmPage {
        action: waits.0.to_owned(),
        held: waits.1.to_owned(),
        file: form_urlencoded::parse(waits.1.as_bytes()).any(|(name, value)| name == "deed" && value == TABLE),
        held_for: bound_to(site, actor, waits),
        passkey_only: ways.passkey_only,
        passkey: ways.passkey.unwrap_or_default(),
        others: ways.beside.into_iter().filter(|other| Some(*other) != method).collect(),
        method,
        code,
    };
    let state = PageState { confirm: Some(confirm), form, ..state_for(site, visitor) };
    render(site, visitor, &Uri::from_static("/confirm"), state, status).await
}
