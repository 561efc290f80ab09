//! Content hashes, brotli, and a cache for the slow steps.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

use crate::workspace::{read, write};
use crate::{Context, Result};

/// Sha256 over parts, each with its length before it, so that no two lists of parts look alike.
pub struct Hash(Sha256);

impl Hash {
    /// An empty hash.
    pub fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds one part.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// 64 hex digits.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }

    /// 64 hex digits over all parts.
    pub fn of_parts<const N: usize>(parts: [&[u8]; N]) -> String {
        let mut hash = Self::new();
        for part in parts {
            hash.add(part);
        }
        hash.finish()
    }
}

/// The 16 hex digits that go into a file name: the start of the plain sha256 of the content.
pub fn content_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content))[..16].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Compressed bytes. `quality` is 0 to 11.
pub fn brotli(content: &[u8], quality: u8) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: quality.into(), lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters).context(|| "brotli failed".into())?;
    Ok(out)
}

/// Results of slow steps, kept as files named after their input. What a build did not ask for is dropped at its end.
pub struct Cache {
    dir: PathBuf,
    used: BTreeSet<String>,
}

impl Cache {
    /// A cache in `dir`, which need not exist yet.
    pub fn new(dir: PathBuf) -> Self {
        Self { dir, used: BTreeSet::new() }
    }

    /// The kept result, or that of `make`, kept from now on.
    pub fn get_or(&mut self, kind: &str, key: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
        let name = format!("{key}.{kind}");
        let path = self.dir.join(&name);
        self.used.insert(name);
        if path.is_file() {
            return read(&path);
        }
        let result = make()?;
        // Renamed into place: an interrupted build must not leave half a file that a later one trusts.
        let half = path.with_extension("half");
        write(&half, &result)?;
        fs::rename(&half, &path).context(|| format!("{} cannot be written", path.display()))?;
        Ok(result)
    }

    /// Drops what was not asked for.
    pub fn prune(self) -> Result<()> {
        let Ok(entries) = fs::read_dir(&self.dir) else {
            return Ok(());
        };
        for entry in entries.flatten() {
            if !self.used.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path()).context(|| format!("{} cannot be removed", entry.path().display()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(Hash::of_parts([b"ab", b"c"]), Hash::of_parts([b"a", b"bc"]));
    }

    #[test]
    fn a_file_name_carries_the_start_of_the_sha256() {
        // The first digits of sha256("") as everyone knows them.
        assert_eq!(content_hash(b""), "e3b0c44298fc1c14");
    }

    #[test]
    fn brotli_can_be_read_back() -> Result<()> {
        let text = b"the same, the same, the same".repeat(50);
        let small = brotli(&text, 11)?;
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut small.as_slice(), &mut back).context(|| "not brotli".into())?;
        assert!(small.len() < text.len() / 10);
        assert_eq!(back, text);
        Ok(())
    }
}
