//! The users' pages.

mod add;
mod factors;
mod list;
mod sessions;
mod story;
mod table;
mod user;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub use add::AddUserPage;
pub use list::{NobodyOpen, UsersPage};
pub use user::UserPage;

use super::model::{COUNTED, Counts, Level, ListQuery, Reach, UserDetails};
use super::text;
use crate::i18n::Text;
use crate::levels::text::level_name;
use crate::ui::field::{FieldError, described_by};
use crate::web::read::ReadError;
use crate::web::state::{locale, t};

/// The form that changes a person.
pub const PROFILE_FORM: &str = "profile";
/// The form that adds one.
pub const ADD_FORM: &str = "add-user";

/// The practice's users in one line: "12 active, 1 of them locked · 1 administrator: name a second".
#[must_use]
pub fn state_line(counts: Counts) -> String {
    let locale = locale();
    let admins = if counts.administrators == 1 {
        t(text::ONE_ADMIN).to_owned()
    } else {
        text::ADMINS.with(locale, &[("n", &number(counts.administrators))])
    };
    let counted = |n: i64, one: Text, many: Text| if n == 1 { t(one).to_owned() } else { many.with(locale, &[("n", &number(n))]) };
    let active = counted(counts.active, text::ONE_ACTIVE, text::MANY_ACTIVE);
    // The locked ones are among the active: people of whom some must wait.
    let locked = (counts.locked > 0).then(|| format!(", {}", counted(counts.locked, text::ONE_LOCKED, text::MANY_LOCKED)));
    format!("{active}{} · {admins}", locked.unwrap_or_default())
}

/// A count as it is, or that there are more than were counted.
fn number(n: i64) -> String {
    if n > COUNTED { t(text::AND_MORE).to_owned() } else { n.to_string() }
}

/// Whether who looks may change anything about a person.
pub(super) fn in_reach(user: &UserDetails) -> bool {
    user.reach != Reach::Nothing
}

/// The way back from a person to the list, as it was when the person was opened.
pub(super) fn list_address() -> String {
    ListQuery::read(|name| use_query_map().read_untracked().get(name)).address()
}

/// A page whose data could not be had: says what to do.
fn trouble(error: ReadError) -> AnyView {
    let (sentence, href, label) = match error {
        ReadError::LoggedOut => (crate::auth::text::SESSION_ENDED, "/login", crate::auth::text::TITLE),
        ReadError::NotAllowed => (text::NOT_ALLOWED, "/home", text::HOME),
        ReadError::Unavailable => (text::TROUBLE, "", text::CLEAR),
    };
    view! {
        <div class="notice" data-kind="error" role="alert">
            <p>{t(sentence)}</p>
            {(!href.is_empty()).then(|| view! { <a class="button button-secondary" href=href rel="external">{t(label)}</a> })}
        </div>
    }
    .into_any()
}

/// The choice of an edit level.
fn level_field(chosen: &str, error: Option<String>, locked: bool) -> impl IntoView + use<> {
    let chosen = chosen.to_owned();
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for="level">{t(text::LEVEL)}</label>
            <FieldError name="level" error=error.clone()/>
            <select id="level" name="level" aria-describedby=described_by("level", false, error.is_some()) autocomplete="off">
                {Level::ALL.into_iter().filter(|l| !locked || l.as_str() == chosen).map(|level| {
                    let selected = level.as_str() == chosen;
                    view! { <option value=level.as_str() selected=selected>{t(level_name(level))}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
