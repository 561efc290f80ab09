//! The account's form posts.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{CONFIRM_PASSWORD, CURRENT_PASSWORD, NEW_PASSWORD, PASSWORD_FORM, QUESTION_FORM, REPEAT_PASSWORD, Theme};
use super::service::{self, Changed, From, NewPassword, QuestionSet};
use super::text;
use crate::auth::api::known_by;
use crate::confirm::api as confirm;
use crate::i18n::Text;
use crate::known_browsers::own::forget_own;
use crate::passwords;
use crate::security_question::model::{ANSWER, QUESTION, Question};
use crate::security_question::text as question;
use crate::sessions::lock;
use crate::sessions::model::Limit;
use crate::sessions::service::{self as sessions, Actor};
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;
use crate::web::{cookies, next};

/// `GET /account`
pub async fn get_account(State(site): State<Site>, visitor: Visitor, headers: HeaderMap, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => {
            let page = Page { site: &site, visitor: &visitor, uri: &uri, token: known_by(&headers) };
            page.show(actor, None, StatusCode::OK).await
        }
        None => see_other(&next::log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// What the page is rendered from.
struct Page<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    uri: &'a Uri,
    /// What the browser is known by.
    token: Option<String>,
}

impl Page<'_> {
    async fn show(&self, actor: &Actor, form: Option<FormState>, status: StatusCode) -> Response {
        match service::find(&self.site.platform, actor, self.token.as_deref(), self.visitor.locale).await {
            Err(e) => fault(self.site, self.visitor, &e).await,
            Ok((account, password_rules)) => {
                // Whoever may do something else is not told that they must.
                let must_change = match actor.limit {
                    Some(Limit::Password) => match service::must_change(&self.site.platform, actor, self.visitor.locale).await {
                        Ok(must) => must,
                        Err(e) => return fault(self.site, self.visitor, &e).await,
                    },
                    _ => None,
                };
                let account = Some(account);
                let state = PageState { must_change, password_rules, form, account, ..state_for(self.site, self.visitor) };
                render(self.site, self.visitor, self.uri, state, status).await
            }
        }
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AccountForm {
    deed: String,
    current_password: String,
    confirm_password: String,
    new_password: String,
    repeat_password: String,
    question: String,
    answer: String,
    session: String,
    browser: String,
    idle_minutes: String,
}

/// `POST /account`: one deed, named by the button.
pub async fn post_account(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Form(form): Form<AccountForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&next::log_in_first(uri.path()), []) };
    let refused = match form.deed.as_str() {
        "question" => set_question(&site, &visitor, &actor, &form).await,
        "end-session" | "end-others" => return end_sessions(&site, &visitor, &actor, &form).await,
        "forget-browser" | "forget-browsers" => return forget_browsers(&site, &visitor, &actor, &form).await,
        "idle" => return choose_idle(&site, &visitor, &actor, &form).await,
        _ => return see_other("/account", []),
    };
    match refused {
        Ok(answer) => answer,
        Err((state, status)) => {
            let page = Page { site: &site, visitor: &visitor, uri: &uri, token: known_by(&headers) };
            page.show(&actor, Some(state), status).await
        }
    }
}

/// `GET /account/new-password`: the password alone, for whoever must change it before anything else.
pub async fn get_new_password(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => {
            let page = Page { site: &site, visitor: &visitor, uri: &uri, token: None };
            page.show(actor, None, StatusCode::OK).await
        }
        None => see_other(&next::log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// `POST /account/new-password`
pub async fn post_new_password(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<AccountForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&next::log_in_first(uri.path()), []) };
    match change_password(&site, &visitor, &actor, &form).await {
        Ok(answer) => answer,
        Err((state, status)) => {
            let page = Page { site: &site, visitor: &visitor, uri: &uri, token: None };
            page.show(&actor, Some(state), status).await
        }
    }
}

/// What a form says when it comes back, and its status.
type Refused = (FormState, StatusCode);

fn from(visitor: &Visitor) -> From<'_> {
    From { address: visitor.address, browser: &visitor.browser, locale: visitor.locale }
}

async fn change_password(site: &Site, visitor: &Visitor, actor: &Actor, form: &AccountForm) -> Result<Response, Refused> {
    let locale = visitor.locale;
    let refuse = |errors: &[(&str, String)]| came_back(PASSWORD_FORM, errors);
    let mut missing = missing(
        visitor,
        &[
            (CURRENT_PASSWORD, &form.current_password, text::CURRENT_MISSING),
            (NEW_PASSWORD, &form.new_password, text::NEW_MISSING),
            (REPEAT_PASSWORD, &form.repeat_password, text::REPEAT_MISSING),
        ],
    );
    missing.retain(|(name, _)| actor.person.has_password || *name != CURRENT_PASSWORD);
    if !missing.is_empty() {
        return Err(refuse(&missing));
    }
    let typed = NewPassword { current: &form.current_password, new: &form.new_password, repeat: &form.repeat_password };
    match service::change_password(&site.platform, actor, typed, from(visitor)).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(Changed::Done(token)) => {
            // Whoever had to change it first goes on to what they came for.
            let to = if actor.limit.is_some() { "/home?done=password" } else { "/account?done=password" };
            Ok(see_other(to, [cookies::session(cookies::SESSION, token.expose())]))
        }
        Ok(Changed::ProveFirst) => Ok(confirm::first()),
        Ok(Changed::WrongCurrent) => Err(refuse(&[(CURRENT_PASSWORD, text::CURRENT_WRONG.of(locale).to_owned())])),
        Ok(Changed::Differ) => Err(refuse(&[(REPEAT_PASSWORD, text::DIFFER.of(locale).to_owned())])),
        Ok(Changed::Problems(problems)) => {
            let sentences: Vec<String> = problems.iter().map(|p| passwords::words::sentence(p, locale)).collect();
            Err(refuse(&[(NEW_PASSWORD, sentences.join(" "))]))
        }
        Ok(Changed::Wait(wait)) => {
            let (state, _) = refuse(&[(CURRENT_PASSWORD, wait.in_words(locale))]);
            Err((state, StatusCode::TOO_MANY_REQUESTS))
        }
    }
}

