//! Checkpoints of the audit chains: lines appended to a file outside of the database, so that a chain set back to an older state shows.
//!
//! A line: time, chain, number of entries, MAC of the newest one, MAC of the line.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use app::audit::service::{Checkpoint, checkpoints};
use app::platform::tokens::{hex, unhex};
use app::platform::{Fault, Outcome, Platform};

/// Appends the heads of all chains that moved since the last line about them.
///
/// # Errors
/// A database fault, or [`Fault::Io`] when the file can't be written.
pub async fn append(platform: &Platform, file: &Path) -> Outcome<usize> {
    let known = read(platform, file)?;
    let moved: Vec<Checkpoint> = checkpoints(platform)
        .await?
        .into_iter()
        .filter(|now| !known.iter().any(|k| (&k.chain, k.seq) == (&now.chain, now.seq)))
        .collect();
    if moved.is_empty() {
        return Ok(0);
    }
    let what = || format!("writing {}", file.display());
    if let Some(dir) = file.parent() {
        std::fs::create_dir_all(dir).map_err(Fault::io(what()))?;
    }
    let mut lines = String::new();
    for c in &moved {
        // Writing into a text never fails.
        let _ = writeln!(lines, "{} {} {} {} {}", c.at, c.chain, c.seq, hex(&c.mac), hex(&c.seal(platform)));
    }
    let mut out = OpenOptions::new().create(true).append(true).mode(0o600).open(file).map_err(Fault::io(what()))?;
    let (long, cut) = (out.metadata().map_err(Fault::io(what()))?.len(), cut_short(file)?);
    if cut > 0 {
        out.set_len(long - cut).map_err(Fault::io(what()))?;
    }
    out.write_all(lines.as_bytes()).and_then(|()| out.sync_all()).map_err(Fault::io(what()))?;
    Ok(moved.len())
}

/// How many bytes stand after the last whole line: we were killed, or the disk was full, while they were written.
fn cut_short(file: &Path) -> Outcome<u64> {
    let bytes = std::fs::read(file).map_err(Fault::io(format!("reading {}", file.display())))?;
    Ok(bytes.iter().rev().take_while(|b| **b != b'\n').count() as u64)
}

/// All whole lines of the file; none when there is no file yet. A last line without an end was cut short when it was written, and counts as
/// little as one that is missing.
///
/// # Errors
/// [`Fault::Internal`] with the number of a line that was not written by us, [`Fault::Io`] when the file can't be read.
pub fn read(platform: &Platform, file: &Path) -> Outcome<Vec<Checkpoint>> {
    if !file.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(file).map_err(Fault::io(format!("reading {}", file.display())))?;
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .lines()
        .enumerate()
        .map(|(n, line)| {
            parse(platform, line).ok_or_else(|| {
                Fault::internal(format!("{}, line {}: this checkpoint was not written by Vestibule", file.display(), n + 1))
            })
        })
        .collect()
}

fn parse(platform: &Platform, line: &str) -> Option<Checkpoint> {
    let parts: Vec<&str> = line.split(' ').collect();
    let [at, chain, seq, mac, seal] = parts.as_slice() else { return None };
    let checkpoint = Checkpoint { at: at.parse().ok()?, chain: (*chain).to_owned(), seq: seq.parse().ok()?, mac: unhex(mac)? };
    (hex(&checkpoint.seal(platform)) == *seal).then_some(checkpoint)
}
