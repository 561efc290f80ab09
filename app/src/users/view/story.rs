//! What happened to a person: why could Maria not log in at 8:02?

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::model::ListQuery;
use super::super::story::{Event, Story, StoryFilter};
use super::{text, trouble};
use crate::i18n::Text;
use crate::known_browsers::model::in_words;
use crate::ui::choices::{Choice, Choices};
use crate::web::read::ReadError;
use crate::web::state::{locale, t};

/// The story with its filters.
#[component]
pub fn Timeline(
    /// As far as the URL asks for it.
    story: Resource<Result<Story, ReadError>>,
    /// The person's given name.
    name: String,
    /// The person, for links.
    id: String,
) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="timeline-title" id="story">
            <h2 id="timeline-title">{t(text::TIMELINE)}</h2>
            {move || view! { <Choices label=t(text::STORY_SHOWS) choices=filters(&id)/> }}
            <Suspense fallback=move || view! { <p aria-busy="true">{t(text::LOADING)}</p> }>
                {move || story.get().map(|story| match story {
                    Ok(story) => view! { <Lines story name=name.clone()/> }.into_any(),
                    Err(error) => trouble(error),
                })}
            </Suspense>
        </section>
    }
}

/// Each part of the story by its own URL, which knows the list that the person was opened from.
fn filters(id: &str) -> Vec<Choice> {
    let query = use_query_map();
    let now = StoryFilter::parse(&query.read().get(StoryFilter::NAME).unwrap_or_default());
    let address = ListQuery::read(|name| query.read().get(name)).address_of(id);
    let and = if address.contains('?') { '&' } else { '?' };
    StoryFilter::ALL
        .into_iter()
        .map(|filter| Choice {
            label: t(filter_name(filter)).to_owned(),
            href: match filter {
                StoryFilter::Everything => format!("{address}#story"),
                _ => format!("{address}{and}{}={}#story", StoryFilter::NAME, filter.as_str()),
            },
            current: filter == now,
        })
        .collect()
}

const fn filter_name(filter: StoryFilter) -> Text {
    match filter {
        StoryFilter::Everything => text::STORY_EVERYTHING,
        StoryFilter::Refused => text::STORY_REFUSED,
        StoryFilter::Changes => text::STORY_CHANGES,
    }
}

#[component]
fn Lines(story: Story, name: String) -> impl IntoView {
    let empty = story.lines.is_empty();
    view! {
        {empty.then(|| view! { <p>{t(text::NOTHING_YET)}</p> })}
        <ol class="timeline">
            {story.lines.into_iter().map(|line| match <[Event; 1]>::try_from(line) {
                Ok([event]) => view! { <Single event name=name.clone()/> }.into_any(),
                Err(run) => view! { <Run run name=name.clone()/> }.into_any(),
            }).collect_view()}
        </ol>
        {story.more.then(|| view! { <p class="hint">{t(text::STORY_MORE)}</p> })}
    }
}

#[component]
fn Single(event: Event, name: String) -> impl IntoView {
    let by = (!event.by.is_empty()).then(|| text::BY.with(locale(), &[("name", &event.by)]));
    let what = what_happened(&event, &name);
    let from = from(&event);
    view! {
        <li data-kind=event.kind data-cause=event.cause>
            <time datetime=event.at>{event.when}</time>
            <span>{what}{by.map(|by| format!(" {by}"))}</span>
            <span class="row-meta"><bdi dir="ltr">{from}</bdi></span>
        </li>
    }
}

/// A run in one line, which opens to its events.
#[component]
fn Run(run: Vec<Event>, name: String) -> impl IntoView {
    let log_ins = run.iter().filter(|e| e.kind == "logged-in").count();
    let (one, many, n) = match log_ins {
        0 => (text::RUN_ENDS, text::RUN_ENDS, run.len()),
        n => (text::RUN_ONE_LOG_IN, text::RUN_LOG_INS, n),
    };
    let what = if n == 1 { t(one).to_owned() } else { many.with(locale(), &[("n", &n.to_string())]) };
    let time = |event: Option<&Event>| event.cloned().map(|event| view! { <time datetime=event.at>{event.when}</time> });
    // Newest first in the list; told from the first to the last.
    let span = (time(run.last()), time(run.first()));
    let from = run.iter().find(|e| !e.browser.is_empty()).or(run.first()).map(from);
    view! {
        <li data-kind="run">
            <span class="timeline-span">{span.0}" – "{span.1}</span>
            <details>
                <summary>{what}</summary>
                <ol class="timeline">
                    {run.into_iter().map(|event| view! { <Single event name=name.clone()/> }).collect_view()}
                </ol>
            </details>
            <span class="row-meta"><bdi dir="ltr">{from}</bdi></span>
        </li>
    }
}

