//! Where the workspace and its target directory are, as cargo sees them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Context, Result};

/// The two directories every other module starts from.
pub struct Workspace {
    /// The directory of the root `Cargo.toml`.
    pub root: PathBuf,
    /// The build directory, with `CARGO_TARGET_DIR` and cargo's configuration applied.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo. Fails outside a workspace.
    pub fn find() -> Result<Self> {
        let answer = cargo()
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .stderr(Stdio::inherit())
            .output()
            .context(|| "cargo could not be started".into())?;
        if !answer.status.success() {
            return Err("cargo metadata failed; its message is above.".into());
        }
        let json: serde_json::Value = serde_json::from_slice(&answer.stdout).context(|| "cargo metadata gave no JSON".into())?;
        let path = |key: &str| json[key].as_str().map(PathBuf::from).ok_or_else(|| format!("cargo metadata has no `{key}`."));
        Ok(Self { root: path("workspace_root")?, target: path("target_directory")? })
    }
}

/// The cargo that runs us, so that a toolchain chosen on the command line stays chosen.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// All files below `path` (or `path` itself), sorted, so that hashes do not depend on the file system.
/// A missing path gives no files.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut todo = vec![path.to_path_buf()];
    while let Some(next) = todo.pop() {
        if next.is_dir() {
            let entries = std::fs::read_dir(&next).context(|| format!("{} cannot be listed", next.display()))?;
            for entry in entries {
                todo.push(entry.context(|| format!("{} cannot be listed", next.display()))?.path());
            }
        } else if next.is_file() {
            files.push(next);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a file; the error names it.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).context(|| format!("{} cannot be read", path.display()))
}

/// Writes a file and the directories it needs; the error names it.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).context(|| format!("{} cannot be created", parent.display()))?;
    }
    std::fs::write(path, content).context(|| format!("{} cannot be written", path.display()))
}
