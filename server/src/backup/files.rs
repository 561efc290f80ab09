//! Files that only we may read, written so that half of one is never taken for a whole one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use app::platform::tokens::hex;
use app::platform::{Fault, Millis, Outcome, Random};
use sha2::{Digest as _, Sha256};

use super::refused;
use crate::commands::CommandError;
use crate::start::private_dir;

/// `20261123T150551Z`: sorts by time.
#[must_use]
pub fn stamp(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| at.to_string(), |t| t.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// A path beside another one that nobody has.
#[must_use]
pub fn beside(path: &Path, what: &str, random: &Random) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{what}-{}", hex(&random.bytes::<4>())))
}

/// A folder that is not a backup yet. Dropped before it is finished, it is removed.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
    name: PathBuf,
}

impl Unfinished {
    /// Makes `NAME.unfinished-…`, mode 0700.
    ///
    /// # Errors
    /// When there is something of the name already, or the folder can't be made.
    pub fn create(name: &Path, random: &Random) -> Result<Self, CommandError> {
        if name.exists() {
            return refused(format!("{} is there already. Name another one, or a folder for all backups.", name.display()));
        }
        // A disk that is not mounted must not be taken for a folder to be made.
        if !parent(name).is_dir() {
            return refused(format!("{} is not there. Make it, or mount its disk, first.", parent(name).display()));
        }
        let path = beside(name, "unfinished", random);
        private_dir(&path)?;
        Ok(Self { path, name: name.to_owned() })
    }

    /// Where to write.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// [`Fault::Io`].
    pub fn finish(self) -> Outcome<PathBuf> {
        sync_dir(&self.path)?;
        fs::rename(&self.path, &self.name).map_err(Fault::io(format!("renaming {}", self.path.display())))?;
        sync_dir(parent(&self.name))?;
        Ok(self.name.clone())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After `finish` there is nothing of this name any more.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The folder that a path is in.
#[must_use]
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes what a folder holds last through a power cut.
///
/// # Errors
/// [`Fault::Io`].
pub fn sync_dir(dir: &Path) -> Outcome<()> {
    File::open(dir).and_then(|d| d.sync_all()).map_err(Fault::io(format!("writing {}", dir.display())))
}

/// Writes a new file, mode 0600.
///
/// # Errors
/// [`Fault::Io`], also when it is there already; a full disk says so.
pub fn write(path: &Path, content: &[u8]) -> Result<(), CommandError> {
    let written = create(path).and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()));
    written.map_err(|e| full_disk(Fault::io(format!("writing {}", path.display()))(e), parent(path)))
}

/// Copies a file, mode 0600.
///
/// # Errors
/// As [`write`].
pub fn copy(from: &Path, to: &Path) -> Result<(), CommandError> {
    let mut source = File::open(from).map_err(Fault::io(format!("reading {}", from.display())))?;
    let copied = create(to).and_then(|mut file| io::copy(&mut source, &mut file).and_then(|_| file.sync_all()));
    copied.map_err(|e| full_disk(Fault::io(format!("writing {}", to.display()))(e), parent(to)))
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// SHA-256 and length of a file.
///
/// # Errors
/// [`Fault::Io`].
pub fn digest(path: &Path) -> Outcome<(String, u64)> {
    let what = || format!("reading {}", path.display());
    let mut file = File::open(path).map_err(Fault::io(what()))?;
    let (mut hash, mut buffer, mut bytes) = (Sha256::new(), vec![0; 256 * 1024], 0);
    loop {
        let n = file.read(&mut buffer).map_err(Fault::io(what()))?;
        if n == 0 {
            return Ok((hex(&hash.finalize()), bytes));
        }
        hash.update(&buffer[..n]);
        bytes += n as u64;
    }
}

/// A fault in words; a sentence of its own for a full disk, and for one that takes no more for another reason.
#[must_use]
pub fn full_disk(fault: Fault, dir: &Path) -> CommandError {
    let full = match &fault {
        Fault::Io { source, .. } => matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded),
        other => is_full(&other.to_string()),
    };
    if full {
        return disk_is_full(dir);
    }
    // SQLite says no more than this; a file system may have a largest size of a file, as on many sticks.
    let refused = match &fault {
        Fault::Io { source, .. } => source.kind() == io::ErrorKind::FileTooLarge,
        other => other.to_string().contains("disk I/O error"),
    };
    if !refused {
        return fault.into();
    }
    CommandError::Refused(format!(
        "{} could not be written ({fault}). Perhaps its disk is broken, or takes no file this large; nothing half-written stays.",
        dir.display()
    ))
}

/// Whether a program's words mean a full disk.
#[must_use]
pub fn is_full(words: &str) -> bool {
    ["No space left on device", "disk is full", "Disk quota exceeded"].iter().any(|w| words.contains(w))
}

/// The sentence for a full disk.
#[must_use]
pub fn disk_is_full(dir: &Path) -> CommandError {
    CommandError::Refused(format!(
        "The disk of {} is full. Make room there and try again; nothing half-written stays.",
        dir.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::{Unfinished, full_disk, is_full, stamp};
    use app::platform::{Fault, Random};
    use std::io::Write as _;
    use std::path::Path;

    #[test]
    fn a_full_disk_says_so() {
        let e = std::fs::File::create("/dev/full").and_then(|mut f| f.write_all(b"x")).unwrap_err();
        let said = full_disk(Fault::io("writing")(e), Path::new("/backup")).to_string();
        assert!(said.contains("/backup is full"), "{said}");
        assert!(is_full("pg_dump: error: could not write to file: No space left on device"));
        assert!(is_full("database: error returned from database: (code: 13) database or disk is full"));
        assert!(!is_full("pg_dump: error: connection refused"));
    }

    #[test]
    fn half_a_backup_leaves_nothing_and_never_has_the_name() {
        let random = Random::System;
        let dir = std::env::temp_dir().join(format!("vestibule-unfinished-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let name = dir.join("b");
        let unfinished = Unfinished::create(&name, &random).unwrap();
        super::write(&unfinished.path().join("x"), b"x").unwrap();
        assert!(!name.exists());
        drop(unfinished);
        assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 0);
        Unfinished::create(&name, &random).unwrap().finish().unwrap();
        assert!(name.exists() && Unfinished::create(&name, &random).is_err());
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn names_sort_by_time() {
        assert_eq!(stamp(1_800_000_000_000), "20270115T080000Z");
    }
}
