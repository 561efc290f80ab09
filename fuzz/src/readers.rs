//! Files of patients, whatever they are.

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::ops::ControlFlow;
use std::os::fd::AsRawFd as _;
use std::path::PathBuf;

use intake::read::transfer::{documents, is_export};
use intake::read::{Event, LONGEST_CELL, MOST_COLUMNS, Refusal, Wanted, read};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::folder::{self, Files};
use crate::workbooks;

/// A file without a name, which is gone when the fuzzer is.
struct Held {
    _file: File,
    path: PathBuf,
}

impl Held {
    fn new(data: &[u8]) -> Self {
        // `/dev/shm` is memory: no disk is worn out, and it is faster.
        let path = std::env::temp_dir().join(format!("vestibule-fuzz-{}", std::process::id()));
        let mut file = File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        file.write_all(data).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
        Self { _file: file, path }
    }
}

/// How a file was read: rows, and how it ended.
type Read = (u64, Result<(), Refusal>);

/// Reads, and holds every reader to what all of them promise.
fn rows(held: &Held, wanted: &Wanted, most: u64) -> Read {
    let (mut width, mut rows, mut over) = (None, 0_u64, false);
    let end = read(&held.path, wanted, &mut |event| {
        assert!(!over, "handed something on after it was asked to stop");
        match event {
            Event::Opened(opened) => {
                assert!(width.is_none(), "opened twice");
                assert!(opened.header.len() <= MOST_COLUMNS, "{} columns", opened.header.len());
                width = Some(opened.header.len());
            }
            Event::Row(row) => {
                rows += 1;
                assert!(width.is_some_and(|width| width <= row.cells.len()), "a row has a cell for each column");
                assert!(row.cells.iter().all(|cell| cell.len() <= LONGEST_CELL), "a cell without end");
            }
            Event::Left(..) | Event::File(_) => assert!(width.is_some(), "left out before it was opened"),
        }
        over = rows == most;
        if over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(width.is_some() || end.is_err(), "read and never opened");
    (rows, end)
}

/// A file as it is. Twice, the second time only its first row.
pub fn file(data: &[u8]) {
    if data.len() > 1024 * 1024 {
        return;
    }
    let held = Held::new(data);
    let (n, _) = rows(&held, &Wanted::default(), u64::MAX);
    if n > 0 {
        assert_eq!(rows(&held, &Wanted::default(), 1), (1, Ok(())), "whoever stops is told nothing wrong");
    }
}

/// A folder, packed.
pub fn folder(data: &[u8]) {
    if let Some(archive) = folder::packed(&folder::read(data), data.len().is_multiple_of(2)) {
        file(&archive);
    }
}

/// Records of Excel before 2007, in their container.
pub fn xls(data: &[u8]) {
    if data.len() < 512 * 1024 {
        file(&workbooks::contained(data));
    }
}

/// An export. Its manifest says the sizes and digests that are right, else nothing behind it would ever be read.
pub fn transfer(data: &[u8]) {
    let mut files = folder::read(data);
    tell_the_truth(&mut files);
    let Some(archive) = folder::packed(&files, true) else { return };
    let held = Held::new(&archive);
    let locked = Wanted { passphrase: Some(Zeroizing::new("five green chairs".to_owned())), ..Wanted::default() };
    let end = rows(&held, &locked, u64::MAX).1;
    assert!(!is_export(&held.path) || end.is_err(), "an export without a lock is not the one that a passphrase is for");
    let wanted = Wanted::default();
    let _ = rows(&held, &wanted, u64::MAX);
    let _ = documents(&held.path, &wanted, &mut |document, content| {
        let mut bytes = Vec::new();
        // What it says of itself is believed only when it is so.
        if content.is_ok_and(|content| std::io::Read::read_to_end(content, &mut bytes).is_ok()) {
            assert!(files.iter().any(|(name, is)| *name == document.file && *is == bytes), "content of another file");
        }
        ControlFlow::Continue(())
    });
}

fn tell_the_truth(files: &mut Files) {
    let told: Vec<(String, usize, String)> =
        files.iter().map(|(name, bytes)| (name.clone(), bytes.len(), hex(&Sha256::digest(bytes)))).collect();
    let Some((_, manifest)) = files.iter_mut().find(|(name, _)| name == takeout::manifest::FILE) else { return };
    let Ok(mut is) = serde_json::from_slice::<takeout::manifest::Manifest>(manifest) else { return };
    for entry in &mut is.files {
        if let Some((_, size, digest)) = told.iter().find(|(name, ..)| *name == entry.name) {
            (entry.size, entry.sha256) = (*size as u64, digest.clone());
        }
    }
    *manifest = serde_json::to_vec(&is).unwrap();
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
