//! Findings about the password. They count; they never quote.

use super::chars;
use super::device::Device;
use super::ids::FindingId as Id;
use super::model::{Evidence, FieldName, Fields, Finding, Remedy, Severity as S};

pub(super) fn findings(fields: &Fields, device: &Device, out: &mut Vec<Finding>) {
    out.extend(edge_space(&fields.password, device.password_pasted_edge));
    for (id, count) in [
        (Id::PwTypographic, fields.password.chars().filter(|c| chars::is_typographic(*c)).count()),
        (Id::HiddenChars, fields.password.chars().filter(|c| is_hidden_mistake(*c)).count()),
        (Id::Fullwidth, fields.password.chars().filter(|c| chars::is_wide(*c)).count()),
    ] {
        if count > 0 {
            let finding = Finding::new(id, S::Likely).at(FieldName::Password).because(Evidence::Count(count));
            out.push(finding.remedied_by(Remedy::RetypePassword));
        }
    }
}

/// A space may belong to a password, so nothing is removed unasked (ASVS 5.0, 6.2.8: compared exactly as typed).
fn edge_space(password: &str, pasted: bool) -> Option<Finding> {
    let start = password.starts_with(char::is_whitespace);
    let end = password.ends_with(char::is_whitespace);
    // After a refused log-in the box is empty again and only the fact of the paste is left.
    let remembered = pasted && password.is_empty();
    if !remembered && (password.trim().is_empty() || !(start || end)) {
        return None;
    }
    let finding = Finding::new(Id::PwEdgeSpace, S::Likely).at(FieldName::Password).because(Evidence::Edges { start, end, pasted });
    Some(if remembered { finding } else { finding.remedied_by(Remedy::RemovePasswordEdgeSpace) })
}

/// Joiners and variation selectors are part of emoji and of some scripts, and may be meant.
const fn is_hidden_mistake(c: char) -> bool {
    chars::is_invisible(c) && !matches!(c as u32, 0x200C | 0x200D | 0xFE00..=0xFE0F | 0xE_0000..=0xE_0FFF)
}
