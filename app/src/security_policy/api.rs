//! The security settings' page and its form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{IDLE_FORM, IDLE_MINUTES, SHORTEST_IDLE, parse_minutes};
use super::service::{self, Section, Updated, longest_idle};
use super::text;
use crate::i18n::Locale;
use crate::sessions::service::Actor;
use crate::web::page::{administrator, fault, not_allowed, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /settings/security`
pub async fn get_security(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match administrator(&site, &visitor, &uri).await {
        Ok(actor) => show(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>) -> Response {
    let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match service::page(&site.platform, actor).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let mut form = form;
            // What is saved now belongs into the sentence about it.
            if let Some(form) = &mut form {
                form.summary = form.summary.replace("{saved}", &page.idle_minutes.to_string());
            }
            let state = PageState { security: Some(page), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SecurityForm {
    deed: String,
    version: String,
    idle_minutes: String,
}

impl SecurityForm {
    /// The section that was sent; `Err` with its form's answer when it can't be read.
    fn section(&self, site: &Site, locale: Locale) -> Option<Result<Section, FormState>> {
        match self.deed.as_str() {
            IDLE_FORM => Some(match parse_minutes(&self.idle_minutes) {
                Some(minutes) => Ok(Section::IdleMinutes(minutes)),
                None => Err(self.refused(Updated::OutOfRange, site, locale)),
            }),
            _ => None,
        }
    }

    fn refused(&self, why: Updated, site: &Site, locale: Locale) -> FormState {
        let longest = longest_idle(&site.platform.settings.session).to_string();
        let range = text::IDLE_RANGE.with(locale, &[("shortest", &SHORTEST_IDLE.to_string()), ("longest", &longest)]);
        let mut form = FormState { form: self.deed.clone(), ..FormState::default() };
        form.values.insert(IDLE_MINUTES.to_owned(), self.idle_minutes.chars().take(20).collect());
        if why == Updated::Conflict {
            text::CONFLICT.of(locale).clone_into(&mut form.summary);
        } else {
            form.summary.clone_from(&range);
            form.errors = BTreeMap::from([(IDLE_MINUTES.to_owned(), range)]);
        }
        form
    }
}

/// `POST /settings/security`: one section, named by the button.
pub async fn post_security(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<SecurityForm>,
) -> Response {
    let actor = match administrator(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    let section = match form.section(&site, visitor.locale) {
        None => return see_other("/settings/security", []),
        Some(Err(refused)) => return show(&site, &visitor, &uri, &actor, Some(refused)).await,
        Some(Ok(section)) => section,
    };
    match service::update(&site.platform, &actor, form.version.parse().unwrap_or(-1), section).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Updated::Done) => see_other("/settings/security?done=saved", []),
        Ok(Updated::NotAllowed) => not_allowed(&site, &visitor).await,
        Ok(why) => {
            let refused = form.refused(why, &site, visitor.locale);
            show(&site, &visitor, &uri, &actor, Some(refused)).await
        }
    }
}
