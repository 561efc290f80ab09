//! What a practice took out of this product, on its way into another one: nothing is guessed, since everything is known (`docs/EXPORT.md`).
//!
//! Each file is measured against the manifest before a row of it is believed. Threats: the same as of every archive (`archive.rs`); a file that was
//! changed on the way; a passphrase that is tried (an archive is whoever's has it: nothing here can slow that down).

use std::fs::File;
use std::io::{BufReader, Read, Seek as _, SeekFrom, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord};
use sha2::{Digest as _, Sha256};
use takeout::manifest::{self, Entry, Manifest};
use takeout::patient::{ID, INSURANCE, PATIENTS};
use takeout::table::unguarded;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Event, Format, LONGEST_CELL, Opened, Refusal, Row, Sink, Wanted, disk};

/// Largest table, in bytes.
const LARGEST_TABLE: u64 = 8 * 1024 * 1024 * 1024;
/// Largest attachment, in bytes.
const LARGEST_DOCUMENT: u64 = 64 * 1024 * 1024;
/// Largest manifest, in bytes.
const LARGEST_MANIFEST: u64 = 64 * 1024 * 1024;
/// How much larger than in the archive a table may be.
const MOST_GROWTH: u64 = 1_000;

type Archive = ZipArchive<BufReader<File>>;

/// An attachment, as the table of documents has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The id that it keeps.
    pub id: String,
    /// Its patient's.
    pub patient: String,
    /// The file's name, as people see it.
    pub name: String,
    /// What kind of file it is.
    pub media_type: String,
    /// From where it came.
    pub origin: String,
    /// Who added it first.
    pub author: String,
    /// The day of that.
    pub added_on: String,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// Where it is in the archive.
    pub file: String,
}

/// Whether an archive is one of ours, by the files in it.
pub fn is_one(archive: &Archive) -> bool {
    [manifest::FILE, manifest::FORMAT, "patients.csv"].iter().all(|name| archive.index_for_name(name).is_some())
}

/// Whether a file is an export of this product.
#[must_use]
pub fn is_export(path: &Path) -> bool {
    File::open(path).ok().and_then(|file| ZipArchive::new(BufReader::new(file)).ok()).is_some_and(|archive| is_one(&archive))
}

struct Inside {
    archive: Archive,
    manifest: Manifest,
    passphrase: Option<Vec<u8>>,
}

impl Inside {
    fn open(mut archive: Archive, wanted: &Wanted) -> Result<Self, Refusal> {
        let passphrase = wanted.passphrase.as_ref().map(|text| text.as_bytes().to_vec());
        let mut text = Vec::new();
        entry(&mut archive, manifest::FILE, passphrase.as_deref())?
            .take(LARGEST_MANIFEST)
            .read_to_end(&mut text)
            .map_err(broken)?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| Refusal::Damaged(manifest::FILE.to_owned()))?;
        if manifest.format != manifest::NAME {
            return Err(Refusal::Damaged(manifest::FILE.to_owned()));
        }
        if manifest.version > manifest::VERSION {
            return Err(Refusal::Newer(manifest.software));
        }
        Ok(Self { archive, manifest, passphrase })
    }

    fn listed(&self, name: &str) -> Option<Entry> {
        self.manifest.files.iter().find(|file| file.name == name).cloned()
    }

    /// A file, unpacked where no folder names it, and as the manifest says it is.
    fn unpacked(&mut self, name: &str, most: u64) -> Result<File, Refusal> {
        let damaged = || Refusal::Damaged(name.to_owned());
        let listed = self.listed(name).ok_or_else(damaged)?;
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

    fn table(&mut self, name: &str) -> Result<Table, Refusal> {
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

struct Table {
    header: Vec<String>,
    rows: Reader<BufReader<File>>,
    damaged: Refusal,
    record: StringRecord,
}

impl Table {
    /// The next row: as it was before it was made safe for spreadsheets.
    fn next(&mut self) -> Result<Option<Vec<String>>, Refusal> {
        if !self.rows.read_record(&mut self.record).map_err(|_| self.damaged.clone())? {
            return Ok(None);
        }
        if self.record.iter().any(|cell| cell.len() > LONGEST_CELL) {
            return Err(Refusal::CellTooLong(self.rows.position().line()));
        }
        Ok(Some(self.record.iter().map(|cell| unguarded(cell).to_owned()).collect()))
    }

    fn at(&self, column: &str) -> Result<usize, Refusal> {
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

/// Hands on each attachment with its content.
///
/// # Errors
/// [`Refusal`]
pub fn documents(
    path: &Path,
    wanted: &Wanted,
    sink: &mut dyn FnMut(Document, &mut dyn Read) -> ControlFlow<()>,
) -> Result<(), Refusal> {
    let archive = ZipArchive::new(BufReader::new(File::open(path).map_err(disk)?)).map_err(|_| Refusal::Broken(0))?;
    let mut inside = Inside::open(archive, wanted)?;
    if inside.listed("documents.csv").is_none() {
        return Ok(());
    }
    let mut table = inside.table("documents")?;
    let columns = ["id", "patient", "name", "media_type", "origin", "author", "added_on", "sha256", "file"];
    let at = columns.map(|name| table.at(name)).into_iter().collect::<Result<Vec<_>, _>>()?;
    while let Some(row) = table.next()? {
        let of = |n: usize| at.get(n).and_then(|at| row.get(*at)).cloned().unwrap_or_default();
        let document = Document {
            id: of(0),
            patient: of(1),
            name: of(2),
            media_type: of(3),
            origin: of(4),
            author: of(5),
            added_on: of(6),
            sha256: of(7),
            file: of(8),
        };
        let mut content = inside.unpacked(&document.file, LARGEST_DOCUMENT)?;
        if sink(document, &mut content).is_break() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};
    use std::ops::ControlFlow;

    use takeout::manifest::{FORMAT, Manifest, NAME, README, VERSION};
    use takeout::patient::{Fields, Patient, Practice};
    use takeout::spool::Spool;
    use takeout::{Package, patient};
    use zeroize::Zeroizing;

    use super::documents;
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
                Event::Left(..) => {}
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
