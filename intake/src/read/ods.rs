//! The open document's spreadsheet, read as the XML that it is. Found by fuzzing: `calamine` never comes to an end of a table that breaks off, and copies a
//! cell as often as the file says that it is there.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

use zip::ZipArchive;

use super::archive::unpack;
use super::header::Sorter;
use super::records::xml::{Element, Step, events};
use super::{Format, LARGEST_UNPACKED, LONGEST_CELL, Refusal, Row, Sink, Wanted, disk, sheets};

/// Most columns that a sheet can have.
const WIDEST: usize = 16_384;
/// Cells that are only said to be there again: a million. Sheets repeat what is empty, and that costs nothing.
const MOST_COPIES: usize = 1_000_000;

/// Reads it.
pub fn read(path: &Path, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let file = BufReader::new(File::open(path).map_err(disk)?);
    let mut archive = ZipArchive::new(file).map_err(|_| Refusal::Broken(0))?;
    if let Some(at) = archive.index_for_name("META-INF/manifest.xml")
        && is_locked(unpack(&mut archive, at, LARGEST_UNPACKED)?.path())
    {
        return Err(Refusal::Encrypted);
    }
    let at = archive.index_for_name("content.xml").ok_or(Refusal::Broken(0))?;
    let content = unpack(&mut archive, at, LARGEST_UNPACKED)?;
    let mut all: Vec<(String, usize, usize)> = Vec::new();
    walk(content.path(), &mut |part| {
        match part {
            Part::Sheet(name) => all.push((name, 0, 0)),
            Part::Row(row) => {
                if let Some((_, height, width)) = all.last_mut() {
                    (*height, *width) = (*height + 1, (*width).max(row.cells.iter().filter(|cell| !cell.is_empty()).count()));
                }
            }
        }
        Ok(true)
    })?;
    let is_table = |(_, height, width): &(String, usize, usize)| *height > 1 && *width > 1;
    let chosen =
        all.iter().position(|(name, ..)| *name == wanted.sheet).or_else(|| all.iter().position(is_table)).unwrap_or_default();
    let names: Vec<String> = all.into_iter().map(|(name, ..)| name).collect();
    let name = names.get(chosen).ok_or(Refusal::NoRows)?;
    let mut sorter = Sorter::new(sheets::opened(Format::Ods, name, &names), sink);
    let (mut sheet, mut goes_on) = (0, true);
    walk(content.path(), &mut |part| {
        match part {
            Part::Sheet(_) => sheet += 1,
            Part::Row(row) if sheet == chosen + 1 => goes_on = sorter.take(row)?,
            Part::Row(_) => {}
        }
        Ok(goes_on && sheet <= chosen + 1)
    })?;
    if goes_on { sorter.end() } else { Ok(()) }
}

