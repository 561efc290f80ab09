//! Text whose cells stand one below the other.

use std::io::{BufRead as _, BufReader};
use std::path::Path;

use super::encoding::{Encoding, Utf8};
use super::header::Sorter;
use super::{Format, LONGEST_CELL, Opened, Refusal, Row, Sink, disk};

/// Reads it: a column is wherever no line of the beginning has a gap of two spaces, or each has one.
pub fn read(path: &Path, encoding: Encoding, start: &str, sink: Sink<'_>) -> Result<(), Refusal> {
    let bounds = bounds(start);
    let opened = Opened {
        format: Format::FixedWidth,
        encoding: encoding.name().to_owned(),
        dialect: String::new(),
        sheet: String::new(),
        other_sheets: Vec::new(),
        header: Vec::new(),
        header_row: 0,
        packed: false,
        joined: Vec::new(),
        unread: Vec::new(),
    };
    let mut sorter = Sorter::new(opened, sink);
    let reader = BufReader::new(Utf8::open(path, encoding)?);
    for (at, line) in reader.lines().enumerate() {
        let (line, number) = (line.map_err(disk)?, at as u64 + 1);
        if line.len() > LONGEST_CELL {
            return Err(Refusal::CellTooLong(number));
        }
        // A rule of dashes below the header.
        if line.chars().all(|c| matches!(c, '-' | '=' | ' ' | '_')) {
            continue;
        }
        let letters: Vec<char> = line.trim_end().chars().collect();
        let ends = bounds.iter().skip(1).copied().chain([usize::MAX]);
        let cell = |(from, to): (usize, usize)| {
            let (from, to) = (from.min(letters.len()), to.min(letters.len()));
            letters[from..to].iter().collect::<String>().trim().to_owned()
        };
        let cells = bounds.iter().copied().zip(ends).map(cell).collect();
        if !sorter.take(Row { number, cells })? {
            return Ok(());
        }
    }
    sorter.end()
}

/// Where cells begin: after each run of places that are empty in nine lines of ten, titles not counted.
fn bounds(start: &str) -> Vec<usize> {
    let mut lines: Vec<Vec<char>> =
        start.lines().map(|line| line.trim_end().chars().collect()).filter(|line: &Vec<char>| line.len() > 1).collect();
    if lines.len() > 3 {
        lines.pop();
    }
    let long = lines.iter().map(Vec::len).max().unwrap_or_default();
    lines.retain(|line| line.len() * 2 > long);
    let empty = |at: usize| lines.iter().filter(|line| line.get(at).is_none_or(|c| *c == ' ')).count();
    let gap: Vec<bool> = (0..long).map(|at| empty(at) == lines.len()).collect();
    let mut bounds = vec![0];
    for at in 1..long {
        if !gap[at] && gap[at - 1] {
            bounds.push(at);
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use crate::read::Format;
    use crate::read::tests::all;

    #[test]
    fn cells_are_found_by_their_place() {
        let table = "CHART   LAST NAME     FIRST NAME  DOB       ZIP\n\
                     ------- ------------- ----------- --------- -----\n\
                     A0001   DE LA CRUZ    MARIA       19800211  04101\n\
                     A0002   LEE           BO          19750301  89501\n\
                     B0001   OBRIEN-SMITH  SEAN        19660912  10001\n";
        let (opened, rows, _) = all(table.as_bytes()).unwrap();
        assert_eq!(opened.format, Format::FixedWidth);
        assert_eq!(opened.header, ["CHART", "LAST NAME", "FIRST NAME", "DOB", "ZIP"]);
        assert_eq!(rows[0].cells, ["A0001", "DE LA CRUZ", "MARIA", "19800211", "04101"]);
        assert_eq!(rows[2].cells, ["B0001", "OBRIEN-SMITH", "SEAN", "19660912", "10001"]);
    }
}