async fn set_question(site: &Site, visitor: &Visitor, actor: &Actor, form: &AccountForm) -> Result<Response, Refused> {
    let locale = visitor.locale;
    let chosen = Question::parse(&form.question);
    // What was chosen comes back; answers and passwords do not.
    let refuse = |errors: &[(&str, String)]| {
        let (mut state, status) = came_back(QUESTION_FORM, errors);
        state.values.insert(QUESTION.to_owned(), form.question.chars().take(40).collect());
        (state, status)
    };
    let mut missing = missing(
        visitor,
        &[(ANSWER, &form.answer, question::ANSWER_MISSING), (CONFIRM_PASSWORD, &form.confirm_password, text::CURRENT_MISSING)],
    );
    missing.retain(|(name, _)| actor.person.has_password || *name != CONFIRM_PASSWORD);
    if chosen.is_none() {
        missing.push((QUESTION, question::QUESTION_MISSING.of(locale).to_owned()));
    }
    let (Some(chosen), true) = (chosen, missing.is_empty()) else { return Err(refuse(&missing)) };
    match service::set_question(&site.platform, actor, (chosen, &form.answer), &form.confirm_password, from(visitor)).await {
        Err(e) => Ok(fault(site, visitor, &e).await),
        Ok(QuestionSet::Done) => Ok(see_other("/account?done=question", [])),
        Ok(QuestionSet::ProveFirst) => Ok(confirm::first()),
        Ok(QuestionSet::WrongCurrent) => Err(refuse(&[(CONFIRM_PASSWORD, text::CURRENT_WRONG.of(locale).to_owned())])),
        Ok(QuestionSet::Problem(problem)) => Err(refuse(&[(ANSWER, problem.text().of(locale).to_owned())])),
        Ok(QuestionSet::Wait(wait)) => {
            let (state, _) = refuse(&[(CONFIRM_PASSWORD, wait.in_words(locale))]);
            Err((state, StatusCode::TOO_MANY_REQUESTS))
        }
    }
}

async fn end_sessions(site: &Site, visitor: &Visitor, actor: &Actor, form: &AccountForm) -> Response {
    let session = match (form.deed.as_str(), Uuid::try_parse(&form.session)) {
        ("end-others", _) => None,
        (_, Ok(id)) => Some(id),
        (_, Err(_)) => return see_other("/account", []),
    };
    if session != Some(actor.session) && !confirm::is_fresh(&site.platform, actor) {
        return confirm::first();
    }
    match sessions::end_own(&site.platform, actor, session).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(_) if session == Some(actor.session) => see_other("/?done=logged-out", [cookies::gone(cookies::SESSION)]),
        Ok(_) => see_other("/account?done=sessions", []),
    }
}

async fn forget_browsers(site: &Site, visitor: &Visitor, actor: &Actor, form: &AccountForm) -> Response {
    let browser = match (form.deed.as_str(), Uuid::try_parse(&form.browser)) {
        ("forget-browsers", _) => None,
        (_, Ok(id)) => Some(id),
        (_, Err(_)) => return see_other("/account", []),
    };
    match forget_own(&site.platform, actor, browser).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(_) => see_other("/account?done=browsers", []),
    }
}

/// Nothing, and whatever is not shorter than the practice's, is the practice's.
async fn choose_idle(site: &Site, visitor: &Visitor, actor: &Actor, form: &AccountForm) -> Response {
    match lock::choose(&site.platform, actor, form.idle_minutes.parse().ok()).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(()) => see_other("/account?done=idle", []),
    }
}

fn missing<'a>(visitor: &Visitor, boxes: &[(&'a str, &String, Text)]) -> Vec<(&'a str, String)> {
    boxes
        .iter()
        .filter(|(_, value, _)| value.is_empty())
        .map(|(name, _, sentence)| (*name, sentence.of(visitor.locale).to_owned()))
        .collect()
}

fn came_back(form: &str, errors: &[(&str, String)]) -> Refused {
    let errors: BTreeMap<String, String> = errors.iter().map(|(name, sentence)| ((*name).to_owned(), sentence.clone())).collect();
    let summary = errors.values().cloned().collect::<Vec<_>>().join(" ");
    (FormState { form: form.to_owned(), summary, errors, ..FormState::default() }, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The form of the choice between light and dark.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct DisplayForm {
    theme: String,
}

/// `POST /display`: remembers the choice on this device.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn post_display(Form(form): Form<DisplayForm>) -> Response {
    let cookie = match Theme::parse(&form.theme) {
        Some(theme) => cookies::lasting(cookies::THEME, theme.as_str()),
        None => cookies::gone(cookies::THEME),
    };
    see_other("/account#display", [cookie])
}
