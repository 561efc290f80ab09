//! The security settings' page and its form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::model::{
    DEMAND, Demand, GRACE_DAYS, IDLE_FORM, IDLE_MINUTES, SHORTEST_IDLE, STEP_FORM, SecondStepRules, SecurityPage, TRUST_DAYS,
    parse_days, parse_minutes,
};
use super::service::{self, Section, Updated, longest_idle, weakest};
use super::text;
use crate::confirm::api as confirm;
use crate::i18n::{Locale, Text};
use crate::sessions::service::Actor;
use crate::web::page::{fault, not_allowed, permitted, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

/// `GET /settings/security`
pub async fn get_security(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match permitted(&site, &visitor, &uri).await {
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
                form.summary = form.summary.replace("{saved}", &saved(&form.form, &page, visitor.locale));
            }
            let state = PageState { security: Some(Box::new(page)), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}

/// What holds in a section, in words.
fn saved(form: &str, page: &SecurityPage, locale: Locale) -> String {
    if form == IDLE_FORM {
        return text::SAVED_MINUTES.with(locale, &[("n", &page.idle_minutes.to_string())]);
    }
    let (grace, trust) = (page.second_step.grace_days.to_string(), page.second_step.trust_days.to_string());
    let demand = page.second_step.demand.label().of(locale);
    text::SAVED_STEP.with(locale, &[("demand", demand), ("grace", &grace), ("trust", &trust)])
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SecurityForm {
    deed: String,
    version: String,
    idle_minutes: String,
    second_step: String,
    grace_days: String,
    trust_days: String,
}

/// What is wrong with a form, by input.
type Wrong = BTreeMap<String, String>;

impl SecurityForm {
    /// The section that was sent; `Err` with what is wrong, when it can't be read or may not be chosen.
    fn section(&self, site: &Site, locale: Locale) -> Option<Result<Section, Wrong>> {
        match self.deed.as_str() {
            IDLE_FORM => Some(self.idle(site, locale)),
            STEP_FORM => Some(self.second_step(site, locale)),
            _ => None,
        }
    }

    fn idle(&self, site: &Site, locale: Locale) -> Result<Section, Wrong> {
        let longest = longest_idle(&site.platform.settings.session);
        let chosen = parse_minutes(&self.idle_minutes).filter(|minutes| (SHORTEST_IDLE..=longest).contains(minutes));
        chosen.map(Section::IdleMinutes).ok_or_else(|| {
            let places = [("shortest", SHORTEST_IDLE.to_string()), ("longest", longest.to_string())];
            let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
            BTreeMap::from([(IDLE_MINUTES.to_owned(), text::IDLE_RANGE.with(locale, &places))])
        })
    }

    /// Everything that is wrong is said at once.
    fn second_step(&self, site: &Site, locale: Locale) -> Result<Section, Wrong> {
        let weakest = weakest(&site.platform.settings.policy);
        let mut wrong = Wrong::new();
        let demand = Demand::parse(&self.second_step).filter(|demand| *demand >= weakest.demand);
        if demand.is_none() {
            wrong.insert(DEMAND.to_owned(), text::STEP_MISSING.of(locale).to_owned());
        }
        let mut days = |name: &str, typed: &str, longest: i64, sentence: Text| {
            let days = parse_days(typed).filter(|days| (0..=longest).contains(days));
            if days.is_none() {
                wrong.insert(name.to_owned(), sentence.with(locale, &[("longest", &longest.to_string())]));
            }
            days
        };
        let grace = days(GRACE_DAYS, &self.grace_days, weakest.grace_days, text::GRACE_RANGE);
        let trust = days(TRUST_DAYS, &self.trust_days, weakest.trust_days, text::TRUST_RANGE);
        match (demand, grace, trust) {
            (Some(demand), Some(grace_days), Some(trust_days)) => {
                Ok(Section::SecondStep(SecondStepRules { demand, grace_days, trust_days }))
            }
            _ => Err(wrong),
        }
    }

    /// The form as it was sent, with what is wrong; nothing wrong means that somebody else was faster.
    fn came_back(&self, wrong: Wrong, locale: Locale) -> FormState {
        let typed = [
            (IDLE_MINUTES, &self.idle_minutes),
            (DEMAND, &self.second_step),
            (GRACE_DAYS, &self.grace_days),
            (TRUST_DAYS, &self.trust_days),
        ];
        let summary = match wrong.len() {
            0 => text::CONFLICT.of(locale).to_owned(),
            1 => wrong.values().cloned().collect(),
            _ => text::LOOK.of(locale).to_owned(),
        };
        let values = typed.into_iter().map(|(name, value)| (name.to_owned(), value.chars().take(20).collect())).collect();
        FormState { form: self.deed.clone(), values, summary, errors: wrong, ..FormState::default() }
    }
}

/// `POST /settings/security`: one section, named by the button.
pub async fn post_security(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<SecurityForm>,
) -> Response {
    let actor = match permitted(&site, &visitor, &uri).await {
        Ok(actor) => actor,
        Err(answer) => return answer,
    };
    if !confirm::is_fresh(&site.platform, &actor) {
        return confirm::first();
    }
    let came_back = |wrong: Wrong| form.came_back(wrong, visitor.locale);
    let section = match form.section(&site, visitor.locale) {
        None => return see_other("/settings/security", []),
        Some(Err(wrong)) => return show(&site, &visitor, &uri, &actor, Some(came_back(wrong))).await,
        Some(Ok(section)) => section,
    };
    match service::update(&site.platform, &actor, form.version.parse().unwrap_or(-1), section, visitor.locale).await {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Updated::Done) => see_other("/settings/security?done=saved", []),
        Ok(Updated::NotAllowed) => not_allowed(&site, &visitor).await,
        Ok(Updated::Conflict | Updated::OutOfRange) => show(&site, &visitor, &uri, &actor, Some(came_back(Wrong::new()))).await,
    }
}
