//! Text whose cells are parted by a character.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::encoding::{self, Encoding, Utf8};
use super::header::Sorter;
use super::{Format, LONGEST_CELL, Opened, Refusal, Row, Sink};

/// What may part cells, the likelier first.
const DELIMITERS: [(u8, &str); 4] = [(b',', ","), (b'\t', "tab"), (b';', ";"), (b'|', "|")];

/// What parts the cells of a text that begins so; none where nothing does. The right one gives most rows the same number of cells, and more than one.
pub fn dialect_of(start: &str) -> Option<u8> {
    let score = |delimiter: u8| -> (usize, usize) {
        let mut reader = builder(delimiter).from_reader(start.as_bytes());
        let mut counts: Vec<usize> = reader.records().take(200).filter_map(Result::ok).map(|row| row.len()).collect();
        // The last one may be cut.
        if counts.len() > 2 {
            counts.pop();
        }
        let Some(mode) = counts.iter().copied().max_by_key(|n| (counts.iter().filter(|other| *other == n).count(), *n)) else {
            return (0, 0);
        };
        if mode < 2 {
            return (0, 0);
        }
        let same = counts.iter().filter(|n| **n == mode).count();
        (same * 100 / counts.len(), mode)
    };
    let best = DELIMITERS.iter().map(|(delimiter, _)| (score(*delimiter), *delimiter)).filter(|((share, _), _)| *share > 0);
    // Within a tenth, more cells are the better sign: one comma in each name is as regular as nine tabs.
    best.max_by_key(|((share, mode), delimiter)| {
        let place = DELIMITERS.iter().position(|(d, _)| d == delimiter);
        (share / 10 * mode.min(&30), std::cmp::Reverse(place))
    })
    .map(|(_, delimiter)| delimiter)
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).flexible(true).has_headers(false).comment(Some(b'#'));
    builder
}

/// Reads it.
pub fn read(path: &Path, encoding: Encoding, delimiter: u8, sink: Sink<'_>) -> Result<(), Refusal> {
    let dialect = DELIMITERS.iter().find(|(d, _)| *d == delimiter).map_or("", |(_, name)| name);
    let opened = Opened {
        format: Format::Delimited,
        encoding: encoding.name().to_owned(),
        dialect: dialect.to_owned(),
        sheet: String::new(),
        other_sheets: Vec::new(),
        header: Vec::new(),
        header_row: 0,
        packed: false,
        joined: Vec::new(),
    };
    let mut sorter = Sorter::new(opened, sink);
    // A sharp sign begins a comment above the header only; below, it may begin a name.
    let mut reader = builder(delimiter).comment(None).from_reader(Utf8::open(path, encoding)?);
    let mut record = StringRecord::new();
    let (mut begun, mut ended) = (false, 0);
    let cr_first = encoding::start(path, encoding, 64 * 1024)?.contains("\r\n");
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(_) => return Err(Refusal::Broken(ended + 1)),
        }
        // The reader counts line feeds, and leaves the one of CR LF for the next record.
        let within = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        let counted = reader.position().line().saturating_sub(within + u64::from(!cr_first));
        let number = counted.max(ended + 1);
        ended = number + within;
        if record.iter().any(|cell| cell.len() > LONGEST_CELL) {
            return Err(Refusal::CellTooLong(number));
        }
        // Excel says what parts the cells in a line of its own.
        let first = record.get(0).unwrap_or_default();
        if !begun && (first.starts_with('#') || first.starts_with("sep=")) {
            continue;
        }
        begun = true;
        if !sorter.take(Row { number, cells: record.iter().map(str::to_owned).collect() })? {
            return Ok(());
        }
    }
    sorter.end()
}

#[cfg(test)]
mod tests {
    use crate::read::Refusal;
    use crate::read::tests::all;

    #[test]
    fn each_delimiter_is_found() {
        for (delimiter, name) in [(",", ","), ("\t", "tab"), (";", ";"), ("|", "|")] {
            let table = "Chart|Last Name|First Name|DOB|Balance\n007|Ruiz|Ana|2/11/1980|1,5\n008|Lee|Bo|3/1/1975|2,25\n";
            let quoted = table.replace("1,5", "\"1,5\"").replace("2,25", "\"2,25\"").replace('|', delimiter);
            let (opened, rows, _) = all(quoted.as_bytes()).unwrap();
            assert_eq!((opened.dialect.as_str(), opened.header.len()), (name, 5));
            assert_eq!(rows[0].cells, ["007", "Ruiz", "Ana", "2/11/1980", "1,5"]);
        }
    }

    #[test]
    fn one_comma_in_each_name_is_no_delimiter() {
        let table = "Patient\tChart\tDOB\nRuiz, Ana\t7\t2/11/1980\nLee, Bo\t8\t3/1/1975\nKim, Jo\t9\t3/1/1975\n";
        let (opened, rows, _) = all(table.as_bytes()).unwrap();
        assert_eq!((opened.dialect.as_str(), rows[0].cells[0].as_str()), ("tab", "Ruiz, Ana"));
    }

    #[test]
    fn quotes_hold_commas_quotes_and_lines() {
        let table = "# made by a report\r\nLast Name,First Name,Address\r\n\"O\"\"Neil, Jr.\",Ana,\"1 Main St\r\nApt 2\"\r\nLee,Bo,#5 Elm\r\n#Hash,Al,\r\n";
        let (opened, rows, _) = all(table.as_bytes()).unwrap();
        assert_eq!(opened.header_row, 2);
        assert_eq!(rows[0].cells, ["O\"Neil, Jr.", "Ana", "1 Main St\r\nApt 2"]);
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5, 6]);
        assert_eq!((rows[1].cells[2].as_str(), rows[2].cells[0].as_str()), ("#5 Elm", "#Hash"));
    }

    #[test]
    fn rows_keep_what_is_too_much_and_get_what_is_missing() {
        let (_, rows, _) = all(b"Last Name,First Name,City\nRuiz,Ana\nLee,Bo,Reno,NV\nKim,Jo,Reno,,\n").unwrap();
        assert_eq!(rows.iter().map(|row| row.cells.len()).collect::<Vec<_>>(), [3, 4, 3]);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_is_told() {
        let mut table = "Last Name,First Name\nRuiz,Ana\nLee,\"Bo\n".to_owned();
        table.push_str(&"Kim,Jo\n".repeat(200_000));
        assert_eq!(all(table.as_bytes()).unwrap_err(), Refusal::CellTooLong(3));
    }
}
