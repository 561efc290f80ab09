//! A patient's header as a C-CDA document (US Realm Header). It says itself that it has no clinical content: this product keeps none.

use std::io::{self, Cursor};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use sha2::{Digest as _, Sha256};

use super::codes::{self, Coding};
use super::package::hex;
use super::patient::{Patient, Practice};

type Out = Writer<Cursor<Vec<u8>>>;

/// What a document tells who reads it.
const SAYS: &str =
    "This document has who the patient is and how they can be reached. The system that it is from keeps no clinical content.";

/// The document of one patient.
///
/// # Errors
/// Of the writer: none in memory.
pub fn document(of: &Patient, practice: &Practice) -> io::Result<String> {
    let mut out = Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 2);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = [
        ("xmlns", "urn:hl7-org:v3"),
        ("xmlns:sdtc", "urn:hl7-org:sdtc"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    out.create_element("ClinicalDocument").with_attributes(root).write_inner_content(|out| {
        empty(out, "realmCode", &[("code", "US")])?;
        empty(out, "typeId", &[("root", "2.16.840.1.113883.1.3"), ("extension", "POCD_HD000040")])?;
        empty(out, "templateId", &[("root", "2.16.840.1.113883.10.20.22.1.1"), ("extension", "2015-08-01")])?;
        empty(out, "id", &[("root", &number(of, practice))])?;
        code(out, "code", ("2.16.840.1.113883.6.1", "34133-9", "Summarization of Episode Note"))?;
        text(out, "title", "Patient header")?;
        empty(out, "effectiveTime", &[("value", &stamp(&practice.created))])?;
        empty(out, "confidentialityCode", &[("code", "N"), ("codeSystem", "2.16.840.1.113883.5.25")])?;
        empty(out, "languageCode", &[("code", "en-US")])?;
        record_target(out, of, practice)?;
        author(out, practice)?;
        element(out, "custodian", |out| {
            element(out, "assignedCustodian", |out| {
                element(out, "representedCustodianOrganization", |out| organization(out, practice))
            })
        })?;
        element(out, "component", |out| {
            element(out, "structuredBody", |out| {
                element(out, "component", |out| {
                    out.create_element("section").with_attribute(("nullFlavor", "NI")).write_inner_content(|out| {
                        text(out, "title", "Content")?;
                        text(out, "text", SAYS)
                    })?;
                    Ok(())
                })
            })
        })
    })?;
    let mut text = String::from_utf8(out.into_inner().into_inner()).map_err(io::Error::other)?;
    text.push('\n');
    Ok(text)
}

/// The document's own id: another for each patient and each moment, and the same for the same (a UUID of version 8, RFC 9562).
fn number(of: &Patient, practice: &Practice) -> String {
    let digest = Sha256::new().chain_update(&of.id).chain_update([0]).chain_update(&practice.created).finalize();
    let mut bytes: [u8; 16] = std::array::from_fn(|at| digest[at]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = hex(&bytes);
    [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-")
}

fn element(out: &mut Out, name: &str, inner: impl FnOnce(&mut Out) -> io::Result<()>) -> io::Result<()> {
    out.create_element(name).write_inner_content(inner)?;
    Ok(())
}

fn empty(out: &mut Out, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    out.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}

fn text(out: &mut Out, name: &str, content: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(content))?;
    Ok(())
}

/// What the header asks for: said to be unknown where it is.
fn text_or_unknown(out: &mut Out, name: &str, content: &str) -> io::Result<()> {
    if content.is_empty() { empty(out, name, &[("nullFlavor", "UNK")]) } else { text(out, name, content) }
}

fn text_if(out: &mut Out, name: &str, content: &str) -> io::Result<()> {
    if content.is_empty() { Ok(()) } else { text(out, name, content) }
}

fn code(out: &mut Out, name: &str, (system, code, display): Coding) -> io::Result<()> {
    empty(out, name, &[("code", code), ("codeSystem", system), ("displayName", display)])
}

/// A moment as HL7 writes it: digits alone, in UTC.
fn stamp(rfc3339: &str) -> String {
    let digits: String = rfc3339.chars().take(19).filter(char::is_ascii_digit).collect();
    format!("{digits}+0000")
}

fn address(out: &mut Out, of: &str, lines: [&str; 2], [city, state, zip, country]: [&str; 4]) -> io::Result<()> {
    if lines.iter().chain([&city, &state, &zip]).all(|text| text.is_empty()) {
        return empty(out, "addr", &[("nullFlavor", "UNK")]);
    }
    let country = if country.is_empty() { "US" } else { country };
    // US Realm Address: street and city always, state and ZIP code within the United States.
    let needed = if country == "US" { text_or_unknown } else { text_if };
    out.create_element("addr").with_attribute(("use", of)).write_inner_content(|out| {
        if lines.iter().all(|line| line.is_empty()) {
            text_or_unknown(out, "streetAddressLine", "")?;
        }
        lines.iter().try_for_each(|line| text_if(out, "streetAddressLine", line))?;
        text_or_unknown(out, "city", city)?;
        needed(out, "state", state)?;
        needed(out, "postalCode", zip)?;
        text(out, "country", country)
    })?;
    Ok(())
}

fn record_target(out: &mut Out, of: &Patient, practice: &Practice) -> io::Result<()> {
    element(out, "recordTarget", |out| {
        element(out, "patientRole", |out| {
            empty(out, "id", &[("root", &practice.id), ("extension", &of.chart_number)])?;
            let where_ = ["city", "state", "zip", "country"].map(|name| of.get(name));
            address(out, "HP", [of.get("address_1"), of.get("address_2")], where_)?;
            let reached = [
                ("MC", "tel:", "mobile_phone"),
                ("HP", "tel:", "home_phone"),
                ("WP", "tel:", "work_phone"),
                ("HP", "mailto:", "email"),
            ];
            let mut any = false;
            for (of_use, scheme, field) in reached {
                let value = of.get(field);
                if !value.is_empty() {
                    any = true;
                    empty(out, "telecom", &[("use", of_use), ("value", &format!("{scheme}{value}"))])?;
                }
            }
            if !any {
                empty(out, "telecom", &[("nullFlavor", "UNK")])?;
            }
            person(out, of)
        })
    })
}

fn person(out: &mut Out, of: &Patient) -> io::Result<()> {
    element(out, "patient", |out| {
        out.create_element("name").with_attribute(("use", "L")).write_inner_content(|out| {
            text_if(out, "prefix", of.get("title"))?;
            text_if(out, "given", of.get("first_name"))?;
            text_if(out, "given", of.get("middle_name"))?;
            text_if(out, "family", of.get("last_name"))?;
            text_if(out, "suffix", of.get("suffix"))
        })?;
        match of.get("sex") {
            "F" => code(out, "administrativeGenderCode", ("2.16.840.1.113883.5.1", "F", "Female"))?,
            "M" => code(out, "administrativeGenderCode", ("2.16.840.1.113883.5.1", "M", "Male"))?,
            "X" => code(out, "administrativeGenderCode", ("2.16.840.1.113883.5.1", "UN", "Undifferentiated"))?,
            // Nobody knows: that is no statement about the patient.
            _ => empty(out, "administrativeGenderCode", &[("nullFlavor", "UNK")])?,
        }
        let born: String = of.get("birth_date").chars().filter(char::is_ascii_digit).collect();
        empty(out, "birthTime", &[("value", &born)])?;
        if let Some((_, marital, display)) = codes::marital(of.get("marital_status")) {
            code(out, "maritalStatusCode", ("2.16.840.1.113883.5.2", marital, display))?;
        }
        for (name, found) in [("raceCode", codes::race(of.get("race"))), ("ethnicGroupCode", codes::ethnicity(of.get("ethnicity")))]
        {
            match found {
                Some((_, found, display)) => code(out, name, ("2.16.840.1.113883.6.238", found, display))?,
                None => empty(out, name, &[("nullFlavor", "UNK")])?,
            }
        }
        if let Some((_, tag, _)) = codes::language(of.get("language")) {
            element(out, "languageCommunication", |out| {
                empty(out, "languageCode", &[("code", tag)])?;
                empty(out, "preferenceInd", &[("value", "true")])
            })?;
        }
        Ok(())
    })
}

fn organization(out: &mut Out, practice: &Practice) -> io::Result<()> {
    empty(out, "id", &[("root", &practice.id)])?;
    if !practice.npi.is_empty() {
        empty(out, "id", &[("root", "2.16.840.1.113883.4.6"), ("extension", &practice.npi)])?;
    }
    text(out, "name", &practice.name)?;
    reach(out, practice)
}

fn reach(out: &mut Out, practice: &Practice) -> io::Result<()> {
    if practice.phone.is_empty() {
        empty(out, "telecom", &[("nullFlavor", "UNK")])?;
    } else {
        empty(out, "telecom", &[("use", "WP"), ("value", &format!("tel:{}", practice.phone))])?;
    }
    address(out, "WP", [&practice.address_1, &practice.address_2], [&practice.city, &practice.state, &practice.zip, ""])
}

fn author(out: &mut Out, practice: &Practice) -> io::Result<()> {
    element(out, "author", |out| {
        empty(out, "time", &[("value", &stamp(&practice.created))])?;
        element(out, "assignedAuthor", |out| {
            empty(out, "id", &[("root", &practice.id)])?;
            address(out, "WP", [&practice.address_1, &practice.address_2], [&practice.city, &practice.state, &practice.zip, ""])?;
            match practice.phone.as_str() {
                "" => empty(out, "telecom", &[("nullFlavor", "UNK")])?,
                phone => empty(out, "telecom", &[("use", "WP"), ("value", &format!("tel:{phone}"))])?,
            }
            element(out, "assignedAuthoringDevice", |out| {
                text(out, "manufacturerModelName", "Vestibule")?;
                text(out, "softwareName", "Vestibule")
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::patient::tests::{ana, practice};
    use crate::patient::{Patient, Practice};

    #[test]
    fn the_header_says_who_the_patient_is() {
        let text = document(&ana(), &practice()).unwrap();
        for part in [
            "<family>Nuñez</family>",
            "extension=\"1001\"",
            "<birthTime value=\"19800211\"/>",
            "tel:+12065550123",
            "Pine &amp; Sons",
            "<postalCode>98101</postalCode>",
            "value=\"20261127100000+0000\"",
            "code=\"2106-3\"",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
    }

    #[test]
    fn what_is_not_known_is_said_to_be_unknown() {
        let sex = |sex: &str| {
            let mut of = ana();
            of.details.insert("sex".to_owned(), sex.to_owned());
            document(&of, &practice()).unwrap()
        };
        assert!(sex("U").contains("<administrativeGenderCode nullFlavor=\"UNK\"/>") && !sex("U").contains("Undifferentiated"));
        assert!(sex("X").contains("code=\"UN\"") && sex("F").contains("code=\"F\""));
        let address = |country: &str, zip: &str| {
            let mut of = ana();
            of.details.retain(|name, _| !["address_1", "city", "state", "zip"].contains(&name.as_str()));
            of.details.extend([("country", country), ("zip", zip)].map(|(a, b)| (a.to_owned(), b.to_owned())));
            let text = document(&of, &practice()).unwrap();
            text.split("<addr use=\"HP\">").nth(1).unwrap().split("</addr>").next().unwrap().to_owned()
        };
        for name in ["streetAddressLine", "city", "state"] {
            assert!(address("", "98101").contains(&format!("<{name} nullFlavor=\"UNK\"/>")), "{name}: {}", address("", "98101"));
        }
        assert!(address("", "98101").contains("<country>US</country>"));
        let abroad = address("CA", "V5K 0A1");
        assert!(abroad.contains("<city nullFlavor") && !abroad.contains("<state") && abroad.contains("V5K 0A1"), "{abroad}");
    }

    #[test]
    fn each_document_has_an_id_of_its_own() {
        let id = |of: &Patient, created: &str| {
            let text = document(of, &Practice { created: created.to_owned(), ..practice() }).unwrap();
            text.split("<id root=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let (first, later) = (id(&ana(), "2026-11-27T10:00:00Z"), id(&ana(), "2026-11-28T10:00:00Z"));
        assert!(first != later && first != ana().id && first == id(&ana(), "2026-11-27T10:00:00Z"));
        assert_ne!(first, id(&Patient { id: "b".to_owned(), ..ana() }, "2026-11-27T10:00:00Z"));
        let parts: Vec<usize> = first.split('-').map(str::len).collect();
        assert!(parts == [8, 4, 4, 4, 12] && first.as_bytes()[14] == b'8' && b"89ab".contains(&first.as_bytes()[19]), "{first}");
    }

    #[test]
    fn nothing_that_somebody_typed_becomes_markup() {
        let mut evil = Patient { chart_number: "\"/><x a=\"".to_owned(), ..ana() };
        evil.details.insert("last_name".to_owned(), "</family><script>".to_owned());
        let text = document(&evil, &Practice { name: "<b>".to_owned(), ..practice() }).unwrap();
        assert!(!text.contains("<script>") && !text.contains("<x ") && !text.contains("<b>"), "{text}");
    }
}
