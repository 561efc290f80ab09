//! Rows on their way into several files: kept on the disk, in a file that no folder names.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Rows that can be read several times. The system forgets the file with its last handle, also when the program is killed.
pub struct Spool<T> {
    out: BufWriter<File>,
    len: u64,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// An empty one.
    ///
    /// # Errors
    /// Of the disk.
    pub fn new() -> io::Result<Self> {
        Ok(Self { out: BufWriter::new(tempfile::tempfile()?), len: 0, of: PhantomData })
    }

    /// Puts a row at the end.
    ///
    /// # Errors
    /// Of the disk.
    pub fn push(&mut self, row: &T) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, row)?;
        self.out.write_all(b"\n")?;
        self.len += 1;
        Ok(())
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// There is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Every row, from the first on.
    ///
    /// # Errors
    /// Of the disk, or what the function returns.
    pub fn each(&mut self, mut with: impl FnMut(T) -> io::Result<()>) -> io::Result<()> {
        self.out.flush()?;
        let mut file = self.out.get_ref().try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        let mut lines = BufReader::with_capacity(256 * 1024, file);
        let mut line = Vec::new();
        for _ in 0..self.len {
            line.clear();
            lines.read_until(b'\n', &mut line)?;
            with(serde_json::from_slice(&line)?)?;
        }
        // What is pushed next belongs at the end: the handles share one place.
        self.out.get_mut().seek(SeekFrom::End(0)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::Spool;

    #[test]
    fn rows_are_read_as_often_as_one_likes_and_go_on_at_the_end() {
        let mut spool = Spool::new().unwrap();
        for word in ["one\nline", "two"] {
            spool.push(&word.to_owned()).unwrap();
        }
        for n in 2..4 {
            let mut read: Vec<String> = Vec::new();
            spool
                .each(|word| {
                    read.push(word);
                    Ok(())
                })
                .unwrap();
            assert_eq!((read.len(), read[0].as_str(), spool.len()), (n, "one\nline", n as u64));
            spool.push(&"more".to_owned()).unwrap();
        }
    }
}
