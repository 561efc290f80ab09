//! The users' form posts. The form that adds somebody is in [`new`].

pub mod new;

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::manage::{self, Deed, Result as Done};
use super::model::{Level, ListQuery, Profile, ProfileProblem};
use super::service;
use super::text;
use super::view::PROFILE_FORM;
use crate::admin_requests::api as admin_requests;
use crate::admin_requests::model::DISMISS;
use crate::confirm::api as confirm;
use crate::i18n::{Locale, Text};
use crate::invitations::api as invitations;
use crate::invitations::model::CANCEL as CANCEL_INVITATION;
use crate::levels::text::level_name;
use crate::log_in_codes::api as log_in_codes;
use crate::log_in_codes::model::CANCEL as CANCEL_CODE;
use crate::password_reset::api as password_reset;
use crate::web::page::{fault, permitted, refused, see_other};
use crate::web::site::Site;
use crate::web::state::FormState;
use crate::web::visitor::Visitor;

/// Both forms about a person.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct UserForm {
    deed: String,
    back: String,
    version: i64,
    after: Option<String>,
    username: String,
    first_name: String,
    last_name: String,
    email: String,
    phone: String,
    level: String,
    administrator: String,
    invite_email: Option<String>,
    session: String,
    browser: String,
    /// What stood in the boxes when the page was opened.
    was_first_name: Option<String>,
    was_last_name: Option<String>,
    was_email: Option<String>,
    was_phone: Option<String>,
    was_level: Option<String>,
}

impl UserForm {
    /// The form after somebody else saved the same person meanwhile: boxes that were not touched take what is saved now; where both changed the
    /// same box, what was typed stays and the other is told beside it.
    fn merged(mut self, saved: &Profile, version: i64, locale: Locale) -> FormState {
        let level = saved.level.map_or("", Level::as_str);
        let boxes = [
            ("first_name", &mut self.first_name, &self.was_first_name, saved.first_name.as_str()),
            ("last_name", &mut self.last_name, &self.was_last_name, &saved.last_name),
            ("email", &mut self.email, &self.was_email, &saved.email),
            ("phone", &mut self.phone, &self.was_phone, &saved.phone),
            ("level", &mut self.level, &self.was_level, level),
        ];
        let (mut errors, mut labels, mut opened) =
            (BTreeMap::new(), BTreeMap::new(), vec![("version".to_owned(), version.to_string())]);
        for (name, typed, was, saved) in boxes {
            opened.push((format!("was_{name}"), saved.to_owned()));
            if was.as_ref() == Some(typed) {
                saved.clone_into(typed);
            } else if typed.trim() != saved && was.as_deref() != Some(saved) {
                let said = match Level::parse(saved).filter(|_| name == "level") {
                    Some(level) => level_name(level).of(locale),
                    None if saved.is_empty() => text::SAVED_NOTHING.of(locale),
                    None => saved,
                };
                errors.insert(name.to_owned(), text::SAVED_NOW.with(locale, &[("saved", said)]));
                labels.insert(name.to_owned(), label(name).of(locale).to_owned());
            }
        }
        let name = service::full_name(&saved.first_name, &saved.last_name);
        let summary = if errors.is_empty() { text::CONFLICT } else { text::CONFLICT_BOTH };
        let summary = summary.with(locale, &[("name", &name)]);
        let mut back = FormState { errors, labels, ..self.came_back(PROFILE_FORM, summary, &[], locale) };
        back.values.extend(opened);
        back
    }

    fn profile(&self) -> Profile {
        Profile {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            level: Level::parse(&self.level),
        }
    }

    /// The deed asked for, and what the page says when it is done.
    fn deed(&self, locale: Locale) -> Option<(Deed, &'static str)> {
        Some(match self.deed.as_str() {
            "save" => (Deed::Save(self.profile(), self.version), "saved"),
            "deactivate" => (Deed::Deactivate, "deactivated"),
            "reactivate" => (Deed::Reactivate, "reactivated"),
            "make-administrator" => (Deed::MakeAdministrator, "made-administrator"),
            "remove-administrator" => (Deed::RemoveAdministrator, "removed-administrator"),
            "unlock" => (Deed::Unlock, "unlocked"),
            "end-session" => (Deed::EndSessions(Some(Uuid::try_parse(&self.session).ok()?), locale), "sessions-ended"),
            "remove-second-step" => (Deed::RemoveSecondStep(locale), "second-step-removed"),
            "reset-phone" => (Deed::ResetPhone(locale), "phone-reset"),
            "allow-emergency" => (Deed::AllowEmergency(true), "emergency-allowed"),
            "disallow-emergency" => (Deed::AllowEmergency(false), "emergency-disallowed"),
            "release-address" => (Deed::ReleaseAddress(locale), "address-released"),
            "end-sessions" => (Deed::EndSessions(None, locale), "sessions-ended"),
            "end-trust" => (Deed::EndTrust(Some(Uuid::try_parse(&self.browser).ok()?), locale), "trust-ended"),
            "end-all-trust" => (Deed::EndTrust(None, locale), "trust-ended"),
            _ => return None,
        })
    }

