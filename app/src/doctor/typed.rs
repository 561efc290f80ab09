//! Findings about what was typed.

use super::chars::{self, Script};
use super::combined::split_combined;
use super::device::Device;
use super::ids::FindingId as Id;
use super::model::{Evidence, FieldName, Fields, Finding, Remedy, Severity as S};
use crate::practice::id::{self, IdProblem, PracticeId, Suggestion, SuggestionKind};
use crate::practice::label::without_label;

/// Characters of a Practice ID that people take for each other (house rule; O, I and L are read as digits and never wrong).
const ALIKE: [(char, char); 10] =
    [('0', 'D'), ('0', 'Q'), ('8', 'B'), ('5', 'S'), ('2', 'Z'), ('6', 'G'), ('1', '7'), ('V', 'Y'), ('M', 'N'), ('U', 'V')];

/// The normaliser of usernames: invisible characters removed, wide letters narrowed, trimmed, lower case (after the username
/// profile of RFC 8265). Only ASCII changes case: no other letter is allowed, and none may turn into an allowed one.
#[must_use]
pub fn normalise_username(text: &str) -> String {
    chars::clean(text).to_ascii_lowercase()
}

/// A username of this product: 2 to 64 of `a-z 0-9 . _ -`. Expects a normalised one.
pub(super) fn is_username(name: &str) -> bool {
    (2..=64).contains(&name.len()) && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
}

/// A valid ID, or one with a slip in the shown form `XXX-XXX-X`. Without dashes `maria12` would do, and that is a username.
pub(super) fn is_id_like(text: &str) -> bool {
    let text = chars::clean(text);
    let dashes: Vec<usize> = text.chars().enumerate().filter(|(_, c)| chars::is_dash(*c)).map(|(i, _)| i).collect();
    match PracticeId::parse(&text) {
        Ok(_) => true,
        Err(IdProblem::Check { .. }) => dashes == [3, 7] && text.chars().count() == 9,
        Err(_) => false,
    }
}

/// Seven characters of the alphabet with a digit: enough before a separator that no username has.
pub(super) fn has_id_shape(text: &str) -> bool {
    let may_be = matches!(PracticeId::parse(text), Err(IdProblem::Check { .. }));
    is_id_like(text) || (may_be && text.bytes().any(|b| b.is_ascii_digit()))
}

fn is_email(text: &str) -> bool {
    let text = chars::clean(text);
    text.split_once('@').is_some_and(|(name, host)| !name.trim().is_empty() && !host.trim().is_empty())
}

pub(super) fn findings(fields: &Fields, device: &Device) -> Vec<Finding> {
    let mut out = Vec::new();
    if let Some(email) = &fields.email {
        super::email::findings(email, &fields.password, &mut out);
    } else {
        practice_id_box(fields, &mut out);
        username_box(fields, &mut out);
        two_boxes(fields, &mut out);
    }
    super::password::findings(fields, device, &mut out);
    out
}

fn practice_id_box(fields: &Fields, out: &mut Vec<Finding>) {
    let typed = &fields.practice_id;
    repairs(FieldName::PracticeId, typed, out);
    let text = label(typed, out);
    if let Some(combined) = combined(FieldName::PracticeId, text) {
        out.push(combined);
        return;
    }
    let fold = id::fold(text);
    if fold.is_empty() {
        return;
    }
    if chars::clean(text).contains(char::is_whitespace) {
        let remedy = Remedy::RemoveCharacters { field: FieldName::PracticeId, text: without_spaces(text) };
        out.push(Finding::new(Id::InnerSpace, S::Repaired).at(FieldName::PracticeId).remedied_by(remedy));
    }
    if is_email(text) {
        out.push(
            Finding::new(Id::EmailInId, S::Blocks)
                .at(FieldName::PracticeId)
                .remedied_by(Remedy::ByEmail { email: chars::clean(text) }),
        );
        return;
    }
    if swapped(fields) {
        return;
    }
    if let Some(finding) = lookalike(FieldName::PracticeId, text) {
        out.push(finding);
        return;
    }
    match PracticeId::parse(text) {
        Ok(_) => out.extend(letters_read_as_digits(text)),
        Err(problem) => practice_id_problem(text, problem, out),
    }
}

/// What was copied along with the ID is left out: its label, and quotes around it. Returns the ID's own text.
fn label<'a>(typed: &'a str, out: &mut Vec<Finding>) -> &'a str {
    let bare = without_label(typed);
    // Dashes and spaces at the ends are no news.
    if signs(bare) != signs(typed) {
        let remedy = Remedy::RemoveCharacters { field: FieldName::PracticeId, text: without_spaces(bare) };
        // A space at an end of the same text is told with it.
        out.retain(|f| f.id != Id::Trimmed);
        out.push(Finding::new(Id::Trimmed, S::Repaired).at(FieldName::PracticeId).remedied_by(remedy));
    }
    bare
}

