//! The archive: files one after the other, each counted and digested on its way in.

use std::io::{self, Seek, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::to_string_pretty;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, DateTime, ZipWriter};

use super::manifest::{Entry, FILE, Manifest, README};

/// Files from this size on need the wider numbers of ZIP64; nobody knows before how long one gets.
const LARGE: bool = true;

/// An archive that is being written.
pub struct Package<W: Write + Seek> {
    zip: ZipWriter<W>,
    /// Encrypts every file but [`README`]: AES with 256 bits (WinZip AE-2).
    passphrase: Option<Zeroizing<String>>,
    entries: Vec<Entry>,
    open: Option<(Entry, Sha256)>,
    stop: Arc<AtomicBool>,
}

impl<W: Write + Seek> Package<W> {
    /// Begins one.
    #[must_use]
    pub fn new(out: W, passphrase: Option<Zeroizing<String>>) -> Self {
        Self { zip: ZipWriter::new(out), passphrase, entries: Vec::new(), open: None, stop: Arc::default() }
    }

    /// Lets whoever has `stop` end the work: from then on nothing can be written.
    #[must_use]
    pub fn stopped_by(self, stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..self }
    }

    /// Begins a file. What is written from now on goes into it. `packed`: it is compressed already.
    ///
    /// # Errors
    /// Of the disk.
    pub fn begin(&mut self, name: &str, packed: bool) -> io::Result<()> {
        self.end();
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // The moment says nothing that the manifest does not say, and equal content gives equal archives.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(LARGE)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o600);
        match self.passphrase.as_deref().filter(|_| name != README) {
            Some(passphrase) => self.zip.start_file(name, options.with_aes_encryption(AesMode::Aes256, passphrase))?,
            None => self.zip.start_file(name, options)?,
        }
        self.open = Some((Entry { name: name.to_owned(), ..Entry::default() }, Sha256::new()));
        Ok(())
    }

    /// So many rows are in the open file.
    pub fn rows(&mut self, n: u64) {
        if let Some((entry, _)) = &mut self.open {
            entry.rows = Some(n);
        }
    }

    /// A whole file.
    ///
    /// # Errors
    /// Of the disk.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.begin(name, false)?;
        self.write_all(bytes)
    }

    /// The files that are written so far, without the one that is open.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn end(&mut self) {
        if let Some((mut entry, digest)) = self.open.take() {
            entry.sha256 = hex(&digest.finalize());
            self.entries.push(entry);
        }
    }

    /// Writes the manifest and ends the archive. Returns what was written to, and the manifest.
    ///
    /// # Errors
    /// Of the disk.
    pub fn finish(mut self, manifest: Manifest) -> io::Result<(W, Manifest)> {
        self.end();
        let manifest = Manifest { files: std::mem::take(&mut self.entries), ..manifest };
        let mut text = to_string_pretty(&manifest)?;
        text.push('\n');
        self.add(FILE, text.as_bytes())?;
        Ok((self.zip.finish()?, manifest))
    }
}

impl<W: Write + Seek> Write for Package<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("nobody wants the archive any more"));
        }
        let n = self.zip.write(bytes)?;
        if let Some((entry, digest)) = &mut self.open {
            digest.update(&bytes[..n]);
            entry.size += n as u64;
        }
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Write as _};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use sha2::{Digest as _, Sha256};
    use zeroize::Zeroizing;
    use zip::ZipArchive;

    use super::{Package, hex};
    use crate::manifest::{FILE, Manifest, README};

    fn written(passphrase: Option<&str>) -> (Vec<u8>, Manifest) {
        let passphrase = passphrase.map(|text| Zeroizing::new(text.to_owned()));
        let mut package = Package::new(Cursor::new(Vec::new()), passphrase);
        package.add(README, b"open me").unwrap();
        package.begin("patients.csv", false).unwrap();
        package.write_all(b"id,last_name\r\n").unwrap();
        package.write_all(b"1,Nu\xc3\xb1ez\r\n").unwrap();
        package.rows(1);
        package.begin("documents/1.pdf", true).unwrap();
        package.write_all(b"%PDF").unwrap();
        let (out, manifest) = package.finish(Manifest::default()).unwrap();
        (out.into_inner(), manifest)
    }

    #[test]
    fn the_manifest_has_each_file_with_its_digest() {
        let (bytes, manifest) = written(None);
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.len(), 4);
        for entry in &manifest.files {
            let mut content = Vec::new();
            zip.by_name(&entry.name).unwrap().read_to_end(&mut content).unwrap();
            assert_eq!((entry.size, entry.sha256.clone()), (content.len() as u64, hex(&Sha256::digest(&content))), "{entry:?}");
        }
        assert_eq!(manifest.files[1].rows, Some(1));
        let mut last = String::new();
        zip.by_name(FILE).unwrap().read_to_string(&mut last).unwrap();
        assert_eq!(serde_json::from_str::<Manifest>(&last).unwrap(), manifest);
    }

    #[test]
    fn what_is_stopped_writes_no_more() {
        let stop = Arc::new(AtomicBool::new(false));
        let mut package = Package::new(Cursor::new(Vec::new()), None).stopped_by(Arc::clone(&stop));
        package.add("patients.csv", b"id").unwrap();
        stop.store(true, Ordering::Relaxed);
        assert!(package.add("insurance.csv", b"id").is_err() && package.finish(Manifest::default()).is_err());
    }

    #[test]
    fn with_a_passphrase_only_the_readme_opens_without_it() {
        let (bytes, _) = written(Some("five green chairs"));
        assert!(!bytes.windows(4).any(|part| part == b"%PDF"), "an attachment stands there as it is");
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name(README).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "open me");
        assert!(zip.by_name("patients.csv").is_err());
        assert!(zip.by_name_decrypt("patients.csv", b"five green chair").is_err());
        text.clear();
        zip.by_name_decrypt("patients.csv", b"five green chairs").unwrap().read_to_string(&mut text).unwrap();
        assert!(text.ends_with("Nuñez\r\n"));
    }
}
