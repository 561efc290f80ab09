//! One-tap remedies, carried out alike by the browser (at once) and by the server (a form post without script).

use super::model::{EMAIL_PATH, FORM};
use super::text;
use crate::doctor::{Device, FieldName, Fields, Remedy, diagnose};
use crate::i18n::Text;

/// The name of the buttons that ask for a repair; their value is [`kind`].
pub const REPAIR: &str = "repair";

/// A remedy's name in the form; none for one that is a link or needs no server.
#[must_use]
pub const fn kind(remedy: &Remedy) -> Option<&'static str> {
    match remedy {
        Remedy::SwapFields => Some("swap-fields"),
        Remedy::SplitCombined { .. } => Some("split-combined"),
        Remedy::UseSuggestion { .. } => Some("use-suggestion"),
        Remedy::RemoveCharacters { .. } => Some("remove-characters"),
        Remedy::ReplaceLetters { .. } => Some("replace-letters"),
        Remedy::ByEmail { .. } => Some("by-email"),
        Remedy::ByPracticeId { .. } => Some("by-practice-id"),
        Remedy::ClearBoxes => Some("clear-boxes"),
        Remedy::RemovePasswordEdgeSpace => Some("remove-edge-space"),
        Remedy::RetypePassword => Some("retype-password"),
        Remedy::ShowCharacters | Remedy::OpenFullSize | Remedy::Reload | Remedy::ResetBrowser => None,
    }
}

/// Where the button of a remedy sends the form that has another address: a remedy that leads to the other form. Such a remedy is the
/// server's alone.
#[must_use]
pub fn action(remedy: &Remedy, form: &str) -> Option<&'static str> {
    match remedy {
        Remedy::ByEmail { .. } if form == FORM => Some(EMAIL_PATH),
        Remedy::ByPracticeId { .. } if form == FORM => Some("/login"),
        Remedy::ByEmail { .. } | Remedy::ByPracticeId { .. } => Some("/reset"),
        _ => None,
    }
}

/// The boxes after the remedy of this name, when the doctor still proposes it for what was posted; else as they were.
#[must_use]
pub fn tapped(fields: Fields, device: &Device, name: &str) -> Fields {
    let remedy = diagnose(&fields, device).into_iter().filter_map(|f| f.remedy).find(|r| kind(r) == Some(name));
    match remedy {
        Some(remedy) => apply(&remedy, fields),
        None => fields,
    }
}

/// The boxes after a remedy.
#[must_use]
pub fn apply(remedy: &Remedy, mut fields: Fields) -> Fields {
    let set = |fields: &mut Fields, field: FieldName, text: &str| match field {
        FieldName::PracticeId => text.clone_into(&mut fields.practice_id),
        FieldName::Username => text.clone_into(&mut fields.username),
        FieldName::Password => text.clone_into(&mut fields.password),
        FieldName::Email => fields.email = Some(text.to_owned()),
    };
    match remedy {
        Remedy::SwapFields => std::mem::swap(&mut fields.practice_id, &mut fields.username),
        Remedy::SplitCombined { practice_id, username } => {
            set(&mut fields, FieldName::PracticeId, practice_id);
            set(&mut fields, FieldName::Username, username);
        }
        Remedy::UseSuggestion { practice_id } => set(&mut fields, FieldName::PracticeId, practice_id),
        Remedy::RemoveCharacters { field, text } | Remedy::ReplaceLetters { field, text } => set(&mut fields, *field, text),
        Remedy::ByEmail { email } => fields.email = Some(email.clone()),
        Remedy::ByPracticeId { practice_id, username } => {
            fields.email = None;
            set(&mut fields, FieldName::PracticeId, practice_id);
            set(&mut fields, FieldName::Username, username);
        }
        Remedy::ClearBoxes => {
            set(&mut fields, FieldName::Username, "");
            set(&mut fields, FieldName::Password, "");
        }
        Remedy::RemovePasswordEdgeSpace => fields.password = fields.password.trim().to_owned(),
        Remedy::RetypePassword => set(&mut fields, FieldName::Password, ""),
        Remedy::ShowCharacters | Remedy::OpenFullSize | Remedy::Reload | Remedy::ResetBrowser => {}
    }
    fields
}

/// What a remedy did in the browser, and what is left to do with the boxes as they are now.
#[must_use]
pub fn done(remedy: &Remedy, after: &Fields) -> Text {
    let empty = |text: &str| text.trim().is_empty();
    let named = match &after.email {
        Some(email) => !empty(email),
        None => !empty(&after.practice_id) && !empty(&after.username),
    };
    match remedy {
        Remedy::ClearBoxes => text::TOLD_CLEAR,
        Remedy::RetypePassword => text::TOLD_RETYPE,
        Remedy::RemovePasswordEdgeSpace => text::TOLD_SPACE,
        _ if !named => text::TOLD_MORE,
        _ if after.password.is_empty() => text::TOLD_PASSWORD,
        _ => text::TOLD_READY,
    }
}

#[cfg(test)]
mod tests {
    use super::{apply, done, tapped, text};
    use crate::doctor::{Device, Fields, diagnose};

    #[test]
    fn what_was_done_is_told_with_what_is_left_to_do() {
        for (username, password, told) in
            [("", "", text::TOLD_MORE), ("msmith", "", text::TOLD_PASSWORD), ("msmith", "secret", text::TOLD_READY)]
        {
            let fields =
                Fields { practice_id: "ABC-120-8".into(), username: username.into(), password: password.into(), email: None };
            let remedy = diagnose(&fields, &Device::default()).into_iter().find_map(|f| f.remedy).unwrap();
            assert_eq!(done(&remedy, &apply(&remedy, fields)), told);
        }
    }

    #[test]
    fn an_address_goes_along_to_its_own_form_and_a_name_back_to_its_own() {
        for (practice_id, username) in [("maria@elm.example", "msmith"), ("ABC-120-B", "maria@elm.example")] {
            let fields = Fields { practice_id: practice_id.into(), username: username.into(), password: "x".into(), email: None };
            let after = tapped(fields, &Device::default(), "by-email");
            assert_eq!((after.email.as_deref(), after.password.as_str()), (Some("maria@elm.example"), "x"));
        }
        let fields = Fields { email: Some("ABC-120-B/msmith".into()), ..Fields::default() };
        let after = tapped(fields, &Device::default(), "by-practice-id");
        assert_eq!((after.email, after.practice_id.as_str(), after.username.as_str()), (None, "ABC-120-B", "msmith"));
    }

    #[test]
    fn swapped_and_combined_boxes_are_right_after_one_tap() {
        for (practice_id, username) in [("msmith", "ABC-120-B"), ("ABC-120-B/msmith", ""), ("", "abc120b msmith")] {
            let fields = Fields { practice_id: practice_id.into(), username: username.into(), password: "x".into(), email: None };
            let remedy = diagnose(&fields, &Device::default()).into_iter().find_map(|f| f.remedy).unwrap();
            let after = apply(&remedy, fields);
            assert_eq!((after.practice_id.to_uppercase().replace('-', ""), after.username), ("ABC120B".into(), "msmith".into()));
        }
    }
}