/// Browser and network, as far as they are known.
fn from(event: &Event) -> String {
    let network = if event.network == "operator" { t(text::WAY_OPERATOR) } else { &event.network };
    let browser = if event.browser.is_empty() { String::new() } else { in_words(&event.browser, locale()) };
    [browser.as_str(), network].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn what_happened(event: &Event, name: &str) -> String {
    if let Some((n, from, until)) = &event.summary {
        let sentence = if *n == 1 { text::EVENT_ONE_MORE_REFUSAL } else { text::EVENT_MORE_REFUSALS };
        return sentence.with(locale(), &[("n", &n.to_string()), ("from", from), ("until", until)]);
    }
    if event.kind == "session-ended" && !event.by.is_empty() {
        return t(text::EVENT_LOGGED_OUT_BY).to_owned();
    }
    let helper = if event.helper.is_empty() { t(text::AN_ADMINISTRATOR) } else { &event.helper };
    match cause_name(&event.cause) {
        Some(cause) => format!("{}: {}", t(kind_name(&event.kind)), cause.with(locale(), &[("name", name), ("helper", helper)])),
        None => t(kind_name(&event.kind)).to_owned(),
    }
}

fn kind_name(kind: &str) -> Text {
    match kind {
        "user-created" => text::EVENT_USER_CREATED,
        "user-changed" => text::EVENT_USER_CHANGED,
        "reset-started" => text::EVENT_RESET_STARTED,
        "reset-cancelled" => text::EVENT_RESET_CANCELLED,
        "password-set" => text::EVENT_PASSWORD_SET,
        "logged-in" => text::EVENT_LOGGED_IN,
        "logged-out" => text::EVENT_LOGGED_OUT,
        "session-expired" => text::EVENT_SESSION_EXPIRED,
        "log-in-refused" => text::EVENT_LOG_IN_REFUSED,
        "unlocked" => text::EVENT_UNLOCKED,
        "deactivated" => text::EVENT_DEACTIVATED,
        "reactivated" => text::EVENT_REACTIVATED,
        "made-administrator" => text::EVENT_MADE_ADMIN,
        "removed-administrator" => text::EVENT_REMOVED_ADMIN,
        "reset-refused" => text::EVENT_RESET_REFUSED,
        "administrator-asked" => text::EVENT_ADMINISTRATOR_ASKED,
        "request-dismissed" => text::EVENT_REQUEST_DISMISSED,
        "question-set" => text::EVENT_QUESTION_SET,
        "question-wrong" => text::EVENT_QUESTION_WRONG,
        "confirm-refused" => text::EVENT_CONFIRM_REFUSED,
        "told-by-known" => text::EVENT_TOLD_BY_KNOWN,
        "session-ended" => text::EVENT_SESSION_ENDED,
        "second-step-asked" => text::EVENT_SECOND_STEP_ASKED,
        "second-step-refused" => text::EVENT_SECOND_STEP_REFUSED,
        "authenticator-set" => text::EVENT_AUTHENTICATOR_SET,
        "authenticator-removed" => text::EVENT_AUTHENTICATOR_REMOVED,
        "second-step-removed" => text::EVENT_SECOND_STEP_REMOVED,
        "agreement-accepted" => text::EVENT_AGREEMENT_ACCEPTED,
        "recovery-codes-made" => text::EVENT_RECOVERY_CODES_MADE,
        "trust-ended" => text::EVENT_TRUST_ENDED,
        "passkey-created" => text::EVENT_PASSKEY_CREATED,
        "passkey-renamed" => text::EVENT_PASSKEY_RENAMED,
        "passkey-removed" => text::EVENT_PASSKEY_REMOVED,
        "phone-set" => text::EVENT_PHONE_SET,
        "phone-removed" => text::EVENT_PHONE_REMOVED,
        "phone-reset" => text::EVENT_PHONE_RESET,
        "unlock-refused" => text::EVENT_UNLOCK_REFUSED,
        "browser-forgotten" => text::EVENT_BROWSER_FORGOTTEN,
        "log-in-code-made" => text::EVENT_LOG_IN_CODE_MADE,
        "log-in-code-confirmed" => text::EVENT_LOG_IN_CODE_CONFIRMED,
        "log-in-address-claimed" => text::EVENT_ADDRESS_CLAIMED,
        "log-in-address-verified" => text::EVENT_ADDRESS_VERIFIED,
        "log-in-address-released" => text::EVENT_ADDRESS_RELEASED,
        "invitation-sent" => text::EVENT_INVITATION_SENT,
        "invitation-cancelled" => text::EVENT_INVITATION_CANCELLED,
        "invitation-closed" => text::EVENT_INVITATION_CLOSED,
        "access-code-refused" => text::EVENT_ACCESS_CODE_REFUSED,
        "log-in-code-cancelled" => text::EVENT_LOG_IN_CODE_CANCELLED,
        _ => text::EVENT_OTHER,
    }
}

fn cause_name(cause: &str) -> Option<Text> {
    Some(match cause {
        "wrong-password" => text::CAUSE_WRONG_PASSWORD,
        "wrong-passkey" => text::CAUSE_WRONG_PASSKEY,
        "deactivated" => text::CAUSE_DEACTIVATED,
        "moved" => text::CAUSE_MOVED,
        "no-password" => text::CAUSE_NO_PASSWORD,
        "too-many-tries" => text::CAUSE_TOO_MANY_TRIES,
        "never-here" => text::CAUSE_NEVER_HERE,
        "no-address" => text::CAUSE_NO_ADDRESS,
        "near-one-letter" => text::CAUSE_NEAR_ONE_LETTER,
        "near-same-letters" => text::CAUSE_NEAR_SAME_LETTERS,
        "new-browser" => text::CAUSE_NEW_BROWSER,
        "idle" => text::CAUSE_IDLE,
        "replaced" => text::CAUSE_REPLACED,
        "unlock-refused" => text::CAUSE_UNLOCK_REFUSED,
        "absolute-time" => text::CAUSE_ABSOLUTE_TIME,
        "wrong-code" => text::CAUSE_WRONG_CODE,
        "used-code" => text::CAUSE_USED_CODE,
        "phone-clock" => text::CAUSE_PHONE_CLOCK,
        "way-changed" => text::WAY_CHANGED,
        "way-invitation" => text::WAY_INVITATION,
        "way-own-link" => text::WAY_OWN_LINK,
        "way-link" => text::WAY_LINK,
        "way-code" => text::WAY_CODE,
        "way-operator" => text::WAY_OPERATOR,
        "way-operator-link" => text::WAY_OPERATOR_LINK,
        _ => return None,
    })
}
