//! The form posts of the log-in e-mail.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde::Deserialize;

use super::links::Resent;
use super::model::{CLAIMED, EMAIL, EMAIL_FORM, FINISH_FORM, MISTAKE, PASSWORD, REPEAT};
use super::own::{self, Begun, Changed, Finished};
use super::service::{Claimed, fold};
use super::shown;
use super::text;
use crate::account::service::From;
use crate::confirm::api as confirm;
use crate::i18n::{Locale, Text};
use crate::lockout::Wait;
use crate::platform::Outcome;
use crate::sessions::service::Actor;
use crate::ui::mail_wait::RESEND;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::site::Site;
use crate::web::state::{FormState, PageState};
use crate::web::visitor::Visitor;

const PAGE: &str = "/account/email";
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const WAIT: StatusCode = StatusCode::TOO_MANY_REQUESTS;
/// Longer texts do not come back into their boxes.
const ECHO_LIMIT: usize = 254;

/// `GET /account/email`
pub async fn get_email(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => page(&site, &visitor, &uri, actor, None).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or("/", |p| p.as_str())), []),
    }
}

/// All forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct EmailForm {
    deed: String,
    email: String,
    repeat_email: String,
    current_password: String,
}

/// What a form says when it comes back, and its status.
pub(super) type Refused = Box<(FormState, StatusCode)>;

/// `POST /account/email`: one deed, named by the button.
pub async fn post_email(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<EmailForm>,
) -> Response {
    let Some(actor) = visitor.actor.clone() else { return see_other(&log_in_first(uri.path()), []) };
    let done = match form.deed.as_str() {
        "claim" | "claim-anyway" => begin(&site, &visitor, &actor, &form).await,
        RESEND => own::resend(&site.platform, &actor, visitor.locale)
            .await
            .map(|again| resent(again, visitor.locale).map(|()| Done::At(PAGE))),
        "cancel" => own::cancel(&site.platform, &actor, visitor.locale).await.map(|()| Ok(Done::At(PAGE))),
        "finish" => finish(&site, &visitor, &actor, &form.current_password).await,
        "change" => change(&site, &visitor, &actor).await,
        _ => Ok(Ok(Done::At(PAGE))),
    };
    match done {
        Err(e) => fault(&site, &visitor, &e).await,
        Ok(Ok(Done::At(to))) => see_other(to, []),
        Ok(Ok(Done::ProveFirst)) => confirm::first(),
        Ok(Err(refused)) => page(&site, &visitor, &uri, &actor, Some(refused)).await,
    }
}

/// What a deed that was not refused leads to.
enum Done {
    /// A page.
    At(&'static str),
    /// A fresh proof of who it is; then the deed again.
    ProveFirst,
}

pub(super) fn from(visitor: &Visitor) -> From<'_> {
    From { address: visitor.address, browser: &visitor.browser, locale: visitor.locale }
}

async fn begin(site: &Site, visitor: &Visitor, actor: &Actor, form: &EmailForm) -> Outcome<Result<Done, Refused>> {
    let locale = visitor.locale;
    if let Err(refused) = form.twice(locale) {
        return Ok(Err(refused));
    }
    // From one address to another: whoever sits at an open screen must not take the account along.
    if own::has_one(&site.platform, actor).await? && !confirm::is_fresh(&site.platform, actor) {
        return Ok(Ok(Done::ProveFirst));
    }
    let begun = own::begin(&site.platform, actor, &form.email, form.anyway(), from(visitor)).await?;
    Ok(form.answer(begun, locale).map(|()| Done::At(PAGE)))
}

impl EmailForm {
    pub(super) fn deed(&self) -> &str {
        &self.deed
    }

    pub(super) fn email(&self) -> &str {
        &self.email
    }

    /// The link is wished for although somebody else claims the address.
    pub(super) fn anyway(&self) -> bool {
        self.deed == "claim-anyway"
    }

    /// Whether the address was typed, and twice the same.
    pub(super) fn twice(&self, locale: Locale) -> Result<(), Refused> {
        if self.email.trim().is_empty() {
            return Err(self.refused(EMAIL, "missing", text::EMAIL_MISSING.of(locale).to_owned(), None));
        }
        if fold(&self.email) != fold(&self.repeat_email) {
            return Err(self.refused(REPEAT, "differ", text::DIFFER.of(locale).to_owned(), None));
        }
        Ok(())
    }

    /// What became of the wish for an address.
    pub(super) fn answer(&self, begun: Begun, locale: Locale) -> Result<(), Refused> {
        let say = |mistake: &str, text: Text| Err(self.refused(EMAIL, mistake, text.of(locale).to_owned(), None));
        match begun {
            Begun::Claimed(Claimed::Done(_)) => Ok(()),
            Begun::Claimed(Claimed::NotAnAddress) => say("not-an-address", text::EMAIL_WRONG),
            Begun::Claimed(Claimed::Own) => say("own", text::OWN),
            Begun::Claimed(Claimed::InUse) => say("in-use", text::IN_USE),
            Begun::Claimed(Claimed::ByAnother) => say(CLAIMED, text::CLAIMED),
            Begun::Claimed(Claimed::NoMail) => say("no-mail", text::NO_MAIL),
            Begun::Claimed(Claimed::Wait(seconds)) => {
                // Who has said "mine" keeps the button that says so.
                Err(self.refused(
                    EMAIL,
                    if self.anyway() { CLAIMED } else { "wait" },
                    wait_sentence(seconds, locale),
                    Some(Wait::Seconds(seconds)),
                ))
            }
            Begun::Wait(wait) => Err(self.refused(EMAIL, "wait", wait.in_words(locale), Some(wait))),
        }
    }

