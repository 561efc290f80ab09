//! Where a person is logged in, for an administrator.

use leptos::prelude::*;

use super::super::model::UserDetails;
use super::{in_reach, text};
use crate::account::text as account;
use crate::i18n::Text;
use crate::known_browsers::model::in_words;
use crate::sessions::model::OwnSession;
use crate::ui::long_list::LongList;
use crate::web::state::{locale, t};

/// Each session with its end, and the end of all. One's own are on one's own page.
#[component]
pub fn SessionsSection(
    /// Whose.
    user: UserDetails,
) -> impl IntoView {
    if user.own || !in_reach(&user) {
        return ().into_any();
    }
    let some = !user.sessions.is_empty();
    let named = move |text: Text| text.with(locale(), &[("name", &user.first_name)]);
    let rows = user.sessions.into_iter().map(|session| view! { <PersonSession session/> }.into_any()).collect();
    view! {
        <section class="card stack" aria-labelledby="sessions-title">
            <h2 id="sessions-title">{named(text::SESSIONS)}</h2>
            {(!some).then(|| view! { <p>{t(text::SESSIONS_NONE)}</p> })}
            <LongList rows id="sessions"/>
            {some.then(|| view! {
                <form method="post">
                    <button class="button button-secondary" type="submit" name="deed" value="end-sessions">{named(text::END_SESSIONS)}</button>
                </form>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn PersonSession(session: OwnSession) -> impl IntoView {
    let browser = in_words(&session.browser, locale());
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
