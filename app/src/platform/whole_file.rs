//! A file that has its name only when it is whole. Until then it lies beside that, hidden, for its owner alone, and goes when nobody finishes it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::{Fault, Outcome};

/// Where halves end.
const HALF: &str = ".part";

/// A file that is being written.
pub struct WholeFile {
    half: NamedTempFile,
    to: PathBuf,
}

impl WholeFile {
    /// Begins one. What somebody left half of the same name, such as a program that was killed, is removed.
    ///
    /// # Errors
    /// [`Fault::Io`].
    pub fn begin(to: &Path) -> Outcome<Self> {
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let begins = format!(".{}.", to.file_name().unwrap_or_default().to_string_lossy());
        remove_halves(folder, &begins);
        // A name of its own that was not there before: no link is followed and nobody else's file taken.
        let half = Builder::new().prefix(&begins).suffix(HALF).tempfile_in(folder).map_err(wrong(to))?;
        Ok(Self { half, to: to.to_owned() })
    }

    /// To write to.
    ///
    /// # Errors
    /// [`Fault::Io`].
    pub fn file(&self) -> Outcome<File> {
        self.half.as_file().try_clone().map_err(wrong(&self.to))
    }

    /// Gives it its name; what has it already stays.
    ///
    /// # Errors
    /// [`Fault::Io`], also when the name is taken; nothing of the file is left then.
    pub fn name(self) -> Outcome<()> {
        self.half.as_file().sync_all().map_err(wrong(&self.to))?;
        self.half.persist_noclobber(&self.to).map_err(|e| wrong(&self.to)(e.error))?;
        sync_folder(&self.to);
        Ok(())
    }

    /// Gives it its name, in place of what has it.
    ///
    /// # Errors
    /// [`Fault::Io`]; nothing of the file is left then.
    pub fn replace(self) -> Outcome<()> {
        self.half.as_file().sync_all().map_err(wrong(&self.to))?;
        self.half.persist(&self.to).map_err(|e| wrong(&self.to)(e.error))?;
        sync_folder(&self.to);
        Ok(())
    }
}

fn wrong(to: &Path) -> impl FnOnce(std::io::Error) -> Fault {
    Fault::io(format!("writing {}", to.display()))
}

fn remove_halves(folder: &Path, begins: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_half = |name: &OsStr| name.to_string_lossy().strip_prefix(begins).is_some_and(|rest| rest.ends_with(HALF));
        if is_half(&entry.file_name()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The name, too, is on the disk. Not every system has that for folders.
fn sync_folder(to: &Path) {
    if let Some(Ok(folder)) = to.parent().filter(|folder| !folder.as_os_str().is_empty()).map(File::open) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::WholeFile;

    #[test]
    fn it_has_its_name_when_it_is_whole_and_is_nobody_else_s() {
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path().join("out.zip");
        // What a program that was killed left, and a trap under the name that it had.
        fs::write(dir.path().join(".out.zip.abc.part"), "left").unwrap();
        symlink("/dev/null", dir.path().join("out.zip.part")).unwrap();
        let half = WholeFile::begin(&to).unwrap();
        half.file().unwrap().write_all(b"whole").unwrap();
        assert!(!to.exists() && !dir.path().join(".out.zip.abc.part").exists());
        half.name().unwrap();
        assert_eq!((fs::read(&to).unwrap(), fs::metadata(&to).unwrap().permissions().mode() & 0o777), (b"whole".to_vec(), 0o600));
        let second = WholeFile::begin(&to).unwrap();
        second.file().unwrap().write_all(b"second").unwrap();
        assert!(second.name().is_err() && fs::read(&to).unwrap() == b"whole");
        let third = WholeFile::begin(&to).unwrap();
        third.file().unwrap().write_all(b"third").unwrap();
        third.replace().unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"third");
        drop(WholeFile::begin(&to).unwrap());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing is left beside the file and the trap");
    }
}
