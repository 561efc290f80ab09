//! What an entry holds beside what the columns of the report say.

use serde_json::Value;

use super::text;
use super::words::{label, value};
use crate::audit::service as audit;
use crate::emergency::service as emergency;
use crate::i18n::Locale;
use crate::ui::text as ui;

/// What was before and after, box by box; else what the entry holds beside what the other columns say.
pub fn told(kind: &str, detail: &Value, locale: Locale) -> Vec<String> {
    const ELSEWHERE: [&str; 16] = [
        "emergency",
        audit::PLACE,
        "browser",
        "started_by",
        "session",
        "cause",
        "reason",
        "summary",
        "from",
        "until",
        "facility",
        "use",
        "hash",
        "before",
        "patient",
        "report",
    ];
    let shown = |key: &str, of: &Value| value(key, &plain(of), locale);
    let or_nothing = |text: String| if text.is_empty() { ui::SAVED_NOTHING.of(locale).to_owned() } else { text };
    if let Some(after) = detail["after"].as_object() {
        let before = detail["before"].as_object();
        let told = |(key, now): (&String, &Value)| {
            let (label, now) = (label(kind, key, locale), shown(key, now));
            match before.and_then(|all| all.get(key)).map(|was| shown(key, was)) {
                // A form's boxes are all in some entries: only what differs is a change.
                Some(was) => (was != now).then(|| format!("{label}: {} → {}", or_nothing(was), or_nothing(now))),
                None => (!now.is_empty()).then(|| format!("{label}: {now}")),
            }
        };
        return after.iter().filter_map(told).collect();
    }
    let Some(all) = detail.as_object() else { return Vec::new() };
    all.iter()
        .filter(|(key, of)| !ELSEWHERE.contains(&key.as_str()) && !is_nothing(of) && **of != Value::Bool(false))
        .map(|(key, of)| format!("{}: {}", label(kind, key, locale), shown(key, of)))
        .collect()
}

/// Said of what was done while emergency access was on.
pub(super) fn marked(detail: &Value, locale: Locale) -> Option<String> {
    detail[emergency::MARK].is_string().then(|| text::IN_EMERGENCY.of(locale).to_owned())
}

/// A value without the marks of JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value == "" || value.is_object() || value.as_array().is_some_and(Vec::is_empty)
}
