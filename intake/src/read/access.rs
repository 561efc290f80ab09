//! Access databases, `.mdb` and `.accdb`: the table that looks most like patients, or the one that is asked for.
//!
//! The crate `jetdb` reads the pages. Compared with mdbtools on 189 tables of 89 databases of Access 97 to 2019 (the tests of Jackcess and of mdbtools), it said
//! the same, and more where mdbtools knows less (calculated columns, days before 1900, characters beyond the first plane); but for one thing, which is put right
//! here: text of a fixed length, which Access itself does not make and programs do, it takes for nothing.

use std::path::Path;

use jetdb::encoding::{TextEncoding, decode_text};
use jetdb::{ColumnType, FileError, PageReader, TableDef, TableRows, Value, calculated_column_types};

use super::dbf::number;
use super::header::looks_like_patients;
use super::{Event, Format, LARGEST_UNPACKED, LONGEST_CELL, MOST_COLUMNS, Opened, Refusal, Row, Sink, Wanted, disk};

/// Reads it.
pub fn read(path: &Path, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut file = PageReader::open(path).map_err(refused)?;
    let tables = tables(&mut file)?;
    let best = || tables.iter().rev().max_by_key(|table| looks_like_patients(&table.name, names(table).into_iter()));
    let Some(table) = tables.iter().find(|table| table.name == wanted.sheet).or_else(best) else { return Err(Refusal::NoRows) };
    let mut table = table.clone();
    let calculated = calculated_column_types(&mut file, &table);
    for column in table.columns.iter_mut().filter(|column| column.is_fixed && column.col_type == ColumnType::Text) {
        // As bytes, which are made into text below.
        column.col_type = ColumnType::Unknown(column.col_type.to_byte());
    }
    let table = table;
    let columns: Vec<usize> = (0..table.columns.len()).filter(|at| is_text(table.columns[*at].col_type)).collect();
    match columns.len() {
        0 => return Err(Refusal::NoRows),
        1..=MOST_COLUMNS => {}
        _ => return Err(Refusal::TooWide),
    }
    let opened = Opened {
        format: Format::Access,
        encoding: String::new(),
        dialect: String::new(),
        sheet: table.name.clone(),
        other_sheets: tables.iter().map(|other| other.name.clone()).filter(|name| *name != table.name).collect(),
        header: columns.iter().map(|at| table.columns[*at].name.clone()).collect(),
        header_row: 0,
        packed: false,
        joined: Vec::new(),
        unread: Vec::new(),
    };
    if sink(Event::Opened(&opened)).is_break() {
        return Ok(());
    }
    let (mut number, mut size) = (0, 0_u64);
    let mut rows = TableRows::new(&table, &calculated).with_columns(&columns);
    while let Some(row) = rows.next_row(&mut file).map_err(|_| Refusal::Broken(number))? {
        number += 1;
        let cells: Vec<String> = columns.iter().map(|at| cell(row.values.get(*at), table.text_encoding)).collect();
        if cells.iter().any(|cell| cell.len() > LONGEST_CELL) {
            return Err(Refusal::CellTooLong(number));
        }
        // Many rows may name the same long text.
        size += cells.iter().map(|cell| cell.len() as u64).sum::<u64>();
        if size > LARGEST_UNPACKED {
            return Err(Refusal::Bomb);
        }
        if sink(Event::Row(Row { number, cells })).is_break() {
            return Ok(());
        }
    }
    match () {
        // Somebody would be missing, and nobody would know.
        () if rows.skipped_rows() > 0 => Err(Refusal::Broken(number)),
        () if number == 0 => Err(Refusal::NoRows),
        () => Ok(()),
    }
}

/// The tables that people made and that hold something, the wanted one among them even where it holds nothing.
fn tables(file: &mut PageReader) -> Result<Vec<TableDef>, Refusal> {
    let catalog = jetdb::read_catalog(file).map_err(refused)?;
    let names = jetdb::table_names(file).map_err(refused)?;
    let own = |name: &&String| !name.starts_with("MSys") && !name.starts_with('~');
    let mut tables = Vec::new();
    for name in names.iter().filter(own) {
        let entry = jetdb::find_table(&catalog, name).map_err(refused)?;
        let table = jetdb::read_table_def(file, &entry.name, entry.table_page).map_err(refused)?;
        if table.num_rows > 0 {
            tables.push(table);
        }
    }
    Ok(tables)
}

fn names(table: &TableDef) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

