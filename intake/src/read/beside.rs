//! What some systems keep in files beside that of the patients: their insurance, and who pays. It is joined as columns of its own.
//!
//! Known from the vendor: the names of the columns of Amazing Charts and of Practice Fusion. From programs that others wrote to read them: how the files of Lytec
//! belong together. Inferred: that the first of two policies of Amazing Charts is the primary one, where its description names none as the secondary.
//! Of Medisoft only is known that a file of cases has the insurance, and not what its columns are called: it stays beside.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use zip::ZipArchive;

use super::archive::{Inside, base, unpack, unpacked};
use super::documents::{name, was_meant};
use super::{Event, LARGEST_UNPACKED, Opened, Refusal, Sink, Unread, Wanted};
use crate::fields::bare;

/// Most of what is held of such files in memory, in bytes: some hundred thousand policies.
const MOST_HELD: usize = 256 * 1024 * 1024;
/// What is joined, by names that the guess knows.
const COLUMNS: [&str; 19] = [
    "Primary Payer",
    "Primary Plan",
    "Primary Member ID",
    "Primary Group",
    "Primary Relation",
    "Primary Subscriber",
    "Primary Subscriber Birth Date",
    "Primary Copay",
    "Secondary Payer",
    "Secondary Plan",
    "Secondary Member ID",
    "Secondary Group",
    "Secondary Relation",
    "Secondary Subscriber",
    "Secondary Subscriber Birth Date",
    "Secondary Copay",
    "Guarantor Name",
    "Guarantor Relation",
    "Policies beside these",
];
/// Columns of a policy, and where those of the guarantor begin.
const POLICY: usize = 8;
const GUARANTOR: usize = 2 * POLICY;
/// The rank of a policy that has no columns.
const OTHER: usize = 2;

/// A file beside, as it is known by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Policies of patients: Amazing Charts.
    AmazingCharts,
    /// The same: Practice Fusion.
    PracticeFusion,
    /// Insurances by code: Lytec.
    Carriers,
    /// Persons by code: Lytec.
    Persons,
}

impl Kind {
    /// What a file is beside that of the patients, by both their columns; Lytec's addresses of facilities have the columns of its insurances, and only the name
    /// of the file tells.
    fn of(main: &[String], columns: &[String], file: &str) -> Option<Self> {
        let has = |columns: &[String], names: &[&str]| names.iter().all(|name| columns.iter().any(|column| column == name));
        match () {
            () if has(main, &["patientid", "fristname"]) && has(columns, &["patientid", "policynumber", "payorname"]) => {
                Some(Self::AmazingCharts)
            }
            () if has(main, &["patientpracticeguid", "birthdate"])
                && has(columns, &["patientpracticeguid", "memberid", "payername"]) =>
            {
                Some(Self::PracticeFusion)
            }
            () if !has(main, &["chartnumber", "insurancecode1"]) || has(columns, &["chartnumber"]) => None,
            () if has(columns, &["code", "firstname", "lastname"]) => Some(Self::Persons),
            () if has(columns, &["code", "name"]) && base(file).to_lowercase().contains("insur") => Some(Self::Carriers),
            () => None,
        }
    }
}

/// A row, its cells by the names of their columns.
struct Named<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl<'a> Named<'a> {
    fn of(&self, name: &str) -> &'a str {
        self.columns.iter().position(|column| column == name).and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }
}

/// What is held of the files beside, and joined to each patient's row.
#[derive(Debug, Default)]
pub struct Beside {
    /// The files.
    files: Vec<String>,
    /// The cells of [`COLUMNS`], by the patient's number.
    policies: HashMap<String, Vec<String>>,
    /// The column of that number (bare).
    key: &'static str,
    /// Names of insurances, by code.
    carriers: HashMap<String, String>,
    /// Names and birth dates of persons, by code.
    persons: HashMap<String, [String; 2]>,
    held: usize,
    /// The columns of the patients' file (bare).
    main: Vec<String>,
    /// Files that could not be read.
    unread: Vec<Unread>,
}

