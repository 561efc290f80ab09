//! What the page of the authenticator app shows, and the names of its forms.

use serde::{Deserialize, Serialize};

/// The form that begins a set-up, or removes the app: both ask the password.
pub const BEGIN_FORM: &str = "authenticator";
/// The form that ends a set-up.
pub const CONFIRM_FORM: &str = "authenticator-code";
/// The input of a code.
pub const CODE: &str = "code";

/// What a person sees of their authenticator app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authenticator {
    /// Since when one is set up, in words; none when none is.
    pub since: Option<String>,
    /// What to put into the app, while one is being set up.
    pub setup: Option<Setup>,
}

/// What the app needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The picture for the app's camera: SVG, nothing but numbers of ours in it.
    pub picture: String,
    /// The same to type, in groups of four.
    pub key: String,
    /// The same as a link, for an app on this device.
    pub link: String,
}
