//! Several tables in one archive: parts of one list, or the folder of a program with a file for each kind of thing.
//!
//! Files whose columns have the same names are parts of one table, in the order of their names. Of several tables the one is read that looks most like patients,
//! or the one that is asked for; the others are named.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use zip::ZipArchive;

use super::archive::{Inside, base, unpack, unpacked};
use super::beside::Beside;
use super::documents::{name, was_meant};
use super::header::looks_like_patients;
use super::{Event, LARGEST_UNPACKED, Opened, Refusal, Row, Sink, Unread, Wanted};
use crate::fields::bare;

/// Tables that are named beside the one that is read.
const NAMED: usize = 50;

/// Files with the same columns.
pub struct Table<'a> {
    /// What the first of them is.
    opened: Opened,
    files: Vec<&'a Inside>,
}

impl Table<'_> {
    /// What people choose it by.
    fn name(&self) -> &str {
        self.files.first().map(|file| file.name.as_str()).unwrap_or_default()
    }

    fn looks_like_patients(&self) -> usize {
        looks_like_patients(base(self.name()), self.opened.header.iter().map(String::as_str))
    }
}

/// Whether a file of this name is a table.
pub fn is_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    ["csv", "tsv", "txt", "xlsx", "xls", "ods", "dbf", "mdb", "accdb"].contains(&ending.as_str())
}

/// Reads one of them. `unread`: what else is in the archive and could not be read.
pub fn read(
    archive: &mut ZipArchive<BufReader<File>>,
    files: &[&Inside],
    mut unread: Vec<Unread>,
    wanted: &Wanted,
    sink: Sink<'_>,
) -> Result<(), Refusal> {
    let tables = tables(archive, files, &mut unread)?;
    // A workbook among them has sheets of its own.
    let has_sheet = |table: &&Table<'_>| table.opened.other_sheets.contains(&wanted.sheet);
    let asked = tables.iter().find(|table| table.name() == wanted.sheet).or_else(|| tables.iter().find(has_sheet));
    let best = || tables.iter().rev().max_by_key(|table| table.looks_like_patients());
    let chosen = asked.or_else(best).ok_or(Refusal::NothingInside)?;
    let mut beside = beside(archive, chosen, &tables)?;
    let (mut number, mut first, mut more) = (0, true, true);
    let alone = chosen.files.len() == 1;
    for file in &chosen.files {
        let mut file_begins = !alone;
        let mut hand_on = |event: Event<'_>| match &mut beside {
            Some(beside) => beside.hand_on(event, sink),
            None => sink(event),
        };
        unpacked(&unpack(archive, file.at, LARGEST_UNPACKED)?, wanted, &mut |event| {
            let flow = match event {
                Event::Opened(opened) if first => {
                    first = false;
                    let opened = Opened { unread: unread.clone(), ..told(opened, chosen, &tables, wanted) };
                    hand_on(Event::Opened(&opened))
                }
                Event::Opened(_) => ControlFlow::Continue(()),
                // Numbers of its own file say nothing where there are several.
                event @ (Event::Row(_) | Event::Left(..)) if !alone => {
                    number += 1;
                    let begins = std::mem::take(&mut file_begins);
                    let named = if begins { hand_on(Event::File(&file.name)) } else { ControlFlow::Continue(()) };
                    match event {
                        _ if named.is_break() => named,
                        Event::Row(row) => hand_on(Event::Row(Row { number, ..row })),
                        Event::Left(_, why) => hand_on(Event::Left(number, why)),
                        other => hand_on(other),
                    }
                }
                other => hand_on(other),
            };
            more = flow.is_continue();
            flow
        })?;
        if !more {
            break;
        }
    }
    Ok(())
}

/// What the other tables say of the patients of this one.
fn beside(archive: &mut ZipArchive<BufReader<File>>, chosen: &Table<'_>, tables: &[Table<'_>]) -> Result<Option<Beside>, Refusal> {
    let others = tables.iter().filter(|table| table.name() != chosen.name()).flat_map(|table| table.files.iter().copied());
    Beside::find(archive, &chosen.opened.header, &others.collect::<Vec<_>>())
}

/// What the archive is: the table, and what else could be read.
fn told(opened: &Opened, chosen: &Table<'_>, tables: &[Table<'_>], wanted: &Wanted) -> Opened {
    if tables.len() == 1 {
        return opened.clone();
    }
    let is_sheet = chosen.opened.other_sheets.contains(&wanted.sheet);
    let sheet = if is_sheet { wanted.sheet.clone() } else { chosen.name().to_owned() };
    let names = tables.iter().map(|table| table.name().to_owned()).filter(|name| *name != sheet).take(NAMED);
    let other_sheets = names.chain(opened.other_sheets.iter().cloned()).collect();
    Opened { sheet, other_sheets, ..opened.clone() }
}

/// What is inside, by its columns. What is no table, or an empty one, is none of them.
fn tables<'a>(
    archive: &mut ZipArchive<BufReader<File>>,
    files: &[&'a Inside],
    unread: &mut Vec<Unread>,
) -> Result<Vec<Table<'a>>, Refusal> {
    let mut files = files.to_vec();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let names = |opened: &Opened| opened.header.iter().map(|name| bare(name)).collect::<Vec<_>>();
    let mut tables: Vec<Table<'a>> = Vec::new();
    for file in files {
        let file_out = unpack(archive, file.at, LARGEST_UNPACKED)?;
        let opened = match looked_at(&file_out) {
            Ok(Some(opened)) => opened,
            Ok(None) => continue,
            Err(why @ (Refusal::Disk(_) | Refusal::Bomb)) => return Err(why),
            Err(why) => {
                if was_meant(&why) {
                    name(unread, &file.name, why);
                }
                continue;
            }
        };
        let same = |table: &&mut Table<'_>| table.opened.format == opened.format && names(&table.opened) == names(&opened);
        match tables.iter_mut().find(same) {
            Some(table) => table.files.push(file),
            None => tables.push(Table { opened, files: vec![file] }),
        }
    }
    Ok(tables)
}