impl Beside {
    /// Reads what belongs to a file of patients. None: nothing does.
    pub fn find(archive: &mut ZipArchive<BufReader<File>>, header: &[String], files: &[&Inside]) -> Result<Option<Self>, Refusal> {
        let mut beside = Self { main: header.iter().map(|name| bare(name)).collect(), ..Self::default() };
        for file in files {
            let out = unpack(archive, file.at, LARGEST_UNPACKED)?;
            let (mut kind, mut columns, mut full) = (None, Vec::new(), false);
            let read = unpacked(&out, &Wanted::default(), &mut |event| match event {
                Event::Opened(opened) => {
                    columns = opened.header.iter().map(|name| bare(name)).collect();
                    kind = Kind::of(&beside.main, &columns, &file.name);
                    if kind.is_some() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                }
                Event::Left(..) | Event::File(_) => ControlFlow::Continue(()),
                Event::Row(row) => {
                    if let Some(kind) = kind {
                        beside.put(kind, &Named { columns: &columns, cells: &row.cells });
                    }
                    full = beside.held > MOST_HELD;
                    if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                }
            });
            match read {
                _ if full => return Err(Refusal::Bomb),
                // What is no table is none of ours; what is and breaks off is told.
                Err(e) if kind.is_some() && e != Refusal::NoRows => return Err(e),
                Err(e @ (Refusal::Disk(_) | Refusal::Bomb)) => return Err(e),
                Err(e) if was_meant(&e) => name(&mut beside.unread, &file.name, e),
                _ => {}
            }
            if kind.is_some() {
                beside.files.push(file.name.clone());
            }
        }
        Ok(Some(beside).filter(|beside| !beside.files.is_empty() || !beside.unread.is_empty()))
    }

    /// Keeps a row of a file beside.
    fn put(&mut self, kind: Kind, row: &Named<'_>) {
        let of = |name: &str| row.of(name);
        if ["code", "patientid", "patientpracticeguid"].into_iter().all(|key| of(key).is_empty()) {
            return;
        }
        let whole = |names: [&str; 3]| names.map(of).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let kept: usize = match kind {
            Kind::Carriers => {
                self.carriers.insert(of("code").to_owned(), of("name").to_owned());
                of("code").len() + of("name").len()
            }
            Kind::Persons => {
                let name = whole(["firstname", "middleinitial", "lastname"]);
                let size = name.len();
                self.persons.insert(of("code").to_owned(), [name, of("dateofbirth").to_owned()]);
                size
            }
            Kind::AmazingCharts => {
                let subscriber = whole(["subscriberfrist", "subscribermiddle", "subscriberlast"]);
                let policy = [
                    of("payorname"),
                    of("planname"),
                    of("policynumber"),
                    of("groupnumber"),
                    of("subscriberrelation"),
                    &subscriber,
                    "",
                    of("copay"),
                ];
                let second = of("description").to_lowercase().contains("secondary");
                let guarantor = [whole(["guarantorfirst", "guarantormiddle", "guarantorlast"]), of("guarantorrelation").to_owned()];
                self.key = "patientid";
                self.policy(of("patientid"), second.then_some(1), policy, guarantor)
            }
            Kind::PracticeFusion => {
                let is_active = !of("insuranceplanisactive").eq_ignore_ascii_case("false");
                let order = of("orderofbenefits").to_lowercase();
                let rank = match order.as_str() {
                    "primary" if is_active => 0,
                    "secondary" if is_active => 1,
                    _ => OTHER,
                };
                let policy = [
                    of("payername"),
                    of("insuranceplanname"),
                    of("memberid"),
                    of("groupid"),
                    of("relationshiptoinsured"),
                    "",
                    "",
                    of("copayfixedamount"),
                ];
                self.key = "patientpracticeguid";
                self.policy(of("patientpracticeguid"), Some(rank), policy, Default::default())
            }
        };
        // A place in a map, and the texts.
        self.held += 100 + kept;
    }

    /// Keeps a policy at its rank, or the first that is free; one more beside the fields.
    fn policy(&mut self, patient: &str, rank: Option<usize>, policy: [&str; POLICY], guarantor: [String; 2]) -> usize {
        let cells = self.policies.entry(patient.to_owned()).or_insert_with(|| vec![String::new(); COLUMNS.len()]);
        let is_free = |cells: &[String], rank: usize| cells[rank * POLICY..(rank + 1) * POLICY].iter().all(String::is_empty);
        let wanted = rank.map_or(0..2, |rank| rank..(rank + 1).min(2));
        if let Some(rank) = wanted.into_iter().find(|rank| is_free(cells, *rank)) {
            for (cell, text) in cells[rank * POLICY..].iter_mut().zip(policy) {
                text.clone_into(cell);
            }
        } else {
            let told = policy[..4].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(", ");
            let other = &mut cells[GUARANTOR + 2];
            *other = if other.is_empty() { told } else { format!("{other}; {told}") };
        }
        for (cell, text) in cells[GUARANTOR..].iter_mut().zip(guarantor) {
            if cell.is_empty() {
                *cell = text;
            }
        }
        policy.iter().map(|text| text.len() + 24).sum()
    }

