//! What a practice took out of this product, on its way into another one: nothing is guessed, since everything is known (`docs/EXPORT.md`).
//!
//! Each file is measured against the manifest before a row of it is believed. Threats: the same as of every archive (`archive.rs`); a file that was
//! changed on the way; a passphrase that is tried (an archive is whoever's has it: nothing here can slow that down).

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord};
use sha2::{Digest as _, Sha256};
use takeout::manifest::{self, Entry, Manifest};
use takeout::patient::{ID, INSURANCE, PATIENTS};
use takeout::table::unguarded;
use zip::ZipArchive;
use zip::result::ZipError;

pub use super::attachments::{Attachments, Document, documents};
use super::{Event, Format, LONGEST_CELL, Opened, Refusal, Row, Sink, Wanted, disk};

/// Largest table, in bytes.
const LARGEST_TABLE: u64 = 8 * 1024 * 1024 * 1024;
/// Room that a manifest has for each file of the archive, and for itself, in bytes.
const ROOM_OF_A_FILE: u64 = 1024;
const ROOM_OF_A_MANIFEST: u64 = 1024 * 1024;
/// Longest text that is told of an attachment, in characters: a line of the forms.
const LONGEST_LINE: usize = 200;
/// How much larger than in the archive a table may be.
const MOST_GROWTH: u64 = 1_000;

type Archive = ZipArchive<BufReader<File>>;

/// Whether an archive is one of ours, by the files in it.
pub fn is_one(archive: &Archive) -> bool {
    [manifest::FILE, manifest::FORMAT, "patients.csv"].iter().all(|name| archive.index_for_name(name).is_some())
}

/// Whether a file is an export of this product.
#[must_use]
pub fn is_export(path: &Path) -> bool {
    File::open(path).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok()).is_some_and(|archive| is_one(&archive))
}

pub(super) struct Inside {
    archive: Archive,
    /// What the manifest says of each file, by its name.
    files: HashMap<String, Entry>,
    passphrase: Option<Vec<u8>>,
}

impl Inside {
    pub(super) fn open(mut archive: Archive, wanted: &Wanted) -> Result<Self, Refusal> {
        let passphrase = wanted.passphrase.as_ref().map(|text| text.as_bytes().to_vec());
        if passphrase.is_some() {
            all_locked(&mut archive)?;
        }
        let mut text = Vec::new();
        let most = ROOM_OF_A_MANIFEST + ROOM_OF_A_FILE * archive.len() as u64;
        entry(&mut archive, manifest::FILE, passphrase.as_deref())?.take(most).read_to_end(&mut text).map_err(broken)?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| Refusal::Damaged(manifest::FILE.to_owned()))?;
        if manifest.format != manifest::NAME {
            return Err(Refusal::Damaged(manifest::FILE.to_owned()));
        }
        if manifest.version > manifest::VERSION {
            return Err(Refusal::Newer(line(&manifest.software)));
        }
        let files = manifest.files.into_iter().map(|file| (file.name.clone(), file)).collect();
        Ok(Self { archive, files, passphrase })
    }

    pub(super) fn listed(&self, name: &str) -> Option<&Entry> {
        self.files.get(name)
    }

    /// A file, unpacked where no folder names it, and as the manifest says it is.
    pub(super) fn unpacked(&mut self, name: &str, most: u64) -> Result<File, Refusal> {
        let damaged = || Refusal::Damaged(name.to_owned());
        let listed = self.listed(name).ok_or_else(damaged)?.clone();
        let mut from = entry(&mut self.archive, name, self.passphrase.as_deref())?;
        if listed.size > most || listed.size > from.compressed.saturating_mul(MOST_GROWTH).max(1024 * 1024) {
            return Err(Refusal::Bomb);
        }
        let mut out = tempfile::tempfile().map_err(disk)?;
        let (mut digest, mut buffer, mut total) = (Sha256::new(), vec![0; 64 * 1024], 0_u64);
        loop {
            let n = from.read(&mut buffer).map_err(broken)?;
            if n == 0 {
                break;
            }
            total += n as u64;
            if total > listed.size {
                return Err(damaged());
            }
            digest.update(&buffer[..n]);
            out.write_all(&buffer[..n]).map_err(disk)?;
        }
        if hex(&digest.finalize()) != listed.sha256 {
            return Err(damaged());
        }
        out.seek(SeekFrom::Start(0)).map_err(disk)?;
        Ok(out)
    }

    pub(super) fn table(&mut self, name: &str) -> Result<Table, Refusal> {
        let file = format!("{name}.csv");
        let mut bytes = BufReader::with_capacity(256 * 1024, self.unpacked(&file, LARGEST_TABLE)?);
        let mut mark = [0; 3];
        if bytes.read_exact(&mut mark).is_err() || mark != *b"\xef\xbb\xbf" {
            bytes.seek(SeekFrom::Start(0)).map_err(disk)?;
        }
        let mut rows = ReaderBuilder::new().from_reader(bytes);
        let damaged = Refusal::Damaged(file);
        let header = rows.headers().map_err(|_| damaged.clone())?.iter().map(str::to_owned).collect();
        Ok(Table { header, rows, damaged, record: StringRecord::new() })
    }
}

