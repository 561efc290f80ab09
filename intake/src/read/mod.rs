//! From a file to rows of text.
//!
//! What a file is, its bytes say; its name is believed only between kinds that look alike. Every reader hands rows on one by one, so that memory does not grow
//! with the file.

mod access;
mod archive;
mod attachments;
mod beside;
mod compound;
mod dbf;
mod delimited;
mod documents;
mod encoding;
mod failed;
mod fixed;
mod header;
mod kind;
mod many;
mod ods;
mod records;
mod refusal;
mod rows;
mod sheets;
pub mod transfer;

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use self::kind::Kind;
pub use encoding::Encoding;
pub use failed::{Failed, without_reason};
pub use refusal::Refusal;

/// Longest cell, in bytes. A longer one is a quotation mark that was never closed.
pub const LONGEST_CELL: usize = 1024 * 1024;
/// Most columns.
pub const MOST_COLUMNS: usize = 1000;
/// How much a compressed file may grow to, in bytes.
pub const LARGEST_UNPACKED: u64 = 1024 * 1024 * 1024;
/// How many files may be in an archive.
pub const MOST_FILES: usize = 200_000;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Text, its cells parted by a character.
    Delimited,
    /// Text, each cell at its place in the line.
    FixedWidth,
    /// Excel before 2007.
    Xls,
    /// Excel.
    Xlsx,
    /// Excel, binary.
    Xlsb,
    /// The open document's spreadsheet.
    Ods,
    /// XML, a record an element.
    Xml,
    /// A clinical document (C-CDA, CCD, C32): its header.
    Ccda,
    /// FHIR R4, as a resource, a bundle or a line each.
    Fhir,
    /// HL7 version 2.
    Hl7,
    /// A dBase table.
    Dbf,
    /// An Access database.
    Access,
    /// What this product exported.
    Vestibule,
}

impl Format {
    /// Its name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delimited => "csv",
            Self::FixedWidth => "fixed-width",
            Self::Xls => "xls",
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Xml => "xml",
            Self::Ccda => "c-cda",
            Self::Fhir => "fhir",
            Self::Hl7 => "hl7-v2",
            Self::Dbf => "dbf",
            Self::Access => "access",
            Self::Vestibule => "vestibule",
        }
    }

    /// Whether the names of its columns are no row of it.
    #[must_use]
    pub const fn names_its_columns(self) -> bool {
        matches!(self, Self::Dbf | Self::Access)
    }
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its kind.
    pub format: Format,
    /// How its characters are written; empty where that is the kind's own matter.
    pub encoding: String,
    /// What parts its cells: `,`, `tab`, `;` or `|`; empty where nothing does.
    pub dialect: String,
    /// The sheet or table that was read; empty where there are none.
    pub sheet: String,
    /// The other ones.
    pub other_sheets: Vec<String>,
    /// The names of the columns, as they are written.
    pub header: Vec<String>,
    /// The row that names the columns; 0 where none does and they are numbered.
    pub header_row: u64,
    /// Packed in an archive.
    pub packed: bool,
    /// Files of the archive whose rows were joined to those of this one: insurance, who pays.
    #[serde(default)]
    pub joined: Vec<String>,
    /// Files of the archive that could not be read, and why.
    #[serde(default)]
    pub unread: Vec<Unread>,
}

/// A file of an archive that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its path in the archive.
    pub name: String,
    /// Why.
    pub why: Refusal,
}

/// A row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, as an editor or a spreadsheet counts; the number of the record where there are no lines.
    pub number: u64,
    /// Its cells; as many as there are columns, or more where a delimiter stands in a cell without quotation marks.
    pub cells: Vec<String>,
}

/// What a reader hands on.
#[derive(Debug)]
pub enum Event<'a> {
    /// What the file is. Always first.
    Opened(&'a Opened),
    /// A row.
    Row(Row),
    /// A row of no patient, left out, by its number: the header once more, a total, a record that was deleted.
    Left(u64, Left),
    /// The rows after this are of this file of the archive. Only where rows of several files are one table, and are numbered through.
    File(&'a str),
}

/// Why a row is nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// The header again, at the head of a page.
    Header,
    /// A total, a count, a page number.
    Total,
    /// Deleted by the program that wrote the file, which only marks such records.
    Deleted,
}

/// What to read of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The sheet or table, by name; empty for the first with a table, or the one that looks most like patients.
    pub sheet: String,
    /// What opens an export of this product.
    pub passphrase: Option<Zeroizing<String>>,
}

