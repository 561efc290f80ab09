//! Levels, areas, permissions, and the one question whether somebody may.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::permission::{Axis, Emergency, Holder, NotAllowed, Permission, require};

/// The page's path.
pub const PATH: &str = "/settings/levels";
/// The form with the matrix.
pub const FORM: &str = "levels";
/// The deed of the button that takes the recommendation back.
pub const RESTORE: &str = "restore";

/// The edit level (also called access level): an internal label for what a person may do; says nothing of a title (topic 44).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Front desk.
    Staff,
    /// Billing.
    Biller,
    /// Nurse or medical assistant.
    Nurse,
    /// Nurse practitioner or physician assistant.
    NpPa,
    /// Physician.
    Physician,
}

impl Level {
    /// Lowest first.
    pub const ALL: [Self; 5] = [Self::Staff, Self::Biller, Self::Nurse, Self::NpPa, Self::Physician];

    /// The name in the database and in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Biller => "biller",
            Self::Nurse => "nurse",
            Self::NpPa => "np-pa",
            Self::Physician => "physician",
        }
    }

    /// The level of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.as_str() == name)
    }
}

/// What a level opens. Only what the product keeps is here: each has pages that ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Area {
    /// Names, birth dates, addresses, phones.
    Patients,
    /// Who pays, and for whom.
    Insurance,
}

impl Area {
    /// In the order of the matrix.
    pub const ALL: [Self; 2] = [Self::Patients, Self::Insurance];

    /// The name in the database and in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patients => "patients",
            Self::Insurance => "insurance",
        }
    }
}

/// How far an area is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grant {
    /// Closed: not even that somebody is there.
    #[default]
    None,
    /// To be looked at.
    View,
    /// To be changed as well.
    Edit,
}

impl Grant {
    /// The least first.
    pub const ALL: [Self; 3] = [Self::None, Self::View, Self::Edit];

    /// The name in the database and in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::View => "view",
            Self::Edit => "edit",
        }
    }

    /// The grant of a name; none for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.as_str() == name)
    }
}

/// One level's row of the matrix: a grant for each area, in the order of [`Area::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row([Grant; Area::ALL.len()]);

impl Row {
    /// Everything: what emergency access opens.
    pub const FULL: Self = Self([Grant::Edit; Area::ALL.len()]);

    /// How far an area is open.
    #[must_use]
    pub const fn of(&self, area: Area) -> Grant {
        self.0[area as usize]
    }
}

/// What each level may, in one practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matrix([Row; Level::ALL.len()]);

/// Why a matrix can't be: the level and the area of the cell, and the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Physicians keep what nobody else can give them back in the middle of a visit.
    PhysicianKeeps(Area),
    /// Nothing of a patient is open to whom the patient is not.
    NeedsPatients(Level, Area),
    /// Somebody at the practice must be able to take a new patient in.
    NobodyEdits(Area),
}

impl Matrix {
    /// What we recommend (topic 44): the front desk takes patients in, billing sees whom it bills, everybody who treats may correct what they hear.
    pub const RECOMMENDED: Self = {
        use Grant::{Edit, View};
        Self([Row([Edit, Edit]), Row([View, Edit]), Row([Edit, View]), Row([Edit, View]), Row([Edit, Edit])])
    };

    /// One level's row.
    #[must_use]
    pub const fn row(&self, level: Level) -> Row {
        self.0[level as usize]
    }

    /// Sets one cell.
    pub const fn set(&mut self, level: Level, area: Area, grant: Grant) {
        self.0[level as usize].0[area as usize] = grant;
    }

    /// From what is kept: the recommendation, but where the practice has chosen. A name of a newer or older version changes nothing.
    #[must_use]
    pub fn parse(kept: &str) -> Self {
        let kept: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(kept).unwrap_or_default();
        let mut matrix = Self::RECOMMENDED;
        for level in Level::ALL {
            for area in Area::ALL {
                let name = kept.get(level.as_str()).and_then(|row| row.get(area.as_str()));
                if let Some(grant) = name.and_then(|name| Grant::parse(name)) {
                    matrix.set(level, area, grant);
                }
            }
        }
        matrix
    }

