//! The page of the downtime kit, and a form that comes while the system is worked on.

use axum::Form;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use url::form_urlencoded::parse;

use super::kit;
use super::model::{Again, KitPage, MAKE, PATH};
use crate::confirm::api as confirm;
use crate::confirm::model::HELD;
use crate::passkeys::model::{CREDENTIAL, SEALED};
use crate::platform::Outcome;
use crate::web::next::log_in_first;
use crate::web::page::{fault, render, see_other, state_for};
use crate::web::reading::Values;
use crate::web::site::Site;
use crate::web::state::PageState;
use crate::web::visitor::Visitor;

/// `GET /downtime`
pub async fn get_kit(State(site): State<Site>, visitor: Visitor, uri: Uri) -> Response {
    match &visitor.actor {
        Some(actor) => show(&site, &visitor, &uri, kit::page(&site.platform, actor).await).await,
        None => see_other(&log_in_first(uri.path_and_query().map_or(PATH, |p| p.as_str())), []),
    }
}

/// `POST /downtime`: makes the kit, after a fresh proof.
pub async fn post_kit(
    State(site): State<Site>,
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    Form(form): Form<Values>,
) -> Response {
    let Some(actor) = &visitor.actor else { return see_other(&log_in_first(PATH), []) };
    if form.get("deed").is_none_or(|deed| deed != MAKE) {
        return see_other(PATH, []);
    }
    if !confirm::is_fresh(&site.platform, actor) {
        return confirm::first();
    }
    show(&site, &visitor, &uri, kit::make(&site.platform, actor).await).await
}

async fn show(site: &Site, visitor: &Visitor, uri: &Uri, page: Outcome<KitPage>) -> Response {
    match page {
        Err(e) => fault(site, visitor, &e).await,
        Ok(page) => {
            let state = PageState { kit: Some(Box::new(page)), ..state_for(site, visitor) };
            render(site, visitor, uri, state, StatusCode::OK).await
        }
    }
}

/// A posted form without its passwords, codes and answers; none where one of them is within a form that waits for a proof, which can't do without.
#[must_use]
pub fn again(address: &str, body: &[u8]) -> Option<Again> {
    let secret = |name: &str| {
        ["password", "code", "answer"].into_iter().any(|end| name.ends_with(end)) || [SEALED, CREDENTIAL].contains(&name)
    };
    let all: Vec<(String, String)> = parse(body).into_owned().collect();
    let held = all.iter().find(|(name, _)| name == HELD).map(|(_, held)| held.as_bytes()).unwrap_or_default();
    if parse(held).any(|(name, _)| secret(&name)) {
        return None;
    }
    let fields = all.into_iter().filter(|(name, _)| !secret(name)).collect();
    Some(Again { to: address.to_owned(), fields })
}

#[cfg(test)]
mod tests {
    use super::again;

    #[test]
    fn what_was_typed_is_held_and_no_secret() {
        let one =
            again("/account", b"deed=save&new_password=a&code=1&answer=b&sealed=c&note=two%0Alines&note=again&password_days=90")
                .unwrap();
        let names: Vec<&str> = one.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["deed", "note", "note", "password_days"]);
        assert_eq!((one.to.as_str(), one.fields[1].1.as_str()), ("/account", "two\nlines"));
        assert!(again("/account", b"held=deed%3Dx%26new_password%3Dy&held_for=z").is_none());
        assert!(again("/settings", b"held=deed%3Dx&held_for=z&password=y").is_some());
    }
}