    /// Hands an event of the patients' file on, with what is beside.
    pub fn hand_on(&mut self, event: Event<'_>, sink: Sink<'_>) -> ControlFlow<()> {
        match event {
            Event::Opened(opened) => {
                self.main = opened.header.iter().map(|name| bare(name)).collect();
                let mut unread = opened.unread.clone();
                for file in &self.unread {
                    name(&mut unread, &file.name, file.why.clone());
                }
                if self.files.is_empty() {
                    return sink(Event::Opened(&Opened { unread, ..opened.clone() }));
                }
                let header = opened.header.iter().cloned().chain(COLUMNS.map(str::to_owned)).collect();
                let other_sheets = opened.other_sheets.iter().filter(|name| !self.files.contains(name)).cloned().collect();
                sink(Event::Opened(&Opened { header, other_sheets, joined: self.told(), unread, ..opened.clone() }))
            }
            Event::Row(row) if self.files.is_empty() => sink(Event::Row(row)),
            Event::Row(mut row) => {
                let added = self.added(&row.cells);
                // What is in a row beyond its columns stays there: it is told of.
                row.cells.resize(row.cells.len().max(self.main.len()), String::new());
                row.cells.splice(self.main.len()..self.main.len(), added);
                sink(Event::Row(row))
            }
            other @ (Event::Left(..) | Event::File(_)) => sink(other),
        }
    }

