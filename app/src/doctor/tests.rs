//! The cases of `cases.json`, and what holds for every text.

#![allow(clippy::unwrap_used, reason = "a test that fails here should say so")]

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::i18n::Locale;
use crate::practice::id::PracticeId;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: FindingId,
    hit: bool,
    why: String,
    fields: Fields,
    device: serde_json::Value,
}

impl Case {
    fn device(&self) -> Device {
        serde_json::from_value(self.device.clone()).unwrap()
    }
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("cases.json")).unwrap()
}

fn fields(practice_id: &str, username: &str, password: &str) -> Fields {
    Fields { practice_id: practice_id.into(), username: username.into(), password: password.into(), email: None }
}

fn fine_device() -> Device {
    serde_json::from_value(serde_json::json!({
        "caps_lock": false, "layout": "qwerty", "cookies": true, "storage": true, "online": true, "clock_skew_s": -1,
        "inner_width": 1366, "inner_height": 681, "outer_width": 1366, "outer_height": 768, "screen_width": 1366,
        "screen_height": 768, "avail_width": 1366, "avail_height": 728, "dpr": 1.0, "dpr_at_load": 1, "viewport_scale": 1,
        "root_font_px": 16, "bars_visible": true, "wasm": true, "secure": true, "a_fact_of_tomorrow": 7
    }))
    .unwrap()
}

fn ids(findings: &[Finding]) -> Vec<FindingId> {
    findings.iter().map(|f| f.id).collect()
}

#[test]
fn every_case_hits_or_misses() {
    for case in cases() {
        let found = diagnose(&case.fields, &case.device());
        let hit = found.iter().any(|f| f.id == case.id);
        assert_eq!(hit, case.hit, "{}: {} -> {:?}", case.id.as_str(), case.why, ids(&found));
    }
}

#[test]
fn every_id_has_three_hits_and_three_near_misses() {
    let cases = cases();
    for id in FindingId::ALL {
        for hit in [true, false] {
            let count = cases.iter().filter(|c| c.id == *id && c.hit == hit).count();
            assert!(count >= 3, "{} has {count} cases with hit = {hit}", id.as_str());
        }
    }
}

#[test]
fn a_case_names_only_facts_that_exist() {
    let known = serde_json::to_value(Device::default()).unwrap();
    for case in cases() {
        for fact in case.device.as_object().unwrap().keys() {
            assert!(known.get(fact).is_some(), "{}: {} has {fact}", case.id.as_str(), case.why);
        }
    }
}

#[test]
fn the_ids_are_the_public_ones() {
    let mut names: Vec<&str> = FindingId::ALL.iter().map(|id| id.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names.join(" "),
        "autofill-other-practice autofilled caps-lock captive-portal clock-skew combined cookies-blocked display-scaled \
         email-in-id enlarged-text framed fullwidth half-autofilled hidden-chars id-check id-in-username id-length id-lookalike \
         inner-space keyboard-layout lookalike-letter not-https num-lock offline old-browser other-user-logged-in popup \
         pw-edge-space pw-typographic same-text small-screen small-window stale-page standalone storage-blocked swapped-fields \
         trimmed wasm-off zoomed"
    );
    for id in FindingId::ALL {
        assert_eq!(serde_json::to_value(id).unwrap(), id.as_str());
    }
}

#[test]
fn every_finding_has_its_own_whole_sentence_in_both_languages() {
    for case in cases().iter().filter(|c| c.hit) {
        for finding in diagnose(&case.fields, &case.device()) {
            let both = Locale::ALL.map(|locale| sentence(&finding, locale));
            assert_ne!(both[0], both[1], "{finding:?}");
            for text in both {
                assert!(text.len() > 15 && !text.contains(['{', '}']) && text.ends_with(['.', '?']), "{text:?}");
                if !matches!(finding.id, FindingId::IdCheck) {
                    assert!(!text.starts_with("Something in this"), "{finding:?} has no sentence of its own");
                }
            }
            let labels = finding.remedy.as_ref().map(|r| Locale::ALL.map(|locale| remedy_label(r, locale)));
            for label in labels.into_iter().flatten() {
                assert!(label.is_some_and(|l| !l.is_empty() && !l.contains(['{', '}'])));
            }
        }
    }
}

