//! Workbooks.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, Xls, Xlsb, Xlsx};

use super::header::Sorter;
use super::{Format, LONGEST_CELL, Opened, Refusal, Row, Sink, Wanted, compound, disk, ods};

/// What a workbook is, before its header is known.
pub fn opened(format: Format, sheet: &str, all: &[String]) -> Opened {
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
        unread: Vec::new(),
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
    let workbook = compound::workbook(&bytes)?;
    drop(bytes);
    let mut book = Xls::new(std::io::Cursor::new(workbook)).map_err(|e| match e {
        calamine::XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Broken(0),
    })?;
    let names = book.sheet_names();
    whole(&names, &mut |name| book.worksheet_range(name).ok(), wanted, sink)
}

/// A workbook in a zip.
pub fn read_zipped(path: &Path, format: Format, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let file = BufReader::new(File::open(path).map_err(disk)?);
    match format {
        Format::Xlsx => xlsx(Xlsx::new(file).map_err(|_| Refusal::Broken(0))?, wanted, sink),
        Format::Xlsb => xlsb(Xlsb::new(file).map_err(|_| Refusal::Broken(0))?, wanted, sink),
        _ => ods::read(path, wanted, sink),
    }
}

/// Sheets that are in memory, one at a time.
fn whole(
    names: &[String],
    sheet: &mut dyn FnMut(&str) -> Option<calamine::Range<Data>>,
    wanted: &Wanted,
    sink: Sink<'_>,
) -> Result<(), Refusal> {
    let mut chosen = names.iter().find(|name| **name == wanted.sheet).and_then(|name| Some((name, sheet(name)?)));
    for name in names {
        if chosen.as_ref().is_some_and(|(name, range)| **name == wanted.sheet || (range.height() > 1 && range.width() > 1)) {
            break;
        }
        let is_first = chosen.is_none();
        if let Some(range) = sheet(name)
            && (is_first || (range.height() > 1 && range.width() > 1))
        {
            chosen = Some((name, range));
        }
    }
    let (name, range) = chosen.ok_or(Refusal::NoRows)?;
    let mut sorter = Sorter::new(opened(Format::Xls, name, names), sink);
    let (top, left) = range.start().unwrap_or_default();
    for (at, cells) in range.rows().enumerate() {
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
    let chosen = chosen(&names, wanted, &mut |name| book.worksheet_cells_reader(name).ok().map(|reader| reader.dimensions()))?;
    let mut reader = book.worksheet_cells_reader(&chosen).map_err(|_| Refusal::Broken(0))?;
    let next = &mut || Ok(reader.next_cell().map_err(drop)?.map(|cell| (cell.get_position(), told(cell.get_value()))));
    by_cell(opened(Format::Xlsx, &chosen, &names), next, sink)
}

/// The same of the binary kind.
fn xlsb(mut book: Xlsb<BufReader<File>>, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let names = book.sheet_names();
    let chosen = chosen(&names, wanted, &mut |name| book.worksheet_cells_reader(name).ok().map(|reader| reader.dimensions()))?;
    let mut reader = book.worksheet_cells_reader(&chosen).map_err(|_| Refusal::Broken(0))?;
    let next = &mut || Ok(reader.next_cell().map_err(drop)?.map(|cell| (cell.get_position(), told(cell.get_value()))));
    by_cell(opened(Format::Xlsb, &chosen, &names), next, sink)
}

/// The sheet that is asked for, or the first with a table. A program that writes no dimensions: the first.
fn chosen(
    names: &[String],
    wanted: &Wanted,
    size: &mut dyn FnMut(&str) -> Option<calamine::Dimensions>,
) -> Result<String, Refusal> {
    let mut is_table = |name: &&String| size(name).is_some_and(|d| d.end.0 > d.start.0 && d.end.1 > d.start.1);
    let asked = names.iter().find(|name| **name == wanted.sheet);
    asked.or_else(|| names.iter().find(&mut is_table)).or(names.first()).cloned().ok_or(Refusal::NoRows)
}

type NextCell<'a> = &'a mut dyn FnMut() -> Result<Option<((u32, u32), String)>, ()>;

fn by_cell(opened: Opened, next: NextCell<'_>, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut sorter = Sorter::new(opened, sink);
    let mut row = Row::default();
    while let Some(((at, column), text)) = next().map_err(|()| Refusal::Broken(row.number))? {
        let (number, column) = (u64::from(at) + 1, column as usize);
        if number != row.number {
            if row.number > 0 && !sorter.take(std::mem::take(&mut row))? {
                return Ok(());
            }
            row.number = number;
        }
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

/// A number as people see it.
pub fn number(n: f64) -> String {
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

    /// A workbook of Excel's binary kind, its second row as these records.
    fn binary(second: &[(u8, Vec<u8>)]) -> Vec<u8> {
        use std::io::Write as _;
        let record = |kind: &[u8], data: &[u8]| [kind, &[u8::try_from(data.len()).unwrap()], data].concat();
        let wide = |text: &str| {
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [&u32::try_from(units.len() / 2).unwrap().to_le_bytes()[..], &units].concat()
        };
        let numbers = |all: &[u32]| all.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
        let bundle = [numbers(&[0, 1]), wide("rId1"), wide("Patients")].concat();
        let book =
            [record(&[0x83, 1], &[]), record(&[0x9c, 1], &bundle), record(&[0x90, 1], &[]), record(&[0x84, 1], &[])].concat();
        let mut sheet = [record(&[0x81, 1], &[]), record(&[0x94, 1], &numbers(&[0, 1, 0, 1])), record(&[0x91, 1], &[])].concat();
        let text = |column: u32, text: &str| record(&[6], &[numbers(&[column, 0]), wide(text)].concat());
        sheet.extend(
            [record(&[0], &numbers(&[0, 0])), text(0, "Last Name"), text(1, "DOB"), record(&[0], &numbers(&[1, 0]))].concat(),
        );
        sheet.extend(second.iter().flat_map(|(kind, data)| record(&[*kind], data)));
        sheet.extend([record(&[0x92, 1], &[]), record(&[0x82, 1], &[])].concat());
        let relations = b"<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>".to_vec();
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in [
            ("[Content_Types].xml", b"<Types/>".to_vec()),
            ("xl/_rels/workbook.bin.rels", relations),
            ("xl/workbook.bin", book),
            ("xl/worksheets/sheet1.bin", sheet),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(&bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_binary_kind_is_read_cell_by_cell_and_a_reader_that_panics_refuses_the_file() {
        let text = |column: u32, text: &str| {
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let numbers = [column, 0, u32::try_from(text.len()).unwrap()].map(u32::to_le_bytes).concat();
            (6_u8, [numbers, units].concat())
        };
        let (opened, rows, _) = all(&binary(&[text(0, "Ruiz"), text(1, "1980")])).unwrap();
        assert_eq!(
            (opened.format, opened.sheet.as_str(), rows[0].cells.join("|").as_str()),
            (Format::Xlsb, "Patients", "Ruiz|1980")
        );
        // A column of four billion is no room for four billion cells.
        assert_eq!(all(&binary(&[text(0, "Ruiz"), text(u32::MAX, "far")])).unwrap().1[0].cells, ["Ruiz", ""]);
        // A shared text that is not there: calamine panics.
        let missing = (7_u8, [0_u32, 0, 999].map(u32::to_le_bytes).concat());
        assert_eq!(all(&binary(&[text(1, "x"), missing])).unwrap_err(), Refusal::Broken(0));
    }

    #[test]
    #[should_panic(expected = "a mistake of ours")]
    fn a_mistake_of_ours_is_not_taken_for_a_broken_file() {
        use std::io::Write as _;
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&binary(&[])).unwrap();
        let _ = crate::read::read(file.path(), &crate::read::Wanted::default(), &mut |_| panic!("a mistake of ours"));
    }
}
