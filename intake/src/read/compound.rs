//! The container of Excel before 2007, and what its records would grow to. Found by fuzzing: `calamine` makes room for as many cells as a record says there
//! are, and for every cell between the first and the last one. A small file can make it ask for more memory than there is, and that ends the program.
//!
//! So the records are taken out, measured as they will be read, and put into a container of our own: what was measured is what is read.

use std::io::{Cursor, Read as _};

use super::Refusal;

/// Most cells between the first and the last of the sheets: 65,536 rows of 128 columns.
const MOST_CELLS: u64 = 65_536 * 128;
/// Largest stream of records, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const NUMBERS: u16 = 0x00bd;
/// Kinds of records that are a cell: formula, text, number, bool or error, in their several ways.
const CELLS: [u16; 7] = [0x0006, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];

/// The workbook of a container, in another one that holds nothing else.
///
/// # Errors
/// [`Refusal::Broken`] where there is none, [`Refusal::Bomb`] where it would grow beyond measure.
pub fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Broken(0))?;
    let mut records = Vec::new();
    let stream = match container.open_stream("Workbook") {
        Ok(stream) => stream,
        Err(_) => container.open_stream("Book").map_err(|_| Refusal::Broken(0))?,
    };
    stream.take(LARGEST + 1).read_to_end(&mut records).map_err(|_| Refusal::Broken(0))?;
    if records.len() as u64 > LARGEST {
        return Err(Refusal::Bomb);
    }
    // What a sheet says of its size is a wish; what it has is counted.
    for wish in walk(&records)?.wishes {
        records[wish].fill(0);
    }
    let found = walk(&records)?;
    if found.cells > MOST_CELLS || found.wishes.into_iter().any(|wish| records[wish].iter().any(|byte| *byte != 0)) {
        return Err(Refusal::Bomb);
    }
    contained(&records)
}

/// What was found in the records.
#[derive(Default)]
struct Found {
    cells: u64,
    /// Where sheets say how large they are.
    wishes: Vec<std::ops::Range<usize>>,
}

/// Walks the records as they will be read: those of the book, then those of each sheet from where the book says that it begins.
fn walk(records: &[u8]) -> Result<Found, Refusal> {
    let mut begins = Vec::new();
    let mut at = 0;
    while let Some((kind, data)) = record(records, at) {
        at = data.end;
        match kind {
            SHEET => begins.push(number(records, data.start, 4)),
            END => break,
            _ => {}
        }
    }
    let mut found = Found::default();
    let mut left = records.len() * 2 + 64 * 1024;
    for begin in begins {
        let (mut at, mut depth, mut whole) = (usize::try_from(begin).unwrap_or(usize::MAX), 0_u32, None::<Extent>);
        while let Some((kind, data)) = record(records, at) {
            // Many sheets in the same place.
            left = left.checked_sub(data.end - at).ok_or(Refusal::Bomb)?;
            at = data.end;
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth > 1 => {}
                DIMENSIONS => found.wishes.push(data),
                _ if kind == NUMBERS || CELLS.contains(&kind) => {
                    let (row, first) = (number(records, data.start, 2), number(records, data.start + 2, 2));
                    let more = if kind == NUMBERS { data.len() as u64 / 6 } else { 0 };
                    let extent = whole.get_or_insert(Extent { top: row, bottom: row, left: first, right: first });
                    extent.take(row, first, first + more);
                }
                _ => {}
            }
        }
        found.cells += whole.map_or(0, |extent| (extent.bottom - extent.top + 1) * (extent.right - extent.left + 1));
    }
    Ok(found)
}

/// The cells between the first and the last.
struct Extent {
    top: u64,
    bottom: u64,
    left: u64,
    right: u64,
}

impl Extent {
    fn take(&mut self, row: u64, first: u64, last: u64) {
        (self.top, self.bottom) = (self.top.min(row), self.bottom.max(row));
        (self.left, self.right) = (self.left.min(first), self.right.max(last));
    }
}

/// The record at a place: its kind, and where its data are.
fn record(records: &[u8], at: usize) -> Option<(u16, std::ops::Range<usize>)> {
    let head = records.get(at..at.checked_add(4)?)?;
    let data = at + 4..at + 4 + usize::from(u16::from_le_bytes([head[2], head[3]]));
    (data.end <= records.len()).then(|| (u16::from_le_bytes([head[0], head[1]]), data))
}