/// Whether the manifest says that something is encrypted.
fn is_locked(manifest: &Path) -> bool {
    let mut locked = false;
    let _ = events(manifest, encoding_rs::UTF_8, &mut |step| match step {
        Step::Start(element) if element.name == "encryption-data" => {
            locked = true;
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    });
    locked
}

enum Part {
    /// A sheet begins; its name.
    Sheet(String),
    /// A row with something in it.
    Row(Row),
}

/// What is being read.
#[derive(Default)]
struct State {
    /// The elements that it is in.
    open: Vec<String>,
    /// Tables in tables are none of ours.
    tables: usize,
    notes: usize,
    row: Row,
    rows: usize,
    empty: usize,
    cell: Option<Element>,
    text: String,
    paragraphs: usize,
    copies: usize,
}

/// Hands on the sheets and their rows, until nothing more is wanted.
fn walk(path: &Path, take: &mut dyn FnMut(Part) -> Result<bool, Refusal>) -> Result<(), Refusal> {
    let mut state = State::default();
    let mut end = Ok(true);
    events(path, encoding_rs::UTF_8, &mut |step| {
        end = state.step(step, take);
        if matches!(end, Ok(true)) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    end.map(drop)
}

fn times(element: &Element, attribute: &str) -> usize {
    element.attribute(attribute).parse().unwrap_or(1).max(1)
}

impl State {
    fn step(&mut self, step: Step, take: &mut dyn FnMut(Part) -> Result<bool, Refusal>) -> Result<bool, Refusal> {
        match step {
            Step::Start(element) => {
                self.open.push(element.name.clone());
                return self.begin(element, take);
            }
            Step::Text(text) if self.cell.is_some() && self.notes == 0 && self.paragraphs > 0 => self.text += &text,
            Step::Text(_) => {}
            Step::End => match self.open.pop().unwrap_or_default().as_str() {
                "table" => self.tables -= 1,
                "annotation" => self.notes -= 1,
                "table-cell" | "covered-table-cell" if self.tables == 1 => self.end_cell()?,
                "table-row" if self.tables == 1 => return self.end_row(take),
                _ => {}
            },
        }
        if self.text.len() > LONGEST_CELL {
            return Err(Refusal::CellTooLong(self.row.number + 1));
        }
        Ok(true)
    }

    fn begin(&mut self, element: Element, take: &mut dyn FnMut(Part) -> Result<bool, Refusal>) -> Result<bool, Refusal> {
        match element.name.as_str() {
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    (self.row, self.empty) = (Row::default(), 0);
                    return take(Part::Sheet(element.attribute("name").to_owned()));
                }
            }
            "annotation" => self.notes += 1,
            "table-row" if self.tables == 1 => {
                self.rows = times(&element, "number-rows-repeated");
                (self.row.cells, self.empty) = (Vec::new(), 0);
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                (self.cell, self.paragraphs) = (Some(element), 0);
                self.text.clear();
            }
            _ if self.cell.is_none() || self.notes > 0 => {}
            "p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" => self.text.extend(std::iter::repeat_n(' ', times(&element, "c").min(100))),
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
        Ok(true)
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let repeats = times(&cell, "number-columns-repeated");
        let text = told(&cell, &self.text);
        if text.is_empty() {
            self.empty = self.empty.saturating_add(repeats);
            return Ok(());
        }
        let before = self.row.cells.len().saturating_add(self.empty).min(WIDEST);
        self.row.cells.resize(before, String::new());
        self.empty = 0;
        let repeats = repeats.min(WIDEST - before);
        self.copied(repeats.saturating_sub(1), text.len())?;
        self.row.cells.extend(std::iter::repeat_n(text, repeats));
        Ok(())
    }

    /// Copies cost what they would fill.
    fn copied(&mut self, n: usize, length: usize) -> Result<(), Refusal> {
        self.copies = self.copies.saturating_add(n.saturating_mul(1 + length / 32));
        if self.copies > MOST_COPIES { Err(Refusal::Bomb) } else { Ok(()) }
    }

    fn end_row(&mut self, take: &mut dyn FnMut(Part) -> Result<bool, Refusal>) -> Result<bool, Refusal> {
        let cells = std::mem::take(&mut self.row.cells);
        if cells.is_empty() {
            self.row.number = self.row.number.saturating_add(self.rows as u64);
            return Ok(true);
        }
        let length = cells.iter().map(String::len).sum::<usize>();
        self.copied((self.rows - 1).saturating_mul(cells.len()), length / cells.len())?;
        for _ in 0..self.rows {
            self.row.number += 1;
            if !take(Part::Row(Row { number: self.row.number, cells: cells.clone() }))? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A cell as it is read: a day as `YYYY-MM-DD`, a whole number without a point.
fn told(cell: &Element, text: &str) -> String {
    match cell.attribute("value-type") {
        "float" | "currency" | "percentage" => {
            let value = cell.attribute("value");
            value.parse().map_or_else(|_| value.to_owned(), sheets::number)
        }
        "date" => cell.attribute("date-value").to_owned(),
        "time" => cell.attribute("time-value").to_owned(),
        "boolean" => cell.attribute("boolean-value").to_owned(),
        "string" if text.is_empty() => cell.attribute("string-value").to_owned(),
        "string" => text.to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::read::tests::all;
    use crate::read::{Format, Refusal};

    fn book(tables: &str, manifest: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        for (name, text) in [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", &content)] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn cell(text: &str, more: &str) -> String {
        format!("<table:table-cell office:value-type=\"string\" {more}><text:p>{text}</text:p></table:table-cell>")
    }

    #[test]
    fn a_sheet_is_read_as_people_see_it() {
        let notes =
            format!("<table:table table:name=\"Notes\"><table:table-row>{}</table:table-row></table:table>", cell("Export", ""));
        let header = ["Last Name", "First Name", "DOB", "Balance"].map(|name| cell(name, "")).concat();
        let ana = format!(
            "{}{}<table:table-cell office:value-type=\"date\" office:date-value=\"1980-02-11\"><text:p>2/11/80</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"12.50\"/>",
            cell("Ruiz", ""),
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation><text:p>Ana<text:s text:c=\"2\"/>&amp;</text:p><text:p>Bo</text:p></table:table-cell>"
        );
        let rest = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
        let blank = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>";
        let twice = format!(
            "<table:table-row table:number-rows-repeated=\"2\">{}</table:table-row>",
            cell("Lee", "table:number-columns-repeated=\"2\"")
        );
        let table = format!(
            "{notes}<table:table table:name=\"Patients\"><table:table-row>{header}</table:table-row>{blank}<table:table-row>{ana}</table:table-row>{twice}{rest}</table:table>"
        );
        let (opened, rows, _) = all(&book(&table, "<m/>")).unwrap();
        assert_eq!(
            (opened.format, opened.sheet.as_str(), opened.other_sheets.as_slice()),
            (Format::Ods, "Patients", ["Notes".to_owned()].as_slice())
        );
        assert_eq!(
            (rows[0].number, rows[0].cells.as_slice()),
            (5, ["Ruiz", "Ana  &\nBo", "1980-02-11", "12.5"].map(str::to_owned).as_slice())
        );
        assert_eq!((rows.len(), rows[2].number, rows[2].cells[1].as_str()), (3, 7, "Lee"));
    }

    #[test]
    fn what_breaks_off_or_repeats_without_end_or_is_locked_is_refused() {
        // calamine looked for the end of this table for ever.
        assert_eq!(all(&book("<table:table table:name=\"a\"><table:table-row/>", "<m/>")).unwrap_err(), Refusal::Broken(0));
        for more in [
            ("table:number-rows-repeated=\"1048576\"", "table:number-columns-repeated=\"16384\""),
            ("table:number-rows-repeated=\"99999999999999\"", ""),
        ] {
            let row = format!("<table:table-row {}>{}{}</table:table-row>", more.0, cell("x", more.1), cell("y", ""));
            assert_eq!(
                all(&book(&format!("<table:table>{row}{row}</table:table>"), "<m/>")).unwrap_err(),
                Refusal::Bomb,
                "{more:?}"
            );
        }
        let locked = "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
        assert_eq!(all(&book("", locked)).unwrap_err(), Refusal::Encrypted);
    }
}
