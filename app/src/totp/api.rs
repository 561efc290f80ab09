//! The authenticator app's form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{Authenticator, CODE, CONFIRM_FORM};
use super::service::{self, Checked};
use super::text;
use crate::audit::model::Kind;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::platform::Outcome;
use crate::recovery_codes::model::RecoveryCodes;
use crate::recovery_codes::service as recovery_codes;
use crate::second_factor::api::sentence;
use crate::second_factor::own;
use crate::sessions::service::Actor;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /account/authenticator`
pub async fn get_authenticator(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => page(&site, &visitor, &uri, actor, None, StatusCode::OK).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AuthenticatorForm {
    deed: String,
    code: String,
}

/// `POST /account/authenticator`: one deed, named by the button.
pub async fn post_authenticator(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<AuthenticatorForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    let refused = match form.deed.as_str() {
        "begin" | "remove" => return with_proof(&site, &visitor, &actor, &form).await,
        "confirm" => confirm_code(&site, &visitor, &uri, &actor, &form).await,
        _ => return see_other("/account/authenticator", []),
    };
    match refused {
        Ok(answer) => answer,
        Err((state, status)) => page(&site, &visitor, &uri, &actor, Some(state), status).await,
    }
}

type Refused = (FormState, StatusCode);

async fn with_proof(site: &Site, visitor: &Visitor, actor: &Actor, form: &AuthenticatorForm) -> Response {
    if !confirm::is_fresh(&site.platform, actor) {
        return confirm::first();
    }
    let (done, to) = if form.deed == "remove" {
        (remove(site, actor, visitor.locale).await, "/account/second-step?done=removed")
    } else {
        (begin(site, actor).await, "/account/authenticator")
    };
    match done {
        Err(e) => fault(site, visitor, &e).await,
        Ok(()) => see_other(to, []),
    }
}

async fn begin(site: &Site, actor: &Actor) -> Outcome<()> {
    let mut tx = site.platform.db.write().await?;
    service::begin(&site.platform, &mut tx, actor.user).await?;
    tx.commit().await
}

async fn remove(site: &Site, actor: &Actor, locale: Locale) -> Outcome<()> {
    let mut tx = site.platform.db.write().await?;
    if service::remove(&mut tx, actor.user).await? {
        // Without a second step there is nothing to recover.
        recovery_codes::remove(&mut tx, actor.user).await?;
        own::changed(&site.platform, &mut tx, actor, Kind::AuthenticatorRemoved, locale).await?;
    }
    tx.commit().await
}

async fn confirm_code(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    actor: &Actor,
    form: &AuthenticatorForm,
) -> Result<Response, Refused> {
    let locale = visitor.locale;
    let refuse = |sentence: String| (came_back(CONFIRM_FORM, CODE, sentence), StatusCode::UNPROCESSABLE_ENTITY);
    if form.code.trim().is_empty() {
        return Err(refuse(text::CODE_MISSING.of(locale).to_owned()));
    }
    let checked = match put_into_use(site, actor, &form.code, locale).await {
        Err(e) => return Ok(fault(site, visitor, &e).await),
        Ok(checked) => checked,
    };
    match checked {
        Checked::Right => Ok(set_up(site, visitor, uri, actor).await),
        Checked::NotDigits => Err(refuse(text::NOT_DIGITS.of(locale).to_owned())),
        Checked::Nothing => Err(refuse(text::GONE.of(locale).to_owned())),
        Checked::ClockOff(seconds) => Err(refuse(sentence_of_clock(seconds, locale))),
        Checked::Wrong | Checked::Used => Err(refuse(text::WRONG.of(locale).to_owned())),
    }
}

async fn put_into_use(site: &Site, actor: &Actor, code: &str, locale: Locale) -> Outcome<Checked> {
    let mut tx = site.platform.db.write().await?;
    let checked = service::confirm(&site.platform, &mut tx, actor.user, code).await?;
    if checked == Checked::Right {
        own::changed(&site.platform, &mut tx, actor, Kind::AuthenticatorSet, locale).await?;
        tx.commit().await?;
    }
    Ok(checked)
}

/// The app is in use. Whoever has no recovery codes gets them at once: the day they are needed it is too late to make them.
async fn set_up(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor) -> Response {
    match first_codes(site, actor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(None) => see_other("/account/second-step?done=authenticator", []),
        Ok(Some(codes)) => {
            let state = PageState { recovery_codes: Some(codes), ..state_for(site, visitor) };
            render(site, visitor, uri, state, StatusCode::OK).await
        }
    }
}

async fn first_codes(site: &Site, actor: &Actor) -> Outcome<Option<RecoveryCodes>> {
    let had = recovery_codes::find_own(&site.platform, actor).await?;
    if had.left.is_some_and(|left| left > 0) {
        return Ok(None);
    }
    let new = recovery_codes::make(&site.platform).await?;
    let mut tx = site.platform.db.write().await?;
    recovery_codes::set(&site.platform, &mut tx, actor.user, &new).await?;
    tx.commit().await?;
    Ok(Some(RecoveryCodes { new: new.codes, ..recovery_codes::find_own(&site.platform, actor).await? }))
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>, status: StatusCode) -> Response {
    match service::find_own(&site.platform, actor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(Authenticator { since, setup }) => {
            let state = PageState { authenticator: Some(Authenticator { since, setup }), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

fn sentence_of_clock(seconds: i64, locale: Locale) -> String {
    use crate::second_factor::service::Cause;
    // Nobody guesses at their own set-up: no number of tries.
    let sentence = sentence(Cause::ClockOff(seconds), 0, locale);
    sentence.rsplit_once(". ").map_or(sentence.clone(), |(first, _)| format!("{first}."))
}

fn came_back(form: &str, name: &str, sentence: String) -> FormState {
    let errors = BTreeMap::from([(name.to_owned(), sentence.clone())]);
    FormState { form: form.to_owned(), summary: sentence, errors, ..FormState::default() }
}
