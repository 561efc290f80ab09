//! dBase tables (dBase III and IV, Clipper, `FoxPro`), as older billing programs keep theirs.
//!
//! A reader of our own: the crate `dbase` 0.8 gives up a whole record for one cell that is no number or no day, a table whose memos have not come along in their
//! second file, and with `encoding_rs` the code pages of DOS. Here a cell is read or stays as it came.
//!
//! Left out: memos (they are in a second file), pictures, and what Visual `FoxPro` 9 calls Varchar. The header says how many records there are; fewer are a file
//! that breaks off.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use encoding_rs::{WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use jiff::Span;
use jiff::civil::date;

use super::encoding::Encoding;
use super::{Event, Format, Left, MOST_COLUMNS, Opened, Refusal, Row, Sink, disk};

/// Length of the header's first part, and of what follows for each column.
const PART: usize = 32;
/// The upper halves of what DOS wrote with; the web knows neither.
const CP_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Whether a file that begins so is one: a version that is known, the day of the last change, and a first column where it belongs.
pub fn is_one(start: &[u8]) -> bool {
    let known = [0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8e, 0xcb, 0xf5, 0xfb];
    let Some(head) = start.get(..2 * PART) else { return false };
    // Some programs write no day.
    let dated = matches!((head[2], head[3]), (0, 0) | (1..=12, 1..=31));
    let long = usize::from(u16::from_le_bytes([head[8], head[9]]));
    let name = &head[PART..PART + 11];
    let named = name[0].is_ascii_graphic() && name.contains(&0);
    known.contains(&head[0]) && dated && long > 2 * PART && named && head[PART + 11].is_ascii_alphabetic()
}

/// How its characters are written.
enum Letters {
    /// As DOS did: its name, and the characters above 127.
    Dos(&'static str, Vec<char>),
    /// As the web knows it.
    Web(Encoding),
}

impl Letters {
    fn of(driver: u8) -> Self {
        match driver {
            0x01 | 0x09 | 0x0b | 0x0d | 0x0f | 0x11 | 0x15 | 0x18 | 0x19 | 0x1b => Self::Dos("IBM437", CP_437.chars().collect()),
            0x02 | 0x0a | 0x0e | 0x10 | 0x12 | 0x14 | 0x16 | 0x1a | 0x1d | 0x25 | 0x37 => {
                Self::Dos("IBM850", CP_850.chars().collect())
            }
            0xc8 => Self::Web(WINDOWS_1250),
            0xc9 => Self::Web(WINDOWS_1251),
            // Nothing said: what American programs of Windows write.
            _ => Self::Web(WINDOWS_1252),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Dos(name, _) => name,
            Self::Web(encoding) => encoding.name(),
        }
    }

    fn text(&self, bytes: &[u8]) -> String {
        let text = match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(_, upper) => {
                let letter =
                    |b: &u8| b.checked_sub(128).and_then(|at| upper.get(usize::from(at)).copied()).unwrap_or(char::from(*b));
                bytes.iter().map(letter).collect()
            }
        };
        text.trim_matches([' ', '\0']).to_owned()
    }
}

/// A column: what is in it, and where in a record.
struct Column {
    kind: u8,
    from: usize,
    to: usize,
}

/// Reads it.
pub fn read(path: &Path, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut file = BufReader::new(File::open(path).map_err(disk)?);
    let mut head = [0; PART];
    file.read_exact(&mut head).map_err(|_| Refusal::Broken(0))?;
    let [length, width] = [8, 10].map(|at| usize::from(u16::from_le_bytes([head[at], head[at + 1]])));
    let records = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    let letters = Letters::of(head[29]);
    let mut rest = vec![0; length.saturating_sub(PART)];
    file.read_exact(&mut rest).map_err(|_| Refusal::Broken(0))?;
    let (header, columns) = columns(&rest, width, matches!(head[0], 0x30..=0x32), &letters)?;
    let opened = Opened {
        format: Format::Dbf,
        encoding: letters.name().to_owned(),
        dialect: String::new(),
        sheet: String::new(),
        other_sheets: Vec::new(),
        header,
        header_row: 0,
        packed: false,
        joined: Vec::new(),
        unread: Vec::new(),
    };
    if sink(Event::Opened(&opened)).is_break() {
        return Ok(());
    }
    let (mut number, mut any) = (0, false);
    let mut record = vec![0; width];
    loop {
        let n = fill(&mut file, &mut record)?;
        // The mark of the end, or a file without one.
        if n == 0 || record[0] == 0x1a {
            break;
        }
        number += 1;
        if n < width || !matches!(record[0], b' ' | b'*') {
            return Err(Refusal::Broken(number));
        }
        let event = if record[0] == b'*' {
            Event::Left(number, Left::Deleted)
        } else {
            any = true;
            Event::Row(Row {
                number,
                cells: columns.iter().map(|column| cell(column, &record[column.from..column.to], &letters)).collect(),
            })
        };
        if sink(event).is_break() {
            return Ok(());
        }
    }
    match () {
        () if number < records => Err(Refusal::Broken(number)),
        () if !any => Err(Refusal::NoRows),
        () => Ok(()),
    }
}