/// How many characters a text has beside spaces and dashes.
fn signs(text: &str) -> usize {
    text.chars().map(chars::narrow).filter(|c| !chars::is_invisible(*c) && !c.is_whitespace() && !chars::is_dash(*c)).count()
}

fn practice_id_problem(text: &str, problem: IdProblem, out: &mut Vec<Finding>) {
    let check = Finding::new(Id::IdCheck, S::Blocks).at(FieldName::PracticeId);
    match problem {
        IdProblem::Empty => {}
        IdProblem::Length { typed } => {
            let finding = Finding::new(Id::IdLength, S::Blocks).at(FieldName::PracticeId).because(Evidence::Length { typed });
            out.push(match PracticeId::without_one_extra(text) {
                Some(id) => finding.remedied_by(Remedy::UseSuggestion { practice_id: id.display() }),
                None => finding,
            });
        }
        IdProblem::Alien { suggestion: Some(suggestion), .. } | IdProblem::Check { suggestion: Some(suggestion) } => {
            if is_alike(&suggestion) {
                let alike = Finding::new(Id::IdLookalike, S::Info).at(FieldName::PracticeId);
                out.push(alike.because(Evidence::Suggested(suggestion.clone())));
            }
            let remedy = Remedy::UseSuggestion { practice_id: suggestion.text.clone() };
            out.push(check.because(Evidence::Suggested(suggestion)).remedied_by(remedy));
        }
        IdProblem::Alien { character, .. } => {
            let check = check.because(Evidence::Alien(character));
            // `nurse.kim` is somebody's name and no ID with a wrong letter.
            let name = normalise_username(text);
            let is_name = is_username(&name) && !name.bytes().any(|b| b.is_ascii_digit());
            let check = if is_name { Finding { severity: S::Likely, ..check } } else { check };
            let rest: String = text.chars().filter(|c| chars::is_dash(*c) || c.is_ascii_alphanumeric()).collect();
            out.push(match PracticeId::parse(&rest) {
                Ok(id) => check.remedied_by(Remedy::RemoveCharacters { field: FieldName::PracticeId, text: id.display() }),
                Err(_) => check.remedied_by(Remedy::ShowCharacters),
            });
        }
        IdProblem::Check { suggestion: None } => out.push(check.remedied_by(Remedy::ShowCharacters)),
    }
}

fn is_alike(suggestion: &Suggestion) -> bool {
    let SuggestionKind::OneCharacter { typed, suggested, .. } = suggestion.kind else { return false };
    let typed = typed.to_ascii_uppercase();
    ALIKE.iter().any(|pair| *pair == (typed, suggested) || *pair == (suggested, typed))
}

/// O, I and L in an ID that is right once they are read as digits.
fn letters_read_as_digits(text: &str) -> Option<Finding> {
    let letters = text.chars().map(chars::narrow).filter(|c| matches!(c.to_ascii_uppercase(), 'O' | 'I' | 'L')).count();
    let shown = PracticeId::parse(text).ok()?.display();
    let remedy = Remedy::RemoveCharacters { field: FieldName::PracticeId, text: shown };
    let finding = Finding::new(Id::IdLookalike, S::Repaired).at(FieldName::PracticeId);
    (letters > 0).then(|| finding.because(Evidence::Count(letters)).remedied_by(remedy))
}

fn username_box(fields: &Fields, out: &mut Vec<Finding>) {
    let text = &fields.username;
    repairs(FieldName::Username, text, out);
    if let Some(combined) = combined(FieldName::Username, text) {
        out.push(combined);
        return;
    }
    if is_email(text) {
        out.push(
            Finding::new(Id::EmailInId, S::Blocks)
                .at(FieldName::Username)
                .remedied_by(Remedy::ByEmail { email: chars::clean(text) }),
        );
        return;
    }
    if PracticeId::parse(text).is_ok() || swapped(fields) {
        return;
    }
    if chars::clean(text).contains(char::is_whitespace) {
        let remedy = Remedy::RemoveCharacters { field: FieldName::Username, text: without_spaces(text) };
        out.push(Finding::new(Id::InnerSpace, S::Blocks).at(FieldName::Username).remedied_by(remedy));
    }
    out.extend(lookalike(FieldName::Username, text));
}

