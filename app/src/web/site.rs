//! What every handler gets: the platform, and what the browser is given.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::platform::Platform;

/// The state of the router.
#[derive(Clone)]
pub struct Site {
    /// For services.
    pub platform: Platform,
    /// URLs of the built files by plain name (`style.css` → `/pkg/style.<hash>.css`).
    pub assets: Arc<Assets>,
    /// Whether this is the demo.
    pub demo: bool,
}

/// Where the browser finds what was built for it.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// By plain name.
    pub urls: BTreeMap<String, String>,
    /// Changes with every build: a page of another build says so.
    pub build: String,
}

impl Assets {
    /// The URL of a built file; empty when it was not built (tests without a browser).
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        self.urls.get(name).cloned().unwrap_or_default()
    }
}
