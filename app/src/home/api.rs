//! The page after log-in, and its one form post.

use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{HomeNotices, KNOW_CODE};
use crate::account::service::question_missing;
use crate::addresses::shown::{in_words, is_asked};
use crate::admin_requests::service as requests;
use crate::emergency::service as emergency;
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::log_in_codes::service as log_in_codes;
use crate::medical_identifiers::service as identifiers;
use crate::platform::Outcome;
use crate::second_factor::policy;
use crate::sessions::service::Actor;
use crate::users::service as users;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, with_emergency};
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// `GET /home`
pub async fn get_home(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    let Some(actor) = &visitor.actor else {
        return see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []);
    };
    match (notices(&site, actor, visitor.locale).await, with_emergency(&site, &visitor).await) {
        (Err(e), _) | (_, Err(e)) => fault(&site, &visitor, &e).await,
        (Ok(home), Ok(state)) => {
            let state = PageState { home, ..state };
            render(&site, &visitor, &uri, state, StatusCode::OK).await
        }
    }
}

async fn notices(site: &Site, actor: &Actor, locale: Locale) -> Outcome<HomeNotices> {
    let (logs_in, unfinished) = in_words(&site.platform, actor, locale).await?;
    Ok(HomeNotices {
        ending: identifiers::ending(&site.platform, actor).await?,
        emergency: emergency::line(&site.platform, actor).await?,
        told_by: users::told_by(&site.platform, actor.user).await?,
        code_by: log_in_codes::used_of(&site.platform, actor.user).await?,
        requests: if actor.person.may(Permission::Users) { requests::count_of_others(&site.platform, actor).await? } else { 0 },
        second_step_until: policy::find_grace(&site.platform, actor).await?,
        password_until: policy::password_until(&site.platform, actor).await?,
        question_missing: question_missing(&site.platform, actor).await?,
        agreement: site.platform.settings.agreement.is_some(),
        email_asked: is_asked(&site.platform, actor).await? && unfinished.is_none(),
        logs_in,
        email_unfinished: unfinished,
    })
}

/// Which question is answered.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct HomeForm {
    deed: String,
}

/// `POST /home`: "it was me" who set the password with that code, or who logged in with one.
pub async fn post_home(State(site): State<Site>, visitor: Visitor, Form(form): Form<HomeForm>) -> Response {
    let Some(actor) = &visitor.actor else { return see_other("/home", []) };
    let known = match form.deed.as_str() {
        KNOW_CODE => log_in_codes::know(&site.platform, actor).await,
        _ => users::know_told_by(&site.platform, actor).await,
    };
    match known {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(()) => see_other("/home", []),
    }
}
