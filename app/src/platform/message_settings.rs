//! `[messages]`: texts and calls.

use serde::Deserialize;

/// `[messages]`
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessageSettings {
    /// Countries whose numbers get codes, as ISO 3166-1 codes. Texts to others cost more, and fraud with them is common.
    pub regions: Vec<String>,
}

impl Default for MessageSettings {
    fn default() -> Self {
        Self { regions: ["US", "PR", "GU", "VI", "AS", "MP"].map(str::to_owned).to_vec() }
    }
}

impl MessageSettings {
    /// How the settings fit together.
    ///
    /// # Errors
    /// A sentence with the remedy.
    pub fn check(&self) -> Result<(), String> {
        let wrong = |region: &&String| region.len() != 2 || !region.bytes().all(|b| b.is_ascii_uppercase());
        if let Some(wrong) = self.regions.iter().find(wrong) {
            return Err(format!(
                "[messages] regions: `{wrong}` is no country code; write two capital letters, such as \"US\" or \"PR\""
            ));
        }
        if self.regions.is_empty() {
            return Err("[messages] regions is empty, so no phone could get a code; leave it out for the United States and their territories".into());
        }
        Ok(())
    }
}
