//! The rows of a text whose cells are parted by a character (RFC 4180), and what to do about a quotation mark that somebody forgot.
//!
//! A cell between quotation marks may have line breaks. So a mark that opens a cell and closes none takes all rows up to the next mark into that cell. Here each
//! row of several lines is looked at before it is believed: where its lines are rows by themselves, only the first of them fails.

use std::collections::VecDeque;
use std::io::BufRead;

use super::{LONGEST_CELL, Refusal, disk};

/// Longest line, in bytes: as many cells as there may be, and none of them short.
const LONGEST_LINE: usize = 32 * LONGEST_CELL;
/// How much of a row of several lines is held until it ends, in bytes.
const LONGEST_ROW: usize = 4 * LONGEST_CELL;

/// A line, without what ends it.
struct Line {
    text: String,
    end: &'static str,
}

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of its first line.
    pub number: u64,
    pub cells: Vec<String>,
    /// A quotation mark opens a cell that ends in another row: the cells are those of the line, whatever its marks mean.
    pub is_open: bool,
}

/// Takes rows out of a text.
pub struct Rows<R> {
    from: R,
    delimiter: char,
    /// Columns of the table, as most of its first rows have them; 0 where nothing tells.
    width: usize,
    /// Lines that were read and turned out to be rows of their own.
    again: VecDeque<Line>,
    /// The number of the last line that was taken.
    number: u64,
}

impl<R: BufRead> Rows<R> {
    /// Begins.
    pub const fn new(from: R, delimiter: char, width: usize) -> Self {
        Self { from, delimiter, width, again: VecDeque::new(), number: 0 }
    }

    /// The next row. Empty lines are none.
    pub fn next(&mut self) -> Result<Option<Found>, Refusal> {
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            self.number += 1;
            if !line.text.is_empty() {
                return self.row(line).map(Some);
            }
        }
    }

    fn row(&mut self, first: Line) -> Result<Found, Refusal> {
        let number = self.number;
        let mut cells = Cells::new(self.delimiter);
        cells.take(&first.text);
        let mut lines = vec![first];
        let (mut size, mut ended) = (0, false);
        while cells.is_open() && !ended {
            match self.line()? {
                Some(line) => {
                    cells.broken(lines.last().map_or("\n", |line| line.end));
                    cells.take(&line.text);
                    size += line.text.len();
                    lines.push(line);
                    ended = size > LONGEST_ROW || cells.longest() > LONGEST_CELL;
                }
                None => ended = true,
            }
        }
        if lines.len() > 1 && self.are_rows(&lines, ended) {
            let cells: Vec<String> = lines[0].text.split(self.delimiter).map(|cell| cell.trim_matches('"').to_owned()).collect();
            if cells.iter().any(|cell| cell.len() > LONGEST_CELL) {
                return Err(Refusal::CellTooLong(number));
            }
            for line in lines.drain(1..).rev() {
                self.again.push_front(line);
            }
            return Ok(Found { number, cells, is_open: true });
        }
        self.number += lines.len() as u64 - 1;
        let cells = cells.end();
        if cells.iter().any(|cell| cell.len() > LONGEST_CELL) || size > LONGEST_ROW {
            return Err(Refusal::CellTooLong(number));
        }
        // Nothing closes the mark: the file breaks off here.
        Ok(Found { number, cells, is_open: ended })
    }

    /// Whether the lines of one row are rows by themselves. Marks that were meant come in pairs, and leave the last line with an odd one.
    fn are_rows(&self, lines: &[Line], ended: bool) -> bool {
        if self.width < 2 {
            return false;
        }
        let counted = |line: &Line| line.text.split(self.delimiter).count();
        let is_row = |line: &&Line| {
            let mut cells = Cells::new(self.delimiter);
            cells.take(&line.text);
            let n = if cells.is_open() { 0 } else { cells.end().len() };
            n <= self.width && n * 2 > self.width && n > 1
        };
        let marks: usize = lines.iter().map(|line| line.text.matches('"').count()).sum();
        let rest = lines[1..].iter().filter(|line| !line.text.is_empty());
        let (all, rows) = (rest.clone().count(), rest.filter(is_row).count());
        // A last line may be cut where the file is.
        let odd = (ended || marks % 2 == 1) && all > 0 && rows * 10 >= all * 9;
        // Two forgotten marks, in two rows: each line has the delimiters of a row, and the mark that should end the cell begins one.
        odd || self.width > 2
            && lines.iter().all(|line| counted(line) == self.width)
            && lines.last().is_some_and(|line| self.begins_a_cell(&line.text))
    }

    /// Whether the first mark of a line can only be meant to begin a cell.
    fn begins_a_cell(&self, line: &str) -> bool {
        line.split_once('"').is_some_and(|(before, after)| {
            (before.is_empty() || before.ends_with(self.delimiter))
                && !after.is_empty()
                && !after.starts_with([self.delimiter, '"'])
        })
    }

    fn line(&mut self) -> Result<Option<Line>, Refusal> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let (mut text, mut end) = (Vec::new(), "");
        loop {
            let buffer = self.from.fill_buf().map_err(disk)?;
            if buffer.is_empty() {
                break;
            }
            if let Some(at) = buffer.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                text.extend_from_slice(&buffer[..at]);
                end = if buffer[at] == b'\n' { "\n" } else { "\r" };
                self.from.consume(at + 1);
                if end == "\r" && self.from.fill_buf().map_err(disk)?.first() == Some(&b'\n') {
                    self.from.consume(1);
                    end = "\r\n";
                }
                break;
            }
            text.extend_from_slice(buffer);
            let n = buffer.len();
            self.from.consume(n);
            if text.len() > LONGEST_LINE {
                return Err(Refusal::CellTooLong(self.number + 1));
            }
        }
        if text.is_empty() && end.is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8(text).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
        Ok(Some(Line { text, end }))
    }
}