/// What both sides put right by themselves: spaces at the ends, invisible characters, wide letters.
pub(super) fn repairs(field: FieldName, text: &str, out: &mut Vec<Finding>) {
    let clean = chars::clean(text);
    let seen: String = text.chars().filter(|c| !chars::is_invisible(*c)).collect();
    let counts = [
        (Id::Trimmed, seen.chars().count() - seen.trim().chars().count()),
        (Id::HiddenChars, text.chars().filter(|c| chars::is_invisible(*c)).count()),
        (Id::Fullwidth, text.chars().filter(|c| chars::is_wide(*c)).count()),
    ];
    for (id, count) in counts {
        // A box of nothing but spaces is an empty box.
        if count > 0 && !clean.is_empty() {
            let remedy = Remedy::RemoveCharacters { field, text: clean.clone() };
            out.push(Finding::new(id, S::Repaired).at(field).because(Evidence::Count(count)).remedied_by(remedy));
        }
    }
}

pub(super) fn without_spaces(text: &str) -> String {
    chars::clean(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn combined(field: FieldName, text: &str) -> Option<Finding> {
    let (practice_id, username) = split_combined(text)?;
    let remedy = Remedy::SplitCombined { practice_id, username };
    Some(Finding::new(Id::Combined, S::Likely).at(field).remedied_by(remedy))
}

/// The first letter that only looks like a plain one, with the plain text as an offer.
pub(super) fn lookalike(field: FieldName, text: &str) -> Option<Finding> {
    let text = chars::clean(text);
    let mut first: Option<Evidence> = None;
    let mut plain = String::new();
    for c in text.chars() {
        let found = if chars::is_accent(c) {
            plain.chars().last().filter(char::is_ascii_alphabetic).map(|base| (format!("{base}{c}"), base, Script::Accented))
        } else {
            let (like, script) = chars::looks_like(c).unwrap_or((c, Script::Accented));
            plain.push(like);
            (like != c).then(|| (c.to_string(), like, script))
        };
        if let Some((typed, like, script)) = found {
            first.get_or_insert(Evidence::Letter { typed, like, script });
        }
    }
    // An address may have letters of any alphabet: there it is only likely, and an accent is nothing unusual.
    let of_address = field == FieldName::Email;
    let first = first.filter(|first| !of_address || !matches!(first, Evidence::Letter { script: Script::Accented, .. }))?;
    let finding = Finding::new(Id::LookalikeLetter, if of_address { S::Likely } else { S::Blocks }).at(field).because(first);
    let name = normalise_username(&plain);
    Some(finding.remedied_by(match (field, PracticeId::parse(&plain)) {
        (FieldName::Email, _) => Remedy::ReplaceLetters { field, text: plain },
        (FieldName::PracticeId, Ok(id)) => Remedy::UseSuggestion { practice_id: id.display() },
        (FieldName::Username, _) if is_username(&name) => Remedy::ReplaceLetters { field, text: name },
        _ => Remedy::ShowCharacters,
    }))
}

/// Practice ID and username stand in each other's box: an ID on the right, something that is none on the left.
fn swapped(fields: &Fields) -> bool {
    let left = normalise_username(&fields.practice_id);
    is_username(&left) && !is_id_like(&left) && is_id_like(&fields.username)
}

fn two_boxes(fields: &Fields, out: &mut Vec<Finding>) {
    let left = id::fold(&fields.practice_id);
    let right = id::fold(&fields.username);
    let swap = |id| Finding::new(id, S::Blocks).at(FieldName::Username).remedied_by(Remedy::SwapFields);
    let right_is_id = PracticeId::parse(&fields.username).is_ok();
    if swapped(fields) {
        out.push(swap(Id::SwappedFields).at(FieldName::PracticeId));
    } else if right_is_id && left == right {
        out.push(Finding::new(Id::IdInUsername, S::Likely).at(FieldName::Username));
    } else if right_is_id && PracticeId::parse(&fields.practice_id).is_err() {
        out.push(swap(Id::IdInUsername));
    } else if right_is_id && fields.username.contains(chars::is_dash) {
        // With a good ID in its own box this may even be a username, if an odd one.
        out.push(Finding::new(Id::IdInUsername, S::Likely).at(FieldName::Username));
    }
    let same = |a, b| Finding::new(Id::SameText, S::Likely).at(a).because(Evidence::SameAs(b));
    let name = normalise_username(&fields.username);
    let secret = normalise_username(&fields.password);
    if !left.is_empty() && left == right {
        out.push(same(FieldName::Username, FieldName::PracticeId));
    }
    if name.len() >= 2 && name == secret {
        out.push(same(FieldName::Password, FieldName::Username));
    } else if !left.is_empty() && PracticeId::parse(&fields.practice_id).is_ok() && left == id::fold(&fields.password) {
        out.push(same(FieldName::Password, FieldName::PracticeId));
    }
}