/// Whoever gives a passphrase says that the export is behind it: then nothing but [`manifest::README`] may be open. Else somebody without the passphrase could put
/// a file of their own beside the others, or another export in the place of this one.
fn all_locked(archive: &mut Archive) -> Result<(), Refusal> {
    let (mut open, mut any) = (None, false);
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|_| Refusal::Broken(0))?;
        let name = file.name().map_err(|_| Refusal::Path)?.to_string();
        if file.encrypted() {
            any = true;
        } else if name != manifest::README && open.is_none() {
            open = Some(line(&name));
        }
    }
    match open {
        Some(_) if !any => Err(Refusal::NotLocked),
        Some(name) => Err(Refusal::Damaged(name)),
        None => Ok(()),
    }
}

/// A text as one line of a form.
pub(super) fn line(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(|c| !hidden(*c)).take(LONGEST_LINE).collect()
}

/// What is taken out of an archive.
struct Packed<'a> {
    from: Box<dyn Read + 'a>,
    compressed: u64,
}

impl Read for Packed<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.from.read(into)
    }
}

fn entry<'a>(archive: &'a mut Archive, name: &str, passphrase: Option<&[u8]>) -> Result<Packed<'a>, Refusal> {
    let at = archive.index_for_name(name).ok_or_else(|| Refusal::Damaged(name.to_owned()))?;
    let locked = archive.by_index_raw(at).map_err(|_| Refusal::Broken(0))?.encrypted();
    let found = match (locked, passphrase) {
        (false, _) => archive.by_index(at),
        (true, None) => return Err(Refusal::Passphrase),
        (true, Some(passphrase)) => archive.by_index_decrypt(at, passphrase),
    };
    match found {
        Ok(from) => Ok(Packed { compressed: from.compressed_size(), from: Box::new(from) }),
        Err(ZipError::InvalidPassword) => Err(Refusal::WrongPassphrase),
        Err(_) => Err(Refusal::Damaged(name.to_owned())),
    }
}

/// The archive breaks off, or what is encrypted in it was changed.
fn broken(_: std::io::Error) -> Refusal {
    Refusal::Broken(0)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) struct Table {
    header: Vec<String>,
    rows: Reader<BufReader<File>>,
    damaged: Refusal,
    record: StringRecord,
}

impl Table {
    /// The next row: as it was before it was made safe for spreadsheets.
    pub(super) fn next(&mut self) -> Result<Option<Vec<String>>, Refusal> {
        if !self.rows.read_record(&mut self.record).map_err(|_| self.damaged.clone())? {
            return Ok(None);
        }
        if self.record.iter().any(|cell| cell.len() > LONGEST_CELL) {
            return Err(Refusal::CellTooLong(self.rows.position().line()));
        }
        Ok(Some(self.record.iter().map(|cell| unguarded(cell).to_owned()).collect()))
    }

    pub(super) fn at(&self, column: &str) -> Result<usize, Refusal> {
        self.header.iter().position(|name| name == column).ok_or_else(|| self.damaged.clone())
    }
}

