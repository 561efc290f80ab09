//! What a live page says of a deed, chosen here so that the sentences are not in the browser's bundle.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::Uri;

use crate::i18n::Locale;
use crate::{account, users};

/// The sentence for the deed that is named in the URL of a page; empty for none, and for a name that no deed has.
#[must_use]
pub fn says(uri: &Uri, locale: Locale) -> String {
    let table = match uri.path() {
        "/account" => account::done::SAYS,
        path if path.starts_with("/settings/users/") => users::done::SAYS,
        _ => return String::new(),
    };
    let query = Query::<BTreeMap<String, String>>::try_from_uri(uri).map(|query| query.0).unwrap_or_default();
    let name = query.get("done").map(String::as_str).unwrap_or_default();
    table.iter().find(|(deed, _)| *deed == name).map(|(_, text)| text.of(locale).to_owned()).unwrap_or_default()
}
