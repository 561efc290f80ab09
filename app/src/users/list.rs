//! What an administrator sees of people: the list, the counts, one person.

use uuid::Uuid;

use super::fold::{fold, keys};
use super::model::{
    Counts, Factors, Level, ListQuery, Listed, Overview, Reach, StateFilter, UserDetails, UsersPage, VerificationPhone,
};
use super::place::{Place, arrange};
use super::service::full_name;
use super::store::{self, UserRow};
use super::text;
use super::waits::{Whose, is_locked};
use super::walk::{self, LineRow, PAGE};
use crate::addresses::service as addresses;
use crate::admin_requests::service as requests;
use crate::audit::service as audit;
use crate::emergency::service::is_designated;
use crate::emergency::text as emergency_text;
use crate::i18n::Locale;
use crate::invitations::model::WayIn;
use crate::invitations::panel::{Subject, panel};
use crate::invitations::service::{Waiting, waiting};
use crate::invitations::text as invitations;
use crate::levels::model::Permission;
use crate::log_in_codes::model::LogInCode;
use crate::log_in_codes::service as log_in_codes;
use crate::passkeys::service as passkeys;
use crate::password_reset::state as resets;
use crate::phones::service as phones;
use crate::platform::{Outcome, Platform, Tx};
use crate::practice::id::PracticeId;
use crate::practice::service as practices;
use crate::practice::time::Zone;
use crate::recovery_codes::service as recovery_codes;
use crate::second_factor::own::list_trusted;
use crate::second_factor::policy;
use crate::second_factor::proofs::factors as second_step;
use crate::sessions::service::{self as sessions, Actor};
use crate::totp::service as totp;

/// A page of the list.
///
/// # Errors
/// A database fault.
pub async fn list(platform: &Platform, actor: &Actor, query: &ListQuery, locale: Locale) -> Outcome<UsersPage> {
    let mut tx = platform.db.read().await?;
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let locked = locked(platform, &mut tx, actor).await?;
    let q = folded(&query.q);
    let place = Place::parse(&query.after);
    let mut too_many = false;
    let mut rows = if query.state == StateFilter::Locked {
        let begins = |row: &LineRow| {
            let (_, given_key) = keys(&row.first_name, &row.last_name);
            [&row.name_key, &given_key, &row.username].iter().any(|key| key.starts_with(&q))
        };
        arrange(locked.iter().filter(|row| begins(row)).cloned().collect(), query, place.as_ref())
    } else if q.is_empty() {
        walk::page(&mut tx, actor.practice, query, place.as_ref()).await?
    } else {
        let (mut found, more) = walk::search(&mut tx, actor.practice, &q).await?;
        too_many = more;
        found.retain(|row| is_shown(row, query.state));
        arrange(found, query, place.as_ref())
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| Place::of(last, query.sort).cursor());
    let among_locked = |row: &LineRow| locked.iter().any(|one| one.id == row.id);
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let invited = waiting(platform, &mut tx, actor.practice, &ids).await?;
    let waits = |row: &LineRow| invited.iter().find(|(user, _)| *user == row.id).map(|(_, waiting)| *waiting);
    let users = rows.iter().map(|row| listed(row, (among_locked(row), waits(row)), &zone, locale)).collect();
    let overview = standing(platform, &mut tx, actor, locked.len(), &zone, locale).await?;
    Ok(UsersPage { users, next, too_many, overview })
}

/// What was typed, as the keys are stored. `Ruiz, Ana` is found as `Ruiz Ana` is.
fn folded(q: &str) -> String {
    fold(&q.replace(',', " ")).chars().take(100).collect()
}

/// Whether a filter lets somebody through who was found by a search.
fn is_shown(row: &LineRow, state: StateFilter) -> bool {
    let active = row.deactivated_at.is_none();
    match state {
        StateFilter::All | StateFilter::Locked => true,
        StateFilter::Active => active,
        StateFilter::Deactivated => !active,
        StateFilter::Administrators => active && row.administrator,
    }
}