/// As many bytes as there still are.
fn fill(file: &mut BufReader<File>, record: &mut [u8]) -> Result<usize, Refusal> {
    let mut n = 0;
    while n < record.len() {
        let read = file.read(&mut record[n..]).map_err(disk)?;
        if read == 0 {
            break;
        }
        n += read;
    }
    Ok(n)
}

/// The columns that can be read, with their names.
fn columns(parts: &[u8], width: usize, fox: bool, letters: &Letters) -> Result<(Vec<String>, Vec<Column>), Refusal> {
    let (mut header, mut columns, mut from) = (Vec::new(), Vec::new(), 1);
    for part in parts.chunks_exact(PART).take_while(|part| !matches!(part[0], 0x0d | 0)) {
        let kind = part[11].to_ascii_uppercase();
        // Long text of Clipper and FoxPro has the higher half of its length where the places behind the point would be.
        let long = usize::from(part[16]) + if kind == b'C' { usize::from(part[17]) * 256 } else { 0 };
        let to = from + long;
        if to > width {
            return Err(Refusal::Broken(0));
        }
        let readable =
            matches!(kind, b'C' | b'N' | b'F' | b'D' | b'L') || fox && matches!((kind, long), (b'I', 4) | (b'B' | b'Y' | b'T', 8));
        // A column of FoxPro's own has the flag 1.
        if readable && !(fox && part[18] & 1 == 1) {
            let name = letters.text(part[..11].split(|b| *b == 0).next().unwrap_or_default());
            header.push(if name.is_empty() { format!("Column {}", header.len() + 1) } else { name });
            columns.push(Column { kind, from, to });
        }
        from = to;
    }
    match columns.len() {
        0 => Err(Refusal::Broken(0)),
        1..=MOST_COLUMNS => Ok((header, columns)),
        _ => Err(Refusal::TooWide),
    }
}

/// A cell as it is read: a day as `YYYY-MM-DD`, yes or no as Y or N, a number without zeros behind its point; anything odd as it came.
fn cell(column: &Column, bytes: &[u8], letters: &Letters) -> String {
    let eight = || <[u8; 8]>::try_from(bytes).unwrap_or_default();
    match column.kind {
        b'L' => match bytes.first() {
            Some(b'T' | b't' | b'Y' | b'y') => "Y".to_owned(),
            Some(b'F' | b'f' | b'N' | b'n') => "N".to_owned(),
            _ => String::new(),
        },
        b'D' => day(letters.text(bytes)),
        b'N' | b'F' => number(letters.text(bytes)),
        b'I' => i32::from_le_bytes(<[u8; 4]>::try_from(bytes).unwrap_or_default()).to_string(),
        b'B' => number(f64::from_le_bytes(eight()).to_string()),
        // Ten-thousandths of a dollar.
        b'Y' => {
            let amount = i64::from_le_bytes(eight());
            let sign = if amount < 0 { "-" } else { "" };
            number(format!("{sign}{}.{:04}", amount.unsigned_abs() / 10_000, amount.unsigned_abs() % 10_000))
        }
        b'T' => moment(eight()),
        _ => letters.text(bytes),
    }
}

fn day(text: String) -> String {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        if text == "00000000" { String::new() } else { format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]) }
    } else {
        text
    }
}

/// Without zeros behind the point, and without the point where nothing else is behind it.
pub fn number(text: String) -> String {
    // What did not fit is written as stars.
    if text.bytes().all(|b| b == b'*') {
        return String::new();
    }
    match text.split_once('.') {
        Some((whole, part)) if part.bytes().all(|b| b.is_ascii_digit()) => {
            let part = part.trim_end_matches('0');
            if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
        }
        _ => text,
    }
}

/// The day of the Julian count on which 1970 began.
const YEAR_1970: i64 = 2_440_588;

