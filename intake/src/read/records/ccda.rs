//! The header of a clinical document: C-CDA, CCD, C32 (HL7 CDA R2, `recordTarget`).

use std::ops::ControlFlow;
use std::path::Path;

use super::person::{self, Person};
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
    if let Some(address) = role.all("addr").find(|address| !address.children.is_empty()) {
        let mut lines = address.all("streetAddressLine").map(|line| line.text.trim());
        is.say("Address 1", lines.next().unwrap_or_default());
        is.say("Address 2", lines.next().unwrap_or_default());
        for (name, column) in [("city", "City"), ("state", "State"), ("postalCode", "Zip"), ("country", "Country")] {
            is.say(column, address.first(name).map_or("", |part| &part.text));
        }
    }
    for telecom in role.all("telecom").filter(|telecom| telecom.attribute("nullFlavor").is_empty()) {
        is.reach("", telecom.attribute("use"), telecom.attribute("value"));
    }
    let Some(patient) = role.first("patient") else { return is };
    // The legal name before a name of art, a maiden name or a pseudonym.
    let names: Vec<&Element> = patient.all("name").collect();
    let legal = names.iter().find(|name| matches!(name.attribute("use"), "" | "L" | "C")).or_else(|| names.first());
    if let Some(name) = legal {
        let mut given = name.all("given").map(|given| given.text.trim()).filter(|given| !given.is_empty());
        is.say("First Name", given.next().unwrap_or_default());
        is.say("Middle Name", given.find(|given| !given.eq_ignore_ascii_case("null")).unwrap_or_default());
        for (part, column) in [("family", "Last Name"), ("prefix", "Prefix"), ("suffix", "Suffix")] {
            is.say(column, name.first(part).map_or("", |part| &part.text));
        }
    }
    let code = |name: &str| {
        patient.first(name).map(|code| {
            let shown = code.attribute("displayName");
            if shown.is_empty() { code.attribute("code") } else { shown }
        })
    };
    is.say("Sex", code("administrativeGenderCode").unwrap_or_default());
    is.say("Date of Birth", patient.first("birthTime").map_or("", |time| time.attribute("value")));
    is.say("Marital Status", code("maritalStatusCode").unwrap_or_default());
    is.say("Race", code("raceCode").unwrap_or_default());
    is.say("Ethnicity", code("ethnicGroupCode").unwrap_or_default());
    let language = patient.find(&["languageCommunication", "languageCode"]);
    is.say("Language", language.map_or("", |code| code.attribute("code")));
    if let Some(guardian) = patient.first("guardian") {
        let name = guardian.find(&["guardianPerson", "name"]);
        let parts: Vec<&str> = name.iter().flat_map(|name| &name.children).map(|part| part.text.trim()).collect();
        is.say("Emergency Contact Name", &parts.join(" "));
        let phone = guardian.first("telecom").map_or("", |telecom| telecom.attribute("value"));
        is.say("Emergency Contact Phone", phone.trim_start_matches("tel:"));
        is.say("Emergency Contact Relation", "guardian");
    }
    is
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
    fn a_document_of_nobody_is_told() {
        let nobody =
            "<ClinicalDocument><recordTarget><patientRole><id/><addr/><telecom/></patientRole></recordTarget></ClinicalDocument>";
        assert_eq!(all(nobody.as_bytes()).unwrap_err(), Refusal::NoRows);
    }
}
