//! What each fuzzer begins with. Made here: no file of it is kept.

#[cfg(feature = "typed")]
mod typed;

use std::io::Cursor;

use intake::read::Format;
use takeout::manifest::{FORMAT, Manifest, NAME, README, VERSION};
use takeout::patient::{Fields, Patient, Practice};
use takeout::spool::Spool;
use takeout::{Package, patient};

use crate::folder::{unpacked, written};
use crate::workbooks;

#[cfg(feature = "typed")]
pub use typed::*;

const HEADER: [&str; 6] = ["Chart Number", "Last Name", "First Name", "DOB", "Sex", "Zip"];
const PEOPLE: [[&str; 6]; 4] = [
    ["A001", "Ruiz", "Ana", "2/14/1980", "F", "04101"],
    ["A002", "O'Brien Jr", "Bo", "1975-03-01", "M", "4101"],
    ["A003", "Lee", "Mei, M", "29262", "U", "00501-1234"],
    ["Total", "3", "", "", "", ""],
];

fn table(between: &str) -> String {
    let all = std::iter::once(&HEADER).chain(&PEOPLE);
    all.map(|row| {
        row.map(|cell| if cell.contains(between) { format!("\"{cell}\"") } else { cell.to_owned() }).join(between) + "\r\n"
    })
    .collect()
}