/// How the practice's users stand: the tile's state line.
///
/// # Errors
/// A database fault.
pub async fn overview(platform: &Platform, actor: &Actor, locale: Locale) -> Outcome<Overview> {
    let mut tx = platform.db.read().await?;
    let locked = locked(platform, &mut tx, actor).await?.len();
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    standing(platform, &mut tx, actor, locked, &zone, locale).await
}

/// What a person has for the step after the password.
async fn factors(platform: &Platform, tx: &mut Tx, user: Uuid, zone: &Zone) -> Outcome<Factors> {
    Ok(Factors {
        passkeys: passkeys::list_of(tx, user, zone).await?,
        authenticator: totp::find(tx, user).await?.map(|at| zone.in_words(at)),
        recovery_codes: recovery_codes::left(tx, user).await?,
        trusted: list_trusted(platform, tx, user, None, zone).await?,
    })
}

/// How far the actor may change a person.
fn reach(actor: &Actor, user: Uuid, administrator: bool) -> Reach {
    match (actor.person.may(Permission::Administrators), user == actor.user || !administrator) {
        (true, _) => Reach::Whole,
        (false, true) => Reach::NoRights,
        (false, false) => Reach::Nothing,
    }
}

/// One person; none for somebody of another practice.
///
/// # Errors
/// A database fault.
pub async fn details(platform: &Platform, actor: &Actor, user: Uuid, locale: Locale) -> Outcome<Option<UserDetails>> {
    let mut tx = platform.db.read().await?;
    let Some(row) = store::find(&mut tx, actor.practice, user).await? else { return Ok(None) };
    let zone = practices::find_zone(&mut tx, actor.practice).await?;
    let locked = locked(platform, &mut tx, actor).await?.iter().any(|one| one.id == user);
    let others = store::count_other_administrators(&mut tx, actor.practice, user).await?;
    let verification_phone = match phones::find_verified(&mut tx, user).await? {
        Some(phone) => {
            let others = phones::count_same(&mut tx, user, actor.practice).await?;
            Some(VerificationPhone { ends: phone.ends().to_owned(), others })
        }
        None => None,
    };
    let sessions = sessions::list_of(platform, &mut tx, actor, user).await?;
    let factors = factors(platform, &mut tx, user, &zone).await?;
    let reset = resets::find(platform, &mut tx, actor, user, (&zone, locale)).await?;
    let offered = user != actor.user && row.deactivated_at.is_none();
    let email = row.email.clone().unwrap_or_default();
    let of = Subject { user, first_name: &row.first_name, email: &email, set_up: row.set_up, offered };
    let invitation = panel(platform, &mut tx, actor, of, (&zone, locale)).await?;
    let waiting = waiting(platform, &mut tx, actor.practice, &[user]).await?.first().map(|(_, waiting)| *waiting);
    let log_in_code = LogInCode {
        offered: offered && row.has_password && policy::is_asked(platform, &mut tx, actor.practice, user).await?,
        open: log_in_codes::find_open(platform, &mut tx, actor, user, (&zone, locale)).await?,
    };
    let mut theirs = addresses::list_of(&mut tx, user).await?.into_iter().map(|row| row.address);
    let log_in_email = theirs.next().unwrap_or_default();
    // Asked for, or confirmed and not used yet.
    let log_in_email_claimed = match theirs.next() {
        Some(next) => next,
        None => addresses::find_claim(platform, &mut tx, user).await?.map(|row| row.address).unwrap_or_default(),
    };
    let emergency = is_designated(&mut tx, actor.practice, user).await?;
    Ok(Some(UserDetails {
        reach: reach(actor, user, row.administrator),
        listed: listed(&line(&row, emergency), (locked, waiting), &zone, locale),
        emergency,
        first_name: row.first_name,
        last_name: row.last_name,
        email,
        phone: row.phone.unwrap_or_default(),
        log_in_email,
        log_in_email_claimed,
        practice_id: actor.person.practice_id.clone(),
        version: row.version,
        log_in_code,
        second_step: second_step(platform, &mut tx, user).await?,
        way_in: WayIn::of(row.has_password, row.set_up),
        own: user == actor.user,
        last_administrator: row.administrator && row.deactivated_at.is_none() && others == 0,
        reset,
        invitation,
        verification_phone,
        sessions,
        factors,
    }))
}

