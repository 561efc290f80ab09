//! Where a person is logged in, for an administrator.

use leptos::prelude::*;

use super::text;
use crate::account::text as account;
use crate::i18n::Text;
use crate::sessions::model::OwnSession;
use crate::web::state::{locale, t};

/// Each session with its end, and the end of all.
#[component]
pub fn PersonSessions(
    /// The open ones.
    sessions: Vec<OwnSession>,
    /// The person's given name.
    name: String,
) -> impl IntoView {
    let some = !sessions.is_empty();
    let named = move |text: Text| text.with(locale(), &[("name", &name)]);
    view! {
        <h3>{named(text::SESSIONS)}</h3>
        {(!some).then(|| view! { <p>{t(text::SESSIONS_NONE)}</p> })}
        {some.then(|| view! {
            <ul class="rows" id="sessions">
                {sessions.into_iter().map(|session| view! { <PersonSession session/> }).collect_view()}
            </ul>
            <form method="post">
                <button class="button button-secondary" type="submit" name="deed" value="end-sessions">{named(text::END_SESSIONS)}</button>
            </form>
        })}
    }
}

#[component]
fn PersonSession(session: OwnSession) -> impl IntoView {
    let browser = if session.browser.is_empty() { t(account::UNKNOWN_BROWSER).to_owned() } else { session.browser };
    let label = format!("{}: {browser}", t(account::END));
    let since = account::SINCE.with(locale(), &[("began", &session.began), ("seen", &session.last_seen)]);
    view! {
        <li>
            <div>
                <strong>{browser}</strong>
                <p class="row-meta">{since}" · "<bdi dir="ltr">{session.network}</bdi></p>
            </div>
            <form method="post">
                <input type="hidden" name="session" value=session.id/>
                <button class="button button-quiet" type="submit" name="deed" value="end-session" aria-label=label>{t(account::END)}</button>
            </form>
        </li>
    }
}
