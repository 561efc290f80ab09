//! The form post of the page.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{CONTACT, FORM, PATH};
use super::text;
use crate::addresses::model::is_address;
use crate::admin_requests::model::Reason;
use crate::auth::model::Name;
use crate::doctor::chars::clean;
use crate::i18n::Text;
use crate::lockout::Wait;
use crate::outbox::message::subject_of;
use crate::outbox::model::MessageKind;
use crate::outbox::waiting::WaitingMail;
use crate::password_reset::api::own::{recall, remember};
use crate::password_reset::own::{Asked, From, Request, Wish, ask};
use crate::phones::number;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// Longer texts do not come back into their box.
const ECHO_LIMIT: usize = 254;
/// Stands for a practice's name in a subject that is to be looked for: whose, is not said before it is proven.
const SOMEWHERE: &str = "…";

/// The posted form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ReminderForm {
    contact: String,
}

/// `GET /login/forgot`
pub async fn get_forgot(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    page(&site, &visitor, &uri, recall(&headers), None, StatusCode::OK).await
}

/// `POST /login/forgot`: noted, and answered alike for every address and number that can be one.
pub async fn post_forgot(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<ReminderForm>,
) -> Response {
    let typed = clean(&form.contact);
    let contact = match contact(&site, &typed) {
        Ok(contact) => Name::Address(contact),
        Err(sentence) => return refuse(&site, &visitor, &uri, &form, sentence.of(visitor.locale).to_owned(), None).await,
    };
    let from = From { address: visitor.address, browser: &visitor.browser, known_by: None, locale: visitor.locale };
    let request = Request { wish: Wish::Reminder, name: &contact, reason: Reason::Other };
    match ask(&site.platform, &request, from).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Asked::Noted) => see_other(&format!("{PATH}?done=noted"), [remember(&contact)]),
        Ok(Asked::NoMail) => refuse(&site, &visitor, &uri, &form, text::NO_MAIL.of(visitor.locale).to_owned(), None).await,
        Ok(Asked::Wait(wait)) => refuse(&site, &visitor, &uri, &form, wait.in_words(visitor.locale), Some(wait)).await,
    }
}

/// An address as typed, or a number as E.164; what is wrong with it.
fn contact(site: &Site, typed: &str) -> Result<String, Text> {
    let settings = &site.platform.settings;
    match typed {
        "" => Err(text::MISSING),
        _ if is_address(typed) => {
            if settings.no_mail {
                Err(text::NO_MAIL)
            } else {
                Ok(typed.to_owned())
            }
        }
        _ if typed.contains('@') => Err(text::NOT_ONE),
        _ => match number::parse(typed, &settings.messages.regions) {
            Ok(_) if settings.no_phone => Err(text::NO_TEXTS),
            Ok((number, _)) => Ok(number),
            Err(_) => Err(text::NOT_ONE),
        },
    }
}

async fn refuse(site: &Site, visitor: &Visitor, uri: &Uri, form: &ReminderForm, sentence: String, wait: Option<Wait>) -> Response {
    let typed: String = form.contact.chars().take(ECHO_LIMIT).collect();
    let state = FormState {
        form: FORM.to_owned(),
        values: BTreeMap::from([(CONTACT.to_owned(), typed)]),
        summary: sentence.clone(),
        errors: if wait.is_some() { BTreeMap::new() } else { BTreeMap::from([(CONTACT.to_owned(), sentence)]) },
        wait,
        ..FormState::default()
    };
    let status = if wait.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(site, visitor, uri, None, Some(state), status).await
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    asked: Option<Name>,
    form: Option<FormState>,
    status: StatusCode,
) -> Response {
    let subject = |kind| subject_of(kind, SOMEWHERE, visitor.locale);
    let waiting_mail = match &asked {
        Some(Name::Address(to)) if to.contains('@') => Some(WaitingMail {
            to: to.clone(),
            from: site.platform.settings.mail_from.clone(),
            subject: subject(MessageKind::LogInReminder),
            ..WaitingMail::default()
        }),
        _ => None,
    };
    let welcome_subject = Some(subject(MessageKind::Welcome));
    let state = PageState { reset_asked: asked, waiting_mail, welcome_subject, form, ..state_for(site, visitor) };
    render(site, visitor, uri, state, status).await
}