    /// As it is kept: level, area, grant by their names.
    #[must_use]
    pub fn names(&self) -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
        let row = |level| Area::ALL.map(|area| (area.as_str(), self.row(level).of(area).as_str())).into();
        Level::ALL.map(|level| (level.as_str(), row(level))).into()
    }

    /// As the form has it: each cell's grant by its input.
    #[must_use]
    pub fn inputs(&self) -> BTreeMap<String, String> {
        let row = |level| Area::ALL.map(|area| (input(level, area), self.row(level).of(area).as_str().to_owned()));
        Level::ALL.into_iter().flat_map(row).collect()
    }

    /// What stands against it; nothing for a matrix that may be.
    #[must_use]
    pub fn guards(&self) -> Vec<Guard> {
        let physician = self.row(Level::Physician).of(Area::Patients) < Grant::Edit;
        let kept = physician.then_some(Guard::PhysicianKeeps(Area::Patients));
        let closed = Level::ALL.into_iter().filter(|level| self.row(*level).of(Area::Patients) == Grant::None);
        let beyond = closed.flat_map(|level| {
            let open = Area::ALL.into_iter().filter(move |area| self.row(level).of(*area) > Grant::None);
            open.map(move |area| Guard::NeedsPatients(level, area))
        });
        let edits = |area: &Area| Level::ALL.iter().any(|level| self.row(*level).of(*area) == Grant::Edit);
        let nobody = Area::ALL.into_iter().filter(|area| !edits(area)).map(Guard::NobodyEdits);
        kept.into_iter().chain(beyond).chain(nobody).collect()
    }
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelsPage {
    /// As it holds.
    pub matrix: Matrix,
    /// How many active people have each level, in the order of [`Level::ALL`].
    pub people: Vec<i64>,
    /// How many active administrators there are.
    pub administrators: i64,
    /// Counts changes.
    pub version: i64,
    /// Who changed it last, and when in words.
    pub changed: Option<(String, String)>,
}

/// The name of a cell's input.
#[must_use]
pub fn input(level: Level, area: Area) -> String {
    format!("{}_{}", level.as_str().replace('-', "_"), area.as_str())
}

#[cfg(test)]
mod tests {
    use super::{Area, Axis, Emergency, Grant, Guard, Holder, Level, Matrix, Permission, Row, require};

    #[test]
    fn three_axes_and_none_follows_from_another() {
        for permission in Permission::ALL {
            let by_level = Holder { row: Row::FULL, ..Holder::default() };
            let administrator = Holder { administrator: true, ..Holder::default() };
            let emergency = Holder { emergency: Emergency::Limited, ..Holder::default() };
            let parity = Holder { emergency: Emergency::Parity, ..Holder::default() };
            let (level, admin, urgent) = match permission.axis() {
                Axis::Level(..) => (true, false, true),
                Axis::Administrator { in_emergency } => (false, true, in_emergency),
                Axis::AdministratorWhoEdits => (false, false, false),
            };
            assert!(require(&Holder::default(), permission).is_err() && parity.may(permission), "{permission:?}");
            assert_eq!(by_level.may(permission), level, "{permission:?}");
            assert_eq!(administrator.may(permission), admin, "{permission:?}");
            assert_eq!(emergency.may(permission), urgent, "{permission:?}");
        }
        let both = Holder { row: Row::FULL, administrator: true, ..Holder::default() };
        assert!(Permission::ALL.into_iter().all(|permission| both.may(permission)));
    }

    #[test]
    fn who_may_change_may_look() {
        for grant in Grant::ALL {
            let mut matrix = Matrix::RECOMMENDED;
            matrix.set(Level::Nurse, Area::Patients, grant);
            let holder = Holder { row: matrix.row(Level::Nurse), ..Holder::default() };
            assert_eq!(holder.may(Permission::ViewPatients), grant >= Grant::View);
            assert_eq!(holder.may(Permission::EditPatients), grant == Grant::Edit);
        }
    }

    #[test]
    fn what_is_kept_is_read_again_and_what_is_unknown_changes_nothing() {
        let mut matrix = Matrix::RECOMMENDED;
        matrix.set(Level::NpPa, Area::Insurance, Grant::Edit);
        matrix.set(Level::Staff, Area::Insurance, Grant::None);
        assert_eq!(Matrix::parse(&serde_json::to_string(&matrix.names()).unwrap()), matrix);
        for kept in ["", "{", "[]", r#"{"king":{"patients":"edit"},"staff":{"patients":"own","gold":"edit"}}"#] {
            assert_eq!(Matrix::parse(kept), Matrix::RECOMMENDED, "{kept}");
        }
    }

    #[test]
    fn guards_stand_against_what_shuts_everybody_out() {
        assert_eq!(Matrix::RECOMMENDED.guards(), []);
        let changed = |cells: &[(Level, Area, Grant)]| {
            let mut matrix = Matrix::RECOMMENDED;
            for (level, area, grant) in cells {
                matrix.set(*level, *area, *grant);
            }
            matrix.guards()
        };
        assert_eq!(changed(&[(Level::Physician, Area::Patients, Grant::View)]), [Guard::PhysicianKeeps(Area::Patients)]);
        assert_eq!(
            changed(&[(Level::Biller, Area::Patients, Grant::None)]),
            [Guard::NeedsPatients(Level::Biller, Area::Insurance)]
        );
        let all = Level::ALL.map(|level| (level, Area::Insurance, Grant::View));
        assert_eq!(changed(&all), [Guard::NobodyEdits(Area::Insurance)]);
        assert_eq!(changed(&[(Level::Staff, Area::Patients, Grant::None), (Level::Staff, Area::Insurance, Grant::None)]), []);
    }
}
