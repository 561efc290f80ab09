//! Which row names the columns, and which rows are nobody's.

use super::{Event, Failed, Left, MOST_COLUMNS, Opened, Refusal, Row, Sink};
use crate::dates::{Written, eight, written};
use crate::fields::{bare, is_known, known_as};
use crate::guess::is_ours;

/// Rows that are looked at for the header.
pub const LOOKED_AT: usize = 40;

/// Finds the header among the first rows, then hands the others on. Rows wait in here until it is clear which one it is.
pub struct Sorter<'a> {
    opened: Opened,
    waiting: Vec<(Row, Option<Failed>)>,
    decided: bool,
    any: bool,
    sink: Sink<'a>,
    header: Vec<String>,
    /// Columns that the product has added to a file that it gave back, from the last to the first: as if they were not there, so that the file has the columns
    /// that somebody has said what they are.
    ours: Vec<usize>,
}

/// Whether to go on.
pub type Flow = Result<bool, Refusal>;

impl<'a> Sorter<'a> {
    /// Begins. `opened` has everything but the header.
    pub fn new(opened: Opened, sink: Sink<'a>) -> Self {
        Self { opened, waiting: Vec::new(), decided: false, any: false, sink, header: Vec::new(), ours: Vec::new() }
    }

    /// Takes a row of the file. False: nothing more is wanted.
    pub fn take(&mut self, row: Row) -> Flow {
        self.sort(row, None)
    }

    /// Takes a row that fails, with what could be made out of its cells. It may name the columns all the same.
    pub fn fail(&mut self, row: Row, why: Failed) -> Flow {
        self.sort(row, Some(why))
    }

    fn sort(&mut self, mut row: Row, why: Option<Failed>) -> Flow {
        while row.cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            row.cells.pop();
        }
        if row.cells.is_empty() {
            return Ok(true);
        }
        if row.cells.len() > MOST_COLUMNS {
            return Err(Refusal::TooWide);
        }
        if self.decided {
            return Ok(self.hand_on(row, why));
        }
        self.waiting.push((row, why));
        Ok(self.waiting.len() < LOOKED_AT || self.decide())
    }

    /// The file has ended.
    ///
    /// # Errors
    /// [`Refusal::NoRows`] where only a header was.
    pub fn end(mut self) -> Result<(), Refusal> {
        if !self.decided && self.waiting.is_empty() {
            return Err(Refusal::NoRows);
        }
        if !self.decided && !self.decide() {
            return Ok(());
        }
        if self.any { Ok(()) } else { Err(Refusal::NoRows) }
    }

    fn decide(&mut self) -> bool {
        self.decided = true;
        let waiting = std::mem::take(&mut self.waiting);
        let rows: Vec<&Row> = waiting.iter().map(|(row, _)| row).collect();
        let at = find(&rows);
        let width = rows.iter().skip(at.map_or(0, |at| at + 1)).map(|row| row.cells.len()).max().unwrap_or_default();
        if let Some(at) = at {
            let mut names = rows[at].cells.clone();
            self.ours = (0..names.len()).rev().filter(|column| is_ours(&names[*column])).collect();
            self.without_ours(&mut names);
            self.opened.header = names.iter().map(|cell| cell.trim().to_owned()).collect();
            self.opened.header_row = rows[at].number;
            self.header = self.opened.header.iter().map(|name| bare(name)).collect();
            for (n, name) in self.opened.header.iter_mut().enumerate().filter(|(_, name)| name.is_empty()) {
                *name = format!("Column {}", n + 1);
            }
        } else {
            self.opened.header = (1..=width).map(|n| format!("Column {n}")).collect();
        }
        if (self.sink)(Event::Opened(&self.opened)).is_break() {
            return false;
        }
        waiting.into_iter().skip(at.map_or(0, |at| at + 1)).all(|(row, why)| self.hand_on(row, why))
    }

    fn without_ours(&self, cells: &mut Vec<String>) {
        for column in &self.ours {
            if *column < cells.len() {
                cells.remove(*column);
            }
        }
    }

    fn hand_on(&mut self, mut row: Row, failed: Option<Failed>) -> bool {
        self.without_ours(&mut row.cells);
        if let Some(why) = failed {
            self.any = true;
            return (self.sink)(Event::Row(Row::failed(row.number, row.cells, self.opened.header.len(), &why))).is_continue();
        }
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        if let Some(why) = self.left(&row.cells) {
            return (self.sink)(Event::Left(row.number, why)).is_continue();
        }
        self.any = true;
        if row.cells.len() < self.opened.header.len() {
            row.cells.resize(self.opened.header.len(), String::new());
        }
        (self.sink)(Event::Row(row)).is_continue()
    }

    fn left(&self, cells: &[String]) -> Option<Left> {
        if !self.header.is_empty() && cells.len() <= self.header.len() {
            let same = cells.iter().zip(&self.header).filter(|(cell, name)| bare(cell) == **name).count();
            if same == cells.len() && same * 2 >= self.header.len() {
                return Some(Left::Header);
            }
        }
        let filled: Vec<&String> = cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
        // Somebody may be called Page or Sum: whoever has a birth date is somebody.
        let is_nobody = filled.len() <= 2 && !filled.iter().any(|cell| is_day(cell));
        (self.opened.header.len() > 2 && is_nobody && filled.first().is_some_and(|first| is_total(first))).then_some(Left::Total)
    }
}

