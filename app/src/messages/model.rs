//! What the page of messages shows.

use serde::{Deserialize, Serialize};

use crate::outbox::cause::Cause;
use crate::outbox::model::{Channel, MessageKind, State};

/// The form of the tests.
pub const TEST_FORM: &str = "message-test";

/// How one way stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// Not set up.
    #[default]
    NotSet,
    /// Nothing was sent in the last hour and nothing waits.
    Quiet,
    /// What was sent left.
    Well,
    /// Something has been waiting for minutes.
    Slow,
    /// Half of the last hour's or more failed, for no fault of a reader's.
    Failing,
}

impl Health {
    /// For scripts and the style sheet.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSet => "not-set",
            Self::Quiet => "quiet",
            Self::Well => "well",
            Self::Slow => "slow",
            Self::Failing => "failing",
        }
    }
}

/// How both ways stand: for the tile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Mail.
    pub mail: Health,
    /// Texts and calls.
    pub phone: Health,
}

/// What became of messages within a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Taken by the mail server or gateway, arrival not known.
    pub sent: i64,
    /// Arrived.
    pub delivered: i64,
    /// Given up.
    pub failed: i64,
    /// Perhaps sent.
    pub unknown: i64,
    /// Why those failed, most first.
    pub causes: Vec<(Cause, i64)>,
}

/// One way: mail, or texts and calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WayOut {
    /// How it stands.
    pub health: Health,
    /// The last hour.
    pub hour: Counts,
    /// The last day.
    pub day: Counts,
    /// What has not left.
    pub waiting: i64,
    /// For how many minutes the oldest of them has been waiting.
    pub oldest_minutes: i64,
}

/// Where texts and calls go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Through {
    /// Nowhere.
    #[default]
    Nothing,
    /// Twilio.
    Twilio,
    /// A webhook.
    Webhook,
    /// Mails that become texts.
    Mail,
    /// The demo's page.
    Demo,
}

/// How much may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// To one person, and to one number, in a quarter of an hour.
    pub person_quarter: i64,
    /// The same in a day.
    pub person_day: i64,
    /// Of one practice in a day.
    pub practice_day: i64,
    /// Of this practice today.
    pub practice_used: i64,
    /// Of all practices in a day.
    pub all_day: i64,
    /// All together have reached it today.
    pub all_reached: bool,
    /// What the practice's texts and calls of the last day cost, about, in cents.
    pub cents: i64,
    /// The most that a day can cost for all, about, in cents.
    pub most_cents: i64,
}

/// A message in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// How it travels.
    pub channel: Channel,
    /// What it tells.
    pub kind: MessageKind,
    /// To whom, in part.
    pub to: String,
    /// What has become of it.
    pub state: State,
    /// Why.
    pub cause: Option<Cause>,
    /// When it was queued, in words.
    pub at: String,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagesPage {
    /// Mail.
    pub mail: WayOut,
    /// Texts and calls.
    pub phone: WayOut,
    /// Where texts and calls go.
    pub through: Through,
    /// Calls are set up.
    pub calls: bool,
    /// The actor's own address, in part.
    pub own_address: Option<String>,
    /// The actor's own proven phone: its last two digits.
    pub own_phone: Option<String>,
    /// It is a landline, which gets calls alone.
    pub own_landline: bool,
    /// How much may be sent.
    pub limits: Limits,
    /// Countries whose numbers get codes.
    pub regions: Vec<String>,
    /// The newest messages.
    pub recent: Vec<Recent>,
}
