//! The form that adds a person, and the Practice Access Code beside it.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use super::super::model::{Level, Profile, ProfileProblem, Username, UsernameProblem};
use super::super::service::{self, Created, NewUser};
use super::super::text;
use super::super::view::ADD_FORM;
use super::UserForm;
use crate::confirm::api as confirm;
use crate::i18n::Locale;
use crate::invitations::model::NEW_ACCESS_CODE;
use crate::invitations::service::{Invited, invite_in};
use crate::platform::Outcome;
use crate::practice::access_code;
use crate::sessions::service::Actor;
use crate::web::page::{fault, permitted, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const PAGE: &str = "/settings/users/new";

/// `POST /settings/users/new`: adds a person.
pub async fn post_new_user(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<UserForm>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    if form.deed == NEW_ACCESS_CODE {
        return match access_code::replace(&site.platform, &actor).await {
            Err(e) => fault(&site, &visitor, &e).await,
            Ok(true) => see_other(&format!("{PAGE}?done={NEW_ACCESS_CODE}#access-code"), []),
            Ok(false) => see_other("/home", []),
        };
    }
    let (profile, mut problems) = form.profile().checked();
    let username = Username::parse(&form.username);
    match &username {
        Err(UsernameProblem::Length) => problems.push(ProfileProblem::UsernameLength),
        Err(UsernameProblem::Character) => problems.push(ProfileProblem::UsernameCharacter),
        Ok(_) => {}
    }
    if let (Ok(username), true) = (username, problems.is_empty()) {
        match add(&site, &actor, username, profile, !form.administrator.is_empty(), visitor.locale).await {
            Err(e) => return fault(&site, &visitor, &e).await,
            Ok((Created::Done(id), link)) => {
                let done = if link { "created-link" } else { "created" };
                return see_other(&format!("/settings/users/{}?done={done}", id.simple()), []);
            }
            Ok((Created::UsernameTaken, _)) => problems.push(ProfileProblem::UsernameTaken),
            Ok((Created::NotAllowed, _)) => {
                let summary = crate::emergency::text::REFUSED.of(visitor.locale).to_owned();
                let state = form.came_back(ADD_FORM, summary, &problems, visitor.locale);
                return new_user_page(&site, &visitor, &uri, &actor, Some(state)).await;
            }
        }
    }
    let summary = text::PROBLEM.of(visitor.locale).to_owned();
    let state = form.came_back(ADD_FORM, summary, &problems, visitor.locale);
    new_user_page(&site, &visitor, &uri, &actor, Some(state)).await
}

/// `GET /settings/users/new`: the form, and the practice's code.
pub async fn get_new_user(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
        Ok(actor) => new_user_page(&site, &visitor, &uri, &actor, None).await,
        Err(answer) => answer,
    }
}

async fn new_user_page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, form: Option<FormState>) -> Response {
    let found = async {
        let mut tx = site.platform.db.read().await?;
        Ok(access_code::find(&site.platform, &mut tx, actor.practice).await?.shown())
    };
    let code: Outcome<String> = found.await;
    match code {
        Err(e) => fault(site, visitor, &e).await,
        Ok(code) => {
            let status = if form.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let state = PageState { access_code: Some(code), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

async fn add(
    site: &Site,
    actor: &Actor,
    username: Username,
    profile: Profile,
    administrator: bool,
    locale: Locale,
) -> Outcome<(Created, bool)> {
    let some = |text: String| (!text.is_empty()).then_some(text);
    let new = NewUser {
        username,
        first_name: profile.first_name,
        last_name: profile.last_name,
        email: some(profile.email),
        phone: some(profile.phone),
        level: profile.level.unwrap_or(Level::Staff),
        administrator,
    };
    let mut tx = site.platform.db.write().await?;
    let created = service::create(&site.platform, &mut tx, actor.practice, &new, Some(actor)).await?;
    let Created::Done(id) = created else { return Ok((created, false)) };
    // Whoever has no address yet gets a code or an invitation later.
    let invited = match service::for_reset(&mut tx, actor, id).await? {
        Some(target) => invite_in(&site.platform, &mut tx, actor, &target, locale).await? == Invited::Done,
        None => false,
    };
    tx.commit().await?;
    Ok((created, invited))
}
