//! What administrators see of emergency access, and looking back on it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{End, Line, Outcome as Verdict, ReviewPage, Use};
use super::service::MARK;
use super::store::{self, EmergencyRow};
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, DeedRow, Entry};
use crate::audit_report::details;
use crate::i18n::Locale;
use crate::levels::model::Permission;
use crate::levels::service as levels;
use crate::patients::text::CHART;
use crate::platform::{Millis, Outcome, Platform, Tx};
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::sessions::service::Actor;
use crate::users::service::full_name;
use crate::users::telling::{self, Happened};

/// Uses on the page, and in the table.
const SHOWN: i64 = 100;
/// Longest note of a review, in characters.
const LONGEST_NOTE: usize = 2_000;
/// What happens to a session by itself, and the use itself: no deeds with it.
const NO_DEEDS: [Kind; 8] = [
    Kind::EmergencyStarted,
    Kind::EmergencyEnded,
    Kind::LoggedIn,
    Kind::LoggedOut,
    Kind::SessionLocked,
    Kind::SessionUnlocked,
    Kind::SessionExpired,
    Kind::Confirmed,
];

/// What became of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewed {
    /// Noted.
    Done,
    /// Who asked may not.
    NotAllowed,
    /// One's own is another's to review.
    Own,
    /// The note is too long; nothing was saved.
    NoteTooLong,
    /// Somebody else reviewed it meanwhile, at this time.
    Meanwhile(Millis),
    /// It is on, or is none of this practice.
    Over,
}

/// What somebody did while it was on, oldest first: entries with its mark.
///
/// # Errors
/// A database fault.
pub async fn deeds(tx: &mut Tx, practice: Uuid, row: &EmergencyRow, now: Millis) -> Outcome<Vec<DeedRow>> {
    let until = row.ended_at.unwrap_or(now);
    let all = audit::deeds_of(tx, practice, row.user_id, (row.started_at, until)).await?;
    let marked = |deed: &DeedRow| {
        let detail: Value = serde_json::from_str(&deed.detail).unwrap_or_default();
        detail[MARK] == json!(row.id) && !NO_DEEDS.iter().any(|kind| kind.as_str() == deed.kind)
    };
    Ok(all.into_iter().filter(marked).collect())
}

/// One use of the actor's practice in words.
///
/// # Errors
/// A database fault.
pub async fn in_words(platform: &Platform, tx: &mut Tx, actor: &Actor, id: Uuid, locale: Locale) -> Outcome<Option<Use>> {
    let zone = practices::find_zone(tx, actor.practice).await?;
    match store::find(tx, actor.practice, id).await? {
        Some(row) => Ok(Some(told(platform, tx, actor, row, (&zone, locale)).await?)),
        None => Ok(None),
    }
}

async fn told(platform: &Platform, tx: &mut Tx, actor: &Actor, row: EmergencyRow, (zone, locale): (&Zone, Locale)) -> Outcome<Use> {
    let done = deeds(tx, actor.practice, &row, platform.clock.now()).await?;
    let action = |deed: &DeedRow| {
        let person = full_name(&deed.first_name, &deed.last_name);
        let happened = Happened { kind: &deed.kind, ..Happened::default() };
        let what = telling::sentence(&happened, locale);
        let detail: Value = serde_json::from_str(&deed.detail).unwrap_or_default();
        let what = match detail["chart"].as_str() {
            Some(chart) => format!("{what}: {}", CHART.with(locale, &[("n", chart)])),
            None => what,
        };
        let what = if person.is_empty() || deed.subject == Some(row.user_id) { what } else { format!("{what}: {person}") };
        let more = details::told(&deed.kind, &detail, locale);
        let what = if more.is_empty() || detail["chart"].is_string() { what } else { format!("{what} ({})", more.join("; ")) };
        (zone.in_words(deed.at), what)
    };
    let reviewer = full_name(&row.reviewer_first_name, &row.reviewer_last_name);
    let review = Verdict::parse(&row.outcome).zip(row.reviewed_at);
    Ok(Use {
        id: row.id.simple().to_string(),
        name: full_name(&row.first_name, &row.last_name),
        began: zone.in_words(row.started_at),
        until: zone.in_words(row.ended_at.unwrap_or(row.expires_at)),
        end: End::parse(&row.end_kind),
        ended_by: full_name(&row.by_first_name, &row.by_last_name),
        count: if row.ended_at.is_some() { row.actions } else { i64::try_from(done.len()).unwrap_or_default() },
        actions: done.iter().map(action).collect(),
        review: review.map(|(verdict, at)| (verdict, reviewer, zone.in_words(at))),
        own: row.user_id == actor.user,
        reason: row.reason,
        note: row.note,
    })
}

