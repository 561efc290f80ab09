//! The resource of a patient.

use serde_json::{Value, json};

use super::{US_CORE, address, all, coding, concept, filled, object, telecom};
use crate::codes::{self, Coding};
use crate::patient::{Patient, Practice};

fn grouped(name: &str, text: &str, code: Option<Coding>) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    let category = code.map_or(Value::Null, |code| json!({ "url": "ombCategory", "valueCoding": coding(code) }));
    object([
        ("url", json!(format!("{US_CORE}/{name}"))),
        ("extension", all([category, json!({ "url": "text", "valueString": text })])),
    ])
}

fn extensions(of: &Patient) -> Value {
    let sex = match of.get("sex") {
        "F" => {
            json!({ "url": format!("{US_CORE}/us-core-individual-sex"), "valueCoding": { "system": "http://snomed.info/sct", "code": "248152002", "display": "Female" } })
        }
        "M" => {
            json!({ "url": format!("{US_CORE}/us-core-individual-sex"), "valueCoding": { "system": "http://snomed.info/sct", "code": "248153007", "display": "Male" } })
        }
        _ => Value::Null,
    };
    let identity = of.get("gender_identity");
    let identity = if identity.is_empty() {
        Value::Null
    } else {
        json!({ "url": format!("{US_CORE}/us-core-genderIdentity"), "valueCodeableConcept": { "text": identity } })
    };
    let (race, ethnicity) = (of.get("race"), of.get("ethnicity"));
    all([
        grouped("us-core-race", race, codes::race(race)),
        grouped("us-core-ethnicity", ethnicity, codes::ethnicity(ethnicity)),
        sex,
        identity,
    ])
}

fn names(of: &Patient) -> Value {
    let official = object([
        ("use", json!("official")),
        ("family", json!(of.get("last_name"))),
        ("given", filled(&[of.get("first_name"), of.get("middle_name")])),
        ("prefix", filled(&[of.get("title")])),
        ("suffix", filled(&[of.get("suffix")])),
    ]);
    let called = of.get("preferred_name");
    let nickname = if called.is_empty() { Value::Null } else { json!({ "use": "nickname", "given": [called] }) };
    all([official, nickname])
}

fn contacts(of: &Patient) -> Value {
    let contact = |code: (&str, &str, &str), name: &str, phone: &str, relation: &str, address: &str| {
        if name.is_empty() && phone.is_empty() {
            return Value::Null;
        }
        let (system, code, display) = code;
        object([
            (
                "relationship",
                all([
                    json!({ "coding": [{ "system": system, "code": code, "display": display }] }),
                    if relation.is_empty() { Value::Null } else { json!({ "text": relation }) },
                ]),
            ),
            ("name", object([("text", json!(name))])),
            ("telecom", all([telecom("phone", phone, "")])),
            ("address", object([("text", json!(address))])),
        ])
    };
    let emergency = ("http://terminology.hl7.org/CodeSystem/v2-0131", "C", "Emergency Contact");
    let guarantor = ("http://terminology.hl7.org/CodeSystem/v3-RoleClass", "GUAR", "guarantor");
    all([
        contact(emergency, of.get("emergency_name"), of.get("emergency_phone"), of.get("emergency_relation"), ""),
        contact(
            guarantor,
            of.get("guarantor_name"),
            of.get("guarantor_phone"),
            of.get("guarantor_relation"),
            of.get("guarantor_address"),
        ),
    ])
}

/// A patient.
#[must_use]
pub fn patient(of: &Patient, practice: &Practice) -> Value {
    let chart = object([
        ("use", json!("usual")),
        (
            "type",
            json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR", "display": "Medical record number" }] }),
        ),
        ("system", json!(format!("urn:uuid:{}", practice.id))),
        ("value", json!(of.chart_number)),
    ]);
    let before = if of.source_id.is_empty() {
        Value::Null
    } else {
        json!({ "use": "old", "system": format!("urn:vestibule:source:{}", of.source_system), "value": of.source_id })
    };
    let extension = of.get("work_extension");
    let work = of.get("work_phone");
    let work = if extension.is_empty() || work.is_empty() { work.to_owned() } else { format!("{work} ext. {extension}") };
    let language = of.get("language");
    let spoken = concept(language, codes::language(language));
    object([
        ("resourceType", json!("Patient")),
        ("id", json!(of.id)),
        ("meta", json!({ "profile": [format!("{US_CORE}/us-core-patient")] })),
        ("extension", extensions(of)),
        ("identifier", all([chart, before])),
        ("active", json!(of.active)),
        ("name", names(of)),
        (
            "telecom",
            all([
                telecom("phone", of.get("mobile_phone"), "mobile"),
                telecom("phone", of.get("home_phone"), "home"),
                telecom("phone", &work, "work"),
                telecom("email", of.get("email"), "home"),
            ]),
        ),
        ("gender", json!(codes::gender(of.get("sex")))),
        ("birthDate", json!(of.get("birth_date"))),
        ("deceasedDateTime", json!(of.get("deceased_date"))),
        (
            "address",
            all([address(
                "home",
                [of.get("address_1"), of.get("address_2")],
                ["city", "state", "zip", "country"].map(|name| of.get(name)),
            )]),
        ),
        ("maritalStatus", concept(of.get("marital_status"), codes::marital(of.get("marital_status")))),
        ("contact", contacts(of)),
        ("communication", if spoken.is_null() { Value::Null } else { json!([{ "language": spoken, "preferred": true }]) }),
        ("generalPractitioner", all([object([("display", json!(of.get("primary_provider")))])])),
        ("managingOrganization", json!({ "reference": format!("Organization/{}", practice.id) })),
    ])
}
