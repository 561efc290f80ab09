//! Which kinds of entries belong together.

use super::model::Group;
use crate::audit::model::Kind as K;

/// Every kind, once.
const GROUPS: [(Group, &[K]); 6] = [
    (
        Group::Patients,
        &[
            K::DowntimeKitMade,
            K::PatientsSearched,
            K::PatientSeen,
            K::PatientAdded,
            K::PatientChanged,
            K::PatientLeft,
            K::PatientBack,
            K::DocumentAdded,
            K::DocumentOpened,
            K::DocumentRemoved,
            K::ImportStarted,
            K::ExportAsked,
            K::ExportMade,
            K::ExportFailed,
            K::ExportFetched,
            K::ExportDeleted,
            K::ExportScheduled,
            K::PatientsImported,
            K::ImportUndone,
            K::ImportRowsTaken,
        ],
    ),
    (
        Group::LogIns,
        &[
            K::LoggedIn,
            K::LoggedOut,
            K::SessionExpired,
            K::SessionEnded,
            K::SessionLocked,
            K::SessionUnlocked,
            K::SecondStepAsked,
            K::Confirmed,
            K::BrowserForgotten,
            K::TrustEnded,
            K::ToldByKnown,
        ],
    ),
    (
        Group::Refused,
        &[
            K::LogInRefused,
            K::SecondStepRefused,
            K::ResetRefused,
            K::QuestionWrong,
            K::ConfirmRefused,
            K::UnlockRefused,
            K::NetworkRefused,
            K::EmergencyRefused,
            K::AccessCodeRefused,
            K::InvitationClosed,
            K::ResetCodeGuessed,
        ],
    ),
    (
        Group::Proofs,
        &[
            K::PasswordSet,
            K::ResetStarted,
            K::ResetCancelled,
            K::QuestionSet,
            K::ReminderSent,
            K::AuthenticatorSet,
            K::AuthenticatorRemoved,
            K::SecondStepRemoved,
            K::RecoveryCodesMade,
            K::PasskeyCreated,
            K::PasskeyRenamed,
            K::PasskeyRemoved,
            K::PhoneSet,
            K::PhoneRemoved,
            K::PhoneReset,
            K::LogInCodeMade,
            K::LogInCodeConfirmed,
            K::LogInCodeCancelled,
            K::LogInAddressClaimed,
            K::LogInAddressVerified,
            K::LogInAddressReleased,
            K::AgreementAccepted,
        ],
    ),
    (
        Group::People,
        &[
            K::UserCreated,
            K::UserChanged,
            K::Deactivated,
            K::Reactivated,
            K::MadeAdministrator,
            K::RemovedAdministrator,
            K::Unlocked,
            K::AdministratorAsked,
            K::RequestDismissed,
            K::InvitationSent,
            K::InvitationCancelled,
            K::IdentifierAdded,
            K::IdentifierChanged,
            K::IdentifierRemoved,
            K::EmergencyAllowed,
            K::EmergencyDisallowed,
            K::EmergencyStarted,
            K::EmergencyEnded,
            K::EmergencyReviewed,
        ],
    ),
    (
        Group::Practice,
        &[
            K::PracticeCreated,
            K::PracticeChanged,
            K::Restored,
            K::SecurityPolicyChanged,
            K::LevelsChanged,
            K::IdleChosen,
            K::TestMessageSent,
            K::AccessCodeReplaced,
            K::AuditExported,
            K::AuditPruned,
            K::FacilityAdded,
            K::FacilityChanged,
            K::FacilityMadePrimary,
            K::FacilityDeactivated,
            K::FacilityReactivated,
            K::FacilityDeleted,
            K::FacilityEntered,
        ],
    ),
];

/// The public names of a group's kinds.
#[must_use]
pub fn names(wanted: Group) -> Vec<&'static str> {
    let of = GROUPS.iter().filter(|(group, _)| *group == wanted);
    of.flat_map(|(_, kinds)| kinds.iter().map(|kind| kind.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, K};

    #[test]
    fn every_kind_is_in_one_group() {
        let all: Vec<K> = GROUPS.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
        for kind in K::ALL {
            assert_eq!(all.iter().filter(|one| *one == kind).count(), 1, "{kind:?}");
        }
    }
}
