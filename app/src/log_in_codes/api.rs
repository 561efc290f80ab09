//! Form posts about codes for one log-in: parts of `POST /settings/users/{id}`.

use axum::http::{StatusCode, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::model::{CANCEL, CODE, CONFIRM, MAKE, SHOWN_FORM};
use super::service::{self, Made};
use super::text;
use crate::i18n::Text;
use crate::password_reset::model::{WHEN, grouped};
use crate::password_reset::text::OVERTAKEN;
use crate::sessions::service::Actor;
use crate::users::api::done_at;
use crate::web::page::{fault, refused, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// Whether a deed is one of these.
#[must_use]
pub fn is_deed(deed: &str) -> bool {
    [MAKE, CONFIRM, CANCEL].contains(&deed)
}

/// Does it. The caller has asked for an administrator.
pub async fn post(
    site: &Site,
    visitor: &Visitor,
    uri: &Uri,
    actor: &Actor,
    (user, after): (Uuid, Option<&str>),
    deed: &str,
) -> Response {
    match deed {
        MAKE => make(site, visitor, uri, actor, (user, after)).await,
        CONFIRM => match service::confirm(&site.platform, actor, user, visitor.locale).await {
            Err(e) => fault(site, visitor, &e).await,
            Ok(true) => see_other(&done_at(user, uri, "code-confirmed"), []),
            Ok(false) => refuse(site, visitor, uri, text::NOT_CONFIRMED).await,
        },
        _ => match service::cancel(&site.platform, actor, user).await {
            Err(e) => fault(site, visitor, &e).await,
            Ok(()) => see_other(&done_at(user, uri, "code-cancelled"), []),
        },
    }
}

/// The code is on this one answer only, so it is no 303.
async fn make(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, (user, after): (Uuid, Option<&str>)) -> Response {
    match service::make(&site.platform, actor, user, after, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(Made::Overtaken) => refuse(site, visitor, uri, OVERTAKEN).await,
        Ok(Made::Refused) => refuse(site, visitor, uri, text::REFUSED).await,
        Ok(Made::Code { code, later }) => {
            let mut form = FormState { form: SHOWN_FORM.to_owned(), ..FormState::default() };
            form.values.insert(CODE.to_owned(), grouped(&code));
            let when = if later { text::SHOWN_LATER } else { text::SHOWN_NOW };
            form.values.insert(WHEN.to_owned(), when.of(visitor.locale).to_owned());
            render(site, visitor, uri, PageState { form: Some(form), ..state_for(site, visitor) }, StatusCode::OK).await
        }
    }
}

async fn refuse(site: &Site, visitor: &Visitor, uri: &Uri, why: Text) -> Response {
    let form = FormState { form: SHOWN_FORM.to_owned(), summary: why.of(visitor.locale).to_owned(), ..FormState::default() };
    refused(site, visitor, uri, form, StatusCode::UNPROCESSABLE_ENTITY).await
}
