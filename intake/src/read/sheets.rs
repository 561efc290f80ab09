//! Workbooks.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader as _, Xls, Xlsb, Xlsx};

use super::header::Sorter;
use super::{Format, LONGEST_CELL, Opened, Refusal, Row, Sink, Wanted, disk};

fn opened(format: Format, sheet: &str, all: &[String]) -> Opened {
    Opened {
        format,
        encoding: String::new(),
        dialect: String::new(),
        sheet: sheet.to_owned(),
        other_sheets: all.iter().filter(|name| *name != sheet).cloned().collect(),
        header: Vec::new(),
        header_row: 0,
        packed: false,
        joined: Vec::new(),
    }
}

/// A workbook in the old container: XLS, or anything behind a password.
pub fn read_old(path: &Path, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut bytes = Vec::new();
    File::open(path).map_err(disk)?.take(256 * 1024 * 1024).read_to_end(&mut bytes).map_err(disk)?;
    let utf_16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let has = |name: &str| {
        let name = utf_16(name);
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    if has("WordDocument") {
        return Err(Refusal::NotATable("Word".to_owned()));
    }
    let mut book = Xls::new(std::io::Cursor::new(bytes)).map_err(|e| match e {
        calamine::XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Broken(0),
    })?;
    let names = book.sheet_names();
    let ranges: Vec<_> = names.iter().map(|name| (name.clone(), book.worksheet_range(name))).collect();
    whole(Format::Xls, &names, ranges.into_iter().filter_map(|(name, range)| Some((name, range.ok()?))).collect(), wanted, sink)
}

/// A workbook in a zip.
pub fn read_zipped(path: &Path, format: Format, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let file = BufReader::new(File::open(path).map_err(disk)?);
    match format {
        Format::Xlsx => xlsx(Xlsx::new(file).map_err(|_| Refusal::Broken(0))?, wanted, sink),
        Format::Xlsb => {
            let mut book = Xlsb::new(file).map_err(|_| Refusal::Broken(0))?;
            let names = book.sheet_names();
            let ranges = names.iter().filter_map(|name| Some((name.clone(), book.worksheet_range(name).ok()?))).collect();
            whole(format, &names, ranges, wanted, sink)
        }
        _ => {
            let mut book = Ods::new(file).map_err(|e| match e {
                calamine::OdsError::Password => Refusal::Encrypted,
                _ => Refusal::Broken(0),
            })?;
            let names = book.sheet_names();
            let ranges = names.iter().filter_map(|name| Some((name.clone(), book.worksheet_range(name).ok()?))).collect();
            whole(format, &names, ranges, wanted, sink)
        }
    }
}

/// Sheets that are in memory.
fn whole(
    format: Format,
    names: &[String],
    ranges: Vec<(String, calamine::Range<Data>)>,
    wanted: &Wanted,
    sink: Sink<'_>,
) -> Result<(), Refusal> {
    let is_table = |(_, range): &&(String, calamine::Range<Data>)| range.height() > 1 && range.width() > 1;
    let chosen = ranges
        .iter()
        .find(|(name, _)| *name == wanted.sheet)
        .or_else(|| ranges.iter().find(is_table))
        .or_else(|| ranges.first())
        .ok_or(Refusal::NoRows)?;
    let mut sorter = Sorter::new(opened(format, &chosen.0, names), sink);
    let (top, left) = chosen.1.start().unwrap_or_default();
    for (at, cells) in chosen.1.rows().enumerate() {
        let before = std::iter::repeat_n(String::new(), left as usize);
        let cells = before.chain(cells.iter().map(whole_cell)).collect();
        if !sorter.take(Row { number: u64::from(top) + at as u64 + 1, cells })? {
            return Ok(());
        }
    }
    sorter.end()
}

/// A sheet cell by cell: a million rows are not in memory.
fn xlsx(mut book: Xlsx<BufReader<File>>, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let names = book.sheet_names();
    let mut chosen = names.iter().find(|name| **name == wanted.sheet).cloned();
    for name in &names {
        if chosen.is_some() {
            break;
        }
        let dimensions = book.worksheet_cells_reader(name).map(|reader| reader.dimensions());
        chosen = dimensions.is_ok_and(|d| d.end.0 > d.start.0 && d.end.1 > d.start.1).then(|| name.clone());
    }
    // A program that writes no dimensions: the first sheet.
    let Some(chosen) = chosen.or_else(|| names.first().cloned()) else { return Err(Refusal::NoRows) };
    let mut sorter = Sorter::new(opened(Format::Xlsx, &chosen, &names), sink);
    let mut reader = book.worksheet_cells_reader(&chosen).map_err(|_| Refusal::Broken(0))?;
    let mut row = Row::default();
    while let Some(cell) = reader.next_cell().map_err(|_| Refusal::Broken(row.number))? {
        let (at, column) = cell.get_position();
        let (number, column) = (u64::from(at) + 1, column as usize);
        if number != row.number {
            if row.number > 0 && !sorter.take(std::mem::take(&mut row))? {
                return Ok(());
            }
            row.number = number;
        }
        let text = told(cell.get_value());
        if text.len() > LONGEST_CELL {
            return Err(Refusal::CellTooLong(number));
        }
        if !text.is_empty() && column < 16_384 {
            row.cells.resize(row.cells.len().max(column + 1), String::new());
            row.cells[column] = text;
        }
    }
    if row.number > 0 && !sorter.take(row)? {
        return Ok(());
    }
    sorter.end()
}

/// A cell as it is read: a day as `YYYY-MM-DD`, a whole number without a point, the result of a formula and never the formula.
fn told(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(at) => day(at),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The same of a sheet that is in memory.
fn whole_cell(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => number(*n),
        Data::Bool(is) => is.to_string(),
        Data::DateTime(at) => day(at),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { n.to_string() }
}

fn day(at: &ExcelDateTime) -> String {
    if !at.is_datetime() {
        return number(at.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook};

    use crate::read::tests::all;
    use crate::read::{Format, Refusal};

    #[test]
    fn a_workbook_is_read_as_people_see_it() {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Notes").unwrap().write(0, 0, "Export of our patients").unwrap();
        let sheet = book.add_worksheet().set_name("Patients").unwrap();
        for (at, name) in ["Chart Number", "Last Name", "First Name", "DOB", "Zip", "Balance"].into_iter().enumerate() {
            sheet.write(1, u16::try_from(at).unwrap(), name).unwrap();
        }
        sheet.write(2, 0, "00017").unwrap();
        sheet.write(2, 1, "Muñoz").unwrap();
        sheet.write(2, 2, "Ana").unwrap();
        let look = Look::new().set_num_format("m/d/yyyy");
        sheet.write_with_format(2, 3, ExcelDateTime::from_ymd(1980, 2, 11).unwrap(), &look).unwrap();
        sheet.write(2, 4, 4101).unwrap();
        sheet.write_formula(2, 5, Formula::new("=1+1").set_result("2")).unwrap();
        let (opened, rows, _) = all(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!((opened.format, opened.sheet.as_str(), opened.header_row), (Format::Xlsx, "Patients", 2));
        assert_eq!(opened.other_sheets, ["Notes"]);
        assert_eq!(
            (rows[0].number, rows[0].cells.as_slice()),
            (3, ["00017", "Muñoz", "Ana", "1980-02-11", "4101", "2"].map(str::to_owned).as_slice())
        );
    }

    #[test]
    fn a_workbook_behind_a_password_is_refused_as_that() {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(all(&bytes).unwrap_err(), Refusal::Encrypted);
        assert_eq!(all(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3]).unwrap_err(), Refusal::Broken(0));
    }
}
