//! What is answered to a second step: the attempt, why it was refused, what became of it.

use super::model::Method;
use crate::auth::admit::Admitted;
use crate::known_browsers::service::Sender;
use crate::lockout::Wait;
use crate::passkeys::service::Posted;
use crate::security_codes::model as codes;
use crate::sessions::service::Actor;

/// A code as typed, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The way chosen.
    pub method: Method,
    /// As typed.
    pub code: &'a str,
    /// What the browser answered for a passkey.
    pub passkey: Posted<'a>,
    /// The browser shall need no code for a while.
    pub trust: bool,
    /// Who sends it.
    pub sender: Sender<'a>,
    /// The session this browser had before.
    pub session: Option<&'a Actor>,
}

/// Why a code was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Another code.
    Wrong,
    /// The code of an older message.
    Older,
    /// Right, and used before.
    Used,
    /// Right for another time: the phone's clock is so many seconds ahead (below zero: behind).
    ClockOff(i64),
    /// Not six digits: nothing was tried and nothing counted.
    NotDigits,
    /// A code by text or call that works no more: nothing was tried and nothing counted.
    Code(codes::Checked),
    /// The passkey was asked for too long ago: nothing was tried and nothing counted.
    TooLate,
}

impl Cause {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Wrong => "wrong-code",
            Self::Older => "older-code",
            Self::Used => "used-code",
            Self::ClockOff(_) => "phone-clock",
            Self::NotDigits => "not-digits",
            Self::Code(_) => "no-code",
            Self::TooLate => "too-late",
        }
    }
}

/// What became of it.
#[derive(Debug)]
pub enum Answer {
    /// Let in.
    In(Admitted),
    /// Not with this code; so many tries are left.
    Refused(Cause, u32),
    /// Not now.
    Wait(Wait),
    /// The step is over: too many wrong codes, too slow, or the password was reset meanwhile.
    Over,
}
