//! What every page with a code is made of. All of it works without script.

use leptos::prelude::*;

use super::model::{CODE, CodeState};
use super::text;
use crate::help::articles;
use crate::i18n::Text;
use crate::outbox::cause::Cause;
use crate::outbox::model::{Channel, State};
use crate::ui::field::{FieldError, described_by, no_autocorrect};
use crate::ui::help::HelpLink;
use crate::web::state::{locale, t};

/// The box for a code. Phones and Safari fill it from the message (`one-time-code`); no length limit, so that a whole message can be pasted.
#[component]
pub fn CodeInput(
    /// What is wrong with what was typed.
    error: Option<String>,
) -> impl IntoView {
    let described = described_by(CODE, true, error.is_some());
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=CODE>{t(text::LABEL)}</label>
            <p class="hint" id=format!("{CODE}-hint")>{t(text::HINT)}</p>
            <FieldError name=CODE error=error.clone()/>
            <input
                type="text"
                id=CODE
                name=CODE
                inputmode="numeric"
                autocomplete="one-time-code"
                autocapitalize="none"
                spellcheck="false"
                autofocus=error.is_none()
                aria-describedby=described
                aria-invalid=error.is_some().then_some("true")
                {..no_autocorrect()}
            />
        </div>
    }
}

/// Where the code went and what has become of it. The boot script asks for it again while somebody waits.
#[component]
pub fn CodeStatus(
    /// The flow's code.
    state: CodeState,
    /// The page that shows it when it is fetched; none: it stays as it is.
    #[prop(optional)]
    follow: Option<&'static str>,
) -> impl IntoView {
    let to = if state.channel == Channel::Voice { text::BY_CALL } else { text::BY_TEXT };
    let end = match state.delivery {
        // A try has failed, and the next one is due.
        State::Queued | State::Sending if state.cause.is_some() => text::HELD_UP,
        State::Queued | State::Sending => text::QUEUED,
        State::Sent => text::SENT,
        State::Delivered => text::DELIVERED,
        State::Failed => failed(state.cause),
        State::Unknown => text::UNKNOWN,
    };
    // What needs the person stands out; what goes well does not.
    let trouble = matches!(state.delivery, State::Failed | State::Unknown) || end == text::HELD_UP;
    view! {
        <div id="code-status" role="status" data-follow=follow>
            <p class=trouble.then_some("notice") data-kind=trouble.then_some("warn") data-delivery=state.delivery.as_str() data-cause=state.cause.map(Cause::as_str)>{to.with(locale(), &[("ends", &state.ends)])}" "{t(end)}</p>
        </div>
    }
}

/// What a person can do about a code that did not arrive.
fn failed(cause: Option<Cause>) -> Text {
    match cause {
        Some(Cause::Landline) => text::FAILED_LANDLINE,
        Some(Cause::InvalidNumber) => text::FAILED_NUMBER,
        Some(Cause::Unreachable) => text::FAILED_UNREACHABLE,
        Some(Cause::Blocked | Cause::Filtered) => text::FAILED_BLOCKED,
        Some(Cause::NotAnswered) => text::FAILED_NOT_ANSWERED,
        Some(Cause::Busy) => text::FAILED_BUSY,
        Some(Cause::NoKey) => text::FAILED_NO_KEY,
        Some(Cause::Replaced | Cause::TooLate) => text::FAILED_OVER,
        Some(cause) if cause.is_ours() => text::FAILED_OURS,
        _ => text::FAILED,
    }
}

/// The buttons for the same code once more, by the same way or the other: a form of its own, with the deeds `send-text` and `send-call`.
#[component]
pub fn SendAgain(
    /// The page's path.
    action: &'static str,
    /// The flow's code.
    state: CodeState,
) -> impl IntoView {
    view! { <form class="stack" method="post" action=action><SendButtons state/></form> }
}

/// The same within a form of the caller's.
#[component]
pub fn SendButtons(
    /// The flow's code.
    state: CodeState,
) -> impl IntoView {
    let (first, second) = if state.channel == Channel::Voice {
        (("send-call", text::CALL_AGAIN), ("send-text", text::TEXT_ME))
    } else {
        (("send-text", text::AGAIN), ("send-call", text::CALL_ME))
    };
    let ways = state.ways;
    let possible = move |deed: &str| if deed == "send-call" { ways.call } else { ways.text };
    let waits = state.again_in > 0;
    let lead =
        if waits { text::AGAIN_LEAD.with(locale(), &[("n", &state.again_in.to_string())]) } else { t(text::AGAIN_NOW).to_owned() };
    view! {
        <p class="hint" data-again=waits.then(|| state.again_in.to_string()) data-again-in=waits.then(|| t(text::AGAIN_LEAD)) data-again-now=waits.then(|| t(text::AGAIN_NOW))>{lead}</p>
        <div class="cluster">
            {[first, second].into_iter().filter(|(deed, _)| possible(deed)).map(|(deed, label)| view! {
                <button class="button button-secondary" type="submit" name="deed" value=deed>{t(label)}</button>
            }).collect_view()}
        </div>
    }
}

/// What to do when no code comes (topic 45): folded, on the same page.
#[component]
pub fn NeverArrives() -> impl IntoView {
    let items =
        [text::NEVER_MINUTES, text::NEVER_NEWEST, text::NEVER_SPAM, text::NEVER_LANDLINE, text::NEVER_LOST, text::NEVER_TELL];
    view! {
        <details id="never-arrives">
            <summary>{t(text::NEVER)}</summary>
            <ul>{items.into_iter().map(|item| view! { <li>{t(item)}</li> }).collect_view()}</ul>
            <HelpLink to=articles::code_trouble::TOPIC/>
        </details>
    }
}
