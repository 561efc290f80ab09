//! The log-in doctor: any fields, any device.

use app::auth::model::FORM;
use app::auth::repair::{action, apply, done, kind, tapped};
use app::doctor::{
    Device, FieldName, Fields, Finding, Moment, SHOWN_AT_MOST, diagnose, inspect, remedy_label, sentence, shown, split_combined,
    strip, without_rest,
};
use app::i18n::Locale;
use serde_json::{Value, json};

use crate::parts::{Choices, texts};

/// What no keyboard has: it stands in every password, and in nothing that is said of one.
const MARK: char = '\u{f8ff}';

/// The first 64 bytes are the device, the rest the fields.
pub fn doctor(data: &[u8]) {
    let (facts, typed) = data.split_at(data.len().min(64));
    let Some([practice_id, username, password, email]) = texts(typed) else { return };
    if typed.len() > 4096 || [practice_id, username, email].iter().any(|text| text.contains(MARK)) {
        return;
    }
    let (begin, end) = password.split_at(password.char_indices().nth(password.chars().count() / 2).map_or(0, |(at, _)| at));
    let fields = Fields {
        practice_id: practice_id.to_owned(),
        username: username.to_owned(),
        password: if password.is_empty() { String::new() } else { format!("{begin}{MARK}{end}") },
        email: (!email.is_empty()).then(|| email.trim_end_matches('\u{1}').to_owned()),
    };
    let device = device(&mut Choices(facts));
    let findings = diagnose(&fields, &device);
    for finding in &findings {
        told(finding, &fields, &device);
    }
    for moment in [Moment::Typing, Moment::Submitted, Moment::Check] {
        let all = shown(findings.clone(), moment);
        assert!(moment == Moment::Check || all.len() <= SHOWN_AT_MOST);
        assert!(all.len() <= findings.len());
    }
    for field in [FieldName::PracticeId, FieldName::Username, FieldName::Email] {
        let _ = strip(field, &fields, Locale::Es);
    }
    let _ = (inspect(username), split_combined(practice_id), without_rest(username));
}

/// A sentence in both languages, nothing of the password in anything, and a remedy that can be carried out.
fn told(finding: &Finding, fields: &Fields, device: &Device) {
    let mut said = serde_json::to_string(finding).unwrap() + &format!("{finding:?}");
    for locale in Locale::ALL {
        let sentence = sentence(finding, locale);
        assert!(!sentence.trim().is_empty(), "{:?} says nothing", finding.id);
        said += &sentence;
        said += &finding.remedy.as_ref().and_then(|remedy| remedy_label(remedy, locale)).unwrap_or_default();
    }
    assert!(!said.contains(MARK), "{:?} quotes the password", finding.id);
    let Some(remedy) = &finding.remedy else { return };
    let _ = action(remedy, FORM);
    let after = apply(remedy, fields.clone());
    let _ = done(remedy, &after);
    if let Some(name) = kind(remedy) {
        let _ = tapped(fields.clone(), device, name);
    }
}

/// A device as `boot.js` would tell it, or a script that lies.
fn device(choices: &mut Choices<'_>) -> Device {
    let mut facts = serde_json::Map::new();
    let Value::Object(all) = serde_json::to_value(Device::default()).unwrap() else { return Device::default() };
    for name in all.keys() {
        let value = match choices.byte() % 12 {
            0..=3 => continue,
            4 => json!(true),
            5 => json!(false),
            6 => json!(choices.byte()),
            7 => json!(f64::from_le_bytes(choices.eight())),
            8 => json!(u32::from_le_bytes(std::array::from_fn(|_| choices.byte()))),
            9 => json!(i32::from_le_bytes(std::array::from_fn(|_| choices.byte()))),
            10 => json!(["azerty", "cyrillic", "too_old", "x", "missing", "qwertz"][usize::from(choices.byte() % 6)]),
            _ => json!({ "practice_id": true, "username": choices.byte() % 2 == 0, "password": true }),
        };
        // One fact of the wrong kind would cost all the others.
        let alone = serde_json::Map::from_iter([(name.clone(), value.clone())]);
        if serde_json::from_value::<Device>(Value::Object(alone)).is_ok() {
            facts.insert(name.clone(), value);
        }
    }
    serde_json::from_value(Value::Object(facts)).unwrap_or_default()
}
