//! What the page of one's own account says of a deed, by the name that the way there left in the URL. On the server alone: the browser need not
//! bring it along.

use super::text;
use crate::i18n::Text;
use crate::known_browsers;
use crate::sessions::text as lock;

/// Each deed's name and its sentence.
pub const SAYS: &[(&str, Text)] = &[
    ("password", text::DONE_PASSWORD),
    ("question", text::DONE_QUESTION),
    ("sessions", text::DONE_SESSIONS),
    ("browsers", known_browsers::text::DONE),
    ("idle", lock::DONE_CHOICE),
];
