//! Text whose cells are parted by a character.

use std::io::BufReader;
use std::path::Path;

use super::encoding::{Encoding, Utf8};
use super::header::Sorter;
use super::rows::Rows;
use super::{Failed, Format, Opened, Refusal, Row, Sink};
use crate::fields::is_known;

/// What may part cells, the likelier first.
const DELIMITERS: [(u8, &str); 4] = [(b',', ","), (b'\t', "tab"), (b';', ";"), (b'|', "|")];

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    delimiter: u8,
    /// Cells of most of its first rows.
    width: usize,
}

/// What parts the cells of a text that begins so; none where nothing does. The right one gives most rows the same number of cells, and more than one.
pub fn dialect_of(start: &str) -> Option<Dialect> {
    let score = |delimiter: u8| -> (usize, usize) {
        let mut rows = Rows::new(
            start.as_bytes(),
            char::from(delimiter),
            often(start.lines().map(|line| line.split(char::from(delimiter)).count())),
        );
        let mut counts = Vec::new();
        while let Ok(Some(row)) = rows.next()
            && counts.len() < 200
        {
            if !row.is_open && !row.cells[0].starts_with('#') {
                counts.push(row.cells.len());
            }
        }
        // The last one may be cut.
        if counts.len() > 2 {
            counts.pop();
        }
        let mode = often(counts.iter().copied());
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
    .map(|((_, width), delimiter)| Dialect { delimiter, width })
}

/// The most frequent number of the first 200, the largest of those as frequent; 0 for none.
fn often(counts: impl Iterator<Item = usize>) -> usize {
    let counts: Vec<usize> = counts.take(200).collect();
    counts.iter().copied().max_by_key(|n| (counts.iter().filter(|other| *other == n).count(), *n)).unwrap_or_default()
}

/// Reads it.
pub fn read(path: &Path, encoding: Encoding, Dialect { delimiter, width }: Dialect, sink: Sink<'_>) -> Result<(), Refusal> {
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
        unread: Vec::new(),
    };
    let mut sorter = Sorter::new(opened, sink);
    let mut rows = Rows::new(BufReader::with_capacity(64 * 1024, Utf8::open(path, encoding)?), char::from(delimiter), width);
    let mut begun = false;
    while let Some(found) = rows.next()? {
        if !begun && is_remark(&found.cells) {
            continue;
        }
        begun = true;
        let begins = found.is_open.then(|| Failed::Quote(found.cells.join(" ").chars().take(80).collect()));
        let row = Row { number: found.number, cells: found.cells };
        let more = match begins {
            Some(why) => sorter.fail(row, why)?,
            None => sorter.take(row)?,
        };
        if !more {
            return Ok(());
        }
    }
    sorter.end()
}

/// Whether a row above the header is a remark: below it, a sharp sign may begin a name, and so it may in a header (`#,Last Name,First Name`). Excel says what
/// parts the cells in a line of its own.
fn is_remark(cells: &[String]) -> bool {
    let first = cells.first().map_or("", String::as_str);
    let names = || cells.iter().filter(|cell| is_known(cell)).count();
    first.starts_with("sep=") || first.starts_with('#') && names() < 2
}

#[cfg(test)]
mod tests {
    use crate::read::tests::all;
    use crate::read::{Failed, Refusal, Row};

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
        table.push_str(&"no row of the table\n".repeat(200_000));
        assert_eq!(all(table.as_bytes()).unwrap_err(), Refusal::CellTooLong(3));
    }

    #[test]
    fn a_forgotten_quotation_mark_costs_its_own_row_and_no_other() {
        let line = |n: usize| format!("A{n:04},Ruiz{n},Ana,\"{n} Elm St, Apt 2\",2/11/1980\n");
        for (at, bad) in [(3, "A,Lee,\"Bo,1 Elm St,3/1/1975\n"), (500, "A,Lee,Bo,\"1 Elm St,3/1/1975\n"), (999, "\"A,Lee,Bo,,\n")] {
            let mut table = "Chart,Last Name,First Name,Address 1,DOB\n".to_owned();
            table.extend((0..999).map(|n| if n + 1 == at { line(n) + bad } else { line(n) }));
            let (opened, rows, left) = all(table.as_bytes()).unwrap();
            assert_eq!((opened.header.len(), rows.len(), left.len()), (5, 1000, 0));
            let (failed, good): (Vec<&Row>, Vec<&Row>) =
                rows.iter().partition(|row| row.cells.get(5).is_some_and(|cell| Failed::of(cell).is_some()));
            assert_eq!(failed.iter().map(|row| row.number).collect::<Vec<_>>(), [at as u64 + 2], "named by its number");
            assert_eq!(good.len(), 999);
            for (n, row) in good.iter().enumerate() {
                assert_eq!((row.cells[0].as_str(), row.cells[3].as_str()), (&*format!("A{n:04}"), &*format!("{n} Elm St, Apt 2")));
            }
        }
        // One in the header fails nothing: its names are known all the same.
        let (opened, rows, _) = all(b"Last Name,\"First Name,DOB\nRuiz,Ana,2/11/1980\nLee,Bo,3/1/1975\n").unwrap();
        assert_eq!((opened.header.join("|"), rows.len()), ("Last Name|First Name|DOB".to_owned(), 2));
    }

    #[test]
    fn a_header_that_begins_with_a_sharp_sign_is_the_header() {
        let (opened, rows, _) = all(b"# made by a report\n#,Last Name,First Name,DOB\n1,Ruiz,Ana,2/11/1980\n").unwrap();
        assert_eq!((opened.header_row, opened.header.join("|"), rows.len()), (2, "#|Last Name|First Name|DOB".to_owned(), 1));
    }
}
