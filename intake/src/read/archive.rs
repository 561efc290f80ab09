//! Archives: a workbook is one, and so is a folder that was sent as one file.

use std::fs::File;
use std::io::{BufReader, Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;

use zip::ZipArchive;

use super::beside::Beside;
use super::documents::{self, Survey};
use super::many::{self, is_table};
use super::{Event, Format, LARGEST_UNPACKED, MOST_FILES, Opened, Refusal, Sink, Wanted, disk, sheets, transfer};

/// How much larger than the archive its content may be: text of records shrinks to a twentieth, a bomb to a thousandth.
const MOST_GROWTH: u64 = 200;

/// Reads it.
pub fn read(path: &Path, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let file = File::open(path).map_err(disk)?;
    let size = file.metadata().map_err(disk)?.len();
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| Refusal::Broken(0))?;
    if transfer::is_one(&archive) {
        return transfer::read(archive, wanted, sink);
    }
    let inside = inventory(&mut archive, size)?;
    let has = |name: &str| inside.iter().any(|entry| entry.name == name);
    if has("[Content_Types].xml") || has("mimetype") {
        let format = match () {
            () if has("xl/workbook.xml") => Format::Xlsx,
            () if has("xl/workbook.bin") => Format::Xlsb,
            () if has("content.xml") => Format::Ods,
            () => return Err(Refusal::NotATable("Office".to_owned())),
        };
        return sheets::read_zipped(path, format, wanted, sink);
    }
    let documents: Vec<&Inside> = inside.iter().filter(|entry| is_record(&entry.name)).collect();
    // Amazing Charts: a folder for each patient, in it a file for each class of data.
    let demographics: Vec<&Inside> = documents.iter().copied().filter(|entry| is_of_a_folder(&entry.name)).collect();
    let chosen = if demographics.is_empty() { documents.clone() } else { demographics };
    match chosen.as_slice() {
        [] => Err(Refusal::NothingInside),
        many if many.iter().all(|entry| is_of_a_folder(&entry.name)) => folders(&mut archive, many, &documents, wanted, sink),
        [one] => alone(&mut archive, one.at, wanted, sink),
        many if many.iter().all(|entry| entry.name.ends_with(".ndjson")) => documents::lines(&mut archive, many, wanted, sink),
        many => {
            let (tables, documents): (Vec<&Inside>, Vec<&Inside>) = many.iter().copied().partition(|entry| is_table(&entry.name));
            let survey = Survey::of(&mut archive, &documents, wanted)?;
            // Beside documents a table is a list of them, or of something else.
            if survey.any {
                return survey.hand_on(&mut archive, wanted, sink);
            }
            if tables.is_empty() {
                Err(Refusal::NothingInside)
            } else {
                many::read(&mut archive, &tables, survey.unread, wanted, sink)
            }
        }
    }
}

/// A file of Amazing Charts: in each patient's folder there is one, with a row and not always the same columns.
pub fn is_of_a_folder(name: &str) -> bool {
    base(name).to_lowercase().starts_with("patient demographics.")
}

/// A file inside.
pub struct Inside {
    /// Its place.
    pub at: usize,
    /// Its path.
    pub name: String,
}

/// What is inside, once it is clear that it stays where it belongs and does not grow beyond measure.
fn inventory(archive: &mut ZipArchive<BufReader<File>>, size: u64) -> Result<Vec<Inside>, Refusal> {
    if archive.len() > MOST_FILES {
        return Err(Refusal::Bomb);
    }
    let mut inside = Vec::with_capacity(archive.len());
    let mut unpacked = 0_u64;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|_| Refusal::Broken(0))?;
        if entry.encrypted() {
            return Err(Refusal::Encrypted);
        }
        unpacked = unpacked.saturating_add(entry.size());
        if unpacked > LARGEST_UNPACKED || unpacked > size.saturating_mul(MOST_GROWTH).max(1024 * 1024) {
            return Err(Refusal::Bomb);
        }
        let name = entry.name().map_err(|_| Refusal::Path)?.replace('\\', "/");
        if name.starts_with('/') || name.contains('\0') || name.get(1..2) == Some(":") || name.split('/').any(|part| part == "..") {
            return Err(Refusal::Path);
        }
        if entry.is_file() && !name.starts_with("__MACOSX/") && !base(&name).starts_with('.') {
            inside.push(Inside { at, name });
        }
    }
    Ok(inside)
}

/// The name of a file without its folders.
pub fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn is_record(name: &str) -> bool {
    let ending = base(name).rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let kinds =
        ["csv", "tsv", "txt", "xml", "ccda", "ccd", "cda", "json", "ndjson", "hl7", "xlsx", "xls", "ods", "dbf", "mdb", "accdb"];
    kinds.contains(&ending.as_str()) && !["readme.txt", "manifest.json"].contains(&base(name).to_lowercase().as_str())
}

/// Unpacks one file beside us, under no name of its own.
pub fn unpack(archive: &mut ZipArchive<BufReader<File>>, at: usize, most: u64) -> Result<tempfile::NamedTempFile, Refusal> {
    let mut out = tempfile::NamedTempFile::new().map_err(disk)?;
    let entry = archive.by_index(at).map_err(|_| Refusal::Broken(0))?;
    // What the archive says of a size may be a lie.
    let mut entry = entry.take(most + 1);
    let mut buffer = vec![0; 64 * 1024];
    let mut written = 0_u64;
    loop {
        let n = entry.read(&mut buffer).map_err(|_| Refusal::Broken(0))?;
        if n == 0 {
            break;
        }
        written += n as u64;
        if written > most {
            return Err(Refusal::Bomb);
        }
        out.write_all(&buffer[..n]).map_err(disk)?;
    }
    out.flush().map_err(disk)?;
    Ok(out)
}

