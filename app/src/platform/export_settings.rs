//! `[exports]`: where exports by schedule go.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

/// `[exports]`: the operator's store. Without one there are no exports by schedule.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportSettings {
    /// A folder of this machine, or one that is mounted there.
    pub folder: Option<PathBuf>,
    /// A bucket that speaks S3. It goes before the folder.
    pub s3: Option<S3Settings>,
}

/// `[exports.s3]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct S3Settings {
    /// `https://s3.us-east-1.amazonaws.com`
    pub endpoint: String,
    /// `us-east-1`
    pub region: String,
    /// The bucket.
    pub bucket: String,
    /// What stands before each archive's name, such as `vestibule/`.
    pub prefix: String,
    /// Who we are there. It has to put objects, and no more.
    pub access_key: String,
    /// Its secret. Better as `VESTIBULE__EXPORTS__S3__SECRET_KEY` than in a file.
    #[serde(deserialize_with = "super::quoted::secret")]
    pub secret_key: Option<SecretString>,
}

impl ExportSettings {
    /// How the settings fit together.
    ///
    /// # Errors
    /// A sentence with the remedy.
    pub fn check(&self) -> Result<(), String> {
        if let Some(folder) = &self.folder
            && !folder.is_dir()
        {
            return Err(format!(
                "[exports] folder {} is not there: make it, for the user that Vestibule runs as alone",
                folder.display()
            ));
        }
        let Some(s3) = &self.s3 else { return Ok(()) };
        for (name, value) in
            [("endpoint", &s3.endpoint), ("region", &s3.region), ("bucket", &s3.bucket), ("access_key", &s3.access_key)]
        {
            if value.trim().is_empty() {
                return Err(format!("[exports.s3] needs {name}"));
            }
        }
        if s3.secret_key.is_none() {
            return Err("[exports.s3] needs secret_key (also as VESTIBULE__EXPORTS__S3__SECRET_KEY)".into());
        }
        let is_here = ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|here| s3.endpoint.starts_with(here));
        if !s3.endpoint.starts_with("https://") && !is_here {
            return Err("[exports.s3] endpoint must begin with https://: exports are of patients".into());
        }
        Ok(())
    }
}
