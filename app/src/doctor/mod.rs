//! The log-in doctor: says why a log-in does not work, from what was typed and what the device reports (design, "The login doctor is
//! a pure function").
//!
//! Rules. [`diagnose`] is pure: no network, no clock, nothing about accounts. It therefore can be frank and cannot leak who exists. It
//! runs in three places with one rule set: live in the browser, on the server over the posted form, and over the facts that
//! `boot.js` only measures. When all is right it says nothing.
//!
//! Threats. The password passes through here: no finding, sentence or `Debug` output carries any of its characters, only counts. The
//! device facts come from the browser and may be forged: they choose sentences and nothing else.

mod browser;
pub mod chars;
mod combined;
mod device;
mod email;
mod ids;
mod keyboard;
mod model;
mod password;
mod strip;
pub mod text;
mod typed;
mod window;
mod words;

#[cfg(test)]
mod tests;

pub use chars::{Cell, CellKind, Script, inspect};
pub use combined::{split_combined, without_rest};
pub use device::{Autofilled, Device, Layout, WasmCause};
pub use ids::FindingId;
pub use model::{Evidence, FieldName, Fields, Finding, Moment, Remedy, Severity};
pub use strip::strip;
pub use typed::normalise_username;
pub use words::{remedy_label, sentence};

/// How many findings stand beside a form; the rest is a matter for the page that checks the computer (house rule).
pub const SHOWN_AT_MOST: usize = 3;

/// Everything that may keep this log-in from working, most decisive first. Empty when all is right.
#[must_use]
pub fn diagnose(fields: &Fields, device: &Device) -> Vec<Finding> {
    let mut findings = typed::findings(fields, device);
    findings.extend(keyboard::findings(fields, device));
    findings.extend(browser::findings(fields, device));
    findings.extend(window::findings(device));
    findings.sort_by_key(|f| (f.severity, f.id, f.field));
    findings
}

/// The findings that belong on the page at a moment, in the order given.
///
/// While a person types only repairs, locks, the layout, a space that came along with a pasted password, a complete but wrong Practice ID, and
/// what evidently stands in the wrong box are worth an interruption: put right now, no try is spent and the password stays. After a refused
/// log-in everything that may have caused it counts, the size of the window does not; that the help while typing is off is said, too.
#[must_use]
pub fn shown(findings: Vec<Finding>, moment: Moment) -> Vec<Finding> {
    let limit = if moment == Moment::Check { usize::MAX } else { SHOWN_AT_MOST };
    findings
        .into_iter()
        .filter(|f| match moment {
            Moment::Typing => while_typing(f),
            Moment::Submitted => !f.id.is_about_comfort() || f.id == FindingId::WasmOff,
            Moment::Check => true,
        })
        .take(limit)
        .map(|f| if moment == Moment::Submitted { after_a_try(f) } else { f })
        .collect()
}

/// The Password box comes back empty: there is nothing in it to take a space from.
fn after_a_try(finding: Finding) -> Finding {
    if finding.id == FindingId::PwEdgeSpace { Finding { remedy: None, ..finding } } else { finding }
}

fn while_typing(finding: &Finding) -> bool {
    match finding.id {
        FindingId::CapsLock
        | FindingId::NumLock
        | FindingId::KeyboardLayout
        | FindingId::SwappedFields
        | FindingId::Combined
        | FindingId::EmailInId => true,
        // Half an address is no username.
        FindingId::IdInUsername => false,
        // A name in the ID's box is no mistyped ID.
        FindingId::IdCheck => finding.severity == Severity::Blocks,
        // Typed by hand, a space at the end is the one before the next word.
        FindingId::PwEdgeSpace => finding.remedy.is_some() && matches!(finding.evidence, Evidence::Edges { pasted: true, .. }),
        // Too short is no mistake before the box is complete.
        FindingId::IdLength => matches!(finding.evidence, Evidence::Length { typed } if typed >= crate::practice::id::LENGTH),
        _ => finding.severity == Severity::Repaired,
    }
}