async fn standing(
    platform: &Platform,
    tx: &mut Tx,
    actor: &Actor,
    locked: usize,
    zone: &Zone,
    locale: Locale,
) -> Outcome<Overview> {
    let c = store::count(tx, actor.practice).await?;
    let locked = i64::try_from(locked).unwrap_or(i64::MAX);
    let counts = Counts { active: c.active, administrators: c.administrators, locked };
    Ok(Overview { counts, requests: requests::list(platform, tx, actor, zone, locale).await? })
}

/// Who of the practice must wait, or needs a reset. Only people who were refused within the life of a counter can be: one statement tells
/// who. Then each costs a look-up by key, since the counters know identifiers by their MAC alone.
async fn locked(platform: &Platform, tx: &mut Tx, actor: &Actor) -> Outcome<Vec<LineRow>> {
    let since = platform.clock.now() - platform.settings.lockout.forget_after.0;
    let refused = audit::refused_since(tx, actor.practice, since).await?;
    if refused.is_empty() {
        return Ok(Vec::new());
    }
    let practice_id = PracticeId::parse(&actor.person.practice_id).map(|id| id.as_str().to_owned()).unwrap_or_default();
    let mut locked = Vec::new();
    for row in walk::list_by_ids(tx, actor.practice, &refused).await? {
        let whose = Whose { user: row.id, practice_id: &practice_id, username: &row.username };
        // Who may not log in at all is not locked: a reactivation lifts the waits.
        if row.deactivated_at.is_none() && is_locked(platform, tx, whose).await? {
            locked.push(row);
        }
    }
    Ok(locked)
}

fn line(row: &UserRow, emergency_designated: bool) -> LineRow {
    let row = row.clone();
    LineRow {
        id: row.id,
        username: row.username,
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        phone: row.phone,
        level: row.level,
        administrator: row.administrator,
        emergency_designated,
        deactivated_at: row.deactivated_at,
        last_log_in_at: row.last_log_in_at,
        name_key: row.name_key,
    }
}

fn listed(row: &LineRow, (locked, waiting): (bool, Option<Waiting>), zone: &Zone, locale: Locale) -> Listed {
    Listed {
        id: row.id.simple().to_string(),
        name: full_name(&row.first_name, &row.last_name),
        filed: [row.last_name.trim(), row.first_name.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        username: row.username.clone(),
        contact: row.email.iter().chain(&row.phone).cloned().collect(),
        level: Level::parse(&row.level).unwrap_or(Level::Staff),
        administrator: row.administrator,
        active: row.deactivated_at.is_none(),
        locked,
        badge: badge(row.deactivated_at.is_none(), locked, waiting, locale),
        marks: [(row.administrator, text::ADMINISTRATOR), (row.emergency_designated, emergency_text::FACT)]
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, text)| text.of(locale).to_owned())
            .collect(),
        last_log_in: row.last_log_in_at.map(|at| zone.in_words(at)),
    }
}

/// A person's state: the tone of its badge, and the word.
fn badge(active: bool, locked: bool, waiting: Option<Waiting>, locale: Locale) -> (String, String) {
    let (tone, word) = match (active, locked, waiting) {
        (false, ..) => ("neutral", text::DEACTIVATED),
        (true, true, _) => ("error", text::LOCKED),
        (true, false, Some(Waiting::Invited)) => ("info", invitations::INVITED),
        (true, false, Some(Waiting::Uninvited)) => ("info", invitations::NOT_SET_UP),
        (true, false, Some(Waiting::Expired)) => ("warn", invitations::INVITATION_EXPIRED),
        (true, false, Some(Waiting::Closed)) => ("warn", invitations::INVITATION_CLOSED),
        (true, false, None) => ("ok", text::ACTIVE),
    };
    (tone.to_owned(), word.of(locale).to_owned())
}
