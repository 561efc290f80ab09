//! The thread that writes an archive: it is handed parts and writes them away, so that compressing and encrypting holds up no request.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, to_vec_pretty};
use takeout::manifest::{FORMAT, Manifest, README};
use takeout::patient::{self, Fields, Practice};
use takeout::spool::Spool;
use takeout::table::{self, Row};
use takeout::{Package, Patient, fhir};
use tokio::sync::mpsc;
use zeroize::Zeroizing;

use super::tables::DOCUMENTS;
use crate::patients::model::{CHART_NUMBER, DETAILS, INSURANCE};

/// The description of the format, as it goes along with every export.
pub const DESCRIPTION: &str = include_str!("../../../docs/EXPORT.md");

/// A part of an archive.
pub enum Part {
    /// The rows that follow are of this table.
    Table(&'static str, Vec<&'static str>),
    /// Rows of the table that was named last.
    Rows(Vec<Row>),
    /// Patients.
    Patients(Vec<Patient>),
    /// The bytes that follow are of this file.
    File(String),
    /// Bytes of the file that was named last.
    Bytes(Vec<u8>),
    /// That was everything. Without it the archive is not one: whoever sent the parts has failed.
    End,
}

/// What the archive is of, and what it is locked with.
pub struct Head {
    /// The practice.
    pub practice: Practice,
    /// Without its files.
    pub manifest: Manifest,
    /// What [`README`] says.
    pub readme: String,
    /// Locks it.
    pub passphrase: Option<Zeroizing<String>>,
}

struct Writer {
    package: Package<File>,
    table: Option<(&'static str, Vec<&'static str>, Spool<Row>)>,
    practice: Practice,
}

/// Writes the parts that come, until the last. None: they ended before that.
///
/// # Errors
/// Of the disk, or that `stop` says so.
pub fn write(
    out: File,
    head: Head,
    stop: Arc<AtomicBool>,
    parts: &mut mpsc::Receiver<Part>,
) -> io::Result<Option<(File, Manifest)>> {
    let mut package = Package::new(out, head.passphrase).stopped_by(stop);
    package.add(README, head.readme.as_bytes())?;
    package.add(FORMAT, DESCRIPTION.as_bytes())?;
    let mut writer = Writer { package, table: None, practice: head.practice };
    let mut patients: Spool<Patient> = Spool::new()?;
    while let Some(part) = parts.blocking_recv() {
        match part {
            Part::Table(name, columns) => {
                writer.flush()?;
                writer.table = Some((name, columns, Spool::new()?));
            }
            Part::Rows(rows) => {
                if let Some((_, _, spool)) = &mut writer.table {
                    rows.iter().try_for_each(|row| spool.push(row))?;
                }
            }
            Part::Patients(all) => all.iter().try_for_each(|patient| patients.push(patient))?,
            Part::File(name) => writer.package.begin(&name, true)?,
            Part::Bytes(bytes) => writer.package.write_all(&bytes)?,
            Part::End => {
                writer.flush()?;
                return writer.finish(head.manifest, &mut patients).map(Some);
            }
        }
    }
    Ok(None)
}

impl Writer {
    fn flush(&mut self) -> io::Result<()> {
        let Some((name, columns, mut rows)) = self.table.take() else { return Ok(()) };
        table::write(&mut self.package, name, &columns, &mut rows)?;
        if name == DOCUMENTS.name {
            self.package.begin("fhir/DocumentReference.ndjson", false)?;
            let n = rows.len();
            rows.each(|row| {
                let of = |column: &str| columns.iter().position(|name| *name == column).and_then(|at| row.get(at)).cloned();
                serde_json::to_writer(&mut self.package, &fhir::document_reference(|column| of(column).unwrap_or(Value::Null)))?;
                self.package.write_all(b"\n")
            })?;
            self.package.rows(n);
        }
        Ok(())
    }

    fn finish(mut self, manifest: Manifest, patients: &mut Spool<Patient>) -> io::Result<(File, Manifest)> {
        let details: Vec<&str> = DETAILS.iter().map(|field| field.name).filter(|name| *name != CHART_NUMBER).collect();
        let insurance: Vec<&str> = INSURANCE.iter().map(|field| field.name).collect();
        let fields = Fields { details: &details, insurance: &insurance };
        patient::write(&mut self.package, &self.practice, fields, patients)?;
        let bulk = fhir::bulk_manifest(self.package.entries(), &manifest.created);
        self.package.add("fhir/manifest.json", &to_vec_pretty(&bulk)?)?;
        self.package.finish(manifest)
    }
}
