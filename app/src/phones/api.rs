//! The verification phone's form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{AGAIN_FORM, BEGIN_FORM, CODE_FORM, NUMBER, NumberProblem};
use super::number::parse;
use super::own;
use super::service::{Begun, Verified};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::Text;
use crate::outbox::model::Channel;
use crate::security_codes::model::{CODE, Checked, Sent};
use crate::security_codes::service::Tried;
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const PAGE: &str = "/account/phone";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const WAIT: StatusCode = StatusCode::TOO_MANY_REQUESTS;

/// `GET /account/phone`
pub async fn get_phone(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => page(&site, &visitor, &uri, actor, None, StatusCode::OK).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PhoneForm {
    deed: String,
    number: String,
    code: String,
}

/// `POST /account/phone`: one deed, named by the button.
pub async fn post_phone(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<PhoneForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    let refused = match form.deed.as_str() {
        "begin-text" => begin(&site, &visitor, &actor, &form, (Some(&form.number), Channel::Sms)).await,
        "begin-call" => begin(&site, &visitor, &actor, &form, (Some(&form.number), Channel::Voice)).await,
        // The code goes to the number as its person wanted codes so far.
        "remove" => begin(&site, &visitor, &actor, &form, (None, Channel::Sms)).await,
        "send-text" => send_again(&site, &visitor, &actor, Channel::Sms).await,
        "send-call" => send_again(&site, &visitor, &actor, Channel::Voice).await,
        "code" => go_on(&site, &visitor, &actor, &form.code).await,
        "cancel" => match own::cancel(&site.platform, &actor, visitor.locale).await {
            Err(e) => Ok(fault(&site, &visitor, &e).await),
            Ok(()) => Ok(see_other(PAGE, [])),
        },
        _ => return see_other(PAGE, []),
    };
    match refused {
        Ok(answer) => answer,
        Err((state, status)) => page(&site, &visitor, &uri, &actor, Some(state), status).await,
    }
}

type Refused = (FormState, StatusCode);

/// The number is judged first, before anybody proves who they are for nothing.
async fn begin(
    site: &Site,
    visitor: &Visitor,
    actor: &Actor,
    form: &PhoneForm,
    (typed, channel): (Option<&str>, Channel),
) -> Result<Response, Refused> {
    let of = |text: Text| text.of(visitor.locale).to_owned();
    let regions = &site.platform.settings.messages.regions;
    let number = typed.and_then(|typed| parse(typed, regions).err()).map(|p| (NUMBER, of(p.text())));
    if let Some(problem) = number {
        return Err((begin_again(form, of(text::LOOK), vec![problem]), REFUSED));
    }
    if !confirm::is_fresh(&site.platform, actor) {
        return Ok(confirm::first());
    }
    let at_number = |p: NumberProblem| begin_again(form, of(text::LOOK), vec![(NUMBER, of(p.text()))]);
    match own::begin(&site.platform, actor, typed, channel, visitor.locale).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(Begun::Problem(problem)) => Err((at_number(problem), REFUSED)),
        Ok(Begun::Code(sent)) => match sent.problem(visitor.locale) {
            Some(sentence) => Err((begin_again(form, sentence, Vec::new()), status_of(sent))),
            None => Ok(see_other(PAGE, [])),
        },
        Ok(Begun::NothingThere) => Ok(see_other(PAGE, [])),
    }
}

async fn send_again(site: &Site, visitor: &Visitor, actor: &Actor, channel: Channel) -> Result<Response, Refused> {
    match own::send(&site.platform, actor, channel, visitor.locale).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(None) => Err(over(visitor)),
        Ok(Some(sent)) => match sent.problem(visitor.locale) {
            Some(sentence) => Err((came_back(AGAIN_FORM, sentence, Vec::new()), status_of(sent))),
            None => Ok(see_other(PAGE, [])),
        },
    }
}

async fn go_on(site: &Site, visitor: &Visitor, actor: &Actor, typed: &str) -> Result<Response, Refused> {
    let locale = visitor.locale;
    let at_code = |sentence: String| came_back(CODE_FORM, text::LOOK.of(locale).to_owned(), vec![(CODE, sentence)]);
    let verified = match own::verify(&site.platform, actor, visitor.address, typed, locale).await {
        Err(e) => return Ok(fault(site, visitor, &e).await),
        Ok(verified) => verified,
    };
    match verified {
        Verified::Set => Ok(see_other("/account/second-step?done=phone", [])),
        Verified::Removed => Ok(see_other("/account/second-step?done=phone-removed", [])),
        Verified::Next(sent) => match sent.problem(locale) {
            // The number before is proven; only the next code could not leave.
            Some(sentence) => Err((came_back(AGAIN_FORM, sentence, Vec::new()), status_of(sent))),
            None => Ok(see_other(PAGE, [])),
        },
        Verified::Not(Tried::Wait(wait)) => Err((at_code(wait.in_words(locale)), WAIT)),
        Verified::Not(Tried::Checked(checked)) => Err((at_code(sentence_of(checked, locale)), REFUSED)),
        Verified::NothingOpen => Err(over(visitor)),
    }
}

fn sentence_of(checked: Checked, locale: crate::i18n::Locale) -> String {
    checked.problem(locale).unwrap_or_default()
}

fn status_of(sent: Sent) -> StatusCode {
    if matches!(sent, Sent::Wait(_) | Sent::TooMany(_) | Sent::DayOver(_)) { WAIT } else { REFUSED }
}

fn over(visitor: &Visitor) -> Refused {
    (came_back(BEGIN_FORM, text::OVER.of(visitor.locale).to_owned(), Vec::new()), REFUSED)
}

/// The first form with the number as it was typed.
fn begin_again(form: &PhoneForm, summary: String, errors: Vec<(&str, String)>) -> FormState {
    let number = form.number.chars().take(60).collect();
    FormState { values: BTreeMap::from([(NUMBER.to_owned(), number)]), ..came_back(BEGIN_FORM, summary, errors) }
}

fn came_back(form: &str, summary: String, errors: Vec<(&str, String)>) -> FormState {
    let errors = errors.into_iter().map(|(name, sentence)| (name.to_owned(), sentence)).collect();
    FormState { form: form.to_owned(), summary, errors, ..FormState::default() }
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>, status: StatusCode) -> Response {
    match own::find_own(&site.platform, actor, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(phone) => {
            let state = PageState { phone: Some(phone), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}
