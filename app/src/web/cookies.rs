//! The cookies we set. All `__Host-`: only over TLS (or on localhost), for this host alone, on every path (ASVS 3.3).

use axum::http::{HeaderMap, HeaderValue, header};

/// The session's token.
pub const SESSION: &str = "__Host-session";
/// The language chosen on this device.
pub const LANGUAGE: &str = "__Host-language";
/// The Practice ID remembered on this device by choice.
pub const PRACTICE: &str = "__Host-practice";

/// The browser's own token: opens nothing, see [`crate::known_browsers`].
pub const BROWSER: &str = "__Host-browser";
/// A log-in whose second step is due: opens nothing but that step.
pub const SECOND_STEP: &str = "__Host-second-step";
/// What a reset's code proved: opens the page that sets the new password.
pub const RESET: &str = "__Host-reset";

/// The link that proves an address, until its button is pressed.
pub const ADDRESS: &str = "__Host-address";
/// The link of an invitation, and that the Practice Access Code was typed here: opens the page that sets the first password.
pub const INVITATION: &str = "__Host-invitation";
/// What this browser asked a practice's sign-up with: shows how its mail stands, opens nothing.
pub const SIGN_UP_ASKED: &str = "__Host-sign-up-asked";
/// The link that sets a practice up.
pub const SIGN_UP: &str = "__Host-sign-up";
/// The link that stops a change of address, until its button is pressed.
pub const ADDRESS_STOP: &str = "__Host-address-stop";
/// For whom a reset was just asked at this browser: Practice ID and username as typed, so that "send again" needs no typing.
pub const RESET_FOR: &str = "__Host-reset-for";
/// Light or dark, chosen on this device.
pub const THEME: &str = "__Host-theme";

const YEAR: u32 = 365 * 24 * 60 * 60;

/// The value of a cookie in a request.
#[must_use]
pub fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// A cookie that ends with the browser: the server ends the session itself.
#[must_use]
pub fn session(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax")).ok()
}

/// A cookie that stays for a year.
#[must_use]
pub fn lasting(name: &str, value: &str) -> Option<HeaderValue> {
    for_seconds(name, value, YEAR)
}

/// A cookie that stays for so many seconds.
#[must_use]
pub fn for_seconds(name: &str, value: &str, seconds: u32) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}")).ok()
}

/// Takes a cookie back.
#[must_use]
pub fn gone(name: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")).ok()
}