/// Whether a cell can only be a day. A number of a spreadsheet's may be a total.
fn is_day(cell: &str) -> bool {
    match written(cell) {
        Some(Written::Digits(digits)) => eight(digits, false).or_else(|| eight(digits, true)).is_some(),
        Some(Written::Clear(..) | Written::Two(..) | Written::Named(..)) => true,
        Some(Written::Serial(_)) | None => false,
    }
}

/// `Total`, `Grand Total: 512`, `Page 3 of 7`, `512 records`, `Printed 1/2/2024`, `End of report`.
fn is_total(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_owned();
    let numbered = first.bytes().all(|b| b.is_ascii_digit());
    let counts = ["records", "record", "patients", "rows", "patient(s)", "record(s)"];
    ["total", "totals", "grand", "subtotal", "count", "page", "printed", "sum", "report"].contains(&first.as_str())
        || text.starts_with("end of ")
        || text.starts_with("number of ")
        || text.starts_with("run date")
        || (numbered && counts.iter().any(|count| text.ends_with(count)))
}

/// How much a table looks like one of patients, by its name and those of its columns: the higher the more.
pub fn looks_like_patients<'a>(name: &str, columns: impl Iterator<Item = &'a str>) -> usize {
    let mut fields: Vec<&str> = columns.filter_map(known_as).collect();
    fields.sort_unstable();
    fields.dedup();
    let tells = ["first_name", "last_name", "full_name", "birth_date"];
    let name = bare(name);
    let is_named = ["patient", "demographic"].iter().any(|word| name.contains(word));
    fields.len() + 3 * fields.iter().filter(|field| tells.contains(*field)).count() + if is_named { 4 } else { 0 }
}

/// The place of the header among the first rows; none where the file begins with data.
fn find(rows: &[&Row]) -> Option<usize> {
    let known = |row: &Row| row.cells.iter().filter(|cell| is_known(cell)).count();
    // Two names that other systems use for their columns: a title row has none, a row of data hardly ever two.
    if let Some(best) = (0..rows.len()).max_by_key(|at| (known(rows[*at]), std::cmp::Reverse(*at)))
        && known(rows[best]) >= 2
    {
        return Some(best);
    }
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    rows.iter().position(|row| row.cells.len() * 2 > width).filter(|at| looks_named(rows[*at]))
}

