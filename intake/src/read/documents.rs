//! An archive with a document for each patient: C-CDA, Amazing Charts' folders. And a bulk export, whose patients may be in several files.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use zip::ZipArchive;

use super::archive::{Inside, alone, base, is_of_a_folder, unpack};
use super::records::{ccda, person};
use super::{Event, Failed, Format, Opened, Refusal, Row, Sink, Unread, Wanted, text};

type Archive = ZipArchive<BufReader<File>>;

/// Largest single document in an archive of many, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;
/// Files that could not be read and are named; the others are counted by nobody, and a list of more is no help.
const NAMED: usize = 200;

/// What is in each of many documents.
pub struct Survey<'a> {
    /// Their columns: those of all of them, in the order of the first that has each.
    columns: Vec<String>,
    format: Format,
    documents: Vec<(&'a Inside, Is)>,
    /// Files that are no patient's, and can't be read.
    pub unread: Vec<Unread>,
    /// One of them at least is a patient's.
    pub any: bool,
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    /// A patient's.
    Patients,
    /// A patient's that can't be read: it is a row that fails.
    Damaged,
    /// A stylesheet, a folder's list, a note: not every file is a patient's.
    Nobodys,
}

/// Keeps a file among those that could not be read.
pub fn name(unread: &mut Vec<Unread>, file: &str, why: Refusal) {
    if unread.len() < NAMED && !unread.iter().any(|one| one.name == file) {
        unread.push(Unread { name: file.to_owned(), why });
    }
}

/// Whether a file that was refused so was meant to be read.
pub const fn was_meant(why: &Refusal) -> bool {
    !matches!(why, Refusal::NoRows | Refusal::Empty | Refusal::Unknown)
}

fn ends(name: &str, endings: &[&str]) -> bool {
    let name = base(name).to_lowercase();
    endings.iter().any(|ending| name.ends_with(ending))
}

fn is_clinical(name: &str) -> bool {
    ends(name, &[".ccda", ".ccd", ".cda"])
}

