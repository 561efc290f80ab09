//! Patients as FHIR R4 has them, by the profiles of US Core.

use std::io::{self, Seek, Write};

use serde_json::{Map, Value, json};

use super::Package;
use super::codes::Coding;
use super::manifest::Entry;
use super::patient::{Patient, Practice};
use super::spool::Spool;

mod person;

pub use person::patient;

const US_CORE: &str = "http://hl7.org/fhir/us/core/StructureDefinition";

/// Writes `fhir/KIND.ndjson`: a resource in a line (FHIR Bulk Data Access).
///
/// # Errors
/// Of the disk.
pub fn resources<W: Write + Seek>(
    package: &mut Package<W>,
    kind: &str,
    patients: &mut Spool<Patient>,
    of: impl Fn(&Patient) -> Vec<Value>,
) -> io::Result<()> {
    package.begin(&format!("fhir/{kind}.ndjson"), false)?;
    let mut n = 0;
    patients.each(|patient| {
        for resource in of(&patient) {
            serde_json::to_writer(&mut *package, &resource)?;
            package.write_all(b"\n")?;
            n += 1;
        }
        Ok(())
    })?;
    package.rows(n);
    Ok(())
}

/// The manifest of a bulk export, over files that lie beside it.
#[must_use]
pub fn bulk_manifest(files: &[Entry], created: &str) -> Value {
    let output = files.iter().filter_map(|file| {
        let name = file.name.strip_prefix("fhir/")?;
        Some(json!({ "type": name.strip_suffix(".ndjson")?, "url": name, "count": file.rows.unwrap_or_default() }))
    });
    json!({
        "transactionTime": created, "request": "urn:vestibule:export", "requiresAccessToken": false,
        "output": output.collect::<Vec<_>>(), "error": [],
    })
}

/// An object without what is empty in it.
fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(all) => !all.is_empty(),
        Value::Object(all) => !all.is_empty(),
        _ => true,
    };
    Value::Object(
        pairs.into_iter().filter(|(_, value)| says(value)).map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>(),
    )
}

/// The profile that a resource keeps to: claimed only where everything is there that it asks for.
fn profile(name: &str, complete: bool) -> Value {
    if complete { json!({ "profile": [format!("{US_CORE}/{name}")] }) } else { Value::Null }
}

fn filled(texts: &[&str]) -> Value {
    texts.iter().filter(|text| !text.is_empty()).map(|text| json!(text)).collect()
}

fn coding((system, code, display): Coding) -> Value {
    json!({ "system": system, "code": code, "display": display })
}

/// What somebody typed, with its code where there is one.
fn concept(text: &str, code: Option<Coding>) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    object([("coding", code.map_or(Value::Null, |code| json!([coding(code)]))), ("text", json!(text))])
}

fn telecom(system: &str, value: &str, of: &str) -> Value {
    if value.is_empty() { Value::Null } else { object([("system", json!(system)), ("value", json!(value)), ("use", json!(of))]) }
}

fn all<const N: usize>(values: [Value; N]) -> Value {
    values.into_iter().filter(|value| !value.is_null() && value != &json!({})).collect()
}

fn address(of: &str, lines: [&str; 2], [city, state, zip, country]: [&str; 4]) -> Value {
    let told = object([
        ("line", filled(&lines)),
        ("city", json!(city)),
        ("state", json!(state)),
        ("postalCode", json!(zip)),
        ("country", json!(country)),
    ]);
    match told {
        Value::Object(mut told) if !told.is_empty() => {
            told.insert("use".to_owned(), json!(of));
            Value::Object(told)
        }
        _ => Value::Null,
    }
}

/// Who pays for a patient, the first payer first.
#[must_use]
pub fn coverages(of: &Patient) -> Vec<Value> {
    let one = |order: u8, which: &str| {
        let get = |name: &str| of.get(&format!("{which}_{name}"));
        if get("payer").is_empty() && get("member_id").is_empty() {
            return None;
        }
        let class = |code: &str, value: &str| {
            if value.is_empty() {
                return Value::Null;
            }
            json!({ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/coverage-class", "code": code }] }, "value": value })
        };
        let relation = get("relation");
        let relation = if relation.is_empty() {
            Value::Null
        } else {
            json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/subscriber-relationship", "code": relation }] })
        };
        let copay = get("copay").parse::<f64>().ok().map_or(Value::Null, |dollars| {
            json!([{ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/coverage-copay-type", "code": "copay" }] },
                     "valueMoney": { "value": dollars, "currency": "USD" } }])
        });
        let complete = !get("relation").is_empty() && !get("member_id").is_empty();
        Some(object([
            ("resourceType", json!("Coverage")),
            ("id", json!(format!("{}-{order}", of.id))),
            ("meta", profile("us-core-coverage", complete)),
            ("status", json!("active")),
            ("subscriber", object([("display", json!(get("subscriber")))])),
            ("subscriberId", json!(get("member_id"))),
            ("beneficiary", json!({ "reference": format!("Patient/{}", of.id) })),
            ("relationship", relation),
            ("payor", json!([object([("display", json!(if get("payer").is_empty() { "unknown" } else { get("payer") }))])])),
            ("class", all([class("group", get("group")), class("plan", get("plan"))])),
            ("order", json!(order)),
            ("costToBeneficiary", copay),
        ]))
    };
    [(1, "primary"), (2, "secondary")].into_iter().filter_map(|(order, which)| one(order, which)).collect()
}

/// An attachment, by the columns of its table. Its file lies in the archive, beside the folder of these resources.
#[must_use]
pub fn document_reference(of: impl Fn(&str) -> Value) -> Value {
    let text = |column: &str| of(column).as_str().unwrap_or_default().to_owned();
    let content = object([
        ("contentType", json!(text("media_type"))),
        ("url", json!(format!("../{}", text("file")))),
        ("size", of("size")),
        ("title", json!(text("name"))),
    ]);
    let complete = ["patient", "file", "media_type"].iter().all(|column| !text(column).is_empty());
    object([
        ("resourceType", json!("DocumentReference")),
        ("id", json!(text("id"))),
        ("meta", profile("us-core-documentreference", complete)),
        ("status", json!("current")),
        ("type", json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "code": "UNK" }] })),
        (
            "category",
            json!([{ "coding": [{ "system": "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category", "code": "clinical-note" }] }]),
        ),
        ("subject", json!({ "reference": format!("Patient/{}", text("patient")) })),
        ("content", json!([{ "attachment": content }])),
    ])
}