/// The page of the actor's practice.
///
/// # Errors
/// A database fault.
pub async fn page(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<ReviewPage> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let designated = store::list_designated(&mut tx, actor.practice).await?;
    let mut uses = Vec::new();
    for row in store::list(&mut tx, actor.practice, SHOWN).await? {
        uses.push(told(platform, &mut tx, actor, row, (&zone, locale)).await?);
    }
    // What needs somebody comes first; within that the newest.
    uses.sort_by_key(|one: &Use| (one.end.is_some(), one.review.is_some()));
    let named = |(id, first, last): (Uuid, String, String)| (id.simple().to_string(), full_name(&first, &last));
    Ok(ReviewPage { designated: designated.into_iter().map(named).collect(), uses })
}

/// How it stands for the actor: whether they may use it; and, for who looks after it, who may, who does, and what waits for a review.
///
/// # Errors
/// A database fault.
pub async fn line(platform: &Platform, actor: &Actor) -> Outcome<Line> {
    let mut tx = platform.db.read().await?;
    let own = store::is_designated(&mut tx, actor.practice, actor.user).await?;
    if !actor.person.may(Permission::Emergency) {
        return Ok(Line { own, ..Line::default() });
    }
    let (designated, to_review) = store::count(&mut tx, actor.practice, actor.user).await?;
    let on = store::list_on(&mut tx, actor.practice, platform.clock.now()).await?;
    Ok(Line { own, designated, to_review, on: on.iter().map(|(first, last)| full_name(first, last)).collect() })
}

/// Notes what looking back came to, in the place of the review of `before` that its writer has seen; 0 for none. Never by who used it.
///
/// # Errors
/// A database fault.
pub async fn review(
    platform: &Platform,
    actor: &Actor,
    id: Uuid,
    (verdict, note): (Verdict, &str),
    before: Millis,
) -> Outcome<Reviewed> {
    let note: String = note.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if note.chars().count() > LONGEST_NOTE {
        return Ok(Reviewed::NoteTooLong);
    }
    let mut tx = platform.db.write().await?;
    if !levels::lock(&mut tx, actor, Permission::Emergency).await? {
        return Ok(Reviewed::NotAllowed);
    }
    let Some(row) = store::find(&mut tx, actor.practice, id).await? else { return Ok(Reviewed::Over) };
    if row.user_id == actor.user {
        return Ok(Reviewed::Own);
    }
    if let Some(at) = row.reviewed_at.filter(|at| *at != before) {
        return Ok(Reviewed::Meanwhile(at));
    }
    let now = platform.clock.now();
    if store::review(&mut tx, id, now, actor.user, (verdict.as_str(), &note), before).await? == 0 {
        return Ok(Reviewed::Over);
    }
    tell(
        platform,
        &mut tx,
        actor,
        row.user_id,
        Kind::EmergencyReviewed,
        json!({ "outcome": verdict.as_str(), "note": note, "use": id }),
    )
    .await?;
    tx.commit().await?;
    Ok(Reviewed::Done)
}

/// Notes that the report was taken along.
///
/// # Errors
/// A database fault.
pub async fn taken(platform: &Platform, actor: &Actor, entries: usize) -> Outcome<()> {
    let mut tx = platform.db.write().await?;
    let entry = Entry {
        detail: json!({ "report": "emergency", "entries": entries }),
        ..Entry::by(actor, Kind::AuditExported, platform.clock.now())
    };
    audit::append(platform, &mut tx, entry).await?;
    tx.commit().await
}

async fn tell(platform: &Platform, tx: &mut Tx, actor: &Actor, subject: Uuid, kind: Kind, detail: Value) -> Outcome<()> {
    let entry = Entry { subject: Some(subject), detail, ..Entry::by(actor, kind, platform.clock.now()) };
    audit::append(platform, tx, entry).await
}