/// Hands on each patient with who pays for them, in one row.
pub fn read(archive: Archive, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut inside = Inside::open(archive, wanted)?;
    let mut patients = inside.table(PATIENTS)?;
    let mut payers = inside.table(INSURANCE)?;
    let (id, payers_id) = (patients.at(ID)?, payers.at(ID)?);
    let paying =
        |row: Vec<String>| row.into_iter().enumerate().filter(|(at, _)| *at != payers_id).map(|(_, cell)| cell).collect::<Vec<_>>();
    let names = paying(payers.header.clone());
    let width = names.len();
    let opened = Opened {
        format: Format::Vestibule,
        encoding: "UTF-8".to_owned(),
        dialect: String::new(),
        sheet: String::new(),
        other_sheets: Vec::new(),
        header: patients.header.iter().cloned().chain(names).collect(),
        header_row: 1,
        packed: true,
        joined: Vec::new(),
        unread: Vec::new(),
    };
    if sink(Event::Opened(&opened)).is_break() {
        return Ok(());
    }
    let (mut number, mut waiting) = (1, payers.next()?);
    while let Some(mut cells) = patients.next()? {
        number += 1;
        // Both tables are in the order of the ids.
        match waiting.take() {
            Some(row) if row[payers_id] == cells[id] => {
                cells.extend(paying(row));
                waiting = payers.next()?;
            }
            other => {
                waiting = other;
                cells.extend(std::iter::repeat_n(String::new(), width));
            }
        }
        if sink(Event::Row(Row { number, cells })).is_break() {
            return Ok(());
        }
    }
    match waiting {
        _ if number == 1 => Err(Refusal::NoRows),
        Some(_) => Err(payers.damaged),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};
    use std::ops::ControlFlow;

    use sha2::{Digest as _, Sha256};
    use takeout::manifest::{Entry, FORMAT, Manifest, NAME, README, VERSION};
    use takeout::patient::{Fields, Patient, Practice};
    use takeout::spool::Spool;
    use takeout::{Package, patient};
    use zeroize::Zeroizing;

    use super::{Document, ROOM_OF_A_FILE, documents, hex};
    use crate::read::{Event, Format, Refusal, Row, Wanted, read};

    fn patients() -> Vec<Patient> {
        let of = |n: u32, last: &str, payer: &str| Patient {
            id: format!("01890000-0000-7000-8000-00000000000{n}"),
            chart_number: format!("=0{n}"),
            active: true,
            details: [("first_name", "Ana"), ("last_name", last), ("mobile_phone", "+12065550123")]
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .into(),
            insurance: if payer.is_empty() { [].into() } else { [("primary_payer".to_owned(), payer.to_owned())].into() },
            ..Patient::default()
        };
        vec![of(1, "Total", "A, \"B\""), of(2, "'Null'", ""), of(3, "Nuñez\nde la Cruz", "C")]
    }

    fn export(passphrase: Option<&str>, manifest: Manifest) -> Vec<u8> {
        let passphrase = passphrase.map(|text| Zeroizing::new(text.to_owned()));
        let mut package = Package::new(Cursor::new(Vec::new()), passphrase);
        package.add(README, b"open me").unwrap();
        package.add(FORMAT, b"format").unwrap();
        let mut spool = Spool::new().unwrap();
        for patient in patients() {
            spool.push(&patient).unwrap();
        }
        let fields = Fields { details: &["first_name", "last_name", "mobile_phone"], insurance: &["primary_payer"] };
        patient::write(&mut package, &Practice::default(), fields, &mut spool).unwrap();
        package.finish(manifest).unwrap().0.into_inner()
    }

    fn ours() -> Manifest {
        Manifest { format: NAME.to_owned(), version: VERSION, ..Manifest::default() }
    }

    fn rows(bytes: &[u8], passphrase: Option<&str>) -> Result<Vec<Row>, Refusal> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let wanted = Wanted { passphrase: passphrase.map(|text| Zeroizing::new(text.to_owned())), ..Wanted::default() };
        let (mut rows, mut format) = (Vec::new(), None);
        read(file.path(), &wanted, &mut |event| {
            match event {
                Event::Opened(opened) => format = Some(opened.format),
                Event::Row(row) => rows.push(row),
                Event::Left(..) | Event::File(_) => {}
            }
            ControlFlow::Continue(())
        })?;
        // Without its first bytes it is no archive at all.
        if format != Some(Format::Vestibule) {
            return Err(Refusal::Unknown);
        }
        documents(file.path(), &wanted, &mut |document, _| panic!("{document:?}"))?;
        Ok(rows)
    }

    #[test]
    fn patients_come_with_who_pays_and_exactly_as_they_were() {
        let rows = rows(&export(None, ours()), None).unwrap();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].cells[1..], ["=01", "true", "", "", "Ana", "Total", "+12065550123", "", "A, \"B\""]);
        assert_eq!((rows[1].cells[6].as_str(), rows[1].cells[9].as_str()), ("'Null'", ""));
        assert_eq!((rows[2].cells[6].as_str(), rows[2].cells[9].as_str(), rows[2].number), ("Nuñez\nde la Cruz", "C", 4));
    }

    #[test]
    fn a_passphrase_is_asked_for_and_has_to_be_right() {
        let bytes = export(Some("five green chairs"), ours());
        assert_eq!(rows(&bytes, None).unwrap_err(), Refusal::Passphrase);
        assert_eq!(rows(&bytes, Some("five green chair")).unwrap_err(), Refusal::WrongPassphrase);
        assert_eq!(rows(&bytes, Some("five green chairs")).unwrap().len(), 3);
    }

    /// An export with attachments: file, content, what the table says of it.
    fn with_documents(all: &[(&str, &[u8], &str)], passphrase: Option<&str>) -> Vec<u8> {
        let passphrase = passphrase.map(|text| Zeroizing::new(text.to_owned()));
        let mut package = Package::new(Cursor::new(Vec::new()), passphrase);
        package.add(README, b"open me").unwrap();
        package.add(FORMAT, b"format").unwrap();
        let mut spool = Spool::new().unwrap();
        spool.push(&patients()[0]).unwrap();
        let fields = Fields { details: &["first_name", "last_name", "mobile_phone"], insurance: &["primary_payer"] };
        patient::write(&mut package, &Practice::default(), fields, &mut spool).unwrap();
        let mut table = vec!["id,patient,name,media_type,origin,author,added_on,sha256,file\r\n".to_owned()];
        for (n, (file, content, rest)) in all.iter().enumerate() {
            package.add(file, content).unwrap();
            let digest = hex(&Sha256::digest(content));
            table.push(format!("{n},p,{file},text/plain,{},{file}\r\n", rest.replace("DIGEST", &digest)));
        }
        package.add("documents.csv", table.concat().as_bytes()).unwrap();
        package.finish(ours()).unwrap().0.into_inner()
    }

    type Attached = Vec<(Document, Result<String, Refusal>)>;

    fn attachments(bytes: &[u8], passphrase: Option<&str>) -> Result<Attached, Refusal> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let wanted = Wanted { passphrase: passphrase.map(|text| Zeroizing::new(text.to_owned())), ..Wanted::default() };
        let mut all = Vec::new();
        documents(file.path(), &wanted, &mut |document, content| {
            let content = content.map(|content| {
                let mut text = String::new();
                content.read_to_string(&mut text).unwrap();
                text
            });
            all.push((document, content));
            ControlFlow::Continue(())
        })?;
        Ok(all)
    }

    #[test]
    fn a_damaged_attachment_ends_none_of_those_after_it() {
        let good = "from,Ana,2024-01-02,DIGEST";
        let bytes = with_documents(&[("a.txt", b"first", good), ("b.txt", b"second", good), ("c.txt", b"third", good)], None);
        let read = |bytes: &[u8]| attachments(bytes, None).unwrap().into_iter().map(|(_, content)| content).collect::<Vec<_>>();
        assert_eq!(read(&bytes), [Ok("first".to_owned()), Ok("second".to_owned()), Ok("third".to_owned())]);
        // The content that is packed as it is; its name stands before it and in the directory.
        let at = bytes.windows(5).position(|window| window == b"b.txt").unwrap();
        let mut spoilt = bytes.clone();
        spoilt[at + 5 + 20 + 3] ^= 0x55;
        let all = read(&spoilt);
        assert!(all[0].is_ok() && all[1].is_err() && all[2].is_ok(), "{all:?}");
        // The table has a digest of its own: it is another file's.
        let other = with_documents(&[("a.txt", b"first", "from,Ana,2024-01-02,0000"), ("b.txt", b"second", good)], None);
        assert_eq!(read(&other), [Err(Refusal::Damaged("a.txt".to_owned())), Ok("second".to_owned())]);
    }

    #[test]
    fn what_is_told_of_an_attachment_is_a_line_and_a_day() {
        let long = "x".repeat(5_000);
        let told = format!("\"{long}\",\"An\u{202e}a\r\nRuiz\",yesterday,DIGEST");
        let all = attachments(&with_documents(&[("a.txt", b"first", &told)], None), None).unwrap();
        let (document, _) = &all[0];
        assert_eq!((document.origin.len(), document.author.as_str(), document.added_on.as_str()), (200, "AnaRuiz", ""));
    }

    #[test]
    fn a_passphrase_is_for_an_export_that_is_locked_as_a_whole() {
        let passphrase = Some("five green chairs");
        assert_eq!(rows(&export(None, ours()), passphrase).unwrap_err(), Refusal::NotLocked);
        let locked = with_documents(&[("a.txt", b"first", "from,Ana,2024-01-02,DIGEST")], passphrase);
        assert_eq!(attachments(&locked, passphrase).unwrap().len(), 1);
        // Somebody who does not know it puts a file beside.
        let mut zip = zip::ZipWriter::new_append(Cursor::new(locked)).unwrap();
        zip.start_file("b.txt", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"mine").unwrap();
        let mixed = zip.finish().unwrap().into_inner();
        assert_eq!(attachments(&mixed, passphrase).unwrap_err(), Refusal::Damaged("b.txt".to_owned()));
    }

    #[test]
    fn a_manifest_has_room_for_as_many_files_as_there_are() {
        // Each of them takes some 150 bytes of it.
        let entry = |n: u32| Entry {
            name: format!("documents/01890000-0000-7000-8000-{n:012}.pdf"),
            size: 1,
            sha256: "0".repeat(64),
            rows: Some(1),
        };
        let text = serde_json::to_string_pretty(&entry(7)).unwrap();
        assert!((text.len() as u64) * 3 < ROOM_OF_A_FILE, "{}", text.len());
    }

    #[test]
    fn what_was_changed_on_the_way_is_noticed() {
        let damaged = |name: &str| Refusal::Damaged(name.to_owned());
        assert_eq!(rows(&export(None, Manifest::default()), None).unwrap_err(), damaged("manifest.json"));
        let newer = Manifest { version: VERSION + 1, software: "9.0".to_owned(), ..ours() };
        assert_eq!(rows(&export(None, newer), None).unwrap_err(), Refusal::Newer("9.0".to_owned()));
        // Another archive's table under this one's manifest.
        let mut package = Package::new(Cursor::new(Vec::new()), None);
        for name in ["patients.csv", FORMAT] {
            package.add(name, b"id\r\n1\r\n").unwrap();
        }
        let other = package.finish(ours()).unwrap().0.into_inner();
        assert_eq!(rows(&other, None).unwrap_err(), damaged("insurance.csv"));
        // Every cut and every spoilt byte ends in a sentence or in the same rows.
        let (whole, whole_rows) = (export(None, ours()), rows(&export(None, ours()), None).unwrap());
        for at in (0..whole.len()).step_by(61) {
            drop(rows(&whole[..at], None));
            let mut spoilt = whole.clone();
            spoilt[at] ^= 0x55;
            if let Ok(found) = rows(&spoilt, None) {
                assert_eq!(found, whole_rows, "byte {at}");
            }
        }
    }
}
