//! A cheap answer to "has anything changed since the last build?".

use std::process::Command;

use crate::pack::Hash;
use crate::site::Mode;
use crate::workspace::{Workspace, files_below, read};
use crate::{Context, Result};

/// Everything the site is made from. `package-lock.json` decides the version of wasm-opt.
const INPUTS: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "app/Cargo.toml",
    "app/src",
    "end2end/package-lock.json",
    "frontend/Cargo.toml",
    "frontend/src",
    "public",
    "style",
    "xtask/src",
];

/// A hash over names and contents of all inputs, the mode and the compiler.
pub fn of(workspace: &Workspace, mode: Mode) -> Result<String> {
    let mut hash = Hash::new();
    hash.add(format!("{mode:?}").as_bytes());
    let compiler = Command::new("rustc").arg("--version").output().context(|| "rustc could not be started".into())?;
    hash.add(&compiler.stdout);
    hash.add(std::env::var_os("RUSTFLAGS").unwrap_or_default().as_encoded_bytes());
    for input in INPUTS {
        for file in files_below(&workspace.root.join(input))? {
            hash.add(file.strip_prefix(&workspace.root).unwrap_or(&file).as_os_str().as_encoded_bytes());
            hash.add(&read(&file)?);
        }
    }
    Ok(hash.finish())
}