fn bytes(all: &[&str]) -> Vec<Vec<u8>> {
    all.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Delimited, in columns, in four encodings.
pub fn text() -> Vec<Vec<u8>> {
    let fixed: String = std::iter::once(&HEADER)
        .chain(&PEOPLE)
        .map(|row| format!("{:<14}{:<14}{:<12}{:<12}{:<5}{}\n", row[0], row[1], row[2], row[3], row[4], row[5]))
        .collect();
    let comma = table(",");
    let mut all: Vec<Vec<u8>> = [",", "\t", ";", "|"].map(|between| table(between).into_bytes()).into();
    all.push(fixed.into_bytes());
    all.push([b"\xff\xfe".to_vec(), comma.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat());
    all.push(comma.encode_utf16().flat_map(u16::to_be_bytes).collect());
    all.push(format!("Report of 11/27/2026\n\n{comma}{comma}Page 1 of 2\n").into_bytes());
    all.push(b"Last Name,First Name\nMu\xf1oz,Jos\xe9\n\x93a\x94,b\n".to_vec());
    all.push(b"a,b\n\"1\n2\",\"3\"\"4\"\n\"never closed".to_vec());
    all
}

const CLINICAL: &str = "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><recordTarget><patientRole><id extension=\"7\" root=\"2.16\"/><addr use=\"HP\"><streetAddressLine>1 Elm St</streetAddressLine><city>Reno</city><state>NV</state><postalCode>89501</postalCode></addr><telecom value=\"tel:+1-207-555-0142\" use=\"MC\"/><patient><name use=\"L\"><given>Ana</given><given>M</given><family>Ruiz</family></name><administrativeGenderCode code=\"F\"/><birthTime value=\"19800211\"/><maritalStatusCode code=\"M\"/></patient></patientRole></recordTarget></ClinicalDocument>";

/// A record an element, in two ways; a clinical document; entities.
pub fn xml() -> Vec<Vec<u8>> {
    bytes(&[
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Export><Patient id=\"1\"><LastName>Ruiz</LastName><FirstName>Ana &amp; Bo</FirstName></Patient><Patient id=\"2\"><LastName><![CDATA[Lee]]></LastName><Address><City>Reno</City></Address></Patient></Export>",
        "<rows><row last=\"Ruiz\" first=\"Ana\" dob=\"1980-02-11\"/><row last=\"Lee\" first=\"Bo\" dob=\"\"/></rows>",
        CLINICAL,
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a><Patient><LastName>&b;</LastName></Patient></a>",
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?><a><b><c>1</c></b><b><c>&#x41;</c></b></a>",
    ])
}

/// A line each, a bundle, a list.
pub fn fhir() -> Vec<Vec<u8>> {
    let ana = "{\"resourceType\":\"Patient\",\"id\":\"1\",\"active\":true,\"identifier\":[{\"type\":{\"coding\":[{\"code\":\"MR\"}]},\"value\":\"A1\"}],\"name\":[{\"use\":\"official\",\"family\":\"Ruiz\",\"given\":[\"Ana\",\"M\"],\"suffix\":[\"Jr\"]}],\"telecom\":[{\"system\":\"phone\",\"use\":\"mobile\",\"value\":\"207-555-0142\"},{\"system\":\"email\",\"value\":\"a@b.example\"}],\"gender\":\"female\",\"birthDate\":\"1980-02-11\",\"deceasedDateTime\":\"2020-01-01T10:00:00Z\",\"address\":[{\"line\":[\"1 Elm St\"],\"city\":\"Reno\",\"state\":\"NV\",\"postalCode\":\"89501\"}],\"maritalStatus\":{\"coding\":[{\"code\":\"M\"}]},\"contact\":[{\"name\":{\"text\":\"Bo\"},\"relationship\":[{\"text\":\"brother\"}]}],\"communication\":[{\"language\":{\"text\":\"English\"},\"preferred\":true}],\"extension\":[{\"url\":\"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race\",\"extension\":[{\"url\":\"text\",\"valueString\":\"White\"}]}]}";
    let bo = "{\"resourceType\":\"Patient\",\"id\":\"2\",\"name\":[{\"text\":\"Bo Lee\"}]}";
    bytes(&[
        &format!("{ana}\n{bo}\n"),
        &format!(
            "{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{{\"resource\":{ana}}},{{\"resource\":{bo}}}]}}"
        ),
        &format!("[{ana},{bo}]"),
        &format!("[\n{bo}]"),
        ana,
    ])
}

/// Messages, a batch, other separators.
pub fn hl7() -> Vec<Vec<u8>> {
    bytes(&[
        "MSH|^~\\&|EHR|PRACTICE|||20260101||ADT^A04|1|P|2.5\rPID|1||A1^^^MRN||Ruiz^Ana^M^Jr||19800211|F|||1 Elm St^^Reno^NV^89501||(207)555-0142^PRN^PH|^^^^^207^5550143|eng|M|||219-09-9999\rIN1|1|PLAN|7|Payer \\T\\ Co|||||GRP||||||||Ruiz^Ana|SEL|19800211\rMSH|^~\\&|EHR\rPID|1||A2||Lee^Bo\r",
        "FHS|^~\\&|x\rBHS|^~\\&|x\rMSH|^~\\&|A\rPID|1|7|||Ruiz^Ana||19800211|F\rBTS|1\rFTS|1\r",
        "\u{b}MSH|^~\\&|A\rPID|1|7|||Ruiz^Ana\\X41\\||19800211|F\r\u{1c}\r",
        "MSH^|~\\&^A\nPID^1^^7|||MRN^^Ruiz|Ana^^19800211^F\n",
    ])
}

/// Three programs' tables.
pub fn dbf() -> Vec<Vec<u8>> {
    vec![
        include_bytes!("../../intake/tests/files/dbase3.dbf").to_vec(),
        include_bytes!("../../intake/tests/files/foxpro.dbf").to_vec(),
        include_bytes!("../../intake/tests/files/clipper.dbf").to_vec(),
    ]
}

/// Of 2000 and of 2010.
pub fn access() -> Vec<Vec<u8>> {
    let of = |archive: &[u8]| unpacked(archive).remove(0).1;
    vec![
        of(include_bytes!("../../intake/tests/files/access2000.mdb.zip")),
        of(include_bytes!("../../intake/tests/files/access2010.accdb.zip")),
    ]
}

/// A sheet, and one whose last cell is far away.
pub fn xls() -> Vec<Vec<u8>> {
    let people = [(0, 0, "Last Name"), (0, 1, "DOB"), (1, 0, "Ruiz"), (1, 1, "29262"), (2, 0, "Lee"), (2, 1, "1975-03-01")];
    vec![workbooks::records(&people), workbooks::records(&[(0, 0, "Last Name"), (1, 1, "Ruiz"), (9, 300, "far")])]
}

/// Sheets as a library writes them.
pub fn xlsx() -> Vec<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap().write(0, 0, "Export of our patients").unwrap();
    let sheet = book.add_worksheet().set_name("Patients").unwrap();
    for (row, cells) in (0_u32..).zip(std::iter::once(&HEADER).chain(&PEOPLE)) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(n) => sheet.write(row, column, n).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
    let look = rust_xlsxwriter::Format::new().set_num_format("m/d/yyyy");
    sheet.write_with_format(1, 3, rust_xlsxwriter::ExcelDateTime::from_ymd(1980, 2, 11).unwrap(), &look).unwrap();
    sheet.write_formula(2, 6, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    // Only what is read: the rest would be changed for nothing.
    let read = |name: &str| !name.starts_with("docProps") && !name.contains("theme");
    let parts: Vec<_> = unpacked(&book.save_to_buffer().unwrap()).into_iter().filter(|(name, _)| read(name)).collect();
    vec![written(&parts)]
}

/// A sheet.
pub fn xlsb() -> Vec<Vec<u8>> {
    let people = [(0, 0, "Last Name"), (0, 1, "DOB"), (1, 0, "Ruiz"), (1, 1, "29262"), (2, 0, "Lee"), (2, 1, "27454")];
    vec![written(&workbooks::binary(&people)), written(&workbooks::binary(&[(0, 0, "Last Name"), (9, 300, "far")]))]
}

/// A sheet, and one whose rows and cells say that they are there twice.
pub fn ods() -> Vec<Vec<u8>> {
    let rows: [&[&str]; 3] = [&["Last Name", "First Name", "DOB"], &["Ruiz", "Ana", "1980-02-11"], &["Lee", "Bo", "1975-03-01"]];
    let more = "table:number-rows-repeated=\"2\" table:number-columns-repeated=\"2\"";
    vec![written(&workbooks::open_document(&rows, "")), written(&workbooks::open_document(&rows, more))]
}

/// Tables, documents, folders for each patient, tables beside tables.
pub fn folder() -> Vec<Vec<u8>> {
    let demographics = "PatientID,FristName,LastName,BirthDate\n1,Ana,Ruiz,2/11/1980\n";
    let insurance = "PatientID,PolicyNumber,PlanName\n1,2,3\n";
    let patient = "{\"resourceType\":\"Patient\",\"id\":\"1\",\"name\":[{\"family\":\"Ruiz\"}]}\n";
    vec![
        written(&[("patients.csv", table(",").as_str()), ("README.txt", "hello")]),
        written(&[
            ("20240102/Ruiz_Ana/Patient Demographics.csv", demographics),
            ("20240102/Ruiz_Ana/Health Insurance.csv", insurance),
            ("20240102/Lee_Bo/Patient Demographics.csv", demographics),
        ]),
        written(&[("a.xml", CLINICAL), ("b.ccda", CLINICAL), ("list.csv", insurance)]),
        written(&[("Patient.ndjson", patient), ("Coverage.ndjson", "{}\n")]),
        written(&[("PATIENTS.csv", demographics), ("INSURANCE.csv", insurance), ("x.txt", "a|b\n1|2\n")]),
        written(&[("DATA/PATIENT.DBF", include_bytes!("../../intake/tests/files/clipper.dbf"))]),
    ]
}

/// Archives as they are.
pub fn zip() -> Vec<Vec<u8>> {
    let pack = |seed: &[u8], smaller| crate::folder::packed(&crate::folder::read(seed), smaller);
    let mut all: Vec<Vec<u8>> = folder().iter().filter_map(|seed| pack(seed, true)).collect();
    all.push(include_bytes!("../../intake/tests/files/lytec.zip").to_vec());
    all.extend(exports());
    all
}

/// Exports, plain and encrypted.
fn exports() -> Vec<Vec<u8>> {
    [None, Some("five green chairs")].map(export).into()
}

fn export(passphrase: Option<&str>) -> Vec<u8> {
    let passphrase = passphrase.map(|text| zeroize::Zeroizing::new(text.to_owned()));
    let mut package = Package::new(Cursor::new(Vec::new()), passphrase);
    package.add(README, b"open me").unwrap();
    package.add(FORMAT, b"format").unwrap();
    let mut spool = Spool::new().unwrap();
    for n in 1..4 {
        let patient = Patient {
            id: format!("01890000-0000-7000-8000-00000000000{n}"),
            chart_number: format!("=0{n}"),
            active: true,
            details: [("first_name", "Ana"), ("last_name", "Ruiz")].map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
            insurance: [("primary_payer".to_owned(), "A, \"B\"".to_owned())].into(),
            ..Patient::default()
        };
        spool.push(&patient).unwrap();
    }
    let fields = Fields { details: &["first_name", "last_name"], insurance: &["primary_payer"] };
    patient::write(&mut package, &Practice::default(), fields, &mut spool).unwrap();
    let documents = "id,patient,name,media_type,origin,author,added_on,sha256,file\r\n1,01890000-0000-7000-8000-000000000001,a.txt,text/plain,typed,kim,2026-11-27,00,documents/1.txt\r\n";
    package.add("documents.csv", documents.as_bytes()).unwrap();
    package.add("documents/1.txt", b"hello").unwrap();
    let manifest = Manifest { format: NAME.to_owned(), version: VERSION, ..Manifest::default() };
    package.finish(manifest).unwrap().0.into_inner()
}

/// The files of an export that are read.
pub fn transfer() -> Vec<Vec<u8>> {
    let read =
        |name: &str| name.starts_with("documents") || ["patients.csv", "insurance.csv", "manifest.json", FORMAT].contains(&name);
    let files: Vec<_> = unpacked(&export(None)).into_iter().filter(|(name, _)| read(name)).collect();
    assert!(files.len() >= 6 && Format::Vestibule.as_str() == "vestibule");
    vec![written(&files)]
}

/// Tables as other systems have them.
pub fn cells() -> Vec<Vec<u8>> {
    let all = std::iter::once(&HEADER).chain(&PEOPLE).map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
    bytes(&[
        &all,
        "Name\tAddress\tPhone\tInactive\tSSN\tCopay\nRuiz Jr, Ana M\t1 Elm St, Apt 2, Portland, ME 04101\t1 (207) 555-0142 x12\tNo\t219-09-9999\t1,250.00\nAna M Ruiz\t2 Elm\t2.075550142E+9\t1\t12345678\t$5",
        "DOB\tDate of Death\tMarital\tRelation\tZip\n19800211\t19880818112600.000-0600\tM\tself\t501\nFriday, March 1, 1975\t01/02/12\tS\t19\t41012345\n29262.0\t0000-00-00\tX\tG8\t0",
        "PatientID\tpatlast\tpatfirst\tpatdob\tsex\n1\tRUIZ\tANA\t3/4/12\t1\n2\tLEE\tBO\t13/4/12\t2",
    ])
}
