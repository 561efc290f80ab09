//! Everything the browser gets, in `target/site`: hashed files in `pkg/`, public files beside it, `manifest.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::pack::{Cache, Hash, brotli, content_hash};
use crate::workspace::{Workspace, files_below, read, write};
use crate::{Context, Result, css, stamp, wasm};

/// How much time a build may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// For users and for tests: as small as it gets.
    Release,
    /// For the next look at a page.
    Dev,
}

impl Mode {
    fn brotli_quality(self) -> u8 {
        match self {
            Self::Release => 11,
            Self::Dev => 5,
        }
    }
}

/// Scripts that go to the browser as they are written, below `app/src`. Their file names are their names in the manifest.
const SCRIPTS: &[&str] = &["doctor/boot.js", "doctor/hydrate.js", "passkeys/passkeys.js", "sessions/idle.js"];

/// Public files worth compressing; pictures are compressed already.
const TEXT: &[&str] = &["css", "html", "js", "json", "svg", "txt", "webmanifest", "xml"];

/// Builds the site, or finds that nothing changed.
pub fn build(mode: Mode) -> Result<()> {
    let workspace = Workspace::find()?;
    let site = workspace.target.join("site");
    // Two builds at once would rename over each other.
    let _lock = lock(&workspace.target.join("site.lock"))?;

    let stamp = stamp::of(&workspace, mode)?;
    let stamp_file = workspace.target.join("site.stamp");
    if site.join("manifest.json").is_file() && fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        println!("site: nothing changed ({})", site.display());
        return Ok(());
    }

    let mut cache = Cache::new(workspace.target.join("site-cache"));
    let temporary = workspace.target.join("site.new");
    remove(&temporary)?;
    let mut writer = Writer::new(temporary.clone(), mode.brotli_quality(), &mut cache);
    writer.scripts_and_style(&workspace)?;
    for bundle in wasm::BUNDLES {
        let frontend = wasm::build(&workspace, bundle, mode, writer.cache)?;
        writer.frontend(bundle, frontend)?;
    }
    writer.public(&workspace.root.join("public"))?;
    let table = writer.finish()?;

    remove(&stamp_file)?;
    let old = workspace.target.join("site.old");
    remove(&old)?;
    if site.exists() {
        rename(&site, &old)?;
    }
    rename(&temporary, &site)?;
    remove(&old)?;
    write(&stamp_file, stamp.as_bytes())?;
    cache.prune()?;
    println!("{table}\nsite: {}", site.display());
    Ok(())
}

/// Writes files and remembers what the manifest and the table have to say about them.
struct Writer<'a> {
    dir: PathBuf,
    quality: u8,
    cache: &'a mut Cache,
    /// Logical name to path below `dir`, for hashed files.
    files: BTreeMap<String, String>,
    /// Name, bytes, bytes after brotli.
    sizes: Vec<(String, usize, Option<usize>)>,
    all: Hash,
}

impl<'a> Writer<'a> {
    fn new(dir: PathBuf, quality: u8, cache: &'a mut Cache) -> Self {
        Self { dir, quality, cache, files: BTreeMap::new(), sizes: Vec::new(), all: Hash::new() }
    }

    fn scripts_and_style(&mut self, workspace: &Workspace) -> Result<()> {
        // First, since a slip in the sheet should show before minutes of compiling.
        let style = css::bundle(&workspace.root.join("style/main.css"))?;
        self.hashed("style.css", style.as_bytes())?;
        for path in SCRIPTS {
            let name = path.rsplit_once('/').map_or(*path, |(_, name)| name);
            self.hashed(name, &read(&workspace.root.join("app/src").join(path))?)?;
        }
        Ok(())
    }

    fn frontend(&mut self, bundle: &str, frontend: wasm::Frontend) -> Result<()> {
        let mut glue = frontend.glue;
        for (import, text) in frontend.snippets {
            // Snippets get hashed names too, in one flat folder, so the glue has to be told.
            let name = import.trim_start_matches("./").replace('/', "-");
            let path = self.hashed(&name, text.as_bytes())?;
            let file = path.trim_start_matches("pkg/");
            glue = glue.replace(&import, &format!("./{file}"));
        }
        self.hashed(&format!("{bundle}.js"), glue.as_bytes())?;
        self.hashed(&format!("{bundle}.wasm"), &frontend.wasm)?;
        Ok(())
    }

    fn public(&mut self, public: &Path) -> Result<()> {
        for file in files_below(public)? {
            let relative = file.strip_prefix(public).unwrap_or(&file);
            let compress = relative.extension().is_some_and(|end| TEXT.iter().any(|text| end == *text));
            self.put(&relative.display().to_string(), &read(&file)?, compress)?;
        }
        Ok(())
    }

    /// Writes `pkg/NAME.HASH.EXT` and returns that path.
    fn hashed(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let (stem, extension) = name.rsplit_once('.').ok_or_else(|| format!("{name} has no extension."))?;
        let path = format!("pkg/{stem}.{}.{extension}", content_hash(content));
        self.put(&path, content, true)?;
        self.files.insert(name.to_owned(), path.clone());
        Ok(path)
    }

    fn put(&mut self, path: &str, content: &[u8], compress: bool) -> Result<()> {
        self.all.add(path.as_bytes());
        self.all.add(content);
        write(&self.dir.join(path), content)?;
        let mut compressed = None;
        if compress {
            let quality = self.quality;
            let key = Hash::of_parts([content, &[quality]]);
            let small = self.cache.get_or("br", &key, || brotli(content, quality))?;
            write(&self.dir.join(format!("{path}.br")), &small)?;
            compressed = Some(small.len());
        }
        self.sizes.push((path.to_owned(), content.len(), compressed));
        Ok(())
    }

    /// Writes the manifest and returns the table of sizes.
    fn finish(self) -> Result<String> {
        let manifest = json!({ "files": self.files, "build": self.all.finish()[..16] });
        write(&self.dir.join("manifest.json"), format!("{manifest:#}\n").as_bytes())?;
        let mut table = vec![format!("{:<44} {:>10} {:>10}", "file", "bytes", "brotli")];
        table.extend(self.sizes.iter().map(|(path, raw, small)| {
            let small = small.map_or("-".to_owned(), |small| small.to_string());
            format!("{path:<44} {raw:>10} {small:>10}")
        }));
        Ok(table.join("\n"))
    }
}

/// Held until dropped.
fn lock(path: &Path) -> Result<fs::File> {
    write(path, b"")?;
    let file = fs::File::open(path).context(|| format!("{} cannot be opened", path.display()))?;
    file.lock().context(|| format!("{} cannot be locked", path.display()))?;
    Ok(file)
}

/// Removes a file or directory that may be absent.
fn remove(path: &Path) -> Result<()> {
    let outcome = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match outcome {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(format!("{} cannot be removed: {error}", path.display())),
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).context(|| format!("{} cannot be renamed to {}", from.display(), to.display()))
}
