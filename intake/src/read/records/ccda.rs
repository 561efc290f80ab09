//! The header of a clinical document: C-CDA, CCD, C32 (HL7 CDA R2, `recordTarget`).

use std::ops::ControlFlow;
use std::path::Path;

use super::person::{self, Person, joined};
use super::xml::{Element, Step, events};
use crate::read::encoding;
use crate::read::{Event, Format, Refusal, Sink};

/// The OID of Social Security numbers.
const SSN: &str = "2.16.840.1.113883.4.1";

/// Reads it: a row for each patient of the document, which is one.
pub fn read(path: &Path, sink: Sink<'_>) -> Result<(), Refusal> {
    let encoding = encoding::detect(path)?;
    let mut open: Vec<Element> = Vec::new();
    let mut persons: Vec<Person> = Vec::new();
    events(path, encoding, &mut |step| {
        match step {
            // What follows the header is what happened to the patient, and not ours.
            Step::Start(element) if open.is_empty() && element.name == "component" => return ControlFlow::Break(()),
            Step::Start(element) => {
                if !open.is_empty() || element.name == "recordTarget" {
                    open.push(element);
                }
            }
            Step::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Step::End => match (open.pop(), open.last_mut()) {
                (Some(element), Some(parent)) => parent.children.push(element),
                (Some(target), None) => persons.extend(target.first("patientRole").map(person)),
                (None, _) => {}
            },
        }
        ControlFlow::Continue(())
    })?;
    persons.retain(|person| !person.is_nobody());
    if persons.is_empty() {
        return Err(Refusal::NoRows);
    }
    if sink(Event::Opened(&person::opened(Format::Ccda, encoding.name()))).is_break() {
        return Ok(());
    }
    for (at, person) in persons.into_iter().enumerate() {
        if sink(Event::Row(person.row(at as u64 + 1))).is_break() {
            break;
        }
    }
    Ok(())
}

/// A code in words, where it has some.
fn coded(code: &Element) -> &str {
    let shown = code.attribute("displayName");
    if shown.is_empty() { code.attribute("code") } else { shown }
}

/// Everything that an element says.
fn all_of(element: &Element) -> String {
    let said = [coded(element), element.attribute("value"), element.attribute("extension"), element.text.trim()];
    joined(said.into_iter().map(str::to_owned).chain(element.children.iter().map(all_of)), " ")
}

fn person(role: &Element) -> Person {
    let mut is = Person::default();
    for id in role.all("id") {
        let (root, extension) = (id.attribute("root"), id.attribute("extension"));
        match root {
            SSN => is.say("SSN", extension),
            _ if extension.is_empty() => is.say("Patient ID", root),
            _ => is.say("Patient ID", extension),
        }
    }
    for address in role.all("addr") {
        let lines: Vec<&str> = address.all("streetAddressLine").map(|line| line.text.trim()).collect();
        let (first, rest) = lines.split_first().map_or(("", String::new()), |(first, rest)| (*first, joined(rest, ", ")));
        let [city, state, zip, country] =
            ["city", "state", "postalCode", "country"].map(|name| address.first(name).map_or("", |part| part.text.trim()));
        let old = if address.attribute("use") == "BAD" { "old" } else { "" };
        is.address(old, [first, &rest, city, state, zip, country]);
    }
    for telecom in role.all("telecom").filter(|telecom| telecom.attribute("nullFlavor").is_empty()) {
        is.reach("", telecom.attribute("use"), telecom.attribute("value"));
    }
    if let Some(patient) = role.first("patient") {
        of_patient(&mut is, patient);
    }
    is
}

fn names(is: &mut Person, patient: &Element) {
    // The legal name before a name of art, a maiden name or a pseudonym.
    let names: Vec<&Element> = patient.all("name").collect();
    let legal = names.iter().position(|name| matches!(name.attribute("use"), "" | "L" | "C")).unwrap_or_default();
    for (at, name) in names.into_iter().enumerate() {
        if at != legal {
            is.keep("Name", &all_of(name));
            continue;
        }
        let given: Vec<&str> = name.all("given").map(|given| given.text.trim()).filter(|given| !given.is_empty()).collect();
        is.say("First Name", given.first().copied().unwrap_or_default());
        is.say("Middle Name", &joined(given.iter().skip(1), " "));
        for (part, column) in [("family", "Last Name"), ("prefix", "Prefix"), ("suffix", "Suffix")] {
            is.say(column, &joined(name.all(part).map(|part| part.text.as_str()), " "));
        }
    }
}