#[test]
fn a_box_is_called_by_its_name_and_a_password_is_never_changed_for_the_person() {
    let found = |f: Fields, id: FindingId| {
        let all = diagnose(&f, &Device::default());
        all.into_iter().find(|f| f.id == id).map(|f| (sentence(&f, Locale::En), f.severity)).unwrap()
    };
    let (name, severity) = found(fields("", "ms\u{200B}mith", ""), FindingId::HiddenChars);
    assert!(name.contains("removed") && name.contains("username") && severity == Severity::Repaired, "{name}");
    for (typed, id) in [("ge\u{200B}heim", FindingId::HiddenChars), ("ｇeheim", FindingId::Fullwidth)] {
        let (text, severity) = found(fields("", "", typed), id);
        assert!(
            text.to_lowercase().contains("your password") && !text.contains("removed") && severity == Severity::Likely,
            "{text}"
        );
    }
}

#[test]
fn a_sentence_without_its_measure_keeps_the_place_for_the_boot_script() {
    for id in [FindingId::Zoomed, FindingId::EnlargedText] {
        let finding = Finding { id, severity: Severity::Info, field: None, evidence: Evidence::None, remedy: None };
        assert!(sentence(&finding, Locale::Es).contains("{n} %"));
    }
}

#[test]
fn no_sentence_says_what_exists() {
    for (name, text) in text::ALL {
        for word in ["exist", "unknown user", "no such", "not found", "wrong password", "incorrect password", "locked"] {
            assert!(!text.en.to_lowercase().contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn the_most_decisive_comes_first_and_at_most_three_are_shown() {
    let device = Device { caps_lock: Some(true), clock_skew_s: Some(999), layout: Some(Layout::Azerty), ..Device::default() };
    let found = diagnose(&fields(" ABC-120-8", "msmith ", "geheim"), &device);
    assert_eq!(found[0].id, FindingId::IdCheck);
    assert!(found.is_sorted_by_key(|f| f.severity));
    let after = shown(found.clone(), Moment::Submitted);
    assert_eq!(ids(&after), [FindingId::IdCheck, FindingId::CapsLock, FindingId::KeyboardLayout]);
    assert_eq!(shown(found.clone(), Moment::Check), found);
}

#[test]
fn typing_is_interrupted_for_few_things() {
    let device =
        Device { autofilled: Autofilled { password: true, ..Autofilled::default() }, cookies: Some(false), ..Device::default() };
    assert!(shown(diagnose(&fields("ABC-1", "msmith", ""), &device), Moment::Typing).is_empty());
    for (typed, id) in [
        ("ABC-120-8", FindingId::IdCheck),
        ("ABC-120-BB", FindingId::IdLength),
        ("ABC-120-B ", FindingId::Trimmed),
        ("ABC-12O-B", FindingId::IdLookalike),
    ] {
        assert_eq!(ids(&shown(diagnose(&fields(typed, "msmith", ""), &device), Moment::Typing)), [id], "{typed}");
    }
}

#[test]
fn a_small_window_is_no_reason_for_a_refused_log_in() {
    let device = Device { inner_width: Some(500), standalone: true, wasm: Some(false), ..Device::default() };
    let found = diagnose(&fields("ABC-120-B", "msmith", "geheim"), &device);
    assert_eq!(found.len(), 3);
    // That the help while typing is off is no reason either, and is told: nobody else does on that page.
    assert_eq!(ids(&shown(found, Moment::Submitted)), [FindingId::WasmOff]);
}

#[test]
fn a_slip_in_the_id_is_offered_right() {
    for (typed, remedy) in [
        ("ABC-120-8", Remedy::UseSuggestion { practice_id: "ABC-120-B".into() }),
        ("ACB-120-B", Remedy::UseSuggestion { practice_id: "ABC-120-B".into() }),
        ("ABC-1220-B", Remedy::UseSuggestion { practice_id: "ABC-120-B".into() }),
        ("АВС-120-В", Remedy::UseSuggestion { practice_id: "ABC-120-B".into() }),
        ("ABC.120.B", Remedy::RemoveCharacters { field: FieldName::PracticeId, text: "ABC-120-B".into() }),
        (" Maria@elm.example", Remedy::ByEmail { email: "Maria@elm.example".into() }),
    ] {
        assert_eq!(diagnose(&fields(typed, "msmith", ""), &Device::default())[0].remedy, Some(remedy), "{typed}");
    }
}

#[test]
fn what_is_no_address_is_led_back_to_its_own_form() {
    let by = |practice_id: &str, username: &str| {
        Some(Remedy::ByPracticeId { practice_id: practice_id.into(), username: username.into() })
    };
    for (typed, remedy) in [
        ("abc-120-b", by("abc-120-b", "")),
        (" M.Smith ", by("", "m.smith")),
        ("ABC-120-B/msmith", by("ABC-120-B", "msmith")),
        ("maria smith", None),
        ("maria@elm.example", None),
        ("", None),
    ] {
        let found = diagnose(&Fields { email: Some(typed.into()), ..Fields::default() }, &Device::default());
        let led = found.into_iter().find(|f| f.id == FindingId::IdInUsername).and_then(|f| f.remedy);
        assert_eq!(led, remedy, "{typed}");
    }
    let right = Fields { email: Some("maria+elm@elm.example".into()), password: "correct horse 9".into(), ..Fields::default() };
    assert_eq!(diagnose(&right, &fine_device()), vec![], "an address that is right gets no word");
}

#[test]
fn the_two_halves_of_a_combined_name_are_found() {
    let split = Some(("ABC-120-B".to_owned(), "dr.lee".to_owned()));
    for typed in [
        "ABC-120-B/dr.lee",
        "abc120b\\Dr.Lee",
        "ABC 120 B, dr.lee",
        "ABC-120-B\ndr.lee",
        "dr.lee abc-120-b",
        "ABC–120–B / dr.lee\u{200B} ",
        "ＡＢＣ１２０Ｂ／dr.lee",
    ] {
        assert_eq!(split_combined(typed), split, "{typed:?}");
    }
    for typed in [
        "ABC-120-B dr.lee Nine-Green_Herons",
        "ABC-120-B\ndr.lee\nnine green herons",
        "ABC-120-B · dr.lee",
        "Practice ID: ABC-120-B Username: dr.lee",
        "Practice ID: ABC-120-B, Username: Dr.Lee · Password: herons",
        "Keep this message: you log in at https://ehr.example with the Practice ID ABC-120-B, the username dr.lee and your password.",
        "ID del consultorio ABC-120-B y usuario dr.lee",
        "dr.lee | ABC-120-B | herons",
    ] {
        assert_eq!(split_combined(typed), split, "{typed:?}");
        assert_eq!(split_combined(&without_rest(typed)), split, "what comes back is still understood");
        assert!(!without_rest(typed).to_lowercase().contains("herons"), "and holds no password: {typed:?}");
    }
    for typed in ["ABC-120-B Elm Street", "Elm Street ABC-120-B", "ABC-120-B and the password", "company/maria", "dr.lee/herons"] {
        assert_eq!(without_rest(typed), typed);
    }
    for typed in
        ["ABC-120-B Elm Street", "ABC-120-B", "dr.lee", "company/maria", "ABC-120-B/", "ABC-120-B/m@x", "", "/", "maria smith"]
    {
        assert_eq!(split_combined(typed), None, "{typed:?}");
    }
}

#[test]
fn the_inspector_names_what_cannot_be_seen() {
    let cells = inspect("a\u{A0}O\u{200B}а");
    let names: Vec<_> = cells.iter().map(|c| (c.shown.as_str(), c.name.map(|n| n.en), c.kind)).collect();
    assert_eq!(
        names,
        [
            ("a", None, CellKind::Plain),
            ("", Some("no-break space"), CellKind::Invisible),
            ("O", Some("letter O"), CellKind::Doubtful),
            ("", Some("zero-width space"), CellKind::Invisible),
            ("а", Some("Cyrillic letter"), CellKind::Doubtful),
        ]
    );
}

#[test]
fn usernames_are_folded_and_never_made_up() {
    for (typed, name) in [(" MSmith\u{200B} ", "msmith"), ("Ｄr.Ｌee", "dr.lee"), ("mаria", "mаria"), ("\u{212A}im", "\u{212A}im")]
    {
        assert_eq!(normalise_username(typed), name);
    }
}

#[test]
fn the_device_is_read_from_less_and_from_more() {
    assert_eq!(serde_json::from_str::<Device>("{}").unwrap(), Device::default());
    let later: Device = serde_json::from_str(r#"{"layout":"klingon","wasm_cause":"x","new":{"a":1},"dpr":2}"#).unwrap();
    assert_eq!((later.layout, later.wasm_cause, later.dpr), (Some(Layout::Other), Some(WasmCause::Failed), Some(2.0)));
}

/// Texts with a taste for what breaks: separators, spaces of all kinds, hidden and foreign characters.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ABC120B/\\\\, \u{A0}\u{200B}\u{2013}ＡаΑé\u{0301}@._-]{0,24}",
        Just("ABC-120-B".to_owned()),
        Just(" ".repeat(5000)),
    ]
}

proptest! {
    #[test]
    fn any_text_is_diagnosed(practice_id in nasty(), username in nasty(), password in nasty()) {
        let fields = Fields { practice_id, username, password, email: None };
        for finding in diagnose(&fields, &Device::default()) {
            for locale in Locale::ALL {
                prop_assert!(!sentence(&finding, locale).is_empty());
                let _ = finding.remedy.as_ref().map(|r| remedy_label(r, locale));
            }
        }
        let _ = inspect(&fields.username);
        prop_assert_eq!(normalise_username(&normalise_username(&fields.username)), normalise_username(&fields.username));
    }

    /// The password's characters come from a script that no sentence and no name uses, mixed with what the doctor looks for.
    #[test]
    fn the_password_never_comes_out(secret in "[\u{13A0}-\u{13F4}]{1,20}", around in 0_usize..6, caps in any::<Option<bool>>()) {
        let password = match around {
            0 => format!(" {secret} "),
            1 => format!("{secret}’–…"),
            2 => format!("{secret}\u{200B}ａ"),
            3 => format!("ABC-120-B/{secret}"),
            4 => format!("{secret}@x.example"),
            _ => secret.clone(),
        };
        let device = Device { caps_lock: caps, password_pasted_edge: true, ..Device::default() };
        for username in ["msmith", password.as_str()] {
            let fields = fields("ABC-120-B", username, &password);
            let found = diagnose(&fields, &device);
            let of_password: Vec<_> = found.iter().filter(|f| f.field == Some(FieldName::Password)).cloned().collect();
            let mut said = format!("{fields:?}{of_password:?}{}", serde_json::to_string(&of_password).unwrap());
            for locale in Locale::ALL {
                said.extend(of_password.iter().map(|f| sentence(f, locale)));
            }
            prop_assert!(!said.contains(|c| secret.contains(c)), "{}", said);
        }
    }

    #[test]
    fn a_correct_log_in_on_a_fine_device_gets_no_word(
        data in prop::array::uniform5(0_u8..32), username in "[a-z][a-z0-9._]{1,20}", password in "[!-~]([ -~]{6,30})[!-~]",
    ) {
        let id = PracticeId::from_data(data);
        prop_assume!(normalise_username(&password) != username && PracticeId::parse(&password) != Ok(id));
        for typed in [id.display(), id.as_str().to_owned(), id.as_str().to_lowercase()] {
            prop_assert_eq!(diagnose(&fields(&typed, &username, &password), &fine_device()), vec![]);
        }
    }

    #[test]
    fn a_finding_survives_the_way_to_the_browser(practice_id in nasty(), username in nasty()) {
        let found = diagnose(&Fields { practice_id, username, password: " x".into(), email: None }, &Device::default());
        let there = serde_json::to_string(&found).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<Finding>>(&there).unwrap(), found);
    }
}
