//! A request, as an administrator sees it.

use serde::{Deserialize, Serialize};

/// The deed that dismisses a request.
pub const DISMISS: &str = "request-dismiss";

/// A card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestCard {
    /// Who asks, for the link.
    pub user: String,
    /// Given and family name.
    pub name: String,
    /// Folded.
    pub username: String,
    /// Where a link would go; none without an address.
    pub email: Option<String>,
    /// When, in words.
    pub when: String,
    /// From where: browser and network.
    pub from: String,
    /// Came through a link in the person's own mail.
    pub proven: bool,
    /// Whether this is who looks: another one must help.
    pub own: bool,
}
