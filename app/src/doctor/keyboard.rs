//! Findings about the keyboard.

use super::device::{Device, Layout};
use super::ids::FindingId as Id;
use super::model::{Evidence, FieldName, Fields, Finding, Severity as S};

pub(super) fn findings(fields: &Fields, device: &Device) -> Vec<Finding> {
    let mut out = Vec::new();
    out.extend(caps_lock(&fields.password, device));
    if device.num_lock_lost > 0 {
        let lost = usize::try_from(device.num_lock_lost).unwrap_or(usize::MAX);
        out.push(Finding::new(Id::NumLock, S::Likely).because(Evidence::Count(lost)));
    }
    if let Some(layout) = device.layout.filter(|l| *l != Layout::Qwerty) {
        out.push(Finding::new(Id::KeyboardLayout, S::Likely).because(Evidence::Layout(layout)));
    }
    out
}

/// Identifiers are folded, so Caps Lock matters to the password alone, and there only to letters.
fn caps_lock(password: &str, device: &Device) -> Option<Finding> {
    let (on, severity) = match device.caps_lock {
        Some(on) => (on && (password.is_empty() || password.chars().any(char::is_alphabetic)), S::Likely),
        None => (is_inverted(password), S::Info),
    };
    on.then(|| Finding::new(Id::CapsLock, severity).at(FieldName::Password))
}

/// `pASSWORD`: without a script the server has only this to go by.
fn is_inverted(password: &str) -> bool {
    let mut letters = password.chars().filter(|c| c.is_alphabetic());
    let first_is_small = letters.next().is_some_and(char::is_lowercase);
    let rest: Vec<char> = letters.collect();
    first_is_small && rest.len() >= 3 && rest.iter().all(|c| c.is_uppercase())
}
