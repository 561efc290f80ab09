//! Patients on their way out, and every file that they are in.

use std::collections::BTreeMap;
use std::io::{self, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::spool::Spool;
use super::table::{self, Row};
use super::{Package, ccda, fhir};

/// C-CDA documents that are files of their own, or in one archive.
const TOGETHER: u64 = 10_000;
/// The table of patients.
pub const PATIENTS: &str = "patients";
/// The table of who pays for them.
pub const INSURANCE: &str = "insurance";
/// The column of a patient's id, in every table.
pub const ID: &str = "id";
/// The columns of [`PATIENTS`] before the fields.
pub const BEFORE: [&str; 5] = [ID, "chart_number", "active", "source_system", "source_id"];
/// The column of [`PATIENTS`] behind them: what came from another system and has no field, as JSON.
pub const EXTRAS: &str = "extras";

/// A patient. What has nothing to say is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Patient {
    /// A UUID that they keep through exports and imports.
    pub id: String,
    /// The practice's number for them.
    pub chart_number: String,
    /// Still a patient.
    pub active: bool,
    /// The system that they came from before; empty for who was typed in.
    pub source_system: String,
    /// Its number for them.
    pub source_id: String,
    /// By field.
    pub details: BTreeMap<String, String>,
    /// By field.
    pub insurance: BTreeMap<String, String>,
    /// By the name of the column that it came in.
    pub extras: BTreeMap<String, String>,
}

impl Patient {
    /// What a field says; empty for nothing.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.details.get(field).or_else(|| self.insurance.get(field)).map(String::as_str).unwrap_or_default()
    }

    fn details_row(&self, fields: &[&str]) -> Row {
        let before =
            [json!(self.id), json!(self.chart_number), json!(self.active), json!(self.source_system), json!(self.source_id)];
        let extras = if self.extras.is_empty() { Value::String(String::new()) } else { json!(self.extras) };
        before.into_iter().chain(fields.iter().map(|name| json!(self.get(name)))).chain([extras]).collect()
    }

    fn insurance_row(&self, fields: &[&str]) -> Row {
        std::iter::once(json!(self.id)).chain(fields.iter().map(|name| json!(self.get(name)))).collect()
    }
}

/// The practice, as FHIR and C-CDA name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    /// A UUID.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// E.164; empty for none.
    pub phone: String,
    /// Ten digits; empty for none.
    pub npi: String,
    /// Street and number.
    pub address_1: String,
    /// Suite, floor.
    pub address_2: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// When the export was begun, in UTC, as RFC 3339 writes it.
    pub created: String,
}

/// The columns of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    /// Of [`PATIENTS`], without [`BEFORE`] and [`EXTRAS`].
    pub details: &'a [&'a str],
    /// Of [`INSURANCE`], without the id.
    pub insurance: &'a [&'a str],
}

/// Writes every file that patients are in: both tables, FHIR, a C-CDA document each.
///
/// # Errors
/// Of the disk.
pub fn write<W: Write + Seek>(
    package: &mut Package<W>,
    practice: &Practice,
    fields: Fields<'_>,
    patients: &mut Spool<Patient>,
) -> io::Result<()> {
    let columns: Vec<&str> = BEFORE.into_iter().chain(fields.details.iter().copied()).chain([EXTRAS]).collect();
    let mut rows: Spool<Row> = Spool::new()?;
    patients.each(|patient| rows.push(&patient.details_row(fields.details)))?;
    table::write(package, PATIENTS, &columns, &mut rows)?;

    let columns: Vec<&str> = std::iter::once(ID).chain(fields.insurance.iter().copied()).collect();
    let mut rows: Spool<Row> = Spool::new()?;
    patients
        .each(|patient| if patient.insurance.is_empty() { Ok(()) } else { rows.push(&patient.insurance_row(fields.insurance)) })?;
    table::write(package, INSURANCE, &columns, &mut rows)?;

    fhir::resources(package, "Patient", patients, |patient| vec![fhir::patient(patient, practice)])?;
    fhir::resources(package, "Coverage", patients, fhir::coverages)?;
    package.add("fhir/Organization.ndjson", format!("{}\n", fhir::organization(practice)).as_bytes())?;
    package.rows(1);
    documents(package, practice, patients, TOGETHER)
}