/// Reads one file of it.
pub fn alone(archive: &mut ZipArchive<BufReader<File>>, at: usize, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    unpacked(&unpack(archive, at, LARGEST_UNPACKED)?, wanted, sink)
}

/// A file that was inside.
pub fn unpacked(file: &tempfile::NamedTempFile, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    // An archive in an archive is one too many.
    let mut start = [0; 4];
    let n = File::open(file.path()).map_err(disk)?.read(&mut start).map_err(disk)?;
    let packed = |event: Event<'_>, sink: &mut dyn FnMut(Event<'_>) -> ControlFlow<()>| match event {
        Event::Opened(opened) => sink(Event::Opened(&Opened { packed: true, ..opened.clone() })),
        other => sink(other),
    };
    if start[..n].starts_with(b"PK\x03\x04") {
        let mut inner = ZipArchive::new(BufReader::new(File::open(file.path()).map_err(disk)?)).map_err(|_| Refusal::Broken(0))?;
        let size = file.as_file().metadata().map_err(disk)?.len();
        if !inventory(&mut inner, size)?.iter().any(|entry| entry.name == "xl/workbook.xml" || entry.name == "content.xml") {
            return Err(Refusal::NothingInside);
        }
        let format = if inner.index_for_name("xl/workbook.xml").is_some() { Format::Xlsx } else { Format::Ods };
        return sheets::read_zipped(file.path(), format, wanted, &mut |event| packed(event, sink));
    }
    super::read(file.path(), wanted, &mut |event| packed(event, sink))
}

/// Amazing Charts' folders: the patients, with what stands beside them.
fn folders(
    archive: &mut ZipArchive<BufReader<File>>,
    patients: &[&Inside],
    all: &[&Inside],
    wanted: &Wanted,
    sink: Sink<'_>,
) -> Result<(), Refusal> {
    let is_insurance = |entry: &&Inside| base(&entry.name).to_lowercase().starts_with("health insurance.");
    let insurances: Vec<&Inside> = all.iter().copied().filter(is_insurance).collect();
    let mut header = Vec::new();
    for patient in patients {
        // The first may be damaged.
        header = documents::columns(archive, patient, wanted)?;
        if !header.is_empty() {
            break;
        }
    }
    let beside = Beside::find(archive, &header, &insurances)?;
    if let ([one], None) = (patients, &beside) {
        return alone(archive, one.at, wanted, sink);
    }
    let survey = Survey::of(archive, patients, wanted)?;
    match beside {
        _ if !survey.any => Err(Refusal::NothingInside),
        Some(mut beside) => survey.hand_on(archive, wanted, &mut |event| beside.hand_on(event, sink)),
        None => survey.hand_on(archive, wanted, sink),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::read::tests::all;
    use crate::read::{Format, Refusal};

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_table_in_an_archive_is_the_table() {
        let table = b"Last Name,First Name,DOB\nRuiz,Ana,2/11/1980\n";
        let (opened, rows, _) = all(&archive(&[("export/patients.csv", table), ("export/README.txt", b"hello")])).unwrap();
        assert_eq!((opened.format, opened.packed, rows.len()), (Format::Delimited, true, 1));
    }

    #[test]
    fn a_folder_for_each_patient_is_one_table() {
        let one = b"PatientID,FristName,LastName,BirthDate\n1,Ana,Ruiz,2/11/1980\n";
        let two = b"PatientID,LastName,FristName,BirthDate,City\n2,Lee,Bo,3/1/1975,Reno\n";
        let (opened, rows, _) = all(&archive(&[
            ("20240102/Ruiz_Ana/Patient Demographics.csv", one),
            ("20240102/Ruiz_Ana/Health Insurance.csv", b"PatientID,PolicyNumber,PlanName\n1,2,3\n"),
            ("20240102/Ruiz_Ana/Documents/scan.pdf", b"%PDF"),
            ("20240102/Lee_Bo/Patient Demographics.csv", two),
        ]))
        .unwrap();
        assert_eq!(opened.header, ["PatientID", "FristName", "LastName", "BirthDate", "City"]);
        assert_eq!(rows[1].cells, ["2", "Bo", "Lee", "3/1/1975", "Reno"]);
    }

    #[test]
    fn what_grows_or_leaves_or_hides_is_refused() {
        assert_eq!(all(&archive(&[("zeros.csv", &vec![b'0'; 50_000_000])])).unwrap_err(), Refusal::Bomb);
        assert_eq!(all(&archive(&[("../../etc/cron.csv", b"a,b\n1,2\n")])).unwrap_err(), Refusal::Path);
        assert_eq!(all(&archive(&[("C:\\x.csv", b"a,b\n1,2\n")])).unwrap_err(), Refusal::Path);
        assert_eq!(all(&archive(&[("photo.png", b"\x89PNG")])).unwrap_err(), Refusal::NothingInside);
        let inner = archive(&[("x.csv", b"a,b\n1,2\n")]);
        assert_eq!(all(&archive(&[("inner.csv", &inner)])).unwrap_err(), Refusal::NothingInside);
        assert!(all(b"PK\x03\x04garbage").is_err());
        // The flag of an entry that needs a password.
        let mut locked = archive(&[("x.csv", b"a,b\n1,2\n")]);
        let central = locked.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
        locked[central + 8] |= 1;
        assert_eq!(all(&locked).unwrap_err(), Refusal::Encrypted);
    }
}