/// A number of `n` bytes; what is missing of it is 0.
fn number(records: &[u8], at: usize, n: usize) -> u64 {
    let bytes = records.get(at..(at + n).min(records.len())).unwrap_or_default();
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// Records in a container with nothing else ([MS-CFB]): a table of sectors, a directory, one stream.
fn contained(records: &[u8]) -> Result<Vec<u8>, Refusal> {
    const SECTOR: usize = 512;
    const LAST: u32 = 0xffff_fffe;
    const IS_TABLE: u32 = 0xffff_fffd;
    const FREE: u32 = u32::MAX;
    let number = |n: usize| u32::try_from(n).map_err(|_| Refusal::Bomb);
    // A shorter stream would be elsewhere.
    let length = records.len().max(4096);
    let sectors = length.div_ceil(SECTOR);
    let tables = (sectors + 1).div_ceil(SECTOR / 4 - 1);
    // Tables beyond the 109 that the head names are named in sectors of their own, before everything else.
    let lists = tables.saturating_sub(109).div_ceil(SECTOR / 4 - 1);
    let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    out.extend([0; 16]);
    out.extend([0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0].iter().flat_map(|n| n.to_le_bytes()));
    let first_list = if lists == 0 { LAST } else { 0 };
    let head = [0, number(tables)?, number(lists + tables)?, 0, 4096, LAST, 0, first_list, number(lists)?];
    out.extend(head.iter().flat_map(|n| n.to_le_bytes()));
    let mut named: Vec<u32> = (0..tables).map(|at| number(lists + at)).collect::<Result<_, _>>()?;
    named.resize(named.len().max(109), FREE);
    let beyond = named.split_off(109);
    out.extend(named.iter().flat_map(|n| n.to_le_bytes()));
    for (at, list) in beyond.chunks(SECTOR / 4 - 1).enumerate() {
        let mut list = list.to_vec();
        list.resize(SECTOR / 4 - 1, FREE);
        list.push(if at + 1 == lists { LAST } else { number(at + 1)? });
        out.extend(list.iter().flat_map(|n| n.to_le_bytes()));
    }
    let mut table: Vec<u32> = vec![0xffff_fffc; lists];
    table.extend(std::iter::repeat_n(IS_TABLE, tables));
    table.push(LAST);
    let first = lists + tables + 1;
    for at in 1..sectors {
        table.push(number(first + at)?);
    }
    table.push(LAST);
    table.resize(tables * SECTOR / 4, FREE);
    out.extend(table.iter().flat_map(|n| n.to_le_bytes()));
    for (name, kind, start, size) in [("Root Entry", 5, LAST, 0), ("Workbook", 2, number(first)?, number(length)?)] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len() + 2).unwrap_or_default();
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.extend([kind, 1]);
        let child = if kind == 5 { 1 } else { FREE };
        entry.extend([FREE, FREE, child].iter().flat_map(|n| n.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend([start, size].iter().flat_map(|n| n.to_le_bytes()));
        entry.resize(128, 0);
        out.extend(entry);
    }
    out.resize(out.len() + SECTOR - 256, 0);
    out.extend(records);
    out.resize(out.len() + sectors * SECTOR - records.len(), 0);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::contained;
    use crate::read::tests::all;
    use crate::read::{Format, Refusal};

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
    }

    /// A workbook with sheets of these cells, all of them in one place, which says of itself that it has so many rows.
    fn book(sheets: usize, cells: &[(u16, u16, &str)], says: u32) -> Vec<u8> {
        let begin = |kind: u16| record(0x0809, &[0x0600, kind, 0x0dbb, 0x07cc, 0, 0, 0, 6].map(u16::to_le_bytes).concat());
        let sheet = |at: u32, n: usize| {
            let name = format!("Sheet{n:05}");
            record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, u8::try_from(name.len()).unwrap(), 0], name.as_bytes()].concat())
        };
        let head = [begin(5), record(0x0042, &1200_u16.to_le_bytes())].concat();
        let at = u32::try_from(head.len() + sheet(0, 0).len() * sheets + 4).unwrap();
        let sheets: Vec<u8> = (0..sheets).flat_map(|n| sheet(at, n)).collect();
        let mut out = [head, sheets, record(0x000a, &[]), begin(0x10)].concat();
        out.extend(record(0x0200, &[&0_u32.to_le_bytes()[..], &says.to_le_bytes(), &[0, 0, 0xff, 0xff, 0, 0]].concat()));
        for (row, column, text) in cells {
            let place = [*row, *column, 0].map(u16::to_le_bytes).concat();
            let length = u16::try_from(text.len()).unwrap().to_le_bytes();
            out.extend(record(0x0204, &[&place[..], &length, &[0], text.as_bytes()].concat()));
        }
        out.extend(record(0x000a, &[]));
        contained(&out).unwrap()
    }

    const PEOPLE: [(u16, u16, &str); 6] =
        [(0, 0, "Last Name"), (0, 1, "First Name"), (1, 0, "Ruiz"), (1, 1, "Ana"), (2, 0, "Lee"), (2, 1, "Bo")];

    #[test]
    fn a_sheet_is_read_whatever_it_says_of_its_size() {
        for says in [0, 3, 65_536, u32::MAX] {
            let (opened, rows, _) = all(&book(1, &PEOPLE, says)).unwrap();
            assert_eq!((opened.format, opened.sheet.as_str(), rows.len()), (Format::Xls, "Sheet00000", 2));
            assert_eq!(rows[1].cells, ["Lee", "Bo"]);
        }
        // So many records that the tables of sectors need a list of their own.
        let long = "x".repeat(200);
        let many: Vec<(u16, u16, &str)> = (0..40_000).flat_map(|row| [(row, 0, long.as_str()), (row, 1, "y")]).collect();
        assert_eq!(all(&book(1, &many, 0)).unwrap().1.len(), 40_000);
    }

    #[test]
    fn what_would_grow_beyond_measure_is_refused_before_room_is_made_for_it() {
        let far = [PEOPLE.as_slice(), &[(65_535, 65_535, "far")]].concat();
        assert_eq!(all(&book(1, &far, 3)).unwrap_err(), Refusal::Bomb);
        let rather_far = [PEOPLE.as_slice(), &[(9_000, 255, "far")]].concat();
        assert!(all(&book(1, &rather_far, 3)).is_ok());
        assert_eq!(all(&book(9, &rather_far, 3)).unwrap_err(), Refusal::Bomb, "many sheets in one place");
    }
}
