//! What the page of the choice shows, and the names of its form.

/// The page's path.
pub const PATH: &str = "/facility";
/// Which one.
pub const FACILITY: &str = "facility";

/// A place that one can work at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Names it in the form.
    pub id: String,
    /// Its name.
    pub name: String,
    /// City and state.
    pub city: String,
    /// The person is there now.
    pub here: bool,
}