/// Whatever it is, the way around it is the same: the table saved as CSV.
fn refused(e: FileError) -> Refusal {
    match e {
        FileError::PasswordRequired | FileError::InvalidPassword | FileError::UnsupportedEncryption { .. } => Refusal::Encrypted,
        FileError::Io(e) if e.kind() != std::io::ErrorKind::UnexpectedEof => disk(e),
        _ => Refusal::Access,
    }
}

/// Pictures, attachments and the like are no column.
fn is_text(kind: ColumnType) -> bool {
    !matches!(kind, ColumnType::Binary | ColumnType::Ole | ColumnType::ComplexType)
}

/// A cell as it is read: a day as `YYYY-MM-DD`, yes or no as Y or N, an amount without zeros behind its point.
fn cell(value: Option<&Value>, letters: TextEncoding) -> String {
    match value {
        Some(Value::Text(text) | Value::Guid(text)) => text.clone(),
        Some(Value::Binary(bytes)) => decode_text(bytes, letters).unwrap_or_default().trim_matches([' ', '\0']).to_owned(),
        Some(Value::Bool(is)) => if *is { "Y" } else { "N" }.to_owned(),
        Some(Value::Byte(n)) => n.to_string(),
        Some(Value::Int(n)) => n.to_string(),
        Some(Value::Long(n)) => n.to_string(),
        Some(Value::BigInt(n)) => n.to_string(),
        Some(Value::Float(n)) => number(n.to_string()),
        Some(Value::Double(n)) => number(n.to_string()),
        Some(Value::Money(text) | Value::Numeric(text)) => number(text.clone()),
        // Access shows no day for 0.
        Some(Value::Timestamp(days)) if *days != 0.0 => jetdb::timestamp::format_default(*days),
        // Without the parts of a second.
        Some(Value::DateTimeExtended(text)) => text.chars().take(19).collect(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Write as _};
    use std::ops::ControlFlow;

    use crate::read::tests::all;
    use crate::read::{Event, Format, Refusal, Wanted, read};

    const MDB: &[u8] = include_bytes!("../../tests/files/access2000.mdb.zip");
    const ACCDB: &[u8] = include_bytes!("../../tests/files/access2010.accdb.zip");

    fn unpacked(archive: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        zip::ZipArchive::new(Cursor::new(archive)).unwrap().by_index(0).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn the_table_that_looks_like_patients_is_read_and_who_was_deleted_is_not() {
        for (bytes, packed) in [(unpacked(MDB), false), (unpacked(ACCDB), false), (MDB.to_vec(), true)] {
            let (opened, rows, _) = all(&bytes).unwrap();
            assert_eq!((opened.format, opened.sheet.as_str(), opened.packed), (Format::Access, "tblPatients", packed));
            assert_eq!(opened.other_sheets, ["Visits"]);
            assert_eq!(
                opened.header,
                ["PatientID", "LastName", "FirstName", "DOB", "Sex", "Zip", "Active", "Balance", "Height", "Notes"]
            );
            // `Sex` is text of a fixed length.
            assert_eq!(rows[0].cells, ["1", "Ruíz", "Ana", "1980-02-11", "F", "04101", "Y", "12.5", "1.64", "allergic to cats"]);
            assert_eq!(rows[1].cells[..9], ["3", "Muñoz", "José", "1895-06-30", "", "", "N", "", ""]);
            assert!(rows.len() == 2 && rows[1].cells[9].ends_with("line 399\r\n"), "text on other pages");
        }
    }

    #[test]
    fn another_table_is_read_when_it_is_asked_for() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&unpacked(MDB)).unwrap();
        let (mut sheet, mut rows) = (String::new(), Vec::new());
        read(file.path(), &Wanted::of_sheet("Visits"), &mut |event| {
            match event {
                Event::Opened(opened) => sheet.clone_from(&opened.sheet),
                Event::Row(row) => rows.push(row),
                Event::Left(..) | Event::File(_) => {}
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!((sheet.as_str(), rows.len(), rows[0].cells[2].as_str()), ("Visits", 5, "2024-01-02 15:04:05"));
    }

    #[test]
    fn one_that_can_t_be_read_is_told_as_what_it_is() {
        let mut bytes = unpacked(MDB);
        assert_eq!(all(&bytes[..4096]).unwrap_err(), Refusal::Access);
        // The version of one that nobody has seen yet.
        bytes[0x14] = 0x7f;
        assert_eq!(all(&bytes).unwrap_err(), Refusal::Access);
    }
}
