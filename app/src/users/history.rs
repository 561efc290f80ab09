//! A person's story, read from the audit trail.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::service::full_name;
use super::story::{Event, Story, StoryFilter, fold};
use super::telling::{self, Happened};
use super::walk::{self, LineRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, StoryRow, Told};
use crate::i18n::Locale;
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
    Kind::NetworkRefused,
    Kind::AccessCodeRefused,
    Kind::InvitationClosed,
];
/// What happens every day, as a rule.
const ORDINARY: &[Kind] = &[Kind::LoggedIn, Kind::LoggedOut, Kind::SessionExpired, Kind::SecondStepAsked];
/// Ends of sessions that are news: somebody else came, or guessed at the lock.
const NEWS: [&str; 2] = ["replaced", "unlock-refused"];

/// What happened to a person of the actor's practice, newest first, in the words of a language; nothing of anybody else.
///
/// # Errors
/// A database fault.
pub async fn story(platform: &Platform, actor: &Actor, user: Uuid, filter: StoryFilter, locale: Locale) -> Outcome<Story> {
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
    let people = people(&mut tx, actor.practice, user, &rows).await?;
    let telling = Telling { user, people, zone, locale };
    let events = rows.into_iter().map(|(row, detail)| telling.event(row, &detail)).collect();
    Ok(Story { lines: fold(events), more })
}

/// The person, and those who began a reset that ended in a new password.
async fn people(tx: &mut Tx, practice: Uuid, user: Uuid, rows: &[(StoryRow, Value)]) -> Outcome<Vec<LineRow>> {
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|(_, detail)| helper(detail)).chain([user]).collect();
    ids.sort_unstable();
    ids.dedup();
    walk::list_by_ids(tx, practice, &ids).await
}

fn helper(detail: &Value) -> Option<Uuid> {
    Uuid::try_parse(detail["started_by"].as_str()?).ok()
}

/// What entries are told with.
struct Telling {
    user: Uuid,
    people: Vec<LineRow>,
    zone: Zone,
    locale: Locale,
}

impl Telling {
    fn person(&self, id: Uuid) -> Option<&LineRow> {
        self.people.iter().find(|row| row.id == id)
    }

    fn event(&self, row: StoryRow, detail: &Value) -> Event {
        let text = |key: &str| detail[key].as_str().unwrap_or_default().to_owned();
        let cause = cause_of(&row.kind, detail, &row.network);
        let by = match row.actor {
            Some(actor) if actor != self.user => full_name(&row.first_name.unwrap_or_default(), &row.last_name.unwrap_or_default()),
            _ => String::new(),
        };
        let new_browser = detail["new_browser"] == true;
        let clock = |key: &str| self.zone.time_of_day(detail[key].as_i64().unwrap_or(row.at));
        let helper = helper(detail).and_then(|id| self.person(id)).map(|row| full_name(&row.first_name, &row.last_name));
        let what = Happened {
            kind: &row.kind,
            cause: &cause,
            summary: detail["summary"].as_i64().map(|n| (n, clock("from"), clock("until"))),
            by: &by,
            helper: &helper.unwrap_or_default(),
            name: self.person(self.user).map(|row| row.first_name.as_str()).unwrap_or_default(),
        };
        Event {
            at: rfc3339(row.at),
            when: self.zone.in_words(row.at),
            what: telling::sentence(&what, self.locale),
            browser: telling::browser(&text("browser"), self.locale),
            network: if cause == "way-operator" { String::new() } else { telling::network(row.network, self.locale) },
            ordinary: ORDINARY.iter().any(|kind| kind.as_str() == row.kind) && !new_browser && !NEWS.contains(&cause.as_str()),
            kind: row.kind,
            cause,
        }
    }
}

/// What [`telling`] knows the cause of an entry by; empty where there is none.
#[must_use]
pub fn cause_of(kind: &str, detail: &Value, network: &str) -> String {
    let text = |key: &str| detail[key].as_str().unwrap_or_default().to_owned();
    match () {
        () if kind == Kind::PasswordSet.as_str() => way(detail, network),
        () if kind == Kind::LogInAddressReleased.as_str() => format!("address-{}", text("why")),
        () if kind == Kind::ResetStarted.as_str() => format!("started-{}", text("way")),
        () if !text("near").is_empty() => format!("near-{}", text("near")),
        () if detail["new_browser"] == true => "new-browser".to_owned(),
        () if text("cause").is_empty() => text("reason"),
        () => text("cause"),
    }
}

/// How a password was set.
fn way(detail: &Value, network: &str) -> String {
    let by_operator = detail["started_by"].is_null();
    match detail["way"].as_str().unwrap_or_default() {
        "changed" => "way-changed",
        "beside-passkey" => "way-beside-passkey",
        "invitation" => "way-invitation",
        "sign-up" => "way-sign-up",
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
