//! What a person's page says of a deed, by the name that the way there left in the URL. On the server alone: the browser need not bring it along.

use super::text;
use crate::emergency::text as emergency;
use crate::i18n::Text;
use crate::log_in_codes::text as log_in_codes;

/// Each deed's name and its sentence.
pub const SAYS: &[(&str, Text)] = &[
    ("saved", text::SAVED),
    ("created-link", text::DONE_CREATED_LINK),
    ("created", text::DONE_CREATED),
    ("deactivated", text::DONE_DEACTIVATED),
    ("reactivated", text::DONE_REACTIVATED),
    ("made-administrator", text::DONE_MADE_ADMIN),
    ("removed-administrator", text::DONE_REMOVED_ADMIN),
    ("emergency-allowed", emergency::DONE_ALLOWED),
    ("emergency-disallowed", emergency::DONE_DISALLOWED),
    ("unlocked", text::DONE_UNLOCKED),
    ("second-step-removed", text::DONE_SECOND_STEP_REMOVED),
    ("sessions-ended", text::DONE_SESSIONS_ENDED),
    ("trust-ended", text::DONE_TRUST_ENDED),
    ("address-released", text::DONE_ADDRESS_RELEASED),
    ("phone-reset", text::DONE_PHONE_RESET),
    ("link-sent", text::DONE_LINK_SENT),
    ("code-confirmed", log_in_codes::DONE_CONFIRMED),
    ("code-cancelled", log_in_codes::DONE_CANCELLED),
    ("cancelled", text::DONE_RESET_CANCELLED),
];
