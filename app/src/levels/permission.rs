//! What one may be allowed to do, and the one question whether somebody may.

use serde::{Deserialize, Serialize};

use super::model::{Area, Grant, Row};

/// Something that one may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Permission {
    /// Look for patients and at their details.
    ViewPatients,
    /// Add patients and change their details.
    EditPatients,
    /// Look at a patient's insurance.
    ViewInsurance,
    /// Change it.
    EditInsurance,
    /// Open the settings at all.
    Settings,
    /// Add, change, deactivate people; help them in; resets.
    Users,
    /// What the practice says of itself.
    Practice,
    /// Where it works.
    Facilities,
    /// Which level may what.
    Levels,
    /// What the practice asks of its people at the door.
    Security,
    /// What left and arrived.
    Messages,
    /// Charts of the door.
    Activity,
    /// Who did what.
    Audit,
    /// Make somebody administrator, take that right away, and change an administrator's account.
    Administrators,
    /// Who may use emergency access, and looking back on it.
    Emergency,
    /// Bring patients in from a file, many at once.
    Import,
    /// Take everything out, or everything of a patient.
    Export,
}

/// What decides about a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The edit level: this much of this area.
    Level(Area, Grant),
    /// Being an administrator. Whether emergency access opens it as well.
    Administrator {
        /// It does.
        in_emergency: bool,
    },
    /// Being an administrator whose level lets them change details and insurance. Emergency access opens it only where it opens everything: what is
    /// done to everybody at once can wait.
    AdministratorWhoEdits,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::ViewPatients,
        Self::EditPatients,
        Self::ViewInsurance,
        Self::EditInsurance,
        Self::Settings,
        Self::Users,
        Self::Practice,
        Self::Facilities,
        Self::Levels,
        Self::Security,
        Self::Messages,
        Self::Activity,
        Self::Audit,
        Self::Administrators,
        Self::Emergency,
        Self::Import,
        Self::Export,
    ];

    /// What decides about it.
    #[must_use]
    pub const fn axis(self) -> Axis {
        match self {
            Self::ViewPatients => Axis::Level(Area::Patients, Grant::View),
            Self::EditPatients => Axis::Level(Area::Patients, Grant::Edit),
            Self::ViewInsurance => Axis::Level(Area::Insurance, Grant::View),
            Self::EditInsurance => Axis::Level(Area::Insurance, Grant::Edit),
            // Whoever is let in for an emergency lets nobody else in for good, shuts no administrator out, names no next one and judges nothing.
            Self::Administrators | Self::Emergency => Axis::Administrator { in_emergency: false },
            Self::Import | Self::Export => Axis::AdministratorWhoEdits,
            _ => Axis::Administrator { in_emergency: true },
        }
    }
}

/// What somebody has, on each of the three axes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Holder {
    /// Their level's row of the practice's matrix.
    pub row: Row,
    /// They look after accounts.
    pub administrator: bool,
    /// Emergency access.
    pub emergency: Emergency,
}

/// How far emergency access opens things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Emergency {
    /// It is not on.
    #[default]
    Off,
    /// It is on.
    Limited,
    /// It is on, and the operator lets it open whatever an administrator may (`[policy] emergency_parity`).
    Parity,
}

/// Somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAllowed;

/// Whether somebody may: the one place that decides.
///
/// # Errors
/// [`NotAllowed`]
pub const fn require(holder: &Holder, permission: Permission) -> Result<(), NotAllowed> {
    let may = match permission.axis() {
        Axis::Level(area, grant) => !matches!(holder.emergency, Emergency::Off) || holder.row.of(area) as u8 >= grant as u8,
        Axis::Administrator { in_emergency } => {
            holder.administrator
                || match holder.emergency {
                    Emergency::Off => false,
                    Emergency::Limited => in_emergency,
                    Emergency::Parity => true,
                }
        }
        Axis::AdministratorWhoEdits => {
            let edits =
                matches!(holder.row.of(Area::Patients), Grant::Edit) && matches!(holder.row.of(Area::Insurance), Grant::Edit);
            (holder.administrator && edits) || matches!(holder.emergency, Emergency::Parity)
        }
    };
    if may { Ok(()) } else { Err(NotAllowed) }
}

impl Holder {
    /// [`require`] as a question.
    #[must_use]
    pub const fn may(&self, permission: Permission) -> bool {
        require(self, permission).is_ok()
    }
}