/// Days of the Julian count, then thousandths of a second.
fn moment(bytes: [u8; 8]) -> String {
    let both = u64::from_le_bytes(bytes);
    let (days, thousandths) = (i64::try_from(both & 0xffff_ffff).unwrap_or_default(), both >> 32);
    let after = Span::new().try_days(days - YEAR_1970).ok().filter(|_| days > 0);
    let Some(day) = after.and_then(|span| date(1970, 1, 1).checked_add(span).ok()) else { return String::new() };
    // FoxPro rounds to less than a second.
    match (thousandths + 500) / 1000 {
        0 => day.to_string(),
        seconds => format!("{day} {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use crate::read::tests::all;
    use crate::read::{Format, Left, Refusal};

    const DBASE: &[u8] = include_bytes!("../../tests/files/dbase3.dbf");
    const CLIPPER: &[u8] = include_bytes!("../../tests/files/clipper.dbf");
    const FOXPRO: &[u8] = include_bytes!("../../tests/files/foxpro.dbf");
    const NAMES: [&str; 8] = ["CHART", "LAST_NAME", "FIRST_NAME", "BIRTHDATE", "SEX", "ZIP", "BALANCE", "ACTIVE"];

    #[test]
    fn what_other_programs_wrote_is_read_and_what_they_deleted_is_left_out() {
        for (bytes, encoding) in [(DBASE, "IBM437"), (CLIPPER, "IBM850"), (FOXPRO, "windows-1252")] {
            let (opened, rows, left) = all(bytes).unwrap();
            assert_eq!((opened.format, opened.encoding.as_str()), (Format::Dbf, encoding));
            assert_eq!(opened.header[..8], NAMES, "{encoding}");
            assert_eq!(rows[0].cells[..8], ["RUIZAN00", "Ruíz", "Ana", "1980-02-11", "F", "04101", "12.5", "Y"], "{encoding}");
            assert_eq!(rows[1].cells[..8], ["MUNOZ000", "Muñoz", "José", "", "M", "", "", ""], "{encoding}");
            assert_eq!((rows.len(), rows[1].number, left.as_slice()), (2, 3, [(2, Left::Deleted)].as_slice()), "{encoding}");
        }
    }

    #[test]
    fn numbers_and_moments_of_foxpro_are_read_and_memos_are_no_column() {
        let (opened, rows, _) = all(FOXPRO).unwrap();
        assert_eq!(opened.header[8..], ["VISITS", "RATE", "OWED", "SEEN"]);
        assert_eq!(rows[0].cells[8..], ["7", "1.25", "19.99", "2024-01-02 15:04:05"]);
        assert_eq!(rows[1].cells[11], "");
        assert!(!all(DBASE).unwrap().0.header.contains(&"NOTES".to_owned()));
    }

    #[test]
    fn one_odd_cell_stays_as_it_came() {
        let mut odd = DBASE.to_vec();
        let replace = |odd: &mut Vec<u8>, from: &[u8], to: &[u8]| {
            let at = odd.windows(from.len()).position(|window| window == from).unwrap();
            odd[at..at + to.len()].copy_from_slice(to);
        };
        replace(&mut odd, b"19800211", b"1980/2/1");
        replace(&mut odd, b"     12.50", b"**********");
        let (_, rows, _) = all(&odd).unwrap();
        assert_eq!((rows[0].cells[3].as_str(), rows[0].cells[6].as_str()), ("1980/2/1", ""));
        assert_eq!(rows[0].cells[1], "Ruíz");
    }

    #[test]
    fn a_table_that_breaks_off_or_is_spoilt_is_refused() {
        assert_eq!(all(&DBASE[..DBASE.len() - 50]).unwrap_err(), Refusal::Broken(3));
        // Between two records: the header knows of one more.
        assert_eq!(all(&DBASE[..321 + 2 * 84]).unwrap_err(), Refusal::Broken(2));
        assert_eq!(all(&DBASE[..100]).unwrap_err(), Refusal::Broken(0));
        let mut wide = DBASE.to_vec();
        wide[32 + 16] = 200;
        assert_eq!(all(&wide).unwrap_err(), Refusal::Broken(0));
        let mut none = DBASE[..321].to_vec();
        none[4] = 0;
        assert_eq!(all(&none).unwrap_err(), Refusal::NoRows);
    }

    #[test]
    fn text_that_begins_like_a_version_is_text() {
        for text in [
            "Chart,Last Name,First Name,DOB\n",
            "0,1,2\n",
            "c\x01\x01 Last Name,First Name,Date of Birth,City and so on, until it is long enough\n",
        ] {
            assert!(!super::is_one(text.as_bytes()), "{text}");
        }
    }
}