/// The practice.
#[must_use]
pub fn organization(of: &Practice) -> Value {
    let npi = if of.npi.is_empty() { Value::Null } else { json!({ "system": "http://hl7.org/fhir/sid/us-npi", "value": of.npi }) };
    object([
        ("resourceType", json!("Organization")),
        ("id", json!(of.id)),
        ("meta", json!({ "profile": [format!("{US_CORE}/us-core-organization")] })),
        ("identifier", all([npi])),
        ("active", json!(true)),
        ("name", json!(of.name)),
        ("telecom", all([telecom("phone", &of.phone, "work")])),
        ("address", all([address("work", [&of.address_1, &of.address_2], [&of.city, &of.state, &of.zip, ""])])),
    ])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{bulk_manifest, coverages, document_reference, patient};
    use crate::manifest::Entry;
    use crate::patient::tests::{ana, practice};

    #[test]
    fn a_patient_has_what_us_core_asks_for() {
        let ana = patient(&ana(), &practice());
        assert_eq!(ana["identifier"][0]["value"], "1001");
        assert_eq!(ana["identifier"][1], json!({ "use": "old", "system": "urn:vestibule:source:medisoft", "value": "NUNAN000" }));
        assert_eq!(ana["name"][0]["family"], "Nuñez");
        assert_eq!(ana["name"][1]["use"], "nickname");
        assert_eq!((ana["gender"].as_str(), ana["birthDate"].as_str()), (Some("female"), Some("1980-02-11")));
        assert_eq!(ana["extension"][0]["extension"][0]["valueCoding"]["code"], "2106-3");
        assert_eq!(ana["communication"][0]["language"]["coding"][0]["code"], "es");
        assert_eq!(ana["telecom"][0], json!({ "system": "phone", "value": "+12065550123", "use": "mobile" }));
        assert_eq!(ana["address"][0]["line"], json!(["1 Pine St"]));
        let text = ana.to_string();
        assert!(!text.contains("null") && !text.contains("\"\"") && !text.contains("[]") && !text.contains("{}"), "{text}");
    }

    #[test]
    fn a_payer_is_a_coverage() {
        let all = coverages(&ana());
        assert_eq!(all.len(), 1);
        assert_eq!(all[0]["payor"][0]["display"], "Premera");
        assert_eq!(all[0]["costToBeneficiary"][0]["valueMoney"]["value"], 25.0);
        assert_eq!(all[0]["class"][0]["value"], "G1");
    }

    #[test]
    fn a_profile_is_claimed_only_where_all_of_it_is_there() {
        let with = |pairs: &[(&str, &str)]| {
            let mut of = ana();
            of.insurance.extend(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
            coverages(&of).remove(0)
        };
        for some in [&[][..], &[("primary_member_id", "W1")], &[("primary_relation", "self")]] {
            assert!(with(some)["meta"].is_null(), "{some:?}");
        }
        let whole = with(&[("primary_member_id", "W1"), ("primary_relation", "self")]);
        assert!(whole["meta"]["profile"][0].as_str().unwrap().ends_with("/us-core-coverage"), "{whole}");
        let document = |patient: &str| {
            document_reference(|column| match column {
                "patient" => json!(patient),
                "file" => json!("documents/1.pdf"),
                "media_type" => json!("application/pdf"),
                _ => json!("x"),
            })
        };
        assert!(document("")["meta"].is_null());
        let whole = document("p");
        assert!(whole["meta"]["profile"][0].as_str().unwrap().ends_with("/us-core-documentreference"), "{whole}");
    }

    #[test]
    fn the_bulk_manifest_names_what_lies_beside_it() {
        let entry = |name: &str, rows| Entry { name: name.to_owned(), rows, ..Entry::default() };
        let manifest =
            bulk_manifest(&[entry("patients.csv", Some(2)), entry("fhir/Patient.ndjson", Some(2))], "2026-11-27T10:00:00Z");
        assert_eq!(manifest["output"], json!([{ "type": "Patient", "url": "Patient.ndjson", "count": 2 }]));
    }
}
