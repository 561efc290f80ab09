//! `[agreement]`: what everybody must agree to before they go on.

use std::path::{Path, PathBuf};

use app::platform::settings::Agreement;
use serde::Deserialize;

/// A longer name is no version.
const LONGEST: usize = 40;
/// No agreement that people read is longer.
const LARGEST: usize = 256 * 1024;

/// `[agreement]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgreementSection {
    /// Names the text: a new one is asked of everybody. Empty: nothing is asked.
    pub version: String,
    /// The text in English.
    pub en: Option<PathBuf>,
    /// The text in Spanish; without it all read the English one.
    pub es: Option<PathBuf>,
}

impl AgreementSection {
    /// How the keys fit together.
    ///
    /// # Errors
    /// A sentence with the remedy.
    pub fn check(&self) -> Result<(), String> {
        match (self.version.trim(), &self.en) {
            ("", None) if self.es.is_none() => Ok(()),
            ("", _) => {
                Err("[agreement] needs a version, such as \"2026-11\": it says whether somebody has agreed to this text".into())
            }
            (_, None) => Err("[agreement] needs en, the file with the text in English".into()),
            (version, _) if version.chars().count() > LONGEST || version.chars().any(char::is_control) => {
                Err(format!("[agreement] version must be a name of at most {LONGEST} characters, such as \"2026-11\""))
            }
            _ => Ok(()),
        }
    }

    /// The agreement with its texts; none where none is asked for.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn load(&self) -> Result<Option<Agreement>, String> {
        let Some(en) = &self.en else { return Ok(None) };
        let es = self.es.as_deref().map(read).transpose()?;
        Ok(Some(Agreement { version: self.version.trim().to_owned(), en: read(en)?, es }))
    }
}

fn read(path: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("[agreement]: {} can't be read: {e}", path.display()))?;
    match text.trim() {
        "" => Err(format!("[agreement]: {} is empty", path.display())),
        text if text.len() > LARGEST => Err(format!("[agreement]: {} is longer than {LARGEST} bytes", path.display())),
        text => Ok(text.to_owned()),
    }
}