    /// The files, by name; of a folder for each patient, each name once.
    fn told(&self) -> Vec<String> {
        let mut names: Vec<String> = self.files.iter().map(|file| base(file).to_owned()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The cells of [`COLUMNS`] of a patient.
    fn added(&self, cells: &[String]) -> Vec<String> {
        let row = Named { columns: &self.main, cells };
        let of = |name: &str| row.of(name);
        if !self.key.is_empty() {
            return self.policies.get(of(self.key)).cloned().unwrap_or_else(|| vec![String::new(); COLUMNS.len()]);
        }
        let mut added = vec![String::new(); COLUMNS.len()];
        for (policy, n) in added.chunks_exact_mut(POLICY).zip(["1", "2"]) {
            let code = of(&format!("insurancecode{n}"));
            // A code that no insurance has says more than nothing.
            self.carriers.get(code).filter(|name| !name.is_empty()).map_or(code, String::as_str).clone_into(&mut policy[0]);
            let is_patient = of(&format!("insuranceinsuredis{n}")) == "1";
            if let Some([name, birth]) = self.persons.get(of(&format!("insuranceinsured{n}"))).filter(|_| !is_patient) {
                name.clone_into(&mut policy[5]);
                birth.clone_into(&mut policy[6]);
            }
        }
        added
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use jiff::civil::date;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{COLUMNS, GUARANTOR};
    use crate::columns::Counter;
    use crate::fields::known_as;
    use crate::guess::guess;
    use crate::read::tests::all;
    use crate::read::{Opened, Row};
    use crate::systems::find;

    fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// What a row has in a field, as the columns are guessed.
    fn field<'a>(opened: &Opened, rows: &'a [Row], system: &str, at: usize, field: &str) -> &'a str {
        let mut counter = Counter::new(&opened.header, date(2026, 11, 27), &|_| false);
        for row in rows {
            counter.see(&row.cells);
        }
        let guesses = guess(&counter.done().0, find(system));
        guesses.iter().position(|guess| guess.field == field).map_or("", |column| &rows[at].cells[column])
    }

    #[test]
    fn every_column_is_taken_for_its_field() {
        for name in &COLUMNS[..GUARANTOR + 2] {
            let known = known_as(name).unwrap_or_default();
            assert!(name.to_lowercase().starts_with(known.split('_').next().unwrap()) && !known.is_empty(), "{name}: {known}");
        }
    }

    #[test]
    fn insurances_and_persons_of_lytec_are_found_by_their_codes() {
        let zip = archive(&[
            (
                "Patient.txt",
                "Chart Number,First Name,Last Name,Date Of Birth,Insurance Code 1,Insurance Insured ID 1,Insurance Group Number 1,Insurance Insured Is 1,Insurance Insured 1,Insurance Code 2,Insurance Insured Is 2\n\
                 RUIZAN00,Ana,Ruiz,19800211,AET01,W1,G7,1,,MED00,1\n\
                 LEEBO000,Bo,Lee,20150301,AET01,W2,G7,2,LEE00,NONE9,1\n",
            ),
            (
                "insurance.csv",
                "Code,Name,Address 1,Address 2,City,State,Zip Code,Phone,Extension,Fax\nAET01,Aetna,1 Elm,,Reno,NV,89501,,,\nMED00,Medicare,,,,,,,,\n",
            ),
            ("address.csv", "Code,Name,Address 1,Address 2,City,State,Zip Code,Phone,Extension,Fax\nAET01,The hospital,,,,,,,,\n"),
            ("guarantor.csv", "Code,First Name,Middle Initial,Last Name,Date Of Birth,Sex\nLEE00,Kay,M,Lee,19850102,F\n"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((opened.sheet.as_str(), opened.joined.join(" ").as_str()), ("Patient.txt", "guarantor.csv insurance.csv"));
        let is = |at, name| field(&opened, &rows, "lytec", at, name);
        assert_eq!(
            ["primary_payer", "secondary_payer", "primary_member_id", "primary_group"].map(|name| is(0, name)),
            ["Aetna", "Medicare", "W1", "G7"]
        );
        // Who is insured themselves has nobody else for it; a code that no file knows stays.
        assert_eq!((is(0, "primary_subscriber"), is(1, "secondary_payer")), ("", "NONE9"));
        assert_eq!((is(1, "primary_subscriber"), is(1, "primary_subscriber_birth_date")), ("Kay M Lee", "19850102"));
    }

    #[test]
    fn insurances_of_amazing_charts_are_joined_by_the_patient() {
        let patients = "PatientID,ChartID,FristName,LastName,BirthDate\n";
        let insurances = "PatientID,Description,PolicyNumber,GroupNumber,CoPay,PayorName,PlanName,SubscriberRelation,SubscriberFrist,SubscriberMiddle,SubscriberLast,GuarantorRelation,GuarantorFirst,GuarantorLast\n";
        let zip = archive(&[
            ("1/Ruiz_Ana/Patient Demographics.csv", &format!("{patients}1,7,Ana,Ruiz,2/11/1980\n")),
            (
                "1/Ruiz_Ana/Health Insurance.csv",
                &format!(
                    "{insurances}1,Secondary,P2,,,Medicare,,,,,,,,\n1,,P1,G1,20,Aetna,Gold,Spouse,Kay,M,Ruiz,Father,Al,Ruiz\n1,,P3,,,Third,,,,,,,,\n"
                ),
            ),
            ("1/Lee_Bo/Patient Demographics.csv", &format!("{patients}2,8,Bo,Lee,3/1/1975\n")),
            ("1/Lee_Bo/Documents/notes.txt", "hello"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((rows.len(), opened.joined.join(" ").as_str()), (2, "Health Insurance.csv"));
        let is = |name| field(&opened, &rows, "amazing-charts", 0, name);
        let primary = [
            "primary_payer",
            "primary_plan",
            "primary_member_id",
            "primary_group",
            "primary_relation",
            "primary_subscriber",
            "primary_copay",
        ];
        assert_eq!(primary.map(is), ["Aetna", "Gold", "P1", "G1", "Spouse", "Kay M Ruiz", "20"]);
        assert_eq!(
            ["secondary_payer", "secondary_member_id", "guarantor_name", "guarantor_relation"].map(is),
            ["Medicare", "P2", "Al Ruiz", "Father"]
        );
        assert_eq!(field(&opened, &rows, "amazing-charts", 1, "primary_payer"), "");
        // No field for a third one: it is kept beside them.
        let third = opened.header.iter().position(|name| name == COLUMNS[18]).unwrap();
        assert_eq!(rows[0].cells[third], "Third, P3");
        assert_eq!(known_as(COLUMNS[18]), None);
    }

    #[test]
    fn insurances_of_practice_fusion_are_joined_in_their_order() {
        let zip = archive(&[
            (
                "patient-demographics.tsv",
                "PatientPracticeGuid\tFirstName\tLastName\tBirthDate\nA1\tAna\tRuiz\t1980-02-11\nB2\tBo\tLee\t1975-03-01\textra\n",
            ),
            (
                "patient-insurances.tsv",
                "PatientInsurancePlanGuid\tPatientPracticeGuid\tPayerName\tInsurancePlanName\tRelationshipToInsured\tMemberId\tGroupId\tOrderOfBenefits\tCopayFixedAmount\tInsurancePlanIsActive\n\
                 x\tA1\tOld\tOld\tSelf\tM0\t\tPrimary\t\tFalse\n\
                 y\tA1\tMedicare\tB\tSelf\tM2\t\tSecondary\t\tTrue\n\
                 z\tA1\tAetna\tGold\tSelf\tM1\tG1\tPrimary\t25\tTrue\n",
            ),
            ("patient-race.tsv", "PatientPracticeGuid\tRaceName\nA1\tWhite\n"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!(
            (opened.sheet.as_str(), opened.other_sheets.join(" ").as_str()),
            ("patient-demographics.tsv", "patient-race.tsv")
        );
        let is = |name| field(&opened, &rows, "practice-fusion", 0, name);
        assert_eq!(
            ["primary_payer", "primary_member_id", "primary_group", "primary_copay", "secondary_payer"].map(is),
            ["Aetna", "M1", "G1", "25", "Medicare"]
        );
        // A cell too many stays one.
        assert_eq!((opened.header.len(), rows[0].cells.len(), rows[1].cells.len()), (23, 23, 24));
        assert_eq!(rows[1].cells[23], "extra");
    }
}