/// Writes the C-CDA documents: as files where they are few, otherwise in archives of so many, since no program opens a folder of a million gladly.
fn documents<W: Write + Seek>(
    package: &mut Package<W>,
    practice: &Practice,
    patients: &mut Spool<Patient>,
    together: u64,
) -> io::Result<()> {
    if patients.len() <= together {
        return patients
            .each(|patient| package.add(&format!("ccda/{}.xml", patient.id), ccda::document(&patient, practice)?.as_bytes()));
    }
    let (mut number, mut held, total) = (0_u64, 0_u64, patients.len());
    let mut inner = ZipWriter::new(tempfile::tempfile()?);
    let mut written = 0;
    patients.each(|patient| {
        inner.start_file(format!("{}.xml", patient.id), SimpleFileOptions::default())?;
        inner.write_all(ccda::document(&patient, practice)?.as_bytes())?;
        (held, written) = (held + 1, written + 1);
        if held < together && written < total {
            return Ok(());
        }
        let mut file = std::mem::replace(&mut inner, ZipWriter::new(tempfile::tempfile()?)).finish()?;
        file.seek(SeekFrom::Start(0))?;
        (number, held) = (number + 1, 0);
        package.begin(&format!("ccda/{number:04}.zip"), true)?;
        io::copy(&mut file, package).map(drop)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Read as _};

    use zip::ZipArchive;

    use super::{Fields, Patient, Practice, write};
    use crate::spool::Spool;
    use crate::{Manifest, Package};

    pub(crate) fn ana() -> Patient {
        let values = |all: &[(&str, &str)]| all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Patient {
            id: "01890000-0000-7000-8000-000000000001".to_owned(),
            chart_number: "1001".to_owned(),
            active: true,
            source_system: "medisoft".to_owned(),
            source_id: "NUNAN000".to_owned(),
            details: values(&[
                ("first_name", "Ana"),
                ("last_name", "Nuñez"),
                ("preferred_name", "Anita"),
                ("birth_date", "1980-02-11"),
                ("sex", "F"),
                ("race", "White"),
                ("language", "Spanish"),
                ("mobile_phone", "+12065550123"),
                ("address_1", "1 Pine St"),
                ("city", "Seattle"),
                ("state", "WA"),
                ("zip", "98101"),
                ("marital_status", "married"),
            ]),
            insurance: values(&[("primary_payer", "Premera"), ("primary_group", "G1"), ("primary_copay", "25.00")]),
            extras: values(&[("Recall", "6 months")]),
        }
    }

    pub(crate) fn practice() -> Practice {
        Practice {
            id: "01890000-0000-7000-8000-00000000aaaa".to_owned(),
            name: "Pine & Sons".to_owned(),
            phone: "+12065550100".to_owned(),
            created: "2026-11-27T10:00:00Z".to_owned(),
            ..Practice::default()
        }
    }

    #[test]
    fn many_documents_are_in_archives_of_their_own() {
        let mut package = Package::new(Cursor::new(Vec::new()), None);
        let mut spool = Spool::new().unwrap();
        for n in 0..5 {
            spool.push(&Patient { id: n.to_string(), ..ana() }).unwrap();
        }
        super::documents(&mut package, &practice(), &mut spool, 2).unwrap();
        let (out, manifest) = package.finish(Manifest::default()).unwrap();
        let names: Vec<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["ccda/0001.zip", "ccda/0002.zip", "ccda/0003.zip"]);
        let (mut zip, mut inner) = (ZipArchive::new(out).unwrap(), Vec::new());
        zip.by_name("ccda/0003.zip").unwrap().read_to_end(&mut inner).unwrap();
        let mut text = String::new();
        ZipArchive::new(Cursor::new(inner)).unwrap().by_name("4.xml").unwrap().read_to_string(&mut text).unwrap();
        assert!(text.contains("Nuñez"));
    }

    #[test]
    fn a_patient_is_in_every_file() {
        let mut package = Package::new(Cursor::new(Vec::new()), None);
        let mut spool = Spool::new().unwrap();
        spool.push(&ana()).unwrap();
        spool.push(&Patient { id: "b".to_owned(), insurance: [].into(), ..ana() }).unwrap();
        let fields = Fields { details: &["first_name", "last_name"], insurance: &["primary_payer"] };
        write(&mut package, &practice(), fields, &mut spool).unwrap();
        let (out, manifest) = package.finish(Manifest::default()).unwrap();
        let names: Vec<(&str, Option<u64>)> = manifest.files.iter().map(|file| (file.name.as_str(), file.rows)).collect();
        assert_eq!(names[0], ("patients.csv", Some(2)));
        assert_eq!(names[2], ("insurance.csv", Some(1)));
        assert_eq!(names[4], ("fhir/Patient.ndjson", Some(2)));
        assert_eq!(names[8], ("ccda/b.xml", None));
        let mut text = String::new();
        ZipArchive::new(out).unwrap().by_name("patients.csv").unwrap().read_to_string(&mut text).unwrap();
        let second = text.lines().nth(1).unwrap();
        assert_eq!(
            second,
            "01890000-0000-7000-8000-000000000001,1001,true,medisoft,NUNAN000,Ana,Nuñez,\"{\"\"Recall\"\":\"\"6 months\"\"}\""
        );
    }
}
