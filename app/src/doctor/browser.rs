//! Findings about the browser, the network and the clock.

use super::device::{Device, WasmCause};
use super::ids::FindingId as Id;
use super::model::{Evidence, FieldName, Fields, Finding, Remedy, Severity as S};

/// A clock that is off by this many seconds is worth a word; less is the network and the whole seconds of the `Date` header.
const CLOCK_TOLERANCE_S: u32 = 120;

pub(super) fn findings(fields: &Fields, device: &Device) -> Vec<Finding> {
    let mut out = Vec::new();
    network(device, &mut out);
    out.extend(autofill(fields, device));
    if device.cookies == Some(false) {
        out.push(Finding::new(Id::CookiesBlocked, S::Blocks).remedied_by(Remedy::Reload));
    } else if device.storage == Some(false) {
        out.push(Finding::new(Id::StorageBlocked, S::Info));
    }
    if device.page_stale {
        out.push(Finding::new(Id::StalePage, S::Likely).remedied_by(Remedy::Reload));
    }
    if let Some(skew) = device.clock_skew_s.filter(|s| s.unsigned_abs() > CLOCK_TOLERANCE_S) {
        out.push(Finding::new(Id::ClockSkew, S::Info).because(Evidence::Seconds(skew)));
    }
    if device.other_user {
        out.push(Finding::new(Id::OtherUserLoggedIn, S::Info));
    }
    if device.old_browser {
        out.push(Finding::new(Id::OldBrowser, S::Info));
    } else if device.wasm == Some(false) {
        out.push(wasm(device.wasm_cause));
    }
    out
}

fn network(device: &Device, out: &mut Vec<Finding>) {
    if device.online == Some(false) {
        out.push(Finding::new(Id::Offline, S::Blocks));
    } else if device.captive_portal {
        out.push(Finding::new(Id::CaptivePortal, S::Blocks).remedied_by(Remedy::Reload));
    }
    if device.secure == Some(false) {
        out.push(Finding::new(Id::NotHttps, S::Blocks));
    }
}

/// The most particular of the three: a browser keeps one pair of name and password for the whole site and knows no practices.
fn autofill(fields: &Fields, device: &Device) -> Option<Finding> {
    let filled = device.autofilled;
    if !(filled.password || filled.username || filled.practice_id) {
        return None;
    }
    let id = if filled.password && device.practice_changed {
        Id::AutofillOtherPractice
    } else if filled.password && !filled.username && device.username_edited && !fields.username.trim().is_empty() {
        Id::HalfAutofilled
    } else {
        Id::Autofilled
    };
    let remedy = if id == Id::Autofilled { Remedy::ClearBoxes } else { Remedy::RetypePassword };
    Some(Finding::new(id, S::Likely).at(FieldName::Password).remedied_by(remedy))
}

fn wasm(cause: Option<WasmCause>) -> Finding {
    let finding = Finding::new(Id::WasmOff, S::Info);
    match cause {
        Some(WasmCause::Network) => finding.because(Evidence::Wasm(WasmCause::Network)).remedied_by(Remedy::Reload),
        Some(cause) => finding.because(Evidence::Wasm(cause)),
        None => finding,
    }
}
