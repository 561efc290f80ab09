//! One-tap remedies, carried out alike by the browser (at once) and by the server (a form post without script).

use crate::doctor::{Device, FieldName, Fields, Remedy, diagnose};

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
        Remedy::ClearBoxes => Some("clear-boxes"),
        Remedy::RemovePasswordEdgeSpace => Some("remove-edge-space"),
        Remedy::RetypePassword => Some("retype-password"),
        Remedy::MoveEmail | Remedy::ShowCharacters | Remedy::OpenFullSize | Remedy::Reload | Remedy::ResetBrowser => None,
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
    };
    match remedy {
        Remedy::SwapFields => std::mem::swap(&mut fields.practice_id, &mut fields.username),
        Remedy::SplitCombined { practice_id, username } => {
            set(&mut fields, FieldName::PracticeId, practice_id);
            set(&mut fields, FieldName::Username, username);
        }
        Remedy::UseSuggestion { practice_id } => set(&mut fields, FieldName::PracticeId, practice_id),
        Remedy::RemoveCharacters { field, text } | Remedy::ReplaceLetters { field, text } => set(&mut fields, *field, text),
        Remedy::ClearBoxes => {
            set(&mut fields, FieldName::Username, "");
            set(&mut fields, FieldName::Password, "");
        }
        Remedy::RemovePasswordEdgeSpace => fields.password = fields.password.trim().to_owned(),
        Remedy::RetypePassword => set(&mut fields, FieldName::Password, ""),
        Remedy::MoveEmail | Remedy::ShowCharacters | Remedy::OpenFullSize | Remedy::Reload | Remedy::ResetBrowser => {}
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::doctor::{Device, Fields, diagnose};

    #[test]
    fn swapped_and_combined_boxes_are_right_after_one_tap() {
        for (practice_id, username) in [("msmith", "ABC-120-B"), ("ABC-120-B/msmith", ""), ("", "abc120b msmith")] {
            let fields = Fields { practice_id: practice_id.into(), username: username.into(), password: "x".into() };
            let remedy = diagnose(&fields, &Device::default()).into_iter().find_map(|f| f.remedy).unwrap();
            let after = apply(&remedy, fields);
            assert_eq!((after.practice_id.to_uppercase().replace('-', ""), after.username), ("ABC120B".into(), "msmith".into()));
        }
    }
}