fn of_patient(is: &mut Person, patient: &Element) {
    names(is, patient);
    let died = |name: &str| patient.first(name).map_or("", |one| one.attribute("value"));
    is.say("Date of Death", died("deceasedTime"));
    if died("deceasedInd") == "true" || !died("deceasedTime").is_empty() {
        is.died(if died("deceasedTime").is_empty() { "true" } else { died("deceasedTime") });
    }
    for part in &patient.children {
        match part.name.as_str() {
            "name" | "deceasedInd" | "deceasedTime" => {}
            "administrativeGenderCode" => is.say("Sex", coded(part)),
            "birthTime" => is.say("Date of Birth", part.attribute("value")),
            "maritalStatusCode" => is.say("Marital Status", coded(part)),
            "raceCode" => is.say("Race", coded(part)),
            "ethnicGroupCode" => is.say("Ethnicity", coded(part)),
            "languageCommunication" => is.say("Language", part.first("languageCode").map_or("", |code| code.attribute("code"))),
            "guardian" => {
                let name = part.find(&["guardianPerson", "name"]).map(|name| {
                    let parts = name.children.iter().map(|part| part.text.as_str());
                    joined(std::iter::once(name.text.as_str()).chain(parts), " ")
                });
                let phones: Vec<&str> =
                    part.all("telecom").map(|telecom| telecom.attribute("value").trim_start_matches("tel:")).collect();
                is.contact(&name.unwrap_or_default(), "guardian", &phones);
            }
            other => is.keep(other, &all_of(part)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::records::person::COLUMNS;
    use crate::read::tests::all;
    use crate::read::{Format, Refusal};

    const DOCUMENT: &str = r#"<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"><title>Summary</title>
      <recordTarget><patientRole><id root="1.2.3" extension="A-17"/><id root="2.16.840.1.113883.4.1" extension="123-45-6780"/>
      <addr use="HP"><streetAddressLine>1 Elm St</streetAddressLine><city>Portland</city><state>ME</state><postalCode>04101</postalCode></addr>
      <telecom value="tel: 555-555-5000" use="HP"/><telecom value="tel:+1-916-555-3293" use="MC"/><telecom value="mailto:ana@example.com"/><telecom nullFlavor="UNK"/>
      <patient><name use="P"><given>Annie</given><family>R</family></name><name use="L"><given>Ana</given><given>null</given><family>Ruiz</family></name>
      <administrativeGenderCode code="F" displayName="Female"/><birthTime value="19540323000000.000-0600"/>
      <languageCommunication><languageCode code="es"/></languageCommunication></patient></patientRole></recordTarget>
      <author><assignedAuthor><id root="x"/></assignedAuthor></author><component><structuredBody>never closed"#;

    #[test]
    fn the_header_says_who_it_is() {
        let (opened, rows, _) = all(DOCUMENT.as_bytes()).unwrap();
        assert_eq!((opened.format, rows.len()), (Format::Ccda, 1));
        let of = |column: &str| rows[0].cells[COLUMNS.iter().position(|name| *name == column).unwrap()].as_str();
        for (column, value) in [
            ("Patient ID", "A-17"),
            ("SSN", "123-45-6780"),
            ("First Name", "Ana"),
            ("Middle Name", ""),
            ("Last Name", "Ruiz"),
            ("Sex", "Female"),
            ("Date of Birth", "19540323000000.000-0600"),
            ("Home Phone", "555-555-5000"),
            ("Mobile Phone", "+1-916-555-3293"),
            ("Email", "ana@example.com"),
            ("Zip", "04101"),
            ("Language", "es"),
        ] {
            assert_eq!(of(column), value, "{column}");
        }
    }

    #[test]
    fn all_that_the_header_says_is_kept() {
        let document = DOCUMENT
            .replace("<telecom nullFlavor=\"UNK\"/>", "<telecom value=\"tel:1\" use=\"HP\"/><id root=\"9.9\" extension=\"B-18\"/><addr use=\"TMP\"><city>Bath</city></addr>")
            .replace("<birthTime", "<sdtc:deceasedInd value=\"true\"/><religiousAffiliationCode code=\"1\" displayName=\"None\"/><raceCode displayName=\"White\"/><sdtc:raceCode displayName=\"Asian\"/><guardian><guardianPerson><name><given>Leo</given><family>Ruiz</family></name></guardianPerson></guardian><birthTime");
        let (_, rows, _) = all(document.as_bytes()).unwrap();
        let of = |column: &str| rows[0].cells[COLUMNS.iter().position(|name| *name == column).unwrap()].as_str();
        for (column, value) in [
            ("Patient ID", "A-17"),
            ("Active", "false"),
            ("Race", "White"),
            ("City", "Portland"),
            ("Emergency Contact Name", "Leo Ruiz"),
        ] {
            assert_eq!(of(column), value, "{column}");
        }
        for kept in [
            "Patient ID: B-18",
            "Address: Bath",
            "Home Phone: 1",
            "Name: Annie R",
            "Deceased: true",
            "religiousAffiliationCode: None",
            "Race: Asian",
        ] {
            assert!(of("Other").split("; ").any(|one| one == kept), "{kept} in {}", of("Other"));
        }
    }

    #[test]
    fn a_document_of_nobody_is_told() {
        let nobody =
            "<ClinicalDocument><recordTarget><patientRole><id/><addr/><telecom/></patientRole></recordTarget></ClinicalDocument>";
        assert_eq!(all(nobody.as_bytes()).unwrap_err(), Refusal::NoRows);
    }
}
