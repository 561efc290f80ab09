//! What a browser, or a script that passes for one, sends beside the path.

use app::auth::api::LogInForm;
use app::i18n::Locale;
use app::patients::model::{DETAILS, INSURANCE};
use app::patients::rules;
use app::platform::message_settings::MessageSettings;
use app::ui::opened::{VERSION, WAS};
use app::web::reading::{Conflict, Values, came_back};
use app::web::{cookies, next};
use axum::body::Body;
use axum::extract::{Form, FromRequest as _, Multipart};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, header};
use futures::executor::block_on;
use jiff::civil::date;
use url::Url;

use crate::text;

/// The body of a form: plain, and with files. What was typed comes back as it was.
pub fn form(data: &[u8]) {
    let post = |kind: &'static str| Request::post("/").header(header::CONTENT_TYPE, kind).body(Body::from(data.to_vec())).unwrap();
    const PLAIN: &str = "application/x-www-form-urlencoded";
    let _ = block_on(Form::<LogInForm>::from_request(post(PLAIN), &()));
    if let Ok(Form(values)) = block_on(Form::<Values>::from_request(post(PLAIN), &())) {
        read(&values);
    }
    block_on(async {
        let Ok(mut parts) = Multipart::from_request(post("multipart/form-data; boundary=b"), &()).await else { return };
        while let Ok(Some(part)) = parts.next_field().await {
            let _ = part.bytes().await;
        }
    });
}

fn read(typed: &Values) {
    let regions = MessageSettings::default().regions;
    for fields in [DETAILS, INSURANCE] {
        let inputs: Vec<&str> = fields.iter().map(|field| field.name).collect();
        let today = date(2026, 11, 27);
        match rules::check(fields, typed, today, &regions, Locale::En) {
            Ok(kept) => {
                let shown = rules::shown(fields, &kept);
                let again = rules::check(fields, &shown, today, &regions, Locale::En);
                assert_eq!(again.as_ref(), Ok(&kept), "what is shown is saved as it was");
                assert!(kept.values().all(|value| !value.chars().any(|c| c.is_control() && c != '\n')));
            }
            Err(mistakes) => {
                let back = came_back("patient", &inputs, typed, "", mistakes);
                for input in &inputs {
                    let was: String = typed.get(*input).map(|typed| typed.chars().take(10_000).collect()).unwrap_or_default();
                    assert_eq!(back.value(input), was, "comes back as it was typed");
                }
                assert_eq!(back.values.get(WAS), typed.get(WAS));
                assert_eq!(back.values.get(VERSION), typed.get(VERSION));
            }
        }
        let boxes: Vec<(String, String)> = inputs.iter().map(|input| ((*input).to_owned(), (*input).to_owned())).collect();
        let saved = Values::from([("first_name".to_owned(), "Ana".to_owned())]);
        let conflict = Conflict { form: "patient", typed, saved: &saved, version: 7, locale: Locale::Es };
        let merged = conflict.merged(app::ui::text::SAVED_NOTHING, &boxes, |_, _| None);
        assert_eq!(merged.value(VERSION), "7");
    }
}

/// Headers, a line each.
pub fn cookies(data: &[u8]) {
    let mut headers = HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n').take(20) {
        let Ok(value) = HeaderValue::from_bytes(line) else { continue };
        headers.append(header::COOKIE, value);
        if let Some(text) = text(line) {
            let _ = Locale::from_accept_language(text);
            for cookie in [cookies::session("__Host-x", text), cookies::lasting("__Host-x", text), cookies::gone("__Host-x")] {
                let Some(cookie) = cookie else { continue };
                assert!(!cookie.as_bytes().iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0)), "a header of its own");
            }
        }
    }
    for name in [cookies::SESSION, cookies::LANGUAGE, cookies::PRACTICE, "", "="] {
        let found = cookies::find(&headers, name);
        assert!(found.is_none_or(|value| !value.contains(';') && !value.ends_with(' ')));
    }
    let _ = HeaderName::from_bytes(data);
}

/// Wherever it leads, it stays on this site, whatever a browser makes of it.
pub fn next(data: &[u8]) {
    let Some(typed) = text(data) else { return };
    let here = Url::parse("https://ehr.example/login?next=x").unwrap();
    if let Some(path) = next::checked(typed) {
        assert_eq!(path, typed);
        let there = here.join(&path).unwrap();
        assert_eq!(there.origin(), here.origin(), "{path} leaves this site");
        assert!(HeaderValue::from_str(&path).is_ok());
        assert!(!matches!(there.path(), "/login" | "/logout" | "/lock" | "/unlock"), "{path} goes in a circle");
    }
    for first in [next::log_in_first(typed), next::unlock_first(typed)] {
        let there = here.join(&first).unwrap();
        assert_eq!(there.origin(), here.origin());
        let back = there.query_pairs().find(|(name, _)| name == "next").map(|(_, value)| value.into_owned());
        assert!(back.is_none_or(|back| back == typed), "encoded, and not as it was");
    }
}
