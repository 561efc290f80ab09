//! What an administrator sees of people: the list, the counts, one person with their story.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::model::{Counts, Event, Level, ListQuery, Listed, Overview, UserDetails, UsersPage};
use super::store::{self, UserRow};
use crate::admin_requests::service as requests;
use crate::audit::service::{self as audit, StoryRow};
use crate::i18n::Locale;
use crate::lockout::service::{self as lockout, Counters};
use crate::outbox::service as outbox;
use crate::password_reset::model::{ResetState, Stage};
use crate::password_reset::service::{self as resets, StateRow};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::id::PracticeId;
use crate::sessions::service::Actor;

/// People on a page.
const PAGE: i64 = 25;
/// Events of a story.
const STORY: i64 = 50;

/// A page of the list.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, actor: &Actor, query: &ListQuery, locale: Locale) -> Outcome<UsersPage> {
    let mut tx = platform.db.read().await?;
    let locked = locked(platform, &mut tx, actor).await?;
    let q: String = query.q.trim().to_lowercase().chars().take(100).collect();
    let (key, id) = cursor(&query.after);
    let mut rows = store::list(&mut tx, actor.practice, (&key, id), &q, query.state.as_str(), PAGE + 1).await?;
    let more = i64::try_from(rows.len()).is_ok_and(|n| n > PAGE);
    rows.truncate(usize::try_from(PAGE).unwrap_or(25));
    let next = rows.last().filter(|_| more).map(|last| format!("{}~{}", last.id.simple(), last.name_key));
    let users = rows.iter().map(|row| listed(row, locked.contains(&row.id), locale)).collect();
    let overview = standing(&mut tx, actor, locked.len(), locale).await?;
    Ok(UsersPage { users, next, overview })
}