/// What a file is, where it is a table with a row. A note is one column of lines.
fn looked_at(file: &tempfile::NamedTempFile) -> Result<Option<Opened>, Refusal> {
    let (mut opened, mut any) = (None, false);
    let read = unpacked(file, &Wanted::default(), &mut |event| match event {
        Event::Opened(is) => {
            opened = Some(is.clone());
            ControlFlow::Continue(())
        }
        Event::Left(..) | Event::File(_) => ControlFlow::Continue(()),
        Event::Row(_) => {
            any = true;
            ControlFlow::Break(())
        }
    });
    read.map(|()| opened.filter(|opened| any && opened.header.len() > 1))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};
    use std::ops::ControlFlow;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::read::tests::all;
    use crate::read::{Event, Format, Opened, Row, Wanted, read};

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn of_sheet(bytes: &[u8], sheet: &str) -> (Opened, Vec<Row>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let (mut opened, mut rows) = (None, Vec::new());
        read(file.path(), &Wanted::of_sheet(sheet), &mut |event| {
            match event {
                Event::Opened(is) => opened = Some(is.clone()),
                Event::Row(row) => rows.push(row),
                Event::Left(..) | Event::File(_) => {}
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        (opened.unwrap(), rows)
    }

    const CLIPPER: &[u8] = include_bytes!("../../tests/files/clipper.dbf");

    #[test]
    fn the_table_of_patients_is_read_and_another_when_it_is_asked_for() {
        let zip = archive(&[
            ("DATA/APPTS.csv", b"Date,Time,Provider\n1/2/2024,9:00,Lee\n"),
            ("DATA/EMPTY.csv", b"Last Name,First Name,DOB,Sex,City,State,Zip\n"),
            ("DATA/NOTES.txt", b"hello"),
            ("DATA/PATIENT.DBF", CLIPPER),
            ("DATA/index.cdx", b"\x00\x01"),
        ]);
        let (opened, rows, left) = all(&zip).unwrap();
        assert_eq!((opened.format, opened.sheet.as_str(), opened.packed), (Format::Dbf, "DATA/PATIENT.DBF", true));
        assert_eq!(opened.other_sheets, ["DATA/APPTS.csv"]);
        // The numbers are those of the file.
        assert_eq!((rows.len(), rows[1].number, left.len()), (2, 3, 1));
        let (opened, rows) = of_sheet(&zip, "DATA/APPTS.csv");
        assert_eq!((opened.sheet.as_str(), rows.len()), ("DATA/APPTS.csv", 1));
        assert_eq!(opened.other_sheets, ["DATA/PATIENT.DBF"]);
    }

    #[test]
    fn parts_of_one_list_are_one_list() {
        let zip = archive(&[
            ("b.csv", b"last name;first name;dob\nLee;Bo;3/1/1975\n"),
            ("a.csv", b"Last Name,First Name,DOB\nRuiz,Ana,2/11/1980\nKim,Jo,5/6/1960\n"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((opened.sheet.as_str(), opened.other_sheets.len()), ("", 0));
        assert_eq!(
            rows.iter().map(|row| (row.number, row.cells[0].as_str())).collect::<Vec<_>>(),
            [(1, "Ruiz"), (2, "Kim"), (3, "Lee")]
        );
    }

    #[test]
    fn sheets_of_a_workbook_among_other_files_can_be_read_too() {
        let mut book = rust_xlsxwriter::Workbook::new();
        for (name, last) in [("One", "Ruiz"), ("Two", "Lee")] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (at, text) in ["Last Name", "First Name", "DOB"].into_iter().enumerate() {
                sheet.write(0, u16::try_from(at).unwrap(), text).unwrap();
                sheet.write(1, u16::try_from(at).unwrap(), [last, "Ana", "2/11/1980"][at]).unwrap();
            }
        }
        let zip = archive(&[("patients.xlsx", &book.save_to_buffer().unwrap()), ("visits.csv", b"Date,Time\n1/2/2024,9:00\n")]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((opened.sheet.as_str(), rows[0].cells[0].as_str()), ("patients.xlsx", "Ruiz"));
        assert_eq!(opened.other_sheets, ["visits.csv", "Two"]);
        let (opened, rows) = of_sheet(&zip, "Two");
        assert_eq!((opened.sheet.as_str(), rows[0].cells[0].as_str()), ("Two", "Lee"));
    }

    #[test]
    fn documents_go_before_a_table_that_lists_them() {
        let document = |name: &str| {
            format!(
                "<ClinicalDocument><recordTarget><patientRole><id extension=\"7\"/><patient><name><given>Ana</given><family>{name}</family></name></patient></patientRole></recordTarget></ClinicalDocument>"
            )
        };
        let (one, two) = (document("Ruiz"), document("Lee"));
        let zip = archive(&[
            ("1.xml", one.as_bytes()),
            ("2.ccda", two.as_bytes()),
            ("Appointments.csv", b"Last Name,First Name,DOB\nRuiz,Ana,2/11/1980\n"),
        ]);
        let (opened, rows, _) = all(&zip).unwrap();
        assert_eq!((opened.format, rows.len()), (Format::Ccda, 2));
    }
}
