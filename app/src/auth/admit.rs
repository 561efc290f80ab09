//! The end of every log-in, whatever was asked on the way: the session begins, the browser is noted, the trail tells it.

use serde_json::json;
use uuid::Uuid;

use super::noticed::Noticed;
use crate::addresses::change;
use crate::addresses::service::Claimant;
use crate::audit::model::Kind;
use crate::audit::service::{self as audit, Entry};
use crate::known_browsers::service::{self as known_browsers, Owner, Sender};
use crate::platform::tokens::PlainToken;
use crate::platform::{Outcome, Platform, Tx};
use crate::second_factor::policy;
use crate::sessions::service::{self as sessions, Actor, Beginning};
use crate::users::service as users;

/// How somebody has proven who they are.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    /// The ways, for the audit trail.
    pub factors: &'a [&'a str],
    /// The session this browser had before: it ends when a new one begins (ASVS 7.2.4).
    pub session: Option<&'a Actor>,
    /// For how many days the browser shall need no code.
    pub trust_days: Option<u32>,
    /// What the doctor noticed about the form, where there was one.
    pub noticed: Option<&'a Noticed>,
    /// Everything was proven that this person can: no trust stood in for it.
    pub full: bool,
    /// The log-in address that was typed; none: they were named otherwise.
    pub address: Option<Uuid>,
}

/// What the browser gets.
#[derive(Debug)]
pub struct Admitted {
    /// The session's token.
    pub session: PlainToken,
    /// What the browser is known by from now on; none: as before.
    pub browser: Option<String>,
}

/// Lets somebody in, in the caller's transaction, which has made sure that they may.
///
/// # Errors
/// A database fault.
pub async fn admit(
    platform: &Platform,
    tx: &mut Tx,
    owner: &Owner<'_>,
    sender: &Sender<'_>,
    proof: &Proof<'_>,
) -> Outcome<Admitted> {
    if let Some(before) = proof.session {
        sessions::replace(platform, tx, before, owner.user).await?;
    }
    if let Some(address) = proof.address {
        let who = Claimant {
            user: owner.user,
            practice: owner.practice,
            by: None,
            first_name: owner.first_name,
            practice_name: owner.practice_name,
            network: sender.network,
            locale: sender.locale,
        };
        change::used(platform, tx, &who, address).await?;
    }
    policy::note_required(platform, tx, owner.practice, owner.user).await?;
    let limit = policy::limit(platform, tx, owner.practice, owner.user).await?;
    let beginning = Beginning { limit, confirmed_at: if proof.full { platform.clock.now() } else { 0 } };
    let session = sessions::open(platform, tx, owner.user, (sender.browser, sender.network), beginning).await?;
    users::logged_in(platform, tx, owner.user).await?;
    let noted = known_browsers::note(platform, tx, owner, sender).await?;
    let mut detail = json!({ "factors": proof.factors, "browser": sender.browser });
    if let Some(noticed) = proof.noticed {
        detail["found"] = noticed.at_log_in();
    }
    if noted.new {
        detail["new_browser"] = true.into();
    }
    if let Some(days) = proof.trust_days {
        known_browsers::trust(platform, tx, noted.id, days).await?;
        detail["trusted_days"] = days.into();
    }
    if let Some(limit) = limit {
        detail["limited"] = limit.as_str().into();
    }
    let entry = Entry {
        actor: Some(owner.user),
        subject: Some(owner.user),
        practice: Some(owner.practice),
        detail,
        ..Entry::of(Kind::LoggedIn, platform.clock.now(), sender.network)
    };
    audit::append(platform, tx, entry).await?;
    Ok(Admitted { session, browser: noted.token })
}
