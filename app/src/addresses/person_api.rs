//! `/settings/users/{id}/email`: an administrator asks for another log-in address of a person.

use axum::Form;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::administer;
use super::api::{EmailForm, Refused, from, resent};
use super::model::EMAIL;
use crate::confirm::api as confirm;
use crate::emergency::text as emergency;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::ui::mail_wait::RESEND;
use crate::web::page::{fault, permitted, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// `GET /settings/users/{id}/email`
pub async fn get_email(State(site): State<Site>, visitor: Visitor, uri: Uri, Path(id): Path<String>) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => page(&site, &visitor, &uri, (&actor, &id), None).await,
        Err(answer) => answer,
    }
}

/// `POST /settings/users/{id}/email`: one deed, named by the button. Each needs a fresh proof of who does it, as all that opens somebody's account.
pub async fn post_email(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Form(form): Form<EmailForm>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let Ok(user) = Uuid::try_parse(&id) else { return page(&site, &visitor, &uri, (&actor, &id), None).await };
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    match perform(&site, &visitor, &actor, user, &form).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Ok(())) => see_other(uri.path(), []),
        Ok(Err(refused)) => page(&site, &visitor, &uri, (&actor, &id), Some(refused)).await,
    }
}

async fn perform(site: &Site, visitor: &Visitor, actor: &Actor, user: Uuid, form: &EmailForm) -> Outcome<Result<(), Refused>> {
    let (platform, locale) = (&site.platform, visitor.locale);
    Ok(match form.deed() {
        "claim" | "claim-anyway" => {
            if let Err(refused) = form.twice(locale) {
                return Ok(Err(refused));
            }
            let begun = administer::begin(platform, actor, user, form.email(), form.anyway(), from(visitor)).await?;
            match begun {
                Some(begun) => form.answer(begun, locale),
                None if actor.emergency.is_some() => {
                    Err(form.refused(EMAIL, "emergency", emergency::REFUSED.of(locale).to_owned(), None))
                }
                None => Ok(()),
            }
        }
        RESEND => administer::resend(platform, actor, user, locale).await?.map_or(Ok(()), |again| resent(again, locale)),
        "cancel" => administer::cancel(platform, actor, user, locale).await.map(|_| Ok(()))?,
        _ => Ok(()),
    })
}

/// The page; the same as for an id that is none for somebody of another practice, and for oneself.
async fn page(site: &Site, visitor: &Visitor, uri: &Uri, (actor, id): (&Actor, &str), refused: Option<Refused>) -> Response {
    let (form, status) = refused.map_or((None, StatusCode::OK), |refused| (Some(refused.0), refused.1));
    let found = match Uuid::try_parse(id) {
        Ok(user) => administer::find(&site.platform, actor, user, visitor.locale).await,
        Err(_) => Ok(None),
    };
    match found {
        Err(e) => fault(site, visitor, &e).await,
        Ok(email) => {
            let status = if email.is_some() { status } else { StatusCode::NOT_FOUND };
            let state = PageState { log_in_email: email, form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}