    /// The form with what was typed and one mistake.
    pub(super) fn refused(&self, name: &str, mistake: &str, sentence: String, wait: Option<Wait>) -> Refused {
        let echo = |text: &str| text.chars().take(ECHO_LIMIT).collect::<String>();
        let values = [(EMAIL, echo(&self.email)), (REPEAT, echo(&self.repeat_email)), (MISTAKE, mistake.to_owned())];
        let state = came_back(EMAIL_FORM, name, sentence);
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Box::new((FormState { values, wait, ..state }, if wait.is_some() { WAIT } else { REFUSED }))
    }
}

/// What became of the wish for the link once more.
pub(super) fn resent(resent: Resent, locale: Locale) -> Result<(), Refused> {
    match resent {
        Resent::Done => Ok(()),
        Resent::NothingOpen => Err(over(locale)),
        Resent::Wait(seconds) => {
            let state = came_back(EMAIL_FORM, "", wait_sentence(seconds, locale));
            Err(Box::new((FormState { wait: Some(Wait::Seconds(seconds)), ..state }, WAIT)))
        }
    }
}

fn over(locale: Locale) -> Refused {
    Box::new((came_back(EMAIL_FORM, "", text::OVER.of(locale).to_owned()), REFUSED))
}

/// The last step of a change.
async fn change(site: &Site, visitor: &Visitor, actor: &Actor) -> Outcome<Result<Done, Refused>> {
    let locale = visitor.locale;
    Ok(match own::change(&site.platform, actor, locale).await? {
        Changed::Done => Ok(Done::At(PAGE)),
        Changed::ProveFirst => Ok(Done::ProveFirst),
        Changed::InUse => Err(Box::new((came_back(EMAIL_FORM, "", text::BEATEN.of(locale).to_owned()), REFUSED))),
        Changed::Over => Err(over(locale)),
    })
}

async fn finish(site: &Site, visitor: &Visitor, actor: &Actor, password: &str) -> Outcome<Result<Done, Refused>> {
    let locale = visitor.locale;
    let refuse = |name: &str, mistake: &str, sentence: &str| {
        let state = came_back(FINISH_FORM, name, sentence.to_owned());
        let values = BTreeMap::from([(MISTAKE.to_owned(), mistake.to_owned())]);
        Ok(Err(Box::new((FormState { values, ..state }, REFUSED))))
    };
    if password.is_empty() && actor.person.has_password {
        return refuse(PASSWORD, "missing", text::PASSWORD_MISSING.of(locale));
    }
    match own::finish(&site.platform, actor, password, from(visitor)).await? {
        Finished::Done => Ok(Ok(Done::At("/account/email?done=set"))),
        Finished::WrongPassword => {
            let both = format!("{} {}", text::INCORRECT.of(locale), text::INCORRECT_RESET.of(locale));
            refuse(PASSWORD, "incorrect-password", &both)
        }
        Finished::Before => Ok(Ok(Done::At(PAGE))),
        Finished::ProveFirst => Ok(Ok(Done::ProveFirst)),
        Finished::Overtaken => refuse(PASSWORD, "could-not-confirm-password", text::NOT_CONFIRMED.of(locale)),
        Finished::InUse => refuse("", "in-use", text::BEATEN.of(locale)),
        Finished::Over => refuse("", "over", text::OVER.of(locale)),
        Finished::Wait(wait) => {
            let state = came_back(FINISH_FORM, PASSWORD, wait.in_words(locale));
            Ok(Err(Box::new((FormState { wait: Some(wait), ..state }, WAIT))))
        }
    }
}

fn wait_sentence(seconds: u32, locale: Locale) -> String {
    let (text, n) = match seconds {
        0..=1 => (text::WAIT_SECOND, 1),
        2..=60 => (text::WAIT_SECONDS, seconds),
        _ => (text::WAIT_MINUTES, seconds.div_ceil(60)),
    };
    text.with(locale, &[("n", &n.to_string())])
}

/// A form with one mistake, beside a box or, without a name, above all of them.
fn came_back(form: &str, name: &str, sentence: String) -> FormState {
    let form = form.to_owned();
    if name.is_empty() {
        return FormState { form, summary: sentence, ..FormState::default() };
    }
    FormState { form, summary: sentence.clone(), errors: BTreeMap::from([(name.to_owned(), sentence)]), ..FormState::default() }
}

async fn page(site: &Site, visitor: &Visitor, uri: &Uri, actor: &Actor, refused: Option<Refused>) -> Response {
    let (form, status) = refused.map_or((None, StatusCode::OK), |refused| (Some(refused.0), refused.1));
    match shown::find_own(&site.platform, actor, visitor.locale).await {
        Err(e) => fault(site, visitor, &e).await,
        Ok(email) => {
            let state = PageState { log_in_email: Some(email), form, ..state_for(site, visitor) };
            render(site, visitor, uri, state, status).await
        }
    }
}