/// How the practice's users stand: the tile's state line.
///
/// # Errors
/// A database fault.
pub async fn overview(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<Overview> {
    let mut tx = platform.db.read().await?;
    let locked = locked(platform, &mut tx, actor).await?.len();
    standing(&mut tx, actor, locked, locale).await
}

/// One person with their story; none for somebody of another practice.
///
/// # Errors
/// A database fault.
pub async fn details(platform: &Platform, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<Option<UserDetails>> {
    let mut tx = platform.db.read().await?;
    let Some(row) = store::find(&mut tx, actor.practice, user).await? else { return Ok(None) };
    let locked = locked(platform, &mut tx, actor).await?.contains(&user);
    let others = store::count_other_administrators(&mut tx, actor.practice, user).await?;
    let story = audit::story_of(&mut tx, user, actor.practice, STORY).await?;
    let mut reset = None;
    if let Some(row) = resets::state(&mut tx, actor.practice, user).await? {
        let delivery = outbox::find_state(&mut tx, row.id).await?.map(|d| d.state.as_str().to_owned());
        reset = Some(ResetState { delivery, ..reset_state(row, platform.clock.now(), locale) });
    }
    let timeline = story.into_iter().map(|s| event(s, user, locale)).collect();
    Ok(Some(UserDetails {
        listed: listed(&row, locked, locale),
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email.unwrap_or_default(),
        phone: row.phone.unwrap_or_default(),
        practice_id: actor.person.practice_id.clone(),
        version: row.version,
        has_password: row.password_set_at.is_some(),
        own: user == actor.user,
        last_administrator: row.administrator && row.deactivated_at.is_none() && others == 0,
        reset,
        timeline,
    }))
}

async fn standing(tx: &mut Tx, actor: &Actor, locked: usize, locale: Locale) -> Outcome<Overview> {
    let c = store::count(tx, actor.practice).await?;
    let locked = i64::try_from(locked).unwrap_or(i64::MAX);
    let counts = Counts { active: c.active, deactivated: c.deactivated, administrators: c.administrators, locked };
    Ok(Overview { counts, requests: requests::list(tx, actor, locale).await? })
}

/// Who of the practice must wait, or needs a reset. Only people who were refused within the life of a counter can be.
async fn locked(platform: &Platform, tx: &mut Tx, actor: &Actor) -> Outcome<Vec<Uuid>> {
    let since = platform.clock.now() - platform.settings.lockout.forget_after.0;
    let practice_id = PracticeId::parse(&actor.person.practice_id).map(|id| id.as_str().to_owned()).unwrap_or_default();
    let mut locked = Vec::new();
    for user in audit::refused_since(tx, actor.practice, since).await? {
        let Some(row) = store::find(tx, actor.practice, user).await? else { continue };
        let counters = Counters::of_network(platform, &[&practice_id, &row.username], "");
        if lockout::is_locked(platform, tx, &counters).await? {
            locked.push(user);
        }
    }
    Ok(locked)
}

fn listed(row: &UserRow, locked: bool, locale: Locale) -> Listed {
    Listed {
        id: row.id.simple().to_string(),
        name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        username: row.username.clone(),
        contact: row.email.iter().chain(&row.phone).cloned().collect(),
        level: Level::parse(&row.level).unwrap_or(Level::Staff),
        administrator: row.administrator,
        active: row.deactivated_at.is_none(),
        locked,
        last_log_in: row.last_log_in_at.map(|at| in_words(at, locale)),
    }
}

/// The place a cursor names; the beginning for one that can't be read.
fn cursor(after: &str) -> (String, Uuid) {
    let parsed = after.split_once('~').and_then(|(id, key)| Some((key.to_owned(), Uuid::try_parse(id).ok()?)));
    parsed.unwrap_or((String::new(), Uuid::nil()))
}

fn reset_state(row: StateRow, now: Millis, locale: Locale) -> ResetState {
    let stage = match (row.used_at, row.cancelled_at, row.opened_at) {
        (Some(_), _, _) => Stage::Used,
        (_, Some(_), _) => Stage::Cancelled,
        _ if row.expires_at <= now => Stage::Expired,
        (_, _, Some(_)) => Stage::Opened,
        _ => Stage::Waiting,
    };
    ResetState {
        made: in_words(row.created_at, locale),
        by: [row.first_name.unwrap_or_default(), row.last_name.unwrap_or_default()].join(" ").trim().to_owned(),
        from: (row.valid_from > now).then(|| in_words(row.valid_from, locale)),
        until: in_words(row.expires_at, locale),
        stage,
        by_mail: row.way != "code",
        own: row.way == "self",
        delivery: None,
    }
}

fn event(row: StoryRow, subject: Uuid, locale: Locale) -> Event {
    let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
    let text = |key: &str| detail[key].as_str().unwrap_or_default().to_owned();
    let by = match row.actor {
        Some(actor) if actor != subject => {
            [row.first_name.unwrap_or_default(), row.last_name.unwrap_or_default()].join(" ").trim().to_owned()
        }
        _ => String::new(),
    };
    let cause = match () {
        () if !text("near").is_empty() => format!("near-{}", text("near")),
        () if detail["new_browser"] == true => "new-browser".to_owned(),
        () if text("cause").is_empty() => text("reason"),
        () => text("cause"),
    };
    let from = [text("browser"), row.network].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    let span = |n: &Value| {
        let clock = |key: &str| of_the_day(detail[key].as_i64().unwrap_or(row.at));
        n.as_i64().map(|n| (n, clock("from"), clock("until")))
    };
    let summary = span(&detail["summary"]);
    Event { at: rfc3339(row.at), when: in_words(row.at, locale), kind: row.kind, cause, summary, by, from }
}

/// The time of day, in UTC as [`in_words`].
fn of_the_day(at: Millis) -> String {
    Timestamp::from_millisecond(at).map(|t| t.strftime("%H:%M").to_string()).unwrap_or_default()
}

fn rfc3339(at: Millis) -> String {
    Timestamp::from_millisecond(at).map(|t| t.to_string()).unwrap_or_default()
}

/// A time in words, in UTC and saying so, until practices have a time zone of their own.
pub(crate) fn in_words(at: Millis, locale: Locale) -> String {
    let Ok(time) = Timestamp::from_millisecond(at) else { return String::new() };
    let format = match locale {
        Locale::En => "%m/%d/%Y %H:%M UTC",
        Locale::Es => "%d/%m/%Y %H:%M UTC",
    };
    time.strftime(format).to_string()
}
