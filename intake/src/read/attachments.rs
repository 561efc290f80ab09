//! The attachments of an export of this product: each for itself, so that a damaged one costs no other.

use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;

use jiff::civil::Date;
use zip::ZipArchive;

use super::transfer::{Inside, line};
use super::{Refusal, Wanted, disk};

/// Largest attachment, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

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

/// Takes an attachment with its content, or with why that can't be read.
pub type Attachments<'a> = &'a mut dyn FnMut(Document, Result<&mut dyn Read, Refusal>) -> ControlFlow<()>;

/// Hands on each attachment with its content. One that is missing, too large or not what both lists say is handed on with the reason, and the next one follows.
///
/// # Errors
/// [`Refusal`]: of the archive as a whole, or of the disk.
pub fn documents(path: &Path, wanted: &Wanted, sink: Attachments<'_>) -> Result<(), Refusal> {
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
            id: line(&of(0)),
            patient: line(&of(1)),
            name: of(2),
            media_type: line(&of(3)),
            origin: line(&of(4)),
            author: line(&of(5)),
            // What is no day is said to be none.
            added_on: of(6).parse::<Date>().map_or_else(|_| String::new(), |day| day.to_string()),
            sha256: of(7),
            file: of(8),
        };
        let flow = match attached(&mut inside, &document) {
            Ok(mut content) => sink(document, Ok(&mut content)),
            Err(why @ Refusal::Disk(_)) => return Err(why),
            Err(why) => sink(document, Err(why)),
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// The content of an attachment, which the table of attachments and the manifest have to know by the same digest.
fn attached(inside: &mut Inside, document: &Document) -> Result<File, Refusal> {
    let is_it = inside.listed(&document.file).is_some_and(|listed| listed.sha256.eq_ignore_ascii_case(&document.sha256));
    if !is_it {
        return Err(Refusal::Damaged(line(&document.file)));
    }
    inside.unpacked(&document.file, LARGEST)
}
