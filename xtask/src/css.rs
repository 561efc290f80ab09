//! `style/main.css` and what it imports, as one minified sheet.

use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use crate::{Context, Result};

/// The oldest browsers the sheet is written for: the first ones with `inert`, which dialogs and the lock screen need.
/// Lightning CSS adds what they lack (nesting, `light-dark()`) and keeps apart rules that they could not read together.
const OLDEST: Browsers = Browsers {
    android: None,
    chrome: Some(102 << 16),
    edge: Some(102 << 16),
    firefox: Some(112 << 16),
    ie: None,
    ios_saf: Some(15 << 16 | 5 << 8),
    opera: None,
    safari: Some(15 << 16 | 5 << 8),
    samsung: None,
};

/// The text of the bundled sheet. The error names file, line and column.
pub fn bundle(entry: &Path) -> Result<String> {
    let targets = Targets::from(OLDEST);
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .context(|| format!("{} cannot be bundled", entry.display()))?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .context(|| format!("{} cannot be minified", entry.display()))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .context(|| format!("{} cannot be printed", entry.display()))?;
    Ok(printed.code)
}
