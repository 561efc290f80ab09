//! A person's story, read from the audit trail.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::service::full_name;
use super::story::{Event, Story, StoryFilter, fold};
use super::walk;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, StoryRow, Told};
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;

/// Entries that are read. Folded, they are fewer lines.
const READ: i64 = 300;

/// What was refused.
const REFUSED: &[Kind] = &[
    Kind::LogInRefused,
    Kind::SecondStepRefused,
    Kind::ResetRefused,
    Kind::QuestionWrong,
    Kind::ConfirmRefused,
    Kind::UnlockRefused,
    Kind::AccessCodeRefused,
    Kind::InvitationClosed,
];
/// What happens every day, as a rule.
const ORDINARY: &[Kind] = &[Kind::LoggedIn, Kind::LoggedOut, Kind::SessionExpired, Kind::SecondStepAsked];
/// Ends of sessions that are news: somebody else came, or guessed at the lock.
const NEWS: [&str; 2] = ["replaced", "unlock-refused"];

/// What happened to a person of the actor's practice, newest first; nothing of anybody else.
///
/// # Errors
/// A database fault.
pub async fn story(platform: &Platform, actor: &Actor, user: Uuid, filter: StoryFilter) -> Outcome<Story> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let but: Vec<Kind> = REFUSED.iter().chain(ORDINARY).copied().collect();
    let told = match filter {
        StoryFilter::Everything => Told::Without(&[]),
        StoryFilter::Refused => Told::Of(REFUSED),
        StoryFilter::Changes => Told::Without(&but),
    };
    let rows = audit::story_of(&mut tx, user, actor.practice, told, READ).await?;
    let more = i64::try_from(rows.len()).unwrap_or(READ) >= READ;
    let rows: Vec<(StoryRow, Value)> = rows
        .into_iter()
        .map(|row| {
            let detail = serde_json::from_str(&row.detail).unwrap_or_default();
            (row, detail)
        })
        .collect();
    let helpers = helpers(&mut tx, actor.practice, &rows).await?;
    let events = rows.into_iter().map(|(row, detail)| event(row, &detail, user, &helpers, &zone)).collect();
    Ok(Story { lines: fold(events), more })
}

/// The names of those who began a reset that ended in a new password.
async fn helpers(tx: &mut Tx, practice: Uuid, rows: &[(StoryRow, Value)]) -> Outcome<Vec<(Uuid, String)>> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|(_, detail)| helper(detail)).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let people = walk::list_by_ids(tx, practice, &ids).await?;
    Ok(people.into_iter().map(|row| (row.id, full_name(&row.first_name, &row.last_name))).collect())
}

fn helper(detail: &Value) -> Option<Uuid> {
    Uuid::try_parse(detail["started_by"].as_str()?).ok()
}

fn event(row: StoryRow, detail: &Value, subject: Uuid, helpers: &[(Uuid, String)], zone: &Zone) -> Event {
    let text = |key: &str| detail[key].as_str().unwrap_or_default().to_owned();
    let by = match row.actor {
        Some(actor) if actor != subject => full_name(&row.first_name.unwrap_or_default(), &row.last_name.unwrap_or_default()),
        _ => String::new(),
    };
    let new_browser = detail["new_browser"] == true;
    let cause = match () {
        () if row.kind == Kind::PasswordSet.as_str() => way(detail, &row.network),
        () if !text("near").is_empty() => format!("near-{}", text("near")),
        () if new_browser => "new-browser".to_owned(),
        () if text("cause").is_empty() => text("reason"),
        () => text("cause"),
    };
    let clock = |key: &str| zone.time_of_day(detail[key].as_i64().unwrap_or(row.at));
    let summary = detail["summary"].as_i64().map(|n| (n, clock("from"), clock("until")));
    let ordinary = ORDINARY.iter().any(|kind| kind.as_str() == row.kind) && !new_browser && !NEWS.contains(&cause.as_str());
    Event {
        at: rfc3339(row.at),
        when: zone.in_words(row.at),
        kind: row.kind,
        cause,
        summary,
        by,
        helper: helper(detail)
            .and_then(|id| helpers.iter().find(|(one, _)| *one == id))
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
        browser: text("browser"),
        network: row.network,
        ordinary,
    }
}

/// How a password was set.
fn way(detail: &Value, network: &str) -> String {
    let by_operator = detail["started_by"].is_null();
    match detail["way"].as_str().unwrap_or_default() {
        "changed" => "way-changed",
        "invitation" => "way-invitation",
        "self" => "way-own-link",
        "code" => "way-code",
        "link" if by_operator => "way-operator-link",
        "link" => "way-link",
        _ if network == "operator" => "way-operator",
        _ => "",
    }
    .to_owned()
}

fn rfc3339(at: Millis) -> String {
    Timestamp::from_millisecond(at).map(|t| t.to_string()).unwrap_or_default()
}
