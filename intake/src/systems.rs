//! The systems that practices come from: how sure it is what they export, and what they call their columns.
//!
//! For most of them no description of the patient list is public. Those have no columns here: the guess and the memory of a mapping serve them, and the page
//! says so.

use crate::fields::bare;

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The columns are in the vendor's own papers or files.
    Columns,
    /// The kind of file is known, its columns are a standard's.
    Format,
    /// Nothing public says.
    Nothing,
}

/// A system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct System {
    /// Its name in files and addresses.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How sure it is what it exports.
    pub known: Known,
    /// Columns that mean something else here than elsewhere, or that nobody else has: name ([`bare`]), field. Empty field: not one of ours.
    pub columns: &'static [(&'static str, &'static str)],
    /// Its active flag is 0 for active.
    pub zero_is_active: bool,
}

const fn system(key: &'static str, name: &'static str, known: Known, columns: &'static [(&'static str, &'static str)]) -> System {
    System { key, name, known, columns, zero_is_active: false }
}

/// What was typed together by hand, or comes from somewhere else.
pub const OTHER: &str = "other";

/// All of them, by name; the last is any other.
pub const SYSTEMS: &[System] = &[
    system(
        "advancedmd",
        "AdvancedMD",
        Known::Columns,
        &[
            ("patient", "full_name"),
            ("address", "full_address"),
            ("birthdate", "birth_date"),
            ("responsibleparty", "guarantor_name"),
        ],
    ),
    system(
        "amazing-charts",
        "Amazing Charts",
        Known::Columns,
        &[
            ("patientid", "source_id"),
            ("chartid", "chart_number"),
            ("fristname", "first_name"),
            ("phone", "home_phone"),
            ("aliasnickname", "preferred_name"),
            ("spousename", ""),
            ("fax", ""),
            ("maidenname", ""),
            ("referringnumber", ""),
        ],
    ),
    system("centricity", "Centricity (athenaPractice)", Known::Format, &[]),
    system(
        "collaboratemd",
        "CollaborateMD",
        Known::Nothing,
        &[("account", "source_id"), ("acct", "source_id"), ("reference", "chart_number")],
    ),
    system("daq", "DAQ Billing", Known::Nothing, &[]),
    System {
        zero_is_active: true,
        ..system(
            "eclinicalworks",
            "eClinicalWorks",
            Known::Columns,
            &[
                ("uid", "source_id"),
                ("pid", "source_id"),
                ("controlno", "chart_number"),
                ("ptdob", "birth_date"),
                ("upphone", "home_phone"),
                ("umobileno", "mobile_phone"),
                ("upaddress", "address_1"),
                ("status", "active"),
                ("ptstatus", ""),
                ("delflag", "inactive"),
                ("hl7id", ""),
                ("grid", ""),
            ],
        )
    },
    system("emedware", "eMedware", Known::Nothing, &[]),
    system(
        "ethomas",
        "eThomas",
        Known::Columns,
        &[("keyid", "source_id"), ("accountnumber", "chart_number"), ("phone", "home_phone"), ("mothersmaidenname", "")],
    ),
    system("kareo", "Kareo (Tebra)", Known::Format, &[("id", "source_id")]),
    system(
        "lytec",
        "Lytec",
        Known::Columns,
        &[
            ("chartnumber", "chart_number"),
            ("patientcode", ""),
            // Joined from the file of insurances; without it the code is taken, by its name.
            ("primarypayer", "primary_payer"),
            ("secondarypayer", "secondary_payer"),
            ("insuranceinsuredid1", "primary_member_id"),
            ("insurancegroupnumber1", "primary_group"),
            ("status", ""),
            ("employer", ""),
            ("employername", "employer"),
            ("responsible", ""),
        ],
    ),
    system(
        "medisoft",
        "Medisoft",
        Known::Columns,
        &[
            ("chartnumber", "chart_number"),
            ("phone1", "home_phone"),
            ("phone2", "work_phone"),
            ("phone3", "mobile_phone"),
            ("phone4", ""),
            ("phone5", ""),
            ("patientid2", ""),
        ],
    ),
    system(
        "micromd",
        "MicroMD",
        Known::Columns,
        &[
            ("patientid", "source_id"),
            ("externalid", "chart_number"),
            ("phone", "home_phone"),
            ("statecode", "state"),
            ("identityno", "ssn"),
            ("genderdisplay", ""),
            ("racedisplay", "race"),
            ("race", ""),
            ("gender", "sex"),
            ("patientname", ""),
            ("patientlastfirst", ""),
            ("referenceno", ""),
            ("patientprimaryphone", ""),
        ],
    ),
    system("nuemd", "NueMD", Known::Nothing, &[]),
    system("office-ally", "Office Ally", Known::Format, &[]),
    system("visionary", "Visionary Office", Known::Nothing, &[]),
    system(
        "practice-fusion",
        "Practice Fusion",
        Known::Columns,
        &[
            ("patientpracticeguid", "source_id"),
            ("patientrecordnumber", "chart_number"),
            ("unpinnednote", "notes"),
            ("isactive", "active"),
            ("age", ""),
        ],
    ),
    system(
        "drchrono",
        "DrChrono",
        Known::Columns,
        &[("chartid", "chart_number"), ("cellphone", "mobile_phone"), ("patientsex", "sex"), ("gender", "gender_identity")],
    ),
    system("vestibule", "Vestibule", Known::Columns, &[]),
    system(OTHER, "", Known::Nothing, &[]),
];

