//! What every domain stands on, on the server only: database, clock, randomness, secrets, password hashing, faults.
//!
//! Nothing here knows a rule of the product, HTTP or Leptos. A service gets one [`Platform`] and nothing else from outside, so a
//! test that builds a `Platform` with its own clock and randomness controls everything.

pub mod background;
pub mod backup;
pub mod breached;
pub mod census;
pub mod clock;
pub mod copy;
pub mod db;
pub mod export_settings;
pub mod fault;
pub mod gateway;
pub mod gateway_settings;
pub mod gauge;
pub mod hashing;
pub mod http;
pub mod keyed_lock;
pub mod lease;
pub mod mail_settings;
pub mod mailer;
pub mod message_settings;
pub mod migrate;
pub mod policy_settings;
pub mod quoted;
pub mod random;
pub mod seal;
pub mod secrets;
pub mod settings;
pub mod sql;
pub mod tokens;
pub mod whole_file;

use std::sync::Arc;

pub use clock::{Clock, Millis};
pub use db::{Db, Tx};
pub use fault::{Fault, Outcome};
pub use random::Random;

use crate::maintenance::service::Windows;
use crate::patient_documents::room::Room;
use breached::Breached;
use gauge::Gauge;
use hashing::HashPool;
use keyed_lock::KeyedLock;
use secrets::Secrets;
use settings::Settings;

/// Everything a service needs from outside. Cheap to clone.
#[derive(Clone)]
pub struct Platform {
    /// The database, either engine.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Keys derived from the instance's secret.
    pub secrets: Arc<Secrets>,
    /// Workers that hash passwords.
    pub hasher: HashPool,
    /// Where passwords known from thefts are looked up; none: nowhere.
    pub breached: Option<Breached>,
    /// One log-in at a time for one identifier (see [`KeyedLock`]).
    pub attempts: KeyedLock,
    /// About how many counters of failed tries there are.
    pub failed_tries: Gauge,
    /// Rings when a file of patients waits for the worker of this node: nobody waits for its next round.
    pub imports: std::sync::Arc<tokio::sync::Notify>,
    /// Memory for patients' documents on their way in.
    pub documents: Room,
    /// Rings when an export waits for the worker of this node.
    pub exports: std::sync::Arc<tokio::sync::Notify>,
    /// When the system is worked on.
    pub maintenance: Windows,
    /// What the operator configured.
    pub settings: Arc<Settings>,
}