/// Words, all different, and neither numbers nor dates.
fn looks_named(row: &Row) -> bool {
    let names: Vec<String> = row.cells.iter().map(|cell| bare(cell)).filter(|name| !name.is_empty()).collect();
    let mut different = names.clone();
    different.sort();
    different.dedup();
    let has_letter = |name: &String| name.chars().any(char::is_alphabetic);
    let dated = row.cells.iter().any(|cell| cell.matches('/').count() == 2 || cell.contains('@'));
    !names.is_empty()
        && different.len() == names.len()
        && names.iter().all(has_letter)
        && !dated
        && names.len() * 2 > row.cells.len()
        && row.cells.iter().any(|cell| is_known(cell))
}

#[cfg(test)]
mod tests {
    use crate::read::tests::all;
    use crate::read::{Left, Refusal};

    #[test]
    fn titles_above_and_totals_below_are_nobody() {
        let table = "Patient Listing\nSunny Practice, printed 1/2/2024\n\nLast Name,First Name,DOB\nRuiz,Ana,2/11/1980\n\
                     Last Name,First Name,DOB\nLee,Bo,3/1/1975\nTotal,2,\nPage 1 of 1,,\n";
        let (opened, rows, left) = all(table.as_bytes()).unwrap();
        assert_eq!(
            (opened.header_row, opened.header.as_slice()),
            (4, ["Last Name", "First Name", "DOB"].map(str::to_owned).as_slice())
        );
        assert_eq!(rows.iter().map(|row| (row.number, row.cells[0].as_str())).collect::<Vec<_>>(), [(5, "Ruiz"), (7, "Lee")]);
        assert_eq!(left, [(6, Left::Header), (8, Left::Total), (9, Left::Total)]);
    }

    #[test]
    fn a_person_named_page_is_a_person() {
        let table = "Last Name,First Name,DOB,City\nPage,Larry,2/11/1980,Reno\nTotal,Ann,3/1/1970,\n";
        let (_, rows, left) = all(table.as_bytes()).unwrap();
        assert_eq!((rows.len(), left.len()), (2, 0));
    }

    #[test]
    fn a_person_named_page_is_a_person_in_a_wide_file_too() {
        let more: Vec<String> = (0..36).map(|n| format!("Detail {n}")).collect();
        let people = ["Page", "Total", "Count", "Sum", "Grand", "Report"];
        let rows = people.map(|name| format!("{name},Larry,2/11/1980,M\n")).concat();
        let totals = "Page,,3/14/1975\nPage 2 of 7\nTotal,6\nSum,,29262\n";
        let table = format!("Last Name,First Name,DOB,Sex,{}\n{rows}{totals}", more.join(","));
        let (_, rows, left) = all(table.as_bytes()).unwrap();
        assert_eq!(rows.len(), people.len() + 1, "and who has a birth date and no first name is told as somebody");
        assert_eq!(left, [(9, Left::Total), (10, Left::Total), (11, Left::Total)], "by their numbers");
    }

    #[test]
    fn a_file_that_was_given_back_has_the_columns_that_it_had() {
        let back = "Import result,Last Name,First Name,DOB,City,Import message\nfailed,Ruiz,Ana,2/11/1980,Reno,no day,more\nfailed,Lee,Bo,3/1/1975\n,,,,,left\n";
        let (opened, rows, _) = all(back.as_bytes()).unwrap();
        assert_eq!(opened.header, ["Last Name", "First Name", "DOB", "City"]);
        assert_eq!(rows[0].cells, ["Ruiz", "Ana", "2/11/1980", "Reno", "more"], "what is too much is told as before");
        assert_eq!((rows[1].cells.as_slice(), rows.len()), (["Lee", "Bo", "3/1/1975", ""].map(str::to_owned).as_slice(), 2));
    }

    #[test]
    fn without_names_the_columns_are_numbered() {
        let (opened, rows, _) = all(b"Ruiz,Ana,2/11/1980\nLee,Bo,3/1/1975\n").unwrap();
        assert_eq!((opened.header_row, opened.header[2].as_str(), rows.len()), (0, "Column 3", 2));
    }

    #[test]
    fn a_header_alone_is_told() {
        assert_eq!(all(b"Last Name,First Name,DOB\n").unwrap_err(), Refusal::NoRows);
    }
}