/// A system by its key.
#[must_use]
pub fn find(key: &str) -> Option<&'static System> {
    SYSTEMS.iter().find(|system| system.key == key)
}

impl System {
    /// The field of a column's bare name, where this system has a word of its own for it.
    #[must_use]
    pub fn field_of(&self, name: &str) -> Option<&'static str> {
        self.columns.iter().find(|(column, _)| *column == name).map(|(_, field)| *field).filter(|field| !field.is_empty())
    }

    /// Whether a column of this bare name is none of our fields here, whatever it is elsewhere.
    #[must_use]
    pub fn leaves_out(&self, name: &str) -> bool {
        self.columns.iter().any(|(column, field)| *column == name && field.is_empty())
    }
}

/// The system that a header is probably from: the one whose own words it has most of; none where it has fewer than four.
#[must_use]
pub fn recognise(header: &[String]) -> Option<&'static System> {
    let names: Vec<String> = header.iter().map(|name| bare(name)).collect();
    let hits = |system: &System| {
        let own = SIGNS.iter().find(|(key, _)| *key == system.key).map_or(&[][..], |(_, signs)| signs);
        own.iter().filter(|sign| names.iter().any(|name| name == *sign)).count()
    };
    SYSTEMS.iter().map(|system| (hits(system), system)).filter(|(n, _)| *n >= 2).max_by_key(|(n, _)| *n).map(|(_, system)| system)
}

/// Names of columns that no other system has.
const SIGNS: &[(&str, &[&str])] = &[
    (
        "amazing-charts",
        &["fristname", "chartid", "aliasnickname", "exemptfromreporting", "takesnomeds", "allergiesdemo", "referredbymore"],
    ),
    ("eclinicalworks", &["ufname", "ulname", "uminitial", "umobileno", "upphone", "ptdob", "controlno", "delflag", "straddress"]),
    ("ethomas", &["keyid", "line1", "line2", "mothersmaidenname", "accountnumber"]),
    (
        "lytec",
        &[
            "holdcode1",
            "managedcare",
            "insurancecode1",
            "insuranceinsuredis1",
            "workextension",
            "signatureonfile",
            "customfields1",
            "patientcode",
            "copay",
            "autobillpatient",
        ],
    ),
    ("medisoft", &["phone4", "phone5", "assignedprovider", "patientid2", "street1", "datemodified"]),
    (
        "micromd",
        &[
            "patientlastfirst",
            "statecode",
            "identityno",
            "genderdisplay",
            "racedisplay",
            "prefcontactmethod",
            "beeper",
            "reportingstatus",
        ],
    ),
    ("advancedmd", &["responsibleparty", "textbox80", "textbox39", "patientname1", "preferredphone1", "zipcode1", "startdate2"]),
    (
        "practice-fusion",
        &[
            "patientpracticeguid",
            "patientrecordnumber",
            "patientidentifier",
            "mostrecentvisitdate",
            "unpinnednote",
            "isdomesticmobilephone",
            "addresszipcode",
        ],
    ),
    (
        "drchrono",
        &["patientzipcode", "patientstate", "chartid", "patientsex", "emergencycontactrelation", "dateoffirstappointment"],
    ),
];

#[cfg(test)]
mod tests {
    use super::{SIGNS, SYSTEMS, find, recognise};
    use crate::fields;

    fn header(names: &str) -> Vec<String> {
        names.split(", ").map(str::to_owned).collect()
    }

    #[test]
    fn every_column_is_of_a_field_and_every_sign_of_a_system() {
        for system in SYSTEMS {
            for (column, field) in system.columns {
                assert!(field.is_empty() || fields::find(field).is_some(), "{}: {column}", system.key);
                assert_eq!(fields::bare(column), *column);
            }
        }
        assert!(SIGNS.iter().all(|(key, signs)| find(key).is_some() && signs.iter().all(|sign| fields::bare(sign) == *sign)));
    }

    #[test]
    fn a_header_gives_its_system_away() {
        for (names, key) in [
            ("PatientID, ChartID, Salutation, FristName, MiddleName, LastName", "amazing-charts"),
            ("UID, ufname, uminitial, ulname, prefix, zipcode, upPhone, umobileno", "eclinicalworks"),
            ("Chart Number, First Name, Last Name, Work Extension, Patient Code, Hold Code 1", "lytec"),
            ("Chart Number, Last Name, Street 1, Phone 4, Phone 5, Assigned Provider", "medisoft"),
            ("PatientPracticeGuid, NamePrefix, FirstName, AddressZipCode, UnPinnedNote", "practice-fusion"),
        ] {
            assert_eq!(recognise(&header(names)).map(|system| system.key), Some(key), "{names}");
        }
        assert_eq!(recognise(&header("Last Name, First Name, DOB, Phone")), None);
    }
}
