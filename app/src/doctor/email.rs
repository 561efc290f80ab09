//! Findings about the one box of the other form.

use super::chars;
use super::combined::split_combined;
use super::ids::FindingId as Id;
use super::model::{Evidence, FieldName, Finding, Remedy, Severity as S};
use super::typed::{is_id_like, is_username, lookalike, normalise_username, repairs, without_spaces};

/// The form for e-mail addresses. What has no `@` and the form of a Practice ID or a username belongs on the other one.
pub(super) fn findings(text: &str, password: &str, out: &mut Vec<Finding>) {
    repairs(FieldName::Email, text, out);
    let clean = chars::clean(text);
    if clean.is_empty() {
        return;
    }
    if !clean.contains('@') {
        let misplaced = |remedy| Finding::new(Id::IdInUsername, S::Blocks).at(FieldName::Email).remedied_by(remedy);
        out.extend(other_form(&clean).map(misplaced));
        return;
    }
    if clean.contains(char::is_whitespace) {
        let remedy = Remedy::RemoveCharacters { field: FieldName::Email, text: without_spaces(text) };
        out.push(Finding::new(Id::InnerSpace, S::Blocks).at(FieldName::Email).remedied_by(remedy));
    }
    out.extend(lookalike(FieldName::Email, text));
    if normalise_username(text) == normalise_username(password) {
        let same = Finding::new(Id::SameText, S::Likely).at(FieldName::Password);
        out.push(same.because(Evidence::SameAs(FieldName::Email)));
    }
}

/// Practice ID and username, as far as a text has their form; none for any other text.
fn other_form(clean: &str) -> Option<Remedy> {
    let (practice_id, username) = match split_combined(clean) {
        Some(both) => both,
        None if is_id_like(clean) => (clean.to_owned(), String::new()),
        None => (String::new(), Some(normalise_username(clean)).filter(|name| is_username(name))?),
    };
    Some(Remedy::ByPracticeId { practice_id, username })
}