    fn came_back(&self, form: &str, summary: String, problems: &[ProfileProblem], locale: Locale) -> FormState {
        let values = [
            ("username", &self.username),
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
            ("email", &self.email),
            ("phone", &self.phone),
            ("level", &self.level),
            ("administrator", &self.administrator),
        ];
        let mut values: BTreeMap<String, String> =
            values.into_iter().map(|(name, value)| (name.to_owned(), value.chars().take(300).collect())).collect();
        // What it was opened at, so that what somebody else has saved since is found when it is sent again.
        let was = [
            ("was_first_name", &self.was_first_name),
            ("was_last_name", &self.was_last_name),
            ("was_email", &self.was_email),
            ("was_phone", &self.was_phone),
            ("was_level", &self.was_level),
        ];
        values.extend(was.into_iter().filter_map(|(name, was)| Some((name.to_owned(), was.as_ref()?.chars().take(300).collect()))));
        values.insert("version".to_owned(), self.version.to_string());
        let errors: BTreeMap<String, String> =
            problems.iter().rev().map(|p| (p.input().to_owned(), sentence(*p).of(locale).to_owned())).collect();
        FormState { form: form.to_owned(), values, summary, errors, ..FormState::default() }
    }
}

/// `POST /settings/users/{id}`: one deed to a person, named by the button.
pub async fn post_user(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Form(form): Form<UserForm>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if needs_proof(&form.deed) && !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    let user = Uuid::try_parse(&id);
    match (form.deed.as_str(), &user) {
        ("reset-code", Ok(user)) => {
            return password_reset::start(&site, &visitor, &uri, &actor, (*user, form.after.as_deref())).await;
        }
        ("reset-link", Ok(user)) => {
            return password_reset::start_link(&site, &visitor, &uri, &actor, (*user, form.after.as_deref())).await;
        }
        (DISMISS, Ok(user)) => return admin_requests::dismiss(&site, &visitor, &actor, *user, &form.back).await,
        (deed, Ok(user)) if log_in_codes::is_deed(deed) => {
            return log_in_codes::post(&site, &visitor, &uri, &actor, (*user, form.after.as_deref()), deed).await;
        }
        (deed, Ok(user)) if invitations::is_deed(deed) => {
            let form = (deed, form.after.as_deref(), form.invite_email.as_deref());
            return invitations::post(&site, &visitor, &uri, &actor, *user, form).await;
        }
        ("reset-cancel", Ok(user)) => return password_reset::cancel(&site, &visitor, &actor, *user).await,
        _ => {}
    }
    let (Ok(user), Some((deed, done))) = (user, form.deed(visitor.locale)) else {
        return see_other("/settings/users", []);
    };
    match manage::perform(&site.platform, &actor, user, deed, visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Done::Done) => see_other(&done_at(user, &uri, done), []),
        Ok(Done::Conflict(saved, version)) => {
            let state = form.merged(&saved, version, visitor.locale);
            refuse(&site, &visitor, &uri, state).await
        }
        Ok(Done::NoSuchUser) => refuse(&site, &visitor, &uri, FormState::default()).await,
        Ok(other) => {
            let (summary, problems) = refusal(other, visitor.locale);
            let state = match form.deed.as_str() {
                "save" => form.came_back(PROFILE_FORM, summary, &problems, visitor.locale),
                // No other form about a person holds the profile.
                _ => FormState { form: PROFILE_FORM.to_owned(), summary, ..FormState::default() },
            };
            refuse(&site, &visitor, &uri, state).await
        }
    }
}

/// What takes nothing from anybody and opens nothing needs no fresh proof.
fn needs_proof(deed: &str) -> bool {
    !matches!(deed, DISMISS | "unlock" | "reset-cancel" | CANCEL_CODE | CANCEL_INVITATION)
}

/// A person's page that says what was done, with the list beside it as it was.
#[must_use]
pub fn done_at(user: Uuid, uri: &Uri, done: &str) -> String {
    let query = Query::<BTreeMap<String, String>>::try_from_uri(uri).map(|q| q.0).unwrap_or_default();
    let address = ListQuery::read(|name| query.get(name).cloned()).address_of(&user.simple().to_string());
    let and = if address.contains('?') { '&' } else { '?' };
    format!("{address}{and}done={done}")
}

fn refusal(result: Done, locale: Locale) -> (String, Vec<ProfileProblem>) {
    let of = |text: Text| (text.of(locale).to_owned(), Vec::new());
    match result {
        Done::NotAllowed | Done::Done | Done::NoSuchUser | Done::Conflict(..) => of(text::REFUSED_NOT_ADMIN),
        Done::LastAdministrator => of(text::REFUSED_LAST_ADMIN),
        Done::Own => of(text::REFUSED_OWN),
        Done::OwnPhone => of(text::REFUSED_OWN_PHONE),
        Done::BeyondEmergency => of(crate::emergency::text::REFUSED),
        Done::Problems(problems) => (text::PROBLEM.of(locale).to_owned(), problems),
    }
}

async fn refuse(site: &Site, visitor: &Visitor, uri: &Uri, form: FormState) -> Response {
    refused(site, visitor, uri, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// What people call a box of the profile.
fn label(name: &str) -> Text {
    match name {
        "first_name" => text::FIRST_NAME,
        "last_name" => text::LAST_NAME,
        "email" => text::EMAIL,
        "phone" => text::PHONE,
        _ => text::LEVEL,
    }
}

/// What is wrong, in words.
pub const fn sentence(problem: ProfileProblem) -> Text {
    match problem {
        ProfileProblem::FirstNameMissing => text::FIRST_NAME_MISSING,
        ProfileProblem::LastNameMissing => text::LAST_NAME_MISSING,
        ProfileProblem::NameTooLong => text::NAME_TOO_LONG,
        ProfileProblem::Email => text::EMAIL_WRONG,
        ProfileProblem::Phone => text::PHONE_WRONG,
        ProfileProblem::Level => text::LEVEL_MISSING,
        ProfileProblem::UsernameLength => text::USERNAME_LENGTH,
        ProfileProblem::UsernameCharacter => text::USERNAME_CHARACTER,
        ProfileProblem::UsernameTaken => text::USERNAME_TAKEN,
    }
}