impl<'a> Survey<'a> {
    /// Looks into each of them.
    pub fn of(archive: &mut Archive, many: &[&'a Inside], wanted: &Wanted) -> Result<Self, Refusal> {
        let (columns, documents, unread) = (Vec::new(), Vec::with_capacity(many.len()), Vec::new());
        let mut survey = Self { columns, format: Format::Xml, documents, unread, any: false };
        for entry in many {
            let is = match document(archive, entry, wanted) {
                Ok((format, header, rows)) => {
                    survey.format = format;
                    for name in header {
                        if !survey.columns.contains(&name) {
                            survey.columns.push(name);
                        }
                    }
                    survey.any |= !rows.is_empty();
                    Is::Patients
                }
                Err(why @ (Refusal::Disk(_) | Refusal::Bomb)) => return Err(why),
                // Files of such a name are nothing but patients.
                Err(_) if is_clinical(&entry.name) || is_of_a_folder(&entry.name) => Is::Damaged,
                Err(why) if ends(&entry.name, &[".xml", ".json"]) && was_meant(&why) => Is::Damaged,
                Err(why) => {
                    if was_meant(&why) {
                        name(&mut survey.unread, &entry.name, why);
                    }
                    Is::Nobodys
                }
            };
            survey.documents.push((entry, is));
        }
        if survey.any || survey.documents.iter().all(|(_, is)| *is == Is::Nobodys) {
            return Ok(survey);
        }
        // Nothing tells that the damaged ones were patients.
        for (entry, is) in &survey.documents {
            if *is == Is::Damaged {
                name(&mut survey.unread, &entry.name, Refusal::Broken(0));
            }
        }
        Ok(survey)
    }

    /// Hands the patients on.
    pub fn hand_on(&self, archive: &mut Archive, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
        let columns = &self.columns;
        let opened =
            Opened { header: columns.clone(), packed: true, unread: self.unread.clone(), ..person::opened(self.format, "") };
        if sink(Event::Opened(&opened)).is_break() {
            return Ok(());
        }
        let mut number = 0;
        for (entry, is) in self.documents.iter().filter(|(_, is)| *is != Is::Nobodys) {
            if sink(Event::File(&entry.name)).is_break() {
                return Ok(());
            }
            if *is == Is::Damaged {
                number += 1;
                let row = Row::failed(number, Vec::new(), columns.len(), &Failed::File(entry.name.clone()));
                if sink(Event::Row(row)).is_break() {
                    return Ok(());
                }
                continue;
            }
            let (_, header, rows) = document(archive, entry, wanted)?;
            let places: Vec<Option<usize>> = header.iter().map(|name| columns.iter().position(|column| column == name)).collect();
            for row in rows {
                number += 1;
                if sink(Event::Row(Row { number, cells: placed(row, &places, columns.len()) })).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// The cells of a row in the columns of all documents; what it has beyond its own columns stays beyond.
fn placed(row: Row, places: &[Option<usize>], width: usize) -> Vec<String> {
    let mut cells = vec![String::new(); width];
    let mut row = row.cells.into_iter();
    for (place, cell) in places.iter().zip(row.by_ref()) {
        if let Some(place) = place {
            cells[*place] = cell;
        }
    }
    cells.extend(row);
    cells
}

/// The few rows of one document.
type Document = (Format, Vec<String>, Vec<Row>);

fn document(archive: &mut Archive, entry: &Inside, wanted: &Wanted) -> Result<Document, Refusal> {
    let file = unpack(archive, entry.at, LARGEST)?;
    let (mut opened, mut rows) = (None, Vec::new());
    let take = &mut |event: Event<'_>| {
        match event {
            Event::Opened(is) => opened = Some((is.format, is.header.clone())),
            Event::Row(row) => rows.push(row),
            Event::Left(..) | Event::File(_) => {}
        }
        ControlFlow::Continue(())
    };
    if is_clinical(&entry.name) { ccda::read(file.path(), take) } else { text(file.path(), wanted, take) }?;
    let (format, header) = opened.ok_or(Refusal::NoRows)?;
    Ok((format, header, rows))
}

/// The columns of one document; none where it can't be read.
pub fn columns(archive: &mut Archive, entry: &Inside, wanted: &Wanted) -> Result<Vec<String>, Refusal> {
    match document(archive, entry, wanted) {
        Ok((_, header, _)) => Ok(header),
        Err(why @ (Refusal::Disk(_) | Refusal::Bomb)) => Err(why),
        Err(_) => Ok(Vec::new()),
    }
}

/// The patients of a bulk export (`Patient.ndjson`, `Patient.000.ndjson`, …): one file after the other.
pub fn lines(archive: &mut Archive, many: &[&Inside], wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut patients: Vec<&Inside> = many.iter().copied().filter(|entry| base(&entry.name).starts_with("Patient")).collect();
    patients.sort_by(|a, b| a.name.cmp(&b.name));
    if let [one] = patients.as_slice() {
        return alone(archive, one.at, wanted, sink);
    }
    let (mut number, mut opened, mut more) = (0, false, true);
    for entry in patients {
        let mut file_begins = true;
        let read = alone(archive, entry.at, wanted, &mut |event| {
            let flow = match event {
                Event::Opened(_) if opened => ControlFlow::Continue(()),
                Event::Opened(is) => {
                    opened = true;
                    sink(Event::Opened(is))
                }
                Event::Row(row) => {
                    number += 1;
                    let begins = std::mem::take(&mut file_begins);
                    let named = if begins { sink(Event::File(&entry.name)) } else { ControlFlow::Continue(()) };
                    if named.is_break() { named } else { sink(Event::Row(Row { number, ..row })) }
                }
                other => sink(other),
            };
            more = flow.is_continue();
            flow
        });
        match read {
            // A part without a patient.
            Ok(()) | Err(Refusal::NoRows | Refusal::Empty) => {}
            Err(other) => return Err(other),
        }
        if !more {
            return Ok(());
        }
    }
    if opened { Ok(()) } else { Err(Refusal::NothingInside) }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};
    use std::ops::ControlFlow;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::read::tests::all;
    use crate::read::{Event, Failed, Format, Refusal, Unread, Wanted, read};

    pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn clinical(name: &str) -> Vec<u8> {
        format!(
            "<ClinicalDocument><recordTarget><patientRole><id extension=\"7\"/><patient><name><given>Ana</given><family>{name}</family></name></patient></patientRole></recordTarget></ClinicalDocument>"
        )
        .into_bytes()
    }

    fn failed(cells: &[String]) -> Option<String> {
        cells.last().and_then(|cell| Failed::of(cell)).map(|why| why.text().to_owned())
    }

    #[test]
    fn a_damaged_document_is_a_row_that_fails_and_is_named() {
        let (one, two) = (clinical("Ruiz"), clinical("Lee"));
        let broken = &two[..60];
        let zip = archive(&[
            ("a/1.xml", &one),
            ("a/2.ccda", broken),
            ("a/3.xml", broken),
            ("a/4.ccda", &two),
            ("a/5.ccda", b""),
            ("a/style.xml", b"<a><b/></a>"),
            ("a/note.txt", b"hello"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((opened.format, rows.len(), opened.unread), (Format::Ccda, 5, Vec::new()));
        let names: Vec<Option<String>> = rows.iter().map(|row| failed(&row.cells)).collect();
        let of = |name: &str| Some(name.to_owned());
        assert_eq!(names, [None, of("a/2.ccda"), of("a/3.xml"), None, of("a/5.ccda")]);
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert!(rows.iter().all(|row| row.cells.len() >= opened.header.len()));
        // Where none can be read, nobody is made of them, and the table that is there names them.
        let zip =
            archive(&[("1.ccda", broken), ("2.ccda", broken), ("list.csv", b"Last Name,First Name,DOB\nRuiz,Ana,2/11/1980\n")]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((opened.format, rows.len()), (Format::Delimited, 1));
        assert_eq!(opened.unread.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["1.ccda", "2.ccda"]);
        assert_eq!(all(&archive(&[("1.ccda", broken), ("2.ccda", broken)])).unwrap_err(), Refusal::NothingInside);
    }

    #[test]
    fn a_folder_whose_patient_is_damaged_is_named_too() {
        let one = b"PatientID,FristName,LastName,BirthDate\n1,Ana,Ruiz,2/11/1980\n";
        let zip = archive(&[
            ("x/Ruiz_Ana/Patient Demographics.csv", one),
            ("x/Lee_Bo/Patient Demographics.csv", b"PatientID,FristName,LastName,BirthDate\n"),
            ("x/Kim_Jo/Patient Demographics.json", b"{\"PatientID\": 3"),
        ]);
        let (_, rows, _) = all(&zip).unwrap();
        let names: Vec<Option<String>> = rows.iter().map(|row| failed(&row.cells)).collect();
        assert_eq!(names[0], None);
        assert_eq!(names[1].as_deref(), Some("x/Lee_Bo/Patient Demographics.csv"));
        assert_eq!(names[2].as_deref(), Some("x/Kim_Jo/Patient Demographics.json"));
    }

    #[test]
    fn all_files_of_patients_of_a_bulk_export_are_read_and_say_which_they_are() {
        let line = |id: &str| {
            format!("{{\"resourceType\":\"Patient\",\"id\":\"{id}\",\"name\":[{{\"family\":\"Ruiz\",\"given\":[\"Ana\"]}}]}}\n")
        };
        let (one, two) = (line("a") + &line("b"), format!("{{broken\n{}", line("c")));
        let zip = archive(&[
            ("Patient.001.ndjson", two.as_bytes()),
            ("Patient.000.ndjson", one.as_bytes()),
            ("Patient.002.ndjson", b""),
            ("Observation.000.ndjson", b"{\"resourceType\":\"Observation\"}\n"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((opened.format, opened.packed), (Format::Fhir, true));
        let told: Vec<(u64, &str)> = rows.iter().map(|row| (row.number, row.cells[0].as_str())).collect();
        assert_eq!(told, [(1, "a"), (2, "b"), (3, ""), (4, "c")]);
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&zip).unwrap();
        let mut order = Vec::new();
        read(file.path(), &Wanted::default(), &mut |event| {
            match event {
                Event::Opened(_) => {}
                Event::Row(row) => order.push(row.number.to_string()),
                Event::Left(..) => order.push("left".to_owned()),
                Event::File(name) => order.push(name.to_owned()),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(order, ["Patient.000.ndjson", "1", "2", "Patient.001.ndjson", "3", "4"]);
    }

    #[test]
    fn a_part_of_a_list_that_can_not_be_read_is_named() {
        let wide = vec!["x"; 1_001].join(",");
        let zip = archive(&[
            ("a.csv", b"Last Name,First Name,DOB\nRuiz,Ana,2/11/1980\n"),
            ("b.csv", format!("{wide}\n{wide}\n").as_bytes()),
            ("c.xls", b"%PDF-1.7"),
            ("empty.csv", b"Last Name,First Name,DOB\n"),
            ("notes.txt", b"hello"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!(rows.len(), 1);
        let of = |name: &str, why| Unread { name: name.to_owned(), why };
        assert_eq!(opened.unread, [of("b.csv", Refusal::TooWide), of("c.xls", Refusal::NotATable("PDF".to_owned()))]);
    }
}
