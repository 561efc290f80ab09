//! Any file: cut anywhere, a byte another, its columns in another order, in another encoding. Nothing is a crash, and a row is whole or not there.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::{Cursor, Read as _, Write as _};
use std::ops::ControlFlow;

use intake::read::{Event, Failed, Opened, Refusal, Row, Wanted, read};
use proptest::prelude::*;

type Read = Result<(Opened, Vec<Row>), Refusal>;

fn rows(bytes: &[u8]) -> Read {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let (mut opened, mut rows) = (None, Vec::new());
    read(file.path(), &Wanted::default(), &mut |event| {
        match event {
            Event::Opened(is) => opened = Some(is.clone()),
            Event::Row(row) => rows.push(row),
            Event::Left(..) | Event::File(_) => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok((opened.ok_or(Refusal::NoRows)?, rows))
}

const HEADER: [&str; 5] = ["Chart Number", "Last Name", "First Name", "DOB", "City"];

fn table(people: &[[String; 5]], order: &[usize], delimiter: &str) -> String {
    let line = |cells: Vec<&str>| {
        cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(delimiter) + "\r\n"
    };
    let mut out = line(order.iter().map(|at| HEADER[*at]).collect());
    for person in people {
        out += &line(order.iter().map(|at| person[*at].as_str()).collect());
    }
    out
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

fn unzipped(archive: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    zip::ZipArchive::new(Cursor::new(archive)).unwrap().by_index(0).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// A file of each kind.
fn samples() -> Vec<Vec<u8>> {
    let people: Vec<[String; 5]> = (0..12)
        .map(|n| [format!("A{n:03}"), format!("Muñoz{n}"), "Ana".to_owned(), format!("{}/14/1980", 1 + n % 12), "Reno".to_owned()])
        .collect();
    let text = table(&people, &[0, 1, 2, 3, 4], ",");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in HEADER.iter().enumerate() {
        sheet.write(0, u16::try_from(at).unwrap(), *name).unwrap();
        for (row, person) in people.iter().enumerate() {
            sheet.write(u32::try_from(row + 1).unwrap(), u16::try_from(at).unwrap(), person[at].as_str()).unwrap();
        }
    }
    let each = |of: &dyn Fn(&[String; 5]) -> String| people.iter().map(of).collect::<Vec<_>>().concat();
    let xml = each(&|p| format!("<Patient id=\"{}\"><LastName>{}</LastName><FirstName>{}</FirstName></Patient>", p[0], p[1], p[2]));
    let fhir = each(&|p| {
        format!(
            "{{\"resourceType\":\"Patient\",\"id\":\"{}\",\"name\":[{{\"family\":\"{}\",\"given\":[\"{}\"]}}]}}\n",
            p[0], p[1], p[2]
        )
    });
    let hl7 = each(&|p| format!("MSH|^~\\&|A\rPID|1|{}|||{}^{}||19800211|F\r", p[0], p[1], p[2]));
    let fixed = each(&|p| format!("{:<10}{:<14}{:<10}{:<12}{}\n", p[0], p[1], p[2], p[3], p[4]));
    let clinical = "<ClinicalDocument><recordTarget><patientRole><id extension=\"7\"/><patient><name><given>Ana</given><family>Ruiz</family></name></patient></patientRole></recordTarget></ClinicalDocument>";
    vec![
        text.clone().into_bytes(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        book.save_to_buffer().unwrap(),
        zipped("patients.csv", text.as_bytes()),
        format!("<Export>{xml}</Export>").into_bytes(),
        clinical.as_bytes().to_vec(),
        fhir.into_bytes(),
        hl7.into_bytes(),
        format!("{:<10}{:<14}{:<10}{:<12}{}\n{fixed}", "CHART", "LAST NAME", "FIRST NAME", "DOB", "CITY").into_bytes(),
        include_bytes!("files/dbase3.dbf").to_vec(),
        include_bytes!("files/foxpro.dbf").to_vec(),
        zipped("DATA/PATIENT.DBF", include_bytes!("files/clipper.dbf")),
        unzipped(include_bytes!("files/access2000.mdb.zip")),
        unzipped(include_bytes!("files/access2010.accdb.zip")),
    ]
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
fn place(at: f64, length: usize) -> usize {
    (at * length as f64) as usize
}

/// Of each sample: how many rows, which of them, and what stands in its cells among others.
const SAMPLES: [(usize, usize, &[&str]); 15] = [
    (12, 11, &["A011", "Muñoz11", "Ana", "12/14/1980", "Reno"]),
    (12, 11, &["A011", "Muñoz11", "Ana", "12/14/1980", "Reno"]),
    (12, 11, &["A011", "Muñoz11", "Ana", "12/14/1980", "Reno"]),
    (12, 11, &["A011", "Muñoz11", "Ana", "12/14/1980", "Reno"]),
    (12, 11, &["A011", "Muñoz11", "Ana", "12/14/1980", "Reno"]),
    (12, 11, &["A011", "Muñoz11", "Ana"]),
    (1, 0, &["7", "Ruiz", "Ana"]),
    (12, 11, &["A011", "Muñoz11", "Ana"]),
    (12, 11, &["A011", "Muñoz11", "Ana", "19800211", "F"]),
    (12, 11, &["A011", "Muñoz11", "Ana", "12/14/1980", "Reno"]),
    (2, 0, &["RUIZAN00", "Ruíz", "Ana", "1980-02-11", "F", "04101", "12.5", "Y"]),
    (2, 0, &["RUIZAN00", "Ruíz", "Ana", "1980-02-11", "1.25", "2024-01-02 15:04:05"]),
    (2, 1, &["MUNOZ000", "Muñoz", "José", "M"]),
    (2, 0, &["1", "Ruíz", "Ana", "1980-02-11", "04101", "allergic to cats"]),
    (2, 1, &["3", "Muñoz", "José", "1895-06-30", "N"]),
];

#[test]
fn each_sample_is_read() {
    for (n, (sample, (many, at, cells))) in samples().iter().zip(SAMPLES).enumerate() {
        let (opened, rows) = rows(sample).unwrap_or_else(|e| panic!("{n}: {e:?}"));
        assert_eq!(rows.len(), many, "{n}: {:?} {rows:?}", opened.header);
        for cell in cells {
            assert!(rows[at].cells.iter().any(|is| is == cell), "{n}: no {cell} in {:?}", rows[at].cells);
        }
        assert!(rows.iter().all(|row| row.cells.len() == opened.header.len()), "{n}");
    }
}

/// The sample of fixed width: where its columns are, all of its lines say together.
const FIXED: usize = 9;

/// The sample whose cells are not in the order of the file.
const HL7: usize = 8;

/// Whether a row is what is left of another: whole, or cut off in one cell with nothing behind it; or a row that says itself that it is not whole.
fn is_left_of(row: &Row, whole: &Row, in_order: bool) -> bool {
    let filled = row.cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or_default();
    let cut = |text: &str| text.trim_end_matches('\u{fffd}').to_owned();
    row.cells.last().is_some_and(|cell| Failed::of(cell).is_some())
        || row.cells.len() == whole.cells.len()
            && (!in_order || row.cells[..filled] == whole.cells[..filled])
            && row.cells.iter().zip(&whole.cells).all(|(is, was)| was.starts_with(&cut(is)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn cut_anywhere_the_rows_are_those_that_were_there(kind in 0_usize..15, at in 0.0_f64..1.0) {
        let mut sample = samples().swap_remove(kind);
        let (header, all) = rows(&sample).map(|(opened, rows)| (opened.header, rows)).unwrap();
        sample.truncate(place(at, sample.len()));
        if let Ok((opened, found)) = rows(&sample) {
            prop_assert!(found.iter().all(|row| row.cells.len() >= opened.header.len()), "a row has a cell for each column");
            // The first bytes alone don't say what kind of file it is.
            if (kind == FIXED || sample.len() < 64) && opened.header != header {
                return Ok(());
            }
            prop_assert_eq!(&opened.header, &header);
            prop_assert!(found.len() <= all.len());
            for (n, (row, whole)) in found.iter().zip(&all).enumerate() {
                prop_assert!(row == whole || n + 1 == found.len() && is_left_of(row, whole, kind != HL7), "{:?} of {:?}", row, whole);
            }
        }
    }

    #[test]
    fn a_byte_another_is_no_crash_and_costs_no_other_rows_of_a_table(kind in 0_usize..15, at in 0.0_f64..1.0, byte in any::<u8>()) {
        let mut sample = samples().swap_remove(kind);
        let all = rows(&sample).unwrap().1;
        let header = HEADER.iter().map(|name| name.len() + 3).sum::<usize>() + 1;
        let at = place(at, sample.len());
        sample[at] = byte;
        let read = rows(&sample);
        if let Ok((opened, found)) = &read {
            prop_assert!(found.iter().all(|row| row.cells.len() >= opened.header.len()), "a row has a cell for each column");
        }
        if kind == 0 && at >= header {
            let found = read.unwrap().1;
            let lost = all.iter().filter(|row| !found.iter().any(|other| other.cells == row.cells)).count();
            prop_assert!(lost <= 2, "{} rows are lost", lost);
        }
    }

    #[test]
    fn any_bytes_are_no_crash(bytes in prop::collection::vec(any::<u8>(), 0..2000), start in 0_usize..9) {
        let magic: [&[u8]; 9] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml version='1.0'?><a>", b"{\"resourceType\":", b"MSH|^~\\&|", b"\xff\xfe", b"a,b,c\n", &include_bytes!("files/dbase3.dbf")[..330]];
        let _ = rows(&[magic[start], &bytes].concat());
    }

    #[test]
    fn columns_in_another_order_and_another_encoding_say_the_same(
        people in prop::collection::vec(prop::array::uniform5("[A-Za-zéñ\" ,;|'\n]{1,12}[a-z]"), 3..20),
        order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle(),
        delimiter in 0_usize..4,
        encoding in 0_usize..3,
    ) {
        let text = table(&people, &order, [",", "\t", ";", "|"][delimiter]);
        let bytes = match encoding {
            0 => text.into_bytes(),
            1 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        };
        let (opened, rows) = rows(&bytes).unwrap();
        prop_assert_eq!(rows.len(), people.len());
        for (row, person) in rows.iter().zip(&people) {
            for (name, is) in HEADER.iter().zip(person) {
                let at = opened.header.iter().position(|column| column == name).unwrap();
                prop_assert_eq!(&row.cells[at], is);
            }
        }
    }
}