/// The cells of a row, as far as it was read.
struct Cells {
    delimiter: char,
    done: Vec<String>,
    cell: String,
    at: At,
}

/// Where in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
}

impl Cells {
    const fn new(delimiter: char) -> Self {
        Self { delimiter, done: Vec::new(), cell: String::new(), at: At::Start }
    }

    /// Takes a line.
    fn take(&mut self, line: &str) {
        let mut rest = line;
        loop {
            match self.at {
                At::Start if rest.starts_with('"') => {
                    rest = &rest[1..];
                    self.at = At::Quoted;
                }
                At::Quoted => {
                    let Some(mark) = rest.find('"') else { return self.cell.push_str(rest) };
                    self.cell.push_str(&rest[..mark]);
                    rest = &rest[mark + 1..];
                    if let Some(after) = rest.strip_prefix('"') {
                        self.cell.push('"');
                        rest = after;
                    } else {
                        // What stands behind the mark belongs to the cell, and its marks are characters.
                        self.at = At::Plain;
                    }
                }
                At::Start | At::Plain => {
                    self.at = At::Plain;
                    let Some(end) = rest.find(self.delimiter) else { return self.cell.push_str(rest) };
                    self.cell.push_str(&rest[..end]);
                    self.done.push(std::mem::take(&mut self.cell));
                    self.at = At::Start;
                    rest = &rest[end + self.delimiter.len_utf8()..];
                }
            }
        }
    }

    /// A line break that belongs to the cell.
    fn broken(&mut self, end: &str) {
        self.cell.push_str(end);
    }

    fn is_open(&self) -> bool {
        self.at == At::Quoted
    }

    const fn longest(&self) -> usize {
        self.cell.len()
    }

    fn end(mut self) -> Vec<String> {
        self.done.push(self.cell);
        self.done
    }
}

