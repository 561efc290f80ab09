//! Who is logged in, as pages see it.

use serde::{Deserialize, Serialize};

use crate::levels::model::{Holder, Permission};
use crate::routes::{Access, access};
use crate::users::model::Level;

/// The person a page is rendered for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Given and family name.
    pub name: String,
    /// Given name, for a greeting.
    pub first_name: String,
    /// Folded.
    pub username: String,
    /// The practice's name.
    pub practice: String,
    /// In its display form.
    pub practice_id: String,
    /// Edit level.
    pub level: Level,
    /// What they may: asked on the server alone.
    #[serde(skip)]
    pub holder: Holder,
    /// Has a password; who has none logs in by passkey alone.
    pub has_password: bool,
    /// The facility they work at, where there are several to choose of.
    pub facility: Option<String>,
    /// Names the picture of the practice's logo; none without one.
    #[serde(skip)]
    pub logo: Option<String>,
}

impl Person {
    /// Whether they may do something.
    #[must_use]
    pub const fn may(&self, permission: Permission) -> bool {
        self.holder.may(permission)
    }
}

/// One of a person's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSession {
    /// Names it in the form; opens nothing.
    pub id: String,
    /// The browser in words.
    pub browser: String,
    /// The network it began from.
    pub network: String,
    /// When it began, in words.
    pub began: String,
    /// The last request, in words.
    pub last_seen: String,
    /// The one that looks.
    pub this: bool,
}

/// The form of the lock screen.
pub const UNLOCK_FORM: &str = "unlock";
/// Not a form: says to the lock screen that a post was held back.
pub const HELD: &str = "held";
/// The lock screen's input.
pub const PASSWORD: &str = "password";
/// Names, in a form or a request of a script, whose page it was sent from.
pub const PAGE_OF: &str = "page_of";

/// What a person must do before anything else. Until then their session opens nothing but the pages where they do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Set up a second step.
    SecondStep,
    /// Choose a password that can stand alone.
    Password,
    /// Agree to the user agreement.
    Agreement,
    /// Go where the practice lets its people work from. Never stored: each request says where it comes from.
    Network,
}

impl Limit {
    /// The name in the database and in the audit trail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SecondStep => "second-step",
            Self::Password => "password",
            Self::Agreement => "agreement",
            Self::Network => "network",
        }
    }

    /// The limit of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::SecondStep, Self::Password, Self::Agreement].into_iter().find(|limit| limit.as_str() == name)
    }

    /// The page where it is done.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::SecondStep => "/account/second-step",
            Self::Password => "/account/new-password",
            Self::Agreement => "/account/agreement",
            Self::Network => "/account/network",
        }
    }

    /// Whether a path may be used meanwhile: what leads to the end of the limit, out, or to help. Every other path sees nobody logged in.
    #[must_use]
    pub fn allows(self, path: &str) -> bool {
        let own: &[&str] = match self {
            Self::SecondStep => {
                &["/account/authenticator", "/account/phone", "/account/passkeys", "/account/recovery-codes", "/confirm"]
            }
            Self::Password | Self::Agreement | Self::Network => &[],
        };
        let always = matches!(path, "/session" | "/lock" | "/logout" | "/language");
        always || path == self.page() || own.contains(&path) || access(path) == Some(Access::Public)
    }
}

/// Why a session ended without its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ended {
    /// Too long without them, or its longest time was over.
    Away,
    /// Wrong passwords at the lock.
    UnlockRefused,
    /// Before: by a reset, another device, an administrator or its time.
    Elsewhere,
    /// As soon as it began: the browser kept no cookie.
    NotKept,
}