impl Wanted {
    /// A sheet or table.
    #[must_use]
    pub fn of_sheet(name: &str) -> Self {
        let mut wanted = Self::default();
        name.clone_into(&mut wanted.sheet);
        wanted
    }
}

/// Takes what a reader hands on, and says whether to go on.
pub type Sink<'a> = &'a mut dyn FnMut(Event<'_>) -> ControlFlow<()>;

/// Reads a file. Ends quietly when the sink asks to.
///
/// Other people's readers panic over files that nobody wrote: such a file is broken, as any other that can't be read. What the sink does is its own matter.
///
/// # Errors
/// [`Refusal`]
pub fn read(path: &Path, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut ours = None;
    let careful = &mut |event: Event<'_>| {
        catch_unwind(AssertUnwindSafe(|| sink(event))).unwrap_or_else(|panic| {
            ours = Some(panic);
            ControlFlow::Break(())
        })
    };
    let end = catch_unwind(AssertUnwindSafe(|| of_its_kind(path, wanted, careful)));
    if let Some(panic) = ours {
        resume_unwind(panic);
    }
    end.unwrap_or(Err(Refusal::Broken(0)))
}

fn of_its_kind(path: &Path, wanted: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut file = File::open(path).map_err(disk)?;
    let mut start = vec![0; 4096];
    let mut n = 0;
    loop {
        let read = file.read(&mut start[n..]).map_err(disk)?;
        n += read;
        if read == 0 || n == start.len() {
            break;
        }
    }
    start.truncate(n);
    file.seek(SeekFrom::Start(0)).map_err(disk)?;
    match Kind::of(&start) {
        Kind::Empty => Err(Refusal::Empty),
        Kind::Named(name) => Err(Refusal::NotATable(name.to_owned())),
        Kind::Access => access::read(path, wanted, sink),
        Kind::Dbf => dbf::read(path, sink),
        Kind::Zip => archive::read(path, wanted, sink),
        Kind::OldOffice => sheets::read_old(path, wanted, sink),
        Kind::Text => text(path, wanted, sink),
    }
}

/// Reads a file of text, whatever is written in it.
fn text(path: &Path, _: &Wanted, sink: Sink<'_>) -> Result<(), Refusal> {
    let encoding = encoding::detect(path)?;
    let start = encoding::start(path, encoding, 64 * 1024)?;
    let first = start.trim_start_matches('\u{feff}').trim_start();
    if first.is_empty() {
        return Err(Refusal::Empty);
    }
    if first.starts_with('<') {
        return records::xml::read(path, encoding, sink);
    }
    if first.starts_with('{') || first.starts_with("[{") || first.starts_with("[\n") {
        return records::fhir::read(path, encoding, sink);
    }
    if ["MSH|", "FHS|", "BHS|", "MSH^"].iter().any(|begin| first.starts_with(begin)) || first.starts_with("\u{b}MSH") {
        return records::hl7::read(path, encoding, sink);
    }
    match delimited::dialect_of(&start) {
        Some(dialect) => delimited::read(path, encoding, dialect, sink),
        None => fixed::read(path, encoding, &start, sink),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "an argument of map_err")]
fn disk(e: std::io::Error) -> Refusal {
    Refusal::Disk(e.kind().to_string())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write as _;
    use std::ops::ControlFlow;

    use super::{Event, Left, Opened, Refusal, Row, Wanted, read};

    type All = (Opened, Vec<Row>, Vec<(u64, Left)>);

    /// What came of a file of these bytes.
    pub(crate) fn all(bytes: &[u8]) -> Result<All, Refusal> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let (mut opened, mut rows, mut left) = (None, Vec::new(), Vec::new());
        read(file.path(), &Wanted::default(), &mut |event| {
            match event {
                Event::Opened(is) => opened = Some(is.clone()),
                Event::Row(row) => rows.push(row),
                Event::Left(number, why) => left.push((number, why)),
                Event::File(_) => {}
            }
            ControlFlow::Continue(())
        })?;
        Ok((opened.unwrap(), rows, left))
    }

    #[test]
    fn what_is_no_table_is_refused_by_its_name() {
        assert_eq!(all(b"").unwrap_err(), Refusal::Empty);
        assert_eq!(all(b"  \n").unwrap_err(), Refusal::Empty);
        assert_eq!(all(b"%PDF-1.7 ...").unwrap_err(), Refusal::NotATable("PDF".to_owned()));
        assert_eq!(all(b"\x00\x01\x00\x00Standard Jet DB\x00").unwrap_err(), Refusal::Access);
    }
}