#[cfg(test)]
mod tests {
    use csv::ReaderBuilder;
    use proptest::prelude::*;

    use super::Rows;

    fn rows(text: &str, width: usize) -> Vec<(u64, Vec<String>, bool)> {
        let mut rows = Rows::new(text.as_bytes(), ',', width);
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            all.push((row.number, row.cells, row.is_open));
        }
        all
    }

    #[test]
    fn lines_end_in_every_way_and_are_counted() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"c\nd\",e", "f,"].join(end);
            let numbers: Vec<u64> = rows(&text, 2).iter().map(|row| row.0).collect();
            assert_eq!(numbers, [1, 3, 5], "{end:?}");
        }
    }

    #[test]
    fn a_cell_of_several_lines_is_one_cell_whatever_stands_in_it() {
        for text in [
            "Lee,Bo,\"calls first,\nthen comes, often, late\",x\n",
            "\"Lee\n\",\"Bo\n, and\n,,,\",c,d\n",
            "\",,a\",\"\n\"\"a\",\",a\",\"aa\"\n",
            "Lee,Bo,c,\"says \"\"no\"\",\nnever, \"\"yes\"\"\"\n",
        ] {
            let all = rows(text, 4);
            assert!(all.len() == 1 && all[0].1.len() == 4 && !all[0].2, "{text}: {all:?}");
        }
    }

    #[test]
    fn a_forgotten_mark_costs_one_row() {
        let good = "Kim,Jo,3/1/1975,Reno\n";
        for (bad, next) in [
            ("Lee,\"Bo,3/1/1975,Reno\n", ""),
            ("Lee,\"Bo,3/1/1975,Reno\n", "O'Neil,\"Pat\",3/1/1975,\"Reno, NV\"\n"),
            ("Lee,\"Bo,3/1/1975,Reno\n", "\"Ruiz\",\"Ana\",\"3/1/1975\",\"Reno\"\n"),
            ("\"Lee\",\"Bo\",\"3/1/1975\",\"Reno\n", "\"Ruiz\",\"Ana\",\"3/1/1975\",\"Reno\"\n"),
        ] {
            let text = format!("{}{bad}{}{next}{}", good.repeat(3), good.repeat(5), good.repeat(2));
            let all = rows(&text, 4);
            let open: Vec<u64> = all.iter().filter(|row| row.2).map(|row| row.0).collect();
            assert_eq!((all.len(), open), (11 + usize::from(!next.is_empty()), vec![4]), "{text}");
            assert!(all.iter().filter(|row| !row.2).all(|row| row.1.len() == 4));
        }
        let two = format!("{good}Lee,\"Bo,3/1/1975,Reno\n{good}Ruiz,\"Ana,3/1/1975,Reno\n{good}");
        let open: Vec<u64> = rows(&two, 4).into_iter().filter(|row| row.2).map(|row| row.0).collect();
        assert_eq!(open, [2, 4]);
    }

    #[test]
    fn a_row_that_breaks_off_in_a_cell_is_told() {
        for text in ["Lee,Bo,c,\"cut off\nin a note", "Lee,Bo,\"c", "\"Lee,Bo,,,\n"] {
            let all = rows(&format!("Kim,Jo,a,b\n{text}"), 4);
            assert_eq!(all.iter().map(|row| row.2).collect::<Vec<_>>(), [false, true], "{text}");
        }
    }

    proptest! {
        #[test]
        fn well_written_tables_are_read_as_everybody_reads_them(text in "([a-c ]{0,2}(,|\n|\r\n|\"[a-c,\n]{0,4}(\"\")?[a\n]{0,2}\"(,|\n))){0,12}") {
            let theirs: Vec<Vec<String>> = ReaderBuilder::new()
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes())
                .into_records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let ours = rows(&text, 0);
            prop_assume!(ours.iter().all(|row| !row.2));
            let ours: Vec<Vec<String>> = ours.into_iter().map(|row| row.1).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
