//! From the `frontend` crate to a small WASM module and its JavaScript glue.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::pack::{Cache, Hash};
use crate::site::Mode;
use crate::workspace::{Workspace, cargo, files_below, read};
use crate::{Context, Result};

/// The WebAssembly features rustc switches on by itself; wasm-opt refuses a module that uses one it was not told of.
const WASM_OPT: &[&str] = &[
    "-Oz",
    // Once more by time as well as size: a kB less after compression.
    "-Os",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
];

/// The bundles: features of `frontend`, and the names of their files. `app::routes::Bundle` says which page needs which.
pub const BUNDLES: &[&str] = &["public", "signed-in"];

/// What the browser loads to hydrate a page.
pub struct Frontend {
    /// The ES module; its `default` export wants the URL of the WASM.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
    /// JavaScript files that libraries bring along: the path as the glue imports it, and the text.
    pub snippets: Vec<(String, String)>,
}

/// Compiles, binds and shrinks one of [`BUNDLES`].
pub fn build(workspace: &Workspace, bundle: &str, mode: Mode, cache: &mut Cache) -> Result<Frontend> {
    let optimizer = find_optimizer(workspace, mode)?;
    let compiled = compile(workspace, bundle, mode)?;
    let out = workspace.target.join("site-bindgen");
    bind(&compiled, &out, mode)?;

    let bound = read(&out.join("app_bg.wasm"))?;
    let wasm = match optimizer {
        Some(optimizer) => {
            let key = Hash::of_parts([bound.as_slice(), WASM_OPT.join(" ").as_bytes()]);
            cache.get_or("wasm", &key, || optimize(&optimizer, &out))?
        }
        None => bound,
    };
    let glue = text(&out.join("app.js"))?;
    let mut snippets = Vec::new();
    for file in files_below(&out.join("snippets"))? {
        let relative = file.strip_prefix(&out).unwrap_or(&file).display().to_string();
        snippets.push((format!("./{relative}"), text(&file)?));
    }
    Ok(Frontend { glue, wasm, snippets })
}

fn compile(workspace: &Workspace, bundle: &str, mode: Mode) -> Result<PathBuf> {
    let (profile, directory) = match mode {
        Mode::Release => ("wasm-release", "wasm-release"),
        // Debug assertions make Leptos name the element at which a page hydrates wrongly.
        Mode::Dev => ("dev", "debug"),
    };
    let status = cargo()
        .current_dir(&workspace.root)
        .args(["build", "--package", "frontend", "--features", bundle, "--target", "wasm32-unknown-unknown", "--profile", profile])
        .status()
        .context(|| "cargo could not be started".into())?;
    if !status.success() {
        return Err("the browser part did not compile; cargo's message is above. \
                    If it says that the target is missing, run `scripts/setup run`."
            .into());
    }
    Ok(workspace.target.join("wasm32-unknown-unknown").join(directory).join("frontend.wasm"))
}

/// Writes `app.js`, `app_bg.wasm` and perhaps `snippets/` into a fresh `out`. The library has the version of
/// `Cargo.lock`, so it always speaks the same dialect as the module.
fn bind(wasm: &Path, out: &Path, mode: Mode) -> Result<()> {
    if out.exists() {
        std::fs::remove_dir_all(out).context(|| format!("{} cannot be emptied", out.display()))?;
    }
    let failed = || format!("no bindings could be made for {}", wasm.display());
    Bindgen::new()
        .input_path(wasm)
        .out_name("app")
        .web(true)
        .context(failed)?
        .typescript(false)
        // Without it the glue would look for `app_bg.wasm` beside itself, a name that does not exist once hashed.
        .omit_default_module_path(true)
        .demangle(mode == Mode::Dev)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .generate(out)
        .context(failed)
}

/// The path of wasm-opt, or `None` when this build does without.
fn find_optimizer(workspace: &Workspace, mode: Mode) -> Result<Option<PathBuf>> {
    let path = workspace.root.join("end2end/node_modules/.bin/wasm-opt");
    match mode {
        Mode::Dev => Ok(None),
        Mode::Release if path.exists() => Ok(Some(path)),
        Mode::Release => Err("wasm-opt is missing. Run `scripts/setup run`, which installs it from npm into \
                              end2end/node_modules; or build with `--dev`, which does without."
            .into()),
    }
}

fn optimize(optimizer: &Path, out: &Path) -> Result<Vec<u8>> {
    let small = out.join("app_opt.wasm");
    let status = Command::new(optimizer)
        .args(WASM_OPT)
        .arg(out.join("app_bg.wasm"))
        .arg("-o")
        .arg(&small)
        .status()
        .context(|| format!("{} could not be started; is Node.js installed?", optimizer.display()))?;
    if !status.success() {
        return Err("wasm-opt failed; its message is above. A feature it names belongs into WASM_OPT in \
                    xtask/src/wasm.rs."
            .into());
    }
    read(&small)
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).context(|| format!("{} is not UTF-8", path.display()))
}
